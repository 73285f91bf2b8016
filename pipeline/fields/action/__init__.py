"""Read the actions of a measure: head verb phrases and what they act on.

The main action comes first, coordinated ones (完善A，建立B，推动C) follow. Where no head is sure
the list is empty. What is right stands in annotations/ACTIONS.md.
"""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.fields.action.clause import (
    is_adverbial,
    lacks_thing,
    last_resort,
    opens_as_noun,
    read_clause,
    rules_what_follows,
    says_something,
    trimmed,
)
from pipeline.fields.action.phrases import clause_head, cover, split_point
from pipeline.fields.action.things import goes_somewhere, topic
from pipeline.schema import Action

__all__ = ["find_actions"]

_CLAUSE = re.compile(r"(?:[^，；：。！？\n“（]++|“[^”\n]{0,60}”|（[^）\n]{0,200}）|[“（])+")
# A list of hundreds is no measure.
_MOST_CLAUSES = 40
_LABEL = 10
# A牵头，B配合: a part in the work, not the work.
_ROLES = ("牵头", "配合", "参与", "会同", "协助", "协同", "协同配合", "积极配合")
# …等文件要求, …提出: nothing is asked where nothing follows.
_NEVER_ALONE = (*_ROLES, "要求", "提出")
# 通过减免租金、发放补贴等方式: the verbs in it are means.
_MEANS = re.compile(
    r"(?:通过|采取|采用|运用|利用|以)[^，]{2,60}?等[^，、]{0,4}(?:方式|手段|形式|途径|办法|渠道|措施)"
)
# 查处捂盘惜售、发布虚假信息等违法行为: one list of things, verbs or not.
_LISTED = re.compile(
    r"等[^，、]{0,16}(?:行为|问题|方式|情[形况]|活动|现象|措施|手段|功能|服务|环节|工作|任务|形式|途径|内容|事项|手续|业务|方面|力度)$|力度$"
)
# 采取以下措施：
_ANNOUNCED = re.compile(r"以下|如下|下列")
# 鼓励|金融机构根据市场形势，: what it is let do follows behind the comma.
_MAY_BE_HALF = re.compile("根据|按|依|结合|围绕|针对|通过|利用|采取|在|对")
_HALF = re.compile(
    r"(?P<who>[^，、]{2,30}?)(?:(?:根据|按照?|依照|结合|依据|围绕|针对)[^，]{2,}"
    r"|(?:通过|利用|采取)[^，]{2,}(?:方式|形式|途径|渠道|手段)|在[^，]{2,}(?:下|中|内|上|同时|期间)"
    r"|对(?![接外内标口])[^，]{2,}的[^，]{2,})"
)
# …变更婚姻关系，|且不是权利人的，: what stands before is part of the condition.
_ALSO_IF = re.compile(r"且|并|或|用于|但|经")
# A clause that says what becomes of the thing named before it.
_TOLD = re.compile(r"由|可(?!持续)|应|须|需|不得|均|按|优先|一律|原则上|必须|从|自")


def find_actions(text: str, start: int, end: int) -> list[Action]:
    """Find the actions of the segment ``text[start:end]``; clean offsets, in text order.

    A verb keeps the words that carry its force (不得收取, 可放宽); the object reaches to the end of
    its clause, bracketed notes apart, or stands before a verb that moves or ends the clause.
    """
    clauses = _clauses(text, start, end)
    found: list[Action] = []
    silent: tuple[int, str] | None = None
    half = False
    for number, (place, clause) in enumerate(clauses):
        action = read_clause(clause, place)
        if half:
            found[-1] = _completed(text, found[-1], place + len(clause))
            half = action is None
            continue
        if action is None or (opens_as_noun(action.verb) and _is_topic(clauses, number)):
            if found and clause[-1:] == "的" and _continues(clauses, number, found[-1]):
                found.pop()
            silent = (place, clause)
            continue
        if silent is not None and _is_open(text, action):
            action = _about(action, *silent)
        silent = None
        if action.object or action.verb not in _NEVER_ALONE:
            found.append(action)
            half = number + 1 < len(clauses) and _is_half(action)
    if text.find("下", start, end) >= 0:
        found = _without_announcement(found)
    return found or _last_resort(clauses)


