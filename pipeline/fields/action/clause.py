"""Read one clause: which verb heads it, and what it acts on."""

from __future__ import annotations

import re

from pipeline.fields.action.moves import going, handed_over, moved
from pipeline.fields.action.openings import FILLER
from pipeline.fields.action.phrases import (
    adverbs_before,
    after_adverbial,
    after_duty,
    after_period,
    after_subject,
    anywhere,
    clause_head,
    cover,
    firmly_done,
    first_done,
    given,
    giving,
    in_time,
    last_verb,
    late_verb,
    unknown_verb,
)
from pipeline.fields.action.things import (
    GRANTED,
    LIMIT_MOVES,
    goes_somewhere,
    is_amount,
    thing_before,
)
from pipeline.fields.action.topics import FINDS, duty_behind_topic
from pipeline.fields.action.words import opens_as_noun, rules_what_follows, words_of
from pipeline.schema import Action

_SHORTEST, _LONGEST_OBJECT = 2, 200
# A head stands no farther behind what opens a clause.
_FAR = 60
_ENDS_NOTE = "）、 \t\u3000\xa0\r"
# Begins with a set of characters, not with ways to go on: the search then runs at full speed.
_NOTE_AT_END = re.compile(r"[（\s、](?:(?<=（)[^（）]*）|(?<!（))(?:（[^（）]*）|[\s、])*$")
# 审批|后, 需要外出|时, 在…基础上: a clause that ends so says when, where or for whom.
_WHEN = frozenset("的后时前起间上下中内外")
_CONDITION = re.compile(
    r"(?:的|后|(?<![及同按小临暂随准实定平])时|(?<=合同)时|(?<=[之以底末日月年作工用付业房])前|(?<![一引发兴掀崛])起|(?<=[日月年天限])内|期间|基础上|前提下|情况下|过程中)$"
)
# 为做好…工作, 在…基础上, 按照…要求: adverbials that hold a whole clause.
_WHOLE_ADVERBIAL = re.compile(
    r"(?:基础上|前提下|情况下|过程中|期间|同时|原则|要求|规定|部署|精神|方式|为目标|为重点|为主|为主线|为抓手|为导向|后|前|时|起|内|的|之日|为契机|为核心"
    r"|为基础|为支撑|为牵引|为原则|为限额|为龙头|为依托|为载体|为突破口|为补充|为目的|为保障|中|下|方面|环节|节点|为根本|为引领|为指导)$"
)
# 对…成效较好的省, 对…企业: with no verb behind it the party alone.
_PARTY_ALONE = re.compile(
    r"的[^的，]{0,10}(?:企业|单位|个人|地区|[省市县区]|人员|项目|家庭|机构|部门|[者户人]|问题|行为|群[体众]|领域|地方|产品|车辆|房屋|住房|贷款|职工|情[形况]|事项|[省市县区州盟旗]）)$"
)
_MOVES = re.compile("[高调浮宽长低整短缩提降][到至为]")
_STRESSES = "进切不更分相均都也还再又各只一务仍"
_STRESS = re.compile(f"(?:{FILLER})+")
_IF = ("经", "凡", "如", "若", "当", "除", "因", "因受", "随着", "鉴于")
# 如确需|召开会议，
_NEEDED = re.compile(r"[^，]{0,8}?(?:确需|确有|需要|需(?!求))")
_TO = ("对", "对于", "针对")
_LEADS_TO_END = frozenset(
    ["按", "按照", "由", "在", "从", "于", "到", "凭", "向", "与", "以", "用", "参照", "比照"]
)
_BY_RULE = ("按", "按照", "参照", "比照")
# 加快|发展, 优化|设计: what they do, they do to nouns.
_OF_NOUN = re.compile(
    r"(?:流程|环境|功能|体系|机制|方式|模式|结构|水平|能力|质量|手续|程序|时限|行为|秩序)?$"
)
_ON_NOUNS = ("加快", "优化", "统筹", "规范", "加强", "强化")
_PAYS = re.compile(r"(?<=..)(?P<verb>(?:不|可以?)?(?:给予|予以))(?=[^，]*$)(?![^，]*的[^，]{0,4}$)")
# What is given is a quantity, not a thing that is cut: 奖励|50万元
_GRANTS = ("奖励", "补贴", "补助", "资助", "给予", "发放", "处")
_SURE = ("给予", "予以", "实行", "提供", "进行", "作出", "做出", "开展", "采取", "加强", "加大")


def _is_condition(clause: str) -> bool:
    if clause[-1:] not in _WHEN:
        return False
    if clause[-1] == "外":
        return "除" in clause
    return _CONDITION.search(clause, max(0, len(clause) - 5)) is not None


