"""The words of verbs.tsv and action_words.tsv as pieces of patterns."""

from __future__ import annotations

import re
from functools import cache

from pipeline.lexicon import read_lexicon

_DOZEN = 16


@cache
def any_of(*kinds: str) -> str:
    """Any word of these kinds, longest first.

    Grouped by first character, and those by the dozen, for speed: what is no such word is settled
    by one look, what may be one by a look at each dozen.
    """
    tails: dict[str, list[str]] = {}
    for word in _words(kinds):
        tails.setdefault(word[0], []).append(re.escape(word[1:]))
    groups = [
        (first, f"{first}(?:{'|'.join(sorted(set(rest), key=len, reverse=True))})")
        for first, rest in sorted(tails.items())
    ]
    dozens = [groups[at : at + _DOZEN] for at in range(0, len(groups), _DOZEN)]
    words = "|".join(
        f"(?=[{''.join(first for first, _ in dozen)}])(?:{'|'.join(group for _, group in dozen)})"
        for dozen in dozens
    )
    return f"(?:(?=[{first_of(*kinds)}])(?:{words}))"


def first_of(*kinds: str) -> str:
    """First characters of these words, for a character class."""
    return "".join(sorted({word[0] for word in _words(kinds)}))


@cache
def words_of(kind: str) -> frozenset[str]:
    """Words of one kind."""
    return frozenset(_words((kind,)))


def _words(kinds: tuple[str, ...]) -> list[str]:
    words = [row["verb"] for row in read_lexicon("verbs") if row["kind"] in kinds]
    return words + [row["word"] for row in read_lexicon("action_words") if row["kind"] in kinds]
