from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.outline import outline
from pipeline.schema import Block
from pipeline.segment import segment

_CASES = [
    json.loads(line)
    for line in (Path(__file__).parent / "cases" / "segment.jsonl").open(encoding="utf-8")
]


@pytest.mark.parametrize("case", _CASES, ids=lambda case: case["id"])
def test_case(case: dict[str, str]) -> None:
    text = case["text"]
    segments = segment(text, outline(text, []))
    assert [text[one.start : one.end] for one in segments] == case["expect"]


def test_segments_carry_what_their_block_says() -> None:
    block = Block(0, 8, "body", ("一、总体要求",), 0, 3, 7)
    first, second = segment("加强。落实责任。", [block])
    assert (first.section, first.item, first.paragraph) == (("一、总体要求",), 3, 7)
    assert (second.start, second.end, second.kind) == (3, 8, "body")


def test_heading_of_two_questions() -> None:
    text = "6.情况如何？重点是什么？"
    segments = segment(text, [Block(0, len(text), "heading", level=3)])
    assert [(s.start, s.end, s.kind) for s in segments] == [(0, 7, "heading"), (7, 13, "heading")]


def test_headings_and_notes_stay_whole() -> None:
    text = "一、甲乙。（丙；丁负责。）"
    blocks = [Block(0, 5, "heading", level=1), Block(5, len(text), "note")]
    assert [(s.start, s.end) for s in segment(text, blocks)] == [(0, 5), (5, len(text))]


_PIECES = st.sampled_from([*"。！？；，（）“”《》〔〕\n \u3000", "加强", "落实", "一、", "1."])


@settings(max_examples=400, deadline=None)
@given(st.lists(_PIECES, max_size=40).map("".join))
def test_segments_hold_every_word(text: str) -> None:
    segments = segment(text, outline(text, []))
    assert all(one.end <= two.start for one, two in pairwise(segments))
    for one in segments:
        piece = text[one.start : one.end]
        assert piece == piece.strip()
        assert re.search(r"\w", piece)
    kept = "".join(text[one.start : one.end] for one in segments)
    assert re.findall(r"\w", kept) == re.findall(r"\w", text)


@pytest.mark.parametrize(
    "text",
    [
        "（" * 50_000,
        "“甲。" * 15_000,
        "。" * 50_000,
        "甲。" * 20_000,
        "《（" * 20_000,
        "甲" * 50_000,
    ],
)
def test_hostile_lines_end_at_once(text: str) -> None:
    units = segment(text, [Block(0, len(text), "body")])
    assert all(0 <= unit.start < unit.end <= len(text) for unit in units)
