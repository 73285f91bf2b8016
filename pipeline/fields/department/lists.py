"""Take a list of bodies apart: ``A、B和各县区政府等部门`` → the spans of the bodies in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline.fields.department.words import (
    BRACKET,
    FIELD,
    LEVEL,
    NAMED,
    ends_like_body,
    is_known,
    words,
)

Span = tuple[int, int]
_Item = tuple[int, int, str]
# A qualifier longer than this stays out of the span of a body.
LONGEST_QUALIFIER = 15

# Separators inside brackets do not part a list: 各县（市、区）.
_BRACKETED = r"(?:（[^（）\n]{0,60}）|〔[^〔〕\n]{0,60}〕|<[^<>\n]{0,60}>|〈[^〈〉\n]{0,60}〉)"

# 和 joins bodies only behind the end of a name: 住房和城乡建设局 holds another 和.
_NAME_END = (
    r"(?:(?<=[局委部厅办院署会行司处室心团府位门关库区县市省镇乡协联队组班央园盟州站所社者队户）〕>〉])"
    r"|(?<=组织)(?!和机构)|(?<=本级)|(?<=企业|国企|央企|房企|各地|主体|机构|平台|集团|大学|街道|各方|财政|商场|超市|门店|酒店|景区|医院|学校|高校|公园)|(?<=开发商|运营商|合作社|用工地|输出地|输入地)"
    # 购房人与开发企业
    # 退役军人和工商企业, 返乡农民和企业
    r"|(?<=[房款租有理管售法]人)|(?<=军人|职工|居民|群众|村民|农民|学生|公众))"
)
# 各有关部门和单位 is one collective, 税务局和企业 are two.
_AND = (
    rf"{_NAME_END}(?:以及|及|和|与|暨|或者?)"
    r"(?!其(?!他)|所属|下属|直属|国家机关|单位(?![\u4e00-\u9fff]|按))"
)
# 等 closes a list, but not in 高等学校.
_ETC = r"(?<![高中初平同均])等(?![级候同于])"
_MARK = rf"[、，；,;。\s]+|(?:特别|尤其)是|{_AND}"
_TOKEN = re.compile(rf"{_BRACKETED}|(?P<mark>{_MARK})|(?P<etc>{_ETC})")
# 等部门, 等有关单位: how the class behind 等 reads when it adds no body.
_BARE_CLASS = re.compile(
    r"[\d几多]*个?(?:部门|单位|部委|机构|成员单位|企业|公司)(?:和(?:单位|部门|机构))?"
    # 企事业单位等主体, 国有企业、民营企业等多种主体
    r"|各方|多方|(?:各类|多种|多元|多)?主体"
)
_LEVEL_ONLY = re.compile(
    rf"(?:各|有关|相关)?[省市县区州盟旗乡镇]{{1,2}}|各[省市县区州]{BRACKET}|各?自治[区州县]|各?街道|国家|中央|直辖市"
)
# 由市、区分担: levels that act by themselves
_LEVEL = re.compile(rf"[省市县区州盟旗乡镇村]{{1,2}}{BRACKET}?")
# 各省、自治区、直辖市和计划单列市税务局
_PLANNED_CITY = re.compile(r"计划单列市.")
_LEVEL_NEXT = re.compile(r"(?:[省市县区州盟旗乡镇]|地（市）|自治|直辖市|街道)(?![直场])")
# 各县区、区政府 share a head; 各县区、市财政局 are two.
_GOVERNMENT_NEXT = re.compile(rf"[省市县区州盟旗乡镇]+{BRACKET}?(?:人民)?政府")
_HEADLESS = re.compile(
    rf"(?:[省市县区]{{2,3}}（[^（）]{{1,8}}）|各地)?(?:{LEVEL})*(?:{FIELD})+(?:管理)?(?:[和与及](?:{FIELD})+)?"
)
# 杨凌示范区、西咸新区管委会: zones without a head of their own
_ZONE = re.compile(
    r"[^，。的]{2,10}(?:示范区|新区|开发区|高新区|经开区|园区|度假区|合作区|综保区|保税区|自贸区|实验区|产业区)"
)
_ZONE_OFFICE = re.compile(r"[^，。的]{2,10}区(?:管委会|管理委员会)")
# 人民银行、银保监会各派出机构: the offices of both
_BRANCHES = re.compile(r"[^，。的]{2,14}?(?:各级?|所有|在[\u4e00-\u9fff])(?:派出|分支)机构")
# 各有关地区和部门: the second shares the modifier of the first
_MODIFIED = re.compile(r"[^，。的]{0,12}?(?:有关|相关|各)(?:地区|地方|部门|单位|机构|城市|省市)")
_UNMODIFIED = re.compile(r"部门|单位|地方|地区|城市")
# 网信、公安、海关等部门: a name that also stands for its field
_FIELD_LIKE = ("海关", "税务", "法院", "检察院", "银行", "人民银行", "物业")
# 住建、金融办、税务等部门: short names between fields, but not 教育、市财政局等部门
_CLASS = re.compile(r"(?:有关|相关|主管|行政|管理|职能)*(?:部门|单位|机构)")
_LONGEST_FIELD = 8
_OF_PLACE = re.compile(r"国(?![有资土防安])|[省县区州各]|市(?!场)")
# 通州、延庆等区水务局
_SHORT_PLACE = re.compile(r"[\u4e00-\u9fff]州")
_JOINING = ("、", "和", "及", "与", "或", "等")
_SHARED_HEAD = re.compile(
    r".*(?:部门|机构|系统|机关|局|厅|委|企业|单位|公司|性银行|院校|主体|平台)$"
)
_NAMES_RUN_ON = re.compile(rf"(?:(?:{LEVEL})?{NAMED}){{2,}}")
_ONE_NAME = re.compile(rf"(?:{LEVEL})?{NAMED}")
# 有需求、有能力的地区
_QUALIFIER = re.compile(r"[^、的]{2,12}")
# 商业地产、物业服务等领域行业协会商会: an enumeration that only qualifies
_ENUMERATED = re.compile(
    r"[^，。；的]{2,80}?等(?:行业领域|行业|领域|方面|省（[市区、]+）|省市)的?(?!部门|主管)"
)
_PERSONS = (*words("body_words", "kind", "person"), "负责人", "同志")
_NO_BODY = re.compile(
    r"\d+(?:年|月|日|个|条|号|[—\-])|[年月]底|年[内度]|季度|^以后|^长期|^持续(?!生产|经营)|下同|为牵头|职责"
    r"|不再|详见|附件|完成|其中|适用|以[上下](?:措施|政策|工作|任务)|[：:？！]"
)
# 各区政府（含高新区管委会）: whom a name includes
_INCLUDING = re.compile(r"（不?含[^（）\n]{1,60}）$|〈不?含[^〈〉\n]{1,60}〉$")
_LEADING = re.compile(r"(?:由(?!贸)|各自(?!贸)|其中|并由?|以及|和|及|与)")


def split_bodies(text: str, start: int, end: int, *, strict: bool = False) -> list[Span]:
    """Return the bodies named in ``text[start:end]``, in order; clean offsets, half-open.

    Items that cannot be bodies (deadlines, adverbs, persons) are left out; with ``strict`` every
    item must end in a word that ends names of bodies.
    """
    spans = split_items(text, start, end)
    return [span for span in spans if is_body(text[slice(*span)], strict=strict)]


def split_items(text: str, start: int, end: int, *, joint: bool = False) -> list[Span]:
    """Return all items of a list, bodies or not, in order; clean offsets, half-open.

    With ``joint`` short items without a head lean on what follows: 融资担保、再担保机构.
    """
    enumerated = _ENUMERATED.match(text, start, end)
    begin = enumerated.end() if enumerated else start
    items = list(_items(text, begin, end))
    if enumerated and items and enumerated.end() - start <= LONGEST_QUALIFIER:
        items[0] = (start, *items[0][1:])
    found: list[Span] = []
    for item in _share_heads(text, items, joint):
        found += [_trim(text, span) for span in _run_on(text, item)]
    return [span for span in found if span[0] < span[1]]


def is_person(name: str) -> bool:
    """Say whether an item of a list names people: 单位负责人."""
    return name.endswith(_PERSONS)


@lru_cache(maxsize=4096)
def is_body(name: str, *, strict: bool = False) -> bool:
    """Say whether an item of a list can be the name of a body."""
    if name[-1:] in "）〉":
        name = _INCLUDING.sub("", name)
    if (
        not (2 <= len(name) <= 45 or _LEVEL.fullmatch(name))
        or _NO_BODY.search(name)
        or is_person(name)
    ):
        return False
    if ends_like_body(name) or _HEADLESS.fullmatch(name):
        return True
    return not strict and len(name) <= 12


def _items(text: str, start: int, end: int) -> Iterator[_Item]:
    """Yield the items of the list, each with the mark in front of it."""
    mark, begin = "", start
    for token in _TOKEN.finditer(text, start, end):
        if token.lastgroup is None:
            continue
        if token.start() > begin:
            yield begin, token.start(), mark
        mark, begin = token.group(), token.end()
    if end > begin:
        yield begin, end, mark


def _share_heads(text: str, items: list[_Item], joint: bool) -> list[Span]:
    """Join items that share one head: 市场监管、药监、知识产权部门; 各市、县（区）人民政府."""
    joined: list[Span] = []
    number = 0
    while number < len(items):
        last = _shared_until(text, items, number, joint)
        start, end, mark = items[number][0], items[last][1], items[number][2]
        if mark != "等" or not _BARE_CLASS.fullmatch(text, start, end):
            joined.append((start, end))
        number = last + 1
    return joined


def _shared_until(text: str, items: list[_Item], number: int, joint: bool) -> int:
    if closing := _closed_by_class(text, items, number):
        return closing
    last = number
    while last + 1 < len(items) and (mark := items[last + 1][2]) in _JOINING:
        item, following = text[slice(*items[last][:2])], text[slice(*items[last + 1][:2])]
        carried = last > number and item in _FIELD_LIKE
        if mark in "和及与" and _MODIFIED.fullmatch(item) and _UNMODIFIED.fullmatch(following):
            return last + 1
        if not carried and not _leans(item, following) and not (joint and _headless(item)):
            break
        last += 1
    if last > number and not _closes(text, items[last], items[number]):
        return number
    return last


def _closed_by_class(text: str, items: list[_Item], number: int) -> int:
    """Return the item 部门 that closes a list of fields, 0 if none: 住建、金融办、税务等部门."""
    if not _HEADLESS.fullmatch(text, *items[number][:2]) or is_known(
        text[slice(*items[number][:2])]
    ):
        return 0
    for other in range(number + 1, len(items)):
        start, end, mark = items[other]
        if mark == "等":
            return other if _CLASS.fullmatch(text, start, end) else 0
        if (
            mark not in _JOINING
            or end - start > _LONGEST_FIELD
            or _OF_PLACE.match(text, start, end)
        ):
            return 0
    return 0


def _leans(item: str, following: str) -> bool:
    """Say whether an item has no head of its own: 各市、县人民政府; 财政、人社部门."""
    if "的" in following and _QUALIFIER.fullmatch(item) and not ends_like_body(item):
        return True
    if item.endswith("直辖市") and _PLANNED_CITY.match(following):
        return True
    if _LEVEL_ONLY.fullmatch(item):
        joint = item.startswith("各") and len(item) > 2
        return (_GOVERNMENT_NEXT if joint else _LEVEL_NEXT).match(following) is not None
    if _HEADLESS.fullmatch(item):
        return item in _FIELD_LIKE or not is_known(item)
    if item[-1] in "行会局" and item[0] not in "省市区县州" and _BRANCHES.fullmatch(following):
        return is_known(item)
    if _ZONE.fullmatch(item):
        return bool(_ZONE.fullmatch(following) or _ZONE_OFFICE.fullmatch(following))
    return item.startswith("各级") and not ends_like_body(item) and ends_like_body(following)


def _headless(item: str) -> bool:
    short = _SHORT_PLACE.fullmatch(item) is not None
    return short or (len(item) <= 8 and not ends_like_body(item) and not is_person(item))


def _closes(text: str, item: _Item, first: _Item) -> bool:
    """Say whether the last item of a run gives its head to the ones before."""
    leading = text[first[0] : first[1]]
    if _LEVEL.fullmatch(leading) and _LEVEL.fullmatch(text, *item[:2]):
        return False
    if _LEVEL_ONLY.fullmatch(leading) or leading.startswith("各级"):
        return True
    if _ZONE.fullmatch(leading):
        return bool(_ZONE_OFFICE.fullmatch(text, *item[:2]))
    return "的" in text[slice(*item[:2])] or bool(_SHARED_HEAD.fullmatch(text, *item[:2]))


def _run_on(text: str, span: Span) -> list[Span]:
    """Part names that lost their separator: 财政部人力资源社会保障部."""
    if span[1] - span[0] < 6 or not _NAMES_RUN_ON.fullmatch(text, *span):
        return [span]
    return [match.span() for match in _ONE_NAME.finditer(text, *span)]


def _trim(text: str, span: Span) -> Span:
    start, end = span
    while leading := _LEADING.match(text, start, end):
        start = leading.end()
    # 各区县政府（含高新区、度假区管委会，下同）: a definition for the whole document
    defined = text.endswith(("，下同）", "，下同〉"), start, end) and _INCLUDING.search(
        text[start:end]
    )
    return start, start + defined.start() if defined else end
