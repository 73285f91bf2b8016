"""Vocabulary of bodies as regular expressions, built once from the lexicons.

The word lists are data (lexicons/body_words.tsv, body_fields.tsv, role_words.tsv,
subject_words.tsv); this module only joins them into patterns.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from pipeline.lexicon import read_lexicon


def alternation(words: Iterable[str]) -> str:
    """Return a pattern for any of the words, longest first."""
    return f"(?:{branches(words)})"


def branches(words: Iterable[str]) -> str:
    """Return the words as branches, one for each first character, without a group around them.

    A pattern that begins with branches that all begin with a literal is fast: the engine skips
    the positions where none of these characters stands.
    """
    groups: dict[str, list[str]] = {}
    for word in sorted(set(words), key=lambda word: (-len(word), word)):
        groups.setdefault(word[0], []).append(word[1:])
    return "|".join(_branch(first, rests) for first, rests in sorted(groups.items()))


def _branch(first: str, rests: list[str]) -> str:
    body = "|".join(re.escape(rest) for rest in rests)
    return re.escape(first) + (f"(?:{body})" if len(rests) > 1 else body)


@cache
def words(lexicon: str, column: str, *kinds: str) -> tuple[str, ...]:
    """Return the first column of a lexicon's rows whose ``column`` is one of ``kinds``."""
    rows = read_lexicon(lexicon)
    first = next(iter(rows[0]))
    return tuple(row[first] for row in rows if not kinds or row[column] in kinds)


# 市、县（区）: what stands before a field of work or before 政府.
LEVEL = (
    r"(?:各级|各|全[省市县区国]|[省市县区州旗盟镇]直?级?|国家|国务院|地区|自治[区州县]|本[省市县区]"
    r"|我[省市县区]|[省市区县]直|当地|所在地?|属地|辖区|同级|上级|下级|有关|相关|地方|中央)"
)
FIELD = alternation(words("body_fields", ""))
# 局 ends a name in 省财政局 and none in 布局, 局限.
OFFICE = (
    r"(?:(?:部门|主管部门|管理部门|行政部门|行政主管部门|管理局|总局|监管局|分局|委员会|管理委员会)"
    r"|(?<![布格结全大开变时定战])局(?![部面限势长])|厅(?!长)|署(?!名)|委(?![员托任派])|部(?![分位队署])|办(?![理法事学公证好结税]))"
)
# 市发展改革委, 国家医保局, 医保、医疗、医药主管部门 (fields that share one head)
NAMED = rf"(?:{FIELD})+{OFFICE}"

# 省市场监管局（省知识产权局）, 各县（市、区）
_NOT_IN_NAMES = "以下|简称|下同|含|不含|包括|视为|即"
BRACKET = (
    rf"(?:（(?!{_NOT_IN_NAMES})[^（）\n]{{1,20}}）|〔(?!{_NOT_IN_NAMES})[^〔〕\n]{{1,20}}〕"
    r"|<[^<>\n]{1,20}>)"
)
_ACTING = ("organ", "collective", "private")
_OFFICIAL = words("body_words", "kind", "organ", "collective")
_PRIVATE = words("body_words", "kind", "private")
_PERSONS = words("body_words", "kind", "person")
ANY_WORD = alternation((*_OFFICIAL, *_PRIVATE))
_KINDS = {word: row["kind"] for row in read_lexicon("body_words") for word in [row["word"]]}
_LONGEST_WORD = max(map(len, _KINDS))
# Single characters that end names in lists, where nothing else is expected: 合肥海关, 团省委.
_LAST = frozenset("局委厅署办部院行会社团联协队组处站司所台馆校园区县市省乡镇村旗州盟店场厂央")
_TAIL = re.compile(rf"{BRACKET}$")


def kind_of(name: str) -> str | None:
    """Return the kind (body_words.tsv) of the longest listed word in which a name ends."""
    for length in range(min(_LONGEST_WORD, len(name)), 0, -1):
        if kind := _KINDS.get(name[-length:]):
            return kind
    return None


def ends_like_body(name: str) -> bool:
    """Say whether a name ends as names of bodies do; a bracket at its end does not count."""
    if name[-1:] in "）〕>" and (tail := _TAIL.search(name)):
        name = name[: tail.start()]
    return name[-1:] in _LAST or kind_of(name) in _ACTING or name.endswith("财政")


