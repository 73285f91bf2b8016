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
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.decide import LABELLED
from pipeline.feedback.queue import Candidate, choose
from pipeline.feedback.queue.candidates import folded
from pipeline.feedback.queue.choice import SHARES, lot
from pipeline.learn.calibrate import recalibrate
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
# All decisions counted alike, which are mostly about measures; and the labels counted alike.
ALL, MEAN = "all labels", "mean of labels"
ROWS = (ALL, MEAN, *LABELS)
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
class Deal:
    """The documents of one seed: known from the start, for thresholds, to be corrected, to score.

    ``apart`` is never trained on.
    """

    start: list[Segments]
    apart: list[Example]
    pool: list[Segments]
    held_out: list[Segments]
    seed: int


@dataclass(frozen=True, slots=True)
class Plan:
    """How many documents each part has, and the corrections at each point."""

    start: int
    apart: int
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
    parser.add_argument("--apart", type=int, default=8, help="documents to set thresholds on")
    parser.add_argument("--corrections", type=int, default=400, help="of each way, at the end")
    parser.add_argument("--batch", type=int, default=100, help="corrections before retraining")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--plot", type=Path, help="write the curves as SVG")
    options = parser.parse_args()
    sources = [segments_of(one) for one in read_samples([options.annotations])]
    points = tuple(range(0, options.corrections + 1, options.batch))
    plan = Plan(options.start, options.apart, options.held_out, points)
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
    dealt = iter([sources[place] for place in order])
    deal = Deal(
        held_out=list(islice(dealt, plan.held_out)),
        start=list(islice(dealt, plan.start)),
        apart=[one.example for one in islice(dealt, plan.apart)],
        pool=list(dealt),
        seed=seed,
    )
    return {way: _curve(way, deal, plan.points) for way in WAYS}


def _curve(way: str, deal: Deal, points: Sequence[int]) -> dict[str, Curve]:
    judged: set[str] = set()
    read = 0
    curve: dict[str, Curve] = {}
    model = _trained(deal, judged)
    for number, point in enumerate(points):
        if number:
            candidates = _candidates(model, deal, judged)
            chosen = choose(candidates, point - len(judged), shares=WAYS[way])
            judged |= {one.candidate.key for one in chosen}
            read += sum(len(one.candidate.text) for one in chosen)
            model = _trained(deal, judged)
        for label, f1 in scored(model, deal.held_out).items():
            curve.setdefault(label, []).append(f1)
        curve.setdefault(READ, []).append(read)
    return curve


def _trained(deal: Deal, judged: set[str]) -> LinearModel:
    """Train on the start and on what was judged; set thresholds on the documents apart.

    So does ``measures train`` where there are documents of the part "dev": thresholds set on
    segments that were chosen for being hard do not fit the others.
    """
    model = train_model(_known(deal.start, deal.pool, judged), SETTINGS, seed=deal.seed)
    raw = np.concatenate([model.raw(part) for one in deal.apart for part in one.features])
    truth, known = (
        np.concatenate([getattr(one, name) for one in deal.apart]) for name in ("truth", "known")
    )
    slope, cut = recalibrate(raw, truth, known, slope=model.slope, cut=model.cut)
    return replace(model, slope=slope, cut=cut)


def _candidates(model: LinearModel, deal: Deal, judged: set[str]) -> list[Candidate]:
    pool = deal.pool
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
            lot(one.texts[row], deal.seed),
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
    of_labels = {label: _f1(given[:, n], truth[:, n]) for n, label in enumerate(LABELS)}
    return {ALL: _f1(given, truth), MEAN: statistics.fmean(of_labels.values())} | of_labels


def _f1(given: NDArray[np.bool_], truth: NDArray[np.bool_]) -> float:
    return float(2 * (given & truth).sum() / max(1, given.sum() + truth.sum()))


# --- what came out --------------------------------------------------------------------------------


def table(plan: Plan, curves: Curves) -> str:
    """Render mean and spread (standard deviation over seeds) as Markdown."""
    lines = ["| F1 | corrections | random | queue | queue - random | seeds won |"]
    lines.append("|---" * 6 + "|")
    for label in ROWS:
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

WIDTH, HEIGHT, LEFT, TOP, COLUMNS, LEGEND = 230, 180, 44, 34, 4, 30
Series = dict[str, list[tuple[float, float]]]


