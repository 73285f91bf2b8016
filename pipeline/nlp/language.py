"""Build the spaCy ``Language``, make its ``Doc`` objects, read their annotation back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import spacy
from confection import Config
from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from pipeline.annotate import Annotation, decide_by_rules, link_all, settle_all
from pipeline.model import find_model
from pipeline.nlp.components import Labelled, found_in
from pipeline.nlp.groups import get_items, register_attributes
from pipeline.schema import DocumentKind, Segment


def load(model: Path | None = None) -> Language:
    """Return the pipeline of ``config.cfg``: the zh char tokenizer and the notice components.

    ``model``: folder of a trained model; without one the rules decide alone. Raises LearnError
    E610 where it cannot be read.
    """
    text = files("pipeline.nlp").joinpath("config.cfg").read_text(encoding="utf-8")
    nlp = spacy.util.load_model_from_config(Config().from_str(text), auto_fill=True)
    if model is not None:
        labels: Any = nlp.get_pipe("notice_labels")
        labels.use(find_model(model))
    return nlp


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
    segments = get_items(doc, "segments", Segment)
    found = found_in(doc)
    decisions = decide_by_rules(doc.text, segments, found)
    if "labels" in doc.spans:
        labelled = get_items(doc, "labels", Labelled)
        scores = [one.scores() for one in labelled]
        overlooked = [one.overlooked for one in labelled]
        decisions = settle_all(segments, found, decisions, scores, overlooked)
    return link_all(doc.text, segments, decisions)


def _region(doc: Doc, start: int, end: int, label: str) -> Span:
    span = doc.char_span(start, end, label=label, alignment_mode="expand")
    assert span is not None  # expand always finds tokens inside the text
    return span
