"""Points and stretches of time as written: ``2020年6月底``, ``二〇二五年``, ``2—3月``.

``points_pattern`` finds one point, or two with a connector between; :func:`read_points` turns
the match into :class:`Point` values. What they mean in days is said by ``resolve``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.lexicon import read_lexicon
from pipeline.numerals import read_number


@dataclass(frozen=True, slots=True)
class Point:
    """A day, month, quarter, half-year, year or five-year plan, as far as it is written.

    ``*_offset`` counts from the date of issue: 明年 is ``year_offset`` 1, 本月 ``month_offset`` 0.
    ``plan`` counts from the tenth: “九五” is -1, “十四五” 4. ``part`` is first_half, second_half,
    start, early, middle, late, end, inside (年内) or None (all of it). ``open``: the text leaves
    the days open (下一年度, 冬春两季); ``same``: the year spoken of (当年), open too unless another
    point names it.
    """

    year: int | None = None
    year_offset: int | None = None
    quarter: int | None = None
    quarter_offset: int | None = None
    month: int | None = None
    month_offset: int | None = None
    week_offset: int | None = None
    weekday: int | None = None
    day: int | None = None
    part: str | None = None
    plan: int | None = None
    holiday: str | None = None
    years: int = 1
    open: bool = False
    issue: bool = False
    same: bool = False

    @property
    def grain(self) -> str:
        """The smallest unit that is named: day, week, month, ..., plan; holiday for 春节期间."""
        if self.holiday and self.open:
            return "holiday"
        if self.day is not None or self.holiday or self.issue or self.weekday is not None:
            return "day"
        if self.week_offset is not None:
            return "week"
        if self.month is not None or self.month_offset is not None:
            return "month"
        if self.quarter is not None or self.quarter_offset is not None:
            return "quarter"
        if self.part in ("first_half", "second_half"):
            return "half"
        return "year" if self.plan is None else "plan"

    @property
    def has_year(self) -> bool:
        """Whether the year is given, by number or by a word such as 明年."""
        return self.year is not None or self.year_offset is not None or self.plan is not None


_YEAR_WORDS = {
    "今年": 0, "本年度": 0, "本年": 0, "今明两年": 0, "全年": 0, "明年": 1, "来年": 1,
    "明后两年": 1, "后年": 2,
}  # fmt: skip
_MONTH_WORDS = {"本月": 0, "下个月": 1, "下月": 1}
_PARTS = {
    "底": "end", "末": "end", "终": "end", "月底": "end", "月末": "end", "期末": "end",
    "时期末": "end", "年底": "end", "年末": "end", "年终": "end", "年初": "start", "初": "start",
    "月初": "start", "时期初": "start", "上旬": "early", "年中": "middle", "中旬": "middle",
    "下旬": "late", "上": "first_half", "下": "second_half",
}  # fmt: skip

# Patterns of one point; "@" stands for the prefix of its groups (a_ or b_).
_YEAR = (
    r"(?:(?P<@year>(?:19|20)\d\d|[一二][九〇零○][〇零○一二三四五六七八九]{2})"
    r" ?(?:年度?|[两二三四五]年(?=[间内，每]))(?:全年)?"
    r"|(?P<@yearword>今年(?:全年)?|本年度?|来年|明年(?:全年)?|后年)|(?P<@open>下一?年度|次年|翌年)|(?P<@same>当年))"
)
_START = "初(?!步|期|创|中|级|具|审|评)"  # 2020年初步建成 names the year alone
_DAY = (
    r"(?P<@day>3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
    r" ?[日号]"
)
_CLOCK = (
    r"(?: ?(?:上午|下午|中午|晚上?)? ?(?:\d{1,2}|零)(?::\d\d|：\d\d|[时点](?:\d{1,2}分|整)?))?"
    r"(?:[（(](?:不?含|星期|周|以)[^（）()\n]{0,8}[）)])?(?:下班(?=之?前|时))?"
)
_MONTH = (
    r"(?<![\d.])(?P<@month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九元]) ?月份?"
    rf"(?: ?{_DAY}{_CLOCK}|(?P<@shortday>3[01]|[12]\d|[1-9])(?=起)"
    rf"| ?(?P<@monthpart>上旬|中旬|下旬|月?底|月?末|{_START}))?"
)
_MONTHWORD = (
    r"(?P<@monthword>本月|下个?月)(?: ?(?P<@wordday>[12]\d|3[01]|[1-9]) ?日"
    r"|(?P<@wordpart>上旬|中旬|下旬|月?底|月?末|初(?!步|期))|(?=[内前起]))"
)
_TERM = r"(?(@whole)(?P<@term>[春秋])季学期(?=起|开始)|(?!))"  # 从2022年秋季学期开始
_WEEKDAY = r"(?P<@weekword>本周|下个?周|下星期)(?P<@weekday>[一二三四五六日天])(?:下班(?=之?前))?"
_QUARTER = r"(?<![前每上下])第?(?P<@quarter>[一二三四1-4]) ?季度(?P<@quarterpart>底|末|初)?"
_HALF = r"(?<![前每])(?P<@half>[上下])半年(?P<@halfpart>底|末)?"
_YEARPART = (
    r"(?P<@yearpart>(?(@whole)年?|(?<![上\d])年)(?:[底末终]"
    rf"|{_START})|(?(@whole)年?|年)中(?=[前，]))"
)
_YEARINSIDE = r"(?(@whole)(?P<@yearinside>年内)|(?!))"  # 今年年内
_WORD = (
    r"(?:(?P<@endword>月[底末]|(?:本季度|本季|季度|季)[末底])"
    r"|(?P<@inside>(?<!自然)(?<!会计)(?<!纳税)年内|月内|本?季度内|本年度内|本周内|(?<![一-龥])年度内)"
    r"|(?P<@wholeyear>全年|今明两年|明后两年)|(?P<@season>冬春两季|今冬明春))"
)
_PLAN = (
    r"“?(?P<@plan>(?<!十)[六七八九]|(?<![二三四五])十[一二三四五六七八]?)五”?"
    r"(?P<@planpart>期间|时期末|时期|期末|末|初)"
)
_NUMERIC = (
    r"(?<![\d.])(?P<@nyear>20\d\d)(?P<@sep>[-./])(?P<@nmonth>1[0-2]|0?[1-9])"
    r"(?P=@sep)(?P<@nday>3[01]|[12]\d|0?[1-9])(?!\d)"
)
_NOW = (
    r"(?:(?P<a_now>即日|现在(?=起)|(?:发布|发文|印发|公布|公告|出台|颁发|下发)(?:之日|日)?)"
    r"|(?P<a_effect>(?:执行|实施|施行|生效)之日))"
)

# 自即日起，停止… · 自公告之日起启动; not 自印发之日起施行, 自印发之日起30日内
_SETS_OUT = (
    r"起(?:（含[^（）]{0,4}）)?(?:，?(?:停止|停办|暂停|暂缓|取消|恢复|启动|开始(?!试?[执实施]?行)|启用|不再"
    r"|全面|严禁|禁止|一律|对|凡|所有|各|全[市省县区]|调整|关闭|开放|推行|向|每|给予|新|通过|以|在|申)"
    r"|，(?!至|满|(?:正式|开始|即)?(?:施行|实施|实行|执行|生效|试行|起?算|有效)|有效期"
    r"|[\d一二两三四五六七八九十]))"
)


@cache
def _holiday() -> str:
    names = sorted({row["name"] for row in read_lexicon("holidays")}, key=len, reverse=True)
    return (
        rf"“?(?P<@holiday>{'|'.join(names)})”?节?"
        r"(?:(?=(?:假期|长假|放假)?(?:之?前|以前))|(?P<@holidays>(?:假期|长假|假日)?期间))"
    )


def _point(prefix: str) -> str:
    tail = f"{_TERM}|{_MONTH}|{_QUARTER}|{_HALF}|{_YEARPART}|{_YEARINSIDE}|{_holiday()}"
    dated = (
        rf"(?P<@whole>(?<![\d〔\[]){_YEAR}的? ?)?"
        rf"(?:{tail}|(?(@whole)|(?:{_MONTHWORD}|{_WEEKDAY}|{_WORD})))"
    )
    return rf"(?:{_NUMERIC}|{dated}|{_PLAN})".replace("@", prefix)


# 2月1日起至6月30日, 3—4月, 2020至2022年. A connector may carry the 起 of the first point.
_CONNECT = (
    r" ?(?:[（(]含[^（）()\n]{0,4}[）)])?(?:开始|起)?，?"
    r"(?:截止|截至|延续|持续|执行|实施|施行|试行|有效期?)?(?:[至到]|[-—–―－~～]{1,2}) ?"
)


@cache
def points_pattern() -> str:
    """The pattern of one point, or of two with a connector (groups prefixed ``a_`` and ``b_``)."""
    bare_day = (_DAY + _CLOCK).replace("@", "c_")
    bare = (
        r"(?<![\d.])(?:(?P<a_bareyear>(?:19|20)\d\d) ?年)?"
        r"(?P<a_bare>\d{1,4}|[一二三四五六七八九十]{1,2})"
        rf"(?={_CONNECT}(?:(?:19|20)\d\d ?[两二三四五]?年"
        rf"|\d{{1,2}} ?月|[一二三四五六七八九十]{{1,2}}月))"
    )
    first = rf"(?:{_NOW}(?={_CONNECT}|{_SETS_OUT})|{bare}|{_point('a_')})"
    return rf"(?:{first}(?:(?P<connect>{_CONNECT})(?:{_point('b_')}|{bare_day}))?)"


@cache
def first_characters() -> str:
    """The characters with which any expression of time begins, lengths and frequencies too."""
    holidays = {row["name"][0] for row in read_lexicon("holidays")}
    others = set(
        "0123456789一二三四五六七八九十两廿百半元“第每当"
        "今本来明后下次翌当年月季全冬上"
        "即现发印公出颁执实施生"
    )
    return f"[{''.join(sorted(holidays | others))}]"


@cache
def first_words() -> str:
    """A second look where a character is common: 国 is a date in 国庆节前 only."""
    holidays = "|".join(sorted({row["name"] for row in read_lexicon("holidays")}))
    return (
        r"(?:[0-9一二两三四五六七八九十廿百半元“第每]|[今来明后翌次本当下全]年|今[明冬]|本[月季周]|明后|下[个月一周星]"
        r"|次[月日]|当[日天]|月[内底末]|年[内底末终初中度]|季|[上下]半|冬春|即日|现在起|发[布文]|印发|公[布告]|出台"
        rf"|颁发|下发|(?:执行|实施|施行|生效)之|{holidays})"
    )


def read_points(match: re.Match[str]) -> tuple[Point, ...]:
    """Return the one or two points of a match of ``points_pattern``; none if they are no dates."""
    first = _read(match, "a_")
    if not match["connect"]:
        return () if first is None else (first,)
    second = _read(match, "b_")
    if second is None and match["c_day"] and first is not None:
        second = _same_month(first, _number(match["c_day"]))
    if first is None and match["a_bare"] and second is not None:
        first = _like(second, _number(match["a_bare"]), _number(match["a_bareyear"]))
    return () if first is None or second is None else (first, second)


def _same_month(first: Point, day: int | None) -> Point | None:
    """2月1日至5日: the second day borrows month and year."""
    if first.grain != "day" or day is None or first.month is None:
        return None
    return Point(first.year, first.year_offset, month=first.month, day=day)


def _like(second: Point, number: int | None, year: int | None) -> Point | None:
    """3—4月, 2020—2022年: the bare number is of the unit that the second point names first."""
    if number is None:
        return None
    if second.year is not None and year is None and number > 1900:
        return Point(year=number)
    if second.month is not None and 1 <= number <= 12:
        return Point(year=year, month=number)
    return None


@cache
def _groups(prefix: str) -> tuple[str, ...]:
    """Names of the groups of one point."""
    return tuple(n for n in re.compile(points_pattern()).groupindex if n.startswith(prefix))


def _read(match: re.Match[str], prefix: str) -> Point | None:
    return _point_of(prefix, match.group(*_groups(prefix)))


@lru_cache(maxsize=4096)
def _point_of(prefix: str, values: tuple[str | None, ...]) -> Point | None:
    """Dense texts say the same few dates again and again: each wording is read once."""
    groups = zip(_groups(prefix), values, strict=True)
    get = {name[2:]: value for name, value in groups if value}
    if not get or "bare" in get:
        return None
    if "nyear" in get:
        return Point(year=int(get["nyear"]), month=int(get["nmonth"]), day=int(get["nday"]))
    if "now" in get:
        return Point(issue=True)
    if "plan" in get:
        plan = (_number(get["plan"]) or 0) - 10
        return Point(plan=plan, part=_PARTS.get(get["planpart"]))
    if "weekword" in get:
        weekday = min("一二三四五六日天".index(get["weekday"]), 6)
        return Point(week_offset=int(get["weekword"][0] == "下"), weekday=weekday)
    if "season" in get or "effect" in get:
        return Point(open=True)
    if "inside" in get or "endword" in get or "wholeyear" in get:
        return _read_word(get)
    return _read_written(get)


def _read_word(get: dict[str, str]) -> Point:
    """年内, 月底, 本季度末, 全年."""
    word = get.get("inside") or get.get("endword") or get["wholeyear"]
    part = "end" if "endword" in get else "inside" if "inside" in get else None
    if word in _YEAR_WORDS:
        return Point(year_offset=_YEAR_WORDS[word], years=2 if "两" in word else 1)
    if "周" in word:
        return Point(week_offset=0, part=part)
    if "季" in word:
        return Point(quarter_offset=0, part=part)
    if "月" in word:
        return Point(month_offset=0, part=part)
    return Point(year_offset=0, part=part)


def _read_written(get: dict[str, str]) -> Point | None:
    year = _number(get["year"]) if "year" in get else None
    word = get.get("yearword", "").removesuffix("全年")  # 今年全年
    offset = _YEAR_WORDS[word] if word else None
    month = _number(get["month"]) if "month" in get else 9 if get.get("term") == "秋" else None
    day = get.get("day") or get.get("shortday") or get.get("wordday")
    parts = ("monthpart", "wordpart", "quarterpart", "half", "yearpart")
    part = next((_PARTS[get[key]] for key in parts if key in get), None)
    part = "inside" if "yearinside" in get else part
    return Point(
        year=year,
        year_offset=offset,
        month=month,
        month_offset=_MONTH_WORDS[get["monthword"]] if "monthword" in get else None,
        quarter=_number(get["quarter"]) if "quarter" in get else None,
        day=_number(day) if day else None,
        part=part,
        holiday=get.get("holiday"),
        open="open" in get or "holidays" in get or get.get("term") == "春",
        same="same" in get,
    )


@lru_cache(maxsize=1024)
def _number(text: str | None) -> int | None:
    if text is None:
        return None
    value = 1 if text == "元" else read_number(text.replace("○", "〇"))
    return int(value) if value is not None else None
