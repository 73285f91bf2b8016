"""Annotated actions: how they are scored, and what the check of annotations sees."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.extract import extract
from pipeline.learn.actions import problems_of_actions, score_actions
from pipeline.learn.evaluate import table
from pipeline.learn.gold import GoldDocument
from pipeline.learn.score import Report
from pipeline.read import read_source

TEXT = "关于稳就业的通知\n\n各市人民政府：\n各地要完善工作机制，加大稳岗补贴力度。\n"
START, END = TEXT.index("各地要"), TEXT.index("。") + 1
GOLD_ROW = {"id": 1, "start": START, "end": END, "labels": ["measure"]}


def span(text: str) -> dict[str, object]:
    start = TEXT.index(text)
    return {"start": start, "end": start + len(text), "text": text}


def clause(action: str, thing: str | None) -> dict[str, object]:
    return {"action": span(action), "object": None if thing is None else span(thing)}


RIGHT = clause("完善", "工作机制")
SECOND = clause("加大", "稳岗补贴力度")


@pytest.fixture
def gold(tmp_path: Path) -> GoldDocument:
    source = tmp_path / "a.txt"
    source.write_text(TEXT, "utf-8")
    return GoldDocument("a", source, (GOLD_ROW,))


@pytest.mark.parametrize(
    ("clauses", "both", "clauses_right"),
    [
        ([RIGHT, SECOND], (1, 0, 0), (2, 0, 0)),
        ([SECOND], (0, 1, 1), (1, 1, 0)),
        ([clause("完善", "工作")], (1, 0, 0), (1, 1, 0)),
        ([clause("完善", None)], (0, 1, 1), (0, 2, 1)),
        ([], (0, 1, 0), (0, 2, 0)),
    ],
)
def test_scores_of_actions(
    gold: GoldDocument,
    clauses: list[object],
    both: tuple[int, int, int],
    clauses_right: tuple[int, int, int],
) -> None:
    report = Report()
    said = extract(read_source(gold.source, file="a.txt"))
    score_actions(report, [{"id": 1, "part": "held", "clauses": clauses}], gold, said)
    found = [report.rows[f"action held {row}"] for row in ("both", "clauses")]
    assert [(one.right, one.spurious, one.missed) for one in found] == [both, clauses_right]
    assert "action held clauses" in table(report)


def test_no_rows_without_annotated_actions() -> None:
    assert "action" not in table(Report())


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ({"id": 1, "clauses": [RIGHT]}, None),
        ({"id": 2, "clauses": []}, "id 2 is no measure of gold"),
        ({"id": 1, "clauses": [clause("通知", None)]}, "does not lie in the segment"),
        (
            {"id": 1, "clauses": [{"action": {**span("完善"), "text": "建立"}, "object": None}]},
            "is not what stands at its place",
        ),
    ],
)
def test_problems_of_actions(gold: GoldDocument, row: object, problem: str | None) -> None:
    folder = gold.source.parent
    (folder / "actions").mkdir()
    (folder / "actions" / "a.jsonl").write_text(json.dumps(row) + "\n", "utf-8")
    found = list(problems_of_actions(folder, gold))
    assert len(found) == (problem is not None)
    assert problem is None or problem in found[0]
