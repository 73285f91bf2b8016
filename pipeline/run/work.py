"""One input: read it, extract its records, keep them as a part."""

from __future__ import annotations

import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pipeline.annotate import Opinion
from pipeline.errors import MESSAGES, LearnError, LexiconError, MeasuresError, RunError
from pipeline.extract import extract
from pipeline.model import LinearModel, load_model
from pipeline.model.hanlp import HanlpModel
from pipeline.read import read_source
from pipeline.run.inputs import Input, rejection
from pipeline.run.parts import part_path, write_part
from pipeline.schema import RejectRecord


@lru_cache(maxsize=1)
def read_model(folder: Path, fingerprint: str) -> LinearModel:
    """Return a model, read once in each process; workers that are forked find it read.

    ``fingerprint``: of all that shapes a result, so that a folder with another model in it is read.
    """
    return load_model(folder)


_load_hanlp = lru_cache(maxsize=1)(HanlpModel)


@dataclass(frozen=True, slots=True)
class Recipe:
    """What is the same for all inputs of a run. ``model``: folder; None: the rules alone.

    ``hanlp``: folder of a HanLP model that is asked too.
    """

    parts: Path
    fingerprint: str
    model: Path | None
    own_bodies: tuple[str, ...] = ()
    hanlp: Path | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an input: a part, a rejection, or an error that is not the input's."""

    file: str
    part: Path | None = None
    reject: RejectRecord | None = None
    fatal: MeasuresError | None = None


def process(item: Input, *, recipe: Recipe) -> Outcome:
    """Process one input. Whatever is wrong with it ends up in the outcome; nothing is raised."""
    stage = "read"
    try:
        source = read_source(item.path, file=item.file)
        stage = "extract"
        extraction = extract(
            source, model=model_of(recipe), own_bodies=recipe.own_bodies, hanlp=_hanlp(recipe)
        )
        stage = "write"
        path = part_path(
            recipe.parts, file=item.file, sha256=source.sha256, fingerprint=recipe.fingerprint
        )
        write_part(path, source, extraction)
    except (LexiconError, LearnError, RunError) as error:  # Wrong for every input.
        return Outcome(item.file, fatal=error)
    except Exception as error:  # One input never takes the batch down.
        if stage == "write" and isinstance(error, OSError):
            reason = error.strerror or str(error)
            return Outcome(item.file, fatal=RunError("E404", path=recipe.parts, reason=reason))
        return Outcome(item.file, reject=_reject(item.file, stage, error))
    return Outcome(item.file, part=path)


def model_of(recipe: Recipe) -> LinearModel | None:
    """Return the model that has a say. Raises LearnError E610."""
    return None if recipe.model is None else read_model(recipe.model, recipe.fingerprint)


def _hanlp(recipe: Recipe) -> Opinion | None:
    """Return what asks HanLP, its model loaded once in each process."""
    return None if recipe.hanlp is None else _load_hanlp(recipe.hanlp).opinion


def reject_lost(item: Input, exit_code: int) -> Outcome:
    """Return the outcome for an input whose process died with ``exit_code`` (negative: signal)."""
    how = f"signal {-exit_code}" if exit_code < 0 else f"exit status {exit_code}"
    message = f"[E421] {MESSAGES['E421'].format(how=how)}"
    return Outcome(item.file, reject=RejectRecord(item.file, "extract", "ProcessDied", message))


def _reject(file: str, stage: str, error: Exception) -> RejectRecord:
    if isinstance(error, MeasuresError):
        return rejection(file, stage, error, str(error))
    kind = type(error).__name__
    message = MESSAGES["E420"].format(kind=kind, place=_place(error), reason=error)
    return rejection(file, stage, error, f"[E420] {message}")


def _place(error: Exception) -> str:
    """Return module and line of this package in which an unexpected error came up."""
    frames: Sequence[traceback.FrameSummary] = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if "pipeline" in Path(frame.filename).parts]
    last = own[-1] if own else frames[-1]
    return f"{Path(last.filename).name} line {last.lineno}"
