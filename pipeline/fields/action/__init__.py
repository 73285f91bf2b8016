"""Read the actions of a measure: head verb phrases and what they act on.

The main action comes first, coordinated ones (完善A，建立B，推动C) follow. Where no head is sure
the list is empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipeline.fields.action.phrases import (
    after_adverbial,
    after_modal,
    after_subject,
    clause_head,
    cover,
    first_done,
    given,
    handed_over,
    late_verb,
    moved,
    opening_noun,
    split_point,
)
from pipeline.schema import Action

__all__ = ["find_actions"]

_CLAUSE = re.compile(r"(?:[^，；：。！？\n“（]++|“[^”\n]{0,60}”|（[^）\n]{0,200}）|[“（])+")
_ENDS_NOTE = "）、"
_NOTE_AT_END = re.compile(r"(?:（[^（）]*）|[\s、])+$")
_LONGEST_OBJECT = 60
# 为做好…工作, 在…基础上, 按照…要求: adverbials that hold a whole clause.
_WHOLE_ADVERBIAL = re.compile(
    r"(?:基础上|前提下|情况下|过程中|期间|同时|原则|要求|规定|部署|精神|方式|为目标|为重点|为主|为主线|为抓手|为导向|后|前|时|起|内|的|之日|为契机|为核心"
    r"|为基础|为支撑|为牵引|为原则)$"
)
_SURE = ("给予", "予以", "实行", "提供")
_MOST_CLAUSES = 40
# A牵头，B配合: a part in the work, not the work.
_ROLES = ("牵头", "配合", "参与", "会同", "协助", "协同", "协同配合", "积极配合")
# …等文件要求, …提出: nothing is asked where nothing follows.
_NEVER_ALONE = (*_ROLES, "要求", "提出")
# 通过减免租金、发放补贴等方式: the verbs in it are means.
_MEANS = re.compile(
    r"(?:通过|采取|采用|运用|利用|以)[^，]{2,60}?等[^，、]{0,4}(?:方式|手段|形式|途径|办法|渠道|措施)"
)
# A clause that ends so is a condition or a frame for the next one.
_OPEN_ENDS = ("的", "后", "时", "前", "起", "期间", "基础上", "前提下", "情况下")


def find_actions(text: str, start: int, end: int) -> list[Action]:
    """Find the actions of the segment ``text[start:end]``; clean offsets, in text order.

    A verb keeps the words that carry its force (不得收取, 可放宽); the object reaches to the end of
    its clause, bracketed notes apart.
    """
    found: list[Action] = []
    for place, clause in _clauses(text, start, end):
        action = _read(clause, place)
        if action is not None:
            found.append(action)
    found = [action for action in found if action.object or action.verb not in _NEVER_ALONE]
    return found or _last_resort(text, start, end)


def _last_resort(text: str, start: int, end: int) -> list[Action]:
    """The verb of a sentence without a sure head: 保证金按最低价的20%|缴纳, 我省|遵照执行."""
    for place, clause in _clauses(text, start, end):
        trimmed = clause[: _trimmed_end(clause)]
        if not trimmed.endswith(_OPEN_ENDS):
            match = late_verb(trimmed)
            if match is not None and not trimmed.endswith(_ROLES):
                return [_late(trimmed, place, match)]
    return []


def _late(clause: str, place: int, match: re.Match[str]) -> Action:
    """The verb with what follows; a verb that ends its clause acts on what opens it."""
    begin, end = match.span("verb")
    thing = opening_noun().match(clause, 0, begin) if end >= len(clause) - 1 else None
    if thing is None:
        return _action(clause, place, begin, end)
    span = thing.span("thing")
    return Action(place + span[0], place + end, match["verb"], thing["thing"])


def _clauses(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Clauses of a segment with their places; at most 40, a list of hundreds is no measure."""
    count = 0
    for match in _CLAUSE.finditer(text, start, end):
        place, clause = match.start(), match[0]
        for first, last in _pieces(clause):
            yield place + first, clause[first:last]
            count += 1
            if count >= _MOST_CLAUSES:
                return


