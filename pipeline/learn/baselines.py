"""Other ways to label, scored on the same segments through the same path as the product."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from pipeline.learn.compare import Opinions, judged
from pipeline.learn.samples import AnnotatedSource
from pipeline.learn.score import Report
from pipeline.learn.train import Settings, calibrated_apart, example, train_model
from pipeline.model import LinearModel
from pipeline.model.network import network_opinions
from pipeline.schema import LABELS

if TYPE_CHECKING:
    from spacy.language import Language

# The words that anybody would look for first.
_KEYWORDS = {
    "measure": re.compile(r"要|应|须|不得|严禁|推动|推进|加强|支持|鼓励|完善|建立|开展|落实|给予"),
    "responsible_department": re.compile(r"牵头|负责|[局厅委办部]、|部门|人民政府|责任单位"),
    "target": re.compile(r"\d[\d.]*(?:%|％|万|亿|个|家|元|人|倍)|百分之|全覆盖|翻一番"),
    "deadline": re.compile(
        r"\d+[年月日](?:底|末)?前|年底前|月底前|年内|\d+个?(?:工作)?[日天]内|期间"
    ),
}


def baselines(
    learned: Sequence[AnnotatedSource],
    apart: Sequence[AnnotatedSource],
    measured: Sequence[AnnotatedSource],
    *,
    network: Language | None = None,
) -> dict[str, dict[str, Report]]:
    """Score each way on ``measured``.

    ``learned``, ``apart``: what the linear models learn from, and what sets their thresholds.
    ``network``: one that scripts/train-accurate made from ``learned``; without it there is no row.
    """
    opinions = {"keywords": _keywords(measured), "rules": _rules(measured)}
    for parts in (("text",), ("text", "context")):
        settings = Settings(parts=parts, penalty=0.1)
        alone = train_model([example(one, parts) for one in learned], settings, seed=0)
        name = "linear model, " + " and ".join(parts)
        opinions[name] = asked(calibrated_apart(alone, apart), measured)
    if network is not None:
        opinions["network"] = [_read(network, source) for source in measured]
    return {name: judged(measured, given) for name, given in opinions.items()}


def asked(model: LinearModel, sources: Sequence[AnnotatedSource]) -> Opinions:
    """Return what a linear model says of every segment of each source."""
    return [
        np.concatenate([model.probabilities(one) for one in example(source, model.parts).features])
        for source in sources
    ]


def _keywords(sources: Sequence[AnnotatedSource]) -> Opinions:
    return [
        np.array(
            [
                [
                    float(unit.kind == "body" and bool(sign.search(text, unit.start, unit.end)))
                    for sign in _KEYWORDS.values()
                ]
                for sample in source.samples
                for text in [sample.cleaned.text]
                for unit in sample.segments
            ],
            dtype=np.float32,
        )
        for source in sources
    ]


def _rules(sources: Sequence[AnnotatedSource]) -> Opinions:
    return [np.concatenate([sample.rules for sample in source.samples]) for source in sources]


def _read(network: Language, source: AnnotatedSource) -> NDArray[np.float32]:
    """Labels of a network; none where it does not look (headings)."""
    return np.array(
        [
            [opinion.labels.get(label, 0.0) for label in LABELS]
            for sample in source.samples
            for opinion in network_opinions(
                network, sample.cleaned.text, sample.segments, kind=sample.document.kind
            )
        ],
        dtype=np.float32,
    )
