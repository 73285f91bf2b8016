"""Check a document against what it says of itself: 以下十条措施, 共62项."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.numerals import NUMBER, read_number
from pipeline.schema import Segment

# 提出以下十条措施; 任务分解如下，共62项任务; 20条政策措施 in a title. 《》 names another notice.
_STATED = re.compile(
    rf"(?:以下|如下|共|共计|合计)(?P<count>{NUMBER})(?:条|项)[^，。；\n]{{0,6}}?"
    r"(?:措施|意见|政策|举措|任务|规定)"
)
_STATED_IN_TITLE = re.compile(
    rf"(?P<count>{NUMBER})(?:条|项)(?:政策|具体|工作|若干)?(?:措施|意见|政策|举措)(?:的|$|\n)"
)
_NAMED = re.compile(r"《[^》\n]*》")
# Only the title and the opening paragraphs speak of the whole document.
_OPENING = 800
_TITLE = 80

_CHINESE = "一二三四五六七八九十百"
_NUMBERED = (
    re.compile(rf"\s*([{_CHINESE}]+)、"),
    re.compile(rf"\s*（([{_CHINESE}]+)）"),
    re.compile(r"\s*(\d{1,3})[.．、](?!\d)"),
    re.compile(rf"\s*第([{_CHINESE}\d]+)条"),
)


def stated_count_differs(text: str, segments: Sequence[Segment], measures: int) -> bool:
    """True where the text states how many items it has and no way of counting agrees.

    Counted are the items of each style of numbering (一、 （一） 1. 第一条) and ``measures``.
    """
    stated = [
        read_number(match["count"]) for match in _STATED.finditer(text, 0, min(len(text), _OPENING))
    ]
    if not stated:
        return False
    counts = {measures, *_numbering_counts(text, segments)}
    return not any(count in counts for count in stated)


def _numbering_counts(text: str, segments: Sequence[Segment]) -> list[int]:
    counts = [0] * len(_NUMBERED)
    for segment in segments:
        for style, pattern in enumerate(_NUMBERED):
            match = pattern.match(text, segment.start, segment.end)
            if match:
                number = read_number(match[1])
                counts[style] = max(counts[style], int(number or 0))
    return counts
