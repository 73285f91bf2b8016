"""A document of a run as the import needs it: where words stand, and what covers what.

Words are looked for in the clean text, in simplified characters, blanks and the shape of marks
apart, so that noise, line ends and traditional characters in the source do no harm. Offsets
between these functions are clean offsets of the document; ``Page.span`` gives source offsets.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pipeline.annotate import Found, decide_by_rules, find_all
from pipeline.clean import clean, to_clean, to_source
from pipeline.errors import FeedbackError
from pipeline.extract import Prepared, prepare
from pipeline.fields.deadline import find_deadlines
from pipeline.fields.department.canonical import canonical_name
from pipeline.fields.target import find_targets
from pipeline.link.scope import cover
from pipeline.outline import outline
from pipeline.run.sources import RunOutputs
from pipeline.schema import Deadline, Segment, Source, Target
from pipeline.segment import segment

Record = dict[str, Any]
Place = tuple[int, int]
Limit = TypeVar("Limit", Deadline, Target)

_DIGIT = re.compile("[0-9]")
_NUMBER_BEFORE = re.compile(r"(?:[0-9]|[0-9]\.)\Z")
_NUMBER_BEHIND = re.compile(r"\.?[0-9]")
_MARKS = str.maketrans(
    "，。、；：（）！？“”‘’〔〕【】［］—–－～．〈〉",
    ",.,;:()!?\"\"''[][][]---~.<>",
)


@dataclass(slots=True)
class _Look:
    """What the stages see in the document: only asked for where it is needed."""

    segments: Sequence[Segment]
    found: Found
    bears: list[bool]
    dated: list[bool]
    is_measure: list[bool]
    covered: list[set[int]] = field(default_factory=list)


@dataclass(slots=True)
class Page:
    """A document of a run. ``measures`` holds the source starts of its measures."""

    one: Prepared
    measures: set[int]
    _letters: str = ""
    _positions: list[int] = field(default_factory=list)
    _looked: _Look | None = None

    def __post_init__(self) -> None:
        text = self.one.cleaned.text
        self._positions = [at for at, letter in enumerate(text) if not letter.isspace()]
        self._letters = "".join(map(text.__getitem__, self._positions)).translate(_MARKS)

    @property
    def whole(self) -> Place:
        """The whole document."""
        return 0, len(self.one.cleaned.text)

    def clean(self, start: int, end: int) -> Place | None:
        """Source offsets → clean offsets; None where nothing but noise stands there."""
        return to_clean(self.one.cleaned, start, end)

    def source(self, place: Place) -> Place:
        """Clean offsets → source offsets."""
        return to_source(self.one.cleaned, *place)

    def written(self, place: Place) -> str:
        """Return a passage in the characters of the source, without noise, on one line."""
        return self.one.cleaned.written[slice(*place)].replace("\n", "")

    def find(self, words: str, within: Place) -> list[Place]:
        """Return all places of the words; numbers count only whole."""
        wanted = _letters(clean(words, 0, len(words)).text)
        if not wanted:
            return []
        at, stop = (bisect_left(self._positions, offset) for offset in within)
        places = []
        while (at := self._letters.find(wanted, at, stop)) >= 0:
            end = at + len(wanted)
            place = self._positions[at], self._positions[end - 1] + 1
            if not self._cuts_number(*place):
                places.append(place)
            at = end
        return places

    def _cuts_number(self, start: int, end: int) -> bool:
        """5% is not in 15% nor in 1.5%, but 2. may begin a line."""
        text = self.one.cleaned.text
        return bool(
            (_DIGIT.match(text, start) and _NUMBER_BEFORE.search(text, max(0, start - 2), start))
            or (_DIGIT.match(text, end - 1) and _NUMBER_BEHIND.match(text, end))
        )

    def bodies_within(self, within: Place) -> set[Place]:
        """Return the places of the bodies that the run would see there."""
        found = (body for bodies in self._look().found.bodies for body in bodies)
        inside = ((one.start, one.end) for one in found)
        return {place for place in inside if within[0] <= place[0] and place[1] <= within[1]}

    def bodies_named(self, name: str, within: Place) -> list[Place]:
        """Return the bodies whose official name, then or today, is ``name``."""
        notice, text = self.one.notice, self.one.cleaned.text
        places = []
        for place in sorted(self.bodies_within(within)):
            known = canonical_name(
                text[slice(*place)].replace("\n", ""),
                issuers=notice.issuers,
                issued=notice.issued or notice.published,
                title=notice.title,
            )
            if name in (known.name, known.name_today):
                places.append(place)
        return places

    def notes(self, sentence: Place) -> list[Place]:
        """Return the notes that cover a sentence, or would if it were a measure; nearest first."""
        look = self._look()
        index = bisect_right([one.start for one in look.segments], sentence[0]) - 1
        if index < 0:
            return []
        if look.is_measure[index]:
            look.covered = look.covered or self._covered(look.is_measure)
            covering = look.covered[index]
        else:
            is_measure = [*look.is_measure]
            is_measure[index] = True
            covering = self._covered(is_measure)[index]
        places = [(look.segments[note].start, look.segments[note].end) for note in covering]
        return sorted(places, key=lambda place: (abs(place[0] - sentence[0]), place))

    def _covered(self, is_measure: Sequence[bool]) -> list[set[int]]:
        look, text = self._look(), self.one.cleaned.text
        # A note in which no body was found may hold the one that a person sees.
        any_note = [one.kind == "note" for one in look.segments]
        sure = cover(text, look.segments, is_measure, look.bears, look.dated)
        more = cover(text, look.segments, is_measure, any_note, look.dated)
        return [{*notes, *others} for notes, others in zip(sure, more, strict=True)]

    def segment_at(self, offset: int) -> Place | None:
        """Return the segment that holds a clean offset."""
        for one in self._look().segments:
            if one.start <= offset < one.end:
                return one.start, one.end
        return None

    def deadline_at(self, place: Place) -> Deadline | None:
        """Return what the words of a place mean as a time limit."""
        known = [one for of_one in self._look().found.deadlines for one in of_one]
        alone = find_deadlines(self.one.cleaned.text[slice(*place)], issued=self.one.spoken)
        return _best(known, alone, place)

    def target_at(self, place: Place) -> Target | None:
        """Return what the words of a place mean as a target."""
        known = [one for of_one in self._look().found.targets for one in of_one]
        return _best(known, find_targets(self.one.cleaned.text[slice(*place)]), place)

    def _look(self) -> _Look:
        if self._looked is None:
            text, one = self.one.cleaned.text, self.one
            segments = segment(text, outline(text, one.regions))
            found = find_all(text, segments, kind=one.document.kind, issued=one.spoken)
            decisions = decide_by_rules(text, segments, found)
            self._looked = _Look(
                segments,
                found,
                [bool(decision.bodies) for decision in decisions],
                [bool(decision.deadlines) for decision in decisions],
                [self.source((one.start, one.end))[0] in self.measures for one in segments],
            )
        return self._looked


def _letters(text: str) -> str:
    return "".join(text.split()).translate(_MARKS)


def _best(known: Sequence[Limit], alone: Sequence[Limit], place: Place) -> Limit | None:
    """Choose: the same place; all of the words read alone; the only one that shares them."""
    start, end = place
    same = [one for one in known if (one.start, one.end) == place]
    whole = [one for one in alone if (one.start, one.end) == (0, end - start)]
    sharing = [one for one in known if one.start < end and start < one.end]
    for candidates in (same, whole, sharing, alone):
        if len(candidates) == 1:
            return candidates[0]
    return None


@dataclass(slots=True)
class Pages:
    """The documents of a run, made when they are asked for."""

    outputs: RunOutputs
    _pages: dict[tuple[str, int], Page] = field(default_factory=dict)
    _measures: dict[str, set[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for measure in self.outputs.measures():
            self._measures.setdefault(measure["file"], set()).add(measure["start"])

    def page(self, record: Record) -> Page:
        """Return the document that a segment, measure or notice is of.

        Raises FeedbackError: E705, E706 its text is not to be had.
        """
        notice = self.outputs.notices()[record.get("notice_id") or record["id"]]
        key = (notice["file"], notice["start"])
        if key not in self._pages:
            for page in self._of_file(notice):
                self._pages[notice["file"], page.one.notice.start] = page
        if key not in self._pages:
            raise FeedbackError("E715", file=notice["file"], id=notice["id"])
        return self._pages[key]

    def _of_file(self, notice: Record) -> Iterator[Page]:
        source = Source(
            file=notice["file"],
            text=self.outputs.text(notice),
            encoding=notice["encoding"],
            sha256=notice["sha256"],
            text_file=notice["text_file"],
        )
        for one in prepare(source):
            yield Page(one, self._measures.get(notice["file"], set()))
