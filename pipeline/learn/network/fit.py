"""Fit the network to lessons: one seed, a fixed number of rounds, the weights averaged.

No development set chooses a round: what is held out stays unseen.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from importlib.resources import files
from typing import Any

import spacy
from confection import Config
from spacy.language import Language
from spacy.schemas import ConfigSchemaTraining
from spacy.util import registry
from thinc.api import fix_random_seed

import pipeline.model.architectures  # noqa: F401 - registers what the config names
from pipeline.learn.network.examples import Lesson, examples
from pipeline.model.tags import TAGS
from pipeline.schema import LABELS

Log = Callable[[int, dict[str, float]], None]


def read_config(overrides: dict[str, Any] | None = None) -> Config:
    """Return the network's config; ``overrides`` by dotted name ("training.max_epochs")."""
    text = files("pipeline.learn.network").joinpath("config.cfg").read_text(encoding="utf-8")
    config = Config().from_str(text, overrides=overrides or {})
    # All labels, also those that a few lessons lack, in one order.
    known = {"textcat_multilabel": list(LABELS), "tagger": list(TAGS)}
    config["initialize"] = {
        "components": {name: {"labels": labels} for name, labels in known.items()}
    }
    return config


def fit(
    lessons: Sequence[Lesson],
    config: Config,
    *,
    seed: int = 0,
    start: Language | None = None,
    log: Log | None = None,
) -> Language:
    """Train a network, or train ``start`` further (it is changed). ``log``: round, losses."""
    fix_random_seed(seed)
    nlp = start or spacy.util.load_model_from_config(config, auto_fill=True)
    shown = examples(nlp.vocab, lessons)
    if start is None:
        nlp.initialize(lambda: shown)
    settings = registry.resolve(
        nlp.config.interpolate()["training"] | config.interpolate()["training"],
        schema=ConfigSchemaTraining,
        validate=False,
    )
    optimizer = settings["optimizer"]
    order = random.Random(seed)
    for number in range(settings["max_epochs"]):
        order.shuffle(shown)
        losses: dict[str, float] = {}
        for batch in settings["batcher"](shown):
            nlp.update(batch, drop=settings["dropout"], sgd=optimizer, losses=losses)
        if log is not None:
            log(number, losses)
    with nlp.use_params(optimizer.averages):
        kept = nlp.to_bytes()
    return nlp.from_bytes(kept)
