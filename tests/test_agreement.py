"""Agreement: numbers that can be worked out by hand, and decisions that become gold."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest

from pipeline.errors import FeedbackError
from pipeline.judgements import Judgement, Span, add_judgements, derive, read_judgements
from pipeline.judgements.agreement import (
    agreement,
    decide,
    disagreements,
    doubly_judged,
    read_doubles,
)
from tests.conftest import Command

NOW = "2026-05-01T00:00:00+00:00"


def judged(place: int, annotator: str, *labels: str, spans: tuple[Span, ...] = ()) -> Judgement:
    """A judgement of the segment with a number, ten characters long."""
    return Judgement(
        doc="t1",
        start=10 * place,
        end=10 * place + 10,
        text="𠮷林市要加快复工复产",
        annotator=annotator,
        at="2026-01-01T00:00:00+00:00",
        tool="page",
        labels=labels,
        spans=spans,
    )


def body(start: int, end: int, role: str = "actor") -> Span:
    return Span(start, end, "𠮷林市", "responsible_department", role=role)


def test_kappa_by_hand() -> None:
    # Of ten segments both give five, one gives two more, the other one more, neither gives two.
    given = [(5, True, True), (2, True, False), (1, False, True), (2, False, False)]
    places = iter(range(10))
    found = []
    for count, one, other in given:
        for _ in range(count):
            place = next(places)
            found.append(judged(place, "李雷", *(["measure"] if one else [])))
            found.append(judged(place, "韩梅梅", *(["measure"] if other else [])))
    total = agreement(doubly_judged(found))
    kappa = total.labels["measure"]
    assert (kappa.both, kappa.first + kappa.second, kappa.neither) == (5, 3, 2)
    # observed 0.7; expected 0.7 * 0.6 + 0.3 * 0.4 = 0.54
    assert kappa.value == pytest.approx((0.7 - 0.54) / (1 - 0.54))
    assert total.labels["target"].value is None
    assert total.labels["target"].segments == 10


def test_spans_half_exact_and_with_role() -> None:
    label = "responsible_department"
    ours = (body(0, 3), body(4, 6), body(7, 9, "lead"))
    theirs = (body(0, 3), body(4, 7), body(7, 9, "support"), body(9, 10))
    pairs = doubly_judged(
        [judged(0, "李雷", label, spans=ours), judged(0, "韩梅梅", label, spans=theirs)]
    )
    spans = agreement(pairs).spans
    assert spans[label, "half"].f1 == pytest.approx(2 * 3 / 7)
    assert spans[label, "exact"].f1 == pytest.approx(2 * 2 / 7)
    assert spans[label, "exact+role"].f1 == pytest.approx(2 * 1 / 7)
    assert spans["target", "exact"].f1 is None


def test_only_what_both_looked_at_counts() -> None:
    one = judged(0, "李雷", "measure")
    part = dataclasses.replace(judged(0, "韩梅梅"), judged=("target",))
    total = agreement(doubly_judged([one, part]))
    assert (total.pairs, total.labels["measure"].segments) == (1, 0)
    assert disagreements([one, part]) == []


def test_three_people_are_three_pairs_and_a_skip_is_no_opinion() -> None:
    three = [judged(0, name) for name in ("李雷", "韩梅梅", "王芳")]
    assert len(doubly_judged(three)) == 3
    skipped = dataclasses.replace(three[0], answer="skip")
    assert len(doubly_judged([skipped, *three[1:]])) == 1


def test_a_decision_is_gold_with_who_and_why(tmp_path: Path) -> None:
    one, other = judged(0, "李雷", "measure"), judged(0, "韩梅梅")
    add_judgements(tmp_path, [one, other])
    (found,) = disagreements(read_judgements(tmp_path))
    assert (found.id, found.on) == ("t1:0-10", ("measure",))
    made = decide([one, other], found.id, of="韩梅梅", by="王芳", why="问题26", at=NOW)
    assert (made.annotator, made.adjudicated, made.note) == ("王芳", True, "as 韩梅梅: 问题26")
    add_judgements(tmp_path, [made])
    judgements = read_judgements(tmp_path)
    assert disagreements(judgements) == []
    assert derive(judgements).rows["t1"][0]["labels"] == []
    # The two still disagreed.
    assert agreement(doubly_judged(judgements)).labels["measure"].both == 0
    assert len(doubly_judged(judgements)) == 1


@pytest.mark.parametrize(
    ("id", "of", "why", "code"),
    [
        ("t1:0-10", "王芳", "x", "E707"),
        ("t1:0-11", "李雷", "x", "E707"),
        ("nonsense", "李雷", "x", "E707"),
        ("t1:0-10", "李雷", " ", "E708"),
    ],
)
def test_what_cannot_be_decided(id: str, of: str, why: str, code: str) -> None:
    with pytest.raises(FeedbackError, match=code):
        decide([judged(0, "李雷")], id, of=of, by="王芳", why=why, at=NOW)


ROW = {"doc": "d", "id": 1, "start": 0, "end": 3, "text": "𠮷林市", "spans": []}


def written(folder: Path, *labels: str) -> None:
    folder.mkdir(parents=True)
    (folder / "d.jsonl").write_text(json.dumps(ROW | {"labels": labels}) + "\n", "utf-8")


def test_documents_annotated_twice(tmp_path: Path) -> None:
    written(tmp_path / "gold", "measure")
    written(tmp_path / "second")
    (pair,) = doubly_judged(read_doubles(tmp_path))
    assert [one.annotator for one in pair] == ["gold", "second"]
    (tmp_path / "second" / "d.jsonl").write_text('{"doc": "d"}\n', "utf-8")
    with pytest.raises(FeedbackError, match=r"E702.*d\.jsonl line 1"):
        read_doubles(tmp_path)


def test_the_command_compares_and_records(measures: Command, tmp_path: Path) -> None:
    written(tmp_path / "gold", "measure")
    written(tmp_path / "second")
    done = measures("agreement", "--annotations", tmp_path)
    assert done.returncode == 0, done.stderr
    assert "gold and second: 1 pairs" in done.stdout
    assert "d:0-3  measure" in done.stdout
    assert "second: no measure" in done.stdout
    decision = ["--decide", "d:0-3", "--for", "second", "--by", "王芳", "--why", "问题26"]
    done = measures("agreement", "--annotations", tmp_path, *decision)
    assert done.returncode == 0, done.stderr
    (made,) = read_judgements(tmp_path)
    assert (made.adjudicated, made.labels, made.doc) == (True, (), "d")
    assert "0 segments on which" in measures("agreement", "--annotations", tmp_path).stdout


def test_the_command_needs_all_of_a_decision(measures: Command, tmp_path: Path) -> None:
    for arguments in (["--decide", "d:0-3"], ["--by", "王芳"]):
        done = measures("agreement", "--annotations", tmp_path, *arguments)
        assert done.returncode == 2
        assert "--decide" in done.stderr


def test_text_of_held_out_documents_is_not_shown(measures: Command, tmp_path: Path) -> None:
    written(tmp_path / "gold", "measure")
    written(tmp_path / "second")
    (tmp_path / "splits.tsv").write_text("document\tpart\nd\tunseen\n", "utf-8")
    done = measures("agreement", "--annotations", tmp_path)
    assert "d:0-3" in done.stdout
    assert "𠮷林市" not in done.stdout
    assert "𠮷林市" in measures("agreement", "--annotations", tmp_path, "--held-out").stdout
