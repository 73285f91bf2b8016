"""Where a notice holds, by its issuers and its title."""

from __future__ import annotations

import re

from pipeline.fields.department.central_bodies import CentralIndex
from pipeline.fields.department.local_bodies import local_forms
from pipeline.fields.department.notice_places import (
    NoticePlaces,
    merge_chains,
    places_of_title,
    read_chain,
)

_LONGEST_NAME = 80
_LONGEST_TITLE = 200
_AFTER_PLACE = (
    *("人民政府", "政府", "党工委", "管委会", "关于"),
    *("监管分局", "监管局", "住房公积金"),
)


def places_of_notice(
    issuers: tuple[str, ...], title: str | None, index: CentralIndex
) -> NoticePlaces:
    """Return the places that the issuers name, else those of the title (simplified)."""
    split = [part for issuer in issuers for part in re.split(r"[、，,\s]+", issuer)]
    parts = [part for part in split if 0 < len(part) <= _LONGEST_NAME]
    title = title[:_LONGEST_TITLE] if title else None
    chains = [_issuer_chain(part, index) for part in parts]
    if any(chains):
        rooted = [chain for chain, part in zip(chains, parts, strict=True) if _is_rooted(part)]
        return merge_chains(rooted, chains) if any(rooted) else merge_chains(chains)
    if any(_is_central(part, index) for part in parts):
        return NoticePlaces(central=True)
    if title is None:
        return NoticePlaces()
    if any(_is_central(part, index) for part in title.split("关于")[0].split()):
        return NoticePlaces(central=True)
    return places_of_title(title, _is_local_rest)


def _is_rooted(issuer: str) -> bool:
    """Tell bodies of a place from branches that are only named after one: 南宁海关."""
    return not issuer.endswith(("海关", "海事局", "监管局", "监管分局", "分行", "支行"))


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
        or rest.startswith(
            ("人民政府", "政府", "党工委", "管委会", "关于", "监管分局", "监管局", "住房公积金")
        )
    )
