"""The turns of the loop that change which models there are: train, promote, roll back."""

from __future__ import annotations

import datetime as dt
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.about import __version__
from pipeline.code import code_digest
from pipeline.errors import LearnError
from pipeline.learn import registry
from pipeline.learn.annotators import opposed
from pipeline.learn.gate import (
    Change,
    Measured,
    changes,
    leaks,
    measure,
    objections,
    read_floors,
    verdict,
)
from pipeline.learn.train import train
from pipeline.model import LinearModel

FLOORS = "floors.tsv"
_ROWS = {
    "micro": "label micro",
    "measure": "label measure",
    "responsible_department": "label responsible_department",
    "target": "label target",
    "deadline": "label deadline",
    "complete": "record complete",
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A model that was just trained."""

    id: str
    folder: Path
    meta: dict[str, Any]
    seconds: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a promotion: the comparison with the model before, and what spoke against.

    ``better``: what got better by more than luck.
    """

    promoted: bool
    before: str
    changes: list[Change]
    objections: list[str]
    better: list[Change]


def train_candidate(
    annotations: Sequence[Path], models: Path, *, seed: int = 0, without: Sequence[str] = ()
) -> Candidate:
    """Train on the annotations, keep the model in ``models/trained`` and register it.

    Raises LearnError: E612 nothing to learn from, E613 ``without`` names no document, E620 a
    damaged registry.
    """
    registry.read_registry(models)
    for name in without:
        if not any((folder / "sources" / f"{name}.txt").is_file() for folder in annotations):
            raise LearnError("E613", name=name, path=", ".join(map(str, annotations)))
    started = time.perf_counter()
    models.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=models) as work:
        made = Path(work) / "model"
        version = f"{__version__}+{code_digest()}"
        model = train(annotations, made, seed, version=version, without=without)
        name = registry.keep_trained(models, made)
    _record(models, "train", name, model)
    seconds = time.perf_counter() - started
    return Candidate(name, models / "trained" / name, model.meta, seconds)


def promote_model(
    name: str,
    annotations: Sequence[Path],
    models: Path,
    *,
    part: str,
    by: str,
    force: str | None = None,
) -> Outcome:
    """Put a model to use if nothing speaks against it, or if ``force`` says why all the same.

    Every decision becomes a line of the registry. Raises LearnError E622 for an unknown model.
    """
    before = registry.in_use(models)
    ours, theirs = (registry.load(models, one) for one in (before, name))
    old, new = (measure(model, annotations[0], part) for model in (ours, theirs))
    found = changes(old, new)
    against = []
    if theirs is not None:
        against += leaks(theirs, annotations, part)
        against += opposed(theirs.meta.get("annotators", {}))
    against += objections(found, new, read_floors(models / FLOORS))
    promoted = not against or bool(force)
    action = "refuse" if not promoted else "force" if against else "promote"
    reason = force if action == "force" else "; ".join(against)
    _record(models, action, name, theirs, measured=new, by=by, reason=reason or "")
    return Outcome(promoted, before, found, against, verdict(found).better)


def roll_back(models: Path, *, by: str, reason: str) -> tuple[str, str]:
    """Return the model that is in use again, and the one that was."""
    left, back = registry.in_use(models), registry.before_last(models)
    registry.record(models, "rollback", back, at=_now(), by=by, reason=reason)
    return back, left


def _record(
    models: Path,
    action: str,
    name: str,
    model: LinearModel | None,
    *,
    measured: Measured | None = None,
    by: str = "",
    reason: str = "",
) -> None:
    scores = None
    if measured is not None:
        total = measured.total
        scores = {short: total.rows[row].f1 for short, row in _ROWS.items()}
    meta = {} if model is None else model.meta
    registry.record(
        models,
        action,
        name,
        at=_now(),
        annotations=str(meta.get("annotations", ""))[:12],
        code=str(meta.get("version", "")),
        scores=scores,
        by=by,
        reason=reason,
    )


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
