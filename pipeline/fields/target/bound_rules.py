"""Quantities behind words that bound, set or move a value."""

from __future__ import annotations

import re
from functools import cache
from itertools import takewhile

from pipeline.fields.target.context import Context, metric_start
from pipeline.fields.target.cues import any_of
from pipeline.fields.target.give_rules import EACH
from pipeline.fields.target.nouns import attributive_gift_length, is_rate, noun_length
from pipeline.fields.target.operators import Operator, combine, read_operator
from pipeline.fields.target.reading import Reading
from pipeline.fields.target.share_rules import is_offered, used_length
from pipeline.schema import Op

_MONTHS_OF = re.compile(
    r"(?:不等)?的?[^，。；、（）的]{0,14}?(?:保险金|保险费|租金|房租|费用|费|工资|租|金额?|标准)"
    r"(?:稳岗返还|补贴|补助)?"
)
# 发放6个月, 设立6个月的费用缓缴期: terms, which are deadlines (Q7).
_TERM = re.compile(r"(?:发放|领取|期限|享受|缓缴|延长|延期|申领|为期|时间|期为)[^，。；]{0,6}$")
_PAID_IN = re.compile(r"缴纳|缴存|参保")
_TERM_BEHIND = re.compile(r"缓缴|延期|期")
_RELIEVED = re.compile(r"(?:全部|全额|予以)?(?:免收|减免|免除|免缴|免交|全免)")  # 1个月房租|免收
# 免除旧房|3个月租金
_RELIEVING = re.compile(r"(?:免收|免除|减免|免缴|免交|减收)[^，。；、\d]{0,4}$")
_RELIEF = re.compile(r"减免|免收|免除|免缴|减收|租金|房租|免交|免")
_YEARS_OF = re.compile(r"房龄|贷款年限|使用年限|之和")
_CONTRIBUTION = re.compile(
    r"缴存(?:时限|时间|年限|期限)|缴费年限|居住年限|(?:免征|征免)年限|间隔(?:时间|期限)?|社保(?:缴纳)?(?:年限|时间|时限)"
)


# 需承诺在企业|服务满5年: a length that is required, not a term for doing something (Q28).
_SERVED = re.compile(
    r"(?:需|须|应|必须|承诺|要求|调整为|放宽[至为])[^，。；]{0,14}?"
    r"(?P<service>(?:服务|工作|居住|缴存|缴纳|经营|持有|运营)(?:时间|年限|期限|期)?(?:须|应|需|必须)?)"
    r"(?:满|不少于|不低于|不短于|至少)$"
)


# 5年内未提取公积金的|再上浮10%
_OTHER_CASE = re.compile(r"的(?:再|可|均可?|分别)$")
# 引进的|高层次人才等可|提高20%
_AND_OTHERS = re.compile(r"(?:人才|企业|家庭|人员|职工|群体)等(?:均?可)?$|^等(?:均?可)?$")


@cache
def _party_end() -> re.Pattern[str]:
    return re.compile(rf"的[^，。；、的]{{0,6}}{any_of('holder')}等?(?:均?可)?$")


@cache
def _holder() -> re.Pattern[str]:
    return re.compile(r"的[^，。；、的]{0,8}(?:企业|人员|家庭|项目|职工|单位)(?=[^，。；、]{3,})")


def bound(context: Context) -> Reading | None:
    """担保费率不超过1% · 预付款比例由30%提高至50% · 最高不超过500万元."""
    quantity, left = context.quantity, context.left
    operator = read_operator(left)
    if operator is None or quantity.kind in ("months", "years"):
        return None
    cut = metric_start(left, keep=operator.length)
    if left.startswith("以", cut) and _MAINLY.match(context.right):
        cut += 1  # 以|建筑面积不超过70平方米|的小户型为主
    cut += _long_attribute(left[cut : len(left) - operator.length])
    cut += _shared_head(left[cut : len(left) - operator.length])
    metric = left[cut : len(left) - operator.length]
    if _OTHER_CASE.search(metric):
        cut, metric = len(left) - operator.length, ""
    if ("的" in metric and _party_end().search(metric)) or _AND_OTHERS.search(
        metric
    ):  # 符合多项条件的购房家庭|最多只能享受两项
        cut, metric = len(left) - operator.length, ""
    if (
        metric in ("对", "对于")
        or metric.endswith(("如", "若"))
        or not _weighs(context, operator, metric)
    ):
        return None
    gift = attributive_gift_length(context.right)
    if gift and _holder().search(context.right, 0, gift):
        gift = 0  # 收入在1000万元以下|的科技型企业“科技贷”损失补偿比例
    if gift and operator.op in (">=", "<="):
        if len(metric) <= 10 and is_rate(metric):
            gift = 0  # 保险额度不低于50万元|的人身意外保险
        else:
            cut = len(left) - operator.length
            cut += len(left[cut:]) - len(re.sub(r"^(?:执行|按照?)", "", left[cut:]))
    cut = _with_each(left, cut, operator)
    said = left[len(left) - operator.length :]
    return Reading(
        before=len(left) - cut,
        behind=max(gift, _object_length(context, operator)),
        op=_faster(combine(operator, quantity.after, metric + said), metric, said),
        metric=metric,
        found_by="target.bound",
        strong=bool(gift) or said.startswith(("最高", "最多")) or is_offered(metric),
    )


