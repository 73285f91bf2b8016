"""From a row of a tool back to the passage of the source: by the metadata that went out with it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from pipeline.clean import clean
from pipeline.errors import FeedbackError
from pipeline.run.sources import RunOutputs


@dataclass(frozen=True, slots=True)
class Passage:
    """A segment's place: ``text`` is the whole source text, ``start`` and ``end`` count in it."""

    text: str
    digest: str
    start: int
    end: int

    @property
    def shown(self) -> str:
        """The passage as it went out."""
        return self.text[self.start : self.end]

    def written(self, start: int, end: int) -> str:
        """Return a place within the passage as records write it: without noise, on one line."""
        first = self.start
        return clean(self.text, first + start, first + end).written.replace("\n", "")


@dataclass
class Origins:
    """The texts that rows can come from: those kept with the annotations, those of a run."""

    annotations: Path
    run: RunOutputs | None = None
    _texts: dict[str, str | None] = field(default_factory=dict)

    def passage(self, meta: Mapping[str, Any], shown: str) -> Passage:
        """Return the passage that a row speaks of.

        Raises ValueError where the metadata is missing or does not fit, LookupError where the
        text is nowhere.
        """
        start, end, digest = _whole(meta, "start"), _whole(meta, "end"), meta.get("sha256")
        if not isinstance(digest, str) or not digest:
            raise ValueError("it has no sha256")
        text = self._text(digest, meta)
        if text is None:
            raise LookupError(str(meta.get("doc", digest[:12])))
        if not 0 <= start < end <= len(text) or text[start:end] != shown:
            raise ValueError(f"its text is not what stands at {start}-{end} of the source")
        return Passage(text, digest, start, end)

    def _text(self, digest: str, meta: Mapping[str, Any]) -> str | None:
        if digest not in self._texts:
            path = self._kept.get(digest)
            self._texts[digest] = (
                path.read_bytes().decode("utf-8", "surrogatepass")
                if path is not None
                else self._of_run(digest, meta)
            )
        return self._texts[digest]

    @cached_property
    def _kept(self) -> dict[str, Path]:
        paths = sorted((self.annotations / "sources").glob("*.txt"))
        return {hashlib.sha256(path.read_bytes()).hexdigest(): path for path in paths}

    def _of_run(self, digest: str, meta: Mapping[str, Any]) -> str | None:
        if self.run is None:
            return None
        notice = str(meta.get("segment", "")).rpartition(".")[0]
        record = self.run.notices().get(notice)
        if record is None:
            return None
        try:
            text = self.run.text(record)
        except FeedbackError:
            return None
        found = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        return text if found == digest else None


def _whole(meta: Mapping[str, Any], key: str) -> int:
    """Return a whole number of the metadata; some tools make text of it."""
    given = meta.get(key)
    if isinstance(given, str) and given.isascii() and given.isdigit() and len(given) < 12:
        given = int(given)
    if type(given) is not int:
        raise ValueError(f"it has no {key}")
    return given
