"""Sums and shares that somebody gets: grants, rewards, refunds, discounts."""

from __future__ import annotations

import re
from functools import cache

from pipeline.fields.target.context import Context, metric_start
from pipeline.fields.target.cues import any_of
from pipeline.fields.target.nouns import gift_length, is_rate
from pipeline.fields.target.operators import Operator, combine, read_operator
from pipeline.fields.target.reading import Reading

_PREFIX = (
    r"(?:各|均|单[个家户笔月套项件次][^，。；、\d]{0,6}?|每(?!年|季|月)[^，。；、\d的]{1,5}?"
    r"|一次性|最高可?以?|额外|再|合计|累计|共)"
)
# 对其净化系统改造及设备投资|给予50%: the share is one of what stands behind 对.
_SHARE_OF = re.compile(r"对(?:其|[^，]*(?:投资|费用|支出|部分|金额|额)(?=给予))")
_PER = re.compile(
    r"(?:按(?!照))?(?:单[个家户][^，。；、\d]{0,4}|每[^，。；、\d提增降减达超完缴]{1,6}?(?:1[人户家个名])?){1,2}$"
)
_BY_GRADE = re.compile(r"按照?(?P<grade>[^，。；：\d]{0,24})$")
_BOUNDED_GRADE = re.compile(r"不(?:得)?(?:超过|高于|低于|少于)")
_PAID = re.compile(
    r"给予|发放|补贴|补助|奖励|优惠|兑现|计提|计算|确定|计发|核定|扣除|加计|计入|计收"
)
_STANDARD = re.compile(r"的?标准")
_NEXT_CLASS = re.compile(
    r"、[^，。；、：\d]{1,8}每[人户套年月天]\d"
)  # 大专生每月500元|、本科生每月800元
_RECKONED = re.compile(r"(?:定额)?(?:计算|核定|扣除|计收)")
_RATED = re.compile(r"(?:为|是|：)$")
# 其中|二孩家庭|每套3万元
_OF_CLASS = re.compile(r"[^，。；、：的（）\d]{1,6}(?:家庭|人才|企业|毕业生|职工|人员|住房|住宅)")
_BEARS = re.compile(r"[^，。；、：的\d由]{2,8}$")  # 市级|承担30%
_PAYS = ("支付", "缴纳", "交纳")  # 必须缴纳|出让价款50%的首付款
_PAID_PART = re.compile(r"[^的可，、]{2,12}")
# Verbs that say nothing of what is given: 发放|不超过10万元, but 奖励上限200万元.
_LIGHT = ("发放", "提供", "安排", "享受", "享有")
# 每年|最高不超过200万元, 每户|最高不超过6000元的补贴
EACH = re.compile(r"(?:每[年月季日户套人家名件个辆次][^，。；、\d]{0,2}|单[户个套人]{1,2})$")
_METRIC = re.compile(
    r"(?:总额|限额|标准|比例|额度|金额|范围|门槛|费用|期限|规模|系数|费率|经费|利率|政策)[^，]{0,6}$"
)
_PART = re.compile(
    r"(?!以|后|左右|作为|用于|进行|并|和|及|由|按|给|等|计|但|且)[^，。；、：（）的\d后]{3,10}(?=[，。；（]|$)"
)
_REGULATES = re.compile(r"补|奖|标准|按")
# 按市场评估价7折|购买代持机构份额
_SOLD = re.compile(
    r"的?(?:价格)?(?:出售|购买|销售|租赁|供应|出租|收取|结算|优惠|执行|支付|出让)[^，。；、：（）后的\d]{0,8}"
)
_DISCOUNT = re.compile(r"(?:按|打|享受?|给予|予以|实行|执行)[^，。；、\d]{0,16}$")


