"""How far annotators agree: κ of each label, F1 of their spans, and where they differ.

Segments count that two people judged, the same characters of the same text; of three people each
two are a pair. Adjudications are no opinions of their own and do not count.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path

import orjson

from pipeline.errors import FeedbackError
from pipeline.judgements.compare import differences
from pipeline.judgements.judgement import SPAN_LABELS, Judgement, Span, parse_judgement
from pipeline.judgements.store import standing
from pipeline.schema import LABELS

Pair = tuple[Judgement, Judgement]
Place = tuple[str, int, int]

_HALF = 0.5


def _shared(one: Span, other: Span) -> float:
    """How much of two spans together is shared, 0..1."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    return max(0, shared) / (max(one.end, other.end) - min(one.start, other.start))


MATCHES: Mapping[str, Callable[[Span, Span], bool]] = {
    "half": lambda one, other: _shared(one, other) >= _HALF,
    "exact": lambda one, other: _shared(one, other) == 1,
    "exact+role": lambda one, other: (
        _shared(one, other) == 1 and (one.role, one.type) == (other.role, other.type)
    ),
}
"""How closely: half of the two together shared, all, all with the same role (type, deadlines)."""


@dataclass(slots=True)
class Kappa:
    """How two people gave one label: ``both``, only the ``first``, only the ``second``."""

    both: int = 0
    first: int = 0
    second: int = 0
    neither: int = 0

    @property
    def segments(self) -> int:
        """How many segments both looked at for this label."""
        return self.both + self.first + self.second + self.neither

    @property
    def value(self) -> float | None:
        """Cohen's κ; None where chance alone explains all agreement (nobody ever gave it)."""
        n = self.segments
        if not n:
            return None
        one, other = self.both + self.first, self.both + self.second
        chance = (one * other + (n - one) * (n - other)) / (n * n)
        return None if chance == 1 else ((self.both + self.neither) / n - chance) / (1 - chance)


@dataclass(slots=True)
class Matches:
    """How many spans two people marked, and how many of them are the same."""

    same: int = 0
    first: int = 0
    second: int = 0

    @property
    def f1(self) -> float | None:
        """F1 of one person's spans against the other's; the same both ways."""
        total = self.first + self.second
        return 2 * self.same / total if total else None


