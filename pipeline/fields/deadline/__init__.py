"""Find the time limits of a text: by when, within what time, over which period."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache, partial

from pipeline.fields.deadline.conditions import is_condition
from pipeline.fields.deadline.frequencies import FREQUENCY, SAME_DAY
from pipeline.fields.deadline.length_rules import LENGTH_RULES
from pipeline.fields.deadline.lengths import LENGTH, Length, read_length
from pipeline.fields.deadline.lists import (
    FIRST_OF_BARE,
    LIST,
    LIST_JOINS,
    is_unbroken,
    read_list,
)
from pipeline.fields.deadline.phrase import AFTER, BEFORE, Expression, Kind, Phrase, first_fit
from pipeline.fields.deadline.points import (
    Point,
    first_characters,
    first_words,
    points_pattern,
    read_points,
)
from pipeline.fields.deadline.read import read_deadline
from pipeline.fields.deadline.reject import in_title, is_no_deadline
from pipeline.fields.deadline.reports import looks_ahead
from pipeline.fields.deadline.rules import (
    FREQUENCY_RULES,
    LIST_RULES,
    POINT_RULES,
    RANGE_RULES,
    SAME_DAY_RULES,
)
from pipeline.fields.deadline.term_rules import TERM_RULES
from pipeline.schema import Deadline

_CLAUSE = re.compile(r"[^。；;\n]+")
# 第三条, 本办法: what such a text says of a month holds every year, 9月底前…下一年毕业生需求
_STANDING = re.compile(
    r"(?:^|\n)第[一二三四五六七八九十]{1,3}条|本(?:办法|细则|规定|条例|规程|规则|制度)"
)
_YEARLY = re.compile(r"[下次翌上每当]一?年|年度")
_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)年")
_NEAR = 400  # characters in which the year of a report is looked for
# Begins with one character and looks back at it: that lets the search run at full speed.
_TIME = re.compile(
    r"[年月日天周季时节钟2七五十](?:(?<![2七五十])|(?<=2)0\d\d[-./]|(?<=五)”?[期时末]"
    r"|(?<=[七五十])一”?(?:之?前|以前|期间))"
)


@cache
def _expressions() -> re.Pattern[str]:
    """One pattern for all, behind a look at the first characters: five times faster so."""
    shapes = f"{FREQUENCY}|{SAME_DAY}|{FIRST_OF_BARE}|{points_pattern()}|{LENGTH}"
    return re.compile(f"(?={first_characters()})(?={first_words()})(?:{shapes})")


_RULES = {
    "point": POINT_RULES,
    "range": RANGE_RULES,
    "list": LIST_RULES,
    "length": (*LENGTH_RULES, *TERM_RULES),
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
    is_standing = cache(lambda: _STANDING.search(text) is not None)
    for clause in _CLAUSE.finditer(text):
        start, end = clause.span()
        if start == 0 or text[start - 1] not in "；;":
            year = None
        if _TIME.search(text, start, end) is None:
            continue
        is_yearly = cache(partial(_YEARLY.search, text, start, end))
        for phrase in _phrases(text, start, end):
            # what a clause of a standing regulation says of every year
            yearly = phrase.is_bare and is_yearly() is not None and is_standing()
            if issued is not None and _continues_report(text, phrase, issued.year):
                continue
            deadline = read_deadline(phrase, issued=issued, year=year, yearly=yearly)
            if deadline is not None:
                year = _year_named(phrase, year)
                found.append(deadline)
    return found


def _continues_report(text: str, phrase: Phrase, year: int) -> bool:
    """Whether a stretch without a year tells on from an earlier one, by a year named before.

    2003年5月13日，…发生事故。8月11日至18日，…连续发生3起: the year is that of the sentence before.
    """
    points = phrase.expression.points
    if phrase.rule.type != "period" or not points or any(one.has_year for one in points):
        return False
    near = max(0, phrase.start - _NEAR)
    years = _YEARS.findall(text, max(near, text.rfind("\n", near, phrase.start) + 1), phrase.start)
    return bool(years) and int(years[-1]) < year and not looks_ahead(phrase)


def _year_named(phrase: Phrase, year: int | None) -> int | None:
    for point in phrase.expression.points:
        year = point.year or year
    return year


def _phrases(text: str, start: int, end: int) -> Iterator[Phrase]:
    """Yield the phrases of one clause."""
    free = start
    for match in _expressions().finditer(text, start, end):
        if match.start() < free:
            continue
        phrase = _phrase(_list(text, match, free, end)) or _phrase(
            _expression(text, match, free, end)
        )
        if phrase is not None and not in_title(text, start, match.start()):
            free = phrase.end
            yield phrase


def _phrase(expression: Expression | None) -> Phrase | None:
    if expression is None or is_no_deadline(expression):
        return None
    phrase = first_fit(_RULES[expression.kind], expression)
    return None if phrase is None or is_condition(phrase) else phrase


def _list(text: str, match: re.Match[str], free: int, stop: int) -> Expression | None:
    """Return the list that a first point opens: 2020年2月份、3月份."""
    start, end = match.span()
    if end >= stop or (text[end] not in LIST_JOINS and not match["bareitem"]):
        return None
    if text[max(0, start - 1) : start] in tuple(LIST_JOINS) and text[start - 2] in "月份年度":
        return None  # inside a list that was tried from its first point
    found = LIST.match(text, match.start(), stop)
    points = read_list(found) if found else ()
    if found is None or not points:
        return None
    return _make(
        text,
        found.span(),
        free,
        stop,
        kind="list",
        points=(points[0], points[-1]),
        grain=points[-1].grain,
        part=points[-1].part or ("unbroken" if is_unbroken(points) else "broken"),
    )


def _expression(text: str, match: re.Match[str], free: int, stop: int) -> Expression | None:
    if match["bareitem"]:
        return None
    span = match.start(), match.end() - _space_at_end(match[0])
    make = partial(_make, text, span, free, stop)
    if match["frequency"]:
        return make(kind="frequency")
    if match["same_day"]:
        return make(kind="same_day")
    if match["unit"]:
        length = read_length(match)
        if length is None:
            return None
        return make(kind="length", length=length, grain=length.unit)
    points = read_points(match)
    if not points:
        return None
    kind: Kind = "point" if len(points) == 1 else "range"
    return make(kind=kind, points=points, grain=points[-1].grain, part=points[-1].part)


def _make(
    text: str,
    span: tuple[int, int],
    free: int,
    stop: int,
    *,
    kind: Kind,
    points: tuple[Point, ...] = (),
    length: Length | None = None,
    grain: str | None = None,
    part: str | None = None,
) -> Expression:
    start, end = span
    return Expression(
        kind=kind,
        start=start,
        end=end,
        text=text[start:end],
        before=text[max(free, start - BEFORE) : start],
        after=text[end : min(stop, end + AFTER)],
        points=points,
        length=length,
        grain=grain,
        part=part,
    )


def _space_at_end(text: str) -> int:
    """How many characters the pattern took too many: 今年的, 2020年 ."""
    return len(text) - len(text.rstrip(" 的"))
