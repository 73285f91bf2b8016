"""The card of a released model: what it is, made from, good for, and how far to trust it."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from pipeline.extract import extract
from pipeline.judgements.agreement import agreement, doubly_judged, read_doubles
from pipeline.learn.gate import Measured
from pipeline.learn.report import full_table, reliability_table, slice_table
from pipeline.learn.samples import AnnotatedSource
from pipeline.model import LinearModel, score_segments
from pipeline.schema import LABELS

_ROUNDS = 3
_HEAD = """# {name}

Labels the segments of Chinese government notices: `measure`, `responsible_department`, `target`,
`deadline`, several at once. It reads character n-grams, headings, neighbours and what the rules of
notice-measures say, and is part of that program: it labels nothing without it.

    pip install models/zh_measures        # beside notice-measures
    python -c "import spacy; nlp = spacy.load('zh_measures')"

`pipeline.load()` loads the same pipeline from the program's own wheel; `measures run` uses its
arrays without spaCy.

| | |
|---|---|
| name, version | {name} |
| kind | logistic regression over hashed features, plain arrays, no pickle; {size:.1f} MB |
| learned from | {sources} documents, {segments} segments: {given} |
| calibrated on | {apart} other documents, which no rule was written with |
| annotations | sha256 {annotations} |
| weights | sha256 {weights} |
| M characters/s | scoring {scoring:.1f}; whole path {whole:.2f} with it, {rules:.2f} without |
| licence | MIT; texts are official documents |

Speed: one process of the machine that made this card.
"""
_LIMITS = """## Limits

- Made for official notices of the People's Republic of China and official explanations of them.
  Laws, contracts, news and speeches are out of its world: definitions and rights of persons may
  count as measures.
- Labels lean on the rules. The model finds bodies that they do not see; where they see no target or
  deadline, it may give the label, but there is no span.
- Recurring terms, falling values and tables are rare in what it learned from.
- Scores come from {documents} documents drawn over kinds of sources, annotated by one person each
  and read once more by an adjudicator.
  {agreement}
"""


def card(
    model: LinearModel,
    folder: Path,
    annotations: Path,
    *,
    measured: Measured,
    records: Sequence[tuple[float, bool]],
    sources: Sequence[AnnotatedSource],
) -> str:
    """Write the card. ``folder``: of the two files; ``measured``: on ``sources``, part unseen."""
    meta = model.meta
    files = sorted(folder.iterdir())
    scoring, whole, rules = speeds(model, sources)
    head = _HEAD.format(
        name=model.name,
        size=sum(path.stat().st_size for path in files) / 1e6,
        sources=len(meta["sources"]),
        segments=meta["segments"],
        given=", ".join(f"{label} {count}" for label, count in meta["given"].items()),
        apart=len(meta.get("apart", ())),
        annotations=str(meta["annotations"])[:16],
        weights=hashlib.sha256((folder / "weights.npz").read_bytes()).hexdigest()[:16],
        scoring=scoring,
        whole=whole,
        rules=rules,
    )
    limits = _LIMITS.format(documents=len(measured.reports), agreement=_agreement(annotations))
    sections = [
        head,
        "## Scores on documents nobody looked at\n\n" + full_table(measured.reports),
        "## By kind of document (F1)\n\n" + slice_table(measured),
        "## Confidence of records\n\n" + reliability_table(records),
        limits,
    ]
    return "\n".join(sections)


def _agreement(annotations: Path) -> str:
    """Say how far two annotators agree on the same segments."""
    found = agreement(doubly_judged(read_doubles(annotations)))
    kappas = ", ".join(f"{label} {found.labels[label].value:.2f}" for label in LABELS)
    segments = found.labels[LABELS[0]].segments
    return f"On {segments} segments that two people annotated apart they agree to κ {kappas}."


def speeds(model: LinearModel, sources: Sequence[AnnotatedSource]) -> tuple[float, float, float]:
    """Millions of characters a second: scoring alone, the whole path with the model, without."""
    samples = [sample for source in sources for sample in source.samples]
    scored = sum(len(sample.cleaned.text) for sample in samples)
    texts = [source.samples[0].prepared.source for source in sources if source.samples]
    read = sum(len(text.text) for text in texts)

    def score() -> None:
        for sample in samples:
            score_segments(
                sample.cleaned.text,
                sample.segments,
                kind=sample.document.kind,
                model=model,
                evidence=sample.evidence,
            )

    scoring = _best(score)
    whole = _best(lambda: [extract(text, model=model) for text in texts])
    rules = _best(lambda: [extract(text) for text in texts])
    return scored / scoring / 1e6, read / whole / 1e6, read / rules / 1e6


def _best(work: Callable[[], object]) -> float:
    times = []
    for _ in range(_ROUNDS):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return min(times)
