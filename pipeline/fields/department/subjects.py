"""Find the bodies that a sentence tells, allows or encourages to act.

Looked at are: the head of a clause before a modal or a verb (``各地区要…``), what stands behind a
word that tells or encourages (``鼓励保险机构…``), behind 由 and 会同, and around 牵头. Bodies that
are objects (``督促企业…``), applicants (``企业可申请``) or part of a name are left out.
"""

from __future__ import annotations

import re
from bisect import bisect_right, insort
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.fields.department import listed_rules
from pipeline.fields.department import subject_rules as rules
from pipeline.fields.department.clauses import (
    LONGEST_LIST,
    clause_start,
    opening,
    reported,
    reports,
    sentence_start,
)
from pipeline.fields.department.lists import Span, split_items
from pipeline.fields.department.names import name_end, names_of
from pipeline.fields.department.no_work import gives_no_work
from pipeline.fields.department.predicates import (
    acts_freely,
    acts_not,
    applies,
    is_obliged,
    role_of,
    stands_behind_comma,
)
from pipeline.schema import Body, Role, Segment

_TELLING_VERBS = ("鼓励", "支持", "引导")
_LOOKED_AT = ("body", "table_row")
_LONGEST_EXPLANATION = 121
# A number may stand before a list: （2）教育、人社部门：负责…
_FURTHEST_LIST = LONGEST_LIST + 8
# 市人力资源和社会保障局、: the longest that most names in a list are
_LONGEST_LISTED = 14
# A list that is cut off where no clause begins is none.
_OPENS_LIST = "，。；：\n）条 "
# ，市区（园区）两级
_LONGEST_LEVELS = 18


@dataclass(frozen=True, slots=True)
class _Found:
    """A candidate in offsets of the padded text; ``governs``: it rules the rest of the segment."""

    span: Span
    role: Role
    rule: str
    governs: bool = False


def find_subjects(text: str, segments: Sequence[Segment]) -> list[Body]:
    """Return the bodies that body segments name as acting, in clean offsets."""
    # A line end in front lets every clause begin behind a mark.
    padded = "\n" + text
    places = [segment for segment in segments if segment.kind in _LOOKED_AT]
    starts = [segment.start for segment in places]
    taken: dict[int, _Taken] = {}
    found: list[Body] = []
    for item in _candidates(padded, places, starts):
        number = bisect_right(starts, item.span[0] - 1) - 1
        if number < 0 or item.span[1] - 1 > places[number].end:
            continue
        here = taken.setdefault(number, _Taken())
        if here.is_free(item) and not _means_no_work(padded, item):
            here.take(item)
            end = name_end(padded, item.span[1])
            found.append(Body(item.span[0] - 1, end - 1, item.role, item.rule))
    return found


class _Taken:
    """What is found in one segment: the spans in order, and where a subject first governs."""

    def __init__(self) -> None:
        self.spans: list[Span] = []
        self.governed_from: int | None = None

    def is_free(self, item: _Found) -> bool:
        """Say whether nothing in the segment overlaps the item or governs its verb."""
        number = bisect_right(self.spans, item.span)
        near = self.spans[max(0, number - 1) : number + 1]
        if any(start < item.span[1] and item.span[0] < end for start, end in near):
            return False
        governed = self.governed_from is not None and self.governed_from < item.span[0]
        return not (governed and item.rule == "department.told")

    def take(self, item: _Found) -> None:
        insort(self.spans, item.span)
        if item.governs:
            start = item.span[0]
            self.governed_from = min(start, self.governed_from or start)


def _means_no_work(padded: str, item: _Found) -> bool:
    """Say whether the item stands in the title of a document, or is only to explain it."""
    if gives_no_work(padded, item.span, item.rule):
        return True
    line = padded.rfind("\n", 0, item.span[0])
    opened = padded.rfind("《", line, item.span[0])
    titled = padded[item.span[0] - 1] == "\n" and rules.TITLE.match(padded, item.span[0])
    cited = opened >= 0 and padded.rfind("》", line, item.span[0]) < opened
    end = item.span[1]
    near = padded.find("解", end, end + _LONGEST_EXPLANATION) >= 0
    explains = rules.EXPLAINS.match(padded, end) if near else None
    if explains and not rules.CARRIES_OUT.search(explains[1]):
        return True
    return cited or bool(titled)


