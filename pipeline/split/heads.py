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

from pipeline.split.dates import DATE, TIME, read_date, read_number_line
from pipeline.split.lines import Line
from pipeline.split.words import (
    NUMBERED,
    ends_sentence,
    ends_title,
    explains,
    is_annotation,
    is_broken_off,
    is_caption,
    is_furniture,
    is_heading_title,
    is_issued_title,
    is_issuer,
    is_metadata,
    is_recipients,
    is_title,
    links_elsewhere,
    title_kind,
)

_MOST_TITLE_LINES = 6
_MOST_ISSUERS = 20
_SHORT_TITLE = 8
_MOST_RECIPIENT_LINES = 12

_DATE_LINE = re.compile(rf"[（(]?{DATE}(?:印发)?[）)]?{TIME}?")
_ENDS_IN_DATE = re.compile(rf"{DATE}(?:（.*）|印发)?$")
_ORDER = re.compile(r"[\u4e00-\u9fff]{2,30}(?:令|公告)")
_REMARK = re.compile(r"（.{2,20}）")
# （2023年1月30日苏州市人民政府苏府规字〔2023〕1号文发布）; a meeting of the party or a congress
# issues what it adopts, a standing committee does not: （…第十一次全体会议通过）
_ISSUED_NOTE = re.compile(
    rf"（(?P<day>{DATE})(?:.{{0,60}}(?:发布|公布|印发|颁布)"
    r"|.{0,40}(?:全体会议|(?:人民代表大会|代表大会)第.{1,5}次会议)通过)）"
)
_AMENDED = re.compile(rf"修订|修正|修改|{DATE}.*{DATE}")
_MOST_NOTE_LINES = 3
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
    if is_caption(text):
        return True
    if not text or "。" in text or ends_sentence(text) or NUMBERED.match(text):
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
    """Read the head at the end of a run of loose lines; None if nothing in it looks like one.

    The head ends with the recipients if there are any: what follows is text, broken over lines.
    """
    texts = [line.text for line in lines[run.start : run.stop]]
    end = _end_of_recipients(texts)
    at_top = run.start == 0
    facts = _Facts()
    recipients, at = _recipients(texts, end)
    at = facts.take(texts, at)
    title = _title(texts, at, addressed=bool(recipients))
    if not title and at_top:
        title = _top_title(texts, at)
    issuers = range(0)
    if title:
        # In the middle of a source a date above a title belongs to the signature before.
        at = _above_copies(texts, title)
        facts.look(texts, range(at, title.start), dates=at_top)
        facts.look(texts, range(title.stop, end), dates=at_top)
        at = facts.take(texts, at, dates=at_top)
        issuers = _issuers(texts, at)
        at = facts.take(texts, issuers.start, dates=at_top)
    elif at_top and not recipients and not facts.number:
        return None
    body = end if recipients or not title else facts.below(texts, title.stop, end)
    head = Head(
        run.start + at,
        run.start + body,
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

    def look(self, texts: Sequence[str], where: range, *, dates: bool) -> None:
        """Take what the lines say, whatever stands between them."""
        for index in where:
            self._take_line(texts[index], dates)

    def below(self, texts: Sequence[str], start: int, end: int) -> int:
        """Where the numbers, dates, metadata and second printings under a title end."""
        while start < end:
            if texts[start] == texts[start - 1] or self._take_line(texts[start], True):
                start += 1
            elif taken := self._take_note(texts[start : min(end, start + _MOST_NOTE_LINES)]):
                start += taken
            else:
                break
        return start

    def _take_note(self, texts: Sequence[str]) -> int:
        """Take a note in brackets, over several lines perhaps; return how many."""
        for count in range(1, len(texts) + 1):
            note = "".join(texts[:count])
            if not note.startswith("（") or note.endswith("）"):
                break
        match = _ISSUED_NOTE.fullmatch(note)
        if match is None or _AMENDED.search(note):
            return 0
        self.issued = self.issued or read_date(match["day"])
        return count

    def _take_line(self, text: str, dates: bool) -> bool:
        number = read_number_line(text)
        if number is not None:
            self.number = self.number or number
            return True
        if self.number and self.number[0] in "第〔" and _ORDER.fullmatch(text):
            self.number = text + self.number
            return True
        if dates and _DATE_LINE.fullmatch(text):
            self._take_date(text)
            return True
        return is_metadata(text) or is_caption(text)

    def _take_date(self, text: str) -> None:
        # （2020年3月18日） under a title is the date of issue, 2020-02-25 that of a page.
        if "年" in text:
            self.issued = self.issued or read_date(text)
        else:
            self.published = self.published or read_date(text)


def _end_of_recipients(texts: Sequence[str]) -> int:
    for index, text in enumerate(texts):
        if is_recipients(text):
            following = index + 1 < len(texts) and is_recipients(texts[index + 1])
            return index + 2 if following else index + 1
    return len(texts)


def _recipients(texts: Sequence[str], at: int) -> tuple[range, int]:
    if not at or not is_recipients(texts[at - 1]):
        return range(0), at
    end = at
    at -= 1
    top = max(0, end - _MOST_RECIPIENT_LINES)
    while at > top and (texts[at - 1][-1] in "，、" or is_recipients(texts[at - 1])):
        at -= 1
    return range(at, end), at


def _title(texts: Sequence[str], end: int, *, addressed: bool) -> range:
    """The lowest lines above ``end`` that make a whole title, none of a link (相关链接：)."""
    title = _lowest_title(texts, end)
    if title.start > 0 and links_elsewhere(texts[title.start - 1]):
        return _lowest_title(texts, title.start - 1)
    if addressed and title and explains(texts[title.start]):
        # 一图读懂：… between the head of a page and 市住房公积金管理中心：
        return _title(texts, _above_page(texts, title.start), addressed=False) or title
    return title


def _above_page(texts: Sequence[str], end: int) -> int:
    """Where the metadata and furniture above ``end`` begin."""
    while end > 0 and (is_metadata(texts[end - 1]) or is_furniture(texts[end - 1])):
        end -= 1
    return end


def _lowest_title(texts: Sequence[str], end: int) -> range:
    for start in range(end - 1, max(-1, end - 1 - _MOST_TITLE_LINES), -1):
        if is_metadata(texts[start]):
            break
        joined = "".join(texts[start:end])
        if is_title(joined) or is_issued_title(joined):
            return range(_continued_above(texts, start, end), end)
        if _stops_title(texts[start]):
            break
    return range(0)


def _top_title(texts: Sequence[str], end: int) -> range:
    """The first lines of a text that make a title, 关于 or not; text broken over lines follows."""
    for start in range(min(end, _MOST_TITLE_LINES)):
        if is_issuer(texts[start]) or is_metadata(texts[start]):
            continue
        if start > 0 and is_broken_off(texts[start - 1]) and len(texts[start]) <= _SHORT_TITLE:
            continue
        for stop in range(start + 1, min(end, start + 3) + 1):
            if is_heading_title("".join(texts[start:stop])):
                remark = stop < end and _REMARK.fullmatch(texts[stop])
                return range(start, stop + 1 if remark else stop)
    return range(0)


def _stops_title(text: str) -> bool:
    return len(text) > 80 or _closes_above(text)


def _continued_above(texts: Sequence[str], start: int, end: int) -> int:
    """国务院办公厅关于做好 / 关于发布办法有关工作的通知: the first line opens the title."""
    for above in range(start - 1, max(-1, start - 4), -1):
        text = texts[above]
        if ends_title(text) or len(text) > 60 or "：" in text or _closes_above(text):
            break
        if _BEGINS.search(text) and is_title("".join(texts[above:end])):
            return above
    return start


def _closes_above(text: str) -> bool:
    """（此件公开发布）, 2018年12月21日, 来源：…: the end of what stands above."""
    return is_metadata(text) or is_annotation(text) or _ENDS_IN_DATE.search(text) is not None


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
