"""Take glued lines apart: title, number, recipients and text run together in one line.

    国务院关于落实科学发展观加强环境保护的决定国发〔2005〕39号各省、自治区、直辖市人民政府：
    关于印发《规划》的通知 财社〔2020〕2号
    北京市公安局关于有关工作安排的公告 为做好疫情防控工作，…

The pieces are lines like all others, so that nothing else has to know about gluing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.characters import plain
from pipeline.split.dates import DATE, NUMBER, find_number, holds_date
from pipeline.split.lines import Line, source_length, trimmed
from pipeline.split.words import (
    ends_title,
    is_balanced,
    is_heading_title,
    is_issuer,
    is_recipients,
    is_title,
    may_open_title,
)

_OPENING_LINES = 8
_LINES_AFTER_DATE = 4
_LOOKED_AT = 500
_MOST_PIECES = 12

_WITH_ISSUER = re.compile(r"[^《》，]{4,60}关于.{6,}")
_RUNNING = re.compile(r"[，。；：]")
_FOLLOWS_TITLE = re.compile(rf"{_RUNNING.pattern}|{NUMBER.pattern}")

# What follows a number that is cited in running text: （国办发〔2020〕6号）要求
_GOES_ON = "，。、；）》」”的文和及规★"
_LONGEST_WORD = 16

# Begins with one blank, not with a run of them: the search then runs at full speed.
_BLANK = re.compile(r"[\s\u3000\xa0][\s\u3000\xa0]*")
_PUBLISHED = re.compile(rf"(?:发布日期|发布时间)：{DATE}")
# 泰安市住房公积金管理委员会文件|泰公积金委字〔2022〕2号
_LETTERHEAD = re.compile(
    r"(?P<body>[\u4e00-\u9fff]{4,40})文件(?=[A-Za-z\u4e00-\u9fff]{2,16}.?(?:19|20)\d\d.?第?\d{1,4}号)"
)
# —————— |市人民政府办公厅关于…的通知; 内容概述 |市药监局、市知识产权局：; 2020年第2号 |根据…
_SET_OFF = re.compile(
    r"(?:[—―_=-]{4,}|内容概述|(?:(?:19|20)\d\d年)?第\d{1,5}号(?=\s)"
    r"|(?:(?!公告|关于|的)[\u4e00-\u9fff \u3000]){2,40}公告(?:19|20)\d\d年第\d{1,5}号(?=\s))"
    r"[\s\u3000]*"
)
_BARE_DATE = re.compile(DATE)
_NOTE = re.compile(rf"（{DATE}[^（）]{{0,60}}）$")
_ADDRESSED = re.compile(r"[^。；：]{2,300}?：")


def unglued(text: str, lines: Sequence[Line]) -> list[Line]:
    """Return the lines with those taken apart where a document may begin: at the top, below a
    date, and where a number stands.
    """
    result: list[Line] = []
    opening = _OPENING_LINES
    for index, line in enumerate(lines):
        if index < opening or _holds_number(line.text):
            below_date = bool(result) and _BARE_DATE.fullmatch(result[-1].text) is not None
            *pieces, last = _pieces(text, line, first=index == 0 or below_date)
            result += pieces
        else:
            last = line
        if holds_date(line.text):
            opening = max(opening, index + _LINES_AFTER_DATE)
        result.append(last)
    return result


def _holds_number(text: str) -> bool:
    return "号" in text and find_number(text) is not None


def _pieces(text: str, line: Line, *, first: bool) -> Iterator[Line]:
    rest = line
    for _ in range(_MOST_PIECES):
        passage = text[rest.start : min(rest.end, rest.start + _LOOKED_AT)]
        length = _cut(passage, _plain_form(rest, passage), first=first)
        if not 0 < length < rest.end - rest.start:
            break
        piece = trimmed(text, rest.start, rest.start + length)
        following = trimmed(text, rest.start + length, rest.end)
        if piece is None or following is None:
            break
        yield piece
        rest = following
    yield rest


def _plain_form(line: Line, passage: str) -> str:
    """The plain form of the line's beginning, taken from the line where it has it."""
    known = line.text and len(passage) == line.end - line.start and "&" not in passage
    return line.text if known else plain(passage)


