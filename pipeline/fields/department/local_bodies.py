"""Bodies of places by pattern: a field of work and an ending (住建, 局), or a whole name."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache

from pipeline.fields.department.notice_places import known_places, short_of
from pipeline.lexicon import read_lexicon

_PLACE_FIRST = re.compile(r"^\{(?:place|as_written)\}")
_VARIABLE = re.compile(r"\{(\w+)\}")
_ENDINGS = {"委": "委员会", "办": "办公室"}
# 财政厅 is a body of a province: a bare 财政局 in a notice of a province is not that province's.
_PROVINCIAL_ENDING = "厅"
# 疾控中心 in a notice of a province is any of many.
_OF_ANY_PLACE = "中心"
# Offices that are a 厅 in provinces; these three cities have other ones.
_HALLS = {"province": "厅", "planned": "局", "prefecture": "局", "county": "局"}
_NO_HALL = ("上海市", "天津市", "重庆市")
_COURTS = {"province": "高级", "planned": "中级", "prefecture": "中级", "county": ""}
_LEVEL_OF_WORD = {
    **dict.fromkeys(("省", "自治区"), "province"),
    **dict.fromkeys(("州", "自治州", "地区", "盟"), "prefecture"),
    **dict.fromkeys(("县", "自治县", "旗", "自治旗", "区"), "county"),
}


@dataclass(frozen=True, slots=True)
class LocalForm:
    """A way of writing a body of a place, and its full names with ``{place}`` and the like."""

    name: str
    today: str
    begins: str
    ends: str
    alone: bool
    has_hall: bool


@dataclass(frozen=True, slots=True)
class PlaceInName:
    """The place of a body. ``known`` is False where only its level (市) is known.

    ``attached``: the short name written right before the body (江西 in 江西银保监局), else "".
    """

    name: str
    known: bool = True
    attached: str = ""

    def values(self) -> dict[str, str]:
        """Return what stands for ``{place}`` and so on; "" where it cannot be said.

        ``{region}`` is the short name of a province, ``{branch}`` that of a prefecture or as
        written before the body, ``{court}`` the rank of its court, ``{hall}`` 厅 or 局.
        """
        level = self._level()
        values = {"court": f"{_COURTS[level]}人民法院" if level else "", "hall": self._hall(level)}
        if not self.known:
            return values
        short = short_of(self.name)
        return values | {
            "place": self.name,
            "as_written": self.attached or self.name,
            "short": short,
            "region": short if level in ("province", "planned") else "",
            "branch": self.attached or (short if level == "prefecture" else ""),
            "attached": self.attached,
            "city": self.name if level in ("province", "planned", "prefecture") else "",
            "committee": _committee(self.name),
        }

    def _level(self) -> str:
        if not self.known:
            return _LEVEL_OF_WORD.get(self.name, "")
        known = known_places().get(self.name)
        if known:
            return "" if known.level == "zone" else known.level
        return "county" if self.name.endswith(("县", "旗", "市", "区")) else ""

    def _hall(self, level: str) -> str:
        if self.name.startswith(_NO_HALL):
            return ""
        return "局" if level and self.name.endswith(("市", "兵团")) else _HALLS.get(level, "")


def _committee(place: str) -> str:
    """Return the party committee: 中共湘潭市委, 中共阿勒泰地委."""
    if place.endswith("地区"):
        return f"中共{place.removesuffix('区')}委"
    long = place.endswith(("自治区", "自治州", "自治县", "自治旗", "兵团"))
    return f"中共{place}委员会" if long else f"中共{place}委"


@cache
def local_forms() -> dict[str, tuple[LocalForm, ...]]:
    """Return every written form (发改委, 发展和改革委员会, 银保监局) with its meanings."""
    forms: dict[str, tuple[LocalForm, ...]] = {}
    for row in read_lexicon("local_bodies"):
        form = LocalForm(
            row["name"], row["today"], row["from"], row["to"] or "~", row["alone"] == "yes", False
        )
        forms[row["short"]] = (*forms.get(row["short"], ()), form)
    for row in read_lexicon("local_departments"):
        for ending in row["endings"].split("、"):
            full = _ENDINGS.get(ending, ending)
            today = _successor(row["today"], full)
            has_hall = ending == "局" and _PROVINCIAL_ENDING in row["endings"]
            has_hall = has_hall or ending == _OF_ANY_PLACE
            form = LocalForm("{place}" + row["name"] + full, today, "", "~", True, has_hall)
            for written in (row["short"] + ending, row["short"] + full):
                forms.setdefault(written, (form,))
    return forms


def _successor(field: str, ending: str) -> str:
    """Return the template of the successor: 生态环境 → {place}生态环境局."""
    if not field:
        return ""
    if "{hall}" in field:
        return field
    return f"{field}{ending}" if "{" in field else f"{{place}}{field}{ending}"


def find_forms(
    text: str, *, issued: dt.date | None, attached: bool = False
) -> tuple[LocalForm, ...]:
    """Return what ``text`` without its place can mean on the day of issue, undated: today."""
    day = issued.isoformat() if issued else "~"
    return tuple(
        form
        for form in local_forms().get(text, ())
        if form.begins <= day <= form.ends and (attached or "{attached}" not in form.name)
    )


def fill(template: str, place: PlaceInName | None) -> str | None:
    """Return a full name with its place, None if the template needs one that is not known."""
    if place and place.known:
        return _filled(template, place)
    bare = _PLACE_FIRST.sub("", template)
    filled = _filled(bare, place) if place else bare
    unsaid = filled is None or "{" in filled or filled == template
    return None if unsaid else (place.name if place else "") + (filled or "")


def _filled(template: str, place: PlaceInName) -> str | None:
    values = place.values()
    needed = _VARIABLE.findall(template)
    return template.format(**values) if all(values.get(name) for name in needed) else None


def is_provincial(form: str) -> bool:
    """Tell whether a body of this form (财政厅) only exists in provinces."""
    return form.endswith(_PROVINCIAL_ENDING)
