"""The columns of time limits: words, days and kinds → spans."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pipeline.feedback.workbook.page import Place
from pipeline.feedback.workbook.parse import (
    Dates,
    entries_in,
    type_of,
    types_in,
    words_and_dates,
)
from pipeline.feedback.workbook.report import UnclearError
from pipeline.feedback.workbook.sentence import Sentence, check_apart, free, in_order, span_of
from pipeline.feedback.workbook.targets import nearest
from pipeline.judgements import Span
from pipeline.schema import Deadline
from pipeline.write.table import deadline_cell, wordings

LABEL = "deadline"

Record = dict[str, Any]

# What a time limit of each type says; the first of them it must say.
_SAYS = {
    "by": ("end_date",),
    "until": ("end_date",),
    "within": ("duration", "rule"),
    "duration": ("duration", "rule"),
    "period": ("start_date", "end_date"),
    "recurring": ("rule",),
}
_NEEDED = {"end_date": "a date", "duration": "a length", "start_date": "a first and a last day"}


def same_deadlines(sentence: Sentence) -> tuple[Span, ...]:
    """Return the time limits as the run found them, those of notes too."""
    return in_order(span_of(one, LABEL) for one in sentence.measure["deadlines"])


def read_deadlines(cell: str, kinds: str | None, sentence: Sentence) -> tuple[Span, ...]:
    """Return the time limits that a cell lists.

    Words that stood there keep their place and meaning; new ones are looked for in the sentence,
    then in the notes that cover it, and read as the run would read them. Days in brackets win.
    ``kinds``: the cell of the kinds where a person changed it. Raises UnclearError.
    """
    known: dict[str, list[Record]] = {}
    for deadline in sentence.measure["deadlines"]:
        known.setdefault(deadline_cell(deadline), []).append(deadline)
    entries = entries_in(cell)
    left = {shown: records for shown, records in known.items() if shown not in entries}
    groups: list[list[Span]] = []
    for entry in entries:
        if entry in known:
            groups.append([span_of(one, LABEL) for one in known[entry]])
        else:
            taken = [span for group in groups for span in group]
            groups.append(_changed(entry, sentence, taken, left))
    if kinds is not None:
        groups = _typed(groups, types_in(kinds))
    spans = [span for group in groups for span in group]
    for span in spans:
        if span.type is None:
            raise UnclearError("deadlines", "no_normal_form", value=span.text)
    return check_apart("deadlines", spans)


def _changed(
    entry: str, sentence: Sentence, taken: Sequence[Span], left: dict[str, list[Record]]
) -> list[Span]:
    try:
        words, dates = words_and_dates(entry)
    except ValueError as error:
        raise UnclearError("deadlines", "date_unreadable", value=error) from error
    for shown, records in left.items():
        if records[0]["text"] == words:
            del left[shown]
            return _redated(records, dates)
    return [_new(words, dates, sentence, taken, left)]


def _redated(records: Sequence[Record], dates: Dates | None) -> list[Span]:
    """Return the same words with other days."""
    if dates is None:
        raise UnclearError("deadlines", "date_removed", value=records[0]["text"])
    return [_dated(span_of(one, LABEL), dates) for one in records]


def _dated(span: Span, dates: Dates | None) -> Span:
    if dates is None:
        return span
    return replace(span, start_date=dates.start, end_date=dates.end)


def _new(
    words: str,
    dates: Dates | None,
    sentence: Sentence,
    taken: Sequence[Span],
    left: dict[str, list[Record]],
) -> Span:
    place = _locate(words, sentence, taken, [one for of_one in left.values() for one in of_one])
    found = sentence.page.deadline_at(place)
    span = sentence.span(place, LABEL)
    return _dated(span if found is None else _meaning(span, found), dates)


def _meaning(span: Span, found: Deadline) -> Span:
    return replace(
        span,
        type=found.type,
        start_date=found.start_date.isoformat() if found.start_date else None,
        end_date=found.end_date.isoformat() if found.end_date else None,
        duration=found.duration,
        rule=found.rule,
    )


def _locate(
    words: str, sentence: Sentence, taken: Sequence[Span], before: Sequence[Record]
) -> Place:
    for within in (sentence.place, *sentence.notes):
        places = free(sentence.page.find(words, within), sentence, taken)
        if places:
            return nearest(places, sentence, before)
    raise UnclearError("deadlines", "not_in_passage", value=words)


def _typed(groups: list[list[Span]], words: list[str]) -> list[list[Span]]:
    if len(words) != len(groups):
        counts = {"count": len(words), "expected": len(groups)}
        raise UnclearError("deadline_types", "types_count", **counts)
    pairs = zip(groups, words, strict=True)
    return [[_with_type(span, word) for span in group] for group, word in pairs]


def _with_type(span: Span, word: str) -> Span:
    code = type_of(word)
    if code is None:
        allowed = "、".join(wordings("deadline_type").values())
        raise UnclearError("deadline_types", "type_unknown", value=word, allowed=allowed)
    if code == span.type:
        return span
    says = _SAYS[code]
    kept: dict[str, Any] = {
        name: getattr(span, name) if name in says else None
        for name in ("start_date", "end_date", "duration", "rule")
    }
    if code == "recurring":
        kept["rule"] = kept["rule"] or span.text
    if not any(kept[name] for name in says if name != "rule" or code == "recurring"):
        needed = _NEEDED[says[0]]
        raise UnclearError(
            "deadline_types", "type_misfits", value=word, needed=needed, text=span.text
        )
    return replace(span, type=code, **kept)