def _with_each(left: str, cut: int, operator: Operator) -> int:
    """Where the target begins, with what the bound is for: 每年|最高不超过200万元."""
    each = EACH.search(left[:cut]) if cut >= len(left) - operator.length else None
    return each.start() if each is not None else cut


# 控制|候诊患者间隔1米以上距离 · 保持2米以上距离
_APART = re.compile(
    r"(?:(?<=控制)[^，。；、]{2,8}?|(?:人与人|[座桌工]位|排队)(?:之间)?)?(?:间隔|间距|相隔|相距|距离|保持)"
    r"(?:距离)?(?:不(?:少|小|低)于|大于|至少|在)?$"
)
_DISTANCE = re.compile(r"的?(?:安全|社交)?(?:距离|间隔|间距)")


def distance(context: Context) -> Reading | None:
    """候诊患者间隔1米以上距离 · 保持2米以上距离: how far people keep apart."""
    quantity, left = context.quantity, context.left
    apart = _APART.search(left) if quantity.unit == "米" else None
    noun = _DISTANCE.match(context.right)
    if apart is None or (context.right and noun is None):
        return None
    op = combine(read_operator(left), quantity.after, left)
    behind = noun.end() if noun is not None else 0
    return Reading(len(left) - apart.start(), behind, op, apart[0], "target.distance", strong=True)


def _faster(op: Op, metric: str, said: str) -> Op:
    """办理时间再提速20%: what is done faster takes less time."""
    return "-" if said.endswith("提速") and re.search("时间|时限|周期", metric) else op


def _weighs(context: Context, operator: Operator, metric: str) -> bool:
    """Tell whether 为, 是, 在, 按 are enough: they are for shares and behind a rate."""
    if not operator.weak or context.quantity.kind == "share":
        return True
    if context.quantity.kind == "count" and _NUMBER_OF.search(metric):
        return True
    by_each = context.quantity.kind == "count" or context.left.endswith(("按", "按照"))
    if (
        by_each
        and "/" in (context.quantity.unit or "")
        and len(metric) >= 3
        and _ENDS.match(context.right)
    ):
        return True  # 地下停车位按1.2个/户
    if context.quantity.kind == "size" and not context.right and _SIZE_OF.search(metric):
        return True
    if context.quantity.kind != "money":
        return False
    return is_rate(metric) or _CEILING_IS.search(context.left) is not None


_MAINLY = re.compile(r"的[^，。；、]{1,12}为主")
_CEILING_IS = re.compile(r"(?:额度|限额|上限)(?:仍|均)?[为是]$")  # 贷款最高额度|仍为100万元
_ENDS = re.compile(r"[，。；、或]|(?:的标准)?(?:配[置建]|设置|执行|计算)|$")
_SIZE_OF = re.compile(r"(?:面积|层高|净高|高度|宽度|长度|进深|净宽)$")  # 面积为150平方米左右
_NUMBER_OF = re.compile(r"(?:人数|名额|数量|个数|户数)(?:一般|原则上|应)?$")  # 人数一般为9至15人


_MOVED_RATE = re.compile(
    r"[^，。；、的\d]{0,8}(?:额度|比例|限额|标准|费率|利率)(?=[，。；、（）]|$)"
)
_SERVES = re.compile(r"作为[^，。；、（）]{2,8}(?=[，。；]|$)")  # 上浮10%作为最高限价


def _object_length(context: Context, operator: Operator) -> int:
    if context.quantity.kind == "count":
        return 0 if "/" in (context.quantity.unit or "") else noun_length(context.right)
    if context.quantity.kind == "share" and operator.op in ("+", "-"):
        moved = _MOVED_RATE.match(context.right)  # 提高20%|贷款额度
        if moved is not None:
            return moved.end()
    serves = _SERVES.match(context.right)
    if serves is not None:
        return serves.end()
    return used_length(context.right) if operator.weak else 0


_DIGIT = re.compile(r"\d")
_DIRECTS = re.compile(r"支持|鼓励|推动|引导|采取|落实|推进|允许")


