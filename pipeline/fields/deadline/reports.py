"""Dates of reports: what is told of the past is no deadline, with a date of issue or without."""

from __future__ import annotations

import datetime as dt
import re

from pipeline.fields.deadline.phrase import Phrase

LATELY = dt.timedelta(days=21)
BEGUN = dt.timedelta(days=180)
_WAIVED = dt.timedelta(days=100)
_LONG_AGO = dt.timedelta(days=550)  # measures are extended for a year and more, rarely for two

_HEADS_REPORT = {f"deadline.period_{name}" for name in ("comma", "directive", "subject", "amount")}
# 2024年，我市民营经济保持平稳健康发展，创造了…
_TOLD = re.compile(
    r"[^。；]{0,60}?(?:[^为除到]了(?!解)|共计|累计|占比|比重|同比|现已|均已|荣获|[较比][上去\d])"
)
# 2002年到2005年，…组织…进行了绩效评估, not …办理了不动产登记证书的
_DONE = re.compile(r"[^。；]{0,60}?[^为除罢]了(?!解|[^，。；]{0,24}的)")
# 1956年，邮路总长度将比上年增长6%
_WILL = re.compile(r"[^。；]{0,24}?(?:将(?![是迎面])|拟|力争|争取|预计|计划)")
_PUSHED = re.compile(r"(?:确保|力争|争取|计划|预计|预期|目标|要|将)[^，。；]{0,16}$")
# 2026年，全市新建学校20所: the verb or the modal of a plan
_AHEAD = re.compile(
    r"，?(?:[一-龥、]{0,24}?)(?:将|要(?![求素点件闻])|应当|须|拟|力争|争取|确保|计划|继续|进一步|不得|免"
    r"|减|缓|给予|增(?!长)|[推提新完建改实开]|重点|统一|调整|支持|允许|安排|扩大|培训|暂)"
)
# 2020年2月，免收房租, in a notice of March: what was due then is waived; not 减免社保费10亿元
_RELIEF = re.compile(
    r"(?:份|度|期间)?的?，?[^，。；]{0,12}?(?:予以|给予|可|全部|全额|一律|应)*(?:免收|免征|免除|免缴|免交|减免|减半|减收|减征|减按|缓缴|缓交|返还|退还)"
    r"(?![^，。；]{0,20}(?:[亿万]元|了|超过|累计))"
)
_RELIEF_BEFORE = re.compile(
    r"(?:免收|免征|免除|免缴|免交|减免|减半|减收|减征|缓缴|返还|退还)[^，。；\d]{0,14}$"
)
# 截至2025年12月31日，…予以退税, not 截至2022年7月底，建设项目超过3100个
_TERM_OF_POLICY = re.compile(
    r"[^。；]{0,60}?(?:予以|给予|免|减征|减半|减按|执行|有效|停止|报名|申[请报]|受理|缴|逾期|失效)"
    r"|止?[，。；）]?$|，?根据"
)


def is_report(phrase: Phrase) -> bool:
    """Whether a date that names its year heads a report, in a text without a date of issue."""
    expression = phrase.expression
    if expression.points[-1].year is None or _PUSHED.search(expression.before):
        return False
    if phrase.rule.id == "deadline.by_raised":
        return True
    if phrase.rule.id == "deadline.until_as_of":
        return not _TERM_OF_POLICY.match(expression.after)
    if phrase.rule.id not in _HEADS_REPORT or _WILL.match(expression.after):
        return False
    return bool(_TOLD.match(expression.after)) or not _AHEAD.match(expression.after)


def looks_ahead(phrase: Phrase) -> bool:
    """Whether the words behind a date plan or direct: 3月至6月，开展专项检查."""
    after = phrase.expression.after[len(phrase.tail) :]
    return _AHEAD.match(after) is not None or _WILL.match(after) is not None


def is_past(phrase: Phrase, start: dt.date | None, end: dt.date | None, *, issued: dt.date) -> bool:
    """Whether the days of a phrase are over, or what is said of them is done, by ``issued``."""
    if end is not None and end < issued:
        return not _is_progress(phrase) and not _is_waived(phrase, issued - end)
    if phrase.rule.type != "period" or start is None:
        return False
    if end is None and issued - start > _LONG_AGO:
        return True  # 自2003年7月起，村民经常感觉到地面振动
    return issued - start > LATELY and bool(_DONE.match(phrase.expression.after))


def _is_waived(phrase: Phrase, since: dt.timedelta) -> bool:
    """Whether charges of days that are over are waived: 2020年2月，免收房租."""
    if phrase.rule.type != "period" or since > _WAIVED:
        return False
    before, after = phrase.expression.before, phrase.expression.after
    return bool(_RELIEF_BEFORE.search(before) or _RELIEF.match(after))


def _is_progress(phrase: Phrase) -> bool:
    """Whether a line of a timetable gives the term: 完成时限：2019年5月底 in a text of June."""
    before = phrase.expression.before
    return phrase.rule.id == "deadline.by_progress" and before.endswith("：")
