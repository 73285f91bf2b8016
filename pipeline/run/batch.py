"""A batch from paths to a folder of records: all steps in order."""

from __future__ import annotations

import datetime as dt
import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import orjson

from pipeline.about import __version__
from pipeline.errors import RunError
from pipeline.lexicon import read_lexicon
from pipeline.model import find_model, released_model
from pipeline.model.hanlp import check_hanlp
from pipeline.read import SUFFIXES
from pipeline.records import RULES_MODEL
from pipeline.run.fingerprint import fingerprint
from pipeline.run.folder import (
    FORMATS,
    PARTS,
    check_folder,
    digest_of,
    load_ledger,
    remove_parts,
    staging,
    writing_to,
)
from pipeline.run.inputs import Input, discover
from pipeline.run.parts import is_whole, part_path
from pipeline.run.pool import run_tasks
from pipeline.run.publish import Written, publish
from pipeline.run.work import Outcome, Recipe, model_of, process, reject_lost
from pipeline.schema import RejectRecord
from pipeline.settings import Settings, load_settings

CONTRACT = 1
_MOST_JOBS = 4

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class RunRequest:
    """What to run. ``jobs`` and ``formats`` come from the settings where they are None."""

    paths: Sequence[Path]
    out: Path
    formats: Sequence[str] | None = None
    jobs: int | None = None
    overwrite: bool = False
    settings: Settings = field(default_factory=load_settings)
    lexicons: Sequence[Path] = ()
    model: Path | None = None
    rules_only: bool = False
    hanlp: Path | None = None
    split_clauses: bool = False


@dataclass(frozen=True, slots=True)
class RunSummary:
    """What a run did. ``inputs`` = ``ok`` + ``unchanged`` + the rejected."""

    out: Path
    formats: tuple[str, ...]
    inputs: int
    ok: int
    unchanged: int
    removed: int
    rejects: tuple[RejectRecord, ...]
    written: Written
    seconds: float


@dataclass(slots=True)
class _Tally:
    """What became of the inputs so far."""

    parts: dict[str, Path] = field(default_factory=dict)
    rejects: list[RejectRecord] = field(default_factory=list)
    unchanged: int = 0


def run_batch(request: RunRequest, *, progress: Progress = lambda done, total: None) -> RunSummary:
    """Process all inputs and write what was asked for; ``progress`` is told (done, total).

    Inputs that an earlier run into the same folder processed in the same way are kept. An input
    that fails becomes a line of rejects.jsonl. An interrupt leaves the finished inputs in place for
    the next run. Raises RunError (E401-E414, E440-E443) and LexiconError; all but E443 before
    anything is changed.
    """
    started = time.perf_counter()
    formats = _formats(request)
    jobs = _jobs(request)
    _check_resources(request)
    recipe = _recipe(request)
    model = model_of(recipe)
    check_folder(request.out)
    inputs = discover(request.paths, out=request.out)
    with writing_to(request.out):
        try:
            summary = _run(request, recipe, inputs, formats, jobs, started, progress)
            _write_run_json(request, summary, jobs, model.name if model else RULES_MODEL)
            return summary
        except OSError as error:
            reason = error.strerror or error
            raise RunError("E404", path=error.filename or request.out, reason=reason) from error


def _run(
    request: RunRequest,
    recipe: Recipe,
    inputs: list[Input],
    formats: tuple[str, ...],
    jobs: int,
    started: float,
    progress: Progress,
) -> RunSummary:
    out = request.out
    files = [item.file for item in inputs]
    before = [] if request.overwrite else load_ledger(out).files
    if request.overwrite:
        remove_parts(out, keep=set())
    tally = _process_all(inputs, recipe, jobs, progress)
    parts = [tally.parts[file] for file in files if file in tally.parts]
    rejects = tuple(sorted(tally.rejects, key=lambda reject: reject.file))
    written = publish(
        out,
        parts,
        paths={item.file: _absolute(item.path) for item in inputs},
        rejects=rejects,
        formats=formats,
        made_by=recipe.fingerprint,
        by_clause=request.split_clauses,
    )
    remove_parts(out, keep=set(parts))
    return RunSummary(
        out=out,
        formats=formats,
        inputs=len(inputs),
        ok=len(inputs) - len(rejects) - tally.unchanged,
        unchanged=tally.unchanged,
        removed=len(set(before) - set(files)),
        rejects=rejects,
        written=written,
        seconds=round(time.perf_counter() - started, 3),
    )


