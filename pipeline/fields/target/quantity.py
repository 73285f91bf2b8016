"""Find quantities: a number with its unit, a range, the words 以上 or 左右 behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipeline.fields.target.cues import unit_kinds, unit_names, unit_pattern
from pipeline.numerals import NUMBER, RATE, read_number, read_percent
from pipeline.schema import Op

_AFTER: dict[str, Op] = {"上": ">=", "下": "<=", "内": "<=", "右": "~"}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity of the text; clean offsets.

    ``start``/``end`` take in the words behind it (``50万元以上``); ``after`` is the op they say.
    ``kind``: share, money, count, size, months, years, or ``bare`` (新增注册量20亿).
    ``arabic``: written with digits; ``exact``: nothing behind the unit.
    """

    start: int
    end: int
    kind: str
    value: int | float
    value_max: int | float | None
    unit: str | None
    after: Op | None
    arabic: bool


# A cheap look for places where a number may begin; most of 一 is no number. Dates and numbering
# (2020年3月5日, 3., 二、, （三）) are the commonest and passed over at once. It begins with one
# character and looks back at it: that lets the search run at full speed.
_ANCHOR = re.compile(
    r"[0-9一二两三四五六七八九十百千](?:(?P<date>"
    r"(?:(?<=1)9|(?<=2)0)[0-9]{2}(?:届|年(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?)"
    r"|(?<=[0-9])(?:[0-9]?月(?:[0-9]{1,2}日)?|[0-9]{0,2}(?:[.．、](?![0-9])|）)))"
    r"|(?<=[0-9])|(?<![0-9一])(?![级一、）是手孩])"
    r"|(?<=一)(?:(?=[半成倍二三四五六七八九十百千万亿])|(?<=至少一)|(?<=不少于一)))"
)


def find_quantities(text: str) -> Iterator[Quantity]:
    """Yield the quantities of a clean text in order."""
    pattern = _pattern()
    anchor = _ANCHOR.search(text)
    while anchor is not None:
        dated = anchor["date"] is not None
        match = None if dated else pattern.match(text, anchor.start())
        quantity = _read(match) if match is not None else None
        if quantity is not None:
            yield quantity
        anchor = _ANCHOR.search(text, (match or anchor).end())


@cache
def _pattern() -> re.Pattern[str]:
    unit = unit_pattern()
    number = rf"(?:{RATE}|{NUMBER})"
    return re.compile(
        r"(?<![0-9A-Za-z.第〔\[№_])(?<!(?<![于至为到])-)"
        rf"(?P<low>{number})\ ?"
        rf"(?:(?P<low_unit>{unit})?(?:[—–―－~～-]{{1,2}}|至|到(?=[0-9]))(?P<high>{number})\ ?)?"
        r"(?P<more>[多余])?(?P<scale>[万亿]{1,2})?\ ?"
        rf"(?P<unit>{unit})?"
        r"(?P<per>/(?:每)?(?:100)?(?:平方米|平米|千瓦时|立方米|公里|[人户家套个年月天日亩吨辆台次张度项件名㎡]|m2|m²)"
        r"(?:[·/•](?:平方米|[人户家套个年月天日])|[年月天](?!份|底|末))?)?"
        r"(?P<more_after>多|余)?"
        r"(?P<suffix>(?:（不?含[^（）\n]{0,10}）)?(?:及其?|或)?"
        r"(?:以上|以下|以内|之内|左右|上下|内(?=[，。；、）的]))(?:（不?含[^（）\n]{0,10}）)?)?"
    )


def _read(match: re.Match[str]) -> Quantity | None:
    low, high = match["low"], match["high"]
    scale = match["scale"] or ""
    kind = _kind(match, high or low, scale)
    if kind is None:
        return None
    last = _value(high or low, scale)
    if match["unit"] == "折":
        last = _discount(high or low)
    first = _value(low, _scale_of(low, high, scale)) if high else last
    if first is None or last is None or (high is not None and first > last):
        return None
    negative = match.string.startswith("-", match.start() - 1)  # 不低于-30BP
    return Quantity(
        start=match.start() - negative,
        end=match.end(),
        kind=kind,
        value=-first if negative else first,
        value_max=last if high else None,
        unit=_unit(match, low, kind),
        after=_op_after(match),
        arabic=low[0].isdecimal(),
    )


def _kind(match: re.Match[str], last: str, scale: str) -> str | None:
    unit = match["unit"]
    if _is_share(last):
        return "share" if unit is None else None
    if last == "二" and unit is not None:  # 二套住房 is the second, 两套 are two
        return None
    if unit is None:
        scaled = scale or last[-1] in "万亿"
        words = match.string.startswith("字", match.end())  # 共2.2万字
        return "bare" if scaled and last[0].isdecimal() and not words else None
    return unit_kinds()[unit]


def _unit(match: re.Match[str], low: str, kind: str) -> str | None:
    unit = match["unit"]
    if unit is not None:
        return unit_names()[unit] + (match["per"] or "")
    if kind == "share":
        return "‰" if low.startswith("千分之") else "%"
    return None


def _is_share(number: str) -> bool:
    return number[-1] in "%％" or "分之" in number or "成" in number or number == "一半"


def _scale_of(low: str, high: str, scale: str) -> str:
    """5-10万元: the scale behind the second number belongs to both."""
    if scale:
        return scale
    trailing = re.search(r"[万亿]+$", high)
    return trailing[0] if trailing and low[-1] not in "万亿%" else ""


def _value(number: str, scale: str) -> int | float | None:
    if _is_share(number):
        share = read_percent(number)
        return share * 10 if share and number.startswith("千分之") else share
    if number[-1] in "万亿":
        scale = ""
    return read_number(number + scale)


def _discount(number: str) -> int | float | None:
    """八五折 and 85折 are 8.5 tenths of the price, 7折 seven."""
    digits = [str(value) for word in number if (value := read_number(word)) is not None]
    if len(digits) == len(number) == 2 and "十" not in number:
        return read_number(".".join(digits))
    return read_number(number)


def _op_after(match: re.Match[str]) -> Op | None:
    suffix = re.sub(r"（[^）]*）", "", match["suffix"] or "")
    if suffix:
        return "~" if suffix.endswith("上下") else _AFTER[suffix[-1]]
    return ">=" if match["more"] or match["more_after"] else None
