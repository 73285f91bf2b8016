"""One document from clean text to linked measures: the stages between clean and records.

    outline → segment → classify → fields → decide → link

Clean offsets throughout; pure.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.classify import measure_scores
from pipeline.decide import Decision, decide, goal_passages
from pipeline.fields.deadline import find_deadlines
from pipeline.fields.department import covers_document, find_bodies
from pipeline.fields.target import find_targets
from pipeline.link import Linked, group_by_segment, link
from pipeline.outline import outline
from pipeline.schema import Body, Deadline, DocumentKind, Segment, Target
from pipeline.segment import segment


@dataclass(frozen=True, slots=True)
class Annotation:
    """What the stages say about one document; ``decisions`` runs parallel to ``segments``."""

    segments: tuple[Segment, ...]
    decisions: tuple[Decision, ...]
    linked: tuple[Linked, ...]


def annotate(
    text: str,
    regions: Sequence[tuple[int, int, str]] = (),
    *,
    kind: DocumentKind = "notice",
    issued: dt.date | None = None,
) -> Annotation:
    """Annotate a clean text. ``regions`` are its meta and boilerplate passages."""
    segments = segment(text, outline(text, regions))
    return decide_all(
        text,
        segments,
        measure_scores(text, segments, kind=kind),
        bodies=find_bodies(text, segments),
        targets=find_targets(text),
        deadlines=find_deadlines(text, issued=issued),
    )


def decide_all(
    text: str,
    segments: Sequence[Segment],
    scores: Sequence[float],
    *,
    bodies: Sequence[Body],
    targets: Sequence[Target],
    deadlines: Sequence[Deadline],
) -> Annotation:
    """Decide every segment from its score and the spans in it, and link the measures."""
    decisions = [
        decide(text, unit, score, bodies=who, targets=what, deadlines=when, goals=goals)
        for unit, score, goals, who, what, when in zip(
            segments,
            scores,
            goal_passages(text, segments),
            group_by_segment(bodies, segments),
            group_by_segment(targets, segments),
            group_by_segment(deadlines, segments),
            strict=True,
        )
    ]
    linked = link(
        text,
        segments,
        [decision.is_measure for decision in decisions],
        [decision.bodies for decision in decisions],
        [decision.targets for decision in decisions],
        [decision.deadlines for decision in decisions],
        statements=covers_document(text),
    )
    return Annotation(tuple(segments), tuple(decisions), tuple(linked))
