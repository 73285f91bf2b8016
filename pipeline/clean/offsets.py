"""The map between clean and source offsets, and the draft that keeps it true while editing."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from pipeline.schema import CleanText


class Edit(NamedTuple):
    """``text[start:end]`` becomes ``char``: one character, standing for the first, or none."""

    start: int
    end: int
    char: str = ""


class Draft:
    """A text under edit, and where each run of its characters stands in the source."""

    def __init__(self, text: str, source_start: int) -> None:
        self.text = text
        self.clean_starts = [0]
        self.source_starts = [source_start]

    def edit(self, edits: Iterable[Edit]) -> None:
        """Apply ``edits``, in order of offset; one that overlaps an earlier one is left out."""
        pieces: list[str] = []
        runs: list[tuple[int, int]] = []
        done = 0
        for start, end, char in edits:
            if start < done:
                continue
            if start > done:
                runs.append((done, start))
                pieces.append(self.text[done:start])
            if char:
                runs.append((start, start + 1))
                pieces.append(char)
            done = end
        if not done:
            return
        if done < len(self.text):
            runs.append((done, len(self.text)))
            pieces.append(self.text[done:])
        self._rebuild(runs)
        self.text = "".join(pieces)

    def _rebuild(self, runs: list[tuple[int, int]]) -> None:
        """The map of the text that consists of ``runs`` of the present one."""
        old_clean, old_source = self.clean_starts, self.source_starts
        last = len(old_clean) - 1
        at = 0
        length = 0
        clean: list[int] = []
        source: list[int] = []
        follows: int | None = None
        for start, end in runs:
            while at < last and old_clean[at + 1] <= start:
                at += 1
            here = start
            while True:
                origin = old_source[at] + here - old_clean[at]
                if origin != follows:
                    clean.append(length)
                    source.append(origin)
                stop = old_clean[at + 1] if at < last and old_clean[at + 1] < end else end
                length += stop - here
                follows = origin + stop - here
                here = stop
                if here == end:
                    break
                at += 1
        self.clean_starts = clean or [0]
        self.source_starts = source or [old_source[0]]


def edited(text: str, edits: Iterable[Edit]) -> str:
    """``text`` after ``edits``, as ``Draft.edit`` applies them."""
    draft = Draft(text, 0)
    draft.edit(edits)
    return draft.text


def to_source(clean: CleanText, start: int, end: int) -> tuple[int, int]:
    """Clean offsets → source offsets of the passage's own first and last character.

    What was deleted at either edge stays out, what was deleted inside is in.
    """
    starts, sources = clean.clean_starts, clean.source_starts
    at = bisect_right(starts, start) - 1
    first = sources[at] + start - starts[at]
    if end <= start:
        return first, first
    at = bisect_right(starts, end - 1, at) - 1
    return first, sources[at] + end - starts[at]


def run_around(clean: CleanText, offset: int) -> tuple[int, int, int]:
    """The run of characters around a clean ``offset`` that stands in one piece in the source.

    Its start and end in clean offsets, and what to add to them to get source offsets.
    """
    starts = clean.clean_starts
    following = bisect_right(starts, offset)
    end = starts[following] if following < len(starts) else len(clean.text)
    start = starts[following - 1]
    return start, end, clean.source_starts[following - 1] - start


def to_clean(clean: CleanText, start: int, end: int) -> tuple[int, int] | None:
    """Source offsets → clean offsets of what is left of the passage; None if nothing is."""
    first = _clean_offset(clean, start)
    last = _clean_offset(clean, end)
    return (first, last) if first < last else None


def _clean_offset(clean: CleanText, offset: int) -> int:
    """The first clean offset whose character stands at or after source ``offset``."""
    at = bisect_right(clean.source_starts, offset) - 1
    if at < 0:
        return 0
    following = at + 1
    stop = clean.clean_starts[following] if following < len(clean.clean_starts) else len(clean.text)
    return min(clean.clean_starts[at] + offset - clean.source_starts[at], stop)
