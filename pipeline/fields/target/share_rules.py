"""Shares of something that is named, and values that close their clause."""

from __future__ import annotations

import re
from functools import cache

from pipeline.fields.target.context import Context, metric_start
from pipeline.fields.target.cues import alternation, any_of, cue_words
from pipeline.fields.target.nouns import attributive_gift_length, gift_length, is_rate
from pipeline.fields.target.operators import combine, read_operator
from pipeline.fields.target.reading import Reading

# Behind a share: what it is used for. 按照减免租金的10%|给予补助, 减按50%|征收.
_USED = re.compile(
    r"(?:的?(?:标准|比例|税率|费率|优惠税率|征收率|预征率|贴息率|额度))?"
    r"(?:(?:再行?|一次性)?(?:给予|予以)(?:补助|补贴|奖励|返还|贴息|支持|资助)|进行贴息|计收|缴纳|征收|减征|计入应纳税所得额"
    r"|计征|计算|补助|补贴|返还|奖励|贴息|承担|负担|抵扣|抵免|折算|(?:予以)?(?:留存|预留)|追加|交纳|预缴"
    r"|在税前(?:加计扣除|摊销|扣除)|预付|拨付"
    r"|缴存|收取|支付|执行|提取|核定|扣除|发放补[助贴])"
    # 按20%的税率缴纳|企业所得税; not 征收|资源税、房产税
    r"(?:(?<=缴纳|预缴|补贴|补助|奖励|征收|收取)[^，。；、：（）的后\d]{1,8}(?=[，。；（]|$))?"
)
# 按研发投入、产品试制费用的15%, 最高补贴商标注册、专利申请等费用的70%
_BASE = re.compile(
    r"(?:(?:按照?|减按|参照|采取(?=[^、按]{2,8}$)|(?<![予可加难足所得])以)(?P<base>(?:(?!按(?!揭))[^，。；：“”\d]|(?:19|20)\d\d年度?){0,40})"
    r"|(?:补贴|补助|返还|奖励|资助)(?P<spent>[^，。；：“”\d]{6,36}的))$"
)
# 按照设备购置额10%|给予最高500万元补助, 采取出让总价30%、40%|等不同比例缴纳
_GIVEN_NEXT = re.compile(
    r"(?:等(?:不同)?)?的?(?:标准|比例)?(?:分别)?(?:给予|予以|享受|一次性|缴纳|奖励|补[助贴]|申请|计提|收取)"
)
_BASE_END = re.compile(
    r"(?:LPR[减加]|利率[减加]|的|额|款|费|数|本|价|租金|同期|相当于|面积|金|量|值|利率|价格)$"
)
_BRACKETED = re.compile(
    r"(?<=获得|给予|享受|发放|补贴|补助|返还|奖励|按照)(?P<base>[^，。；：（）]{2,16})（[^（）]{2,60}）(?:的?总额)?的?$"
)
_WHOLE = re.compile(r"全?(?:覆盖|落实|到位|完成|达标)")
_ALL = re.compile(r"(?!的|以)[^，。；、：（）的\d]{2,10}(?=[，。；]|$)")  # 废旧放射源100%|安全收贮
# These are part of the base more often than bounds: 出让最低价的20%, 贷款最高限额的1.5倍.
_SUPERLATIVES = {"最低", "最高", "最少", "最多", "最大", "最长", "上限", "限额", "至少", "超"}


def used_length(right: str) -> int:
    """Length of the words behind a share that say what it is used for."""
    used = _USED.match(right)
    return used.end() if used is not None else 0


def of_bound(context: Context) -> Reading | None:
    """不低于采购金额的30% · 不超过建设单位安装成本50% · 不得高于账户余额之和的10倍."""
    quantity, left = context.quantity, context.left
    match = _bounded_base().search(left) if quantity.kind in ("share", "months") else None
    if match is None or not _is_base(left) or match["base"].count("）") > match["base"].count("（"):
        return None
    begin, behind = metric_start(left[: match.start()]), 0
    swing = left.find("上下浮动", begin, match.start())
    begin = max(begin, swing)
    set_off = re.search(r"(?:给予|予以|按照?)$", left[: match.start()])
    standard = match["cue"] != "为" and re.fullmatch(r".{0,2}标准", left[begin : match.start()])
    used = used_length(context.right) if set_off is not None else 0
    if not context.right.startswith("的"):
        used = max(used, gift_length(context.right[:6]))
        behind = used if set_off is None else 0
    offered = is_offered(left[: match.start()])
    if used and set_off is not None and set_off[0].startswith("按"):
        begin, behind = set_off.start(), used  # 按照不超过缴费基数的50%补贴企业
    elif offered or set_off is not None or standard or match.start() - begin > 24:
        begin = match.start()
    return Reading(
        before=len(left) - begin,
        behind=behind,
        op=combine(read_operator(match["cue"]), quantity.after, match["cue"]),
        metric=left[begin : match.start()] or match["base"],
        found_by="target.of_bound",
        strong=offered,
    )


