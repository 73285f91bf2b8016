"""The stages as spaCy components: each calls one pure function and writes one span group."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.classify import measure_evidence
from pipeline.fields.deadline import find_deadlines
from pipeline.fields.department import find_bodies
from pipeline.fields.target import find_targets
from pipeline.nlp.groups import Item, get_items, put_items, register_attributes
from pipeline.outline import outline
from pipeline.schema import Block, Body, Deadline, Segment, Target
from pipeline.segment import segment

Component = Callable[[Doc], Doc]


@dataclass(frozen=True, slots=True)
class Scored:
    """A segment with its score as a measure and the rule that decided."""

    start: int
    end: int
    score: float
    found_by: str


def issued_on(doc: Doc) -> dt.date | None:
    """Return the date of issue that the caller set as ISO text in ``doc._.issued``."""
    return dt.date.fromisoformat(doc._.issued) if doc._.issued else None


def _component(
    group: str,
    find: Callable[[Doc], Sequence[Item]],
    label: Callable[[Item], str],
    found_by: Callable[[Item], str] = lambda item: "",
) -> Component:
    """Return a component that writes what ``find`` finds in a ``Doc`` into one span group."""
    register_attributes()

    def write(doc: Doc) -> Doc:
        put_items(doc, group, find(doc), label=label, found_by=found_by)
        return doc

    return write


@Language.factory("notice_outline", assigns=["doc._.blocks"])
def make_outline(nlp: Language, name: str) -> Component:
    """Find headings, notes and the text under them."""

    def find(doc: Doc) -> list[Block]:
        regions = [(span.start_char, span.end_char, span.label_) for span in doc._.regions]
        return outline(doc.text, regions)

    return _component("blocks", find, lambda block: block.kind)


@Language.factory("notice_segments", requires=["doc._.blocks"], assigns=["doc._.segments"])
def make_segments(nlp: Language, name: str) -> Component:
    """Cut blocks into sentences."""

    def find(doc: Doc) -> list[Segment]:
        return segment(doc.text, get_items(doc, "blocks", Block))

    return _component("segments", find, lambda unit: unit.kind)


@Language.factory("notice_measures", requires=["doc._.segments"], assigns=["doc._.measures"])
def make_measures(nlp: Language, name: str) -> Component:
    """Score every segment as a measure."""

    def find(doc: Doc) -> list[Scored]:
        segments = get_items(doc, "segments", Segment)
        evidence = measure_evidence(doc.text, segments, kind=doc._.document_kind)
        return [
            Scored(unit.start, unit.end, value, rule)
            for unit, (value, rule) in zip(segments, evidence, strict=True)
        ]

    return _component("measures", find, lambda _: "measure", lambda scored: scored.found_by)


@Language.factory("notice_departments", requires=["doc._.segments"], assigns=["doc._.departments"])
def make_departments(nlp: Language, name: str) -> Component:
    """Find the bodies that have to act, with their roles."""

    def find(doc: Doc) -> list[Body]:
        return find_bodies(doc.text, get_items(doc, "segments", Segment))

    return _component("departments", find, lambda body: body.role, lambda body: body.found_by)


@Language.factory("notice_targets", requires=["doc._.segments"], assigns=["doc._.targets"])
def make_targets(nlp: Language, name: str) -> Component:
    """Find quantified and absolute targets."""

    def find(doc: Doc) -> list[Target]:
        return find_targets(doc.text)

    return _component("targets", find, lambda target: target.op, lambda target: target.found_by)


@Language.factory("notice_deadlines", requires=["doc._.segments"], assigns=["doc._.deadlines"])
def make_deadlines(nlp: Language, name: str) -> Component:
    """Find deadlines and resolve them against the date of issue."""

    def find(doc: Doc) -> list[Deadline]:
        return find_deadlines(doc.text, issued=issued_on(doc))

    return _component("deadlines", find, lambda found: found.type, lambda found: found.found_by)
