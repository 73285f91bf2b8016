"""Measures said more than once: keep the first, list the others in its ``also_in``."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

from pipeline.relate.similar import SAME, letters, likeness, pairs

Record = dict[str, Any]

# Shorter keys (加强领导) recur by chance and are merged only when equal.
SHORTEST_FUZZY = 12


def merge_repeats(measures: list[Record]) -> list[Record]:
    """Return the measures without later repeats, in order; ``also_in`` in order of finding."""
    kept: list[Record] = []
    by_key: dict[str, int] = {}
    by_pair: dict[str, list[int]] = defaultdict(list)
    for measure in measures:
        key = letters(measure["text"])
        place = by_key.get(key)
        if place is None:
            place = _most_alike(key, kept, by_pair)
        if place is None:
            by_key[key] = len(kept)
            for pair in pairs(key):
                by_pair[pair].append(len(kept))
            kept.append(measure)
        else:
            kept[place] = _with_place(kept[place], measure)
    return kept


def _most_alike(
    key: str, kept: list[Record], by_pair: dict[str, list[int]]
) -> int | None:
    if len(key) < SHORTEST_FUZZY:
        return None
    common: Counter[int] = Counter()
    for pair in pairs(key):
        common.update(by_pair.get(pair, ()))
    best, best_likeness = None, SAME
    for place, shared in common.items():
        if shared * 2 < SAME * len(pairs(key)):
            continue
        other = letters(kept[place]["text"])
        found = likeness(key, other) if _same_figures(key, other) else 0.0
        if found > best_likeness or (found == best_likeness and best is None):
            best, best_likeness = place, found
    return best


def _same_figures(first: str, second: str) -> bool:
    """Two sentences that differ in a figure (奖励10万元 / 奖励20万元) are two measures."""
    return _figures(first) == _figures(second)


def _figures(key: str) -> list[str]:
    return [letter for letter in key if letter.isdigit() or letter in "一二三四五六七八九十百千万亿"]


def _with_place(measure: Record, repeat: Record) -> Record:
    place = {"file": repeat["file"], "start": repeat["start"], "end": repeat["end"]}
    return {**measure, "also_in": [*measure["also_in"], place, *repeat["also_in"]]}
