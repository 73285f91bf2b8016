"""The places for which a notice speaks, read from its issuers, else from its title.

广州市天河区人民政府 → 广州市, 天河区. Nothing is added that the notice does not say: the province
of a city only stands here if the notice names it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.lexicon import read_lexicon

# Endings of places; the longer ones first, they decide what 区 and 州 mean.
_ZONES = ("新区", "示范区", "开发区", "高新区", "经开区", "园区", "度假区")
_COUNTY = re.compile(
    r"[一-龥]{1,8}?(?:自治县|自治旗|林区|特区|新区|示范区|开发区|高新区|经开区|园区|度假区|管理区"
    r"|县|旗|区|市)"
)
# Not names: 试点地区, 低风险区, 各县区, 我市, 城市, 关于落实市(政府), 高新区; 房产局沈阳市 is two.
# But 全椒县 is one, and towns such as 韩城市 stand in places.tsv.
_NO_NAME = re.compile(
    r"试点|示范市|风险|地区$|[辖市县城郊社景街库疫灾牧]区|相关|所在|条件"
    r"|^[各我本该]|^全(?![椒南州])|[我本]市$"
    r"|[城都楼股超]市$|关于|落实|贯彻|促进|进一步|[局委厅办部]"
    r"|^(?:高新|经开|开发|园|示范|度假|新|管理)区$"
    r"|直管|自贸|综保|保税|试验|^(?:提交|报送|上报)|^.[市区]$"
)
_COUNTY_NAME = (
    r"([一-龥]{2,3}(?:自治县|示范区|管理区|新区|县|区|市))(?![场民值政容郊区级直内属域外间划块管])"
)
# A county in a title: 重庆市荣昌区, 关于印发唐河县…的通知, 促进射洪市城市规划区. Not 市场, 县域.
_COUNTY_NEXT = re.compile(_COUNTY_NAME)
# What stands before the name of a place in a title, and so does not begin one: 关于推动长沙县…
_BEFORE_NAME = (
    r"关于|印发|促进|推动|推进|支持|加强|规范|调整|优化|加快|完善|做好|稳定|召开|开展|激活|提振"
    r"|激发|鼓励|进一步|实施|保持|延长|公布|发布|修订|制定|建设|创建|设立|加大|明确|落实|保障"
    r"|取消|放开|[在对为]"
)
_COUNTY_IN_TITLE = re.compile(rf"(?:^|[《<〈“]|{_BEFORE_NAME})(?!{_BEFORE_NAME}){_COUNTY_NAME}")
# 老旧小区, 工业区, 全市城区: areas that titles are about, not places.
_NO_TITLE_NAME = re.compile(r"[小片厂校宅业贸护民活务能作验聚新山心]区$|[我本各]")
# 关于贯彻落实《大理白族自治州人民政府关于…》的实施办法: the issuer is somewhere below.
_CITED = re.compile(r"(?:贯彻|落实|执行|转发)[^《]{0,6}《")
# 江西银行, 北京大学, 朝阳区: no short name of a place.
_NO_OPENING = re.compile(
    r"银行|证券|大学|学院|海关|铁路|商品交易|集团|公司|农商|[路街县区市州镇乡]|大[街道]"
)
_PARTY = re.compile(r"^(?:中共|中国共产党)")
_LEVEL_ALONE = re.compile(r"[省市县区州盟旗]|地区|自治[区州县旗]|新区|示范区")
_LEVELS = {"province": 0, "planned": 1, "prefecture": 1, "county": 2, "zone": 2}


@dataclass(frozen=True, slots=True)
class Place:
    """A province, prefecture or new area of places.tsv."""

    name: str
    short: str
    level: str
    province: str = ""


@dataclass(frozen=True, slots=True)
class NoticePlaces:
    """What a notice says about where it holds. ``chain``: places, the widest first.

    ``own`` is False where the issuer may be of another place than the narrowest of ``chain``.
    """

    central: bool = False
    chain: tuple[str, ...] = ()
    own: bool = True

    @property
    def innermost(self) -> str | None:
        """The narrowest place: that of the issuer itself."""
        return self.chain[-1] if self.chain and self.own else None

    def at(self, level: str) -> str | None:
        """Return the place that 省, 市, 区 ... stands for in this notice."""
        for place in reversed(self.chain):
            if place.endswith(level) and _same_level(place, level):
                return place
        return None

    def full(self, place: str) -> str:
        """Return a district with its city in front if the notice has it: 广州市天河区."""
        before = self.chain.index(place) - 1
        above = self.chain[before] if before >= 0 else ""
        return above + place if place.endswith("区") and above.endswith("市") else place


def _same_level(place: str, level: str) -> bool:
    if level == "区":
        return not place.endswith(("自治区", "地区", *_ZONES[1:]))
    return True


@cache
def known_places() -> dict[str, Place]:
    """Return the places of places.tsv by full and by short name."""
    found: dict[str, Place] = {}
    for row in read_lexicon("places"):
        shorts = row["short_names"].split("、") if row["short_names"] else []
        short = shorts[-1] if shorts else row["name"]
        place = Place(row["name"], short, row["level"], row["province"])
        for name in (row["name"], *shorts):
            found.setdefault(name, place)
    return found


@cache
def _known_pattern() -> re.Pattern[str]:
    """Full names and forms such as 阿坝州, the longest first; 江西 alone is not among them.

    Nor are 平城区 and 应城市, which would be found in 南平城区 and 响应城市更新.
    """
    names = [
        name
        for name, place in known_places().items()
        if _ends_as_place(name, place)
        and not (place.level == "county" and name.endswith(("区", "城市")))
    ]
    return re.compile("|".join(sorted(names, key=lambda name: (-len(name), name))))


def short_of(place: str) -> str:
    """Return 湘潭 for 湘潭市, 江西 for 江西省; a county keeps its name without 县, 区, 市."""
    known = known_places().get(place)
    if known and known.level != "county":
        return known.short
    return re.sub(r"(?<=[一-龥]{2})(?:县|区|市|旗)$", "", place)


def read_chain(text: str, is_body: Callable[[str], bool]) -> tuple[tuple[str, ...], str]:
    """Return the places at the start of ``text`` and the rest, which ``is_body`` has to accept.

    ``is_body("")`` tells whether a place may stand alone.
    """
    chain: list[str] = []
    rest = text
    while not (chain and is_body(rest)):
        step = _next_place(rest, chain, is_body)
        if step is None:
            break
        chain.append(step[0])
        rest = rest[step[1] :]
    return tuple(chain), rest


def _next_place(
    text: str, chain: list[str], is_body: Callable[[str], bool]
) -> tuple[str, int] | None:
    """Return the place at the start of ``text`` in full and the number of characters it takes."""
    places = known_places()
    for end in range(min(len(text), 12), 1, -1):
        place = places.get(text[:end])
        if place and _may_follow(place, chain) and _is_place_end(text, end, place, is_body):
            return place.name, end
    for match in _county_ends(text):
        name = text[:match]
        if _is_name(name) and is_body(text[match:]):
            return name, match
    return None


def _is_name(name: str) -> bool:
    return not (_LEVEL_ALONE.fullmatch(name) or _NO_NAME.search(name))


def _may_follow(place: Place, chain: list[str]) -> bool:
    widest = [known_places()[name] for name in chain if name in known_places()]
    return all(_LEVELS[before.level] < _LEVELS[place.level] for before in widest)


def _ends_as_place(name: str, place: Place) -> bool:
    """Tell full names and 阿坝州 from short ones: 江西, 郑州."""
    return name == place.name or (place.name.endswith("自治州") and name.endswith("州"))


def _is_place_end(text: str, end: int, place: Place, is_body: Callable[[str], bool]) -> bool:
    """A full name stands by itself; a short one (江西) only before a place or a body."""
    if _ends_as_place(text[:end], place):
        return True
    rest = text[end:]
    return bool(rest) and (is_body(rest) or _known_pattern().match(rest) is not None)


def _county_ends(text: str) -> list[int]:
    return [
        end
        for end in range(2, min(len(text), 14) + 1)
        if text[end - 1] in "县区市旗" and _COUNTY.fullmatch(text[:end])
    ]


def places_of_title(title: str, is_body: Callable[[str], bool]) -> NoticePlaces:
    """Return the places in a title: those of the issuer before 关于, else the first one named."""
    issuer = _PARTY.sub("", title.lstrip("《“ ").split("关于")[0])
    if issuer and issuer != title:
        chain, rest = read_chain(issuer.strip(), is_body)
        if chain and is_body(rest):
            return NoticePlaces(chain=chain)
    first = _known_pattern().search(title)
    opening = _opening_place(title)
    if opening and first is None:
        return NoticePlaces(chain=(opening,))
    cited = _CITED.search(title, 0, first.start()) if first else None
    chain, rest = read_chain(title[first.start() :], is_body) if first else ((), "")
    county = _COUNTY_NEXT.match(rest) if first else _COUNTY_IN_TITLE.search(title)
    if len(chain) < 3 and county and _is_title_name(county.group(1)):
        chain = (*chain, county.group(1))
    return NoticePlaces(chain=chain, own=cited is None)


def _opening_place(title: str) -> str | None:
    """Return 广州市 for 《广州商业性个人住房贷款…》; not for 江西银行关于…."""
    title = title.lstrip("《“ ")
    for end in (4, 3, 2):
        place = known_places().get(title[:end])
        if place and _LEVELS[place.level] < _LEVELS["county"]:
            return None if _NO_OPENING.match(title, end) else place.name
    return None


def _is_title_name(name: str) -> bool:
    return name in known_places() or (_is_name(name) and not _NO_TITLE_NAME.search(name))


def merge_chains(
    chains: Sequence[tuple[str, ...]], branches: Sequence[tuple[str, ...]] = ()
) -> NoticePlaces:
    """Return the one chain that several issuers agree on, without what they contradict.

    福建省 and 福州市 agree, but it is open whose a body without a place is. ``branches``: places
    of issuers that are only named after one (南宁海关); a province among them is believed.
    """
    named = {place for chain in (*chains, *branches) for place in chain}
    found = sorted(_with_provinces([chain for chain in chains if chain], named), key=len)
    if not found:
        return NoticePlaces()
    longest = found[-1]
    agreed = [
        place
        for place in longest
        if all(place in chain or len(chain) < len(longest) for chain in found)
    ]
    others = {place for chain in found for place in chain} - set(longest)
    if others:
        return NoticePlaces()
    return NoticePlaces(chain=tuple(agreed), own=all(chain[-1] == longest[-1] for chain in found))


def _with_provinces(chains: list[tuple[str, ...]], named: set[str]) -> list[tuple[str, ...]]:
    """Put the province before its cities where another issuer names it."""
    provinces = [_province_of(chain[0]) for chain in chains]
    return [
        (province, *chain) if province in named else chain
        for province, chain in zip(provinces, chains, strict=True)
    ]


def _province_of(place: str) -> str:
    """Return the province of a known place, "" for others and for provinces."""
    known = known_places().get(place)
    return known.province if known else ""
