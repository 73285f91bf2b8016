"""How the documents of a batch relate: copies, interpretations, and measures said again.

A pass of its own over the records of all inputs, after every file was extracted alone. It
works on records as plain dicts (fields of docs/records.md), pure, in the order given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from pipeline.relate.copies import find_copies
from pipeline.relate.interpretations import find_interpreted
from pipeline.relate.repeats import absorb_repeats, merge_repeats, quoted

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Related:
    """The batch's notices and measures after comparison.

    ``renamed`` maps (file, old notice id) to the new one, for texts that stand in two files
    letter by letter; segments of those files follow it.
    """

    notices: list[Record]
    measures: list[Record]
    renamed: dict[tuple[str, str], str]


def no_sentences(notice_id: str) -> Iterable[Record]:
    """Know no sentences besides the measures."""
    return ()


def relate(
    notices: Iterable[Record],
    measures: Iterable[Record],
    *,
    sentences: Callable[[str], Iterable[Record]] = no_sentences,
) -> Related:
    """Fill ``same_as``, ``interprets``, ``also_in`` and ``measures`` counts; drop repetitions.

    Expects and returns both lists sorted by file and start. A measure of a copy or of an
    interpretation that says what a measure of the original says becomes a place in that
    measure's ``also_in``; so does a repeat inside one document. ``sentences`` gives the body
    segments of a document by notice id: those of an interpretation are compared as well, since it
    may say a measure in words that are no measure by themselves.
    """
    given = list(notices)
    renamed = _distinct_ids(given)
    named = [_renamed_notice(notice, renamed) for notice in given]
    moved = [_renamed_measure(measure, renamed) for measure in measures]
    own: dict[str, list[Record]] = {notice["id"]: [] for notice in named}
    for measure in moved:
        own[measure["notice_id"]].append(measure)
    own = {key: merge_repeats(of_notice) for key, of_notice in own.items()}
    same_as = find_copies(named, own)
    interprets = find_interpreted(named, same_as)
    for source, original in [*same_as.items(), *interprets.items()]:
        own[original], own[source] = absorb_repeats(own[original], own[source])
    old_ids = {new: old for (_, old), new in renamed.items()}
    for source, original in interprets.items():
        said = quoted(sentences(old_ids.get(source, source)), moved)
        own[original], _ = absorb_repeats(own[original], said)
    for notice in named:
        notice["same_as"] = same_as.get(notice["id"])
        notice["interprets"] = interprets.get(notice["id"])
        notice["measures"] = len(own[notice["id"]])
    kept = [measure for of_notice in own.values() for measure in of_notice]
    kept.sort(key=lambda measure: (measure["file"], measure["start"]))
    return Related(named, kept, renamed)


def _distinct_ids(notices: list[Record]) -> dict[tuple[str, str], str]:
    seen: dict[str, int] = {}
    renamed = {}
    for notice in notices:
        count = seen.get(notice["id"], 0)
        seen[notice["id"]] = count + 1
        if count:
            renamed[notice["file"], notice["id"]] = f"{notice['id']}~{count + 1}"
    return renamed


def _renamed_notice(notice: Record, renamed: dict[tuple[str, str], str]) -> Record:
    return {**notice, "id": renamed.get((notice["file"], notice["id"]), notice["id"])}


def _renamed_measure(measure: Record, renamed: dict[tuple[str, str], str]) -> Record:
    old = measure["notice_id"]
    new = renamed.get((measure["file"], old))
    if new is None:
        return measure
    return {**measure, "id": new + measure["id"].removeprefix(old), "notice_id": new}
