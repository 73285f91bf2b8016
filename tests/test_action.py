from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.fields.action import find_actions
from tests.cases import load_cases

CASES = load_cases("action")
LETTERS = (
    "对企业给予补贴加强推进建立健全不得可要将把为按照的到由鼓励后时须、，。；：（）“”《》供应链12"
)
HOSTILE = [
    "加强",
    "、加强",
    "对",
    "（",
    "“",
    "，",
    "要",
    "部门",
    "将企业",
    "加强和",
    "不得再",
    "通过加强、",
    "积极发展、",
    "提高到",
    "由财政",
    "，所需资金",
    "应当按照",
    "不抽贷、",
    "对企业的",
    "鼓励企业根据",
    "编制规划应当",
    "，造成危险的",
    "对企业、应当",
    "申请贷款，最高额度",
    "就不予采纳的理由",
]


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_actions_are_found(case: dict[str, Any], request: pytest.FixtureRequest) -> None:
    if "xfail" in case:
        request.applymarker(pytest.mark.xfail(reason=case["xfail"], strict=True))
    text = case["text"]
    names = case.get("bodies", [])
    bodies = [(text.index(name), text.index(name) + len(name)) for name in names]
    found = find_actions(text, 0, len(text), bodies=bodies)
    shown = [{"action": action.verb, "object": action.object} for action in found]
    assert shown == case["expect"]


def test_segment_inside_a_text_keeps_its_place() -> None:
    text = "前文不管。加快推进项目建设，完善机制。后文不管。"
    found = find_actions(text, 5, 19)
    places = [text[action.start : action.end] for action in found]
    assert places == ["加快推进项目建设", "完善机制"]


@given(st.text(alphabet=LETTERS, max_size=60))
def test_verb_and_object_stand_in_the_span(text: str) -> None:
    last = 0
    for action in find_actions(text, 0, len(text)):
        assert last <= action.start < action.end <= len(text)
        passage = text[action.start : action.end]
        assert action.verb in passage
        assert action.object is None or action.object in passage
        last = action.end


@pytest.mark.parametrize("piece", HOSTILE)
def test_long_hostile_line_ends_at_once(piece: str) -> None:
    text = piece * (50_000 // len(piece))
    found = find_actions(text, 0, len(text))
    assert all(0 <= action.start < action.end <= len(text) for action in found)


@pytest.mark.parametrize(
    ("sentence", "verb"),
    [("、增加施肥数量，改善化肥结构。", "增加"), ("主要措施是：、加强能源管理。", "加强")],
)
def test_an_item_that_lost_its_number_begins_with_its_mark(sentence: str, verb: str) -> None:
    assert verb in [action.verb for action in find_actions(sentence, 0, len(sentence))]
