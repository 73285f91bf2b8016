"""A corrected workbook, row by row, into judgements and a report of what was left out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

from pipeline.errors import FeedbackError
from pipeline.feedback.workbook.added import read_added
from pipeline.feedback.workbook.history import History
from pipeline.feedback.workbook.page import Page, Pages
from pipeline.feedback.workbook.reading import Corrected, Row, read_workbook
from pipeline.feedback.workbook.report import Change, Report, UnclearError
from pipeline.feedback.workbook.rows import (
    GROUPS,
    TEXTS,
    Said,
    changed_keys,
    check_plain,
    fixed_changes,
    read_choices,
    read_row,
)
from pipeline.feedback.workbook.sentence import NOTHING, Sentence, is_same
from pipeline.judgements import Judgement, add_judgements, check_annotator, keep_source
from pipeline.run.folder import digest_of
from pipeline.run.sources import RunOutputs
from pipeline.write.memory import shortened
from pipeline.write.table import measure_cells, wording

Record = dict[str, Any]

_NAMED = {"responsible_department": "bodies", "target": "targets", "deadline": "deadlines"}
_KINDS = {key: _NAMED[label] for label, keys in GROUPS.items() for key in keys}
_KINDS |= dict.fromkeys(TEXTS, "text")
_KINDS |= {"is_measure": "no measure"}


@dataclass(frozen=True, slots=True)
class Request:
    """What to import. ``at``: UTC, ISO 8601, the time of the import."""

    path: Path
    out: Path
    annotations: Path
    annotator: str
    at: str
    dry_run: bool = False
    deleted_are_no_measures: bool = False


def import_workbook(request: Request) -> Report:
    """Read a corrected workbook and add what it says to the annotations.

    Rows and cells that are unclear are left out and listed in the report. With ``dry_run`` nothing
    is written. Raises FeedbackError: E701 annotator, E702 to E706 annotations and run, E710 to
    E715 the workbook.
    """
    check_annotator(request.annotator)
    corrected = read_workbook(request.path)
    outputs = RunOutputs(request.out)
    desk = _desk(request, corrected, outputs)
    desk.take_all(corrected.rows)
    if not request.dry_run:
        for text in desk.texts.values():
            keep_source(request.annotations, text)
        add_judgements(request.annotations, desk.report.judgements)
    return desk.report


def _desk(request: Request, corrected: Corrected, outputs: RunOutputs) -> _Desk:
    same_run = digest_of(request.out / "measures.jsonl") == corrected.memory.run
    written = orjson.loads((request.out / "run.json").read_bytes()) if same_run else {}
    history = History(
        request.annotations,
        request.annotator,
        corrected.memory.run,
        str(written.get("finished", "")),
    )
    report = Report(corrected.columns)
    return _Desk(request, corrected, outputs, Pages(outputs), history, report, same_run)


@dataclass(slots=True)
class _Desk:
    """All that rows are read with. ``texts``: those that judgements speak of, by name."""

    request: Request
    corrected: Corrected
    outputs: RunOutputs
    pages: Pages
    history: History
    report: Report
    same_run: bool
    texts: dict[str, str] = field(default_factory=dict)
    _measures: dict[str, Record] = field(default_factory=dict)
    _segments: dict[str, Record] = field(default_factory=dict)
    # Where the measures of the rows stand, by file: start, end, row.
    _places: dict[str, list[tuple[int, int, int]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._measures = {one["id"]: one for one in self.outputs.measures()}
        self._segments = {one["id"]: one for one in self.outputs.segments()}

    def take_all(self, rows: list[Row]) -> None:
        """Take the rows that the run wrote, then those that were added, then those deleted."""
        headings = self.corrected.memory.headings
        for key in headings.keys() - self.corrected.columns.keys():
            if key in _KINDS or key == "status":
                self.report.columns = {**self.report.columns, key: ("", headings[key])}
                self.report.refuse(0, UnclearError(key, "column_missing"))
        ids = Counter(row.cells["id"] for row in rows)
        for row in rows:
            if row.cells["id"]:
                self._guarded(row, self._take_written, ids, rows)
        by_start = {(one["file"], one["start"]): one for one in self._segments.values()}
        for row in rows:
            if not row.cells["id"]:
                self._guarded(row, self._take_added, by_start)
        for identity in self.corrected.memory.rows.keys() - ids.keys():
            self._guarded(Row(0, {"id": identity}), self._take_deleted)

    def _guarded(self, row: Row, take: Any, *more: Any) -> None:
        """Leave out and list a row that cannot be taken as a whole."""
        try:
            take(row, *more)
        except UnclearError as error:
            self.report.refuse(row.number, error)
        except FeedbackError as error:
            self.report.refuse(row.number, UnclearError("", "no_text", value=error))

    def _take_written(self, row: Row, ids: Counter[str], rows: list[Row]) -> None:
        check_plain(row, "id")
        identity = row.cells["id"]
        written = self.corrected.memory.rows.get(identity)
        if written is None:
            raise UnclearError("id", "unknown_id", value=identity)
        if ids[identity] > 1:
            numbers = [str(one.number) for one in rows if one.cells["id"] == identity]
            raise UnclearError("id", "duplicate_id", rows=", ".join(numbers))
        changed = changed_keys(row, written)
        if "#" in identity:
            if any(key != "status" or row.cells[key] for key in changed):
                raise UnclearError("", "by_clause")
            self.report.unchanged += 1
            return
        segment = self._segment(identity, written)
        self._check_fixed(row, segment)
        if self._is_unchanged(row, changed, segment):
            self.report.unchanged += 1
            return
        sentence = self._sentence(segment)
        said = read_row(row, changed, sentence)
        if said is None:
            self.report.unchanged += 1
            return
        for unclear in said.unclear:
            self.report.refuse(row.number, unclear)
        self._note_place(segment["file"], said, row)
        if said.taken or said.reviewed:
            self._add(row, said, segment, written)

    def _segment(self, identity: str, written: Record) -> Record:
        """Return the segment of a row, as the run of the folder has it."""
        segment = self._segments.get(identity)
        out = self.request.out
        if segment is None:
            raise UnclearError("id", "not_in_run", value=identity, out=out)
        text = self._measures.get(identity, segment)["text"]
        if not self.same_run and shortened(text) != written["text"]:
            raise UnclearError("id", "other_run", out=out)
        return segment

    def _check_fixed(self, row: Row, segment: Record) -> None:
        """See that the cells of the row belong together, and name those that are not read."""
        measure = self._measures.get(segment["id"])
        if not self.same_run or measure is None:
            return
        shown = measure_cells(measure)
        place, expected = row.cells.get("place", ""), shown["place"]
        if place and shortened(place) != shortened(expected):
            values = {"value": place, "id": segment["id"], "expected": expected}
            raise UnclearError("place", "place_differs", **values)
        for unclear in fixed_changes(row, shown):
            self.report.refuse(row.number, unclear)

    def _is_unchanged(self, row: Row, changed: list[str], segment: Record) -> bool:
        self._places.setdefault(segment["file"], []).append(
            (segment["start"], segment["end"], row.number)
        )
        if changed or read_choices(row)[1]:
            return False
        if self.history.has_imports:
            doc = self.history.doc(segment["file"], self.outputs.text(segment))
            self.history.check_unchanged(doc, segment["start"], segment["end"])
        return True

    def _sentence(self, segment: Record) -> Sentence:
        page = self.pages.page(segment)
        place = page.clean(segment["start"], segment["end"])
        if place is None:
            raise UnclearError("id", "other_run", out=self.request.out)
        return Sentence(page, place, segment, self._measures.get(segment["id"], NOTHING))

    def _note_place(self, file: str, said: Said, row: Row) -> None:
        """Note where the measure of a row stands now."""
        places = [one for one in self._places.get(file, ()) if one[2] != row.number]
        if said.is_measure:
            places.append((*said.sentence.page.source(said.sentence.place), row.number))
        self._places[file] = places

    def _take_added(self, row: Row, segments: dict[tuple[str, int], Record]) -> None:
        check_plain(row, "id")
        said = read_added(row, self.pages, segments)
        start, end = said.sentence.page.source(said.sentence.place)
        file = said.sentence.page.one.notice.file
        for other in self._places.get(file, ()):
            if is_same((start, end), other[:2]):
                raise UnclearError("text", "there_already", other=other[2])
        for unclear in said.unclear:
            self.report.refuse(row.number, unclear)
        self._note_place(file, said, row)
        self._add(row, said, said.sentence.segment | {"file": file}, None)

    def _take_deleted(self, row: Row) -> None:
        identity = row.cells["id"]
        if not self.request.deleted_are_no_measures:
            raise UnclearError("", "deleted", value=identity, no=wording("is_measure.no"))
        if "#" in identity:
            raise UnclearError("", "by_clause")
        segment = self._segment(identity, self.corrected.memory.rows[identity])
        said = Said(self._sentence(segment), is_measure=False, taken=["id"])
        self._add(row, said, segment, None)

    def _add(self, row: Row, said: Said, segment: Record, written: Record | None) -> None:
        """Add the judgement of a row, unless it stands, and name what changed."""
        page: Page = said.sentence.page
        doc = self.history.doc(page.one.source.file, page.one.source.text)
        new = Judgement(
            doc=doc,
            annotator=self.request.annotator,
            at=self.request.at,
            tool="workbook",
            saw=self._saw(segment),
            **said.values(),
        )
        if not self.history.check(new):
            self.report.known += 1
            return
        self.texts[doc] = page.one.source.text
        self.report.judgements.append(new)
        self.report.changes += _changes(row, said, written, self.corrected)

    def _saw(self, segment: Record) -> dict[str, Any]:
        measure = self._measures.get(segment.get("id", ""), {})
        seen = {"workbook": self.corrected.memory.run, "model": measure.get("model")}
        return seen | {"labels": segment.get("labels")}


def _changes(row: Row, said: Said, written: Record | None, corrected: Corrected) -> list[Change]:
    if not row.number:
        return [Change(0, "", "", "deleted", before=row.cells["id"])]
    if written is None:
        text = next(row.cells[key] for key in TEXTS if row.cells.get(key))
        return [Change(row.number, *corrected.columns["text"], "new", after=text)]
    changes = [
        Change(
            row.number,
            *corrected.columns[key],
            _KINDS[key],
            "" if written[key].startswith("#") else written[key],
            row.cells[key],
        )
        for key in said.taken
    ]
    if not changes:
        changes = [Change(row.number, *corrected.columns["status"], "confirmed")]
    return changes
