"""Find the targets of a text: quantities and absolute claims that a measure can be held to.

``quantity`` finds numbers with units, ``context`` what stands around them, ``rules`` says which
shapes are targets, ``reject`` which are none in spite of their shape, ``absolute`` finds claims
without a number.
"""

from __future__ import annotations

import re

from pipeline.fields.target.absolute import find_absolutes
from pipeline.fields.target.context import Clauses, Context
from pipeline.fields.target.counted import find_counted
from pipeline.fields.target.former import former_values
from pipeline.fields.target.lists import continues, listed
from pipeline.fields.target.quantity import Quantity, find_quantities
from pipeline.fields.target.reading import Reading
from pipeline.fields.target.reject import is_condition, is_no_target
from pipeline.fields.target.rules import read_target
from pipeline.schema import Target

__all__ = ["find_targets"]

_BETWEEN = re.compile(r"[、和及与或]|以及|[、]?各")
_METRIC_END = re.compile(
    r"(?:(?:由|从)[^，由从]{0,24}\d[^，由从]{0,12}|(?:较|同比|比(?=[^，]{0,6}年))[^，]{1,8}"
    r"|(?:保持|稳定|控制|维持)在|年均"
    r"|分别|统一|均|再|原则上|进一步|力争|总体|一般|相应|可|应|达|共)+$"
)
# 最高贷款额度|在现行标准基础上, 在原可贷额度的基础上
_ON_BASIS = re.compile(r"(?P<what>.*?)(?:可?在)?(?P<base>[^在]{0,24}?)的?基础上")
_REPLACED = re.compile(
    r"[^“”。；]{0,40}”[^“”。；]{0,4}"
    r"(?:修改|调整|修订|变更|改|提高|提升|降低|下调|上调|放宽|延长|增加|扩大|缩短)[为成至到]"
)
_BASIS = re.compile(r"的?(?:基础上|前提下)")  # 按50%给予贴息|的基础上
_YEARS = re.compile(r"房龄|年限|之和|缴存|缴费|缴纳|居住|服务|工作|经营|持有|运营")
_EACH = re.compile(r"每[^，。；、：\d]{1,4}$")


def find_targets(text: str) -> list[Target]:
    """Find targets in a clean text, a document or a sentence.

    Spans are clean offsets, sorted, disjoint, and never reach over 。；or a line end.
    """
    clauses = Clauses(text)
    found = [*_quantified(clauses), *find_counted(clauses), *find_absolutes(clauses)]
    return _disjoint(found)


def _quantified(clauses: Clauses) -> list[Target]:
    quantities = list(find_quantities(clauses.text))
    former = former_values(clauses.text, quantities)
    found: list[Target] = []
    after = 0
    previous: Target | None = None
    head: Target | None = None  # what opened the list that ``previous`` belongs to
    closed = False  # the target before ended with its quantity: 文化场馆20个、
    for index, quantity in enumerate(quantities):
        if index in former or _is_divisor(clauses.text, quantity):
            continue
        if quantity.kind == "years" and not _of_years(clauses.text, quantity):
            after, previous = quantity.end, None
            continue
        target: Target | None = None
        if (
            previous
            and head
            and continues(clauses.text, previous, quantity, head=head, closed=closed)
        ):
            target = listed(clauses, previous, quantity, head=head, closed=closed)
        elif previous or not index or not _follows(clauses.text, quantities[index - 1], quantity):
            target = head = _read(
                clauses, quantity, after=after, list_end=_list_end(clauses.text, quantities, index)
            )
        after = max(quantity.end, target.end if target else 0)
        previous, closed = target, target is not None and target.end == quantity.end
        if target is not None:
            found.append(target)
    return found


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
