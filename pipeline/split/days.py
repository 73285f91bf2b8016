"""Days that a text states of itself in words: a press conference, the imprint of a journal."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from pipeline.split.dates import DATE, read_date
from pipeline.split.lines import Line

# 国务院联防联控机制于2020年3月30日（星期一）上午10时举行新闻发布会
_HELD = re.compile(
    rf"(?:^|[于在，。：；）])(?P<day>{DATE})(?:（[^（）]{{2,12}}）)?，?"
    r"(?:上午|下午|中午|晚)?(?:\d{1,2}[时点：:](?:\d{1,2}分?|整|半)?)?，?[^。；《》]{0,40}?"
    r"(?:举行|召开|举办)[^。；《》]{0,40}?(?:发布会|吹风会|通气会|见面会)"
)
_TITLED = re.compile(rf"(?P<day>{DATE})[^。；《》]{{0,40}}(?:发布会|吹风会|通气会|见面会)")
# 2020年4月20日印刷; 出版日期：2020年4月20日
_IMPRINT = re.compile(
    rf"(?:(?:出版|印刷|付印|刊印)(?:日期|时间)?：?(?P<after>{DATE})"
    rf"|(?P<before>{DATE})(?:出版|印刷|付印|刊印))(?:发行)?"
)
_PUBLISHED = re.compile("出版|发行")


def held_on(title: str | None, opening: str) -> dt.date | None:
    """The day of the press conference; None if the text states none, or more than one."""
    days = {read_date(match["day"]) for match in _HELD.finditer(opening)}
    match = _TITLED.search(title or "")
    if match:
        days.add(read_date(match["day"]))
    return days.pop() if len(days) == 1 else None


def find_imprint(lines: Sequence[Line]) -> dt.date | None:
    """The day in the front matter of a journal, that of publication before that of printing."""
    found: dict[bool, set[dt.date | None]] = {True: set(), False: set()}
    for line in lines:
        match = _IMPRINT.fullmatch(line.text) if line.text else None
        if match:
            published = _PUBLISHED.search(line.text) is not None
            found[published].add(read_date(match["after"] or match["before"]))
    days = found[True] or found[False]
    return days.pop() if len(days) == 1 else None
