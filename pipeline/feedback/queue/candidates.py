"""The segments of a run that may be queued: those that can carry labels and that nobody judged."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.characters import simplify
from pipeline.decide import LABELLED
from pipeline.feedback.queue.choice import Candidate, choose, lot
from pipeline.feedback.queue.queued import Queued
from pipeline.judgements import Judgement, read_judgements
from pipeline.learn.gold import read_gold
from pipeline.run.sources import RunOutputs
from pipeline.schema import LABELS

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Population:
    """Segments of a run that can carry labels, each text once, in the order of the lottery.

    ``lottery``: their ids; a random sample is a beginning of it.
    """

    records: Mapping[str, Record]
    texts: Mapping[str, str]
    lots: Mapping[str, int]
    lottery: Sequence[str]


def queue(
    run: RunOutputs,
    judgements: Iterable[Judgement],
    *,
    size: int,
    seed: int,
    gold: Iterable[str] = (),
) -> list[Queued]:
    """Return up to ``size`` segments in the order in which they are worth a look.

    Left out is what was judged in full, or seen and left open: by its text, wherever it stands.
    ``gold``: texts of segments that gold knows. Texts of the run are not read.
    """
    population = population_of(run, seed=seed)
    known = judged_labels(judgements)
    known |= dict.fromkeys(map(folded, gold), frozenset(LABELS))
    sure = {measure["id"]: measure["confidence"] for measure in run.measures()}
    candidates = [
        candidate
        for record in population.records.values()
        if (candidate := _candidate(record, population, known, sure)).scores
    ]
    chosen = choose(candidates, size, drawn=population.lottery)
    return [
        Queued(
            one.candidate.key,
            one.reason,
            one.detail,
            one.candidate.document,
            str(population.records[one.candidate.key]["text"]),
        )
        for one in chosen
    ]


def queue_of(run: RunOutputs, annotations: Path, *, size: int, seed: int) -> list[Queued]:
    """Return the queue of a run beside the judgements and the gold of an annotations folder."""
    gold = (row["text"] for document in read_gold(annotations) for row in document.rows)
    return queue(run, read_judgements(annotations), size=size, seed=seed, gold=gold)


def population_of(run: RunOutputs, *, seed: int) -> Population:
    """Return what there is to judge, whether it was judged or not."""
    records: dict[str, Record] = {}
    first: dict[str, str] = {}
    for record in run.segments():
        if record["kind"] in LABELLED:
            text = folded(record["text"])
            if text not in first:
                first[text] = record["id"]
                records[record["id"]] = record
    texts = {key: text for text, key in first.items()}
    lots = {key: lot(text, seed) for key, text in texts.items()}
    return Population(records, texts, lots, sorted(lots, key=lambda key: (lots[key], key)))


def judged_labels(judgements: Iterable[Judgement]) -> dict[str, frozenset[str]]:
    """Return which labels of each text were looked at; all of one that was left open."""
    known: dict[str, frozenset[str]] = {}
    for one in judgements:
        text = folded(simplify(one.text))
        labels = LABELS if one.answer == "skip" else one.judged
        known[text] = known.get(text, frozenset()) | frozenset(labels)
    return known


def folded(text: str) -> str:
    """Return a text as duplicates are told: one shape of each character, no blanks."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def _candidate(
    record: Record,
    population: Population,
    known: Mapping[str, frozenset[str]],
    sure: Mapping[str, float],
) -> Candidate:
    key = record["id"]
    text = population.texts[key]
    done = known.get(text, frozenset())
    return Candidate(
        key=key,
        document=record["notice_id"],
        text=text,
        lot=population.lots[key],
        scores={label: p for label, p in record["labels"].items() if label not in done},
        disputed=tuple(record["disputed"]),
        confidence=sure.get(key),
        support=any(span["role"] == "support" for span in record["spans"]),
    )
