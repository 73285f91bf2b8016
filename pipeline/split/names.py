"""Names of bodies that run together: 财政部|税务总局, 黄山市徽州区财政局|黄山市徽州区统计局."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from pipeline.lexicon import read_lexicon
from pipeline.split.words import is_issuer

_ENDS = "局委部厅会行心署院室府队"
_CENTRAL = re.compile(rf"(?<=[{_ENDS}])(?=中国|国家|国务院|共青团)|(?<=中共中央)(?=国务院)")
# 中国人民银行承德市分行|承德市数据和政务服务局, not 上海市公安局浦东新区分局
_PLACE = rf"[^\W{_ENDS}]{{2,4}}?(?:省|市|县|区|州)"
_LOCAL = re.compile(
    rf"(?<=[{_ENDS}])(?!员会|办公|公室|公厅|管理|中心|总|分|支)(?={_PLACE}"
    r"(?!分局|支局|分中心|分行|支行|中心支行|管理部|办事处|税务局|分公司|监管|人民政府应对))"
)
# The national body whose branches bear the names of places: 国家税务总局北京市税务局
_HAS_PLACE = re.compile(r"[省市区县州旗]|(?:监管局|监管分局|分行|支行|分局|支局|管委会)$")
_NATIONAL = re.compile(
    "中国人民银行|国家税务总局|国家金融监督管理总局|国家外汇管理局|国家统计局|财政部"
    "|中国银行保险监督管理委员会|中国银保监会|中国证券监督管理委员会|中国证监会"
)
_BRANCH = re.compile(
    r"(?!中国|国家)[^\W银行]{2,10}(?:监管局|监管分局|分局|税务局|调查队)"
    r"|(?!中国|国家)[^\W银行]{2,10}(?:分行|支行|营业管理部)"
)
_OFFICE = "(?:办公厅|办公室|综合司)?"
_SHORTEST_KNOWN = 3
_SHORTEST_GLUED = 6


def names_apart(name: str) -> Iterator[str]:
    """The names that ``name``, without blanks, is made of."""
    if len(name) < _SHORTEST_GLUED:
        yield name
        return
    known = _known_bodies(name)
    if known:
        yield from known
        return
    for piece in _CENTRAL.split(name) if len(name) > 12 else [name]:
        again = re.escape(piece[:2])
        for part in re.split(rf"(?<=[{_ENDS}])(?={again})", piece):
            yield from _by_place(part)


def _by_place(name: str) -> Iterator[str]:
    start = 0
    for match in _LOCAL.finditer(name):
        before, after = name[start : match.start()], name[match.start() :]
        if _HAS_PLACE.search(before) and is_issuer(before) and is_issuer(after):
            yield before
            start = match.start()
    yield name[start:]


def branches_joined(names: Iterable[str]) -> list[str]:
    """中国银行保险监督管理委员会 / 淮北监管分局: a national body and its branch are one name."""
    joined: list[str] = []
    for name in names:
        if joined and _NATIONAL.fullmatch(joined[-1]) and _BRANCH.fullmatch(name):
            joined[-1] += name
        else:
            joined.append(name)
    return joined


def _known_bodies(name: str) -> list[str]:
    """证监会|国资委|全国工商联: nothing but bodies that the lexicon names."""
    one, several = _patterns()
    if one.fullmatch(name) or not several.fullmatch(name):
        return []
    return [match.group() for match in one.finditer(name)]


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    known: set[str] = set()
    for row in read_lexicon("bodies"):
        known.add(row["name"])
        known.update(row["short_names"].split("、"), row["central_short_names"].split("、"))
    names = sorted((n for n in known if len(n) >= _SHORTEST_KNOWN), key=len, reverse=True)
    one = rf"(?:{'|'.join(map(re.escape, names))}){_OFFICE}"
    return re.compile(one), re.compile(rf"(?:{one}){{2,12}}")
