"""What people write into cells, taken apart: names, time limits with dates, quantities."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection
from dataclasses import dataclass
from unicodedata import normalize

from pipeline.write.table import OPERATORS, wording, wordings

_BETWEEN_NAMES = re.compile(r"[、，,；;\n]")
# Up to a mark between names; a bracket belongs to its name, marks inside and all.
_NAME = re.compile(r"(?:[（(][^（）()]*[）)]|[^、，,；;\n])*")
_BETWEEN_ENTRIES = re.compile(r"[；;\n]")
_BETWEEN_TYPES = re.compile(r"[；;、，,\n]")
_BRACKET = re.compile(r"(?P<text>.*\S)\s*[（(](?P<inside>[^（）()]*)[）)]\Z", re.DOTALL)
_DAY = re.compile(r"(\d{4})\s*[-/.\u5e74]\s*(\d{1,2})\s*[-/.\u6708]\s*(\d{1,2})\s*\u65e5?")
_NUMBER = r"\d{1,15}(?:\.\d{1,6})?"
_QUANTITY = re.compile(
    rf"\s*(?P<low>{_NUMBER})(?P<times>[\u4e07\u4ebf]?)"
    rf"(?:\s*[-~\u2013\u2014\uff5e]\s*(?P<high>{_NUMBER})(?P<high_times>[\u4e07\u4ebf]?))?"
    r"\s*(?P<unit>(?:[^\d\s].*)?)"
)
_SIGNS = {">=": ">=", "≥": ">=", "<=": "<=", "≤": "<=", "=": "=", "≈": "~", "~": "~"}


@dataclass(frozen=True, slots=True)
class Dates:
    """Days written behind a time limit; ``start`` alone: from that day on."""

    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True)
class Amount:
    """What a target comes to, as a person wrote it."""

    op: str
    value: float | int | None
    value_max: float | int | None
    unit: str | None


def names_in(cell: str, known: Collection[str]) -> list[str]:
    """Return the names in a cell; ``known`` ones are found whole even with a 、 inside."""
    names: list[str] = []
    rest = cell.strip()
    by_length = sorted(known, key=len, reverse=True)
    while rest:
        for name in by_length:
            after = rest[len(name) :]
            if name and rest.startswith(name) and (not after or _BETWEEN_NAMES.match(after)):
                break
        else:
            match = _NAME.match(rest)
            name = match[0] if match else rest
            after = rest[len(name) :]
        names.append(name.strip())
        rest = after[1:].strip()
    return list(dict.fromkeys(name for name in names if name))


def entries_in(cell: str) -> list[str]:
    """Return what stands between the ``；`` of a cell."""
    return [entry.strip() for entry in _BETWEEN_ENTRIES.split(cell) if entry.strip()]


def types_in(cell: str) -> list[str]:
    """Return the words of a column of kinds."""
    return [word.strip() for word in _BETWEEN_TYPES.split(cell) if word.strip()]


def words_and_dates(entry: str) -> tuple[str, Dates | None]:
    """Take ``2020年6月底前（2020-06-30）`` apart; no dates where none stand in a last bracket.

    Raises ValueError: the bracket holds digits like a date that is none.
    """
    match = _BRACKET.match(entry)
    if match is None:
        return entry, None
    inside = normalize("NFKC", match["inside"])
    days = list(_DAY.finditer(inside))
    left = _DAY.sub("", inside)
    if not days:
        if re.search(r"\d{4}\s*[-/.]", left):
            raise ValueError(inside)
        return entry, None  # The bracket belongs to the words.
    found = [_iso(day) for day in days]
    if len(found) > 2 or re.search(r"\d", left) or sorted(found) != found:
        raise ValueError(inside)
    if len(found) == 2:
        return match["text"], Dates(found[0], found[1])
    from_then_on = wording("dates.start").partition("{")[0]
    if from_then_on and left.strip().startswith(from_then_on):
        return match["text"], Dates(found[0], None)
    return match["text"], Dates(None, found[0])


def _iso(match: re.Match[str]) -> str:
    return dt.date(*map(int, match.groups())).isoformat()


def type_of(word: str) -> str | None:
    """Return the type of deadline that a word of the column names."""
    return {text: code for code, text in wordings("deadline_type").items()}.get(word)


def amount_of(text: str) -> Amount | None:
    """Read what a target comes to: 不低于900万人, ≥9000000人, 增加15—20%, 定性."""
    words = {wording(f"op.{name}"): op for op, name in OPERATORS.items()} | _SIGNS
    text = normalize("NFKC", text.strip())
    for word in sorted(words, key=len, reverse=True):
        if not text.startswith(word):
            continue
        if words[word] == "absolute":
            return Amount("absolute", None, None, None) if text == word else None
        match = _QUANTITY.fullmatch(text, len(word))
        if match is None:
            return None
        low = _number(match["low"], match["times"] or match["high_times"] or "")
        high = None if match["high"] is None else _number(match["high"], match["high_times"] or "")
        return Amount(words[word], low, high, match["unit"] or None)
    return None


def _number(digits: str, times: str) -> float | int:
    # Through decimals: 1.1 万 are 11000 and not 11000.000000000002.
    factor = {text: int(code) for code, text in wordings("times").items()}.get(times, 1)
    value = round(float(digits) * factor, 6)
    return int(value) if value.is_integer() else value
