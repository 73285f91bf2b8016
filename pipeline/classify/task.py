"""Judge a segment of a notice: most sentences of its body ask for something."""

from __future__ import annotations

import re

from pipeline.classify import commands
from pipeline.classify.bare import bare_rule, is_class
from pipeline.classify.eligibility import brings_rule, is_eligibility
from pipeline.classify.formal import formal_rule
from pipeline.classify.guard import guarded
from pipeline.classify.place import Place, is_general, section_kind
from pipeline.classify.scores import Evidence
from pipeline.classify.shapes import (
    is_enumeration,
    is_marked_paper,
    is_omission,
    is_paper,
    is_thing,
    line_rule,
)
from pipeline.classify.statements import (
    argues,
    creed_rule,
    defines,
    describes,
    examines,
    statement_rule,
)

# 未成年人应当由其监护人代为办理。 Nobody but persons is told to act.
_PERSONS = guarded(
    r"(?:本人|公民|个人(?!账户)|申请人|毕业生|子女|父母|监护人|户主|成年人|(?<![作务法业理班勤])人员(?!密集|聚集|流动))"
    r"[^，。；]{0,24}(?:应当|(?<![相响适反供对效])应(?![届急用缴纳])|必须|须)|成年人[^。；]{0,30}可以",
    "人员 本人 公民 个人 申请人 毕业生 子女 父母 监护人 户主 成年人",
)
_GRANTED = re.compile(
    r"\d\s*个?(?:工作日|日|天|月)(?:之?内|前)|不予|不得|给予|予以|发放|享受|退回|返还|责令|由[^，。；]{2,20}(?:负责|审核|办理|核定|确定|拨付|支付|兑付)"
    r"|依法追[回究]|追缴|限制其|统筹安排|(?:机构|部门|银行|单位|企业|中心|[局委厅])(?:应|须|要|可|受理|审核|审批|办理|予|初审|复核|办结)"
)
_BODIES_TOO = re.compile(
    r"(?:工作|受理|审核|执法|管理)人员应|从[重严](?:处理|处罚)|提高[到至]|调整为|最高[^，。；]{0,10}\d|不予|不得|义务人|机关|部门|机构|单位|企业|注销|收回|取消|给予|补贴|由[^，。；]{2,12}(?:厅|局|委|办)|由[^，。；]{2,20}(?:核定|审核|确定|审批|负责)"
)
# 申请人持身份证明到公积金中心窗口签订承诺书。
_APPLIES = re.compile(
    r"(?:符合条件的)?(?:申请人|购房[人者]|借款人|缴存人|申请家庭|买受人|被征收人|承租人|(?:房源)?产权人|(?:居民)?个人|职工|家庭|纳税人)(?:及[^，。；]{2,12})?"
    r"(?:[^，。；可]{0,10}(?:持(?![有续])|凭|携带)|(?:需|应|须)?(?:登[录陆]|前往)"
    r"|[^，。；可]{0,24}(?:填写|提交|上传|选定)|[^。；可]{0,60}(?:应当?|须|需)(?:提供|提交|出示|携带|本人))"
)
_IN_PERSON = re.compile(r"(?<!选择)由(?:其|人才|职工|个人)?(?:本人|监护人|申请人)")
# （一）公安部门有关户籍人口基本信息; not: （十）…确定需要提供的其他涉税信息
_SHARES = re.compile(
    r"(?![^，。；]*其[他它])[^，。；：]{0,40}(?:信息|数据|情况|资料|材料|名单|报告|服务)"
)
# 决定于2024年11月5日起至2024年12月31日期间推行“卖旧买新”交易新模式
_DECIDES = re.compile(
    r"(?:同意|批准|研究|实际)，(?:现)?决定(?:于|在|自|从|对)[^。；：]{2,60}?(?:推行|实施|实行|开展|发放|启动|给予|组织|施行)"
)
# 要突出科技工作着力点，… · 开展信用建设，要坚持依法推进原则，…
_ORIENTATION = re.compile(r"要坚持[^，。；]{2,14}原则[，；。]")
_ORIENTS = ("坚持", "要突出", "要注重", "要把握", "要立足", "要始终")
_ALL_TOLD = re.compile(
    "(?:各(?:地|级|部门|单位|市|县|区)|[全本我][省市县区系][^，。；]{0,10}系统)[^。；]{0,60}?要"
)
_CASE = re.compile(r"的[）)]?，|(?:^|[，；])\s*“?(?:对于?|凡)[^，。；]{4,}，")
_OTHER_CASES = re.compile(r"(?:情形|情况|条件)[。；]?\s*$")
# …不履行义务的； · 露台面积不小于屋顶面积25%时。
_CASE_END = re.compile(r"(?:的|(?<![小临及同按准随届实学课工农定限])时)[；。，：\s]*$")
_AND = frozenset("或以及和")
_LISTED_NOUN = re.compile(
    r"[（(][一二三四五六七八九十\d]{1,3}[）)](?!(?:完善|建立|加强|落实|推进|公开|发布|报告|提供|收集|核实|掌握|通报|共享|及时|做好|制定|编制|开展|组织|依法|负责|查阅|调取|要求|审核|审查|检查))"
    r"[^，。；]*[的、等][^，。；、]{0,12}(?:信息|数据|资料|名称|结论|数量|金额)(?:（[^）]*）)?[。；]\s*$"
)
# （一）国家、省有关城中村改造项目的专项补助资金； not: （八）各分院减半收取检验费用。
_FUNDS = re.compile(
    r"[（(][一二三四五六七八九十\d]{1,3}[）)](?![^。；]*(?:收取|减半|给予|发放|安排|用于|承担|由|对|向|将|把))"
    r"[^，。；]*的?[^，。；的]{0,12}(?:资金|经费|贷款|基金|债券|收入|收益)[。；]\s*$"
)
# （一）按还贷能力计算的贷款额度；
_RECKONED = re.compile(
    r"[（(][一二三四五六七八九十\d]{1,3}[）)][^，。；]*(?:计算|核定|确定|规定)的[^，。；的]{2,10}[。；]\s*$"
)
# （三）银行业金融机构提供配售型保障性住房开发贷款。
_PROVIDES = re.compile(
    r"(?:机构|银行|部门|企业|单位|公司|政府|中心|[局委厅])(?:依法|统一|分别|免费|按规定|及时)?"
    r"(?:受理|审核|审批|核[查实]|复核|查验|提供|发放|出具|办理|制定|编制|组织|开展|建立|实施|发布|公布|公示|进行)(?![^，。；]{0,12}的[^，。；]{0,10}(?:信息|资料|材料|数据|证明|情况)[。；])"
)
# （三）其他项目租金不高于同地段市场租金。
_BOUND = re.compile(r"不[高低多少]于|不超过")
# 习近平总书记指出，要坚持…: said by somebody else, on another occasion
_QUOTED = re.compile("[^，。；]{0,12}总书记[^，。；]{0,24}(?:指出|强调|要求)[，：]")
_GOES_ON = re.compile(r"\s*(?:或者?|以及|及|和)(?![^，。；]{0,4}(?:时|可))")
# 符合条件的，可提取住房公积金支付房租 · 第八条 套数认定标准由管委会制定: rules among conditions
_ON_CASE = re.compile(
    r"，将(?:实施|予以|给予|统一|批量|按)|(?:的，|后，)[^。；]{0,24}(?:可(?![能靠])|不得|准予|优先)|[^，。；]{2,}由[^，。；]{2,24}制定|只[能可][^，。；]{0,8}一[次套]|(?:中心|部门|银行|机构|[局委厅])[^，。；]{0,30}[应须]"
)
_GOAL_WORK = frozenset(
    {"建设", "打造", "推出", "培育", "引进", "新增", "完成", "创建", "开展", "实施", "组织"}
    | {"支持", "新建", "改造", "遴选", "推动", "推进", "加快", "加强", "落实", "强化", "加大"}
)
_STANCE = re.compile(r"坚持|遵循|立足|从|以|充分|尊重|始终|既|把|发扬|树立|秉持|按照")
# 对符合条件的购房人一次性给予1%的货币补贴，最高不超过6万元；
_PROMISED = re.compile(
    r"(?:给予|享受|发放|补贴|补助|奖励)[^。；]{0,60}\d[\d.]*\s*(?:%|万?元)|可(?:以)?享受|不列入(?:补贴|补助|奖励)"
)
# 有关部门研究提出了办理意见：将在编制规划中统筹考虑你省的要求。
_ANSWERS = re.compile(r"提出了?[^，。；：]{0,8}意见：[^。]*(?:将(?![有近来])|拟(?![定订])|请你)")
# （1）统一领导、分级负责。 · --激励创新，宽容失败。
_SLOGAN = re.compile(
    r"\s*(?:[（(]\d{1,2}[）)]|\d{1,2}[.．、]|[-—]+)?(?:[一-鿿]{4,6}[、，]){1,3}[一-鿿]{4,6}。\s*$"
)
_CLAUSE = re.compile("[，；]")
_ARGUES = re.compile("是|旨在|目的|成为|意义|作用|事关|势必|高度重视|不可替代|重要")


