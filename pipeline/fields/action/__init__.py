"""Read the actions of a measure: head verb phrases and what they act on.

The main action comes first, coordinated ones (完善A，建立B，推动C) follow. Where no head is sure
the list is empty. What is right stands in annotations/ACTIONS.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from pipeline.fields.action.clause import (
    is_adverbial,
    lacks_thing,
    last_resort,
    read_clause,
    says_something,
)
from pipeline.fields.action.cuts import clauses_of
from pipeline.fields.action.names import SHORT, unveiled, veil
from pipeline.fields.action.phrases import cover
from pipeline.fields.action.things import goes_somewhere, topic
from pipeline.fields.action.topics import (
    Clauses,
    belongs_to_condition,
    goes_on,
    names_topic,
    opens_condition,
)
from pipeline.fields.action.words import opens_as_noun, rules_what_follows
from pipeline.schema import Action

__all__ = ["find_actions"]

# A牵头，B配合: a part in the work, not the work.
_ROLES = ("牵头", "配合", "参与", "会同", "协助", "协同", "协同配合", "积极配合")
# …等文件要求, …提出: nothing is asked where nothing follows.
_NEVER_ALONE = (*_ROLES, "要求", "提出")
# 采取以下措施：
_ANNOUNCED = re.compile(r"以下|如下|下列")
# 鼓励|金融机构根据市场形势，: what it is let do follows behind the comma.
_MAY_BE_HALF = re.compile("根据|按|依|结合|围绕|针对|通过|利用|采取|在|对")
_HALF = re.compile(
    r"(?P<who>[^，、]{2,30}?)(?:(?:根据|按照?|依照|结合|依据|围绕|针对)[^，]{2,}"
    r"|(?:通过|利用|采取)[^，]{2,}(?:方式|形式|途径|渠道|手段)|在[^，]{2,}(?:下|中|内|上|同时|期间)"
    r"|对(?![接外内标口])[^，]{2,}的[^，]{2,})"
)
# 鼓励|高校、科研院所、企业，通过…
_PARTIES = re.compile(
    r"[^，的]{0,30}(?:企业|院所|高校|机构|单位|银行|公司|组织|部门|协会|学校|医院|政府|各地|地方)等?"
)
# What parties may end in; a full match, which tries every end, is for these alone.
_PARTIES_END = frozenset("业所校构位行司织门会院府地方等")


def find_actions(
    text: str, start: int, end: int, *, bodies: Iterable[tuple[int, int]] = ()
) -> list[Action]:
    """Find the actions of the segment ``text[start:end]``; clean offsets, in text order.

    A verb keeps the words that carry its force (不得收取, 可放宽); the object reaches to the end of
    its clause, bracketed notes apart, or stands before a verb that moves or ends the clause.

    ``bodies``: where names of bodies stand (市住房保障实施机构); no verb lies in them.
    """
    names = [one for one in bodies if one[1] - one[0] > SHORT and start <= one[0] < one[1] <= end]
    if not names:
        return _found(text, start, end)
    veiled = veil(text, start, end, names)
    return [unveiled(action, veiled, text, start) for action in _found(veiled, 0, end - start)]


def _found(text: str, start: int, end: int) -> list[Action]:
    reading = _Reading(text, clauses_of(text, start, end))
    for number, (place, clause) in enumerate(reading.clauses):
        reading.take(number, place, clause)
    found = reading.found
    if text.find("下", start, end) >= 0:
        found = _without_announcement(found)
    return found or _last_resort(reading.clauses)


class _Reading:
    """What was read of a segment so far.

    ``silent``: the clause before, if it directs nothing; ``half``: the last action goes on over
    its comma; ``condition``: how many actions stood before a condition that is not over.
    """

    __slots__ = ("clauses", "condition", "found", "half", "last", "silent", "text")

    def __init__(self, text: str, clauses: Clauses) -> None:
        self.text, self.clauses, self.last = text, clauses, len(clauses) - 1
        self.found: list[Action] = []
        self.silent: tuple[int, str] | None = None
        self.half = False
        self.condition: int | None = None

    def take(self, number: int, place: int, clause: str) -> None:
        """Read one clause more."""
        action = read_clause(clause, place)
        if self.half:
            self.found[-1] = _completed(self.text, self.found[-1], place + len(clause))
            self.half = action is None
        elif action is None:
            self._pass_over(number, place, clause)
        elif number < self.last and names_topic(
            clause, action.start - place, action, self.clauses[number + 1][1]
        ):
            self._pass_over(number, place, clause)
            if not opens_as_noun(action.verb):
                self.silent = None
        else:
            self._add(action, number)

    def _pass_over(self, number: int, place: int, clause: str) -> None:
        self.silent = (place, clause)
        if place and self.text[place - 1] in "。；\n":
            self.condition = None
        if clause[-1:] != "的":
            if self.condition is None and opens_condition(clause):
                self.condition = len(self.found)
            return
        if self.condition is not None and goes_on(clause, self.found[self.condition :]):
            del self.found[self.condition :]
        elif self.found and belongs_to_condition(self.clauses, number, self.found[-1]):
            self.found.pop()
        self.condition = None

    def _add(self, action: Action, number: int) -> None:
        if self.silent is not None and _is_open(self.text, action):
            action = _about(action, *self.silent)
        self.silent = None
        if action.object or action.verb not in _NEVER_ALONE:
            self.found.append(action)
            self.half = (
                number < self.last
                and action.object is not None
                and rules_what_follows(action.verb)
                and _is_half(action.object, self.clauses[number + 1][1])
            )


def _is_open(text: str, action: Action) -> bool:
    """承担50%, 可用于装修: what it acts on may stand in the clause before."""
    if lacks_thing(action.verb, action.object):
        return True
    return goes_somewhere(action.verb) and text.startswith(action.verb, action.start)


def _is_half(thing: str, following: str) -> bool:
    """鼓励|金融机构根据市场形势，: what it is let do follows behind the comma."""
    if thing[-1] in _PARTIES_END and _PARTIES.fullmatch(thing) and cover().match(following):
        return not says_something(thing)
    if not _MAY_BE_HALF.search(thing):
        return False
    half = _HALF.fullmatch(thing)
    return half is not None and is_adverbial(thing, half.end("who"))


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


def _last_resort(clauses: Clauses) -> list[Action]:
    for place, clause in clauses:
        if not clause.endswith(_ROLES):
            action = last_resort(clause, place)
            if action is not None:
                return [action]
    return []
