"""One character for another: script, width, shapes. All maps here keep the length of the text.

Low layer: stages look at lines through ``plain`` and compare texts through ``simplify``.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence

# Radicals that PDF extraction puts where the character should be (⺠ for 民).
_RADICALS = dict(
    zip(
        "⺁⺌⺍⺟⺠⺮⺼⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳",
        "厂小小母民竹肉虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙龟",
        strict=True,
    )
)

# Other shapes of the same mark: small forms, half-width katakana marks, corner quotes, and
# the low and reversed quotes that stand for brackets in 国办发„2022‟9号.
_MARKS = dict(
    zip(
        "﹐﹑﹒﹔﹕﹖﹗﹙﹚﹝﹞｡､｢｣「」『』〝〞〟„‟［］｛｝｜〖〗︰∶﹪",
        "，、.；：？！（）〔〕。、“”“”‘’“””〔〕[]{}|【】：:%",
        strict=True,
    )
)


def _compatible() -> dict[str, str]:
    """Kangxi radicals and compatibility ideographs that Unicode maps to one character."""
    codes = (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFAFF))
    pairs = ((chr(code), unicodedata.normalize("NFKC", chr(code))) for code in codes)
    return {old: new for old, new in pairs if old != new and len(new) == 1}


def _half_width() -> dict[str, str]:
    """Full-width digits, letters and the signs that are not Chinese punctuation (％ ＋ ．)."""
    letters = (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
    signs = map(ord, "％＋－．／＆＝＠＃＊＜＞＿＄＾＼｀")
    return {chr(code): chr(code - 0xFEE0) for code in (*letters, *signs)}


SAME = _RADICALS | _compatible()
"""Other code points for the same character; applied to what is shown as written too."""

SHAPES = _MARKS | _half_width()
"""Width and shape of digits, letters and marks."""


# What OpenCC leaves: 馀 (simplified print of 餘) and old print forms.
_LEFT_BY_OPENCC = dict(zip("馀緖鄕敎羣槪査吿靑", "余绪乡教群概查告青", strict=True))


def substitution(table: dict[str, str]) -> Callable[[str], str]:
    """A function that replaces one character by one, quick on text that has nothing to replace."""
    found = re.compile(f"[{re.escape(''.join(table))}]")
    return lambda text: found.sub(lambda match: table[match[0]], text)


same = substitution(SAME)
shapes = substitution(SHAPES)
_left = substitution(_LEFT_BY_OPENCC)

# 乾 is 干 in 乾燥 but itself in the names of places: 乾县, 乾安县.
_PLACE_QIAN = re.compile("乾(?=[县縣安务務元潭])")

_HAN = r"\u3400-\u9fff\uf900-\ufaff"
_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ\u0300-\u030c"

PINYIN_GLOSS = re.compile(
    rf"(?<=[{_HAN}])(?:"
    # 復(fù)工, also with the closing bracket lost
    rf"[(（] ?[a-zü]{{0,5}}[{_TONED}][a-zü{_TONED}]{{0,5}} ?[)）]?"
    # the opening bracket lost
    rf"|[a-zü]{{0,5}}[{_TONED}][a-zü{_TONED}]{{0,5}} ?[)）])"
)
"""A reading with tone marks after its character, as some sites print every traditional one."""

TONE_MARK = re.compile(f"[{_TONED}]")
"""Quick look whether there can be a reading at all."""

# Spelled out without \s, and without the line end, that ``plain_lines`` keeps: a set of
# characters is looked up at once.
_BLANK = r"\t\v\f\r\x1c-\x1f \x85\xa0\xad\u1680\u2000-\u200f\u2028-\u202f\u205f\u2060\u3000\ufeff"
# One and more of them instead of a run: a pattern that begins with a set searches at full speed.
_BLANKS = re.compile(f"[{_BLANK}][{_BLANK}]*")
_BLANKS_AND_ENDS = re.compile(rf"[{_BLANK}\n][{_BLANK}\n]*")
_WIDE = dict(zip("();!?", "（）；！？", strict=True))
_wide = substitution(_WIDE)
_one_shape = substitution({old: _wide(shapes(new)) for old, new in (SHAPES | SAME).items()} | _WIDE)
# 3,000 and 10:00 keep their marks, http:// too. Begins with the mark: the search runs fast.
_WIDEN_SOFT = re.compile(r"[,:](?:(?<![0-9A-Za-z].)|(?![0-9A-Za-z/]))")
_FULL = {",": "，", ":": "："}


@functools.cache
def _converter() -> Callable[[str], str]:
    import opencc  # loads its dictionaries: only when text is converted

    convert: Callable[[str], str] = opencc.OpenCC("t2s").convert
    return convert


def simplify(text: str) -> str:
    """``text`` in simplified characters, same length: offsets into one hold for the other.

    Phrases are looked at as wholes (乾燥 → 干燥, 乾坤 stays). Where a phrase would change the
    length its line is converted character by character.
    """
    convert = _converter()
    simple = convert(text)
    if len(simple) != len(text):
        simple = "".join(map(_simplify_line, text.splitlines(keepends=True)))
    if "乾" in text:
        simple = _keep(simple, at=_PLACE_QIAN.finditer(text))
    return _left(simple)


def _keep(simple: str, *, at: Iterable[re.Match[str]]) -> str:
    chars = list(simple)
    for match in at:
        chars[match.start()] = match.group()
    return "".join(chars)


def _simplify_line(line: str) -> str:
    convert = _converter()
    simple = convert(line)
    if len(simple) == len(line):
        return simple
    return "".join(new if len(new := convert(char)) == 1 else char for char in line)


def plain(line: str) -> str:
    """A line for cheap looking at: simplified, no blanks, no readings, one shape per mark.

    Not of the same length; use it to decide about a line, never to find offsets.
    """
    return _plain(_BLANKS_AND_ENDS.sub("", line))


def plain_lines(lines: Sequence[str]) -> list[str]:
    """Every line as ``plain`` gives it, in one pass over all; no line holds a line end."""
    return _plain(_BLANKS.sub("", "\n".join(lines))).split("\n") if lines else []


def _plain(text: str) -> str:
    if not text.isascii():
        text = PINYIN_GLOSS.sub("", text) if TONE_MARK.search(text) else text
        text = simplify(text)
    text = _one_shape(text)
    return _WIDEN_SOFT.sub(lambda mark: _FULL[mark[0]], text)
