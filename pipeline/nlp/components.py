"""The stages as spaCy components: each calls one pure function and writes one span group."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.classify import measure_evidence
from pipeline.fields.deadline import find_deadlines
from pipeline.fields.department import find_bodies
from pipeline.fields.target import find_targets
from pipeline.nlp.groups import get_items, put_items, register_attributes
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


@Language.factory("notice_outline", assigns=["doc._.blocks"])
def make_outline(nlp: Language, name: str) -> Component:
    """Find headings, notes and the text under them."""
    register_attributes()

    def find(doc: Doc) -> Doc:
        regions = [(span.start_char, span.end_char, span.label_) for span in doc._.regions]
        put_items(doc, "blocks", outline(doc.text, regions), label=lambda block: block.kind)
        return doc

    return find


@Language.factory("notice_segments", requires=["doc._.blocks"], assigns=["doc._.segments"])
def make_segments(nlp: Language, name: str) -> Component:
    """Cut blocks into sentences."""
    register_attributes()

    def cut(doc: Doc) -> Doc:
        segments = segment(doc.text, get_items(doc, "blocks", Block))
        put_items(doc, "segments", segments, label=lambda unit: unit.kind)
        return doc

    return cut


@Language.factory("notice_measures", requires=["doc._.segments"], assigns=["doc._.measures"])
def make_measures(nlp: Language, name: str) -> Component:
    """Score every segment as a measure."""
    register_attributes()

    def score(doc: Doc) -> Doc:
        segments = get_items(doc, "segments", Segment)
        evidence = measure_evidence(doc.text, segments, kind=doc._.document_kind)
        scored = [
            Scored(unit.start, unit.end, value, rule)
            for unit, (value, rule) in zip(segments, evidence, strict=True)
        ]
        put_items(
            doc, "measures", scored, label=lambda _: "measure", found_by=lambda one: one.found_by
        )
        return doc

    return score


@Language.factory("notice_departments", requires=["doc._.segments"], assigns=["doc._.departments"])
def make_departments(nlp: Language, name: str) -> Component:
    """Find the bodies that have to act, with their roles."""
    register_attributes()

    def find(doc: Doc) -> Doc:
        bodies: list[Body] = find_bodies(doc.text, get_items(doc, "segments", Segment))
        put_items(
            doc,
            "departments",
            bodies,
            label=lambda body: body.role,
            found_by=lambda body: body.found_by,
        )
        return doc

    return find


@Language.factory("notice_targets", requires=["doc._.segments"], assigns=["doc._.targets"])
def make_targets(nlp: Language, name: str) -> Component:
    """Find quantified and absolute targets."""
    register_attributes()

    def find(doc: Doc) -> Doc:
        targets: list[Target] = find_targets(doc.text)
        put_items(
            doc,
            "targets",
            targets,
            label=lambda target: target.op,
            found_by=lambda target: target.found_by,
        )
        return doc

    return find


@Language.factory("notice_deadlines", requires=["doc._.segments"], assigns=["doc._.deadlines"])
def make_deadlines(nlp: Language, name: str) -> Component:
    """Find deadlines and resolve them against the date of issue."""
    register_attributes()

    def find(doc: Doc) -> Doc:
        deadlines: list[Deadline] = find_deadlines(doc.text, issued=issued_on(doc))
        put_items(
            doc,
            "deadlines",
            deadlines,
            label=lambda deadline: deadline.type,
            found_by=lambda deadline: deadline.found_by,
        )
        return doc

    return find
