"""Decide which heads begin a document of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.split.heads import Head, is_loose, kind_of_title, read_head, runs
from pipeline.split.lines import Line
from pipeline.split.signature import find_signature
from pipeline.split.words import is_issued_title, is_title

# What stands above the first head may be a headline and a lead, up to this many characters.
_LONGEST_LEAD = 1500
_MOST_LEAD_LINES = 40
_LONGEST_SUMMARY = 500
_MOST_BELOW_SIGNATURE = 15
_RIGHT_BELOW_SIGNATURE = 4
_OPENING_LINES = 6

_BULLETS = "-•·□*"
_CONTENTS_ENTRY = re.compile(
    rf"[{_BULLETS}]*(?:\d{{1,3}}[、.．\s]?(?P<after>[^\d.、].{{2,80}})|(?P<before>.{{3,80}}?)[.…·]{{2,}}\d{{1,3}})"
)
_LEAST_ENTRIES = 4
_ITEM = re.compile(
    r"[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|第[一二三四五六七八九十]{1,3}[章条]"
)
_NUMBERED_SENTENCE = re.compile(r"\d{1,2}[.．、](?!\d).{8,}。")
# A lead is a paragraph or two; a report of the press above the text may have one more.
_LEAST_PARAGRAPHS = 5
_PASSES_ON = re.compile(r"转发|印发|批转")
# 现将《…》印发给你们; 附件：1.…
_ATTACHES = re.compile(
    r"现将《|现予公布|现公布|现印发|现转发|印发给|印发你们|转发给|转发你们|予以印发|现予印发|附件[\d一二三]?[：:]"
)
_OPENS_TITLE = re.compile(r"关于|印发|转发|批转|公布")
_SESSION_END = re.compile(r"(?:发布会|吹风会|通气会).{0,6}(?:到此|就到这里|结束)")


def find_heads(lines: Sequence[Line]) -> list[Head]:
    """The heads of the documents, in order. Text above the first head belongs to it as a lead,
    unless ``text_stands_above``.
    """
    contents, contents_end = _contents(lines)
    found: list[Head] = []
    for head in _candidates(lines, contents, contents_end):
        if len(found) == 1 and _is_lead(lines, found[0], head):
            found = [head]
        elif _begins(lines, head, found, contents):
            found.append(head)
    return found


def lists_contents(lines: Sequence[Line]) -> bool:
    """Whether the lines hold a contents page."""
    return bool(_contents(lines)[0])


def lead_stands_alone(lines: Sequence[Line], end: int) -> bool:
    """Whether the lines before ``end`` are too much to be the headline of what follows."""
    if end > _MOST_LEAD_LINES:
        return True
    characters = sum(line.end - line.start for line in lines[:end])
    items = sum(_ITEM.match(line.text) is not None for line in lines[:end])
    return characters > _LONGEST_LEAD or items > 2 or lists_contents(lines[:end])


def text_stands_above(lines: Sequence[Line], end: int) -> bool:
    """Whether the lines before ``end`` are a text of their own, such as the measures above their
    interpretation: too much for a lead, or several paragraphs, or numbered sentences.
    """
    if lead_stands_alone(lines, end):
        return True
    body = [line for line in lines[:end] if not line.text or "。" in line.text]
    numbered = sum(_NUMBERED_SENTENCE.match(line.text) is not None for line in body)
    return len(body) >= _LEAST_PARAGRAPHS or numbered > 1


def _candidates(
    lines: Sequence[Line], contents: frozenset[str], contents_end: int
) -> Iterator[Head]:
    for run in runs(lines):
        if run.stop <= contents_end:
            continue
        run = range(max(run.start, contents_end), run.stop)
        listed = list(_listed(lines, run, contents))
        head = read_head(lines, run)
        if head is None or (listed and listed[0].first < head.first):
            yield from listed[:1]
        if head is not None:
            yield head


def _listed(lines: Sequence[Line], run: range, contents: frozenset[str]) -> Iterator[Head]:
    """Titles that the contents page names, over one to three lines."""
    for start in run if contents else ():
        for end in range(start + 1, min(start + 4, run.stop + 1)):
            if "".join(line.text for line in lines[start:end]) in contents:
                yield Head(start, end, range(start, end))


def _begins(
    lines: Sequence[Line], head: Head, found: Sequence[Head], contents: frozenset[str]
) -> bool:
    if head.body >= len(lines):
        return False
    title = _title(lines, head)
    if not found and _at_top(lines, head):
        return True
    if title in contents:
        return True
    previous = found[-1] if found else Head(0, 0)
    if kind_of_title(lines, head.title) in ("interpretation", "press_conference"):
        return head.title.stop == head.body
    if not title:
        return "令第" in (head.number or "")
    if _is_attached(lines, previous, head, title):
        return False
    if head.number or _follows_interpretation(lines, previous, head):
        return True
    if not _OPENS_TITLE.search(title) and not is_issued_title(title):
        return False
    if head.evidence > 1 and not found and not lead_stands_alone(lines, head.first):
        return True
    return _is_finished(lines, previous, head)


def _at_top(lines: Sequence[Line], head: Head) -> bool:
    """Whether nothing but loose lines stands above the head."""
    return head.first <= _MOST_LEAD_LINES and all(map(is_loose, lines[: head.first]))


def _is_attached(lines: Sequence[Line], previous: Head, head: Head, title: str) -> bool:
    """Whether the document before passes this one on: its title says so, or its text does."""
    before = _title(lines, previous)
    if before == title:
        return False
    core = title[title.find("关于") :] if "关于" in title else title
    if core in before:
        return True
    first = lines[previous.body : min(head.first, previous.body + _OPENING_LINES)]
    opening = "".join(line.text for line in first)
    passes_on = _PASSES_ON.search(before) or _ATTACHES.search(opening)
    return passes_on is not None and _bare(core) in _bare(opening)


def _bare(text: str) -> str:
    """Without the brackets of titles, which change inside others: 〈条例〉, 《条例》."""
    return re.sub("[《》〈〉<>]", "", text)


def _follows_interpretation(lines: Sequence[Line], previous: Head, head: Head) -> bool:
    """An addressed notice below the interpretation of another one."""
    interpreted = kind_of_title(lines, previous.title) == "interpretation"
    return interpreted and bool(head.recipients)


def _is_finished(lines: Sequence[Line], previous: Head, head: Head) -> bool:
    """Whether a signature stands right above the head, and no attachment was announced."""
    most = _MOST_BELOW_SIGNATURE if head.evidence > 1 else _RIGHT_BELOW_SIGNATURE
    near = max(previous.body, head.first - most)
    signature = find_signature(lines, near, head.first)
    if signature is None:
        return any(_SESSION_END.search(line.text) for line in lines[near : head.first])
    ends = [*lines[previous.body : previous.body + _OPENING_LINES], *lines[near : signature.end]]
    text = "".join(line.text for line in ends)
    return not _PASSES_ON.search(_title(lines, previous)) and not _ATTACHES.search(text)


def _is_lead(lines: Sequence[Line], first: Head, head: Head) -> bool:
    """Whether ``first`` is only the headline above ``head`` (page title, summary, then text)."""
    if head.evidence < 2 or (first.evidence > 1 and not _is_summary(lines, first, head)):
        return False
    kind = kind_of_title(lines, first.title)
    if kind in ("interpretation", "press_conference"):
        return False
    return not lead_stands_alone(lines, head.first)


def _is_summary(lines: Sequence[Line], first: Head, head: Head) -> bool:
    """Whether a page gives the beginning of the text (内容概述) above the text itself."""
    between = lines[first.body : head.first]
    characters = sum(line.end - line.start for line in between)
    same = _title(lines, head) == _title(lines, first)
    return same and characters < _LONGEST_SUMMARY and not any(_ITEM.match(b.text) for b in between)


def _title(lines: Sequence[Line], head: Head) -> str:
    return "".join(line.text for line in lines[head.title.start : head.title.stop])


def _contents_entry(text: str) -> re.Match[str] | None:
    """The match of a line that begins or ends with the number of an entry."""
    if not text or not (text[0] in _BULLETS or text[0].isdecimal() or text[-1].isdecimal()):
        return None
    return _CONTENTS_ENTRY.fullmatch(text)


def _contents(lines: Sequence[Line]) -> tuple[frozenset[str], int]:
    """The titles that a contents page lists, and the line after it."""
    entries: set[str] = set()
    last = 0
    for index, line in enumerate(lines[:400]):
        match = _contents_entry(line.text)
        title = match and (match.group("after") or match.group("before"))
        if title and is_loose(Line(0, 0, title)):
            if entries and index - last > 8:
                break
            entries.add(title)
            last = index
    titles = sum(is_title(entry) for entry in entries)
    if len(entries) < _LEAST_ENTRIES or titles < _LEAST_ENTRIES - 1:
        return frozenset(), 0
    return frozenset(entries), last + 1
