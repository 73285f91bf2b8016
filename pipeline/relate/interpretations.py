"""Which notice an interpretation (解读) speaks about: the one its title names."""

from __future__ import annotations

import re
from typing import Any

from pipeline.relate.copies import same_title

Record = dict[str, Any]

_NAMED = re.compile(r"《(.+)》|[“「](.+)[”」]")


def find_interpreted(notices: list[Record], same_as: dict[str, str]) -> dict[str, str]:
    """Return interpretation id → id of the notice that its title names, where the batch has it."""
    interpreted = {}
    candidates = [n for n in notices if n["kind"] == "notice" and n["id"] not in same_as]
    for notice in notices:
        if notice["kind"] not in ("interpretation", "press_conference"):
            continue
        named = named_title(notice["title"])
        for candidate in candidates:
            if same_title(named, candidate["title"]):
                interpreted[notice["id"]] = candidate["id"]
                break
    return interpreted


def named_title(title: str | None) -> str | None:
    """Return the title inside 《》 of ``《…的通知》政策解读``, else what stands before 解读."""
    if title is None:
        return None
    match = _NAMED.search(title)
    if match:
        return match.group(1) or match.group(2)
    before, found, _ = title.partition("解读")
    return before.removesuffix("政策") if found else None
