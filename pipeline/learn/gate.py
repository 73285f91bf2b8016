"""May a model take the place of another? Measured on documents that neither has seen."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.learn.compare import Gain, gain
from pipeline.learn.evaluate import said_about, together
from pipeline.learn.gold import read_gold, read_parts
from pipeline.learn.leaks import near_duplicates
from pipeline.learn.score import Report, score
from pipeline.learn.slices import slices_of
from pipeline.model import LinearModel
from pipeline.schema import LABELS

# What a model is judged by, of all rows of a report.
ROWS = ("label micro", *(f"label {label}" for label in LABELS), "record complete")

# A set of documents tells nothing where it is smaller than this.
LEAST_DOCUMENTS = 5
LEAST_GOLD = 20
_LEAST_IN_SLICE = 3
# How often the rows of all documents, or those of all slices, may show a difference that is none.
_MISTAKEN = 0.05


@dataclass(frozen=True, slots=True)
class Measured:
    """A model's reports by document, and the slices of each document."""

    reports: dict[str, Report]
    slices: dict[str, list[str]]

    @property
    def total(self) -> Report:
        """All documents together."""
        return together(self.reports.values())


@dataclass(frozen=True, slots=True)
class Change:
    """F1 of a row before and after, on all documents or those of a slice.

    ``lost``: errors that a document has more than before, over the documents that have more;
    ``mended``: those it has less, over the others.
    """

    where: str
    row: str
    before: float
    after: float
    gold: int
    gain: Gain
    lost: int
    mended: int

    def is_worse(self, level: float) -> bool:
        """Worse by more than luck: the interval lies below nothing, and too many errors are new.

        The interval alone is no proof: a single new error in each of three documents of twenty
        moves it. So many errors, and so few mended, must be rarer than ``level`` where each change
        might as well have been for the better.
        """
        return self.gain.high < 0 and tail(self.lost, self.lost + self.mended) <= level

    def is_better(self, level: float) -> bool:
        """The same the other way round."""
        return self.gain.low > 0 and tail(self.mended, self.lost + self.mended) <= level


def tail(heads: int, tosses: int) -> float:
    """How likely a fair coin shows as many heads, or more."""
    return sum(math.comb(tosses, number) for number in range(heads, tosses + 1)) * 0.5**tosses


@dataclass(frozen=True, slots=True)
class Verdict:
    """What changed by more than luck."""

    worse: list[Change]
    better: list[Change]


def measure(model: LinearModel | None, annotations: Path, part: str) -> Measured:
    """Score a model (None: the rules alone) on a part of the split."""
    reports, slices = {}, {}
    for gold in read_gold(annotations, read_parts(annotations, part)[part]):
        said = said_about(gold, model)
        reports[gold.name] = score(gold, said)
        slices[gold.name] = slices_of(gold, said)
    return Measured(reports, slices)


def changes(before: Measured, after: Measured) -> list[Change]:
    """Compare two models row by row: all documents first, then slice by slice."""
    groups: dict[str, list[str]] = {"all": sorted(before.reports)}
    for name, slices in sorted(before.slices.items()):
        for one in slices:
            groups.setdefault(one, []).append(name)
    return [
        _change(where, row, names, before.reports, after.reports)
        for where, names in groups.items()
        if where == "all" or len(names) >= _LEAST_IN_SLICE
        for row in ROWS
    ]


def _change(
    where: str,
    row: str,
    names: Sequence[str],
    before: Mapping[str, Report],
    after: Mapping[str, Report],
) -> Change:
    ours, theirs = ({name: of_one[name] for name in names} for of_one in (before, after))
    first, second = (together(of_one.values()).rows[row] for of_one in (ours, theirs))
    new = [_errors(theirs[name], row) - _errors(ours[name], row) for name in names]
    lost, mended = (sum(max(0, sign * one) for one in new) for sign in (1, -1))
    change = gain(ours, theirs, row)
    return Change(where, row, first.f1, second.f1, first.gold, change, lost, mended)


def _errors(report: Report, row: str) -> int:
    return report.rows[row].spurious + report.rows[row].missed


def verdict(found: Sequence[Change]) -> Verdict:
    """Tell what changed by more than luck.

    Many rows are looked at, and of many even luck makes some stand out: the rows of all documents
    share one chance of a mistake, those of the slices another.
    """
    judged = Verdict([], [])
    telling = [one for one in found if one.gold >= LEAST_GOLD]
    for of_all in (True, False):
        group = [one for one in telling if (one.where == "all") == of_all]
        for one in group:
            level = _MISTAKEN / len(group)
            for kind, rows in ((one.is_worse, judged.worse), (one.is_better, judged.better)):
                rows += [one] * kind(level)
    return judged


def objections(found: Sequence[Change], after: Measured, floors: Mapping[str, float]) -> list[str]:
    """Say what speaks against the second model; nothing: it may take the place."""
    reasons = []
    documents = len(after.reports)
    if documents < LEAST_DOCUMENTS:
        reasons.append(f"{documents} documents measured on are too few (least {LEAST_DOCUMENTS})")
    for change in found:
        if change.where == "all" and change.gold < LEAST_GOLD:
            reasons.append(f"{change.row}: {change.gold} in gold are too few (least {LEAST_GOLD})")
    for change in _telling(verdict(found).worse):
        reasons.append(
            f"{change.row} on {change.where} falls from {change.before:.3f} to "
            f"{change.after:.3f} ({change.gain.low:+.3f}..{change.gain.high:+.3f}): "
            f"{change.lost} new errors, {change.mended} mended"
        )
    total = after.total
    for row, floor in floors.items():
        if total.rows[row].f1 < floor:
            reasons.append(f"{row} is {total.rows[row].f1:.3f}, below its floor {floor:.3f}")
    return reasons


def _telling(worse: Sequence[Change]) -> list[Change]:
    """Leave out the slices of what falls on all documents: most of them fall with it."""
    on_all = {one.row for one in worse if one.where == "all"}
    return [one for one in worse if one.where == "all" or one.row not in on_all]


def leaks(model: LinearModel, folders: Sequence[Path], part: str) -> list[str]:
    """Name the documents measured on that the model, or its calibration, has seen.

    ``folders``: annotations folders; the first holds the documents measured on.
    """
    names = {*model.meta.get("sources", ()), *model.meta.get("apart", ())}
    texts = [path for folder in folders for path in sorted((folder / "sources").glob("*.txt"))]
    seen = [path for path in texts if path.stem in names]
    measured = [
        folders[0] / "sources" / f"{name}.txt" for name in read_parts(folders[0], part)[part]
    ]
    return [
        f"{mine} was learned from, and {share:.0%} of it or of {theirs}, which is measured on, "
        "are the same text"
        for mine, theirs, share in near_duplicates(seen, measured)
    ]


def read_floors(path: Path) -> dict[str, float]:
    """Read ``row<TAB>floor`` lines below a header; none where there is no file."""
    if not path.is_file():
        return {}
    lines = [line.split("\t") for line in path.read_text("utf-8").splitlines()[1:]]
    return {row: float(floor) for row, floor, *_ in lines}
