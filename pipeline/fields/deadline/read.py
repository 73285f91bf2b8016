"""From a phrase to a deadline: type, dates, length, and what a person should look at."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace

from pipeline.fields.deadline.phrase import Phrase
from pipeline.fields.deadline.points import Point
from pipeline.fields.deadline.reports import BEGUN, LATELY, is_past, is_report, looks_ahead
from pipeline.fields.deadline.resolve import Days, add, days_of
from pipeline.schema import Deadline

UNRESOLVED = "unresolved_deadline"
YEAR_BEFORE = "year_before"

_THIS_TEXT = (
    r"(?:自|从|在|于)?(?:(?:本|该|此|以上|《)[一-龥]{0,6}》?"
    r"|政策|文件|通知|通告|公告|措施|办法|意见|方案|细则|规定|决定)?"
)
# 自本通知印发之日起30日内; what 名单公布之日起, 《补充规定》发布之日起 count from is another day
_FROM_ISSUE = re.compile(
    rf"{_THIS_TEXT}(?:印发|发布|下发|公布|发文|颁布|出台|本通知)(?:之日|之后|后|起|日)"
)
_OF_THIS_TEXT = re.compile(rf"{_THIS_TEXT}$")

# 延期至疫情解除之后一个月内: the event is 疫情解除之后
_PUT_OFF = re.compile(r"^(?:延期|延长|顺延|推迟|调整|延后|提前|延续|延)[至到]")

_COUNTS_FROM = {
    f"deadline.{name}"
    for name in (
        "within_event",
        "within_event_latest",
        "within_put_off",
        "duration_since",
        "duration_running",
        "duration_event_inside",
    )
}


@dataclass(frozen=True, slots=True)
class _Reading:
    """``dropped`` marks what lies in the past: a report, no deadline."""

    start: dt.date | None = None
    end: dt.date | None = None
    review: str | None = None
    dropped: bool = False


def read_deadline(
    phrase: Phrase, *, issued: dt.date | None, year: int | None, yearly: bool = False
) -> Deadline | None:
    """Return the deadline that a phrase states, or None if its days are over by ``issued``.

    ``year``: the year to read a bare month in; ``yearly``: the month comes again every year.
    """
    kind = phrase.expression.kind
    if yearly:
        words = phrase.expression.text + phrase.tail
        return Deadline(phrase.start, phrase.end, "recurring", "deadline.yearly", rule=words)
    if kind in ("point", "range", "list"):
        reading = _read_days(phrase, issued=issued, year=year)
    elif kind == "length":
        reading = _read_length(phrase, issued=issued)
    else:
        reading = _Reading()
    if reading.dropped:
        return None
    length = phrase.expression.length
    return Deadline(
        phrase.start,
        phrase.end,
        phrase.rule.type,
        phrase.rule.id,
        start_date=reading.start,
        end_date=reading.end,
        duration="P1D" if kind == "same_day" else length.iso if length else None,
        rule=_rule_text(phrase),
        review=reading.review,
    )


def _rule_text(phrase: Phrase) -> str | None:
    """The recurring term, or the event that a length counts from."""
    if phrase.rule.type == "recurring":
        return phrase.expression.text
    if phrase.rule.id not in _COUNTS_FROM:
        return None
    event = _PUT_OFF.sub("", phrase.lead)
    return event.removesuffix("连续").removesuffix("，")  # 自认定次年起，连续3年


def _read_length(phrase: Phrase, *, issued: dt.date | None) -> _Reading:
    length = phrase.expression.length
    if length is None or issued is None or not _FROM_ISSUE.match(phrase.lead):
        return _Reading()
    if "工作日" in phrase.expression.text:  # working days need the calendar of days off
        return _Reading()
    return _Reading(end=add(issued, length))


def _read_days(phrase: Phrase, *, issued: dt.date | None, year: int | None) -> _Reading:
    points = phrase.expression.points
    if points[0].issue and _is_of_another_text(phrase):
        points = (replace(points[0], issue=False, open=True), *points[1:])
    if issued is None and is_report(phrase):
        return _Reading(dropped=True)
    if phrase.rule.type == "period" and phrase.expression.part == "broken":
        return _Reading(review=UNRESOLVED)  # 3月、9月开展检查
    if phrase.rule.id == "deadline.period_from":
        year = year or _year_lately(phrase, issued)
    first = days_of(points[0], issued=issued, year=year)
    last = first
    if len(points) == 2:
        first, last = _both(points[0], points[1], issued=issued, year=year)
    if first is None and last is not None and (points[0].open or points[0].issue):
        return _Reading(end=last[1])  # 本措施实施之日起至2026年12月31日
    if first is None or last is None:
        over = not points[0].open and _is_over(phrase, issued)
        return _Reading(review=UNRESOLVED, dropped=over)
    start, end, review = _bounds(phrase, first, last)
    dropped = issued is not None and is_past(phrase, start, end, issued=issued)
    return _Reading(start=start, end=end, review=review, dropped=dropped)


def _is_of_another_text(phrase: Phrase) -> bool:
    """自人才购房券实施细则发布之日起, 自《若干措施》印发之日起: not the day of this text."""
    if phrase.lead:
        return _OF_THIS_TEXT.fullmatch(phrase.lead) is None
    return phrase.expression.before.endswith("》")


def _year_lately(phrase: Phrase, issued: dt.date | None) -> int | None:
    """自2月5日起 in a notice of 10 February, or of May if it directs, has begun this year."""
    point = phrase.expression.points[0]
    if issued is None or point.month is None or point.has_year:
        return None
    days = days_of(point, issued=issued, year=issued.year)
    if days is None or days[0] > issued:
        return None
    since = BEGUN if looks_ahead(phrase) else LATELY
    return issued.year if issued - days[0] <= since else None


def _is_over(phrase: Phrase, issued: dt.date | None) -> bool:
    """3月23日至4月23日 in a text of July reports; a term (3月31日前) may be the next year's."""
    points = phrase.expression.points
    if phrase.rule.type == "period" and len(points) == 1 and points[0].same:
        return True  # 当年完成投资6.87亿元
    bare = not any(point.has_year or point.open for point in points)
    return issued is not None and bare and phrase.rule.type in ("period", "until")


