"""Cut Chinese text into words with the trained segmenter: off the hot path, 50 k characters/s.

The model is a folder of plain data (models/zh_measures_words): features.msgpack and weights.npz,
which spacy-pkuseg reads, and background.tsv. Words are those of the Peking University convention
(annotations/words/README.md).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import RunError
from pipeline.model.released import models_folder

_NAME = "zh_measures_words"
_FILES = ("features.msgpack", "weights.npz")
# Where no word goes on, so that the search for words may end.
_STRETCH = re.compile(r"[^\s，。；：！？、,;:!?（）()〔〕《》“”\"|]+")


@dataclass(frozen=True, slots=True)
class Word:
    """A word and where it stands in the text that was cut; half-open."""

    start: int
    end: int
    text: str


class WordCutter:
    """The segmenter, loaded once. Raises RunError E430 where the model is not complete."""

    def __init__(self, model: Path | None = None) -> None:
        folder = model_folder() if model is None else model
        if not all((folder / name).is_file() for name in _FILES):
            raise RunError("E430", path=folder)
        from spacy_pkuseg import pkuseg

        # No user dictionary: with one, the library reads its own word list, which is a pickle.
        self._pkuseg: Any = pkuseg(str(folder), user_dict=None)

    def stretches(self, text: str) -> list[list[Word]]:
        """Return the words between marks and blanks, each stretch apart, in text order."""
        return [self._stretch(match) for match in _STRETCH.finditer(text)]

    def words(self, text: str) -> list[str]:
        """Return all words of a text, marks included, blanks left out."""
        return [str(word) for word in self._pkuseg.cut(text)]

    def _stretch(self, match: re.Match[str]) -> list[Word]:
        words, start = [], match.start()
        for text in self._pkuseg.cut(match.group()):
            words.append(Word(start, start + len(text), text))
            start += len(text)
        return words


def model_folder() -> Path:
    """Return the folder of the word model that comes with the package."""
    return models_folder() / _NAME


@dataclass(frozen=True, slots=True)
class WordScore:
    """How many words are right, how many gold has, how many were found."""

    right: int
    expected: int
    found: int

    @property
    def f1(self) -> float:
        """F1 of the words, to four places."""
        return round(2 * self.right / (self.expected + self.found), 4)


def score_words(gold: Sequence[Sequence[str]], found: Sequence[Sequence[str]]) -> WordScore:
    """Compare sentences; a word is right where it stands at the same place with the same ends."""
    places = [(_places(wanted), _places(seen)) for wanted, seen in zip(gold, found, strict=True)]
    return WordScore(
        sum(len(wanted & seen) for wanted, seen in places),
        sum(map(len, gold)),
        sum(map(len, found)),
    )


def _places(words: Sequence[str]) -> set[tuple[int, int]]:
    places, start = set(), 0
    for word in words:
        places.add((start, start + len(word)))
        start += len(word)
    return places
