"""Lists of faults: what a campaign is directed against (捂盘惜售，囤积房源；) is nobody's task.

One fault cannot be told from a task by its own words (协助购房人非法规避房屋交易税费 begins with a
verb that asks); the faults beside it tell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from pipeline.classify.scores import Evidence
from pipeline.schema import Segment

# Every way begins with one character: the search then runs at full speed.
_FAULT = re.compile(
    r"(?:违[规法反]|擅自|非法|虚[假构增列]|伪造|捏造|编造|骗[取租]|套取|挪用|侵[占害]|克扣|捂盘|囤积|变相|哄抬|操纵|隐[匿瞒]|规避|虚报"
    r"|弄虚作假|流于形式|损害|强[制迫]|拒不|无正当理由|捆绑|乱收费|贿赂|扰乱|偏[离差]|失真|偷逃|恶意"
    r"|未(?!来|成年|婚|满|到期|开发|利用)[^，。；]{2,}"
    r"|不(?:履行|到位|规范|健全|完善|合[规理法]|符合|准确|尽职|真实|严[格密]?|洁净|明确|清晰|审慎|[足力匹]|配合|作为|担当|制止|报告|落实)"
    r"|存在[^，。；]{0,24}(?:问题|行为|情况|漏洞|隐患)|问题(?:较为)?突出|矛盾(?:较为)?突出|反复发生|未能)"
)
# 严厉打击…, 不得…, …的，责令改正: somebody acts against the fault, or is told not to commit it
_ACTED_ON = re.compile(
    r"严厉|严肃|打击|查处|惩处|整[治改顿处]|严[禁防控查]|不得|禁止|责令|依[法规纪]|追[究责]|问责|处[罚理分]|不予|的，|加[强大快]|要(?<![重主需]要)(?![求素])"
    r"|应当|必须|杜绝|防[止范]|避免|纠正|清[理退]|排查|约谈|通报|注销|暂停|撤销|吊销|收回|记入|纳入|移[交送]|罚款|取消|鼓励|支持|推[动进]|可以?(?:申请|按)|给予"
)
_ASKED = frozenset({"classify.duty", "classify.prohibition", "classify.commitment"})
_FEWEST = 3
# No list of faults goes without them: a quick look that spares most notices the close one.
_COMMON = [
    "违",
    "擅自",
    "虚",
    "骗",
    "挪用",
    "未按",
    "未经",
    "未履",
    "未取",
    "未建",
    "未严",
    "不规范",
    "不到位",
    "不符合",
    "不真实",
    "不健全",
    "不完善",
    "不合",
    "不审慎",
    "侵",
    "变相",
    "强制",
]


def mark_faults(text: str, segments: Sequence[Segment], found: list[Evidence]) -> None:
    """Lower the scores of what stands in lists that name faults in the main; changes ``found``.

    A list: the segments between two headings, or behind a line that ends with a colon.
    """
    if not _may_name_faults(text):
        return
    for run in _runs(text, segments):
        pieces = [text[segments[index].start : segments[index].end] for index in run]
        if not _names_faults(pieces):
            continue
        for index, piece in zip(run, pieces, strict=True):
            asked = found[index][1] in _ASKED or _ACTED_ON.search(piece) is not None
            if found[index][0] >= 0.5 and (_is_fault(piece) or not asked):
                found[index] = (0.15, "classify.case")


def _may_name_faults(text: str) -> bool:
    named = 0
    for word in _COMMON:
        named += text.count(word)
        if named >= _FEWEST - 1:
            return True
    return False


def _names_faults(pieces: Sequence[str]) -> bool:
    """Do three fifths of a list, and three items at least, name faults?"""
    spare = min(len(pieces) * 2 // 5, len(pieces) - _FEWEST)
    others = 0
    for piece in pieces if spare >= 0 else ():
        others += not _is_fault(piece)
        if others > spare:
            break
    return others <= spare


def _is_fault(piece: str) -> bool:
    return _FAULT.search(piece) is not None and _ACTED_ON.search(piece) is None


def _runs(text: str, segments: Sequence[Segment]) -> list[list[int]]:
    """Indexes of the segments of each list, in order."""
    numbers: list[int] = []
    run = 0
    for segment in segments:
        opens = segment.kind != "body" or text[segment.end - 1 : segment.end] == "："
        run += opens
        numbers.append(-1 if opens else run)
    return [
        [index for index, _ in group]
        for number, group in groupby(enumerate(numbers), key=lambda pair: pair[1])
        if number >= 0
    ]
