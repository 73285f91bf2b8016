"""Names of labels as tools have them: the label, and the role or type behind a colon.

``responsible_department:lead``, ``deadline:by``, ``target``, ``measure``. A tool has one flat
list of names; a role that is part of the name is chosen with the same key as the label.
"""

from __future__ import annotations

from typing import get_args

from pipeline.judgements import Span
from pipeline.schema import LABELS, DeadlineType, Role

_DETAIL = {"responsible_department": "role", "deadline": "type"}
_DETAILS = {"responsible_department": get_args(Role), "deadline": get_args(DeadlineType)}

SPAN_NAMES = tuple(
    f"{label}:{detail}" if detail else label
    for label in LABELS[1:]
    for detail in _DETAILS.get(label, ("",))
)
"""The names that a passage may be marked with."""

NAMES = (*LABELS, *(name for name in SPAN_NAMES if name not in LABELS))


def name_of(label: str, *, role: str | None, type: str | None) -> str:
    """Return the name of a span's label."""
    detail = {"role": role, "type": type}.get(_DETAIL.get(label, ""))
    return f"{label}:{detail}" if detail else label


def known(name: str) -> bool:
    """Tell whether a tool's name is one of ours, whatever its case and blanks."""
    return _plain(name) in NAMES


def label_of(name: str) -> str:
    """Return the label in a known name."""
    return _plain(name).partition(":")[0]


def span_of(start: int, end: int, text: str, name: str) -> Span:
    """Return a span with the label and the role or type in a known name."""
    label, _, detail = _plain(name).partition(":")
    kind = _DETAIL.get(label) if detail else None
    return Span(
        start,
        end,
        text,
        label,
        role=detail if kind == "role" else None,
        type=detail if kind == "type" else None,
    )


def _plain(name: str) -> str:
    return name.strip().lower()
