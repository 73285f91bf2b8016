"""Do corrections chosen by the queue teach more than corrections chosen at random?

A model begins with a few documents. Corrections of segments of other documents are taken from
their gold, a batch at a time: those that the queue asks for, or random ones. After each batch the
model is trained anew and the labels it gives to documents held out are scored. Each seed deals the
documents anew; both ways begin with the same ones.

The model reads text and context only, and the queue hears nothing of the rules: these were written
with the very documents, so that their word on them is worth more than on any others.
"""

from __future__ import annotations

import argparse
import math
import statistics
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.decide import LABELLED
from pipeline.feedback.queue import Candidate, choose
from pipeline.feedback.queue.candidates import folded
from pipeline.feedback.queue.choice import SHARES, lot
from pipeline.learn.samples import AnnotatedSource, read_samples
from pipeline.learn.train import Example, Settings, example, train_model
from pipeline.model.linear import LinearModel, Scores
from pipeline.schema import LABELS

PARTS = ("text", "context")
SETTINGS = Settings(parts=PARTS, penalty=0.1)
# The random share alone is what the queue is compared with.
WAYS = {"queue": SHARES, "random": {"random": 1}}
MEANT = {"queue": "chosen by the queue", "random": "chosen at random"}
COLOURS = {"queue": "#1b6ca8", "random": "#b0413e"}
# How much the corrected segments hold: who corrects has to read them.
READ = "characters"
ALL = "all labels"
Curve = list[float]
Curves = Sequence[Mapping[str, Mapping[str, Curve]]]


@dataclass(frozen=True, slots=True)
class Segments:
    """A source as rows: its example, and of each row the text, its kind and a name."""

    example: Example
    texts: tuple[str, ...]
    labelled: tuple[bool, ...]

    def row_key(self, row: int) -> str:
        """Name of a row."""
        return f"{self.example.name}.{row}"


@dataclass(frozen=True, slots=True)
class Plan:
    """How large the start and the held-out part are, and the corrections at each point."""

    start: int
    held_out: int
    points: tuple[int, ...]