def plot(plan: Plan, curves: Curves) -> str:
    """Render the curves of all labels and of each, and the gain, as SVG."""
    panels = {label: _series(curves, label) for label in ROWS}
    for label in (ALL, MEAN):
        gains = zip(*(_gains(one, label) for one in curves), strict=True)
        panels[f"queue - random, {label}"] = {COLOURS["queue"]: list(map(_band, gains))}
    parts = []
    for number, (title, series) in enumerate(panels.items()):
        x, y = number % COLUMNS * WIDTH, number // COLUMNS * HEIGHT + LEGEND
        parts.append(f'<g transform="translate({x} {y})">{_panel(plan, title, series)}</g>')
    for number, way in enumerate(WAYS):
        x = LEFT + 160 * number
        parts.append(f'<path d="M{x} 16h24" stroke="{COLOURS[way]}" stroke-width="2"/>')
        parts.append(f'<text x="{x + 30}" y="20">{MEANT[way]}</text>')
    note = (
        f"F1 on {plan.held_out} held-out documents after N corrections, {len(curves)} deals of the "
        "documents; band: ± 1 s.d."
    )
    parts.append(f'<text x="{LEFT + 320}" y="20" fill="#555">{note}</text>')
    rows = math.ceil(len(panels) / COLUMNS)
    size = f'width="{COLUMNS * WIDTH + 20}" height="{rows * HEIGHT + LEGEND}"'
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif" '
            'font-size="11" fill="#222">',
            "<title>F1 after corrections chosen by the queue and at random</title>",
            '<rect width="100%" height="100%" fill="#fff"/>',
            *parts,
            "</svg>\n",
        ]
    )


def _series(curves: Curves, label: str) -> Series:
    found = {}
    for way in WAYS:
        lines = [one[way][label] for one in curves]
        found[COLOURS[way]] = [_band(values) for values in zip(*lines, strict=True)]
    return found


def _gains(one: Mapping[str, Mapping[str, Curve]], label: str) -> Curve:
    pairs = zip(one["queue"][label], one["random"][label], strict=True)
    return [queue - random for queue, random in pairs]


def _band(values: Sequence[float]) -> tuple[float, float]:
    return statistics.fmean(values), statistics.pstdev(values)


def _panel(plan: Plan, title: str, series: Series) -> str:
    edges = [
        mean + side * spread
        for band in series.values()
        for mean, spread in band
        for side in (-1, 1)
    ]
    low, high = math.floor(min(edges) * 20) / 20, math.ceil(max(edges) * 20 + 0.01) / 20
    width, height = WIDTH - LEFT - 16, HEIGHT - TOP - 34

    def place(point: int, value: float) -> tuple[float, float]:
        down = height * (high - value) / (high - low)
        return round(LEFT + width * point / plan.points[-1], 1), round(TOP + down, 1)

    def path(values: Sequence[tuple[int, float]]) -> str:
        return "M" + "L".join(f"{x} {y}" for x, y in (place(*pair) for pair in values))

    parts = [f'<text x="{LEFT}" y="{TOP - 12}" font-weight="bold">{title}</text>']
    for value in sorted({low, 0.0 if low < 0 < high else (low + high) / 2, high}):
        x, y = place(0, value)
        parts.append(f'<path d="M{x} {y}h{width}" stroke="#ddd"/>')
        parts.append(f'<text x="{x - 6}" y="{y + 4}" text-anchor="end">{value:.3g}</text>')
    for point in (0, plan.points[-1] // 2, plan.points[-1]):
        x, y = place(point, low)
        parts.append(f'<text x="{x}" y="{y + 16}" text-anchor="middle">{point}</text>')
    for colour, band in series.items():
        pairs = list(zip(plan.points, band, strict=True))
        upper = [(point, mean + spread) for point, (mean, spread) in pairs]
        lower = [(point, mean - spread) for point, (mean, spread) in reversed(pairs)]
        line = path([(point, mean) for point, (mean, _) in pairs])
        parts.append(f'<path d="{path([*upper, *lower])}Z" fill="{colour}" opacity="0.12"/>')
        parts.append(f'<path d="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
    return "".join(parts)


if __name__ == "__main__":
    main()
