"""Measures said more than once: keep the first, list the others in its ``also_in``."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from pipeline.relate.similar import SAME, letters, likeness, pairs

Record = dict[str, Any]

# Shorter keys (加强领导) recur by chance and are merged only when equal.
SHORTEST_FUZZY = 12


def merge_repeats(measures: Iterable[Record]) -> list[Record]:
    """Merge the measures of one document that say the same letter by letter."""
    kept: dict[str, Record] = {}
    for measure in measures:
        key = letters(measure["text"])
        kept[key] = _with_place(kept[key], measure) if key in kept else measure
    return list(kept.values())


def absorb_repeats(
    original: list[Record], repeated: list[Record]
) -> tuple[list[Record], list[Record]]:
    """Move what ``repeated`` says again into ``also_in`` of the original's measures.

    Returns the original's measures and those of ``repeated`` that say something else. Small
    changes do not hide a repeat: 建立“一对一”联络机制 / 联系机制.
    """
    merged = list(original)
    keys = [letters(measure["text"]) for measure in merged]
    exact = {key: place for place, key in reversed(list(enumerate(keys)))}
    by_pair: dict[str, list[int]] | None = None
    new = []
    for measure in repeated:
        key = letters(measure["text"])
        place = exact.get(key)
        if place is None and len(key) >= SHORTEST_FUZZY:
            by_pair = _index(keys) if by_pair is None else by_pair
            place = _most_alike(key, keys, by_pair)
        if place is None:
            new.append(measure)
        else:
            merged[place] = _with_place(merged[place], measure)
    return merged, new


def quoted(sentences: Iterable[Record], measures: Iterable[Record]) -> list[Record]:
    """Return the sentences that are no measures, in the shape of measures."""
    taken = {(measure["file"], measure["start"]) for measure in measures}
    return [
        {**{key: sentence[key] for key in ("file", "start", "end", "text")}, "also_in": []}
        for sentence in sentences
        if (sentence["file"], sentence["start"]) not in taken
    ]


def _index(keys: list[str]) -> dict[str, list[int]]:
    by_pair: dict[str, list[int]] = defaultdict(list)
    for place, key in enumerate(keys):
        for pair in pairs(key):
            by_pair[pair].append(place)
    return by_pair


def _most_alike(key: str, keys: list[str], by_pair: dict[str, list[int]]) -> int | None:
    common = Counter(place for pair in pairs(key) for place in by_pair.get(pair, ()))
    alike = [
        (likeness(key, keys[place]), -place)
        for place, shared in common.items()
        if shared * 2 >= SAME * len(pairs(key)) and _figures(key) == _figures(keys[place])
    ]
    best = max(alike, default=(0.0, 0))
    return -best[1] if best[0] >= SAME else None


def _figures(key: str) -> list[str]:
    """Figures in a key: 奖励10万元 and 奖励20万元 are two measures, whatever else they share."""
    return [
        letter for letter in key if letter.isdigit() or letter in "一二三四五六七八九十百千万亿"
    ]


def _with_place(measure: Record, repeat: Record) -> Record:
    place = {"file": repeat["file"], "start": repeat["start"], "end": repeat["end"]}
    return {**measure, "also_in": [*measure["also_in"], place, *repeat["also_in"]]}
