"""The metadata of saved pages: labels that stand apart from their values, joined to one line.

发文机关：                 【发文单位】
国务院办公厅               国家税务总局 【发布文号】
成文日期：                 税总函〔2020〕19号 【发文日期】
2018年10月27日            2020-01-30 【是否有效】
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.characters import plain
from pipeline.split.dates import DATE, NUMBER, TIME
from pipeline.split.lines import LONGEST, Line, trimmed
from pipeline.split.words import is_issuer, is_recipients, label_field, labels_in

_BOXED = re.compile(r"【[\s\u3000]*(?P<word>[\u4e00-\u9fff\s\u3000]{2,12})】")
_DAY = re.compile(rf"{DATE}{TIME}?")
_INDEX = re.compile(r"[\dA-Za-z/_\-—]{4,40}")
_NUMBERED = re.compile(rf"{NUMBER.pattern}|.{{1,30}}第?\d+号")
_SENTENCE = re.compile(r"[。；！？]")
_BLANK = re.compile(r"\s+")
_LONGEST_VALUE = 40
_LONGEST_TABLE = 800
_LONGEST_TITLE = 120
_LONGEST_LABEL = 12


def with_values(text: str, lines: Sequence[Line]) -> list[Line]:
    """Return the lines, each label that stands alone joined with the value below it."""
    tables = (piece for line in lines for piece in _table_apart(text, line))
    pieces = [piece for line in tables for piece in _boxes_apart(text, line)]
    result: list[Line] = []
    index = 0
    while index < len(pieces):
        line = pieces[index]
        field = _field(line)
        value = _value(text, pieces, index + 1, field) if field else None
        if value is None:
            result.append(line)
        else:
            label = line.text.strip("【】：")
            result.append(Line(line.start, value.end, f"{label}：{value.text}"))
            index += 1
            rest = trimmed(text, value.end, pieces[index].end)
            if rest is not None:
                result.append(rest)
        index += 1
    return result


def _table_apart(text: str, line: Line) -> Iterator[Line]:
    """…的通知 |索 引 号: 01 |发文字号: 武住更发〔2025〕6号 |成文日期: 2025-04-30."""
    length = line.end - line.start
    if not LONGEST < length <= _LONGEST_TABLE:
        yield line
        return
    passage = text[line.start : line.end]
    labels = labels_in(passage)
    cuts = [label.start() for label in labels]
    if labels and is_recipients(plain(passage[labels[-1].end() :])):
        cuts.append(labels[-1].end())
    for start, end in pairwise([0, *cuts, length]):
        piece = trimmed(text, line.start + start, line.start + end)
        if piece is not None:
            yield piece


def _boxes_apart(text: str, line: Line) -> Iterator[Line]:
    """…的通知 |【发文单位】: cut before a label in a box."""
    if "【" not in line.text:
        yield line
        return
    at = line.start
    for match in _BOXED.finditer(text, line.start, line.end):
        word = "".join(match.group("word").split())
        before = trimmed(text, at, match.start()) if label_field(word) else None
        if before is not None:
            yield before
            at = match.start()
    last = trimmed(text, at, line.end)
    if last is not None:
        yield last


def _field(line: Line) -> str | None:
    """The field of a line that is a label with its mark and nothing else."""
    text = line.text
    if len(text) > _LONGEST_LABEL or not text.endswith(("：", "】")):
        return None
    return label_field(text)


def _value(text: str, lines: Sequence[Line], index: int, field: str) -> Line | None:
    """The line at ``index``, or its first word, if it is a value for the field."""
    if index >= len(lines) or _field(lines[index]):
        return None
    line = lines[index]
    if _fits(field, line.text, closed=_is_label(lines, index + 1)):
        return line
    blank = _BLANK.search(text, line.start, line.end)
    first = trimmed(text, line.start, blank.start()) if blank else None
    boxed = text[lines[index - 1].end - 1] == "】"
    return first if first and boxed and _fits(field, first.text, closed=True) else None


def _is_label(lines: Sequence[Line], index: int) -> bool:
    return index < len(lines) and _field(lines[index]) is not None


def _fits(field: str, value: str, *, closed: bool) -> bool:
    """Whether the value is one for the field; ``closed`` if another label follows."""
    if not value or _SENTENCE.search(value):
        return False
    match field:
        case "issued" | "published":
            return _DAY.fullmatch(value) is not None
        case "number":
            return _NUMBERED.fullmatch(value) is not None
        case "issuer":
            return is_issuer(value) or (closed and len(value) <= _LONGEST_VALUE)
        case "title":
            return closed and len(value) <= _LONGEST_TITLE
    return _INDEX.fullmatch(value) is not None or (closed and len(value) <= _LONGEST_VALUE)
