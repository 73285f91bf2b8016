"""Judgements set against gold: who says the opposite is named."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from pipeline.judgements import Judgement, add_judgements
from pipeline.learn.annotators import heard, judged_by, opposed
from pipeline.schema import LABELS
from tests.conftest import ROOT

DOC = "re-9ffcd494451a"


@pytest.fixture
def annotations(tmp_path: Path) -> Path:
    """One document with 24 segments in gold."""
    for name, suffix in (("gold", "jsonl"), ("sources", "txt")):
        (tmp_path / name).mkdir()
        shutil.copy(ROOT / "annotations" / name / f"{DOC}.{suffix}", tmp_path / name)
    return tmp_path


def judge(annotations: Path, *, flip: bool, count: int = 24, cut: int = 0, **given: object) -> None:
    lines = (annotations / "gold" / f"{DOC}.jsonl").read_text("utf-8").splitlines()
    for row in map(json.loads, lines[:count]):
        labels = tuple(label for label in LABELS if (label in row["labels"]) != flip)
        place = (DOC, row["start"] + cut, row["end"])
        values = {"annotator": "zhao", "at": "2030-01-01", "tool": "page", "labels": labels}
        add_judgements(annotations, [Judgement(*place, row["text"], **(values | given))])


def test_who_says_the_opposite_is_named(annotations: Path) -> None:
    judge(annotations, flip=True)
    [reason] = opposed(heard([annotations], [DOC]))
    assert reason == (
        "zhao says the opposite of gold in most segments (measure 24 of 24, "
        "responsible_department 24 of 24, target 24 of 24, deadline 24 of 24): "
        "see what happened to judgements/zhao.jsonl"
    )


def test_who_agrees_is_not(annotations: Path) -> None:
    judge(annotations, flip=False)
    assert judged_by([annotations], [DOC]) == {"zhao": 24}
    assert judged_by([annotations], []) == {}
    found = heard([annotations], [DOC])
    assert found == {"zhao": {label: [24, 0] for label in LABELS}}
    assert opposed(found) == []


def test_segments_that_were_cut_otherwise_count(annotations: Path) -> None:
    judge(annotations, flip=True, cut=2)
    assert len(opposed(heard([annotations], [DOC]))) == 1


def test_a_few_corrections_of_gold_are_no_sign(annotations: Path) -> None:
    judge(annotations, flip=True, count=19)
    assert opposed(heard([annotations], [DOC])) == []


def test_what_was_left_open_or_settled_does_not_count(annotations: Path) -> None:
    judge(annotations, flip=True, answer="skip")
    judge(annotations, flip=True, adjudicated=True)
    assert heard([annotations], [DOC]) == {}


def test_only_the_labels_that_were_looked_at_count(annotations: Path) -> None:
    judge(annotations, flip=False, labels=(), judged=("measure",))
    assert heard([annotations], [DOC])["zhao"]["target"] == [0, 0]


def test_documents_that_nobody_learns_from_do_not_count(annotations: Path) -> None:
    judge(annotations, flip=True)
    assert heard([annotations], ["another"]) == {}


def test_texts_without_gold_say_nothing(annotations: Path) -> None:
    judge(annotations, flip=True)
    (annotations / "gold" / f"{DOC}.jsonl").unlink()
    assert heard([annotations], [DOC]) == {}
