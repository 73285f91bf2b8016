"""Is a segment a measure? Cases of tests/cases/measure.jsonl, and what holds for any text.

A case: the lines ``before`` and ``after`` the segment ("# …" is a heading), its ``section`` and
the document's ``kind`` where they matter, the segment's ``text``, and whether it is a measure
(``expect``). ``rule`` names the rule that has to decide.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.classify import measure_evidence, measure_scores
from pipeline.schema import Segment

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent / "cases" / "measure.jsonl").read_text("utf-8").splitlines()
]


def lay_out(case: dict[str, Any]) -> tuple[str, list[Segment]]:
    text, segments = "", []
    section = tuple(case.get("section", ()))
    before, after = case.get("before", ()), case.get("after", ())
    lines = [*before, case["text"], *after]
    for number, line in enumerate(lines):
        start = len(text)
        heading = line.startswith("# ")
        text += line.removeprefix("# ")
        kind = "heading" if heading else "body"
        if number == len(before):
            kind = case.get("segment", "body")
        segments.append(Segment(start, len(text), kind, section, paragraph=number))
        text += "\n"
    return text, segments


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_case_is_judged_as_expected(case: dict[str, Any]) -> None:
    text, segments = lay_out(case)
    evidence = measure_evidence(text, segments, kind=case.get("kind", "notice"))
    score, rule = evidence[len(case.get("before", ()))]
    assert (score >= 0.5) is case["expect"], (score, rule)
    if "rule" in case:
        assert rule == f"classify.{case['rule']}"


def test_cases_have_unique_ids_and_known_keys() -> None:
    keys = {"id", "kind", "section", "segment", "before", "after", "text", "expect", "rule", "note"}
    assert len({case["id"] for case in CASES}) == len(CASES)
    assert all(set(case) <= keys for case in CASES)


def test_scores_are_the_first_halves_of_the_evidence() -> None:
    text, segments = lay_out({"before": ["# 一、加强保障"], "text": "各地要加强组织领导。"})
    evidence = measure_evidence(text, segments)
    assert measure_scores(text, segments) == [score for score, _ in evidence]
    assert all(0 <= score <= 1 and rule.startswith("classify.") for score, rule in evidence)


def test_nothing_gives_nothing() -> None:
    assert measure_scores("", []) == []


@pytest.mark.parametrize("kind", ["notice", "interpretation", "news"])
@pytest.mark.parametrize("unit", [*"一，的要自现是为 （1以请、", "各局", "对，", "以下"])
def test_hostile_line_ends_at_once(unit: str, kind: Any) -> None:
    text = unit * (50_000 // len(unit))
    [score] = measure_scores(text, [Segment(0, len(text), "body")], kind=kind)
    assert 0 <= score <= 1
