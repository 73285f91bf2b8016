"""Dates and document numbers in plain text (no blanks, simplified, half-width digits)."""

from __future__ import annotations

import datetime as dt
import re

from pipeline.numerals import read_number

_YEAR = r"(?:[12]\d{3}|[〇○◯零OoО一二三四五六七八九]{4})"
_CALENDAR = (
    rf"{_YEAR}年(?:1[0-2]|0?[1-9]|[一二三四五六七八九十]{{1,3}})月"
    r"(?:[12]\d|3[01]|0?[1-9]|[一二三四五六七八九十廿]{1,3})日"
)
ISO_DATE = r"[12]\d{3}[-/.]\d{1,2}[-/.]\d{1,2}"

DATE = rf"(?:{_CALENDAR}|{ISO_DATE})"
"""A full date: 2020年3月18日, 二〇二〇年三月十八日, 2020-03-18."""

MONTH = rf"{_YEAR}年(?:1[0-2]|0?[1-9]|[一二三四五六七八九十]{{1,3}})月"
"""A date without its day: 2023年5月, 二〇二三年五月."""

TIME = r"(?:\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)"
"""The time of day behind a date: 10:22:50, also without a blank (2023-02-0510:04)."""

_PARTS = re.compile(
    rf"(?P<year>{_YEAR})年(?P<month>\w{{1,3}})月(?P<day>\w{{1,3}})日"
    r"|(?P<iso_year>[12]\d{3})[-/.](?P<iso_month>\d{1,2})[-/.](?P<iso_day>\d{1,2})"
)
_ZEROS = str.maketrans("○◯OoО零", "〇〇〇〇〇〇")

_OPEN, _CLOSE = r"[〔\[［(（﹝【〖{]", r"[〕\]］)）﹞】〗}]"
_SERIAL = rf"{_OPEN}(?P<year>(?:19|20)\d\d)年?{_CLOSE}第?(?P<serial>\d{{1,5}})号"

# 台房金管办2022]1号: the character reader lost the opening bracket
_LOST = rf"(?P<broken>(?:19|20)\d\d){_CLOSE}第?(?P<rest>\d{{1,5}})号"

NUMBER = re.compile(rf"(?P<word>[A-Za-z\u4e00-\u9fff]{{1,60}}?(?:（[^（）]{{1,4}}）)?){_SERIAL}")
"""国办发〔2020〕6号, and what stands before it in the same run of characters."""
_HAS_SERIAL = re.compile(_SERIAL)

_HAS_DATE = re.compile(DATE)
_MAY_DATE = re.compile("[日/.-]")

_ORDER = r"[\u4e00-\u9fff]{2,30}(?:令|公告)（?(?:(?:19|20)\d\d年)?第\d{1,5}号）?"
_YEARLY = r"(?:19|20)\d\d年第\d{1,5}号|第\d{1,5}号|〔(?:19|20)\d\d〕\d{1,5}号"
_NUMBER_LINE = re.compile(
    rf"[（(]?(?:发文字号：|文号：)?(?P<number>(?P<word>[A-Za-z\u4e00-\u9fff]{{1,24}}"
    rf"(?:（[^（）]{{1,4}}）)?)(?:{_SERIAL}|{_LOST})|{_ORDER}|{_YEARLY})[）)]?★?"
)


def find_number(text: str) -> re.Match[str] | None:
    """The first match of ``NUMBER`` in ``text``; quick where there is none."""
    return NUMBER.search(text) if _HAS_SERIAL.search(text) else None


def holds_date(text: str) -> bool:
    """Whether a full date stands in ``text``; quick where there is none."""
    return _MAY_DATE.search(text) is not None and _HAS_DATE.search(text) is not None


def read_date(text: str) -> dt.date | None:
    """Read the first full date in ``text``; None if there is none, or none of the calendar."""
    match = _PARTS.search(text)
    if match is None:
        return None
    groups = match.group("year", "month", "day")
    if groups[0] is None:
        groups = match.group("iso_year", "iso_month", "iso_day")
    numbers = [read_number(part.translate(_ZEROS)) for part in groups]
    try:
        return dt.date(*(int(number) for number in numbers if number is not None))
    except (ValueError, TypeError):
        return None


def read_number_line(text: str) -> str | None:
    """Read a line that holds nothing but a document number: 国发[2020]6号 → 国发〔2020〕6号."""
    match = _NUMBER_LINE.fullmatch(text)
    if match is None:
        return None
    number = match.group("number")
    if match["word"] is None:
        return number.replace("（", "").replace("）", "")
    word = match["word"].rpartition("文件")[2]  # 天津市财政局文件 above 津财防控〔2020〕9号
    return f"{word}〔{match['year'] or match['broken']}〕{match['serial'] or match['rest']}号"
