"""The issuer of a notice under shorter names: 我局, 市金融局, 公积金中心, 领导小组办公室."""

from __future__ import annotations

import re

from pipeline.fields.department.local_bodies import local_forms

_ENDINGS = {"委": ("委", "委员会"), "办": ("办", "办公室"), "部门": ("",), "单位": ("",)}
_OWN_OFFICE = re.compile(r"(?<=[部委局署会行厅])办公[厅室]$")
_LONG = (("委员会", "委"), ("办公室", "办"))
# What is short for the issuer wherever it stands alone: 中心 in a notice of 住房公积金中心.
_ALONE = frozenset(("中心", "管理中心", "管委会", "领导小组办公室", "指挥部办公室"))
_SHORTEST = 3


def without_office(issuer: str, kind: str) -> str:
    """Return the body of an issuing office, if 我``kind`` means the body: 工信部办公厅, 我部."""
    if kind in ("办", "单位", "部门", "机关"):
        return issuer
    return _OWN_OFFICE.sub("", issuer)


def is_of_kind(name: str, kind: str) -> bool:
    """Tell whether 我局 (``kind`` 局) can mean the body."""
    return name.endswith(_ENDINGS.get(kind, ("",) if kind == "机关" else (kind,)))


def is_short_for(short: str, full: str, *, placed: bool) -> bool:
    """Tell whether ``short`` can mean the issuer ``full``, both without their place.

    住房保障局 for 住房保障和房地产管理局, 房产局 for 住房保障和房产局, 公积金中心. Not 公安局 for
    公安局交通管理局, which is a part of it. ``placed``: a place or its level stood before it.
    """
    if _abbreviates(short, full):
        return True
    # Whatever the day: who issues decides what 金融监管局 means.
    meanings = {form.name for form in local_forms().get(full, ())}
    forms = local_forms().get(short, ())
    return any(form.name in meanings and (placed or form.alone) for form in forms)


def _abbreviates(short: str, full: str) -> bool:
    if short in _ALONE:
        return _ending(full).endswith(_ending(short))
    short, full = _ending(short), _ending(full)
    if len(short) < _SHORTEST or full.startswith(short) or short[-1] != full[-1]:
        return False
    if full.endswith(short):
        return True
    return short[0] == full[0] and _is_within(short, full)


def _ending(name: str) -> str:
    name = name.replace("管理委员会", "管委会")
    for long, short in _LONG:
        if name.endswith(long) and not name.endswith("管委会"):
            return name.removesuffix(long) + short
    return name


def _is_within(short: str, full: str) -> bool:
    rest = iter(full)
    return all(character in rest for character in short)