def _candidates(padded: str, places: Sequence[Segment], starts: Sequence[int]) -> Iterator[_Found]:
    """Yield candidates, the surest rules first."""
    yield from _heads_of_clauses(padded, starts)
    yield from _led(padded)
    for match in rules.PLACED.finditer(padded):
        start = clause_start(padded, match.start())
        if named := rules.PLACES.fullmatch(padded, start, match.end()):
            yield from _places(padded, named, governs=True)
    for pattern in (rules.BY, rules.BY_ANY):
        for match in pattern.finditer(padded):
            yield from _by(padded, match)
    for match in rules.PAYS.finditer(padded):
        furthest = max(0, match.end() - _LONGEST_LEVELS)
        if levels := rules.LEVELS.search(padded, furthest, match.end()):
            yield _Found(levels.span("list"), "actor", "department.level")
    yield from _especially(padded)
    yield from _before_their_duty(padded)
    yield from _behind_colon(padded)
    yield from _listed(padded)
    yield from _told_back(padded)
    for match in listed_rules.TELLS.finditer(padded):
        if not reported(padded, match.span()):
            yield from _told(padded, match.end())
    yield from _own_work(padded, places)
    yield from _founded(padded)


def _listed(padded: str) -> Iterator[_Found]:
    """Yield bodies behind or before words that give them a role: 会同有关部门."""
    for pattern, role, rule, word in listed_rules.LISTED:
        if word not in padded:
            continue
        for match in pattern.finditer(padded):
            joined = rule == "department.joined"
            if joined and rules.APPROVED.match(padded, clause_start(padded, match.start())):
                continue
            if joined and _is_object_with(padded, match.start()):
                continue
            if not (reports if joined else reported)(padded, match.span()):
                yield from _plain(padded, match, role, rule)


def _is_object_with(padded: str, position: int) -> bool:
    """Say whether 与 at ``position`` joins two objects of one verb: 支持保险机构与交通部门合作."""
    start = clause_start(padded, position)
    if padded[position] in "与同":
        return listed_rules.OBJECT_WITH.search(padded, start, position) is not None
    return listed_rules.OBJECT_JOINED.match(padded, start, position) is not None


def _places(padded: str, match: re.Match[str], *, governs: bool) -> Iterator[_Found]:
    """Yield places under their short names: 湖北、广东要…, 鼓励广州、深圳放宽…"""
    for span in split_items(padded, *match.span("list")):
        yield _Found(span, "actor", "department.place", governs)


def _told_back(padded: str) -> Iterator[_Found]:
    """Yield who is told to act by 其: 对生产经营困难的企业，鼓励其与职工协商."""
    if any(words in padded for words in rules.TOLD_BACK_WORDS):
        for match in rules.TOLD_BACK.finditer(padded):
            yield from _plain(padded, match, "actor", "department.told")


def _told(padded: str, position: int) -> Iterator[_Found]:
    """Yield who is told to act, and with whom: 鼓励酒店与周边景点联合推广."""
    may = padded.startswith(listed_rules.MAY, position - 2)
    for pattern in listed_rules.TOLD:
        match = pattern.match(padded, position)
        if match and may and listed_rules.ASKS_FOR.match(padded, match.end("list")):
            return
        if match and (found := list(_plain(padded, match, "actor", "department.told"))):
            yield from found
            break
    if named := listed_rules.TOLD_PLACES.match(padded, position):
        yield from _places(padded, named, governs=False)
    if both := listed_rules.TOLD_BOTH.match(padded, position):
        yield from _plain(padded, both, "actor", "department.told")
    if with_whom := listed_rules.TOLD_WITH.match(padded, position):
        yield from _plain(padded, with_whom, "support", "department.told_with")


def _founded(padded: str) -> Iterator[_Found]:
    """Yield bodies that are set up, where the same sentence gives them work."""
    for match in listed_rules.FOUNDED.finditer(padded):
        if not reported(padded, match.span()):
            role: Role = "responsible" if match["duty"] else "actor"
            yield _Found(match.span("list"), role, "department.founded")


