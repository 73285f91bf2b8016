"""Expressions of time that are no deadlines: citations, reports, measured stretches, names."""

from __future__ import annotations

import re

from pipeline.fields.deadline.phrase import Expression

# 2020年1月印发的《…》 · 公告2022年第31号 · 行动计划（2018—2020年）》
_CITED = re.compile(
    r"[）)]?[》〕\]]|第 ?\d+ ?[号期]"
    r"|[^，。；、]{0,10}?(?:印发|发布|下发|出台|公布|制定|修订|颁布)的?(?:的|《)"
)
# 近三年 · 最近6个月 · 连续2年 · 满3个月 · 较2018年末 · 已于2月5日 · 今年1、2月份
_MEASURED_BEFORE = re.compile(
    r"(?:近|过去|以来|已|已于|已在|去|上一年度?|上年度?|(?<![未不])满|不少于|不低于|(?<!不)(?<!不得)超过"
    r"|累计|较|比|达到?|有|追溯|前推|(?<!可)以|[年在、]\d{1,2}、)$"
)
_MEASURED_ENDS = "溯推以近去来已于在年度满少低过计较比到达有、（至止自"
# 12月以来 · 2月份同比增长5%
_REPORT = re.compile(
    r"以来|[^。；]{0,40}(?:可能性|有所[增减])|，(?!之前|此前|原|对)[^，。；]{0,10}已经?(?:印发|出台|发布|召开|下发|公布)(?!的)|[^。；]{0,60}(?:[同环]比(?:增长|下降|上升|减少|增加|提高)|较(?:年初|上年|去年|上月)|收窄"
    r"|(?:完成|达到|实现|取得|召开|印发|发布)了|就[^，]{0,6}了)"
)
# 发展规划（2018—2035年） · 名单（截至2020年1月30日）
_NAME_BEFORE = re.compile(
    r"(?:规划|计划|方案|纲要|行动|意见|办法|目录|标准|条例|措施|清单|名单|名录|一览表|统计表)"
    r"（(?:截至|截止|自)?$"
)
# 缴存时间由12个月调整为6个月, 未申报时间延长为3个月: what is asked of people, a target
_REQUIRED_BEFORE = re.compile(
    r"(?:缴存|缴费|参保|居住|持有|落户|间隔|征免|免征|未[一-龥]{2})的?(?:时间|时限|期限?|年限|时长)"
    r"[^，。；]{0,16}$|间隔"
    r"[^，。；]{0,16}$"
)
# 由“最长不超过15年”调整为“最长不超过20年” · 取消“竞得后6个月内不得预售”的要求
_REPLACED = re.compile(
    r"[^“”。；]{0,60}”(?:的?(?:要求|规定|内容|条款|表述|限制)"
    r"|[^“”。；]{0,8}(?:调整|修改|修订|变更|放宽|延长|缩短|改)(?:[为至到]|成))"
)
# 由12个月内调整为24个月内
_FORMER = re.compile(
    r"(?:之内|以内|内)?(?:办理|申请|提出申请|提取)?(?:调整|延长|缩短|放宽|压缩|缩减|压减|提高|修改|变更)(?:[为至]|到(?!位)|成)"
)
# 届满前30日内, 提前3个工作日
_AHEAD_BEFORE = re.compile(
    r"(?:(?:届满|期满|到期|截止|终止|召开|开始|实施|举办)(?:之日|日)?之?前|提前)$"
)
# 前三年免收租金
_FIRST = re.compile(r"(?:^|[，、：；（])(?:其中|对其)?前$")
_AT_LEAST_BEFORE = re.compile(
    r"(?:公示|公告|留存|保存|保管|存档|备查)(?:期限?|时间)?不得?[少低]于$"
)
# 连续2年被评为A级, not 连续3年，每年安排1亿元
_RUNNING = re.compile(
    r"，?(?:每年|每月|给予|予以|安排|补贴|补助|奖励|支持|按 ?\d|按照?其|分别按"
    r"|全额|减[半免征按]|免[征收缴除]|的(?!获)[一-龥]{0,6}(?:补贴|补助|支持|资助|奖补|贴息|奖励|扶持|免租))"
)
# 自认定次年起连续3年 is one term, no beginning and a length
_ONE_TERM = re.compile(r"起，?连续[\d一二两三四五六]")
# 扣除期限不能超过48个月, but 单价不能超过2022年1—8月最高价
_CAPPED = ("不能超过", "不可超过", "不应超过")
# 2天以上 · 返岗前14天
_MORE = re.compile(r"(?:（含）|及)?(?:以上|以下|的基础上)")


def is_no_deadline(expression: Expression) -> bool:
    """Whether the words around an expression say that it bounds nothing that is to be done."""
    before, after = expression.before, expression.after
    if expression.kind == "length" and _is_no_term(before, after):
        return True
    if "”" in after and "“" in before and _REPLACED.match(after):
        return True
    if expression.kind == "point" and expression.points[0].open and _ONE_TERM.match(after):
        return True
    if before.endswith("连续") and not _RUNNING.match(after):
        return True
    if _CITED.match(after) or _REPORT.match(after):
        return True
    if expression.kind == "length" and before.endswith(_CAPPED):
        return False
    if before.endswith("于") and _AT_LEAST_BEFORE.search(before):
        return False
    if before[-1:] not in _MEASURED_ENDS:
        return False
    return bool(_MEASURED_BEFORE.search(before) or _NAME_BEFORE.search(before))


def _is_no_term(before: str, after: str) -> bool:
    """Whether a length measures what is asked of people, or was the term before a change."""
    if before.endswith("前") and not (_AHEAD_BEFORE.search(before) or _FIRST.search(before)):
        return True
    if _MORE.match(after) or ("由" in before and _FORMER.match(after)):
        return True
    return before[-1:] in ("为", "到", "至") and bool(_REQUIRED_BEFORE.search(before))


def in_title(text: str, start: int, place: int) -> bool:
    """Whether ``place`` stands inside 《》 opened after ``start`` (clean offsets)."""
    start = max(start, place - 80)
    return text.rfind("《", start, place) > text.rfind("》", start, place)
