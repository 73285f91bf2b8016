"""Annotated documents as they look to a model: segments of the pipeline, labels of gold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.annotate import Annotation, annotate
from pipeline.classify import measure_evidence
from pipeline.clean import clean, to_clean, to_source
from pipeline.fields.deadline import find_deadlines
from pipeline.fields.department import find_bodies
from pipeline.fields.target import find_targets
from pipeline.learn.gold import GoldDocument, Row, read_gold
from pipeline.link import group_by_segment
from pipeline.model.evidence import rule_evidence
from pipeline.read import read_source
from pipeline.schema import (
    LABELS,
    Body,
    CleanText,
    Deadline,
    Document,
    DocumentKind,
    Segment,
    Source,
    Target,
)
from pipeline.split import split

Truth = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Found:
    """What the finders see in each segment."""

    bodies: list[list[Body]]
    targets: list[list[Target]]
    deadlines: list[list[Deadline]]


@dataclass(frozen=True, slots=True)
class Sample:
    """One document of an annotated source.

    ``truth`` has a row per segment and a column per label; ``rules`` are the scores of the rules
    in the same shape; ``found`` holds the spans that the finders see in each segment, whatever is
    decided; ``evidence`` names what rules and finders say of it.
    """

    source: Source
    document: Document
    cleaned: CleanText
    annotation: Annotation
    truth: Truth
    rules: NDArray[np.float32]
    found: Found
    evidence: tuple[tuple[str, ...], ...]

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The segments, in text order; clean offsets."""
        return self.annotation.segments


@dataclass(frozen=True, slots=True)
class AnnotatedSource:
    """A gold document, and the documents that the pipeline finds in it."""

    gold: GoldDocument
    samples: tuple[Sample, ...]


def read_samples(folders: Sequence[Path], *, part: str = "tuned") -> list[AnnotatedSource]:
    """Read the documents of annotations folders that may be learned from, sorted by name.

    A document that any folder's ``splits.tsv`` puts into another part is left out wherever it
    lies; one that none names is read. A text that stands in two folders is read once: a copy in
    another fold would let a model be judged on what it knows.
    """
    parts = [_parts(folder) for folder in folders]
    barred = {name for given in parts for name, one in given.items() if one != part}
    found: dict[str, AnnotatedSource] = {}
    for folder, given in zip(folders, parts, strict=True):
        names = sorted(set(given or _lying_in(folder)) - barred)
        for gold in read_gold(folder, names):
            text = "".join(gold.source.read_text("utf-8").split())
            if text not in found:
                found[text] = AnnotatedSource(gold, tuple(_samples(gold)))
    return sorted(found.values(), key=lambda one: one.gold.name)


def _lying_in(folder: Path) -> set[str]:
    return {path.stem for path in (folder / "gold").glob("*.jsonl")}


def _parts(folder: Path) -> dict[str, str]:
    """Part of each document that ``splits.tsv`` names; empty without that file."""
    splits = folder / "splits.tsv"
    if not splits.is_file():
        return {}
    lines = [line.split("\t") for line in splits.read_text("utf-8").splitlines()[1:]]
    return {name: given for name, given, *_ in lines}


def _samples(gold: GoldDocument) -> Iterator[Sample]:
    source = read_source(gold.source, file=gold.source.name)
    for document in split(source):
        cleaned = clean(source.text, document.start, document.end)
        annotation = annotate(
            cleaned.text,
            _clean_regions(cleaned, document),
            kind=document.kind,
            issued=document.issued,
        )
        rules = [list(decision.labels.values()) for decision in annotation.decisions]
        found = _found(cleaned.text, annotation.segments, document)
        yield Sample(
            source,
            document,
            cleaned,
            annotation,
            _truth(gold, cleaned, annotation.segments),
            np.array(rules, dtype=np.float32).reshape(-1, len(LABELS)),
            found,
            _evidence(cleaned.text, annotation, found, document.kind),
        )


def _clean_regions(cleaned: CleanText, document: Document) -> list[tuple[int, int, str]]:
    places = [(to_clean(cleaned, one.start, one.end), one.kind) for one in document.regions]
    return [(*place, str(kind)) for place, kind in places if place is not None]


def _found(text: str, segments: Sequence[Segment], document: Document) -> Found:
    return Found(
        group_by_segment(find_bodies(text, segments), segments),
        group_by_segment(find_targets(text), segments),
        group_by_segment(find_deadlines(text, issued=document.issued), segments),
    )


def _evidence(
    text: str, annotation: Annotation, found: Found, kind: DocumentKind
) -> tuple[tuple[str, ...], ...]:
    return tuple(
        rule_evidence(
            annotation.segments,
            measure_evidence(text, annotation.segments, kind=kind),
            [decision.labels for decision in annotation.decisions],
            {"bodies": found.bodies, "targets": found.targets, "deadlines": found.deadlines},
        )
    )


# --- gold labels on our segments --------------------------------------------------------------


def _truth(gold: GoldDocument, cleaned: CleanText, segments: Sequence[Segment]) -> Truth:
    truth = np.zeros((len(segments), len(LABELS)), dtype=np.bool_)
    for number, segment in enumerate(segments):
        place = to_source(cleaned, segment.start, segment.end)
        for row in gold.rows:
            if _half(place, row):
                truth[number] |= [_holds(place, row, label) for label in LABELS]
    return truth


def _half(place: tuple[int, int], row: Row) -> bool:
    shared = min(place[1], row["end"]) - max(place[0], row["start"])
    return bool(shared > 0 and 2 * shared >= min(place[1] - place[0], row["end"] - row["start"]))


def _holds(place: tuple[int, int], row: Row, label: str) -> bool:
    """A part of a gold segment is a measure as the whole is, but has only its own spans."""
    if label not in row["labels"]:
        return False
    starts = [span["start"] for span in row["spans"] if span["label"] == label]
    return not starts or any(place[0] <= start < place[1] for start in starts)
