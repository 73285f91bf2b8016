"""Character grams as bucket numbers: every gram of a text at once, in numpy.

Nothing is stored to remember a gram: its hash is its bucket. Hashes are 32-bit, the same on every
machine, and independent of ``PYTHONHASHSEED``.
"""

from __future__ import annotations

from collections.abc import Sequence
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


def gram_hashes(text: str) -> list[Hashes]:
    """Hash the grams of 1 to ``LONGEST`` characters that begin at each offset of ``text``.

    Each array is one longer than the text. Digits count as one (2020年 and 2025年 are the same
    gram); what reaches over the end is padded.
    """
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    codes = np.where((codes >= ord("0")) & (codes <= ord("9")), np.uint32(ord("0")), codes)
    padded = np.concatenate([codes, np.zeros(LONGEST, dtype=np.uint32)]) * _FACTOR
    size = len(codes) + 1
    hashes = [padded[:size]]
    for length in range(1, LONGEST):
        hashes.append(hashes[-1] * _STEP + padded[length : length + size])
    return hashes


def buckets_of(hashes: Hashes, block: str, salt: int | Sequence[int]) -> Buckets:
    """Spread hashes over the buckets of a block; the salt keeps apart what they stand for.

    Several salts: one for each column of ``hashes``.
    """
    first, bits = BLOCKS[block]
    return spread(hashes, bits, salt) + np.int32(first)


def spread(hashes: Hashes, bits: int, salt: int | Sequence[int]) -> Buckets:
    """Spread hashes over ``2 ** bits`` buckets; ``salt`` as in ``buckets_of``."""
    salts = np.array(salt, dtype=np.uint64) * np.uint64(0x27D4EB2F)
    mixed = (hashes ^ (hashes >> np.uint32(15))) + (salts & np.uint64(0xFFFFFFFF)).astype(np.uint32)
    mixed *= _MIX
    mixed ^= mixed >> np.uint32(13)
    mixed *= _FACTOR
    return (mixed >> np.uint32(32 - bits)).astype(np.int32)


def combine(codes: Sequence[NDArray[np.integer]]) -> Hashes:
    """Hash small whole numbers together, element by element."""
    hashes = np.zeros(len(codes[0]), dtype=np.uint32)
    for code in codes:
        hashes = (hashes ^ code.astype(np.uint32)) * _STEP + _MIX
        hashes ^= hashes >> np.uint32(16)
    return hashes


def inside(buckets: Buckets, starts: Places, ends: Places, length: int) -> Buckets:
    """Strike out grams of ``length`` that would reach over the end of their passage."""
    for back in range(1, length):
        over = ends - back
        buckets[over[over >= starts]] = NOTHING
    return buckets
