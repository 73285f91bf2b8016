"""A document as features: the grams of its segments and headings, and where each segment stands.

Everything is computed for all segments at once. Clean offsets.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar, get_args

import numpy as np
from numpy.typing import NDArray

from pipeline.model.hashing import (
    LONGEST,
    NOTHING,
    Buckets,
    Hashes,
    Places,
    buckets_of,
    combine,
    gram_hashes,
    inside,
)
from pipeline.schema import DocumentKind, Segment, SegmentKind

# What a model may look at; its meta file says which of these it was trained with.
PARTS = ("text", "context", "evidence")

_KINDS = {kind: number for number, kind in enumerate(get_args(SegmentKind), 1)}
_DOCUMENTS = {kind: number for number, kind in enumerate(get_args(DocumentKind), 1)}
_ABOVE, _TOP, _EDGE, _PLACE = 10, 20, 30, 60
_HEADING_GRAMS = 3
Number = TypeVar("Number", bound=np.generic)

# Words that ask for something (各地要…, 企业应当…, 不得…), whose density tells a notice that asks
# from one that tells.
_ASKING = "要应须得将"


@dataclass(frozen=True, slots=True)
class Passages:
    """Grams of passages of a text. ``rows``: the passage of every segment.

    ``buckets`` has a row per gram length and a column per offset of the text they stand in.
    """

    buckets: Buckets
    starts: Places
    ends: Places
    rows: NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Features:
    """Features of the segments of a document; ``facts`` has a row per segment."""

    passages: tuple[Passages, ...]
    facts: Buckets

    def __len__(self) -> int:
        """How many segments there are."""
        return len(self.facts)


def document_features(
    text: str,
    segments: Sequence[Segment],
    *,
    kind: DocumentKind,
    parts: Iterable[str] = PARTS,
    evidence: Sequence[Sequence[str]] = (),
) -> Features:
    """Compute the features of all segments.

    ``evidence``: for each segment the names of what others say about it ("classify.directive");
    read only where ``parts`` holds "evidence".
    """
    wanted = frozenset(parts)
    starts = np.array([segment.start for segment in segments], dtype=np.int64)
    ends = np.array([segment.end for segment in segments], dtype=np.int64)
    hashes = gram_hashes(text)
    passages: list[Passages] = []
    facts: list[Buckets] = [np.empty((len(segments), 0), dtype=np.int32)]
    if "text" in wanted:
        passages.append(_passages(hashes, starts, ends, np.arange(len(segments)), "text", 0))
    if "context" in wanted:
        passages += _headings(segments)
        facts.append(_edges(hashes, starts, ends))
        facts.append(_places(text, segments, starts, ends, kind))
    if "evidence" in wanted and evidence:
        facts.append(_evidence(evidence))
    return Features(tuple(passages), np.concatenate(facts, axis=1))


def _passages(
    hashes: Sequence[Hashes],
    starts: Places,
    ends: Places,
    rows: NDArray[np.intp],
    block: str,
    salt: int,
) -> Passages:
    buckets = [
        inside(buckets_of(grams, block, salt + length), starts, ends, length)
        for length, grams in enumerate(hashes, 1)
    ]
    return Passages(np.stack(buckets), starts, ends, rows)


def _headings(segments: Sequence[Segment]) -> list[Passages]:
    """Grams of the heading right above, and of those further up."""
    above = [segment.section[-1] if segment.section else "" for segment in segments]
    top = ["\n".join(segment.section[:-1]) for segment in segments]
    return [_words(above, _ABOVE), _words(top, _TOP)]


def _words(words: Sequence[str], salt: int) -> Passages:
    """Grams of texts that many segments share: each text is hashed once."""
    numbers: dict[str, int] = {}
    rows = np.array([numbers.setdefault(word, len(numbers)) for word in words], dtype=np.intp)
    lengths = np.array([len(word) for word in numbers], dtype=np.int64)
    ends = np.cumsum(lengths)
    hashes = gram_hashes("".join(numbers))[:_HEADING_GRAMS]
    return _passages(hashes, ends - lengths, ends, rows, "context", salt)


def _edges(hashes: Sequence[Hashes], starts: Places, ends: Places) -> Buckets:
    """First and last grams of each segment and of its neighbours."""
    columns: list[Hashes] = []
    salts: list[int] = []
    for length, grams in enumerate(hashes, 1):
        first = grams[starts]
        last = grams[np.maximum(ends - length, 0)]
        for number, edge in enumerate((first, last)):
            salt = _EDGE + 6 * length + 3 * number
            columns.append(edge)
            salts.append(salt)
            if length < LONGEST:
                columns += [_shifted(edge, 1), _shifted(edge, -1)]
                salts += [salt + 1, salt + 2]
    return buckets_of(np.stack(columns, axis=1), "context", salts)


def _places(
    text: str, segments: Sequence[Segment], starts: Places, ends: Places, document: DocumentKind
) -> Buckets:
    """Kind, neighbours' kinds, place in paragraph and item, length, what the document is like."""
    kind = np.array([_KINDS[segment.kind] for segment in segments], dtype=np.int64)
    depth = np.array([min(len(segment.section), 4) for segment in segments], dtype=np.int64)
    paragraph = np.array([segment.paragraph for segment in segments], dtype=np.int64)
    item = np.array([segment.item for segment in segments], dtype=np.int64)
    before, behind = _shifted(kind, 1), _shifted(kind, -1)
    in_paragraph, in_item = _positions(paragraph), _positions(item)
    length = np.minimum(np.log2(np.maximum(ends - starts, 1) / 4 + 1) * 2, 15).astype(np.int64)
    order = np.arange(len(segments)) * 8 // max(len(segments), 1)
    whole = np.full(len(segments), _DOCUMENTS[document], dtype=np.int64)
    asking = np.full(len(segments), _asking(text), dtype=np.int64)
    templates: list[tuple[Places, ...]] = [
        (kind,),
        (kind, whole),
        (kind, before),
        (kind, behind),
        (kind, before, behind),
        (kind, in_paragraph),
        (kind, in_item),
        (kind, depth),
        (kind, length),
        (kind, order),
        (kind, asking),
        (whole, asking, order),
    ]
    hashes = np.stack([combine(template) for template in templates], axis=1)
    return buckets_of(hashes, "context", [_PLACE + number for number in range(len(templates))])


