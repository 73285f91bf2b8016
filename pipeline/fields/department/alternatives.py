"""Patterns with many alternatives as tables: one row each, with a phrase that it matches.

The tests hold every row to its phrases, so that a table can be read by its examples alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Alternative(NamedTuple):
    """One alternative: it is found in ``example``, and not in ``but_not`` where there is one."""

    pattern: str
    example: str
    but_not: str = ""


def plain(*words: str) -> tuple[Alternative, ...]:
    """Return an alternative for each word that is its own example."""
    return tuple(Alternative(word, word) for word in words)


def any_of(alternatives: Iterable[Alternative]) -> str:
    """Return the alternatives as branches in their order, without a group around them."""
    return "|".join(row.pattern for row in alternatives)
