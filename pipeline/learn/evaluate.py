"""Run the pipeline over annotated documents and report scores, per document and together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import orjson

from pipeline.extract import extract
from pipeline.learn.actions import ROWS, read_actions, score_actions
from pipeline.learn.gold import GoldDocument, read_gold
from pipeline.learn.score import Report, score
from pipeline.model import LinearModel
from pipeline.read import read_source
from pipeline.relate import relate
from pipeline.schema import Extraction, MeasureRecord, PlaceRecord

# Rows of the short report, in order.
SHORT = (
    "label micro",
    "label measure",
    "label responsible_department",
    "label target",
    "label deadline",
    "span responsible_department",
    "span+role responsible_department",
    "exact responsible_department",
    "span target",
    "exact target",
    "span deadline",
    "exact deadline",
    "record measure",
    "record who",
    "record who+role",
    "record deadline",
    "record target",
    "record complete",
)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Scores of every document and of all together."""

    documents: dict[str, Report]
    total: Report


def evaluate(
    annotations: Path, names: Sequence[str] | None = None, *, model: LinearModel | None = None
) -> Evaluation:
    """Score the pipeline on the gold of an annotations folder; without a model, its rules."""
    documents = {}
    for gold in read_gold(annotations, names):
        said = said_about(gold, model)
        documents[gold.name] = score(gold, said)
        score_actions(documents[gold.name], read_actions(annotations, gold.name), gold, said)
    return Evaluation(documents, together(documents.values()))


def together(reports: Iterable[Report]) -> Report:
    """Sum of reports."""
    total = Report()
    for report in reports:
        total.include(report)
    return total


def said_about(gold: GoldDocument, model: LinearModel | None = None) -> Extraction:
    """Run the pipeline on one document alone, repeats merged as in a run."""
    return merged(extract(read_source(gold.source, file=gold.source.name), model=model))


def merged(extraction: Extraction) -> Extraction:
    """Let repeats inside one file give up their records and stand in ``also_in``."""
    related = relate(
        [_plain(notice) for notice in extraction.notices],
        [_plain(measure) for measure in extraction.measures],
    )
    places = {
        measure["id"]: tuple(PlaceRecord(**place) for place in measure["also_in"])
        for measure in related.measures
    }
    measures = [
        _with_places(measure, places[measure.id])
        for measure in extraction.measures
        if measure.id in places
    ]
    return Extraction(extraction.notices, extraction.segments, tuple(measures))


def _plain(record: Any) -> dict[str, Any]:
    plain: dict[str, Any] = orjson.loads(orjson.dumps(record))
    return plain


def _with_places(measure: MeasureRecord, places: tuple[PlaceRecord, ...]) -> MeasureRecord:
    values = {field.name: getattr(measure, field.name) for field in fields(measure)}
    return MeasureRecord(**{**values, "also_in": places})


def table(report: Report, rows: Sequence[str] = SHORT) -> str:
    """Render a report as a Markdown table; with rows of actions where some are annotated."""
    lines = ["| | P | R | F1 | gold |", "|---|---|---|---|---|"]
    for name in (*rows, *(name for name in ROWS if name in report.rows)):
        counts = report.rows[name]
        lines.append(
            f"| {name} | {counts.precision:.3f} | {counts.recall:.3f} "
            f"| {counts.f1:.3f} | {counts.gold} |"
        )
    return "\n".join(lines)
