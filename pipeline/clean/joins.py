"""Sentences that line and page ends broke: which line ends go.

Evidence is strong (an unfinished list, an open bracket, a line that starts with 。) or weak (a
sentence without an end). Weak evidence counts only in documents whose sentences end with a mark:
a text with one sentence a line and no full stops is not glued together.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from pipeline.clean.offsets import Edit

_HAN = r"\u3400-\u9fff"
_NUMBER = r"[一二三四五六七八九十百]"

# What can only begin a line: 一、 （一） 1. ① 第三条 一是 附件： 责任单位： • |
_OPENS = re.compile(
    rf"{_NUMBER}{{1,4}}[、.，]|（{_NUMBER}{{1,4}}）|\d{{1,3}}[.、](?!\d)|（\d{{1,2}}）|\d{{1,2}}）"
    rf"|[①-⑳⑴-⒇]|第{_NUMBER}{{1,5}}[编篇章节条]|{_NUMBER}是|[-•●■◆▪◇○□★▲※❖◎◉➢✓|#]"
    r"|附件|抄送|(?!如下|以下)[^\n，。；：、]{1,6}：|[^\n，。；：]{2,8}(?:单位|部门|时限|进度|科室)："
    r"|为(?:深入|全面|贯彻|进一步|切实|认真|落实)|【|\[|（(?:此件|联系|责任|牵头)"
    rf"|[^\n]*\t"
)
_FOLLOWS = re.compile("的|或(?!许)|等(?!级)|和(?!谐)|与(?!会)|及(?!时)")
_CLOSERS = "，。；、：！？）”’》〕】％%"
_OPENERS = frozenset("《“（〔")
_CLOSER_SET = frozenset(_CLOSERS)
_ENDED = "。；：！？…"
# 行业协会商会要深入研究本行业本领域在 | 疫情期间… — but not 存在, 目的, 参与, 普及
_LONGEST_ENDING = 5
_HAS_ENDED = re.compile(r"(?:[。；：！？…]|\.{2})[”’）》]{0,3}\Z")
_UNFINISHED = re.compile(
    r"(?:[，、（“‘《〔]|(?<=[^\n]{8})(?:(?<!目)的|(?<![缓共饱温谐])和|(?<!参)与|(?<!普)及|或"
    r"|(?<![应面针])对|(?<![存所潜现内])在|将|把|从))\Z"
)
_FIGURE = r"[\d〇○零一二三四五六七八九十]"
_FIGURES = re.compile(r"[\d一二三四五六七八九十百]+")
_DATE_LINE = re.compile(rf"{_FIGURE}{{2,4}}年{_FIGURE}{{1,3}}月{_FIGURE}{{1,3}}日\Z")
_NUMBERED = re.compile(
    rf"{_NUMBER}{{1,4}}[、.]|（{_NUMBER}{{1,4}}）|\d{{1,3}}[.、](?!\d)|第{_NUMBER}{{1,5}}[编篇章节条]"
    rf"|{_NUMBER}是"
)
# A page number, alone on its line: - 3 -  第3页 共8页  3/8
_PAGE_NUMBER = re.compile(
    r"[-—–·. ]+(?:\d{1,3}[-—–·. ]*)?\Z|第? ?\d{1,3} ?页[， ]*(?:共 ?\d{1,3} ?页)?\Z"
    r"|\d{1,3} ?/ ?\d{1,3}\Z"
)
_PAIRS = (("（", "）"), ("“", "”"), ("《", "》"), ("〔", "〕"))
_LATIN_END = re.compile(r"[A-Za-z][,.;:]?\Z")
_LATIN_START = re.compile("[A-Za-z]")
_CANDIDATE = re.compile(r"[^\n。；：！？…]\n(?=[^\n])")


class _Style(NamedTuple):
    """How the lines of a document end, measured once."""

    width: int  # of hard-wrapped lines, 0 if they are not
    ends_sentences: bool
    furniture: frozenset[str]  # running heads and bare page numbers
    ending: frozenset[str]  # kinds of numbers whose headings end with a full stop
    sentences: frozenset[str]  # kinds of numbers whose lines nearly all end with a mark


def find_joins(text: str) -> Iterator[Edit]:
    """Edits that delete line ends inside sentences, and page furniture that stands there.

    ``text``: as the stages read it, lines trimmed, no empty lines.
    """
    if not _CANDIDATE.search(text):
        return
    lines = text.split("\n")
    style = _measure(lines)
    start = 0
    at = 0
    joined = ""  # the end of what is joined to the line so far
    while at < len(lines) - 1:
        end = start + len(lines[at])
        following = _goes_on_at(joined + lines[at], lines, at, style)
        if following:
            skipped = sum(len(lines[i]) + 1 for i in range(at + 1, following))
            between = " " if _both_latin(lines[at], lines[following]) else ""
            yield Edit(end, end + 1 + skipped, between)
            joined = (joined + lines[at])[-400:]
            start, at = end + 1 + skipped, following
        else:
            joined = ""
            start, at = end + 1, at + 1


def _goes_on_at(line: str, lines: list[str], at: int, style: _Style) -> int:
    """Index of the line that goes on with ``line``, the last part of which is ``lines[at]``."""
    end = max(0, len(line) - _LONGEST_ENDING)
    if _HAS_ENDED.search(line, end) and line.count("（") <= line.count("）"):
        return at + 1 if lines[at + 1][:1] in _CLOSER_SET else 0
    following = _next_line(lines, at, style)
    if following < len(lines) and _broken(line, lines[at], lines[following], style):
        return following
    return 0


def _both_latin(line: str, following: str) -> bool:
    return bool(_LATIN_END.search(line) and _LATIN_START.match(following))


def _next_line(lines: list[str], at: int, style: _Style) -> int:
    """Index of the next line that is no page furniture; at most four such lines are passed."""
    following = at + 1
    while following < min(at + 5, len(lines)) and _is_furniture(lines[following], style):
        following += 1
    # 编制《 | 纲要（草案） | 》提出: a title on its own line, often repeated, is no running head
    within = lines[at][-1:] in _OPENERS or lines[min(following, len(lines) - 1)][:1] in _CLOSER_SET
    if within and any(line in style.furniture for line in lines[at + 1 : following]):
        return at + 1
    return following


def _is_furniture(line: str, style: _Style) -> bool:
    return bool(_PAGE_NUMBER.match(line)) or line in style.furniture


def _measure(lines: list[str]) -> _Style:
    numbered = [(line, _NUMBERED.match(line)) for line in lines]
    long = [line for line, number in numbered if len(line) >= 10 and not number]
    ended = sum(line[-1] in "。；：！？）”" for line in long)
    furniture = _running_heads(lines) | _page_numbers(lines)
    return _Style(_wrap_width(long), 2 * ended >= len(long), furniture, *_kinds(numbered))


def _kind(number: re.Match[str]) -> str:
    """The kind of a number: the number itself without its figures (（）, 、, .)."""
    return _without_figures(number.group())


@lru_cache(maxsize=1024)
def _without_figures(number: str) -> str:
    return _FIGURES.sub("", number)


def _kinds(
    numbered: list[tuple[str, re.Match[str] | None]],
) -> tuple[frozenset[str], frozenset[str]]:
    """Kinds of numbers: whose headings end with a full stop, whose lines are sentences."""
    ending: set[str] = set()
    ended: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for line, number in numbered:
        if number:
            kind = _kind(number)
            total[kind] += 1
            ended[kind] += line[-1] in _ENDED or line[-1] in "）)"
            if 0 < line.find("。") <= 40:
                ending.add(kind)
    sentences = (kind for kind in total if total[kind] >= 4 and ended[kind] >= 0.8 * total[kind])
    return frozenset(ending), frozenset(sentences)


def _wrap_width(lines: list[str]) -> int:
    """The width at which most unfinished lines end, if the text is hard-wrapped.

    ``lines``: those without a number.
    """
    long = [line for line in lines if len(line) >= 20]
    lengths = Counter(len(line) for line in long if line[-1] not in _ENDED)
    total = sum(lengths.values())
    if total < max(6, 0.4 * len(long)):
        return 0
    mode = max(lengths, key=lambda n: (sum(lengths[n + d] for d in (-2, -1, 0, 1)), n))
    near = sum(lengths[mode + d] for d in range(-3, 3))
    longer = sum(count for length, count in lengths.items() if length > mode + 3)
    return mode if near >= 0.6 * total and longer <= 0.1 * total else 0


def _running_heads(lines: list[str]) -> frozenset[str]:
    """Short lines without a mark that stand in the text three times and more."""
    counts = Counter(line for line in lines if 4 <= len(line) <= 30 and line[-1] not in _ENDED)
    often = (line for line, count in counts.items() if count >= 3)
    return frozenset(line for line in often if not _NUMBERED.match(line))


def _page_numbers(lines: list[str]) -> frozenset[str]:
    """Lines that are a bare number, if they ascend: 1 2 3, but not PM | 10 | ）治理."""
    numbers = [line for line in lines if len(line) <= 3 and line.isdecimal()]
    ascend = all(int(one) < int(next_) for one, next_ in pairwise(numbers))
    return frozenset(numbers) if len(numbers) >= 3 and ascend else frozenset()


def _broken(line: str, last: str, following: str, style: _Style) -> bool:
    """Whether ``following`` goes on with the sentence that ``line`` leaves unfinished.

    ``last`` is the last line of those already joined into ``line``.
    """
    if not line or not following or "\t" in line[:200] or "|" in line[:200]:
        return False
    if following[0] in _CLOSERS or (line[-1] not in _ENDED and _FOLLOWS.match(following)):
        return True
    if _OPENS.match(following) or _DATE_LINE.match(following):
        return False
    if _left_open(line, following):
        return True
    if line[-1] in _ENDED:
        return False
    return bool(_UNFINISHED.search(line, len(line) - 1)) or _weakly(line, last, following, style)


def _left_open(line: str, following: str) -> bool:
    """A bracket or quote opened in ``line`` that ``following`` closes."""
    tail = line[-200:]
    for opening, closing in _PAIRS:
        if tail.count(opening) > tail.count(closing):
            if len(following) <= 6 and following.isascii():
                return True
            close = following.find(closing, 0, 120)
            reopen = following.find(opening, 0, 120)
            if close >= 0 and (reopen < 0 or close < reopen):
                return True
    return False


def _weakly(line: str, last: str, following: str, style: _Style) -> bool:
    number = _NUMBERED.match(line)
    # The first line of a paragraph is indented, so that it holds fewer characters.
    if style.width and -5 <= len(last) - style.width <= 3:
        return not number or _goes_on(following)
    if number and "。" not in line and (_kind(number) != "是" or "，" not in line):
        return _broken_item(line, _kind(number), following, style)
    if not style.ends_sentences or following[0] in "（“" or line[-1] in "）〕】":
        return False
    glued = _NUMBERED.match(line, max(line.rfind(mark) for mark in "。；：") + 1)
    if glued and _kind(glued) != "是":
        return False  # …通知如下：一、提高最高贷款额度
    unfinished = "。" in line or (len(line) >= 25 and "，" in line)
    return unfinished and _goes_on(following)


def _broken_item(line: str, kind: str, following: str, style: _Style) -> bool:
    """Whether a numbered line without a full stop is a broken sentence, not a title."""
    if line[-1] == "）":
        return False
    # （三）实施科技型中小企业创新发展 | 行动。
    if 0 <= following.find("。") <= 5 and kind in style.ending:
        return True
    return kind in style.sentences and len(line) >= 18 and _goes_on(following)


def _goes_on(following: str) -> bool:
    """Whether the line holds a mark: titles, signatures and names have none."""
    return any(mark in following for mark in "，。；")