# 提供|不低于备案价格85%的优惠房源: who offers it promises it
_OFFERED = re.compile(
    r"(?:提供|申请提取|推出|给予|享受|配建|建设|设置|配置|办理|核发|申领)(?:部分|一定|不少)?$"
)


def is_offered(left: str) -> bool:
    """Tell whether what follows is promised: 继续配建|不少于5%的保障性住房."""
    return _OFFERED.search(left) is not None


def _is_base(left: str) -> bool:
    return bool(_BASE_END.search(left)) or read_operator(left) is None


@cache
def _bounded_base() -> re.Pattern[str]:
    changed = {word for word in cue_words("set_verb") if len(word) > 2 and word[-1] in "至到为"}
    reached = {"可达到", "可达"}
    words = ({*cue_words("at_least"), *cue_words("at_most")} - _SUPERLATIVES) | changed | reached
    return re.compile(
        rf"(?P<cue>{alternation(words)}{{1,2}}|(?<=额度|比例|标准|金额|限额|价格|租金|售价|均价)(?:分别|统一|均)?为)"
        r"(?P<base>(?:[^，。；：“”\d]|“[^“”\d]{1,12}”){1,36})$"
    )


def of_base(context: Context) -> Reading | None:
    """按减免租金的10%给予补助 · 减按50%征收 · 按20%的税率缴纳企业所得税."""
    quantity, left = context.quantity, context.left
    match = _BASE.search(left) if quantity.kind == "share" else None
    if match is None:
        return _bracketed_base(context) if quantity.kind == "share" else None
    base = match["base"] if match["base"] is not None else match["spent"]
    if "方式" in base or "形式" in base:  # 以现房抵押担保方式置换不超过30%
        return None
    if "）" in base and "（" not in base:  # 获得购房款（以合同所载为准）的15%
        return _bracketed_base(context)
    behind = max(used_length(context.right), gift_length(context.right))
    given_next = _GIVEN_NEXT.match(context.behind) is not None
    if not behind and not base.endswith("的") and not (given_next and _BASE_END.search(base)):
        return None
    operator = read_operator(left)
    if operator is not None and (operator.weak or operator.op not in ("<=", ">=")):
        operator = None
    metric = base.rstrip("的") or context.right[:behind]
    op = combine(operator, quantity.after, left[: match.start()])
    begin = _with_rate(left, match.start()) if behind else match.start()
    examples = base.rfind("等") + 1
    if len(base) > 16 and 0 < examples < len(base) - 3:
        begin = match.end() - len(base) + examples  # 按照购置仪器、软件等|实际投资的30%
    return Reading(len(left) - begin, behind, op, metric, "target.of_base", strong=True)


_FOR_RATE = re.compile(r"(?:对|将)(?P<rate>[^，。；对将的]{3,14})$")


def _with_rate(left: str, place: int) -> int:
    """Where the target begins: 竞买保证金|按出让最低价的20%缴纳."""
    cut = metric_start(left[:place])
    party = _FOR_RATE.search(left[:place])
    if party is not None and is_rate(party["rate"]):
        return party.start("rate")  # 鼓励金融机构对|首套房贷款最低首付比例|按照20%执行
    return cut if is_rate(left[cut:place]) and 2 <= place - cut <= 14 else place


def _bracketed_base(context: Context) -> Reading | None:
    """可获得|购房款（以网签合同所载为准）的15%."""
    left = context.left
    match = _BRACKETED.search(left)
    if match is None:
        return None
    op = combine(None, context.quantity.after, "")
    behind = 0 if context.right.startswith("的") else gift_length(context.right)
    before = len(left) - match.start()
    return Reading(before, behind, op, match["base"], "target.of_base", strong=True)


def whole_share(context: Context) -> Reading | None:
    """环境监管和服务100%全覆盖."""
    quantity, left = context.quantity, context.left
    claim = _WHOLE.match(context.right) if quantity.kind == "share" else None
    if claim is None and quantity.unit == "%" and quantity.value == 100 and left[-1:] != "的":
        claim = _ALL.match(context.right) if read_operator(left) is None else None
    cut = metric_start(left)
    cut += re.match(r"以(?![上下内])", left[cut:]) is not None  # 以|医疗机构100%全覆盖为目标
    if claim is None or not 2 <= len(left) - cut <= 24:
        return None
    op = combine(read_operator(left), quantity.after, "")
    return Reading(len(left) - cut, claim.end(), op, left[cut:], "target.whole_share")


# 确保|全市13万亩设施蔬菜稳定运行, 实现|纳税人90%以上事项网上办理
_PROMISED = re.compile(r"^[^，]{0,10}?(?:确保|实现|力争|保证)(?P<scope>[^，。；、：\d]{0,14})$")
_OUTCOME = re.compile(
    r"(?!以[上下内])(?:[^，。；：（）\d]|（[^（）\d]{1,8}）(?=[^，。；])){4,30}(?=[，。；]|$)"
)
# 省市县各级|100个高频事项实现“最多跑一次”
_REACHED = re.compile(
    r"[^，。；、：（）的\d]{2,14}?(?:全部|全面|基本)?(?:实现|达到|纳入|建成|投产|开工|竣工|完成)"
    r"[^，。；、了]{0,14}(?=[，。；]|$)"
)


