"""Tags of characters to spans: the likeliest spans that a network's chances allow.

A tag says where in a span of which name a character stands: ``B-`` begins, ``I-`` goes on, ``L-``
ends, ``U-`` stands alone, ``O`` outside.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from pipeline.schema import Role

Chances = NDArray[np.float32]

BODIES: tuple[str, ...] = get_args(Role)
NAMES = (*BODIES, "target", "deadline")
OUTSIDE = "O"
_PLACES = "BILU"
TAGS = (OUTSIDE, *(f"{place}-{name}" for place in _PLACES for name in NAMES))
_LEAST = 1e-6


@dataclass(frozen=True, slots=True)
class TaggedSpan:
    """A span of a passage; ``score``: the least chance of one of its characters."""

    start: int
    end: int
    name: str
    score: float


def tags(length: int, spans: Sequence[tuple[int, int, str]]) -> list[str]:
    """Tag ``length`` characters with spans; of two that overlap the longer one counts."""
    found = [OUTSIDE] * length
    for start, end, name in sorted(spans, key=lambda span: (span[0] - span[1], span)):
        if any(tag != OUTSIDE for tag in found[start:end]):
            continue
        if end - start == 1:
            found[start] = f"U-{name}"
            continue
        found[start:end] = [f"B-{name}", *[f"I-{name}"] * (end - start - 2), f"L-{name}"]
    return found


def read_tags(chances: Sequence[Chances]) -> list[list[TaggedSpan]]:
    """Return the likeliest spans of each passage; a row per character, a column per ``TAGS``."""
    found: list[list[TaggedSpan]] = [[] for _ in chances]
    # Where every character is surely outside there is nothing to search.
    some = [number for number, rows in enumerate(chances) if len(rows) and rows[:, 0].min() < 0.9]
    if not some:
        return found
    lengths = np.array([len(chances[number]) for number in some])
    padded = np.zeros((len(some), lengths.max(), len(TAGS)), dtype=np.float32)
    padded[:, :, 0] = 1
    for row, number in enumerate(some):
        padded[row, : lengths[row]] = chances[number]
    paths = _search(np.log(np.maximum(padded, _LEAST)))
    for row, number in enumerate(some):
        found[number] = _spans(paths[row, : lengths[row]], chances[number])
    return found


def _search(logs: Chances) -> NDArray[np.intp]:
    """Most likely tags of every row, no span left open.

    Two kinds of state behind a character: closed, or inside a span of some name.
    """
    passages, length, _ = logs.shape
    names = len(NAMES)
    outside = logs[:, :, 0]
    begin, inner, last, alone = (
        logs[:, :, 1 + place * names : 1 + (place + 1) * names] for place in range(4)
    )
    rows = np.arange(passages)
    closed = np.zeros(passages, dtype=np.float32)
    inside = np.full((passages, names), -np.inf, dtype=np.float32)
    shut = np.empty((passages, length), dtype=np.intp)  # tag that leaves the state closed
    opened = np.empty((passages, length, names), dtype=bool)  # whether a span began here
    for step in range(length):
        single = alone[:, step].argmax(axis=1)
        ending = (inside + last[:, step]).argmax(axis=1)
        ways = np.stack(
            (
                closed + outside[:, step],
                closed + alone[rows, step, single],
                inside[rows, ending] + last[rows, step, ending],
            )
        )
        way = ways.argmax(axis=0)
        shut[:, step] = np.choose(way, (0 * way, 1 + 3 * names + single, 1 + 2 * names + ending))
        fresh, going = closed[:, None] + begin[:, step], inside + inner[:, step]
        opened[:, step] = fresh >= going
        inside = np.maximum(fresh, going)
        closed = ways[way, rows]
    return _back(shut, opened)


def _back(shut: NDArray[np.intp], opened: NDArray[np.bool_]) -> NDArray[np.intp]:
    passages, length = shut.shape
    names = len(NAMES)
    rows = np.arange(passages)
    path = np.zeros((passages, length), dtype=np.intp)
    open_name = np.full(passages, -1)  # name of the span that the next character continues
    for step in range(length - 1, -1, -1):
        begun = opened[rows, step, open_name]
        within = np.where(begun, 1 + open_name, 1 + names + open_name)
        path[:, step] = np.where(open_name < 0, shut[:, step], within)
        ends = (path[:, step] > 2 * names) & (path[:, step] <= 3 * names)
        starts = (path[:, step] >= 1) & (path[:, step] <= names)
        open_name = np.where(ends, path[:, step] - 1 - 2 * names, np.where(starts, -1, open_name))
    return path


def _spans(path: NDArray[np.intp], chances: Chances) -> list[TaggedSpan]:
    names = len(NAMES)
    found = []
    start = 0
    for place in np.flatnonzero(path).tolist():
        tag = int(path[place])
        kind, name = (tag - 1) // names, NAMES[(tag - 1) % names]
        if kind in (0, 3):
            start = place
        if kind in (2, 3):
            score = _least(path[start : place + 1], chances[start : place + 1], name)
            found.append(TaggedSpan(start, place + 1, name, score))
    return found


def _least(path: NDArray[np.intp], chances: Chances, name: str) -> float:
    """Least chance of a character to stand where it does, in a body of whatever role."""
    same = BODIES if name in BODIES else (name,)
    first = path - 1 - NAMES.index(name)
    columns = first[:, None] + 1 + np.array([NAMES.index(one) for one in same])
    return float(np.take_along_axis(chances, columns, axis=1).sum(axis=1).min())
