"""Patterns for the head verb phrase of a clause, built from the lexicons."""

from __future__ import annotations

import re
from functools import cache

from pipeline.fields.action.openings import FILLER, NO_LATE_NOUN, NO_LIST, NUMBERING, no_noun
from pipeline.fields.action.openings import OPENING as _OPENING
from pipeline.fields.action.words import any_of, first_of

OPENED = rf"(?:{NUMBERING}){{0,2}}(?:{_OPENING}){{0,4}}"
# 应当|及时向社会|公布
_TOWARDS = r"(?:及时|主动|定期)?向[^，。对为]{1,8}?(?=[通公报反提告申缴传推])"
JOINT = r"(?:或者|以及|和|并|、|与|及|或)"
# 不得|将…作为, 不得再|通过…: what follows is no verb.
_NO_FORCE = r"(?=[将把以向对在与因由为其一于就]|从(?!事)|通过|经由)"
# 落实|好, 办理|完, 提高|到, 缴纳|至, 拨|给, 调整|为, 安排|在 belong to the verb.
_RESULT = r"(?:好(?![转评的])|完(?![善成工整毕全])|起(?![草步点源诉止飞]))?"
COMPLEMENT = (
    r"(?:到(?![位期达账场岗])|至(?![少今])|给(?!予)|入(?![学园住股围选户])(?<!予入)"
    r"|(?<=[整定列转视改设换更分作立用为])为(?![主期])|(?<=安排|存放|控制|稳定|保持|保留)在)"
)
# 不|补缴, 方可|撤回; not 不断, 不仅
_MODAL = (
    r"(?:有权(?<!所有权)(?![益属籍利证])|暂不|方可|方能|才能|才可|免[予于]"
    r"|不(?![断得仅足但同可能要]))"
)


@cache
def modal() -> str:
    """Words of permission, refusal and negation: they belong to the verb."""
    return rf"(?:{any_of('modal')}|{_MODAL})"


@cache
def manner() -> str:
    """Adverbs in a row, those that only stress among them."""
    return rf"(?:(?:{any_of('adverb')}|{FILLER})){{0,3}}"


@cache
def verb_phrase(*more: str) -> str:
    """加快推进 · 建立健全 · 不得收取 · 深入组织开展 · 落实好 · 可放宽到."""
    verb = any_of("verb", "give", "ruling", *more)
    first, second = any_of("first"), any_of("second")
    joining = rf"(?:{first}{second}|{any_of('verb', 'give', 'late')}|利用)"
    joined = rf"(?:{JOINT}(?:{modal()})?{manner()}{joining}){{0,3}}"
    whole = rf"{joined}{_RESULT}{COMPLEMENT}?{no_noun()}{NO_LIST}"
    head = rf"(?:{first}(?:{second}){{1,2}}|{verb}){whole}"
    return rf"(?:(?:{modal()})?{manner()}{head}|{_forbidden()})"


def _forbidden() -> str:
    """不得擅自离开 · 不得有 · 不得再|通过…: behind 不得 any verb will do, no half of a word."""
    force = r"(?:严禁|禁止|(?:一律|原则上|均)?(?:不得|不准|不再|不予|不能|不可))再?"
    word = r"[\u4e00-\u9fff]{2}(?![、或])"
    manner = r"(?:擅自|随意|违规|变相|无故|盲目|重复|强制|同时|及时|按期|叠加)"
    any_verb = rf"弄虚作假|有|搞|设(?![定立置计])|{manner}(?:{_NO_FORCE}|{word})|{word}"
    # 不抽贷、不断贷 · 暂不复工 · 不|对逾期车辆进行处罚 · 处1万元以上3万元以下的罚款
    row = (
        r"不[\u4e00-\u9fff]{2}(?:、不[\u4e00-\u9fff]{2})+|暂不[\u4e00-\u9fff]{2}|不(?=[对向将把再])"
    )
    penalty = r"处(?=[^，。；]{0,24}(?:罚款|拘留|徒刑))"
    # 报|省政府备案
    report = r"报(?=[^，。；]{2,40}(?:备案|备查|审批|批准|审定|审核|审议|核准|同意))"
    return rf"{report}|{force}(?:{_NO_FORCE}|{any_verb}|(?=[\u4e00-\u9fff]))|{row}|{penalty}"


@cache
def clause_head() -> re.Pattern[str]:
    """A clause that begins with its verb phrase, numbering and openers apart."""
    return re.compile(
        rf"{OPENED}(?P<verb>{verb_phrase()})(?:了(?![解结])|出(?![现台具口让租售资版行入])|到位)?"
    )


@cache
def verb() -> re.Pattern[str]:
    """A verb phrase, to be matched where one is expected."""
    return re.compile(rf"(?P<verb>{verb_phrase('late')})")


