"""Train the word segmenter from the annotated texts: ``scripts/train-words``.

the documents of annotations/words/documents.txt → silver words (silver.py) → spacy-pkuseg's
CRF → the same model with fewer features, rounded weights and no pickle. The same
annotations, seed and versions give the same bytes.
"""

from __future__ import annotations

import contextlib
import io
import json
import random
import re
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import srsly

from pipeline.clean.shapes import read_text
from pipeline.learn.gold import read_gold
from pipeline.terms.silver import SilverCutter, make_cutter, read_convention, span_edges
from pipeline.terms.vocabulary import terms_in
from pipeline.terms.words import Word, WordCutter, score_words

_ROUNDS = 8
# Weights are kept in steps of 1/64; a feature that never reaches one changes nothing.
_STEP = 64
_LONGEST_FEATURE_WORD = 6
_FEWEST_IN_BACKGROUND = 2
_HAN = re.compile(r"[一-鿿]")

Sentence = list[str]


def train(annotations: Path, out: Path, *, seed: int = 0) -> dict[str, Any]:
    """Train on ``annotations``, write the model to the folder ``out`` and return its facts.

    Raises LearnError E601 where the annotations are not complete.
    """
    cutter = make_silver_cutter(annotations)
    documents = list(silver_documents(annotations, cutter))
    silver = [sentence for _, sentences in documents for sentence in sentences]
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        _train(silver, Path(work), seed)
        _shrink(Path(work) / "model", out)
    _write_background(documents, out / "background.tsv")
    facts = _facts(documents, annotations, cutter, out)
    text = json.dumps(facts, ensure_ascii=False, indent=2) + "\n"
    (out / "facts.json").write_text(text, encoding="utf-8")
    return facts


def read_sentences(annotations: Path) -> dict[tuple[str, int], Sentence]:
    """Return the sentences cut by hand, by document and segment, as the pipeline reads them."""
    lines = (annotations / "words" / "sentences.tsv").read_text(encoding="utf-8").splitlines()[1:]
    rows = (line.split("\t") for line in lines)
    return {(name, int(number)): read_text(words).split(" ") for name, number, words in rows}


def make_silver_cutter(annotations: Path) -> SilverCutter:
    """Return the cutter that makes silver, with our convention."""
    return make_cutter(read_convention(annotations / "words" / "convention.tsv"))


def silver_documents(
    annotations: Path, cutter: SilverCutter
) -> Iterator[tuple[str, list[Sentence]]]:
    """Yield name and sentences of every document to train on.

    A segment that reads like a sentence cut by hand (boilerplate) is left out.
    """
    texts = {"".join(words) for words in read_sentences(annotations).values()}
    names = (annotations / "words" / "documents.txt").read_text(encoding="utf-8").split()
    for document in read_gold(annotations, names):
        sentences = []
        for row in document.rows:
            text = _plain(row["text"])
            if text and text not in texts:
                spans = (_plain(span["text"]) for span in row["spans"])
                sentences.append(cutter.words(text, edges=span_edges(text, spans)))
        yield document.name, sentences


def _plain(text: str) -> str:
    return re.sub(r"\s", "", read_text(text))


def _train(silver: Sequence[Sentence], work: Path, seed: int) -> None:
    """Run the library's trainer, which prints, keeps its settings in a module, and shuffles."""
    import spacy_pkuseg
    from spacy_pkuseg.config import config

    source = work / "silver.txt"
    source.write_text("".join(f"{' '.join(words)}\n" for words in silver), encoding="utf-8")
    few = work / "few.txt"
    few.write_text(f"{' '.join(silver[0])}\n", encoding="utf-8")
    before, config.featureTrim = config.featureTrim, 1
    random.seed(seed)
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            spacy_pkuseg.train(str(source), str(few), str(work / "model"), train_iter=_ROUNDS)
    finally:
        config.featureTrim = before


def _shrink(trained: Path, out: Path) -> None:
    """Write a model without the features that do nothing, its weights in steps, compressed."""
    features = srsly.read_msgpack(trained / "features.msgpack")
    with np.load(trained / "weights.npz") as arrays:
        tags, count = (int(size) for size in arrays["sizes"])
        weights = np.round(arrays["w"] * _STEP) / _STEP
    nodes, edges = weights[: tags * count].reshape(count, tags), weights[tags * count :]
    kept = np.abs(nodes).max(axis=1) > 0
    kept[0] = True  # The library adds feature 0 everywhere.
    numbers = np.cumsum(kept) - 1
    index = {
        name: int(numbers[old]) for name, old in features["feature_to_idx"].items() if kept[old]
    }
    words = sorted(word for word in features["unigram"] if 1 < len(word) <= _LONGEST_FEATURE_WORD)
    content = {
        "unigram": words,
        "bigram": [],  # Only read when training.
        "feature_to_idx": index,
        "tag_to_idx": features["tag_to_idx"],
    }
    srsly.write_msgpack(out / "features.msgpack", content)
    flat = np.concatenate([nodes[kept].ravel(), edges])
    np.savez_compressed(out / "weights.npz", sizes=np.array([tags, int(kept.sum())]), w=flat)


def _write_background(documents: Sequence[tuple[str, list[Sentence]]], path: Path) -> None:
    """Write how often each word and row of words stands in the training texts, and in how many."""
    counts: Counter[str] = Counter()
    spread: Counter[str] = Counter()
    words = 0
    for _, sentences in documents:
        found = Counter(term for sentence in sentences for term in _terms(sentence))
        counts.update(found)
        spread.update(found.keys())
        words += sum(map(len, sentences))
    lines = [f"\t{words}\t{len(documents)}"]
    lines += [
        f"{term}\t{count}\t{spread[term]}"
        for term, count in sorted(counts.items())
        if count >= _FEWEST_IN_BACKGROUND
    ]
    path.write_text("term\tcount\tdocuments\n" + "\n".join(lines) + "\n", encoding="utf-8")


def _terms(sentence: Sentence) -> Iterator[str]:
    """Yield every word of Chinese characters, and the rows of words that may be terms."""
    words, start = [], 0
    for text in sentence:
        words.append(Word(start, start + len(text), text))
        start += len(text)
    yield from (word.text for word in words if _HAN.match(word.text))
    starts = {word.start: word.end for word in words}
    yield from (term for first, last, term in terms_in(words) if starts[first] != last)


def _facts(
    documents: Sequence[tuple[str, list[Sentence]]],
    annotations: Path,
    cutter: SilverCutter,
    out: Path,
) -> dict[str, Any]:
    import jieba

    silver = [sentence for _, sentences in documents for sentence in sentences]
    gold = list(read_sentences(annotations).values())
    texts = ["".join(words) for words in gold]
    model = WordCutter(out)
    known = {word for words in silver for word in words}
    found = {
        "this model": [model.words(text) for text in texts],
        "its teacher, jieba under our convention": [cutter.words(text) for text in texts],
        "jieba": [jieba.lcut(text) for text in texts],
        "characters": [list(text) for text in texts],
    }
    return {
        "convention": "PKU (annotations/words/README.md)",
        "trained_on": {"documents": len(documents)} | _size(silver),
        "measured_on": _size(gold),
        "words_not_trained_on": sum(word not in known for words in gold for word in words),
        "word_f1": {name: score_words(gold, words).f1 for name, words in found.items()},
        "versions": {name: version(name) for name in ("spacy-pkuseg", "jieba", "numpy")},
    }


def _size(sentences: Sequence[Sentence]) -> dict[str, int]:
    return {
        "sentences": len(sentences),
        "words": sum(map(len, sentences)),
        "characters": sum(len(word) for words in sentences for word in words),
    }
