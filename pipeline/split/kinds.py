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
_ASKS, _ANSWERS = re.compile("(?:问|问题|咨询问题)[：:]"), re.compile("(?:答|答复|回复)[：:]")
# 一、起草背景及过程 : notices have their reasons in the preamble, not under a heading.
_REASONS = re.compile(
    r"\s*[（(]?[一二三1-3][、.．）)]\s*(?:文件|政策|通知|办法)?(?:起草|制定|出台|编制|修订)的?(?:背景|依据|过程|目的)"
)
_JOURNALIST = re.compile(
    r"[^，。：]{0,24}(?:记者|日报|晚报|央广网|新华社|电视台|广播电台|[\u4e00-\u9fff]{2}网)："
)
_LONGEST_JOURNALIST = 30
_NEWS = re.compile(
    r"本报讯|新华社.{0,12}电|中新[网社]|讯（|（记者|记者.{0,30}获悉|从.{2,30}获悉|^据.{2,16}(?:报道|消息)"
    r"|^(?:日前|近日|今日|昨日|.{0,16}(?:日前|近日))|^(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:上午|下午|，)"
)
_SPEECH = re.compile(
    r"各位代表|各位委员|政府工作报告|女士们、先生们|大家(?:上午|下午|晚上)?好[！!，。]"
)
# Voices of the press: 业内人士分析认为， 记者了解到
_PRESS = re.compile(
    r"[记据业示为露出绍告](?:(?<=记)者|(?<=据)(?:了解|悉)|(?<=业)内人士|(?<=告)诉"
    r"|(?<=表示|认为|透露|指出|介绍)[，,：:]?[“\"])"
)
_LEAST_VOICES, _CHARACTERS_A_VOICE = 2, 2500
_PRAISES = re.compile(r"习近平|党的(?:十[八九]|二十)|近年来|当前")
_LEADS_ON = re.compile(
    r"制定|现就|现将|提出(?:如下|以下)|(?:如下|以下).{0,6}(?:意见|措施|政策)|印发"
)
_LOOKS_BACK = re.compile(r"[年大]以来|近年来|[月年]末|同比|截至\d{4}年")
_LEAST_LOOKS_BACK = 3


def _speaks_for_press(line: str) -> bool:
    return "：" in line[:_LONGEST_JOURNALIST] and _JOURNALIST.match(line) is not None


def kind_of(
    facts: Facts, signature: Signature | None, opening: str, lines: Sequence[Line], *, passage: str
) -> DocumentKind:
    """Decide the kind. ``opening``: plain text of the first paragraphs; ``lines``: all lines;
    ``passage``: the document as it stands in the source.
    """
    title = facts.title
    named = title_kind(title) if title else None
    if named not in (None, "notice"):
        return named
    if sum([_speaks_for_press(line.text) for line in lines]) > 1:
        return "press_conference"
    if any(_SPEECH.match(recipient) for recipient in facts.recipients):
        return "other"
    official = bool(facts.number or facts.recipients)
    if not official and _explains(opening, lines, titled=named == "notice"):
        return "interpretation"
    if official or (signature is not None and signature.names):
        return "notice"
    return _kind_of_text(title, opening, passage)


def _explains(opening: str, lines: Sequence[Line], *, titled: bool) -> bool:
    """A notice by its ``titled`` name may link to its 政策解读; only its questions tell."""
    asked = sum(_QUESTION.match(line.text) is not None for line in lines if line.text)
    if _ASKS.match(lines[0].text) and any(_ANSWERS.match(line.text) for line in lines[:6]):
        return True
    if asked > 3 or titled:
        return asked > 3
    reasons = any(_REASONS.match(line.text) for line in lines if line.text)
    return reasons or _INTERPRETS.search(opening) is not None


def _kind_of_text(title: str | None, opening: str, passage: str) -> DocumentKind:
    """The kind where no head or signature tells."""
    if title is not None and is_title(title):
        return "notice"
    if _SPEECH.search(opening) or _is_essay(opening, passage):
        return "other"
    if _NEWS.search(opening) or _is_press(passage):
        return "news"
    # A body alone, without head or signature: an excerpt of a notice until something speaks
    # against it. Calling it "other" would leave its measures out without a word.
    return "notice"


def _is_essay(opening: str, passage: str) -> bool:
    """Praise of what was done, with no measures announced: 党的十九大以来，人民银行…."""
    praises = _PRAISES.match(opening) is not None and _LEADS_ON.search(opening) is None
    return praises and len(_LOOKS_BACK.findall(passage)) >= _LEAST_LOOKS_BACK


def _is_press(passage: str) -> bool:
    voices = len(_PRESS.findall(passage))
    return voices >= _LEAST_VOICES and voices * _CHARACTERS_A_VOICE >= len(passage)
