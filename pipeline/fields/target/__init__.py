"""Find the targets of a text: quantities and absolute claims that a measure can be held to.

``quantity`` finds numbers with units, ``context`` what stands around them, ``rules`` says which
shapes are targets, ``reject`` which are none in spite of their shape, ``absolute`` finds claims
without a number.
"""

from __future__ import annotations

import re

from pipeline.fields.target.absolute import find_absolutes
from pipeline.fields.target.context import Clauses, Context
from pipeline.fields.target.quantity import Quantity, find_quantities
from pipeline.fields.target.reject import is_condition, is_no_target
from pipeline.fields.target.rules import Reading, read_target
from pipeline.schema import Target

__all__ = ["find_targets"]

_SEPARATOR = re.compile(r"\s?(?:[、和及与或]|以及|、?分别|各)?\s?")
_BETWEEN = re.compile(r"[、和及与或]|以及|[、]?各")
_FROM = re.compile(r"(?:由|从|自)(?:[^，。；]{0,8})$")
_CHANGED = re.compile(
    r"(?:的?标准|左右|以上)?[、，]?(?:分别|统一|逐步|再|进一步)?"
    r"(?:提|增|降|下调|上调|调|压|延长|缩短|扩大|减|上升|放宽|至|到|上浮|变更|扩|优化)"
)


def find_targets(text: str) -> list[Target]:
    """Find targets in a clean text, a document or a sentence.

    Spans are clean offsets, sorted, disjoint, and never reach over 。；or a line end.
    """
    clauses = Clauses(text)
    found = [*_quantified(clauses), *find_absolutes(clauses)]
    return _disjoint(found)


def _quantified(clauses: Clauses) -> list[Target]:
    quantities = list(find_quantities(clauses.text))
    found: list[Target] = []
    after = 0
    previous: Target | None = None
    for index, quantity in enumerate(quantities):
        if _is_start_value(clauses.text, quantity):
            continue
        if previous is not None and _continues(clauses.text, previous, quantity):
            target: Target | None = _listed(previous, quantity)
        elif index and _follows(clauses.text, quantities[index - 1], quantity) and previous is None:
            target = None
        else:
            target = _read(clauses, quantity, after=after, list_end=_list_end(clauses.text, quantities, index))
        after = max(quantity.end, target.end if target else 0)
        previous = target
        if target is not None:
            found.append(target)
    return found


def _is_start_value(text: str, quantity: Quantity) -> bool:
    """由44%提高至60%: the first value is what was."""
    before = text[max(0, quantity.start - 10) : quantity.start]
    return bool(_FROM.search(before)) and bool(_CHANGED.match(text, quantity.end))


def _follows(text: str, before: Quantity, quantity: Quantity) -> bool:
    between = text[before.end : quantity.start]
    return before.kind == quantity.kind and bool(_BETWEEN.fullmatch(between))


def _list_end(text: str, quantities: list[Quantity], index: int) -> int:
    end = quantities[index].end
    for before, quantity in zip(quantities[index:], quantities[index + 1 :], strict=False):
        if not _follows(text, before, quantity):
            break
        end = quantity.end
    return end


def _continues(text: str, previous: Target, quantity: Quantity) -> bool:
    between = text[previous.end : quantity.start]
    return len(between) <= 4 and bool(_BETWEEN.fullmatch(between.strip()))


def _listed(previous: Target, quantity: Quantity) -> Target:
    """奖励20万元、10万元: the later values share the metric of the first (Q31)."""
    return Target(
        quantity.start,
        quantity.end,
        quantity.after or previous.op,
        "target.list",
        metric=previous.metric,
        value=quantity.value,
        value_max=quantity.value_max,
        unit=quantity.unit or previous.unit,
    )


def _read(clauses: Clauses, quantity: Quantity, *, after: int, list_end: int) -> Target | None:
    context = clauses.context(quantity, after=after, list_end=list_end)
    if is_no_target(context):
        return None
    reading = read_target(context)
    if reading is None or is_condition(context, strong=reading.strong):
        return None
    return _target(context, reading)


def _target(context: Context, reading: Reading) -> Target:
    quantity = context.quantity
    start = quantity.start - reading.before
    end = quantity.end + reading.behind
    return Target(
        start,
        end,
        reading.op,
        reading.found_by,
        metric=(reading.metric or "").strip("的、 ") or None,
        value=quantity.value,
        value_max=quantity.value_max,
        unit=quantity.unit or reading.unit,
    )


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
