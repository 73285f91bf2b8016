"""Find the targets of a text: quantities and absolute claims that a measure can be held to.

``quantity`` finds numbers with units, ``context`` what stands around them, ``rules`` says which
shapes are targets, ``reject`` which are none in spite of their shape, ``absolute`` finds claims
without a number.
"""

from __future__ import annotations

import re
from functools import cache

from pipeline.fields.target.absolute import find_absolutes
from pipeline.fields.target.context import Clauses, Context
from pipeline.fields.target.counted import find_counted
from pipeline.fields.target.cues import any_of
from pipeline.fields.target.nouns import noun_length
from pipeline.fields.target.operators import read_operator
from pipeline.fields.target.quantity import Quantity, find_quantities
from pipeline.fields.target.reading import Reading
from pipeline.fields.target.reject import is_condition, is_no_target
from pipeline.fields.target.rules import read_target
from pipeline.schema import Target

__all__ = ["find_targets"]

_CONTINUED = re.compile(r"\s?(?:（[^（）]{0,8}）)?(?:[、和及与或]|以及|[、]?各)\s?")
_BETWEEN = re.compile(r"[、和及与或]|以及|[、]?各")
_METRIC_END = re.compile(
    r"(?:(?:由|从)[^，由从]{0,24}\d[^，由从]{0,12}|(?:较|同比|比(?=[^，]{0,6}年))[^，]{1,8}"
    r"|(?:保持|稳定|控制|维持)在|年均"
    r"|分别|统一|均|再|原则上|进一步|力争|总体|一般|相应|可|应|达|共)+$"
)
# 最高贷款额度|在现行标准基础上, 在原可贷额度的基础上
_ON_BASIS = re.compile(r"(?P<what>.*?)(?:可?在)?(?P<base>[^在]{0,24}?)的?基础上")
# 给予专科生2万元、|本科生|4万元; 新建文化场馆20个、|文化广场|200个
_GRADED = re.compile(r"、[^，。；、：\d的]{1,16}")
# 随机抽查4个企业和项目，其中：|2个工业企业，|1个大中型项目
_OF_WHICH = re.compile(r"，其中[：，]?")
_NEXT_OF_WHICH = re.compile(r"(?:（[^（）]{1,12}）)?[，、]")
_PART_NOUN = re.compile(r"[^，。；：（）\n]{2,30}")
_HALVED = re.compile(r"[^，。；、]{0,8}减半")  # 1个月房租免收、|2个月租金减半
_REPLACED = re.compile(r"[^“”。；]{0,40}”[^“”。；]{0,4}(?:修改|调整|修订|变更|改)[为成]")
_BASIS = re.compile(r"的?(?:基础上|前提下)")  # 按50%给予贴息|的基础上
_SUM_LISTS = ("target.give", "target.by_grade", "target.rate_of_class", "target.list")
_COUNT_LISTS = ("target.deliver", "target.list")
_YEARS = re.compile(r"房龄|年限|之和|缴存|缴费|缴纳|居住|服务|工作|经营|持有|运营")
_EACH = re.compile(r"每[^，。；、：\d]{1,4}$")
_FROM = re.compile(r"(?:由|从|自)(?:[^，。；]{0,8})$")
_FORMER = re.compile(r"(?:原有|原来|原先)的[^，。；]*$")  # 原有的按照2万m2|调整为按楼幢
# 最高额度为90万元、|无共同借款人的为|60万元
_OTHERS = re.compile(r"、[^，。；、：\d]{1,14}的为")
_CHANGED = re.compile(
    r"(?:（[^（）]{1,4}）)?(?:的?标准|左右|以上)?[、，]?(?:分别|统一|逐步|再|进一步)?"
    r"(?:提|增|降|下调|上调|调|压|延长|缩短|扩大|减|上升|放宽|恢复|至|到|上浮|变更|改|扩|优化)"
)
# 最低首付款比例40%下调为30%
_CHANGED_TO = re.compile(r"(?:下调|上调|调减|调增|提高|提升|降低|调整|增加|减少|降|增)[为至到]\d")


def find_targets(text: str) -> list[Target]:
    """Find targets in a clean text, a document or a sentence.

    Spans are clean offsets, sorted, disjoint, and never reach over 。；or a line end.
    """
    clauses = Clauses(text)
    found = [*_quantified(clauses), *find_counted(clauses), *find_absolutes(clauses)]
    return _disjoint(found)


def _quantified(clauses: Clauses) -> list[Target]:
    quantities = list(find_quantities(clauses.text))
    found: list[Target] = []
    after = 0
    previous: Target | None = None
    closed = False  # the target before ended with its quantity: 文化场馆20个、
    for index, quantity in enumerate(quantities):
        if _is_start_value(clauses.text, quantity) or _is_divisor(clauses.text, quantity):
            continue
        if quantity.kind == "years" and not _of_years(clauses.text, quantity):
            after, previous = quantity.end, None
            continue
        if previous is not None and _continues(clauses.text, previous, quantity, closed=closed):
            target: Target | None = _listed(clauses, previous, quantity)
        elif index and _follows(clauses.text, quantities[index - 1], quantity) and previous is None:
            target = None
        else:
            target = _read(
                clauses, quantity, after=after, list_end=_list_end(clauses.text, quantities, index)
            )
        after = max(quantity.end, target.end if target else 0)
        previous, closed = target, target is not None and target.end == quantity.end
        if target is not None:
            found.append(target)
    return found


def _is_start_value(text: str, quantity: Quantity) -> bool:
    """由44%提高至60%: the first value is what was."""
    before = text[max(0, quantity.start - 10) : quantity.start]
    if before.endswith("原"):  # 在原1000元/月标准基础上
        return True
    if _FORMER.search(text, max(0, quantity.start - 24), quantity.start):
        return bool(_CHANGED.match(text, quantity.end))
    if _FROM.search(before):
        return bool(_CHANGED.match(text, quantity.end))
    return bool(_CHANGED_TO.match(text, quantity.end))


