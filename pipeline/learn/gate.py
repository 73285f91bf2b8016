"""May a model take the place of another? Measured on documents that neither has seen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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
    """F1 of a row before and after, on all documents or those of a slice."""

    where: str
    row: str
    before: float
    after: float
    gold: int
    gain: Gain

    @property
    def is_worse(self) -> bool:
        """Worse by more than luck: the whole interval lies below nothing."""
        return self.gain.high < 0


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
    return Change(where, row, first.f1, second.f1, first.gold, gain(ours, theirs, row))


def objections(found: Iterable[Change], after: Measured, floors: Mapping[str, float]) -> list[str]:
    """Say what speaks against the second model; nothing: it may take the place."""
    reasons = []
    documents = len(after.reports)
    if documents < LEAST_DOCUMENTS:
        reasons.append(f"{documents} documents measured on are too few (least {LEAST_DOCUMENTS})")
    for change in found:
        if change.where == "all" and change.gold < LEAST_GOLD:
            reasons.append(f"{change.row}: {change.gold} in gold are too few (least {LEAST_GOLD})")
        elif change.is_worse and change.gold >= LEAST_GOLD:
            reasons.append(
                f"{change.row} on {change.where} falls from {change.before:.3f} to "
                f"{change.after:.3f} ({change.gain.low:+.3f}..{change.gain.high:+.3f})"
            )
    total = after.total
    for row, floor in floors.items():
        if total.rows[row].f1 < floor:
            reasons.append(f"{row} is {total.rows[row].f1:.3f}, below its floor {floor:.3f}")
    return reasons


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
