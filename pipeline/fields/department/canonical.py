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

from pipeline.fields.department.central_bodies import CentralIndex, central_index, central_name
from pipeline.fields.department.local_bodies import (
    LocalForm,
    PlaceInName,
    fill,
    find_form,
    is_provincial,
    local_forms,
)
from pipeline.fields.department.notice_places import (
    NoticePlaces,
    known_places,
    merge_chains,
    places_of_title,
    read_chain,
)
from pipeline.schema import BodyName

LEVEL_WORDS = (
    *("省", "市", "县", "区", "州", "盟", "旗", "地区", "自治区", "自治州", "自治县", "自治旗"),
    *("新区", "示范区", "开发区", "高新区", "经开区", "兵团"),
)
_LEVELS = "|".join(sorted(LEVEL_WORDS, key=len, reverse=True))
_OWN_PLACE = re.compile(rf"(?:我|本)({_LEVELS})")
_OWN_BODY = re.compile(r"(?:我|本)(局|委|部|厅|办|会|行|署|院|中心|公司|单位|部门|机关|总局)")
# No name is longer; what is, stays as it stands and costs nothing.
_LONGEST_NAME = 80
_LONGEST_TITLE = 200
# Several bodies, or a kind of body: 各县区人民政府, 有关部门, 市、区财政局.
_COLLECTIVE = re.compile(r"、|各|有关|相关|所有|其他|等|以及|(?:部门|单位|机关|企业|机构)$")
_BRACKET = re.compile(r"([^（〈(]+)[（〈(]([^）〉)]+)[）〉)]")
# 市龙虎山风景名胜区管委会: the city of the notice and an area of it; but 市中区 is a name.
_ZONE_OF_PLACE = re.compile(r"([省市州县])([一-龥]{3,10}区)")
_GOVERNMENT = re.compile(r"(.*?)(?:人民)?政府")
_YOUTH_LEAGUE = re.compile(rf"(?:共青团|团)((?:[一-龥]{{2,8}}?)?(?:{_LEVELS}))委(?:员会)?")
# 地委组织部 is 地区 + 委组织部, 自治区党委宣传部 is 自治区 + 委宣传部.
_PREFECTURE_COMMITTEE = re.compile(r"^地委")
_COMMITTEE = re.compile(r"(?<=[省市区州县盟旗])党委(?!会)")
_ANY_PLACE = re.compile(r"\{(?:place|as_written|committee)\}")
# A body that no list has, behind the level of its place: 市供热服务中心. Not 市场, 区域, 市直.
_UNLISTED = re.compile(
    rf"({_LEVELS})(?![场域级直内属间政委]|人民银行)([一-龥]{{2,20}}"
    r"(?:局|厅|委|办|室|委员会|中心|公司|集团|院|社|协会|商会|支队|总队|站|馆|所|部|处|银行|基金会"
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
    context = _context(issuers, issued, title, own_bodies)
    return _recognise(text, context) or BodyName(text)


@lru_cache(maxsize=4096)
def _context(
    issuers: tuple[str, ...],
    issued: dt.date | None,
    title: str | None,
    own_bodies: tuple[str, ...],
) -> Context:
    index = central_index(own_bodies)
    return Context(issuers, issued, _notice_places(issuers, title, index), index)


def _recognise(text: str, context: Context) -> BodyName | None:
    if len(text) > _LONGEST_NAME:
        return None
    for step in _STEPS:
        found = step(text, context)
        if found is not None:
            return found
    return None


# --- where the notice holds ---------------------------------------------------------------------


def _notice_places(
    issuers: tuple[str, ...], title: str | None, index: CentralIndex
) -> NoticePlaces:
    split = [part for issuer in issuers for part in re.split(r"[、，,\s]+", issuer)]
    parts = [part for part in split if 0 < len(part) <= _LONGEST_NAME]
    title = title[:_LONGEST_TITLE] if title else None
    chains = [_issuer_chain(part, index) for part in parts]
    central = any(_is_central(part, index) for part in parts)
    if title and not central and not any(chains):
        lead = title.split("关于")[0].split()
        central = any(_is_central(part, index) for part in lead)
        chains = [] if central else [places_of_title(title, _is_local_rest)]
    return NoticePlaces(central, merge_chains(chains))


def _issuer_chain(issuer: str, index: CentralIndex) -> tuple[str, ...]:
    """Return the places of an issuer; of a branch, those in its tail (国家税务总局深圳市税务局)."""
    issuer = issuer.removeprefix("中共")
    branch = index.split(issuer, issued=None, central=False)
    if branch:
        issuer = branch[1]
    elif _is_central(issuer, index):
        return ()
    return read_chain(issuer, _is_local_rest)[0]


def _is_central(issuer: str, index: CentralIndex) -> bool:
    if index.known(issuer) or index.leads(issuer):
        return True
    found = index.split(issuer, issued=None, central=True)
    return found is not None and not read_chain(found[1], _is_local_rest)[0]


def _is_local_rest(rest: str) -> bool:
    """Tell whether ``rest`` can follow a place: a local body, a government, or nothing."""
    return (
        not rest
        or rest in local_forms()
        or rest.startswith(("人民政府", "政府", "关于", "监管分局", "监管局", "住房公积金"))
    )


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
    meant = {_named(issuer, context, kind) for issuer in context.issuers} - {None}
    return meant.pop() if len(meant) == 1 else BodyName(text)


def _named(issuer: str, context: Context, kind: str) -> BodyName | None:
    if kind not in ("办", "单位", "部门", "机关"):
        issuer = re.sub(r"(?<=[部委局署会行厅])办公[厅室]$", "", issuer)
    name = _recognise(issuer, context) or BodyName(issuer)
    endings = {"委": ("委", "委员会"), "办": ("办", "办公室"), "部门": ("",), "单位": ("",)}
    fits = name.name.endswith(endings.get(kind, ("",) if kind == "机关" else (kind,)))
    return name if fits else None


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


def _central(text: str, context: Context) -> BodyName | None:
    body = context.index.find(text, issued=context.issued, central=context.places.central)
    return central_name(context.index, body) if body else None


def _central_branch(text: str, context: Context) -> BodyName | None:
    """财政部办公厅, 国家金融监管总局宿州监管分局, 人行苏州中支."""
    found = context.index.split(text, issued=context.issued, central=context.places.central)
    return central_name(context.index, *found) if found else None


def _bare_local(text: str, context: Context) -> BodyName | None:
    """财政厅 in a notice of 江西省, 税务局 in one of 湘潭市."""
    form = find_form(text, issued=context.issued)
    if form is None or not form.alone:
        return None
    place = _place_of_bare(text, form, context.places)
    if place is None and context.places.central:
        # 供销合作社 in a notice of 国务院: those of all places.
        return None
    return _name(form, PlaceInName(place) if place else None)


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
    for end in range(1, len(text) - 1):
        place = _place(text[:end], context.places)
        form = place and find_form(text[end:], issued=context.issued, attached=bool(place.attached))
        if place and form and (found := _name(form, place)):
            return found
    return None


def _place(prefix: str, places: NoticePlaces) -> PlaceInName | None:
    """Return the place that stands before a body: a level (市), a name in full or short."""
    if prefix in LEVEL_WORDS:
        place = places.at(prefix)
        return PlaceInName(places.full(place)) if place else PlaceInName(prefix, known=False)
    known = known_places().get(prefix)
    if known and _is_attached(prefix, known.name):
        return PlaceInName(known.name, attached=prefix)
    zone = _ZONE_OF_PLACE.fullmatch(prefix)
    above = places.at(zone.group(1)) if zone else None
    if zone and above:
        return PlaceInName(above + zone.group(2))
    chain, rest = read_chain(prefix, lambda rest: not rest)
    if not chain or rest:
        return None
    return PlaceInName(chain[0] if len(chain) == 1 else prefix)


def _is_attached(prefix: str, full: str) -> bool:
    """Tell short names (苏州, 江西) from names with their level (苏州市, 阿坝州)."""
    return prefix != full and not (full.endswith("自治州") and prefix.endswith("州"))


def _government_body(text: str, context: Context) -> BodyName | None:
    """市政府金融办 → 兰州市人民政府金融工作办公室."""
    match = _GOVERNMENT.match(text)
    form = match and find_form(text[match.end() :], issued=context.issued)
    place = match and _place(match.group(1), context.places)
    if not (form and place and form.name.startswith("{place}")):
        return None
    return BodyName(f"{place.name}人民政府{form.name.removeprefix('{place}')}")


def _youth_league(text: str, context: Context) -> BodyName | None:
    """团省委, 共青团湘潭市委."""
    match = _YOUTH_LEAGUE.fullmatch(text)
    place = match and _place(match.group(1), context.places)
    form = find_form("团委", issued=context.issued)
    return _name(form, place) if form and place else None


def _dispatched(text: str, context: Context) -> BodyName | None:
    """铜鼓金融监管支局: a branch of a central body named after a place that no list has."""
    for end in range(2, min(len(text) - 2, 7)):
        form = find_form(text[end:], issued=context.issued, attached=True)
        place = text[:end]
        if form and not _ANY_PLACE.search(form.name) and _is_short_name(place):
            return _name(form, PlaceInName(place, attached=place))
    return None


def _is_short_name(place: str) -> bool:
    # 省银保监局 is not 省银 + 保监局.
    return place[0] not in "省市区县州" and not place.endswith("银")


def _unlisted(text: str, context: Context) -> BodyName | None:
    """市供热服务中心 → 湘潭市供热服务中心."""
    match = _UNLISTED.fullmatch(text)
    place = context.places.at(match.group(1)) if match else None
    return BodyName(context.places.full(place) + match.group(2)) if match and place else None


def _name(form: LocalForm, place: PlaceInName | None) -> BodyName | None:
    name = fill(form.name, place)
    today = fill(form.today, place) if form.today else None
    return BodyName(name, today if today != name else None) if name else None


_STEPS: tuple[Callable[[str, Context], BodyName | None], ...] = (
    _own_bodies,
    _own_place,
    _issuer_itself,
    _collective,
    _bracketed,
    _central,
    _bare_local,
    _central_branch,
    _placed_local,
    _government_body,
    _youth_league,
    _dispatched,
    _unlisted,
)
