"""Judge the segments of a document one after the other, each from its text and its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from pipeline.classify.faults import mark_faults
from pipeline.classify.past import answers_person, issue_year, tells_of_year_before
from pipeline.classify.place import Place, item_style
from pipeline.classify.scores import MEASURE, Evidence
from pipeline.classify.speech import judge_speech
from pipeline.classify.task import judge_task
from pipeline.classify.topics import mark_topics
from pipeline.schema import DocumentKind, Segment

Judge = Callable[[str, tuple[str, ...], Place], Evidence]
_TOLD = frozenset(
    f"classify.{rule}" for rule in ("argument", "background", "situation", "report", "description")
)
# 各位代表：现在，我代表市人民政府… : a work report, past and future in one.
_ADDRESS = re.compile("各位(?:代表|委员)|我(?:谨)?代表[^，。]{0,16}向|同志们|女士们")
# 各省、自治区、直辖市人民政府： · 国办发〔2020〕6号
_HEAD_LINE = re.compile(r"：\s*$|〔\d{4}〕\s*第?\d+号")
# 三、2025年政府工作任务 · 二、对今年政府工作的建议 · 二、2019年工作安排
_PLAN = re.compile(
    r"(?:工作|主要|重点|目标)任务|工作(?:安排|部署|重点|要点|举措|措施)|重点工作|工作的?建议|下一步工作|主要工作"
)
_HEAD, _TAIL = 500, 150
_DEEDS = re.compile("(?:典型|先进|成功|创新|有效|好)的?(?:经验|做法|案例|事迹)")
# 国务院第五次大督查发现的典型经验做法 · 部分地方优化营商环境典型做法（共计28项）
_PRACTICES = re.compile(
    r"\s*[^，。；：]{2,40}(?:典型|先进|成功|创新|有效|好)的?(?:经验(?:做法)?|做法|案例|事迹)"
    r"(?:汇编|选编|清单|目录|名单)?(?:（[^）]{1,12}）)?\s*$"
)
# 关于部分地方优化营商环境典型做法的通报
_PRAISE = re.compile(r"(?:典型|先进|成功)的?(?:经验|做法|案例)[^，。；：]{0,12}的?通报(?:\s|$|国)")
_TOLD_TO = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．])?\s*(?:请|要|望)?各(?:地|级|部门|单位|省|市|县|区)"
)
# 对中小型水库建设项目前期工作将给予积极支持。
_STILL = re.compile("(?<!必)将(?![近来])|继续|进一步|争取")
_WORDED = tuple(f"classify.{rule}" for rule in ("directive_verb", "directive_clause", "grant"))
_ASKED = ("classify.duty", "classify.prohibition", "classify.commitment")
_LONGEST_TITLE = 80
_POINTS = ("article", "chinese")


def measure_scores(
    text: str, segments: Sequence[Segment], *, kind: DocumentKind = "notice"
) -> list[float]:
    """Return for each segment the score of being a measure, 0..1, a measure from 0.5.

    ``text`` is the clean text in which the segments' offsets count; segments in text order.
    """
    return [score for score, _ in measure_evidence(text, segments, kind=kind)]


def measure_evidence(
    text: str, segments: Sequence[Segment], *, kind: DocumentKind = "notice"
) -> list[Evidence]:
    """Return score and deciding rule ("classify.directive_verb") for each segment.

    ``kind`` is a guess made from title and opening: a notice that only tells is read like a
    speech; news and others have no measures, unless they only list rules.
    """
    if kind in ("interpretation", "press_conference"):
        return _judge(text, segments, kind, judge_speech)
    found = _judge(text, segments, "notice", judge_task)
    if kind == "notice" and answers_person(text):
        return _answer(text, segments, found)
    if kind == "notice":
        _retell(text, segments, found)
        _look_back(text, segments, found)
        mark_faults(text, segments, found)
        mark_topics(text, segments, found)
        essay = _tells(found) and not _has_head(text, segments)
        return _promises(text, segments) if essay else found
    told: list[Evidence] = [
        (0.0 if segment.kind == "heading" else 0.1, f"classify.{kind}") for segment in segments
    ]
    if _ADDRESS.search(text):
        start = _plan_start(text, segments) if kind == "other" else len(segments)
        return told[:start] + [_of_plan(evidence) for evidence in found[start:]]
    if _lists_rules(found):
        return found
    # 人民银行将坚持…, 继续深化…: what the author of an essay promises; news tells of others.
    return _promises(text, segments) if kind == "other" else told


def _retell(text: str, segments: Sequence[Segment], found: list[Evidence]) -> None:
    """What stands under 典型经验做法 was done by those who are praised for it; changes ``found``.

    In the circular itself, above the list, somebody may still be told to follow them.
    """
    if _DEEDS.search(text) is None:
        return
    listed = praised = False
    for index, segment in enumerate(segments):
        if segment.end - segment.start < _LONGEST_TITLE:
            title = text[segment.start : segment.end]
            praised = praised or _PRAISE.search(title) is not None
            listed = listed or _PRACTICES.match(title) is not None
        score, rule = found[index]
        keeps = segment.kind not in ("body", "table_row") or score < MEASURE
        if keeps or not (listed or praised):
            continue
        told = _TOLD_TO.match(text, segment.start, segment.end) is not None
        if not told and (listed or rule not in _ASKED):
            found[index] = (0.15, "classify.practice")


def _answer(text: str, segments: Sequence[Segment], found: list[Evidence]) -> list[Evidence]:
    """A letter of reply explains; what it promises goes on or is still to come."""
    spoken = _judge(text, segments, "press_conference", judge_speech)
    return [
        asked if asked[1] in _WORDED and _STILL.search(_readable(text, segment)) else said
        for segment, asked, said in zip(segments, found, spoken, strict=True)
    ]


def _look_back(text: str, segments: Sequence[Segment], found: list[Evidence]) -> None:
    """In a notice of 2004, 2003年，回用水量1700多万吨 tells what was; changes ``found``."""
    year = issue_year(text, segments)
    if year is None:
        return
    for index, segment in enumerate(segments):
        score, rule = found[index]
        if segment.kind != "body" or score < MEASURE or rule in _ASKED:
            continue
        if tells_of_year_before(text[segment.start : segment.end], year):
            found[index] = (0.2, "classify.report")


def _plan_start(text: str, segments: Sequence[Segment]) -> int:
    """The heading behind which a work report says what will be done (三、2025年政府工作任务)."""
    for index, segment in enumerate(segments):
        title = text[segment.start : segment.end] if segment.kind == "heading" else ""
        if item_style(title) == "chinese" and _PLAN.search(title) and "回顾" not in title:
            return index
    return len(segments)


def _of_plan(evidence: Evidence) -> Evidence:
    """A speaker explains his plan as he goes: what carries no asking word is no task."""
    return (0.4, evidence[1]) if evidence[1] == "classify.body" else evidence


def _promises(text: str, segments: Sequence[Segment]) -> list[Evidence]:
    """Leave an essay nothing but what a named body says that it will do."""
    found = _judge(text, segments, "press_conference", judge_speech)
    return [
        (score if rule == "classify.commitment" else min(score, 0.4), rule) for score, rule in found
    ]


def _judge(
    text: str, segments: Sequence[Segment], kind: DocumentKind, judge: Judge
) -> list[Evidence]:
    place = Place(kind=kind, opened=not _has_opening(text, segments))
    found: list[Evidence] = []
    for segment in segments:
        piece = _readable(text, segment)
        if segment.kind in ("body", "table_row"):
            place.enter(piece, segment.paragraph)
            score, rule = judge(piece, segment.section, place)
            place.leave(piece, segment.paragraph)
        else:
            score, rule = 0.0, segment.kind
            if segment.kind == "heading":
                place.enter_heading(piece)
        place.measured = score >= 0.5
        found.append((score, f"classify.{rule}"))
    return found


def _tells(found: Sequence[Evidence]) -> bool:
    """An essay, a statistical bulletin: much is told for what little is asked."""
    told, asked = _weigh(found)
    return told >= 6 and told * 4 > asked


def _lists_rules(found: Sequence[Evidence]) -> bool:
    """A notice under a newspaper's headline (房地产十条新政发布) asks and tells nothing else."""
    told, asked = _weigh(found)
    return asked >= 5 and told * 3 < asked


def _has_head(text: str, segments: Sequence[Segment]) -> bool:
    """Recipients or a document number: no essay, however much it tells (地震局关于…的意见)."""
    return any(
        segment.kind == "meta" and _HEAD_LINE.search(text, segment.start, segment.end)
        for segment in segments
    )


def _weigh(found: Sequence[Evidence]) -> tuple[int, int]:
    told = sum(rule in _TOLD for _, rule in found)
    return told, sum(score > 0.7 for score, _ in found)


def _readable(text: str, segment: Segment) -> str:
    """The segment, or head and tail of one that is too long for a sentence (a table run together).

    The bound keeps the patterns, some of which look ahead to the end, from taking for ever.
    """
    if segment.end - segment.start <= _HEAD + _TAIL:
        return text[segment.start : segment.end]
    return text[segment.start : segment.start + _HEAD] + text[segment.end - _TAIL : segment.end]


def _has_opening(text: str, segments: Sequence[Segment]) -> bool:
    """Does a heading or numbered point stand in the first half, behind a preamble?"""
    half = segments[: len(segments) // 2 + 1]
    return any(
        segment.kind == "heading" or item_style(text[segment.start : segment.end]) in _POINTS
        for segment in half
    )