def judge_task(piece: str, section: tuple[str, ...], place: Place) -> Evidence:
    """Return score and rule for a segment of a notice."""
    line = line_rule(piece)
    if line is not None:
        return 0.02, line
    start = commands.opening(piece)
    directive = commands.starts_directive(piece, start)
    if not piece.rstrip().endswith(("。", "；", "：", "！", "”")):
        if not place.opened:
            return 0.1, "unclosed_preamble"
        if not directive and "，" not in piece and not _is_whole(piece):
            return 0.3, "unclosed"
    formal = formal_rule(piece, directive=directive)
    if formal is not None:
        place.opened = place.opened or formal == "purpose"
        return 0.05, formal
    return (
        _by_context(piece, start, place, directive=directive)
        or _by_section(piece, start, section)
        or _by_wording(piece, start, section, place, directive=directive)
    )


# 9.承诺书。 names a paper; 3.签订承诺书。 asks for one
_NAMED_PAPER = re.compile(
    r"\s*(?:\d{1,2}[.、．]|[（(][^）)]{1,3}[）)])(?![^。；]*(?:[签填开写]|提[交供]|出具|上传|领取|编制|携带))[^，。；]{2,6}[。；]?\s*$"
)


def _is_whole(piece: str) -> bool:
    """将转让年限由2年调整为1年（从备案之日起算）: a rule, though nothing closes it."""
    return commands.obliges(piece) or commands.sets_value(piece)


