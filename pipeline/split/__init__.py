"""Source → documents: which texts a file holds, what each says of itself, what is not its body.

lines       short lines in plain form
pages       labels of saved pages joined with their values
closing     glued signatures taken apart
opening     glued heads taken apart
heads       title, number, recipients at the end of a run of loose lines
boundaries  which heads begin a document of their own
signature   who signs, and when
facts       title, number, issuers, recipients, dates
kinds       notice, interpretation, press conference, news
regions     what is not body
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from operator import ne
from typing import Literal

from pipeline.characters import plain, simplify
from pipeline.schema import Document, DocumentKind, Source
from pipeline.split.boundaries import find_heads, lists_contents, text_stands_above
from pipeline.split.closing import signatures_apart
from pipeline.split.days import find_imprint, held_on
from pipeline.split.facts import Facts, Report, find_report, read_facts, tidy
from pipeline.split.heads import Head, is_loose
from pipeline.split.kinds import kind_of
from pipeline.split.lines import Line, read_lines
from pipeline.split.opening import unglued
from pipeline.split.pages import with_values
from pipeline.split.regions import (
    end_of_page_top,
    mark_front_matter,
    mark_lines,
    mark_loose_end,
    to_regions,
)
from pipeline.split.signature import Signature, find_signature
from pipeline.split.words import (
    NUMBERED,
    is_broken_off,
    is_furniture,
    is_issuer,
    is_metadata,
    title_kind,
)

__all__ = ["split"]

_MOST_TOP_LINES = 40
_OPENING = 600
_SCRIPT_SAMPLE = 1000
_HAN = re.compile(r"[\u4e00-\u9fff]")


def split(source: Source) -> list[Document]:
    """Find the documents in a source, in order; together they cover all text that is not blank.

    Offsets are source offsets, half-open; documents do not overlap, and the regions of a document
    lie inside it and do not overlap. Pure; raises nothing.
    """
    text = source.text
    lines = unglued(text, signatures_apart(text, with_values(text, read_lines(text))))
    bounds = list(_bounds(lines))
    documents = [
        _document(_Part(text, lines, whole, head, alone=len(bounds) == 1)) for whole, head in bounds
    ]
    printed = find_imprint(lines[: bounds[0][0].stop]) if len(bounds) > 1 else None
    return [_printed_on(document, printed) for document in documents] if printed else documents


def _printed_on(document: Document, day: dt.date) -> Document:
    """A journal prints its day once, for all that it holds."""
    return document if document.published else replace(document, published=day)


@dataclass(frozen=True)
class _Part:
    """The lines of one document; ``alone`` if it is the only one of its source."""

    text: str
    lines: Sequence[Line]
    whole: range
    head: Head | None
    alone: bool

    @property
    def body(self) -> int:
        return self.head.body if self.head else self.whole.start

    @property
    def own_lines(self) -> Sequence[Line]:
        return self.lines[self.whole.start : self.whole.stop]

    @property
    def passage(self) -> str:
        return self.text[self.own_lines[0].start : self.own_lines[-1].end]

    @property
    def opening(self) -> str:
        begin = self.lines[min(self.body, self.whole.stop - 1)].start
        end = min(begin + _OPENING, self.own_lines[-1].end)
        return plain(self.text[begin:end])


def _bounds(lines: Sequence[Line]) -> Iterator[tuple[range, Head | None]]:
    """The lines of each document, with its head; left-overs and body-only texts have none."""
    heads: list[Head | None] = [*find_heads(lines)]
    starts = [head.first for head in heads if head]
    if not starts or text_stands_above(lines, starts[0]):
        heads.insert(0, None)
        starts.insert(0, 0)
    else:
        starts[0] = 0
    for start, end, head in zip(starts, [*starts[1:], len(lines)], heads, strict=True):
        if start < end:
            yield range(start, end), head


def _document(part: _Part) -> Document:
    head, lines, whole = part.head, part.lines, part.whole
    signature = find_signature(lines, part.body, whole.stop)
    facts, report = _facts(part, signature)
    kind: DocumentKind = "notice"
    if report is None:
        kind = kind_of(facts, signature, part.opening, part.own_lines, passage=part.passage)
    line = report.line if report else None
    marks = mark_lines(part.text, lines, whole, None if report else head, signature, report=line)
    if not part.alone and lists_contents(part.own_lines):
        kind, marks = "other", mark_front_matter(lines, whole)
    elif not part.alone and (kind == "other" or _is_filler(head, facts, signature)):
        kind = "news"
        mark_loose_end(marks, lines, whole)
    published = facts.published
    if kind == "press_conference":
        published = held_on(facts.title, part.opening) or published
    title = facts.title
    headless = head is None and kind != "notice" and (part.alone or kind != "other")
    if title is None and headless:
        headline = _headline(part)
        if headline is not None:
            title = tidy(part.text[lines[headline].start : lines[headline].end])
            marks[headline] = "meta"
    return Document(
        part.own_lines[0].start,
        part.own_lines[-1].end,
        kind,
        title=title,
        document_number=facts.number,
        issuers=facts.issuers,
        recipients=facts.recipients,
        issued=facts.issued,
        published=published,
        script=_script(part.passage),
        regions=to_regions(lines, marks),
    )


def _is_filler(head: Head | None, facts: Facts, signature: Signature | None) -> bool:
    """A piece of a journal whose title is none of a document: 会员信息."""
    official = facts.number or facts.recipients or signature
    return head is not None and not official and title_kind(facts.title or "") is None


def _headline(part: _Part) -> int | None:
    """The line with the headline of news and the like: the first, or the last above metadata."""
    first = part.whole.start
    above = range(end_of_page_top(part.lines, part.whole) - 1, first - 1, -1)
    return next((i for i in (*above, first) if _may_be_headline(part.lines[i])), None)


def _may_be_headline(line: Line) -> bool:
    text = line.text
    page = is_metadata(text) or is_furniture(text) or is_issuer(text)
    asks = text.endswith(("？", "！")) and "：" not in text and not NUMBERED.match(text)
    whole = not is_broken_off(text) and 6 <= len(text) <= 60
    return (asks or is_loose(line)) and not page and whole


def _facts(part: _Part, signature: Signature | None) -> tuple[Facts, Report | None]:
    head, whole = part.head, part.whole
    top = range(whole.start, head.body if head else _end_of_top(part.lines, whole))
    facts = read_facts(part.text, part.lines, top, whole.stop, head, signature)
    if head is not None and head.evidence > 1:
        return facts, None
    report = find_report(part.text, part.lines, top, facts.published)
    if report is None:
        return facts, None
    issuers, issued = facts.issuers or report.issuers, facts.issued or report.issued
    return replace(facts, title=report.title, issuers=issuers, issued=issued), report


def _end_of_top(lines: Sequence[Line], whole: range) -> int:
    """Where the loose lines at the top of a text without a head end."""
    index = whole.start
    while index < min(whole.stop, whole.start + _MOST_TOP_LINES) and is_loose(lines[index]):
        index += 1
    return index


def _script(text: str) -> Literal["Hans", "Hant"]:
    """Traditional where more than one character in fifty changes when simplified."""
    middle = len(text) // 2
    sample = text[:_SCRIPT_SAMPLE] + text[middle : middle + _SCRIPT_SAMPLE]
    simple = simplify(sample)
    if sample == simple:
        return "Hans"
    changed = sum(map(ne, sample, simple))
    return "Hant" if changed * 50 > len(_HAN.findall(sample)) else "Hans"
