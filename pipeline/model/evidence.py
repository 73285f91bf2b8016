"""What the rules say of each segment, as names that a model can weigh."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from pipeline.schema import Body, Deadline, Segment, Target

_MANY = 3
_NOBODY: tuple[int, tuple[str, ...]] = (0, ())

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
            tuple(labels),
            tuple([value >= 0.5 for value in labels.values()]),
            fields,
            tuple([_said_by(spans) if spans else _NOBODY for spans in groups]),
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
    labels: tuple[str, ...],
    given: tuple[bool, ...],
    fields: tuple[str, ...],
    said: tuple[tuple[int, tuple[str, ...]], ...],
) -> tuple[str, ...]:
    names = [rule, f"score {tenth}", f"kind {kind} {tenth}"]
    names += [f"{label} {value}" for label, value in zip(labels, given, strict=True)]
    for field, (count, rules) in zip(fields, said, strict=True):
        names += [f"{field} {count}", *rules]
    return tuple(names)


def _said_by(spans: Sequence[Body | Target | Deadline]) -> tuple[int, tuple[str, ...]]:
    """How many spans there are, up to ``_MANY``, and the rules that found them."""
    return min(len(spans), _MANY), tuple(sorted({span.found_by for span in spans}))
