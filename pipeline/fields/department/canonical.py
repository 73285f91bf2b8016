"""The full official name of a body as a notice writes it, and its successor's today.

市财政局 in a notice of 湘潭市人民政府 → 湘潭市财政局; 银保监会 in 2020 →
中国银行保险监督管理委员会, today 国家金融监督管理总局. What the notice does not give is not
guessed: a body that cannot be placed keeps its words. ``_STEPS`` are tried in turn, the first
that knows the name decides.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.fields.department.bank_branches import bank_branch
from pipeline.fields.department.central_bodies import (
    CentralIndex,
    central_index,
    central_name,
    irregular_names,
)
from pipeline.fields.department.issuer_names import is_of_kind, is_short_for, without_office
from pipeline.fields.department.issuer_places import places_of_notice
from pipeline.fields.department.local_bodies import (
    LocalForm,
    PlaceInName,
    fill,
    find_forms,
    is_provincial,
    local_forms,
)
from pipeline.fields.department.notice_places import (
    NoticePlaces,
    known_places,
    read_chain,
    short_of,
)
from pipeline.schema import BodyName

LEVEL_WORDS = (
    *("省", "市", "县", "区", "州", "盟", "旗", "地区", "自治区", "自治州", "自治县", "自治旗"),
    *("新区", "示范区", "开发区", "高新区", "经开区", "兵团"),
)
_LEVELS = "|".join(sorted(LEVEL_WORDS, key=len, reverse=True))
_OWN_PLACE = re.compile(rf"(?:我|本)({_LEVELS})")
_LEVEL_FIRST = re.compile(_LEVELS)
# Without a place any of many, where others are a kind of office: 妇联.
_GENERIC = ("供销合作社",)
_OWN_BODY = re.compile(r"(?:我|本)(局|委|部|厅|办|会|行|署|院|中心|公司|单位|部门|机关|总局)")
# No name is longer; what is, stays as it stands and costs nothing.
_LONGEST_NAME = 80
# Several bodies, or a kind of body: 各县区人民政府, 有关部门, 市、区财政局.
_COLLECTIVE = re.compile(r"、|各|有关|相关|所有|其他|等|以及|(?:部门|单位|机关|企业|机构)$")
_BRACKET = re.compile(r"([^（〈(]+)[（〈(]([^）〉)]+)[）〉)]")
# 市龙虎山风景名胜区管委会: the city of the notice and an area of it; but 市中区 is a name.
_ZONE_OF_PLACE = re.compile(r"([省市州县])([一-龥]{3,10}区)")
_GOVERNMENT = re.compile(r"(.*?)(?:人民)?政府")
_YOUTH_LEAGUE = re.compile(rf"(?:共青团|团)((?:[一-龥]{{2,8}}?)?(?:{_LEVELS}))委(?:员会)?")
# 地委组织部 is 地区 + 委组织部, 自治区党委宣传部 is 自治区 + 委宣传部.
_PREFECTURE_COMMITTEE = re.compile(r"^地委")
_COMMITTEE = re.compile(r"(?<=[省市区州县盟旗团])党委(?!会)")
_ANY_PLACE = re.compile(r"\{(?:place|as_written|committee)\}")
# 郑州市高新区管委会: an area that only its city names.
_ZONE_IN_PLACE = re.compile(r"(?:高新|经开|开发|示范|度假|保税|园|新)区")
_OFFICE = r"[一-龥]{1,12}(?:办|办公室|研究室|室|中心|局|委|部|院|站|小组|委员会|学校|工委)"
# 市政府督查室, 市委督查室: an office of the government or the committee that no list has.
_GOVERNMENT_OFFICE = re.compile(_OFFICE)
_COMMITTEE_OFFICE = re.compile(rf"(.{{1,8}}?)委((?!员|托){_OFFICE})")
# A part of a body: 县公安局|交警大队, 市公积金中心|余江办事处, 赣江新区管委会|办公室.
_PART = re.compile(
    r"(.{2,20}?(?:局|中心|管委会))((?:[一-龥]{0,8}?(?:办事处|管理部|分中心|分局|稽查局|大队|支队))"
    r"|(?<=局)[一-龥]{2,12}中心|(?<=管委会)[一-龥]{0,8}(?:办公室|局|部|办|中心))"
)
# A body that no list has, behind the level of its place: 市供热服务中心, 省政务局, 市建委. Not
# 市场, 区域, 市直, 市政.
_UNLISTED = re.compile(
    rf"({_LEVELS})(?![场域级直内属间容委长]|政(?![务策数研])|人民银行|人行)"
    r"([一-龥]{1,20}(?:(?<![分支])局|委|办)|[一-龥]{2,20}"
    r"(?:厅|室|委员会|中心|公司|集团|院|社|协会|商会|支队|总队|大队|站|馆|所|部|处|银行|基金会"
    r"|指挥部|领导小组|专班))"
)


@dataclass(frozen=True, slots=True)
class Context:
    """What a notice says about its bodies: who speaks, where, when, and a user's bodies."""

    issuers: tuple[str, ...]
    issued: dt.date | None
    places: NoticePlaces
    index: CentralIndex


