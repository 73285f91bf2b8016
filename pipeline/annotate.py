"""One document from clean text to linked measures: the stages between clean and records.

    outline → segment → classify → fields → decide → link

Clean offsets throughout; pure.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.classify import measure_evidence
from pipeline.decide import FOUND, THRESHOLD, Decision, decide, goal_passages, settle
from pipeline.fields.deadline import find_deadlines
from pipeline.fields.department import covers_document, find_bodies
from pipeline.fields.target import find_targets
from pipeline.link import Linked, group_by_segment, link
from pipeline.model import LinearModel, Spans, rule_evidence, score_segments
from pipeline.model.actors import actors
from pipeline.model.hanlp import Evidence
from pipeline.outline import outline
from pipeline.schema import Body, Deadline, DocumentKind, Segment, Target
from pipeline.segment import segment

_DEPARTMENT = "responsible_department"

# What HanLP says of each of some texts, in their own offsets (pipeline.model.hanlp).
Opinion = Callable[[Sequence[str]], list[list[Evidence]]]


@dataclass(frozen=True, slots=True)
class Annotation:
    """What the stages say about one document; ``decisions`` runs parallel to ``segments``."""

    segments: tuple[Segment, ...]
    decisions: tuple[Decision, ...]
    linked: tuple[Linked, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What classifier and fields see in each segment, whatever is decided.

    ``judged``: score as a measure, and the rule behind it.
    """

    judged: Sequence[tuple[float, str]]
    bodies: list[list[Body]]
    targets: list[list[Target]]
    deadlines: list[list[Deadline]]


def annotate(
    text: str,
    regions: Sequence[tuple[int, int, str]] = (),
    *,
    kind: DocumentKind = "notice",
    issued: dt.date | None = None,
    model: LinearModel | None = None,
    hanlp: Opinion | None = None,
) -> Annotation:
    """Annotate a clean text. ``regions`` are its meta and boilerplate passages.

    Without a ``model`` the rules alone decide. ``hanlp`` is asked about measures, if given.
    """
    segments = segment(text, outline(text, regions))
    found = find_all(text, segments, kind=kind, issued=issued)
    decisions = decide_by_rules(text, segments, found)
    if model is not None:
        scores = model_scores(text, segments, found, decisions, kind=kind, model=model)
        found, scores, overlooked = hear_subjects(text, segments, found, scores, model)
        decisions = settle_all(segments, found, decisions, scores, overlooked)
    if hanlp is not None:
        decisions = hear_hanlp(text, segments, decisions, hanlp)
    return link_all(text, segments, decisions)


def find_all(
    text: str, segments: Sequence[Segment], *, kind: DocumentKind, issued: dt.date | None
) -> Found:
    """Ask the classifier and the fields about every segment."""
    return sorted_into(
        segments,
        measure_evidence(text, segments, kind=kind),
        bodies=find_bodies(text, segments),
        targets=find_targets(text),
        deadlines=find_deadlines(text, issued=issued),
    )


def sorted_into(
    segments: Sequence[Segment],
    judged: Sequence[tuple[float, str]],
    *,
    bodies: Sequence[Body],
    targets: Sequence[Target],
    deadlines: Sequence[Deadline],
) -> Found:
    """Sort the spans of a document into its segments."""
    return Found(
        judged,
        group_by_segment(bodies, segments),
        group_by_segment(targets, segments),
        group_by_segment(deadlines, segments),
    )


def decide_by_rules(text: str, segments: Sequence[Segment], found: Found) -> list[Decision]:
    """Decide every segment from what was found in it."""
    return [
        decide(
            text, unit, score, bodies=who, targets=what, deadlines=when, goals=goals, found_by=rule
        )
        for unit, (score, rule), goals, who, what, when in zip(
            segments,
            found.judged,
            goal_passages(text, segments),
            found.bodies,
            found.targets,
            found.deadlines,
            strict=True,
        )
    ]


