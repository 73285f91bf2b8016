"""What rules are made of: an expression of time in its clause, and the words around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.fields.deadline.lengths import Length
from pipeline.fields.deadline.points import Point
from pipeline.schema import DeadlineType

Kind = Literal["point", "range", "length", "frequency", "same_day"]

BEFORE = 26  # characters of context that rules see on the left
AFTER = 90  # and on the right


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression of time at clean offsets ``start``, ``end``.

    ``before`` and ``after``: its context inside the clause (nothing across 。；\\n, nor into the
    span found before).
    """

    kind: Kind
    start: int
    end: int
    text: str
    before: str
    after: str
    points: tuple[Point, ...] = ()
    length: Length | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A shape of deadline: what must stand left and right of an expression of time.

    ``before`` is searched up to the expression, ``after`` matched from it. What their groups
    ``keep`` take in belongs to the span; the rest is only looked at.
    """

    id: str
    type: DeadlineType
    before: re.Pattern[str]
    after: re.Pattern[str]
    grains: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()


def rule(
    id: str,
    type: DeadlineType,
    *,
    before: str = "",
    after: str = "",
    grains: str = "",
    parts: str = "",
) -> Rule:
    """Make a rule; patterns are written without ``$``, ``grains`` and ``parts`` with spaces.

    ``grains``: those of the last point (day, month, ...), or units of a length (Y, M, ...).
    """
    return Rule(
        id,
        type,
        re.compile(f"(?:{before})$"),
        re.compile(after),
        frozenset(grains.split()),
        frozenset(parts.split()),
    )


@dataclass(frozen=True, slots=True)
class Phrase:
    """An expression under the rule that fits: the offsets of the whole phrase."""

    rule: Rule
    expression: Expression
    start: int
    end: int
    lead: str
    tail: str


def first_fit(rules: Sequence[Rule], expression: Expression) -> Phrase | None:
    """Return the phrase that the first fitting rule makes of an expression."""
    for candidate in rules:
        if not _grain_fits(candidate, expression):
            continue
        after = candidate.after.match(expression.after)
        before = candidate.before.search(expression.before) if after else None
        if before is not None and after is not None:
            return _phrase(candidate, expression, before, after)
    return None


def _grain_fits(candidate: Rule, expression: Expression) -> bool:
    if expression.length is not None and candidate.grains:
        return expression.length.unit in candidate.grains
    if not expression.points:
        return True
    last = expression.points[-1]
    if candidate.grains and last.grain not in candidate.grains:
        return False
    return not candidate.parts or last.part in candidate.parts


def _phrase(
    candidate: Rule, expression: Expression, before: re.Match[str], after: re.Match[str]
) -> Phrase:
    lead = before.groupdict().get("keep") or ""
    tail = after.groupdict().get("keep") or ""
    start, end = expression.start - len(lead), expression.end + len(tail)
    return Phrase(candidate, expression, start, end, lead, tail)