def canonical_name(
    text: str,
    *,
    issuers: Sequence[str],
    issued: dt.date | None,
    title: str | None = None,
    own_bodies: Sequence[str] = (),
) -> BodyName:
    """Return the full name on the day of issue of the body written ``text`` (simplified).

    ``own_bodies``: paths of a user's bodies, which go before all else. Raises LexiconError if such
    a file is wrong. A name that nothing here knows is returned as it stands.
    """
    return _cached(text.strip(), tuple(issuers), issued, title, tuple(own_bodies))


@cache
def known_names(own_bodies: tuple[str, ...] = ()) -> frozenset[str]:
    """Return every name of a central body, and local ones bare and behind 省, 市, 县, 区 ...

    ``own_bodies``: paths of a user's bodies, whose names are added.
    """
    index = central_index(own_bodies)
    forms = [name for name, found in local_forms().items() if found[0].alone]
    placed = (level + form for level in LEVEL_WORDS for form in local_forms())
    return frozenset((*index.plain, *index.central, *forms, *placed))


@lru_cache(maxsize=65536)
def _cached(
    text: str,
    issuers: tuple[str, ...],
    issued: dt.date | None,
    title: str | None,
    own_bodies: tuple[str, ...],
) -> BodyName:
    return _full(text, _context(issuers, issued, title, own_bodies))


@lru_cache(maxsize=4096)
def _context(
    issuers: tuple[str, ...],
    issued: dt.date | None,
    title: str | None,
    own_bodies: tuple[str, ...],
) -> Context:
    index = central_index(own_bodies)
    return Context(issuers, issued, places_of_notice(issuers, title, index), index)


def _full(text: str, context: Context) -> BodyName:
    return _recognise(text, context) or BodyName(text)


def _recognise(text: str, context: Context) -> BodyName | None:
    if len(text) > _LONGEST_NAME:
        return None
    for step in _STEPS:
        found = step(text, context)
        if found is not None:
            return found
    return None


# --- steps: text, context → name, or None if the step does not know it --------------------------


def _own_bodies(text: str, context: Context) -> BodyName | None:
    return _central(text, context) if text in context.index.own else None


def _own_place(text: str, context: Context) -> BodyName | None:
    """我市 → 湘潭市."""
    match = _OWN_PLACE.fullmatch(text)
    place = context.places.at(match.group(1)) if match else None
    return BodyName(place) if place else None


def _issuer_itself(text: str, context: Context) -> BodyName | None:
    """我局, 本部门 → the issuer, if one and only one can be meant."""
    match = _OWN_BODY.fullmatch(text)
    if match is None:
        return None
    kind = match.group(1)
    names = {_full(without_office(issuer, kind), context) for issuer in context.issuers}
    meant = {name for name in names if is_of_kind(name.name, kind)}
    return meant.pop() if len(meant) == 1 else BodyName(text)