def _by_context(piece: str, start: int, place: Place, *, directive: bool) -> Evidence | None:
    """A case of a list (（一）在本市登记注册；) has no action of its own."""
    if place.lead == "list" and "，" not in piece and _is_item(piece):
        return 0.2, "item"
    if place.lead == "duties" and _is_share(piece):
        return 0.8, "shared_duty"
    if place.lead in ("cases", "duties") and not _is_ruled(piece):
        return 0.15, "case"
    if not place.measured and piece.lstrip()[:1] in _AND and _GOES_ON.match(piece):
        return 0.2, "continued"
    end = piece[-8:]
    if ("的" in end or "时" in end) and _CASE_END.search(end):
        return 0.25, "condition"
    if is_eligibility(piece):
        return 0.2, "eligibility"
    found = _by_shape(piece, directive=directive) if start or piece[:1] in _MARKS else None
    return found if found or directive else _by_nature(piece, start)


# A number, or the first word of an omission (未按要求制定方案；)
_MARKS = frozenset("0123456789未")


def _by_shape(piece: str, *, directive: bool) -> Evidence | None:
    """A numbered paper, though it begin with a verb (9.承诺书。); a case without its rule."""
    named = directive and _NAMED_PAPER.match(piece) is not None and is_paper(piece)
    if named or is_marked_paper(piece):
        return 0.2, "paper"
    if _CASE_NAMED.match(piece) or ("未" in piece[:8] and is_omission(piece)):
        return 0.2, "case"
    return None


# 2.开发企业、购房人贷款银行为非同一抵押权银行机构。 · 1.跨行贷款购房模式（买卖双方贷款机构不同）。
_CASE_NAMED = re.compile(
    r"\s*(?:\d{1,2}[.、．]|[（(][^）)]{1,3}[）)])"
    r"(?:[^，。；应须视]{2,30}(?:为|非|为非)同一[^，。；]{2,14}|[^，。；：（]{2,16}模式（[^）]*）)[。；]\s*$"
)