def _own_work(padded: str, places: Sequence[Segment]) -> Iterator[_Found]:
    """Yield bodies whose work a segment begins with: 发挥工作专班作用，…"""
    starts: set[int] = set()
    for match in rules.OWN_WORK.finditer(padded):
        starts = starts or {segment.start + 1 for segment in places}
        start = clause_start(padded, match.start())
        if start in starts and rules.OPENS_ITEM.match(padded, start, match.start()):
            found = list(_plain(padded, match, "actor", "department.own_work"))
            # 推动产业链协同复工复产工作专班: a single name may hold verbs.
            whole = [] if "、" in match["list"] else [match.span("list")]
            yield from found or (_Found(span, "actor", "department.own_work") for span in whole)


def _heads_of_clauses(padded: str, starts: Sequence[int]) -> Iterator[_Found]:
    """Yield subjects: whole clauses up to the first head with a predicate, or the end of them."""
    before = -1
    for match in rules.HEADED.finditer(padded):
        start, walled = opening(padded, match.start())
        # A run-in heading may stand in front on the same line.
        number = bisect_right(starts, match.start() - 1) - 1
        if number >= 0 and start <= starts[number]:
            start, walled = starts[number] + 1, False
        found: list[_Found] = []
        if not walled and start != before:
            before = start
            found = list(_at_head(padded, match, start))
        yield from found or _inside(padded, match, start)


def _at_head(padded: str, match: re.Match[str], start: int) -> Iterator[_Found]:
    if lead_in := rules.LEAD_IN.match(padded, start, match.start()):
        start = lead_in.end()
    start = _behind_others(padded, match, start)
    if rules.BY_HEAD.match(padded, start):
        start += 1
    end = match.end("head")
    if match["verb"] in rules.DONE_TO and "的" in padded[start:end] and _done_to(padded, start):
        return
    asked = padded[start - 1] == "请"
    if _is_short(padded, start, end) and padded[start] not in "（〔的":
        yield from _subjects(padded, match, (start, end), "department.subject", asked=asked)


def _is_short(padded: str, start: int, end: int) -> bool:
    """Say whether a subject is no longer than one can be: 市发展改革委、…、市农业局等部门."""
    if end - start <= LONGEST_LIST:
        return True
    listed = padded.count("、", start, end) * _LONGEST_LISTED
    return end - start <= listed and padded[start - 1] in _OPENS_LIST


def _behind_others(padded: str, match: re.Match[str], start: int) -> int:
    """Return where the subject begins behind who shares its verb, or behind who states it."""
    stated = None if match["verb"] else rules.STATED.match(padded, start, match.start())
    if stated:
        return stated.end()
    person = rules.WITH_PERSON.match(padded, start, match.start())
    return person.end() if person and rules.AGREES.match(padded, match.end()) else start


def _done_to(padded: str, position: int) -> bool:
    """Say whether the sentence up to here is what something is done to: 对…，问题突出的部门."""
    furthest = max(0, position - LONGEST_LIST)
    return padded.startswith("对", sentence_start(padded, furthest, position))


def _inside(padded: str, match: re.Match[str], start: int) -> Iterator[_Found]:
    """Yield the subject at the end of a clause that begins otherwise, before a modal only."""
    end = match.end("head")
    if match["verb"] or (match["comma"] and not match["duty"]):
        return
    if not match["comma"] and (inside := rules.INSIDE.search(padded, max(start, end - 22), end)):
        yield from _subjects(padded, match, inside.span(), "department.subject_inside")
    elif qualified := rules.QUALIFIED.search(padded, max(start, end - 17), end):
        bound = match["duty"] and rules.BOUND.match(match["duty"])
        if bound and not acts_not(padded, match) and not rules.OBJECT.match(padded, start):
            yield from _plain(padded, qualified, "actor", "department.subject_qualified")


