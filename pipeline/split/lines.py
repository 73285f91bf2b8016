"""The lines of a source, each with a plain form that is cheap to look at.

Titles, numbers, recipients and signatures stand in short lines. Long lines are body text and get
no plain form, except those that end in a colon: they may be a long list of recipients.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.characters import plain

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
    lines = []
    for match in _LINE.finditer(text):
        piece = trimmed(text, match.start(), match.end())
        if piece is not None:
            lines.append(piece)
    return lines


def trimmed(text: str, start: int, end: int) -> Line | None:
    """The passage without blanks around it as a line; None if it is blank."""
    passage = text[start:end]
    inner = passage.strip()
    if not inner:
        return None
    start += len(passage) - len(passage.lstrip())
    looked_at = len(inner) <= LONGEST or (inner[-1] in ":：" and len(inner) <= _LONGEST_RECIPIENTS)
    text = _ENTITY.sub("", plain(inner)) or inner if looked_at else ""
    return Line(start, start + len(inner), text)


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
