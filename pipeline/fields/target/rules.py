"""The shapes in which a quantity is a target, in order of priority.

A rule looks at a quantity in its context and answers a :class:`Reading` or None. What is no
target in spite of its shape is in ``reject``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from pipeline.fields.target.context import Context, metric_start
from pipeline.fields.target.cues import alternation, any_of, cue_words
from pipeline.fields.target.operators import Operator, combine, read_operator
from pipeline.schema import Op

_NOT_LIST = r"[^，。；、：“”\d]"


@dataclass(frozen=True, slots=True)
class Reading:
    """A rule's answer: how far the span reaches to either side of the quantity.

    ``before`` and ``behind`` count characters; ``strong``: the words promise, so that only plain
    signs of a condition speak against it.
    """

    before: int
    behind: int
    op: Op
    metric: str | None
    found_by: str
    strong: bool = False
    unit: str | None = None


@cache
def _delivered() -> re.Pattern[str]:
    verb = any_of("deliver_verb")
    return re.compile(
        rf"(?P<verb>{verb}+)(?P<between>(?:[^，。；、：\d“”]|[45]G|“[^“”]*”){{0,16}})$"
    )


@cache
def _given() -> re.Pattern[str]:
    prefix = r"(?:单[个家户笔月套项件次][^，。；、\d]{0,6}?|每(?!年|季|月)[^，。；、\d的]{1,5}?|一次性|最高可?以?|额外|再|合计|累计|共)"
    return re.compile(
        rf"(?:{prefix}{{0,4}})(?P<verb>{any_of('give_verb')}"
        rf"|[奖补](?=$))(?P<between>{_NOT_LIST}{{0,14}})$"
    )


@cache
def _giving_noun() -> re.Pattern[str]:
    """的一次性奖补, 配套奖励, 的个人创业担保贷款支持, 给予补助."""
    return re.compile(
        rf"(?:的)?(?:给予|予以|进行|标准)*(?:一次性)?[^，。；、：（）的\d]{{0,12}}?{any_of('give_noun')}{{1,3}}"
    )


_SHARE_USED = re.compile(
    r"(?:的?(?:标准|比例|税率|费率|优惠税率|征收率|额度))?"
    r"(?:给予补[助贴]|给予奖励|给予返还|予以补[助贴]|进行贴息|缴纳|征收|减征|计入应纳税所得额|计征|计算|补助|补贴|返还|奖励|贴息|承担|负担"
    r"|在税前(?:加计扣除|摊销|扣除)|预付|拨付|给予贴息|给予支持|缴存|收取|执行|提取|核定)"
)
_PER = re.compile(
    r"(?:按(?!照))?(?:单[个家户][^，。；、\d]{0,4}|每[^，。；、\d提增降减达超完缴]{1,6}?){1,2}$"
)
_BASE = re.compile(r"(?P<cue>按照?|减按|以)(?P<base>[^，。；、：“”\d]{0,36})$")
_MONTHS_OF = re.compile(
    r"的?[^，。；、（）的]{0,14}?(?:保险金|保险费|租金|房租|费用|费|工资|租|金额?|标准)"
)
_TERM = re.compile(r"(?:发放|领取|期限|享受|缓缴|延长|申领|为期|时间|期为)[^，。；]{0,6}$")
_RELIEF = re.compile(r"减免|免收|免除|免缴|减收|租金|房租|免交|免")
_YEARS_OF = re.compile(r"房龄|贷款年限|使用年限|之和")
_CONTRIBUTION = re.compile(
    r"缴存(?:时限|时间|年限|期限)|缴费年限|居住年限|社保(?:缴纳)?(?:年限|时间|时限)"
)
_CLOSES = re.compile(r"[，。；、和及等以（）\s]|的?(?:年度|目标|任务|投资)|$")
_FUNDED = re.compile(
    r"(?:完成|安排|筹措|筹集|争取|统筹|列支|投入|设立|新增|发放|投放|带动|撬动|实现|采购|引进|落实|签约)$"
)
_NOUN = re.compile(
    r"(?:的)?[^，。；、：！？（）\n“”]{0,30}?(?=作为|用于|并|以上|，|。|；|、|：|（|）|\n|$|！|“|和\d|以及|及其|[，]?进行|达到|参与"
    r"|提供|予以|给予)"
)
_QUALIFIED = re.compile(r"(?:有|具有|具备|拥有)[^，。；]{1,28}?的[^，。；、的]{2,12}")


def deliver(context: Context) -> Reading | None:
    """遴选10个标杆网络 · 新增规上企业40户 · 城镇新增就业900万人以上."""
    quantity, left = context.quantity, context.left
    if quantity.kind not in ("count", "size", "money", "bare"):
        return None
    operator = read_operator(left)
    bounded = operator is not None and operator.op in (">=", "<=", "~")
    core = left[: len(left) - operator.length] if operator and bounded else left
    match = _delivered().search(core)
    if match is None:
        return None
    direct = len(match["between"]) <= 4 or match["between"].endswith("内")
    if quantity.kind == "money" and not _FUNDED.search(match["verb"]):
        return None
    if not quantity.arabic and not re.search(r"[新建增培打遴引创][^，]?$", match["verb"]):
        return None
    behind = noun_length(context) if direct and quantity.kind != "money" else 0
    if not direct and not _CLOSES.match(context.right):
        return None
    cut = metric_start(left)
    begin = min(cut, match.start()) if match.start() - cut <= 6 else match.start()
    if match["between"].endswith("对"):  # 实现对|不少于150个重点平台的监测
        begin = len(core)
    metric = core[begin:] + context.right[:behind]
    op = combine(operator if bounded else None, quantity.after, "")
    strong = quantity.kind in ("count", "size")
    return Reading(len(left) - begin, behind, op, metric, "target.deliver", strong=strong)


def noun_length(context: Context) -> int:
    """Length of the noun behind a count: 10个|标杆网络|作为典型."""
    qualified = _QUALIFIED.match(context.right)
    if qualified is not None:
        return qualified.end()
    noun = _NOUN.match(context.right)
    return noun.end() if noun is not None else 0


def give(context: Context) -> Reading | None:
    """给予20万元一次性奖励 · 每户奖励5万元 · 返还30%."""
    quantity, left = context.quantity, context.left
    if quantity.kind not in ("money", "share", "bare", "months"):
        return None
    if quantity.kind == "months":
        return None
    match = _given().search(left)
    if match is None:
        return None
    operator = read_operator(left)
    noun = _giving_noun().match(context.right)
    behind = noun.end() if noun is not None else 0
    before = len(left) - match.start()
    if quantity.kind == "share" and re.match(
        r"对(?:其|[^，]*(?:投资|费用|支出|部分|金额|额)(?=给予))", left
    ):
        before = len(left)
    op = combine(operator, quantity.after, match[0])
    metric = context.right[:behind].lstrip("的") or match[0][: before - _length(operator)]
    unit = "元" if quantity.kind == "bare" else None
    return Reading(before, behind, op, metric, "target.give", strong=True, unit=unit)


def _length(operator: Operator | None) -> int:
    return operator.length if operator is not None else 0


def per_unit(context: Context) -> Reading | None:
    """每人每天300元给予补助 · 每户10万元 · 各50个."""
    quantity, left = context.quantity, context.left
    if quantity.kind == "count" and re.search(r"各$", left) and not context.right:
        return Reading(1, 0, combine(None, quantity.after, ""), None, "target.each", strong=True)
    match = _PER.search(left)
    if match is None or quantity.kind not in ("money", "share"):
        return None
    noun = _giving_noun().match(context.right)
    if noun is None and context.right and not re.search(r"补|奖|标准|按", context.clause):
        return None
    behind = noun.end() if noun is not None else 0
    metric = (context.right[:behind] or match[0]).lstrip("的")
    op = combine(None, quantity.after, left)
    return Reading(len(match[0]), behind, op, metric, "target.per_unit", strong=True)


def bound(context: Context) -> Reading | None:
    """担保费率不超过1% · 首付比例降至20% · 预付款比例由30%提高至50% · 最高不超过500万元."""
    quantity, left = context.quantity, context.left
    operator = read_operator(left)
    if operator is None or quantity.kind in ("months", "years"):
        return None
    cut = metric_start(left, keep=operator.length)
    metric = left[cut : len(left) - operator.length]
    if metric in ("对", "对于"):
        return None
    cut += _long_attribute(metric)
    metric = left[cut : len(left) - operator.length]
    if operator.weak and not _is_rate(metric) and quantity.kind != "share":
        return None
    if quantity.kind in ("count", "size", "bare") and operator.weak:
        return None
    noun = _giving_noun().match(context.right) if context.right.startswith("的") else None
    if noun is not None and operator.op in (">=", "<="):
        if len(metric) <= 6 and _is_rate(metric):
            noun = None  # 保险额度不低于50万元|的人身意外保险
        else:
            cut = len(left) - operator.length
    used = _SHARE_USED.match(context.right) if operator.weak else None
    counted = noun_length(context) if quantity.kind == "count" else 0
    behind = max(noun.end() if noun else 0, used.end() if used else 0, counted)
    op = combine(operator, quantity.after, metric + left[-operator.length :])
    strong = left[-operator.length :].startswith(("最高", "最多"))
    return Reading(len(left) - cut, behind, op, metric, "target.bound", strong=strong)


def _long_attribute(metric: str) -> int:
    """Length of the attribute to leave out: 中小微企业中标的货物和服务类项目的|预付款比例."""
    cut = metric.rfind("的") + 1
    rest = metric[cut:]
    whole = rest.count("（") == rest.count("）")
    return cut if len(metric) > 14 and len(rest) > 3 and whole else 0


@cache
def _rate_end() -> re.Pattern[str]:
    return re.compile(rf"{any_of('rate_noun')}(?:的|由|从)?$")


def _is_rate(metric: str) -> bool:
    return bool(_rate_end().search(metric))


@cache
def _bounded_base() -> re.Pattern[str]:
    superlatives = ("最低", "最高", "最少", "最多", "最大", "最长", "上限", "限额", "至少", "超")
    words = alternation(
        word for word in (*cue_words("at_least"), *cue_words("at_most")) if word not in superlatives
    )
    return re.compile(rf"(?P<cue>{words})(?:企业)?(?P<base>{_NOT_LIST}{{1,36}})$")


def of_base(context: Context) -> Reading | None:
    """按减免租金的10%给予补助 · 不低于采购金额的30% · 最高可提至上年度缴纳失业保险费的100%."""
    quantity, left = context.quantity, context.left
    if quantity.kind not in ("share", "months"):
        return None
    match = _bounded_base().search(left)
    if match is not None and re.search(
        r"(?:的|额|款|费|数|本|价|租金|同期|相当于|面积|金|量|值|利率)$", left
    ):
        cut = metric_start(left)
        given = left[: match.start()].endswith(("给予", "予以"))
        by = re.search(r"按照?$", left[: match.start()])
        begin = cut if match.start() - cut <= 24 and not (given or by) else match.start()
        operator = read_operator(match["cue"])
        op = combine(operator, None, match["cue"])
        return Reading(
            len(left) - begin,
            0,
            op,
            left[begin : match.start()] or match["base"],
            "target.of_bound",
        )
    match = _BASE.search(left)
    if match is None or quantity.kind == "months":
        return None
    used = _SHARE_USED.match(context.right)
    noun = _giving_noun().match(context.right)
    behind = max(used.end() if used else 0, noun.end() if noun else 0)
    if not behind and not match["base"].endswith("的"):
        return None
    metric = match["base"].rstrip("的") or context.right[:behind]
    operator = read_operator(left)
    bounded = operator is not None and operator.op in ("<=", ">=") and not operator.weak
    op = combine(operator if bounded else None, quantity.after, left)
    return Reading(len(left) - match.start(), behind, op, metric, "target.of_base", strong=True)


def months(context: Context) -> Reading | None:
    """免收1个月房租 · 给予3个月的失业保险金稳岗返还 · 减免不超过6个月."""
    quantity, left = context.quantity, context.left
    if quantity.kind != "months" or _TERM.search(left):
        return None
    operator = read_operator(left)
    of_what = _MONTHS_OF.match(context.right)
    relief = _RELIEF.search(left)
    if of_what is None and not (relief and not context.right):
        return None
    behind = of_what.end() if of_what is not None else 0
    if re.match(r"缓缴|延期|期", context.right[behind:]):
        return None
    before = 0
    op = combine(operator, quantity.after, left)
    if operator is not None:
        before = len(re.sub(r"^按照?", "", left[-operator.length :]))
        if not behind:
            before = min(len(left), operator.length + 4)
    if relief and op == "=":
        op = "-"
    metric = context.right[:behind].lstrip("的") or relief and relief[0] or None
    return Reading(before, behind, op, metric, "target.months", strong=True)


def term_of_rule(context: Context) -> Reading | None:
    """房龄限制由20年延长至30年 · 缴存时限缩短为6个月: a term that the measure sets (Q28)."""
    quantity, left = context.quantity, context.left
    operator = read_operator(left)
    if operator is None or quantity.kind not in ("months", "years"):
        return None
    of_years = quantity.kind == "years" and _YEARS_OF.search(left)
    if not of_years and not _CONTRIBUTION.search(left):
        return None
    cut = metric_start(left, keep=operator.length)
    metric = left[cut : len(left) - operator.length]
    op = "<=" if "延长" in left and of_years else combine(operator, quantity.after, metric)
    return Reading(len(left) - cut, 0, op, metric, "target.term")


def share_after(context: Context) -> Reading | None:
    """覆盖80%以上 · 完成率90%以上 · 费率1%: the quantity closes the clause behind its metric."""
    quantity, left = context.quantity, context.left
    cut = metric_start(left)
    by = re.search(r"按照?[^按]*$", left[cut:])
    if by is not None:
        cut += by.start()
    metric = left[cut:]
    counted = quantity.kind in ("count", "size") and quantity.after is not None
    if quantity.kind not in ("share", "money") and not (counted and _is_rate(metric)):
        return None
    if len(metric) < 2 or (quantity.after is None and not _is_rate(metric)):
        return None
    noun = _giving_noun().match(context.right) if context.right.startswith("的") else None
    if context.right and noun is None and not re.match(r"[、和及（]|\s", context.right):
        return None
    op = combine(read_operator(left), quantity.after, metric)
    return Reading(len(metric), 0, op, metric, "target.share")


def whole_share(context: Context) -> Reading | None:
    """环境监管和服务100%全覆盖."""
    quantity, left = context.quantity, context.left
    claim = re.match(r"全?(?:覆盖|落实|到位|完成|达标)", context.right)
    if quantity.kind != "share" or claim is None:
        return None
    cut = metric_start(left)
    op = combine(read_operator(left), quantity.after, "")
    return Reading(len(left) - cut, claim.end(), op, left[cut:], "target.whole_share")


_DISCOUNT = re.compile(r"(?:按|打|享受?|给予|予以|实行|执行)[^，。；、\d]{0,16}$")


def discount(context: Context) -> Reading | None:
    """按评估价的7折 · 享受8折优惠 · 打9.5折."""
    quantity, left = context.quantity, context.left
    if quantity.unit != "折":
        return None
    match = _DISCOUNT.search(left)
    noun = _giving_noun().match(context.right)
    behind = noun.end() if noun is not None else 0
    before = len(left) - match.start() if match is not None else 0
    op = combine(read_operator(left), quantity.after, left)
    return Reading(
        before, behind, op, context.right[:behind] or None, "target.discount", strong=True
    )


def noun_behind(context: Context) -> Reading | None:
    """25%的贴息支持 · 20%的税率 · 50万元的补助: the noun behind promises the quantity."""
    quantity = context.quantity
    if quantity.kind not in ("money", "share"):
        return None
    noun = _giving_noun().match(context.right)
    if noun is None or len(context.left) > 12:
        return None
    op = combine(read_operator(context.left), quantity.after, context.left)
    metric = noun[0].lstrip("的")
    return Reading(0, noun.end(), op, metric, "target.noun")


RULES: tuple[Callable[[Context], Reading | None], ...] = (
    months,
    term_of_rule,
    of_base,
    give,
    deliver,
    per_unit,
    bound,
    discount,
    whole_share,
    share_after,
    noun_behind,
)
"""First answer wins."""


def read_target(context: Context) -> Reading | None:
    """The reading of the first rule that knows this shape."""
    for rule in RULES:
        reading = rule(context)
        if reading is not None:
            return reading
    return None
