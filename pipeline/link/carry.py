"""A subject said once and understood in the sentences after it.

``各地区要…。加快…。``: the second sentence names nobody; its subject is the one of the first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.schema import Body, Segment

# What may stand before a subject at the head of a sentence: numbering, 一是, a conjunction.
_HEAD = re.compile(
    r"(?:（?[一二三四五六七八九十\d]+[、.．）]|[一二三四五六七八九十]是|同时，|此外，|另外，|\s)*"
)
# A sentence with a head of its own does not inherit: 鼓励…, 支持…, conditions, 上述政策….
_OWN_HEAD = re.compile(r"(?:凡|如|经|由|鼓励|支持|允许|引导|本|上述|以上|此|其|该)")


def carried_subjects(
    text: str,
    segments: Sequence[Segment],
    is_measure: Sequence[bool],
    bodies: Sequence[Sequence[Body]],
) -> list[tuple[Body, ...]]:
    """Return for each segment the subjects it inherits; empty where it has or needs none.

    A subject holds to the end of its paragraph, and over the numbered paragraphs behind a colon
    (各单位要做好以下工作：|1.落实…|2.加强…). 会同有关部门 names nobody else to act.
    """
    carried: list[tuple[Body, ...]] = [() for _ in segments]
    subject: tuple[Body, ...] = ()
    listed: tuple[Body, ...] = ()
    paragraph = -1
    for index, segment in enumerate(segments):
        if segment.paragraph != paragraph or segment.kind != "body":
            listed = listed if _is_item(text, segment) else ()
            subject, paragraph = listed, segment.paragraph
        head = _head_subjects(text, segment, bodies[index])
        if head:
            subject = head
            listed = head if text[segment.end - 1] in "：:" else listed
        elif _acts(bodies[index]) or not is_measure[index] or _opens_anew(text, segment):
            subject = ()
        else:
            carried[index] = subject
    return carried


def _acts(bodies: Sequence[Body]) -> bool:
    return any(body.role != "support" for body in bodies)


def _is_item(text: str, segment: Segment) -> bool:
    return segment.kind == "body" and _skip_numbering(text, segment) > segment.start


def _skip_numbering(text: str, segment: Segment) -> int:
    match = _HEAD.match(text, segment.start, segment.end)
    return match.end() if match else segment.start


def _opens_anew(text: str, segment: Segment) -> bool:
    return _OWN_HEAD.match(text, _skip_numbering(text, segment)) is not None


def _head_subjects(text: str, segment: Segment, bodies: Sequence[Body]) -> tuple[Body, ...]:
    """Return the coordinated subjects with which the segment begins (各地区、各部门要…)."""
    if not bodies:
        return ()
    found: list[Body] = []
    expected = _skip_numbering(text, segment)
    for body in bodies:
        if body.role == "support" or body.start - expected > 1:
            break
        found.append(body)
        expected = body.end
    return tuple(found)
