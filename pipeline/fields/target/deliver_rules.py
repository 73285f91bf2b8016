"""A number of things that are to be made, found or finished."""

from __future__ import annotations

import re
from functools import cache

from pipeline.fields.target.context import Context, metric_start
from pipeline.fields.target.cues import any_of
from pipeline.fields.target.nouns import noun_length
from pipeline.fields.target.operators import combine, read_operator
from pipeline.fields.target.quantity import Quantity
from pipeline.fields.target.reading import Reading

_BETWEEN = r"(?:[^，。；、：\d“”]|[45]G|“[^“”]*”)"
# What may follow where the noun stands before its number: 新增规上企业40户|以上.
_CLOSES = re.compile(r"[，。；、和及等以（）\s]|的?(?:年度|目标|任务|投资)|$")
_FUNDED = re.compile(
    r"(?:完成|安排|筹措|筹集|争取|统筹|列支|投入|设立|新增|发放|投放|带动|撬动|实现|采购"
    r"|引进|落实|签约)$"
)
# Chinese numerals count only behind verbs that make something: 新建二十个社区, not 抓好三个环节.
_MAKES = re.compile(r"[新建增培打遴引创][^，]?$")


def deliver(context: Context) -> Reading | None:
    """遴选10个标杆网络 · 新增规上企业40户 · 城镇新增就业900万人以上."""
    quantity, left = context.quantity, context.left
    operator = read_operator(left)
    if operator is not None and operator.op not in (">=", "<=", "~"):
        operator = None
    core = left[: len(left) - operator.length] if operator is not None else left
    match = _delivered().search(core)
    if match is None or not _counts(quantity, match["verb"]):
        return None
    direct = len(match["between"]) <= 4 or match["between"].endswith("内")
    if not direct and not _CLOSES.match(context.right):
        return None
    behind = noun_length(context.right) if direct and quantity.kind != "money" else 0
    begin = _begin(left, match)
    if operator is not None and direct and match["verb"] in ("发放", "提供"):
        begin = len(core)  # 发放|不少于1万张的优惠消费券
    return Reading(
        before=len(left) - begin,
        behind=behind,
        op=combine(operator, quantity.after, ""),
        metric=core[begin:] + context.right[:behind],
        found_by="target.deliver",
        strong=quantity.kind in ("count", "size"),
    )


def _counts(quantity: Quantity, verb: str) -> bool:
    if quantity.kind == "money":
        return bool(_FUNDED.search(verb))
    if quantity.kind not in ("count", "size", "bare"):
        return False
    return quantity.arabic or bool(_MAKES.search(verb))


def _begin(left: str, match: re.Match[str]) -> int:
    """Where the target begins: at the metric, or at the verb where more stands before it."""
    if match["between"].endswith("对"):  # 实现对|不少于150个重点平台的监测
        return match.end()
    cut = metric_start(left)
    if match.start("verb") < cut < match.end("verb"):  # 组织|遴选
        return cut
    return min(cut, match.start()) if match.start() - cut <= 6 else match.start()


@cache
def _delivered() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<verb>{any_of('deliver_verb')}+)(?![到至为])(?P<between>{_BETWEEN}{{0,16}})$"
    )
