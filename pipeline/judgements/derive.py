"""Gold from judgements: what annotators say together, and where they disagree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.judgements.compare import together
from pipeline.judgements.judgement import Judgement, plain
from pipeline.judgements.store import standing

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Derived:
    """``rows``: gold rows by document, in text order; ``disputed``: judgements that disagree."""

    rows: dict[str, list[Row]]
    disputed: list[tuple[Judgement, ...]]


def derive(judgements: Sequence[Judgement]) -> Derived:
    """Settle what each annotator said last.

    An adjudication decides; else all annotators of a segment must agree on what they both looked
    at, and a segment on which they do not is no gold until somebody decides. Skipped segments say
    nothing. Where two segments share more than half of the shorter one (a later version cut the
    text in another way), the one judged last stands.
    """
    groups: dict[tuple[str, int, int], list[Judgement]] = {}
    for (doc, start, end, _), judgement in standing(judgements).items():
        if judgement.answer == "accept":
            groups.setdefault((doc, start, end), []).append(judgement)
    decided, disputed = [], []
    for _, group in sorted(groups.items()):
        decision = _decision(group)
        if decision is None:
            disputed.append(tuple(group))
        else:
            decided.append(decision)
    return Derived(_rows(_latest(decided)), disputed)


def _decision(group: Sequence[Judgement]) -> Judgement | None:
    adjudicated = [one for one in group if one.adjudicated]
    if adjudicated:
        return max(adjudicated, key=lambda one: one.at)
    return together(group)


def _latest(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Leave out segments that a later judgement has cut in another way."""
    kept: list[Judgement] = []
    for one in sorted(judgements, key=lambda one: (one.doc, one.start, one.end)):
        if kept and _overlap(one, kept[-1]):
            kept[-1] = max(kept[-1], one, key=lambda either: either.at)
        else:
            kept.append(one)
    return kept


def _overlap(one: Judgement, other: Judgement) -> bool:
    shared = min(one.end, other.end) - max(one.start, other.start)
    shorter = min(one.end - one.start, other.end - other.start)
    return one.doc == other.doc and 2 * shared > shorter


def _rows(judgements: Iterable[Judgement]) -> dict[str, list[Row]]:
    rows: dict[str, list[Row]] = {}
    for one in judgements:
        of_doc = rows.setdefault(one.doc, [])
        of_doc.append(_row(one, len(of_doc) + 1))
    return rows


def _row(judgement: Judgement, number: int) -> Row:
    line = plain(judgement)
    row: Row = {"doc": judgement.doc, "id": number}
    row |= {key: line[key] for key in ("start", "end", "text", "labels", "judged", "spans")}
    if "measure" in judgement.labels:
        fields = ("responsible", "deadlines")
        row |= {key: line[key] for key in fields if line[key] is not None}
    return row
