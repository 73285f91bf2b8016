"""The numbers that open headings and items: 第一章 一、 （一） 1. （1） ① 一是."""

from __future__ import annotations

import re
from typing import NamedTuple


class Number(NamedTuple):
    """A number at the head of a line. ``end``: clean offset of the first character behind it.

    ``first``: whether it is a one, which begins a new row.
    """

    kind: str
    end: int
    first: bool


# Kinds in order of rank: a number closes the headings of its own rank and of those below.
_RANKS = ("part", "chapter", "section", "one", "article", "two", "three", "four", "five", "six")
# The level of the schema: 1 (一、) 2 (（一）) 3 (1.) 4 (（1）) and so on.
_LEVELS = {
    "part": 1,
    "chapter": 1,
    "section": 2,
    "one": 1,
    "article": 2,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
}
RANK = {kind: rank for rank, kind in enumerate(_RANKS)}

_HAN = "[一二三四五六七八九十]"
_LONG = "[一二三四五六七八九十百零〇\\d]{1,6}"
_FORMS = {
    "part": rf"第{_LONG}(?:编|篇|部分)",
    "chapter": rf"第{_LONG}章",
    "section": rf"第{_LONG}节",
    "article": rf"第{_LONG}条(?!第)[：: ]?",
    # 一、二线城市 is no number
    "one": rf"{_HAN}{{1,4}}(?:、|[.．])(?!{_HAN}(?:[线级类年期季、]|方面))",
    "two": rf"[（〔]{_HAN}{{1,4}}[）〕][、.]?",
    # 1. 1、 but not 1.2万
    "three": r"\d{1,3}(?:\.、|[、.．](?!\d))",
    "four": r"（\d{1,2}）|\d{1,2}）",
    "five": "[①-⑳⑴-⒇]",
    "six": rf"{_HAN}是(?!否)|第{_HAN}[，、]|其{_HAN}[，、]",
}
_DECORATION = r"[●•■◆▪★▲※❖◎◉➢□◇○▶ ]*"
_NUMBER = re.compile(
    _DECORATION + "(?:" + "|".join(f"(?P<{kind}>{form})" for kind, form in _FORMS.items()) + ") ?"
)

_ONES = frozenset("一1①⑴")
_FIGURES = re.compile(r"[一二三四五六七八九十百零〇\d]+|[①-⑳⑴-⒇]")


def read_number(text: str, start: int, end: int) -> Number | None:
    """The number at the head of ``text[start:end]``."""
    match = _NUMBER.match(text, start, end)
    if not match or match.lastgroup is None:
        return None
    figures = _FIGURES.search(match[0])
    first = figures is not None and figures[0] in _ONES
    return Number(match.lastgroup, match.end(), first)


def level_of(kind: str) -> int:
    """The level of a heading with this kind of number."""
    return _LEVELS[kind]


# Where a heading or item begins inside a line: restored paragraph breaks (…政策措施 一、加强…),
# lost ones (…提出如下意见。一、总体要求).
# The character before it is part of the match: that lets the search run at full speed.
GLUED = re.compile(
    r"[ 。！？；：）](?:"
    rf"(?:(?<=[ 。！？；：）])(?:{_FORMS['one']}|{_FORMS['two']})(?=[^\n，。、；项条款]{{2}}))"
    rf"|(?<=[ 。])(?:(?:{_FORMS['three']})(?=[\u4e00-\u9fff“《]))"
    rf"|(?<= )第{_LONG}[章节条]"
    rf"|(?<=。){_HAN}是(?!否))"
)
