"""The signature of a document: who signs, and when. Line numbers as in the list of lines."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.split.dates import DATE, MONTH, read_date
from pipeline.split.lines import Line
from pipeline.split.words import (
    ends_sentence,
    ends_title,
    is_annotation,
    is_furniture,
    is_issuer,
    is_leader,
    may_sign,
    transmits,
)

_MOST_SIGNERS = 40
_MOST_ATTACHMENTS = 30
_OPENING_LINES = 12
_MOST_TITLE_LINES = 4

# 2020年2月6日（此件主动公开）; 2020年2月7日天津市商务局办公室2020年2月15日印发
_DATE_LINE = re.compile(
    rf"[（(]?(?P<date>{DATE})[）)]?(?:印发)?"
    rf"(?P<rest>（[^（）]{{2,80}}）|\[[^\[\]]{{2,20}}\]|.{{2,30}}{DATE}印发|抄送：.*|[^。]{{2,70}})?"
)
_MONTH_LINE = re.compile(rf"[（(]?{MONTH}[）)]?")
_SIGNED_LINE = re.compile(
    rf"(?P<issuer>[^，。；：\d]{{2,60}}?)[（(]?(?P<date>{DATE})[）)]?(?:（[^（）]{{2,30}}）)?"
    r"(?:责任编辑.{0,20}|责编.{0,20})?"
)
# 武穴市人民政府办公室2023年12月15日印发; 2023年10月21日印发
_PRINTED = re.compile(rf"(?P<office>[^，。；：《》\d]{{0,40}}?){DATE}印发(?:（?共印\d+份）?)?")
_LISTED = re.compile(r"\d{1,2}[.．、].{2,120}|《.{2,80}》")
_ATTACHMENT = re.compile(r"附件[\d一二三四五六七八九十]{0,2}[：:].{2,}")
_HANDLING = re.compile(r"[（(]?此件|（本文有删")
_BEGUN_NAME = re.compile(r"[\u4e00-\u9fff]{2,8}?[省市区县州旗][\u4e00-\u9fff]{4,25}")
_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}")
_MAY_DATE = re.compile(r"[日\d](?:(?<=日)|[-/.]\d)")


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
    undated = _undated_above_attached(lines, start, end)
    for index in range(start, end):
        text = lines[index].text
        if not _MAY_DATE.search(text):
            continue
        found = _signed_line(lines, index) or _signed_above(lines, start, index, end)
        if found:
            return found if undated is None or found.first <= undated.end else undated
    return undated or _names_only(lines, start, end)


def printed(lines: Sequence[Line], start: int, end: int) -> dt.date | None:
    """The day of the printing line, the last line of an official document; None without."""
    for index in range(end - 1, start - 1, -1):
        match = _PRINTED.fullmatch(lines[index].text)
        if match and (not match["office"] or is_issuer(match["office"])):
            return read_date(lines[index].text)
    return None


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
    rest = match.group("rest")
    if not names and not (_may_follow(rest) and _closes(lines, start, index, end, rest=rest)):
        return None
    return Signature(names.start, index + 1, names, read_date(match.group("date")))


def _may_follow(rest: str | None) -> bool:
    """Remarks, the printing line and page furniture stand behind a date; text does not."""
    return rest is None or rest[0] in "（[" or rest.endswith("印发") or is_furniture(rest)


def _names_above(lines: Sequence[Line], start: int, index: int) -> range:
    first = index
    top = max(start, index - _MOST_SIGNERS)
    while first > top:
        if _signs(lines[first - 1].text):
            first -= 1
        elif first - 1 > top and _is_person(lines, first - 1):
            first -= 2
        else:
            break
    if first == index:
        return _letters_above(lines, start, index)
    return range(first - _goes_on(lines, top, first), index)


def _goes_on(lines: Sequence[Line], top: int, first: int) -> bool:
    """淮安市推进现代化城乡建设 / 高质量发展和住房工作联席会议: a name over two lines."""
    if first - 2 < top:
        return False
    begun, above = lines[first - 1].text, lines[first - 2].text
    ended = not above or ends_sentence(above)
    return (
        ended and _BEGUN_NAME.fullmatch(begun) is not None and is_issuer(begun + lines[first].text)
    )


def _letters_above(lines: Sequence[Line], start: int, index: int) -> range:
    """国 / 务 / 院: the name of a body, one character a line."""
    first = index
    while first > max(start, index - _MOST_SIGNERS) and len(lines[first - 1].text) == 1:
        first -= 1
    spelled = "".join(line.text for line in lines[first:index])
    return range(first, index) if is_issuer(spelled) else range(index, index)


def _signs(text: str) -> bool:
    return bool(text) and (is_issuer(text) or is_leader(text) or is_annotation(text))


def _is_person(lines: Sequence[Line], index: int) -> bool:
    """李克强 below 总理."""
    return _NAME.fullmatch(lines[index].text) is not None and is_leader(lines[index - 1].text)


def _closes(lines: Sequence[Line], start: int, index: int, end: int, *, rest: str | None) -> bool:
    """A bare date after the last sentence or the list of attachments: little follows
    (2020年3月26日 under the last item), a remark (此件主动公开), or what the text passes on.
    """
    last = _above_attachments(lines, start, index) - 1
    if last < start or not may_sign(lines[last].text):
        return False
    below = lines[index + 1].text if index + 1 < end else ""
    remarked = (rest or "").startswith("（") or is_annotation(below) or _HANDLING.match(below)
    if end - index <= 4 or remarked:
        return True
    passes_on = transmits(lines[last].text) or (
        not lines[last].text and last - start < _OPENING_LINES
    )
    return passes_on and _attached_follows(lines, index + 1, end)


def _attached_follows(lines: Sequence[Line], start: int, end: int) -> bool:
    """Whether the title of what is passed on comes next, or 附件."""
    title = ""
    for line in lines[start : min(end, start + _MOST_TITLE_LINES)]:
        if not line.text or ends_sentence(line.text):
            break
        title += line.text
        if ends_title(title) or title.startswith("附件"):
            return True
    return False


def _above_attachments(lines: Sequence[Line], start: int, index: int) -> int:
    """Where 附件：1.… / 2.… above ``index`` begins; ``index`` if no list stands there."""
    top = max(start, index - _MOST_ATTACHMENTS)
    first = index
    while first > top and _LISTED.fullmatch(lines[first - 1].text):
        first -= 1
    above = first > top and _ATTACHMENT.fullmatch(lines[first - 1].text)
    return first - 1 if above else index


def _undated_above_attached(lines: Sequence[Line], start: int, end: int) -> Signature | None:
    """现转发给你们，请遵照执行。/ 天津市商务局, no date: the dates below are those of others."""
    for index in range(start, min(end, start + _OPENING_LINES)):
        if not transmits(lines[index].text):
            continue
        stop = index + 1
        while stop < end and is_issuer(lines[stop].text):
            stop += 1
        if stop > index + 1 and stop < end and not _MAY_DATE.search(lines[stop].text):
            names = range(index + 1, stop)
            return Signature(names.start, stop, names, None)
    return None


def _names_only(lines: Sequence[Line], start: int, end: int) -> Signature | None:
    """Names of bodies as the last lines, without a date, or with one that has no day."""
    last = end - (_MONTH_LINE.fullmatch(lines[end - 1].text) is not None)
    while last > start and is_annotation(lines[last - 1].text):
        last -= 1
    names = _names_above(lines, start + 1, last)
    above = lines[names.start - 1] if names and names.start > start else None
    if above is None or (above.text and not ends_sentence(above.text)):
        return None
    return Signature(names.start, end, names, None)
