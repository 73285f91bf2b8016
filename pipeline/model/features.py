"""A document as features: the grams of its segments and headings, and where each segment stands.

Everything is computed for all segments at once. Clean offsets.
"""

from __future__ import annotations

import zlib
from collections.abc import Hashable, Iterable, Sequence
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
    combine_each,
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
# Of the neighbours' longest grams nothing is looked at.
_EDGE_COLUMNS = np.array([*range(6 * LONGEST - 6), 6 * LONGEST - 6, 6 * LONGEST - 3])
Number = TypeVar("Number", bound=np.generic)
Value = TypeVar("Value", bound=Hashable)

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
    hashes: Hashes,
    starts: Places,
    ends: Places,
    rows: NDArray[np.intp],
    block: str,
    salt: int,
) -> Passages:
    salts = salt + np.arange(1, len(hashes) + 1)[:, None]
    return Passages(inside(buckets_of(hashes, block, salts), starts, ends), starts, ends, rows)


def _headings(segments: Sequence[Segment]) -> list[Passages]:
    """Grams of the heading right above, and of those further up."""
    sections, rows = _numbered([segment.section for segment in segments])
    above = [section[-1] if section else "" for section in sections]
    top = ["\n".join(section[:-1]) for section in sections]
    return [_words(above, rows, _ABOVE), _words(top, rows, _TOP)]


def _words(words: Sequence[str], rows: NDArray[np.intp], salt: int) -> Passages:
    """Grams of texts that many segments share; ``rows``: the text of every segment."""
    texts, numbers = _numbered(words)
    lengths = np.array([len(text) for text in texts], dtype=np.int64)
    ends = np.cumsum(lengths)
    hashes = gram_hashes("".join(texts))[:_HEADING_GRAMS]
    return _passages(hashes, ends - lengths, ends, numbers[rows], "context", salt)


def _numbered(values: Iterable[Value]) -> tuple[list[Value], NDArray[np.intp]]:
    """Each different value once, and for every value which of these it is.

    Segments have much in common; what is asked of each value once takes a fraction of the time.
    """
    numbers: dict[Value, int] = {}
    rows = [numbers.setdefault(value, len(numbers)) for value in values]
    return list(numbers), np.array(rows, dtype=np.intp)


def _edges(hashes: Hashes, starts: Places, ends: Places) -> Buckets:
    """First and last grams of each segment and of its neighbours."""
    # For every segment and length: first and last gram; its own, that before, that behind.
    edges = np.zeros((len(starts), LONGEST, 2, 3), dtype=np.uint32)
    edges[:, :, 0, 0] = hashes[:, starts].T
    for length, grams in enumerate(hashes, 1):
        edges[:, length - 1, 1, 0] = grams[np.maximum(ends - length, 0)]
    edges[1:, ..., 1] = edges[:-1, ..., 0]
    edges[:-1, ..., 2] = edges[1:, ..., 0]
    columns = edges.reshape(len(starts), 6 * LONGEST)[:, _EDGE_COLUMNS]
    return buckets_of(columns, "context", _EDGE + 6 + _EDGE_COLUMNS)


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
    return buckets_of(combine_each(templates).T, "context", _PLACE + np.arange(len(templates)))


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
    named, rows = _numbered(map(tuple, evidence))
    found = [_named_buckets(names) for names in named]
    width = max(map(len, found), default=0)
    filled = [buckets + (NOTHING,) * (width - len(buckets)) for buckets in found]
    return np.array(filled, dtype=np.int32).reshape(len(found), width)[rows]


@lru_cache(maxsize=1 << 14)
def _named_buckets(names: tuple[str, ...]) -> tuple[int, ...]:
    digests = np.array([zlib.crc32(name.encode()) for name in names], dtype=np.uint32)
    return tuple(buckets_of(digests, "evidence", 0).tolist())
