"""Topic sentences: 四、加强住房金融宏观审慎管理。 names the work that the next sentence asks for.

By its own words such a sentence is a task; what follows it in its paragraph tells.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.classify.scores import MEASURE, Evidence
from pipeline.schema import Segment

# （三）推进省以下改革。 Its object is a field of work, nothing that could be counted off.
_TOPIC = re.compile(
    r"\s*(?:第?[一二三四五六七八九十]{1,3}[、条是]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.、．])"
    r"[^，。；：、“\d由向应须可不]{3,22}"
    r"(?:管理|作用|技能|力度|建设|改革|行动|登记|教育|需求|服务|能力|水平|环境|责任|领导|监管|效率|保障)。\s*$"
)
_LONGEST = 36


def mark_topics(text: str, segments: Sequence[Segment], found: list[Evidence]) -> None:
    """Lower the scores of topic sentences with their detail behind them; changes ``found``."""
    for index in range(len(segments) - 1):
        segment = segments[index]
        if found[index][1] != "classify.directive_verb" or segment.end - segment.start > _LONGEST:
            continue
        if not _detail_follows(text, segment, segments[index + 1], found[index + 1][0]):
            continue
        if _TOPIC.match(text[segment.start : segment.end]) is not None:
            found[index] = (0.3, "classify.topic")


def _detail_follows(text: str, segment: Segment, behind: Segment, score: float) -> bool:
    """Does a measure follow in the same paragraph? (A note in brackets is no detail.)"""
    if behind.kind != "body" or behind.paragraph != segment.paragraph or score < MEASURE:
        return False
    return text[behind.start : behind.start + 1] not in "（("
