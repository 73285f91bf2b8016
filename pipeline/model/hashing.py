"""Character grams as bucket numbers: every gram of a text at once, in numpy.

Nothing is stored to remember a gram: its hash is its bucket. Hashes are 32-bit, the same on every
machine, and independent of ``PYTHONHASHSEED``.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Buckets: TypeAlias = NDArray[np.int32]
Hashes: TypeAlias = NDArray[np.uint32]
Places: TypeAlias = NDArray[np.int64]

LONGEST = 4
# Text, context and evidence have buckets of their own: first bucket and bits of each.
BLOCKS = {"text": (0, 18), "context": (1 << 18, 16), "evidence": ((1 << 18) + (1 << 16), 14)}
# The bucket of what is no feature: one behind the last, its weights are 0.
NOTHING = (1 << 18) + (1 << 16) + (1 << 14)

_FACTOR = np.uint32(0x9E3779B1)
_STEP = np.uint32(0x01000193)
_MIX = np.uint32(0x85EBCA6B)


# The model of bodies asks for the text that the features were just made of, and for its headings.
@lru_cache(maxsize=4)
def gram_hashes(text: str) -> Hashes:
    """Hash the grams of 1 to ``LONGEST`` characters that begin at each offset of ``text``.

    A row per length, one longer than the text; not to be written to. Digits count as one (2020年
    and 2025年 are the same gram); what reaches over the end is padded.
    """
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    size = len(codes) + 1
    padded = np.zeros(len(codes) + LONGEST, dtype=np.uint32)
    padded[: len(codes)] = codes
    padded[(padded >= ord("0")) & (padded <= ord("9"))] = ord("0")
    padded *= _FACTOR
    hashes = np.empty((LONGEST, size), dtype=np.uint32)
    hashes[0] = padded[:size]
    for length in range(1, LONGEST):
        hashes[length] = hashes[length - 1] * _STEP + padded[length : length + size]
    hashes.flags.writeable = False
    return hashes


class HashSet:
    """Hashes to be found among all those of a text, where most are none of them."""

    def __init__(self, hashes: Hashes) -> None:
        self._sorted = np.unique(hashes)
        # Leading bits of a hash, and whether one in the set begins so: a look without a search.
        self._begins = np.zeros(1 << 16, dtype=np.bool_)
        self._begins[self._sorted >> np.uint32(16)] = True

    def places(self, hashes: Hashes) -> Places:
        """Places of ``hashes`` where one of the set stands, ascending."""
        places = np.flatnonzero(self._begins.take(hashes >> np.uint32(16)))
        found = hashes[places]
        nearest = np.minimum(np.searchsorted(self._sorted, found), len(self._sorted) - 1)
        same: Places = places[self._sorted[nearest] == found]
        return same


def buckets_of(hashes: Hashes, block: str, salt: int | Sequence[int] | Places) -> Buckets:
    """Spread hashes over the buckets of a block; the salt keeps apart what they stand for.

    Several salts: one for each column of ``hashes``, or whatever shape goes with theirs.
    """
    first, bits = BLOCKS[block]
    return spread(hashes, bits, salt) + np.int32(first)


def spread(hashes: Hashes, bits: int, salt: int | Sequence[int] | Places) -> Buckets:
    """Spread hashes over ``2 ** bits`` buckets; ``salt`` as in ``buckets_of``."""
    salts = np.array(salt, dtype=np.uint64) * np.uint64(0x27D4EB2F)
    mixed = (hashes ^ (hashes >> np.uint32(15))) + (salts & np.uint64(0xFFFFFFFF)).astype(np.uint32)
    mixed *= _MIX
    mixed ^= mixed >> np.uint32(13)
    mixed *= _FACTOR
    return (mixed >> np.uint32(32 - bits)).astype(np.int32)


def combine(codes: Sequence[NDArray[np.integer]]) -> Hashes:
    """Hash small whole numbers together, element by element."""
    hashes = np.zeros(codes[0].shape, dtype=np.uint32)
    for code in codes:
        hashes = (hashes ^ code.astype(np.uint32)) * _STEP + _MIX
        hashes ^= hashes >> np.uint32(16)
    return hashes


def combine_each(groups: Sequence[Sequence[NDArray[np.integer]]]) -> Hashes:
    """Combine the codes of each group: a row per group, a column per element.

    Groups of the same length go together, because numpy takes as long for one as for ten.
    """
    hashes = np.empty((len(groups), len(groups[0][0])), dtype=np.uint32)
    for length in {len(group) for group in groups}:
        rows = [row for row, group in enumerate(groups) if len(group) == length]
        steps = zip(*(groups[row] for row in rows), strict=True)
        hashes[rows] = combine([np.array(codes) for codes in steps])
    return hashes


def inside(buckets: Buckets, starts: Places, ends: Places) -> Buckets:
    """Strike out grams that would reach over the end of their passage; a row per length."""
    for back in range(1, len(buckets)):
        over = ends - back
        buckets[back:, over[over >= starts]] = NOTHING
    return buckets
