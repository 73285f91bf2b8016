from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.fields.department import (
    covers_document,
    find_bodies,
    first_is_lead,
    listed_rules,
    name_shapes,
    split_bodies,
    subject_shapes,
    words,
)
from pipeline.fields.department.alternatives import Alternative
from pipeline.fields.department.canonical import known_names
from pipeline.fields.department.predicate_shapes import (
    NO_PREDICATE_SHAPES,
    PREDICATE,
    PREDICATE_SHAPES,
    PredicateShape,
)
from pipeline.schema import Body, Segment, SegmentKind
from tests.cases import load_cases

CASES = [*load_cases("department"), *load_cases("department_work")]


def _segments(*pieces: tuple[SegmentKind, str]) -> tuple[str, list[Segment]]:
    """A document of the pieces, one on each line."""
    text, segments = "", []
    for kind, piece in pieces:
        segments.append(Segment(len(text), len(text) + len(piece), kind))
        text += piece + "\n"
    return text, segments


def _shown(text: str, bodies: list[Body]) -> list[dict[str, str]]:
    return [{"text": text[body.start : body.end], "role": body.role} for body in bodies]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_bodies_are_found_with_their_roles(case: dict[str, Any]) -> None:
    text, segments = _segments((case["kind"], case["text"]))
    assert _shown(text, find_bodies(text, segments)) == case["expect"]


def test_headings_and_furniture_hold_no_bodies() -> None:
    kinds: tuple[SegmentKind, ...] = ("heading", "meta", "boilerplate")
    text, segments = _segments(*((kind, "各地区要加强领导。") for kind in kinds))
    assert find_bodies(text, segments) == []


def test_found_by_names_the_rule() -> None:
    text, segments = _segments(("body", "各地区要加强领导。"), ("note", "（财政部负责）"))
    rules = [body.found_by for body in find_bodies(text, segments)]
    assert rules == ["department.subject", "department.note_predicate"]


def test_subject_begins_where_its_segment_does() -> None:
    text = "六、附则全市各建设项目应参照执行。"
    segments = [Segment(0, 4, "heading"), Segment(4, len(text), "body")]
    (body,) = find_bodies(text, segments)
    assert text[body.start : body.end] == "全市各建设项目"


@pytest.mark.parametrize(
    "declaration",
    [
        "列第一位者为牵头单位，下同",
        "列首位的为牵头单位，下同",
        "排在第一位的为牵头部门",
        "排名第一的单位为牵头单位",
        "第一责任单位为牵头单位",
        "排在首位者牵头",
        "排序在前的为牵头单位",
    ],
)
def test_first_body_leads_from_the_declaration_on(declaration: str) -> None:
    text, segments = _segments(
        ("note", "（市教育局、市科技局负责）"),
        ("note", f"（市财政局、市税务局负责。{declaration}）"),
        ("note", "（市商务局、市交通局负责）"),
    )
    roles = [body.role for body in find_bodies(text, segments)]
    assert roles == ["responsible", "responsible", "lead", "responsible", "lead", "responsible"]
    assert first_is_lead(text) == segments[1].start


def test_declaration_in_a_sentence_holds_behind_it() -> None:
    text = "任务分工如下，排在首位的为牵头单位。\n责任单位：市财政局、市税务局"
    declared = first_is_lead(text)
    assert declared is not None
    assert text.index("首位") >= declared
    assert first_is_lead("市财政局牵头，第一季度完成。") is None


@pytest.mark.parametrize(
    ("text", "scope", "names"),
    [
        ("以下措施均需各县区落实，不再单独列出。", "following", ["各县区"]),
        ("以下均需试点城市政府落实，不再列出", "following", ["试点城市政府"]),
        (
            "以下政策均需江北新区管委会、各区政府落实，不再单独列出",
            "following",
            ["江北新区管委会", "各区政府"],
        ),
        ("以上措施由市发展改革委牵头组织实施。", "all", ["市发展改革委"]),
        ("以下任务，各县区政府均为责任单位，不再重复", "following", ["各县区政府"]),
        ("各市政府均需落实以下各项任务，不再逐项列出", "following", ["各市政府"]),
        ("各县区政府为本方案各项任务的共同责任单位，不再单列", "all", ["各县区政府"]),
        ("（省教育厅指导。以下均需各市落实）", "following", ["各市"]),
        (
            "各项措施责任单位均包括各市〔州〕、各县〔市、区〕人民政府，以下不再列出",
            "all",
            ["各市〔州〕", "各县〔市、区〕人民政府"],
        ),
    ],
)
def test_statement_for_the_document_is_read(text: str, scope: str, names: list[str]) -> None:
    (found,) = covers_document(text)
    assert found.scope == scope
    assert [text[body.start : body.end] for body in found.bodies] == names


