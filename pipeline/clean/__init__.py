"""Source passage → CleanText: noise out, lines joined, one shape per character, a way back.

noise.py     what is deleted inside lines: invisible characters, readings, stray blanks
shapes.py    one character for another, same length: script, width, punctuation
joins.py     sentences that line and page ends broke
offsets.py   the map between clean and source offsets
"""

from __future__ import annotations

from pipeline.clean.joins import find_joins
from pipeline.clean.noise import find_blanks, find_noise
from pipeline.clean.offsets import Draft, edited, run_around, to_clean, to_source
from pipeline.clean.shapes import read_text, written_text
from pipeline.schema import CleanText

__all__ = ["clean", "run_around", "to_clean", "to_source"]


def clean(text: str, start: int, end: int) -> CleanText:
    """The document ``text[start:end]`` without noise.

    ``text`` is the whole source text, so that the map leads to its offsets. Nothing is raised:
    a passage of nothing but noise gives an empty text.
    """
    draft = Draft(text[start:end], start)
    draft.edit(find_noise(draft.text))
    draft.edit(find_blanks(draft.text))
    read = read_text(draft.text)
    joins = list(find_joins(read))
    draft.edit(joins)
    return CleanText(
        edited(read, joins),
        written_text(draft.text),
        draft.clean_starts,
        draft.source_starts,
    )