def trimmed(clause: str) -> str:
    """Return the clause without notes in brackets at its end."""
    if clause[-1] not in _ENDS_NOTE:
        return clause
    note = _NOTE_AT_END.search(clause)
    return clause[: note.start()] if note is not None else clause


def read_clause(clause: str, place: int, *, behind: bool = False) -> Action | None:
    """The action of a trimmed clause that stands at ``place``.

    ``behind``: of the rest of one, behind what is done first.
    """
    if len(clause) < _SHORTEST:
        return None
    if clause[-1] in _WHEN and _is_condition(clause):
        return _let_do(clause, place)
    if "由" in clause and (handed := handed_over().match(clause)) is not None:
        subject = after_subject(clause, handed.end("thing"), handed.start("verb") - 3)
        if subject is not None:
            return action_at(clause, place, *subject.span("verb"))
        return _turned(handed, place)
    head = clause_head().match(clause)
    if head is None:
        return _read_opened(clause, place, None)
    return _read_headed(clause, place, head, behind=behind)


def _let_do(clause: str, place: int) -> Action | None:
    """鼓励金融机构在风险可控的基础上，: who is let do something, what follows."""
    head = clause_head().match(clause) if clause[-1] in "上下中内" else None
    if head is None or not rules_what_follows(head["verb"]) or head["verb"] in ("保证", "确保"):
        return None
    return action_at(clause, place, *head.span("verb"))


def _read_headed(clause: str, place: int, head: re.Match[str], *, behind: bool) -> Action | None:
    """A clause that opens with a verb, or what looks like one."""
    verb, (begin, end) = head["verb"], head.span("verb")
    if verb[0] == "不" and verb.endswith(_BOUNDS):  # 不得超过30年 is what is done at most
        return None
    if begin and clause[begin - 1] == "将" and (taken := moved().match(clause, begin - 1)):
        return _turned(taken, place)
    if not behind and ("后" in clause or "时" in clause):
        first = first_done(clause, head.end())
        later = first and read_clause(clause[first.end() :], place + first.end(), behind=True)
        if later is not None:
            return later
    shall = "应当" in clause
    if (shall or "须" in clause or verb in FINDS) and (duty := duty_behind_topic(clause, head)):
        return _on_duty(clause, place, duty)
    frame = verb in words_of("frame") and not (shall and clause.endswith("应当", 0, begin))
    if frame or _may_be_noun(clause, verb):
        return _read_opened(clause, place, head)
    return action_at(clause, place, begin, end)


# 享受补贴的房屋|须…, 拆除的房屋|应当…
_WHAT_SHALL = re.compile(r"的[^，的]{1,12}(?:须|应当|不得)")


def _may_be_noun(clause: str, verb: str) -> bool:
    return opens_as_noun(verb) or (
        "的" in clause
        and (_is_party(clause, verb) or (len(verb) < 3 and _WHAT_SHALL.search(clause) is not None))
    )


def _is_party(clause: str, verb: str) -> bool:
    """连续缴存满6个月的职工，: for whom, not what is done."""
    told = opens_as_noun(verb) or verb.startswith(("连续", "累计", "首次"))
    return told and _PARTY_ALONE.search(clause) is not None


def is_adverbial(text: str, start: int) -> bool:
    """Tell whether what stands from ``start`` on is an adverbial without a verb behind it."""
    opened = cover().match(text, start)
    return opened is not None and (
        _behind_adverbial(text, 0, opened.end("cover"), opened["cover"]) is None
    )


def says_something(clause: str) -> bool:
    """国家出台相关政策，: a clause with a verb of its own names no topic."""
    return any(
        "的" not in clause[one.end() :] and not opens_as_noun(one["verb"])
        for one in anywhere().finditer(clause)
    )


def _read_opened(clause: str, place: int, head: re.Match[str] | None) -> Action | None:
    """A clause that opens with a subject, an adverbial, a thing, or what may be either."""
    limit = LIMIT_MOVES.search(clause) if _MOVES.search(clause) else None
    if limit is not None:
        return _turned(limit, place)
    opened = cover().match(clause)
    if opened is not None and (head is None or head.start("verb") >= opened.start("cover")):
        return _behind_adverbial(clause, place, opened.end("cover"), opened["cover"])
    if _BOUND.search(clause):
        return None
    duty = after_duty(clause, 0, 90)
    if duty is None and ("须" in clause or "应当" in clause):
        duty = unknown_verb(clause)
    if duty is not None:
        return _on_duty(clause, place, duty)
    if head is not None and (head["verb"] in words_of("frame") or _PARTY_ALONE.search(clause)):
        return None
    found = (
        _shifted(clause, place)
        or _timed(clause, place)
        or _done_by(clause, place, head)
        or _moved(clause, place)
        or _paid(clause, place)
    )
    if found is None and (head := head or firmly_done(clause, _FAR)) is not None:
        return action_at(clause, place, *head.span("verb"))
    return found


