"""A finished run to a file of tasks for another tool, labels and spans of the program filled in."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from pipeline.decide import LABELLED, THRESHOLD
from pipeline.errors import FeedbackError
from pipeline.feedback.interchange import doccano, label_studio, prodigy
from pipeline.feedback.interchange.forms import form_of
from pipeline.feedback.interchange.names import name_of
from pipeline.feedback.interchange.task import Mark, Task
from pipeline.run.sources import RunOutputs
from pipeline.schema import LABELS
from pipeline.write.replace import replacing

Record = dict[str, Any]

_TOOLS = {"doccano": doccano, "label-studio": label_studio, "prodigy": prodigy}

ALL_LOSE = ("bodies and deadlines that cover a measure from a note or table outside its passage",)
"""What no tool can carry, for it shows one passage at a time."""


@dataclass(frozen=True, slots=True)
class Exported:
    """``tasks``: how many; ``forms``: of these marks the tool cannot carry the normal form."""

    tasks: int
    forms: int
    loses: tuple[str, ...]


def export_run(
    run: RunOutputs,
    path: Path,
    kind: str,
    *,
    chosen: Mapping[str, str] | None = None,
) -> Exported:
    """Write the segments of a run that can carry labels as tasks for the tool ``kind``.

    ``chosen``: only the segments with these ids, in this order, each with the reason why.
    Raises FeedbackError: E749 the file cannot be written, E705 and E706 a text is gone.
    """
    tool = _TOOLS[kind]
    count = forms = 0
    try:
        with replacing(path) as beside, beside.open("wb") as file:
            for task in tasks_of(run, chosen):
                _separate(file, kind, count)
                file.write(tool.write(task))
                count += 1
                forms += sum(bool(mark.form) for mark in task.marks)
            _finish(file, kind, count)
    except OSError as error:
        raise FeedbackError("E749", file=path, reason=error.strerror or error) from error
    return Exported(count, forms if kind == "doccano" else 0, (*tool.LOSES, *ALL_LOSE))


def _separate(file: BinaryIO, kind: str, count: int) -> None:
    """Tasks of Label Studio are one list, those of others lines."""
    if kind == "label-studio":
        file.write(b",\n" if count else b"[\n")
    elif count:
        file.write(b"\n")


def _finish(file: BinaryIO, kind: str, count: int) -> None:
    if kind == "label-studio":
        file.write(b"\n]\n" if count else b"[]\n")
    elif count:
        file.write(b"\n")


def tasks_of(run: RunOutputs, chosen: Mapping[str, str] | None) -> Iterator[Task]:
    """Yield the tasks of a run, in its order or in that of ``chosen``."""
    forms = _forms(run, chosen)
    model = next((measure["model"] for measure in run.measures()), None)
    records = _records(run, chosen)
    digests: dict[str, str] = {}
    for record in records:
        text, file = run.text(record), record["file"]
        if file not in digests:
            digests[file] = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        meta = {
            "doc": file,
            "segment": record["id"],
            "start": record["start"],
            "end": record["end"],
            "sha256": digests[file],
            "title": run.notices()[record["notice_id"]]["title"] or file,
            "section": " > ".join(record["section"]),
            "model": model,
            "scores": record["labels"],
        }
        if chosen:
            meta["reason"] = chosen[record["id"]]
        yield _task(
            text[record["start"] : record["end"]], record, forms.get(record["id"], {}), meta
        )


def _task(text: str, record: Record, forms: Mapping[tuple[Any, ...], Record], meta: Record) -> Task:
    marks = [
        Mark(
            span["start"] - record["start"],
            span["end"] - record["start"],
            name_of(span["label"], role=span["role"], type=span["type"]),
            forms.get((span["label"], span["start"], span["end"]), {}),
        )
        for span in record["spans"]
    ]
    marked = {span["label"] for span in record["spans"]}
    given = [label for label in LABELS if record["labels"].get(label, 0) >= THRESHOLD]
    names = tuple(label for label in given if label not in marked)
    return Task(text, tuple(marks), names, record["labels"], meta)


def _records(run: RunOutputs, chosen: Collection[str] | None) -> Iterable[Record]:
    if chosen is None:
        return (record for record in run.segments() if record["kind"] in LABELLED)
    found = {record["id"]: record for record in run.segments() if record["id"] in chosen}
    return (found[key] for key in chosen if key in found)


def _forms(
    run: RunOutputs, chosen: Collection[str] | None
) -> dict[str, dict[tuple[Any, ...], Record]]:
    """Normal forms of the spans of each measure, by label and place."""
    found = {}
    for measure in run.measures():
        if chosen is None or measure["id"] in chosen:
            found[measure["id"]] = {
                (label, one["start"], one["end"]): form_of(label, one)
                for label, field in (("target", "targets"), ("deadline", "deadlines"))
                for one in measure[field]
            }
    return found
