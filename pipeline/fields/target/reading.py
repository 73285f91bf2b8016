"""What a rule answers about a quantity."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.schema import Op


@dataclass(frozen=True, slots=True)
class Reading:
    """How far the target reaches to either side of its quantity, and what it says.

    ``before`` and ``behind`` count characters; ``strong``: the words promise, so that only plain
    signs of a condition speak against it; ``unit``: the unit where the quantity names none.
    """

    before: int
    behind: int
    op: Op
    metric: str | None
    found_by: str
    strong: bool = False
    unit: str | None = None
