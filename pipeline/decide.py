"""The one place that decides what a segment is, from all the evidence there is.

``decide`` is what the rules say: spans that the fields found are kept only where the guideline
lets a segment carry them. ``settle`` lets a trained model, which has read the rules' evidence,
have the last word on the labels; what the rules said stays with the decision.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from pipeline.schema import Body, Deadline, Segment, Target

THRESHOLD = 0.5

# Only these kinds of segments carry labels.
LABELLED = ("body", "note", "table_row")

# Scores of the labels that follow from a span: the rule that found it is sure, or there is none.
FOUND, NOT_FOUND = 0.9, 0.05

# A clause that only says how long something is valid carries a deadline without being a measure:
# 受理截止期限为2020年12月31日, 两个清单实行时间原则上截至2020年9月底.
_VALIDITY = re.compile(
    r"有效期|有效至|期限|截止|截至|试行|暂定|(?:执行|施行|实行|实施)(?:期|时[间限]|有效期|至|到)"
    r"|(?:办理|申报|受理|申请|报名|活动|领取|使用|兑付|缴费|购房|认购|公示|征集|登记|整治|检查|执法)时间"
    r"|(?:日期|时间)应?在|自[^，。；]{4,40}(?:执行|施行|实行|实施)"
)

# A goals sentence carries its targets and its deadline: 到2025年，产业总规模达到2万亿元.
_GOAL = re.compile(r"到(?:20\d\d年|[“\"]?十[四五]五|本世纪)|力争|目标")
# ... and so do the sentences behind it, and those of a section about goals.
_GOAL_OPENS = re.compile(
    r"\s*(?:[^，。]{0,12}[，：])?到(?:20\d\d年|[“\"]?十[四五]五)[^，。；]{0,8}，"
)
_GOAL_SECTION = re.compile(r"目标|主要指标")
_REVIEW_SECTION = re.compile(r"回顾|完成情况|执行情况|现状|成效")


class Decision(NamedTuple):
    """Labels of one segment with their scores, and the spans it keeps.

    A tuple, because every segment has two, by the rules and settled, and it is made at once.

    ``found_by``: the rule that judged whether it is a measure. ``rules``: the labels' scores by
    the rules alone, empty where no model was asked; ``disputed``: the labels on which they would
    have decided otherwise; ``overlooked``: how likely the model thinks a body was missed.
    """

    labels: dict[str, float]
    bodies: tuple[Body, ...]
    targets: tuple[Target, ...]
    deadlines: tuple[Deadline, ...]
    found_by: str = ""
    rules: Mapping[str, float] = MappingProxyType({})
    disputed: tuple[str, ...] = ()
    overlooked: float = 0.0

    @property
    def is_measure(self) -> bool:
        """True where the label ``measure`` is given."""
        return self.labels["measure"] >= THRESHOLD


def decide(
    text: str,
    segment: Segment,
    measure_score: float,
    *,
    bodies: Sequence[Body],
    targets: Sequence[Target],
    deadlines: Sequence[Deadline],
    goals: bool = False,
    found_by: str = "",
) -> Decision:
    """Decide the labels and spans of one segment of ``text`` by the rules.

    ``goals``: the segment belongs to a passage about goals (:func:`goal_passages`); ``found_by``:
    the rule behind ``measure_score``.
    """
    if segment.kind not in LABELLED:
        bodies, targets, deadlines = (), (), ()
    elif measure_score < THRESHOLD:
        bodies = bodies if segment.kind == "note" else ()
        # Few segments hold any: the others need no look.
        if targets and not _may_carry_target(text, segment, goals):
            targets = ()
        if deadlines and not _may_carry_deadline(text, segment, bool(targets)):
            deadlines = ()
    labels = {
        "measure": measure_score,
        "responsible_department": FOUND if bodies else NOT_FOUND,
        "target": FOUND if targets else NOT_FOUND,
        "deadline": FOUND if deadlines else NOT_FOUND,
    }
    return Decision(labels, tuple(bodies), tuple(targets), tuple(deadlines), found_by)


def settle(
    decision: Decision,
    segment: Segment,
    scores: Mapping[str, float],
    *,
    bodies: Sequence[Body],
    targets: Sequence[Target],
    deadlines: Sequence[Deadline],
    overlooked: float = 0.0,
) -> Decision:
    """Let a model's scores decide the labels, and the labels which spans are kept.

    ``bodies``, ``targets``, ``deadlines``: all that the fields found in the segment, whatever the
    rules kept.
    """
    if segment.kind not in LABELLED:
        return decision
    labels = {label: round(score, 3) for label, score in scores.items()}
    return Decision(
        labels,
        tuple(bodies) if labels["responsible_department"] >= THRESHOLD else (),
        tuple(targets) if labels["target"] >= THRESHOLD else (),
        tuple(deadlines) if labels["deadline"] >= THRESHOLD else (),
        decision.found_by,
        decision.labels,
        _differing(decision.labels, labels),
        overlooked,
    )


def _differing(rules: Mapping[str, float], labels: Mapping[str, float]) -> tuple[str, ...]:
    return tuple(
        [
            label
            for label, score in rules.items()
            if (score >= THRESHOLD) is not (labels[label] >= THRESHOLD)
        ]
    )


def goal_passages(text: str, segments: Sequence[Segment]) -> list[bool]:
    """Tell for each segment whether it continues a goals sentence, or stands under 主要目标.

    到2020年，科技创新能力持续提升。|全国农机总动力超过10亿千瓦。 says by when only once.
    """
    found = []
    paragraph = -1  # the last one in which a goals sentence began
    for segment in segments:
        if segment.kind == "body" and _opens_goal(text, segment):
            paragraph = segment.paragraph
        titled = bool(segment.section) and _heads_goals(segment.section[-1])
        found.append(titled or segment.paragraph == paragraph)
    return found


@lru_cache(maxsize=4096)
def _heads_goals(heading: str) -> bool:
    return bool(_GOAL_SECTION.search(heading)) and not _REVIEW_SECTION.search(heading)


def _opens_goal(text: str, segment: Segment) -> bool:
    start, end = segment.start, segment.end
    return text.find("到", start, end) >= 0 and _GOAL_OPENS.match(text, start, end) is not None


def _may_carry_target(text: str, segment: Segment, goals: bool) -> bool:
    if segment.kind != "body":
        return False
    return goals or _GOAL.search(text, segment.start, segment.end) is not None


def _may_carry_deadline(text: str, segment: Segment, goal: bool) -> bool:
    if segment.kind == "note" or goal or _opens_goal(text, segment):
        return True
    return _VALIDITY.search(text, segment.start, segment.end) is not None
