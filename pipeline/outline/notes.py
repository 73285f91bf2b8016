"""Responsibility notes: in brackets behind a sentence, on lines of their own, between sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.lexicon import read_lexicon

# 属地责任： and 监管责任： stand without 单位.
_ROLES = sorted(
    (row["word"] for row in read_lexicon("role_words") if row["use"] == "label"), key=len
)
_ROLE = f"(?:{'|'.join(_ROLES[::-1])})"
_UNIT = "(?:单位|部门|主体|领导|人|处室|科室|机构|地区)"
_TERM = (
    "(?:完成|落实|办结|整改|推进)(?:时限|时间|期限)|办理时限|(?:时序|时间|工作)?进度(?:安排|要求)?"
    "|时间(?:节点|安排|要求)"
)
LABEL = rf"(?:{_ROLE}(?:[及、和或]{_ROLE})?{_UNIT}|(?:属地|监管)责任|{_TERM})："

_BRACKETS = (("（", "）"), ("〔", "〕"), ("[", "]"), ("【", "】"))


def _bracketed(opening: str, closing: str) -> str:
    """A bracket that may hold brackets: （各市、县（市、区）人民政府负责）."""
    opening, closing = re.escape(opening), re.escape(closing)
    plain = f"[^{opening}{closing}\\n]"
    inner = f"{opening}{plain}{{0,60}}{closing}"
    return f"{opening}({plain}{{1,400}}(?:{inner}{plain}{{0,400}}){{0,12}}){closing}"


_BRACKET = {
    opening: re.compile(_bracketed(opening, closing) + "。?") for opening, closing in _BRACKETS
}
_OPENING = re.compile(r"[（〔\[【]")

# （A牵头，B、C配合） （各部门按职责分工负责） （责任单位：A） （6月底完成，牵头考核单位：A）
_SAYS_WHO = re.compile(
    rf"{LABEL}|(?:牵头|负责(?:落实)?)[，；、。]|(?:为|是)牵头(?:单位|部门)"
    r"|(?:[部委局厅办府]|机构|部门|单位)指导[。；]?\Z"
    r"|(?:牵头|负责|配合|参与|参加|落实|承办|协助|组织实施|持续推进|完成)[。；]?\Z"
)
# （市发展改革委、市财政局）: nothing but names
_BODIES = re.compile(
    r"(?:[^，。、；：\d]{1,24}(?:[部局委办厅署院行府会司处所队站区县市镇乡协联室团社校]|海关|中心|公司|集团|单位|部门|机构|街道)"
    r"(?:（[^（）]{1,24}）)?等?(?:[、，；]|\Z)){1,40}\Z"
)
_LABEL_END = re.compile("[位门体导人室构区任限间期度排求点]：")
# Also where the bracket is never closed: 为90万元（责任单位：市住房公积金管理中心
_LABELLED = re.compile(rf"(?m)(?:^|(?<=[。；）\] ])|[（〔\[【]){LABEL}[^\n。]*。?")
_LOCAL = frozenset("省市县区州旗各")


def find_notes(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Notes in the line ``text[start:end]``, in order; clean offsets.

    A bracket is a note where a sentence or a line ends before or behind it and it names who
    does the work; an aside inside a sentence is none.
    """
    found = [(*span, 0) for span in _bracket_notes(text, start, end)]
    if _LABEL_END.search(text, start, end):
        found += [(*match.span(), 1) for match in _LABELLED.finditer(text, start, end)]
        found.sort(key=lambda note: (note[0], note[2]))
    done = start
    for first, last, _ in found:
        if first >= done:
            yield first, last
            done = last


def _bracket_notes(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    while match := _OPENING.search(text, at, end):
        at = match.end()
        bracket = _BRACKET[match.group()].match(text, match.start(), end)
        if bracket and _is_note(text, bracket, start, end):
            at = bracket.end()
            yield bracket.span()


def _is_note(text: str, bracket: re.Match[str], start: int, end: int) -> bool:
    content = bracket.group(1)
    before, behind = text[bracket.start() - 1], text[bracket.end() : bracket.end() + 1]
    closed = bracket.start() == start or before in "。！？；）〕]】 "
    at_end = bracket.end() == end
    ends = at_end or bracket.group()[-1] == "。" or behind in "；（〔[【 "
    if not (closed or ends):
        return False
    if _SAYS_WHO.search(content):
        return True
    # 五、加大支持力度（市公积金管理中心）: names alone, but 第二十三条（资金管理中心） is a title
    alone = (closed and ends) or (at_end and content[0] in _LOCAL)
    return alone and bool(_BODIES.match(content))
