"""Does a text stand on both sides of the split, as it is or nearly?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

_NOT_LETTERS = re.compile(r"[\W_]+")
_GRAM = 8
# Share of the shorter text's passages that stand in the other one, too. Notices of one series have
# a tenth in common; a repost in other words, or an interpretation, half and more.
NEAR = 0.5


def near_duplicates(
    learned: Sequence[Path], measured: Sequence[Path]
) -> list[tuple[str, str, float]]:
    """Return the pairs of a text learned from and a text measured on that are nearly the same.

    Paths of texts; each pair comes by name, with the share of the shorter one that both have.
    """
    ours = [(path.stem, _grams(path)) for path in learned]
    found = []
    for path in measured:
        theirs = _grams(path)
        for name, grams in ours:
            shared = len(grams & theirs) / max(1, min(len(grams), len(theirs)))
            if shared >= NEAR:
                found.append((name, path.stem, round(shared, 2)))
    return found


def _grams(path: Path) -> frozenset[str]:
    letters = _NOT_LETTERS.sub("", path.read_bytes().decode("utf-8", "replace"))
    return frozenset(
        letters[start : start + _GRAM] for start in range(max(1, len(letters) - _GRAM + 1))
    )
