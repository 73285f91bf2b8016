from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pipeline.fields.target as target_field
from pipeline.fields.target import find_targets
from pipeline.schema import Target
from tests.cases import load_cases

CASES = [*load_cases("target"), *load_cases("target_lists")]
GOALS = (
    "城镇新增就业900万人以上，遴选10个标杆网络；担保费率降至1%以内，确保应收尽收。\n每户奖励5万元。"
)
RULE = re.compile(r'"(target\.\w+)"')
LETTERS = "全覆盖应收尽不超过1万亿元%的、，。；（）“”对企业给予奖励由提高至个新增每户\n "
HOSTILE = ["1", "一", "万", "的", "不超过", "1个", "对企业", "（", "应收尽", "全部", "1、"]


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_targets_are_found(case: dict[str, Any], request: pytest.FixtureRequest) -> None:
    if "xfail" in case:
        request.applymarker(pytest.mark.xfail(reason=case["xfail"], strict=True))
    text = case["text"]
    expect = [{"value_max": None} | wanted for wanted in case["expect"]]
    found = [_shown(text, target) for target in find_targets(text)]
    assert [_without_metric(one) for one in found] == [_without_metric(one) for one in expect]
    for one, wanted in zip(found, expect, strict=True):
        assert one["metric"] == wanted.get("metric", one["metric"])


def _shown(text: str, target: Target) -> dict[str, Any]:
    return {
        "text": text[target.start : target.end],
        "op": target.op,
        "value": target.value,
        "value_max": target.value_max,
        "unit": target.unit,
        "metric": target.metric,
    }


def _without_metric(shown: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in shown.items() if key != "metric"}


def test_document_gives_the_targets_of_its_sentences() -> None:
    whole = [GOALS[target.start : target.end] for target in find_targets(GOALS)]
    apart = [
        line[target.start : target.end]
        for line in GOALS.replace("；", "；\n").split("\n")
        for target in find_targets(line)
    ]
    assert whole == apart


@given(st.text(alphabet=LETTERS, max_size=60))
def test_spans_are_sorted_disjoint_and_inside_one_sentence(text: str) -> None:
    last = 0
    for target in find_targets(text):
        assert last <= target.start < target.end <= len(text)
        assert not set("。；\n") & set(text[target.start : target.end])
        assert target.found_by.startswith("target.")
        assert (target.value is None) == (target.op == "absolute")
        last = target.end


@pytest.mark.parametrize("piece", HOSTILE)
def test_long_hostile_line_ends_at_once(piece: str) -> None:
    text = piece * (50_000 // len(piece))
    for hostile in (text, text + "奖励5万元"):
        found = find_targets(hostile)
        assert all(0 <= target.start < target.end <= len(hostile) for target in found)


def test_every_rule_has_a_case() -> None:
    sources = Path(target_field.__file__).parent.glob("*.py")
    rules = {rule for path in sources for rule in RULE.findall(path.read_text(encoding="utf-8"))}
    used = {target.found_by for case in CASES for target in find_targets(case["text"])}
    assert rules == used
