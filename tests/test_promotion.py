"""Train, compare, promote or refuse, roll back."""

from __future__ import annotations

import shutil
from pathlib import Path

import orjson
import pytest

from pipeline.cli import main
from pipeline.errors import LearnError
from pipeline.learn import gate, registry
from pipeline.learn.candidates import promote_model, roll_back, train_candidate
from pipeline.learn.leaks import near_duplicates
from pipeline.learn.registry import in_use, read_registry

ANNOTATIONS = Path(__file__).parents[1] / "annotations"
LEARNED = ("re-16a531eb3536", "c19-1868fc3fc680", "c19-7fe7bbe3adb8")
MEASURED = ("gov-5338761", "re-30e9468dd67e")


def _folder(tmp_path: Path, parts: dict[str, str]) -> Path:
    folder = tmp_path / "annotations"
    for name in ("gold", "sources"):
        (folder / name).mkdir(parents=True)
    for doc in parts:
        shutil.copy(ANNOTATIONS / "gold" / f"{doc}.jsonl", folder / "gold")
        shutil.copy(ANNOTATIONS / "sources" / f"{doc}.txt", folder / "sources")
    lines = ["document\tpart", *(f"{doc}\t{part}" for doc, part in sorted(parts.items()))]
    (folder / "splits.tsv").write_text("\n".join(lines) + "\n", "utf-8")
    return folder


@pytest.fixture
def annotations(tmp_path: Path) -> Path:
    """Three short documents to learn from, two to measure on."""
    return _folder(tmp_path, dict.fromkeys(LEARNED, "tuned") | dict.fromkeys(MEASURED, "unseen"))


@pytest.fixture(autouse=True)
def few_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two documents must do here."""
    monkeypatch.setattr(gate, "LEAST_DOCUMENTS", 2)
    monkeypatch.setattr(gate, "LEAST_GOLD", 1)


def _spoil(annotations: Path) -> None:
    """Turn the label measure of every segment to learn from into its opposite."""
    for doc in LEARNED:
        path = annotations / "gold" / f"{doc}.jsonl"
        rows = [orjson.loads(line) for line in path.read_bytes().splitlines()]
        for row in rows:
            row["labels"] = [] if "measure" in row["labels"] else ["measure"]
            row["spans"] = []
        path.write_bytes(b"".join(orjson.dumps(row) + b"\n" for row in rows))


def test_a_good_model_is_promoted_and_a_spoiled_one_refused(
    annotations: Path, tmp_path: Path
) -> None:
    models = tmp_path / "models"
    good = train_candidate([annotations], models)
    first = promote_model(good.id, [annotations], models, part="unseen", by="李雷", force="首个")
    assert first.promoted and in_use(models) == good.id
    _spoil(annotations)
    bad = train_candidate([annotations], models)
    second = promote_model(bad.id, [annotations], models, part="unseen", by="李雷")
    assert not second.promoted and in_use(models) == good.id
    assert any("label measure on all falls from" in reason for reason in second.objections)
    assert [entry.action for entry in read_registry(models)][-2:] == ["train", "refuse"]


def test_the_same_annotations_make_the_same_model(annotations: Path, tmp_path: Path) -> None:
    first = train_candidate([annotations], tmp_path / "one")
    second = train_candidate([annotations], tmp_path / "two")
    assert first.id == second.id
    without = train_candidate([annotations], tmp_path / "two", without=[LEARNED[0]])
    assert without.id != first.id and LEARNED[0] not in without.meta["sources"]


def test_rollback_goes_back_one_promotion_at_a_time(tmp_path: Path) -> None:
    models = tmp_path / "models"
    for number, (action, model) in enumerate(
        [("train", "a"), ("promote", "a"), ("train", "b"), ("force", "b"), ("refuse", "c")]
    ):
        registry.record(models, action, model, at=f"2026-01-0{number + 1}", by="x")
    assert in_use(models) == "b"
    assert roll_back(models, by="x", reason="召回\t下降") == ("a", "b")
    assert in_use(models) == "a"
    assert roll_back(models, by="x", reason="") == (registry.RELEASED, "a")
    with pytest.raises(Exception, match="E621"):
        roll_back(models, by="x", reason="")
    assert [entry.step for entry in read_registry(models)] == list(range(1, 8))


def test_a_text_on_both_sides_is_named(annotations: Path, tmp_path: Path) -> None:
    sources = annotations / "sources"
    copy = sources / "copy.txt"
    text = (sources / f"{MEASURED[0]}.txt").read_text("utf-8")
    copy.write_text("转载：\n" + text.replace("。", "．")[: len(text) * 2 // 3], "utf-8")
    learned = [copy, *(sources / f"{doc}.txt" for doc in LEARNED)]
    [(ours, theirs, share)] = near_duplicates(learned, [sources / f"{doc}.txt" for doc in MEASURED])
    assert (ours, theirs) == ("copy", MEASURED[0]) and share > 0.9


def test_too_little_to_measure_on_is_an_objection(
    annotations: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate, "LEAST_DOCUMENTS", 5)
    measured = gate.measure(None, annotations, "unseen")
    found = gate.objections(gate.changes(measured, measured), measured, {})
    assert found == ["2 documents measured on are too few (least 5)"]
    floors = gate.objections([], measured, {"label micro": 1.01})
    assert "below its floor 1.010" in floors[-1]


def test_a_damaged_registry_is_named(tmp_path: Path) -> None:
    (tmp_path / "registry.tsv").write_text("step\n", "utf-8")
    with pytest.raises(Exception, match=r"E620.*registry\.tsv line 1"):
        read_registry(tmp_path)


def test_the_commands_turn_the_loop(
    annotations: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = ["--annotations", str(annotations), "--models", str(tmp_path / "models")]
    assert main(["train", *where]) == 0
    model = capsys.readouterr().out.split(":")[0]
    assert main(["evaluate", *where, "--model", model, "--against", "rules"]) == 0
    assert "| all | label micro |" in capsys.readouterr().out
    assert main(["promote", model, *where, "--by", "李雷", "--force", "试用"]) == 0
    out = tmp_path / "out"
    sample = annotations / "sources" / f"{MEASURED[0]}.txt"
    assert main(["run", str(sample), "--out", str(out), *where[2:], "--formats", "jsonl"]) == 0
    [first, *_] = (out / "measures.jsonl").read_text("utf-8").splitlines()
    assert orjson.loads(first)["model"].startswith("zh_measures ")
    assert main(["rollback", *where, "--by", "李雷", "--reason", "试用结束"]) == 0
    assert main(["promote", "nothing", *where, "--by", "李雷"]) == 2
    assert "E622" in capsys.readouterr().err


def test_a_document_to_leave_out_must_be_there(annotations: Path, tmp_path: Path) -> None:
    with pytest.raises(LearnError, match=r"E613.*'typo'"):
        train_candidate([annotations], tmp_path / "models", without=["typo"])


@pytest.mark.parametrize("command", ["queue", "review", "export"])
def test_a_queue_of_nothing_is_refused(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    option = "--queue" if command == "export" else "--size"
    with pytest.raises(SystemExit):
        main([command, str(tmp_path), option, "0"])
    assert "'0' is not a whole number of 1 or more" in capsys.readouterr().err