def _shifted(values: NDArray[Number], by: int) -> NDArray[Number]:
    """Values of the neighbour before (1) or behind (-1); 0 at the edge."""
    shifted = np.zeros_like(values)
    if by > 0:
        shifted[by:] = values[:-by]
    else:
        shifted[:by] = values[-by:]
    return shifted


def _positions(numbers: NDArray[np.int64]) -> NDArray[np.int64]:
    """Place among neighbours with the same number: first, second, later; last; alone."""
    if not len(numbers):
        return numbers
    opens = np.concatenate([[True], numbers[1:] != numbers[:-1]])
    closes = np.concatenate([opens[1:], [True]])
    since = np.arange(len(numbers)) - np.maximum.accumulate(
        np.where(opens, np.arange(len(numbers)), 0)
    )
    positions: Places = np.minimum(since, 2) * 2 + closes
    return positions


def _asking(text: str) -> int:
    """How densely a text asks, in seven steps."""
    density = sum(map(text.count, _ASKING)) / max(len(text), 1)
    return min(int(density * 500), 6)


def _evidence(evidence: Sequence[Sequence[str]]) -> Buckets:
    """Names as buckets, a row per segment, filled up with ``NOTHING``."""
    rows = [_named_buckets(tuple(names)) for names in evidence]
    width = max(map(len, rows), default=0)
    filled = [row + (NOTHING,) * (width - len(row)) for row in rows]
    return np.array(filled, dtype=np.int32).reshape(len(rows), width)


@lru_cache(maxsize=1 << 14)
def _named_buckets(names: tuple[str, ...]) -> tuple[int, ...]:
    digests = np.array([zlib.crc32(name.encode()) for name in names], dtype=np.uint32)
    return tuple(buckets_of(digests, "evidence", 0).tolist())
