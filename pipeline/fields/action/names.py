"""Names of bodies hold no verb: 市住房保障实施机构 is read as 〇〇〇〇〇〇〇部门."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.schema import Action

# 〇 is in no word.
_VEIL, _BODY = "〇", "部门"
# 各省, 我局: too short to hold a verb beside what a veil leaves.
SHORT = 2


def veil(text: str, start: int, end: int, names: Iterable[tuple[int, int]]) -> str:
    """``text[start:end]`` with other letters for the names, which are not short; as long as it."""
    parts, at = [], start
    for begin, stop in sorted(names):
        if begin >= at:
            parts += [text[at:begin], _VEIL * (stop - begin - len(_BODY)), _BODY]
            at = stop
    return "".join(parts) + text[at:end]


def unveiled(action: Action, veiled: str, text: str, start: int) -> Action:
    """The action of ``veiled`` as it stands in ``text``; the object opens its span or ends it."""
    begin, end, thing = action.start + start, action.end + start, action.object
    if thing is not None:
        first = end - len(thing) if veiled.endswith(thing, 0, action.end) else begin
        thing = text[first : first + len(thing)]
    return Action(begin, end, action.verb, thing)
