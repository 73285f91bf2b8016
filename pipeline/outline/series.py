"""Where a series 一是 二是 三是 ends: these heads run in with the text and leave no mark behind.

The head of one answer must not stand above the next: a speaker who begins (梁志峰：下一步…) ends
the series, and so does a paragraph that is no part of it (总体看，…; 下一步，…).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.outline.stretches import Stretch

_DIGITS = "一二三四五六七八九十"
_ORDINAL = re.compile(f"[{_DIGITS}]")
_NONE = -2
# A line that ends otherwise was broken: 疫情防控期间各地共举办服务 / 活动1.2万场次。
_LINE_END = frozenset("。！？；：…”’）)》】〕")
# 问： 答： 封面新闻记者： 国家卫生健康委新闻发言人米锋：
_ROLE = re.compile(
    r"(?:[问答QA]|[^\n，。；：、]{0,24}(?:记者|主持人|发言人)[\u4e00-\u9fff]{0,4})\d{0,2}[：:]"
)
# 辛国斌： 工业和信息化部副部长辛国斌：, where others ask; elsewhere 主要目标： has the same shape
_NAME = re.compile(r"(?:[^\n，。；：、]{2,30}[长任员])?[\u4e00-\u9fff·]{2,4}：")


def find_series_ends(text: str, stretches: Sequence[Stretch]) -> None:
    """Set ``ends_series`` of each stretch below a series that stands under none of its heads."""
    if not any(stretch.number and stretch.number.kind == "six" for stretch in stretches):
        return
    speakers = _speakers(text, stretches)
    following = _following(text, stretches, speakers)
    run = -1
    for index, stretch in enumerate(stretches):
        if stretch.number:
            run = index if stretch.number.kind == "six" else -1
        elif run < 0 or stretch.kind or stretch.paragraph == stretches[run].paragraph:
            continue
        elif index in speakers or not _belongs(text, stretches, run, index, following[index]):
            stretch.ends_series = True
            run = -1


def _speakers(text: str, stretches: Sequence[Stretch]) -> set[int]:
    """Indexes of the stretches at whose head a speaker begins."""
    plain = [i for i, stretch in enumerate(stretches) if not stretch.kind and not stretch.number]
    found = {i for i in plain if _ROLE.match(text, stretches[i].start, stretches[i].end)}
    if found:
        found |= {i for i in plain if _NAME.match(text, stretches[i].start, stretches[i].end)}
    return found


def _following(text: str, stretches: Sequence[Stretch], speakers: set[int]) -> list[int]:
    """For each stretch the ordinal of the 二是 that comes next; ``_NONE`` if something else."""
    following = [_NONE] * len(stretches)
    for index in range(len(stretches) - 1, 0, -1):
        stretch = stretches[index]
        if stretch.number:
            six = stretch.number.kind == "six"
            following[index - 1] = _ordinal(text, stretch) if six else _NONE
        elif index not in speakers:
            following[index - 1] = following[index]
    return following


def _ordinal(text: str, stretch: Stretch) -> int:
    match = _ORDINAL.search(text, stretch.start, stretch.text_start)
    return _DIGITS.index(match[0]) if match else _NONE


def _belongs(text: str, stretches: Sequence[Stretch], run: int, index: int, following: int) -> bool:
    """Whether the line ``index`` is part of the item ``run``; ``following``: the ordinal ahead."""
    head, stretch, before = stretches[run], stretches[index], stretches[index - 1]
    if following == _ordinal(text, head) + 1 or stretch.text_end <= stretch.start:
        return True
    # 一是加强领导。 on a line of its own has its text on the next
    detail = index == run + 1 and head.heading_end >= head.text_end
    whole = before.kind or before.text_end < before.end or text[before.end - 1] in _LINE_END
    return detail or not whole
