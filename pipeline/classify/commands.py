"""Wording that asks, allows or promises: prohibitions, duties, directive verbs, grants, values."""

from __future__ import annotations

import re
from functools import cache

from pipeline.lexicon import read_lexicon

# （一） · 1. · 一是 · 第五条 · 同时， — what may stand before the first word of the sentence
_OPENING = re.compile(
    r"""\s*(?:[★●■◆▲○□·•\-—*]+\s*)?
    (?:[（(](?:[一二三四五六七八九十百]+|\d{1,3})[）)]\s*[、.]?|第[一二三四五六七八九十百零\d]{1,5}(?:条|[，、])
      |[一二三四五六七八九十]{1,3}(?:是(?:要)?|、|要|方面[，、]?(?:是|要)?)|\d{1,3}\s*[.、．]|[①-⑳]|首先|其次|再次|最后)*\s*[，、]?
    (?:(?:同时|其中|此外|另外|因此|为此|然后|一方面|另一方面|另外一方面|总之|对此|(?:具体|主要|重点)?(?:工作|举措|措施|任务|内容)?(?:主要)?包括：(?:一是)?|在此基础上|也就是说|具体(?:来说|而言)|特别|但是?|并且?)[，、]?)?""",
    re.VERBOSE,
)
# The first characters of all that may open a sentence: most begin with their first word.
_OPENERS = frozenset(
    " \t\n\u3000★●■◆▲○□·•-—*（(第一二三四五六七八九十0123456789①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
    "、，首其再最同此另因为然总对具主重工举措任内包在也特但并"
)
_CLAUSE = re.compile(r"[，；。：、“]\s*")

# Names that begin with a directive verb: 建设单位应当…, 申请人提交…, 支持范围为…
_COMPOUND = re.compile(
    r"""(?:申请|办理|受理|供应|缴存|代办|监管|培训|投资|申报|检验|检测|评审|销售|生产|采购|建设|承办|收购|发放
      |补助|奖励|资助|贴息|担保|参与|参展|提取|拨付|推荐|展期|养护|研发|种植|养殖|运输|经营|服务|测试|审核|登记|使用|缴纳)
      (?:人(?![才员民口工数])|者|单位|部门|机构(?!的)|企业(?=[应须要可]|[^，。；]{0,12}[应须])|银行|时间|时限|期限|期间|条件|范围|对象|标准|流程|程序
        |材料|资料|方式|地点|结果|内容|比例|额度|金额|系数|名称|期满|入围)
    |(?:支持|扶持|保障|实施|执行|适用|服务|改造|检查|考核|评价|评估|公示|试点|整治|排查|督查)
      (?:范围|对象|条件|期限|期间|期满|时间|步骤|主体|比例|额度|金额|结果|内容(?!和)|流程|程序|城市)
    |(?:提交|提供|报送)(?:材料|资料|清单)|联合(?:体|采购|会|国|验收)|护理(?:型|员|人员)|发展(?:和|与)?改革(?:[委部局]|主管)|(?:审查|评审|验收|督查|考核|评估|指导|推进)(?:小组|委员会|办公室)|审计(?:署|部门|机关|厅|局)|监察(?:部门|机关)|管理(?:委员会|部门|机构|中心|局)|研究(?:院|所|会)(?!议)|生产安全|(?:处置|排放|供应|销售|使用|储备|利用|投资|收购|生产|运输|存储|检测|建设|开发)[量额](?!化)|示范(?:区|点|基地|项目)|仓储物流|冷链物流""",
    re.VERBOSE,
)

