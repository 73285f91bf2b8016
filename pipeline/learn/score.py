"""Score what the pipeline says about a document against gold, by source offsets.

Rows of the report:

* ``label X``: per gold segment; a predicted segment counts for it when they overlap by half of
  the shorter one;
* ``span X`` / ``exact X``: spans with an intersection over union of at least 0.5 / 1;
  ``span+role`` asks for the right role too;
* ``record X``: per measure; *who* = bodies with basis explicit, note or table, *deadline* =
  normal form, *target* = value and unit, *complete* = all three right.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.decide import THRESHOLD
from pipeline.learn.gold import GoldDocument, inherited
from pipeline.schema import LABELS, Extraction, MeasureRecord

Row = dict[str, Any]
Range = tuple[int, int]
STATED = ("explicit", "note", "table")


@dataclass(slots=True)
class Counts:
    """True positives, false positives, false negatives of one row of the report."""

    right: int = 0
    spurious: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Share of what was said that is right; 1 when nothing was said."""
        said = self.right + self.spurious
        return self.right / said if said else 1.0

    @property
    def recall(self) -> float:
        """Share of gold that was found; 1 when there is none."""
        return self.right / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    @property
    def gold(self) -> int:
        """How many there are in gold."""
        return self.right + self.missed


@dataclass(slots=True)
class Report:
    """Counts by row name."""

    rows: dict[str, Counts] = field(default_factory=lambda: defaultdict(Counts))

    def add(self, name: str, *, right: int = 0, spurious: int = 0, missed: int = 0) -> None:
        """Add to one row."""
        counts = self.rows[name]
        counts.right += right
        counts.spurious += spurious
        counts.missed += missed

    def add_sets(self, name: str, gold: Iterable[Hashable], said: Iterable[Hashable]) -> None:
        """Compare two multisets."""
        ours, theirs = Counter(gold), Counter(said)
        right = (ours & theirs).total()
        self.add(name, right=right, spurious=theirs.total() - right, missed=ours.total() - right)

    def include(self, other: Report) -> None:
        """Add the counts of another report."""
        for name, counts in other.rows.items():
            self.add(name, right=counts.right, spurious=counts.spurious, missed=counts.missed)


@dataclass(frozen=True, slots=True)
class _Measure:
    """A measure as it is compared: place, bodies, normal forms of deadlines and targets."""

    place: Range
    who: frozenset[tuple[str, str]]
    deadlines: Counter[Hashable]
    targets: Counter[Hashable]
    repeat: bool = False

    def complete(self, other: _Measure) -> bool:
        return (
            {name for name, _ in self.who} == {name for name, _ in other.who}
            and self.deadlines == other.deadlines
            and self.targets == other.targets
        )


def score(gold: GoldDocument, said: Extraction) -> Report:
    """Compare one document. ``said`` after ``relate``, so that repeats stand in ``also_in``."""
    report = Report()
    _score_labels(report, gold, said)
    _score_spans(report, gold, said)
    _score_records(report, gold, said)
    return report


# --- labels -----------------------------------------------------------------------------------


def _score_labels(report: Report, gold: GoldDocument, said: Extraction) -> None:
    for row in gold.rows:
        found: set[str] = set()
        for segment in said.segments:
            if overlaps_half((row["start"], row["end"]), (segment.start, segment.end)):
                found |= {name for name, value in segment.labels.items() if value >= THRESHOLD}
        for label in LABELS:
            verdict = _verdict(label in row["labels"], label in found)
            report.add(f"label {label}", **verdict)
            report.add("label micro", **verdict)


def _verdict(gold: bool, said: bool) -> dict[str, int]:
    return {
        "right": int(gold and said),
        "spurious": int(said and not gold),
        "missed": int(gold and not said),
    }


def overlaps_half(first: Range, second: Range) -> bool:
    """Tell whether two places share half of the shorter one."""
    shared = _shared(first, second)
    return shared > 0 and shared >= 0.5 * min(first[1] - first[0], second[1] - second[0])


def _shared(first: Range, second: Range) -> int:
    return max(0, min(first[1], second[1]) - max(first[0], second[0]))


# --- spans ------------------------------------------------------------------------------------


def _score_spans(report: Report, gold: GoldDocument, said: Extraction) -> None:
    for label in LABELS[1:]:
        ours = [
            ((span["start"], span["end"]), span.get("role") or "")
            for row in gold.rows
            for span in row["spans"]
            if span["label"] == label
        ]
        theirs = [
            ((span.start, span.end), span.role or "")
            for segment in said.segments
            for span in segment.spans
            if span.label == label
        ]
        matched = _match(ours, theirs, least=0.5)
        exact = _match(ours, theirs, least=1.0)
        _add_matches(report, f"span {label}", ours, theirs, len(matched))
        _add_matches(report, f"exact {label}", ours, theirs, len(exact))
        if label == "responsible_department":
            same_role = sum(mine == yours for mine, yours in matched)
            _add_matches(report, f"span+role {label}", ours, theirs, same_role)


def _add_matches(
    report: Report, name: str, ours: Sequence[Any], theirs: Sequence[Any], right: int
) -> None:
    report.add(name, right=right, spurious=len(theirs) - right, missed=len(ours) - right)


