"""What the rules say of each segment, as names that a model can weigh."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

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
    grouped = list(zip(*found.values(), strict=True)) if found else [()] * len(judged)
    fields = tuple(found)
    return [
        _names(
            rule,
            round(score * 10),
            unit.kind,
            tuple([(label, value >= 0.5) for label, value in labels.items()]),
            fields,
            tuple([min(len(spans), _MANY) for spans in groups]),
            tuple([tuple(sorted({span.found_by for span in spans})) for spans in groups]),
        )
        for unit, (score, rule), labels, groups in zip(
            segments, judged, decided, grouped, strict=True
        )
    ]


# Most segments have nothing but a rule in common with thousands of others.
@lru_cache(maxsize=1 << 14)
def _names(
    rule: str,
    tenth: int,
    kind: str,
    labels: tuple[tuple[str, bool], ...],
    fields: tuple[str, ...],
    counts: tuple[int, ...],
    found_by: tuple[tuple[str, ...], ...],
) -> tuple[str, ...]:
    given = [rule, f"score {tenth}", f"kind {kind} {tenth}"]
    given += [f"{label} {value}" for label, value in labels]
    for field, count, rules in zip(fields, counts, found_by, strict=True):
        given += [f"{field} {count}", *rules]
    return tuple(given)
