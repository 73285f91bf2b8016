"""Clauses that say how long single items are valid, wherever they stand.

``第一条、第二条措施有效期至2025年底，其余条款有效期5年`` names its items: each gets its own
date, the others get none, because validity of the rest is validity of the document.
``3.办理时间：…`` is an item about time and speaks for its neighbours under the same heading.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from pipeline.numerals import read_number
from pipeline.schema import Deadline, Segment

_COUNT = r"(?:[一二三四五六七八九十百]{1,4}|\d{1,2})"
_ONE = rf"第?(?:（{_COUNT}）|{_COUNT})[条项款点]?"
_JOIN = r"(?:、|和|及|以及|与|至|到|[-—–~～])?"
# 第一条、第二条 · 第（一）（二）项 · 第1至5条
_REFERENCE = re.compile(rf"第(?:（{_COUNT}）|{_COUNT})[条项款点]?(?:{_JOIN}{_ONE}){{0,20}}")
_UNIT = re.compile(r"[条项款点]")
_NUMBER = re.compile(
    rf"(?P<to>至|到|[-—–~～])?第?(?P<bracket>（)?(?P<count>{_COUNT})）?[条项款点]?"
)
_OF_ANOTHER_TEXT = re.compile(
    r"[》〕]|号）|本(?:办法|细则|规定|条例|方案)第|(?:依|按照?|根据|违反)$"
)
# 住房公积金政策第（一）条 is under the heading about 住房公积金
_QUALIFIER = re.compile(r"([一-龥]{3,12}?)(?:部分|若干)?(?:政策|措施|条款)?(?:中|的)?$")
_THE_REST = re.compile(r"其余|其他|其它|另外")

_TERMS = ("until", "period", "duration")  # within: the time that applicants have

_LEADS = (
    ("article", re.compile(rf"\s*第({_COUNT})条(?![、至到和及与—-]|政策|措施|条款|中|所|规定)")),
    ("bracket", re.compile(r"\s*（([一二三四五六七八九十]{1,3})）")),
    ("chinese", re.compile(r"\s*([一二三四五六七八九十]{1,3})、")),
    ("arabic", re.compile(r"\s*(\d{1,2})(?:[.．、]|(?=[一-龥]))")),
)
_PLAIN = ("article", "chinese", "bracket", "arabic")
_PLAIN_RANK = {style: rank for rank, style in enumerate(_PLAIN)}
# 办理时间：… · 补贴期限。; an item, or a heading with one clause under it
_TIME_ITEM = re.compile(
    r"\s*(?:（[一二三四五六七八九十\d]{1,3}）|[一二三四五六七八九十\d]{1,3}[.．、])?\s*"
    r"(?:政策|补贴|优惠|奖补|奖励|活动|措施)?(?:执行|实施|活动|办理|补贴|优惠|补助|有效|政策|试点)"
    r"(?:时间|期限|期|时限)(?:[：:。]|$)"
)

_NEAR = 200  # segments around an item about time in which its neighbours are looked for

Item = tuple[str, int]


@dataclass(frozen=True, slots=True)
class _Named:
    """Items as a clause names them: in brackets or not, numbers, words about their heading."""

    bracket: bool
    numbers: tuple[int, ...]
    heading: str | None


def names_items(text: str, segment: Segment) -> bool:
    """Whether a clause names items by number, other than the one at its own head."""
    start = segment.start + len(_head(text, segment))
    return any(_UNIT.search(found[0]) for found in _REFERENCE.finditer(text, start, segment.end))


def named_items_validity(
    text: str,
    segments: Sequence[Segment],
    is_measure: Sequence[bool],
    deadlines: Sequence[Sequence[Deadline]],
) -> list[list[Deadline]]:
    """Return for each segment the deadlines of clauses that name its item by number.

    A number that several items of the document bear names none.
    """
    given: list[list[Deadline]] = [[] for _ in segments]
    members: dict[Item, list[range]] | None = None
    for index, segment in enumerate(segments):
        if is_measure[index] or segment.kind == "heading" or not deadlines[index]:
            continue
        for named, deadline in _dated_items(text, segment, deadlines[index]):
            members = _members(text, segments) if members is None else members
            for other in _measures_of(named, members, segments, is_measure):
                given[other].append(deadline)
    return given


def time_item_scope(text: str, segments: Sequence[Segment], index: int) -> list[int]:
    """Indexes of the neighbours of an item that only says when (3.办理时间：…); else none.

    Its section has to lie under a heading: a time for all the document belongs to no measure.
    """
    segment = segments[index]
    section = segment.section
    if _TIME_ITEM.match(text, segment.start, segment.end) is None:
        if not section or _TIME_ITEM.match(section[-1]) is None:
            return []
        section = section[:-1]
    if not section:
        return []
    depth = len(section)
    near = range(max(0, index - _NEAR), min(len(segments), index + _NEAR))
    return [
        other
        for other in near
        if segments[other].section[:depth] == section and segments[other].item != segment.item
    ]


def _dated_items(
    text: str, segment: Segment, deadlines: Sequence[Deadline]
) -> list[tuple[_Named, Deadline]]:
    """Items with the deadline that follows their numbers; the rest (其余条款) has none."""
    found = []
    start = segment.start + len(_head(text, segment))
    for deadline in deadlines:
        stretch = text[start : deadline.start]
        start = deadline.end
        references = [one for one in _REFERENCE.finditer(stretch) if _UNIT.search(one[0])]
        if deadline.type not in _TERMS:
            continue
        if not references or _THE_REST.search(stretch, references[-1].end()):
            continue
        before = stretch[: references[0].start()]
        if _OF_ANOTHER_TEXT.search(before):
            continue
        heading = _QUALIFIER.search(before)
        numbers = tuple([number for one in references for number in _numbers(one[0])])
        bracket = "（" in references[0][0]
        found.append((_Named(bracket, numbers, heading[1] if heading else None), deadline))
    return found


def _numbers(reference: str) -> list[int]:
    """The numbers of a reference: 第（一）、（二）条, 第三至五条."""
    found: list[int] = []
    for one in _NUMBER.finditer(reference):
        number = int(read_number(one["count"]) or 0)
        if one["to"] and found:
            found += range(found[-1] + 1, min(number, 99))
        found.append(number)
    return found


def _head(text: str, segment: Segment) -> str:
    for _, pattern in _LEADS:
        if (lead := pattern.match(text, segment.start, segment.end)) is not None:
            return lead[0]
    return ""


def _lead(words: str) -> Item | None:
    for style, pattern in _LEADS:
        if (lead := pattern.match(words)) is not None:
            return style, int(read_number(lead[1]) or 0)
    return None


def _members(text: str, segments: Sequence[Segment]) -> dict[Item, list[range]]:
    """Runs of segments that belong to each number, by headings and by heads of items."""
    runs: dict[Item, list[range]] = defaultdict(list)
    heads = _heads(text, segments)
    for place, (first, lead) in enumerate(heads):
        stop = next((later for later, other in heads[place + 1 :] if _ends(other, lead)), None)
        same = segments[first].section
        last = first
        while last + 1 < (stop or len(segments)) and segments[last + 1].section == same:
            last += 1
        runs[lead].append(range(first, last + 1))
    for section, group in groupby(range(len(segments)), key=lambda index: segments[index].section):
        members = list(group)
        for depth, heading in enumerate(section):
            named = _lead(heading)
            if named is not None:
                _add_section(runs[named], segments, members, depth)
    return runs


def _heads(text: str, segments: Sequence[Segment]) -> list[tuple[int, Item]]:
    """The segments that open a numbered item (not the headings), with style and number."""
    found = []
    for index, segment in enumerate(segments):
        opens = segment.item >= 0 and (index == 0 or segments[index - 1].item != segment.item)
        if opens and segment.kind != "heading":
            lead = _lead(text[segment.start : min(segment.end, segment.start + 8)])
            if lead is not None:
                found.append((index, lead))
    return found


def _ends(later: Item, item: Item) -> bool:
    """Whether a later number stands beside or above an item, not inside it."""
    return _PLAIN_RANK[later[0]] <= _PLAIN_RANK[item[0]]


def _add_section(
    runs: list[range], segments: Sequence[Segment], members: Sequence[int], depth: int
) -> None:
    """Add what stands under a heading; what its own headings cut into pieces is one run."""
    under = segments[members[0]].section[: depth + 1]
    if runs and segments[runs[-1].start].section[: depth + 1] == under:
        runs[-1] = range(runs[-1].start, members[-1] + 1)
    else:
        runs.append(range(members[0], members[-1] + 1))


def _measures_of(
    named: _Named,
    members: dict[Item, list[range]],
    segments: Sequence[Segment],
    is_measure: Sequence[bool],
) -> list[int]:
    """Indexes of the measures of all items named; none if a number is unknown or ambiguous."""
    for style in ("bracket",) if named.bracket else _PLAIN:
        runs = [
            [run for run in members.get((style, number), ()) if any(is_measure[i] for i in run)]
            for number in named.numbers
        ]
        if named.heading and any(len(one) > 1 for one in runs):
            runs = [[run for run in one if _under(segments, run, named.heading)] for one in runs]
        if all(len(one) == 1 for one in runs):
            return sorted({index for [run] in runs for index in run if is_measure[index]})
    return []


def _under(segments: Sequence[Segment], run: range, words: str) -> bool:
    return any(words in heading for heading in segments[run.start].section)
