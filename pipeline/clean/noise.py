"""What is deleted inside lines, and the blanks that may stay."""

from __future__ import annotations

import heapq
import html
import re
from collections.abc import Iterable, Iterator

from pipeline.characters import PINYIN_GLOSS, TONE_MARK
from pipeline.clean.offsets import Edit

_HAN = r"\u3400-\u9fff\uf900-\ufaff"

_INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064"
    r"\ufe00-\ufe0f\ufeff\ue000-\uf8ff]+"
)
_OTHER_LINE_END = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# One quick look tells that a text has neither.
_CONTROL = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u2064"
    r"\ufe00-\ufe0f\ufeff\ue000-\uf8ff]"
)
_ENTITY = re.compile(r"&(?:#\d{1,6}|#x[0-9a-fA-F]{1,5}|[a-zA-Z]{2,8});")
_BLANK_ENTITIES = frozenset({"&nbsp;", "&sp;", "&ensp;", "&emsp;", "&thinsp;"})
_TAG = re.compile(
    r"</?(?:p|br|span|div|strong|b|i|u|em|font|a|img|table|tbody|tr|td|th|ul|ol|li|h[1-6])"
    r"(?:\s[^<>\n]{0,300})?/?>",
    re.IGNORECASE,
)
_BREAKING_TAG = re.compile(r"<(?:br|/p|/div|/tr|/li|/h)", re.IGNORECASE)
_EMPHASIS = re.compile(r"\*{2,}|(?m:^[ \t]*)#{1,6} ")
# 重点行业 and 低风险地区: a conjunction that text recognition translated
_AND = re.compile(rf"(?<=[{_HAN}]) ?and ?(?=[{_HAN}])")

_BLANK = " \t\u3000\xa0\u1680\u2000-\u200a\u202f\u205f"
# 报道,,2月 · 一,、总体 · 措施,。 — and the same mark twice. Begins with the mark: the search
# runs at full speed.
_DOUBLED = re.compile(
    rf"([,，。；、：])(?:(?<=[,，])[,，{_BLANK}]*(?=[,，、。；;：！？])|(?<![,，])[{_BLANK}]?(?=\1))"
)


def find_noise(text: str) -> Iterable[Edit]:
    """Edits for invisible characters, line ends, entities, tags, readings, marks of emphasis."""
    found: list[Iterator[Edit]] = []
    if _CONTROL.search(text):
        found.append(Edit(m.start(), m.end()) for m in _INVISIBLE.finditer(text))
        found.append(Edit(m.start(), m.end(), "\n") for m in _OTHER_LINE_END.finditer(text))
    if "&" in text:
        found.append(_entities(text))
    if "<" in text:
        found.append(_tags(text))
    if TONE_MARK.search(text):
        found.append(Edit(m.start(), m.end()) for m in PINYIN_GLOSS.finditer(text))
    if "**" in text or "# " in text:
        found.append(Edit(m.start(), m.end()) for m in _EMPHASIS.finditer(text))
    if "and" in text:
        found.append(Edit(m.start(), m.end(), "和") for m in _AND.finditer(text))
    return heapq.merge(*found)


def _entities(text: str) -> Iterator[Edit]:
    for match in _ENTITY.finditer(text):
        entity = match.group()
        char = " " if entity in _BLANK_ENTITIES else html.unescape(entity)
        if len(char) == 1:
            keep = char if char.isprintable() or char.isspace() else ""
            yield Edit(match.start(), match.end(), keep)


def _tags(text: str) -> Iterator[Edit]:
    for match in _TAG.finditer(text):
        yield Edit(match.start(), match.end(), "\n" if _BREAKING_TAG.match(match.group()) else "")


_BLANKS = re.compile(rf"[\n{_BLANK}](?:(?<=\n)\s+|(?<!\n)[{_BLANK}]*)")

