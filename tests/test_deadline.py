from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.fields import deadline as field
from pipeline.fields.deadline import find_deadlines
from pipeline.fields.deadline.lengths import Length
from pipeline.fields.deadline.points import Point
from pipeline.fields.deadline.resolve import add, days_of
from pipeline.schema import Deadline
from tests.cases import load_cases

CASES = load_cases("deadline") + load_cases("deadline_terms")


def _param(case: dict[str, Any]) -> Any:
    marks = pytest.mark.xfail(reason=case["xfail"], strict=True) if "xfail" in case else ()
    return pytest.param(case, id=case["id"], marks=marks)


def _shown(deadline: Deadline, text: str, *, with_rule: bool) -> dict[str, Any]:
    values: dict[str, Any] = {
        "text": text[deadline.start : deadline.end],
        "type": deadline.type,
        "start": deadline.start_date and deadline.start_date.isoformat(),
        "end": deadline.end_date and deadline.end_date.isoformat(),
        "duration": deadline.duration,
        "rule": deadline.rule if with_rule else None,
        "review": deadline.review,
    }
    return {key: value for key, value in values.items() if value is not None}


@pytest.mark.parametrize("case", [_param(case) for case in CASES])
def test_deadlines_are_found_and_read(case: dict[str, Any]) -> None:
    issued = dt.date.fromisoformat(case["issued"]) if "issued" in case else None
    with_rule = any("rule" in expected for expected in case["expect"])
    found = find_deadlines(case["text"], issued=issued)
    assert [_shown(one, case["text"], with_rule=with_rule) for one in found] == case["expect"]


def test_case_ids_are_unique() -> None:
    ids = [case["id"] for case in CASES]
    assert len(ids) == len(set(ids))


@given(
    st.text(alphabet="202年1月底前内个日，。；\n自至到期限每季度“十四五”期间末（）—", max_size=60)
)
def test_any_text_gives_disjoint_spans_in_order(text: str) -> None:
    for issued in (None, dt.date(2020, 2, 29)):
        position = 0
        for deadline in find_deadlines(text, issued=issued):
            assert position <= deadline.start < deadline.end <= len(text)
            assert not set("。；\n") & set(text[deadline.start : deadline.end])
            position = deadline.end


@given(st.text(alphabet="今明年3月底前，6内日本季度末春节全", max_size=30))
def test_nothing_relative_has_dates_without_a_date_of_issue(text: str) -> None:
    for deadline in find_deadlines(text):
        assert deadline.start_date is None and deadline.end_date is None


HOSTILE = (
    "2 年 月 日 自 前 至 一 十 2年 1月 个月 自1日 每年 当日办 ， 的 第 《 期限 （ 在后 对并 "
    "1月、 2020年、 “2年”改为 由2年 公示2天 自起至2年 到2020年的 2年内不 当年 春节期间 "
    "自起，连续2年 在2年内不得 分2年 一个纳税年度内不 自起2年内，的 3、 ，3、 2023、 今年中央 "
    "今年新 2年零 限期2天 通过3年 前三年 保留学2年 免收年 下周一 T+1日 "
    "到2年、 2月前，未 2月前，未的 每年2月前。 开展2天 6月1日、 停止2年 年累计 3年新"
)


@pytest.mark.parametrize("piece", HOSTILE.split())
def test_long_hostile_line_ends_at_once(piece: str) -> None:
    text = piece * 25_000
    found = find_deadlines(text, issued=dt.date(2020, 1, 1))
    assert all(0 <= deadline.start < deadline.end <= len(text) for deadline in found)


def test_looking_at_the_last_character_first_changes_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    issued = dt.date(2020, 3, 1)
    quick = [find_deadlines(case["text"], issued=issued) for case in CASES]
    for kind, rules in field._RULES.items():
        monkeypatch.setitem(field._RULES, kind, tuple(replace(one, ends="") for one in rules))
    assert [find_deadlines(case["text"], issued=issued) for case in CASES] == quick


@pytest.mark.parametrize(
    ("day", "length", "expected"),
    [
        (dt.date(2020, 1, 31), Length(1, "M"), dt.date(2020, 2, 29)),
        (dt.date(2020, 2, 29), Length(1, "Y"), dt.date(2021, 2, 28)),
        (dt.date(2019, 12, 15), Length(30, "D"), dt.date(2020, 1, 14)),
        (dt.date(2020, 3, 1), Length(3, "W"), dt.date(2020, 3, 22)),
        (dt.date(2020, 11, 30), Length(3, "M"), dt.date(2021, 2, 28)),
        (dt.date(2020, 3, 1), Length(48, "H"), None),
    ],
)
def test_length_is_added_to_a_day(day: dt.date, length: Length, expected: dt.date | None) -> None:
    assert add(day, length) == expected


@pytest.mark.parametrize(
    ("point", "expected"),
    [
        (Point(year=2020, month=2), (dt.date(2020, 2, 1), dt.date(2020, 2, 29))),
        (Point(year=2021, month=2, part="end"), (dt.date(2021, 2, 28), dt.date(2021, 2, 28))),
        (Point(year=2020, quarter=4), (dt.date(2020, 10, 1), dt.date(2020, 12, 31))),
        (Point(plan=4), (dt.date(2021, 1, 1), dt.date(2025, 12, 31))),
        (Point(year=2021, month=2, day=30), None),
        (Point(year_offset=0), None),
    ],
)
def test_point_means_days(point: Point, expected: tuple[dt.date, dt.date] | None) -> None:
    assert days_of(point, issued=None) == expected