def evidence_of(
    segments: Sequence[Segment], found: Found, decisions: Sequence[Decision]
) -> list[tuple[str, ...]]:
    """Name what rules and fields say of each segment, for a model to weigh."""
    spans: dict[str, Spans] = {
        "bodies": found.bodies,
        "targets": found.targets,
        "deadlines": found.deadlines,
    }
    labels = [decision.labels for decision in decisions]
    return rule_evidence(segments, found.judged, labels, spans)


def model_scores(
    text: str,
    segments: Sequence[Segment],
    found: Found,
    decisions: Sequence[Decision],
    *,
    kind: DocumentKind,
    model: LinearModel,
) -> list[dict[str, float]]:
    """Ask a model about every segment; ``decisions`` are those of the rules."""
    return score_segments(
        text,
        segments,
        kind=kind,
        model=model,
        evidence=evidence_of(segments, found, decisions),
    )


def settle_all(
    segments: Sequence[Segment],
    found: Found,
    decisions: Sequence[Decision],
    scores: Sequence[Mapping[str, float]],
    overlooked: Sequence[float] = (),
) -> list[Decision]:
    """Let a model's scores decide every segment; ``overlooked`` as in ``hear_subjects``."""
    return [
        settle(
            decision,
            unit,
            score,
            bodies=who,
            targets=what,
            deadlines=when,
            overlooked=missing,
        )
        for decision, unit, score, who, what, when, missing in zip(
            decisions,
            segments,
            scores,
            found.bodies,
            found.targets,
            found.deadlines,
            overlooked or [0.0] * len(segments),
            strict=True,
        )
    ]


def hear_subjects(
    text: str,
    segments: Sequence[Segment],
    found: Found,
    scores: Sequence[dict[str, float]],
    model: LinearModel,
) -> tuple[Found, list[dict[str, float]], list[float]]:
    """Add the bodies that act in measures and that only the model sees, and their label.

    The last list: how likely a body is overlooked in each segment.
    """
    bodies, heard, overlooked = list(found.bodies), list(scores), [0.0] * len(segments)
    asked = [
        number
        for number, unit in enumerate(segments)
        if unit.kind == "body" and scores[number]["measure"] >= THRESHOLD
    ]
    if model.subjects is None or not asked:
        return found, heard, overlooked
    places = [(segments[number].start, segments[number].end) for number in asked]
    taken = [found.bodies[number] for number in asked]
    for number, said in zip(asked, model.subjects.hear(text, places, taken), strict=True):
        overlooked[number] = round(said.overlooked, 3)
        if said.bodies:
            bodies[number] = sorted([*bodies[number], *said.bodies], key=lambda body: body.start)
            surest = max(heard[number][_DEPARTMENT], said.score)
            heard[number] = heard[number] | {_DEPARTMENT: surest}
    return replace(found, bodies=bodies), heard, overlooked


def hear_hanlp(
    text: str, segments: Sequence[Segment], decisions: Sequence[Decision], hanlp: Opinion
) -> list[Decision]:
    """Add the bodies that act in measures and that only HanLP sees; nothing else is changed."""
    heard = list(decisions)
    asked = [
        number
        for number, unit in enumerate(segments)
        if unit.kind == "body" and decisions[number].is_measure
    ]
    opinions = hanlp([text[segments[n].start : segments[n].end] for n in asked])
    for number, evidence in zip(asked, opinions, strict=True):
        decision = decisions[number]
        more = actors(evidence, start=segments[number].start, bodies=decision.bodies)
        if more:
            bodies = sorted((*decision.bodies, *more), key=lambda body: body.start)
            labels = decision.labels | {_DEPARTMENT: FOUND}
            heard[number] = decision._replace(bodies=tuple(bodies), labels=labels)
    return heard


def link_all(text: str, segments: Sequence[Segment], decisions: Sequence[Decision]) -> Annotation:
    """Link the measures among decided segments to bodies, targets and deadlines."""
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