def _on_duty(clause: str, place: int, duty: re.Match[str]) -> Action | None:
    """扣缴义务人|应当按规定保存资料: behind a word of duty, adverbials apart."""
    if duty.lastgroup == "cover":
        return _behind_adverbial(clause, place, duty.end("cover"), duty["cover"])
    if duty["verb"] in words_of("frame"):
        return None
    return action_at(clause, place, *duty.span("verb"))


def _timed(clause: str, place: int) -> Action | None:
    """出让合同签订后一个月内|缴纳价款, 购买住房|补贴8000元."""
    match = in_time(clause, 0, _FAR)
    if match is None and ("补" in clause or "奖" in clause or "资助" in clause):
        match = GRANTED.search(clause)
    if match is None or match.start() == 0:
        return None
    return action_at(clause, place, *match.span("verb"))


def _done_by(clause: str, place: int, head: re.Match[str] | None) -> Action | None:
    """人社部门|加大补贴力度, 缓缴期间|免收滞纳金; a verb that opens the clause comes first."""
    if head is not None:
        return None
    match = after_subject(clause, 0, _FAR) or after_adverbial(clause, 0, _FAR)
    if match is not None and _is_party(clause, match["verb"]):
        return None
    if (match is None or opens_as_noun(match["verb"])) and not _PARTY_ALONE.search(clause):
        match = giving().search(clause, 1, _FAR) or match
    return None if match is None else action_at(clause, place, *match.span("verb"))


def _paid(clause: str, place: int) -> Action | None:
    """发展专项资金|给予奖补, 购买安置房|不予以补贴."""
    match = _PAYS.search(clause) if "予" in clause else None
    return None if match is None else action_at(clause, place, *match.span("verb"))


def _behind_adverbial(clause: str, place: int, begin: int, word: str) -> Action | None:
    """对企业|给予补贴, 将A|纳入B, 在现有基础上|提高标准; 为做好工作 alone has no action."""
    if _WHOLE_ADVERBIAL.search(clause):
        return None
    if word in ("将", "把"):
        return _moved(clause, place)
    if word in ("为", "为了") and clause_head().match(clause, begin):
        return None
    if word in _IF and _NEEDED.match(clause, begin):
        return None
    duty = after_duty(clause, begin)
    if duty is not None and duty.lastgroup == "verb":
        return _on_duty(clause, place, duty)
    found = _verb_behind(clause, begin, word)
    if found is None or _is_party(clause, found["verb"]):
        return None
    action = action_at(clause, place, *found.span("verb"))
    # 通过算力补贴， · 坚持公交优先，
    no_act = word == "坚持" or _is_no_act(action.verb)
    return None if action.object is None and no_act else action


def _is_no_act(verb: str) -> bool:
    return opens_as_noun(verb) or verb == "调整"


def _verb_behind(clause: str, begin: int, word: str) -> re.Match[str] | None:
    if word in _IF:
        return in_time(clause, begin) if word == "经" else None
    to_party = word in _TO
    found = None if to_party else after_adverbial(clause, begin)
    found = (after_period(clause, begin) if word == "在" else None) or found
    found = found or _given(clause, begin, to_party=to_party)
    if found is None or not (to_party or found["verb"].endswith(_SURE)):
        found = None if to_party else after_subject(clause, begin) or found
    if found is None and not _PARTY_ALONE.search(clause):
        if to_party or word == "向":
            return _opening_party(clause, begin, nouns=word == "向")
        if word in _LEADS_TO_END:
            found = last_verb().search(clause, max(begin + 2, len(clause) - 8))
            if found is None and word not in _BY_RULE:
                found = _opening_party(clause, begin, nouns=False)
    return found


def _moved(clause: str, place: int) -> Action | None:
    match = moved().search(clause) if "将" in clause or "把" in clause else None
    return None if match is None else _turned(match, place)


def _turned(match: re.Match[str], place: int) -> Action:
    """The verb behind its thing: 将|专题服务|接入…."""
    begin, end = match.start("thing"), match.end("verb")
    return Action(place + begin, place + end, match["verb"], match["thing"])


def _shifted(clause: str, place: int) -> Action | None:
    """补贴标准|提高到60%, 补贴资金|可用于装修."""
    match = going(clause)
    # 用于停放汽车的车库 is a thing
    if match is None or (match["verb"] == "用于" and "的" in clause[match.end() :]):
        return None
    return action_at(clause, place, *match.span("verb"))


