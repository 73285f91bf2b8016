"""Find where documents begin: title, number and recipients in a run of loose lines.

A *loose* line is short and does not end as a sentence does. Between two paragraphs of body text
stands a run of loose lines; the head of a document is the end of such a run, read upwards:

    让绿色文明一生相伴                               furniture of the page before
    国务院办公厅                                    issuer
    关于进一步精简审批优化服务 精准稳妥推进企业复工复产的通知   title, over several lines perhaps
    国办发明电〔2020〕6号                             number
    各省、自治区、直辖市人民政府，国务院各部委、各直属机构：       recipients
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.split.dates import DATE, read_date, read_number_line
from pipeline.split.lines import Line
from pipeline.split.words import (
    NUMBERED,
    ends_sentence,
    ends_title,
    is_issuer,
    is_metadata,
    is_recipients,
    is_title,
    title_kind,
)

_MOST_TITLE_LINES = 6
_MOST_ISSUERS = 20

_DATE_LINE = re.compile(rf"[（(]?{DATE}[）)]?(?:\d{{2}}：\d{{2}}(?:：\d{{2}})?)?")
_BEGINS = re.compile(r"关于|印发|转发|批转|发布|公布")


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a document; all numbers index the list of lines, ends excluded.

    ``first``..``body`` is the whole head, ``title``/``issuers``/``recipients`` are parts of it.
    """

    first: int
    body: int
    title: range = range(0)
    issuers: range = range(0)
    recipients: range = range(0)
    number: str | None = None
    issued: dt.date | None = None
    published: dt.date | None = None

    @property
    def evidence(self) -> int:
        """How many of title, number and recipients the head has."""
        return bool(self.title) + bool(self.number) + bool(self.recipients)


def is_loose(line: Line) -> bool:
    """Whether the line may be part of a head or a signature: short, no sentence, no item."""
    text = line.text
    if not text or ends_sentence(text) or NUMBERED.match(text):
        return False
    return text[-1] != "：" or is_recipients(text) or is_metadata(text)


def runs(lines: Sequence[Line]) -> Iterator[range]:
    """Yield the runs of loose lines, in order."""
    start = None
    for index, line in enumerate(lines):
        if is_loose(line):
            start = index if start is None else start
        elif start is not None:
            yield range(start, index)
            start = None
    if start is not None:
        yield range(start, len(lines))


def read_head(lines: Sequence[Line], run: range) -> Head | None:
    """Read the head at the end of a run of loose lines; None if nothing in it looks like one."""
    texts = [line.text for line in lines[run.start : run.stop]]
    at = len(texts)
    recipients, at = _recipients(texts, at)
    facts = _Facts()
    at = facts.take(texts, at)
    title = _title(texts, at)
    if title:
        at = _above_copies(texts, title)
        # In the middle of a source a date above a title belongs to the signature before.
        at = facts.take(texts, at, dates=run.start == 0)
    issuers = _issuers(texts, at) if title else range(0)
    first = min([at, *issuers[:1]])
    head = Head(
        run.start + first,
        run.stop,
        _moved(title, run.start),
        _moved(issuers, run.start),
        _moved(recipients, run.start),
        facts.number,
        facts.issued,
        facts.published,
    )
    return head if head.evidence else None


class _Facts:
    """What the lines between title and body, and those right above the title, say."""

    def __init__(self) -> None:
        self.number: str | None = None
        self.issued: dt.date | None = None
        self.published: dt.date | None = None

    def take(self, texts: Sequence[str], at: int, *, dates: bool = True) -> int:
        """Go up from ``at`` over numbers, dates and metadata; return where they begin."""
        while at > 0 and self._take_line(texts[at - 1], dates):
            at -= 1
        return at

    def _take_line(self, text: str, dates: bool) -> bool:
        number = read_number_line(text)
        if number is not None:
            self.number = self.number or number
            return True
        if dates and _DATE_LINE.fullmatch(text):
            self._take_date(text)
            return True
        return is_metadata(text)

    def _take_date(self, text: str) -> None:
        # （2020年3月18日） under a title is the date of issue, 2020-02-25 that of a page.
        if "年" in text:
            self.issued = self.issued or read_date(text)
        else:
            self.published = self.published or read_date(text)


def _recipients(texts: Sequence[str], at: int) -> tuple[range, int]:
    if not at or not is_recipients(texts[at - 1]):
        return range(0), at
    end = at
    at -= 1
    while at > 0 and texts[at - 1][-1] in "，、":
        at -= 1
    return range(at, end), at


def _title(texts: Sequence[str], end: int) -> range:
    """The lowest lines above ``end`` that make a whole title."""
    for start in range(end - 1, max(-1, end - 1 - _MOST_TITLE_LINES), -1):
        if is_title("".join(texts[start:end])):
            return range(_continued_above(texts, start), end)
        if _stops_title(texts[start]):
            break
    return range(0)


def _stops_title(text: str) -> bool:
    return len(text) > 80 or is_metadata(text) or _DATE_LINE.fullmatch(text) is not None


def _continued_above(texts: Sequence[str], start: int) -> int:
    """国务院办公厅关于做好 / 关于发布办法有关工作的通知: the first line opens the title."""
    if start > 0:
        above = texts[start - 1]
        opens = _BEGINS.search(above) and not ends_title(above) and len(above) <= 60
        if opens and not above.endswith("：") and is_title(above + texts[start]):
            return start - 1
    return start


def _above_copies(texts: Sequence[str], title: range) -> int:
    """Where the title begins, earlier printings of it (page heading, then text) included."""
    whole = "".join(texts[title.start : title.stop])
    at = title.start
    for above in range(at - 1, max(-1, at - 9), -1):
        text = texts[above]
        if text == whole or (is_title(text) and (text in whole or whole in text)):
            at = above
        elif not (_DATE_LINE.fullmatch(text) or is_metadata(text) or read_number_line(text)):
            break
    return at


def _issuers(texts: Sequence[str], end: int) -> range:
    start = end
    while start > max(0, end - _MOST_ISSUERS) and _names_issuer(texts[start - 1]):
        start -= 1
    return range(start, end)


def _names_issuer(text: str) -> bool:
    return len(text) <= 30 and is_issuer(text.removesuffix("文件"))


def _moved(part: range, by: int) -> range:
    return range(part.start + by, part.stop + by) if part else range(0)


def kind_of_title(lines: Sequence[Line], title: range) -> str | None:
    """The kind of document its title speaks of, such as "interpretation"; None without title."""
    return title_kind("".join(line.text for line in lines[title.start : title.stop]))