def _both(
    a: Point, b: Point, *, issued: dt.date | None, year: int | None
) -> tuple[Days | None, Days | None]:
    """Two points share what only one of them says: 2020年2月至6月, 3月至2021年2月."""
    first = days_of(a, issued=issued, year=year)
    if b.open and b.month is not None and first is not None:  # 11月至次年3月
        return first, days_of(replace(b, open=False), issued=issued, year=first[0].year + 1)
    if not b.has_year and first is not None and not b.issue:
        b = replace(b, same=False)  # 2023年3月至当年12月
        last = days_of(b, issued=issued, year=first[0].year)
        if last is not None and last[1] < first[0]:  # 11月至次年3月, 自2022年11月至3月
            last = days_of(b, issued=issued, year=first[0].year + 1)
        return first, last
    last = days_of(b, issued=issued, year=year)
    if first is None and last is not None and a.month is not None and not a.has_year:
        # 自2月至6月 in a notice of March: the year is that of the end
        back = b.month is not None and a.month > b.month
        return days_of(a, issued=issued, year=last[1].year - back), last
    if not a.has_year and not a.issue and b.year is not None:
        first = days_of(a, issued=issued, year=b.year)
    return first, last


def _bounds(
    phrase: Phrase, first: Days, last: Days
) -> tuple[dt.date | None, dt.date | None, str | None]:
    point = phrase.expression.points[-1]
    if phrase.rule.id == "deadline.period_from":
        return first[0], None, None
    if phrase.rule.type == "period":
        return first[0], last[1], None
    before = phrase.rule.id == "deadline.by_before"
    if before and point.grain == "quarter" and point.part is None:
        return None, last[1], YEAR_BEFORE  # 一季度前 means by its end
    if before and point.part is None and not (point.grain == "day" and not point.holiday):
        review = None if point.holiday else YEAR_BEFORE
        return None, last[0] - dt.timedelta(days=1), review
    if before and "（不含" in phrase.expression.text:  # 2024年10月22日（不含）之前
        return None, last[1] - dt.timedelta(days=1), None
    return None, last[1], None
