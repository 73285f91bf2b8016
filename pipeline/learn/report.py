"""The evaluation report: all that is known about quality, as Markdown, from the annotations alone.

Every figure is measured on documents of the part ``unseen``; nothing is chosen on them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from pipeline.code import code_digest
from pipeline.learn.baselines import asked, baselines
from pipeline.learn.compare import f1_of, judged
from pipeline.learn.confidence import judged_records
from pipeline.learn.evaluate import SHORT, together
from pipeline.learn.gate import Measured, measure
from pipeline.learn.gold import Row, read_gold, read_parts
from pipeline.learn.samples import AnnotatedSource, read_samples
from pipeline.learn.score import Report
from pipeline.learn.train import Settings, example, train_model
from pipeline.model import LinearModel
from pipeline.schema import LABELS
from pipeline.write.jsonl import read_jsonl

if TYPE_CHECKING:
    from spacy.language import Language

MEASURED = "unseen"
_LABEL_ROWS = ("label micro", *(f"label {label}" for label in LABELS))
_SLICE_ROWS = ("label micro", "record who+role", "record deadline", "record target")
_DRAWS = 1000
_SHARES = (0.125, 0.25, 0.5, 1.0)
_TENTHS = 10

_HEAD = """# Quality

Written by `measures evaluate --report`: model `{model}`, code {code}; documents: {parts}.

