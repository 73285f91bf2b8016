"""Quantities that say how much of something is meant, and what a class of people gets."""

from __future__ import annotations

import re
from functools import cache

from pipeline.fields.target.context import Context, metric_start
from pipeline.fields.target.cues import any_of
from pipeline.fields.target.nouns import is_rate, noun_length
from pipeline.fields.target.operators import combine
from pipeline.fields.target.reading import Reading

# 土地出让价款的50%|在土地出让合同签订之日起1个月内缴纳
_PAID_BY = re.compile(
    r"(?:（[^（）]{0,24}）)?[^，。；、\n]{0,30}(?:缴[纳清齐付]|支付|付清|交纳|缴存|拨付)"
)
_OWED = re.compile(r"[^，。；、：的\d]{1,10}(?:款|价|金|费|税|额)的?$")
# 抽取|15%以上数量的外窗, 覆盖|80%以上的大城市, 在|70%左右的地市开展分级诊疗试点
_OUT_OF = re.compile(r"(?:覆盖|惠及|(?:随机)?抽[取查检测样]|试点范围(?:扩大|扩展|扩至)?[到至]?)$")
_THOSE = re.compile(
    r"(?:数量)?的?(?!以)[^，。；、：（）\d]{1,14}?(?=进行|开展|实施|[，。；、（）\n]|$)"
)
_AMONG = re.compile(r"在$")
_DONE_AMONG = re.compile(
    r"的?[^，。；、：\d]{2,12}?(?:开展|实施|推行|推开|建立|设立|推广|普及|实现)"
    r"[^，。；、：\d]{2,16}(?=[，。；、\n]|$)"
)
# 缴存比例在|10%至24%|间自主选择
_BETWEEN = re.compile(r"(?:之)?间(?:自主|自行|合理)?(?:选择|确定|浮动|调整|缴存)")
# 即|非多子女家庭96万元、多子女家庭120万元
_OPENS = re.compile(r"^(?:即为?|其中[：，]?|分别为)")
_CLOSES = re.compile(r"[、，。；）（\n]|$")
_NEXT = r"[、，和][^，。；、：的\d]{1,10}\d[\d.,]*(?:[万亿]?元|万)"
_GRADE = (
    r"[^，。；、：的\d]{0,6}(?:博士|硕士|研究生|本科|大专|专科|专[科]?生|技师|[高中初]级工|[A-H一二三四五六]类"
    r"|[一二三]等奖|[一二三多]孩|新房|二手房|单身)[^，。；、：的\d]{0,6}"
)
_RATED = re.compile(r"额度|限额|标准|上限")  # 贷款最高额度单身职工为60万元，|双职工为|70万元
# 完成1000万以上脱贫任务，其中|易地搬迁脱贫|200万人以上
_PLANNED = re.compile(
    r"(?:到20\d\d年|“十[四五]五”|力争|确保|完成|新增|新建|建成|实现|目标|全年|年内|培育|打造|建设|计划)"
    r"[^。；]*\d[^，。；]{0,14}，(?:其中[：，]?)?$"
)
_NAMED = re.compile(r"(?:其中)?(?P<noun>[^，。；、：的\d（）“”]{2,12})$")
_NO_NOUN = re.compile(
    r"满|近|每|第|达|超|约|共|等|已|在|为|是|按|由|至|到|于|以|了|过|距|间隔|连续|累计|购买?|团购|一次性"
)
# 完成沿山路小学等|8所风雨馆建设
_MAKING = re.compile(
    r"(?:新建|改建|建成|建设|开工|竣工|完成|打造|培育|新增|推进|加快|实施|引进|启动|抓好|续建)"
    r"[^，。；：\d]{2,40}等$"
)
_WORKS = re.compile(
    r"(?P<works>[^，。；、：（）\d]{0,12}?(?:项目|工程|建设|基地|园区|中心|枢纽|平台|试点|任务"
    r"|街道|道路|公路|河道|铁路|社区|小区|县|市|站|馆|校|村))"
    r"(?=[，。；、（）\n和及]|建设|$)"
)


