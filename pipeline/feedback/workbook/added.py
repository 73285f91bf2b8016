"""A row that a person added: which document it is about, and where its text stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from pipeline.clean import clean
from pipeline.feedback.workbook.page import Page, Pages, Place
from pipeline.feedback.workbook.reading import Row
from pipeline.feedback.workbook.report import UnclearError
from pipeline.feedback.workbook.rows import GROUPS, TEXTS, Said, check_plain, read_choices, read_row
from pipeline.feedback.workbook.sentence import NOTHING, Sentence
from pipeline.write.table import wording

Record = dict[str, Any]


def read_added(row: Row, pages: Pages, segments: Mapping[tuple[str, int], Record]) -> Said:
    """Return what an added row says.

    Its text must stand once in the document that title, number and file name; cells that are
    blank say nothing, unless the row is marked as reviewed. ``segments`` by file and start. Raises
    UnclearError.
    """
    row = replace(row, cells=_whole(row))
    is_measure, reviewed = read_choices(row)
    if not is_measure or not any(row.cells.get(key) for key in TEXTS):
        raise UnclearError("text", "row_without_text")
    check_plain(row, *TEXTS)
    page = pages.page(_notice(row, pages.outputs.notices().values()))
    place = _place(row, page)
    start, end = page.source(place)
    segment = segments.get((page.one.notice.file, start), {})
    if segment.get("end") != end:
        segment = {"spans": [], "start": start, "end": end}
    sentence = Sentence(page, place, segment, NOTHING)
    filled = [key for keys in GROUPS.values() for key in keys if row.cells.get(key)]
    # The text is where it was found; it changes nothing.
    said = read_row(row, filled, sentence)
    said = said or Said(sentence, is_measure, reviewed)
    said.taken = [*(key for key in TEXTS if row.cells.get(key)), *said.taken]
    return said


def _whole(row: Row) -> dict[str, str]:
    """Return the cells with a blank one for each column that a run writes."""
    blank = dict.fromkeys((key for keys in GROUPS.values() for key in keys), "")
    yes = {"is_measure": wording("is_measure.yes")}
    return blank | row.cells | (yes if not row.cells.get("is_measure") else {})


def _notice(row: Row, notices: Iterable[Record]) -> Record:
    """Return the document that a row names. Copies give way to what they are copies of."""
    wanted = {
        "title": row.cells.get("title", ""),
        "document_number": row.cells.get("document_number", ""),
        "file": _file(row.cells.get("place", "")),
    }
    named = {key: _plain(text) for key, text in wanted.items() if text}
    found = [
        notice
        for notice in notices
        if named and all(_plain(notice[key] or "") == text for key, text in named.items())
    ]
    originals = [notice for notice in found if notice["same_as"] is None]
    found = originals or found
    if not found:
        raise UnclearError("title", "no_document")
    if len(found) > 1:
        raise UnclearError("title", "which_document", count=len(found))
    return found[0]


def _file(place: str) -> str:
    """Return the file of a place: a.txt of a.txt:40-49."""
    file, colon, offsets = place.rpartition(":")
    return file if colon and offsets.replace("-", "").isdigit() else place


def _plain(text: str) -> str:
    return "".join(clean(text, 0, len(text)).text.split())


def _place(row: Row, page: Page) -> Place:
    found = []
    for key in (key for key in TEXTS if row.cells.get(key)):
        places = page.find(row.cells[key], page.whole)
        if not places:
            raise UnclearError(key, "text_not_found")
        if len(places) > 1:
            raise UnclearError(key, "ambiguous", value=row.cells[key][:20], count=len(places))
        found += places
    if any(place != found[0] for place in found):
        raise UnclearError("text", "texts_differ")
    return found[0]