Rows: *label* per gold segment; *span* half overlap, *exact* whole; *record* per measure: who
(bodies with basis explicit, note or table), deadline (normal form), target (value and unit),
complete (all three right). Recall counts what nothing found; where the text gives no date of
issue, relative deadlines stay open and count as missed."""


@dataclass(frozen=True, slots=True)
class Interval:
    """F1 with the middle 95 % of what it is on documents drawn again and again."""

    f1: float
    low: float
    high: float


def interval(reports: Mapping[str, Report], row: str, *, seed: int = 0) -> Interval:
    """Draw whole documents with replacement and score each draw."""
    counts = np.array(
        [
            (one.rows[row].right, one.rows[row].spurious, one.rows[row].missed)
            for _, one in sorted(reports.items())
        ]
    )
    draws = np.random.default_rng(seed).integers(0, len(counts), (_DRAWS, len(counts)))
    low, high = np.quantile(f1_of(counts[draws].sum(axis=1)), (0.025, 0.975))
    return Interval(float(f1_of(counts.sum(axis=0))), float(low), float(high))


# --- tables -----------------------------------------------------------------------------------


def full_table(reports: Mapping[str, Report], rows: Sequence[str] = SHORT) -> str:
    """Render precision, recall, F1 with its interval, and counts."""
    total = together(reports.values())
    lines = ["| | P | R | F1 | 95 % of draws | gold |", "|---|---|---|---|---|---|"]
    for row in rows:
        counts, drawn = total.rows[row], interval(reports, row)
        lines.append(
            f"| {row} | {counts.precision:.3f} | {counts.recall:.3f} | {counts.f1:.3f} "
            f"| {drawn.low:.3f}–{drawn.high:.3f} | {counts.gold} |"
        )
    return "\n".join(lines)


def baseline_table(
    opinions: Mapping[str, Mapping[str, Report]], rows: Sequence[str] = _LABEL_ROWS
) -> str:
    """Render F1 of several ways to label, a line each."""
    lines = ["| | " + " | ".join(rows) + " |", "|---" * (len(rows) + 1) + "|"]
    for name, reports in opinions.items():
        total = together(reports.values())
        cells = [f"{total.rows[row].f1:.3f}" if total.rows[row].gold else "–" for row in rows]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def slice_table(measured: Measured) -> str:
    """Render F1 by kind of document."""
    groups: dict[str, list[Report]] = {}
    for name, slices in sorted(measured.slices.items()):
        for one in slices:
            groups.setdefault(one, []).append(measured.reports[name])
    lines = [
        "| | documents | measures | " + " | ".join(_SLICE_ROWS) + " |",
        "|---" * (len(_SLICE_ROWS) + 3) + "|",
    ]
    for name, reports in sorted(groups.items()):
        total = together(reports)
        cells = [
            f"{total.rows[row].f1:.3f}" if total.rows[row].gold else "–" for row in _SLICE_ROWS
        ]
        measures = total.rows["label measure"].gold
        lines.append(f"| {name} | {len(reports)} | {measures} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def reliability_table(judged_so: Sequence[tuple[float, bool]]) -> str:
    """Render, by tenth of confidence, how many records there are and how many of them are right."""
    lines = ["| confidence | records | mean confidence | right |", "|---|---|---|---|"]
    for tenth in range(_TENTHS):
        inside = [
            (sure, right) for sure, right in judged_so if min(int(sure * _TENTHS), 9) == tenth
        ]
        if inside:
            mean = sum(sure for sure, _ in inside) / len(inside)
            share = sum(right for _, right in inside) / len(inside)
            lines.append(
                f"| {tenth / 10:.1f}–{(tenth + 1) / 10:.1f} | {len(inside)} | {mean:.2f} "
                f"| {share:.2f} |"
            )
    return "\n".join(lines)


# --- what is measured -------------------------------------------------------------------------


def learning_curve(
    learned: Sequence[AnnotatedSource], measured: Sequence[AnnotatedSource]
) -> Iterator[tuple[int, dict[str, dict[str, Report]]]]:
    """Yield reports of models trained on ever more documents: every eighth, fourth, second, all."""
    for share in _SHARES:
        some = learned[:: round(1 / share)]
        reports = {}
        for name, settings in {
            "text and context": Settings(parts=("text", "context"), penalty=0.1),
            "with the rules' evidence": Settings(),
        }.items():
            examples = [example(one, settings.parts) for one in some]
            model = train_model(examples, settings, seed=0)
            reports[name] = judged(measured, asked(model, measured))
        yield len(some), reports


def second_annotator(annotations: Path) -> Report:
    """Score the labels of a second annotator against gold, segment by segment."""
    report = Report()
    for path in sorted((annotations / "second").glob("*.jsonl")):
        [gold] = read_gold(annotations, [path.stem])
        said = {row["id"]: row for row in read_jsonl(path)}
        for row in gold.rows:
            if row["id"] in said:
                _add_labels(report, row, said[row["id"]])
    return report


def _add_labels(report: Report, gold: Row, said: Row) -> None:
    for label in LABELS:
        ours, theirs = label in gold["labels"], label in said["labels"]
        for row in (f"label {label}", "label micro"):
            report.add(
                row,
                right=int(ours and theirs),
                spurious=int(theirs and not ours),
                missed=int(ours and not theirs),
            )


# --- the whole ----------------------------------------------------------------------------------


def quality_report(
    annotations: Path, model: LinearModel, *, network: Language | None = None
) -> str:
    """Write the report of a model on an annotations folder; ``network``: one more baseline."""
    learned = read_samples([annotations])
    apart = read_samples([annotations], part="dev")
    sources = read_samples([annotations], part=MEASURED)
    measured = measure(model, annotations, MEASURED)
    tuned = measure(model, annotations, "tuned")
    ways: dict[str, Mapping[str, Report]] = dict(
        baselines(learned, apart, sources, network=network)
    )
    ways["rules and model together"] = measured.reports
    ways["a second annotator, on other documents"] = {"all": second_annotator(annotations)}
    records = confidences(model, sources)
    counts = {part: len(names) for part, names in read_parts(annotations).items()}
    parts = ", ".join(f"{count} {part}" for part, count in counts.items())
    sections = [
        _HEAD.format(model=model.name, code=code_digest(), parts=parts),
        "## Documents nobody looked at\n\n" + full_table(measured.reports),
        "## Ways to label, on the same documents (F1)\n\n" + baseline_table(ways),
        "## By kind of document (F1)\n\n" + slice_table(measured),
        "## How sure is sure? Records by confidence\n\n" + reliability_table(records),
        "## More documents to learn from (label F1)\n\n" + _curve(learned, sources),
        "## Documents the rules were written with\n\n" + full_table(tuned.reports),
    ]
    return "\n\n".join(sections) + "\n"


def confidences(model: LinearModel, sources: Sequence[AnnotatedSource]) -> list[tuple[float, bool]]:
    """Return for every record its confidence, and whether it is right."""
    return [(sure, right) for source in sources for _, right, sure in judged_records(model, source)]


def _curve(learned: Sequence[AnnotatedSource], measured: Sequence[AnnotatedSource]) -> str:
    found = {
        f"{documents} documents, {name}": reports
        for documents, of_size in learning_curve(learned, measured)
        for name, reports in of_size.items()
    }
    return baseline_table(found)
