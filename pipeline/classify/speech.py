"""Judge a segment of an interpretation or a press conference: most sentences explain.

Only what a named body will do, and directive wording of the notice explained, is a measure.
"""

from __future__ import annotations

import re

from pipeline.classify import commands
from pipeline.classify.formal import formal_rule
from pipeline.classify.place import Place, acts, section_kind
from pipeline.classify.scores import Evidence
from pipeline.classify.shapes import line_rule
from pipeline.classify.statements import creed_rule, statement_rule
from pipeline.classify.task import judge_task

_DONE = re.compile(
    r"[一-鿿]了(?!解|然)|已(?:经)?(?!故|婚|[^，。；]{1,40}的)|先后|累计(?!不|最|计算|满|缴存|缴纳)|正在|目前|当时|仍是|还是"
)
_HELP = re.compile(r"(?:我国|中国)将|我相信|希望|需要我们|我们认为|我觉得|我相信|可以说|就是说")
_NEED = re.compile(
    r"(?<=[，。；])(?:还|都|也|亟)?需要?(?!求)|(?:都|很多|往往|常常|亟)需要|得还|能够|有助于|有利于|使得|意味"
    r"|将产生|从中受益|目的是"
)
# 下一步，工业和信息化部将重点推进以下几方面工作。 It promises to list; 遴选10个标杆网络 does.
_LISTED_WORK = (
    "(?:工作|举措|措施|内容|任务|情况|推进|发力|入手|着手|考虑|安排"
    "|努力|要求|做法|特点|意见|部署|展开|落实|开展|进行|持续)"
)
_MANY = r"(?:以下|如下|[两几二三四五六七八九十\d])"
_LEAD_IN = re.compile(
    rf"(?:{_MANY}[^，。；：]{{0,4}}(?:方面|(?<![节重试])点)的?(?:主要|重点|具体|有关|政策)?{_LISTED_WORK}*"
    rf"|(?:以下|如下)[^，。；：]{{0,4}}(?:项|条|个)的?(?:主要|重点|具体|有关|政策)?{_LISTED_WORK}*"
    # 等5项举措 sums up what was said; 3个重点任务项目 are things
    rf"|(?<!等){_MANY}[^，。；：]{{0,4}}(?:项|条|个)的?(?:主要|重点|具体|有关|政策)?{_LISTED_WORK}+(?!项目|工程))"
    r"[^，。；：]{0,4}[。：]\s*$"
)


