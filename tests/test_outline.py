from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.outline import outline
from pipeline.schema import Block

_CASES = [
    json.loads(line)
    for line in (Path(__file__).parent / "cases" / "outline.jsonl").open(encoding="utf-8")
]


def _shown(text: str, block: Block) -> str:
    level = f" {block.level}" if block.level else ""
    return f"{block.kind}{level} {text[block.start : block.end]}"


@pytest.mark.parametrize("case", _CASES, ids=lambda case: case["id"])
def test_case(case: dict[str, Any]) -> None:
    text = case["text"]
    blocks = outline(text, [])
    assert [_shown(text, block) for block in blocks] == case["expect"]
    if "under" in case:
        assert [" > ".join(block.section) for block in blocks] == case["under"]
    _check_partition(text, blocks)


def _check_partition(text: str, blocks: list[Block]) -> None:
    assert all(block.start < block.end for block in blocks)
    assert all(one.end <= two.start for one, two in pairwise(blocks))
    covered = "".join(text[block.start : block.end] for block in blocks)
    assert covered == text.replace("\n", "")
    assert all("\n" not in text[block.start : block.end] for block in blocks)
    for block in blocks:
        assert block.paragraph == text.count("\n", 0, block.start)
        assert (block.level > 0) == (block.kind == "heading")


_TEXT = (
    "一、总体要求\n（一）指导思想。坚持新发展理念，推动发展。\n"
    "1.支持甲企业，落实政策。（A局负责）\n二、保障\n加强领导，落实责任。"
)


def test_section_item_paragraph() -> None:
    blocks = outline(_TEXT, [])
    found = [(_TEXT[b.start : b.end][:4], b.section, b.item, b.paragraph) for b in blocks]
    one, sub = "一、总体要求", "（一）指导思想"
    assert found == [
        ("一、总体", (), 0, 0),
        ("（一）指", (one,), 1, 1),
        ("坚持新发", (one, sub), 1, 1),
        ("1.支持", (one, sub), 2, 2),
        ("（A局负", (one, sub), 2, 2),
        ("二、保障", (), 3, 3),
        ("加强领导", ("二、保障",), 3, 4),
    ]


def test_regions_keep_their_kind() -> None:
    text = "国务院通知\n一、总体要求\n坚持新发展理念。扫一扫\n分享"
    begin = text.index("扫")
    blocks = outline(text, [(begin, len(text), "boilerplate"), (0, 5, "meta")])
    assert [_shown(text, block) for block in blocks] == [
        "meta 国务院通知",
        "heading 1 一、总体要求",
        "body 坚持新发展理念。",
        "boilerplate 扫一扫",
        "boilerplate 分享",
    ]


_PIECES = st.sampled_from(
    [
        "一、",
        "（一）",
        "1.",
        "（1）",
        "①",
        "第一条 ",
        "一是",
        "加强领导",
        "。",
        "，",
        "；",
        "：",
        "\n",
        "（A局负责）",
        "责任单位：",
        "附件：",
        "“",
        "”",
        "（",
        "）",
        " ",
        "\t",
        "|",
        "2020年",
        "？",
        "—",
        "二是",
        "记者：",
        "李明：",
    ]
)


@settings(max_examples=400, deadline=None)
@given(st.lists(_PIECES, max_size=40).map("".join), st.data())
def test_blocks_hold_the_text(text: str, data: st.DataObject) -> None:
    offsets = st.integers(0, len(text))
    edges = sorted(data.draw(st.lists(offsets, max_size=4)))
    kinds = ["meta", "boilerplate"]
    pairs = zip(edges[::2], edges[1::2], kinds, strict=False)
    _check_partition(text, outline(text, list(pairs)))


@pytest.mark.parametrize(
    "text",
    [
        "（" * 50_000,
        "（甲" * 20_000,
        "（（甲）" * 15_000,
        "（" + "局、" * 20_000 + "）",
        "一" * 50_000,
        "一、" * 20_000,
        "。一、甲乙" * 10_000,
        "一是甲。" * 10_000,
        "一是甲。乙丙丁戊己庚辛。\n问：\n甲：乙\n" * 5_000,
        "1.甲？\n" + "乙？\n" * 20_000,
        "一是甲。\n" + "长" * 50_000,
        "责任单位：" * 10_000,
        "甲。责任单位：乙" * 8_000,
        "·" * 50_000,
        "…" * 50_000,
        "1.\n" * 20_000,
        " " * 50_000,
        "甲" * 50_000,
        "部" * 50_000,
        "第一" * 25_000,
        "电话" * 25_000,
        "2020年" * 10_000,
    ],
    ids=lambda text: repr(text[:6]),
)
def test_hostile_lines_end_at_once(text: str) -> None:
    blocks = outline(text, [])
    assert all(0 <= block.start < block.end <= len(text) for block in blocks)
