"""The passages of a document that are not its body."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Literal

from pipeline.characters import plain
from pipeline.schema import Region
from pipeline.split.heads import Head, is_loose
from pipeline.split.lines import Line
from pipeline.split.signature import Signature
from pipeline.split.words import (
    ends_sentence,
    ends_title,
    is_annotation,
    is_furniture,
    is_metadata,
)

Mark = Literal["meta", "boilerplate"]

_ATTACHMENT = re.compile(r"附件?(?:[\d一二三四五六七八九十]{0,2})(?:：.*|:.*)?")
_LISTED = re.compile(r"\d{1,2}[.．、].{2,80}")
_ASKS = re.compile(r"[^。；]{4,40}[？！]")  # a headline: 采购新规下谁会是新宠？
_FOOTER_LINES = 12
_MOST_TOP_LINES = 12
_LOOKED_AT = 30
_MOST_ATTACHED_TITLE = 4


def mark_lines(
    text: str,
    lines: Sequence[Line],
    whole: range,
    head: Head | None,
    signature: Signature | None,
    *,
    report: int | None,
) -> dict[int, Mark]:
    """Which lines are not body. ``report``: line of the lead that announces the text."""
    marks: dict[int, Mark] = {}
    _mark_top(marks, lines, whole, head, report)
    body = head.body if head else whole.start
    if signature is not None:
        marks.update(dict.fromkeys(range(signature.first, signature.end), "meta"))
        _mark_attachment_list(marks, lines, body, signature.first)
        _mark_after(marks, lines, signature.end, whole.stop)
    footer = range(max(body, whole.stop - _FOOTER_LINES), whole.stop)
    _mark_footer(marks, text, lines, footer)
    return marks


def mark_front_matter(lines: Sequence[Line], whole: range) -> dict[int, Mark]:
    """Covers and contents pages: everything but sentences."""
    return {index: "boilerplate" for index in whole if not _is_sentence(lines[index])}


def mark_loose_end(marks: dict[int, Mark], lines: Sequence[Line], whole: range) -> None:
    """Loose lines below the last sentence: slogans, imprint."""
    for index in reversed(whole):
        if not is_loose(lines[index]):
            break
        marks.setdefault(index, "boilerplate")


def _is_sentence(line: Line) -> bool:
    return not line.text or ends_sentence(line.text)


def to_regions(lines: Sequence[Line], marks: Mapping[int, Mark]) -> tuple[Region, ...]:
    """Join marked lines that follow each other and are marked alike."""
    regions: list[Region] = []
    last = None
    for index in sorted(marks):
        line, kind = lines[index], marks[index]
        if regions and last == index - 1 and regions[-1].kind == kind:
            regions[-1] = Region(regions[-1].start, line.end, kind)
        else:
            regions.append(Region(line.start, line.end, kind))
        last = index
    return tuple(regions)


def _mark_top(
    marks: dict[int, Mark],
    lines: Sequence[Line],
    whole: range,
    head: Head | None,
    report: int | None,
) -> None:
    if head is not None:
        marks.update(dict.fromkeys(range(head.first, head.body), "meta"))
    above = head.first if head else report + 1 if report is not None else whole.start
    for index in range(whole.start, above):
        marks[index] = _mark_above(lines[index].text)
    if head is None and report is None:
        for index in range(whole.start, end_of_page_top(lines, whole)):
            marks[index] = _mark_above(lines[index].text)


def end_of_page_top(lines: Sequence[Line], whole: range) -> int:
    """Behind the last metadata and furniture that stand above a text without a head."""
    end = whole.start
    for index in range(whole.start, min(whole.stop, whole.start + _MOST_TOP_LINES)):
        text = lines[index].text
        if is_metadata(text) or is_furniture(text):
            end = index + 1
        elif not is_loose(lines[index]) and not _ASKS.fullmatch(text):
            break
    return end


def _mark_above(text: str) -> Mark:
    return "meta" if is_metadata(text) and not is_furniture(text) else "boilerplate"


def _mark_attachment_list(
    marks: dict[int, Mark], lines: Sequence[Line], start: int, end: int
) -> None:
    """附件：1.…调研情况的报告 / 2.…专家组意见, above the signature."""
    index = end - 1
    while index > start and _LISTED.fullmatch(lines[index].text):
        index -= 1
    if index >= start and re.match("附件?.{0,3}：", lines[index].text):
        marks.update(dict.fromkeys(range(index, end), "meta"))


def _mark_after(marks: dict[int, Mark], lines: Sequence[Line], start: int, end: int) -> None:
    """Behind the signature: notes on handling, then the title of what is attached."""
    index = start
    while index < end and _is_handling(lines[index].text):
        marks[index] = "meta"
        index += 1
    stop = index
    while stop < min(end, index + _MOST_ATTACHED_TITLE) and is_loose(lines[stop]):
        stop += 1
    title = "".join(line.text for line in lines[index:stop])
    if stop == end or _is_page_end(lines[index:end]):
        stop = end
        marks.update(dict.fromkeys(range(index, stop), "boilerplate"))
    elif ends_title(title):
        marks.update(dict.fromkeys(range(index, stop), "meta"))


def _is_page_end(lines: Sequence[Line]) -> bool:
    """Whether few loose lines are left, and the page shows in them: 网站地图, 方案.pdf."""
    parts = [is_furniture(line.text) for line in lines]
    short = all(part or is_loose(line) for part, line in zip(parts, lines, strict=True))
    return len(lines) <= _FOOTER_LINES and short and any(parts)


def _is_handling(text: str) -> bool:
    return is_annotation(text) or _ATTACHMENT.fullmatch(text) is not None


def _mark_footer(marks: dict[int, Mark], text: str, lines: Sequence[Line], where: range) -> None:
    for index in reversed(where):
        line = lines[index]
        if line.text and (is_annotation(line.text) or is_metadata(line.text)):
            marks.setdefault(index, "meta")
        elif is_furniture(line.text or _opening(text, line)):
            marks.setdefault(index, "boilerplate")
        elif index not in marks:
            break


def _opening(text: str, line: Line) -> str:
    """The beginning of a long line: 本站内容除特别声明的原创文章之外，转载内容只为传递更多信息…."""
    return plain(text[line.start : line.start + _LOOKED_AT])
