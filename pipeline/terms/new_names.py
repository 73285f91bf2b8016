"""Names of organisations that no lexicon holds: for a person to look at and to add.

Two sources: bodies that the rules found and that have no known name, and rows of words before an
ending like 管理局 or 领导小组. A known name behind a place is known: 湘潭市财政局.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from pipeline.characters import simplify
from pipeline.fields.department.canonical import known_names
from pipeline.lexicon import read_lexicon
from pipeline.terms.vocabulary import kind_of_word
from pipeline.terms.words import Word, WordCutter

Record = dict[str, Any]

# What the name of one organisation ends in. Offices are one wherever they stand; of banks, firms
# and centres there are many, unless a place, a level or 国家 stands before.
_OFFICE = re.compile(
    r".*(?:[^民当布变格结全大]局|[^务大餐]厅|总局|委员会|[^常授]委|管委会|领导小组|指挥部|专班)"
)
_ONE_OF_MANY = re.compile(
    r".*(?:办公室|中心|公司|集团|协会|商会|学会|联合会|基金会|研究院|研究所|交易所"
    r"|总站|总队|支队|支行|分行|银行|联盟|法院|检察院|海关)"
)
_MAY_END = re.compile(r"[局厅委会室心司团组部班院所站队行盟关]")
# 授权委|托书 is no 委.
_GOES_ON_INSIDE = frozenset("托派任员")
# 各区财政局, 有关委员会, 本中心, 数据中心: many bodies, or a thing.
_COLLECTIVE = re.compile(
    r".*(?:各|有关|相关)|所有|其他|其它|本(?!溪)|我[省市县区局委厅办行]|该|任何|多家|一家|上市|跨国|小额"
    r"|.*[、的和与及或等在对向为由将以（）()]"
    r"|.*(?:数据|计算|算力|物流|研发|创新|服务|培训|消费|工程技术|融资担保|证券|保险)(?:中心|公司)"
)
_LEVEL = frozenset("省市县区州旗盟镇乡")
_PLACE = re.compile(r".+[省市县区州旗盟镇乡]")
_MOST_WORDS = 7
_SHORTEST, _LONGEST = 4, 24
_LONGEST_KNOWN = 20
_OWNER = re.compile(
    r"[省市县区州]|国家|中国|全国|中央|人民银行|(?!城市|都市|超市|社区|地区|园区).{1,4}[省市县区州旗盟]"
)
# 国家金融监督管理总局|柳州监管分局: a branch of a known body.
_BRANCH = re.compile(r".*(?:分行|支行|分局|监管局|分公司|办公室)")
_BODY = "responsible_department"
_KINDS = ("body", "note", "table_row", "heading")
_FEWEST = 2
# A longer form seen half as often is a name of its own, a rarer one the name with a word before.
_OWN_SHARE = 0.5


@dataclass(slots=True)
class NewName:
    """A name with how often and where: ``segment`` is the first record that has it."""

    name: str
    count: int = 0
    documents: set[str] = field(default_factory=set)
    segment: Record = field(default_factory=dict)
    responsible: bool = False


def find_new_names(
    segments: Iterable[Record],
    cutter: WordCutter,
    *,
    own_bodies: tuple[str, ...] = (),
) -> list[NewName]:
    """Return the names found at least twice, or once as a body that has to act.

    ``own_bodies``: paths of a user's lexicons, whose names are known. Most documents first.
    """
    known = known_names(own_bodies)
    found: dict[str, NewName] = {}
    for segment in segments:
        if segment["kind"] not in _KINDS:
            continue
        for name, responsible in _names(segment, cutter, known):
            _note(found, name, segment, responsible)
    names = [n for n in _folded(found).values() if n.count >= _FEWEST or n.responsible]
    return sorted(names, key=lambda n: (-len(n.documents), -n.count, n.name))


def _names(
    segment: Record, cutter: WordCutter, known: frozenset[str]
) -> Iterator[tuple[str, bool]]:
    text = segment["text"]
    spans = (span for span in segment["spans"] if span["label"] == _BODY)
    bodies = {simplify(span["text"]) for span in spans}
    yield from ((name, True) for name in sorted(bodies) if _is_name(name, known))
    if not _MAY_END.search(text):
        return
    for stretch in cutter.stretches(text):
        for last, word in enumerate(stretch):
            if _ends(word, stretch[last + 1 : last + 2]):
                name = _before(stretch, last)
                part = _is_known(text[max(0, word.end - _LONGEST_KNOWN) : word.end], known)
                if not part and name not in bodies and _is_name(name, known):
                    yield name, False


def _ends(word: Word, behind: Sequence[Word]) -> bool:
    """Tell whether a name may end with this word: not 中心 in 中心|支行."""
    if len(word.text) < 2 or not _is_ending(word.text):
        return False
    following = behind[0].text if behind else ""
    return not (_is_ending(following) or following[:1] in _GOES_ON_INSIDE)


def _is_ending(text: str) -> bool:
    return bool(_OFFICE.fullmatch(text) or _ONE_OF_MANY.fullmatch(text))


def _before(stretch: Sequence[Word], last: int) -> str:
    """Return the row of words that ends at ``last`` and may be one name."""
    first = last
    while first > 0 and last - first < _MOST_WORDS and _goes_on(stretch[first - 1].text):
        first -= 1
        if stretch[first].text in _LEVEL:
            break
    while first < last and kind_of_word(stretch[first].text) in ("nominal", "generic"):
        first += 1
    if first > 0 and stretch[first].text in _LEVEL and _PLACE.fullmatch(stretch[first - 1].text):
        first -= 1
    return "".join(word.text for word in stretch[first : last + 1])


def _goes_on(word: str) -> bool:
    return word in _LEVEL or kind_of_word(word) != "function"


def _is_name(name: str, known: frozenset[str]) -> bool:
    """Tell whether a text may be the name of one organisation, and of none that is known."""
    if not _SHORTEST <= len(name) <= _LONGEST or _COLLECTIVE.match(name):
        return False
    one = _OFFICE.fullmatch(name) or (_ONE_OF_MANY.fullmatch(name) and _is_placed(name))
    return bool(one) and not _is_known(name, known)


def _is_known(text: str, known: frozenset[str]) -> bool:
    """Tell whether a text ends in a known name, or is a branch of a known body."""
    if any(text[start:] in known for start in range(len(text) - 1)):
        return True
    ends = range(_SHORTEST, len(text)) if _BRANCH.fullmatch(text) else ()
    return any(text[:end] in known for end in ends)


def _is_placed(name: str) -> bool:
    """Tell whether a name says whose it is: 国网萍乡供电分公司, 市城控集团, 中国…协会."""
    return bool(_OWNER.match(name)) or any(place in name for place in _place_names())


@cache
def _place_names() -> tuple[str, ...]:
    names = ((row["name"], *row["short_names"].split("、")) for row in read_lexicon("places"))
    return tuple(name for group in names for name in group if len(name) > 1)


def _note(found: dict[str, NewName], name: str, segment: Record, responsible: bool) -> None:
    entry = found.setdefault(name, NewName(name, segment=segment))
    entry.count += 1
    entry.documents.add(segment["notice_id"])
    entry.responsible = entry.responsible or responsible


def _folded(found: dict[str, NewName]) -> dict[str, NewName]:
    """Count rare longer forms as the name in which they end: 关注|国家文物局 as 国家文物局."""
    counts = Counter({name: entry.count for name, entry in found.items()})
    folded = dict(found)
    for name in sorted(found, key=len, reverse=True):
        entry = folded[name]
        for start in range(1, len(name) - _SHORTEST + 1):
            shorter = name[start:]
            if shorter in folded and counts[name] < _OWN_SHARE * counts[shorter]:
                target = folded[shorter]
                target.count += entry.count
                target.documents |= entry.documents
                target.responsible = target.responsible or entry.responsible
                del folded[name]
                break
    return folded
