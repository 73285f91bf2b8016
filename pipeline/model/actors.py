"""HanLP's evidence to bodies that have to act: few and sure.

Only the one who does (ARG0) what a measure directs can be added, before its predicate, where the
rules found no body at that place: an organisation in it (hanlp.ner), or all of it where it ends
like the name of a body (hanlp.srl).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from pipeline.lexicon import read_lexicon
from pipeline.model.hanlp import AGENT, Evidence
from pipeline.schema import Body

BY_NAME, BY_ROLE = "hanlp.ner", "hanlp.srl"
# 全部 and 干部 are no names.
_SHORTEST_NAME, _LONGEST_NAME = 4, 32


def actors(evidence: Sequence[Evidence], *, start: int, bodies: Sequence[Body]) -> list[Body]:
    """Return the bodies that HanLP adds to a measure, sorted and disjoint; clean offsets.

    ``evidence`` counts from ``start``, where the measure begins; ``bodies`` are those of the rules.
    """
    organisations = [one for one in evidence if one.source == "ner"]
    found: list[Body] = []
    for agent in evidence:
        if agent.label != AGENT or not _stands_before(agent):
            continue
        named = [one for one in organisations if agent.start <= one.start and one.end <= agent.end]
        if named:
            found += [_body(one, start, BY_NAME) for one in named]
        elif _ends_like_body(agent.text):
            found.append(_body(agent, start, BY_ROLE))
    found.sort(key=lambda body: (body.start, -body.end))
    return _disjoint(found, bodies)


def _stands_before(agent: Evidence) -> bool:
    return agent.predicate is not None and agent.end <= agent.predicate[0]


def _body(one: Evidence, start: int, found_by: str) -> Body:
    return Body(start + one.start, start + one.end, "actor", found_by)


def _ends_like_body(text: str) -> bool:
    fits = _SHORTEST_NAME <= len(text) <= _LONGEST_NAME and text not in _endings()
    return fits and any(text.endswith(ending) for ending in _endings())


@cache
def _endings() -> frozenset[str]:
    """Return the words in which the names of bodies end that issue notices or may do anything."""
    organs = {row["word"] for row in read_lexicon("body_words") if row["kind"] == "organ"}
    issuers = {row["ending"] for row in read_lexicon("issuer_endings") if row["use"] == "issuer"}
    return frozenset(organs | issuers)


def _disjoint(found: Sequence[Body], bodies: Sequence[Body]) -> list[Body]:
    kept: list[Body] = []
    for body in found:
        if all(body.end <= one.start or one.end <= body.start for one in (*bodies, *kept)):
            kept.append(body)
    return kept