def _of_years(text: str, quantity: Quantity) -> bool:
    """Tell whether the words before let years be a target; most are terms or conditions."""
    return bool(_YEARS.search(text, max(0, quantity.start - 40), quantity.start))


def _is_divisor(text: str, quantity: Quantity) -> bool:
    """每招用1人700元: the sum is for one."""
    if quantity.value != 1 or quantity.kind != "count":
        return False
    return bool(_EACH.search(text, max(0, quantity.start - 6), quantity.start))


def _follows(text: str, before: Quantity, quantity: Quantity) -> bool:
    between = text[before.end : quantity.start]
    return before.kind == quantity.kind and bool(_BETWEEN.fullmatch(between))


def _list_end(text: str, quantities: list[Quantity], index: int) -> int:
    while index + 1 < len(quantities):
        if not _follows(text, quantities[index], quantities[index + 1]):
            break
        index += 1
    return quantities[index].end


def _continues(text: str, previous: Target, quantity: Quantity, *, closed: bool) -> bool:
    between = text[previous.end : quantity.start]
    if len(between) > 16:
        return False
    if _is_of_which(previous, quantity, between):
        return True
    if quantity.kind == "months" and _HALVED.match(text, quantity.end):
        return False
    if _CONTINUED.fullmatch(between):
        return True
    if quantity.kind == "money" and _OTHERS.fullmatch(between):
        return True
    sums = quantity.kind == "money" and previous.found_by in _SUM_LISTS
    counts = quantity.kind == "count" and closed and previous.found_by in _COUNT_LISTS
    if not (sums or counts) or not _GRADED.fullmatch(between):
        return False
    return read_operator(between) is None and not _promise().search(between)


def _is_of_which(previous: Target, quantity: Quantity, between: str) -> bool:
    if quantity.kind != "count" or quantity.unit != previous.unit or not quantity.arabic:
        return False
    if previous.found_by == "target.of_which":
        return _NEXT_OF_WHICH.fullmatch(between) is not None
    return previous.found_by == "target.deliver" and _OF_WHICH.fullmatch(between) is not None


@cache
def _promise() -> re.Pattern[str]:
    return re.compile(any_of("give_verb", "deliver_verb"))


def _listed(clauses: Clauses, previous: Target, quantity: Quantity) -> Target:
    """奖励20万元、10万元: the later values share the metric of the first (Q31)."""
    start, end = quantity.start, quantity.end
    metric, found_by = previous.metric, "target.list"
    part = _PART_NOUN.match(clauses.text, end)
    if part and _is_of_which(previous, quantity, clauses.text[previous.end : start]):
        end, metric, found_by = part.end(), part[0], "target.of_which"
    elif quantity.kind == "count" and _GRADED.fullmatch(clauses.text, previous.end, start):
        start = previous.end + 1
        metric = clauses.text[start : quantity.start]
    elif quantity.kind == "count":
        context = clauses.context(quantity, after=previous.end, list_end=end)
        noun = context.right[: noun_length(context.right)]
        plain = "的" not in clauses.text[previous.start : previous.end]
        end += len(noun.partition("的")[0]) if plain else len(noun)
        metric = clauses.text[quantity.end : end] or metric
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


def _read(clauses: Clauses, quantity: Quantity, *, after: int, list_end: int) -> Target | None:
    context = clauses.context(quantity, after=after, list_end=list_end)
    if is_no_target(context) or _is_replaced(context):
        return None
    reading = read_target(context)
    if reading is None:
        return None
    attributive = context.behind.startswith("的") and not reading.behind
    if is_condition(context, strong=reading.strong, attributive=attributive):
        return None
    target = _target(clauses.text, context, reading)
    return None if _BASIS.match(clauses.text, target.end) else target


def _is_replaced(context: Context) -> bool:
    """将“不得超过20倍”修改为“…”: the first is what was."""
    return "“" in context.left and _REPLACED.match(context.right) is not None


def _target(text: str, context: Context, reading: Reading) -> Target:
    quantity, times = context.quantity, 1
    unit = quantity.unit or reading.unit
    if unit == "倍" and reading.op == "+":  # 扩大一倍: + 100 %
        times, unit = 100, "%"
    start = quantity.start - reading.before
    if reading.before and text[quantity.start - 1] == " ":
        start -= 1
    end = quantity.end + reading.behind
    if text.startswith("”", end) and text.rfind("“", start, end) > text.rfind("”", start, end):
        end += 1  # 每人500元的“稳岗补贴|”
    return Target(
        start,
        end,
        reading.op,
        reading.found_by,
        metric=_plain_metric(reading.metric or ""),
        value=quantity.value * times,
        value_max=quantity.value_max and quantity.value_max * times,
        unit=unit,
    )


def _plain_metric(metric: str) -> str | None:
    """预留比例由44% → 预留比例; 融资成本较2019年 → 融资成本."""
    plain = _METRIC_END.sub("", metric).strip("的、： ")
    basis = _ON_BASIS.fullmatch(plain)
    if basis is not None:
        plain = basis["what"] if len(basis["what"]) > 1 else basis["base"]
    return plain or None


def _disjoint(found: list[Target]) -> list[Target]:
    """Keep the earlier of two targets that overlap; a quantity beats a claim without one."""
    kept: list[Target] = []
    for target in sorted(found, key=lambda target: (target.start, target.op == "absolute")):
        if kept and target.start < kept[-1].end:
            if kept[-1].op == "absolute" and target.op != "absolute":
                kept[-1] = target
            continue
        kept.append(target)
    return kept
