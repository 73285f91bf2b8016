"""The stages as spaCy components: each calls one pure function and writes one span group."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.annotate import (
    Found,
    decide_by_rules,
    hear_subjects,
    model_scores,
    sorted_into,
)
from pipeline.classify import measure_evidence
from pipeline.fields.deadline import find_deadlines
from pipeline.fields.department import find_bodies
from pipeline.fields.target import find_targets
from pipeline.model import LinearModel, load_model, save_model
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


@dataclass(frozen=True, slots=True)
class Labelled:
    """A segment with a trained model's probability for every label, and for a missed body."""

    start: int
    end: int
    kind: str
    labels: tuple[str, ...]
    values: tuple[float, ...]
    overlooked: float = 0.0

    def scores(self) -> dict[str, float]:
        """Return the probabilities by label."""
        return dict(zip(self.labels, self.values, strict=True))


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

    register_attributes()

    def write(doc: Doc) -> Doc:
        _put_bodies(doc, find_bodies(doc.text, get_items(doc, "segments", Segment)))
        return doc

    return write


def _put_bodies(doc: Doc, bodies: Sequence[Body]) -> None:
    put_items(
        doc,
        "departments",
        bodies,
        label=lambda body: body.role,
        found_by=lambda body: body.found_by,
    )


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


def found_in(doc: Doc) -> Found:
    """Read back what the components found, sorted into the segments."""
    return sorted_into(
        get_items(doc, "segments", Segment),
        [(scored.score, scored.found_by) for scored in get_items(doc, "measures", Scored)],
        bodies=get_items(doc, "departments", Body),
        targets=get_items(doc, "targets", Target),
        deadlines=get_items(doc, "deadlines", Deadline),
    )


class Labels:
    """The trained model as a component: probabilities of all labels for every segment.

    Bodies that only the model sees join the span group ``departments``.

    Without a model, which ``from_disk`` or ``use`` brings, it leaves the ``Doc`` as it is and the
    rules decide alone. Raises LearnError E610 where the model's folder is damaged.
    """

    def __init__(self) -> None:
        self.model: LinearModel | None = None
        register_attributes()

    def __call__(self, doc: Doc) -> Doc:
        """Write the span group ``labels``."""
        if self.model is not None:
            self._hear(doc, self.model)
        return doc

    def _hear(self, doc: Doc, model: LinearModel) -> None:
        segments, found = get_items(doc, "segments", Segment), found_in(doc)
        decisions = decide_by_rules(doc.text, segments, found)
        kind = doc._.document_kind
        scores = model_scores(doc.text, segments, found, decisions, kind=kind, model=model)
        heard, scores, overlooked = hear_subjects(doc.text, segments, found, scores, model)
        labelled = [
            Labelled(unit.start, unit.end, unit.kind, tuple(score), tuple(score.values()), missed)
            for unit, score, missed in zip(segments, scores, overlooked, strict=True)
        ]
        put_items(doc, "labels", labelled, label=lambda one: one.kind)
        if heard is not found:
            bodies = [body for of_one in heard.bodies for body in of_one]
            _put_bodies(doc, bodies)

    def use(self, folder: Path) -> Labels:
        """Read the model in ``folder``."""
        self.model = load_model(folder)
        return self

    def to_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the model's two files, where there is a model."""
        if self.model is not None:
            save_model(self.model, Path(path))

    def from_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> Labels:
        """Read what ``to_disk`` wrote."""
        return self.use(Path(path)) if Path(path).is_dir() else self


@Language.factory(
    "notice_labels",
    requires=["doc._.segments", "doc._.measures", "doc._.departments"],
    assigns=["doc._.labels"],
)
def make_labels(nlp: Language, name: str) -> Labels:
    """Weigh all evidence with the trained model."""
    return Labels()
