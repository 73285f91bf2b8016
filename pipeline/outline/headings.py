"""Which stretches are headings, or open with one.

A heading is a numbered title (一、更好实施就业优先政策), or the short topic sentence that opens
an item when the detail follows (（一）推动企业复工复产。坚持…). A first sentence that says in full
what is to be done is a measure. One sentence alone does not tell: length, marks, words of duty and
figures give it a strength, and the items beside it decide the rest.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.outline.numbers import RANK, level_of
from pipeline.outline.stretches import Stretch

# Longest topic sentence without its number; most are under 20 characters.
_SURE_LENGTH = 20
_MOST_LENGTH = 28
# 引导金融机构继续对房地产企业存量融资展期，稳定房地产开发贷款投放。 among topic sentences
_LONG_LENGTH = 42
_LONG = -1
_TITLE_LENGTH = 50
_SHORT_LENGTH = 12
# （一）提出申请。 · 3、转移登记。 with the detail behind it says nothing by itself
_TINY_LENGTH = 7
# 培育壮大新动能拓展就业空间。
_TOPIC_LENGTH = 16
_UNNUMBERED_TITLE = 30
_QUESTION_LENGTH = 200
_COMMON = 0.3
_RARE = 0.15

_SENTENCE_END = re.compile("[。！？；]")
_CLOSING = "”’）》〕"
_DUTY = re.compile(
    r"(?<![需主重必摘纪首])要(?![求素点件务闻])|必须|不得|应当|可以|须|(?<![供响适反效相对顺回呼感])应(?![急对用收付届变诉，。、；])|以下|如下"
)
_AMOUNT = re.compile(
    r"\d(?:[\d.,]*)(?:%|万|亿|元|个|家|户|人|年|月|日|项|名|倍|天|小时|平方|周岁)|[一二三四五六七八九十]+年"
)
# 各地…建立工作专班: a subject at the head makes it a sentence of its own
_SUBJECT = re.compile(r"各|凡|全省|全市|本(?!地)|上述|[^，]{0,8}(?:是指|适用|负责)")
# 双方仅享受补助一次，不可重复享受
_LIMIT = re.compile("仅|只|不[可能予]|其他")
# 第十条 地下车位可办证。: a rule, however short
_RULED = re.compile("[，可免由]")
_QUESTION = re.compile(r"[^\n]{0,160}？|[^\n]{0,120}请(?:介绍|谈谈|问|简要|具体)[^\n。]{0,60}。\Z")
_NEXT_IN_ROW = re.compile("[一二三四五六七八九十]是|第[一二三四五六七八九十]，")
_TITLE_MARKS = re.compile("[。；！]")


def find_headings(text: str, stretches: Sequence[Stretch]) -> None:
    """Set ``heading_end`` and ``level`` of each stretch that opens with a heading."""
    for stretch in stretches:
        stretch.heading_end = stretch.start
    _find_numbered(text, stretches)
    _find_broken_questions(text, stretches)
    _find_unnumbered(text, stretches)
    _set_levels(stretches)


def _find_numbered(text: str, stretches: Sequence[Stretch]) -> None:
    groups = [(group, _candidates(text, stretches, group)) for group in _groups(stretches)]
    sure: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for group, candidates in groups:
        kind = _kind(stretches[group[0]])
        total[kind] += len(group)
        sure[kind] += sum(strength == 2 for _, _, strength in candidates)
    for group, candidates in groups:
        kind = _kind(stretches[group[0]])
        titles = sum(stretches[i].heading_end > stretches[i].start for i in group)
        _accept(candidates, len(group) - titles, sure[kind] / total[kind])


def _kind(stretch: Stretch) -> str:
    return stretch.number.kind if stretch.number else ""


def _groups(stretches: Sequence[Stretch]) -> list[list[int]]:
    """Indexes of numbered stretches, together those of one kind under the same item above."""
    groups: list[list[int]] = []
    open_groups: dict[int, list[int]] = {}
    for index, stretch in enumerate(stretches):
        if stretch.kind or not stretch.number:
            continue
        rank = RANK[stretch.number.kind]
        for other in [other for other in open_groups if other > rank]:
            del open_groups[other]
        if rank not in open_groups or stretch.number.first:
            open_groups[rank] = []
            groups.append(open_groups[rank])
        open_groups[rank].append(index)
    return groups


def _candidates(
    text: str, stretches: Sequence[Stretch], group: list[int]
) -> list[tuple[Stretch, int, int]]:
    """Set the titles of one group; the others with the end and strength of their first sentence."""
    listed = any(text[stretches[i].end - 1] == "；" for i in group)
    detailed = [_has_detail(stretches, i) for i in group]
    sentences: list[tuple[Stretch, int, int]] = []
    for i, detail in zip(group, detailed, strict=True):
        stretch = stretches[i]
        title_end = _title_end(text, stretch)
        if title_end:
            if detail or title_end < stretch.text_end or _kept_company(group, detailed):
                stretch.heading_end = title_end
            continue
        end = _first_sentence(text, stretch)
        follows = detail or _rest(text, stretch, end)
        possible = follows and (not listed or _is_name(text, stretches, i, end))
        strength = _strength(text, stretch, end) if possible else 0
        if strength == _LONG and not _rest(text, stretch, end):
            strength = 0  # what follows may be the end of the notice (其他县（市）可参照执行。)
        sentences.append((stretch, end, strength))
    return sentences


def _is_name(text: str, stretches: Sequence[Stretch], index: int, end: int) -> bool:
    """Whether the item of a list that ends with ； is named first: （一）提出申请。申请人…；"""
    stretch = stretches[index]
    if end - stretch.text_start > _TINY_LENGTH:
        return False
    below = stretches[index + 1].number if index + 1 < len(stretches) else None
    return _rest(text, stretch, end) or (below is not None and below.first)


def _kept_company(group: list[int], detailed: list[bool]) -> bool:
    """Whether the items beside this one have text below them: a list of titles has none."""
    return len(group) > 1 and sum(detailed) * 2 >= len(group)


def _accept(sentences: list[tuple[Stretch, int, int]], size: int, share: float) -> None:
    """Keep the topic sentences of one group of ``size`` items.

    ``share`` of the items of this kind in the document have the shape of one: where most items
    are measures (（十）经营性文化事业单位在转制过程中…), a short first sentence is one too.
    """
    sure = sum(strength == 2 for _, _, strength in sentences)
    likely = sum(strength >= 1 for _, _, strength in sentences)
    for stretch, end, strength in sentences:
        short = end - stretch.text_start <= _SHORT_LENGTH and share >= _COMMON
        by_shape = strength == 2 and (short or (sure * 3 >= size and share >= _RARE))
        # （一）提出申请。 · 第二条落实税收优惠政策。: half of the items have to look like it
        tiny = end - stretch.text_start <= _TINY_LENGTH
        if tiny or _kind(stretch) == "article":
            by_shape = (strength == 2 and sure * 2 >= size > 2) or (by_shape and tiny)
        among = strength == _LONG and size > 2 and sure * 5 >= size * 3
        if by_shape or among or (strength == 1 and likely * 2 > size and share >= _RARE):
            stretch.heading_end = end


def _has_detail(stretches: Sequence[Stretch], index: int) -> bool:
    """Whether the next stretch is text under this one: unnumbered, or of a lower rank."""
    if index + 1 >= len(stretches):
        return False
    number = stretches[index].number
    index += 1
    while stretches[index].kind == "boilerplate" and index + 1 < len(stretches):
        index += 1
    below = stretches[index]
    if below.kind not in (None, "table_row") or number is None:
        return False
    return below.number is None or RANK[below.number.kind] > RANK[number.kind]


def _title_end(text: str, stretch: Stretch) -> int:
    """End of the title that the stretch is or begins with; 0 if it is a sentence."""
    start, end = stretch.text_start, stretch.text_end
    if start < end <= start + _QUESTION_LENGTH and text[end - 1] == "？" and stretch.number:
        return end
    question = _QUESTION.match(text, start, end)
    if question and text.find("。", start, question.end() - 1) < 0:
        return question.end()
    blank = text.find(" ", start, min(end, start + _TITLE_LENGTH))
    if blank > start and not _TITLE_MARKS.search(text, start, blank) and end - blank > 12:
        # 二、全面调查 实行最彻底的排查…
        return blank if text.find("，", start, blank) < 0 else 0
    if end <= start or end - start > _TITLE_LENGTH or _TITLE_MARKS.search(text, start, end):
        return 0
    last = text[end - 1]
    comma = text.find("，", start, end) >= 0
    duty = bool(_DUTY.search(text, start, end))
    if last == "：":
        return 0 if comma or duty or _kind(stretch) == "article" or end - start > 15 else end
    return 0 if last in "，、" or (comma and duty) else end


def _first_sentence(text: str, stretch: Stretch) -> int:
    """End of the first sentence, or the start of the words where none ends with 。 or ！."""
    match = _SENTENCE_END.search(text, stretch.text_start, stretch.end)
    if not match or match.group() == "；":
        return stretch.text_start
    end = match.end()
    while end < stretch.end and text[end] in _CLOSING:
        end += 1
    return end


def _rest(text: str, stretch: Stretch, end: int) -> bool:
    """Whether sentences follow in the stretch itself; a note is none."""
    if stretch.text_end - end < 4:
        return False
    # 一是坚持以人民为中心。二是坚持依法合规。: a row of sentences without detail
    return not (_kind(stretch) == "six" and _NEXT_IN_ROW.match(text, end))


def _strength(text: str, stretch: Stretch, end: int) -> int:
    """0 a sentence, 1 perhaps a topic sentence, 2 one by its shape; ``_LONG``: too long for one."""
    start = stretch.text_start
    length = end - start
    article = _kind(stretch) == "article"
    if not 3 <= length <= (_SURE_LENGTH if article else _LONG_LENGTH):
        return 0
    words = text[start:end]
    if words.count("，") > 1 or words.count("、") > 3:
        return 0
    if _DUTY.search(words) or _AMOUNT.search(words) or _SUBJECT.match(words):
        return 0
    if article and _RULED.search(words):
        return 0
    if length > _MOST_LENGTH:
        return 0 if _LIMIT.search(words) else _LONG
    return 2 if length <= _SURE_LENGTH else 1


def _find_broken_questions(text: str, stretches: Sequence[Stretch]) -> None:
    """Join what a line end parts: 21.《通知》提出“…示范区”。 / 工业互联网示范区工作有什么考虑？.

    Only among items that ask: elsewhere a question below an item is part of the text.
    """
    asking = {_kind(stretch) for stretch in stretches if _asks(text, stretch)}
    for index, stretch in enumerate(stretches[:-1]):
        if not stretch.number or stretch.kind or _kind(stretch) not in asking - {"six"}:
            continue
        whole = max(stretch.heading_end, stretch.start) in (stretch.start, stretch.end)
        last = index
        while whole and last + 1 < len(stretches) and _is_rest(text, stretches[last + 1]):
            last += 1
        if last > index and text.find("。", stretch.start, stretch.end - 1) < 0:
            stretch.heading_end = stretch.end
            for rest in stretches[index + 1 : last + 1]:
                rest.continues, rest.heading_end = True, rest.end


def _asks(text: str, stretch: Stretch) -> bool:
    return stretch.heading_end > stretch.start and text[stretch.heading_end - 1] == "？"


def _is_rest(text: str, stretch: Stretch) -> bool:
    """Whether the line is a question and nothing else."""
    if stretch.kind or stretch.number or stretch.end - stretch.start > _QUESTION_LENGTH:
        return False
    return text[stretch.end - 1] == "？" and text.find("。", stretch.start, stretch.end) < 0


def _find_unnumbered(text: str, stretches: Sequence[Stretch]) -> None:
    """Title lines without a number, and topic sentences that several lines in a row have."""
    ends = [0] * len(stretches)
    for index, stretch in enumerate(stretches):
        if stretch.kind or stretch.number or stretch.continues:
            continue
        if _is_title_line(text, stretches, index):
            stretch.heading_end = stretch.end
        else:
            ends[index] = _short_topic(text, stretch)
    for index, end in enumerate(ends):
        beside = ends[max(0, index - 1) : index] + ends[index + 1 : index + 2]
        if end and any(beside):
            stretches[index].heading_end = end


def _is_title_line(text: str, stretches: Sequence[Stretch], index: int) -> bool:
    stretch = stretches[index]
    if stretch.notes or stretch.end - stretch.start > _UNNUMBERED_TITLE or index == 0:
        return False
    words = text[stretch.start : stretch.end]
    if len(words) < 4 or re.search("[，。；：、！…]", words):
        return False
    return _is_text(text, stretches, index - 1) and _is_text(text, stretches, index + 1)


def _is_text(text: str, stretches: Sequence[Stretch], index: int) -> bool:
    """Whether a sentence stands there: a title line parts two of them."""
    if not 0 <= index < len(stretches) or stretches[index].kind:
        return False
    return "。" in text[stretches[index].start : stretches[index].end]


def _short_topic(text: str, stretch: Stretch) -> int:
    """坚持问题导向。从…: end of the short first sentence of an unnumbered line, else 0."""
    start = stretch.start
    while text[start] in "—-●•■◆▪ " and start < stretch.end - 1:
        start += 1
    end = text.find("。", start, min(stretch.end, start + _TOPIC_LENGTH)) + 1
    if not end or end - start < 5 or stretch.text_end - end < 10:
        return 0
    words = text[start:end]
    plain = "，" in words or _DUTY.search(words) or _AMOUNT.search(words) or _SUBJECT.match(words)
    return 0 if plain else end


def _set_levels(stretches: Sequence[Stretch]) -> None:
    depth = 0
    for stretch in stretches:
        if stretch.heading_end <= stretch.start:
            continue
        if stretch.number:
            stretch.level = depth = level_of(stretch.number.kind)
        elif stretch.continues:
            stretch.level = depth
        else:
            stretch.level = min(depth + 1, 7)
