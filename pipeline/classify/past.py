"""What was so before the notice was written: years gone by, and letters that answer a person."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.schema import Segment

# 国办发〔2004〕6号
_NUMBERED = re.compile(r"[〔［\[（(](?P<year>(?:19|20)\d\d)[〕］\]）)]\s*第?\s*\d+\s*号\s*$")
_DATED = re.compile(
    r"\s*(?P<year>(?:19|20)\d\d)\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日[^，。；]{0,12}$"
)
_LONGEST_LINE = 60
# 2003年，经该设施处理… · 自2004年3月8日至7月7日，… · 2003年全国城市污水处理率达到42%。
_YEAR = re.compile(
    r"\s*(?:其中，|同时，|但|据[^，。；]{2,12}，|截至)?(?:自|从|于|在|到)?(?P<first>(?:19|20)\d\d)"
    r"(?:[—\-至到](?P<last>(?:19|20)\d\d))?年(?!度|以?前|及以|起|后|以后|版)(?:\d{1,2}月)?+(?:\d{1,2}日)?+(?!前|起|以?后|以前|之前)"
)
# 2019年底前取得证书的，…: the year says who is meant, or since when a rule holds
_RULE = re.compile(
    r"的，|凡|对|不得|应当|必须|须|给予|予以|可(?![能持再见观])|执行|施行|有效|起(?:施行|执行|实施|，)|标准|调整为|提高到|延[长续期]|政策|将"
)
# 您提出的关于…的建议收悉 · 你在十届人大二次会议上提出的第1234号建议 · 您好：
_LETTER = re.compile(
    r"您(?:[^。\n]{0,80}(?:收悉|来信|留言|建议|提案|一文|提出的))"
    r"|(?:代表|委员|先生|女士|同志|网友)[^，。；\n]{0,12}：\s*\n?[^。\n]{0,100}(?:建议|提案|来信|来函|意见)[^，。；\n]{0,8}(?:收悉|收到|答复)"
    r"|第\s*\d+\s*号?（[^（）\n]{0,20}）?[^。\n]{0,8}(?:建议|提案)[^。\n]{0,8}(?:收悉|答复)"
)
_OPENING = 400


def issue_year(text: str, segments: Sequence[Segment]) -> int | None:
    """Return the year of the notice, from its number or its line of date; None without them."""
    for segment in segments:
        length = segment.end - segment.start
        if segment.kind != "meta" or length > _LONGEST_LINE:
            continue
        line = text[segment.start : segment.end]
        found = _NUMBERED.search(line) or _DATED.match(line)
        if found is not None:
            return int(found["year"])
    return None


def tells_of_year_before(piece: str, year: int) -> bool:
    """Does ``piece`` open with a year before ``year`` and report what was so then?"""
    found = _YEAR.match(piece)
    if found is None or int(found["last"] or found["first"]) >= year:
        return False
    return _RULE.search(piece, found.end()) is None


def answers_person(text: str) -> bool:
    """Is ``text`` a letter to somebody who asked? It explains, and promises here and there."""
    return _LETTER.search(text, 0, _OPENING) is not None
