"""What a single line is: a title, a number, a list of recipients, the name of an issuer …

All functions look at the plain form of a line. The words stand in pipeline/lexicons.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from pipeline.lexicon import read_lexicon
from pipeline.schema import DocumentKind
from pipeline.split.dates import DATE, ISO_DATE, TIME

# 一、 （一） 1. （1） ① 第一条: the line is an item, not a title
NUMBERED = re.compile(
    r"第[一二三四五六七八九十百零〇\d]{1,5}[章节条篇编部]|[一二三四五六七八九十]{1,3}[、.．,，]"
    r"|（[一二三四五六七八九十\d]{1,3}）|\d{1,2}(?:[、.．]|\.\d)|[①-⑳●■◆★]|[-—•·]"
)
_SENTENCE_END = re.compile(r"[。；！？;!?…]$")
_TITLE_MARKS = re.compile(r"[。；！>＞|]|/.*/")
# What is quoted may be a sentence, a title is none: …听取和审议了…, 《纲要》是…; not 为了, 是否
_QUOTED = re.compile("“[^”]*”|《[^》]*》|（[^）]*）")
_STATES = re.compile("(?<!为)了(?!解)|(?<!求)是(?!否)")
_SUBJECT = re.compile(r"关于|印发|转发|批转|发布|公布|《|对.{4,40}的(?:答复|复函)")
_NO_TITLE = re.compile(r"[》”）、，：]|（?附[件表录]?\d{0,2}[：:]|以上|上述|本|相关")
_EXPLAINS = re.compile(r"解读|一图读懂|一图解读|图解|政策解读|问答实录")
_NOT_ADDRESSED = re.compile(r"。|现将|为了|根据")
# 各县（市、区）建设行政主管部门、各在建工程：
_EACH = re.compile(r"各[^，、：]{2,}[，、]各[^，、：]{2,}")
# 尊敬的患者及家属朋友： 各房地产企业、广大购房者： 各处、室：
_GREETS = re.compile(
    r"(?:尊敬的|各位|亲爱的).{1,20}"
    r"|(?:尊敬的|广大|各|全[国省市县区州]|本[省市县区州]).*(?:[者们户商室厂店人员]|工程|平台|项目部)"
)
# 邓乃扬、韩汝琦委员： but not 组长、委员：
_MEMBERS = re.compile(r"(?:[\u4e00-\u9fff]{2,4}、){1,9}[\u4e00-\u9fff]{2,4}(?<!常务)(?:等)?委员：")
_OFFICES = re.compile(r"组长|主任|主席|秘书|会长|委员、")
_BARE_TITLE = re.compile(
    r".{0,6}(?:公告|通告|通知|公示|通报|决定|命令|意见|工作报告)(?:（.{2,10}）)?"
)
_GENERIC_COLON = re.compile(
    r"(?:如下|以下|下列|通知|事项|要求|意见|问题|内容|电话|地址|标准|网址|邮箱|方式|附件|时间|原则|"
    r"职责|措施|包括|情况|单位为|做到|按照|回复|问题\d*|部门：.*|联系人|说明|目标|责任单位|责任部门|"
    r"牵头单位|配合单位|主办单位|承办单位|主管单位|委员|成员|组长|主任|记者问)：$"
)
_LEAST_LABELS = 3
# A quick look whether there can be a label: a colon, a box, a day without a mark before it.
_MAY_LABEL = re.compile(r"[：:】]|期\d|间\d")
# 日期：2022-04-11来源：证监会; 来源：本站时间：2023-05-0908：55. A time that stands
# alone is that of an event: 时间：2020年2月10日至20日, 时间：2020年2月10日.
_SOURCE = r"(?:[|【\[（(]|来源|稿源|信息|作者|编辑|浏览|阅读|点击|访问|字体|字号|发布|分享).{0,60}"
_SOURCE_LINE = re.compile(
    rf"(?:时间：{ISO_DATE}|日期：{DATE}){TIME}?(?:{_SOURCE})?|时间：{DATE}{TIME}?{_SOURCE}"
    rf"|[^。；]{{0,30}}(?:来源|稿源)：[^。；：]{{1,60}}(?:(?:时间|日期)：{DATE}|{ISO_DATE}){TIME}?"
    rf"(?:{_SOURCE})?"
    rf"|[^。；]{{0,30}}{ISO_DATE}{TIME}.{{0,60}}"
    rf"|[^。；]{{0,30}}{DATE}.{{0,3}}(?:来源|浏览|阅读|点击).{{0,60}}"
)
_ANNOTATION = re.compile(
    r"（.{1,30}(?:公开|印发|发布|代章|盖章|删减|删节|略|传真|属性|电话|手机)[^。]{0,40}）|公开方式：.{2,8}"
    r"|信息公开(?:选项|形式)：.{2,8}|抄送：.*|主送：.*|（联系.{2,60}）|"
    rf".{{2,30}}{DATE}印发"
)
# 首页>政务公开>通知公告; 【打印】【关闭】; 字体：大中小; 实施方案.pdf; 链接：https://…
_PAGE_PART = re.compile(
    r"(?:网站)?(?:首页|主页)(?:[>＞»/|].{0,80})?|[^。；，]{2,20}(?:[>＞»][^。；，>＞»]{2,20}){2,6}"
    r"|[|/【】\[\]：:]*(?:(?:打印|关闭|收藏|分享|返回|字体|字号|纠错|复制链接|大|中|小|本页|页面|窗口|"
    r"留言|A[+-])[|/【】\[\]：:]*){2,10}|链接：|[^。；]{0,80}\.(?:pdf|docx?|xlsx?|wps|ofd|png|jpe?g|zip|rar)"
    r"|[^。；]{0,20}https?://[!-~]{4,}|-?\[.{2,120}\]（?\(?/.{2,200}"
)
_LINKS = "(?:(?:相关|有关)(?:链接|阅读|文章|稿件|解读|政策|文件)|解读链接|政策解读|文件解读|解读)："
_ISSUED_TITLE = re.compile(
    r"(?P<issuer>[\u4e00-\u9fff]{4,40}?)(?:通告|公告|通知|公示|命令)(?:（第.{1,6}号）)?"
)
_CAPTION = re.compile(
    rf"[—―_=-]{{3,}}|[—―-]+{DATE}在[^。；，]{{4,40}}会议?上|内容概述|(?:特急|加急|急件)(?:.?明电)?|{_LINKS}"
)
_CAPTION_STARTS = frozenset("—―_=-内特加急相有解政文")
_LAST_WORDS = re.compile(
    r"(?:执行|施行|实施|落实|为准|负责解释|特此(?:通知|通告|公告|批复|函复|函告|通报|公布|复函))$|^附件"
)
_TRANSMITS = re.compile(
    r"(?:执行|落实|实施|贯彻|办理|遵守|知照|反映|特此.{2}|现予.{2}|予以.{2}|给你们|遵照)[。!！]?$"
)
_LEADER = re.compile(
    r"(?:总理|省长|市长|州长|县长|区长|主席|部长|局长|主任|行长|署长|董事长|自治区主席|代省长|代市长)"
    r"(?:[\u4e00-\u9fff]{0,4}|[\u4e00-\u9fff]{1,8}(?:·[\u4e00-\u9fff]{1,8}){1,2})"
)


@cache
def _title_end() -> re.Pattern[str]:
    words = sorted((row["word"] for row in read_lexicon("document_kinds")), key=len, reverse=True)
    alternatives = "|".join(map(re.escape, words))
    return re.compile(
        rf"(?:{alternatives})(?:（[^（）]{{1,30}}）|\(\d+\))*[》”]?(?:（[^（）]{{1,30}}）)?$"
    )


@cache
def _kinds() -> tuple[tuple[str, DocumentKind], ...]:
    rows = [(row["word"], row["kind"]) for row in read_lexicon("document_kinds")]
    return tuple(sorted(rows, key=lambda row: len(row[0]), reverse=True))  # type: ignore[arg-type]


@cache
def _endings(*uses: str) -> tuple[str, ...]:
    rows = read_lexicon("issuer_endings")
    return tuple(row["ending"] for row in rows if row["use"] in uses)


@cache
def _labels() -> tuple[re.Pattern[str], dict[str, str]]:
    """Labels with their mark: 发文字号：, 【发文字号】; those of days before a bare day too."""
    fields = {row["label"]: row["field"] for row in read_lexicon("metadata_labels")}
    dated = [label for label in fields if fields[label] in ("issued", "published")]
    words = _any_of(fields)
    return re.compile(
        rf"【(?P<boxed>{words})】[：:]?|(?<![\u4e00-\u9fff])(?P<label>{words})[：:]"
        rf"|(?P<inside>{words})：|(?<![\u4e00-\u9fff])(?P<day>{_any_of(dated)})(?={DATE})"
    ), fields


def _any_of(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


@cache
def _furniture() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(row["words"]) for row in read_lexicon("page_furniture")))


@cache
def _title_ends_in() -> frozenset[str]:
    """The characters that titles end in: most lines end in others and need no search."""
    return frozenset({row["word"][-1] for row in read_lexicon("document_kinds")} | set("）)》”\n"))


def ends_title(text: str) -> bool:
    """Whether a title may end here: …的通知, …实施方案（试行）, …》政策解读."""
    return text[-1:] in _title_ends_in() and _title_end().search(text) is not None


def is_title(text: str) -> bool:
    """Whether the line, or lines joined, reads as the title of a document of its own."""
    return (
        6 <= len(text) <= 120
        and ends_title(text)
        and (_SUBJECT.search(text) is not None or (len(text) >= 10 and _tells(text)))
        and not _TITLE_MARKS.search(text)
        and not _STATES.search(_QUOTED.sub("", text))
        and may_open_title(text)
        and is_balanced(text)
    )


def is_issued_title(text: str) -> bool:
    """Whether the line is a body and what it issues: 德阳市交通运输局通告, …指挥部公告（第6号）."""
    match = _ISSUED_TITLE.fullmatch(text)
    return match is not None and is_issuer(match["issuer"])


def may_open_title(text: str) -> bool:
    """Whether a title may begin with this line: no item, no label, no 附件2：."""
    return not NUMBERED.match(text) and not _NO_TITLE.match(text)


def is_balanced(text: str) -> bool:
    """Whether every 《 and （ is closed: if not, the title goes on in another line."""
    return text.count("《") == text.count("》") and text.count("（") == text.count("）")


def is_heading_title(text: str) -> bool:
    """Whether a line at the very top of a text is its title, 关于 or not: 德阳市交通运输局通告."""
    return (
        ends_title(text)
        and "：" not in text
        and (8 <= len(text) <= 120 or _BARE_TITLE.fullmatch(text) is not None)
        and not _TITLE_MARKS.search(text)
        and not _STATES.search(_QUOTED.sub("", text))
        and may_open_title(text)
        and is_balanced(text)
    )


def _tells(text: str) -> bool:
    return title_kind(text) in ("interpretation", "press_conference")


def explains(title: str) -> bool:
    """Whether the first words of a title say that it explains: 一图读懂“暖企十六条”."""
    return _EXPLAINS.match(title) is not None


def title_kind(title: str) -> DocumentKind | None:
    """The kind of document that the last word of a title stands for; None if unknown."""
    if explains(title):
        return "interpretation"
    match = _title_end().search(title)
    if match is None:
        return None
    ending = match.group()
    return next((kind for word, kind in _kinds() if ending.startswith(word)), None)


def is_broken_off(text: str) -> bool:
    """Whether the line is only the beginning of a sentence: …李强所作的 / 政府工作报告."""
    return text.endswith(("的", "和", "与", "及", "、", "，"))


def ends_sentence(text: str) -> bool:
    """Whether the line ends as running text does."""
    return _SENTENCE_END.search(text) is not None


def is_recipients(text: str) -> bool:
    """Whether the line addresses somebody: 各省、自治区、直辖市人民政府，国务院各部委：."""
    if not text.endswith("：") or len(text) < 3:
        return False
    if _GENERIC_COLON.search(text):
        return _MEMBERS.fullmatch(text) is not None and not _OFFICES.search(text)
    if NUMBERED.match(text) or _NOT_ADDRESSED.search(text) or text[:-1] in _labels()[1]:
        return False
    named = re.sub(r"（[^（）]*）$", "", text[:-1])
    endings = _endings("issuer", "recipient")
    if "；" in named:  # 中国人民银行上海总部，各分行；各银保监局：
        return all(part.endswith(endings) for part in re.split("[，；]", named))
    if named.endswith(endings) or _EACH.match(text) is not None:
        return True
    return _GREETS.fullmatch(named) is not None


def is_issuer(text: str) -> bool:
    """Whether the line is the name of a body, or several: 国务院办公厅（代章）."""
    named = re.sub(r"[（(](?:代|盖)?章[）)]$|（[^（）]{2,30}）$", "", text)
    return (
        2 <= len(named) <= 60
        and not NUMBERED.match(named)
        and re.search(r"[，。；：！？《》\d]|关于|附件|的$", named) is None
        and named.endswith(_endings("issuer"))
    )


def is_leader(text: str) -> bool:
    """Whether the line is the name of one who signs: 省长马兴瑞."""
    return _LEADER.fullmatch(text) is not None


def may_sign(above: str) -> bool:
    """Whether a date may stand below this line as that of a signature ("" is a long line)."""
    return (
        not above
        or ends_sentence(above)
        or _LAST_WORDS.search(above) is not None
        or is_issuer(above)
        or is_leader(above)
        or is_annotation(above)
    )


def transmits(text: str) -> bool:
    """Whether a text ends here and what it passes on follows: 现印发给你们，请遵照执行。"""
    return _TRANSMITS.search(text) is not None


def is_caption(text: str) -> bool:
    """Whether the line only sets off what is below it: a rule, 内容概述, 相关链接：."""
    return text[:1] in _CAPTION_STARTS and _CAPTION.fullmatch(text) is not None


def is_annotation(text: str) -> bool:
    """Whether the line says how the document is handled: （此件公开发布）, 抄送：…."""
    return _ANNOTATION.fullmatch(text) is not None


def is_furniture(text: str) -> bool:
    """Whether the line belongs to the page around the text: 回到顶部, 首页>政务公开, 附件.pdf."""
    return _furniture().search(text) is not None or _PAGE_PART.fullmatch(text) is not None


def metadata(text: str) -> list[tuple[str, str]]:
    """The labelled values of a line as (field, value): 成文日期：2020年3月23日 → issued."""
    if not _MAY_LABEL.search(text):
        return []
    pattern, fields = _labels()
    labels = list(pattern.finditer(text))
    if not labels:
        return []
    ends = [label.start() for label in labels[1:]] + [len(text)]
    return [
        (fields[label[label.lastgroup or 0]], text[label.end() : end])
        for label, end in zip(labels, ends, strict=True)
    ]


@cache
def _spaced_labels() -> re.Pattern[str]:
    words = sorted((word for word in _labels()[1] if len(word) > 1), key=len, reverse=True)
    spaced = (r"[ \u3000\xa0]*".join(word) for word in words)
    return re.compile(rf"(?<![\u4e00-\u9fff])(?P<label>{'|'.join(spaced)})[ \u3000\xa0]*[：:]")


def labels_in(passage: str) -> list[re.Match[str]]:
    """The labels of a glued metadata table as the source has it, blanks inside them or not.

    Empty unless there are several, and one for a number or a day.
    """
    if passage.count("：") + passage.count(":") < _LEAST_LABELS:
        return []
    found = list(_spaced_labels().finditer(passage))
    fields = {_labels()[1]["".join(label["label"].split())] for label in found}
    table = len(found) >= _LEAST_LABELS and fields & {"number", "issued", "published"}
    return found if table else []


def links_elsewhere(text: str) -> bool:
    """Whether the line announces links to other documents: 相关链接：."""
    return re.fullmatch(_LINKS, text) is not None


def label_field(text: str) -> str | None:
    """The field of a line that is nothing but a label: 成文日期：, 【发布文号】; else None."""
    word = text.removesuffix("：").removeprefix("【").removesuffix("】")
    return _labels()[1].get(word)


def is_metadata(text: str) -> bool:
    """Whether the line is part of a metadata table, or a source line.

    政策2025-04-29 10:22:50 来源：东莞市住房和城乡建设局, 江西省房地产业协会2023-05-04 09:55.
    """
    head = text[:40]
    if _MAY_LABEL.search(head):
        match = _labels()[0].search(head)
        if match is not None and match.start() <= 6:
            return True
    return is_source_line(text)


def is_source_line(text: str) -> bool:
    """Whether the line tells when a page was put up, and from where."""
    return _SOURCE_LINE.fullmatch(text) is not None
