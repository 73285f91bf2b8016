"""A number of things that are to be made, found or finished."""

from __future__ import annotations

import re
from functools import cache

from pipeline.fields.target.context import Context, metric_start
from pipeline.fields.target.cues import any_of
from pipeline.fields.target.nouns import fund_length, noun_length
from pipeline.fields.target.operators import Operator, combine, read_operator
from pipeline.fields.target.quantity import Quantity
from pipeline.fields.target.reading import Reading

_YEAR = re.compile(r"^(?:19|20)\d\d年度?")
_BETWEEN = r"(?:(?:19|20)\d\d年度?|[^，。；、：\d“”]|[45]G|“[^“”]*”)"
# What may follow where the noun stands before its number: 新增规上企业40户|以上.
_CLOSES = re.compile(r"[，。；、和及等以（）\s]|的?(?:年度|目标|任务|投资)|$")
_FUNDED = re.compile(
    r"(?:完成|发行|增加|安排|筹措|筹集|争取|统筹|列支|投入|设立|新增|发放|投放|带动|撬动|实现|采购"
    r"|引进|落实|签约)$"
)
_THING = re.compile(r"的?[^，。；、和及等以（）\s的]{2}")
# Chinese numerals count only behind verbs that make something: 新建二十个社区, not 抓好三个环节.
_MODAL = re.compile(r"(?:原则上|应当?|须|要|可)$")
_MAKES = re.compile(r"[新建增培打遴引创][^，]?$")

# 增加|深松土地1.5亿亩
_ALSO_NOUNS = ("治理", "改良", "整治")  # 开展草地治理|33万公顷
_GROWS = ("增加", "增开", "增投", "增派")


def deliver(context: Context) -> Reading | None:
    """遴选10个标杆网络 · 新增规上企业40户 · 城镇新增就业900万人以上."""
    quantity, left = context.quantity, context.left
    if quantity.kind not in ("money", "count", "size", "bare"):
        return None
    operator = said = read_operator(left)
    if operator is not None and operator.op not in (">=", "<=", "~"):
        operator = None
    core = left[: len(left) - operator.length] if operator is not None else left
    match = _last_delivered(core)
    if match is None:
        return _listed_things(context)
    between = _YEAR.sub("", match["between"])
    moved = said is not None and operator is None
    if not _governs(context, match["verb"], between, operator) or (
        moved and match["verb"].endswith(_GROWS) and between
    ):
        return None
    direct = len(between) <= 4 or between.endswith("内")
    if not direct and not _CLOSES.match(context.right):
        return None
    behind = noun_length(context.right) if direct and quantity.kind != "money" else 0
    if quantity.kind == "money":
        behind = fund_length(context.right)
    begin = _begin(left, match)
    if quantity.kind == "money" and between == "总规模" and context.right.startswith("的"):
        begin, behind = match.end("verb"), 0  # 设立|总规模30亿元|的省级天使投资母基金
    if operator is not None and direct and match["verb"] in ("发放", "提供"):
        begin = len(core)  # 发放|不少于1万张的优惠消费券
    return Reading(
        before=len(left) - begin,
        behind=behind,
        op=combine(operator or _bound_before(left, match), quantity.after, ""),
        metric=core[begin:] + context.right[:behind],
        found_by="target.deliver",
        strong=quantity.kind in ("count", "size"),
    )


def _bound_before(left: str, match: re.Match[str]) -> Operator | None:
    """The op that stands before the verb or in it: 至少|打造1个市场, 增加|深松土地1.5亿亩."""
    if match["verb"].endswith(_GROWS):
        return Operator("+", 2, weak=False)
    said = read_operator(left[: match.start()])
    return said if said is not None and said.op in (">=", "<=") else None


def _governs(context: Context, verb: str, between: str, operator: Operator | None) -> bool:
    """Tell whether the verb makes, finds or finishes what is counted."""
    quantity = context.quantity
    if verb.endswith(_GROWS) and not between and quantity.kind != "bare":
        return False  # 套数增加|1套 moves a value
    if between.endswith("等") and not _CLOSES.match(context.right):
        return False  # 洛阳生产服务型等|10个国家物流枢纽
    bounded = operator is not None and operator.op == ">="
    if "》" in between or not (bounded or _counts(quantity, verb)):
        return False
    return quantity.kind != "size" or not _is_kind_of(context, between)


def _listed_things(context: Context) -> Reading | None:
    """新增重点实验室、数据共享中心等|创新平台5个以上: the things stand before, as examples."""
    named = _LISTED_THINGS.search(context.left) if context.quantity.kind == "count" else None
    if named is None or not _CLOSES.match(context.right) or not _lists().match(context.left):
        return None
    op = combine(None, context.quantity.after, "")
    before = len(named["noun"])
    return Reading(before, 0, op, named["noun"], "target.deliver_listed", strong=True)


def _is_kind_of(context: Context, between: str) -> bool:
    """实施|时速120公里以上|线路改造: the quantity says what kind of thing it is."""
    return (
        bool(between) and context.quantity.after is not None and bool(_THING.match(context.right))
    )


def _counts(quantity: Quantity, verb: str) -> bool:
    if quantity.kind == "money":
        return bool(_FUNDED.search(verb))
    return quantity.arabic or bool(_MAKES.search(verb))


def _begin(left: str, match: re.Match[str]) -> int:
    """Where the target begins: at the metric, or at the verb where more stands before it."""
    if "时" in match["between"][:4]:  # 在住房套数认定时|核减1套
        return match.end("verb") + match["between"].index("时") + 1
    if match["between"].endswith("对"):  # 实现对|不少于150个重点平台的监测
        return match.end()
    if match["between"].endswith("内"):  # 支持其行政区域内|1家国家高新区
        return match.end()
    cut = metric_start(left)
    if _MODAL.search(left[: match.start()]):  # 各单位原则上|明确1名联络人
        return match.start()
    if left[: match.start()].endswith("各"):  # 南昌、九江|各抽查2个县
        return match.start() - 1
    if left.startswith("每", cut) and match.start() - cut <= 14:  # 每个县（市、区）随机抽查4个
        return cut
    if cut == match.end() and not match["between"]:  # 推动1—2个企业上市
        return match.start()
    if match.start("verb") < cut <= match.end("verb"):  # 组织|遴选, 推动|城中村改造6268户
        return cut
    return min(cut, match.start()) if match.start() - cut <= 6 else match.start()


def _last_delivered(core: str) -> re.Match[str] | None:
    """The verb that governs the number: 为发展中国家|开展, where 发展 is part of a name."""
    match = _delivered().search(core, max(0, len(core) - 36))
    for _ in range(3):
        if match is None or len(match["between"]) <= 4:
            break
        nearer = _delivered().search(core, match.end("verb"))
        if nearer is None or len(nearer["between"]) > 1 or nearer["verb"] in _ALSO_NOUNS:
            break
        match = nearer
    return match


_LISTED_THINGS = re.compile(r"、[^，。；：\d]{2,40}等(?P<noun>[^，。；、：的\d等]{2,10})$")


@cache
def _lists() -> re.Pattern[str]:
    return re.compile(rf"[^、]{{0,8}}?{any_of('deliver_verb')}")


@cache
def _delivered() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<verb>{any_of('deliver_verb')}+)(?![到至为的])"
        rf"(?!(?<=开发|建设|实施|运营|生产)(?:企业|单位|商|机构|主体))(?P<between>{_BETWEEN}{{0,16}})$"
    )
