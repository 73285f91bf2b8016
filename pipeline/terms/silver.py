"""Silver words: what the segmenter is trained on, because nobody segmented it by hand.

A general dictionary (jieba) cuts the annotated texts; four things then lay our convention over it:
annotation/words/convention.tsv, which says how single strings are cut; the edges of annotated
spans, which no word may cross; compounds of two words, which are cut (基础|设施); and endings,
which are kept on the word before (社会|保障部, 改善性). See annotations/words/README.md.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

Cut = Callable[[str], list[str]]

# What is one word whatever the dictionary says: 2020年, 3月, 6月底, 30万, 50%, 第二十一 (条), 5G.
_WHOLE = re.compile(
    r"(?:19|20)\d\d年(?!以|内|度)"
    r"|(?<![\d.])1?\d月(?:底|初|末|份)?(?![以内])"
    r"|(?<=月)[123]?\d日(?![以内])"
    r"|\d+[A-Z]+\d*"
    r"|\d+(?:\.\d+)?[万亿千百]*[%％‰]?"
    r"|(?P<ordinal>第(?:\d+|[一二三四五六七八九十百]+))(?P<counted>[条款项章节次批个套位版届期]?)"
    r"|[A-Za-z]+\d*"
    r"|(?P<han>(?:(?!第[\d一二三四五六七八九十百])[一-鿿])+)"
    r"|\S"
)
# A number and what it counts are two words: 一|批, 三|个.
_COUNTED = re.compile(
    r"([一二两三四五六七八九十百千万几数]+)([个项批条家年类种名套处次户人款位件])"
)
_HAN = re.compile(r"[一-鿿]")
# A piece of the dictionary's compound has to be this common to be a word of its own.
_COMMON = 100

# Endings that make one word with what stands before: 保障|厅, 改善|性, 机械化|率, 配套|费.
_ENDINGS = frozenset("厅局委署性率费权者券额型化业")
# 部 may also be a noun of its own, as in 部|属|单位.
_MINISTRIES = frozenset(
    ("信息化", "运输", "农村", "保障", "建设", "资源", "科技", "财政", "教育", "环境", "安全")
)
_LONGEST_STEM = 4


class SilverCutter:
    """Cuts a text by our convention. ``cut`` is a dictionary cutter, ``frequency`` its words."""

    def __init__(self, cut: Cut, frequency: Mapping[str, int], convention: Mapping[str, str]):
        self._cut = cut
        self._frequency = frequency
        self._convention = convention

    def words(self, text: str, *, edges: Iterable[int] = ()) -> list[str]:
        """Return the words of a text without blanks; no word crosses an offset in ``edges``."""
        bounds = sorted({0, len(text), *edges})
        found: list[str] = []
        for start, end in pairwise(bounds):
            found += self._piece(text[start:end])
        return found

    def _piece(self, text: str) -> list[str]:
        words: list[str] = []
        for match in _WHOLE.finditer(text):
            if match["han"]:
                words += [part for word in self._cut(match["han"]) for part in self._parts(word)]
            elif match["ordinal"]:
                words += [match["ordinal"], *match["counted"]]
            else:
                words.append(match.group())
        return _with_endings(words)

    def _parts(self, word: str) -> list[str]:
        """Return a word of the dictionary as our convention has it: 社会保障 → 社会, 保障."""
        stated = self._convention.get(word)
        if stated is not None:
            return stated.split()
        counted = _COUNTED.fullmatch(word)
        if counted:
            return [counted[1], counted[2]]
        if len(word) == 4 and self._common(word[:2]) and self._common(word[2:]):
            return [word[:2], word[2:]]
        return [word]

    def _common(self, word: str) -> bool:
        return self._frequency.get(word, 0) >= _COMMON


def _with_endings(words: Sequence[str]) -> list[str]:
    joined: list[str] = []
    for word in words:
        before = joined[-1] if joined else ""
        stem = 2 <= len(before) <= _LONGEST_STEM and _HAN.match(before) is not None
        if stem and (word in _ENDINGS or (word == "部" and before in _MINISTRIES)):
            joined[-1] += word
        else:
            joined.append(word)
    return joined


def read_convention(path: Path) -> dict[str, str]:
    """Return how single strings are cut: 之日起 → "之 日 起", 人民政府 → itself."""
    lines = path.read_text(encoding="utf-8").splitlines()[1:]
    return dict(tuple(line.split("\t")) for line in lines)  # type: ignore[misc]


def make_cutter(convention: Mapping[str, str]) -> SilverCutter:
    """Return a cutter over jieba, which is only needed here (extra ``test``)."""
    import logging

    import jieba

    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    tokenizer.initialize()
    frequency = dict(tokenizer.FREQ)
    for word in convention:
        tokenizer.add_word(word)
    return SilverCutter(tokenizer.lcut, frequency, convention)


def span_edges(text: str, spans: Iterable[str]) -> Iterator[int]:
    """Yield start and end of every place where one of ``spans`` stands in ``text``."""
    for span in spans:
        start = text.find(span) if span else -1
        while start >= 0:
            yield from (start, start + len(span))
            start = text.find(span, start + len(span))