def _cut(passage: str, looked_at: str, *, first: bool) -> int:
    """Where the first piece ends; 0 if the passage is one piece. ``looked_at``: plain form."""
    set_off = _SET_OFF.match(passage)
    if set_off:
        return set_off.end()
    length = _letterhead(looked_at) or _numbered(looked_at) or _dated(looked_at)
    length = length or _addressed(looked_at)
    if length:
        return source_length(passage, length)
    headline = _headline(passage) if first and "：" in looked_at else 0
    cut = headline or _blank(passage, looked_at, first=first)
    noted = 0 if cut else _noted(looked_at)
    return source_length(passage, noted) if noted else cut


def _headline(passage: str) -> int:
    """国务院联防联控机制发出通知：为基层减负 |关于为基层减负的通知 肺炎机制发〔2020〕21号.

    The blank stands behind a headline with a colon and before a title with its number.
    """
    for match in _BLANK.finditer(passage):
        after = plain(passage[match.end() :])
        number = NUMBER.search(after[:200]) if after.startswith("关于") else None
        if number and _title_length(after[: number.end("word")]):
            return match.start() if "：" in plain(passage[: match.start()]) else 0
    return 0


def _letterhead(text: str) -> int:
    """天津市商务局文件|津商外资〔2020〕1号."""
    match = _LETTERHEAD.match(text)
    return match.end() if match and is_issuer(match["body"]) else 0


def _numbered(text: str) -> int:
    """…的通知|国办发〔2020〕6号|各省、…: cut before the number, and behind it."""
    match = find_number(text[:200])
    if match is None or text[match.end() : match.end() + 1] in tuple(_GOES_ON):
        return 0
    title = _title_length(text[: match.end("word")])
    if title:
        return title
    stands_first = match.start() == 0 and len(match.group("word")) <= _LONGEST_WORD
    return match.end() if stands_first and match.end() < len(text) else 0


def _title_length(text: str) -> int:
    """Length of the title at the beginning of ``text``, a number's agency word left behind."""
    for length in range(len(text) - 1, max(3, len(text) - 20), -1):
        piece = text[:length]
        if ends_title(piece) and is_balanced(piece) and may_open_title(piece):
            return length if not _RUNNING.search(piece) else 0
    return 0


def _dated(text: str) -> int:
    """《…》政策解读|发布日期:2020-03-26|近日，…."""
    match = _PUBLISHED.search(text[:200])
    if match is None:
        return 0
    if match.start() == 0:
        # The digits of a time may follow without a blank: 2023-02-0510:04.
        return match.end() if text[match.end() : match.end() + 1] not in "0123456789:：" else 0
    return match.start() if is_title(text[: match.start()]) else 0


def _noted(text: str) -> int:
    """…的若干意见|（2020年2月10日）: the day in brackets behind a title."""
    match = _NOTE.search(text[:200]) if text.endswith("）") else None
    return match.start() if match and is_heading_title(text[: match.start()]) else 0


def _addressed(text: str) -> int:
    """各省、自治区、直辖市人民政府：|为了…."""
    match = _ADDRESSED.match(text)
    if match is None or match.end() + 10 > len(text):
        return 0
    return match.end() if is_recipients(match.group()) else 0


def _blank(passage: str, looked_at: str, *, first: bool) -> int:
    """…的公告| 为做好…: a blank behind a whole title, unless the title goes on behind it."""
    for match in _BLANK.finditer(passage):
        before = plain(passage[: match.start()])
        if not (is_heading_title(before) if first else is_title(before)):
            continue
        after = plain(passage[match.end() :])
        long = len(after) > 60 or _FOLLOWS_TITLE.search(after)
        text_follows = long and not is_heading_title(looked_at)
        if text_follows or after.startswith(before[:10]) or _opens_title(after):
            return match.start()
    return 0


def _opens_title(text: str) -> bool:
    """浙江省出台30条意见 |中共浙江省委 浙江省人民政府关于…的意见: a title behind the headline."""
    return is_title(text) and _WITH_ISSUER.match(text) is not None
