"""Which segments are worth a look: pure, over scores; the same candidates give the same choice.

A queue mixes four streams, in fixed shares at every point of it, so that whoever stops early has
judged the same mix. Within a stream what is worth most comes first, but the more of a document
was chosen, the less the rest of it counts.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, zip_longest
from typing import Literal

from pipeline.schema import LABELS

Reason = Literal["random", "uncertain", "disputed", "rare"]

# Of every twenty: at random, labels near the threshold, rules against model, rare labels.
SHARES: Mapping[Reason, int] = {"random": 4, "uncertain": 9, "disputed": 4, "rare": 3}
# Labels, and the role, that few segments have.
RARE = ("deadline", "target", "support")
_SLIGHT = 0.15
# What the next segment of a document is worth beside the one before.
_NEXT = 0.7
_EVEN = 0.5


@dataclass(frozen=True, slots=True)
class Candidate:
    """A segment that may be chosen.

    ``scores``: of the labels that nobody judged yet; ``disputed``: those of them on which rules
    and model differ; ``confidence``: of its record, where there is one; ``support``: it names a
    supporting body. ``text`` decides what is the same; ``lot`` is its place in the lottery.
    """

    key: str
    document: str
    text: str
    lot: int
    scores: Mapping[str, float]
    disputed: tuple[str, ...] = ()
    confidence: float | None = None
    support: bool = False


@dataclass(frozen=True, slots=True)
class Chosen:
    """A candidate that was chosen. ``detail``: the label or value behind the reason."""

    candidate: Candidate
    reason: Reason
    detail: str


def choose(
    candidates: Sequence[Candidate],
    size: int,
    *,
    drawn: Sequence[str] = (),
    shares: Mapping[Reason, int] = SHARES,
) -> list[Chosen]:
    """Return up to ``size`` candidates, each text once, in the order in which to judge them.

    ``drawn``: keys of all there is, judged or not, in the order of a lottery; the random stream
    takes the candidates among them in that order (by default: the lottery among candidates).
    """
    streams: dict[Reason, Iterator[Found]] = {
        "random": _at_random(candidates, drawn),
        "uncertain": _unsure(candidates),
        "disputed": _stream(candidates, _disputed),
        "rare": _stream(candidates, _rare),
    }
    left = {reason for reason, share in shares.items() if share}
    chosen: list[Chosen] = []
    taken: set[str] = set()
    for reason in _turns(shares):
        if len(chosen) == size or not left:
            break
        found = _next(streams[reason], taken) if reason in left else None
        if found is None:
            left.discard(reason)
        else:
            chosen.append(Chosen(found[0], reason, found[1]))
    return chosen


def lot(text: str, seed: int) -> int:
    """Return the place of a text in the lottery: no machine and no version draws another."""
    digest = hashlib.blake2b(f"{seed}\0{text}".encode("utf-8", "surrogatepass"), digest_size=8)
    return int.from_bytes(digest.digest())


def _turns(shares: Mapping[Reason, int]) -> Iterator[Reason]:
    """Yield reasons for ever, each as often as its share and as evenly as can be."""
    given: Counter[Reason] = Counter()
    wanted = [reason for reason, share in shares.items() if share]
    while wanted:
        reason = min(wanted, key=lambda one: (given[one] + 1) / shares[one])
        given[reason] += 1
        yield reason


Found = tuple[Candidate, str]


def _next(stream: Iterator[Found], taken: set[str]) -> Found | None:
    for candidate, detail in stream:
        if candidate.text not in taken:
            taken.add(candidate.text)
            return candidate, detail
    return None


# --- streams --------------------------------------------------------------------------------------


def _at_random(candidates: Sequence[Candidate], drawn: Sequence[str]) -> Iterator[Found]:
    by_key = {one.key: one for one in candidates}
    order = drawn or sorted(by_key, key=lambda key: (by_key[key].lot, key))
    return ((by_key[key], "") for key in order if key in by_key)


def _stream(
    candidates: Sequence[Candidate], worth: Callable[[Candidate], tuple[float, str]]
) -> Iterator[Found]:
    """What is worth anything, the best first, spread over documents."""
    valued = [(*worth(one), one) for one in candidates]
    ranked = sorted(
        ((value, detail, one) for value, detail, one in valued if value > 0),
        key=lambda each: (-each[0], each[2].lot, each[2].key),
    )
    seen: Counter[str] = Counter()
    spread = []
    for value, detail, one in ranked:
        spread.append((value * _NEXT ** seen[one.document], detail, one))
        seen[one.document] += 1
    spread.sort(key=lambda each: -each[0])
    return ((one, detail) for _, detail, one in spread)


def _unsure(candidates: Sequence[Candidate]) -> Iterator[Found]:
    """What is nearest to the threshold of each label, and the least sure records, in turn.

    Were the labels compared with each other, the one that is learned worst would take all turns.
    """
    streams = [_stream(candidates, partial(_near, label)) for label in LABELS]
    streams.append(_stream(candidates, _doubtful))
    turns = chain.from_iterable(zip_longest(*streams))
    return (found for found in turns if found is not None)


def _near(label: str, one: Candidate) -> tuple[float, str]:
    if label not in one.scores:
        return 0.0, ""
    p = one.scores[label]
    return 1 - abs(p - _EVEN) / _EVEN, f"{label} {p:.2f}"


def _doubtful(one: Candidate) -> tuple[float, str]:
    if one.confidence is None or "measure" not in one.scores:
        return 0.0, ""
    return 1 - one.confidence, f"record {one.confidence:.2f}"


def _disputed(one: Candidate) -> tuple[float, str]:
    """On how many labels rules and model differ, the unsure ones of them counting more."""
    labels = [label for label in LABELS if label in one.disputed and label in one.scores]
    value = sum(1 + _SLIGHT - abs(one.scores[label] - _EVEN) for label in labels)
    return value, ", ".join(labels)


def _rare(one: Candidate) -> tuple[float, str]:
    """How likely a rare label is; what is all but certain counts less than what is likely."""
    found = [(one.scores[label], label) for label in RARE if label in one.scores]
    if one.support:
        found.append((_EVEN, "support"))
    likely = [(1 - abs(p - _EVEN) / 2, name) for p, name in found if p >= _SLIGHT]
    return max(likely, default=(0.0, ""))
