"""The words that make a number a target, from ``lexicons/target_cues.tsv`` and ``units.tsv``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from pipeline.lexicon import read_lexicon


@cache
def cue_words(kind: str) -> tuple[str, ...]:
    """All cues of a kind (``give_verb``, ``holder``, ...). Raises LexiconError."""
    return tuple(row["cue"] for row in read_lexicon("target_cues") if row["kind"] == kind)


@cache
def any_of(*kinds: str) -> str:
    """A pattern that matches any cue of these kinds, longest first."""
    return alternation(word for kind in kinds for word in cue_words(kind))


def alternation(words: Iterable[str]) -> str:
    """A pattern that matches any of ``words``, longest first."""
    tails: dict[str, list[str]] = {}
    for word in sorted(set(words), key=len, reverse=True):
        tails.setdefault(word[0], []).append(re.escape(word[1:]))
    # Grouped by first character: the engine leaves most groups after one look.
    return "(?:" + "|".join(f"{head}(?:{'|'.join(rest)})" for head, rest in tails.items()) + ")"


@cache
def unit_kinds() -> dict[str, str]:
    """Unit as written → money, share, count, size, months or years."""
    return {row["unit"]: row["kind"] for row in read_lexicon("units")}


@cache
def unit_names() -> dict[str, str]:
    """Unit as written → the name used in records (平米 → 平方米)."""
    return {row["unit"]: row["canonical"] or row["unit"] for row in read_lexicon("units")}


@cache
def unit_pattern() -> str:
    """A pattern for a unit; what may not follow it keeps 3家庭 and 2个工作日 out."""
    parts = []
    for row in sorted(read_lexicon("units"), key=lambda row: -len(row["unit"])):
        banned = [re.escape(word) for word in row["not_before"].split(",") if word]
        parts.append(re.escape(row["unit"]) + (f"(?!{'|'.join(banned)})" if banned else ""))
    return "(?:" + "|".join(parts) + ")"
