"""Patterns for the head verb phrase of a clause, built from ``lexicons/verbs.tsv``."""

from __future__ import annotations

import re
from functools import cache

from pipeline.lexicon import read_lexicon


@cache
def _any_of(*kinds: str) -> str:
    """Any word of these kinds, longest first, grouped by first character for speed.

    One look at the first character settles most of what is no such word.
    """
    tails: dict[str, list[str]] = {}
    for verb in _words(kinds):
        tails.setdefault(verb[0], []).append(re.escape(verb[1:]))
    groups = (
        f"{first}(?:{'|'.join(sorted(set(rest), key=len, reverse=True))})"
        for first, rest in sorted(tails.items())
    )
    return f"(?:(?=[{_first_of(*kinds)}])(?:{'|'.join(groups)}))"


def _first_of(*kinds: str) -> str:
    return "".join(sorted({verb[0] for verb in _words(kinds)}))


def _words(kinds: tuple[str, ...]) -> list[str]:
    return [row["verb"] for row in read_lexicon("verbs") if row["kind"] in kinds]


_NUMBERING = (
    r"(?:第[一二三四五六七八九十百零\d]{1,5}[条章]\s?|第?[一二三四五六七八九十]{1,3}[、是要．.]|[（(][一二三四五六七八九十\d]{1,3}[）)]、?"
    r"|\d{1,3}(?:[.．、]\d{0,2}){1,2}\s?|[①-⑳●▪•—])"
)
# Words that open a clause and carry nothing of the action.
_OPENING = (
    r"(?:并且?|同时|同步|此外|另外|其中|还要?|也要?|都要|均要|均应|均|要|应当|应该|应|须|必须"
    r"|需要|需|将|拟|会|能|又|再|进一步|切实|不断|更好|更加|确需|各地要|原则上|下一步|分别|相应"
    r"|每[户家个人套辆次]|[\s“])"
)
# 供应链, 预付款, 申报的项目: here the verb is part of a noun.
_NO_NOUN = (
    r"(?![性化率型者链的期]|(?<=供应|开发|运营|生产|销售|代理|承包|服务|集成|投资|提供|承建)商|款(?!项)|记录|要求|标准[由从按为提降调分执最]"
    # 申请人, but 引进人才; 承租方, but 完善方案; 提取额; 保证金, but 发展金融
    r"|人(?![才员口民数工文均大力身为社类格气防居物次道群事间机权情形们人])"
    r"|方(?![案式法面便向针舱言可能程位])|额(?![度外定])|金(?![融属税卡银牌秋华山门砖砂])"
    r"|(?<=开发|建设|审批|审核|受理|征收|承办|申报|申请|检验|检测|销售|生产|执行|采购|供应|运营|培训|评审|评估|审计|缴存|配送|托管|设计|监测|监管|管理|牵头|配合"
    r"|负责|参保|参与|承接|服务)(?:单位|机构|部门|公司|人员|主体|大厅)"
    r"|(?<=开发|建设|施工|生产|销售|申报|申请|运营|承办|牵头|参保|参与|供应|配送|承接)企业"
    r"|(?<=服务|管理|交易|监测|申报|登记|支援|创新)(?:平台|中心|窗口)|(?<=服务)(?:[业站司类]|园区)"
    r"|(?<=缴存)(?:地|系数|累计|基数|比例|时[间限]|年限)|(?<=孵化)[器园]|(?<=开发)区|(?<=竣工)验收"
    r"|(?<=研究)(?:[生院所员会]|机构|中心)|(?<=征收)补偿|(?<=抵押)[权物期]|(?<=救助)(?:管理机构|管理站|站|专用)"
    r"|(?<=审批)(?:流程|环节|时限|手续)|(?<=租赁)(?:住房|企业|市场|机构)|(?<=拨付)(?:通知单|环节|资金环节)|(?<=组织)(?:[要应须]|和个人)"
    r"|(?<=交付)[前后]|(?<=受理)(?:结果|时间|窗口)|(?<=补贴)(?:申请|对象|标准|范围|政策)|(?<=新建)(?:商品|住宅|住房|房屋)(?![^，]{0,12}\d)"
    r"|(?<=负责)同志|(?<=消毒)(?:用品|[剂液])|(?<=实施)(?:方案|细则|办法|意见)"
    r"|(?<=发展)和?改革[委局部]|管理[委局]|(?<=对标)准"
    r"|(?<=退出)机制|(?<=服务)(?:设施|机器人|便利化)|(?<=倾斜)力度|(?<=监管)(?:仓库|账户|额度))"
)
# 检验、计量…: what an enumeration goes on from is a noun, unless verbs are joined (发掘、宣传).
_NO_LIST = r"(?![、]|等(?![待级同额离候值])|(?:和(?![谐解平])|或|及(?!时)|以及))"
# 缴存人, 管理制度, 服务中心: no head either where nothing else says that a verb follows.
_NO_LATE_NOUN = (
    r"(?![人额费金权证书制度口]|比例|合同|按|房龄|免征|量|协议|能力|流程|部门|单位|企业|机构|主体|事项|专项资金|中心|平台|情况|工作(?!专班)|标准|系统|体系"
    r"|机制|资金|方案|条件|原则|政策|措施|活动|项目|办法|意见|规定|对象|范围|方式|期限|时间|年限|职工|家庭)"
)
# 应当|及时向社会|公布
_TOWARDS = r"(?:(?:及时|主动|定期)?向[^，。对为]{1,8}?)?"
_JOINT = r"(?:或者|以及|和|并|、|与|及|或)"
# 不得|将…作为, 不得再|通过…: what follows is no verb.
_NO_FORCE = r"(?=[将把以向对在与因由为其一于]|从(?!事)|通过)"