def _behind(
    lead: re.Pattern[str], clause: str, begin: int, end: int | None = None
) -> re.Match[str] | None:
    """The first verb phrase right behind what ``lead`` finds in ``clause[begin:end]``."""
    for found in lead.finditer(clause, begin, len(clause) if end is None else end):
        match = verb().match(clause, found.end())
        if match is not None and not _in_title(clause, match):
            return match
    return None


# 主要, 重要, 许可, 认可, 可靠, 适应 hold no duty.
# All begin with one set of characters, and look back behind it: the search runs at full speed.
_DUTY = re.compile(
    r"[要应必须需负将有可不只方才](?:(?<=要)(?<![主重需次必摘首]要)(?![求素点件闻])|(?<=应)(?:[当该]|(?<![响适供效反相对]应)(?![急用对届付税纳征]))"
    r"|(?<=必)须|(?<=须)|(?<=需)(?:要|(?<!所需)(?!求))|(?<=负)责|(?<=将)"
    r"|(?P<kept>(?<=有)权(?<!所有权)(?![益属籍利证])|(?<=可)(?<![许认]可)(?![靠行信追操视供见])|(?<=不)[得能再]|(?<=只)能|(?<=[方才])[可能]))"
    rf"(?:{_OPENING}){{0,2}}"
)
_TO_WHOM = re.compile(_TOWARDS)


def after_duty(clause: str, begin: int, end: int | None = None) -> re.Match[str] | None:
    """各地区各部门要|加强…, 余款可按合同|缴纳: a word of duty, its verb or an adverbial next.

    Group ``verb`` or ``cover``.
    """
    for found in _DUTY.finditer(clause, begin, len(clause) if end is None else end):
        at = found.end() if found["kept"] is None else found.start()
        match = verb().match(clause, at) or _covered().match(clause, at)
        # 应当将|报告书一并附送
        if match is None and found[0] != "将" and clause[at - 1] == "将":
            match = _covered().match(clause, at - 1)
        # 对因开发企业原因不能按期交房|的业主
        if match is not None and not clause.startswith("的", match.end()):
            return match
        to_whom = _TO_WHOM.match(clause, at)
        if to_whom is not None:
            match = verb().match(clause, to_whom.end())
            if match is not None:
                return match
    return None


# 发现异常情况|要及时报告, 编制规划|应当遵循…
@cache
def _unknown() -> re.Pattern[str]:
    return re.compile(
        rf"(?:必须|应当|(?<![必无])须)(?:{FILLER}|{any_of('adverb')})*"
        r"(?P<verb>(?!至少|至多|最[高低长少]|逐|[有是为在以从按对向与由及和不其将把于给同该当持凭经就])[\u4e00-\u9fff]{2})(?=[\u4e00-\u9fff“《])"
    )


def unknown_verb(clause: str) -> re.Match[str] | None:
    """对疑似病例必须|劝阻其入住: the two characters behind a word of duty, whatever they are."""
    return _unknown().search(clause)


@cache
def _covered() -> re.Pattern[str]:
    return re.compile(rf"(?:可以?|能够?)?{manner()}(?P<cover>{_cover_word()})")


_SUBJECT = re.compile(
    r"(?:部门|单位|政府|企业|银行|机构|协会|主体|地区|各地|委员会|中心|法院|学校|医院|街道|社区"
    r"|公司|商会|财政|组织|工作组|指挥部|人员|借款人|缴存人|购房人|申请人|职工|个人|家庭|消费者|竞得方"
    r"|纳税人|县|区|市|省|州|盟|旗|厅|局|委|部(?<=[\u4e00-\u9fff〇]部)|（[^（）]{0,20}）)"
    rf"(?:分别|共同|牵头|按职责|按照?规定|{FILLER}|要|应|拟(?![定订建稿录用])){{0,2}}"
)


def after_subject(clause: str, begin: int, end: int | None = None) -> re.Match[str] | None:
    """人力资源社会保障部门|加大…, 地方政府|不得…: the verb stands behind a body."""
    return _behind(_SUBJECT, clause, begin, end)


# What a verb without a modal stands behind: 所需资金由市县两级财政按比例|分担.
_BEFORE_LATE = (
    r"(?=[部单政企银机协地各委中法学办公组人职个家财省市县区局厅实规标要程比方原时后前起内上下案意年月日就遵参按由可不仅只即再均都先也直另统分一全\d以来而向])(?:部门|单位|政府|企业|银行|机构|协会|地区|各地|委员会|中心|法院|学校|办|公司|组织|人|人员|职工|个人|家庭"
    r"|财政|省|市|县|区|局|委|厅|实际|规定|标准|要求|规则|程序|比例|方式|政策|原则|时|后|前|起|内|中|上|下|(?<!土)地|案|意见|办法|年|月|日"
    r"|就近|遵照|参照|按照?|由|可|不|仅|只|即|再|均|都|先|也|可以|直接|另行|统一|分别|一律|全部|\d[%折]|以|来|而|向[^，]{2,10})"
)


