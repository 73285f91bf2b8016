"""Read the facts of a document from its head, its signature and the metadata of its page."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.characters import plain
from pipeline.split.dates import DATE, NUMBER, TIME, read_date, read_number_line
from pipeline.split.heads import Head
from pipeline.split.lines import Line
from pipeline.split.names import branches_joined, names_apart
from pipeline.split.signature import Signature, printed
from pipeline.split.words import (
    explains,
    is_annotation,
    is_balanced,
    is_issuer,
    is_leader,
    is_source_line,
    is_title,
    metadata,
)

_OPENS_SUBJECT = re.compile(r" (?=(?:关于|印发|转发|批转|发布|公布))")
_SUBJECT = re.compile(r"关于|印发|转发|批转|发布|公布")
_TITLE_MARKED = re.compile(r"《([^《》]+)》")
_HEADLINE = re.compile(r"(?!.{0,8}(?:解读|图解|读懂))[^：《》]{2,40}：(?=[^《》，：]{0,40}关于)")
_AND_OTHERS = re.compile(r"等.{0,4}(?:部门|单位|机构|委办局|厅局|部委|局)$|等$|联合$")
_BLANKS = re.compile(r"(?:[\s、]|&(?:nb|en|em|thin)?sp[;；]?)+")
_SEAL = re.compile(r"[（(](?:代|盖)?章[）)]$")
# 市政府 in a title, 淮安市人民政府 under the text
_LOCAL = ("市", "省", "区", "县", "州")
_PAGE_DATE = re.compile(rf"{DATE}{TIME}?(?:来源：.*)?")
# 据工信微报报道，2月24日，工业和信息化部印发《…指导意见》…指导意见正文如下：
_REPORTED = re.compile(
    r"(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日，{0,3}(?P<issuer>[^，。；《》]{2,40}?)"
    r"(?:正式|联合)?(?:印发|发布|出台|下发)了?《(?P<title>[^《》]{6,80})》"
)
_TEXT_FOLLOWS = re.compile(r"(?:(?:正文|全文|原文|内容|通知)如下|》)：?$")
_ORDER = re.compile(r"(?:中华人民共和国)?(?P<issuer>[\u4e00-\u9fff]{2,30}?)令第")
_ORDERED = re.compile(
    r"(?:现公布|现发布|公布|发布)(?:修订后的|修改后的)?《(?P<ordered>[^《》]{4,80})》|《(?P<passed>[^《》]{4,80})》.{0,4}(?:已经|已于|已由|经).{2,80}"
    r"(?:通过|批准|同意)"
)
# 《国务院关于修改〈条例〉的决定》 by itself: 国务院关于修改《条例》的决定
_OUTER_MARKS = str.maketrans("〈〉", "《》")
_COLUMN = re.compile(r"【[^【】]{2,12}】|\[[^\[\]]{2,12}\]|〔[^〔〕\d]{2,12}〕")
_ANNOUNCEMENT = re.compile(r"[\u4e00-\u9fff]{4,40}公告(?:（第\d{1,4}号）|第\d{1,4}号)")
_MOST_BELOW_TEXT = 8
_OWN_TEXT = re.compile("【?(?:原文|正文|文件|全文)下载】?：?")
# 文件下载：哈政规〔2024〕10号哈尔滨市人民政府关于…的通知
_DOWNLOAD = re.compile(
    rf"(?:-?\[|{_OWN_TEXT.pattern}(?:[\u4e00-\u9fff]{{1,12}}〔\d{{4}}〕\d{{1,5}}号)?)"
    r"(?P<title>[^\[\]]{6,100}?)(?:\.(?:pdf|docx?|wps|ofd).*)?$"
)
_FORWARDS = re.compile(r"转发(?P<forwarded>.{3,60}?)(?:关于|印发)")
_CAPTION = re.compile("(?:二维码|[表图]|清单|名单|说明|样式|样表)$")
_ADDRESSES = ("各", "有关", "广大")
_TWICE = re.compile(r"(\S{12,100})\1$")
_MOST_ABOVE_REPORT = 8
_PRINTED_TWICE = 12
_LONGEST_REPORT = 800


@dataclass(frozen=True, slots=True)
class Facts:
    """What the document says of itself; all texts plain."""

    title: str | None = None
    number: str | None = None
    issuers: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    issued: dt.date | None = None
    published: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """A lead that announces the text below it; ``line`` is its number."""

    line: int
    title: str
    issuers: tuple[str, ...]
    issued: dt.date | None


def read_facts(
    text: str,
    lines: Sequence[Line],
    top: range,
    end: int,
    head: Head | None,
    signature: Signature | None,
) -> Facts:
    """Read the facts; ``top`` are the lines from the first of the document to its body, ``end``
    is the line after its last.

    The text itself goes before the page: signature and title before metadata.
    """
    page = _page_facts(text, lines, top, head)
    head = head or Head(0, 0)
    title = _title(text, lines, head) or page.title or _downloaded(lines, end)
    if signature is not None and _signs_forwarded(lines, signature, title):
        signature = None
    issued = (signature and signature.issued) or head.issued or page.issued
    return Facts(
        title=title,
        number=head.number or page.number,
        issuers=_issuers(text, lines, head, signature, title) or page.issuers,
        recipients=_recipients(lines, head),
        issued=issued or printed(lines, top.stop, end),
        published=head.published or page.published,
    )


def _downloaded(lines: Sequence[Line], end: int) -> str | None:
    """【原文下载】 / [关于印发《…》的通知.pdf](…): what the page calls the text itself."""
    for index in range(max(1, end - _MOST_BELOW_TEXT), end):
        match = _DOWNLOAD.match(lines[index].text)
        above = lines[index - 1].text
        if match and (_OWN_TEXT.match(above) or _OWN_TEXT.match(lines[index].text)):
            name = match["title"]
            return name if is_title(name) else None
    return None


def _signs_forwarded(lines: Sequence[Line], signature: Signature, title: str | None) -> bool:
    """转发国家卫生健康委办公厅关于…的通知, signed 国家卫生健康委办公厅: not by who passes it on."""
    match = _FORWARDS.search(title or "")
    if match is None:
        return False
    names = [lines[index].text for index in signature.names] + [signature.issuer or ""]
    return any(len(name) > 3 and name in match["forwarded"] for name in names)


def find_report(
    text: str, lines: Sequence[Line], top: range, published: dt.date | None
) -> Report | None:
    """The lead of a reprinted notice that has no head of its own."""
    for index in range(top.start, min(top.stop + _MOST_ABOVE_REPORT, len(lines))):
        line = lines[index]
        if line.end - line.start > _LONGEST_REPORT:
            continue
        passage = line.text or plain(text[line.start : line.end])
        match = _REPORTED.search(passage) if "》" in passage else None
        if match and _TEXT_FOLLOWS.search(passage):
            issuers = (match.group("issuer"),) if is_issuer(match.group("issuer")) else ()
            return Report(index, match.group("title"), issuers, _reported_date(match, published))
    return None


def _reported_date(match: re.Match[str], published: dt.date | None) -> dt.date | None:
    """2月24日 in a page of 2020-02-25 is 2020-02-24; without any year it stays unknown."""
    month, day = int(match.group("month")), int(match.group("day"))
    year = int(match.group("year") or (published.year if published else 0))
    try:
        date = dt.date(year, month, day)
    except ValueError:
        return None
    if published and not match.group("year") and date > published:
        return date.replace(year=year - 1) if (month, day) != (2, 29) else None
    return date


def _page_facts(text: str, lines: Sequence[Line], top: range, head: Head | None) -> Facts:
    fields: dict[str, str] = {}
    published = None
    for index in top:
        line = lines[index]
        for field, value in metadata(line.text):
            if value:
                fields.setdefault(field, value)
        if published is None and _dates_page(line.text):
            published = read_date(line.text)
    named = re.split("[、，]", fields.get("issuer", ""))
    issuers = [name for words in named for name in names_apart(words) if is_issuer(name)]
    title = fields.get("title", "")
    return Facts(
        title=title if is_title(title) or explains(title) else None,
        number=_number(fields.get("number", "")),
        issuers=tuple(issuers),
        issued=read_date(fields.get("issued", "")),
        published=read_date(fields.get("published", "")) or published,
    )


def _dates_page(text: str) -> bool:
    """2020-02-25 by itself, or with a time or a source: the date of the page."""
    return (_PAGE_DATE.fullmatch(text) is not None and "年" not in text) or is_source_line(text)


def _number(value: str) -> str | None:
    match = NUMBER.match(value)
    return read_number_line(match.group() if match else value)


# 关于延长2020年 春节假期的通知: behind 关于 a blank is where a line ended; before it stand names
_BREAK = re.compile(r"(?<=[\u4e00-\u9fff，、”》]) (?=[\u4e00-\u9fff“《])")


def tidy(passage: str) -> str:
    """A title as shown: simplified, one blank between names, none where its subject was broken."""
    words = [word for word in map(plain, passage.split()) if word]
    if words and sum(len(word) == 1 for word in words) * 2 > len(words):
        return "".join(words)  # 国 家 粮 食 应 急 预 案
    title = " ".join(words)
    subject = title.find("关于") + 1
    return _names_unbroken(title[:subject]) + _BREAK.sub("", title[subject:]) if subject else title


def _names_unbroken(names: str) -> str:
    """Without the blanks inside a name: …肺炎疫情 联防联控机制; those between names stay."""
    first, *words = names.split(" ")
    for word in words:
        first += f" {word}" if is_issuer(first.rpartition(" ")[2]) else word
    return first


def _title(text: str, lines: Sequence[Line], head: Head) -> str | None:
    if not head.title:
        return _ordered_title(text, lines, head)
    pieces = [tidy(text[lines[i].start : lines[i].end]) for i in head.title]
    named = _title_issuers("".join(pieces))[0]
    letterhead = any(lines[i].text.endswith("文件") for i in head.issuers)
    if head.issuers and not (named or letterhead) and not _set_off(text, lines, head):
        issuers = [tidy(text[lines[i].start : lines[i].end]) for i in head.issuers]
        pieces.insert(0, " ".join(issuers))
    title = _without_headline(_once(_OPENS_SUBJECT.sub("", "".join(pieces))))
    marked = _TITLE_MARKED.fullmatch(title)
    return marked[1] if marked else _without_column(title)


def _without_column(title: str) -> str:
    """【温馨提示】关于…的通知, [区政务服务局]关于…的公告: without the column of the page."""
    match = _COLUMN.match(title)
    return title[match.end() :] if match and is_title(title[match.end() :]) else title


def _without_headline(title: str) -> str:
    """工信部发出通知：关于做好…的通知: the title stands behind the colon."""
    match = _HEADLINE.match(title)
    return title[match.end() :] if match and is_title(title[match.end() :]) else title


def _once(title: str) -> str:
    """A title printed twice, as page heading and in the text: the second printing."""
    repeated = _TWICE.search(title)
    if repeated:
        return repeated[1]
    again = title.rfind(title[:_PRINTED_TWICE])
    twice = len(title) > 2 * _PRINTED_TWICE and is_balanced(title[again:])
    return title[again:] if twice else title


def _ordered_title(text: str, lines: Sequence[Line], head: Head) -> str | None:
    """国务院令第707号: the order puts in force the rules that it names; …指挥部公告（第6号）."""
    if head.number is None or head.body >= len(lines):
        return None
    line = lines[head.body]
    match = _ORDERED.match(plain(text[line.start : min(line.end, line.start + 200)]))
    if match:
        return (match["ordered"] or match["passed"]).translate(_OUTER_MARKS)
    numbered = (lines[i].text for i in range(head.first, head.body))
    return next((name for name in numbered if _ANNOUNCEMENT.fullmatch(name)), None)


def _set_off(text: str, lines: Sequence[Line], head: Head) -> bool:
    """Whether the issuer stands further from the title than the title from what follows it."""
    last, first = lines[head.issuers[-1]], lines[head.title.start]
    below = head.title.stop
    if below >= len(lines):
        return False
    above = text.count("\n", last.end, first.start)
    return above > text.count("\n", lines[below - 1].end, lines[below].start)


def _issuers(
    text: str, lines: Sequence[Line], head: Head, signature: Signature | None, title: str | None
) -> tuple[str, ...]:
    titled, complete = _title_issuers(title or "")
    if not titled and head.number is not None and (order := _ORDER.match(head.number)):
        return (order.group("issuer"),)
    above = tuple(branches_joined(_names(text, lines, head.issuers)))
    titled = _with_place(titled, above) if titled else above
    signed = tuple(branches_joined(_signed(text, lines, signature))) if signature else ()
    if titled and not signed:
        return titled
    whole = complete and not any(name.startswith(_LOCAL) for name in titled)
    return titled if whole and len(titled) >= len(signed) else signed


def _with_place(titled: tuple[str, ...], above: tuple[str, ...]) -> tuple[str, ...]:
    """市商务局 of the title as the letterhead writes it: 天津市商务局文件."""
    whole = {name: full for name in titled for full in above if full.endswith(name)}
    return tuple(whole.get(name, name) for name in titled)


def _title_issuers(title: str) -> tuple[tuple[str, ...], bool]:
    """The bodies at the beginning of a title, and whether that is all of them (no 等部门)."""
    match = _SUBJECT.search(title)
    prefix = title[: match.start()] if match else ""
    named = _AND_OTHERS.sub("", prefix)
    words = filter(None, re.split("[ 、，]", named))
    names = tuple(name for word in words for name in names_apart(word))
    if not names or not all(map(is_issuer, names)):
        return (), False
    return names, named == prefix


def _signed(text: str, lines: Sequence[Line], signature: Signature) -> Iterator[str]:
    yield from _names(text, lines, signature.names)
    if signature.issuer is not None:
        yield from names_apart(signature.issuer)


def _names(text: str, lines: Sequence[Line], where: range) -> Iterator[str]:
    """The names of bodies in lines; one name broken by a blank stays one."""
    letters = begun = ""
    for index in where:
        line = lines[index]
        if is_leader(line.text) or is_annotation(line.text):
            begun = ""
            continue
        if len(line.text) == 1:  # 国 / 务 / 院, one character a line
            letters += line.text
            continue
        words = [plain(word) for word in _BLANKS.split(text[line.start : line.end])]
        words = [word.removesuffix("文件") for word in words if word]
        names = words if all(map(is_issuer, words)) else [_one_name(words)]
        if not is_issuer(names[0]):  # 李克强 below 总理, or a name that goes on in the next line
            begun = names[0]
            continue
        for name in (begun + names[0], *names[1:]):
            yield from names_apart(_SEAL.sub("", name))
        begun = ""
    if letters:
        yield letters


def _one_name(words: Sequence[str]) -> str:
    """A name broken by blanks, without a caption before it: 平台二维码 泰州市海陵区…办公室."""
    captioned = len(words) > 1 and _CAPTION.search(words[-2]) and is_issuer(words[-1])
    return words[-1] if captioned else "".join(words)


def _recipients(lines: Sequence[Line], head: Head) -> tuple[str, ...]:
    """One entry a recipient: split at commas, and at 、 where every part begins anew with 各."""
    addressed = "".join(lines[i].text for i in head.recipients).removesuffix("：")
    if not addressed:
        return ()
    parts = _outside_brackets("，；", addressed)
    if len(parts) == 1:
        listed = _outside_brackets("、", addressed)
        parts = listed if all(part.startswith(_ADDRESSES) for part in listed) else parts
    return tuple(part for part in parts if part)


def _outside_brackets(marks: str, text: str) -> list[str]:
    return re.split(rf"[{marks}](?![^（）]*）)", text)
