"""The measures of a run as the words that may be terms: bodies and dates left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pipeline.characters import simplify
from pipeline.terms.key_terms import Passage
from pipeline.terms.vocabulary import terms_in
from pipeline.terms.words import WordCutter

Record = dict[str, Any]

# No word goes over it; it stands for what is left out.
_GAP = "，"


def passages(measures: Iterable[Record], cutter: WordCutter) -> Iterator[Passage]:
    """Yield a passage for each measure record, in their order."""
    for measure in measures:
        yield Passage(
            measure["id"],
            measure["notice_id"],
            cutter.stretches(_without(measure["text"], _left_out(measure))),
            frozenset(_emphasised(measure, cutter)),
        )


def _left_out(measure: Record) -> list[str]:
    """Return the words of bodies, dates and head verbs, longest first."""
    spans = [*measure["responsible"], *measure["deadlines"]]
    # Spans have the characters of the source, the text simplified ones.
    found = {simplify(span["text"]) for span in spans}
    found |= {action["action"] for action in measure.get("actions", ())}
    return sorted((text for text in found if text), key=lambda text: (-len(text), text))


def _without(text: str, left_out: Iterable[str]) -> str:
    for words in left_out:
        text = text.replace(words, _GAP * len(words))
    return text


def _emphasised(measure: Record, cutter: WordCutter) -> Iterator[str]:
    """Yield the terms of the heading above and of what is acted on."""
    objects = [action["object"] for action in measure.get("actions", ())]
    for text in [*measure["section"][-1:], measure["object"], *objects]:
        for stretch in cutter.stretches(text or ""):
            yield from (term for _, _, term in terms_in(stretch))