_NOT_DONE = r"(?<![未已曾经所拟被以新])(?!高质量发展)"


@cache
def _late_words() -> str:
    verb = any_of("verb", "give", "late")
    return (
        rf"{verb}(?:{JOINT}{verb})?{_RESULT}(?:{COMPLEMENT}|成(?![本交果效]))?"
        rf"{no_noun()}{NO_LIST}{NO_LATE_NOUN}"
    )


@cache
def _late_behind() -> re.Pattern[str]:
    return re.compile(
        rf"{_BEFORE_LATE}{_NOT_DONE}(?P<verb>(?:{modal()})?{manner()}{_late_words()})"
    )


@cache
def anywhere() -> re.Pattern[str]:
    """A verb wherever it stands, if it is not part of a noun."""
    return re.compile(rf"{_NOT_DONE}(?P<verb>{_late_words()})")


def late_verb(clause: str) -> re.Match[str] | None:
    """The verb that most likely heads a clause without modal or opening verb.

    The first one behind a subject or an adverbial, else the first with an object.
    """
    if len(clause) < 6 or clause.startswith(_PURPOSE):
        return None
    found = list(anywhere().finditer(clause, 0, 120))
    if not found:
        return None
    match = _late_behind().search(clause, 0, 120)
    if match is not None and not _in_title(clause, match):
        return match
    sure = [
        one
        for one in found
        if one.end() <= 80
        and "的" not in clause[one.end() :]
        and not clause.startswith(("应当", "必须", "须"), one.end())
        and not _in_title(clause, one)
    ]
    acting = [one for one in sure if one.end() < len(clause) - 1]
    return acting[0] if acting else sure[-1] if sure else None


def _in_title(clause: str, match: re.Match[str]) -> bool:
    begin = match.start("verb")
    if clause.find("《", 0, begin) < 0 and clause.find("“", 0, begin) < 0:
        return False
    return any(clause.rfind(a, 0, begin) > clause.rfind(b, 0, begin) for a, b in ("《》", "“”"))


@cache
def adverbs_before() -> re.Pattern[str]:
    """The adverbs that end right there: 土地|继续|保留."""
    return re.compile(rf"(?:{any_of('adverb')})+$")


_PURPOSE = ("为", "围绕", "针对", "随着", "鉴于")


_DONE = r"[^，。；]{0,24}?(?:(?<![最今以产售课先前术灾落背事])后|(?<![按及临同实准])时)"
# Steps that are done before others: 公示无异议后|作出决定; not 取消|毕业生离校后办理的手续
_STEPS = (
    "取得|提取|签订|补缴|缴纳|办理|提交|公示"
    "|使用|变更|收购|退回|进行|建成|申报|交付|结清|出售|购买|审核|审批"
)


_TOLD = re.compile(
    rf"{_DONE}(?=[仍即则均都]?(?:可(?![能靠])|应(?![急用对])|须|要(?![求素点])|需(?!求)|不得|不再|方[可能]|必须|由|予以"
    r"|一次性|及时)|\d+个?(?:工作日|[天日月年])内|的[^，。；]{2,12}(?:应当|不得|须|可以))"
)
_STEP = re.compile(rf"(?<={_STEPS}){_DONE}")


def first_done(clause: str, begin: int) -> re.Match[str] | None:
    """补缴出让金后|可分期缴纳, 办理业务时|需提供证明; not 调整|提取公积金后申请贷款条件."""
    told = _TOLD.match(clause, begin)
    if told is not None:
        return told
    step = _STEP.match(clause, begin)
    return step if step is not None and verb().match(clause, step.end()) else None


def _cover_word() -> str:
    # 应当, 适当 open nothing, though 当 does
    # 就不予采纳的理由|作出说明, but 就业, 就近
    return rf"(?!(?<=[应适])当)(?:{any_of('cover')}|就(?![业近地医诊读餐高低绪位学任职此算]))"


@cache
def cover() -> re.Pattern[str]:
    """为…, 按照…, 对…, 依法向…: the clause opens with an adverbial."""
    return re.compile(rf"{OPENED}(?:可以?|能够?)?{manner()}(?P<cover>{_cover_word()})")


_FIRMLY = re.compile(
    "(?:继续|及时|严格|逐步|自觉|扎实|积极|随时|主动|认真|每年|一次性)(?<![未不没已年和与及]..)"
)


