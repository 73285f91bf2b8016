"""Find the bodies that a sentence tells, allows or encourages to act.

Looked at are: the head of a clause before a modal or a verb (``各地区要…``), what stands behind a
word that tells or encourages (``鼓励保险机构…``), behind 由 and 会同, and around 牵头. Bodies that
are objects (``督促企业…``), applicants (``企业可申请``) or part of a name are left out.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.fields.department.lists import LONGEST_QUALIFIER, PERSON, Span, is_body, split_items
from pipeline.fields.department.words import (
    ANY_WORD,
    ENDING,
    HEAD,
    INNER_VERB,
    PLAIN_PREDICATE,
    KIND,
    NAME_CHAR,
    NO_SUBJECT,
    PREDICATE,
    VERB,
)
from pipeline.schema import Body, Role, Segment

_NUMBER = (
    r"(?:（[一二三四五六七八九十\d]{1,3}）|\d{1,2}[.．、]|[一二三四五六七八九十]{1,3}[、是]"
    r"|第[一二三四五六七八九十百\d]{1,5}条|第[一二三四五六七八九]是?)"
)
_LEAD_IN = (
    rf"(?:{_NUMBER}|\s|其中|同时|此外|原则上|具体|对此|为此|必要时|下一步|并|再|暂"
    r"|“[百千十万]”指的是){0,4}"
)
_SUBJECT = re.compile(
    rf"[，。；：！？\n）\s]{_LEAD_IN}(?![（〔])(?P<list>{NAME_CHAR}{{0,60}}?{HEAD})(?:等|[和或、]个人)?(?P<comma>，? ?){PREDICATE}"
)
_MORE = rf"(?:(?:[、和及]|以及){NAME_CHAR}{{0,24}}?{HEAD}(?!{ANY_WORD}|的))*"
_AFTER_LIST = rf"(?=等?[，。；：\n与]|等?(?:{PLAIN_PREDICATE}))"
_LIST = (
    rf"(?P<list>{NAME_CHAR}{{0,40}}?{HEAD}(?!{ANY_WORD}){_MORE})"
    r"(?!等?级|内部?|年金|的|间|信贷|等?行业)"
)
_TELLS = (
    r"(?<!（)(?:鼓励和?支持|鼓励[和、]?引导|支持和?鼓励|引导和?鼓励|引导支持|支持引导|引导和支持|引导协调"
    r"|鼓励|(?<!中央)引导|允许|倡导|号召|要求|严禁|禁止)(?!基金|[和、的+])(?:更多|广大)?"
)
# Where the predicate is known the name reaches up to it: 引导各地中小企业服务平台通过…
_TOLD_TO = re.compile(rf"{_TELLS}(?P<list>{NAME_CHAR}{{0,40}}?{HEAD}{_MORE}){_AFTER_LIST}")
_TOLD = re.compile(rf"{_TELLS}{_LIST}")
# 支持孵化器减免在孵企业租金: asked to act for others
_FOR_OTHERS = re.compile(
    rf"(?<!（)(?:支持|推动|协调|组织|动员){_LIST}(?=等?[^，。；、]{{0,4}}(?:对(?!接|外|口)(?=[^，。；]{1, 20}(?:企业|人|户|单位|机构|家庭|职工|群众|主体))|(?<![升级列作成变转])为(?!主)|减免|带动|扩大对))"
)
_BY = re.compile(
    rf"(?<![自理缘])由(?![于此贸])(?P<list>{NAME_CHAR}{{0,50}}?{HEAD})等?(?P<comma>){PREDICATE}"
    r"(?![^，。；、]{0,4}的)(?!解释)"
)
_JOINED = re.compile(
    rf"(?:会同|(?<=[，。；：\n])协同|(?<=[，。；：\n局委部厅会办])联合(?![采会国体执社]))(?:几个)?{_LIST}"
)
_TOGETHER = re.compile(
    rf"[与同](?P<list>{NAME_CHAR}{{0,40}}?{HEAD})等?的?(?:加强|开展|深化|政策|业务|战略|务实)?(?:合作|协同|联合)"
)
# 由甲会乙制定: 会 joins, where it is no part of a name.
_MEETS = re.compile(r"(?<=[部委局厅办])会(?=[国省市县区自财教][^议])")
_DRAWN_UP_WITH = re.compile(
    rf"{_MEETS.pattern}(?P<list>{NAME_CHAR}{{1,30}}?{HEAD})(?=研究|制定|共同|组织|负责)"
)
_LED = re.compile(
    rf"牵头(?!单位|部门|人|作用|机构)(?:[、，](?P<list>{NAME_CHAR}{{1,40}}?{HEAD})(?:等?共同)?(?:参与|配合|参加|协助|支持))?"
)
_BEFORE_LED = re.compile(
    rf"(?:^|.*(?:由|建立|形成|完善|健全|实行|构建|以|要))(?P<list>{NAME_CHAR}{{0,40}}?{HEAD})$"
)
_OPENED = re.compile(
    rf"(?P<list>(?:各级|各地|各有关|各相关|有关|相关|各|全[省市])[^，。；：、！？\n（）“”《》的]{{0,15}}?{HEAD})"
    rf"(?P<comma>){PREDICATE}"
)
_QUALIFIED = re.compile(
    rf"的(?P<list>[^，。；：、！？\n（）“”《》的]{{0,12}}?{HEAD})，?(?=(?:应当?|要|须|不得|必须)(?!求|用))"
)
_OWN_WORK = re.compile(
    rf"\s*{_LEAD_IN}(?:充分|切实|积极|进一步|有效)?发挥好?"
    rf"(?P<list>[^，。；：！？\n、的和]{{1,30}}?(?:专班|工作组|小组|机制|指挥部|协会|商会|联席会议))的?"
    r"(?:统筹协调|协调|统筹|自律|桥梁纽带)?作用"
)
# 企业在…时，应…
_DUTY_FOLLOWS = re.compile(r"在[^，。；\n]{2,25}[时前后]，(?:应|须|必须|不得|要)")
# 由甲会同乙负责解释 is no work.
_EXPLAINS = re.compile(r"[^，。；\n]{0,120}解释")
# 政府办公室对试点工作负总责
_ANSWERS_FOR = re.compile(r"[^，。；\n]{0,60}负(?:总|全|主体|首要|直接|监管|领导)责")
_SUPPORTS = re.compile(r"[^，。；\n]{0,8}(?:参加|参与|配合)(?=[，。；\n])")

# 对…, 加强…: what begins so is no subject.
_NO_SUBJECT = re.compile(
    rf"(?:对(?!口)|把|将|向|从|以|经(?!济|信|科|开|贸|发|办|纪|营)|按|让|使|如|若|凡|因|当(?!地)|于|与|就(?!业)"
    rf"|或|请|并|报(?!社|业)|为|在(?!兰)|受|给|可|要|须|应(?![急用])|也|还|又|再|仍|更|最|较|此|这|该|则|但|而|且|即|均|都|不(?!动)|未|已|拟|其(?!他|它)|所(?!在|属)|联合(?![采工会])"
    rf"|(?!联合|牵头[部单]|配合[部单]){NO_SUBJECT})"
)
# 符合条件的, 承担任务的 qualify a name; 加强…的, 对…的 do not.
_NO_QUALIFIER = re.compile(
    rf"(?:相应|允许|倡导|号召|要求|对(?!口)|把|将|向|从|以|经|按|让|使|于|与|由|可|要|{VERB})"
)
_NOT_INSIDE = re.compile(
    rf"(?:对(?!口|外)|把|将|被|使(?!用)|让|给|及时|到(?!位)|(?<![行作])为(?!主)|是|特别|尤其|与|至(?!少)|[^面]向|[^财东]经(?!济|信|开|贸|营|办|纪|理|销|科|协)|(?<!所)在(?!兰|校|线)|(?<![自理])由(?!贸)|通过|.(?:{INNER_VERB}))"
)
_BY_INSIDE = re.compile(r"(?<![自理缘])由(?!贸)")
_OBJECT = re.compile(r"对|经|向|将|把|按|由|从|以|与|受")
_REPORT = re.compile(r"[^为除]了(?!解)|已(?!出台|设|发行|建)|截至|累计|以来|同比|曾")
_APPLICANT = re.compile(r"企业|用户|借款人|贷款人|业主|农户|开发商|承租人|申请人|纳税人|单位和个人")
# What a fund or a website does, somebody else does with it.
_THING = re.compile(r"基金$|(?<!公共服务)平台$|网站$|系统$")
_RESPONSIBLE_VERBS = ("负责", "承担", "主要负责", "具体负责")
_SUPPORTING_VERBS = ("配合", "参与", "协助", "参加")
_LISTED: tuple[tuple[re.Pattern[str], Role, str], ...] = (
    (_JOINED, "support", "department.joined"),
    (_TOGETHER, "support", "department.joined"),
    (_DRAWN_UP_WITH, "support", "department.joined"),
    (_TOLD_TO, "actor", "department.told"),
    (_TOLD, "actor", "department.told"),
    (_FOR_OTHERS, "actor", "department.told"),
)
_LOOKED_AT = ("body", "table_row")


@dataclass(frozen=True, slots=True)
class _Found:
    """A candidate in offsets of the padded text; ``governs``: it rules the rest of the segment."""

    span: Span
    role: Role
    rule: str
    governs: bool = False


def find_subjects(text: str, segments: Sequence[Segment]) -> list[Body]:
    """Return the bodies that body segments name as acting, in clean offsets."""
    # A line end in front lets every clause begin behind a mark.
    padded = "\n" + text
    places = [segment for segment in segments if segment.kind in _LOOKED_AT]
    starts = [segment.start for segment in places]
    found: dict[int, list[_Found]] = {}
    for item in _candidates(padded, places):
        number = bisect_right(starts, item.span[0] - 1) - 1
        if number < 0 or item.span[1] - 1 > places[number].end:
            continue
        if not _cited(padded, item) and not _EXPLAINS.match(padded, item.span[1]):
            here = found.setdefault(number, [])
            if _is_free(item, here):
                here.append(item)
    return [
        Body(item.span[0] - 1, item.span[1] - 1, item.role, item.rule)
        for here in found.values()
        for item in here
    ]


def _cited(padded: str, item: _Found) -> bool:
    """Say whether the item stands in the title of a document: 《…》."""
    line = padded.rfind("\n", 0, item.span[0])
    opened = padded.rfind("《", line, item.span[0])
    return opened >= 0 and padded.rfind("》", line, item.span[0]) < opened


def _is_free(item: _Found, here: list[_Found]) -> bool:
    """Say whether nothing in the segment overlaps the item or governs its verb."""
    told = item.rule == "department.told"
    for other in here:
        if other.span[0] < item.span[1] and item.span[0] < other.span[1]:
            return False
        if told and other.governs and other.span[0] < item.span[0]:
            return False
    return True


def _candidates(padded: str, places: Sequence[Segment]) -> Iterator[_Found]:
    """Yield candidates, the surest rules first."""
    yield from _heads_of_clauses(padded)
    yield from _led(padded)
    for match in _BY.finditer(padded):
        yield from _by(padded, match)
    for pattern, role, rule in _LISTED:
        for match in pattern.finditer(padded):
            yield from _plain(padded, match, role, rule)
    for segment in places:
        if own := _OWN_WORK.match(padded, segment.start + 1):
            start, end = own.span("list")
            yield _Found((start, end), "actor", "department.own_work")


def _heads_of_clauses(padded: str) -> Iterator[_Found]:
    for match in _SUBJECT.finditer(padded):
        yield from _subjects(padded, match, "department.subject")
    for match in _OPENED.finditer(padded):
        if match["verb"] is None:
            yield from _subjects(padded, match, "department.subject_inside")
    for match in _QUALIFIED.finditer(padded):
        if not _OBJECT.match(padded, _clause_start(padded, match.start())):
            yield from _plain(padded, match, "actor", "department.subject_qualified")


def _subjects(padded: str, match: re.Match[str], rule: str) -> Iterator[_Found]:
    if match["comma"] and not (match["duty"] or (match["leave"] or "").endswith(("可", "可以"))):
        return
    if match["verb"] and _REPORT.search(padded, match.end("list"), _sentence_end(padded, match)):
        return
    governs = bool(match["duty"] or "将" in (match["leave"] or ""))
    governs = governs or (match["verb"] or "") in ("鼓励", "支持", "引导")
    names = _names(padded, match.span("list"))
    if len(names) < len(_items(padded, match.span("list"))):
        return
    obliged = match["duty"] or match["verb"] in _RESPONSIBLE_VERBS
    obliged = obliged or _DUTY_FOLLOWS.match(padded, match.end("list"))
    for span in names:
        name = padded[slice(*span)]
        kind = KIND.search(name)
        if _THING.search(name) or (kind and kind["private"] and not obliged):
            continue
        yield _Found(span, _role(padded, match, name), rule, governs)


def _role(padded: str, match: re.Match[str], name: str) -> Role:
    verb = match["verb"] or ""
    if verb in _RESPONSIBLE_VERBS or _ANSWERS_FOR.match(padded, match.end()):
        return "responsible"
    if verb == "牵头" or name in ("牵头部门", "牵头单位"):
        return "lead"
    supports = verb in _SUPPORTING_VERBS or _SUPPORTS.match(padded, match.end())
    return "support" if supports else "actor"


def _by(padded: str, match: re.Match[str]) -> Iterator[_Found]:
    for span in _names(padded, match.span("list")):
        name = padded[slice(*span)]
        if not _APPLICANT.fullmatch(name) and not _THING.search(name):
            yield _Found(span, _role(padded, match, name), "department.by")


def _led(padded: str) -> Iterator[_Found]:
    """Yield the bodies before 牵头 and those that take part: 由甲牵头、乙参与."""
    for match in _LED.finditer(padded):
        start = _clause_start(padded, match.start())
        if before := _BEFORE_LED.match(padded, start, match.start()):
            yield from _plain(padded, before, "lead", "department.led")
        if match["list"]:
            yield from _plain(padded, match, "support", "department.led")


def _plain(padded: str, match: re.Match[str], role: Role, rule: str) -> Iterator[_Found]:
    for span in _names(padded, match.span("list")):
        yield _Found(span, role, rule)


def _clause_start(padded: str, position: int) -> int:
    return max(padded.rfind(mark, 0, position) for mark in "，。；：\n") + 1


def _sentence_end(padded: str, match: re.Match[str]) -> int:
    end = padded.find("。", match.end())
    return len(padded) if end < 0 else end


def _items(padded: str, span: Span) -> list[Span]:
    """Return the items of a list, persons left out: 任何单位和个人."""
    start, end = span
    if meets := _MEETS.search(padded, start, end):
        end = meets.start()
    items = split_items(padded, start, end, joint=True)
    return [item for item in items if not PERSON.search(padded[slice(*item)])]


def _names(padded: str, span: Span) -> list[Span]:
    """Return the names in a list of subjects; none if it begins like something else."""
    items = _items(padded, span)
    if not items or _begins_wrong(padded, (span[0], items[0][1])):
        return []
    return [name for item in items if (name := _name(padded, item))]


def _begins_wrong(padded: str, item: Span) -> bool:
    """Say whether a list begins with a verb or a preposition: 对…的企业, 加强部门联动."""
    if "的" not in padded[slice(*item)]:
        return _NO_SUBJECT.match(padded, *item) is not None
    return padded[item[0]] not in "未不已有主" and _NO_QUALIFIER.match(padded, *item) is not None


def _name(padded: str, span: Span) -> Span | None:
    """Return the span of a name without a long qualifier; None for what is no name."""
    start, end = span
    of = padded.rfind("的", start, end)
    if of < 0:
        wrong = _NO_SUBJECT.match(padded, start, end) or _NOT_INSIDE.search(padded, start, end)
    else:
        wrong = _OBJECT.match(padded, start, end) or _NOT_INSIDE.search(padded, of + 1, end)
        wrong = wrong or _BY_INSIDE.search(padded, start, of)
        start = of + 1 if of + 1 - start > LONGEST_QUALIFIER else start
    if wrong or not ENDING.search(padded[start:end]) or not is_body(padded[start:end]):
        return None
    return start, end