_PROHIBITION = re.compile(
    r"不得|严禁|禁止|不准|不许|不予(?!以|(?:共享|开放|公开)(?:类|等|的(?:数据|信息|政务)))|不再|严防|杜绝|一律不|不能(?:再)?(?:收|以|将|要|搞|超|低|高|变更|结转|拒绝|同时|重复|叠加)|原则上不"
)
# Every way begins with a character, and looks back behind it: the search then runs at full speed.
_DUTY = re.compile(
    r"要(?<![不需重主只首将想摘纲必]要)(?![素件求点闻旨害领塞么地])|应当|应(?<![反响适相对供回呼效感]应)(?![用急对付税收届有激邀聘征战变该纳缴时景了])|必须|务必|须(?<!必须)(?!知)"
    r"|负责(?!人|同志|任|解释|制|干部|单位|部门)|承担(?!的)|牵头"
)
_LEAVE = re.compile(
    r"可(?<![许认宁有]可)(?![能持行靠见控再观视变信追比塑降支溶怕惜谓燃口逆研])|可以|允许|准予|有权(?<!所有权)(?![益属威])|将(?<![必即]将)(?![来近领军士])|拟(?!定|订|建|转|录)"
)
_GRANT = re.compile(
    r"给予|予以|发放|奖励|补助|补贴|贴息|减免|免征|免收|免除|免缴|免交|减征|减半|全免|缓缴|返还|退还|优先|倾斜|享受|资助|支持|扶持"
    r"|处[^，。；]{0,20}(?:罚款|拘留|徒刑)|安排|纳入|列入|计入|执行|适用|调整|提高|降低|放宽|延长|缩短|取消|下调|上调|上浮|下浮|实行|按照?[^，。；]{1,30}(?:办理|支付|计算|核定|确定|拨付|处理|登记)"
)
_VALUE = re.compile(
    r"(?:不超过|不高于|不低于|不少于|最高|最低|最长|最多|至少|上限|下限|比例为|额度为|标准为|金额为|期限为|控制在)[^，。；]{0,20}\d"
    r"|由\s*[\d.]+[^，。；]{0,12}(?:提高|调整|降|延长|增加|上调|下调|缩短|放宽)[^，。；]{0,6}\d"
)
# 一、同意调整…联席会议制度。 · 不刻制印章，不正式行文，请按照文件精神组织开展工作
_AGREES = re.compile(
    r"^\s*(?:[一二三四五六七八九十]{1,2}、|[（(][一二三四五六七八九十][）)]|\d[.、．])?\s*(?:国务院|原则)?同意(?![的后书者，])|不正式行文"
)
_BY_BODY = re.compile(r"(?:^|[，。；、）]|资金|经费|费用)由[^，。；]{2,40}")
# 由市地方金融局组织实施 · 由市级财政和企业所在区各承担50%
_RUN_BY = re.compile(
    r"由[^，。；]{2,30}(?:组织实施|负责|牵头|(?:各|分别|共同|按比例|按[^，。；]{2,12})承担|(?<!费用)承担\s*[。；]|分担)"
    # 总部企业认定和政策兑现工作每年定期开展。
    r"|工作每(?:年|半年|季度?|月)(?:定期)?(?:组织)?(?:开展|进行|实施)[^，。；]{0,6}[。；]"
)
_CONSEQUENCE = re.compile(r"(?:的|后|时|者|起)，|^\s*(?:对|凡|如|经|未|在|从|自)")


@cache
def _cues(kind: str) -> frozenset[str]:
    return frozenset(row["cue"] for row in read_lexicon("measure_cues") if row["kind"] == kind)


@cache
def _adverb_starts() -> frozenset[str]:
    return frozenset(adverb[0] for adverb in _cues("adverb"))


@cache
def _adverbs() -> re.Pattern[str]:
    longest_first = sorted(_cues("adverb"), key=len, reverse=True)
    return re.compile(f"(?:(?:{'|'.join(longest_first)})地?)*")


@cache
def _bodies() -> re.Pattern[str]:
    """The last words of bodies that act: 各省工业和信息化主管部门, 我局, 领导小组."""
    words = [r["word"] for r in read_lexicon("body_words") if r["kind"] in ("organ", "collective")]
    words += ["部", "局", "委", "厅", "署", "总局", "我们", "党委", "办公厅", "法院", "教育厅"]
    longest_first = sorted(set(words), key=len, reverse=True)
    # 房协 is one, 购房协议 names none
    longest_first = [f"{word}(?!议)" if word.endswith("协") else word for word in longest_first]
    return re.compile(rf"(?:{'|'.join(longest_first)})(?:[（(][^）)]{{1,20}}[）)])?")


def opening(piece: str) -> int:
    """Return where the first word of ``piece`` stands, behind its number and connective."""
    if piece[:1] not in _OPENERS:
        return 0
    found = _OPENING.match(piece)
    return found.end() if found is not None else 0


def starts_directive(piece: str, start: int) -> bool:
    """Does a directive verb stand at ``start``, adverbs apart? (积极推动…, 大力支持…)"""
    if piece[start : start + 2] in _cues("directive"):
        return not _is_told_or_named(piece, start)
    if piece[start : start + 1] not in _adverb_starts():
        return False
    end = behind_adverbs(piece, start)
    if end == start:
        return False
    if piece[end : end + 2] in _cues("directive"):
        return not _is_told_or_named(piece, end)
    return piece[end : end + 1] in "将把对让为给"