@dataclass(slots=True)
class Agreement:
    """``labels``: by label; ``spans``: by label and how closely they are compared (``MATCHES``)."""

    pairs: int = 0
    labels: dict[str, Kappa] = field(default_factory=lambda: {one: Kappa() for one in LABELS})
    spans: dict[tuple[str, str], Matches] = field(
        default_factory=lambda: {(one, how): Matches() for one in SPAN_LABELS for how in MATCHES}
    )


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A segment that people see differently. ``on``: labels and fields; see ``differences``."""

    place: Place
    judgements: tuple[Judgement, ...]
    on: tuple[str, ...]

    @property
    def id(self) -> str:
        """What to call it by: DOC:START-END."""
        doc, start, end = self.place
        return f"{doc}:{start}-{end}"


def doubly_judged(judgements: Sequence[Judgement]) -> list[Pair]:
    """Return each two last judgements of one segment by different people, in text order."""
    return [
        pair
        for _, group in sorted(_groups(judgements).items())
        for pair in combinations(_opinions(group), 2)
    ]


def disagreements(judgements: Sequence[Judgement]) -> list[Disagreement]:
    """Return the segments on which people differ and nobody decided yet, in text order."""
    found = []
    for place, group in sorted(_groups(judgements).items()):
        opinions = _opinions(group)
        on = {name for pair in combinations(opinions, 2) for name in differences(*pair)}
        if on and not any(one.adjudicated for one in group):
            names = (*LABELS, "responsible", "deadlines")
            found.append(
                Disagreement(place, tuple(opinions), tuple(name for name in names if name in on))
            )
    return found


def agreement(pairs: Iterable[Pair]) -> Agreement:
    """Count how far pairs of judgements agree, on the labels that both looked at."""
    total = Agreement()
    for one, other in pairs:
        total.pairs += 1
        for label in LABELS:
            if label in one.judged and label in other.judged:
                _count(total.labels[label], label in one.labels, label in other.labels)
                if label in SPAN_LABELS:
                    _match(total, label, one, other)
    return total


def _count(kappa: Kappa, one: bool, other: bool) -> None:
    name = {(True, True): "both", (True, False): "first", (False, True): "second"}
    field_name = name.get((one, other), "neither")
    setattr(kappa, field_name, getattr(kappa, field_name) + 1)


def _match(total: Agreement, label: str, one: Judgement, other: Judgement) -> None:
    ours, theirs = ([span for span in each.spans if span.label == label] for each in (one, other))
    for how, alike in MATCHES.items():
        matches = total.spans[label, how]
        matches.first += len(ours)
        matches.second += len(theirs)
        matches.same += _paired(ours, theirs, alike)


def _paired(
    ours: Sequence[Span], theirs: Sequence[Span], alike: Callable[[Span, Span], bool]
) -> int:
    """How many of our spans find one of theirs, each of which is found once."""
    free, count = list(theirs), 0
    for span in ours:
        found = next((one for one in free if alike(span, one)), None)
        if found is not None:
            free.remove(found)
            count += 1
    return count


# --- two annotations of whole documents -----------------------------------------------------------


def read_doubles(annotations: Path) -> list[Judgement]:
    """Return documents that were annotated twice as judgements of "gold" and "second".

    Raises FeedbackError E702 that names file and line of what is no row.
    """
    found = []
    for second in sorted((annotations / "second").glob("*.jsonl")):
        for path in (annotations / "gold" / second.name, second):
            lines = path.read_bytes().splitlines() if path.is_file() else []
            for number, line in enumerate(lines, 1):
                where = f"{path} line {number}"
                found.append(_from_row(line, annotator=path.parent.name, where=where))
    return found


def _from_row(line: bytes, *, annotator: str, where: str) -> Judgement:
    try:
        row = orjson.loads(line)
        given = {key: row[key] for key in ("doc", "start", "end", "text", "labels", "spans")}
    except (orjson.JSONDecodeError, KeyError, TypeError) as error:
        raise FeedbackError("E702", where=where, reason=error) from error
    given |= {"annotator": annotator, "at": "", "tool": "adjudication"}
    return parse_judgement(given, where=where)


# --- adjudication ---------------------------------------------------------------------------------


def decide(
    judgements: Sequence[Judgement], id: str, *, of: str, by: str, why: str, at: str
) -> Judgement:
    """Return the judgement that settles a segment: what ``of`` said, decided ``by`` whom and why.

    Raises FeedbackError E707 where ``of`` did not judge it, E708 without a reason.
    """
    if not why.strip():
        raise FeedbackError("E708", id=id)
    for one in standing(judgements).values():
        place = f"{one.doc}:{one.start}-{one.end}"
        if place == id and one.annotator == of and not one.adjudicated and one.answer == "accept":
            return dataclasses.replace(
                one,
                annotator=by,
                at=at,
                tool="adjudication",
                note=f"as {of}: {why.strip()}",
                adjudicated=True,
            )
    raise FeedbackError("E707", id=id, of=of)


def _groups(judgements: Sequence[Judgement]) -> dict[Place, list[Judgement]]:
    groups: dict[Place, list[Judgement]] = {}
    for one in standing(judgements).values():
        if one.answer == "accept":
            groups.setdefault((one.doc, one.start, one.end), []).append(one)
    return groups


def _opinions(group: Iterable[Judgement]) -> list[Judgement]:
    opinions = [one for one in group if not one.adjudicated]
    return sorted(opinions, key=lambda one: one.annotator)
