"""Cut a segment into clauses: at commas, and at 、 between verbs with objects of their own."""

from __future__ import annotations

import re

from pipeline.fields.action.clause import trimmed
from pipeline.fields.action.phrases import clause_head, cover, split_point
from pipeline.fields.action.words import rules_what_follows

_CLAUSE = re.compile(r"(?:[^，；：。！？\n“（]++|“[^”\n]{0,60}”|（[^）\n]{0,200}）|[“（])+")
# Where nothing is quoted or noted.
_PLAIN_CLAUSE = re.compile(r"[^，；：。！？\n]+")
# A list of hundreds is no measure.
_MOST_CLAUSES = 40
_LABEL = 10
# 通过减免租金、发放补贴等方式: the verbs in it are means.
_MEANS = re.compile(
    r"(?:通过|采取|采用|运用|利用|以)[^，]{2,60}?等[^，、]{0,4}(?:方式|手段|形式|途径|办法|渠道|措施)"
)
# 查处捂盘惜售、发布虚假信息等违法行为: one list of things, verbs or not.
_LISTED = re.compile(
    r"等[^，、]{0,16}(?:行为|问题|方式|情[形况]|活动|现象|措施|手段|功能|服务|环节|工作|任务|形式|途径|内容|事项|手续|业务|方面|力度)$|力度$"
)
# 完善面向未来、开放包容、协同高效的|政策体系: qualities in a row
_QUALITIES = re.compile(r"(?<=、)[^，、的]{4}(?:、[^，、的]{4})*(?:的|[^，、的]{0,6}$(?<=职责))")
# 保护具有重要价值、体现历史文脉的|地名: what qualifies the object is no act
_QUALIFIES = re.compile(
    "具[有备]|面向|体现|适应|符合|拥有|带有|反映|[涵覆]盖|从事|服务于|有(?![关序效力])"
)


def clauses_of(text: str, start: int, end: int) -> list[tuple[int, str]]:
    """Clauses of a segment with their places; none is shorter than two characters."""
    clauses: list[tuple[int, str]] = []
    plain = text.find("（", start, end) < 0 and text.find("“", start, end) < 0
    for match in (_PLAIN_CLAUSE if plain else _CLAUSE).finditer(text, start, end):
        place, clause = match.start(), match[0]
        # 补贴标准：, but …的，依法给予处分：
        label = len(clause) <= _LABEL and text[match.end() : match.end() + 1] == "："
        if label and (place == start or text[place - 1] != "，"):
            continue
        begin = 0
        for cut in _cuts(clause) if "、" in clause else ():
            # An item that lost its number begins with its mark: 、增加施肥数量，…
            if cut - 1 - begin > 1:
                clauses.append((place + begin, trimmed(clause[begin : cut - 1])))
            begin = cut
        rest = trimmed(clause[begin:] if begin else clause)
        if len(rest) > 1:
            clauses.append((place + begin, rest))
        if len(clauses) >= _MOST_CLAUSES:
            break
    return clauses[:_MOST_CLAUSES]


def _cuts(clause: str) -> list[int]:
    """Cut 完善制度、落实责任 in two; an adverbial (为获取信息、办理业务提供便利) stays whole."""
    cuts = [cut.end() for cut in split_point().finditer(clause)]
    if "“" in clause:
        cuts = [cut for cut in cuts if clause.count("“", 0, cut) == clause.count("”", 0, cut)]
    if not cuts or cover().match(clause) or _LISTED.search(clause):
        return []
    head = clause_head().match(clause)
    if head is not None:  # 遴选、设立|多支子基金
        cuts = [cut for cut in cuts if cut > head.end("verb")]
    if head is not None and rules_what_follows(head["verb"]):
        cuts = [cut for cut in cuts if _rules_too(clause, cut)]
    whole = [match.span() for match in _MEANS.finditer(clause)]
    whole += [match.span() for match in _QUALITIES.finditer(clause)]
    if head is not None and _QUALIFIES.match(clause, head.end()):
        whole.append((head.end(), clause.rfind("的")))
    return [cut for cut in cuts if not any(first <= cut <= last for first, last in whole)]


def _rules_too(clause: str, cut: int) -> bool:
    """鼓励企业做A、|支持B: a verb that rules as well is not ruled."""
    head = clause_head().match(clause, cut)
    return head is not None and rules_what_follows(head["verb"])