def _match(
    ours: Sequence[tuple[Range, str]], theirs: Sequence[tuple[Range, str]], *, least: float
) -> list[tuple[str, str]]:
    """Pair each gold span with the best free span; return the roles of the pairs."""
    free = list(theirs)
    pairs = []
    for place, role in ours:
        best = max(free, key=lambda one: _union_share(place, one[0]), default=None)
        if best is not None and _union_share(place, best[0]) >= least:
            free.remove(best)
            pairs.append((role, best[1]))
    return pairs


def _union_share(first: Range, second: Range) -> float:
    shared = _shared(first, second)
    return shared / (max(first[1], second[1]) - min(first[0], second[0])) if shared else 0.0


# --- records ----------------------------------------------------------------------------------


def _score_records(report: Report, gold: GoldDocument, said: Extraction) -> None:
    free = _said_measures(said)
    for wanted in _gold_measures(gold):
        found = _best(wanted, free)
        if found is not None:
            free.remove(found)
        report.add("record measure", **_verdict(True, found is not None))
        complete = found is not None and wanted.complete(found)
        report.add("record complete", **_verdict(True, complete))
        _compare(report, wanted, found or _Measure((0, 0), frozenset(), Counter(), Counter()))
    for found in free:
        if not found.repeat:
            report.add("record measure", spurious=1)
            report.add("record complete", spurious=1)
            _compare(report, _Measure((0, 0), frozenset(), Counter(), Counter()), found)


def right_records(gold: GoldDocument, said: Extraction) -> set[str]:
    """Return the ids of the records that are right as a whole: bodies, deadlines, targets."""
    free = {
        record.id: _said_measure(record, (record.start, record.end)) for record in said.measures
    }
    right = set()
    for wanted in _gold_measures(gold):
        found = _best(wanted, list(free.values()))
        if found is not None:
            name = next(name for name, one in free.items() if one is found)
            del free[name]
            if wanted.complete(found):
                right.add(name)
    return right


def _compare(report: Report, wanted: _Measure, found: _Measure) -> None:
    names = [{name for name, _ in measure.who} for measure in (wanted, found)]
    report.add_sets("record who", *names)
    report.add_sets("record who+role", wanted.who, found.who)
    report.add_sets("record deadline", wanted.deadlines.elements(), found.deadlines.elements())
    report.add_sets("record target", wanted.targets.elements(), found.targets.elements())


def _best(wanted: _Measure, free: Sequence[_Measure]) -> _Measure | None:
    candidates = [one for one in free if overlaps_half(wanted.place, one.place)]
    return max(candidates, key=lambda one: _shared(wanted.place, one.place), default=None)


def _gold_measures(gold: GoldDocument) -> list[_Measure]:
    rows = {row["id"]: row for row in gold.rows}
    return [
        _Measure(
            (row["start"], row["end"]),
            frozenset((letters(one["text"]), one["role"]) for one in row.get("responsible", ())),
            Counter(map(deadline_key, inherited(row, rows))),
            Counter(target_key(span) for span in row["spans"] if span["label"] == "target"),
        )
        for row in gold.rows
        if "measure" in row["labels"]
    ]


def _said_measures(said: Extraction) -> list[_Measure]:
    measures = []
    for record in said.measures:
        places = [(record.start, record.end)] + [(one.start, one.end) for one in record.also_in]
        measures += [
            _said_measure(record, place, repeat=bool(number)) for number, place in enumerate(places)
        ]
    return measures


def _said_measure(record: MeasureRecord, place: Range, *, repeat: bool = False) -> _Measure:
    who = frozenset(
        (letters(one.text), one.role) for one in record.responsible if one.basis in STATED
    )
    deadlines = Counter(deadline_key(_fields(one)) for one in record.deadlines)
    targets = Counter(target_key(_fields(one)) for one in record.targets)
    return _Measure(place, who, deadlines, targets, repeat=repeat)


def _fields(record: Any) -> Row:
    return {name: getattr(record, name) for name in record.__dataclass_fields__}


# --- normal forms -----------------------------------------------------------------------------


def letters(text: str | None) -> str:
    """Text as it is compared: full and half width alike, without blanks and quotes."""
    return re.sub(r"[\s“”\"‘’]", "", unicodedata.normalize("NFKC", text or ""))


def deadline_key(deadline: Mapping[str, Any]) -> Hashable:
    """Normal form of a deadline: last day, or length in days; else its type."""
    kind = deadline.get("type")
    if kind in ("by", "until", "period"):
        end = deadline.get("end_date")
        return "date", str(end) if end is not None else None
    if kind in ("within", "duration"):
        return "duration", days(deadline.get("duration"))
    return kind, None


_DURATION = re.compile(
    r"P(?:([\d.]+)Y)?(?:([\d.]+)M)?(?:([\d.]+)W)?(?:([\d.]+)D)?(?:T(?:([\d.]+)H)?(?:(\d+)M)?)?"
)
_DAYS = (365.0, 30.0, 7.0, 1.0, 1 / 24, 1 / 1440)


def days(duration: str | None) -> float | str | None:
    """Length of an ISO 8601 duration in days (a month counts 30); other text as it is."""
    match = _DURATION.fullmatch(duration or "")
    if match is None:
        return duration
    return round(
        sum(float(n or 0) * unit for n, unit in zip(match.groups(), _DAYS, strict=True)), 3
    )


def target_key(target: Mapping[str, Any]) -> Hashable:
    """Normal form of a target: value and unit, or ``absolute``."""
    if target.get("op") == "absolute" or target.get("value") is None:
        return ("absolute",)
    unit = letters(target.get("unit")).replace("人民币", "")
    return round(float(target["value"]), 4), unit
