"""The places for which a notice speaks, read from its issuers, else from its title.

广州市天河区人民政府 → 广州市, 天河区. Nothing is added that the notice does not say: the province
of a city only stands here if the notice names it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from pipeline.lexicon import read_lexicon

# Endings of places; the longer ones first, they decide what 区 and 州 mean.
_ZONES = ("新区", "示范区", "开发区", "高新区", "经开区", "园区", "度假区")
_COUNTY = re.compile(
    r"[一-龥]{1,8}?(?:自治县|自治旗|林区|特区|新区|示范区|开发区|高新区|经开区|园区|度假区|县|旗|区|市)"
)
# Not names: 试点地区, 低风险区, 各县区, 我市, 城市, 关于落实市(政府), 高新区; 房产局沈阳市 is two.
_NO_NAME = re.compile(
    r"试点|示范市|风险|地区$|[辖市县城郊社景街库疫灾牧]区|相关|所在|条件|^[全各我本该]|[我本]市$"
    r"|[城都楼股超]市$|关于|落实|贯彻|促进|进一步|[局委厅办部]|^(?:高新|经开|开发|园|示范|度假|新)区$"
    r"|直管|自贸|综保|保税|试验"
)
_COUNTY_NAME = (
    r"([一-龥]{2,3}(?:自治县|示范区|新区|县|区|市))(?![场民值政容郊区级直内属域城外间划块管])"
)
# A county in a title: 重庆市荣昌区, 关于印发唐河县…的通知. Not 市场, 县域.
_COUNTY_NEXT = re.compile(_COUNTY_NAME)
_COUNTY_IN_TITLE = re.compile(rf"(?:^|[《<〈“]|印发|促进){_COUNTY_NAME}")
_PARTY = re.compile(r"^(?:中共|中国共产党)")
_LEVEL_ALONE = re.compile(r"[省市县区州盟旗]|地区|自治[区州县旗]|新区|示范区")
_LEVELS = {"province": 0, "planned": 1, "prefecture": 1, "county": 2, "zone": 2}


@dataclass(frozen=True, slots=True)
class Place:
    """A province, prefecture or new area of places.tsv."""

    name: str
    short: str
    level: str


@dataclass(frozen=True, slots=True)
class NoticePlaces:
    """What a notice says about where it holds. ``chain``: places, the widest first."""

    central: bool = False
    chain: tuple[str, ...] = ()

    @property
    def innermost(self) -> str | None:
        """The narrowest place: that of the issuer itself."""
        return self.chain[-1] if self.chain else None

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
        place = Place(row["name"], shorts[-1] if shorts else row["name"], row["level"])
        for name in (row["name"], *shorts):
            found.setdefault(name, place)
    return found


@cache
def _known_pattern() -> re.Pattern[str]:
    """Full names and forms such as 阿坝州, the longest first; 江西 alone is not among them."""
    names = [name for name in known_places() if name[-1] in "市省区州盟"]
    return re.compile("|".join(sorted(names, key=lambda name: (-len(name), name))))


def short_of(place: str) -> str:
    """Return 湘潭 for 湘潭市, 江西 for 江西省; a county keeps its name without 县, 区, 市."""
    known = known_places().get(place)
    if known:
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
        if place and _may_follow(place, chain) and _is_place_end(text, end, is_body):
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


def _is_place_end(text: str, end: int, is_body: Callable[[str], bool]) -> bool:
    """A full name stands by itself; a short one (江西) only before a place or a body."""
    if text[:end].endswith(("省", "市", "区", "州", "盟")):
        return True
    rest = text[end:]
    return bool(rest) and (is_body(rest) or _known_pattern().match(rest) is not None)


def _county_ends(text: str) -> list[int]:
    return [
        end
        for end in range(2, min(len(text), 14) + 1)
        if text[end - 1] in "县区市旗" and _COUNTY.fullmatch(text[:end])
    ]


def places_of_title(title: str, is_body: Callable[[str], bool]) -> tuple[str, ...]:
    """Return the places in a title: those of the issuer before 关于, else the first one named."""
    issuer = _PARTY.sub("", title.lstrip("《“ ").split("关于")[0])
    if issuer and issuer != title:
        chain, rest = read_chain(issuer.strip(), is_body)
        if chain and is_body(rest):
            return chain
    first = _known_pattern().search(title)
    chain, rest = read_chain(title[first.start() :], is_body) if first else ((), "")
    county = _COUNTY_NEXT.match(rest) if first else _COUNTY_IN_TITLE.search(title)
    if len(chain) < 3 and county and _is_name(county.group(1)):
        return (*chain, county.group(1))
    return chain


def merge_chains(chains: list[tuple[str, ...]]) -> tuple[str, ...]:
    """Return the one chain that several issuers agree on, without what they contradict."""
    chains = sorted((chain for chain in chains if chain), key=len)
    if not chains:
        return ()
    longest = chains[-1]
    agreed = [
        place
        for place in longest
        if all(place in chain or len(chain) < len(longest) for chain in chains)
    ]
    others = {place for chain in chains for place in chain} - set(longest)
    return () if others else tuple(agreed)
