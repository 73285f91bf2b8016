"""Judge a segment of an interpretation, a press conference or news: most sentences explain.

Only what a named body will do, and directive wording of the notice explained, is a measure.
"""

from __future__ import annotations

import re

from pipeline.classify import commands
from pipeline.classify.place import Place, section_kind
from pipeline.classify.shapes import line_rule
from pipeline.classify.statements import creed_rule, formal_rule, statement_rule

_DONE = re.compile(r"[一-鿿]了(?!解|然)|已(?:经)?(?![^，。；]{1,12}的)|先后|累计|正在|目前|当时")
_RULE = re.compile(r"^(?:对于?|凡|鼓励|允许|支持)[^。]*(?:，|对)(?:要|应|可以|可|给予|允许|不得|加快|依法|按)")
_HELP = re.compile(r"(?:希望|需要我们|我们认为|我觉得|我相信|可以说|就是说)")

_NEED = re.compile(r"需要|得还|能够|可见|有助于|有利于|使得|意味")
Evidence = tuple[float, str]


def judge_speech(piece: str, section: tuple[str, ...], place: Place) -> Evidence:
    """Return score and rule for a segment that is not part of a notice."""
    line = line_rule(piece, opened=True)
    if line is not None:
        return 0.02, line
    if place.kind in ("news", "other"):
        return 0.1, place.kind
    formal = formal_rule(piece)
    if formal is not None:
        return 0.05, formal
    return _report(piece, section, place) or _promise(piece, place)


def _report(piece: str, section: tuple[str, ...], place: Place) -> Evidence | None:
    if commands.commits(piece) and not _HELP.search(piece):
        return 0.8, "commitment"
    if _DONE.search(piece):
        return 0.1, "report"
    told = statement_rule(piece)
    if told is not None:
        return 0.1, told
    if creed_rule(piece) == "ideology":
        return 0.15, "ideology"
    if section_kind(section) == "background":
        return 0.2, "section_background"
    return (0.2, "past_work") if place.stance == "past" else None


def _promise(piece: str, place: Place) -> Evidence:
    start = commands.opening(piece)
    if commands.starts_directive(piece, start):
        if place.kind == "interpretation" or place.stance == "future":
            return 0.7, "directive_verb"
        return 0.4, "directive_verb_unplaced"
    if _RULE.match(piece[start:]):
        return 0.6, "rule"
    if place.stance == "future" and _acts(piece, start):
        return 0.6, "directive_clause"
    return 0.2, "explanation"


def _acts(piece: str, start: int) -> bool:
    if _NEED.search(piece):
        return False
    by_body = commands.starts_with_body(piece, start) and commands.grants(piece)
    return by_body or commands.clause_directive(piece, start)
