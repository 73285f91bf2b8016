from __future__ import annotations

import json
from bisect import bisect_right
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.clean import clean, to_clean, to_source
from pipeline.schema import CleanText

_CASES = [
    json.loads(line)
    for line in (Path(__file__).parent / "cases" / "clean.jsonl").open(encoding="utf-8")
]


@pytest.mark.parametrize("case", _CASES, ids=lambda case: case["id"])
def test_case(case: dict[str, str]) -> None:
    before, after = "前文。\n", "\n后文"
    source = before + case["text"] + after
    found = clean(source, len(before), len(before) + len(case["text"]))
    assert found.text == case["expect"]
    assert found.written == case.get("written", found.written)
    _check_map(found, source, len(before), len(before) + len(case["text"]))


def _check_map(found: CleanText, source: str, start: int, end: int) -> None:
    assert len(found.text) == len(found.written)
    assert found.clean_starts[0] == 0
    assert len(found.clean_starts) == len(found.source_starts)
    for offsets in (found.clean_starts, found.source_starts):
        assert all(one < two for one, two in pairwise(offsets))
    for at in range(len(found.text)):
        first, last = to_source(found, at, at + 1)
        assert start <= first < last <= end
        assert to_clean(found, first, last) == (at, at + 1)
        piece = bisect_right(found.clean_starts, at) - 1
        assert first == found.source_starts[piece] + at - found.clean_starts[piece]
    if found.text:
        first, last = to_source(found, 0, len(found.text))
        assert to_clean(found, first, last) == (0, len(found.text))
        assert to_clean(found, start, end) == (0, len(found.text))


_PIECES = st.sampled_from(
    [
        "一、",
        "（一）",
        "加强",
        "監管",
        "复(fù)",
        "\r\n",
        "\n\n",
        "\u3000",
        "\xa0",
        ",,",
        ",、",
        "，",
        "。",
        "；",
        " and ",
        "1.2万",
        "（",
        "）",
        "(",
        ")",
        "“",
        "”",
        "**",
        "&nbsp;",
        "&lt;",
        "<br>",
        "\ufeff",
        "\u200b",
        "\t",
        "|",
        "3",
        "abc",
        "《",
        "》",
        "[2020]12号",
        "第一条",
        "-",
        "行动。",
        "１２",
        "％",
        ":",
        "http://a.cn/b,c;d",
        " ",
        "  ",
        "\n",
    ]
)


@settings(max_examples=400, deadline=None)
@given(st.lists(_PIECES, max_size=40).map("".join), st.text(max_size=3))
def test_map_holds(text: str, before: str) -> None:
    source = before + text + "尾"
    found = clean(source, len(before), len(before) + len(text))
    _check_map(found, source, len(before), len(before) + len(text))
    for at, char in enumerate(found.written):
        if char.isalnum() and not char.isascii():
            origin = source[to_source(found, at, at + 1)[0]]
            assert origin == char or (origin, char) in {("a", "和"), (" ", "和")}


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_any_text(text: str) -> None:
    found = clean(text, 0, len(text))
    _check_map(found, text, 0, len(text))
    assert clean(found.text, 0, len(found.text)).text is not None


def test_nothing_left() -> None:
    found = clean("前\n \n", 1, 4)
    assert (found.text, found.written) == ("", "")
    assert to_clean(found, 1, 4) is None
    assert to_clean(clean("甲（yī）乙", 0, 6), 2, 4) is None


def test_passage_keeps_its_own_first_and_last_character() -> None:
    source = "深化“证照分\n\n  离”改革, 推进。  \n\n完"
    found = clean(source, 0, len(source))
    start, end = to_source(found, 0, found.text.index("。") + 1)
    assert source[start] == "深"
    assert source[end - 1] == "。"


@pytest.mark.parametrize(
    "text",
    [
        "（" * 50_000,
        " " * 50_000 + "甲",
        "甲" + " " * 50_000 + "\u3000乙",
        ", " * 25_000,
        "," * 50_000,
        "\n" * 50_000,
        "甲 乙 " * 20_000,
        "甲，\n" * 20_000,
        "a" * 50_000,
        '"' * 50_000,
        "&" * 50_000,
        "<p " * 20_000,
        "1\n" * 25_000,
        "**" * 25_000,
        "工(a" * 15_000,
        "一" * 50_000,
        "第一" * 25_000,
        "- " * 25_000,
        "\t" * 50_000,
        "[" * 50_000,
    ],
    ids=lambda text: repr(text[:6]),
)
def test_hostile_lines_end_at_once(text: str) -> None:
    cleaned = clean(text, 0, len(text))
    assert len(cleaned.text) == len(cleaned.written) <= len(text)