# Single characters end a name only behind what such names hold: 财政部, and not 全部, 部分.
# Each branch begins with a literal, the look-behind follows it.
_OFFICE_END = (
    r"局(?<![布格结全大开变时定战]局)(?![部面限势长])|厅(?!长)|署(?<=[计总公]署)"
    r"|委(?<=[改信教健康建设资农法技科编金党监组体管工纪团宗军发经省市区县州]委)(?![员托任派书])"
    r"|部(?<=[政育技安障设输利村务源境业化理计工法交防急游传织战]部)(?![分位队署门])"
    r"|办(?<=[融贫信公府侨台投编外]办)(?![理法事学公证好结税])"
    r"|会(?<=[监保证]会)(?![员议])|行(?:(?<=[分支央]行)|(?<=人民银行))(?!为)"
)
_BRACKETED_LEVELS = r"(?:（[市县区镇旗街道、]{1,6}）)?"
_BRACKETED_LEVELS = r"(?:（[市县区镇旗街道、]{1,6}）)?"
_TREASURY = r"级?(?:（[市县区、]{1,5}）)?财政(?![局厅部所])"
# 湖北省, 试点城市, 县（区）财政: places and treasuries that act
_PLACE = "|".join(
    [
        *(
            rf"{level}(?:{_TREASURY}|(?<=[\u4e00-\u9fff]{{3}})(?<![本全该上夜菜股楼]{level})(?![场级民政])"
            rf"(?!{FIELD}))"
            for level in "市县"
        ),
        rf"省(?:{_TREASURY}|（[区市、自治直辖]+）|(?<=[\u4e00-\u9fff]{{3}})(?<![本全该]省)(?![级民政])"
        rf"(?!{FIELD}))",
        rf"区(?:{_TREASURY}|(?<=[\u4e00-\u9fff]{{3}})"
        r"(?<![小社校园库矿厂片灾牧林农疫郊地专特禁选分街病战考学能展济市险点线性]区)"
        rf"(?![域块分位级划县别间直])(?!{FIELD}))",
        rf"州{_TREASURY}",
        rf"镇{_TREASURY}",
        r"城市(?<=[点各的]城市)",
        rf"各(?:级财政|[省市县区州乡镇]{_BRACKETED_LEVELS}[省市县区州]{{0,2}}"
        rf"(?:、(?:[市县区旗州镇乡村]{_BRACKETED_LEVELS}|街道|社区|园区|开发区|自治区|直辖市))*)",
        r"中央财政|地方财政|同级财政",
        r"财政(?=补贴|全额|按|给予|承担|予以|安排|负担|兜底|据实|统一|支付|统筹|出资)",
    ]
)
# Not what HEAD is the beginning of: 政府性, 银行业, 低风险地区农民工
_NOT_BEFORE = rf"(?![性业型化局厅]|{alternation(_PERSONS)})"
_HEADS = f"{branches((*_OFFICIAL, *_PRIVATE))}|{_OFFICE_END}|{_PLACE}"
HEAD = rf"(?:{_HEADS}){BRACKET}?{_NOT_BEFORE}"
QUOTED = r"“[^“”\n]{1,12}”"
NAME_CHAR = rf"(?:[^，。；：！？\n（）“”《》\s]|{BRACKET}|{QUOTED})"

_DUTY = alternation(words("subject_words", "use", "duty"))
_LEAVE = alternation(words("subject_words", "use", "leave"))
VERB = alternation(words("subject_words", "use", "verb", "verb_or_noun"))
_BLOCKED = alternation(words("subject_words", "use", "blocked"))
# 安定区、陇西县各50个: each has a share
PREDICATE = (
    rf"(?!{_BLOCKED})(?:(?P<duty>{_DUTY})|(?P<leave>{_LEAVE})|(?P<verb>{VERB}(?!的)|[各每](?=\d)))"
)
PLAIN_PREDICATE = re.sub(r"\?P<\w+>", "?:", PREDICATE)
# What no subject begins with, and verbs that no name holds.
_OPENERS = [
    word
    for word in words("subject_words", "use", "duty", "leave", "verb", "other")
    if len(word) > 1
]
NO_SUBJECT = (
    rf"(?:{alternation(_OPENERS)}"
    rf"|{alternation(words('subject_words', 'use', 'verb_or_noun'))}"
    r"(?![型性类业区局部委院厅]|企业|单位|机构|部门|主体|平台|中心|基地))"
)
INNER_VERB = (
    rf"{alternation(w for w in words('subject_words', 'use', 'verb') if len(w) > 1)}"
    r"(?!部门|单位|机构|主体|平台|中心)"
)
