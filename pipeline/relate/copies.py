"""Documents that are copies of another: reposts, second printings on one page.

Two documents are the same notice when most measures of one stand in the other and nothing
speaks against it (different document numbers). Two notices that share sentences are not.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import Any

from pipeline.relate.similar import letters

Record = dict[str, Any]

# Share of the smaller document's measures that stand in the other.
SHARED = 0.6
# A copy is about as long as the original; a summary that quotes a third of it is not a copy.
LENGTH = 0.5
# Fewer measures than this prove nothing alone; then titles must agree as well.
ENOUGH = 4

# An interpretation that quotes the whole notice is still no copy of it.
_ABOUT_OTHERS = ("interpretation", "press_conference")


def find_copies(notices: list[Record], measures: dict[str, list[Record]]) -> dict[str, str]:
    """Return copy id → id of the notice it repeats. ``measures`` by notice id."""
    keys = {
        notice["id"]: {letters(measure["text"]) for measure in measures[notice["id"]]}
        for notice in notices
    }
    by_id = {notice["id"]: notice for notice in notices}
    order = {notice["id"]: rank for rank, notice in enumerate(sorted(notices, key=_authority))}
    same_as = _same_text(order)
    for first, second, shared in _pairs_in_common(keys):
        original, copy = sorted((first, second), key=order.__getitem__)
        if copy in same_as or not _is_copy(by_id[original], by_id[copy], keys, shared):
            continue
        same_as[copy] = original
    return {copy: _root(copy, same_as) for copy in same_as}


def _same_text(order: dict[str, int]) -> dict[str, str]:
    """Ids are made of the text; a suffix (~2, -2) tells equal texts apart.

    The original is the first in ``order`` as everywhere, whichever has no suffix: a journal may
    sort before the notice that it reprints.
    """
    originals: dict[str, str] = {}
    same_as = {}
    for notice_id in sorted(order, key=order.__getitem__):
        original = originals.setdefault(re.split("[~-]", notice_id)[0], notice_id)
        if original != notice_id:
            same_as[notice_id] = original
    return same_as


def _root(copy: str, same_as: dict[str, str]) -> str:
    while copy in same_as:
        copy = same_as[copy]
    return copy


def _authority(notice: Record) -> tuple[bool, bool, bool, str, int]:
    """Sort key: the notice itself before reposts, i.e. number, issuer, Hans; then file order."""
    return (
        notice["document_number"] is None,
        not notice["issuers"],
        notice["published"] is not None,
        notice["file"],
        notice["start"],
    )


def _pairs_in_common(keys: dict[str, set[str]]) -> list[tuple[str, str, int]]:
    holders: dict[str, list[str]] = defaultdict(list)
    for notice_id, own in keys.items():
        for key in own:
            holders[key].append(notice_id)
    common: Counter[tuple[str, str]] = Counter()
    for ids in holders.values():
        # A sentence found in dozens of notices is a formula (请认真贯彻执行) and proves nothing.
        if len(ids) <= 24:
            common.update((a, b) for i, a in enumerate(ids) for b in ids[i + 1 :])
    ranked = sorted(common.items(), key=lambda entry: (-entry[1], entry[0]))
    return [(first, second, shared) for (first, second), shared in ranked]


def _is_copy(original: Record, copy: Record, keys: dict[str, set[str]], shared: int) -> bool:
    numbers = original["document_number"], copy["document_number"]
    if None not in numbers and numbers[0] != numbers[1]:
        return False
    if None not in (original["title"], copy["title"]) and not same_title(
        original["title"], copy["title"]
    ):
        return False
    if (original["kind"] in _ABOUT_OTHERS or copy["kind"] in _ABOUT_OTHERS) and (
        original["kind"] != copy["kind"]
    ):
        return False
    sizes = len(keys[original["id"]]), len(keys[copy["id"]])
    if min(sizes) < LENGTH * max(sizes) or shared < SHARED * min(sizes):
        return False
    return shared >= ENOUGH or same_title(original["title"], copy["title"])


def same_title(first: str | None, second: str | None) -> bool:
    """Tell whether two titles name the same document (with or without the issuer in front)."""
    if first is None or second is None:
        return False
    a, b = letters(first), letters(second)
    return a == b or (min(len(a), len(b)) >= 8 and (a.endswith(b) or b.endswith(a)))