@cache
def verb_phrase() -> str:
    """加快推进 · 建立健全 · 不得收取 · 深入组织开展."""
    modal, adverb, verb = _any_of("modal"), _any_of("adverb"), _any_of("verb", "give")
    first, second = _any_of("first"), _any_of("second")
    joining = _any_of("verb", "give", "late")
    joined = rf"(?:{_JOINT}(?:{modal})?(?:{adverb}){{0,2}}{joining}){{0,3}}"
    head = rf"(?:{first}(?:{second}){{1,2}}|{verb}){joined}{_NO_NOUN}{_NO_LIST}"
    return rf"(?:(?:{modal})?(?:{adverb}){{0,3}}{head}|{_forbidden()})"


def _forbidden() -> str:
    """不得擅自离开 · 不得有 · 不得再|通过…: behind 不得 any verb will do, no half of a word."""
    force = r"(?:严禁|禁止|不得|不准|不再|不予|不能|不可|一律不得|原则上不得|均不得)再?"
    word = r"[\u4e00-\u9fff]{2}(?![、或])"
    manner = r"(?:擅自|随意|违规|变相|无故|盲目|重复|强制|同时|及时|按期|叠加)"
    any_verb = rf"弄虚作假|有|搞|设(?![定立置计])|{manner}(?:{_NO_FORCE}|{word})|{word}"
    # 不抽贷、不断贷 · 暂不复工 · 处1万元以上3万元以下的罚款
    row = r"不[\u4e00-\u9fff]{2}(?=、不)|暂不[\u4e00-\u9fff]{2}"
    penalty = r"处(?=[^，。；]{0,24}(?:罚款|拘留|徒刑))"
    return rf"{force}(?:{_NO_FORCE}|{any_verb}|(?=[\u4e00-\u9fff]))|{row}|{penalty}"


@cache
def clause_head() -> re.Pattern[str]:
    """A clause that begins with its verb phrase, numbering and openers apart."""
    return re.compile(
        rf"(?:{_NUMBERING}){{0,2}}(?:{_OPENING}){{0,3}}(?P<verb>{verb_phrase()})"
        r"(?:了(?![解结])|好(?![转评])|出(?![现台具口让租售资版行入])|到位)?"
    )


@cache
def after_modal() -> re.Pattern[str]:
    """各地区各部门要|加强…: the verb stands behind a word of duty."""
    # 主要, 重要, 许可, 认可, 可靠, 适应 hold no duty.
    duty = (
        r"(?=[要应必须需负将可不只])(?:要(?<![主重需次必摘首]要)(?![求素点件闻])|应当|应该|应(?<![响适供效反相对]应)(?![急用对届付税纳征])"
        r"|必须|须|需要|需(?<!所需)(?!求)|负责|将|(?<![许认])(?=可(?![靠行信追操视供见])|不得|不能|只能))"
    )
    return re.compile(rf"(?P<duty>{duty})(?:{_OPENING}){{0,2}}{_TOWARDS}(?P<verb>{verb_phrase()})")