def outcome(context: Context) -> Reading | None:
    """确保全市13万亩设施蔬菜稳定运行 · 各级100个高频事项实现“最多跑一次”."""
    quantity, left = context.quantity, context.left
    if quantity.kind not in ("share", "count", "size", "bare") or not quantity.arabic:
        return None
    promised = _PROMISED.match(left)
    claim = (_OUTCOME if promised is not None else _REACHED).match(context.right)
    if claim is None or (promised is None and quantity.kind != "count"):
        return None
    before = len(promised["scope"]) if promised is not None else len(left) - metric_start(left)
    if before > 14:
        return None
    op = combine(None, quantity.after, "")
    return Reading(before, claim.end(), op, claim[0], "target.outcome", strong=True)


_SHARE_CLAIM = re.compile(
    r"的?[^，。；、]{2,20}(?:得到|实现|达到|完成|建成|建立|配备|开展|纳入|通过|享有|具备|使用|普及)"
    r"[^，。；、]{0,12}"
)


def share_first(context: Context) -> Reading | None:
    """90%以上的村庄生活垃圾得到治理: the share opens its clause."""
    quantity, left = context.quantity, context.left
    if quantity.kind != "share" or metric_start(left) < len(left):
        return None
    claim = _SHARE_CLAIM.match(context.right)
    if claim is None:
        return None
    op = combine(None, quantity.after, "")
    metric = claim[0].lstrip("的")
    return Reading(0, claim.end(), op, metric, "target.share_first", strong=True)


_CLOSED = re.compile(r"[、和及并（\s]|的?(?:规定|要求|政策)$")
_MADE = re.compile(r"(?:产量|产能|储备量|接待量|投放量|总量)$")


def value_after(context: Context) -> Reading | None:
    """完成率90%以上 · 费率1% · 产量820亿斤以上: the quantity closes the clause of its metric."""
    quantity, left = context.quantity, context.left
    if quantity.kind not in ("share", "money", "count", "size") or not _is_closed(context.right):
        return None
    if quantity.kind == "size" and context.right.startswith("的"):
        return None  # 面积90平方米以下|的全额补贴
    cut = metric_start(left)
    by = re.search(r"按照?[^按]*$", left[cut:])
    if by is not None:
        cut += by.start()
    moved = _moved().search(left, cut)
    if moved is not None:
        cut = moved.start()
    metric = left[cut:]
    if quantity.kind == "size" and metric.startswith("按"):
        return None  # 按建筑面积144平方米以上分开
    if len(metric) < 2 or not _fits(context, is_rate(metric)):
        return None
    operator = read_operator(moved[0]) if moved is not None else read_operator(left)
    op = combine(operator, quantity.after, metric)
    return Reading(len(metric), 0, op, metric, "target.value_after")


def _is_closed(right: str) -> bool:
    if not right or _CLOSED.match(right) is not None:
        return True
    return bool(attributive_gift_length(right))


@cache
def _moved() -> re.Pattern[str]:
    """降低|综合费率0.5个百分点: the direction stands before the metric."""
    return re.compile(rf"{any_of('up_verb', 'down_verb')}(?=[^，。；、的]{{2,12}}$)")


@cache
def _graded() -> re.Pattern[str]:
    """B类人才|150万元: nothing but a group of people and its sum."""
    return re.compile(rf"^[^，。；的]{{1,8}}{any_of('holder')}[0-9.]+[万亿]?元$")


# 大专（高级工）8万元，|本科（技师）12万元，|博士40万元: one of a chain
_GRADE = (
    r"[^，。；的\d]{0,8}(?:博士|硕士|研究生|本科|大专|专科|中专|技师|[高中初]级工?|[A-H一二三四五六]类|[国省市县区]级"
    r"|[一二三]等奖?|[一二三多]孩)[^，。；的\d]{0,6}"
)
_IN_CHAIN = re.compile(rf"，{_GRADE}[0-9.]+[万亿]?元(?:[，。；]|$)")
_CHAINED = re.compile(rf"[，：]?{_GRADE}[0-9.]+[万亿]?元，$")
_OF_GRADE = re.compile(rf"{_GRADE}[0-9.]+[万亿]?元")


def _is_graded(context: Context) -> bool:
    """Whether a clause holds nothing but a group of people and its sum."""
    if _graded().search(context.clause):
        return True
    neighbours = _IN_CHAIN.match(context.tail) or _CHAINED.search(context.head)
    return neighbours is not None and _OF_GRADE.fullmatch(context.clause) is not None


def _fits(context: Context, rate: bool) -> bool:
    """Sums and shares fit behind a rate, or with 以上; counts need both."""
    after = context.quantity.after is not None
    if context.quantity.kind == "money" and not context.right and _is_graded(context):
        return True
    if context.quantity.kind in ("share", "money"):
        return after or rate
    made = bool(_MADE.search(context.left))
    return context.quantity.kind in ("count", "size") and rate and (after or made)