def _absolute(path: Path) -> str:
    """Return a path as text that JSON can hold, whatever bytes are in the name."""
    return os.fsencode(os.path.abspath(path)).decode("utf-8", "backslashreplace")


def _process_all(inputs: list[Input], recipe: Recipe, jobs: int, progress: Progress) -> _Tally:
    tally = _Tally()
    waiting = []
    for item in inputs:
        part = _kept_part(item, recipe)
        if item.reject is not None:
            tally.rejects.append(item.reject)
        elif part is not None:
            tally.parts[item.file] = part
            tally.unchanged += 1
        else:
            waiting.append(item)
    done = len(inputs) - len(waiting)
    progress(done, len(inputs))
    work = partial(process, recipe=recipe)
    for outcome in run_tasks(work, waiting, jobs=jobs, lost=reject_lost):
        _note(outcome, tally)
        done += 1
        progress(done, len(inputs))
    return tally


def _note(outcome: Outcome, tally: _Tally) -> None:
    if outcome.fatal is not None:
        raise outcome.fatal
    if outcome.reject is not None:
        tally.rejects.append(outcome.reject)
    elif outcome.part is not None:
        tally.parts[outcome.file] = outcome.part


def _kept_part(item: Input, recipe: Recipe) -> Path | None:
    """Return the part of an input that an earlier run has processed in the same way."""
    if item.reject is not None or item.path.suffix.lower() not in SUFFIXES:
        return None
    try:
        sha256 = digest_of(item.path)
    except OSError:
        return None  # The reader will say what is wrong.
    path = part_path(recipe.parts, file=item.file, sha256=sha256, fingerprint=recipe.fingerprint)
    return path if is_whole(path) else None


def _recipe(request: RunRequest) -> Recipe:
    model = _model(request)
    made_by = fingerprint(
        settings=request.settings, lexicons=request.lexicons, model=model, hanlp=request.hanlp
    )
    own_bodies = tuple(str(path.resolve()) for path in request.lexicons)
    return Recipe(request.out / PARTS, made_by, model, own_bodies, request.hanlp)


def _model(request: RunRequest) -> Path | None:
    """Return the folder of the model that has a say: the one asked for, else the package's."""
    if request.rules_only:
        return None
    return released_model() if request.model is None else find_model(request.model)


def _formats(request: RunRequest) -> tuple[str, ...]:
    formats = request.settings["run"]["formats"] if request.formats is None else request.formats
    for name in formats:
        if name not in FORMATS:
            raise RunError("E407", name=name, allowed=", ".join(FORMATS))
    if not formats:
        raise RunError("E407", name="", allowed=", ".join(FORMATS))
    return tuple(name for name in FORMATS if name in formats)


def _jobs(request: RunRequest) -> int:
    jobs: int = request.settings["run"]["jobs"] if request.jobs is None else request.jobs
    if jobs < 0 or (jobs == 0 and request.jobs is not None):
        raise RunError("E408", value=jobs)
    return jobs or min(_MOST_JOBS, os.cpu_count() or 1)


def _check_resources(request: RunRequest) -> None:
    if request.model is not None and not request.model.is_dir():
        raise RunError("E409", path=request.model)
    if request.hanlp is not None:
        check_hanlp(request.hanlp)
    for path in request.lexicons:
        read_lexicon(path, like="bodies")


def _write_run_json(request: RunRequest, summary: RunSummary, jobs: int, model: str) -> None:
    """Write run.json last: it says that the folder holds a finished run."""
    written = summary.written
    content = {
        "contract": CONTRACT,
        "version": __version__,
        "model": model,
        "settings": request.settings,
        "formats": summary.formats,
        "jobs": jobs,
        "counts": {
            "in": summary.inputs,
            "ok": summary.ok,
            "rejected": len(summary.rejects),
            "unchanged": summary.unchanged,
            "removed": summary.removed,
            "documents": written.documents,
            "segments": written.segments,
            "measures": written.measures,
        },
        "outputs": {
            name: digest_of(summary.out / name)
            for format_name in summary.formats
            for name in FORMATS[format_name]
        },
        "seconds": summary.seconds,
        "finished": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
    }
    path = staging(summary.out) / "run.json"
    path.write_bytes(orjson.dumps(content, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
    os.replace(path, summary.out / "run.json")
