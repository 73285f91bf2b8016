"""Actions by hand: annotations/actions/NAME.jsonl over gold, and what the pipeline makes of them.

Rows of the report, for each part (``tune`` served to write rules, ``held`` only measures):

* ``action PART verb``: the verb of the first clause, letter by letter;
* ``action PART object``: its object, half of it at least;
* ``action PART both``: the first clause as a whole;
* ``action PART clauses``: verb and object of every clause.

Measures without a record do not count here; ``record measure`` counts them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path

from pipeline.characters import simplify
from pipeline.learn.gold import GoldDocument, Row, stands_in
from pipeline.learn.score import Report, letters, overlaps_half
from pipeline.schema import Extraction, MeasureRecord
from pipeline.write.jsonl import read_jsonl

ROWS = tuple(
    f"action {part} {what}"
    for part in ("tune", "held")
    for what in ("verb", "object", "both", "clauses")
)

# Verb and object of a clause, as they are compared.
_Clause = tuple[str, str | None]


def read_actions(folder: Path, name: str) -> list[Row]:
    """Return the measures of a document whose actions are annotated, if any."""
    path = folder / "actions" / f"{name}.jsonl"
    return list(read_jsonl(path)) if path.is_file() else []


def score_actions(
    report: Report, rows: Sequence[Row], gold: GoldDocument, said: Extraction
) -> None:
    """Add the rows of actions to the report of a document."""
    places = {row["id"]: (row["start"], row["end"]) for row in gold.rows}
    for row in rows:
        record = _record_at(places[row["id"]], said.measures)
        if record is not None:
            wanted = [_wanted(clause) for clause in row["clauses"]]
            found = [_clause(one.action, one.object) for one in record.actions]
            _compare(report, f"action {row['part']}", wanted, found)


def _record_at(place: tuple[int, int], measures: Sequence[MeasureRecord]) -> MeasureRecord | None:
    for record in measures:
        places = [(record.start, record.end), *((one.start, one.end) for one in record.also_in)]
        if any(overlaps_half(place, one) for one in places):
            return record
    return None


def _wanted(clause: Row) -> _Clause:
    thing = clause["object"]
    return _clause(clause["action"]["text"], None if thing is None else thing["text"])


def _clause(verb: str, thing: str | None) -> _Clause:
    return letters(simplify(verb)), None if thing is None else letters(simplify(thing))


def _compare(report: Report, row: str, wanted: list[_Clause], found: list[_Clause]) -> None:
    ours, theirs = wanted[:1], found[:1]
    report.add_sets(f"{row} verb", [verb for verb, _ in ours], [verb for verb, _ in theirs])
    things = [[thing for _, thing in one if thing is not None] for one in (ours, theirs)]
    agreed = all(things) and _alike(things[0][0], things[1][0])
    _add(report, f"{row} object", *map(len, things), right=int(agreed))
    _add(report, f"{row} both", len(ours), len(theirs), right=_right(ours, theirs))
    _add(report, f"{row} clauses", len(wanted), len(found), right=_right(wanted, found))


def _add(report: Report, row: str, ours: int, theirs: int, *, right: int) -> None:
    report.add(row, right=right, spurious=theirs - right, missed=ours - right)


def _right(wanted: Sequence[_Clause], found: Sequence[_Clause]) -> int:
    """How many clauses of gold were found; each that was found answers for one."""
    free = list(found)
    right = 0
    for verb, thing in wanted:
        match = next((one for one in free if one[0] == verb and _alike(one[1], thing)), None)
        if match is not None:
            free.remove(match)
            right += 1
    return right


def _alike(first: str | None, second: str | None) -> bool:
    """Half of the longer one at least is in both, in one piece."""
    if first is None or second is None:
        return first is second
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    shared = matcher.find_longest_match().size
    return shared > 0 and shared >= 0.5 * max(len(first), len(second))


def problems_of_actions(folder: Path, gold: GoldDocument) -> Iterator[str]:
    """Yield what is wrong with the annotated actions of a document: links, places, texts."""
    rows = {row["id"]: row for row in gold.rows}
    text = gold.source.read_bytes().decode("utf-8")
    for row in read_actions(folder, gold.name):
        segment = rows.get(row["id"])
        if segment is None or "measure" not in segment["labels"]:
            yield f"id {row['id']} is no measure of gold"
            continue
        for span in _spans(row):
            if not segment["start"] <= span["start"] < span["end"] <= segment["end"]:
                yield f"id {row['id']}: {span['text']!r} does not lie in the segment"
            elif not stands_in(span["text"], text[span["start"] : span["end"]]):
                yield f"id {row['id']}: {span['text']!r} is not what stands at its place"


def _spans(row: Row) -> list[Row]:
    spans = [span for one in row["clauses"] for span in (one["action"], one["object"])]
    return [span for span in spans if span is not None]
