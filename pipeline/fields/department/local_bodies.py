"""Bodies of places by pattern: a field of work and an ending (住建, 局), or a whole name."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache

from pipeline.fields.department.notice_places import known_places, short_of
from pipeline.lexicon import read_lexicon

_PLACE_FIRST = re.compile(r"^\{(?:place|as_written)\}")
_ENDINGS = {"委": "委员会", "办": "办公室"}
# 财政厅 is a body of a province: a bare 财政局 in a notice of a province is not that province's.
_PROVINCIAL_ENDING = "厅"


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
        """Return what stands for ``{place}`` and so on; "" where it cannot be said."""
        known = known_places().get(self.name)
        short = short_of(self.name) if self.known else ""
        level = known.level if known else ""
        wide = self.attached or level in ("province", "planned")
        return {
            "place": self.name,
            "as_written": self.attached or self.name,
            "short": short,
            "region": short if wide else "",
            "attached": self.attached,
            "city": self.name if level in ("province", "planned", "prefecture") else "",
            "committee": _committee(self.name) if self.known else "",
        }


def _committee(place: str) -> str:
    """Return the party committee: 中共湘潭市委, 中共阿勒泰地委."""
    if place.endswith("地区"):
        return f"中共{place.removesuffix('区')}委"
    long = place.endswith(("自治区", "自治州", "自治县", "自治旗"))
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
            form = LocalForm("{place}" + row["name"] + full, today, "", "~", True, has_hall)
            for written in (row["short"] + ending, row["short"] + full):
                forms.setdefault(written, (form,))
    return forms


def _successor(field: str, ending: str) -> str:
    """Return the template of the successor: 生态环境 → {place}生态环境局."""
    if not field:
        return ""
    return f"{field}{ending}" if "{" in field else f"{{place}}{field}{ending}"


def find_form(text: str, *, issued: dt.date | None, attached: bool = False) -> LocalForm | None:
    """Return what ``text`` without its place means on the day of issue."""
    day = issued.isoformat() if issued else "~"
    for form in local_forms().get(text, ()):
        if "{attached}" in form.name and not attached:
            continue
        if issued is None or form.begins <= day <= form.ends:
            return form
    return None


def fill(template: str, place: PlaceInName | None) -> str | None:
    """Return a full name with its place, None if the template needs one that is not known."""
    if place is None or not place.known:
        bare = _PLACE_FIRST.sub("", template)
        prefix = place.name if place else ""
        return None if "{" in bare or bare == template else prefix + bare
    values = place.values()
    needed = [name for name in values if "{" + name + "}" in template]
    return template.format(**values) if all(values[name] for name in needed) else None


def is_provincial(form: str) -> bool:
    """Tell whether a body of this form (财政厅) only exists in provinces."""
    return form.endswith(_PROVINCIAL_ENDING)