@cache
def after_subject() -> re.Pattern[str]:
    """人力资源社会保障部门|加大…, 地方政府|不得…: the verb stands behind a body."""
    body = (
        r"(?:部门|单位|政府|企业|银行|机构|协会|主体|地区|各地|委员会|中心|法院|学校|医院|街道|社区"
        r"|公司|商会|组织|工作组|指挥部|人员|借款人|缴存人|购房人|申请人|职工|个人|家庭|消费者"
        r"|纳税人|县|区|市|省|州|盟|旗|厅|局|委|部|（[^（）]{0,20}）)"
    )
    return re.compile(
        rf"{body}(?:分别|共同|牵头|按职责|按照?规定|均|也|要|应){{0,2}}"
        rf"(?!(?:发展|服务|管理|监管|建设|经营|生产|公开|开发|培训|创新)(?:[^和与]{{0,6}}资金|[的部单机人者主责]))"
        rf"(?P<verb>{verb_phrase()})"
    )


# What a verb without a modal stands behind: 所需资金由市县两级财政按比例|分担.
_BEFORE_LATE = (
    r"(?:部门|单位|政府|企业|银行|机构|协会|地区|各地|委员会|中心|法院|学校|办|公司|组织|人|人员|职工|个人|家庭"
    r"|财政|省|市|县|区|局|委|厅|实际|规定|标准|要求|规则|程序|比例|方式|政策|原则|时|后|前|起|内|中|上|下|(?<!土)地|案|意见|办法|年|月|日"
    r"|就近|遵照|参照|按照?|由|可|不|仅|只|即|再|均|都|先|也|可以|直接|另行|统一|分别|一律|全部|\d[%折]|以|来|而|向[^，]{2,10})"
)


@cache
def _late_verb() -> re.Pattern[str]:
    verb = _any_of("verb", "give", "late")
    return re.compile(
        rf"(?P<verb>(?:{_any_of('modal')})?(?:{_any_of('adverb')}){{0,2}}{verb}"
        rf"(?:{_JOINT}{verb})?(?:[至到为成](?![此期位]))?){_NO_NOUN}{_NO_LIST}{_NO_LATE_NOUN}"
    )


def late_verb(clause: str) -> re.Match[str] | None:
    """The verb that most likely heads a clause without modal or opening verb.

    The first one behind a subject or an adverbial, else the first with an object.
    """
    if len(clause) < 6 or clause.startswith(_PURPOSE):
        return None
    found = [
        match for match in _late_verb().finditer(clause, 0, 120) if not _in_title(clause, match)
    ]
    for match in found:
        if _BEFORE_VERB.search(clause, max(0, match.start() - 12), match.start()):
            return match
    sure = [match for match in found if "的" not in clause[match.end() :]]
    acting = [match for match in sure if match.end() < len(clause) - 1]
    return acting[0] if acting else sure[-1] if sure else None


def _in_title(clause: str, match: re.Match[str]) -> bool:
    return clause.rfind("《", 0, match.start()) > clause.rfind("》", 0, match.start())


_PURPOSE = ("为", "围绕", "针对", "随着", "鉴于")


_BEFORE_VERB = re.compile(_BEFORE_LATE + "$")


@cache
def opening_noun() -> re.Pattern[str]:
    """企业人才住房|按照市场评估价7折出售: what is acted on, up to the adverbial."""
    return re.compile(
        rf"(?:{_NUMBERING})?(?:{_OPENING}){{0,2}}"
        r"(?P<thing>(?![按由在自于对将以从向应须可]|必须)[^，。；、“”（）]{2,24}?)"
        r"(?=按|由|在|自|于|可|应|须|需|原则上|最|不|均)"
    )


_DONE = r"[^，。；]{0,24}?(?:(?<![最今以产售课先前术灾落背事])后|(?<![按及临同实准])时)"
# Steps that are done before others: 公示无异议后|作出决定; not 取消|毕业生离校后办理的手续
_STEPS = (
    "取得|提取|签订|补缴|缴纳|办理|提交|公示"
    "|使用|变更|收购|退回|进行|建成|申报|交付|结清|出售|购买|审核|审批"
)


