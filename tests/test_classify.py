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


def judged(lines: list[tuple[str, str]]) -> list[tuple[float, str]]:
    """Evidence for lines given with their kinds."""
    text, segments = "", []
    for number, (kind, line) in enumerate(lines):
        segments.append(Segment(len(text), len(text) + len(line), kind, paragraph=number))  # type: ignore[arg-type]
        text += line + "\n"
    return measure_evidence(text, segments)


@pytest.mark.parametrize(("year", "measure"), [(2003, True), (2004, False)])
def test_a_year_before_that_of_the_notice_is_told(year: int, measure: bool) -> None:
    found = judged(
        [
            ("meta", f"国办函〔{year}〕21号"),
            ("heading", "一、深度处理"),
            ("body", "2003年，经该设施处理回用水量1700多万吨，实现经济效益900万元。"),
        ]
    )
    assert (found[2][0] >= 0.5) is measure


def test_a_rule_about_years_before_is_no_report() -> None:
    rule = "2017年9月20日后购买的商品住房，购房合同备案满5年并取得不动产证后可转让。"
    found = judged([("meta", "市政办发〔2024〕3号"), ("heading", "一、措施"), ("body", rule)])
    assert found[2][0] >= 0.5


def test_a_letter_explains_and_promises_here_and_there() -> None:
    found = judged(
        [
            ("meta", "邓明义代表："),
            ("body", "您提出的关于听取民意的建议收悉，现答复如下："),
            ("body", "推进政务公开，方便公众知情和监督。"),
            ("body", "我们将继续加强政府网站建设。"),
            ("body", "对中小型水库建设项目前期工作将给予积极支持。"),
        ]
    )
    assert [score >= 0.5 for score, _ in found] == [False, False, False, True, True]


def test_nothing_gives_nothing() -> None:
    assert measure_scores("", []) == []


@pytest.mark.parametrize("kind", ["notice", "interpretation", "news"])
@pytest.mark.parametrize("unit", [*"一，的要自现是为 （1以请、", "各局", "对，", "以下"])
def test_hostile_line_ends_at_once(unit: str, kind: Any) -> None:
    text = unit * (50_000 // len(unit))
    [score] = measure_scores(text, [Segment(0, len(text), "body")], kind=kind)
    assert 0 <= score <= 1


@pytest.mark.parametrize(
    ("behind", "measure"),
    [
        ("各派出机构应强化对房地产贷款资产质量的监测。", False),
        ("（人民银行负责）", True),
        ("近年来，住房金融规模不断扩大。", True),
    ],
)
def test_a_topic_sentence_is_no_task_when_its_detail_follows(behind: str, measure: bool) -> None:
    text = "四、加强住房金融宏观审慎管理。"
    segments = [
        Segment(0, len(text), "body", paragraph=1),
        Segment(len(text), len(text + behind), "body", paragraph=1),
    ]
    [(score, rule), _] = measure_evidence(text + behind, segments)
    assert (score >= 0.5) is measure, rule
