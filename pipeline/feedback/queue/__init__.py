"""What is worth a look: the segments of a run in the order in which people should judge them.

candidates.py  segments of a run that can carry labels, what nobody judged yet, duplicates once
choice.py      the mix: unsure, disputed, rare, and a fixed share at random
estimate.py    precision of the labels from the random share
"""

from pipeline.feedback.queue.candidates import queue, queue_of
from pipeline.feedback.queue.choice import Candidate, Chosen, choose
from pipeline.feedback.queue.estimate import Precision, precision
from pipeline.feedback.queue.queued import Queued

__all__ = [
    "Candidate",
    "Chosen",
    "Precision",
    "Queued",
    "choose",
    "precision",
    "queue",
    "queue_of",
]
