"""Where clauses and sentences begin, and which of them report what has happened.

Offsets are those of a padded text: the clean text behind one line end.
"""

from __future__ import annotations

from pipeline.fields.department import subject_rules as rules
from pipeline.fields.department.lists import Span

# What lies further off says nothing of this predicate; a text without 。 must not cost n².
_LONGEST_SENTENCE = 400
LONGEST_LIST = 60
_LONGEST_CLAUSE = 160
_MARKS = "，。；：\n"


def opening(padded: str, position: int) -> tuple[int, bool]:
    """Return where the clause begins that holds a position, and whether a quotation opens it."""
    furthest = max(0, position - _LONGEST_CLAUSE)
    start = sentence_start(padded, furthest, position)
    if not rules.NESTED.search(padded, start, position):
        mark = rules.UP_TO_MARK.match(padded, start, position)
        return (mark.end() if mark else start), False
    walled = False
    for mark in rules.BOUNDARY.finditer(padded, start, position):
        if mark.lastgroup:
            start, walled = mark.end(), mark.lastgroup == "wall"
    return start, walled


def sentence_start(padded: str, furthest: int, position: int) -> int:
    """Return where the sentence begins that holds a position, or ``furthest``."""
    start = padded.rfind("。", furthest, position)
    start = max(start, padded.rfind("；", max(start, furthest), position))
    start = max(start, padded.rfind("\n", max(start, furthest), position))
    return start + 1 if start >= 0 else furthest


def clause_start(padded: str, position: int) -> int:
    """Return where the clause begins, or how far back a list can begin at most."""
    furthest = max(0, position - LONGEST_LIST)
    return max(furthest - 1, *(padded.rfind(mark, furthest, position) for mark in _MARKS)) + 1


def reports(padded: str, span: Span) -> bool:
    """Say whether the clause tells what has happened: 上月，…; …推出了…"""
    closed = rules.CLAUSE_END.search(padded, span[1], span[1] + _LONGEST_SENTENCE)
    end = closed.start() if closed else span[1] + _LONGEST_SENTENCE
    return bool(rules.REPORT.search(padded, span[1], end)) or reported(padded, span)


def reported(padded: str, span: Span) -> bool:
    """Say whether the sentence begins with a time in the past: 上月，…; 近期我办…"""
    furthest = max(0, span[0] - LONGEST_LIST)
    start = sentence_start(padded, furthest, span[0])
    return rules.REPORTED.search(padded, start, span[0] + 2) is not None
