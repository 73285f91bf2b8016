"""Read what a document declares once for all its notes or for all its measures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Literal

from pipeline.fields.department.lists import Span, split_bodies
from pipeline.fields.department.notes import read_note
from pipeline.schema import Body, Coverage, Role

# 列第一位者为牵头单位，下同; 排在首位的为牵头部门; 第一责任单位为牵头单位; 排在首位者牵头
_FIRST_LEADS = re.compile(
    r"(?:第[一1](?:位|个|名)?|首位|首个|首家|最前|排(?:序|名|列)?在前)(?:责任)?(?:单位|部门)?"
    r"(?:[^，。；：\n）〕】]{0,8}(?:为|是|系)[^，。；：\n）〕】]{0,6}牵头(?!人)"
    r"|面?[者的](?:单位|部门)?(?:负责)?牵头(?=[，。；）〕】]))"
)
# 牵头单位列首位, 牵头部门排在第一位
_LEAD_STANDS_FIRST = re.compile(
    r"牵头(?:责任)?(?:单位|部门)(?:均|都)?(?:列|排|排列|位列)(?:在|于)?(?:第一位|第一|首位|最前)"
)
# 逗号前面的为牵头单位，下同; 分号前为牵头单位
_MARK_LEADS = re.compile(
    r"(?P<mark>逗号|分号)之?前面?的?(?:单位|部门)?(?:均|都)?(?:为|是)牵头(?!人)"
)
_MARKS = {"逗号": "，", "分号": "；"}
_OPENING = "（〔【["
_CLOSING = "）〕】]"

_WHOLE = (
    r"(?P<which>以下|下列|以上|上述|各项|所有|全部)(?:各项|各条|所有|全部|有关|相关|所列)?(?:重点)?"
    r"(?:措施|政策措施|政策|工作任务|任务|工作|事项|条款)?"
)
# 以下措施均需各县区落实，不再单独列出; 以上措施由市发展改革委牵头
_BORNE = re.compile(
    rf"{_WHOLE}(?:均|都)?(?:需要?|须|应|由|应由)由?(?P<bodies>[^，。；：\n]{{2,80}}?)"
    r"(?:按照?(?:各自)?职责(?:分工)?)?(?:共同|分别|具体|统筹|抓好|组织)*"
    r"(?P<verb>贯彻落实|贯彻执行|落实|负责|牵头|组织实施|实施|执行|配合|参与)(?!解释)"
)
# 各项措施责任单位均包括各市（州）人民政府，不再逐一列出
_INCLUDED = re.compile(
    rf"{_WHOLE}的?责任(?:单位|部门)均?(?:包括|包含|含|为)(?P<bodies>[^，。；：\n]{{2,120}})"
)
# 责任单位均包括各市（州）人民政府，以下不再列出
_ALL_INCLUDE = re.compile(r"责任(?:单位|部门)均(?:包括|包含|含)(?P<bodies>[^，。；：\n]{2,120})")
# 以下各项任务均涉及各县（市、区）、高新区管委会，不再单独列出
_CONCERN = re.compile(
    rf"{_WHOLE}(?:均|都)(?:涉及|需要?|须|由)(?P<bodies>[^，。；：\n]{{2,80}})(?=，[^。；\n]{{0,10}}不再)"
)
# 由各区政府负责落实，以下不再列出
_FROM_HERE = re.compile(
    r"(?:由|均?需)(?P<bodies>[^，。；：\n]{2,80}?)(?:抓好|组织|具体|共同|分别)*"
    r"(?P<verb>负责落实|贯彻落实|落实|负责|组织实施|实施|执行|配合|参与)"
    r"(?=，(?P<which>以下)[^，。；\n]{0,10}不再)"
)
# 各县（市、区）人民政府均为责任单位，不再一一列出; 各县区均为各项任务落实单位
_ARE_BEARERS = re.compile(
    r"[为是](?=责任|落实|实施|配合|共同|本|以[上下]|下列|上述|各项|所有|全部)"
    r"(?:本(?:文件|方案|措施|通知|意见|清单))?(?P<which>以下|下列|以上|上述|各项|所有|全部)?"
    r"(?:(?<![为是])[^，。；：\n]{0,8}?(?:措施|任务|政策|工作|事项)的?)?"
    r"(?:共同)?(?P<verb>责任|落实|实施|配合)(?:单位|部门|主体)"
)
# 各市人民政府均需落实以下各项任务，不再逐项列出
_CARRY_OUT = re.compile(
    r"[均都](?:需要?|须|应|要)?(?:按职责)?(?:抓好|共同|组织)?"
    r"(?P<verb>贯彻落实|落实|负责|实施|执行|配合|参与)(?P<which>以下|下列|以上|上述|各项|所有|全部)"
    r"[^，。；：\n]{0,8}?(?:措施|任务|政策|工作|事项)"
)
_BEARERS = re.compile(
    r"(?P<bodies>(?:[^，。；：\n（）]|（[^（）\n]{1,20}）){2,80}?)(?P<each>[均都])?\Z"
)
_LONGEST_LIST = 80
_MEASURES = re.compile("措施|政策|任务")
_ROLES: dict[str, Role] = {"牵头": "lead", "配合": "support", "参与": "support"}
# 不再一一列出, 不再单列, 不再重复, 不另行标注, 落实，下同
_NOT_LISTED = re.compile(
    r"，?下同(?=[。；）〕】\n]|\Z)"
    r"|[^。；\n]{0,20}?不(?:再|(?=一一|逐一|逐项|另行|单独))"
    r"(?:重复|(?:单独|逐一|逐项|逐条|重复|一一|另行|分别|单|另|赘)?(?:列|标|注|写|述))"
)
# 以下任务，各县区政府均为责任单位: which measures are meant stands before the comma.
_FOLLOWING = re.compile(r"(?:以下|下列)[^，。；\n]{0,8}，\Z")
_LONGEST_TOPIC = 14
# In one note 各县（市、区） is short for 各县（市、区）政府, and 各市 for 各地级以上市政府.
_UNMARKED = re.compile(
    r"[（）〔〕、<>〈〉]|人民(?=政府)|(?<=^各)(?:地级以上|设区的?|省辖|地级)(?=市)"
)
_GOVERNS = re.compile(r"政府|管委会|管理委员会|党工委|办事处")


def first_is_lead(text: str) -> int | None:
    """Return the clean offset from which the first body of each note leads, None if undeclared.

    A note that holds the declaration itself is included.
    """
    found = _FIRST_LEADS.search(text) or _LEAD_STANDS_FIRST.search(text)
    if found is None:
        return None
    return _holds_from(text, found.start())


def _holds_from(text: str, stated: int) -> int:
    """Return where the note opens that a declaration stands in, or the declaration itself."""
    line = text.rfind("\n", 0, stated) + 1
    depth = 0
    for position in range(stated - 1, line - 1, -1):
        if text[position] in _CLOSING:
            depth += 1
        elif text[position] in _OPENING:
            depth -= 1
        if depth < 0:
            return position
    return stated


def let_declared_lead(text: str, notes: Iterable[list[Body]]) -> Iterator[list[Body]]:
    """Yield the bodies of each note, as lead those that the document declares to lead."""
    if "牵头" not in text:
        yield from notes
        return
    first = first_is_lead(text)
    marked = _MARK_LEADS.search(text)
    before_mark = _holds_from(text, marked.start()) if marked else None
    for bodies in notes:
        leads = 0
        if first is not None and bodies[0].start >= first:
            leads = 1
        elif marked and before_mark is not None and bodies[0].start >= before_mark:
            end = text.find(_MARKS[marked["mark"]], bodies[0].start, bodies[-1].start)
            leads = sum(body.start < end for body in bodies)
        yield [_as_lead(body) for body in bodies[:leads]] + bodies[leads:]


def _as_lead(body: Body) -> Body:
    if body.role != "responsible":
        return body
    return replace(body, role="lead", found_by="department.first_is_lead")


# Whoever looks for bodies asks, and whoever links them to measures asks again.
@lru_cache(maxsize=4)
def covers_document(text: str) -> tuple[Coverage, ...]:
    """Return the statements that make bodies responsible for all or all following measures.

    Bodies that stand in full in the same note are those of that place.
    """
    found: list[tuple[Span, Coverage]] = []
    patterns: tuple[re.Pattern[str], ...] = (_BORNE, _INCLUDED)
    if "不再" in text:
        patterns += (_CONCERN, _ALL_INCLUDE, _FROM_HERE)
    for pattern in patterns:
        for match in pattern.finditer(text):
            found += _coverage(text, match, match.span("bodies"))
    for pattern in (_ARE_BEARERS, _CARRY_OUT):
        for match in pattern.finditer(text):
            furthest = max(0, match.start() - _LONGEST_LIST)
            before = _BEARERS.search(text, furthest, match.start())
            # 市政府是责任单位 speaks of one task, 各县区政府均为责任单位 of all that are listed.
            if before and (before["each"] or match["which"] or pattern is _CARRY_OUT):
                found += _coverage(text, match, before.span("bodies"))
    # 以下均需各县（市）政府落实，不再列出 is read twice, the better reading first.
    named = {span[0]: coverage for span, coverage in reversed(found)}
    return tuple([named[start] for start in sorted(named)])


def _coverage(text: str, match: re.Match[str], named: Span) -> Iterator[tuple[Span, Coverage]]:
    """Yield what a match says, and where it names the bodies.

    工作由X负责 needs 措施 or 不再列出 to speak for the document.
    """
    listed = _NOT_LISTED.match(text, match.end())
    which = match.groupdict().get("which")
    start = min(match.start(), named[0])
    opened = _holds_from(text, start)
    measures = _MEASURES.search(match.group()) if which else None
    noted = opened < start and match.re is _BORNE and which == "以下"
    if not listed and not noted and (not measures or match.re in (_CONCERN, _CARRY_OUT)):
        return
    role = _ROLES.get(match.groupdict().get("verb") or "", "responsible")
    spans: list[Span] = split_bodies(text, *named, strict=True)
    in_full = read_note(text, opened, start, strict=True) if opened < start else []
    spans = [_in_full(text, span, in_full) for span in spans]
    bodies = tuple(Body(*span, role, "department.whole_document") for span in spans)
    topic = _FOLLOWING.search(text, max(0, named[0] - _LONGEST_TOPIC), named[0])
    follows = topic or which in ("以下", "下列")
    scope: Literal["following", "all"] = "following" if follows else "all"
    end = listed.end() if listed else match.end()
    if bodies:
        yield named, Coverage(start, end, scope, bodies)


def _in_full(text: str, span: Span, note: Iterable[Body]) -> Span:
    """Return where the note has the full name of a body, or the span: 各县区 → 各县区政府."""
    short = _UNMARKED.sub("", text[slice(*span)])
    for body in note:
        name = _UNMARKED.sub("", text[body.start : body.end])
        if name == short or (name.startswith(short) and _GOVERNS.fullmatch(name, len(short))):
            return body.start, body.end
    return span
