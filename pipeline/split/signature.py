"""The signature of a document: who signs, and when. Line numbers as in the list of lines."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.split.dates import DATE, read_date
from pipeline.split.lines import Line
from pipeline.split.words import (
    ends_sentence,
    is_annotation,
    is_furniture,
    is_issuer,
    is_leader,
)

_MOST_SIGNERS = 40

# 2020年2月6日（此件主动公开）; 2020年2月7日天津市商务局办公室2020年2月15日印发
_DATE_LINE = re.compile(
    rf"[（(]?(?P<date>{DATE})[）)]?(?:印发)?"
    rf"(?P<rest>（[^（）]{{2,80}}）|\[[^\[\]]{{2,20}}\]|.{{2,30}}{DATE}印发|抄送：.*|[^。]{{2,70}})?"
)
_SIGNED_LINE = re.compile(
    rf"(?P<issuer>[^，。；：\d]{{2,60}}?)[（(]?(?P<date>{DATE})[）)]?(?:（[^（）]{{2,30}}）)?"
    r"(?:责任编辑.{0,20}|责编.{0,20})?"
)


_MAY_DATE = re.compile(r"日|\d[-/.]\d")


@dataclass(frozen=True, slots=True)
class Signature:
    """``first``..``end`` are its lines, ``names`` those with the names of bodies."""

    first: int
    end: int
    names: range
    issued: dt.date | None
    issuer: str | None = None


def find_signature(lines: Sequence[Line], start: int, end: int) -> Signature | None:
    """The first signature from line ``start`` on; a date without a body must close the text."""
    for index in range(start, end):
        text = lines[index].text
        if not _MAY_DATE.search(text):
            continue
        found = _signed_line(lines, index) or _signed_above(lines, start, index, end)
        if found:
            return found
    return _names_only(lines, start, end)


def _signed_line(lines: Sequence[Line], index: int) -> Signature | None:
    """国务院办公厅2020年3月3日: body and date in one line."""
    match = _SIGNED_LINE.fullmatch(lines[index].text)
    if match is None or not is_issuer(match.group("issuer")):
        return None
    names = _names_above(lines, 0, index)
    issued = read_date(match.group("date"))
    return Signature(names.start, index + 1, names, issued, match.group("issuer"))


def _signed_above(lines: Sequence[Line], start: int, index: int, end: int) -> Signature | None:
    match = _DATE_LINE.fullmatch(lines[index].text)
    if match is None:
        return None
    names = _names_above(lines, start, index)
    if not names and not (_may_follow(match.group("rest")) and _closes(lines, start, index, end)):
        return None
    return Signature(names.start, index + 1, names, read_date(match.group("date")))


def _may_follow(rest: str | None) -> bool:
    """Remarks, the printing line and page furniture stand behind a date; text does not."""
    return rest is None or rest[0] in "（[" or rest.endswith("印发") or is_furniture(rest)


def _names_above(lines: Sequence[Line], start: int, index: int) -> range:
    first = index
    while first > max(start, index - _MOST_SIGNERS) and _signs(lines[first - 1].text):
        first -= 1
    return range(first, index)


def _signs(text: str) -> bool:
    return bool(text) and (is_issuer(text) or is_leader(text) or is_annotation(text))


def _closes(lines: Sequence[Line], start: int, index: int, end: int) -> bool:
    """A bare date after a sentence, with little behind it (2020年3月26日 under the last item)."""
    above = lines[index - 1] if index > start else None
    if above is None or (above.text and not ends_sentence(above.text)):
        return False
    return end - index <= 4 or (index + 1 < end and is_annotation(lines[index + 1].text))


def _names_only(lines: Sequence[Line], start: int, end: int) -> Signature | None:
    """Names of bodies as the last lines, without a date."""
    last = end
    while last > start and is_annotation(lines[last - 1].text):
        last -= 1
    names = _names_above(lines, start + 1, last)
    above = lines[names.start - 1] if names and names.start > start else None
    if above is None or (above.text and not ends_sentence(above.text)):
        return None
    return Signature(names.start, last, names, None)