_IS_HAN = re.compile(f"[{_HAN}]")
_LATIN = re.compile(r"[0-9A-Za-z\xc0-\u024f]")
_LATIN_MARK = re.compile(r"[-,.;:!?&+/()\[\]'\"%@#]")
_MARK = re.compile(r"[,，、。；;：:！？!?“”‘’《》〈〉（）()〔〕\[\]【】—…·%％/\\.+\"'-]")
_SENTENCE = re.compile("[，。；,;]")
# A heading or an item opens here: 一、 （一） 1. 第三条
_MARKER = re.compile(
    r"[一二三四五六七八九十]{1,3}[、.．,，]|[（(][一二三四五六七八九十]{1,3}[)）]"
    r"|\d{1,2}[.．、](?!\d)|第[一二三四五六七八九十百]{1,5}[篇章节条]"
)
# 三、防疫物资保障组 分批次统计…: what stands between marker and blank is the heading
_HEADING_HEAD = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、.．,，]+|[（(][一二三四五六七八九十]{1,3}[)）]"
    rf"|\d{{1,2}}[.．、](?!\d)|第[一二三四五六七八九十百]{{1,5}}[篇章节条])[{_HAN}“”《》{_BLANK}]{{0,40}}\Z"
)
# …若干措施的通知 为深入贯彻…; 2020年2月16日 陕西省…
_TITLE_HEAD = re.compile(
    r"[^，。；,;]{4,}(?:日|通知|意见|措施|方案|办法|规定|通告|公告|决定|细则|计划|规划|报告|批复|指南|要点|的?信|号)\Z"
)
# 财政部 海关总署 国家税务总局公告
_BODY_NAMES = re.compile(r"[部委局署厅院办会行]\Z")
_BODY_NAME = re.compile(rf"[{_HAN}]{{1,14}}[部委局署厅院办会行]")


def find_blanks(text: str) -> Iterable[Edit]:
    """Edits for blanks that part nothing, empty lines, and doubled commas."""
    doubled = (Edit(m.start(), m.end()) for m in _DOUBLED.finditer(text))
    return heapq.merge(_edges(text), doubled, _blanks(text))


def _edges(text: str) -> Iterator[Edit]:
    first = len(text) - len(text.lstrip())
    last = len(text.rstrip())
    if first:
        yield Edit(0, first)
    if first <= last < len(text):
        yield Edit(last, len(text))


def _blanks(text: str) -> Iterator[Edit]:
    line_start = line_end = -1
    for match in _BLANKS.finditer(text):
        start, end = match.span()
        blanks = match.group()
        if blanks[0] == "\n":
            yield Edit(start, end, "\n")
            continue
        if start == 0 or end == len(text) or text[end] == "\n":
            yield Edit(start, end)
            continue
        if start >= line_end:
            line_start = text.rfind("\n", 0, start) + 1
            line_end = text.find("\n", end)
            line_end = len(text) if line_end < 0 else line_end
        char = _blank_between(text, start, end, line_start, line_end)
        if char != blanks:
            yield Edit(start, end, char)


def _blank_between(text: str, start: int, end: int, line_start: int, line_end: int) -> str:
    """What becomes of the blanks ``text[start:end]``: nothing, one blank, a tab, a line end."""
    left, right = text[start - 1], text[end]
    if _IS_HAN.match(left) and _IS_HAN.match(right):
        return _blank_between_han(text, start, end, line_start, line_end)
    if "\t" in text[start:end] and left != "、" and right not in "、，。；":
        return "\t"
    if _MARKER.match(text, end) and left not in "、，,（(":
        return " "
    if _is_latin(text, start - 1) and (_LATIN.match(right) or right in "(&"):
        return " "
    return ""


def _is_latin(text: str, at: int) -> bool:
    """Whether the character belongs to Latin text: a letter, or a mark after one."""
    char = text[at]
    if _LATIN.match(char):
        return True
    return bool(_LATIN_MARK.match(char)) and at > 0 and bool(_LATIN.match(text[at - 1]))


def _blank_between_han(text: str, start: int, end: int, line_start: int, line_end: int) -> str:
    if "\t" in text[start:end]:
        return "\t"
    if _spread(text, start, end):
        return ""
    line_length = line_end - line_start
    if line_length <= 60 and not _SENTENCE.search(text, line_start, line_end):
        return " "
    if text[start:end].startswith("\u3000\u3000") and line_end - end >= 12:
        return "\n"
    if _MARKER.match(text, end):
        return " "
    return " " if _parts(text, start, end, line_start) else ""


def _spread(text: str, start: int, end: int) -> bool:
    """Whether single characters stand on both sides: 主 编, 国 务 院."""
    alone_left = start < 2 or not _IS_HAN.match(text[start - 2])
    alone_right = end + 1 >= len(text) or not _IS_HAN.match(text[end + 1])
    return alone_left and alone_right


def _parts(text: str, start: int, end: int, line_start: int) -> bool:
    """Whether the blank parts a heading, a title or a name from what follows."""
    head = text[max(line_start, start - 80) : start]
    if _BODY_NAMES.search(head) and _BODY_NAME.match(text, end):
        return True
    if start - line_start > 80:
        return False
    return bool(_HEADING_HEAD.match(head) or _TITLE_HEAD.match(head))
