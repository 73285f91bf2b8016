"""What stands around a quantity: its clause, and the part of it that can belong to the target."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.fields.target.cues import any_of
from pipeline.fields.target.quantity import Quantity

_BOUNDARY = re.compile(r"[，。；：！？\n]")
_SENTENCE_END = "。；！？\n"
_LABELS = ("标准：", "比例：", "额度：", "金额：", "上限：", "限额：", "幅度：")
# No clause that says what a number means is longer; keeps the work linear in hostile texts.
_REACH = 160
# What opens a clause without belonging to the metric: 确保全年新增规上企业40户.
_OPENING = re.compile(
    r"(?:[一二三四五六七八九十]+是|[一二三四五六七八九十]{1,3}、(?![一二三四五六七八九十][、产级])|自[^，自起]{2,10}起|继续(?:实施|执行)?|[①-⑳]|（[一二三四五六七八九十\d]+）|\d{1,2}[.、．]"
    r"|[到至在](?=(?:19|20)\d\d年)|(?:19|20)\d\d年(?:底|末|度|初(?!步))?"
    r"|(?:\d{1,2}[—–-])?\d{1,2}月(?:底|份|末)?(?:前|之前)?|“十[一-九]五”(?:期间|时期|末)?"
    r"|年内|年底(?:之?前)?|今年|明年|全年|每年(?=[\u4e00-\u9fff]{2})|当年"
    r"|前(?![期瞻沿列海端])|以前|期间|力争|确保|争取|努力|实现|要(?![素求件点闻])"
    r"|应当?(?![急用收缴享对届付税纳征发退补])|须|必须|原则上|同时|并且|并(?![购网轨联])"
    r"|且|当前|即(?=[不最]|$)|但是?|其中|此外|另外|另|再(?![次贷生造担保就融度])|将|尽快|尽早|使得|使(?!用)|推动|推进|促进|保持|保证(?!金)|进一步|稳步|大力"
    r"|预计|计划|重点(?!监管)|积极|分别|着力|择优|重新|高质量|统筹|期?以[上下内]的?|切实|务必|做到|组织(?=[遴评]选)|允许|鼓励"
    r"|可以?(?=分别|按|享受)|支持(?=企业)|其(?![他中余它次实])|政府(?=每)|最终|基本(?!民生|养老|医疗|公共|农田|生活|工资|建设)|总体|到(?![位账期达场岗]))+"
)


@dataclass(frozen=True, slots=True)
class Context:
    """A quantity in its clause.

    ``left`` reaches to the quantity from where its clause begins, or the quantity before ends,
    without a blank at its end; ``right`` reaches to the end of the clause; ``behind`` is the same
    behind the last quantity of a list (2亿元、5亿元的企业 → 的企业). ``head`` and ``tail`` are the
    clauses of the sentence before and after. No text reaches further than 160 characters.
    """

    quantity: Quantity
    left: str
    right: str
    behind: str
    clause: str
    head: str
    tail: str


class Clauses:
    """The places where clauses end, found once for a text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.ends = [match.start() for match in _BOUNDARY.finditer(text)]
        self.stops = [end for end in self.ends if text[end] in _SENTENCE_END]

    def around(self, place: int) -> tuple[int, int]:
        """Start and end of the clause at ``place``."""
        return self._between(self.ends, place)

    def sentence(self, place: int) -> tuple[int, int]:
        """Start and end of the sentence at ``place``; ；ends it too."""
        return self._between(self.stops, place)

    def _labelled(self, start: int) -> int:
        """补贴标准：|1000元/人: a label belongs to the clause behind it."""
        if self.text[max(0, start - 3) : start] in _LABELS:
            return self.around(start - 1)[0]
        return start

    def left_of(self, place: int) -> tuple[int, str]:
        """The part of the clause before ``place``, and where it begins."""
        start = max(self.around(place)[0], place - _REACH)
        return start, self.text[start:place]

    def _between(self, ends: list[int], place: int) -> tuple[int, int]:
        index = bisect_left(ends, place)
        start = ends[index - 1] + 1 if index else 0
        return start, ends[index] if index < len(ends) else len(self.text)

    def context(self, quantity: Quantity, *, after: int, list_end: int) -> Context:
        """The surroundings of a quantity.

        ``after``: where the quantity before it ends; ``list_end``: where the list ends that the
        quantity opens.
        """
        text = self.text
        start = max(self._labelled(self.around(quantity.start)[0]), quantity.start - _REACH)
        clause_end = self.around(quantity.end)[1]
        list_end = min(list_end, clause_end)
        end = min(clause_end, quantity.end + _REACH)
        behind_end = min(clause_end, list_end + _REACH)
        sentence_start, sentence_end = self.sentence(quantity.start)
        left_start = _unbracketed(text, max(start, after), quantity.start)
        return Context(
            quantity=quantity,
            left=text[left_start : quantity.start].rstrip(" "),
            right=text[quantity.end : _closing(text, quantity.end, end)],
            behind=text[list_end : _closing(text, list_end, behind_end)],
            clause=text[start:end],
            head=text[max(sentence_start, start - _REACH) : start],
            tail=text[end : min(sentence_end, end + _REACH)],
        )