# 占比超四成, 同比增长, 850余家: figures of a report, whatever the verb.
_FIGURES = re.compile(
    r"(?:占比|占全|占据|同比|环比|余额|位居|居全国|惠及|累计(?![补奖不提最]))[^，。；不]{0,8}\d|占比(?:超|达|约|为)"
    r"|\d+(?:多|余)(?:家|个|项|人|批|件|万)|[比的企业人]达到?\d|去年|上个月|[比较]上月|前期已|今年以来|较(?:年初|上年)|前\d+个月|\d月末|预计全年|截至[^，。；]{2,12}，(?!对)"
)
# 2024年，我们会同… : a year that opens the sentence and no 起, 将, 要 with it.
_DATED = re.compile(
    r"\s*(?:同时，|其中，|此外，)?(?:截[至止])?(?:19|20)\d\d年(?:度|末|底|初|\d{1,2}月(?:\d{1,2}日|份|末|底)?)?(?:以来)?"
    r"(?![起至前到后—\-]|[^，。；]{0,16}(?:起|至|前|后|期间|内))[^。；]{2}"
)
_WILL = re.compile(r"将(?![近来])|要(?!求)|拟(?!定)|力争|计划")
# 最高补贴25万元, 由50万元提高到60万元: the rule that the text restates.
_SETS = re.compile(
    r"(?:提高|提升|调整|上调|下调|放宽|降低|增加|延长|缩短|扩大|压缩|减|降)(?:到|至|为)[^，。；]{0,8}\d"
    r"|(?:最高|最多|最长|不超过|不低于|不高于|每[人户套次年月])[^，。；]{0,14}\d"
    r"|(?:给予|按照?|奖励|补贴|补助|下浮|上浮)[^，。；]{0,20}\d[^，。；]{0,6}(?:元|%|倍)|减半|免[征收]"
)
_RULE = re.compile(
    r"^\s*(?:对于?|凡|符合|经|由|所需|在[^，。；]+(?:时|后|期间|前提下|基础上|过程中)，)|的，|给予|予以|不得|不再|不予|视为|视同|可?不(?:纳入|叠加|计入|作|受(?!到)|设)|延[续长期][到至]|，均?可(?![能见以])|(?<![相响适反供对效])应当?(?!用)|须"
    r"|可(?:以|申请|结合|按|凭|在|享|参照|办|延|自愿|先|叠加|直接|继续|同时|选择|根据|容缺|分期|一次性)|即可|准予|允许|鼓励|负责|按照?[^，。；]{1,20}(?:执行|办理|计算|确定)"
    r"|(?:资金|经费|费用)由|由[^，。；]{2,60}(?:制定|负责|审核|认定|承担|组织)"
)
# 《传染病防治法》第十二条规定：“… · 登录后点击“我要查询” : not the rules of the notice explained.
_ELSEWHERE = re.compile(
    r"第[一二三四五六七八九十百]+条(?:第[一二三四五]款)?规定|^\s*(?:\d{1,2}[.、．]\s*)?《[^》]{2,30}(?:法|条例|规定|办法)》[：，]?第[一二三四五六七八九十百]+条(?![例款规明])|点击|登录后|直接拨打|(?:通过|进入)“"
    r"|^\s*“[^”]{2,12}”(?:中|里|用于)|即可(?:获取|查看|查询|打印|领用)"
)
# 通过综合施策，建设优良法治化营商环境，赋能… · 让消费者放心购房 : what all of it is for.
_CLOSING = re.compile(r"\s*(?:通过(?:综合|上述|以上|我们|这些|一系列)|让(?![利与出]))")
# “平台+5G”提升控制精度, 企业复工需要认证服务: a thing is said to do it, nobody is told to.
_MANNER = re.compile(
    r"(?:同时|此外|另外|其中|具体|主要|重点|特别|即|如|比如|例如|另一?方面|答|主要内容[是为])?[，：]?\s*"
    r"(?:围绕|对|针对|在|通过|以|按|依|根据|基于|结合|依托|聚焦|面向|为了?|从|向|将|把|由|与|会同|自|每|凡|符合|经|所需|建用|进一步|再|也|还|今年|本)"
)
# 法律依据：《慈善法》第三十六条捐赠人捐赠的财产应当是其有权处分的合法财产。
_BASIS = re.compile(r"\s*(?:法律|政策|文件)依据：")
# 税务局工作人员介绍，… · 新华社北京2月12日电
_REPORTED = re.compile(
    r"[^，。；“]{2,30}(?<!自我)(?:介绍|表示|认为|坦言|告诉记者|说)[，：]|[^。；]{0,12}(?:新华社|讯)[^。；]{0,40}(?:电|记者)"
    r"|[^，。；]{2,24}(?:由|共|分为|分|包括|包含|涉及)[^，。；]{0,8}[\d一二三四五六七八九十两]+个?(?:部分|章|条|方面|大类)"
)
_TOPIC = re.compile(r"\s*第[一二三四五六]个?方面，[^，。；]{2,24}。\s*$")
_UNSURE = frozenset({"directive_clause", "conditional_rule", "grant", "leave"})
_RESTATED = frozenset(
    {"directive_verb", "prohibition", "duty", "directive_clause", "grant", "leave"}
    | {"conditional_rule", "goal_with_action"}
)


