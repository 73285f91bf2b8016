"""The journal to the judgements of the annotations folder: append-only, each answer once.

What is missing follows from the journal and from what the folder holds already, nothing else: an
export that was cut off is completed by the next one, and a second export adds nothing.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from pipeline.feedback.review.journal import Entry, Journal
from pipeline.judgements import Judgement, add_judgements, read_judgements

# One answer: nobody gives two on one segment at the same time.
Key = tuple[str, str, int, int, str]


def export_journal(journal: Journal, annotations: Path) -> int:
    """Append to the judgements what they lack; return how many were added.

    Raises FeedbackError: E702 a damaged line in the folder, E703 it cannot be written.
    """
    with journal.alone():
        there = {_key(one) for one in read_judgements(annotations)}
        return add_judgements(annotations, missing(journal.entries(), there))


def missing(entries: Iterable[Entry], there: Collection[Key]) -> Iterator[Judgement]:
    """Yield the judgements of a journal that are not ``there``, in its order.

    An answer taken back before it was exported is left out. One taken back later cannot be
    deleted from a file that is only added to: what stood before it is said again, or, where
    nothing did, that the segment is left open.
    """
    entries = list(entries)
    undone = {entry.undoes for entry in entries if entry.undoes is not None}
    standing: dict[tuple[str, str], list[Judgement]] = {}
    for entry in entries:
        stack = standing.setdefault((entry.annotator, entry.segment), [])
        if entry.judgement is not None:
            stack.append(entry.judgement)
            judgement = None if entry.number in undone else entry.judgement
        else:
            # Only the last answer can be taken back.
            taken = stack.pop()
            judgement = _said_again(taken, stack, entry.at) if _key(taken) in there else None
        if judgement is not None and _key(judgement) not in there:
            yield judgement


def _said_again(taken: Judgement, below: list[Judgement], at: str) -> Judgement:
    if below:
        return dataclasses.replace(below[-1], at=at)
    return Judgement(
        doc=taken.doc,
        start=taken.start,
        end=taken.end,
        text=taken.text,
        annotator=taken.annotator,
        at=at,
        tool=taken.tool,
        answer="skip",
        guideline=taken.guideline,
        saw=taken.saw,
        reason=taken.reason,
    )


def _key(one: Judgement) -> Key:
    return (one.annotator, one.doc, one.start, one.end, one.at)