def give(context: Context) -> Reading | None:
    """给予20万元一次性奖励 · 每户奖励5万元 · 返还30%."""
    quantity, left = context.quantity, context.left
    match = _giving(context) if quantity.kind in ("money", "share", "bare") else None
    if match is None:
        return None
    operator = read_operator(left)
    said = match[0][: len(match[0]) - (operator.length if operator is not None else 0)]
    behind = gift_length(context.right)
    if not behind and quantity.kind == "share":
        behind = _part_length(context.right)
    return Reading(
        before=len(left) - _begin(context, match, operator, gift=behind > 0),
        behind=behind,
        op=combine(operator, quantity.after, match[0]),
        metric=context.right[:behind].lstrip("的") or said or match["verb"],
        found_by="target.give",
        strong=True,
        unit=_yuan(context),
    )


def _giving(context: Context) -> re.Match[str] | None:
    """The verb that gives the quantity; 已|缴纳|的增值税|给予|50%: not the first of them."""
    left = context.left
    operator = read_operator(left)
    match = _given().search(left)
    if match is not None and left.startswith("的", match.end("verb")):
        match = _given().search(left, match.end("verb"))
        if match and match.end("verb") < len(left) and match["verb"] not in ("给予", "予以"):
            return None
    if match is None or _names_metric(left[match.end("verb") :], operator):
        return None
    if match["verb"] == "加计" and left[match.end("verb") :]:
        return None  # 加计扣除比例提高到100%
    if match["verb"] == "负担" and (context.quantity.kind != "share" or "减轻" in left):
        return None  # 减轻企业负担5000亿元
    return match


def _yuan(context: Context) -> str | None:
    """奖励20万: a bare sum is money."""
    return "元" if context.quantity.kind == "bare" else None


def _names_metric(between: str, operator: Operator | None) -> bool:
    """补贴|标准提高至, 提供|利率上限不超过, 提供|的材料减少: the verb belongs to a metric."""
    if between.startswith("的") or between == "至":
        return True  # 年化担保费率分别补贴|至2.5%
    if operator is not None and len(between) == operator.length and between.endswith(("至", "到")):
        return not operator.weak  # 种粮大户补助|提高至100元/亩
    return operator is not None and bool(_METRIC.match(between[: len(between) - operator.length]))


def _part_length(right: str) -> int:
    """Length of what the share is one of: 缴纳50%|土地成交价款."""
    part = _PART.match(right)
    return part.end() if part is not None else 0


def _begin(context: Context, match: re.Match[str], operator: Operator | None, *, gift: bool) -> int:
    """Where the target begins in ``left``: at the bound, the unit or the verb."""
    left = context.left
    if context.quantity.kind == "share" and _SHARE_OF.match(left):
        return 0
    per = _PER.search(left)
    if per is not None and per.start() >= match.end("verb"):
        return per.start()  # 给予见习单位|每人每月1000元
    if operator is not None and operator.op in ("<=", ">="):
        start = len(left) - operator.length
        light = start == match.end("verb") and match["verb"] in _LIGHT
        plain = context.right.startswith("的") or left.startswith("不", start)
        if light or (gift and match["verb"] == "给予" and plain):
            each = EACH.search(left[:start])  # 给予购房人|不低于3万元的购房补贴
            return each.start() if each is not None else start
    if gift and match["verb"] in _PAYS and context.right.startswith("的"):
        paid = _PAID_PART.fullmatch(left, match.end("verb"))
        return match.end("verb") if paid is not None else match.start()
    cut = metric_start(left)
    if match["verb"] == "承担" and _BEARS.fullmatch(left[cut : match.start()]):
        return cut
    near = match.start() - cut <= 8 and match[0].startswith("最高")
    return cut if near and cut < match.start() else match.start()  # 二孩家庭|最高补贴20万元


@cache
def _given() -> re.Pattern[str]:
    return re.compile(
        rf"{_PREFIX}{{0,4}}(?<![所])(?P<verb>{any_of('give_verb')}|[奖补](?=$))"
        rf"(?:(?:(?:20\d\d年度?的?)?\d{{1,2}}月份?|20\d\d年度?)(?=[^\d]{{1,8}}$))?"
        r"(?:[^，。；、：“”\d（）]|（[^（），。；\d]{1,7}）){0,14}$"
    )


