"""What people write into cells, taken apart."""

from __future__ import annotations

import pytest

from pipeline.feedback.workbook.parse import (
    Amount,
    Dates,
    amount_of,
    entries_in,
    names_in,
    words_and_dates,
)
from pipeline.schema import Op
from pipeline.write.table import OPERATORS, value_cell


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("", []),
        ("财政部、民政部", ["财政部", "民政部"]),
        (" 财政部 ，民政部;商务部\n税务总局 ", ["财政部", "民政部", "商务部", "税务总局"]),
        ("财政部、财政部", ["财政部"]),
        ("各级市场监管、药监部门、财政部", ["各级市场监管、药监部门", "财政部"]),
        (
            "省市场监管局（省知识产权局、省药监局）、财政部",
            ["省市场监管局（省知识产权局、省药监局）", "财政部"],
        ),
        ("财政部（", ["财政部（"]),
        ("、、", []),
    ],
)
def test_names(cell: str, names: list[str]) -> None:
    assert names_in(cell, {"各级市场监管、药监部门", "民政"}) == names


@pytest.mark.parametrize(
    ("entry", "words", "dates"),
    [
        ("2020年6月底前", "2020年6月底前", None),
        ("2020年6月底前（2020-06-30）", "2020年6月底前", Dates(None, "2020-06-30")),
        ("年底前 (2020/12/31)", "年底前", Dates(None, "2020-12-31")),
        ("年底前（２０２０．１２．３１）", "年底前", Dates(None, "2020-12-31")),
        ("年底前（2020年12月1日）", "年底前", Dates(None, "2020-12-01")),
        ("2月至6月（2020-02-01至2020-06-30）", "2月至6月", Dates("2020-02-01", "2020-06-30")),
        ("2月起（自2020-02-01起）", "2月起", Dates("2020-02-01", None)),
        ("3年（含）", "3年（含）", None),
        ("第一批（30日内）", "第一批（30日内）", None),
    ],
)
def test_words_and_dates(entry: str, words: str, dates: Dates | None) -> None:
    assert words_and_dates(entry) == (words, dates)


@pytest.mark.parametrize(
    "inside",
    ["2020-02-30", "2020-6", "2020-01-01至2021-01-01至2022-01-01", "2021-01-01至2020-01-01"],
)
def test_brackets_that_hold_no_date(inside: str) -> None:
    with pytest.raises(ValueError):
        words_and_dates(f"年底前（{inside}）")


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("不低于900万人", Amount(">=", 9_000_000, None, "人")),
        ("≥ 1.1万户", Amount(">=", 11_000, None, "户")),
        ("增加15%", Amount("+", 15, None, "%")),
        ("减少20—30.5％", Amount("-", 20, 30.5, "%")),
        ("约1-2亿元", Amount("~", 100_000_000, 200_000_000, "元")),
        ("等于100", Amount("=", 100, None, None)),
        ("定性", Amount("absolute", None, None, None)),
        ("定性3", None),
        ("很多", None),
        ("不低于", None),
        ("不低于" + "9" * 40, None),
        ("", None),
    ],
)
def test_amounts(text: str, amount: Amount | None) -> None:
    assert amount_of(text) == amount


@pytest.mark.parametrize("op", OPERATORS)
def test_amounts_are_read_as_they_are_written(op: Op) -> None:
    values = [(None, None)] if op == "absolute" else [(0.5, None), (9_000_000, None), (1, 2.25)]
    for low, high in values:
        for unit in (None, "人", "元/平方米") if low else (None,):
            target = {"op": op, "value": low, "value_max": high, "unit": unit}
            assert amount_of(value_cell(target)) == Amount(op, low, high, unit)


def test_entries() -> None:
    assert entries_in("甲；乙; 丙\n；") == ["甲", "乙", "丙"]
