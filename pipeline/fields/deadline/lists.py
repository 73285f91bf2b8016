"""Lists of months, quarters or years as one phrase: ``2020年2月份、3月份``, ``6月和12月底``.

Where the unit is said once (``2、3月``, ``2023、2024年``) the numbers have to follow each other.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from pipeline.fields.deadline.points import Point
from pipeline.numerals import read_number

_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]) ?月份?"
_QUARTER = r"第?[一二三四1-4] ?季度"
_YEAR = r"20\d\d ?年度?"
LIST_JOINS = "、和及"
_JOIN = f"[{LIST_JOINS}]"
_HEAD = r"(?:(?:20\d\d|今|明|本) ?年(?:的)? ?)?"
_DAY = r"(?:20\d\d ?年)?(?:1[0-2]|0?[1-9])月(?:3[01]|[12]\d|0?[1-9])[日号]"
_SMALL = r"(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])"

LIST = re.compile(
    rf"(?:(?<!\d)(?:{_HEAD}(?:{_MONTH}(?:{_JOIN}{_MONTH}){{1,11}}|{_QUARTER}(?:{_JOIN}{_QUARTER}){{1,3}}"
    rf"|(?P<bare>{_SMALL}(?:{_JOIN}{_SMALL}){{1,10}} ?(?:月份?|季度)))"
    rf"|(?P<days>{_DAY}(?:{_JOIN}{_DAY}){{1,5}}(?=之?前|以前))"
    rf"|{_YEAR}(?:{_JOIN}{_YEAR}){{1,9}}|(?P<bareyears>20\d\d(?:{_JOIN}20\d\d){{1,9}} ?年度?))"
    r"(?P<end>年?[底末])?(?!\d|[一二三四五六七八九十]{1,3}[日号]))"
)
"""One list; days make one where something is due before each (6月10日、12月10日前)."""

_MORE = rf"{_JOIN}{_SMALL}(?:{_JOIN}{_SMALL})* ?(?:月|季度)"

FIRST_OF_BARE = (
    rf"(?P<bareitem>(?<![\d.])(?:20\d\d(?={_JOIN}20\d\d[年、和及])"
    rf"|(?:20\d\d|今|明|本) ?年(?= ?{_SMALL}{_MORE})"
    rf"|(?<=[，一-龥“（])(?<!第)(?<!表){_SMALL}(?={_MORE})))"
)
"""What opens a list whose unit comes last; 1、3月底前 at the head is a numbered item."""

_UNIT = re.compile(r"(20\d\d|[\d一二三四五六七八九十]{1,3}) ?(?:月|季度|年|[、和及])")
_DATE = re.compile(r"(?:(20\d\d) ?年)?(\d{1,2})月(\d{1,2})")
_HEAD_OFFSET = {"今": 0, "本": 0, "明": 1}


def read_list(match: re.Match[str]) -> tuple[Point, ...]:
    """Return the points of a match of ``LIST``: the first, the last and all between."""
    if match["days"]:
        return tuple(
            [
                Point(year=int(year) if year else None, month=int(month), day=int(day))
                for year, month, day in _DATE.findall(match[0])
            ]
        )
    text = match[0]
    numbers = [int(read_number(unit[1]) or 0) for unit in _UNIT.finditer(text)]
    part = "end" if match["end"] else None
    if "月" not in text and "季" not in text:
        points = [Point(year=number) for number in numbers]
    else:
        year = numbers.pop(0) if numbers[0] > 12 else None
        offset = _HEAD_OFFSET.get(text[0])
        points = [
            Point(year=year, year_offset=offset, quarter=number)
            if "季" in text
            else Point(year=year, year_offset=offset, month=number)
            for number in numbers
        ]
    found = (*points[:-1], replace(points[-1], part=part))
    return () if match["bare"] and not is_unbroken(found) else found


def is_unbroken(points: tuple[Point, ...]) -> bool:
    """Whether the points follow each other without a gap: 2月、3月、4月, not 6月、12月."""
    if points[0].day is not None:
        return False
    steps = [point.month or point.quarter or point.year or 0 for point in points]
    return all(later == earlier + 1 for earlier, later in pairwise(steps))
