"""Who judged what is learned from, and do they say of segments what gold says of them?

Scores show a spoiled batch late: a few hundred wrong labels among thousands move them less than
luck does. Set against gold they show at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from pipeline.judgements import Judgement, read_judgements, standing
from pipeline.learn.gold import Row, read_gold
from pipeline.schema import LABELS

# Of each annotator and label: how many segments have it as in gold, and how many not.
Heard = dict[str, dict[str, list[int]]]

# From this many segments on it is no accident that most of them are the other way round.
_LEAST = 20


def heard(folders: Sequence[Path], names: Collection[str]) -> Heard:
    """Compare judgements of the documents with these names with their gold."""
    counts: Heard = {}
    for folder in folders:
        judged = [one for one in standing(read_judgements(folder)).values() if _counts(one)]
        complete = {path.stem for path in (folder / "gold").glob("*.jsonl")}
        both = {one.doc for one in judged} & complete & {*names}
        for gold in read_gold(folder, sorted(both)):
            for one in (one for one in judged if one.doc == gold.name):
                _compare(counts, one, _row_of(one, gold.rows))
    return counts


def judged_by(folders: Sequence[Path], names: Collection[str]) -> dict[str, int]:
    """Count the segments that each annotator judged in the documents with these names."""
    found = [one for folder in folders for one in standing(read_judgements(folder)).values()]
    counts = Counter(one.annotator for one in found if _counts(one) and one.doc in names)
    return dict(sorted(counts.items()))


def opposed(counts: Mapping[str, Mapping[str, Sequence[int]]]) -> list[str]:
    """Name those who say the opposite of gold more often than not."""
    found = []
    for annotator, of_one in sorted(counts.items()):
        said = [
            f"{label} {of_one[label][1]} of {sum(of_one[label])}"
            for label in LABELS
            if label in of_one and _is_opposed(*of_one[label])
        ]
        if said:
            found.append(
                f"{annotator} says the opposite of gold in most segments ({', '.join(said)}): "
                f"see what happened to judgements/{annotator}.jsonl"
            )
    return found


def _is_opposed(same: int, other: int) -> bool:
    return same + other >= _LEAST and other > same


def _counts(one: Judgement) -> bool:
    return one.answer == "accept" and not one.adjudicated


def _row_of(judgement: Judgement, rows: Sequence[Row]) -> Row | None:
    """Return the row of gold that is about the same segment."""

    def shared(row: Row) -> int:
        return int(min(row["end"], judgement.end) - max(row["start"], judgement.start))

    best = max(rows, key=shared, default=None)
    if best is None:
        return None
    shorter = min(best["end"] - best["start"], judgement.end - judgement.start)
    return best if 2 * shared(best) > shorter else None


def _compare(counts: Heard, judgement: Judgement, row: Row | None) -> None:
    if row is None:
        return
    of_one = counts.setdefault(judgement.annotator, {label: [0, 0] for label in LABELS})
    for label in judgement.judged:
        of_one[label][(label in judgement.labels) != (label in row["labels"])] += 1
