"""Where a segment stands: under which heading, behind which lead-in, before or after 下一步."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from pipeline.classify.commands import opening, starts_directive
from pipeline.schema import DocumentKind

Section = Literal[
    "",
    "background",
    "ideology",
    "principle",
    "goal",
    "conditions",
    "definition",
    "validity",
    "contact",
]
Lead = Literal["", "cases", "duties", "list"]
Stance = Literal["", "past", "future"]

_SECTIONS = re.compile(
    r"""
    (?P<ideology>指导思想)
    |(?P<principle>原则$|原则[，。]?$)
    |(?P<goal>(?:工作|总体|主要|发展|行动|任务|预期|具体|年度|阶段性?|建设|改革|战略)目标|^目标|目标$|主要指标|发展愿景)
    |(?P<definition>名词解释|术语|用语|定义|含义)
    |(?P<validity>有效期|(?:实施|执行|政策|活动|补贴|受理|申报|施行|试点)(?:期限|时间|日期|时限|截止)|^(?:时间|期限)$|实施时间)
    |(?P<contact>联系(?:方式|人|电话)|咨询电话|咨询方式|附件|附表|办理地点|受理地点)
    |(?P<conditions>^[^，。的、]{0,10}(?:(?:贷款|提取|销售|征收|选拔|准入|申领|认定|供应|资格|迁入|落户|配售|配租|报名|参展)(?:对象|资格|条件|情形)(?:[和及与、](?:条件|对象|标准|材料))?)[，。]?$
        |^(?:[^，。的]{0,6}[和、及与])?(?:的)?(?:申请|申报|认定|享受|补贴|补助|奖励|支持|扶持|适用|实施|保障|准入|基本|购房|参与|参加|受理|资助|评选|试点|兑现|活动|优惠|享受|引进|落户|迁入|开办|设立|供应|分配|轮候|报名|认购|准购|退出|申购|调整|降价|提取|借款)?的?(?:人员|企业|项目|基本|人)?
        (?:条件|对象|范围|资格|材料|资料|情形)(?:(?:和|、|及|与)[^，。]{1,8})?[，。]?$
        |^[^，。、和及]{0,12}(?:提交|提供|所需|收件|申报|申请|办理|报名|受理)(?:的)?(?:申请|申报|所需)?(?:材料|资料|要件|清单)[，。]?$)
    |(?P<background>背景|重要意义|意义$|必要性|重要性|现状|形势|成效|成绩|成就|进展|回顾|存在的?(?:主要)?问题|(?:(?:总体|外部|国内外|国际)(?:形势|环境)|面临)|“?十[一二三四五]五”?时期[^，。]{0,16}(?:成就|成效|取得|面临|处于|呈现|关键|地位|意义)[^，。]{0,16}$|(?:起草|制定|出台|编制|制发|修订|发展|政策|主要|法律|文件)(?:的)?(?:背景|依据|过程|目的|基础|环境|意义)
        |主要考虑|基本考虑|^依据$|为什么|为何|什么|哪些(?:特点|亮点|创新|变化|基础|困难|问题)|亮点|特点|(?:编制|起草|制定|修订|情况|背景|有关|几点)说明$|^说明$|概况|基本情况)
    """,
    re.VERBOSE,
)
# 第二章 贷款对象和条件
# 一、调整范围 · 4.申报所需材料 · 三、受理要件 · 一、提取项目及提取人范围: named after work, no work
_NEEDED = re.compile(
    r"调整范围$|[^，。、和及]{2,4}所需|受理要件$|[^，。的]{2,6}[及和与、]提取人范围$"
)
# （三）补贴条件, and below it 1.团购优惠政策: what is given stands there
_POLICY = re.compile(r"(?:优惠|扶持|缓付|奖励|补贴|支持)政策[。：:]?\s*$")
_CHAPTER = re.compile(r"第[一二三四五六七八九十\d]{1,4}[章节编](?!节)\s*")
_STYLE_STARTS = frozenset("第一二三四五六七八九十（(0123456789①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
# Their items may be named after work: 2.开放融合。 under 基本原则.
_OVERRULING = frozenset({"ideology", "principle", "goal"})
# 第四章 提取程序和材料
_PROCEDURE = re.compile("程序|流程|时限|方式|期限")
# 面临|的总体形势
_FACED = re.compile(
    "的?(?:总体|主要|外部|国内外|新|严峻|突出)*(?:形势|环境|问题|挑战|困难|机遇)+[和与]?(?:挑战|任务)?$"
)
_TASKS_ASKED = re.compile(
    r"要点|(?:主要|政策|具体)(?:政策|内容)|(?:主要|重点|具体|有哪些|哪些)[^，。]{0,10}(?:任务|举措|措施|要求|做法|工作|安排|考虑)|怎[么样]|(?<!情况)(?<!进展)(?<!成效)如何(?!评价|看待|理解|支撑)|下一步"
)

_FUTURE = re.compile(
    r"下一步|下一阶段|接下来|今后|后续|下步|将(?:重点|着力|主要|从|继续|进一步|加强|抓好|做好|开展|采取)[^。]{0,30}(?:工作|方面|举措|措施|任务)|主要任务|重点任务"
    r"|(?:具体|主要|重点)(?:工作|举措|措施|任务|内容)?(?:包括|包含|有|是|主要包括)|提出[^，。]{0,8}(?:项|条|方面)[^，。]{0,8}(?:政策|措施|任务|举措|要求)"
)
_PAST = re.compile(
    r"(?:抓|做|采取|开展|推进|进行|围绕|推出|实施|部署|启动|提供|取得)了[^。]{0,40}(?:工作|措施|举措|方面|进展|成效|成绩|行动)|着重抓了|取得[^。]{0,10}(?:成效|进展|成绩)[：。]|呈现[^。]{0,10}(?:特点|态势)|有[^。]{0,6}(?:特点|亮点)[：。]"
)
# 答：近年来，银保监会认真落实…: asked for progress and plans, an answer begins with progress
_ANSWERS_BACK = re.compile(
    r"\s*答：\s*(?:[^，。；]{2,12}答：)?(?:近[年几两三]|前\d+个月|截[至止]|去年|今年以来)"
)
# 符合下列情况之一的人员，准予迁入： · 应具备以下条件： · 遵循以下原则：
_CASES_LEAD = re.compile(
    r"(?:实现|达到)(?:下列|以下|如下)[^，。；]{0,6}目标：\s*$"
    # 审查意见应当包括下列内容：
    r"|(?:意见|报告书?|合同|方案|规划|协议|申请书|文件|说明|章程|计划|决定|公告|通知书)(?:应当?|须|需)"
    r"(?:包括|包含|载明|记载|写明|注明)(?:下列|以下|如下)[^，。；：]{0,8}：\s*$"
    r"|(?:条件|情形|情况|之一|材料|资料|原则|范围|对象|行为|是指|特点|指标|问题|方法|所得)[^，。；]{0,12}[：:]\s*$"
    r"|(?:下列|以下|如下|下述)[^。；]{0,8}(?:条件|情形|情况|之一|材料|资料|原则|范围|对象|行为|特点|人员|企业|项目|功能)[^。；]{0,60}[：:]\s*$|(?:符合|具备|满足|属于|提供|提交|遵循)[^。；]{0,12}(?:下列|以下|如下)[^。；]{0,16}[：:。]\s*$"
)
# 有以下情形之一的，按照下述方式办理： the items are rules of their own
_RULES_LEAD = re.compile(
    r"按照?(?:以下|下列|如下|下述)[^，。；：]{0,6}(?:方式|规定|办法|标准|程序)[^，。；：]{0,4}(?:办理|执行|处理|提取)[：:]\s*$"
)
# 有关部门和单位应当向税务部门提供以下信息： and the items say which of them what
_DUTIES_LEAD = re.compile(
    r"(?:部门|单位|机关|机构|政府|[局委厅])(?:和[^，。；]{2,8})?(?:应当?|须|要|负责|有(?:责任|义务)[^，。；]{0,4})[^。；]{0,30}(?:提供|报送|共享|协助|通报|移交)"
)
# 辛国斌：谢谢您的提问。
_TURN = re.compile(r"^\s*[一-鿿]{2,12}：|[？?]\s*$|谢谢")
# Sentences; a text that goes on longer above its first heading is more than a preamble.
_LONGEST_PREAMBLE = 6
_LISTED = re.compile("下列|以下|如下")
# 习近平总书记多次强调，…
_QUOTES = re.compile(r"(?:总书记|总理|主席|会议)[^。]{0,40}(?:强调|指出|要求)")
# 《传染病防治法》第四十二条规定：“传染病暴发、流行时，县级以上地方人民政府应当…：
_LAW = re.compile(
    "(?:》|》?第[一二三四五六七八九十百零]{1,5}条|[一二三四五六七八九十]款)规定[：，]?“"
)
_BACKGROUND_POINT = re.compile("背景|基本考虑|主要考虑|意义|成效|进展|现状|依据|过程")
_STYLES = re.compile(
    r"""\s*(?:(?P<article>第[一二三四五六七八九十百零\d]{1,5}[条章节])|(?P<chinese>[一二三四五六七八九十]{1,3}、)
    |(?P<bracket>[（(][一二三四五六七八九十]{1,3}[）)])|(?P<digit>\d{1,2}\s*[.、．](?!\d))|(?P<small>[（(]\d{1,2}[）)]|\d{1,2}[）)]|[①-⑳])
    |(?P<first>[一二三四五六七八九十]{1,2}是))""",
    re.VERBOSE,
)


@lru_cache(maxsize=4096)
def heading_kind(heading: str) -> Section:
    """Say what stands under a heading: 二、基本原则 → principle, 一、加快推进… → ""."""
    chapter = _CHAPTER.match(heading)
    start = chapter.end() if chapter is not None else opening(heading)
    title = heading[start:].strip().rstrip("。：:")
    found = _SECTIONS.search(title) if len(title) <= 40 else None
    if found is None:
        return ""
    kind = found.lastgroup
    acting = starts_directive(title, 0) and not _NEEDED.match(title)
    if kind != "goal" and acting and (found.start() or kind == "conditions"):
        return ""
    if kind == "conditions" and _PROCEDURE.search(title):
        return ""
    # 三、购房补贴时限及申请流程
    if kind == "validity" and title.endswith(("流程", "程序")):
        return ""
    if kind == "contact" and len(title) > 12:
        return ""
    if kind == "background" and not _closes(found, title):
        return ""
    if kind == "background" and _TASKS_ASKED.search(title):
        return ""
    return kind  # type: ignore[return-value]


def _closes(found: re.Match[str], title: str) -> bool:
    """工作背景, 改革的重要意义, 出台的背景是什么？ but not 面临新形势下的就业工作."""
    rest = title[found.end() :]
    if _FACED.match(rest):
        return True
    joined = len(rest) <= 4 and rest[:1] in ("及", "和", "与", "、")
    return len(title) <= 6 or not rest or joined or title.endswith(("？", "?", "么", "些"))


@lru_cache(maxsize=4096)
def section_kind(section: tuple[str, ...]) -> Section:
    """Say what a segment below these headings belongs to; the innermost telling one decides.

    Below （二）加强组织领导 stand tasks, though the chapter be called 面临的形势.
    """
    if section and is_general(section) and "坚持" in section[-1]:
        return "principle"
    working = False
    for heading in reversed(section):
        kind = heading_kind(heading)
        if kind:
            return "" if working and kind not in _OVERRULING else kind
        working = working or acts(heading) or _POLICY.search(heading) is not None
    return ""


@lru_cache(maxsize=4096)
def is_general(section: tuple[str, ...]) -> bool:
    """Among the general remarks at the head of a plan (一、总体要求)?"""
    return any("总体要求" in heading for heading in section)


@lru_cache(maxsize=4096)
def acts(heading: str) -> bool:
    """Does a heading say what is done? (（二）加强组织领导)"""
    return starts_directive(heading, opening(heading))


def item_style(piece: str) -> str:
    """Name the numbering of a segment: article, chinese, bracket, digit, small, first."""
    if piece.lstrip()[:1] not in _STYLE_STARTS:
        return ""
    found = _STYLES.match(piece)
    return found.lastgroup or "" if found is not None else ""


@dataclass(slots=True)
class Place:
    """What the segments before say about this one. Updated by ``enter`` and ``leave``."""

    kind: DocumentKind = "notice"
    opened: bool = False
    measured: bool = False
    quoting: bool = False
    explains: bool = False
    citing: bool = False
    lead: Lead = ""
    stance: Stance = ""
    _outer: str = ""
    _inner: str = ""
    _around: list[tuple[Lead, str]] = field(default_factory=list)
    _lead_paragraph: int = -1
    _paragraph: int = -1
    _ended: str = ""
    _waited: int = 0

    def enter_heading(self, heading: str) -> None:
        """A heading ends the list above it, opens the body, and may turn to the future."""
        self.opened, self.citing = True, False
        self.lead = ""
        self._around.clear()
        self._outer, self._ended = item_style(heading), ""
        if self.kind == "notice":
            return
        if self._outer != "first" and self.kind == "interpretation":
            self.stance = "future" if self._asks_for_tasks(heading) else ""
            self.explains = heading.rstrip().endswith("？") and not _TASKS_ASKED.search(heading)
        self._turn(heading)

    def _asks_for_tasks(self, heading: str) -> bool:
        if heading_kind(heading) == "background":
            return False
        tasks = _TASKS_ASKED.search(heading) is not None
        return tasks or acts(heading) or self._outer == "article"

    def enter(self, piece: str, paragraph: int) -> None:
        """Decide whether the segment still belongs to the list opened before it."""
        style = item_style(piece)
        if self.lead and self._left(style, paragraph):
            self.lead, self._inner = self._list_around(style)
        if self.lead and style and not self._inner:
            self._inner = style
        if not self.lead and style:
            self._outer = style
        if style in ("article", "chinese"):
            self.opened = True
        if self.kind != "notice":
            self._listen(piece, style)

    def _list_around(self, style: str) -> tuple[Lead, str]:
        """The list to which an item returns: behind 1. and 2. of （一） stands （二）."""
        while self._around:
            lead, inner = self._around.pop()
            if style and style == inner:
                return lead, inner
        return "", ""

    def _listen(self, piece: str, style: str) -> None:
        """A speaker, a question or a new point ends what was said before it."""
        if style == "chinese":
            self.stance = "past" if _BACKGROUND_POINT.search(piece[:30]) else ""
        elif _TURN.search(piece):
            self.stance, self.citing = "", False

    def _left(self, style: str, paragraph: int) -> bool:
        if style:
            return (
                style in ("article", "chinese")
                or style in (self._outer,)
                or (bool(self._inner) and style != self._inner and style != "small")
            )
        if paragraph == self._paragraph:
            return paragraph == self._lead_paragraph and self._ended == "。" and bool(self._inner)
        return bool(self._inner) or self._ended not in "；："

    def leave(self, piece: str, paragraph: int) -> None:
        """Take note of what the segment says about those that follow."""
        if self.kind != "notice":
            self._turn(piece)
            self.quoting = _QUOTES.search(piece) is not None
            self.citing = _cites(piece, self.citing)
        self._ended, self._paragraph = piece.rstrip()[-1:], paragraph
        self._waited += 1
        self.opened = self.opened or self._waited >= _LONGEST_PREAMBLE
        lead = _opens_list(piece, self._ended)
        if lead:
            if self.lead and self._inner:
                self._around.append((self.lead, self._inner))
            self.lead, self._inner, self._lead_paragraph = lead, "", paragraph

    def _turn(self, piece: str) -> None:
        if self.stance == "future" and _ANSWERS_BACK.match(piece) and not _FUTURE.search(piece):
            self.stance = "past"
        elif _PAST.search(piece):
            # An interpretation says what was changed, then restates the rule: 调整了标准。一是…
            self.stance = "past" if self.kind == "press_conference" else self.stance
        elif _FUTURE.search(piece):
            self.stance = "future"


def _cites(piece: str, citing: bool) -> bool:
    """Does the quotation of a law go on behind ``piece``? (《…法》第四十二条规定：“…：)"""
    opens = _LAW.search(piece)
    if opens is not None:
        return piece.count("“", opens.start()) > piece.count("”", opens.start())
    return citing and piece.count("”") <= piece.count("“")


def _opens_list(piece: str, end: str) -> Lead:
    """Say what follows ``piece``: cases without a verb of their own, any list, or no list.

    ``end``: its last character.
    """
    if end not in "：:。" or (end == "。" and not ("下" in piece and _LISTED.search(piece))):
        return ""
    if _RULES_LEAD.search(piece[-90:]):
        return "list"
    if _CASES_LEAD.search(piece[-90:]):
        return "duties" if _DUTIES_LEAD.search(piece[-90:]) else "cases"
    return "list" if end != "。" else ""