def _subjects(
    padded: str, match: re.Match[str], span: Span, rule: str, *, asked: bool = False
) -> Iterator[_Found]:
    """Yield the bodies of a list of subjects, if its predicate lets them act.

    With ``asked`` they are told to by 请: 请各企业配合.
    """
    if match["comma"] and not stands_behind_comma(padded, match, span[0]):
        return
    if acts_not(padded, match):
        return
    obliged = asked or is_obliged(padded, match, span)
    last = padded[max(span[0], span[1] - 10) : span[1]]
    if not obliged and not acts_freely(last, verb=match["verb"]):
        return
    # 银行可…，鼓励大中型银行…: who may act does not tell the others.
    governs = match["leave"] is None or "将" in match["leave"]
    obliged_to = bool(match["duty"]) or match["verb"] == "负责"
    names = names_of(padded, span, whole=True, obliged=obliged_to)
    if names and not obliged and not acts_freely(padded[slice(*names[0])], verb=match["verb"]):
        return
    bounds = names and not match["duty"] and rules.EACH.match(padded, names[0][0])
    if bounds or (names and match["verb"] and reports(padded, span)):
        return
    for start, end in names:
        name = padded[start:end]
        thing = rules.THING_OBLIGED if match["duty"] else rules.THING
        if not thing.search(name) and (obliged or acts_freely(name, verb=match["verb"])):
            yield _Found((start, end), role_of(padded, match, name), rule, governs)


def _by(padded: str, match: re.Match[str]) -> Iterator[_Found]:
    names = names_of(padded, match.span("list"), obliged=True)
    if not names and (office := rules.BY_OFFICE.match(padded, *match.span("list"))):
        names = [office.span("list")]
    if len(names) > 1 and rules.SIGN.match(padded, names[-1][1]):
        # 由区政府与实施主体签订协议: the other party only signs
        names = names[:-1] if padded[names[-1][0] - 1] == "与" else names
    for start, end in names:
        name = padded[start:end]
        if not applies(padded, name, end) and not rules.THING.search(name):
            yield _Found((start, end), role_of(padded, match, name), "department.by")


def _especially(padded: str) -> Iterator[_Found]:
    """Yield who has to act besides the one named above all: 各地，特别是重点地区，要…"""
    for match in rules.ESPECIALLY.finditer(padded):
        start = sentence_start(padded, max(0, match.start() - LONGEST_LIST), match.start())
        if lead_in := rules.LEAD_IN.match(padded, start, match.start()):
            start = lead_in.end()
        if listed := rules.BEFORE_COMMA.match(padded, start, match.start()):
            for span in names_of(padded, listed.span("list"), whole=True, obliged=True):
                yield _Found(span, "actor", "department.subject", governs=True)


def _before_their_duty(padded: str) -> Iterator[_Found]:
    """Yield subjects of the clause before the one that holds their duty: 企业复工前，应…"""
    for when, names in rules.BEFORE_DUTY:
        for match in when.finditer(padded):
            start = clause_start(padded, match.start())
            if lead_in := rules.LEAD_IN.match(padded, start, match.start()):
                start = lead_in.end()
            if (listed := names.match(padded, start, match.start())) is None:
                continue
            for begin, end in names_of(padded, listed.span("list"), whole=True, obliged=True):
                if not rules.THING.search(padded, begin, end):
                    yield _Found((begin, end), "actor", "department.subject_before", governs=True)


def _behind_colon(padded: str) -> Iterator[_Found]:
    """Yield the bodies of a list of duties: 住建部门：负责…; 公安部门：负责…"""
    for match in rules.DUTIES.finditer(padded):
        start = sentence_start(padded, max(0, match.start() - _FURTHEST_LIST), match.start())
        if lead_in := rules.LEAD_IN.match(padded, start, match.start()):
            start = lead_in.end()
        if match.start() - start > LONGEST_LIST:
            continue
        for begin, end in names_of(padded, (start, match.start()), whole=True, obliged=True):
            name = padded[begin:end]
            if match["duty"] or rules.OFFICE_NAME.search(name):
                role = role_of(padded, match, name)
                yield _Found((begin, end), role, "department.duties", governs=True)


def _led(padded: str) -> Iterator[_Found]:
    """Yield the bodies before 牵头 and those that take part: 由甲牵头、乙参与."""
    for match in rules.LED.finditer(padded):
        start = clause_start(padded, match.start())
        if before := rules.BEFORE_LED.match(padded, start, match.start()):
            # 市科委…支持链主企业牵头: who is told does not lead where another subject governs
            rule = "department.told" if before["told"] else "department.led"
            yield from _plain(padded, before, "lead", rule)
        if match["list"]:
            yield from _plain(padded, match, "support", "department.led")


def _plain(padded: str, match: re.Match[str], role: Role, rule: str) -> Iterator[_Found]:
    for start, end in names_of(padded, match.span("list")):
        if rule != "department.joined" or not rules.FUND.search(padded, start, end):
            yield _Found((start, end), role, rule)
