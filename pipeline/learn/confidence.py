"""Fit how likely a record is right as a whole, on documents apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from pipeline.annotate import annotate
from pipeline.confidence import record_facts
from pipeline.learn.calibrate import fit_near
from pipeline.learn.samples import AnnotatedSource
from pipeline.learn.score import right_records
from pipeline.model.linear import LinearModel
from pipeline.records import document_records, is_damaged

Facts = dict[str, float]


def fit_confidence(model: LinearModel, apart: Sequence[AnnotatedSource]) -> dict[str, float]:
    """Return the weight of every fact, and the bias, for ``record_confidence``."""
    judged = [one for source in apart for one in judged_records(model, source)]
    names = list(judged[0][0]) if judged else []
    seen = np.array([[*facts.values(), 1.0] for facts, _, _ in judged])
    right = np.array([is_right for _, is_right, _ in judged])
    # As sure of a record as of its being a measure, until the documents say otherwise.
    prior = np.array([float(name == "measure") for name in names] + [0.0])
    if not judged:
        return {}
    weights = fit_near(seen, right, prior)
    return dict(zip([*names, "bias"], (round(float(one), 4) for one in weights), strict=True))


def judged_records(
    model: LinearModel | None, source: AnnotatedSource
) -> Iterator[tuple[Facts, bool, float]]:
    """Yield for each record of a source: its facts, whether it is right, its confidence."""
    for sample in source.samples:
        prepared = sample.prepared
        annotation = annotate(
            prepared.cleaned.text,
            prepared.regions,
            kind=prepared.document.kind,
            issued=prepared.spoken,
            model=model,
        )
        said = document_records(
            prepared.source, prepared.cleaned, prepared.notice, annotation, model=model
        )
        right = right_records(source.gold, said)
        for linked, record in zip(annotation.linked, said.measures, strict=True):
            segment = annotation.segments[linked.segment]
            decision = annotation.decisions[linked.segment]
            damaged = is_damaged(prepared.cleaned, segment)
            text = prepared.cleaned.text
            facts = record_facts(text, segment, decision, linked, damaged=damaged)
            yield facts, record.id in right, record.confidence
