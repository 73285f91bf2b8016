"""Find the bodies that have to act, in notes and in sentences.

``find_bodies`` marks them; ``first_is_lead`` and ``covers_document`` read what a document says
once for all its notes or measures. ``read_note`` and ``split_bodies`` take a note or a list
apart that somebody else has found, such as a table cell.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from pipeline.fields.department.declarations import (
    covers_document,
    first_is_lead,
    let_declared_lead,
)
from pipeline.fields.department.lists import split_bodies
from pipeline.fields.department.notes import find_notes, read_note
from pipeline.fields.department.subjects import find_subjects
from pipeline.schema import Body, Coverage, Segment

__all__ = [
    "covers_document",
    "find_bodies",
    "first_is_lead",
    "read_note",
    "split_bodies",
]

_WITH_BODIES = ("body", "table_row")
# 上报商务部（市场运行司）: the bracket tells which part of the one who is told.
_ADDRESSED = re.compile(r"(?:报|报送|抄送|提交|反馈|寄送?|送)(?:至|到|给)?[^，。；：\n]{2,14}\Z")
_FURTHEST_ADDRESS = 20


def find_bodies(text: str, segments: Sequence[Segment]) -> list[Body]:
    """Return the bodies of a document that have to act, sorted and disjoint; clean offsets.

    Notes give roles (``department.note_…``), sentences mostly actors (``department.subject`` and
    the like). Headings, meta and boilerplate hold none.
    """
    statements = covers_document(text)
    notes = let_declared_lead(text, _notes(text, segments))
    bodies = [body for note in notes for body in _named_once(note, statements)]
    bodies += _stated(statements, segments)
    bodies += find_subjects(text, segments)
    bodies.sort(key=lambda body: (body.start, -body.end))
    return list(_disjoint(bodies))


def _notes(text: str, segments: Sequence[Segment]) -> list[list[Body]]:
    """Return the bodies of each note: segments of that kind, and notes inside other segments."""
    found: list[list[Body]] = []
    starts = [segment.start for segment in segments]
    for start, end in find_notes(text):
        number = bisect_right(starts, start) - 1
        if number >= 0 and segments[number].kind in _WITH_BODIES:
            found.append(read_note(text, start, min(end, segments[number].end), strict=True))
    for segment in segments:
        if segment.kind == "note" and not _is_addressed(text, segment.start):
            found.append(read_note(text, segment.start, segment.end))
    return sorted((bodies for bodies in found if bodies), key=lambda bodies: bodies[0].start)


def _named_once(note: list[Body], statements: Sequence[Coverage]) -> Iterator[Body]:
    """Yield the bodies of a note without those that a statement in it only names again.

    （各区政府负责。以下均需各区落实）: the statement speaks of what follows.
    """
    for body in note:
        said = next((one for one in statements if one.start <= body.start < one.end), None)
        if said is None or any(one.start == body.start for one in said.bodies):
            yield body


def _stated(statements: Sequence[Coverage], segments: Sequence[Segment]) -> Iterator[Body]:
    """Yield the bodies of statements about all measures: 以下政策均需各区政府落实."""
    starts = [segment.start for segment in segments]
    for statement in statements:
        number = bisect_right(starts, statement.start) - 1
        if number >= 0 and segments[number].kind in (*_WITH_BODIES, "note"):
            end = segments[number].end
            yield from (body for body in statement.bodies if body.end <= end)


def _is_addressed(text: str, start: int) -> bool:
    """Say whether the bracket at ``start`` stands behind the one to whom something is sent."""
    furthest = max(0, start - _FURTHEST_ADDRESS)
    return text[start : start + 1] in "（〔" and bool(_ADDRESSED.search(text[furthest:start]))


def _disjoint(bodies: list[Body]) -> Iterator[Body]:
    end = 0
    for body in bodies:
        if body.start >= end:
            yield body
            end = body.end
