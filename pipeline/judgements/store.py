"""The annotations folder: judgements are added, never changed; texts are kept beside them.

* ``judgements/ANNOTATOR.jsonl``: one judgement a line, in the order in which they were made;
* ``sources/DOC.txt``: the texts they speak of, the name found again by the text itself.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import orjson

from pipeline.errors import FeedbackError
from pipeline.judgements.judgement import Judgement, parse_judgement, plain

_FOLDER, _SOURCES = "judgements", "sources"
_ANNOTATOR = re.compile(r"[\w.-]{1,60}")


def add_judgements(annotations: Path, judgements: Iterable[Judgement]) -> int:
    """Append judgements to the files of their annotators; return how many.

    Written to the disk before it returns. Raises FeedbackError: E701 a name that is no file name,
    E703 the folder cannot be written.
    """
    lines: dict[str, list[bytes]] = {}
    for judgement in judgements:
        name = check_annotator(judgement.annotator)
        lines.setdefault(name, []).append(orjson.dumps(plain(judgement)) + b"\n")
    for name, of_one in lines.items():
        _append(annotations / _FOLDER / f"{name}.jsonl", b"".join(of_one))
    return sum(map(len, lines.values()))


def check_annotator(name: str) -> str:
    """Return the name of an annotator. Raises FeedbackError E701: it can name no file."""
    if not _ANNOTATOR.fullmatch(name) or name.startswith("."):
        raise FeedbackError("E701", name=name)
    return name


def _append(path: Path, content: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise FeedbackError("E703", path=path, reason=error.strerror or error) from error


def read_judgements(annotations: Path) -> list[Judgement]:
    """Return all judgements, by annotator, each annotator's in their order.

    Raises FeedbackError E702 that names file and line of what is no judgement.
    """
    found = []
    for path in sorted((annotations / _FOLDER).glob("*.jsonl")):
        for number, line in enumerate(path.read_bytes().splitlines(), 1):
            if line.strip():
                found.append(_parsed(line, where=f"{path} line {number}"))
    return found


def _parsed(line: bytes, *, where: str) -> Judgement:
    try:
        given = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise FeedbackError("E702", where=where, reason=error) from error
    if not isinstance(given, dict):
        raise FeedbackError("E702", where=where, reason="not an object")
    return parse_judgement(given, where=where)


def standing(judgements: Sequence[Judgement]) -> dict[tuple[str, int, int, str], Judgement]:
    """Return the last judgement of each annotator on each segment: (doc, start, end, annotator).

    Adjudications count apart, under the annotator's name with ``!`` behind it.
    """
    last: dict[tuple[str, int, int, str], Judgement] = {}
    for one in judgements:
        who = one.annotator + "!" * one.adjudicated
        key = (one.doc, one.start, one.end, who)
        if key not in last or last[key].at <= one.at:
            last[key] = one
    return last


def source_name(annotations: Path, text: str) -> str:
    """Name a text: that of the file in ``sources`` that holds it, else one made from it."""
    encoded = text.encode("utf-8", "surrogatepass")
    for path in sorted((annotations / _SOURCES).glob("*.txt")):
        if path.stat().st_size == len(encoded) and path.read_bytes() == encoded:
            return path.stem
    return "t" + hashlib.sha256(encoded).hexdigest()[:12]


def keep_source(annotations: Path, text: str) -> str:
    """Keep a text in ``sources`` unless it is there; return its name. Raises FeedbackError E703."""
    name = source_name(annotations, text)
    path = annotations / _SOURCES / f"{name}.txt"
    if not path.exists():
        beside = path.with_suffix(".tmp")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(text.encode("utf-8", "surrogatepass"))
            os.replace(beside, path)
        except OSError as error:
            raise FeedbackError("E703", path=path, reason=error.strerror or error) from error
    return name