def _pieces(clause: str) -> Iterable[tuple[int, int]]:
    """Cut 完善制度、落实责任 in two; an adverbial (为获取信息、办理业务提供便利) stays whole."""
    if "、" not in clause or cover().match(clause):
        return ((0, len(clause)),)
    means = [match.span() for match in _MEANS.finditer(clause)]
    cuts = [
        cut.end()
        for cut in split_point().finditer(clause)
        if not any(first < cut.start() < last for first, last in means)
    ]
    starts = [0, *cuts]
    ends = [*(cut - 1 for cut in cuts), len(clause)]
    return zip(starts, ends, strict=True)


def _read(clause: str, place: int, *, behind: bool = False) -> Action | None:
    """The action of a clause; ``behind``: of the rest of one, behind what is done first."""
    trimmed = clause[: _trimmed_end(clause)]
    if trimmed.endswith(("的", "后")):  # 审批后, is no act of its own
        return None
    if "由" in trimmed and (handed := handed_over().match(trimmed)) is not None:
        begin, end = handed.start("thing"), handed.end("verb")
        return Action(place + begin, place + end, handed["verb"], handed["thing"])
    head = clause_head().match(trimmed)
    first = None if head is None or behind else first_done().match(trimmed, head.end())
    if first is not None:
        later = _read(trimmed[first.end() :], place + first.end(), behind=True)
        if later is not None:
            return later
    if head is not None and head.start("verb") == 0:
        return _action(trimmed, place, 0, head.end())
    opened = cover().match(trimmed)
    if head is not None and (opened is None or head.start("verb") <= opened.start("cover")):
        return _action(trimmed, place, head.start("verb"), head.end())
    if opened is not None:
        return _behind_adverbial(trimmed, place, opened)
    for pattern in (after_modal(), after_subject()):
        match = pattern.search(trimmed, 0, 60)
        if match is not None:
            return _action(trimmed, place, match.start("verb"), match.end())
    return _moved(trimmed, place)


def _trimmed_end(clause: str) -> int:
    if clause[-1:] not in _ENDS_NOTE and not clause[-1:].isspace():
        return len(clause)
    note = _NOTE_AT_END.search(clause)
    return note.start() if note is not None else len(clause)


def _behind_adverbial(clause: str, place: int, opened: re.Match[str]) -> Action | None:
    """对企业给予补贴, 将A纳入B, 在现有基础上提高标准; 为做好工作 alone has no action."""
    begin = opened.end("cover")
    if _WHOLE_ADVERBIAL.search(clause):
        return None
    if opened["cover"] in ("将", "把"):
        return _moved(clause, place)
    if opened["cover"] in ("为", "为了") and clause_head().match(clause, begin):
        return None
    for pattern in (after_modal(), after_adverbial()):
        match = pattern.search(clause, begin)
        if match is not None:
            return _action(clause, place, match.start("verb"), match.end())
    if opened["cover"] in ("由", "会同", "联合"):
        match = after_subject().search(clause, begin)
        if match is not None:
            return _action(clause, place, match.start("verb"), match.end())
    match = _given(clause, begin)
    return None if match is None else _action(clause, place, match.start("verb"), match.end())


def _moved(clause: str, place: int) -> Action | None:
    match = moved().search(clause) if "将" in clause or "把" in clause else None
    if match is None:
        return None
    return Action(
        place + match.start("thing"), place + match.end("verb"), match["verb"], match["thing"]
    )


def _given(clause: str, start: int) -> re.Match[str] | None:
    """The giving verb that is not part of the party (对实施转型的企业给予补贴: 给予)."""
    found = [match for match in given().finditer(clause, start) if match.start() > start]
    sure = [match for match in found if match["verb"].endswith(_SURE)]
    behind = [match for match in found if "的" not in clause[match.end() :]]
    return next(iter(sure or behind or found), None)


def _action(clause: str, place: int, verb_start: int, verb_end: int) -> Action:
    verb = clause[verb_start:verb_end]
    rest = clause[verb_end : verb_end + _LONGEST_OBJECT].rstrip(" 、“")
    end = verb_end + len(rest)
    return Action(place + verb_start, place + end, verb, rest.lstrip(" 、") or None)
