"""What rules are made of: an expression of time in its clause, and the words around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.fields.deadline.lengths import Length
from pipeline.fields.deadline.points import Point
from pipeline.schema import DeadlineType

Kind = Literal["point", "range", "list", "length", "frequency", "same_day"]

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
    grain: str | None = None
    part: str | None = None


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
    ends: str = ""
    opens: str = ""


def rule(
    id: str,
    type: DeadlineType,
    *,
    before: str = "",
    after: str = "",
    grains: str = "",
    parts: str = "",
    ends: str = "",
    opens: str = "",
) -> Rule:
    """Make a rule; patterns are written without ``$``, ``grains`` and ``parts`` with spaces.

    ``grains``: those of the last point (day, month, ...), or units of a length (Y, M, ...).
    ``ends``: the characters in which a ``before`` that is not empty can end. Looking at one
    character first makes texts dense with dates three times faster. ``opens``: the characters
    with which the expression itself has to begin (发布之日起 is told from 2020年2月1日起 so).
    """
    return Rule(
        id,
        type,
        re.compile(f"(?:{before})$"),
        re.compile(after),
        frozenset(grains.split()),
        frozenset(parts.split()),
        ends,
        opens,
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

    @property
    def is_bare(self) -> bool:
        """Whether the phrase is a term without a year: 9月底前, 年底前."""
        points = self.expression.points
        return (
            self.rule.type == "by"
            and bool(points)
            and not any(point.has_year or point.open or point.holiday for point in points)
            and points[-1].part != "inside"
        )


def first_fit(rules: Sequence[Rule], expression: Expression) -> Phrase | None:
    """Return the phrase that the first fitting rule makes of an expression."""
    last = expression.before[-1:]
    for candidate in rules:
        if candidate.ends and last not in candidate.ends:
            continue
        if candidate.opens and expression.text[0] not in candidate.opens:
            continue
        if candidate.grains and expression.grain and expression.grain not in candidate.grains:
            continue
        if candidate.parts and expression.part not in candidate.parts:
            continue
        after = candidate.after.match(expression.after)
        before = candidate.before.search(expression.before) if after else None
        if before is not None and after is not None:
            return _phrase(candidate, expression, before, after)
    return None


def _phrase(
    candidate: Rule, expression: Expression, before: re.Match[str], after: re.Match[str]
) -> Phrase:
    lead = before.groupdict().get("keep") or ""
    tail = after.groupdict().get("keep") or ""
    start, end = expression.start - len(lead), expression.end + len(tail)
    return Phrase(candidate, expression, start, end, lead, tail)
