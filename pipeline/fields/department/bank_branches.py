"""Branches of 中国人民银行, before and after the reform of 18 August 2023.

市人民银行 in a notice of 岳阳市 of 2022 → 中国人民银行岳阳市中心支行, today 中国人民银行岳阳市分行.
Capitals of provinces had no branch of their own: there the words stay as they are.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Container

from pipeline.fields.department.notice_places import NoticePlaces, known_places
from pipeline.schema import BodyName

PEOPLES_BANK = "中国人民银行"
# On this day sub-branches of cities became branches: 九江市中心支行 → 九江市分行.
_REFORM = dt.date(2023, 8, 18)
_CITY_BRANCH = re.compile(r"([一-龥]{2,10})中心支行")
_NAMED_BRANCH = re.compile(r"([一-龥]{2,8}?)区?(中心支行|分行)")
_BANK = r"(?:中国人民银行|人民银行|人行)"
_LEVEL = r"(省|自治区|自治州|地区|市|县|州)"
_OF_LEVEL = re.compile(rf"(?:{_LEVEL}{_BANK}|{_BANK}{_LEVEL})(?:中心支行|中支|分行|支行)?")
_HEAD_OFFICE = re.compile(rf"{_BANK}(?:营业管理部|营管部)")
_BEIJING = "北京市"


def bank_branch(
    text: str, *, names: Container[str], issued: dt.date | None, places: NoticePlaces
) -> BodyName | None:
    """Return the branch that a notice names by level: 市人民银行, 人民银行市分行, 人行营管部.

    ``names``: the branches that are known by name. None where ``text`` is nothing of the kind or
    the branch cannot be told.
    """
    if _HEAD_OFFICE.fullmatch(text):
        return _management_office(text, names, places)
    match = _OF_LEVEL.fullmatch(text)
    place = places.at(match.group(1) or match.group(2)) if match else None
    if place is None:
        return None
    branch = _new_branch(place, names) if _is_reformed(issued) else _old_branch(place, names)
    return BodyName(branch, branch_today(branch)) if branch else None


def _management_office(text: str, names: Container[str], places: NoticePlaces) -> BodyName | None:
    """人行营管部 without a place is that of Beijing, but not in a notice of 武汉."""
    if not places.chain or _BEIJING in places.chain:
        return None
    shorts = (known_places()[place].short for place in places.chain if place in known_places())
    known = (f"{PEOPLES_BANK}{short}分行营业管理部" for short in shorts)
    return next((BodyName(name) for name in known if name in names), BodyName(text))


def _is_reformed(issued: dt.date | None) -> bool:
    return issued is None or issued >= _REFORM


def _new_branch(place: str, names: Container[str]) -> str | None:
    level = known_places()[place].level if place in known_places() else "county"
    branch = f"{PEOPLES_BANK}{_in_branch(place)}分行"
    if level == "prefecture":
        return None if _is_capital(place, names) else branch
    return branch if branch in names else None


def _old_branch(place: str, names: Container[str]) -> str | None:
    level = known_places()[place].level if place in known_places() else "county"
    if level == "county":
        return f"{PEOPLES_BANK}{place}支行"
    if level == "province" or _is_capital(place, names):
        return None
    return f"{PEOPLES_BANK}{_in_branch(place)}中心支行"


def _is_capital(place: str, names: Container[str]) -> bool:
    short = known_places()[place].short
    return any(f"{PEOPLES_BANK}{short}{kind}" in names for kind in ("中心支行", "分行"))


def _in_branch(place: str) -> str:
    """恩施土家族苗族自治州 → 恩施州, as branches are named."""
    if not place.endswith("自治州"):
        return place
    names = (name for name, known in known_places().items() if known.name == place)
    return min((name for name in names if name.endswith("州")), key=len)


def full_tail(tail: str, names: Container[str]) -> str:
    """Return the name of a branch behind 中国人民银行 in full: 岳阳中心支行 → 岳阳市中心支行."""
    match = _NAMED_BRANCH.fullmatch(tail)
    place = known_places().get(match.group(1)) if match else None
    if match is None or place is None or PEOPLES_BANK + tail in names:
        return tail
    branch = place.name + match.group(2)
    is_city = place.level == "prefecture" and place.name.endswith("市")
    return branch if is_city or PEOPLES_BANK + branch in names else tail


def branch_today(name: str) -> str | None:
    """Return the successor of a sub-branch of a city, None for any other body."""
    branch = _CITY_BRANCH.fullmatch(name.removeprefix(PEOPLES_BANK))
    if branch is None:
        return None
    city = branch.group(1)
    known = known_places().get(city)
    full = known.name if known and known.name.endswith("市") else city
    return f"{PEOPLES_BANK}{full}分行"