def _issuer_shortened(text: str, context: Context) -> BodyName | None:
    """市金融局 → 郑州市金融工作局, 公积金中心 → 广州住房公积金管理中心: the one issuer so named."""
    level = _LEVEL_FIRST.match(text)
    place = context.places.at(level.group()) if level else context.places.innermost
    if place is None or text in context.issuers:
        return None
    short = text[level.end() :] if level else text
    heads = (context.places.full(place), place, short_of(place))
    meant = {
        issuer
        for issuer in context.issuers
        for head in heads
        if issuer.startswith(head)
        and is_short_for(short, issuer.removeprefix(head), placed=level is not None)
    }
    return _full(meant.pop(), context) if len(meant) == 1 else None


def _collective(text: str, context: Context) -> BodyName | None:
    if not _COLLECTIVE.search(text) or context.index.known(text):
        return None
    return BodyName(text)


def _bracketed(text: str, context: Context) -> BodyName | None:
    """省市场监管局（省知识产权局）: both names in full, the successor of the first."""
    match = _BRACKET.fullmatch(text)
    if match is None:
        return None
    outer, inner = (_recognise(name, context) for name in match.groups())
    if outer is None and inner is None:
        return None
    outer = outer or BodyName(match.group(1))
    inner = inner or BodyName(match.group(2))
    return BodyName(f"{outer.name}（{inner.name}）", outer.name_today)


def _bank_branch(text: str, context: Context) -> BodyName | None:
    """市人民银行, 人行营管部."""
    index, issued = context.index, context.issued
    return bank_branch(text, names=index.bodies, issued=issued, places=context.places)


def _central(text: str, context: Context) -> BodyName | None:
    body = context.index.find(text, issued=context.issued, central=context.places.central)
    return central_name(context.index, body) if body else None


def _central_branch(text: str, context: Context) -> BodyName | None:
    """财政部办公厅, 国家金融监管总局宿州监管分局, 人行苏州中支."""
    found = context.index.split(text, issued=context.issued, central=context.places.central)
    return central_name(context.index, *found) if found else None


def _bare_local(text: str, context: Context) -> BodyName | None:
    """财政厅 in a notice of 江西省, 税务局 in one of 湘潭市."""
    forms = [form for form in find_forms(text, issued=context.issued) if form.alone]
    if not forms:
        return None
    place = _place_of_bare(text, forms[0], context.places)
    if place is None and (context.places.central or text in _GENERIC):
        # 供销合作社 in a notice of 国务院: those of all places.
        return None
    return _named(forms, PlaceInName(place) if place else None)


def _place_of_bare(text: str, form: LocalForm, places: NoticePlaces) -> str | None:
    place = places.innermost
    if is_provincial(text):
        return places.at("省") or places.at("自治区")
    if place is None or (form.has_hall and place.endswith(("省", "自治区"))):
        return None
    return places.full(place)


def _placed_local(text: str, context: Context) -> BodyName | None:
    """市工信局, 湘潭市财政局, 省委金融办, 江西银保监局; the longest body wins."""
    text = _COMMITTEE.sub("委", _PREFECTURE_COMMITTEE.sub("地区委", text.removeprefix("中共")))
    for end in range(1, len(text)):
        place = _place(text[:end], context.places)
        if place is None:
            continue
        forms = find_forms(text[end:], issued=context.issued, attached=bool(place.attached))
        if found := _named(forms, place):
            return found
    return None


def _place(prefix: str, places: NoticePlaces) -> PlaceInName | None:
    """Return the place that stands before a body: a level (市), a name in full or short."""
    known = known_places().get(prefix)
    if known:
        return PlaceInName(known.name, attached=prefix if _is_attached(prefix, known.name) else "")
    if prefix in LEVEL_WORDS:
        place = places.at(prefix)
        return PlaceInName(places.full(place)) if place else PlaceInName(prefix, known=False)
    for place in places.chain:
        if prefix == short_of(place):
            return PlaceInName(places.full(place), attached=prefix)
    return _area(prefix, places) or _chain(prefix)


def _area(prefix: str, places: NoticePlaces) -> PlaceInName | None:
    """市龙虎山风景名胜区 → 鹰潭市龙虎山风景名胜区."""
    zone = _ZONE_OF_PLACE.fullmatch(prefix)
    above = places.at(zone.group(1)) if zone else None
    return PlaceInName(above + zone.group(2)) if zone and above else None


