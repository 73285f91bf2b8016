"""The spaCy frame and the batch path give the same annotation."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.tokens import DocBin

from pipeline import nlp
from pipeline.annotate import annotate
from pipeline.clean import clean
from pipeline.read import read_source
from pipeline.split import split

SAMPLES = Path(__file__).parent.parent / "samples"


@pytest.fixture(scope="module")
def language():
    return nlp.load()


def documents():
    for path in sorted(SAMPLES.glob("*.txt")):
        source = read_source(path, file=path.name)
        for document in split(source):
            text = clean(source.text, document.start, document.end).text
            yield pytest.param(text, document, id=path.stem)


@pytest.mark.parametrize(("text", "document"), list(documents()))
def test_doc_and_batch_agree(language, text, document):
    doc = nlp.make_doc(language, text, kind=document.kind, issued=document.issued)
    for _, component in language.pipeline:
        doc = component(doc)
    expected = annotate(text, kind=document.kind, issued=document.issued)
    assert doc.text == text
    assert nlp.annotation(doc) == expected


def test_annotation_survives_serialisation(language):
    text = "（一）加快建设。2022年6月底前，建成10个平台。（市财政局牵头，市审计局配合）"
    doc = nlp.make_doc(language, text)
    for _, component in language.pipeline:
        doc = component(doc)
    stored = DocBin(docs=[doc], store_user_data=True).to_bytes()
    [again] = DocBin().from_bytes(stored).get_docs(language.vocab)
    assert nlp.annotation(again) == nlp.annotation(doc)
    assert [span.label_ for span in again.spans["departments"]] == ["lead", "support"]


def test_order_of_components_is_sound(language):
    assert not any(language.analyze_pipes()["problems"].values())


def test_spacy_finds_factories_by_entry_point():
    assert spacy.blank("zh").add_pipe("notice_outline") is not None
