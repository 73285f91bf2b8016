"""Lines that are no text of the document: meta, page furniture, tables."""

from __future__ import annotations

import re

from pipeline.schema import SegmentKind

_FIGURE = "[\\d〇○零一二三四五六七八九十]"
_DATE = re.compile(rf"{_FIGURE}{{2,4}}年{_FIGURE}{{1,3}}月(?:{_FIGURE}{{1,3}}日)?\Z")
_DATE_HEAD = re.compile(rf"{_FIGURE}{{4}}年{_FIGURE}{{1,3}}月{_FIGURE}{{1,3}}日(?: |\Z)")
_META = re.compile(
    r"附件(?:\d{1,2}|[一二三四五六七八九十])?(?:[：:. ]|\Z)|附：|附表|抄送|抄报|主送|印送"
    r"|[（(](?:此件|本文|联系)[^\n]{0,60}[）)]\Z"
    r"|(?:联系人|联系电话|联系方式|联系地址|电话|传真|电子邮箱|邮箱|邮编|网址|地址|咨询电话|监督电话)[^\n，。]{0,6}[：:]"
    r"|(?:来源|发布日期|发布时间|日期|索引号|发文字号|发文机关|成文日期|主题分类|文号|作者|责任编辑|公开方式)："
    r"|[^\n，。；：]{2,24}[〔（\[]\d{4}[〕）\]]第?\d{1,4}号\Z"
)
_BOILERPLATE = re.compile(
    r"目 ?录\Z|[^\n]{2,60}(?:…{2,}|\.{4,}|·{4,})[ \d]*\Z|[-—–·.\d ]{1,9}\Z"
    r"|第 ?\d{1,3} ?页|(?:上|下)一篇|打印本页|关闭窗口|扫一扫|分享到|回到顶部|【?(?:字体|打印|关闭)"
    r"|[^\w\n]+\Z"
)
# 福建省人民政府办公厅, above a date
_SIGNATURE = re.compile(r"[^\n，。；：、]{2,36}\Z")
_NAME_END = re.compile(r"[部委局署厅院办会行府室组社司队]\Z|(?:中心|集团|法院|检察院)\Z")


def kind_of_line(text: str, start: int, end: int) -> SegmentKind | None:
    """The kind of ``text[start:end]`` where a look at the line settles it; else None."""
    if text.find("\t", start, end) >= 0 or text.count("|", start, end) > 1:
        return "table_row"
    if _META.match(text, start, end) or _DATE.match(text, start, end):
        return "meta"
    if _BOILERPLATE.match(text, start, end):
        return "boilerplate"
    return None


def is_signature(text: str, start: int, end: int, following: int, after: int) -> bool:
    """Whether a name stands above a date, or above another name that does.

    ``text[following:after]`` is the next line.
    """
    if not _SIGNATURE.match(text, start, end) or not _NAME_END.search(text, start, end):
        return False
    if _DATE_HEAD.match(text, following, after):
        return True
    return after - following <= 36 and bool(_NAME_END.search(text, following, after))
