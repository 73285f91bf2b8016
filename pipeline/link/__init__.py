"""From labelled segments to who does what by when: the scope of notes, and what is carried over.

Works on clean offsets of one document; pure. ``scope`` says which measures a note covers,
``carry`` which subject a sentence without one inherits.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from pipeline.link.carry import carried_subjects
from pipeline.link.scope import cover
from pipeline.link.validity import named_items_validity
from pipeline.schema import Basis, Body, Coverage, Deadline, Segment, Target


@dataclass(frozen=True, slots=True)
class Linked:
    """A measure with all that belongs to it. ``segment`` indexes the segments given."""

    segment: int
    bodies: tuple[tuple[Body, Basis], ...] = ()
    targets: tuple[Target, ...] = ()
    deadlines: tuple[tuple[Deadline, Basis], ...] = ()


Found = TypeVar("Found", Body, Deadline, Target)


def group_by_segment(spans: Sequence[Found], segments: Sequence[Segment]) -> list[list[Found]]:
    """Sort spans into the segments that hold their first character."""
    starts = [segment.start for segment in segments]
    groups: list[list[Found]] = [[] for _ in segments]
    for span in spans:
        index = bisect_right(starts, span.start) - 1
        if index >= 0 and span.start < segments[index].end:
            groups[index].append(span)
    return groups


def link(
    text: str,
    segments: Sequence[Segment],
    is_measure: Sequence[bool],
    bodies: Sequence[Sequence[Body]],
    targets: Sequence[Sequence[Target]],
    deadlines: Sequence[Sequence[Deadline]],
    *,
    statements: Sequence[Coverage] = (),
) -> list[Linked]:
    """Link every measure with its bodies, targets and deadlines.

    ``bodies``, ``targets`` and ``deadlines`` hold the spans of each segment. ``statements``
    make bodies responsible for many measures at once (以下措施均需各县区落实，不再单独列出).
    """
    bears = [bool(own) for own in bodies]
    dated = [bool(own) for own in deadlines]
    covered = cover(text, segments, is_measure, bears, dated)
    carried = carried_subjects(text, segments, is_measure, bodies)
    valid = named_items_validity(text, segments, is_measure, deadlines)
    linked = []
    for index, measure in enumerate(is_measure):
        if not measure:
            continue
        notes = covered[index]
        noted = [body for note in notes for body in bodies[note]]
        noted += _stated_bodies(segments[index], statements) if statements else ()
        who = join_bodies(text, bodies[index], noted)
        if all(body.role == "support" for body, _ in who):
            who = [(body, "context") for body in carried[index]] + who
        own: list[tuple[Deadline, Basis]] = [(found, "explicit") for found in deadlines[index]]
        inherited: list[tuple[Deadline, Basis]] = [
            (found, "note") for note in notes for found in deadlines[note]
        ]
        given = [found for found, _ in inherited]
        inherited += [(found, "note") for found in valid[index] if found not in given]
        linked.append(Linked(index, tuple(who), tuple(targets[index]), tuple(own + inherited)))
    return linked


def _stated_bodies(segment: Segment, statements: Sequence[Coverage]) -> list[Body]:
    return [
        body
        for statement in statements
        if statement.scope == "all" or segment.start >= statement.end
        for body in statement.bodies
    ]


def join_bodies(text: str, own: Sequence[Body], noted: Sequence[Body]) -> list[tuple[Body, Basis]]:
    """List own bodies, then those of notes; one named by both counts once, as the note has it."""
    seen: dict[str, int] = {}
    joined: list[tuple[Body, Basis]] = []
    for body in own:
        name = text[body.start : body.end]
        if name not in seen:
            seen[name] = len(joined)
            joined.append((body, "explicit"))
    for body in noted:
        name = text[body.start : body.end]
        if name in seen:
            place = seen[name]
            if joined[place][1] == "explicit":
                joined[place] = (body, "note")
            continue
        seen[name] = len(joined)
        joined.append((body, "note"))
    return joined