@cache
def first_done() -> re.Pattern[str]:
    """补缴出让金后|可分期缴纳, 办理业务时|需提供证明; not 调整|提取公积金后申请贷款条件."""
    told = (
        r"[仍即则均都]?(?:可(?![能靠])|应(?![急用对])|须|要(?![求素点])|需(?!求)|不得|不再|方[可能]|必须|由|予以"
        r"|一次性|及时)|\d+个?(?:工作日|[天日月年])内|的[^，。；]{2,12}(?:应当|不得|须|可以)"
    )
    return re.compile(rf"{_DONE}(?={told})|(?<={_STEPS}){_DONE}(?={verb_phrase()})")


@cache
def handed_over() -> re.Pattern[str]:
    """建设管理办法|由市人民政府另行制定: what opens the clause is done by somebody else."""
    thing = (
        r"(?:办法|细则|方案|标准|资金|经费|费用|规则|目录|名单|流程|程序|清单|系数|工作|事宜|手续)"
    )
    return re.compile(
        rf"(?:{_NUMBERING})?(?:{_OPENING}){{0,2}}(?P<thing>[^，。；“”（）]{{0,20}}{thing})"
        rf"由[^，。；用]{{2,24}}?"
        rf"(?P<verb>(?:{_any_of('adverb')}){{0,2}}{_any_of('verb', 'give', 'late')})$"
    )


@cache
def cover() -> re.Pattern[str]:
    """为…, 按照…, 对…: the clause opens with an adverbial."""
    # 应当, 适当 open nothing, though 当 does
    word = rf"(?!(?<=[应适])当){_any_of('cover')}"
    return re.compile(rf"(?:{_NUMBERING})?(?:{_OPENING}){{0,3}}(?P<cover>{word})")


@cache
def given() -> re.Pattern[str]:
    """对受影响企业|给予补贴: the head behind the party."""
    modal, adverb, give = _any_of("modal"), _any_of("adverb"), _any_of("give")
    verb = _any_of("verb")
    # A verb without a word before it must be one of giving.
    may_begin = _first_of("modal", "adverb", "give")
    return re.compile(
        rf"(?=[{may_begin}])"
        rf"(?P<verb>(?:{modal})?(?:{adverb}){{0,2}}{give}|(?:{modal})(?:{adverb})?{verb}"
        rf"|(?:{adverb}){{1,2}}{verb}){_NO_NOUN}{_NO_LIST}"
    )


@cache
def after_adverbial() -> re.Pattern[str]:
    """在现有基础上|提高…, 按照统一要求|做好…, 通过专项活动来|促进…."""
    ending = (
        r"(?:基础上|前提下|情况下|过程中|期间|要求|规定|原则|方式|方法|程序|比例|标准|合同|来|(?<=结合)实际|实际情况|(?<=根据)需要|工作需要"
        r"|上|中|下|内)"
    )
    return re.compile(rf"{ending}(?:{_OPENING})?(?P<verb>{verb_phrase()})")


@cache
def moved() -> re.Pattern[str]:
    """将专题服务|接入平台, 把A|纳入B: the object stands before the verb."""
    not_modal = rf"将(?!{_any_of('verb', 'adverb', 'cover')})"
    return re.compile(
        rf"(?:{not_modal}|把)(?P<thing>[^，]{{2,60}}?)(?P<verb>{_any_of('adverb')}?{_any_of('move')})"
    )


@cache
def split_point() -> re.Pattern[str]:
    """完善制度|、落实责任: a 、 that a verb with an object of its own follows."""
    return re.compile(
        # 投资规模大、带动能力强的项目 · 打通产业链、供应链堵点 · 在线办公、协同作业
        rf"(?<![长大强广])(?<!平高)(?<!力高)(?<!度高)(?<!越高)、(?={_any_of('verb')}{_NO_NOUN}"
        r"(?!等|体系|工作|现实|[和与及、]|(?<=协同)(?:作业|办公|创新|制造))[\u4e00-\u9fff“]{2,})"
    )
