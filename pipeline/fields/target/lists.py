"""Lists of values under one head: 奖励20万元、10万元 (Q31), 二孩家庭2万元、三孩家庭3万元."""

from __future__ import annotations

import re
from functools import cache

from pipeline.fields.target.context import Clauses
from pipeline.fields.target.cues import any_of
from pipeline.fields.target.nouns import gift_length, noun_length
from pipeline.fields.target.operators import read_operator
from pipeline.fields.target.quantity import Quantity
from pipeline.schema import Target

_CONTINUED = re.compile(r"\s?(?:（[^（）]{0,8}）)?(?:[、和及与或]|以及|[、]?各)\s?")
# 最高额度为90万元、|无共同借款人的为|60万元
_OTHERS = re.compile(r"、[^，。；、：\d]{1,14}的为")
# 给予专科生2万元、|本科生|4万元; 新建文化场馆20个、|文化广场|200个
_GRADED = re.compile(r"[、和或][^，。；、：\d的]{1,16}")
# 给予硕士3万元、|全日制本科生或相当于本科的毕业生（含技工院校）|2万元
_GRADED_AT_LENGTH = re.compile(r"[、和或](?:[^，。；、：\d（）]|（[^（）\d]{1,24}）){1,22}")
# 即双缴存职工90万元，|单缴存职工|60万元
_NEXT_CLASS = re.compile(r"[，、][^，。；、：\d的]{2,10}")
# 随机抽查4个企业和项目，其中：|2个工业企业，|1个大中型项目
_OF_WHICH = re.compile(r"，其中[：，]?")
_NEXT_OF_WHICH = re.compile(r"(?:（[^（）]{1,12}）)?[，、]")
_PART_NOUN = re.compile(r"[^，。；：（）\n]{2,30}")
_PER = re.compile(r"(?:每[人户家套个名年月天])+$")
_HALVED = re.compile(r"[^，。；、]{0,8}减半")  # 1个月房租免收、|2个月租金减半
_SUM_LISTS = (
    "target.give",
    "target.by_grade",
    "target.rate_of_class",
    "target.per_unit",
    "target.of_class",
)
_THING_LISTS = ("target.deliver",)
# What belongs to its own sum: 、|三孩家庭|2万元; a longer class stands outside.
_LONGEST_CLASS = 8
_REACH = 44


def continues(
    text: str, previous: Target, quantity: Quantity, *, head: Target, closed: bool
) -> bool:
    """Tell whether a quantity goes on with the list of the target before it.

    ``head`` opened the list; ``closed``: the target before ended with its quantity.
    """
    between = text[previous.end : quantity.start]
    if len(between) > _REACH:
        return False
    if _is_of_which(previous, quantity, between):
        return True
    if quantity.kind == "months" and _HALVED.match(text, quantity.end):
        return False
    if _CONTINUED.fullmatch(between):
        return True
    if quantity.kind == "money" and _OTHERS.fullmatch(between):
        return True
    shape = _shape(quantity, head, closed=closed)
    if shape is None or not shape.fullmatch(between):
        return False
    operator = read_operator(between)
    plain = operator is None or operator.weak
    return plain and not _promise().search(between)


def _shape(quantity: Quantity, head: Target, *, closed: bool) -> re.Pattern[str] | None:
    """What may stand between two values of a list of this kind."""
    if quantity.kind in ("money", "bare") and head.found_by in _SUM_LISTS:
        return _NEXT_CLASS if head.found_by == "target.of_class" else _GRADED_AT_LENGTH
    counts = quantity.kind == "count" and closed and head.found_by in _THING_LISTS
    return _GRADED if counts else None


def listed(
    clauses: Clauses, previous: Target, quantity: Quantity, *, head: Target, closed: bool
) -> Target:
    """The target of a quantity that goes on with a list; it shares the metric of the first."""
    start, end, metric, found_by = quantity.start, quantity.end, previous.metric, "target.list"
    between = clauses.text[previous.end : start]
    part = _PART_NOUN.match(clauses.text, end)
    if part and _is_of_which(previous, quantity, between):
        end, metric, found_by = part.end(), part[0], "target.of_which"
    elif quantity.kind == "count" and _GRADED.fullmatch(between):
        start = previous.end + 1
        metric = clauses.text[start : quantity.start]
    elif quantity.kind == "count" or head.found_by in _THING_LISTS:
        end += _thing_length(clauses, previous, quantity)
        metric = clauses.text[quantity.end : end] or metric
    elif quantity.kind in ("money", "bare") and not _CONTINUED.fullmatch(between):
        per = _PER.search(between)
        start -= len(per[0]) if per is not None else 0
        short = len(between) - 1 <= _LONGEST_CLASS and "的" not in between
        start = previous.end + 1 if short else start
        end += 0 if closed else gift_length(clauses.text[end : end + _REACH])
    return Target(
        start,
        end,
        quantity.after or previous.op,
        found_by,
        metric=metric,
        value=quantity.value,
        value_max=quantity.value_max,
        unit=quantity.unit or previous.unit,
    )


def _thing_length(clauses: Clauses, previous: Target, quantity: Quantity) -> int:
    context = clauses.context(quantity, after=previous.end, list_end=quantity.end)
    noun = context.right[: noun_length(context.right)]
    plain = "的" not in clauses.text[previous.start : previous.end]
    return len(noun.partition("的")[0]) if plain else len(noun)


def _is_of_which(previous: Target, quantity: Quantity, between: str) -> bool:
    if quantity.kind != "count" or quantity.unit != previous.unit or not quantity.arabic:
        return False
    if previous.found_by == "target.of_which":
        return _NEXT_OF_WHICH.fullmatch(between) is not None
    return previous.found_by == "target.deliver" and _OF_WHICH.fullmatch(between) is not None


@cache
def _promise() -> re.Pattern[str]:
    return re.compile(any_of("give_verb", "deliver_verb"))