def each(context: Context) -> Reading | None:
    """安定区、陇西县各50个."""
    quantity, left = context.quantity, context.left
    if quantity.kind != "count" or not left.endswith("各") or context.right:
        return None
    return Reading(1, 0, combine(None, quantity.after, ""), None, "target.each", strong=True)


def per_unit(context: Context) -> Reading | None:
    """每人每天300元给予补助 · 每户10万元."""
    quantity, left = context.quantity, context.left
    match = _PER.search(left) if quantity.kind in ("money", "share") else None
    if match is None:
        return None
    bound = read_operator(left[: match.start()])
    if bound is not None and not bound.weak:
        return None
    behind = gift_length(context.right)
    standard = _STANDARD.match(context.right)
    if standard is not None and behind > 16:
        behind = standard.end()  # 按每人200元标准|一次性给予企业岗前技能培训补贴
    chained = _NEXT_CLASS.match(context.right) is not None
    if not (behind or chained) and context.right and not _REGULATES.search(context.clause):
        return None
    begin = _begin_per_unit(left, match.start(), plain=not behind, chained=chained)
    metric = left[begin : match.start()] if begin < match.start() else ""
    metric = (metric or context.right[:behind] or match[0]).lstrip("的")
    op = combine(None, quantity.after, left)
    promised = quantity.after is None  # 单户担保金额500万元以上的 is a condition
    return Reading(len(left) - begin, behind, op, metric, "target.per_unit", strong=promised)


def _begin_per_unit(left: str, per: int, *, plain: bool, chained: bool) -> int:
    """Where the target begins: 补助标准为|每人每月1500元, 二孩家庭|每套3万元."""
    cut = metric_start(left[:per])
    named = left[cut:per]
    if _RATED.search(named) and is_rate(named[:-1]):
        return cut
    of_class = _OF_CLASS.fullmatch(named) or (chained and len(named) <= 8)
    return cut if plain and of_class else per


def _is_paid(context: Context) -> bool:
    """Whether the words behind pay it: 按照3万元的标准，|给予一次性购房补贴."""
    if _PAID.search(context.right):
        return True
    return context.clause.endswith("标准") and _PAID.search(context.tail, 0, 12) is not None


def by_grade(context: Context) -> Reading | None:
    """按照博士毕业生10万元的标准给予购房补贴 · 按3万元计算."""
    quantity, left = context.quantity, context.left
    match = _BY_GRADE.search(left) if quantity.kind == "money" else None
    if match is None or not _is_paid(context):
        return None
    limit = read_operator(re.sub(r"每[^每]{1,2}每?[^每]?$", "", left))  # 不超过每人每天100元
    limit = limit if limit is not None and limit.op in ("<=", ">=") else None
    bound = _BOUNDED_GRADE.match(match["grade"])  # 按照|不超过建筑面积1200元/平方米给予补贴
    limit = limit or (read_operator(bound[0]) if bound is not None else None)
    op = combine(limit, quantity.after, left)
    reckoned = _RECKONED.match(context.right)
    behind = max(gift_length(context.right), reckoned.end() if reckoned is not None else 0)
    if (not gift_length(context.right)) and is_rate(
        left[metric_start(left[: match.start()]) : match.start()]
    ):
        return None  # 最高贷款额度|按照80万元核定
    metric = match["grade"] or context.right[:behind]
    return Reading(len(left) - match.start(), behind, op, metric, "target.by_grade", strong=True)


# 最高贷款额度为|双缴存职工|96万元
_RATE_OF_CLASS = re.compile(
    r"(?P<rate>[^，。；：\d]{2,24}(?:额度|限额|标准|上限|金额))"
    r"(?P<former>[：由从][^，。；：]{0,60}\d[^，。；：\d]{0,12})?(?:分别|统一|均|再)*"
    r"(?:为|是|：|[提调上下恢][高整调复升][到至为])"
    r"(?P<class>(?!每|人民币|不|单笔|原则|现行)[^，。；、：\d的]{2,8}?)按?$"
)


