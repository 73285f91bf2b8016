"""Values that a measure replaces: 由|44%|提高至60%, |单缴存60万元和双缴存80万元|提高到80万元."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.fields.target.quantity import Quantity

_FROM = re.compile(r"(?:由|从|自)(?:(?![至到为]\d|[至到为]$)[^，。；]){0,8}$")
_FORMER = re.compile(r"(?:原有|原来|原先)的[^，。；]*$")  # 原有的按照2万m2|调整为按楼幢
_MOVED = (
    r"(?:下调|上调|调减|调增|调低|调高|提高|提升|提标|降低|调整|增加|减少|缩短|延长|放宽|扩大|扩容"
    r"|降|增|提|升)"
)
_CHANGED = re.compile(
    r"(?:（[^（）]{1,4}）)?(?:的?标准|左右|以上)?[、，]?(?:分别|统一|逐步|再|进一步|阶段性)?"
    r"(?:提|增|降|下调|上调|调|压|延长|缩短|扩大|减|上升|放宽|恢复|至|到|上浮|变更|改|扩|优化)"
)
# 最低首付款比例40%|下调为30%, 双缴存人80万元|调整为双缴存人100万元
_CHANGED_TO = re.compile(
    rf"(?:分别|统一|均)?(?:{_MOVED}[为至到](?:[^，。；、：\d]{{0,8}})|{_MOVED}[为至到])\d"
)
# 30%、|40%|降至, 单缴存人60万元和|双缴存人80万元|提高到
_NEXT_FORMER = re.compile(r"(?:、|和|及|与)[^，。；：\d由从]{0,10}")
_IS_SET = re.compile(rf"{_MOVED}[为至到]$")


def former_values(text: str, quantities: Sequence[Quantity]) -> set[int]:
    """Indexes of the quantities that say what was, lists of them included."""
    former: set[int] = set()
    for index in range(len(quantities) - 1, -1, -1):
        quantity = quantities[index]
        if _is_former(text, quantity) or (
            index + 1 in former and _goes_on(text, quantity, quantities[index + 1])
        ):
            former.add(index)
    return former


def _goes_on(text: str, quantity: Quantity, following: Quantity) -> bool:
    if quantity.kind != following.kind or following.start - quantity.end > 12:
        return False
    if _IS_SET.search(text, max(0, quantity.start - 4), quantity.start):
        return False
    return _NEXT_FORMER.fullmatch(text, quantity.end, following.start) is not None


def _is_former(text: str, quantity: Quantity) -> bool:
    before = text[max(0, quantity.start - 10) : quantity.start]
    if before.endswith("原"):  # 在原1000元/月标准基础上
        return True
    if _FORMER.search(text, max(0, quantity.start - 24), quantity.start):
        return bool(_CHANGED.match(text, quantity.end))
    if _FROM.search(before):
        return bool(_CHANGED.match(text, quantity.end))
    return bool(_CHANGED_TO.match(text, quantity.end))
