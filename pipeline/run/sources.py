"""The records of a finished run, and the texts that their offsets count."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.errors import FeedbackError, InputError
from pipeline.read import read_source
from pipeline.run.folder import load_ledger
from pipeline.schema import Source
from pipeline.write.jsonl import read_jsonl

Record = dict[str, Any]


@dataclass(slots=True)
class RunOutputs:
    """A finished run in ``out``. Raises FeedbackError E704 where there is none.

    Texts are read when they are asked for, and kept.
    """

    out: Path
    _texts: dict[str, str] = field(default_factory=dict)
    _notices: dict[str, Record] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse a folder without records."""
        names = ("run.json", "measures.jsonl", "segments.jsonl", "notices.jsonl")
        if not all((self.out / name).is_file() for name in names):
            raise FeedbackError("E704", out=self.out)

    def measures(self) -> Iterator[Record]:
        """Yield the measures, by file and start."""
        return read_jsonl(self.out / "measures.jsonl")

    def segments(self) -> Iterator[Record]:
        """Yield all segments, by file and start."""
        return read_jsonl(self.out / "segments.jsonl")

    def notices(self) -> dict[str, Record]:
        """Return the notices by id."""
        if not self._notices:
            found = read_jsonl(self.out / "notices.jsonl")
            self._notices = {notice["id"]: notice for notice in found}
        return self._notices

    def text(self, record: Record) -> str:
        """Return the text in which a measure, segment or notice stands.

        Raises FeedbackError E705: it is not there any more, or not as the run read it.
        """
        file = record["file"]
        if file not in self._texts:
            self._texts[file] = self._read(record)
        return self._texts[file]

    def _read(self, record: Record) -> str:
        if record["text_file"]:
            path = self.out / str(record["text_file"])
            return path.read_bytes().decode("utf-8", "surrogatepass")
        file = str(record["file"])
        place = load_ledger(self.out).paths.get(file)
        if place is None:
            raise FeedbackError("E706", out=self.out)
        notice = self.notices()[record.get("notice_id") or record["id"]]
        source = _source(Path(place), file)
        if source is None or source.sha256 != notice["sha256"]:
            raise FeedbackError("E705", file=file, path=place)
        return source.text


def _source(path: Path, file: str) -> Source | None:
    try:
        return read_source(path, file=file)
    except (InputError, OSError):
        return None