@cache
def _rate_then_class() -> re.Pattern[str]:
    """最高额度|单身职工|为60万元."""
    return re.compile(
        r"(?P<rate>[^，。；：\d]{2,16}(?:额度|限额|标准|上限|金额))"
        rf"(?P<class>[^，。；、：的为\d]{{0,8}}{any_of('holder')})为$"
    )


def rate_of_class(context: Context) -> Reading | None:
    """最高贷款额度为双缴存职工96万元: the class stands between the rate and its value."""
    if context.quantity.kind not in ("money", "bare"):
        return None
    match = _RATE_OF_CLASS.search(context.left) or _rate_then_class().search(context.left)
    if match is None or read_operator(match["class"]) is not None:
        return None
    cut = metric_start(match["rate"])
    op = combine(None, context.quantity.after, match["rate"])
    before = len(context.left) - match.start() - cut
    metric = match["rate"][cut:]
    return Reading(before, 0, op, metric, "target.rate_of_class", unit=_yuan(context))


def discount(context: Context) -> Reading | None:
    """按评估价的7折 · 享受8折优惠 · 打9.5折."""
    quantity, left = context.quantity, context.left
    if quantity.unit != "折":
        return None
    match = _DISCOUNT.search(left)
    before = len(left) - match.start() if match is not None else 0
    sold = _SOLD.match(context.right)
    behind = sold.end() if sold is not None and before else gift_length(context.right)
    op = combine(read_operator(left), quantity.after, left)
    metric = context.right[:behind]
    return Reading(before, behind, op, metric, "target.discount", strong=True)


# 执行|20%最低首付比例, 统一执行|60万元的贷款额度上限
_EXECUTED = re.compile(
    r"(?:执行|实行|落实|恢复)(?:[^，。；、的\d]{0,6}(?=最低|最高))?(?:最低|最高|不低于|不高于|不超过)?$"
)
_EXECUTED_RATE = re.compile(
    r"的?[^，。；、：（）\d的]{0,14}?(?:额度上限|最高限额|首付款?比例|税率|费率|利率|比例|限额|上限|额度|标准)"
)


def executed(context: Context) -> Reading | None:
    """执行20%最低首付比例 · 落实首套住房最低20%首付比例: the rate stands behind its value."""
    quantity, left = context.quantity, context.left
    rate = _EXECUTED_RATE.match(context.right) if quantity.kind in ("share", "money") else None
    said = _EXECUTED.search(left)
    if rate is None or said is None:
        return None
    bound = read_operator(left)
    bound = bound if bound is not None and bound.op in (">=", "<=") else None
    op = combine(bound, quantity.after, rate[0])
    before = bound.length if bound is not None else 0
    share = quantity.kind == "share" and context.right.startswith("的")
    if share and left.endswith("执行"):
        before = 2  # 执行30%的首付比例
    metric = rate[0].lstrip("的")
    return Reading(before, rate.end(), op, metric, "target.executed", strong=True)


_CHARGE = re.compile(r"[^，。；、：的\d给予收]{2,4}(?:费|税|租金)$")
_REDUCED = re.compile(r"的?(?:优惠|减免|折扣)")
_RECEIVED = ("申请", "领取", "获得", "价值", "面值")


def noun_behind(context: Context) -> Reading | None:
    """25%的贴息支持 · 20%的税率: the noun behind promises the quantity."""
    quantity, left = context.quantity, context.left
    behind = gift_length(context.right) if quantity.kind in ("money", "share") else 0
    charge = _CHARGE.search(left) if quantity.kind == "share" else None
    reduced = _REDUCED.match(context.right)
    if charge is not None and reduced is not None:  # 车辆通行费30%优惠
        before = len(charge[0])
        return Reading(before, reduced.end(), "-", charge[0], "target.reduced", strong=True)
    if not behind or (len(left) > 12 and not left.endswith(_RECEIVED)):
        return None
    op = combine(read_operator(left), quantity.after, left)
    return Reading(0, behind, op, context.right[:behind], "target.noun")