def _is_item(piece: str) -> bool:
    """（三）税款入库、减免税额以及风险疑点等信息；: named in a list, not asked for."""
    if not _asks_something(piece):
        return _PROVIDES.search(piece) is None and _BOUND.search(piece) is None
    if (_FUNDS.search(piece) or _RECKONED.search(piece)) and not commands.starts_directive(
        piece, commands.opening(piece)
    ):
        return not (commands.obliges(piece) or commands.prohibits(piece) or commands.allows(piece))
    if _LISTED_NOUN.search(piece) is None:
        return False
    return not (commands.obliges(piece) or commands.prohibits(piece) or commands.allows(piece))


def _is_ruled(piece: str) -> bool:
    """A case that brings its own rule: （三）…的，准予迁入；."""
    return brings_rule(piece) and not _OTHER_CASES.search(piece)


def _is_share(piece: str) -> bool:
    """（二）民政部门、外交部门有关婚姻状况信息；: what a body has to give, named by the lead-in."""
    start = commands.opening(piece)
    return commands.starts_with_body(piece, start) and _SHARES.match(piece, start) is not None


def _by_nature(piece: str, start: int) -> Evidence | None:
    """What lists, papers and the duties of persons look like wherever they stand."""
    if is_enumeration(piece):
        return 0.3, "enumeration"
    if is_paper(piece) and not _asks_something(piece):
        return 0.2, "paper"
    if is_class(piece, start):
        return 0.25, "class"
    return _persons(piece, start)


def _asks_something(piece: str) -> bool:
    start = commands.opening(piece)
    if commands.starts_directive(piece, start) or commands.clause_directive(piece, start):
        return True
    wording = (commands.obliges, commands.prohibits, commands.allows, commands.agrees)
    more = (commands.grants, commands.is_conditional, commands.names_actor)
    return any(asks(piece) for asks in (*wording, *more))


def _persons(piece: str, start: int) -> Evidence | None:
    if _APPLIES.match(piece, start) and not _GRANTED.search(piece):
        return 0.35, "applicant"
    # 对仍在疫区的有关人员应通知其暂不返回: somebody else is told
    about = piece.startswith(("对", "给", "向"), start)
    told = not about and _PERSONS.search(piece) and not _BODIES_TOO.search(piece)
    in_person = "由" in piece and _IN_PERSON.search(piece)
    return (0.35, "persons") if told or in_person else None


def _by_section(piece: str, start: int, section: tuple[str, ...]) -> Evidence | None:
    kind = section_kind(section)
    if kind == "principle":
        return _principle(piece, start, section)
    if kind == "goal":
        return _goal(piece, start)
    if kind == "conditions" and not (brings_rule(piece) or _ON_CASE.search(piece)):
        return 0.25, "section_conditions"
    if kind in ("contact", "validity", "definition") and commands.starts_with_body(piece, start):
        # 四、有效期 其他县（市、区）可结合各自实际制定政策措施。
        kind = "" if commands.allows(piece) or commands.obliges(piece) else kind
    # 一、充分认识…的重要性 各单位要进一步提高政治站位，…
    if kind == "background" and _ALL_TOLD.match(piece, start):
        kind = ""
    if kind in ("ideology", "definition", "contact", "validity", "background"):
        return 0.15, f"section_{kind}"
    return None


def _principle(piece: str, start: int, section: tuple[str, ...]) -> Evidence:
    """Principles are no tasks, but some plans put concrete work under them (建设…平台)."""
    if _PROMISED.search(piece):
        return 0.8, "grant"
    stance = _STANCE.match(piece, start) or _SLOGAN.match(piece)
    if stance or "坚持" in section[-1] or creed_rule(piece, start):
        return 0.2, "section_principle"
    if commands.starts_directive(piece, start) or commands.clause_directive(piece, start):
        return 0.55, "principle_with_action"
    return 0.2, "section_principle"


def _goal(piece: str, start: int) -> Evidence:
    """到2025年，规模达到2万亿元 is an outcome; 打造100个品牌, 完成集约化工作 is work."""
    if piece.count("更加") > 2:
        return 0.3, "goal"
    clauses = [start, *(found.end() for found in _CLAUSE.finditer(piece))]
    first = (commands.behind_adverbs(piece, at) for at in clauses)
    work = any(piece[at : at + 2] in _GOAL_WORK for at in first) or "完成" in piece
    # 力争用3年左右时间，实现市场秩序明显好转。
    hoped = piece.startswith(("力争", "争取"), start)
    if work or (commands.starts_directive(piece, start) and not hoped):
        return 0.6, "goal_with_action"
    return 0.3, "goal"


