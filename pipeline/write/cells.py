"""What may stand in a cell of a spreadsheet."""

from __future__ import annotations

import re

Cell = str | int | float

# Excel's limit, in UTF-16 units. What is longer is dropped or makes the file unreadable.
CELL_LIMIT = 32_767

# Not allowed in XML: control characters but tab and line feed, lone surrogates, non-characters.
# Carriage returns go too: Excel shows them as _x000D_.
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

# Spreadsheets take a cell that opens like this for a formula, full-width forms included.
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r]")


def clean_cell(text: str, *, cut_mark: str) -> str:
    """Return text that a cell can hold; ``cut_mark`` ends what was cut at the limit."""
    return shorten(_FORBIDDEN.sub("", text), cut_mark=cut_mark)


def shorten(text: str, *, cut_mark: str, limit: int = CELL_LIMIT) -> str:
    """Cut text to ``limit`` UTF-16 units, mark included; short text is returned as it is."""
    if len(text) * 2 <= limit or _units(text) <= limit:
        return text
    kept = text.encode("utf-16-le")[: 2 * (limit - _units(cut_mark))]
    # A pair cut in two leaves half a character at the end.
    return kept.decode("utf-16-le", errors="ignore") + cut_mark


def opens_like_formula(text: str) -> bool:
    """Tell whether a spreadsheet could take the text for a formula, as in ``=1+1`` or ``＝1``."""
    return _FORMULA.match(text) is not None


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