def behind_adverbs(piece: str, start: int) -> int:
    """Return where the verb behind the adverbs at ``start`` stands (全面|落实)."""
    if piece[start : start + 1] not in _adverb_starts():
        return start
    found = _adverbs().match(piece, start)
    return found.end() if found is not None else start


def _is_told_or_named(piece: str, at: int) -> bool:
    """新增了… is told; 建设单位…, 办理时间…, 申请人… are names that begin with a verb."""
    return piece[at + 2 : at + 3] == "了" or _COMPOUND.match(piece, at) is not None


def clause_directive(piece: str, start: int) -> bool:
    """Does a clause behind the first begin with a directive verb? (围绕…，加快…)"""
    return any(starts_directive(piece, found.end()) for found in _CLAUSE.finditer(piece, start))


def prohibits(piece: str) -> bool:
    """不得, 严禁, 不予."""
    return _PROHIBITION.search(piece) is not None


def obliges(piece: str) -> bool:
    """要, 应, 须, 负责, 牵头."""
    return _DUTY.search(piece) is not None


def allows(piece: str) -> bool:
    """可, 允许, 准予, 将."""
    return _LEAVE.search(piece) is not None


def grants(piece: str) -> bool:
    """Who gets what, and the values that a measure sets."""
    return _GRANT.search(piece) is not None or _VALUE.search(piece) is not None


def sets_value(piece: str) -> bool:
    """由2年调整为1年, 最高不超过20万元."""
    return _VALUE.search(piece) is not None


def agrees(piece: str) -> bool:
    """同意组建…协调委员会; 联席会议不刻制印章，不正式行文."""
    return _AGREES.search(piece) is not None


def names_actor(piece: str) -> bool:
    """由省教育厅制定."""
    return "由" in piece and _BY_BODY.search(piece) is not None


def assigns(piece: str) -> bool:
    """Who runs or pays for it: 由市地方金融局组织实施。"""
    return _RUN_BY.search(piece) is not None


def is_conditional(piece: str) -> bool:
    """对…的，…: a rule about a case."""
    return _CONSEQUENCE.search(piece) is not None


# 工业和信息化部将…, 我们也会…; not: 平台将催生巨大市场
_COMMITMENT = re.compile(
    r"(?:还|也|正|都|均|仍)?(?:将(?!有|来|近|军|会有|成为|产生|面临|受|是)|(?<=[还也都])会(?!议|有|是|被|导|使)|拟(?!定)|要(?![素求件点])|应(?![用急对付])|须)"
)
_NEXT = re.compile(
    r"""(?:^|[，。；：])\s*(?:(?:下一步|下一阶段|接下来|今后|后续|明年|下半年|年内|下步)
        [^。；]{0,60}?(?:将|要|会|拟|继续|进一步|加快|加强|推进|推动)|(?:近期|随后)[^。；]{0,20}?(?:[还也]会|将|拟)|拟(?![定订录人])
        |今年，?(?:我们|我[市省区县局委部]|[^，。；]{2,8}[局委部厅])[^。；]{0,40}?(?:将|要|全面|重点|持续|进一步|继续)
        |^(?:因此|为此)，要|我们(?:也|还)?要求[^，。；]{2,12}要)""",
    re.VERBOSE,
)


def commits(piece: str) -> bool:
    """Does a named body say what it will do, or is it told to?"""
    if _NEXT.search(piece):
        return True
    return any(
        _COMMITMENT.match(piece, _adverbs_end(piece, found.end()))
        for found in _bodies().finditer(piece)
    )


def starts_with_body(piece: str, start: int) -> bool:
    """Does a body stand near the start, as the subject? (市场监管总局对所属机构…)"""
    found = _bodies().search(piece, start, start + 20)
    return found is not None and found.end() - start > 1


def _adverbs_end(piece: str, start: int) -> int:
    found = _ASIDE.match(piece, start)
    return found.end() if found is not None else start


_ASIDE = re.compile(
    r"(?:也|还|正|均|都|就|近期|继续|同时|进一步|积极|今年|接下来|下一步|[（(][^）)]{1,20}[）)])*"
)
