"""A segment as a network reads it: its text among what stands around it, as one short string.

    facts ‖ heading ‖ end of the segment before ‖ the segment ‖ start of the segment behind

``‖`` is ``BAR``, a private-use character that no document holds, and so are the facts (kind of
segment, kind of document, place in the paragraph, how much the document asks). Every character
is one token, so the length of a passage is its number of tokens.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

from pipeline.schema import DocumentKind, Segment, SegmentKind

BAR = "\ue000"
_FACTS = 0xE010
_KINDS = {kind: number for number, kind in enumerate(get_args(SegmentKind))}
_DOCUMENTS = {kind: number for number, kind in enumerate(get_args(DocumentKind))}

HEADING, BEFORE, BEHIND = 24, 16, 8
# Segments that may carry labels; titles, dates and page furniture are not shown to the network.
READ = ("body", "note", "table_row")

_AS_READ = dict.fromkeys(range(0xE000, 0xE100), "?")


@dataclass(frozen=True, slots=True)
class Passage:
    """What the network reads; ``text[own:own + length]`` is the segment, at ``start`` (clean)."""

    text: str
    own: int
    length: int
    start: int
    number: int


def passages(text: str, segments: Sequence[Segment], *, kind: DocumentKind) -> list[Passage]:
    """Make a passage of every segment that may carry labels; ``number``: its place in the list."""
    readable = text.translate(_AS_READ)
    asking = _asking(text)
    made = []
    for number, segment in enumerate(segments):
        if segment.kind in READ:
            facts = _facts(segments, number, kind, asking)
            made.append(_passage(readable, segments, number, facts))
    return made


def _passage(text: str, segments: Sequence[Segment], number: int, facts: str) -> Passage:
    segment = segments[number]
    heading = segment.section[-1] if segment.section else ""
    before = segments[number - 1] if number else None
    behind = segments[number + 1] if number + 1 < len(segments) else None
    opening = BAR.join(
        (
            facts,
            heading.translate(_AS_READ)[-HEADING:],
            text[max(before.start, before.end - BEFORE) : before.end] if before else "",
            "",
        )
    )
    closing = text[behind.start : min(behind.end, behind.start + BEHIND)] if behind else ""
    own = text[segment.start : segment.end]
    return Passage(opening + own + BAR + closing, len(opening), len(own), segment.start, number)


def _facts(segments: Sequence[Segment], number: int, kind: DocumentKind, asking: int) -> str:
    """Kind, kind of document, how much it asks, first and last in the paragraph, kinds beside."""
    segment = segments[number]
    before = segments[number - 1] if number else None
    behind = segments[number + 1] if number + 1 < len(segments) else None
    opens = before is None or before.paragraph != segment.paragraph
    closes = behind is None or behind.paragraph != segment.paragraph
    codes = (
        _KINDS[segment.kind],
        8 + _DOCUMENTS[kind],
        16 + asking,
        24 + 2 * opens + closes,
        32 + (_KINDS[before.kind] if before else 7),
        40 + (_KINDS[behind.kind] if behind else 7),
        48 + min(number * 8 // len(segments), 7),
    )
    return "".join(chr(_FACTS + code) for code in codes)


def _asking(text: str) -> int:
    """How densely a text asks (要, 应, 须, 得, 将), in seven steps."""
    return min(int(sum(map(text.count, "要应须得将")) / max(len(text), 1) * 500), 6)