def _by_wording(
    piece: str, start: int, section: tuple[str, ...], place: Place, *, directive: bool
) -> Evidence:
    creed = creed_rule(piece, start)
    if creed and (creed == "ideology" or not _may_act(piece, start, section, place)):
        return 0.2, creed
    if is_general(section) and (
        piece.startswith(_ORIENTS, start) or _ORIENTATION.search(piece) is not None
    ):
        return 0.3, "principle"
    if directive:
        return _by_directive(piece, start)
    if "书记" in piece and _QUOTED.match(piece, start):
        return 0.2, "report"
    duty = commands.obliges(piece)
    if not duty and not commands.prohibits(piece):
        if defines(piece, start):
            return 0.3, "definition"
        told = statement_rule(piece)
        if told is not None and not _outweighed(told, piece, start):
            return 0.2, told
    if not place.opened and not _opens_early(piece, duty=duty):
        return 0.3, "preamble"
    return _asks(piece, start, duty=duty)


def _by_directive(piece: str, start: int) -> Evidence:
    """加快建设…; not: 评审活动包括咨询、评估等。"""
    if _only_argues(piece):
        return 0.2, "argument"
    # 执法是否超越执法机关法定权限；
    if "是否" in piece and examines(piece) and not commands.obliges(piece):
        return 0.3, "checklist"
    named = "包括" in piece or "指" in piece[start : start + 16]
    if named and defines(piece, start) and not commands.obliges(piece):
        return 0.3, "definition"
    return 0.95, "directive_verb"


def _only_argues(piece: str) -> bool:
    """加强督查是新时代的重要举措: a directive verb in what is said about the work."""
    if not _ARGUES.search(piece) or not argues(piece):
        return False
    return not (commands.obliges(piece) or commands.prohibits(piece))


def _opens_early(piece: str, *, duty: bool) -> bool:
    """A preamble that asks all the same: 各地区、各部门…，要…; 对…的，由区财政给予补贴."""
    if commands.assigns(piece) or _DECIDES.search(piece) or commands.agrees(piece):
        return True
    if commands.commits(piece) or (duty and _ALL_TOLD.search(piece)):
        return True
    return _CASE.search(piece) is not None and commands.grants(piece)


def _outweighed(told: str, piece: str, start: int) -> bool:
    """受疫情影响面临困难的企业，可延期…: the situation is the condition of a rule."""
    if told == "argument":
        return False
    if told == "report" and "意见：" in piece and _ANSWERS.search(piece):
        return True
    if told in ("report", "background"):
        return _CASE.search(piece) is not None and commands.grants(piece)
    asks = commands.grants(piece) or commands.allows(piece) or "的，" in piece
    return asks or commands.clause_directive(piece, start)


def _may_act(piece: str, start: int, section: tuple[str, ...], place: Place) -> bool:
    """坚持分区分级精准防控，…取消不合理审批: work, unless it stands among the general remarks."""
    if not place.opened or is_general(section) or "，" not in piece:
        return False
    return commands.clause_directive(piece, start)


def _asks(piece: str, start: int, *, duty: bool) -> Evidence:
    if not duty and examines(piece):
        return 0.3, "checklist"
    if commands.prohibits(piece):
        return 0.93, "prohibition"
    if duty:
        return 0.9, "duty"
    if commands.clause_directive(piece, start):
        return 0.85, "directive_clause"
    if commands.grants(piece) or commands.names_actor(piece):
        return 0.85, "grant"
    return _leaves(piece, start)


def _leaves(piece: str, start: int) -> Evidence:
    """What is left when nothing is asked or granted: a leave, a rule on a case, a bare sentence."""
    if describes(piece, start):
        return 0.3, "description"
    if commands.allows(piece):
        return 0.8, "leave"
    if is_thing(piece, start):
        return 0.3, "thing"
    bare = bare_rule(piece, start)
    if bare is not None:
        return 0.3, bare
    if commands.is_conditional(piece):
        return 0.65, "conditional_rule"
    return 0.55, "body"
