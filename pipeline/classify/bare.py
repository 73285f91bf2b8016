"""Sentences in which nothing is asked, granted or allowed: do they act, or only say what is so?

Most of them are rules all the same (具体办法由市财政局制定, 各区分批推进). What has no word for an
act, names a class of persons or houses, or only opens a list, is no task.
"""

from __future__ import annotations

import re
from functools import cache

from pipeline.classify.commands import clause_directive, starts_directive, starts_with_body
from pipeline.classify.guard import guarded
from pipeline.classify.shapes import ends_in
from pipeline.lexicon import read_lexicon

# B类人才150万元 · 二孩家庭增加20% · 每户限购2套: what somebody gets needs no verb
_VALUE = re.compile(
    r"[\d一二三四五六七八九十百]\s*(?:[万亿千百]*(?:美?元|平方米)|%|％|倍|折|个?月|个百分点|年|周岁|套)"
    r"|百分之|由(?![于此来])[^，。；]{3,}|限[购贷售]|停[工业课产运]|只能|至[少多]|最[高低多少长短]|不(?:[宜限设论分变]|超过|高于|低于|少于|多于|小于|大于|足)|一致|同等|有效|为准"
)
# 不拆历史建筑、不砍古树名木。
_TWO_BANS = re.compile("不[^，。；]{2,30}?[，、]不[^，。；]{2,}")
# （三）在本市首次购房的家庭； · 凡取得契税完税凭证的自然人（不含企业）。
_CLASS = re.compile(
    r"(?![^。；]*(?:应|可|须|不得|不直接|禁|限购|覆盖|扩大|给予|予以|享受|执行|纳入|视为|视同|认定为|优先|发放|为[^，。；的]{1,20}提供))[^。；：]*的"
    r"(?:[^，。；的、]{0,8}(?:、[^，。；的、]{1,8}){0,6})?(?:自然人|个人|(?<!法)人(?:员|才|群)?|者|家庭|职工|毕业生|企业|居民|学生|房源|房屋|住房|商品房|项目)"
    r"(?:[（(][^）)]*[）)])*[。；：]?\s*$"
)
_CLASS_ENDS = "人员才群者庭工生业民学源屋房品目"
_MAY_END_CLASS = frozenset(_CLASS_ENDS + "）)")
_CLASS_END = re.compile(rf"[{_CLASS_ENDS}](?:[（(][^）)]*[）)])*[。；：]?\s*$")
# 经市委人才办审核确认的…人员
_CONFIRMED = re.compile("经[^，。；]{2,20}(?:审核|认定|确认|认可|批准)+的")
_COMMA = re.compile(r"[，；：“]\s*")
_WITH_VERB = re.compile(
    r"\s*(?:[（(][^）)]{1,4}[）)]|\d{1,2}[.、．])?\s*(?:向|由|将|把|为|请|从|按|每)"
)
# 现役军人、退役军人和烈士遗属、社区工作者。
_PERSONS = guarded(
    r"(?:[^，。；：的、]{0,14}(?:工作者|军人|遗属|烈属|教师|医生|护士|医务人员|优抚对象|残疾人|特困人员)"
    r"(?:[、和及与；。]|\s*$)){2,}\s*$",
    "工作者 军人 遗属 烈属 教师 医生 护士 医务人员 优抚对象 残疾人 特困人员",
    anchored=True,
)
# 东至亭卫公路、西至张泾河 · 本批次房源共960套，其中… · 号码由字母和数字组成
_FACT = guarded(
    r"[东南西北]至[^，。；]{2,20}[，、；][^。；]{0,30}[东南西北]至|[^，。；]{2,20}共(?:计|有)?\s*\d+[^，。；]{0,6}，其中"
    r"|依次为|(?:字符|号码|编号)[^，。；]{0,10}组成|为[^，。；]{1,6}底[^，。；]{1,6}字",
    "东至 南至 西至 北至 ，其中 依次为 组成 底",
)
# …且是本市常住居民，符合二、三孩家庭群体条件。
_MET = re.compile(r"(?:符合|具备|满足)[^，。；]{2,24}(?:条件|资格)[。；]\s*$")
# 有下列情形之一的，驳回申请：; not: 具体采取以下几种形式：
_CASE = re.compile("[的后时]，")


@cache
def _acts() -> re.Pattern[str]:
    """Any word for an act, wherever it stands: the directives, and the verbs of other clauses."""
    words = {row["cue"] for row in read_lexicon("measure_cues") if row["kind"] == "directive"}
    kinds = ("verb", "give", "late", "move")
    words |= {row["verb"] for row in read_lexicon("verbs") if row["kind"] in kinds}
    tails: dict[str, list[str]] = {}
    for word in sorted(words):
        if len(word) > 1:
            tails.setdefault(word[0], []).append(re.escape(word[1:]))
    return re.compile("|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in tails.items()))


def bare_rule(piece: str, start: int) -> str | None:
    """Name what ``piece`` is if it is no rule: opens a list, states a fact, has no verb."""
    if piece.rstrip().endswith("：") and not _may_open(piece, start):
        return "lead_in"
    if _FACT.search(piece[start:]):
        return "fact"
    if _MET.search(piece):
        return "eligibility"
    if _acts().search(piece, start) or _VALUE.search(piece, start) or _TWO_BANS.search(piece):
        return None
    return "no_verb"


def _may_open(piece: str, start: int) -> bool:
    """有下列情形之一的，驳回申请：, 有关部门有义务提供以下信息：; not: 具体采取以下几种形式：."""
    if starts_with_body(piece, start):
        return True
    cases = [found.end() for found in _CASE.finditer(piece)]
    return bool(cases) and _acts().search(piece, cases[-1]) is not None


def is_class(piece: str, start: int) -> bool:
    """Who or what is meant, and nothing said about it: （二）在本市首次购房的家庭；."""
    if _PERSONS.search(piece[start:]):
        return True
    if not ends_in(piece, _MAY_END_CLASS):
        return False
    if _CLASS_END.search(piece[-60:]) is None or _WITH_VERB.match(piece):
        return False
    # 对…情况较好的省，在专项中安排部分投资，用于奖励符合条件的项目。
    if _CLASS.match(piece, start) is None or (piece.startswith("对", start) and "，" in piece):
        return False
    # 在我县就业创业的人员: where somebody is, no body that acts; 经市人才办确认的人员
    if piece.startswith("在", start) or _CONFIRMED.match(piece, start):
        return not _acts_behind(piece, start)
    return not (starts_with_body(piece, start) or clause_directive(piece, start))


def _acts_behind(piece: str, start: int) -> bool:
    """Does a clause behind a comma begin with an act? (…，疏解搬迁的企业 is one of a list)"""
    return any(starts_directive(piece, found.end()) for found in _COMMA.finditer(piece, start))
