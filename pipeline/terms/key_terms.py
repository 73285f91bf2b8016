"""Key terms of measures, and how often each term stands in a run.

A term of a measure is worth its inverse document frequency, counted over the run and the texts
the model was trained on together, times how often the measure has it; twice that where it also
stands in the heading above or is what the measure acts on. A row of words counts as a term where
it stands together more often than its words would by chance (normalised pointwise mutual
information). What sets a run apart from those texts is the z-score of log-odds with an
informative Dirichlet prior (Monroe, Colaresi and Quinn 2008).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.terms.vocabulary import terms_in
from pipeline.terms.words import Word

Span = tuple[int, int]

_EMPHASIS = 2.0
# A word that stands once in all texts is a slip of the segmenter as often as not.
_FEWEST, _FEWEST_TOGETHER = 2, 3
_COHESION = 0.35
_PRIOR_SIZE = 1000.0


@dataclass(frozen=True, slots=True)
class Background:
    """How often words and rows of words stand in the texts of the model, and in how many texts."""

    documents: int
    words: int
    counts: dict[str, int]
    spread: dict[str, int]


@dataclass(frozen=True, slots=True)
class Passage:
    """The words of a measure: in its text without bodies and dates, and in what is emphasised."""

    id: str
    document: str
    stretches: Sequence[Sequence[Word]]
    emphasised: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class TermCount:
    """A term of a run. ``distinct`` is the z-score against the background."""

    term: str
    count: int
    measures: int
    documents: int
    distinct: float


@dataclass(slots=True)
class Tally:
    """What is counted over a run."""

    counts: Counter[str] = field(default_factory=Counter)
    measures: Counter[str] = field(default_factory=Counter)
    spread: dict[str, set[str]] = field(default_factory=dict)
    singles: Counter[str] = field(default_factory=Counter)
    pieces: dict[str, tuple[str, ...]] = field(default_factory=dict)
    words: int = 0
    documents: set[str] = field(default_factory=set)

    def add(self, passage: Passage) -> None:
        """Count the words of one measure."""
        seen: set[str] = set()
        self.documents.add(passage.document)
        for stretch in passage.stretches:
            self.words += len(stretch)
            self.singles.update(word.text for word in stretch)
            for first, last, term in _numbered(stretch):
                self.counts[term] += 1
                seen.add(term)
                if last > first:
                    self.pieces[term] = tuple(w.text for w in stretch[first : last + 1])
        self.measures.update(seen)
        for term in seen:
            self.spread.setdefault(term, set()).add(passage.document)


def _numbered(stretch: Sequence[Word]) -> Iterable[tuple[int, int, str]]:
    """Yield first word, last word and text of the terms in a stretch."""
    first_of = {word.start: number for number, word in enumerate(stretch)}
    last_of = {word.end: number for number, word in enumerate(stretch)}
    for start, end, term in terms_in(stretch):
        yield first_of[start], last_of[end], term


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of a run: counted once over all measures, then asked for measure by measure."""

    tally: Tally
    background: Background

    def is_term(self, term: str) -> bool:
        """Tell whether a word seen twice, or a row of words that belong together, is a term."""
        pieces = self.tally.pieces.get(term)
        if pieces is None:
            return self._together(term) >= _FEWEST
        return self._cohesion(term, pieces) >= _COHESION

    def key_terms(self, passage: Passage, *, top: int) -> list[str]:
        """Return the ``top`` terms that tell best what a measure is about, best first.

        No two of them share words of the text: 环境事件 gives way to 突发环境事件.
        """
        places: dict[str, list[Span]] = {}
        for stretch in passage.stretches:
            for start, end, term in terms_in(stretch):
                told = term in passage.emphasised and term not in self.tally.pieces
                if told or term in places or self.is_term(term):
                    places.setdefault(term, []).append((start, end))
        worth = {term: self._worth(term, len(found), passage) for term, found in places.items()}
        ranked = sorted(places, key=lambda t: (-worth[t], places[t][0][0], -len(t), t))
        return _apart(ranked, places, top)

    def table(self, *, fewest: int = 1) -> list[TermCount]:
        """Return the terms of the run, most frequent first; rows only where they are terms."""
        tally = self.tally
        rows = [
            TermCount(
                term, count, tally.measures[term], len(tally.spread[term]), self._distinct(term)
            )
            for term, count in tally.counts.items()
            if count >= fewest and self.is_term(term)
        ]
        return sorted(rows, key=lambda row: (-row.count, -row.distinct, row.term))

    def _worth(self, term: str, count: int, passage: Passage) -> float:
        documents = len(self.tally.documents) + self.background.documents
        spread = len(self.tally.spread.get(term, ())) + self.background.spread.get(term, 0)
        inverse = math.log((documents + 1) / (spread + 0.5))
        emphasis = _EMPHASIS if term in passage.emphasised else 1.0
        return (1 + math.log(count)) * inverse * emphasis

    def _together(self, term: str) -> int:
        return self.tally.counts[term] + self.background.counts.get(term, 0)

    def _cohesion(self, term: str, pieces: Sequence[str]) -> float:
        """Return the mutual information of a row's words, between -1 and 1."""
        together = self._together(term)
        if together < _FEWEST_TOGETHER:
            return -1.0
        total = self.tally.words + self.background.words
        chance = math.prod(self._single(piece) / total for piece in pieces)
        share = together / total
        spread = -math.log(share) * (len(pieces) - 1)
        return math.log(share / chance) / spread if spread else 1.0

    def _single(self, word: str) -> int:
        return self.tally.singles[word] + self.background.counts.get(word, 0)

    def _distinct(self, term: str) -> float:
        here, there = self.tally.counts[term], self.background.counts.get(term, 0)
        words_here, words_there = self.tally.words, self.background.words
        prior = _PRIOR_SIZE * (here + there) / (words_here + words_there)
        odds = math.log((here + prior) / (words_here + _PRIOR_SIZE - here - prior)) - math.log(
            (there + prior) / (words_there + _PRIOR_SIZE - there - prior)
        )
        return odds / math.sqrt(1 / (here + prior) + 1 / (there + prior))


def _apart(ranked: Iterable[str], places: Mapping[str, Sequence[Span]], top: int) -> list[str]:
    """Return the first terms that stand somewhere free of those before, and hold none of them."""
    kept: list[str] = []
    taken: set[int] = set()
    for term in ranked:
        if len(kept) == top:
            break
        free = any(taken.isdisjoint(range(*place)) for place in places[term])
        if free and not any(term in other or other in term for other in kept):
            kept.append(term)
            taken.update(*(range(*place) for place in places[term]))
    return kept


def count_terms(passages: Iterable[Passage]) -> Tally:
    """Return what is counted over the measures of a run."""
    tally = Tally()
    for passage in passages:
        tally.add(passage)
    return tally


def read_background(path: Path) -> Background:
    """Return the background of a model: background.tsv, whose first line holds the totals."""
    lines = path.read_text(encoding="utf-8").splitlines()
    _, words, documents = lines[1].split("\t")
    counts, spread = {}, {}
    for line in lines[2:]:
        term, count, among = line.split("\t")
        counts[term], spread[term] = int(count), int(among)
    return Background(int(documents), int(words), counts, spread)
