"""Lengths of time as written: ``2个工作日``, ``三年``, ``2—3年``, ``一年半``, ``48小时``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from pipeline.numerals import read_number

Unit = Literal["Y", "M", "W", "D", "H", "MIN"]


@dataclass(frozen=True, slots=True)
class Length:
    """``amount`` of ``unit`` (Y, M, W, D, H, MIN); for 2—3年 the longer one."""

    amount: int
    unit: Unit

    @property
    def iso(self) -> str:
        """ISO 8601: P2Y, P6M, P3W, P2D, PT48H, PT30M."""
        if self.unit == "H":
            return f"PT{self.amount}H"
        if self.unit == "MIN":
            return f"PT{self.amount}M"
        return f"P{self.amount}{self.unit}"


_UNITS: dict[str, tuple[int, Unit]] = {
    "年": (1, "Y"), "周年": (1, "Y"), "年度": (1, "Y"), "学年": (1, "Y"), "季度": (3, "M"),
    "纳税年度": (1, "Y"), "会计年度": (1, "Y"), "自然年度": (1, "Y"),
    "月": (1, "M"), "周": (1, "W"), "星期": (1, "W"), "天": (1, "D"), "日": (1, "D"),
    "工作日": (1, "D"), "自然日": (1, "D"), "日历日": (1, "D"), "交易日": (1, "D"),
    "日历天": (1, "D"), "小时": (1, "H"), "钟头": (1, "H"), "分钟": (1, "MIN"),
}  # fmt: skip
_SMALLER: dict[Unit, tuple[int, Unit]] = {
    "Y": (12, "M"),
    "M": (30, "D"),
    "D": (24, "H"),
    "H": (60, "MIN"),
}

_AMOUNT = r"\d{1,4}(?:\.5)?|[一二两三四五六七八九十廿百]{1,5}|半"
FORBIDS = r"(?:一律|原则上|均)?(?:不得|不予|不能|不再|禁止|限制)"
# 一个纳税年度内不能变更, but 一个自然年度内累计超过1万元 measures what has been spent, and
# 一个纳税年度内只能选择一处 says what is counted together
_UNIT = (
    rf"个(?:纳税|会计|自然)年度(?=内，?{FORBIDS})|个?(?:工作日|自然日|日历日|日历天|交易日|小时|星期|学年|季度|年度|周年?(?!岁)|月)"
    r"|年(?![级代龄轻度])|天|日|分钟|个?钟头"
)
_TO = r"(?:[至到]|[-—–―－~～]{1,2}) ?"
LENGTH = (
    rf"(?<![\d.第])(?:(?P<low>{_AMOUNT}) ?(?:个?(?:工作日|月|[年日天周]))?{_TO})?"
    r"(?:(?P<years>\d{1,2}|[一二两三四五六七八九十]{1,2}) ?年[零又]?"
    r"(?=[\d一二两三四五六七八九十]{1,2} ?个月))?"
    rf"(?P<amount>{_AMOUNT}) ?(?P<unit>个半(?:月|小时)|{_UNIT})(?P<half>半)?(?:左右)?(?:（含）)?"
)
"""One length; groups low, years, amount, unit, half. ``3月`` is a month, never a length."""


_amount = lru_cache(maxsize=1024)(read_number)


def read_length(match: re.Match[str]) -> Length | None:
    """Return the length of a match of ``LENGTH``; None for what is no length (``3月``)."""
    unit = match["unit"]
    if unit in ("月", "季度") or (unit == "年" and len(match["amount"]) > 3):
        return None
    half = match["half"] or unit.startswith("个半")  # 一年半, 一个半月
    times, symbol = _UNITS[unit.removeprefix("个").removeprefix("半")]
    amount = _amount(match["amount"])
    if amount is None:
        return None
    value = (amount + (0.5 if half else 0)) * times
    if match["years"]:  # 一年零六个月
        value += 12 * (_amount(match["years"]) or 0)
    if value != int(value):
        if symbol not in _SMALLER:
            return None
        times, symbol = _SMALLER[symbol]
        value *= times
    return Length(int(value), symbol) if value == int(value) else None
