"""Which words can be a term: 住房公积金 and 以旧换新, not 的, 进一步, 推进, 2020年 or 工作."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from pipeline.lexicon import read_lexicon
from pipeline.terms.words import Word

# Words of a term, its characters, and how many of it stand in a row.
_MOST_WORDS = 4
_LONGEST = 12
# 5G, RCEP and APP are words like others; numbers and marks are none.
_TERM_WORD = re.compile(r"[A-Za-z一-鿿][A-Za-z0-9一-鿿]+")
_NUMERAL = re.compile(r"第?[\d〇一二三四五六七八九十百千万亿两几]+\S?")
# 挥发性, 资源化 qualify what stands behind: no row of words ends in one.
_QUALIFIER = re.compile(r".+[性型类级化]")

Term = tuple[int, int, str]


@cache
def _kinds() -> dict[str, str]:
    kinds = {row["verb"]: "function" for row in read_lexicon("verbs")}
    return kinds | {row["word"]: row["kind"] for row in read_lexicon("term_words")}


def kind_of_word(word: str) -> str:
    """Return what a word may be: ``term``, ``generic``, ``nominal`` or ``function``.

    Verbs are function words here, but for those that are nouns behind a noun (nominal).
    """
    if not _TERM_WORD.fullmatch(word) or _NUMERAL.fullmatch(word):
        return "function"
    return _kinds().get(word, "term")


def terms_in(stretch: Sequence[Word]) -> Iterator[Term]:
    """Yield start, end and text of every word and row of words that could be a term.

    A row begins with a noun (not with a verb: 加强|监管), has no function word in it, and holds one
    word at least that says something by itself.
    """
    kinds = [kind_of_word(word.text) for word in stretch]
    for first, kind in enumerate(kinds):
        if kind in ("function", "nominal"):
            continue
        telling = False
        for last in range(first, min(first + _MOST_WORDS, len(stretch))):
            if kinds[last] == "function":
                break
            telling = telling or kinds[last] == "term"
            start, end = stretch[first].start, stretch[last].end
            if end - start > _LONGEST:
                break
            if telling and (first == last or not _QUALIFIER.fullmatch(stretch[last].text)):
                yield start, end, "".join(word.text for word in stretch[first : last + 1])
