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
    r"(?:近|过去|以来|已|已于|已在|去|上一年度?|上年度?|满|不少于|不低于|(?<!不)(?<!不得)超过"
    r"|累计|较|比|达到?|有|[年在、]\d{1,2}、)$"
)
# 12月以来 · 2月份同比增长5%
_REPORT = re.compile(
    r"以来|[^。；]{0,60}(?:[同环]比(?:增长|下降|上升|减少|增加|提高)|较(?:年初|上年|去年|上月)|收窄"
    r"|(?:完成|达到|实现|取得|召开|印发|发布)了|就[^，]{0,6}了)"
)
# 发展规划（2018—2035年）
_NAME_BEFORE = re.compile(r"(?:规划|计划|方案|纲要|行动|意见|办法|目录|标准|条例|措施|清单)（$")
# 连续2年被评为A级, not 连续3年，每年安排1亿元
_RUNNING = re.compile(r"，?(?:每年|每月|给予|予以|安排|补贴|补助|奖励|支持)")
# 2天以上 · 返岗前14天
_MORE = re.compile(r"(?:（含）|及)?(?:以上|以下|的基础上)")


def is_no_deadline(expression: Expression) -> bool:
    """Whether the words around an expression say that it bounds nothing that is to be done."""
    before, after = expression.before, expression.after
    if expression.kind == "length" and (before.endswith("前") or _MORE.match(after)):
        return True
    if before.endswith("连续") and not _RUNNING.match(after):
        return True
    if _CITED.match(after) or _REPORT.match(after):
        return True
    return bool(_MEASURED_BEFORE.search(before) or _NAME_BEFORE.search(before))


def in_title(text: str, start: int, place: int) -> bool:
    """Whether ``place`` stands inside 《》 opened after ``start`` (clean offsets)."""
    start = max(start, place - 80)
    return text.rfind("《", start, place) > text.rfind("》", start, place)
