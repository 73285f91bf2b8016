"""When two passages say the same: equal letters, or nearly all of them in common."""

from __future__ import annotations

import re
from functools import lru_cache

# Share of character pairs in common from which two sentences are the same measure. Reposts and
# interpretations change a few: 建立“一对一”联络机制 / 联系机制, 二是各地…结合 / （二）各地…要结合.
SAME = 0.8

_NOT_LETTERS = re.compile(r"[\W_]+")
# Numbering and the ordinals of interpretations: （二） 二是 3. 首先
_NUMBERING = re.compile(
    r"^\s*(?:（?[一二三四五六七八九十\d]+[）、.．]|[一二三四五六七八九十]是|首先|其次)*"
)


@lru_cache(maxsize=1 << 16)
def letters(text: str) -> str:
    """Return the text without numbering, punctuation and blanks."""
    return _NOT_LETTERS.sub("", text[_numbering_end(text) :])


def _numbering_end(text: str) -> int:
    match = _NUMBERING.match(text)
    return match.end() if match else 0


@lru_cache(maxsize=1 << 16)
def pairs(key: str) -> frozenset[str]:
    """Return the character pairs of a key made by :func:`letters`."""
    return frozenset(key[index : index + 2] for index in range(len(key) - 1))


def likeness(first: str, second: str) -> float:
    """Share of character pairs in common (Dice), 0 to 1; arguments made by :func:`letters`."""
    if first == second:
        return 1.0
    ours, theirs = pairs(first), pairs(second)
    if not ours or not theirs:
        return 0.0
    return 2 * len(ours & theirs) / (len(ours) + len(theirs))
