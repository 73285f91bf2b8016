"""Lines that are no text of the document: meta, page furniture, tables."""

from __future__ import annotations

import re

from pipeline.schema import SegmentKind

_FIGURE = "[\\d〇○零一二三四五六七八九十]"
_DATE = (
    rf"{_FIGURE}{{2,4}}年{_FIGURE}{{1,3}}月(?:{_FIGURE}{{1,3}}日)?\Z"
    r"|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?: ?\d\d:\d\d(?::\d\d)?)?\Z"
)
_DATE_HEAD = re.compile(rf"{_FIGURE}{{4}}年{_FIGURE}{{1,3}}月{_FIGURE}{{1,3}}日(?: |（|\Z)")
_TITLE_END = (
    "(?:通知|意见|措施|方案|办法|规定|细则|决定|公告|通告|通报|批复"
    "|报告|计划|规划|纲要|要点|指南|函)"
)
_TITLE = rf"[^\n，。；：]{{0,40}}关于[^\n。；：]{{4,90}}的?{_TITLE_END}(?:（[^（）]{{2,8}}）)?\Z"
# 2020年2月16日 陕西省…若干措施 为深入贯彻…: what was lines of their own, restored as one
_HEAD_PIECE = re.compile(
    rf"{_FIGURE}{{4}}年{_FIGURE}{{1,3}}月{_FIGURE}{{1,3}}日 "
    rf"|[^\n，。；：]{{6,90}}{_TITLE_END} (?=[为根按近各当现])"
)
_META = re.compile(
    r"附件(?:\d{1,2}|[一二三四五六七八九十])?(?:[：:. ]|\Z)|附：|附表|抄送|抄报|主送|印送"
    r"|[（(](?:此件|本文|联系)[^\n]{0,60}[）)]\Z"
    r"|(?:联系(?:人|电话|方式|地址)|(?:咨询|监督)?电话|传真|(?:电子)?邮箱|邮编|网址|地址)[^\n，。]{0,6}："
    r"|(?:来源|发布日期|发布时间|日期|索引号|发文字号|发文机关|成文日期|主题分类|文号|作者|责任编辑)："
    r"|[^\n，。；：]{2,24}[〔（\[]\d{4}[〕）\]]第?\d{1,4}号\Z"
    rf"|{_DATE}|{_TITLE}"
)
_CONTENTS_ENTRY = re.compile(r"[^\n]{2,60}(?:…{2,}|\.{4,}|·{4,}) ?\d+\Z")
_BOILERPLATE = re.compile(
    r"目 ?录\Z|[-—–·.\d ]{1,9}\Z"
    r"|第 ?\d{1,3} ?页|(?:上|下)一篇|打印本页|关闭窗口|扫一扫|分享到|回到顶部|【?(?:字体|打印|关闭)"
    r"|[^\w\n]+\Z"
)
# 福建省人民政府办公厅, above a date
_SIGNATURE = re.compile(r"[^\n，。；：、 ]{2,36}(?: [^\n，。；：、 ]{2,36}){0,12}\Z")
_NAME_END = re.compile(r"[部委局署厅院办会行府室组社司队]\Z|(?:中心|集团|法院|检察院)\Z")


def kind_of_line(text: str, start: int, end: int) -> SegmentKind | None:
    """The kind of ``text[start:end]`` where a look at the line settles it; else None."""
    if text.find("\t", start, end) >= 0 or text.count("|", start, end) > 1:
        return "table_row"
    if _META.match(text, start, end):
        return "meta"
    listed = text[end - 1].isdecimal() and _CONTENTS_ENTRY.match(text, start, end)
    return "boilerplate" if listed or _BOILERPLATE.match(text, start, end) else None


def head_end(text: str, start: int, end: int) -> int:
    """End of the date or title that stands before the text in ``text[start:end]``, or ``start``."""
    if text.find(" ", start, end) < 0:  # what stood on lines of its own ends in a blank
        return start
    match = _HEAD_PIECE.match(text, start, end)
    return match.end() if match else start


def is_signature(text: str, start: int, end: int, following: int, after: int) -> bool:
    """Whether a name stands above a date, or above another name that does.

    ``text[following:after]`` is the next line.
    """
    if not _SIGNATURE.match(text, start, end) or not _NAME_END.search(text, start, end):
        return False
    if _DATE_HEAD.match(text, following, after):
        return True
    return after - following <= 36 and bool(_NAME_END.search(text, following, after))
