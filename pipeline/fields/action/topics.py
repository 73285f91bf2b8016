"""Clauses that direct nothing: they say of what, or of whom, the next one speaks."""

from __future__ import annotations

import re

from pipeline.fields.action.openings import NUMBERING
from pipeline.fields.action.phrases import after_duty
from pipeline.fields.action.words import opens_as_noun, rules_what_follows, words_of
from pipeline.schema import Action

Clauses = list[tuple[int, str]]

# A clause that says what becomes of the thing named before it.
_TOLD = re.compile(r"由|可(?!持续)|应|须|需|不得|均|按|优先|一律|原则上|必须|从|自")
_FIRST = frozenset("由可应须需不均按优一原必从自")
# 编制专项规划，|应当…; 设立交易场所，|申请人应当…
_OBLIGED = re.compile(r"(?:(?!对)[^，的]{2,12})?(?:应当|必须)|须(?!知)|应(?=[在于按自由向符经将])")
# 指定路线的划定，|应当…; 应当进行评价的规划的具体范围，|由…拟订
_ABOUT_THING = re.compile(r"应(?=[当在于按自由向符经将])|须(?!知)|必须|不得|可以|均")
_THING = re.compile(r"的[^的，、]{2,10}$")
_NUMBERED = re.compile(rf"(?:{NUMBERING}){{0,2}}(?:应当|应)?")
# What citizens do, not those the notice directs: 购买住房不满5年，权利人需要退出的，
_BY_PARTIES = frozenset(
    ["购买", "申请", "缴存", "使用", "提取", "租赁", "转让", "变更", "缴纳", "支付"]
)
# …申请贷款，|最高贷款额度由60万元提高至70万元
_LIMIT = re.compile(
    r"[^，的]{0,16}(?:额度|比例|利率|期限|年限|标准)[^，]{0,24}(?:[调提下降放延][低高整至到为宽]|不[低高超得]|为)"
)
_HOW_IT_IS = ("确保", "保证", "要求", "明确", "使", "让", "坚持")
_MAY = re.compile("[可应须要按由]")
_STATES = re.compile(r"(?<![但还就只都不也若凡正于要其别])是(?![否指由非])")
_PARTY = re.compile(r"(?:(?<![本收])人|[者户]|职工|家庭|个人)[^要应须将可]{0,12}$")
# …变更婚姻关系，|且不是权利人的，: what stands before is part of the condition.
_ALSO_IF = re.compile(r"且|并|或|用于|但|经")
# 对隐瞒病情，参与聚集活动，|造成传播危险的，; not 对首套住房给予补贴，|对二套的，
_OPENS_CONDITION = re.compile(r"对(?![接外内标])|凡|如(?![实期])|若|因(?!地|城|企)")
_OF_ITS_OWN = re.compile(rf"{_OPENS_CONDITION.pattern}|符合|属于|经|其中")

FINDS = ("发现", "遇到", "出现", "发生", "及时发现")
_ON_FINDING = re.compile(r"[^，]{2,30}?(?=[要应须])")
_OF_TOPIC = re.compile(r"[^，的]{2,30}?(?=应当|必须|(?<![必无])须(?!知))")
_TELLS = ("明确", "告知", "说明", "约定", "规定", "强调", "提醒", "责令", "通知", "承诺", "审查")


def duty_behind_topic(clause: str, head: re.Match[str]) -> re.Match[str] | None:
    """发现异常情况|要及时报告: the verb on duty, where the one before only says what about."""
    verb, found = head["verb"], None
    if verb in FINDS:
        found = _ON_FINDING.match(clause, head.end())
    elif len(verb) == 2 and verb not in _TELLS and not rules_what_follows(verb):
        found = _OF_TOPIC.match(clause, head.end())
    return None if found is None else after_duty(clause, found.end(), found.end() + 1)


def names_topic(clause: str, at: int, action: Action, following: str) -> bool:
    """奖励补贴资金，|由市财政承担: the clause names what the next says more about.

    ``at``: where in its clause the action begins; ``following``: the next clause.
    """
    verb, first = action.verb, following[:1]
    told = first in _FIRST
    if told and opens_as_noun(verb) and _TOLD.match(following) and "要" not in clause:
        return True
    if verb in _BY_PARTIES and _is_condition_of(clause, at, following):
        return True
    states = "是" in clause and _STATES.search(clause, at) is not None
    if not (told or states or "应当" in following or "必须" in following):
        return False
    return _is_topic(clause, at, verb, following, states=states)


def _is_condition_of(clause: str, at: int, following: str) -> bool:
    """购买住房不满5年，权利人需要退出的，; 申请贷款，最高贷款额度提高至70万元."""
    if _MAY.search(clause, 0, at):
        return False
    ends = following[-1:] == "的" and not _OPENS_CONDITION.match(following)
    return ends or _LIMIT.match(following) is not None


def _is_topic(clause: str, at: int, verb: str, following: str, *, states: bool) -> bool:
    if clause[0] == "对" and following.startswith(("应当", "须")):
        return True
    if not _NUMBERED.fullmatch(clause, 0, at):
        return False
    # 推动高质量发展是一场变革，必须…; not 确保房子是用来住的
    if states and verb not in _HOW_IT_IS:
        return True
    if rules_what_follows(verb):
        return False
    if len(verb) == 2 and _OBLIGED.match(following):
        return True
    about = _ABOUT_THING.match(following) or (clause[0] in "应可" and following[0] == "由")
    return bool(about) and _THING.search(clause) is not None


def opens_condition(clause: str) -> bool:
    """对隐瞒病情，: what follows may go on with it, up to a clause that ends in 的."""
    return clause[0] in "对凡如若因" and _OPENS_CONDITION.match(clause) is not None


def belongs_to_condition(clauses: Clauses, number: int, last: Action) -> bool:
    """对不履行职责，|造成严重后果的，: the clause before is part of the condition."""
    place, before = clauses[number - 1]
    clause = clauses[number][1]
    if last.start < place:
        return False
    if before[0] == "对" or _ALSO_IF.match(clause) is not None:
        return True
    if before[0] in "将把" or last.verb[0] in "不可" or _OF_ITS_OWN.match(clause):
        return False
    return _PARTY.search(before, 0, last.start - place) is not None


def goes_on(clause: str, since: list[Action]) -> bool:
    """造成传播危险的，: the end of a condition, if nothing was given or let be done in between."""
    return not _OF_ITS_OWN.match(clause) and not any(
        rules_what_follows(one.verb) or one.verb[-2:] in words_of("give") or one.verb[0] in "不可"
        for one in since
    )
