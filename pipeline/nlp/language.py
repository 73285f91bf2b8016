"""Build the spaCy ``Language``, make its ``Doc`` objects, read their annotation back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from importlib.resources import files

import spacy
from confection import Config
from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from pipeline.annotate import Annotation, decide_all
from pipeline.nlp.components import Scored
from pipeline.nlp.groups import get_items, register_attributes
from pipeline.schema import Body, Deadline, DocumentKind, Segment, Target


def load() -> Language:
    """Return the pipeline of ``config.cfg``: the zh char tokenizer and the notice components."""
    text = files("pipeline.nlp").joinpath("config.cfg").read_text(encoding="utf-8")
    return spacy.util.load_model_from_config(Config().from_str(text), auto_fill=True)


def make_doc(
    nlp: Language,
    text: str,
    regions: Sequence[tuple[int, int, str]] = (),
    *,
    kind: DocumentKind = "notice",
    issued: dt.date | None = None,
) -> Doc:
    """Return an unprocessed ``Doc`` of a clean text with what is known about its document."""
    register_attributes()
    doc = nlp.make_doc(text)
    doc._.document_kind = kind
    doc._.issued = issued.isoformat() if issued else None
    doc.spans["regions"] = SpanGroup(
        doc, name="regions", spans=[_region(doc, *region) for region in regions]
    )
    return doc


def annotation(doc: Doc) -> Annotation:
    """Read the span groups of a processed ``Doc`` as the batch path's ``Annotation``."""
    return decide_all(
        doc.text,
        get_items(doc, "segments", Segment),
        [scored.score for scored in get_items(doc, "measures", Scored)],
        bodies=get_items(doc, "departments", Body),
        targets=get_items(doc, "targets", Target),
        deadlines=get_items(doc, "deadlines", Deadline),
    )


def _region(doc: Doc, start: int, end: int, label: str) -> Span:
    span = doc.char_span(start, end, label=label, alignment_mode="expand")
    assert span is not None  # expand always finds tokens inside the text
    return span
