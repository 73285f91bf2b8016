"""A pattern that is tried only where a cheap look says that it may match."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_MARKS = frozenset("，。；：")


@dataclass(frozen=True, slots=True)
class Guarded:
    """``pattern``, and ``triggers``: plain words of which every match has to hold one.

    An alternation of plain words is found many times faster than one of phrases, and most
    sentences hold none of them.
    """

    pattern: re.Pattern[str]
    triggers: re.Pattern[str]
    words: tuple[str, ...]
    anchored: bool = False

    def search(self, piece: str) -> re.Match[str] | None:
        """Return the first match of the pattern in ``piece``, or the one at its start."""
        if self.triggers.search(piece) is None:
            return None
        return self.pattern.match(piece) if self.anchored else self.pattern.search(piece)


@dataclass(frozen=True, slots=True)
class Named:
    """Guarded patterns with names, and one look for the triggers of all of them."""

    patterns: tuple[tuple[str, Guarded], ...]
    triggers: re.Pattern[str]

    def first(self, piece: str) -> str | None:
        """Return the name of the first pattern that ``piece`` holds."""
        if self.triggers.search(piece) is None:
            return None
        for name, one in self.patterns:
            if one.search(piece) is not None:
                return name
        return None


def named(*patterns: tuple[str, Guarded]) -> Named:
    """Join ``patterns`` in the order in which they are to be tried; a name may have several."""
    words = [word for _, one in patterns for word in one.words]
    return Named(patterns, re.compile(_any_of(words)))


def guarded(pattern: str, triggers: str, *, anchored: bool = False) -> Guarded:
    """Compile a verbose ``pattern`` and its ``triggers``, words separated by blanks."""
    words = tuple(triggers.split())
    return Guarded(re.compile(pattern, re.VERBOSE), re.compile(_any_of(words)), words, anchored)


def _any_of(words: Sequence[str]) -> str:
    """An alternation in which words with the same first character share a branch.

    A word that begins with a mark (，请) is found by its second character, which is rarer.
    """
    tails: dict[str, list[str]] = {}
    for word in sorted(words):
        marked = len(word) > 1 and word[0] in _MARKS
        behind = f"(?<={re.escape(word[:2])})" if marked else ""
        tails.setdefault(word[marked], []).append(behind + re.escape(word[marked + 1 :]))
    return "|".join(
        re.escape(first) + ("" if "" in rest else f"(?:{'|'.join(rest)})")
        for first, rest in tails.items()
    )
