"""Which measures a note covers.

A note (``（A、B按职责分工负责）``, ``责任单位：A``, ``完成时限：…``) stands

* behind sentences: it covers those of its paragraph since the note before, and the earlier
  paragraphs of the same numbered item;
* on a line of its own at the end of a section whose items have no notes, in a document that
  does so throughout: it covers the section;
* on a heading, or between a heading and its text: it covers all that stands under the heading.

A sentence that only limits the validity of its item (``补贴政策执行至2024年6月30日。``) is a
note about time: it covers the measures of its item.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.link.validity import names_items, time_item_scope
from pipeline.schema import Segment

# How many sections must keep the habit "one note at the end" before a note is read so.
HABIT_SHARE = 0.7

# 本政策自印发之日起施行，有效期3年: the validity of the whole document, inherited by nothing.
# 该政策 is that of the item, and so is 本措施 where other items with measures follow.
_WHOLE_DOCUMENT = re.compile(
    r"(?:本|以上|上述)(?:次|个)?"
    r"(?:《|通知|意见|办法|方案|规定|细则|文件|(?:政策|若干)?措施|若干政策|政策|实施)"
    r"|(?:该|此)(?:次|个)?(?:《|通知|意见|办法|方案|规定|细则|文件)|其余(?:条款|措施|政策)"
)
_OF_ITS_ITEM = re.compile(r"本(?:政策|措施)(?![》])")
_TAKES_EFFECT = re.compile(
    r"施行|生效|印发|解释|本(?:次|通知|意见|办法|方案|规定|细则|文件)|以上|上述|《"
)

# 到2025年，产业总规模达到2万亿元: a goal says by when for itself, not for its item.
_GOAL = re.compile(r"到(?:20\d\d年|[“\"]?十[四五]五)")


@dataclass(frozen=True, slots=True)
class NoteGroup:
    """Notes that stand together: 牵头单位：A / 责任单位：B / 完成时限：C. Indexes of segments."""

    first: int
    last: int

    @property
    def members(self) -> range:
        """Segment indexes of the notes."""
        return range(self.first, self.last + 1)


def cover(
    text: str,
    segments: Sequence[Segment],
    is_measure: Sequence[bool],
    bears: Sequence[bool],
    dated: Sequence[bool],
) -> list[list[int]]:
    """Return for each segment the indexes of the notes that cover it, in text order.

    ``bears`` and ``dated`` say which segments hold bodies and deadlines.
    """
    covered: list[list[int]] = [[] for _ in segments]
    groups = note_groups(segments, is_measure, bears, dated)
    ends_sections = _habit(segments, is_measure, groups)
    for number, group in enumerate(groups):
        floor = groups[number - 1].last + 1 if number else 0
        for index in _reach(segments, is_measure, group, floor, ends_sections):
            if is_measure[index]:
                covered[index].extend(group.members)
    ends = [group.last for group in groups]
    for index, segment in enumerate(segments):
        if dated[index] and not is_measure[index] and segment.kind == "body":
            before = bisect_left(ends, index)
            floor = ends[before - 1] + 1 if before else 0
            for other in _limited(text, segments, is_measure, index, floor):
                if is_measure[other]:
                    covered[other].append(index)
    return [sorted(set(notes)) if notes else notes for notes in covered]


def note_groups(
    segments: Sequence[Segment],
    is_measure: Sequence[bool],
    bears: Sequence[bool],
    dated: Sequence[bool],
) -> list[NoteGroup]:
    """Find runs of note segments that hold a body or a deadline."""
    groups: list[NoteGroup] = []
    for index, segment in enumerate(segments):
        if segment.kind != "note" or is_measure[index] or not (bears[index] or dated[index]):
            continue
        if groups and groups[-1].last == index - 1 and _belong(segments, groups[-1], index):
            groups[-1] = NoteGroup(groups[-1].first, index)
        else:
            groups.append(NoteGroup(index, index))
    return groups


def _belong(segments: Sequence[Segment], group: NoteGroup, index: int) -> bool:
    # Notes of two items may touch where the items have no other text; sections tell them apart.
    return segments[group.last].section == segments[index].section


def _reach(
    segments: Sequence[Segment],
    is_measure: Sequence[bool],
    group: NoteGroup,
    floor: int,
    ends_sections: frozenset[int],
) -> list[int]:
    heading = _heading_of(segments, group)
    if heading is not None:
        below = _below(segments, heading)
        if any(is_measure[index] for index in below):
            return below
    reach = _item_before(segments, group.first, floor)
    section = segments[group.first].section
    for depth in sorted(ends_sections, reverse=True):
        if depth <= len(section) and _ends_section(segments, is_measure, group, depth):
            reach = _section_before(segments, group.first, floor, depth)
    return reach


def _heading_of(segments: Sequence[Segment], group: NoteGroup) -> int | None:
    """Index of the heading on which the group stands, if it does."""
    before = group.first - 1
    if before >= 0 and segments[before].kind == "heading":
        return before
    return None


def _below(segments: Sequence[Segment], heading: int) -> list[int]:
    """Indexes of the segments under a heading, up to the next of its level or above."""
    level = segments[heading].level
    found = []
    for index in range(heading + 1, len(segments)):
        if segments[index].kind == "heading" and 0 < segments[index].level <= level:
            break
        found.append(index)
    return found


def _item_before(segments: Sequence[Segment], index: int, floor: int) -> list[int]:
    """Indexes before ``index`` in the same numbered item, back to ``floor``."""
    item, paragraph = segments[index].item, segments[index].paragraph
    found = []
    for other in range(index - 1, floor - 1, -1):
        segment = segments[other]
        if segment.item != item or (item < 0 and segment.paragraph < paragraph - 1):
            break
        found.append(other)
    return found[::-1]


def _section_before(segments: Sequence[Segment], index: int, floor: int, depth: int) -> list[int]:
    prefix = segments[index].section[:depth]
    found = []
    for other in range(index - 1, floor - 1, -1):
        if segments[other].section[:depth] != prefix:
            break
        found.append(other)
    return found[::-1]


def _ends_section(
    segments: Sequence[Segment], is_measure: Sequence[bool], group: NoteGroup, depth: int
) -> bool:
    """Say whether nothing is left to do behind the notes in their section.

    Behind the last section stand the signature and 本措施自印发之日起施行.
    """
    prefix = segments[group.first].section[:depth]
    for index in range(group.last + 1, len(segments)):
        if segments[index].section[:depth] != prefix:
            return True
        if is_measure[index] or segments[index].kind in ("heading", "note"):
            return False
    return True


def _habit(
    segments: Sequence[Segment], is_measure: Sequence[bool], groups: Sequence[NoteGroup]
) -> frozenset[int]:
    """Depths of section at which this document puts one note at the end of several items."""
    if not groups:
        return frozenset()
    grouped: dict[tuple[str, ...], list[NoteGroup]] = defaultdict(list)
    items: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for index, segment in enumerate(segments):
        if is_measure[index]:
            for depth in range(1, len(segment.section) + 1):
                items[segment.section[:depth]].add(segment.item)
    for group in groups:
        section = segments[group.first].section
        for depth in range(1, len(section) + 1):
            grouped[section[:depth]].append(group)
    kept: dict[int, list[bool]] = defaultdict(list)
    for section, notes in grouped.items():
        if len(items[section]) > 1:
            alone = len(notes) == 1 and _ends_section(segments, is_measure, notes[0], len(section))
            kept[len(section)].append(alone)
    return frozenset(
        depth
        for depth, habits in kept.items()
        if len(habits) > 1 and sum(habits) >= HABIT_SHARE * len(habits)
    )


def _limited(
    text: str, segments: Sequence[Segment], is_measure: Sequence[bool], index: int, floor: int
) -> list[int]:
    """Indexes of the segments whose validity a clause limits; none if it is all the document."""
    segment = segments[index]
    place = segment.start, segment.end
    if _WHOLE_DOCUMENT.search(text, *place) is None and "《" not in text[slice(*place)]:
        neighbours = time_item_scope(text, segments, index)
        if neighbours:
            return neighbours
    if segment.item < 0 or names_items(text, segment) or _GOAL.search(text, *place):
        return []
    item = _item_before(segments, index, floor)
    if _WHOLE_DOCUMENT.search(text, *place) is None:
        return item
    if _OF_ITS_ITEM.search(text, *place) is None or _TAKES_EFFECT.search(text, *place):
        return []
    later = range(index + 1, len(segments))
    follow = any(is_measure[other] and segments[other].item != segment.item for other in later)
    return item if follow else []
