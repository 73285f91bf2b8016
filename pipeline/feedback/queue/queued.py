"""A segment in the queue."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.feedback.queue.choice import Reason


@dataclass(frozen=True, slots=True)
class Queued:
    """A segment that is worth a look, and why.

    ``detail``: label and score behind the reason (``deadline 0.52``), blank for the random share.
    """

    segment_id: str
    reason: Reason
    detail: str
    notice_id: str
    text: str
