"""Which models there are, where each came from, and which one is in use: a text file to review.

``MODELS/registry.tsv`` is only added to. The model of the last line whose action is promote or
rollback is in use; without such a line it is the one that came with the package.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import LearnError
from pipeline.model import LinearModel, load_model
from pipeline.model.linear import META, WEIGHTS
from pipeline.model.released import find_model, released_model

_FILE, _TRAINED = "registry.tsv", "trained"
SCORES = ("micro", "measure", "responsible_department", "target", "deadline", "complete")
_COLUMNS = ("step", "at", "action", "model", "annotations", "code", *SCORES, "by", "reason")
RELEASED, CURRENT, RULES = "released", "current", "rules"
_IN_USE = ("promote", "force", "rollback")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the registry. ``action``: train, promote, force, refuse or rollback."""

    step: int
    at: str
    action: str
    model: str
    annotations: str = ""
    code: str = ""
    scores: tuple[str, ...] = ("",) * len(SCORES)
    by: str = ""
    reason: str = ""

    def line(self) -> str:
        """The line as it is written."""
        cells = (self.step, self.at, self.action, self.model, self.annotations, self.code)
        written = map(str, (*cells, *self.scores, self.by, self.reason))
        return "\t".join(" ".join(cell.split()) for cell in written)


def read_registry(models: Path) -> list[Entry]:
    """Return the lines, oldest first; none where there is no file. Raises LearnError E620."""
    path = models / _FILE
    if not path.is_file():
        return []
    header, *lines = path.read_text("utf-8").splitlines() or [""]
    if tuple(header.split("\t")) != _COLUMNS:
        raise LearnError("E620", file=path, line=1, reason=f"the columns are {', '.join(_COLUMNS)}")
    return [_entry(line, where=(path, number)) for number, line in enumerate(lines, 2)]


def _entry(line: str, *, where: tuple[Path, int]) -> Entry:
    cells = line.split("\t")
    last = len(_COLUMNS) - 2
    if len(cells) != len(_COLUMNS) or not cells[0].isdigit():
        reason = f"{len(_COLUMNS)} cells are needed, the first a number"
        raise LearnError("E620", file=where[0], line=where[1], reason=reason)
    at, action, model, annotations, code = cells[1:6]
    by, reason = cells[last:]
    scores = tuple(cells[6:last])
    return Entry(int(cells[0]), at, action, model, annotations, code, scores, by, reason)


def record(
    models: Path,
    action: str,
    model: str,
    *,
    at: str,
    annotations: str = "",
    code: str = "",
    scores: Mapping[str, float] | None = None,
    by: str = "",
    reason: str = "",
) -> Entry:
    """Add a line. ``at``: UTC, ISO 8601."""
    before = read_registry(models)
    shown = tuple(f"{scores[name]:.4f}" if scores else "" for name in SCORES)
    step = before[-1].step + 1 if before else 1
    entry = Entry(step, at, action, model, annotations, code, shown, by, reason)
    models.mkdir(parents=True, exist_ok=True)
    with (models / _FILE).open("a", encoding="utf-8", newline="\n") as file:
        if not before and file.tell() == 0:
            file.write("\t".join(_COLUMNS) + "\n")
        file.write(entry.line() + "\n")
        file.flush()
        os.fsync(file.fileno())
    return entry


def in_use(models: Path) -> str:
    """Return the id of the model in use."""
    chosen = [entry.model for entry in read_registry(models) if entry.action in _IN_USE]
    return chosen[-1] if chosen else RELEASED


def before_last(models: Path) -> str:
    """Return the id of the model that was in use before the present one.

    A rollback does not count as a step forward: rolled back twice, one goes back twice.
    Raises LearnError E621 where there is none.
    """
    stack = [RELEASED]
    for entry in read_registry(models):
        if entry.action in ("promote", "force"):
            stack.append(entry.model)
        elif entry.action == "rollback" and len(stack) > 1:
            stack.pop()
    if len(stack) < 2:
        raise LearnError("E621", models=models)
    return stack[-2]


def model_folder(models: Path, model: str) -> Path | None:
    """Return the folder of a model: an id, ``current``, ``released``, ``rules``, or a path.

    None: the rules alone. Raises LearnError E622 for what is not known.
    """
    name = in_use(models) if model == CURRENT else model
    if name == RULES:
        return None
    if name == RELEASED:
        return released_model()
    trained = models / _TRAINED / name
    if trained.is_dir():
        return find_model(trained)
    if Path(name).is_dir():
        return find_model(Path(name))
    raise LearnError("E622", model=name, models=models, known=_known(models))


def load(models: Path, model: str) -> LinearModel | None:
    """Read a model; None: the rules alone. Raises LearnError E610, E622."""
    folder = model_folder(models, model)
    return None if folder is None else load_model(folder)


def keep_trained(models: Path, made: Path) -> str:
    """Move a new model to where trained ones lie; return its id, a digest of its files."""
    digest = hashlib.sha256()
    for name in (META, WEIGHTS):
        digest.update((made / name).read_bytes())
    model = "m" + digest.hexdigest()[:10]
    place = models / _TRAINED / model
    place.parent.mkdir(parents=True, exist_ok=True)
    if place.is_dir():
        shutil.rmtree(made)
    else:
        os.replace(made, place)
    return model


def _known(models: Path) -> str:
    trained = sorted(path.name for path in (models / _TRAINED).glob("*"))
    return ", ".join([RULES, RELEASED, CURRENT, *trained])
