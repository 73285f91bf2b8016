"""Expressions of time that are no deadlines: citations, reports, conditions, names."""

from __future__ import annotations

import re

from pipeline.fields.deadline.phrase import Expression, Phrase
from pipeline.lexicon import read_lexicon

_CITED = re.compile(
    r"[）)]?[》〕\]]|第 ?\d+ ?[号期]|[^，。；、]{0,10}?(?:印发|发布|下发|出台|公布|制定|修订|颁布)的?(?:的|《)"
)
# 近三年 · 最近6个月 · 连续2年 · 满3个月 · 较2018年末 · 已于2月5日
_MEASURED_BEFORE = re.compile(
    r"(?:近|[\d]、|过去|以来|已|已于|已在|去|满|不少于|不低于|(?<!不)(?<!不得)超过|连续|累计|较|比|达到?|有)$"
)
_REPORT = re.compile(
    r"以来|[^。；]{0,60}(?:[同环]比(?:增长|下降|上升|减少|增加|提高)|完成了|达到了|实现了|取得了|召开了|印发了|发布了|收窄|就[^，]{0,6}了)"
)
# 截至3月28日，开工率达到98.6%
_COUNTED = re.compile(r"，?[^。；]{0,60}(?:达到?|累计|已(?![^，]{0,8}的)|共[有计]|增长|下降)")
# 发展规划（2018—2035年）
_NAME_BEFORE = re.compile(r"(?:规划|计划|方案|纲要|行动|意见|办法|目录|标准|条例|措施|清单)（$")
_RECORD = re.compile(r"(?:[^，。；、]{0,6}(?:未|无|没有|曾|出生|毕业)|[^，。；、]{0,12}(?:记录|未就业))")
# 毕业五年以内 · 现住房出售后1年内 is a condition where 对…并在 stands before it
_PERSON_BEFORE = re.compile(r"(?:毕业|离校|退役|退伍|出生|成立|注册|登记|设立|入职|落户|办学)(?:满|后|未满)?$")
_PARTY_BEFORE = re.compile(r"(?:^|，)(?:凡|对)[^，]*(?:并|且)(?:于|在)?$|自有住房并[在于]$|年龄$")
_PARTY_TIME = re.compile(r"(?:购房|购买|网签|出生|毕业|签约|缴存)(?:时间|日期)(?:为|在|须在|应在)?$")
_PARTY_JUST_BEFORE = re.compile(r"(?:支持|对|对于|凡|凡是|为|向|给予|符合)(?:在|于|自)?$")
_MORE = re.compile(r"(?:（含）|及)?(?:以上|以下|的基础上)")
_EFFECT = re.compile(r"(?:正式)?(?:施行|实施|执行|生效|试行)(?:[，。；）)、]|$)")
_NAME = re.compile(
    r"(?:[^，。；、]{0,12}(?:行动方案|行动计划|规划|标准|目录|清单|大会|论坛|博览会|水平)"
    r"|中央预算|地方政府专项|专项债|版|级|以上|以下|目标|任务|工作|经济|春耕|第)"
)

_CLASSES = "|".join(row["word"] for row in read_lexicon("deadline_words") if row["kind"] == "class")
_CHUNK = r"(?:[^，。；：（）]|（[^（）]{0,40}）)"
_CONDITION = re.compile(rf"{_CHUNK}{{1,60}}?的(?:，|[^，。；：（的]{{0,10}}?(?:{_CLASSES}))")
_CLASS_LATER = re.compile(rf"[^。；]{{1,80}}的[^，。；：的]{{0,10}}?(?:{_CLASSES})")


def in_title(text: str, start: int, place: int) -> bool:
    """Whether ``place`` stands inside 《》 opened after ``start`` (clean offsets)."""
    start = max(start, place - 80)
    return text.rfind("《", start, place) > text.rfind("》", start, place)


def is_no_deadline(expression: Expression) -> bool:
    """Whether the words around an expression say that it bounds nothing that is to be done."""
    if expression.kind == "length" and _MORE.match(expression.after):
        return True
    if _CITED.match(expression.after) or _REPORT.match(expression.after):
        return True
    before = expression.before
    return bool(_MEASURED_BEFORE.search(before) or _NAME_BEFORE.search(before))


def is_condition(phrase: Phrase) -> bool:
    """Whether a phrase says who or what is eligible (2020年5月1日前到期的贷款) or what happened."""
    name, type_ = phrase.rule.id, phrase.rule.type
    after = phrase.expression.after[len(phrase.tail) :]
    before = phrase.expression.before.removesuffix(phrase.lead)
    if name == "deadline.until_as_of":
        return bool(_COUNTED.match(after))
    if type_ == "within" and _PERSON_BEFORE.search(before):
        return True
    if _PARTY_BEFORE.search(before) or _PARTY_TIME.search(before):
        return True
    if after.startswith("，"):
        return False
    if type_ in ("within", "duration"):
        return bool(_RECORD.match(after)) or (type_ == "within" and bool(_CONDITION.match(after)))
    if name == "deadline.period_from" and _EFFECT.match(after):
        return True
    if type_ == "period" and _NAME.match(after):
        return True
    if type_ == "period" and not phrase.expression.text[0].isdigit():
        return False
    if before.endswith("凡") and "的" in after:
        return True
    if _PARTY_JUST_BEFORE.search(before) and _CLASS_LATER.match(after):
        return True
    return bool(_CONDITION.match(after))
