"""Blocks → segments: sentences, and the parts of them up to ``；``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.schema import Block, Segment

__all__ = ["segment"]

_PAIRS = {"（": "）", "〔": "〕", "“": "”", "‘": "’", "《": "》", "【": "】", "[": "]", "〈": "〉"}
# Longest bracket or quotation that keeps its sentences together; beyond it a mark is a slip.
_LONGEST = 300

# Begins with one character: that lets the search run at full speed.
_STOP_OR_OPENING = re.compile(
    f"[。！？；{re.escape(''.join(_PAIRS))}](?:(?<=[。！？；])[。！？；]*[”’）》〕】]*)?"
)
_BRACKETED = re.compile(f"[{re.escape(''.join((*_PAIRS, *_PAIRS.values())))}]")
_WORD = re.compile(r"\w")
_GOES_ON = frozenset("，、；。：的等")
_DEEPEST = 3


def segment(text: str, blocks: Sequence[Block]) -> list[Segment]:
    """The segments of ``text``, in order, without overlap; clean offsets.

    Body blocks are cut into sentences, and so is a heading that asks two questions; notes,
    table rows, meta and boilerplate stay whole. Blanks at the edges are left out, and so is
    what holds no word.
    """
    segments: list[Segment] = []
    for block in blocks:
        kind, section, level = block.kind, block.section, block.level
        cut = kind in ("body", "heading")
        for start, end in _sentences(text, block) if cut else ((block.start, block.end),):
            while start < end and text[start].isspace():
                start += 1
            while start < end and text[end - 1].isspace():
                end -= 1
            if _WORD.search(text, start, end):
                segments.append(
                    Segment(start, end, kind, section, level, block.item, block.paragraph)
                )
    return segments


def _sentences(text: str, block: Block) -> Iterator[tuple[int, int]]:
    """Cut behind 。！？； and what closes with them (“…。”), not inside brackets or quotes."""
    start, end = block.start, block.end
    at = start
    while match := _STOP_OR_OPENING.search(text, at, end):
        at = match.end()
        if match.group() in _PAIRS:
            closed = _closing(text, match.start(), end)
            at = closed or at
            if not closed or not _ends_sentence(text, match.group(), closed):
                continue
        yield start, at
        start = at
    if start < end:
        yield start, end


def _ends_sentence(text: str, opening: str, closed: int) -> bool:
    """Whether a bracket or quotation that ends at ``closed`` ends the sentence too."""
    return (
        opening in "（“"
        and text[closed - 2] in "。！？"
        and text[closed : closed + 1] not in _GOES_ON
    )


def _closing(text: str, opening: int, end: int) -> int:
    """End of the bracket that opens at ``opening``, 0 if it is not closed within reach."""
    mark, closing = text[opening], _PAIRS[text[opening]]
    reach = min(end, opening + _LONGEST)
    depth = 0
    for match in _BRACKETED.finditer(text, opening, reach):
        depth += (match.group() == mark) - (match.group() == closing)
        if not depth:
            return match.end()
        if depth > _DEEPEST:
            break
    return 0
