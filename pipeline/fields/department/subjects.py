"""Find the bodies that a sentence tells, allows or encourages to act.

Looked at are: the head of a clause before a modal or a verb (``各地区要…``), what stands behind a
word that tells or encourages (``鼓励保险机构…``), behind 由 and 会同, and around 牵头. Bodies that
are objects (``督促企业…``), applicants (``企业可申请``) or part of a name are left out.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.fields.department import subject_rules as rules
from pipeline.fields.department.lists import Span
from pipeline.fields.department.names import names_of
from pipeline.fields.department.words import kind_of
from pipeline.schema import Body, Role, Segment

_RESPONSIBLE_VERBS = ("负责", "承担", "主要负责", "具体负责")
_SUPPORTING_VERBS = ("配合", "参与", "协助", "参加")
_TELLING_VERBS = ("鼓励", "支持", "引导")
_LOOKED_AT = ("body", "table_row")
_LONGEST_LIST = 60
_MARKS = "，。；：\n"


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
    found: dict[int, list[_Found]] = {}
    for item in _candidates(padded, places):
        number = bisect_right(starts, item.span[0] - 1) - 1
        if number < 0 or item.span[1] - 1 > places[number].end:
            continue
        here = found.setdefault(number, [])
        if _is_free(item, here) and not _means_no_work(padded, item):
            here.append(item)
    return [
        Body(item.span[0] - 1, item.span[1] - 1, item.role, item.rule)
        for here in found.values()
        for item in here
    ]


def _is_free(item: _Found, here: list[_Found]) -> bool:
    """Say whether nothing in the segment overlaps the item or governs its verb."""
    told = item.rule == "department.told"
    for other in here:
        if other.span[0] < item.span[1] and item.span[0] < other.span[1]:
            return False
        if told and other.governs and other.span[0] < item.span[0]:
            return False
    return True


def _means_no_work(padded: str, item: _Found) -> bool:
    """Say whether the item stands in the title of a document, or is only to explain it."""
    line = padded.rfind("\n", 0, item.span[0])
    opened = padded.rfind("《", line, item.span[0])
    cited = opened >= 0 and padded.rfind("》", line, item.span[0]) < opened
    return cited or rules.EXPLAINS.match(padded, item.span[1]) is not None


def _candidates(padded: str, places: Sequence[Segment]) -> Iterator[_Found]:
    """Yield candidates, the surest rules first."""
    yield from _heads_of_clauses(padded)
    yield from _inside_clauses(padded)
    yield from _led(padded)
    for match in rules.BY.finditer(padded):
        yield from _by(padded, match)
    for pattern, role, rule in rules.LISTED:
        for match in pattern.finditer(padded):
            if rule != "department.joined" or not _reports(padded, match.end()):
                yield from _plain(padded, match, role, rule)
    for segment in places:
        if own := rules.OWN_WORK.match(padded, segment.start + 1):
            yield _Found(own.span("list"), "actor", "department.own_work")


def _heads_of_clauses(padded: str) -> Iterator[_Found]:
    """Yield subjects at the head of clauses, the first head of each that has a predicate."""
    boundaries = [match for match in rules.BOUNDARY.finditer(padded) if match.lastgroup]
    ends = [match.end() for match in boundaries]
    before = -1
    for match in rules.HEADED.finditer(padded):
        number = bisect_right(ends, match.start()) - 1
        if number == before or boundaries[number].lastgroup == "wall":
            continue
        before = number
        lead_in = rules.LEAD_IN.match(padded, ends[number], match.start())
        start = lead_in.end() if lead_in else ends[number]
        if match.end("head") - start <= _LONGEST_LIST and padded[start] not in "（〔":
            yield from _subjects(padded, match, (start, match.end("head")), "department.subject")


def _inside_clauses(padded: str) -> Iterator[_Found]:
    for match in rules.OPENED.finditer(padded):
        if match["verb"] is None:
            span = match.span("list")
            yield from _subjects(padded, match, span, "department.subject_inside")
    for match in rules.QUALIFIED.finditer(padded):
        if not rules.OBJECT.match(padded, _clause_start(padded, match.start())):
            yield from _plain(padded, match, "actor", "department.subject_qualified")


def _subjects(padded: str, match: re.Match[str], span: Span, rule: str) -> Iterator[_Found]:
    """Yield the bodies of a list of subjects, if its predicate lets them act."""
    leave = match["leave"] or ""
    if match["comma"] and not (match["duty"] or leave.endswith(("可", "可以"))):
        return
    if match["verb"] and _reports(padded, span[1]):
        return
    obliged = match["duty"] or match["verb"] in _RESPONSIBLE_VERBS
    obliged = obliged or rules.DUTY_FOLLOWS.match(padded, span[1])
    if not obliged and not _acts_freely(padded[max(span[0], span[1] - 10) : span[1]]):
        return
    governs = bool(match["duty"]) or "将" in leave or match["verb"] in _TELLING_VERBS
    names = names_of(padded, span, whole=True, obliged=bool(match["duty"]))
    if names and not obliged and not _acts_freely(padded[slice(*names[0])]):
        return
    for start, end in names:
        name = padded[start:end]
        if not rules.THING.search(name) and (obliged or _acts_freely(name)):
            yield _Found((start, end), _role(padded, match, name), rule, governs)


def _acts_freely(name: str) -> bool:
    """Say whether a body with this ending acts in office; enterprises act when told to."""
    return kind_of(name) != "private"


def _role(padded: str, match: re.Match[str], name: str) -> Role:
    verb = match["verb"]
    if verb in _RESPONSIBLE_VERBS or rules.ANSWERS_FOR.match(padded, match.end()):
        return "responsible"
    if verb == "牵头" or name in ("牵头部门", "牵头单位"):
        return "lead"
    if by_duties := rules.BY_DUTIES.match(padded, match.end()):
        return "responsible" if by_duties["word"] == "负责" else "support"
    supports = verb in _SUPPORTING_VERBS or rules.SUPPORTS.match(padded, match.end())
    return "support" if supports else "actor"


def _by(padded: str, match: re.Match[str]) -> Iterator[_Found]:
    for start, end in names_of(padded, match.span("list")):
        name = padded[start:end]
        if not rules.APPLICANT.fullmatch(name) and not rules.THING.search(name):
            yield _Found((start, end), _role(padded, match, name), "department.by")


def _led(padded: str) -> Iterator[_Found]:
    """Yield the bodies before 牵头 and those that take part: 由甲牵头、乙参与."""
    for match in rules.LED.finditer(padded):
        start = _clause_start(padded, match.start())
        if before := rules.BEFORE_LED.match(padded, start, match.start()):
            yield from _plain(padded, before, "lead", "department.led")
        if match["list"]:
            yield from _plain(padded, match, "support", "department.led")


def _plain(padded: str, match: re.Match[str], role: Role, rule: str) -> Iterator[_Found]:
    for span in names_of(padded, match.span("list")):
        yield _Found(span, role, rule)


def _clause_start(padded: str, position: int) -> int:
    """Return where the clause begins, or how far back a list can begin at most."""
    furthest = max(0, position - _LONGEST_LIST)
    return max(furthest - 1, *(padded.rfind(mark, furthest, position) for mark in _MARKS)) + 1


def _reports(padded: str, position: int) -> bool:
    """Say whether the rest of the sentence tells what has happened."""
    end = padded.find("。", position)
    return rules.REPORT.search(padded, position, len(padded) if end < 0 else end) is not None
