"""What kind of document a text is, from its title, its parts and its opening."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.schema import DocumentKind
from pipeline.split.facts import Facts
from pipeline.split.lines import Line
from pipeline.split.signature import Signature
from pipeline.split.words import is_title, title_kind

_INTERPRETS = re.compile(r"解读如下|政策解读|(?:有关|相关)(?:政策|内容|问题)?解[读答]")
_QUESTION = re.compile(r"(?:问|答|Q|A|问题|提问|回复)\d{0,2}[：:、]")
# 一、起草背景及过程 : notices have their reasons in the preamble, not under a heading.
_REASONS = re.compile(
    r"\s*[（(]?[一二三1-3][、.．）)]\s*(?:文件|政策|通知|办法)?(?:起草|制定|出台|编制|修订)的?(?:背景|依据|过程|目的)"
)
_JOURNALIST = re.compile(
    r"[^，。：]{0,24}(?:记者|日报|晚报|央广网|新华社|电视台|广播电台|[\u4e00-\u9fff]{2}网)："
)
_NEWS = re.compile(
    r"本报讯|新华社.{0,12}电|中新[网社]|讯（|（记者|记者.{0,30}获悉|从.{2,30}获悉|^据.{2,16}(?:报道|消息)"
    r"|^(?:日前|近日|今日|昨日|.{0,16}(?:日前|近日))|^(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:上午|下午|，)"
)
_SPEECH = re.compile(r"各位代表|各位委员|政府工作报告")


def kind_of(
    facts: Facts, signature: Signature | None, opening: str, lines: Sequence[Line]
) -> DocumentKind:
    """Decide the kind. ``opening``: plain text of the first paragraphs; ``lines``: all lines."""
    title = facts.title
    named = title_kind(title) if title else None
    if named not in (None, "notice"):
        return named
    if sum(_JOURNALIST.match(line.text) is not None for line in lines if line.text) > 1:
        return "press_conference"
    if any(_SPEECH.match(recipient) for recipient in facts.recipients):
        return "other"
    official = bool(facts.number or facts.recipients)
    if not official and _explains(opening, lines, titled=named == "notice"):
        return "interpretation"
    if official or (signature is not None and signature.names):
        return "notice"
    return _kind_of_text(title, opening, lines)


def _explains(opening: str, lines: Sequence[Line], *, titled: bool) -> bool:
    """A notice by its ``titled`` name may link to its 政策解读; only its questions tell."""
    asked = sum(_QUESTION.match(line.text) is not None for line in lines if line.text)
    if asked > 3 or titled:
        return asked > 3
    reasons = any(_REASONS.match(line.text) for line in lines if line.text)
    return reasons or _INTERPRETS.search(opening) is not None


def _kind_of_text(title: str | None, opening: str, lines: Sequence[Line]) -> DocumentKind:
    """The kind where no head or signature tells."""
    if title is not None and is_title(title):
        return "notice"
    if _SPEECH.search(opening):
        return "other"
    if _NEWS.search(opening):
        return "news"
    # A body alone, without head or signature: an excerpt of a notice until something speaks
    # against it. Calling it "other" would leave its measures out without a word.
    return "notice"
