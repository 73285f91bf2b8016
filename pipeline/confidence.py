"""How likely a record is right as a whole: bodies, deadlines and targets, and that it is one.

A model that was calibrated carries the weights of the facts below; the sum of the weighted facts
is the log odds that the record is right (``pipeline.learn.confidence`` fits them on documents
that neither rules nor model were made with). Rules alone give a rough strength instead.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from pipeline.decide import Decision
from pipeline.link import Linked

# Below this a person should look, whatever else is known.
LOW_CONFIDENCE = 0.6

_MOST = 4.6
# Without a fit: what each fact takes from the score of the measure.
_ROUGH = {"context": 0.9, "open_deadline": 0.9, "damaged": 0.7}


def record_facts(decision: Decision, linked: Linked, *, damaged: bool) -> dict[str, float]:
    """Return what is known about how a record came to be, as small numbers."""
    scores = decision.labels
    doubt = max(min(score, 1 - score) for label, score in scores.items() if label != "measure")
    return {
        "measure": _log_odds(scores["measure"]),
        "least_sure": -_log_odds(doubt),
        "disputed": float(bool(decision.disputed)),
        "context": float(any(basis == "context" for _, basis in linked.bodies)),
        "open_deadline": float(any(deadline.review for deadline, _ in linked.deadlines)),
        "damaged": float(damaged),
    }


def record_confidence(facts: Mapping[str, float], meta: Mapping[str, Any]) -> float:
    """Return the chance, 0..1, that a record is right; ``meta`` is that of the model."""
    weights: Mapping[str, float] | None = meta.get("confidence")
    if weights is None:
        strength = 1 / (1 + math.exp(-facts["measure"]))
        for fact, share in _ROUGH.items():
            strength *= share if facts[fact] else 1
        return round(strength, 3)
    odds = weights["bias"] + sum(weights[fact] * value for fact, value in facts.items())
    return round(1 / (1 + math.exp(-odds)), 3)


def _log_odds(score: float) -> float:
    if score <= 0 or score >= 1:
        return math.copysign(_MOST, score - 0.5)
    return max(-_MOST, min(_MOST, math.log(score / (1 - score))))
