from __future__ import annotations

import doctest
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import numerals
from pipeline.numerals import NUMBER, RATE, read_number, read_percent
from tests.cases import load_cases

CASES = load_cases("numerals")


def _with(key: str) -> list[Any]:
    return [pytest.param(case["text"], case[key], id=case["id"]) for case in CASES if key in case]


@pytest.mark.parametrize(("text", "number"), _with("number"))
def test_number_is_read(text: str, number: float | None) -> None:
    found = read_number(text)
    assert found == number
    assert type(found) is type(number)


@pytest.mark.parametrize(("text", "percent"), _with("percent"))
def test_percent_is_read(text: str, percent: float | None) -> None:
    found = read_percent(text)
    assert found == percent
    assert type(found) is type(percent)


@pytest.mark.parametrize(("text", "found"), _with("found"))
def test_pattern_finds_numbers_in_text(text: str, found: list[str]) -> None:
    assert re.findall(NUMBER, text) == found


@given(st.integers(min_value=0, max_value=10**15))
def test_integer_survives_with_and_without_separators(value: int) -> None:
    assert read_number(str(value)) == value
    assert read_number(f"{value:,}") == value


@given(st.text(alphabet="零〇一二两三四五六七八九十百千万亿点分之成半%,.0123456789廿", max_size=12))
def test_any_string_is_read_or_refused(text: str) -> None:
    for value in (read_number(text), read_percent(text)):
        assert value is None or value >= 0


@pytest.mark.parametrize("character", ["1", "一", "万", "亿", "零", ",", "1,", "点"])
def test_long_hostile_line_ends_at_once(character: str) -> None:
    text = character * 50_000
    for pattern in (NUMBER, RATE):
        assert sum(map(len, re.findall(pattern, text))) <= len(text)


def test_examples_of_docstrings() -> None:
    assert doctest.testmod(numerals).failed == 0