def judge_speech(piece: str, section: tuple[str, ...], place: Place) -> Evidence:
    """Return score and rule for a segment that is not part of a notice."""
    line = line_rule(piece)
    if line is not None:
        return 0.02, line
    if place.citing or _BASIS.match(piece):
        return 0.2, "explanation"
    if _LEAD_IN.search(piece):
        return 0.2, "lead_in"
    told = statement_rule(piece)
    if told != "argument" and not _quotes(piece, place, told) and _commits(piece, told):
        place.stance = "future"
        return 0.8, "commitment"
    formal = formal_rule(piece)
    if formal is not None:
        return 0.05, formal
    return _report(piece, section, place, told) or _content(piece, section, place)


def _commits(piece: str, told: str | None) -> bool:
    if _HELP.search(piece) or (told == "background" and not _WILL.search(piece)):
        return False
    return commands.commits(piece)


def _quotes(piece: str, place: Place, told: str | None) -> bool:
    """习近平总书记多次强调，… 要坚持全国一盘棋，…"""
    return (told == "report" and not _SETS.search(piece)) or (
        place.quoting and piece.startswith("要")
    )


def _report(
    piece: str, section: tuple[str, ...], place: Place, told: str | None
) -> Evidence | None:
    if _reports(piece, place, told):
        return 0.1, "report"
    if told not in (None, "report"):
        return 0.1, str(told)
    if creed_rule(piece, commands.opening(piece)) == "ideology":
        return 0.15, "ideology"
    asked = place.stance == "future"
    # Behind a question an answer may turn to what will be done; a chapter on reasons does not.
    if section_kind(section) == "background" and not (asked and section[-1].endswith("？")):
        return 0.2, "section_background"
    if asked:
        return None
    return (0.2, "past_work") if place.stance == "past" else None


def _reports(piece: str, place: Place, told: str | None) -> bool:
    """What was done or is so; not 印发了…，对…给予100元补助, a rule that the text restates."""
    if place.quoting and piece.startswith("要"):
        return True
    if told == "report" or _DONE.search(piece):
        return not _SETS.search(piece) or _FIGURES.search(piece) is not None
    return _FIGURES.search(piece) is not None or (
        _DATED.match(piece) is not None and not _WILL.search(piece)
    )


def _is_said_of_thing(piece: str, start: int, section: tuple[str, ...]) -> bool:
    """Neither a manner nor a body opens the sentence: its subject is a thing.

    Below a heading that acts (（一）优化提取政策) the rules of the notice are restated.
    """
    if section and acts(section[-1]):
        return False
    if _MANNER.match(piece, start) or commands.behind_adverbs(piece, start) > start:
        return False
    return not commands.starts_with_body(piece, start)


def _content(piece: str, section: tuple[str, ...], place: Place) -> Evidence:
    """An interpretation restates the rules of its notice; who speaks does so behind 下一步."""
    start = commands.opening(piece)
    directive = commands.starts_directive(piece, start)
    rule = _RULE.search(piece) is not None or _SETS.search(piece) is not None
    if piece.startswith("“") and piece.rstrip().endswith("”"):
        return 0.2, "voice"
    if _HELP.search(piece) or _ELSEWHERE.search(piece) or _CLOSING.match(piece):
        return 0.2, "explanation"
    if _TOPIC.match(piece) or _REPORTED.match(piece, start):
        return 0.2, "explanation"
    if not rule and _NEED.search(piece):
        return 0.2, "explanation"
    if place.kind != "interpretation" and place.stance != "future":
        return (0.4, "directive_verb_unplaced") if directive else (0.2, "explanation")
    if not (directive or rule) and (place.explains or place.stance != "future"):
        return 0.2, "explanation"
    score, found = judge_task(piece, section, place)
    if found in _UNSURE and not rule and _is_said_of_thing(piece, start, section):
        return 0.2, "explanation"
    if score >= 0.5 and found in _RESTATED:
        return min(score, 0.7), found
    sets = rule and found in ("report", "body") and _SETS.search(piece) is not None
    return (0.6, "rule") if sets else (min(score, 0.2), "explanation")
