"""The nouns: a task that is shown to a person, and the answer that comes back.

Offsets in here count code points of the passage that is shown; each tool's module converts.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pipeline.schema import LABELS

FORMATS = ("doccano", "label-studio", "prodigy")

# What leads from a task back to its passage; every row must bring these three back.
PLACE_KEYS = ("start", "end", "sha256")


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked passage. ``name``: see ``names``; ``form``: its normal form, where one is known."""

    start: int
    end: int
    name: str
    form: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Task:
    """A segment as it is shown, with what the program says of it.

    ``text`` is the passage of the source as it stands there. ``names``: labels of the whole
    passage, of which no mark tells. ``scores``: of every label; ``meta`` leads back.
    """

    text: str
    marks: tuple[Mark, ...]
    names: tuple[str, ...]
    scores: Mapping[str, float]
    meta: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """What one person said of one task.

    ``judged``: the labels that were looked at. ``who`` and ``at``: the person and the time, where
    the tool tells them. ``left_open``: seen, and nothing said. ``part``: only one mark or label
    of the passage was asked for; answers to others may stand in other rows.
    """

    text: str
    meta: Mapping[str, Any]
    marks: tuple[Mark, ...] = ()
    names: tuple[str, ...] = ()
    judged: tuple[str, ...] = LABELS
    who: str | None = None
    at: dt.datetime | None = None
    note: str = ""
    left_open: bool = False
    part: bool = False


@dataclass(slots=True)
class Reading:
    """What a tool's module learns while it reads a file.

    ``labels``: those that were looked at, if the user says so; ``numbered``: names of labels that
    a tool writes as numbers. ``shown``: the labels that occur anywhere in the file; ``marks``:
    passages are marked in it. ``lost``: how much was met that has no place with us.
    """

    labels: tuple[str, ...] | None = None
    numbered: Mapping[int, str] = field(default_factory=dict)
    shown: set[str] = field(default_factory=set)
    marks: bool = False
    lost: dict[str, int] = field(default_factory=dict)

    def lose(self, what: str, count: int = 1) -> None:
        """Count something that cannot be taken over."""
        if count:
            self.lost[what] = self.lost.get(what, 0) + count