def _unbracketed(text: str, start: int, end: int) -> int:
    """Move ``start`` behind the last bracket that is open, or that closes what was cut off."""
    left = text[start:end]
    opened = left.rfind("（")
    if opened > left.rfind("）"):
        return start + opened + 1
    closed = left.find("）")
    if closed >= 0 and "（" not in left[:closed]:
        return start + closed + 1
    return start


def _closing(text: str, start: int, end: int) -> int:
    """The bracket that closes around ``start``, or ``end``."""
    closed = text.find("）", start, end)
    opened = text.find("（", start, end)
    return closed if closed >= 0 and not 0 <= opened < closed else end


@cache
def _holder_end() -> re.Pattern[str]:
    return re.compile(rf".*{any_of('holder')}(?:收取的|的)?", re.S)


@lru_cache(maxsize=256)
def metric_start(left: str, *, keep: int = 0) -> int:
    """Where the metric begins in ``left``.

    What opens the clause is cut (力争全年), so is the party that a rule is about
    (对单户担保金额500万元以上的小微企业收取的|担保费率). At least ``keep`` characters stay.
    """
    start = 0
    lead = re.match(r"[、和及与或\s]+|”[^“”]{0,6}“", left)
    if lead is not None:
        start = lead.end()
    opening = _OPENING.match(left, start)
    if opening is not None:
        start = opening.end()
        start += left.startswith("、", start)  # 鼓励、|引导金融机构
    rest = left[start : len(left) - keep]
    if rest.startswith(("对", "为", "向", "给", "针对", "的")):
        start += _behind_party(rest)
    start += _unsaid(left[start : len(left) - keep])
    start += _joined(left[start : len(left) - keep])
    return min(start, len(left))


# 多子女家庭|（二孩及以上）每户提取标准上限, 团购5套以上|的下浮2%
_JOINED = re.compile(r"(?:的|（[^（）]{1,12}）)(?=[^的])")


def _joined(rest: str) -> int:
    """Length of what ties the metric to the words that were cut off before it."""
    joined = _JOINED.match(rest)
    return joined.end() if joined is not None else (1 if rest == "的" else 0)


# 新一轮政策将|奖补资金规模, 对重点企业提供|利率上限; not 即将, 将来.
_TAKEN = re.compile(
    # 3个月内|缴至75%, 以现房抵押担保方式|置换不超过30%, A类人才、B类人才|贷款限额倍数
    r"(?:在[^，、的]{2,14}时(?=..)|.*[\d一二三四五六七八九十两]个?(?:工作日|月|日|天|年|周|小时)(?:之内|以内|内)(?=..|$)"
    r"|(?:可?申请)?(?:以|通过|采[取用])[^，]{2,20}(?:方式|形式)|[^，]*、[^，]*(?:人才|企业|家庭)(?=[^，、的]{6,}$)"
    r"|[^”]*“(?=[^“”]{4,}$)|[^，]*?(?=在原(?:有|来)?[^，]{3})|.*[^即必](?:将|把)(?![要来近会])|.*(?:提供|给予|享受)(?=[^，。的]{2,8}$)|(?:鼓励|引导).*(?:实行|执行|落实)(?=[^，。的]{4,14}$)|(?:相关|有关|各类|上述)[^，的]{0,6}的)"
    r"(?=..|$)"
)


def _unsaid(rest: str) -> int:
    """Length of what stands before the metric inside its clause: 新一轮政策将, 相关企业的."""
    taken = _TAKEN.match(rest)
    return taken.end() if taken is not None else 0


# 收入在1000万元以下|的科技型企业|“科技贷”损失补偿比例
_QUOTED_KIND = re.compile(r"的[^，。；、的“”]{0,8}(?:企业|人才|家庭|项目|单位)(?=“)")


def _behind_party(rest: str) -> int:
    """Length of the party that opens ``rest``: 对X的, 对X企业, 为X."""
    cut = rest.rfind("的") + 1
    named = _QUOTED_KIND.match(rest)
    if named is not None:
        return named.end()
    if cut and len(rest) - cut >= 2:
        return cut
    holder = _holder_end().match(rest)
    if holder is not None:
        return holder.end()
    return 0
