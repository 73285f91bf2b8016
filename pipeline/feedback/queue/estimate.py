"""How good a run is, from the segments that were judged at random.

A beginning of the lottery of which everything was judged is a random sample of the run, whatever
else was judged, and why: nothing in it was chosen for how it looks.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.characters import simplify
from pipeline.decide import THRESHOLD
from pipeline.feedback.queue.candidates import folded, population_of
from pipeline.judgements import Judgement, standing
from pipeline.run.sources import RunOutputs
from pipeline.schema import LABELS

_Z = 1.96


@dataclass(frozen=True, slots=True)
class Precision:
    """Of ``given`` times that a run gave a label, ``right`` were right."""

    label: str
    given: int
    right: int

    @property
    def interval(self) -> tuple[float, float]:
        """Where the precision lies with 95 % certainty (Wilson)."""
        if not self.given:
            return 0.0, 1.0
        n, share = self.given, self.right / self.given
        middle = (share + _Z * _Z / (2 * n)) / (1 + _Z * _Z / n)
        reach = math.sqrt(share * (1 - share) / n + _Z * _Z / (4 * n * n))
        width = _Z * reach / (1 + _Z * _Z / n)
        return max(0.0, middle - width), min(1.0, middle + width)


def precision(
    run: RunOutputs, judgements: Iterable[Judgement], *, seed: int
) -> tuple[int, list[Precision]]:
    """Return how large the random sample is, and the precision of each label in it.

    Segments that were left open count in the sample but say nothing. A run whose model learned
    from the sample itself looks better than it is.
    """
    population = population_of(run, seed=seed)
    said = _last(judgements)
    sample = []
    for key in population.lottery:
        one = said.get(population.texts[key])
        if one is None:
            break
        sample.append((population.records[key]["labels"], one))
    found = []
    for label in LABELS:
        given = [
            label in one.labels
            for scores, one in sample
            if one.answer == "accept" and label in one.judged and scores[label] >= THRESHOLD
        ]
        found.append(Precision(label, len(given), sum(given)))
    return len(sample), found


def _last(judgements: Iterable[Judgement]) -> dict[str, Judgement]:
    """Return what was said last of each text; an adjudication outweighs the rest."""
    last: dict[str, Judgement] = {}
    ordered = sorted(standing(list(judgements)).values(), key=lambda one: (one.adjudicated, one.at))
    for one in ordered:
        last[folded(simplify(one.text))] = one
    return last
