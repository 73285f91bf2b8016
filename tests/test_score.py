"""The scorer itself: hand-made gold, hand-made answers, known counts."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from pipeline.errors import LearnError
from pipeline.learn.gold import GoldDocument, read_parts
from pipeline.learn.score import Counts, days, deadline_key, score, target_key
from pipeline.schema import (
    DeadlineRecord,
    Extraction,
    MeasureRecord,
    ResponsibleRecord,
    SegmentRecord,
    SpanRecord,
)

GOLD = GoldDocument(
    "a",
    Path("a.txt"),
    (
        {
            "id": 1,
            "start": 0,
            "end": 20,
            "labels": ["measure", "deadline"],
            "spans": [
                {
                    "start": 0,
                    "end": 8,
                    "label": "deadline",
                    "type": "by",
                    "end_date": "2020-06-30",
                }
            ],
            "responsible": [
                {"text": "财政部", "role": "lead"},
                {"text": "民政部", "role": "support"},
            ],
            "inherits": [2],
        },
        {
            "id": 2,
            "start": 20,
            "end": 40,
            "labels": ["responsible_department"],
            "spans": [
                {"start": 21, "end": 24, "label": "responsible_department", "role": "lead"},
                {"start": 27, "end": 30, "label": "responsible_department", "role": "support"},
            ],
        },
    ),
)


def answer(roles: tuple[str, str], end_date: str) -> Extraction:
    labels = {"measure": 0.9, "responsible_department": 0.1, "target": 0.1, "deadline": 0.9}
    note = {"measure": 0.1, "responsible_department": 0.9, "target": 0.1, "deadline": 0.1}
    place = ("n", "a.txt", None)
    segments = (
        SegmentRecord(
            "s1", *place, 0, 20, "", (), "body", labels, (SpanRecord(0, 8, "", "deadline"),)
        ),
        SegmentRecord(
            "s2",
            *place,
            20,
            40,
            "",
            (),
            "note",
            note,
            tuple(
                SpanRecord(start, start + 3, "", "responsible_department", role)
                for start, role in zip((21, 27), roles, strict=True)
            ),
        ),
    )
    bodies = tuple(
        ResponsibleRecord(name, name, role, "note", 0, 0)
        for name, role in zip(("财政部", "民政部"), roles, strict=True)
    )
    deadline = DeadlineRecord(
        "", "explicit", "by", None, dt.date.fromisoformat(end_date), None, None, 0, 8
    )
    measure = MeasureRecord(
        "s1", "n", None, None, (), None, "a.txt", None, 0, 20, (), "", None, None,
        bodies, (), (deadline,), labels, 0.9, (), (), "m",
    )  # fmt: skip
    return Extraction((), segments, (measure,))


def test_right_answer_is_complete():
    report = score(GOLD, answer(("lead", "support"), "2020-06-30"))
    assert all(counts.f1 == 1 for counts in report.rows.values())
    assert report.rows["record who+role"].gold == 2


def test_wrong_role_counts_for_role_only():
    report = score(GOLD, answer(("lead", "responsible"), "2020-06-30"))
    assert report.rows["record who"].f1 == 1
    assert report.rows["record who+role"].right == 1
    assert report.rows["span responsible_department"].f1 == 1
    assert report.rows["span+role responsible_department"].right == 1


def test_wrong_date_spoils_the_record():
    report = score(GOLD, answer(("lead", "support"), "2020-12-31"))
    assert report.rows["record deadline"] == Counts(right=0, spurious=1, missed=1)
    assert report.rows["record complete"].right == 0
    assert report.rows["span deadline"].f1 == 1


def test_missed_measure_misses_all_it_has():
    report = score(GOLD, Extraction())
    assert report.rows["record who"] == Counts(missed=2)
    assert report.rows["record deadline"] == Counts(missed=1)
    assert report.rows["label measure"] == Counts(missed=1)


@pytest.mark.parametrize(
    ("duration", "length"),
    [("P2D", 2.0), ("P1M", 30.0), ("P3Y", 1095.0), ("PT48H", 2.0), ("P3W", 21.0), (None, None)],
)
def test_durations_compare_in_days(duration, length):
    assert days(duration) == length


def test_normal_forms():
    assert deadline_key({"type": "until", "end_date": "2020-12-31"}) == ("date", "2020-12-31")
    assert deadline_key({"type": "recurring", "rule": "每季度末"}) == ("recurring", None)
    assert target_key({"op": "absolute", "value": None}) == ("absolute",)
    assert target_key({"op": ">=", "value": 50, "unit": "％"}) == (50.0, "%")


def test_parts_of_the_split(tmp_path):
    (tmp_path / "splits.tsv").write_text("document\tpart\na\ttuned\nb\tunseen\n", encoding="utf-8")
    assert read_parts(tmp_path) == {"tuned": ["a"], "unseen": ["b"]}
    assert read_parts(tmp_path, "unseen") == {"unseen": ["b"]}
    with pytest.raises(LearnError, match="E602"):
        read_parts(tmp_path, "dev")
    with pytest.raises(LearnError, match="E601"):
        read_parts(tmp_path / "nowhere")