def paid_share(context: Context) -> Reading | None:
    """土地出让价款的50%在合同签订之日起1个月内缴纳: what is due by then."""
    quantity, left = context.quantity, context.left
    owed = _OWED.search(left)
    if quantity.unit == "%" and owed is not None and _is_explained(context):
        metric = left.rstrip("的")
        return Reading(len(left), 0, combine(None, None, ""), metric, "target.paid_share")
    if (
        quantity.unit != "%"
        or owed is None
        or quantity.after is not None
        or _PAID_BY.match(context.right) is None
    ):
        return None
    start = max(owed.start(), metric_start(left, keep=4))
    op = combine(None, None, "")
    return Reading(len(left) - start, 0, op, left[start:].rstrip("的"), "target.paid_share")


def _is_explained(context: Context) -> bool:
    """竞买保证金按规定最低比例（|挂牌起始价的20%|）执行."""
    bracket = context.clause.find("（" + context.left)
    if context.right or bracket < 0 or not 2 <= len(context.left) <= 14:
        return False
    return context.clause.endswith("比例", 0, bracket)


def share_of_things(context: Context) -> Reading | None:
    """抽取15%以上数量的外窗 · 覆盖80%以上的大城市 · 在70%左右的地市开展分级诊疗试点."""
    quantity, left = context.quantity, context.left
    if quantity.kind != "share":
        return None
    out_of = _OUT_OF.search(left)
    things = (_THOSE if out_of is not None else _DONE_AMONG).match(context.right)
    if things is None or (out_of is None and _AMONG.search(left) is None):
        return None
    before = len(out_of[0]) if out_of is not None else 0
    op = combine(None, quantity.after, "")
    metric = things[0].lstrip("的")
    return Reading(before, things.end(), op, metric, "target.share_of", strong=True)


def share_range(context: Context) -> Reading | None:
    """缴存比例在10%至24%间自主选择: what may be chosen between."""
    quantity, left = context.quantity, context.left
    if quantity.value_max is None or not left.endswith("在"):
        return None
    between = _BETWEEN.match(context.right)
    if between is None:
        return None
    cut = metric_start(left, keep=1)
    before = len(left) - cut if is_rate(left[cut:-1]) else 1
    return Reading(before, between.end(), "=", left[cut:-1], "target.range", strong=True)


def of_class(context: Context) -> Reading | None:
    """即双缴存职工90万元，单缴存职工60万元: nothing but a class and its sum."""
    quantity, left = context.quantity, context.left
    if quantity.kind not in ("money", "bare") or not _CLOSES.match(context.right):
        return None
    opening = _OPENS.match(left)
    named = left[opening.end() :] if opening is not None else left.removeprefix("的")
    chained = _next_class().match(context.right + context.tail) is not None
    if named.endswith("为") and _RATED.search(context.head + left):
        named, chained = named.rstrip("均为"), True
    if not (opening or chained) or (named and _class_end().fullmatch(named) is None):
        return None
    named = left[opening.end() :] if opening is not None else left.removeprefix("的")
    op = combine(None, quantity.after, "")
    unit = "元" if quantity.kind == "bare" else None
    return Reading(len(named), 0, op, named, "target.of_class", strong=True, unit=unit)


@cache
def _class_end() -> re.Pattern[str]:
    return re.compile(rf"[^，。；、：的\d]{{0,8}}{any_of('holder')}|{_GRADE}")


@cache
def _next_class() -> re.Pattern[str]:
    return re.compile(_NEXT)


def planned(context: Context) -> Reading | None:
    """新增城镇就业10万人以上，其中|易地搬迁脱贫200万人以上: the plan goes on."""
    quantity, left = context.quantity, context.left
    if quantity.kind not in ("count", "size") or not quantity.arabic:
        return None
    named = _NAMED.fullmatch(left)
    noun = named["noun"].removeprefix("规模以上").removeprefix("限额以上") if named else ""
    if named is None or not _CLOSES.match(context.right) or _NO_NOUN.search(noun):
        return None
    if _PLANNED.search(context.head) is None:
        return None
    op = combine(None, quantity.after, "")
    return Reading(len(named["noun"]), 0, op, named["noun"], "target.planned")


def works(context: Context) -> Reading | None:
    """完成沿山路小学等|8所风雨馆建设: works of which some are named."""
    quantity = context.quantity
    if quantity.kind != "count" or not quantity.arabic or not _MAKING.search(context.left):
        return None
    named = _WORKS.match(context.right)
    if named is None:
        return None
    behind = max(named.end(), noun_length(context.right))
    op = combine(None, quantity.after, "")
    return Reading(0, behind, op, context.right[:behind], "target.works", strong=True)
