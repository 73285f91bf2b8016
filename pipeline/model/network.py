"""The network's opinion: labels and spans of the segments of a document, as plain data.

spaCy is imported when a network is loaded, not before. Clean offsets.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from pipeline.errors import LearnError
from pipeline.model.passages import Passage, passages
from pipeline.model.tags import TAGS, read_tags
from pipeline.schema import DocumentKind, Segment

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

# Where the package's meta.json keeps slope and cut of every label.
CALIBRATION = "label_calibration"
_BATCH = 256
_LEAST = 1e-6


@dataclass(frozen=True, slots=True)
class NetworkSpan:
    """A span with the network's chance for it; ``name``: target, deadline, or a body's role."""

    start: int
    end: int
    name: str
    score: float


@dataclass(frozen=True, slots=True)
class NetworkOpinion:
    """What the network says of one segment; no labels where it does not look (headings).

    ``labels``: chance of every label, given from 0.5 on.
    """

    labels: dict[str, float]
    spans: tuple[NetworkSpan, ...]


def make_doc(vocab: Vocab, passage: Passage) -> Doc:
    """Make a ``Doc`` with a token per character, blanks too, which the tokenizer would drop."""
    from spacy.tokens import Doc

    return Doc(vocab, words=list(passage.text))


def load_network(folder: Path) -> Language:
    """Load a network. Raises LearnError E610 where a file is missing or wrong."""
    import spacy

    import pipeline.model.architectures  # noqa: F401 - registers what the config names

    try:
        return spacy.load(folder)
    except (OSError, ValueError, KeyError) as error:
        raise LearnError("E610", path=folder, reason=error) from error


def network_opinions(
    nlp: Language, text: str, segments: Sequence[Segment], *, kind: DocumentKind
) -> list[NetworkOpinion]:
    """Return the network's opinion of each segment of a clean text."""
    shown = passages(text, segments, kind=kind)
    found = [NetworkOpinion({}, ())] * len(segments)
    # Batches of about one length: less to fill up.
    order = sorted(shown, key=lambda passage: passage.length)
    for first in range(0, len(order), _BATCH):
        batch = order[first : first + _BATCH]
        for passage, opinion in zip(batch, _opinions(nlp, batch), strict=True):
            found[passage.number] = opinion
    return found


def network_odds(chances: NDArray[np.float32]) -> NDArray[np.float32]:
    """Chances of the network as log odds, finite: what the calibration counts in."""
    safe = np.clip(chances, _LEAST, 1 - _LEAST)
    found: NDArray[np.float32] = np.log(safe / (1 - safe))
    return found


def _opinions(nlp: Language, shown: Sequence[Passage]) -> Iterator[NetworkOpinion]:
    # The components are asked for chances; nlp.pipe would only give what they decide.
    docs = [make_doc(nlp.vocab, passage) for passage in shown]
    shared: Any = nlp.get_pipe("tok2vec")
    judge: Any = nlp.get_pipe("textcat_multilabel")
    tagger: Any = nlp.get_pipe("tagger")
    shared.set_annotations(docs, shared.predict(docs))
    places = {tag: number for number, tag in enumerate(tagger.labels)}
    columns = [places.get(tag, -1) for tag in TAGS]
    chances = [
        np.pad(rows[passage.own : passage.own + passage.length], ((0, 0), (0, 1)))[:, columns]
        for passage, rows in zip(shown, tagger.model.predict(docs), strict=True)
    ]
    labels = _calibrated(nlp, judge.predict(docs)).tolist()
    for passage, row, spans in zip(shown, labels, read_tags(chances), strict=True):
        start = passage.start
        yield NetworkOpinion(
            dict(zip(judge.labels, row, strict=True)),
            tuple(
                NetworkSpan(span.start + start, span.end + start, span.name, span.score)
                for span in spans
            ),
        )


def _calibrated(nlp: Language, chances: NDArray[np.float32]) -> NDArray[np.float32]:
    given = nlp.meta.get(CALIBRATION)
    if given is None:
        return chances
    margins = np.array(given["slope"]) * (network_odds(chances) - np.array(given["cut"]))
    found: NDArray[np.float32] = 1 / (1 + np.exp(-np.clip(margins, -30, 30)))
    return found
