"""Bodies that act, as a trained model sees them: for subjects that no rule has words for.

A candidate is a place in a measure where the name of a body may end: two characters in which names
of gold end (…单位, …部门). What stands around it, and the words in between that tell or hinder
(鼓励…, 对…), are hashed as in ``features`` and weighed. Clean offsets; numpy only.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from pipeline.lexicon import read_lexicon
from pipeline.model.hashing import (
    LONGEST,
    Buckets,
    Hashes,
    HashSet,
    Places,
    combine_each,
    gram_hashes,
    spread,
)
from pipeline.schema import Body, Role

FOUND_BY = "model.subject"
BITS = 16  # of the number of buckets
_LEAST_CHANCE = 0.05  # what is less likely says nothing
HEAD = 2  # characters of the ending that makes a candidate

_CLAUSE_MARKS = "，。；：！？\n"
# Distances are told apart up to these; and what stands for none.
_FAR, _GAP, _NO_GAP, _OFFSET, _NO_OFFSET = 12, 8, 15, 5, 9
_LENGTHS = np.arange(1, LONGEST + 1)[:, None]  # of grams, a row for each
_BEHIND, _BEFORE = 12, 10  # characters on either side whose pairs count wherever they stand
# A long enumerating qualifier stays out of a body (guideline, question 5).
_LONGEST_QUALIFIED, _LONGEST_NAME = 15, 24
_NUMBER = re.compile(
    r"\s*(?:（[一二三四五六七八九十]{1,3}）|第[一二三四五六七八九十百]{1,4}条(?:【[^】]{1,20}】)?"
    r"|[一二三四五六七八九十\d]{1,3}[、.．])\s*"
)
_JOINING = ("、", "和", "与", "及", "以及", "或", "或者")
_OF = re.compile(r".*的")
_JOINS = ("会同", "联合", "商")

Passage = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Candidates:
    """Places where a name may end; ``buckets`` has a row for each, ``passages`` its passage."""

    ends: Places
    passages: Places
    buckets: Buckets


@dataclass(frozen=True, slots=True)
class Heard:
    """What the model says of one passage, in text order.

    ``score``: of the surest body, 0.5 at the threshold, 0 without bodies; ``overlooked``: chance
    of the likeliest place that is taken for no body, by nobody.
    """

    bodies: tuple[Body, ...] = ()
    score: float = 0.0
    overlooked: float = 0.0


@dataclass(frozen=True, slots=True)
class SubjectModel:
    """``heads``: endings of names; ``weights``: one for every bucket; a body from ``threshold``."""

    heads: tuple[str, ...]
    weights: NDArray[np.float32]
    bias: float
    threshold: float = 0.5

    def hear(
        self, text: str, passages: Sequence[Passage], taken: Sequence[Sequence[Body]]
    ) -> list[Heard]:
        """Say of each passage which bodies act in it.

        ``taken``: bodies that are known; nothing is found where one of them stands.
        """
        candidates, heads = find_candidates(text, passages, self.heads), frozenset(self.heads)
        chances = self.chances(candidates)
        heard = [Heard()] * len(passages)
        for place in np.flatnonzero(chances >= _LEAST_CHANCE).tolist():
            number, end = int(candidates.passages[place]), int(candidates.ends[place])
            said = heard[number]
            known = (*taken[number], *said.bodies)
            if any(body.start < end <= body.end for body in known):
                continue
            chance = float(chances[place])
            if chance < self.threshold:
                heard[number] = replace(said, overlooked=max(said.overlooked, chance))
                continue
            start = name_start(text, passages[number][0], end, heads)
            if all(end <= body.start or body.end <= start for body in known):
                body = Body(start, end, _role(text, start, end), FOUND_BY)
                score = max(said.score, self._score(chance))
                heard[number] = replace(said, bodies=(*said.bodies, body), score=score)
        return heard

    def chances(self, candidates: Candidates) -> NDArray[np.float32]:
        """Chance of every candidate."""
        margins = self.weights.take(candidates.buckets).sum(axis=1) + np.float32(self.bias)
        chances: NDArray[np.float32] = 1 / (1 + np.exp(-np.clip(margins, -30, 30)))
        return chances

    def _score(self, chance: float) -> float:
        return 0.5 + 0.5 * (chance - self.threshold) / max(1 - self.threshold, 1e-6)


# --- candidates -------------------------------------------------------------------------------


def find_candidates(text: str, passages: Sequence[Passage], heads: Sequence[str]) -> Candidates:
    """Return every place in the passages where one of ``heads`` ends; passages in text order."""
    hashes = gram_hashes(text)
    starts = np.array([start for start, _ in passages], dtype=np.int64)
    ends = np.array([end for _, end in passages], dtype=np.int64)
    at = _hashes_of(tuple(heads), HEAD).places(hashes[HEAD - 1])
    number = np.searchsorted(starts, at, side="right") - 1
    inside = number >= 0
    inside[inside] &= at[inside] + HEAD <= ends[number[inside]]
    at, number = at[inside], number[inside]
    around = _Around(hashes, at, starts[number], ends[number], _Marks.of(text, hashes))
    return Candidates(at + HEAD, number, around.buckets())


@cache
def _hashes_of(words: tuple[str, ...], length: int) -> HashSet:
    found = [gram_hashes(word)[length - 1][0] for word in words]
    return HashSet(np.array(found, dtype=np.uint32))


@cache
def _cues(length: int) -> HashSet:
    words = (row["word"] for row in read_lexicon("subject_cues"))
    return _hashes_of(tuple(word for word in words if len(word) == length), length)


@dataclass(frozen=True, slots=True)
class _Marks:
    """Where clauses end, and where cues stand: start, end and hash of each."""

    clause: Places
    starts: Places
    ends: Places
    cues: Hashes

    @classmethod
    def of(cls, text: str, hashes: Hashes) -> _Marks:
        """Look all of a text up at once."""
        length = np.zeros(hashes.shape[1], dtype=np.int64)
        for characters in (1, 2):  # 鼓励 is no cue of one character
            length[_cues(characters).places(hashes[characters - 1])] = characters
        at = np.flatnonzero(length)
        clause = _hashes_of(tuple(_CLAUSE_MARKS), 1).places(hashes[0])
        # The end of the text closes the last clause.
        clause = np.append(clause[clause < len(text)], len(text))
        return cls(clause, at, at + length[at], hashes[length[at] - 1, at])


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands around candidates that begin at ``at``; each array has one number for each."""

    hashes: Hashes
    at: Places
    lower: Places
    upper: Places
    marks: _Marks

    def buckets(self) -> Buckets:
        """A row of buckets for each candidate."""
        first, last = self._clause_start(), self._clause_end()
        columns = self._columns(first, last)
        width = columns.shape[1]
        salts = [*range(width), *[width] * _BEHIND, *[width + 1] * _BEFORE]
        stacked = np.concatenate([columns, self._pairs(first, last)], axis=1)
        return spread(stacked, BITS, salts)

    def _columns(self, first: Places, last: Places) -> Hashes:
        end = self.at + HEAD
        head = self.hashes[HEAD - 1][self.at]
        behind = self._grams(end, self.at, self.upper)
        before = self._grams(self.at - _LENGTHS, first, self.at)
        opens = self._grams(first, first, self.upper)
        far = np.minimum(self.at - first, _FAR)
        cue, gap, previous, opening, offset = self._cues_before(first)
        closed = self.hashes[0][np.maximum(last - 1, 0)]
        opened = self.hashes[0][np.maximum(first - 1, 0)]
        pairs = combine_each(
            [
                (far,),
                (far // 3, behind[0]),
                (head, behind[0]),
                (before[0], behind[0]),
                (before[1], behind[1]),
                (cue, gap),
                (cue, behind[1]),
                (cue, far),
                (cue, previous),
                (cue, behind[0], head),
                (opening, offset),
                (closed, (end == last).astype(np.int64)),
            ]
        )
        columns = [
            head,
            self.hashes[0][end - 1],
            *behind,
            *before,
            *pairs[:5],
            *opens[:2],
            np.where(first > self.lower, opened, np.uint32(0)),
            cue,
            *pairs[5:],
        ]
        return np.array(columns).T

    def _pairs(self, first: Places, last: Places) -> Hashes:
        """Pairs of characters behind and before, wherever they stand: a column for each step."""
        behind = (self.at + HEAD)[:, None] + np.arange(_BEHIND)
        before = self.at[:, None] - np.arange(2, 2 + _BEFORE)
        places = np.concatenate([behind, before], axis=1)
        inside = (places >= first[:, None]) & (places + 2 <= last[:, None])
        pairs: Hashes = np.where(inside, self.hashes[1][np.where(inside, places, 0)], np.uint32(0))
        return pairs

    def _clause_start(self) -> Places:
        place = np.searchsorted(self.marks.clause, self.at) - 1
        opened = np.where(place >= 0, self.marks.clause[np.maximum(place, 0)] + 1, 0)
        return np.maximum(opened, self.lower)

    def _clause_end(self) -> Places:
        place = np.searchsorted(self.marks.clause, self.at + HEAD)
        last = len(self.marks.clause) - 1
        return np.minimum(self.marks.clause[np.minimum(place, last)], self.upper)

    def _grams(self, starts: Places, lower: Places, upper: Places) -> Hashes:
        """Hashes of the grams of each length at ``starts``; 0 where they reach out of bounds."""
        inside = (starts >= lower) & (starts + _LENGTHS <= upper)
        places = np.where(inside, starts, 0)
        return np.where(inside, self.hashes[_LENGTHS - 1, places], np.uint32(0))

    def _cues_before(self, first: Places) -> tuple[Hashes, Places, Hashes, Hashes, Places]:
        """Return the last cue, how far off it ends, the one before, the first, where it begins."""
        marks, nothing = self.marks, np.zeros(len(self.at), dtype=np.uint32)
        if not len(marks.starts):
            no_gap, no_offset = (np.full(len(self.at), one) for one in (_NO_GAP, _NO_OFFSET))
            return nothing, no_gap, nothing, nothing, no_offset
        last = np.searchsorted(marks.ends, self.at, side="right") - 1
        cue, has = self._cue(last, first)
        gap = np.where(has, np.minimum(self.at - marks.ends[np.maximum(last, 0)], _GAP), _NO_GAP)
        opening = np.minimum(np.searchsorted(marks.starts, first), len(marks.starts) - 1)
        opens = (marks.starts[opening] >= first) & (marks.starts[opening] < self.at)
        offset = np.where(opens, np.minimum(marks.starts[opening] - first, _OFFSET), _NO_OFFSET)
        first_cue = np.where(opens, marks.cues[opening], np.uint32(0))
        return cue, gap, self._cue(last - 1, first)[0], first_cue, offset

    def _cue(self, number: Places, first: Places) -> tuple[Hashes, NDArray[np.bool_]]:
        safe = np.maximum(number, 0)
        has = (number >= 0) & (self.marks.starts[safe] >= first)
        return np.where(has, self.marks.cues[safe], np.uint32(0)), has


# --- from the end of a name to the body ----------------------------------------------------------


@cache
def _openings() -> re.Pattern[str]:
    rows = [row for row in read_lexicon("subject_cues") if row["opens"] == "yes"]
    rows.sort(key=lambda row: -len(row["word"]))
    return re.compile("|".join(_opening(row["word"], row["not_behind"]) for row in rows))


def _opening(word: str, not_behind: str) -> str:
    return (f"(?<![{re.escape(not_behind)}])" if not_behind else "") + re.escape(word)


def name_start(text: str, lower: int, end: int, heads: Collection[str]) -> int:
    """Return where the name begins that ends at ``end``: 鼓励|各类市场主体, 由|运营单位.

    ``lower``: where the passage begins. What joins two names parts them only behind one of
    ``heads``: 政府、|企业, but |教育、公安部门 and |自然资源和规划部门.
    """
    last = end - HEAD
    marks = (text.rfind(mark, lower, last) + 1 for mark in _CLAUSE_MARKS)
    start = max(lower, *marks)
    if number := _NUMBER.match(text, start, last):
        start = number.end()
    for opening in _openings().finditer(text, start, last):
        joins = opening[0] in _JOINING and opening.start() > start
        if not joins or text[opening.start() - HEAD : opening.start()] in heads:
            start = opening.end()
    start += text.startswith("的", start)
    if end - start > _LONGEST_QUALIFIED and (of := _OF.match(text, start, last)):
        start = of.end()
    return start if end - start <= _LONGEST_NAME else last


def _role(text: str, start: int, end: int) -> Role:
    if text.endswith(_JOINS, max(0, start - 2), start):
        return "support"
    return "responsible" if text.startswith("负责", end) else "actor"
