"""Do two judgements of one segment say the same?

Each speaks only of the labels that were looked at, and a span that came from a tool without normal
forms does not contradict one that has one.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from pipeline.judgements.judgement import Judgement, Span
from pipeline.schema import LABELS

Places = Sequence[Span] | None

_BARE = ("start", "end", "label", "role", "type")
_FORM = ("op", "value", "value_max", "unit", "start_date", "end_date", "duration", "rule")


def differences(one: Judgement, other: Judgement) -> list[str]:
    """Name what two judgements disagree on: labels, ``responsible``, ``deadlines``."""
    found = [
        label
        for label in LABELS
        if label in one.judged and label in other.judged and not _agree_on(label, one, other)
    ]
    for field in ("responsible", "deadlines"):
        given = (getattr(one, field), getattr(other, field))
        if None not in given and not same_spans(*given):
            found.append(field)
    return found


def _agree_on(label: str, one: Judgement, other: Judgement) -> bool:
    if (label in one.labels) != (label in other.labels):
        return False
    return same_spans(
        *([span for span in each.spans if span.label == label] for each in (one, other))
    )


def same_spans(ones: Sequence[Span], others: Sequence[Span]) -> bool:
    """Tell whether the same places are marked, with the same roles, types and normal forms."""
    if len(ones) != len(others):
        return False
    pairs = zip(sorted(ones, key=_order), sorted(others, key=_order), strict=True)
    return all(same_span(one, other) for one, other in pairs)


def same_span(one: Span, other: Span) -> bool:
    """Tell whether two spans say the same; one without a normal form says nothing of it."""
    if any(getattr(one, name) != getattr(other, name) for name in _BARE):
        return False
    forms = [[getattr(span, name) for name in _FORM] for span in (one, other)]
    return forms[0] == forms[1] or not all(map(has_form, (one, other)))


def has_form(span: Span) -> bool:
    """Tell whether a span has a normal form."""
    return any(getattr(span, name) is not None for name in _FORM)


def _order(span: Span) -> tuple[int, int, str, str, str]:
    return span.start, span.end, span.label, span.role or "", span.type or ""


def together(group: Sequence[Judgement]) -> Judgement | None:
    """Return what judgements of one segment say together; None where two of them disagree.

    Each adds the labels and fields that it looked at; where several did, the last one stands,
    and of its spans those without a normal form take that of another.
    """
    ordered = sorted(group, key=lambda one: one.at)
    for number, one in enumerate(ordered):
        if any(differences(one, other) for other in ordered[:number]):
            return None
    merged = ordered[0]
    for one in ordered[1:]:
        merged = _added(merged, one)
    return merged


def _added(before: Judgement, later: Judgement) -> Judgement:
    kept = [span for span in before.spans if span.label not in later.judged]
    spans = [*kept, *(_fuller(span, before.spans) for span in later.spans)]
    given = {label for label in before.labels if label not in later.judged} | {*later.labels}
    judged = {*before.judged, *later.judged}
    return dataclasses.replace(
        later,
        labels=tuple(label for label in LABELS if label in given),
        judged=tuple(label for label in LABELS if label in judged),
        spans=tuple(sorted(spans, key=_order)),
        responsible=before.responsible if later.responsible is None else later.responsible,
        deadlines=before.deadlines if later.deadlines is None else later.deadlines,
    )


def _fuller(span: Span, others: Sequence[Span]) -> Span:
    if has_form(span):
        return span
    return next((one for one in others if same_span(one, span)), span)
