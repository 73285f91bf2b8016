"""Judge the segments of a document one after the other, each from its text and its place."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.classify.place import Place, item_style
from pipeline.classify.speech import judge_speech
from pipeline.classify.task import judge_task
from pipeline.schema import DocumentKind, Segment

Evidence = tuple[float, str]
_HEAD, _TAIL = 500, 150
_POINTS = ("article", "chinese")


def measure_scores(
    text: str, segments: Sequence[Segment], *, kind: DocumentKind = "notice"
) -> list[float]:
    """Return for each segment the score of being a measure, 0..1, a measure from 0.5.

    ``text`` is the clean text in which the segments' offsets count; segments in text order.
    """
    return [score for score, _ in measure_evidence(text, segments, kind=kind)]


def measure_evidence(
    text: str, segments: Sequence[Segment], *, kind: DocumentKind = "notice"
) -> list[Evidence]:
    """Return score and deciding rule ("classify.directive_verb") for each segment."""
    judge = judge_task if kind == "notice" else judge_speech
    place = Place(kind=kind, opened=not _has_opening(text, segments))
    found: list[Evidence] = []
    for segment in segments:
        piece = _readable(text, segment)
        if segment.kind in ("body", "table_row"):
            place.enter(piece, segment.paragraph)
            score, rule = judge(piece, segment.section, place)
            place.leave(piece, segment.paragraph)
        else:
            score, rule = 0.0, segment.kind
            if segment.kind == "heading":
                place.enter_heading(piece)
        place.measured = score >= 0.5
        found.append((score, f"classify.{rule}"))
    return found


def _readable(text: str, segment: Segment) -> str:
    """The segment, or head and tail of one that is too long for a sentence (a table run together).

    The bound keeps the patterns, some of which look ahead to the end, from taking for ever.
    """
    if segment.end - segment.start <= _HEAD + _TAIL:
        return text[segment.start : segment.end]
    return text[segment.start : segment.start + _HEAD] + text[segment.end - _TAIL : segment.end]


def _has_opening(text: str, segments: Sequence[Segment]) -> bool:
    """Does a heading or numbered point stand in the first half, behind a preamble?"""
    half = segments[: len(segments) // 2 + 1]
    return any(
        segment.kind == "heading" or item_style(text[segment.start : segment.end]) in _POINTS
        for segment in half
    )
