"""Annotated documents as they look to a model: segments of the pipeline, labels of gold."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.annotate import Found, decide_by_rules, evidence_of, find_all
from pipeline.clean import to_clean, to_source
from pipeline.decide import Decision
from pipeline.extract import Prepared, prepare
from pipeline.judgements import read_judgements
from pipeline.learn.gold import GoldDocument, Row, read_gold, read_learnable
from pipeline.outline import outline
from pipeline.read import read_source
from pipeline.schema import LABELS, CleanText, Document, Segment
from pipeline.segment import segment

Truth = NDArray[np.bool_]

# The part of the split that may be learned from, and that a text in no part belongs to.
LEARNED = "tuned"


@dataclass(frozen=True, slots=True)
class Sample:
    """One document of an annotated source.

    ``truth`` has a row per segment and a column per label; ``known`` has the same shape and tells
    what was judged: the rest of ``truth`` means nothing. ``decisions`` and ``rules`` (their scores,
    in the same shape) are those of the rules alone; ``evidence`` names what rules and fields say.
    """

    prepared: Prepared
    segments: tuple[Segment, ...]
    found: Found
    decisions: tuple[Decision, ...]
    truth: Truth
    known: Truth
    rules: NDArray[np.float32]
    evidence: tuple[tuple[str, ...], ...]

    @property
    def document(self) -> Document:
        """The document as it was found in its source."""
        return self.prepared.document

    @property
    def cleaned(self) -> CleanText:
        """The clean text in which the segments' offsets count."""
        return self.prepared.cleaned


@dataclass(frozen=True, slots=True)
class AnnotatedSource:
    """A gold document, and the documents that the pipeline finds in it."""

    gold: GoldDocument
    samples: tuple[Sample, ...]


def read_samples(folders: Sequence[Path], *, part: str = "tuned") -> list[AnnotatedSource]:
    """Read the documents of annotations folders that may be learned from, sorted by name.

    A document that any folder's ``splits.tsv`` puts into another part is left out wherever it
    lies; one that none names belongs to "tuned". A text that stands in two folders is read once: a
    copy in another fold would let a model be judged on what it knows. Judgements are laid over
    gold in "tuned" only: what a model is measured on stays as it is.
    """
    parts = {name: one for folder in folders for name, one in _parts(folder).items()}
    found: dict[str, AnnotatedSource] = {}
    for folder in folders:
        read = read_learnable if part == LEARNED else read_gold
        for gold in read(
            folder, [name for name in _named(folder) if parts.get(name, LEARNED) == part]
        ):
            text = "".join(gold.source.read_text("utf-8").split())
            if text not in found:
                found[text] = AnnotatedSource(gold, tuple(_samples(gold)))
    return sorted(found.values(), key=lambda one: one.gold.name)


def _named(folder: Path) -> list[str]:
    gold = {path.stem for path in (folder / "gold").glob("*.jsonl")}
    return sorted(gold | {one.doc for one in read_judgements(folder)})


def _parts(folder: Path) -> dict[str, str]:
    """Part of each document that ``splits.tsv`` names; empty without that file."""
    splits = folder / "splits.tsv"
    if not splits.is_file():
        return {}
    lines = [line.split("\t") for line in splits.read_text("utf-8").splitlines()[1:]]
    return {name: given for name, given, *_ in lines}


def _samples(gold: GoldDocument) -> Iterator[Sample]:
    for prepared in prepare(read_source(gold.source, file=gold.source.name)):
        text, kind = prepared.cleaned.text, prepared.document.kind
        segments = tuple(segment(text, outline(text, prepared.regions)))
        found = find_all(text, segments, kind=kind, issued=prepared.spoken)
        decisions = tuple(decide_by_rules(text, segments, found))
        rules = [list(decision.labels.values()) for decision in decisions]
        truth, known = _truth(gold, prepared.cleaned, segments)
        yield Sample(
            prepared,
            segments,
            found,
            decisions,
            truth,
            known,
            np.array(rules, dtype=np.float32).reshape(-1, len(LABELS)),
            tuple(evidence_of(segments, found, decisions)),
        )


# --- gold labels on our segments --------------------------------------------------------------


def _truth(
    gold: GoldDocument, cleaned: CleanText, segments: Sequence[Segment]
) -> tuple[Truth, Truth]:
    """Return the labels of our segments, and which of them gold speaks of.

    Gold of a whole document speaks of every segment, judgements only of those they were made on.
    """
    truth = np.zeros((len(segments), len(LABELS)), dtype=np.bool_)
    known = np.full_like(truth, gold.complete)
    for number, unit in enumerate(segments):
        place = to_source(cleaned, unit.start, unit.end)
        for row in gold.rows:
            if _half(place, row):
                truth[number] |= [_holds(place, row, label) for label in LABELS]
                known[number] |= [label in row.get("judged", LABELS) for label in LABELS]
    return truth, known


def _half(place: tuple[int, int], row: Row) -> bool:
    shared = min(place[1], row["end"]) - max(place[0], row["start"])
    return bool(shared > 0 and 2 * shared >= min(place[1] - place[0], row["end"] - row["start"]))


def _holds(place: tuple[int, int], row: Row, label: str) -> bool:
    """A part of a gold segment is a measure as the whole is, but has only its own spans."""
    if label not in row["labels"]:
        return False
    starts = [span["start"] for span in row["spans"] if span["label"] == label]
    return not starts or any(place[0] <= start < place[1] for start in starts)


# --- gold spans on our segments ---------------------------------------------------------------


def gold_spans(source: AnnotatedSource, sample: Sample) -> list[list[tuple[int, int, str]]]:
    """Spans of gold in the segment that holds their start, clean offsets, cut at its end."""
    starts = [segment.start for segment in sample.segments]
    found: list[set[tuple[int, int, str]]] = [set() for _ in starts]
    for row in source.gold.rows:
        if row["start"] >= sample.document.end or row["end"] <= sample.document.start:
            continue
        for span in row["spans"]:
            place = to_clean(sample.cleaned, span["start"], span["end"])
            number = bisect_right(starts, place[0]) - 1 if place else -1
            if place is not None and number >= 0:
                end = min(place[1], sample.segments[number].end)
                if place[0] < end:
                    found[number].add((place[0], end, _name_of(span)))
    return [sorted(spans) for spans in found]


def _name_of(span: dict[str, str]) -> str:
    """Name of a span: its label, of bodies the role, if somebody gave one."""
    return span.get("role") or span["label"]
