"""Train the network on annotated documents, first on what the rules say of unlabelled ones."""

from __future__ import annotations

import gzip
import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import orjson
from spacy.language import Language

from pipeline.errors import LearnError
from pipeline.learn.calibrate import calibrate
from pipeline.learn.network.examples import Lesson, lessons
from pipeline.learn.network.fit import Log, fit, read_config
from pipeline.learn.network.silver import silver_lessons
from pipeline.learn.samples import AnnotatedSource, read_samples
from pipeline.model.network import CALIBRATION, network_odds, network_opinions
from pipeline.schema import LABELS, Source

ROUNDS = "training.max_epochs"
# One look at what the rules say, then fewer at gold than without it: more changed nothing.
SILVER_ROUNDS, ROUNDS_BEHIND = 1, 4
_SHARE = 5
# Notices, plans, reports, interpretations; what the collection calls a law or news asks otherwise.
_KINDS_LEFT_OUT = ("law", "news", "other")


def train(
    annotations: Sequence[Path],
    out: Path,
    *,
    notices: Path | None = None,
    characters: int = 2_000_000,
    seed: int = 0,
    settings: Mapping[str, Any] | None = None,
    log: Log | None = None,
) -> Language:
    """Train on all of ``annotations`` that may be learned from; write the network to ``out``.

    ``notices``: unlabelled documents (JSON lines, gzip, with ``id``, ``kind``, ``text``), of which
    about ``characters`` are read; those that ``annotations`` names, in whatever part, are not. A
    fifth of the documents is held out once, to calibrate the labels. ``settings``: values of the
    config by dotted name.
    """
    given = dict(settings or {})
    sources = read_samples(annotations)
    begun = None
    if notices is not None:
        silver = read_silver(notices, annotations, characters=characters, seed=seed)
        config = read_config(given | {ROUNDS: SILVER_ROUNDS})
        begun = fit(silver, config, seed=seed, log=log).to_bytes()
    known, held = hold_out(sources, seed=seed)
    calibration = calibration_of(_fit(known, begun, given, seed=seed, log=log), held)
    network = _fit(sources, begun, given, seed=seed, log=log)
    network.meta[CALIBRATION] = calibration
    network.to_disk(out)
    return network


def _fit(
    sources: Sequence[AnnotatedSource],
    begun: bytes | None,
    settings: dict[str, Any],
    *,
    seed: int,
    log: Log | None,
) -> Language:
    learned = [lesson for one in sources for part in lessons(one) for lesson in part]
    start = None
    if begun is not None:
        # A network of the same shape takes the weights in.
        start = fit(learned[:1], read_config(settings | {ROUNDS: 0})).from_bytes(begun)
        settings = {ROUNDS: ROUNDS_BEHIND} | settings
    return fit(learned, read_config(settings), seed=seed, start=start, log=log)


def hold_out(sources: Sequence[AnnotatedSource], *, seed: int) -> tuple[list[AnnotatedSource], ...]:
    """Split whole documents: those to learn from, and about a fifth of the segments to hold out."""
    order = random.Random(seed).sample(list(sources), len(sources))
    left = sum(map(_size, sources)) // _SHARE
    known, held = [], []
    for source in order:
        if _size(source) <= left:
            held.append(source)
            left -= _size(source)
        else:
            known.append(source)
    return known, held


def _size(source: AnnotatedSource) -> int:
    return sum(len(sample.segments) for sample in source.samples)


def calibration_of(network: Language, sources: Sequence[AnnotatedSource]) -> dict[str, list[float]]:
    """Slope and cut of every label on documents that the network has not seen."""
    raw, truth, known = [], [], []
    for source in sources:
        for sample in source.samples:
            text, kind = sample.cleaned.text, sample.document.kind
            said = network_opinions(network, text, sample.segments, kind=kind)
            for number, opinion in enumerate(said):
                if opinion.labels:
                    raw.append([opinion.labels[label] for label in LABELS])
                    truth.append(sample.truth[number])
                    known.append(sample.known[number])
    odds = network_odds(np.array(raw, dtype=np.float32))
    slope, cut = calibrate(odds, np.array(truth), np.array(known))
    return {"slope": slope.tolist(), "cut": cut.tolist()}


def read_silver(
    notices: Path, annotations: Sequence[Path], *, characters: int, seed: int
) -> list[Lesson]:
    """Lessons from about ``characters`` characters of unlabelled documents, drawn at random."""
    known = {name for folder in annotations for name in _named(folder)}
    rows = sorted(
        (one for one in _rows(notices) if one["id"] not in known), key=lambda one: one["id"]
    )
    random.Random(seed).shuffle(rows)
    found: list[Lesson] = []
    read = 0
    for row in rows:
        if read >= characters:
            break
        found += silver_lessons(Source(row["id"], row["text"], "utf-8", ""))
        read += len(row["text"])
    return found


def _named(folder: Path) -> Iterator[str]:
    """Documents of an annotations folder, those too that nothing may be learned from."""
    yield from (path.stem for path in (folder / "gold").glob("*.jsonl"))
    splits = folder / "splits.tsv"
    if splits.is_file():
        yield from (line.split("\t")[0] for line in splits.read_text("utf-8").splitlines())


def _rows(notices: Path) -> Iterator[dict[str, str]]:
    try:
        with gzip.open(notices) as lines:
            for line in lines:
                row = orjson.loads(line)
                if row.get("kind") not in _KINDS_LEFT_OUT:
                    yield row
    except (OSError, ValueError, KeyError) as error:
        raise LearnError("E610", path=notices, reason=error) from error