def firmly_done(clause: str, end: int) -> re.Match[str] | None:
    """商品住房用地|继续配建保障性住房: a verb with an adverb heads what follows a thing."""
    firmly = _FIRMLY.search(clause, 2, end)
    if firmly is None or "的" in clause[: firmly.start()] or "《" in clause:
        return None
    match = verb().match(clause, firmly.start())
    if match is None or match.end() == len(clause) or _in_title(clause, match):
        return None
    return match


@cache
def giving() -> re.Pattern[str]:
    """人才房票|实行实名制: a giving verb wherever it stands."""
    return re.compile(
        rf"(?<![未已曾所新])(?!优先)(?P<verb>{any_of('give')}{_RESULT}{COMPLEMENT}?){no_noun()}{NO_LIST}"
    )


@cache
def given() -> re.Pattern[str]:
    """对受影响企业|给予补贴: the head behind the party."""
    adverb, give, verb = any_of("adverb"), any_of("give"), any_of("verb")
    # A verb without a word before it must be one of giving.
    may_begin = first_of("modal", "adverb", "give") + "不方才有免暂"
    return re.compile(
        rf"(?=[{may_begin}])(?<![未已曾所新、和及与或])(?<!无法)(?!高质量发展)"
        rf"(?P<verb>(?:(?:{modal()})?(?:{adverb}){{0,2}}{give}|(?:{modal()})(?:{adverb})?{verb}"
        rf"|(?:{adverb}){{1,2}}{verb}){_RESULT}{COMPLEMENT}?){no_noun()}{NO_LIST}"
    )


_ADVERBIAL = re.compile(
    r"(?:基础上|前提下|情况下|过程中|期间|要求|规定|原则|方式|方法|程序|比例|标准|约定|合同(?!约)|来|实际情况|实际(?<=结合实际)"
    r"|需要(?<=根据需要)|工作需要|政策|渠道|平台|形式|途径|手段|工作机制|意图|路线|办法|细则|规则|精神|数据(?<=[的之]数据)|等(?:材料|资料|证明|证件|要件)?|起(?<=[日月年]起)|%|为(?:基础|限|准)|上|中|下|内)(?!并)"
    rf"(?:{_OPENING}){{0,2}}"
)


def after_adverbial(clause: str, begin: int, end: int | None = None) -> re.Match[str] | None:
    """在现有基础上|提高…, 按照统一要求|做好…, 通过专项活动来|促进…."""
    return _behind(_ADVERBIAL, clause, begin, end)


_IN_TIME = re.compile(
    r"(?:后(?<![最今以产售课先术灾落事背前善]后)|期间|内(?<=[天日月年]内)|之日起|前(?<=[日月年底]前))"
    rf"(?:一个月内|\d+个?[天日月年]+内)?(?:{_OPENING}){{0,2}}"
)


_PERIOD = re.compile(
    r"(?:后(?<![最今以产售课先术灾落事背前善]后)|前(?<![以之目当先提]前)|时(?<![及按小临暂随准实定平]时)(?<!(?<!合)同时)|方面"
    r"|基础上|前提下|情况下|过程中|范围内)"
    rf"(?:{_OPENING}){{0,2}}"
)


def after_period(clause: str, begin: int) -> re.Match[str] | None:
    """在规划草案报送审批前|编制报告书, 在办理登记时|收取: not the verb within."""
    return _behind(_PERIOD, clause, begin)


def in_time(clause: str, begin: int, end: int | None = None) -> re.Match[str] | None:
    """出让合同签订后|缴纳价款, 缓缴期间|免收滞纳金: behind a time that opens with a noun."""
    return _behind(_IN_TIME, clause, begin, end)


@cache
def last_verb() -> re.Pattern[str]:
    """可贷额度可按缴存基数|计算: a verb that ends its clause."""
    verb = any_of("verb", "give", "late")
    return re.compile(
        rf"(?<!有关)(?<!相关)(?<!的)(?P<verb>(?:{modal()})?{manner()}{verb}(?:{JOINT}?{verb})?{_RESULT})$"
    )


@cache
def split_point() -> re.Pattern[str]:
    """完善制度|、落实责任: a 、 that a verb with an object of its own follows."""
    return re.compile(
        # 投资规模大、带动能力强的项目 · 打通产业链、供应链堵点 · 在线办公、协同作业
        rf"、(?<![长大强广]、)(?<![平力度越]高、)(?!{any_of('noun')})(?={any_of('verb')}{no_noun()}"
        r"(?!等|体系|工作|现实|[和与及、]|(?<=协同)(?:作业|办公|创新|制造))[\u4e00-\u9fff“]{2,})"
    )
