"""The columns of bodies: names under their roles → spans."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, get_args

from pipeline.feedback.workbook.page import Place
from pipeline.feedback.workbook.parse import names_in
from pipeline.feedback.workbook.report import UnclearError
from pipeline.feedback.workbook.sentence import Sentence, free, in_order, said, span_of
from pipeline.judgements import Span
from pipeline.schema import Role
from pipeline.write.table import body_cell, wordings

LABEL = "responsible_department"
ROLES: tuple[str, ...] = get_args(Role)

Record = dict[str, Any]
# A name under a role, as the cell shows it.
Shown = tuple[str, str]


def same_bodies(sentence: Sentence) -> tuple[Span, ...]:
    """Return the bodies as the run found them."""
    return in_order(span_of(one, LABEL) for one in said(sentence.measure["responsible"]))


def read_bodies(
    cells: Mapping[str, str], changed: Sequence[str], sentence: Sentence
) -> tuple[tuple[Span, ...], list[UnclearError]]:
    """Return the bodies that cells by role name, and what of them is unclear.

    ``changed``: the roles whose cells a person changed.

    A name that stood there keeps its place, under the role of the column it stands in now. A new
    one is looked for in the sentence, then in the notes that cover it, as it is written there or
    by its official name; a name that stands in the sentence twice is meant at its first place.
    """
    known: dict[Shown, list[Record]] = {}
    for body in sentence.measure["responsible"]:
        known.setdefault((body["role"], body_cell(body)), []).append(body)
    names = {shown for _, shown in known}
    wanted = [(role, name) for role in ROLES for name in names_in(cells.get(role, ""), names)]
    left = [shown for shown in known if shown not in wanted]
    spans: list[Span] = []
    missing: list[Shown] = []
    for role, name in wanted:
        records = said(known.get((role, name), ()))
        if (role, name) not in known:
            records = _moved(name, left, known)
            if not records and not (role not in changed and _is_inferred(name)):
                missing.append((role, name))
        spans += (span_of(one, LABEL, role=role) for one in records)
    return _with_new(spans, missing, sentence)


def _with_new(
    spans: list[Span], missing: Sequence[Shown], sentence: Sentence
) -> tuple[tuple[Span, ...], list[UnclearError]]:
    unclear = []
    for role, name in missing:
        try:
            place = _locate(name, role, sentence, spans)
            spans.append(sentence.span(place, LABEL, role=role))
        except UnclearError as error:
            unclear.append(error)
    return in_order(spans), unclear


def _is_inferred(name: str) -> bool:
    """Tell a name that an earlier run took from elsewhere: 各地区（承上句）."""
    return any(name.endswith(form.format(name="")) for form in wordings("basis").values())


def _moved(name: str, left: list[Shown], known: Mapping[Shown, list[Record]]) -> list[Record]:
    """Return the bodies of that name that a column has lost, by any of its names."""
    for shown in left:
        records = said(known[shown])
        if records and name in (shown[1], records[0]["name"], records[0]["text"]):
            left.remove(shown)
            return records
    return []


def _locate(name: str, role: str, sentence: Sentence, taken: Sequence[Span]) -> Place:
    page = sentence.page
    occupied: list[Place] = []
    for within in _passages(sentence):
        for places in (page.find(name, within), page.bodies_named(name, within)):
            open_places = free(places, sentence, taken)
            if open_places:
                return _chosen(name, role, sentence, open_places, page.bodies_within(within))
            occupied += places
    if occupied:
        start, end = page.source(occupied[0])
        other = next(one for one in taken if one.start < end and start < one.end)
        raise UnclearError(role, "overlap", value=name, other=other.text)
    raise UnclearError(role, "not_in_passage", value=name)


def _chosen(
    name: str, role: str, sentence: Sentence, places: Sequence[Place], named: set[Place]
) -> Place:
    """Choose a place that the run sees as a body, else the first.

    Part of a longer name (财政厅 of 省财政厅) is meant only where the row had the longer one.
    """
    place = next((one for one in places if one in named), places[0])
    had = {(one["start"], one["end"]) for one in sentence.measure["responsible"]}
    for other in named - {place}:
        if other[0] <= place[0] and place[1] <= other[1] and sentence.page.source(other) not in had:
            written = sentence.page.written(other)
            raise UnclearError(role, "part_of", value=name, other=written)
    return place


def _passages(sentence: Sentence) -> list[Place]:
    return [sentence.place, *sentence.notes]


def own_bodies(responsible: Sequence[Span], sentence: Sentence) -> tuple[Span, ...]:
    """Return those that stand in the sentence itself.

    One that a note names too is responsible as the note has it; its own place in the sentence
    stays marked as the run marked it.
    """
    own = [one for one in responsible if sentence.holds(one)]
    elsewhere = {one.text for one in responsible if not sentence.holds(one)}
    for record in sentence.segment["spans"]:
        if record["label"] == LABEL and record["text"] in elsewhere:
            span = span_of(record, LABEL)
            if sentence.holds(span) and not any(one.start == span.start for one in own):
                own.append(span)
    return in_order(own)
