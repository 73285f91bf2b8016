"""How likely a record is right as a whole: bodies, deadlines and targets, and that it is one.

A model that was calibrated carries the weights of the facts below; the sum of the weighted facts
is the log odds that the record is right (``pipeline.learn.confidence`` fits them on documents
that neither rules nor model were made with). Rules alone give a rough strength instead.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from pipeline.decide import Decision
from pipeline.link import Linked
from pipeline.schema import Body, Deadline, Segment, Target

Spans = Sequence[Body | Target | Deadline]

# Below this a person should look, whatever else is known.
LOW_CONFIDENCE = 0.6

_MOST = 4.6
_MANY = 2
# Both begin with a set of characters, not with ways to go on: the search then runs at full speed.
_NUMBER = re.compile(
    r"[\d.一二三四五六七八九十百千万](?:(?<=[\d.])[\d.]*\s*[^\d\s，。；：、（）年月日号条章款]|(?<=百)分之"
    r"|(?<=[一二三四五六七八九十百千万])[一二三四五六七八九十百千万]*(?:倍|成|个月|折))"
)
_TIME = re.compile(
    r"[\d年月季周期每自前](?:(?<=\d)\d*(?:[年月日]|个?(?:工作日|小时|天|个月))|(?<=[年月季周])底|(?<=年)[内度]"
    r"|(?<=期)[间限]|(?<=每)[年月季周]|(?<=自)[^，。]{2,20}起|(?<=前)(?=[，完]))"
)
# Without a fit: what each fact takes from the score of the measure.
_ROUGH = {"context": 0.9, "open_deadline": 0.9, "damaged": 0.7}


def record_facts(
    text: str, segment: Segment, decision: Decision, linked: Linked, *, damaged: bool
) -> dict[str, float]:
    """Return what is known about how a record came to be, as small numbers.

    ``text``: the clean text in which the offsets of ``segment`` count.
    """
    scores = decision.labels
    spans: Spans = [*decision.bodies, *decision.targets, *decision.deadlines]
    doubt = max([min(score, 1 - score) for label, score in scores.items() if label != "measure"])
    return {
        "measure": _log_odds(scores["measure"]),
        "least_sure": -_log_odds(doubt),
        "disputed": float(bool(decision.disputed)),
        "context": float("context" in [basis for _, basis in linked.bodies]),
        "open_deadline": _is_open(linked),
        "damaged": float(damaged),
        "overlooked": _log_odds(decision.overlooked),
        "actors": _few(decision.bodies),
        "targets": _few(decision.targets),
        "loose_numbers": _loose(_NUMBER, text, segment, spans),
        "loose_times": _loose(_TIME, text, segment, spans),
    }


def _is_open(linked: Linked) -> float:
    # Most records have no deadline, and need no look at each.
    found = linked.deadlines and any(deadline.review for deadline, _ in linked.deadlines)
    return float(bool(found))


def _few(spans: Sequence[object]) -> float:
    return float(min(len(spans), _MANY))


def _loose(pattern: re.Pattern[str], text: str, segment: Segment, spans: Spans) -> float:
    """How many figures or times stand in no span: each may be one that was missed."""
    loose = 0
    for found in pattern.finditer(text, segment.start, segment.end):
        first, last = found.span()
        if not any(span.start < last and first < span.end for span in spans):
            loose += 1
            if loose == _MANY:
                break
    return float(loose)


def record_confidence(facts: Mapping[str, float], meta: Mapping[str, Any]) -> float:
    """Return the chance, 0..1, that a record is right; ``meta`` is that of the model."""
    weights: Mapping[str, float] | None = meta.get("confidence")
    if weights is None:
        strength = 1 / (1 + math.exp(-facts["measure"]))
        for fact, share in _ROUGH.items():
            strength *= share if facts[fact] else 1
        return round(strength, 3)
    # An older model may not know every fact.
    odds = weights["bias"] + sum([weights.get(fact, 0) * value for fact, value in facts.items()])
    return round(1 / (1 + math.exp(-odds)), 3)


# Scores have three digits: most come again and again.
@lru_cache(maxsize=4096)
def _log_odds(score: float) -> float:
    if score <= 0 or score >= 1:
        return math.copysign(_MOST, score - 0.5)
    return max(-_MOST, min(_MOST, math.log(score / (1 - score))))