@pytest.mark.parametrize(
    "text",
    ["上述政策由市住房公积金管理中心负责解释。", "该项工作由市财政局负责。", "以上为全部内容。"],
)
def test_other_statements_do_not_cover_the_document(text: str) -> None:
    assert covers_document(text) == ()


def test_list_is_split_inside_its_bounds() -> None:
    text = "单位：市财政局、市税务局和各县区政府等部门"
    spans = split_bodies(text, 3, len(text))
    assert [text[start:end] for start, end in spans] == ["市财政局", "市税务局", "各县区政府"]


@pytest.mark.parametrize(
    ("frame", "kind"),
    [
        ("{}要加强监管。", "body"),
        ("市财政局会同{}制定办法。", "body"),
        ("（{}、市财政局负责）", "note"),
    ],
)
def test_nearly_every_known_name_is_found(frame: str, kind: SegmentKind) -> None:
    names = [name for name in known_names() if len(name) > 2]
    missed = []
    for name in names:
        text = frame.format(name)
        found = find_bodies(text, [Segment(0, len(text), kind)])
        if name not in [text[body.start : body.end] for body in found]:
            missed.append(name)
    assert len(missed) <= 0.01 * len(names), missed


@given(
    st.text(
        alphabet="市省县财政局税务部门企业、，。；：（）和等牵头负责配合单位各要鼓励由\n 的",
        max_size=60,
    )
)
def test_any_text_gives_disjoint_spans_in_order(text: str) -> None:
    for kind in ("note", "body"):
        bodies = find_bodies(text, [Segment(0, len(text), kind)])
        ends = [0, *(body.end for body in bodies)]
        for body, end in zip(bodies, ends, strict=False):
            assert end <= body.start < body.end <= len(text)


def _hostile() -> Iterator[str]:
    yield from ("（", "）", "、", "市", "的", "，", "\n", " ", "（a", "由", "和", "“", "各", "部门")
    yield from ("在", "与", "企业", "鼓励酒店与", "各地区要", "对", "开发区、", "责任单位")
    yield from ("鼓励", "责任单位：", "市财政局", "牵头", "（市", "《", "以下", "一", "各市、")


@pytest.mark.parametrize("piece", list(_hostile()))
def test_long_hostile_line_ends_at_once(piece: str) -> None:
    text = piece * (50_000 // len(piece))
    for kind in ("note", "body"):
        found = find_bodies(text, [Segment(0, len(text), kind)])
        assert all(0 <= body.start < body.end <= len(text) for body in found)
    assert all(statement.bodies for statement in covers_document(text))


@pytest.mark.parametrize("shape", PREDICATE_SHAPES, ids=lambda shape: shape.example)
def test_each_shape_of_predicate_matches_its_example(shape: PredicateShape) -> None:
    assert re.match(shape.pattern, shape.example)
    assert shape.example[0] in shape.begins
    found = re.match(PREDICATE, shape.example)
    assert found and found[shape.group]


@pytest.mark.parametrize(("pattern", "example"), NO_PREDICATE_SHAPES)
def test_what_only_looks_like_a_predicate_is_none(pattern: str, example: str) -> None:
    assert re.match(pattern, example)
    assert re.match(PREDICATE, example) is None


def _alternatives() -> Iterator[tuple[str, Alternative]]:
    """The rows of all tables of alternatives, with the names of their tables."""
    for module in (words, name_shapes, listed_rules, subject_shapes):
        for name, value in vars(module).items():
            if name.endswith("_SHAPES"):
                yield from ((name, row) for row in value)


@pytest.mark.parametrize(
    ("table", "row"),
    list(_alternatives()),
    ids=lambda value: value if isinstance(value, str) else value.example,
)
def test_each_alternative_matches_its_example(table: str, row: Alternative) -> None:
    assert re.search(row.pattern, row.example)
    assert not row.but_not or not re.search(row.pattern, row.but_not)
