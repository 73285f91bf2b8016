"""Stretches: the pieces of lines that headings are looked for in."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.outline.lines import head_end, is_signature, kind_of_line
from pipeline.outline.notes import find_notes
from pipeline.outline.numbers import GLUED, Number, read_number
from pipeline.schema import SegmentKind

Passage = tuple[int, int, str]


@dataclass(slots=True)
class Stretch:
    """A line, or the piece of one that begins with a number; clean offsets.

    ``kind`` is set where no heading or sentence is to be looked for. ``heading_end`` is the end
    of the heading at its head, ``start`` if it has none. ``continues``: it is the rest of the
    heading above. ``ends_series``: no 一是 above it stands over it.
    """

    start: int
    end: int
    paragraph: int
    kind: SegmentKind | None = None
    number: Number | None = None
    notes: Sequence[tuple[int, int]] = field(default=())
    heading_end: int = -1
    level: int = 0
    continues: bool = False
    ends_series: bool = False

    @property
    def text_start(self) -> int:
        """Where the words begin, behind the number."""
        return self.number.end if self.number else self.start

    @property
    def text_end(self) -> int:
        """Where the notes at the end of the stretch begin."""
        end = self.end
        for start, stop in reversed(self.notes):
            if stop != end:
                break
            end = start
        return end


def read_stretches(text: str, regions: Sequence[Passage]) -> list[Stretch]:
    """The stretches of ``text``, in order; passages in ``regions`` keep the kind given there."""
    stretches: list[Stretch] = []
    regions = sorted(regions)
    ends = [end for _, end, _ in regions]
    start = 0
    for paragraph, line in enumerate(text.split("\n")):
        end = start + len(line)
        if line:
            at = bisect_left(ends, start + 1)
            for piece in _cut(start, end, regions, at):
                stretches.extend(_read(text, piece, paragraph))
        start = end + 1
    _find_signatures(text, stretches)
    _find_attachments(text, stretches)
    return stretches


def _cut(
    start: int, end: int, regions: Sequence[Passage], at: int
) -> Iterator[tuple[int, int, str | None]]:
    """``start..end`` in pieces: those inside a region with its kind, the others with None."""
    while at < len(regions) and regions[at][0] < end:
        first, last, kind = regions[at]
        first, last = max(first, start), min(last, end)
        if first > start:
            yield start, first, None
        if last > first:
            yield first, last, kind
        start = max(start, last)
        at += 1
    if start < end:
        yield start, end, None


def _read(text: str, piece: tuple[int, int, str | None], paragraph: int) -> Iterator[Stretch]:
    start, end, known = piece
    if known is not None:
        yield Stretch(start, end, paragraph, "meta" if known == "meta" else "boilerplate")
        return
    kind = kind_of_line(text, start, end)
    if kind:
        yield Stretch(start, end, paragraph, kind)
        return
    while (first := head_end(text, start, end)) > start:
        yield Stretch(start, first, paragraph, "meta")
        start = first
    cuts = [start]
    cuts += [match.start() + 1 for match in GLUED.finditer(text, start + 1, end)]
    cuts.append(end)
    for first, last in pairwise(cuts):
        yield Stretch(
            first,
            last,
            paragraph,
            number=read_number(text, first, last),
            notes=tuple(find_notes(text, first, last)),
        )


def _find_signatures(text: str, stretches: list[Stretch]) -> None:
    """Names that stand above a date of issue, or above another such name, become meta."""
    for below, above in pairwise(reversed(stretches)):
        if above.kind or above.number or below.kind not in (None, "meta"):
            continue
        if is_signature(text, above.start, above.end, below.start, below.end):
            above.kind = "meta"


def _find_attachments(text: str, stretches: list[Stretch]) -> None:
    """The numbered names below 附件： become meta."""
    for above, below in pairwise(stretches):
        listed = above.kind == "meta" and (above.number or text.startswith("附件", above.start))
        if listed and below.kind is None and _is_name(text, below):
            below.kind = "meta"


def _is_name(text: str, stretch: Stretch) -> bool:
    """Whether the stretch is the numbered name of an attachment: 2.乘客信息登记表."""
    if stretch.number is None or stretch.number.kind != "three":
        return False
    return stretch.end - stretch.start <= 80 and text.find("。", stretch.start, stretch.end) < 0