def _continues(clauses: list[tuple[int, str]], number: int, last: Action) -> bool:
    """对不履行职责，|造成严重后果的，: the clause before is part of the condition."""
    place, before = clauses[number - 1]
    clause = clauses[number][1]
    return last.start >= place and (before[0] == "对" or _ALSO_IF.match(clause) is not None)


def _is_open(text: str, action: Action) -> bool:
    """承担50%, 可用于装修: what it acts on may stand in the clause before."""
    if lacks_thing(action.verb, action.object):
        return True
    return goes_somewhere(action.verb) and text.startswith(action.verb, action.start)


def _is_topic(clauses: list[tuple[int, str]], number: int) -> bool:
    """奖励补贴资金，|由市财政承担: the clause names what the next says more about."""
    if number + 1 == len(clauses) or "要" in clauses[number][1]:
        return False
    return _TOLD.match(clauses[number + 1][1]) is not None


def _is_half(action: Action) -> bool:
    """鼓励|金融机构根据市场形势，: what it is let do follows behind the comma."""
    if action.object is None or not _MAY_BE_HALF.search(action.object):
        return False
    if not rules_what_follows(action.verb):
        return False
    half = _HALF.fullmatch(action.object)
    return half is not None and is_adverbial(action.object, half.end("who"))


def _completed(text: str, action: Action, end: int) -> Action:
    begin = action.end - len(action.object or "")
    return replace(action, object=text[begin:end], end=end)


def _without_announcement(found: list[Action]) -> list[Action]:
    """Without 采取以下措施, unless that is all."""
    rest = [one for one in found if one.object is None or not _ANNOUNCED.search(one.object)]
    return rest or found


def _about(action: Action, place: int, clause: str) -> Action:
    """所需资金，|由市财政承担: what the clause before names."""
    thing = topic(clause)
    if thing is None or says_something(clause):
        return action
    return replace(action, object=clause[slice(*thing)], start=place + thing[0])


def _last_resort(clauses: list[tuple[int, str]]) -> list[Action]:
    for place, clause in clauses:
        if not clause.endswith(_ROLES):
            action = last_resort(clause, place)
            if action is not None:
                return [action]
    return []


def _clauses(text: str, start: int, end: int) -> list[tuple[int, str]]:
    """Clauses of a segment with their places."""
    clauses: list[tuple[int, str]] = []
    for match in _CLAUSE.finditer(text, start, end):
        place, clause = match.start(), match[0]
        # 补贴标准：, 资助申请：
        if len(clause) <= _LABEL and text[match.end() : match.end() + 1] == "：":
            continue
        if "、" in clause:
            begin = 0
            for cut in _cuts(clause):
                clauses.append((place + begin, trimmed(clause[begin : cut - 1])))
                begin = cut
            place, clause = place + begin, clause[begin:]
        clauses.append((place, trimmed(clause)))
        if len(clauses) >= _MOST_CLAUSES:
            break
    return clauses[:_MOST_CLAUSES]


def _cuts(clause: str) -> list[int]:
    """Cut 完善制度、落实责任 in two; an adverbial (为获取信息、办理业务提供便利) stays whole."""
    cuts = [cut.end() for cut in split_point().finditer(clause)]
    if "“" in clause:
        cuts = [cut for cut in cuts if clause.count("“", 0, cut) == clause.count("”", 0, cut)]
    if not cuts or cover().match(clause) or _LISTED.search(clause):
        return []
    head = clause_head().match(clause)
    if head is not None and rules_what_follows(head["verb"]):
        cuts = [cut for cut in cuts if _rules_too(clause, cut)]
    means = [match.span() for match in _MEANS.finditer(clause)]
    return [cut for cut in cuts if not any(first < cut <= last for first, last in means)]


def _rules_too(clause: str, cut: int) -> bool:
    """鼓励企业做A、|支持B: a verb that rules as well is not ruled."""
    head = clause_head().match(clause, cut)
    return head is not None and rules_what_follows(head["verb"])
