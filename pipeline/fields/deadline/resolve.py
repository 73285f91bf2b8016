"""Date arithmetic: what a point or a length means in days. Dates are inclusive; no clock."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import replace
from functools import cache

from pipeline.fields.deadline.lengths import Length
from pipeline.fields.deadline.points import Point
from pipeline.lexicon import read_lexicon

Days = tuple[dt.date, dt.date]


def days_of(point: Point, *, issued: dt.date | None, year: int | None = None) -> Days | None:
    """Return the first and the last day that a point means.

    ``year``: the year to read a bare month in (12月底 after 2019年6月底), from the same sentence.
    None where the text leaves the days open, and for days that do not exist (2月30日).
    """
    if point.open or point.same:
        return None
    if point.plan is not None:
        return _plan(point)
    if point.issue:
        return (issued, issued) if issued else None
    if point.week_offset is not None:
        return _week(issued, point.week_offset, point.weekday)
    written = _without_offsets(point, issued) if _has_offset(point) else point
    if written is None:
        return None
    known = written.year or year or assume_year(written, issued=issued)
    if known is None:
        return None
    try:
        return (
            _holiday(written, known) if point.holiday else _part(written, *_whole(written, known))
        )
    except ValueError:
        return None


def assume_year(point: Point, *, issued: dt.date | None) -> int | None:
    """Return the year of a month written without one, by the date of issue.

    The year of issue if the month is not over by then. Early months named in the last quarter
    are the next year's (1月15日前 in a notice of December). Otherwise None: no guess.
    """
    if issued is None:
        return None
    days = days_of(replace(point, year=issued.year), issued=issued)
    if days is None or days[1] >= issued:
        return issued.year
    return issued.year + 1 if issued.month >= 10 and days[1].month <= 6 else None


def add(day: dt.date, length: Length) -> dt.date | None:
    """Return ``day`` plus a length in calendar days, weeks, months or years; None for hours."""
    if length.unit in ("H", "MIN"):
        return None
    if length.unit in ("D", "W"):
        return day + dt.timedelta(days=length.amount * (7 if length.unit == "W" else 1))
    months = day.month - 1 + length.amount * (12 if length.unit == "Y" else 1)
    year, month = day.year + months // 12, months % 12 + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _has_offset(point: Point) -> bool:
    offsets = (point.year_offset, point.quarter_offset, point.month_offset)
    return any(offset is not None for offset in offsets)


def _without_offsets(point: Point, issued: dt.date | None) -> Point | None:
    """今年, 下月, 本季度 as year, month and quarter, counted from the date of issue."""
    if issued is None:
        return None
    if point.year_offset is not None:
        return replace(point, year=issued.year + point.year_offset, year_offset=None)
    if point.quarter_offset is not None:
        quarter = (issued.month + 2) // 3
        return replace(point, year=issued.year, quarter=quarter, quarter_offset=None)
    months = issued.month - 1 + (point.month_offset or 0)
    year, month = issued.year + months // 12, months % 12 + 1
    return replace(point, year=year, month=month, month_offset=None)


def _whole(point: Point, year: int) -> Days:
    """The unit that is named, before 底, 上旬 and so on cut it down. Raises ValueError."""
    if point.day is not None and point.month is not None:
        day = dt.date(year, point.month, point.day)
        return day, day
    if point.month is not None:
        return _months(year, point.month, 1)
    if point.quarter is not None:
        return _months(year, point.quarter * 3 - 2, 3)
    return dt.date(year, 1, 1), dt.date(year + point.years - 1, 12, 31)


def _months(year: int, month: int, count: int) -> Days:
    last = month + count - 1
    return dt.date(year, month, 1), dt.date(year, last, calendar.monthrange(year, last)[1])


def _part(point: Point, first: dt.date, last: dt.date) -> Days:
    year, month = first.year, first.month
    if point.part in ("first_half", "second_half"):
        return _months(year, 1 if point.part == "first_half" else 7, 6)
    if first.month != last.month:
        starts = {"start": (first, first), "middle": _months(year, 6, 1), "end": (last, last)}
        return starts.get(point.part or "", (first, last))
    if first == last:
        return first, last
    parts = {
        "start": (first, first),
        "early": (first, dt.date(year, month, 10)),
        "middle": (dt.date(year, month, 11), dt.date(year, month, 20)),
        "late": (dt.date(year, month, 21), last),
        "end": (last, last),
    }
    return parts.get(point.part or "", (first, last))


def _plan(point: Point) -> Days:
    """The five-year plans: “十四五” is 2021 to 2025."""
    first = 2001 + 5 * (point.plan or 0)
    days = dt.date(first, 1, 1), dt.date(first + 4, 12, 31)
    if point.part == "end":
        return days[1], days[1]
    return (days[0], days[0]) if point.part == "start" else days


def _week(issued: dt.date | None, offset: int, weekday: int | None) -> Days | None:
    if issued is None:
        return None
    monday = issued - dt.timedelta(days=issued.weekday() - 7 * offset)
    if weekday is not None:
        day = monday + dt.timedelta(days=weekday)
        return day, day
    return monday, monday + dt.timedelta(days=6)


@cache
def _holidays() -> dict[tuple[str, str], str]:
    return {(row["name"], row["year"]): row["first_day"] for row in read_lexicon("holidays")}


def _holiday(point: Point, year: int) -> Days | None:
    table, name = _holidays(), point.holiday or ""
    fixed = table.get((name, "*"))
    day = f"{year}-{fixed}" if fixed else table.get((name, str(year)))
    return (dt.date.fromisoformat(day), dt.date.fromisoformat(day)) if day else None