def _long_attribute(metric: str) -> int:
    """Length of the attribute to leave out: 中小微企业中标的货物和服务类项目的|预付款比例."""
    swing = metric.find("上下浮动")
    if swing > 0:
        return swing  # 备案价|上下浮动不得超过15%
    apart = metric.find("分别")
    if len(metric) > 16 and 0 < apart < len(metric) - 3 and metric[apart + 2] not in "由从":
        return apart + 2  # 货物贸易、对外投资和利用外资分别|占比达30%
    listed = metric.rfind("、") + 1
    if len(metric) > 20 and _DIRECTS.match(metric) and is_rate(metric[listed:]):
        return listed  # 支持缴存人购买配售型保障性住房、|最低首付款比例为15%
    cut = metric.rfind("的") + 1
    rest = metric[cut:]
    whole = rest.count("（") == rest.count("）")
    former = metric[:cut].endswith(("原来的", "原有的", "原先的"))  # 由原来的24000元
    named = len(rest) > 3 and not rest.startswith("基础") and not former
    if cut and len(metric) > 16 and named and whole:
        return cut
    return _long_list(metric)


def _long_list(metric: str) -> int:
    """Length of a list too long for a target: 药品再注册收费标准和器械注册、|延续注册收费标准."""
    last = metric.rfind("、") + 1
    rest = metric[last:]
    plain = len(rest) >= 4 and rest.count("（") == rest.count("）")
    return last if len(metric) > 30 and plain and not _DIGIT.search(metric) else 0


def _shared_head(metric: str) -> int:
    """Length to leave out before a head that the parts share: 检定收费、检验项目|收费."""
    *_, first, last = ["", *metric.split("、")]
    pairs = zip(reversed(first), reversed(last), strict=False)
    same = takewhile(lambda pair: pair[0] == pair[1] and "\u4e00" <= pair[0] <= "\u9fff", pairs)
    shared = len(list(same))
    if first[: len(first) - shared][-1:].isdecimal():  # 100万元、60|万元
        return 0
    return len(metric) - shared if shared >= 2 else 0


def months(context: Context) -> Reading | None:
    """免收1个月房租 · 给予3个月的失业保险金稳岗返还 · 减免不超过6个月 (Q7, Q20)."""
    quantity, left = context.quantity, context.left
    if quantity.kind != "months" or _TERM.search(left):
        return None
    if quantity.after == ">=" and _PAID_IN.search(left):
        return None  # 缴纳3个月以上社会保险费的人员
    of_what = _MONTHS_OF.match(context.right)
    relief = _RELIEF.search(left)
    if of_what is None and (relief is None or context.right):
        return None
    behind = of_what.end() if of_what is not None else 0
    if context.right.startswith("减半", behind):
        return None  # 2个月租金减半
    if _TERM_BEHIND.match(context.right, behind):
        return None
    op = combine(read_operator(left), quantity.after, left)
    named = context.right[:behind].lstrip("的")
    relieved = _RELIEVED.match(context.right, behind)
    if relieved is not None:
        op, behind = "-", relieved.end()
    return Reading(
        before=_months_before(left, bare=not behind),
        behind=behind,
        op="-" if relief and op == "=" else op,
        metric=named or (relief[0] if relief else None),
        found_by="target.months",
        strong=True,
    )


def _months_before(left: str, *, bare: bool) -> int:
    """Length of the op before the months; 合计减免 too where nothing stands behind them."""
    operator = read_operator(left)
    if left.endswith(("给予", "予以")):
        return 2
    if operator is None:
        relieving = _RELIEVING.search(left)
        return len(left) - relieving.start() if relieving is not None else 0
    if bare:
        return min(len(left), operator.length + 4)
    return len(re.sub(r"^按照?", "", left[len(left) - operator.length :]))


def term_of_rule(context: Context) -> Reading | None:
    """房龄限制由20年延长至30年 · 缴存时限缩短为6个月: a term that the measure sets (Q28)."""
    quantity, left = context.quantity, context.left
    if quantity.kind not in ("months", "years"):
        return None
    operator = read_operator(left)
    if "<" in left:  # 36个月<缴存时间≤48个月
        return None
    served = _SERVED.search(left)
    if served is not None:
        before = len(left) - served.start("service")
        return Reading(before, 0, ">=", served["service"], "target.term", strong=True)
    if operator is None:
        return None
    of_years = quantity.kind == "years" and _YEARS_OF.search(left)
    if not of_years and not _CONTRIBUTION.search(left):
        return None
    cut = metric_start(left, keep=operator.length)
    metric = left[cut : len(left) - operator.length]
    op: Op = combine(operator, quantity.after, metric)
    if of_years and "延长" in left:
        op = "<="
    return Reading(len(left) - cut, 0, op, metric, "target.term")