def _chain(prefix: str) -> PlaceInName | None:
    """江西省南昌市, 郑州市高新区."""
    chain, rest = read_chain(prefix, lambda rest: not rest)
    if not chain or (rest and not _ZONE_IN_PLACE.fullmatch(rest)):
        return None
    return PlaceInName(chain[0] if len(chain) == 1 and not rest else prefix)


def _is_attached(prefix: str, full: str) -> bool:
    """Tell short names (苏州, 江西) from names with their level (苏州市, 阿坝州)."""
    return prefix != full and not (full.endswith("自治州") and prefix.endswith("州"))


def _government_body(text: str, context: Context) -> BodyName | None:
    """市政府金融办 → 兰州市人民政府金融工作办公室, 市政府督查室 → 兰州市人民政府督查室."""
    match = _GOVERNMENT.match(text)
    place = match and _place(match.group(1), context.places)
    if not (match and place):
        return None
    office = text[match.end() :]
    government = f"{place.name}人民政府"
    for form in find_forms(office, issued=context.issued):
        name = form.name.removeprefix("{place}").removeprefix("人民政府")
        if form.name.startswith("{place}") and "{" not in name:
            return BodyName(government + name, fill(form.today, place) if form.today else None)
    return BodyName(government + office) if _GOVERNMENT_OFFICE.fullmatch(office) else None


def _committee_office(text: str, context: Context) -> BodyName | None:
    """市委督查室 → 中共湘潭市委督查室."""
    match = _COMMITTEE_OFFICE.fullmatch(text.removeprefix("中共"))
    place = match and _place(match.group(1), context.places)
    committee = fill("{committee}", place) if place else None
    return BodyName(committee + match.group(2)) if match and committee else None


def _youth_league(text: str, context: Context) -> BodyName | None:
    """团省委, 共青团湘潭市委."""
    match = _YOUTH_LEAGUE.fullmatch(text)
    place = match and _place(match.group(1), context.places)
    return _named(find_forms("团委", issued=context.issued), place) if place else None


def _part_of_body(text: str, context: Context) -> BodyName | None:
    """县公安局交警大队 → 武宁县公安局交警大队."""
    match = _PART.fullmatch(text)
    whole = _placed_local(match.group(1), context) if match else None
    return BodyName(whole.name + match.group(2)) if match and whole else None


def _dispatched(text: str, context: Context) -> BodyName | None:
    """铜鼓金融监管支局: a branch of a central body named after a place that no list has."""
    for end in range(2, min(len(text) - 2, 7)):
        place = text[:end]
        forms = find_forms(text[end:], issued=context.issued, attached=True)
        forms = tuple(form for form in forms if not _ANY_PLACE.search(form.name))
        if forms and _is_short_name(place):
            return _named(forms, PlaceInName(place, attached=place))
    return None


def _is_short_name(place: str) -> bool:
    # 省银保监局 is not 省银 + 保监局.
    return place[0] not in "省市区县州" and not place.endswith(("银", "省", "市", "区", "县"))


def _unlisted(text: str, context: Context) -> BodyName | None:
    """市供热服务中心 → 湘潭市供热服务中心."""
    match = _UNLISTED.fullmatch(text)
    place = context.places.at(match.group(1)) if match else None
    return BodyName(context.places.full(place) + match.group(2)) if match and place else None


def _named(forms: Sequence[LocalForm], place: PlaceInName | None) -> BodyName | None:
    """Return the name by the first form that ``place`` can fill."""
    for form in forms:
        name = fill(form.name, place)
        if name:
            today = fill(form.today, place) if form.today else None
            return BodyName(irregular_names().get(name, name), today if today != name else None)
    return None


_STEPS: tuple[Callable[[str, Context], BodyName | None], ...] = (
    _own_bodies,
    _own_place,
    _issuer_itself,
    _collective,
    _bracketed,
    _issuer_shortened,
    _bank_branch,
    _central,
    _bare_local,
    _central_branch,
    _youth_league,
    _placed_local,
    _government_body,
    _committee_office,
    _part_of_body,
    _dispatched,
    _unlisted,
)
