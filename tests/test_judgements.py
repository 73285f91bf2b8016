"""Judgements: written, read back, settled into gold."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from pipeline.errors import FeedbackError
from pipeline.judgements import (
    Judgement,
    Span,
    add_judgements,
    derive,
    keep_source,
    read_judgements,
    source_name,
    standing,
)

MEASURE = Judgement(
    doc="tabc",
    start=3,
    end=20,
    text="财政部负责落实。",
    annotator="李雷",
    at="2026-01-01T00:00:00+00:00",
    tool="page",
    labels=("measure", "responsible_department"),
    spans=(Span(3, 6, "财政部", "responsible_department", role="responsible"),),
)


def _by(annotator: str, **changes: object) -> Judgement:
    return dataclasses.replace(MEASURE, annotator=annotator, **changes)


def test_judgements_come_back_as_written_and_are_only_added(tmp_path: Path) -> None:
    later = _by("李雷", at="2026-01-02T00:00:00+00:00", labels=(), spans=())
    add_judgements(tmp_path, [MEASURE])
    before = (tmp_path / "judgements" / "李雷.jsonl").read_bytes()
    add_judgements(tmp_path, [later, _by("韩梅梅")])
    assert (tmp_path / "judgements" / "李雷.jsonl").read_bytes().startswith(before)
    assert sorted(read_judgements(tmp_path), key=lambda one: (one.annotator, one.at)) == [
        MEASURE,
        later,
        _by("韩梅梅"),
    ]
    assert standing(read_judgements(tmp_path))[("tabc", 3, 20, "李雷")] == later


@pytest.mark.parametrize("name", ["", "../x", "a/b", ".hidden", "x" * 61])
def test_a_name_that_is_no_file_name_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(FeedbackError, match="E701"):
        add_judgements(tmp_path, [_by(name)])


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        '{"doc":"d"}',
        '{"doc":"d","start":3,"end":3,"text":"","annotator":"a","at":"","tool":"page"}',
        '{"doc":"d","start":3,"end":9,"text":"","annotator":"a","at":"","tool":"page",'
        '"labels":["nonsense"]}',
        '{"doc":"d","start":3,"end":9,"text":"","annotator":"a","at":"","tool":"page",'
        '"labels":["target"],"spans":[{"start":1,"end":4,"text":"","label":"target"}]}',
    ],
)
def test_a_damaged_line_is_named(tmp_path: Path, line: str) -> None:
    (tmp_path / "judgements").mkdir()
    (tmp_path / "judgements" / "a.jsonl").write_text("\n" + line + "\n", encoding="utf-8")
    with pytest.raises(FeedbackError, match=r"E702.*a\.jsonl line 2"):
        read_judgements(tmp_path)


def test_agreed_judgements_are_gold_and_others_are_disputed() -> None:
    no = _by("韩梅梅", labels=(), spans=())
    assert [row["labels"] for row in derive([MEASURE, _by("韩梅梅")]).rows["tabc"]] == [
        ["measure", "responsible_department"]
    ]
    split = derive([MEASURE, no])
    assert split.rows == {}
    assert split.disputed == [(MEASURE, no)]
    decided = derive([MEASURE, no, _by("王芳", adjudicated=True, labels=(), spans=())])
    assert decided.rows["tabc"][0]["labels"] == []
    assert decided.disputed == []


def test_a_skipped_segment_says_nothing() -> None:
    assert derive([_by("李雷", answer="skip")]).rows == {}


def test_a_segment_cut_anew_gives_way_to_the_later_one() -> None:
    later = _by("李雷", start=5, end=20, spans=(), labels=("measure",), at="2026-02-01")
    rows = derive([MEASURE, later]).rows["tabc"]
    assert [(row["start"], row["labels"]) for row in rows] == [(5, ["measure"])]


def test_a_text_is_kept_once_under_the_name_it_has(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "known.txt").write_bytes("通知\r\n𠮷".encode())
    assert keep_source(tmp_path, "通知\r\n𠮷") == "known"
    name = keep_source(tmp_path, "通知\n𠮷")
    assert name == source_name(tmp_path, "通知\n𠮷") != "known"
    assert (tmp_path / "sources" / f"{name}.txt").read_bytes().decode() == "通知\n𠮷"


# --- parts of a judgement from several tools ------------------------------------------------------


def test_judgements_of_different_labels_add_up() -> None:
    first = _by("李雷", labels=("measure",), judged=("measure",), spans=())
    later = _by(
        "韩梅梅",
        labels=("responsible_department",),
        judged=("responsible_department", "deadline"),
        at="2026-02-01T00:00:00+00:00",
    )
    (row,) = derive([first, later]).rows["tabc"]
    assert row["labels"] == ["measure", "responsible_department"]
    assert row["judged"] == ["measure", "responsible_department", "deadline"]
    assert [span["text"] for span in row["spans"]] == ["财政部"]
    assert "responsible" not in row
    other = dataclasses.replace(first, annotator="王芳", labels=())
    assert derive([first, later, other]).disputed == [(first, later, other)]


def test_a_span_without_a_normal_form_does_not_contradict_one_with() -> None:
    target = Span(3, 6, "500万元", "target", op="=", value=5_000_000, unit="元")
    bare = Span(3, 6, "500万元", "target")
    page = _by("李雷", labels=("target",), spans=(target,))
    tool = _by("韩梅梅", labels=("target",), spans=(bare,), at="2026-02-01T00:00:00+00:00")
    (row,) = derive([page, tool]).rows["tabc"]
    assert row["spans"][0]["value"] == 5_000_000
    less = dataclasses.replace(target, value=500)
    assert derive([page, dataclasses.replace(tool, spans=(less,))]).rows == {}
