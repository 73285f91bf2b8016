"""Take glued lines apart where a document is signed.

    特此通知。| 国务院办公厅 2020年3月3日
    联系电话：010-84661061 | 人力资源社会保障部办公厅
    2020年2月16日 | 陕西省应对新冠肺炎疫情支持中小微企业稳定健康发展的若干措施

A piece that begins in the middle of a line is cut off only where the piece before it ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from pipeline.characters import plain
from pipeline.split.dates import ISO_DATE
from pipeline.split.lines import Line, trimmed
from pipeline.split.words import is_issuer, is_leader, may_sign

_LONGEST_NAMES = 120
_LONGEST_SIGNATURE = 160

_FIGURE = r"[\d〇○◯零OoО一二三四五六七八九十廿０-９]"
_RAW_DATE = (
    rf"[(（]?{_FIGURE}{{4}}[\s\u3000]{{0,3}}年[\s\u3000]{{0,3}}{_FIGURE}{{1,3}}[\s\u3000]{{0,3}}月"
    rf"[\s\u3000]{{0,3}}{_FIGURE}{{1,3}}[\s\u3000]{{0,3}}日[)）]?"
)
_REMARK = r"(?:[\s\u3000]{0,4}[（(][^（）()\n]{2,30}[）)])?"
# The date, then a blank: 2020年2月9日 京建发〔2020〕19号附件1
_LEADING = re.compile(rf"{_RAW_DATE}{_REMARK}(?=[\s\u3000|｜])")
_TRAILING = re.compile(rf"{_RAW_DATE}{_REMARK}$")
_STARTS = re.compile(rf"{_RAW_DATE}|[(（]?{ISO_DATE}")
_NAME = re.compile(r"[\u4e00-\u9fff]+")
_LENGTHS_OF_NAME = (2, 3, 4)
_MAY_BEGIN_DATE = frozenset("12１２一二(（")
_MAY_END_DATE = frozenset("日)）")
_BREAK = re.compile(r"[\s\u3000\xa0]+|(?<=[。！；])")
_GIVES_NAME = re.compile(r"(?P<name>[\u4e00-\u9fff]{3,25}?)(?:关于|印发|转发|批转)")
_OPENING_LINES = 8


def signatures_apart(text: str, lines: Sequence[Line]) -> list[Line]:
    """Return the lines with those taken apart that hold a signature and more."""
    names = _names_above(lines)
    result: list[Line] = []
    for line, below in zip_longest(lines, lines[1:]):
        pieces = [line]
        if text[line.start] in _MAY_BEGIN_DATE and result:
            pieces = list(_date_apart(text, line, result[-1]))
        last = pieces.pop()
        result += pieces
        if below is not None and _may_sign(text, below):
            result += _names_apart(text, last, names)
        elif text[last.end - 1] in _MAY_END_DATE:
            result += _signature_apart(text, last)
        else:
            result.append(last)
    return result


def _names_above(lines: Sequence[Line]) -> tuple[str, ...]:
    """The bodies that the first titles name: 国务院办公厅 of 国务院办公厅关于…的通报."""
    found = (_GIVES_NAME.match(line.text) for line in lines[:_OPENING_LINES])
    return tuple(match["name"] for match in found if match and is_issuer(match["name"]))


def _may_sign(text: str, line: Line) -> bool:
    """Whether the line is a date, or may be the name of the leader who signs above one."""
    if text[line.start] in _MAY_BEGIN_DATE:
        return _STARTS.match(text, line.start, line.end) is not None
    return len(line.text) in _LENGTHS_OF_NAME and _NAME.fullmatch(line.text) is not None


def _date_apart(text: str, line: Line, above: Line) -> Iterator[Line]:
    """2020年2月16日 |陕西省…若干措施: a date with a blank behind it, below a signature or text."""
    match = _LEADING.match(text, line.start, line.end)
    if match is None or not may_sign(above.text):
        yield line
        return
    yield from _cut(text, line, match.end())


def _names_apart(text: str, line: Line, names: tuple[str, ...]) -> Iterator[Line]:
    """The names of bodies at the end of a line, above a date."""
    if is_issuer(line.text):
        yield line
        return
    begin = max(line.start, line.end - _LONGEST_NAMES)
    for match in _BREAK.finditer(text, begin, line.end):
        tail = plain(text[match.end() : line.end])
        if is_issuer(tail) or is_leader(tail):
            yield from _cut(text, line, match.end())
            return
    glued = next((name for name in names if line.text.endswith(name)), None)
    if glued and len(line.text) > len(glued) and text[line.end - len(glued) : line.end] == glued:
        yield from _cut(text, line, line.end - len(glued))
    else:
        yield line


def _all_names(passage: str) -> bool:
    return len(passage) <= _LONGEST_NAMES and is_issuer(plain(passage))


def _signature_apart(text: str, line: Line) -> Iterator[Line]:
    """…特此通知。| 国务院办公厅 2020年3月3日, also behind contact data."""
    begin = max(line.start, line.end - _LONGEST_SIGNATURE)
    date = _TRAILING.search(text, begin, line.end)
    if date is None or date.start() == line.start:
        yield line
        return
    for match in _BREAK.finditer(text, begin, date.start()):
        tail = plain(text[match.end() : date.start()])
        if is_issuer(tail) and not _all_names(text[line.start : match.start()]):
            yield from _cut(text, line, match.end())
            return
    before = text[line.start : date.start()].rstrip()
    yield from _cut(text, line, date.start()) if before[-1] in "。！）)" else [line]


def _cut(text: str, line: Line, at: int) -> Iterator[Line]:
    first, second = trimmed(text, line.start, at), trimmed(text, at, line.end)
    if first is None or second is None:
        yield line
    else:
        yield first
        yield second
