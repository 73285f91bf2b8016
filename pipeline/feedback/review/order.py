"""The order of the page where no other is given: doubtful segments first, then as they stand."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.run.sources import Record, RunOutputs

# Scores of a label this near to the threshold are doubtful.
_THRESHOLD, _NEAR = 0.5, 0.2
_NOT_BODY = ("meta", "boilerplate", "heading")


def doubtful_first(run: RunOutputs) -> Iterator[tuple[str, str]]:
    """Yield id and reason of each segment that may say something."""
    segments = [one for one in run.segments() if one["kind"] not in _NOT_BODY]
    doubtful = [one for one in segments if _is_doubtful(one)]
    first = {one["id"] for one in doubtful}
    yield from ((one["id"], "low_confidence") for one in doubtful)
    yield from ((one["id"], "document_order") for one in segments if one["id"] not in first)


def _is_doubtful(segment: Record) -> bool:
    return any(abs(score - _THRESHOLD) <= _NEAR for score in segment["labels"].values())
