"""Span groups of a ``Doc``: what is in them, who writes them, how to read them back.

| ``doc.spans``    | ``doc._``        | written by         | ``label_``     | ``id_``            |
|------------------|------------------|--------------------|----------------|--------------------|
| ``regions``      | ``.regions``     | the caller         | meta, …        |                    |
| ``blocks``       | ``.blocks``      | notice_outline     | kind           |                    |
| ``segments``     | ``.segments``    | notice_segments    | kind           |                    |
| ``measures``     | ``.measures``    | notice_measures    | measure        | deciding rule      |
| ``departments``  | ``.departments`` | notice_departments | role           | rule or model      |
| ``targets``      | ``.targets``     | notice_targets     | op             | rule or model      |
| ``deadlines``    | ``.deadlines``   | notice_deadlines   | type           | rule or model      |
| ``labels``       | ``.labels``      | notice_labels      | kind           |                    |

``group.attrs["items"]`` holds all fields of each item as plain values (dates as ISO text), so
that they survive ``to_bytes``, ``DocBin`` and ``nlp.pipe(n_process=2)``. Offsets are
characters of ``doc.text``, which is the clean text of one document.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any, Protocol, TypeVar

from spacy.tokens import Doc, Span, SpanGroup

from pipeline.errors import StructureError

GROUPS = (
    "regions",
    "blocks",
    "segments",
    "measures",
    "departments",
    "targets",
    "deadlines",
    "labels",
)


class Placed(Protocol):
    """Anything with clean offsets."""

    @property
    def start(self) -> int:
        """First character."""

    @property
    def end(self) -> int:
        """One past the last character."""


Item = TypeVar("Item", bound=Placed)


def register_attributes() -> None:
    """Declare ``doc._.<group>`` for every span group, and the facts about a document."""
    for group in GROUPS:
        Doc.set_extension(group, getter=_spans_of(group), force=True)
    Doc.set_extension("document_kind", default="notice", force=True)
    Doc.set_extension("issued", default=None, force=True)


def _spans_of(group: str) -> Callable[[Doc], SpanGroup | tuple[()]]:
    def spans(doc: Doc) -> SpanGroup | tuple[()]:
        found: SpanGroup | tuple[()] = doc.spans.get(group, ())
        return found

    return spans


def put_items(
    doc: Doc,
    group: str,
    items: Sequence[Item],
    *,
    label: Callable[[Item], str],
    found_by: Callable[[Item], str] = lambda item: "",
) -> None:
    """Write dataclasses with ``start`` and ``end`` into a span group, values into its attrs.

    Raises StructureError E201 where an item does not begin and end with a token.
    """
    spans = [_span(doc, group, item, label(item), found_by(item)) for item in items]
    attrs = {"items": [_plain(item) for item in items]}
    doc.spans[group] = SpanGroup(doc, name=group, spans=spans, attrs=attrs)


def get_items(doc: Doc, group: str, make: Callable[..., Item]) -> list[Item]:
    """Read back what ``put_items`` wrote; ``make`` is the dataclass."""
    if group not in doc.spans:
        return []
    spans = doc.spans[group]
    return [make(**_dated(values)) for values in spans.attrs["items"]]


def _span(doc: Doc, group: str, item: Placed, label: str, found_by: str) -> Span:
    # A blank belongs to the token before it: a block that ends in one ends inside a token.
    passage = doc.text[item.start : item.end]
    start = item.start + len(passage) - len(passage.lstrip())
    end = item.end - len(passage) + len(passage.rstrip())
    span = doc.char_span(start, end, label=label, span_id=found_by)
    if span is None:
        raise StructureError("E201", group=group, start=item.start, end=item.end)
    return span


def _plain(item: Any) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, dt.date) else value
        for name, value in dataclasses.asdict(item).items()
    }


def _dated(values: dict[str, Any]) -> dict[str, Any]:
    read: dict[str, Any] = {}
    for name, value in values.items():
        if name.endswith("_date") and value is not None:
            value = dt.date.fromisoformat(value)
        read[name] = tuple(value) if isinstance(value, list) else value
    return read
