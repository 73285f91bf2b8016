"""The queue: what is worth a look, why, and what its random share says."""

from __future__ import annotations

import itertools
import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from pipeline.feedback.queue import Candidate, Precision, choose, precision, queue, queue_of
from pipeline.feedback.queue.choice import SHARES, lot
from pipeline.judgements import Judgement, add_judgements
from pipeline.run.sources import RunOutputs
from pipeline.schema import LABELS
from tests.conftest import Command

Row = dict[str, Any]
SURE = {"measure": 0.99, "responsible_department": 0.02, "target": 0.02, "deadline": 0.02}


def candidate(key: str, document: str = "d", text: str | None = None, **given: Any) -> Candidate:
    text = key if text is None else text
    scores = SURE | given.pop("scores", {})
    return Candidate(key, document, text, lot(text, 0), scores, **given)


def ids(candidates: Iterable[Candidate], size: int, **shares: int) -> list[str]:
    return [one.candidate.key for one in choose(list(candidates), size, shares=shares)]


# --- the mix --------------------------------------------------------------------------------------


def test_labels_and_records_take_turns_the_most_doubtful_first() -> None:
    found = choose(
        [
            candidate("sure", scores={"measure": 1.0, "deadline": 0.0}),
            candidate("near", scores={"deadline": 0.48}),
            candidate("nearer", scores={"deadline": 0.5}),
            candidate("far", scores={"measure": 0.8}),
            candidate("record", confidence=0.3),
        ],
        4,
        shares={"uncertain": 1},
    )
    details = {one.candidate.key: one.detail for one in found}
    assert details["far"] == "measure 0.80"
    assert details["nearer"] == "deadline 0.50"
    assert "record" in details
    assert found[0].candidate.key == "far"


def test_rules_against_model() -> None:
    found = [
        candidate("agreed"),
        candidate("one", disputed=("target",)),
        candidate("two", disputed=("target", "deadline")),
    ]
    assert ids(found, 9, disputed=1) == ["two", "one"]


def test_rare_labels_and_the_supporting_role() -> None:
    found = [
        candidate("common", scores={"measure": 0.5, "responsible_department": 0.9}),
        candidate("deadline", scores={"deadline": 0.6}),
        candidate("target", scores={"target": 0.97}),
        candidate("support", support=True),
        candidate("hardly", scores={"deadline": 0.1}),
    ]
    assert set(ids(found, 9, rare=1)) == {"deadline", "target", "support"}


def test_every_beginning_of_a_queue_has_the_mix() -> None:
    found = [
        candidate(f"{n}", f"d{n % 30}", scores={"deadline": 0.5}, disputed=("measure",))
        for n in range(300)
    ]
    chosen = choose(found, 100)
    for size in (20, 40, 100):
        counts = Counter(one.reason for one in chosen[:size])
        assert all(counts[one] * 20 == size * share for one, share in SHARES.items()), counts


def test_a_stream_that_runs_dry_leaves_room_to_the_others() -> None:
    found = [candidate(f"{n}") for n in range(50)]
    assert len(choose(found, 40)) == 40
    assert len(choose(found, 90)) == 50
    assert choose([], 10) == []


def test_documents_take_turns() -> None:
    found = [candidate(f"a{n}", "a", scores={"deadline": 0.5}) for n in range(20)]
    found += [candidate(f"b{n}", "b", scores={"deadline": 0.42}) for n in range(20)]
    first = ids(found, 12, uncertain=1)
    assert Counter(key[0] for key in first)["b"] >= 4


def test_a_text_is_there_once() -> None:
    found = [candidate(f"{n}", text="（市财政局负责）") for n in range(5)]
    assert len(choose(found, 5)) == 1


def test_the_same_choice_whatever_the_order() -> None:
    found = [candidate(f"{n}", f"d{n % 3}", scores={"deadline": n / 40}) for n in range(40)]
    assert choose(found, 30) == choose(found[::-1], 30)


def test_another_seed_is_another_lottery() -> None:
    keys = [f"{n}" for n in range(40)]
    assert sorted(keys, key=lambda key: lot(key, 0)) != sorted(keys, key=lambda key: lot(key, 1))
    # No machine draws another.
    assert lot("各区人民政府", 0) == 8966325077661569810


# --- over a run -----------------------------------------------------------------------------------


@pytest.fixture
def run(tmp_path: Path) -> RunOutputs:
    """A run of three documents with ten segments each, one of them of a kind without labels."""
    segments, measures = [], []
    for document, number in itertools.product(range(3), range(10)):
        key = f"n{document}.{number}"
        near = 0.5 if number == 4 else 0.97
        text = "（各区负责）" if number == 9 else f"第{document}件第{number}条：要加快𠮷林复工。"
        segments.append(
            {
                "id": key,
                "notice_id": f"n{document}",
                "kind": "heading" if number == 0 else "body",
                "text": text,
                "labels": SURE | {"measure": near},
                "disputed": ["deadline"] if number == 5 else [],
                "spans": [{"role": "support" if number == 6 else None}],
            }
        )
        measures.append({"id": key, "confidence": 0.9})
    out = tmp_path / "out"
    out.mkdir()
    for name, rows in (("segments", segments), ("measures", measures), ("notices", [])):
        lines = [json.dumps(row, ensure_ascii=False) for row in rows]
        (out / f"{name}.jsonl").write_text("\n".join(lines), "utf-8")
    (out / "run.json").write_text("{}")
    return RunOutputs(out)


