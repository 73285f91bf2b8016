"""The lines of a source, each with a plain form that is cheap to look at.

Titles, numbers, recipients and signatures stand in short lines. Long lines are body text and get
no plain form, except those that end in a colon: they may be a long list of recipients.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.characters import plain, plain_lines

# Blanks that a scraper left as they were in the page: 国务院办公厅 &nbsp;
_ENTITY = re.compile(r"&(?:nb|en|em|thin)?sp；?;?")

LONGEST = 150
_LONGEST_RECIPIENTS = 600

_LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Line:
    """A line or a piece of one; ``start``/``end`` are source offsets without blanks around.

    ``text`` is the plain form (no blanks, simplified), "" for long lines.
    """

    start: int
    end: int
    text: str


def read_lines(text: str) -> list[Line]:
    """Return the lines of ``text`` that are not blank, in order."""
    passages = (_without_edges(text, *match.span()) for match in _LINE.finditer(text))
    return _lines([(start, inner) for start, inner in passages if inner])


def trimmed(text: str, start: int, end: int) -> Line | None:
    """The passage without blanks around it as a line; None if it is blank."""
    passage = _without_edges(text, start, end)
    return _lines([passage])[0] if passage[1] else None


def _without_edges(text: str, start: int, end: int) -> tuple[int, str]:
    """The passage without blanks around it, and where it begins."""
    passage = text[start:end]
    inner = passage.lstrip()
    return start + len(passage) - len(inner), inner.rstrip()


def _lines(passages: Sequence[tuple[int, str]]) -> list[Line]:
    """Lines of passages that begin at the offsets given, read in one pass."""
    looked_at = [inner if _is_looked_at(inner) else "" for _, inner in passages]
    texts = [_ENTITY.sub("", text) if "&" in text else text for text in plain_lines(looked_at)]
    return [
        Line(start, start + len(inner), text or short)
        for (start, inner), text, short in zip(passages, texts, looked_at, strict=True)
    ]


def _is_looked_at(inner: str) -> bool:
    return len(inner) <= LONGEST or (inner[-1] in ":：" and len(inner) <= _LONGEST_RECIPIENTS)


def source_length(passage: str, plain_length: int) -> int:
    """How many characters of ``passage`` make ``plain_length`` characters of its plain form.

    Looks for the shortest beginning whose plain form is as long; the reading of the last
    character (務(wù)) belongs to it.
    """
    low, high = 0, len(passage)
    while low < high:
        middle = (low + high) // 2
        if len(plain(passage[:middle])) >= plain_length:
            high = middle
        else:
            low = middle + 1
    return low
