"""What the predicate behind a subject tells of it: whether it acts, and in which role.

``padded`` is the clean text behind one line end; ``match`` a head with its predicate, of
``subject_rules.HEADED`` or a pattern with the same groups.
"""

from __future__ import annotations

import re

from pipeline.fields.department import subject_rules as rules
from pipeline.fields.department.words import kind_of
from pipeline.schema import Role

RESPONSIBLE_VERBS = ("负责", "承担", "主要负责", "具体负责")
BEING = ("是", "为")
_SUPPORTING_VERBS = ("配合", "参与", "协助", "参加")
# 主要负责, 具体负责
_NEXT_WORDS = 4
# ，省市县联动
_LONGEST_SLOGAN = 7
# What rules.PARTY ends in: most subjects need no look at it.
_PARTY_ENDS = "业位构司体商企方"
_LEADING_NAME = re.compile(r"各?牵头(?:部门|单位)")


def acts_not(padded: str, match: re.Match[str]) -> bool:
    """Say whether the predicate only names a chief, or leaves the work to somebody else."""
    if match["duty"] and rules.MATCHES.match(padded, match.end()):
        return True
    if not match["verb"]:
        return rules.BY_ANOTHER.match(padded, match.end()) is not None
    if match["chief"] and match["verb"] in BEING:
        return rules.CHARGE.match(padded, match.end()) is None
    if match["verb"] == "为" and rules.CHARGE.match(padded, match.end()) is None:
        return rules.IS_ONE.match(padded, match.end()) is not None
    if rules.SLOGAN.match(padded, match.end()) and _is_general(padded, match):
        return True
    return rules.QUALIFIES.match(padded, match.end()) is not None


def _is_general(padded: str, match: re.Match[str]) -> bool:
    """Say whether a head is all of a clause and no name: 政府引导、市场运作."""
    end = match.end("head")
    return rules.ANY_OFFICE.search(padded, max(0, end - _LONGEST_SLOGAN), end) is not None


def stands_behind_comma(padded: str, match: re.Match[str], start: int) -> bool:
    """Say whether a predicate belongs to the subject in front of its comma: 各部门，要.

    ``start``: where the subject begins.
    """
    if match["verb"]:
        verb = match.start("verb")
        told = rules.BY_DUTIES_TOLD.match(padded, verb)
        told = told or rules.OWN_WORK_BEHIND.match(padded, verb)
        told = told or rules.ADDRESSED.fullmatch(padded, start, match.end("head"))
        return bool(told or rules.PHRASE_BEFORE_MODAL.match(padded, verb))
    if match["duty"]:
        return not match["duty"].endswith(("严禁", "禁止"))
    return match["leave"].startswith("原则上") or "可" in match["leave"]


def is_obliged(padded: str, match: re.Match[str], span: tuple[int, int]) -> bool:
    """Say whether whoever stands at ``span`` has to do it or is free to, not only may apply."""
    if match["duty"] or match["verb"] in RESPONSIBLE_VERBS:
        return True
    if match["verb"] in BEING and rules.CHARGE.match(padded, match.end()):
        return True
    follows = rules.FREE_TO_ACT if match["leave"] else rules.DUTY_FOLLOWS
    if follows.match(padded, span[1]):
        return True
    plain = (match["verb"] or match["leave"] == "将") and not match["chief"]
    return bool(plain) and _has_a_part(padded, match, span)


def _has_a_part(padded: str, match: re.Match[str], span: tuple[int, int]) -> bool:
    """Say whether a party of a procedure does its part in it: 开发企业将资金存入监管账户."""
    if padded[span[1] - 1] not in _PARTY_ENDS or not rules.PARTY.search(padded, *span):
        return False
    if rules.DONE_TO_PARTY.search(padded, span[0] - 2, span[1]):
        return False
    begins = match.start("leave" if match["leave"] else "verb")
    begun = rules.ON_ORDER.match(padded, begins) or rules.OWN_PLAN.match(padded, begins)
    return begun is not None


def acts_freely(name: str, *, verb: str | None) -> bool:
    """Say whether a body with this ending acts in office; enterprises act when told to.

    ``verb``: what it does, None behind a modal.
    """
    if name[-1:] in "）〕>〉":
        name = rules.BRACKETED_END.sub("", name)
    # 各施工企业安排专人: each of them is told; 各类企业 are spoken of.
    told = verb and name.startswith("各") and not name.startswith(("各类", "各种"))
    # 供水、供电等单位按职责落实
    several = name.endswith(("等单位", "等有关单位", "等相关单位"))
    return bool(told) or several or kind_of(name) != "private"


def role_of(padded: str, match: re.Match[str], name: str) -> Role:
    """Return the role that the predicate gives to a subject."""
    verb = match["verb"]
    if verb == "会同" and rules.ANSWERS_WITH.match(padded, match.end()):
        return "responsible"
    if verb in BEING and (charge := rules.CHARGE.match(padded, match.end())):
        return _charged(charge.group(), padded[charge.end() : charge.end() + _NEXT_WORDS])
    if verb == "承担" and not rules.BEARS_WORK.match(padded, match.end()):
        return "actor"
    if verb == "负责" and padded.startswith(_SUPPORTING_VERBS, match.end()):
        return "support"
    if verb in RESPONSIBLE_VERBS or _answers(padded, match.end(), verb):
        return "responsible"
    if verb == "牵头" or _LEADING_NAME.fullmatch(name) or _leads(padded, match.end()):
        return "lead"
    if padded.startswith("负责", match.end()):
        return "responsible"
    if by_duties := rules.BY_DUTIES.match(padded, match.end()):
        return "responsible" if by_duties["word"] == "负责" else "support"
    return "support" if _supports(padded, match.end(), verb) else "actor"


def _answers(padded: str, end: int, verb: str | None) -> bool:
    """Say whether what stands behind the verb makes the subject answer for the work."""
    if verb == "设":
        return rules.ANSWERS_SEATED.match(padded, end) is not None
    return bool(rules.ANSWERS_AS.match(padded, end) or rules.ANSWERS_FOR.match(padded, end))


def _supports(padded: str, end: int, verb: str | None) -> bool:
    # 市税务局为配合做好防控工作，将…: what it is done for
    said = verb != "为" and rules.SUPPORTS.match(padded, end)
    return bool(said) or verb in _SUPPORTING_VERBS


def _leads(padded: str, end: int) -> bool:
    return bool(rules.LEADS.match(padded, end) or rules.LEADS_ALL.match(padded, end))


def _charged(said: str, follows: str) -> Role:
    """Return the role of who is said to be 牵头单位, 主管部门 or, with more to do, 第一责任人."""
    if said.endswith("，"):
        return "responsible" if "负责" in follows else "actor"
    return "lead" if "牵头" in said else "responsible"


def applies(padded: str, name: str, end: int) -> bool:
    """Say whether who is named behind 由 only applies for something: 由企业申请."""
    if rules.ON_ITS_OWN.match(padded, end):
        return False
    if rules.APPLICANT.fullmatch(name):
        return True
    if kind_of(name) == "private" and rules.APPLIES_ALONE.match(padded, end):
        return True
    return bool(rules.MAY_APPLY.fullmatch(name) and rules.APPLIES.match(padded, end))
