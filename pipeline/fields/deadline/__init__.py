"""Find the time limits of a text: by when, within what time, over which period."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache, partial

from pipeline.fields.deadline.conditions import is_condition
from pipeline.fields.deadline.frequencies import FREQUENCY, SAME_DAY
from pipeline.fields.deadline.length_rules import LENGTH_RULES
from pipeline.fields.deadline.lengths import LENGTH, read_length
from pipeline.fields.deadline.phrase import AFTER, BEFORE, Expression, Phrase, first_fit
from pipeline.fields.deadline.points import first_characters, points_pattern, read_points
from pipeline.fields.deadline.read import read_deadline
from pipeline.fields.deadline.reject import in_title, is_no_deadline
from pipeline.fields.deadline.rules import (
    FREQUENCY_RULES,
    POINT_RULES,
    RANGE_RULES,
    SAME_DAY_RULES,
)
from pipeline.schema import Deadline

_CLAUSE = re.compile(r"[^。；;\n]+")
_TIME = re.compile(r"[年月日天周季时节钟]|20\d\d[-./]|五”?[期时末]|十一前|[七五]一前")


@cache
def _expressions() -> re.Pattern[str]:
    """One pattern for all, behind a look at the first character: five times faster so."""
    shapes = f"{FREQUENCY}|{SAME_DAY}|{points_pattern()}|{LENGTH}"
    return re.compile(f"(?={first_characters()})(?:{shapes})")


_RULES = {
    "point": POINT_RULES,
    "range": RANGE_RULES,
    "length": LENGTH_RULES,
    "frequency": FREQUENCY_RULES,
    "same_day": SAME_DAY_RULES,
}


def find_deadlines(text: str, *, issued: dt.date | None = None) -> list[Deadline]:
    """Return the deadlines of a text, disjoint and in order.

    ``text``: one sentence or a whole document; offsets are clean offsets into it. ``issued``: the
    date of issue that 年底前 and the like count from. Without it such phrases come without dates
    and with ``review`` "unresolved_deadline".
    """
    found: list[Deadline] = []
    year: int | None = None
    for clause in _CLAUSE.finditer(text):
        start, end = clause.span()
        if start == 0 or text[start - 1] not in "；;":
            year = None
        if _TIME.search(text, start, end) is None:
            continue
        for phrase in _phrases(text, start, end):
            deadline = read_deadline(phrase, issued=issued, year=year)
            if deadline is not None:
                year = _year_named(phrase, year)
                found.append(deadline)
    return found


def _year_named(phrase: Phrase, year: int | None) -> int | None:
    for point in phrase.expression.points:
        year = point.year or year
    return year


def _phrases(text: str, start: int, end: int) -> Iterator[Phrase]:
    """Yield the phrases of one clause."""
    free = start
    for match in _expressions().finditer(text, start, end):
        expression = _expression(text, match, free, end)
        if expression is None or is_no_deadline(expression) or in_title(text, start, match.start()):
            continue
        phrase = first_fit(_RULES[expression.kind], expression)
        if phrase is not None and not is_condition(phrase):
            free = phrase.end
            yield phrase


def _expression(text: str, match: re.Match[str], free: int, stop: int) -> Expression | None:
    start, end = match.start(), match.end() - _space_at_end(match[0])
    before = text[max(free, start - BEFORE) : start]
    after = text[end : min(stop, end + AFTER)]
    make = partial(Expression, start=start, end=end, text=match[0], before=before, after=after)
    if match["frequency"]:
        return make(kind="frequency")
    if match["same_day"]:
        return make(kind="same_day")
    if match["unit"]:
        length = read_length(match)
        return None if length is None else make(kind="length", length=length)
    points = read_points(match)
    if not points:
        return None
    return make(kind="point" if len(points) == 1 else "range", points=points)


def _space_at_end(text: str) -> int:
    """How many characters the pattern took too many: 今年的, 2020年 ."""
    return len(text) - len(text.rstrip(" 的"))
