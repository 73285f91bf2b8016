"""The words of verbs.tsv and action_words.tsv as pieces of patterns."""

from __future__ import annotations

import re
from functools import cache

from pipeline.lexicon import read_lexicon

_DOZEN = 12
# Verbs that let others act rule what follows; a ban rules a list of verbs.
_BANS = ("严禁", "禁止", "不得", "不准", "不再")


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
    return f"(?:(?=[{first_of(*kinds)}])(?:{_tree(groups)}))"


def _tree(groups: list[tuple[str, str]]) -> str:
    """Alternatives with their first characters, a look at a dozen of dozens before the words."""
    while len(groups) > _DOZEN:
        dozens = [groups[at : at + _DOZEN] for at in range(0, len(groups), _DOZEN)]
        groups = [_dozen(dozen) for dozen in dozens]
    return "|".join(way for _, way in groups)


def _dozen(groups: list[tuple[str, str]]) -> tuple[str, str]:
    firsts = "".join(first for first, _ in groups)
    return firsts, f"(?=[{firsts}])(?:{'|'.join(way for _, way in groups)})"


def first_of(*kinds: str) -> str:
    """First characters of these words, for a character class."""
    return "".join(sorted({word[0] for word in _words(kinds)}))


@cache
def words_of(kind: str) -> frozenset[str]:
    """Words of one kind."""
    return frozenset(_words((kind,)))


def rules_what_follows(verb: str) -> bool:
    """Tell whether a verb governs all verbs behind it: 鼓励, 积极引导, 不得."""
    return verb[-2:] in words_of("ruling") or verb[-1] in "让使" or verb.startswith(_BANS)


def opens_as_noun(verb: str) -> bool:
    """Tell whether a verb is as often part of a noun: 补贴, 保障."""
    return verb in words_of("noun")


def _words(kinds: tuple[str, ...]) -> list[str]:
    words = [row["verb"] for row in read_lexicon("verbs") if row["kind"] in kinds]
    return words + [row["word"] for row in read_lexicon("action_words") if row["kind"] in kinds]
