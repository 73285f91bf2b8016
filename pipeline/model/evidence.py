"""What the rules say of each segment, as names that a model can weigh."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.schema import Body, Deadline, Segment, Target

_MANY = 3

Spans = Sequence[Sequence[Body | Target | Deadline]]


def rule_evidence(
    segments: Sequence[Segment],
    judged: Sequence[tuple[float, str]],
    decided: Sequence[Mapping[str, float]],
    found: Mapping[str, Spans],
) -> list[tuple[str, ...]]:
    """Name, for each segment, the rule that judged it, its score, the labels, the spans in it.

    ``judged``: score and rule of each segment; ``decided``: its labels; ``found``: by field
    ("bodies"), the spans that the finders see in each segment, whatever was decided.
    """
    names = []
    for number, (score, rule) in enumerate(judged):
        tenth = round(score * 10)
        given = [rule, f"score {tenth}", f"kind {segments[number].kind} {tenth}"]
        given += [f"{label} {value >= 0.5}" for label, value in decided[number].items()]
        for field, groups in found.items():
            spans = groups[number]
            given.append(f"{field} {min(len(spans), _MANY)}")
            given += sorted({span.found_by for span in spans})
        names.append(tuple(given))
    return names
