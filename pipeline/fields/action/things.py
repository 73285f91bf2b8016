"""What a verb acts on where it stands before the verb: 补贴标准|提高到60%, 重大事项|及时报告."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.fields.action.openings import NUMBERING, OPENING
from pipeline.fields.action.phrases import COMPLEMENT

Range = tuple[int, int]
# What a quantity begins with.
_AMOUNTS = frozenset("不低高超少多最每约相.0123456789一二三四五六七八九十百两于过")

# Words behind which a noun phrase that opens a clause is over: 企业人才住房|按照评估价出售.
_OVER = (
    r"(?:按(?!揭|摩|钮)|由(?!于)|从(?!业|事)|在(?![线建校职岗编册读内外])|自(?![然主动有建住贸身行治愿助])"
    r"|(?<![关对位处属低高])于|可(?![再靠持研信行操贷控])|(?<![相对适反供响效])应(?![急届用对税付缴])|(?<![主重需次必摘首])要(?![求素点件闻])|必须|须|需(?<!所需)(?![求要])|将|把|经(?![济营费办])|以(?![上下内外及])"
    r"|通过|凭|向(?![往导上])|参照|仍|均(?!衡)|也|都(?!市)|再(?![生次就])|不(?![动良同])|原则上|一律|一般|最[高低长迟](?![额限标年比期贷首])|统一|及时|分别|依[法规照据]|直接|可以"
    r"|暂(?![住时行])|(?<=[到底前后起])即|第一时间|及时|立即|即时|另行|优先|全部(?<!的全部)|适当|分期|免费|继续|严格|如实|自行|一次性|按时|足额|逐步|主动)"
)
_OPENS = re.compile(
    rf"(?:{NUMBERING})?(?>(?:{OPENING}){{0,2}})(?:发现|遇[有到])?"
    rf"(?P<thing>(?!{_OVER}|[对为与向因若如凡经]|通过|根据|结合|坚持)(?:《[^》]{{1,40}}》|[^，。；、（）《》]{{2}})[^，。；]{{0,60}}?)(?:{_OVER}|$)"
)
# 对异常情况|第一时间报告, 将资金|统一拨付
_PARTY = re.compile(rf"(?:对于?|将|把)(?P<thing>(?![应照接由按])[^，。；]{{2,60}}?)(?:{_OVER}|$)")
# A topic in front of a comma: 所需资金，|由市财政承担; 对异常情况，|要及时报告
_TOPIC = re.compile(
    rf"(?:{NUMBERING})?(?:其中，?)?(?:对于?)?"
    r"(?P<thing>(?!.*(?:(?<![主重需])要|应[^急用]|必须|按照|根据))(?!为|在|按|自|经|从|以|根据|通过|围绕|结合|凡|如|若|坚持|当|因|鉴于|随着)[^，。；：]{4,60})$"
)
_NO_TOPIC = re.compile(
    r"(?:的|后|时|前|起|内|外|中|上|下|期间|年|月|日|部门|单位|企业|机构|政府|人员?|者|家庭|职工|户|方|地区|[省市县区局委厅办]|银行|公司|同时|此外|负责|牵头|配合|同意|基础|原则)$"
)
_ACTORS = re.compile(
    r"(?:部门|单位|企业|机构|政府|人员|[人者员户方]|家庭|职工|地区|各地|[省市县区局委厅]|银行|公司|协会|学校|医院|中心|财政|子女|学生|毕业生|群众|主体|我[们行局市区县省委厅]|同志|负责人|干部|领导|小组|国家|[后时前内起日月年]|期间|以[上内下]|面积|原则)$"
)
_GOES = re.compile(rf"(?:{COMPLEMENT}|用于|纳入|列入|计入|视为|作为|^报)$")
# 50% · 最高20万元 · 7天 · 1.2 · 每人500元以上 · 100万元、80万元
_AMOUNT = re.compile(
    r"(?:不?[低高超少多]?[于过]|最[高低]|每[户人套次年月]|约|相应)*(?:[\d.]+|[一二三四五六七八九十百两]+(?=[个年月日天次倍成折]))"
    r"(?:[\d.—\-~至、%‰]|[万亿千百元个天日年月周倍次成折/户人套]|工作日|小时|平方米|以[上内下]|左右)*|相应倍数"
)

# 贷款最高额度|分类别|提高到80万元, wherever in the clause
LIMIT_MOVES = re.compile(
    r"(?P<thing>(?:中(?=央)|[^，、。的内后上中在]){0,16}(?:额度|限额|比例|标准|利率|年限|期限|上限|下限|基数|价格|[税费]率|时限|时间|(?:间隔|有效|执行)期))"
    r"(?:[由从][^，的]{1,16}?)?(?:最高|统一|分别|均|再|相应|适当|分类别|分档|可以|应)*"
    r"(?P<verb>可?(?:提高|上调|下调|上浮|下浮|放宽|延长|降低|调整|缩短|压缩|提|降|调)[到至为])"
)
# 购买80平方米以上住房|补贴8000元
GRANTED = re.compile(r"(?P<verb>(?:平均|额外)?(?:补贴|奖励|补助|资助))(?=(?:每[户人套个])?\d)")


@lru_cache(maxsize=4096)
def goes_somewhere(verb: str) -> bool:
    """Tell whether a verb says where its thing gets (提高到, 用于): the thing stands before it."""
    return _GOES.search(verb) is not None


def is_amount(text: str) -> bool:
    """Tell whether nothing but a quantity stands there: 50%, 7天, 最高20万元."""
    return text[:1] in _AMOUNTS and _AMOUNT.fullmatch(text) is not None


def thing_before(clause: str, verb_start: int) -> Range | None:
    """The thing that stands before the verb in its clause; who acts is none."""
    found = None
    for match in _PARTY.finditer(clause, 0, verb_start):
        found = match.span("thing")
    if found is not None:
        return found
    opened = _OPENS.match(clause, 0, verb_start)
    if (
        opened is None
        or opened["thing"][-1] == "的"
        or _ACTORS.search(clause, *opened.span("thing"))
    ):
        return None
    return opened.span("thing")


def topic(clause: str) -> Range | None:
    """The thing that a clause without a verb names, for the verb of the next: 所需资金，."""
    match = _TOPIC.match(clause)
    if match is None or _NO_TOPIC.search(clause) or not (clause[0] == "对" or len(clause) > 6):
        return None
    return match.span("thing")
