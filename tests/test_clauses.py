"""Rows per clause."""

from __future__ import annotations

from pipeline.write.clauses import split_clauses

MEASURE = {
    "id": "n1.0",
    "start": 0,
    "end": 40,
    "text": "2022年底前，完善制度，建成10个平台。",
    "actions": [
        {"action": "完善", "object": "制度", "start": 8, "end": 12},
        {"action": "建成", "object": "10个平台", "start": 13, "end": 20},
    ],
    "targets": [{"text": "10个平台", "start": 15, "end": 20}],
    "deadlines": [
        {"text": "2022年底前", "basis": "explicit", "start": 0, "end": 7},
        {"text": "年内", "basis": "note", "start": 90, "end": 92},
    ],
}


def test_each_action_has_a_row_with_its_own_values():
    first, second = split_clauses(MEASURE)
    assert (first["id"], first["text"]) == ("n1.0#1", "完善制度")
    assert (second["id"], second["text"]) == ("n1.0#2", "建成10个平台")
    assert first["targets"] == [] and second["targets"] == MEASURE["targets"]
    assert first["deadlines"] == second["deadlines"] == MEASURE["deadlines"]


def test_the_words_of_a_row_stand_in_the_order_of_the_text():
    text = "将补贴标准由每人500元提高到800元，并完善办法。"
    actions = [
        {"action": "提高到", "object": "补贴标准", "start": 1, "end": 15},
        {"action": "完善", "object": "办法", "start": 21, "end": 25},
    ]
    moved = {**MEASURE, "text": text, "actions": actions, "targets": [], "deadlines": []}
    assert [row["text"] for row in split_clauses(moved)] == [
        "补贴标准由每人500元提高到",
        "完善办法",
    ]


def test_one_action_stays_one_row():
    alone = {**MEASURE, "actions": MEASURE["actions"][:1]}
    assert split_clauses(alone) == [alone]
