"""Numbers as notices write them: ``1,200``, ``1.2万亿``, ``一百二十``, ``二〇二五``, ``百分之五``.

``NUMBER`` and ``RATE`` are patterns without groups, for other modules to embed; what they match,
:func:`read_number` and :func:`read_percent` read. The readers take the whole string or answer
``None``: an approximate number (``五六百``, ``数十``) has no value. Whole numbers come back as
``int``, others as the nearest ``float`` to the decimal that is written.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

# Lengths are bounded, so that a line of 50,000 digits costs no more than any other line.
_ARABIC = (
    r"(?:[0-9０-９]{1,3}(?:,[0-9]{3}){1,6}+(?![0-9])|[0-9０-９]{1,18}+)"
    r"(?:[.．][0-9０-９]{1,9}+)?"
)
# 千 is no scale in 千瓦, 千米, 千克, nor 百 in 百分 and 百家.
_SCALE = r"(?:[十百千]?[万亿]{1,2}|百(?![分家姓货])|千(?![瓦米克伏卡帕升]))"
_WORDS = "零〇一二两三四五六七八九十百千万亿廿壹贰叁肆伍陆柒捌玖拾佰仟"
_WORD = (
    rf"(?<![0-9０-９])(?!百分[点比之])[{_WORDS}]{{1,16}}+"
    r"(?:点[零〇一二三四五六七八九]{1,9}+[万亿]{0,2})?"
)

NUMBER = rf"(?:{_ARABIC}(?:{_SCALE}(?:{_ARABIC}{_SCALE}){{0,2}})?|{_WORD})"
"""A number, Arabic or Chinese, scales included. A match may still be unreadable (五六百)."""

RATE = (
    rf"(?:{_ARABIC}[%％]|百分之(?:百|{NUMBER})|{NUMBER}分之{NUMBER}"
    r"|[一二两三四五六七八九1-9]成(?:[一二三四五六七八九半](?![一二三四五六七八九十]))?"
    r"(?![立为员果功长效本品交不就因绩熟])|一半)"
)
"""A share of a whole: ``5%``, ``百分之五``, ``三分之一``, ``两成``, ``一半``."""

_PLAIN = str.maketrans(
    "０１２３４５６７８９．，％〇两壹贰叁肆伍陆柒捌玖拾佰仟",
    "0123456789.,%零二一二三四五六七八九十百千",
)
_DIGITS = {word: digit for digit, word in enumerate("零一二三四五六七八九")}
_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}

_IS_ARABIC = re.compile(_ARABIC)
_MIXED = re.compile(rf"({_ARABIC})([十百千万亿]*)")
_DIGIT_RUN = re.compile(r"[零一二三四五六七八九]+")
_BELOW_TEN_THOUSAND = re.compile(
    r"(?:(?P<k>[一二三四五六七八九])千)?(?:(?P<h>[一二三四五六七八九])百)?"
    r"(?:零?(?P<t>[一二三四五六七八九]?)(?P<ten>十))?(?P<zero>零)?(?P<u>[一二三四五六七八九])?"
)
_PERCENT = re.compile(rf"({_ARABIC})%")
_FRACTION = re.compile(rf"(百|{NUMBER})分之({NUMBER})")
_TENTHS = re.compile(r"([一二三四五六七八九1-9])成([一二三四五六七八九半])?")


@lru_cache(maxsize=1024)
def read_number(text: str) -> int | float | None:
    """Read ``text`` as one number; ``None`` if it is not one, or only an approximate one.

    >>> read_number("1.2万亿"), read_number("一百二十"), read_number("三分之一")
    (1200000000000, 120, 0.3333)
    """
    plain = text.strip().translate(_PLAIN)
    if plain in ("半", "一半"):
        return 0.5
    fraction = _FRACTION.fullmatch(plain)
    if fraction is not None:
        share = _read_fraction(fraction)
        return None if share is None else _simplest(round(share, 4))
    value = _read_plain(plain)
    return None if value is None else _simplest(value)


@lru_cache(maxsize=1024)
def read_percent(text: str) -> int | float | None:
    """Read a share of a whole (``5%``, ``百分之五``, ``两成``, ``一半``) in percent.

    >>> read_percent("百分之五"), read_percent("两成"), read_percent("千分之五")
    (5, 20, 0.5)
    """
    plain = text.strip().translate(_PLAIN)
    share: Decimal | None = None
    if plain == "一半":
        share = Decimal("0.5")
    elif match := _PERCENT.fullmatch(plain):
        share = _read_arabic(match[1]) / 100
    elif match := _FRACTION.fullmatch(plain):
        share = _read_fraction(match)
    elif match := _TENTHS.fullmatch(plain):
        share = _read_tenths(match[1], match[2])
    return None if share is None else _simplest(round(share * 100, 4))


def _simplest(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _read_arabic(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


def _read_fraction(match: re.Match[str]) -> Decimal | None:
    """三分之一: the whole stands before the part. 百分之百 is the whole."""
    whole, part = _read_plain(match[1]), _read_plain(match[2])
    if not whole or part is None:
        return None
    return part / whole


def _read_tenths(tenths: str, rest: str | None) -> Decimal:
    """两成, 三成五, 一成半."""
    half_or_digit = 5 if rest == "半" else _DIGITS.get(rest or "零", 0)
    digit = _DIGITS[tenths] if tenths in _DIGITS else int(tenths)
    return Decimal(digit * 10 + half_or_digit) / 100


def _read_plain(text: str) -> Decimal | None:
    """Read a number without 半 and 分之, already in plain characters."""
    if not text:
        return None
    if _IS_ARABIC.fullmatch(text):
        return _read_arabic(text)
    if text[0].isdecimal():
        return _read_mixed(text)
    if "点" in text:
        return _read_decimal_words(text)
    if len(text) > 1 and _DIGIT_RUN.fullmatch(text):
        return _read_digit_run(text)
    return _read_words(text)


def _read_mixed(text: str) -> Decimal | None:
    """1.2万亿, 5千万, 1亿2000万: Arabic digits with scales, each scale below the one before."""
    total, position, last_scale = Decimal(0), 0, None
    for match in _MIXED.finditer(text):
        scale = _multiply(match[2])
        if match.start() != position or (last_scale is not None and scale >= last_scale):
            return None
        total += _read_arabic(match[1]) * scale
        position, last_scale = match.end(), scale
    return total if position == len(text) else None


def _multiply(scales: str) -> int:
    product = 1
    for scale in scales:
        product *= _SCALES[scale]
    return product


def _read_decimal_words(text: str) -> Decimal | None:
    """二点五, 一点二万亿."""
    whole, _, tail = text.partition("点")
    digits = _DIGIT_RUN.match(tail)
    left = _read_words(whole)
    if left is None or digits is None or set(tail[digits.end() :]) - set("万亿"):
        return None
    fraction = "".join(str(_DIGITS[word]) for word in digits[0])
    return Decimal(f"{left}.{fraction}") * _multiply(tail[digits.end() :])


def _read_digit_run(text: str) -> Decimal | None:
    """二〇二五, 一九九八 are read digit by digit; 五六 and 三五 mean "five or six"."""
    if "零" not in text and len(text) < 4:
        return None
    return Decimal("".join(str(_DIGITS[word]) for word in text))


def _read_words(text: str) -> Decimal | None:
    """一百二十, 三千零五, 两万五, 一亿二千万. 廿 is 二十."""
    text = text.replace("廿", "二十")
    for scale in "亿万":
        if scale in text:
            left, _, right = text.rpartition(scale)
            return _read_around(left, right, _SCALES[scale])
    return _read_below_ten_thousand(text)


def _read_around(left: str, right: str, scale: int) -> Decimal | None:
    high = _read_words(left) if left else Decimal(1)
    low = _read_words(right.lstrip("零")) if right else Decimal(0)
    if high is None or low is None or low >= scale:
        return None
    if right in _DIGITS:  # 两万五 is 25,000; 两万零五 is 20,005
        low *= scale // 10
    return high * scale + low


def _read_below_ten_thousand(text: str) -> Decimal | None:
    if text == "零" or text in ("百", "千"):
        return Decimal(_DIGITS.get(text, _SCALES.get(text, 0)))
    match = _BELOW_TEN_THOUSAND.fullmatch(text)
    if match is None or not text.strip("零"):
        return None
    thousands, hundreds, units = (_DIGITS[match[name] or "零"] for name in "khu")
    tens = _DIGITS[match["t"] or "一"] if match["ten"] else 0
    if match["u"] and not match["zero"] and not match["ten"]:
        if hundreds:  # 一百五 is 150
            tens, units = units, 0
        elif thousands:  # 三千二 is 3,200
            hundreds, units = units, 0
    return Decimal(thousands * 1000 + hundreds * 100 + tens * 10 + units)
