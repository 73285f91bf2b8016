"""The trained opinion: what a linear model over character grams says of each segment.

numpy only; pure over text and segments, but for the reading of the model's two files.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model.evidence import Spans, rule_evidence
from pipeline.model.features import document_features
from pipeline.model.linear import LinearModel, load_model, save_model
from pipeline.model.released import find_model, released_model
from pipeline.schema import DocumentKind, Segment

__all__ = [
    "LinearModel",
    "Spans",
    "find_model",
    "load_model",
    "released_model",
    "rule_evidence",
    "save_model",
    "score_segments",
]


def score_segments(
    text: str,
    segments: Sequence[Segment],
    *,
    kind: DocumentKind,
    model: LinearModel,
    evidence: Sequence[Sequence[str]] = (),
) -> list[dict[str, float]]:
    """Return for each segment the probability of every label; 0.5 and above: the label is given.

    ``text`` is the clean text in which the segments' offsets count; segments in text order.
    ``evidence`` (see ``rule_evidence``) is read only by models that were trained with it.
    """
    if not segments:
        return []
    features = document_features(text, segments, kind=kind, parts=model.parts, evidence=evidence)
    scores = model.probabilities(features)
    return [dict(zip(model.labels, row, strict=True)) for row in scores.tolist()]