def _given(clause: str, start: int, *, to_party: bool) -> re.Match[str] | None:
    """The giving verb that is not part of the party (对实施转型的企业给予补贴: 给予)."""
    found = [match for match in given().finditer(clause, start) if match.start() > start]
    sure = [match for match in found if match["verb"].endswith(_SURE)]
    if not sure and to_party and _PARTY_ALONE.search(clause):
        return None
    if sure:
        return _ruling(clause, sure)
    behind = [match for match in found if "的" not in clause[match.end() :]]
    return next(iter(behind or found), None)


def _ruling(clause: str, found: list[re.Match[str]]) -> re.Match[str]:
    """对开展培训的企业|给予补贴: not the verb that 的 makes part of the party."""
    chosen = found[0]
    for match in found[1:]:
        joined = clause[match.start() - 1] == "并"
        if not joined and "的" in clause[chosen.end() : match.start()]:
            chosen = match
    return chosen


def _opening_party(clause: str, begin: int, *, nouns: bool) -> re.Match[str] | None:
    """对运送车辆|开通绿色通道: the last verb with an object to the end."""
    found = [
        match
        for match in anywhere().finditer(clause, begin + 2, _FAR)
        if match.end() < len(clause) - 1 and "的" not in clause[match.end() :]
    ]
    sure = [one for one in reversed(found) if not opens_as_noun(one["verb"])]
    return next(iter(sure or (found if nouns else ())), None)


def action_at(clause: str, place: int, begin: int, end: int) -> Action:
    """The verb ``clause[begin:end]`` with what it acts on, behind it or before it."""
    if clause[begin] in _STRESSES and (stressed := _STRESS.match(clause, begin, end - 1)):
        begin = stressed.end()
    # 与其他优惠不|重复享受: a verb found alone would say the opposite
    if begin and clause[begin - 1] == "不":
        begin -= 1
    if begin and clause.startswith("可不", begin - 1):
        begin -= 1
    verb = clause[begin:end]
    rest = clause[end : end + _LONGEST_OBJECT].rstrip(" 、“")
    parted = verb[:-2] in _ON_NOUNS and verb not in words_of("verb")
    if parted and opens_as_noun(verb[-2:]) and _OF_NOUN.match(rest):
        end, verb, rest = end - 2, verb[:-2], verb[-2:] + rest
    thing = rest.lstrip(" 、") or None
    if begin and _stands_before(verb, thing):
        before = thing_before(clause, begin)
        if before is not None:
            return Action(place + before[0], place + end, verb, clause[slice(*before)])
    return Action(place + begin, place + end + len(rest), verb, thing)


def _stands_before(verb: str, thing: str | None) -> bool:
    return thing is None or goes_somewhere(verb) or lacks_thing(verb, thing)


def lacks_thing(verb: str, thing: str | None) -> bool:
    """Tell whether a verb says only how much of something that stands elsewhere: 承担|50%."""
    return thing is None or (is_amount(thing) and not verb.endswith(_GRANTS))


# --- nothing sure ---------------------------------------------------------------------------------

_BOUNDS = ("超过", "低于", "高于", "少于", "大于", "小于", "超出", "突破", "超", "低", "高")
# 首付款比例|不低于20%, 补贴标准|为500元
_BOUND = re.compile(
    r"(?:标准|额度|比例|金额|限额|期限|上限|数额|年限|时间|利率|系数|基数|价格|层高|总额|面积|补贴|补助|奖励)"
    r"(?:原则上|最高|最低|最长|暂定|一般|均|应|累计|合计)*"
    r"(?P<verb>(?:不得|不应|不宜|不)(?:超过|低于|高于|少于|大于|小于|超出|突破)|(?:统一|确定)?为(?=[每不最\d人单]|$|(?!准)[^，]{2,24}\d(?:倍|%))|控制在)"
)


def last_resort(clause: str, place: int) -> Action | None:
    """The verb of a clause without a sure head: 保证金按最低价的20%|缴纳, 我省|遵照执行."""
    if _is_condition(clause):
        return None
    bound = _BOUND.search(clause)
    if bound is not None and (before := thing_before(clause, bound.start("verb"))) is not None:
        end = bound.end("verb")
        return Action(place + before[0], place + end, bound["verb"], clause[slice(*before)])
    match = late_verb(clause)
    if match is None or clause[match.start("verb") :] == "要求":
        return None
    begin, end = match.span("verb")
    manner = adverbs_before().search(clause, max(0, begin - 6), begin)
    return action_at(clause, place, begin if manner is None else manner.start(), end)