def main() -> None:
    """Simulate, print the table, write the plot."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--annotations", type=Path, default=Path("annotations"))
    parser.add_argument("--seeds", type=int, default=10)
    # Deals 0 to 4 were used to choose between strategies.
    parser.add_argument("--first-seed", type=int, default=100)
    parser.add_argument("--start", type=int, default=5, help="documents to begin with")
    parser.add_argument("--held-out", type=int, default=25, help="documents to measure on")
    parser.add_argument("--corrections", type=int, default=400, help="of each way, at the end")
    parser.add_argument("--batch", type=int, default=100, help="corrections before retraining")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--plot", type=Path, help="write the curves as SVG")
    options = parser.parse_args()
    sources = [segments_of(one) for one in read_samples([options.annotations])]
    points = tuple(range(0, options.corrections + 1, options.batch))
    plan = Plan(options.start, options.held_out, points)
    work = partial(simulate, sources, plan)
    with ProcessPoolExecutor(options.jobs) as pool:
        curves = list(pool.map(work, range(options.first_seed, options.first_seed + options.seeds)))
    print(table(plan, curves))
    if options.plot:
        options.plot.write_text(plot(plan, curves), encoding="utf-8")


def segments_of(source: AnnotatedSource) -> Segments:
    """Return an annotated source as rows."""
    texts, labelled = [], []
    for sample in source.samples:
        for one in sample.segments:
            texts.append(folded(sample.cleaned.text[one.start : one.end]))
            labelled.append(one.kind in LABELLED)
    return Segments(example(source, PARTS), tuple(texts), tuple(labelled))


# --- one deal of the documents --------------------------------------------------------------------


def simulate(sources: Sequence[Segments], plan: Plan, seed: int) -> dict[str, dict[str, Curve]]:
    """Return for each way the F1 of every label, and of all, at each point."""
    order = np.random.default_rng(seed).permutation(len(sources))
    dealt = [sources[place] for place in order]
    held_out, start = dealt[: plan.held_out], dealt[plan.held_out :][: plan.start]
    pool = dealt[plan.held_out + plan.start :]
    first = train_model([one.example for one in start], SETTINGS, seed=seed)
    return {way: _curve(way, first, start, pool, held_out, plan, seed) for way in WAYS}


def _curve(
    way: str,
    model: LinearModel,
    start: Sequence[Segments],
    pool: Sequence[Segments],
    held_out: Sequence[Segments],
    plan: Plan,
    seed: int,
) -> dict[str, Curve]:
    judged: set[str] = set()
    read = 0
    curve: dict[str, Curve] = {}
    for number, point in enumerate(plan.points):
        if number:
            candidates = _candidates(model, pool, judged, seed)
            chosen = choose(candidates, point - len(judged), shares=WAYS[way])
            judged |= {one.candidate.key for one in chosen}
            read += sum(len(one.candidate.text) for one in chosen)
            model = train_model(_known(start, pool, judged), SETTINGS, seed=seed)
        for label, f1 in scored(model, held_out).items():
            curve.setdefault(label, []).append(f1)
        curve.setdefault(READ, []).append(read)
    return curve


def _candidates(
    model: LinearModel, pool: Sequence[Segments], judged: set[str], seed: int
) -> list[Candidate]:
    done = {
        one.texts[row]
        for one in pool
        for row in range(len(one.texts))
        if one.row_key(row) in judged
    }
    return [
        Candidate(
            one.row_key(row),
            one.example.name,
            one.texts[row],
            lot(one.texts[row], seed),
            dict(zip(LABELS, scores, strict=True)),
        )
        for one in pool
        for row, scores in enumerate(_said(model, one.example).tolist())
        if one.labelled[row] and one.texts[row] not in done
    ]


def _known(start: Sequence[Segments], pool: Sequence[Segments], judged: set[str]) -> list[Example]:
    """Return what may be learned from: the start, and the judged rows of the pool."""
    known = [one.example for one in start]
    for one in pool:
        rows = np.array([one.row_key(row) in judged for row in range(len(one.texts))])
        if rows.any():
            known.append(only(one.example, rows))
    return known


def only(one: Example, rows: NDArray[np.bool_]) -> Example:
    """Return an example of which only some rows were judged."""
    entries = rows[one.rows]
    return replace(
        one,
        rows=one.rows[entries],
        buckets=one.buckets[entries],
        values=one.values[entries],
        known=one.known & rows[:, None],
    )


def _said(model: LinearModel, one: Example) -> Scores:
    return np.concatenate([model.probabilities(features) for features in one.features])


def scored(model: LinearModel, held_out: Sequence[Segments]) -> dict[str, float]:
    """Return F1 of each label, and of all together, on documents held out."""
    given = np.concatenate([_said(model, one.example) for one in held_out]) >= 0.5
    truth = np.concatenate([one.example.truth for one in held_out])
    f1 = {ALL: _f1(given, truth)}
    return f1 | {label: _f1(given[:, n], truth[:, n]) for n, label in enumerate(LABELS)}


def _f1(given: NDArray[np.bool_], truth: NDArray[np.bool_]) -> float:
    return float(2 * (given & truth).sum() / max(1, given.sum() + truth.sum()))


# --- what came out --------------------------------------------------------------------------------


def table(plan: Plan, curves: Curves) -> str:
    """Render mean and spread (standard deviation over seeds) as Markdown."""
    lines = ["| F1 | corrections | random | queue | queue - random | seeds won |"]
    lines.append("|---" * 6 + "|")
    for label in (ALL, *LABELS):
        for number, point in enumerate(plan.points):
            pairs = [(one["random"][label][number], one["queue"][label][number]) for one in curves]
            gains = [queue - random for random, queue in pairs]
            cells = [_mean([pair[side] for pair in pairs]) for side in (0, 1)]
            won = f"{sum(gain > 0 for gain in gains)} of {len(gains)}"
            cells += [_mean(gains, sign="+"), won if number else "-"]
            lines.append(f"| {label} | {point} | " + " | ".join(cells) + " |")
    for way in WAYS:
        characters = statistics.fmean(one[way][READ][-1] for one in curves)
        lines.append(f"\n{way}: {characters / plan.points[-1]:.0f} characters per correction")
    return "\n".join(lines)


def _mean(values: Sequence[float], *, sign: str = "") -> str:
    return f"{statistics.fmean(values):{sign}.3f} ± {statistics.pstdev(values):.3f}"


# --- the plot: small multiples, a line for the mean, a band for a standard deviation --------------

WIDTH, HEIGHT, LEFT, TOP, COLUMNS = 280, 200, 44, 34, 3


def plot(plan: Plan, curves: Curves) -> str:
    """Render the curves of all labels and of each as SVG."""
    labels = (ALL, *LABELS)
    rows = math.ceil((len(labels) + 1) / COLUMNS)
    parts = []
    for number, label in enumerate(labels):
        x, y = number % COLUMNS * WIDTH, number // COLUMNS * HEIGHT
        parts.append(f'<g transform="translate({x} {y})">{_panel(plan, curves, label)}</g>')
    x, y = len(labels) % COLUMNS * WIDTH + LEFT, len(labels) // COLUMNS * HEIGHT + TOP
    for number, way in enumerate(WAYS):
        line = f'<path d="M0 {20 * number + 8}h24" stroke="{COLOURS[way]}" stroke-width="2"/>'
        words = f'<text x="32" y="{20 * number + 12}">{MEANT[way]}</text>'
        parts.append(f'<g transform="translate({x} {y})">{line}{words}</g>')
    notes = (
        f"F1 on {plan.held_out} held-out documents, {len(curves)} deals",
        f"start: {plan.start} documents; line: mean; band: ± 1 s.d.",
    )
    for number, note in enumerate(notes):
        parts.append(f'<text x="{x}" y="{y + 66 + 16 * number}" fill="#555">{note}</text>')
    size = f'width="{COLUMNS * WIDTH}" height="{rows * HEIGHT}"'
    style = 'font-family="sans-serif" font-size="11" fill="#222"'
    ground = '<rect width="100%" height="100%" fill="#fff"/>'
    body = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} {style}>\n'
        f"<title>F1 after corrections chosen by the queue and at random</title>\n"
        f"{ground}\n{body}\n</svg>\n"
    )


def _panel(plan: Plan, curves: Curves, label: str) -> str:
    found = {way: [_band(curves, way, label, n) for n in range(len(plan.points))] for way in WAYS}
    edges = [
        mean + side * spread for way in WAYS for mean, spread in found[way] for side in (-1, 1)
    ]
    low, high = math.floor(min(edges) * 20) / 20, math.ceil(max(edges) * 20) / 20
    inner = (WIDTH - LEFT - 16, HEIGHT - TOP - 34)

    def place(point: int, value: float) -> str:
        across = LEFT + inner[0] * point / plan.points[-1]
        return f"{across:.1f} {TOP + inner[1] * (high - value) / (high - low):.1f}"

    parts = [f'<text x="{LEFT}" y="{TOP - 12}" font-weight="bold">{label}</text>']
    for value in (low, (low + high) / 2, high):
        x, y = place(0, value).split()
        end = place(plan.points[-1], value).replace(" ", ",")
        parts.append(f'<path d="M{x},{y}L{end}" stroke="#ddd"/>')
        parts.append(
            f'<text x="{LEFT - 6}" y="{float(y) + 4:.1f}" text-anchor="end">{value:.2f}</text>'
        )
    for point in (0, plan.points[-1] // 2, plan.points[-1]):
        x = place(point, low).split()[0]
        parts.append(f'<text x="{x}" y="{HEIGHT - 18}" text-anchor="middle">{point}</text>')
    for way in WAYS:
        pairs = list(zip(plan.points, found[way], strict=True))
        upper = [place(point, mean + spread) for point, (mean, spread) in pairs]
        lower = [place(point, mean - spread) for point, (mean, spread) in reversed(pairs)]
        line = "L".join(place(point, mean) for point, (mean, _) in pairs)
        band = "L".join([*upper, *lower])
        parts.append(f'<path d="M{band}Z" fill="{COLOURS[way]}" opacity="0.12"/>')
        parts.append(f'<path d="M{line}" fill="none" stroke="{COLOURS[way]}" stroke-width="2"/>')
    return "".join(parts)


def _band(curves: Curves, way: str, label: str, number: int) -> tuple[float, float]:
    values = [one[way][label][number] for one in curves]
    return statistics.fmean(values), statistics.pstdev(values)


if __name__ == "__main__":
    main()
