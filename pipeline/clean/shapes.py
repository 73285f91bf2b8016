"""One character for another, same length: what the stages read, from what is written."""

from __future__ import annotations

import re

from pipeline import characters

_HAN = r"\u3400-\u9fff"
# Marks that stand in Chinese text only.
_OPENING = r"“‘《（〔【"
_CLOSING = r"”’》）〕】％%"
_NUMERAL = "[一二三四五六七八九十]"

# Each pattern begins with its mark: that lets the search run at full speed.
_FULL_WIDTH = (
    (",", re.compile(rf",(?:(?=[{_HAN}{_OPENING}])|(?<=[{_HAN}{_CLOSING}].))"), "，"),
    (":", re.compile(rf":(?:(?=[{_HAN}{_OPENING}])|(?<=[{_HAN}{_CLOSING}].))"), "："),
    (";", re.compile(r";(?:(?![A-Za-z ])|(?<![A-Za-z0-9].))"), "；"),
    ("?", re.compile(r"\?(?![A-Za-z0-9&=])"), "？"),
    ("!", re.compile(r"!(?![A-Za-z0-9=\[])"), "！"),
    # 加强监管.各地要…: a full stop of the wrong width, but not the 一. of a heading
    (".", re.compile(rf"\.(?=[{_HAN}\n]|\Z)(?<=[{_HAN}][{_HAN}”》）].)(?<!{_NUMERAL}.)"), "。"),
)

# (2020)12号, [2020]12号, ﹝2020﹞12号
_YEAR = re.compile(r"[\[（【]((?:19|20)\d\d)[\]）】](?=第? ?\d{1,4} ?号)")
# —、出台背景
_DASH_FOR_ONE = re.compile(r"[-—–](?=、)(?<![^\n].)")
# A web address, and a line of nothing but ASCII with a word in it, keep their marks.
_ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]+")
_LATIN_LINE = re.compile(r"^[ -~]*[A-Za-z]{3}[ -~]*$", re.MULTILINE)
_WORD = re.compile("[A-Za-z][A-Za-z]{2}")
_STRAIGHT_QUOTED = re.compile(r'"([^"\n]{1,60})"')


def written_text(text: str) -> str:
    """``text`` as it is shown: script and width kept, one code point per character."""
    return characters.same(text)


def read_text(text: str) -> str:
    """``text`` as the stages read it; same length."""
    text = characters.same(text)
    shaped = characters.shapes(characters.simplify(text))
    plain = shaped
    for mark, pattern, full in _FULL_WIDTH:
        if mark in shaped:
            shaped = pattern.sub(full, shaped)
    shaped = shaped.replace("(", "（").replace(")", "）")
    if '"' in shaped:
        shaped = _STRAIGHT_QUOTED.sub(r"“\1”", shaped)
    shaped = _YEAR.sub(r"〔\1〕", shaped)
    if "、" in shaped:
        shaped = _DASH_FOR_ONE.sub("一", shaped)
    if not _WORD.search(plain):
        return shaped
    shaped = _keep(shaped, plain, _LATIN_LINE)
    return _keep(shaped, plain, _ADDRESS) if "://" in plain or "www." in plain else shaped


def _keep(shaped: str, plain: str, pattern: re.Pattern[str]) -> str:
    """``shaped`` with every match of ``pattern`` put back as it is in ``plain``."""
    pieces: list[str] = []
    done = 0
    for match in pattern.finditer(plain):
        pieces += (shaped[done : match.start()], match.group())
        done = match.end()
    return "".join((*pieces, shaped[done:])) if done else shaped
