"""Judge a segment of an interpretation or a press conference: most sentences explain.

Only what a named body will do, and directive wording of the notice explained, is a measure.
"""

from __future__ import annotations

import re

from pipeline.classify import commands
from pipeline.classify.place import Place, section_kind
from pipeline.classify.shapes import line_rule
from pipeline.classify.statements import creed_rule, formal_rule, statement_rule

Evidence = tuple[float, str]

_DONE = re.compile(
    r"[一-鿿]了(?!解|然)|已(?:经)?(?![^，。；]{1,12}的)|先后|累计|正在|目前|当时|仍是|还是"
)
_RULE = re.compile(
    r"(?:对于?|凡|鼓励|允许|支持)[^。]*(?:，|对)(?:要|应|可以|可|给予|允许|不得|加快|依法|按|实行)"
)
_HELP = re.compile(r"希望|需要我们|我们认为|我觉得|我相信|可以说|就是说")
_NEED = re.compile(
    r"(?<=[，。；])(?:还|都|也|亟)?需要?(?!求)|得还|能够|有助于|有利于|使得|意味"
    r"|将产生|从中受益|目的是"
)
# 下一步，工业和信息化部将重点推进以下几方面工作。
_LEAD_IN = re.compile(
    r"(?:以下|如下|[两几二三四五六七八九十\d])[^，。；：]{0,4}(?:方面|项|条|个|点)[^，。；：]{0,8}[。：]\s*$"
)


def judge_speech(piece: str, section: tuple[str, ...], place: Place) -> Evidence:
    """Return score and rule for a segment that is not part of a notice."""
    line = line_rule(piece)
    if line is not None:
        return 0.02, line
    if _LEAD_IN.search(piece):
        return 0.2, "lead_in"
    told = statement_rule(piece)
    if told != "argument" and not _quotes(piece, place, told) and _commits(piece):
        return 0.8, "commitment"
    formal = formal_rule(piece)
    if formal is not None:
        return 0.05, formal
    return _report(piece, section, place, told) or _promise(piece, place)


def _commits(piece: str) -> bool:
    return commands.commits(piece) and not _HELP.search(piece)


def _quotes(piece: str, place: Place, told: str | None) -> bool:
    """习近平总书记多次强调，… 要坚持全国一盘棋，…"""
    return told == "report" or (place.quoting and piece.startswith("要"))


def _report(
    piece: str, section: tuple[str, ...], place: Place, told: str | None
) -> Evidence | None:
    if _quotes(piece, place, told) or _DONE.search(piece):
        return 0.1, "report"
    if told is not None:
        return 0.1, told
    if creed_rule(piece, commands.opening(piece)) == "ideology":
        return 0.15, "ideology"
    if section_kind(section) == "background":
        return 0.2, "section_background"
    return (0.2, "past_work") if place.stance == "past" else None


def _promise(piece: str, place: Place) -> Evidence:
    if _NEED.search(piece):
        return 0.2, "explanation"
    start = commands.opening(piece)
    if commands.starts_directive(piece, start):
        if place.kind == "interpretation" or place.stance == "future":
            return 0.7, "directive_verb"
        return 0.4, "directive_verb_unplaced"
    if _RULE.match(piece, start):
        return 0.6, "rule"
    if place.stance == "future" and _acts(piece, start):
        return 0.6, "directive_clause"
    return 0.2, "explanation"


def _acts(piece: str, start: int) -> bool:
    by_body = commands.starts_with_body(piece, start) and commands.grants(piece)
    return by_body or commands.clause_directive(piece, start)
