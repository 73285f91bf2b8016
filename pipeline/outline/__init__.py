"""Clean text → blocks: headings, the text and the notes under them, and what is neither.

numbers.py     第一章 一、 （一） 1. （1） ① 一是
lines.py       lines that are no text: meta, page furniture, tables
notes.py       responsibility notes
stretches.py   lines cut where regions and glued headings begin
headings.py    which stretches are headings or open with one
series.py      where a series 一是 二是 ends
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.outline.headings import find_headings
from pipeline.outline.numbers import RANK
from pipeline.outline.series import find_series_ends
from pipeline.outline.stretches import Stretch, read_stretches
from pipeline.schema import Block, SegmentKind

__all__ = ["outline"]


# A number has an even rank, see _rank.
_SERIES_RANK = 2 * RANK["six"]


def outline(text: str, regions: Sequence[tuple[int, int, str]]) -> list[Block]:
    """The blocks of a document, in order; together they hold every character but line ends.

    ``text`` and ``regions`` (start, end, ``meta`` or ``boilerplate``) in clean offsets.
    """
    stretches = read_stretches(text, regions)
    find_headings(text, stretches)
    find_series_ends(text, stretches)
    blocks: list[Block] = []
    above: list[tuple[int, str]] = []
    item = -1
    opened = 0
    for stretch in stretches:
        if stretch.kind:
            blocks.append(_block(stretch, stretch.kind, above, item))
            continue
        if stretch.number and stretch.number.kind != "six":
            item += 1
        if stretch.ends_series:
            _close(above, _SERIES_RANK)
        rank = _rank(stretch, above)
        if rank is not None:
            _close(above, rank)
        if stretch.heading_end > stretch.start and rank is not None:
            opened = opened if stretch.continues else stretch.start
            blocks.append(_heading(stretch, above, item))
            name = text[opened : stretch.heading_end].replace("\n", "")
            above.append((rank, name.strip(" 。")))
        blocks.extend(_body(stretch, above, item))
    return blocks


def _close(above: list[tuple[int, str]], rank: int) -> None:
    while above and above[-1][0] >= rank:
        above.pop()


def _rank(stretch: Stretch, above: Sequence[tuple[int, str]]) -> int | None:
    """Rank of what the stretch opens; None for text that opens nothing.

    Ranks of numbers are even; a heading without a number stands one below what is above it.
    """
    if stretch.number:
        return 2 * RANK[stretch.number.kind]
    if stretch.heading_end <= stretch.start:
        return None
    if stretch.continues:
        return above[-1][0]
    return next((rank + 1 for rank, _ in reversed(above) if rank % 2 == 0), 1)


def _names(above: Sequence[tuple[int, str]]) -> tuple[str, ...]:
    return tuple([name for _, name in above])


def _block(
    stretch: Stretch, kind: SegmentKind, above: Sequence[tuple[int, str]], item: int
) -> Block:
    return Block(
        stretch.start, stretch.end, kind, _names(above), item=item, paragraph=stretch.paragraph
    )


def _heading(stretch: Stretch, above: Sequence[tuple[int, str]], item: int) -> Block:
    return Block(
        stretch.start,
        stretch.heading_end,
        "heading",
        _names(above),
        stretch.level,
        item,
        stretch.paragraph,
    )


def _body(stretch: Stretch, above: Sequence[tuple[int, str]], item: int) -> Iterator[Block]:
    """What follows the heading: text, and the notes in it."""
    names = _names(above)
    at = stretch.heading_end
    for start, end in stretch.notes:
        if end <= at:
            continue
        if start > at:
            yield Block(at, start, "body", names, 0, item, stretch.paragraph)
        yield Block(max(start, at), end, "note", names, 0, item, stretch.paragraph)
        at = end
    if at < stretch.end:
        yield Block(at, stretch.end, "body", names, 0, item, stretch.paragraph)
