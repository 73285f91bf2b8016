"""Read the words before a quantity that say how it is meant: 不超过, 提高到, 下降."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.fields.target.cues import any_of, cue_words
from pipeline.schema import Op

_KINDS = ("at_least", "at_most", "set_verb", "up_verb", "down_verb", "about")
_OPS: dict[str, Op] = {
    "at_least": ">=",
    "at_most": "<=",
    "set_verb": "=",
    "up_verb": "+",
    "down_verb": "-",
    "about": "~",
}
_FILLER_ENDS = "了币各均别一再不至到的应可上当年律部受予额以度例人户家个名月天次件"
_WEAK = ("为", "仍为", "均为", "是", "在", "按", "按照", "执行", "占")
_CEILING = re.compile(r"最高|上限|最多|最大|限额|封顶")
_FLOOR = re.compile(r"最低|最少|至少|起步")


# 一位专家不同时担任超过3个
_NEGATED = re.compile(
    r"不(?:同时|应同时|得同时|再|得(?=一次性))[^，。；\d]{1,6}(?:超过|多于|大于|高于)$"
)


def _names_ceiling(tokens: list[str], kinds: list[str]) -> int:
    """How many tokens name a ceiling that the others move: 最高贷款|限额|上浮."""
    for index in range(len(tokens) - 2, -1, -1):
        if kinds[index] == "at_most" and tokens[index].endswith(("额度", "限额", "上限")):
            return index + 1
    return 0


@dataclass(frozen=True, slots=True)
class Operator:
    """The op of a quantity; ``length`` characters before the quantity say so.

    ``weak``: the words fit reports and definitions too (为, 是, 在).
    """

    op: Op
    length: int
    weak: bool


@cache
def _token() -> re.Pattern[str]:
    return re.compile(any_of(*_KINDS))


@cache
def _at_end() -> re.Pattern[str]:
    filler = (
        r"(?:了|人民币|(?:19|20)\d\d年的?|每(?:[^，。；、：\d每]{1,3}1)?[人户家个名年月天次件](?:每[年月天])?|各|均|分别|统一|再|不|至|到|的|应|可|原则上|应当|年均|一律|全部|只能|(?:叠加)?享受"
        r"|给予|额|可以|幅度|比例)"
    )
    # 叠加享受, 参加 are no rise
    return re.compile(rf"(?<![叠参附])(?:{any_of(*_KINDS)}{filler}{{0,2}}){{1,4}}$")


@cache
def _last_characters() -> frozenset[str]:
    """What the words of an op, and the words that may stand behind them, end in."""
    words = (word for kind in _KINDS for word in cue_words(kind))
    return frozenset({word[-1] for word in words} | set(_FILLER_ENDS))


@cache
def _moved_to() -> re.Pattern[str]:
    """降低担保费率至: the metric stands between the direction and its goal."""
    return re.compile(rf"{any_of('up_verb', 'down_verb')}[^，。；、\d]{{1,14}}[至到]$")


@cache
def _kind_of(token: str) -> str:
    return next(kind for kind in _KINDS if token in cue_words(kind))


@lru_cache(maxsize=256)
def read_operator(left: str) -> Operator | None:
    """Read the op at the end of ``left``; None if no such word stands there.

    A bound outweighs the direction it bounds (上浮不超过20% is <=), except where it belongs to
    the metric (最高额度提高到30万元 is =).
    """
    if not left or left[-1] not in _last_characters():
        return None
    base = max(0, len(left) - 24)
    match = _at_end().search(left, base)
    if match is None:
        return Operator("=", 1, weak=False) if _moved_to().search(left, base) else None
    tokens = _token().findall(match[0])
    kinds = [_kind_of(token) for token in tokens]
    named = _names_ceiling(tokens, kinds)
    tokens, kinds = tokens[named:], kinds[named:]
    bounds = [kind for kind in kinds if kind in ("at_least", "at_most")]
    directions = [kind for kind in kinds if kind in ("up_verb", "down_verb")]
    if bounds and _NEGATED.search(left, base):
        bounds = ["at_most"]
    kind = (bounds or ([] if kinds[-1] == "set_verb" else directions) or kinds)[-1]
    return Operator(_OPS[kind], len(match[0]), weak=all(token in _WEAK for token in tokens))


def combine(operator: Operator | None, after: Op | None, metric: str) -> Op:
    """The op of a target from the words before, those behind the quantity, and its metric.

    下浮15%以上 keeps the direction; 降至1%以内 is a bound; 最高贷款额度为50万元 is <=.
    """
    op: Op = operator.op if operator is not None else "="
    if op in ("=", "~") and after is not None:
        return after
    if op == "=" and (operator is None or operator.weak):
        if _CEILING.search(metric):
            return "<="
        if _FLOOR.search(metric):
            return ">="
    return op
