"""Offsets of a browser: UTF-16 units, in which 𠮷 counts two, to code points and back."""

from __future__ import annotations

_BEYOND = "\uffff"


def to_units(text: str, offset: int) -> int:
    """Return an offset in code points as one in UTF-16 units."""
    return offset + sum(character > _BEYOND for character in text[:offset])


def to_points(text: str, start: int, end: int, shown: str | None) -> tuple[int, int]:
    """Return a place that a browser counted as code points.

    It counts UTF-16 units, and no carriage return where the page had none. ``shown`` is what was
    marked, as the tool wrote it down: the count under which that stands at the place is right,
    plain code points included. Raises ValueError where none is, or where without ``shown`` the
    counts differ.
    """
    places = [place for place in _readings(text, start, end) if place is not None]
    if shown is None:
        if len(set(places)) != 1:
            raise ValueError(f"it is not written down what stands at {start}-{end}")
        return places[0]
    for first, behind in places:
        if _bare(text[first:behind]) == _bare(shown):
            return first, behind
    raise ValueError(f"{shown!r} does not stand at {start}-{end}, however that is counted")


def _readings(text: str, start: int, end: int) -> list[tuple[int, int] | None]:
    units = [(place, character > _BEYOND) for place, character in enumerate(text)]
    without = [(place, wide) for place, wide in units if text[place] != "\r"]
    counted = [(place, False) for place, _ in units]
    return [_place(_starts(of), start, end, len(text)) for of in (units, counted, without)]


def _starts(characters: list[tuple[int, bool]]) -> list[int | None]:
    """Where each unit begins; None within a character."""
    found: list[int | None] = []
    for place, wide in characters:
        found += [place, None] if wide else [place]
    return found


def _place(starts: list[int | None], start: int, end: int, length: int) -> tuple[int, int] | None:
    if not 0 <= start < end <= len(starts):
        return None
    first, behind = starts[start], [*starts, length][end]
    return None if first is None or behind is None else (first, behind)


def _bare(text: str) -> str:
    """Line ends as Label Studio writes them (a backslash and n) and as browsers do."""
    return text.replace("\\n", "\n").replace("\r", "")