def judgement(text: str, **given: Any) -> Judgement:
    values: Row = {"labels": ("measure",), "at": "2026-01-01T00:00:00+00:00"} | given
    start = lot(text, 0) % 1_000_000
    end = start + len(text)
    return Judgement("t", start, end, text=text, annotator="李雷", tool="page", **values)


def test_a_run_is_queued(run: RunOutputs) -> None:
    found = queue(run, [], size=100, seed=0)
    # Nine of each document carry labels; （各区负责） stands three times.
    assert len(found) == 3 * 8 + 1
    assert not any(one.segment_id.endswith(".0") for one in found)
    reasons = {one.segment_id: one.reason for one in found}
    assert Counter(reasons.values())["random"] >= 5
    assert len({one.notice_id for one in found[:6]}) == 3


def test_what_was_judged_is_left_out(run: RunOutputs) -> None:
    texts = {one.segment_id: one.text for one in queue(run, [], size=100, seed=0)}
    judged = [
        judgement(texts["n0.1"]),
        judgement(texts["n0.2"], answer="skip", labels=()),
        # In traditional characters and with a line end, as the source has it.
        judgement("第0件第3條：要加\n快𠮷林復工。"),
        judgement(texts["n0.4"], judged=("measure",)),
    ]
    left = {one.segment_id for one in queue(run, judged, size=100, seed=0)}
    assert set(texts) - left == {"n0.1", "n0.2", "n0.3"}
    gold = [texts["n1.1"]]
    assert "n1.1" not in {one.segment_id for one in queue(run, [], size=100, seed=0, gold=gold)}
    # Of the one judged in part, only the rest can be worth a look.
    details = {one.segment_id: one.detail for one in queue(run, judged, size=100, seed=0)}
    assert not details["n0.4"].startswith("measure")


def test_gold_of_the_folder_is_left_out(run: RunOutputs, tmp_path: Path) -> None:
    folder = tmp_path / "annotations"
    (folder / "gold").mkdir(parents=True)
    (folder / "sources").mkdir()
    row = {"text": "第0件第1条：要加快𠮷林复工。"}
    (folder / "gold" / "x.jsonl").write_text(json.dumps(row), "utf-8")
    (folder / "sources" / "x.txt").write_text("x", "utf-8")
    found = {one.segment_id for one in queue_of(run, folder, size=100, seed=0)}
    assert "n0.1" not in found
    assert "n0.2" in found


def test_the_random_share_goes_on_where_it_ended(run: RunOutputs) -> None:
    """Two queues of one seed, the first judged between them, are one longer sample."""
    first = queue(run, [], size=10, seed=0)
    judged = [judgement(one.text) for one in first]
    size, _ = precision(run, judged, seed=0)
    assert size >= sum(one.reason == "random" for one in first)
    second = queue(run, judged, size=10, seed=0)
    both = [*judged, *(judgement(one.text) for one in second)]
    assert precision(run, both, seed=0)[0] >= size + 2
    assert precision(run, judged[:0], seed=0)[0] == 0


def test_precision_from_the_random_share(run: RunOutputs) -> None:
    population = queue(run, [], size=100, seed=0)
    # Two of the three near ones are none; one was not looked at; one was left open.
    wrong = {"n0.4", "n1.4"}
    judged = [
        judgement(one.text, labels=() if one.segment_id in wrong else ("measure",))
        for one in population
        if one.segment_id not in ("n2.1", "n2.2")
    ]
    texts = {one.segment_id: one.text for one in population}
    judged.append(judgement(texts["n2.1"], labels=(), judged=("deadline",)))
    judged.append(judgement(texts["n2.2"], labels=(), answer="skip"))
    size, labels = precision(run, judged, seed=0)
    assert size == 25
    assert labels[0] == Precision("measure", 23, 21)
    assert [one.label for one in labels] == list(LABELS)
    assert labels[1].given == 0


def test_interval_of_a_precision() -> None:
    low, high = Precision("measure", 20, 18).interval
    assert (round(low, 3), round(high, 3)) == (0.699, 0.972)
    assert Precision("measure", 0, 0).interval == (0.0, 1.0)
    assert Precision("measure", 5, 5).interval[1] == 1.0


def test_the_command_lists_and_explains(measures: Command, run: RunOutputs, tmp_path: Path) -> None:
    folder = tmp_path / "annotations"
    options = ["--annotations", folder, "--size", "6"]
    done = measures("queue", run.out, *options)
    assert done.returncode == 0, done.stderr
    keys = done.stdout.split()
    assert len(keys) == 6
    done = measures("queue", run.out, *options, "--explain")
    assert all(key in done.stdout for key in keys)
    assert "random" in done.stdout
    assert "6 segments of 3 documents" in done.stdout
    population = queue(run, [], size=100, seed=0)
    add_judgements(folder, [judgement(one.text) for one in population[:10]])
    done = measures("queue", run.out, *options, "--precision")
    assert "segments judged at random (seed 0)" in done.stdout
    assert "1.00" in done.stdout
