"""The trained opinion: features, scorer, training, calibration."""

from __future__ import annotations

import dataclasses
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from pipeline.errors import LearnError
from pipeline.judgements import Judgement, add_judgements, keep_source
from pipeline.learn.calibrate import best_cut, calibrate, chances
from pipeline.learn.fit import Matrix, fit_logistic
from pipeline.learn.samples import read_samples
from pipeline.learn.score import score
from pipeline.learn.train import (
    Settings,
    deal,
    example,
    out_of_fold,
    sparse,
    train,
    train_model,
)
from pipeline.model import load_model, rule_evidence, score_segments
from pipeline.model.features import document_features
from pipeline.model.hashing import NOTHING, gram_hashes
from pipeline.model.linear import META, WEIGHTS, LinearModel, save_model
from pipeline.schema import LABELS, Deadline, Segment

QUICK = Settings(folds=2, penalty=1.0)
SENTENCES = (
    ("各地要加快复工复产，2020年6月底前完成。", '"measure", "deadline"'),
    ("疫情对经济造成了冲击，形势仍然严峻。", ""),
    ("财政部要支持中小企业发展。", '"measure"'),
    ("去年全国财政收入有所增长，情况良好。", ""),
)


def segments_of(text: str, kind: str = "body") -> list[Segment]:
    """A segment per line."""
    segments, start = [], 0
    for line in text.split("\n"):
        segments.append(Segment(start, start + len(line), kind, ("一、总体要求",)))  # type: ignore[arg-type]
        start += len(line) + 1
    return segments


def random_model(parts: tuple[str, ...] = ("text", "context")) -> LinearModel:
    weights = np.random.default_rng(3).normal(size=(NOTHING + 1, 4)).astype(np.float16)
    weights[NOTHING] = 0
    ones = np.ones(4, dtype=np.float32)
    weights = weights.astype(np.float32)
    return LinearModel(LABELS, parts, weights, ones / 2, ones, ones, {})


@pytest.fixture
def annotations(tmp_path: Path) -> Path:
    """Six small annotated documents; the last is not to be learned from."""
    folder = tmp_path / "annotations"
    (folder / "gold").mkdir(parents=True)
    (folder / "sources").mkdir()
    lines = ["document\tpart"]
    for number in range(6):
        shown = [SENTENCES[(number + place) % 4] for place in range(4)]
        shown = shown[::-1] if number >= 4 else shown
        text, rows = "", []
        for row, (sentence, labels) in enumerate(shown, 1):
            rows.append(
                f'{{"doc": "d{number}", "id": {row}, "start": {len(text)}, "end": '
                f'{len(text) + len(sentence)}, "text": "{sentence}", "labels": [{labels}], '
                '"spans": []}'
            )
            text += sentence + "\n"
        (folder / "gold" / f"d{number}.jsonl").write_text("\n".join(rows) + "\n", "utf-8")
        (folder / "sources" / f"d{number}.txt").write_text(text, "utf-8")
        lines.append(f"d{number}\t{'unseen' if number == 5 else 'tuned'}")
    (folder / "splits.tsv").write_text("\n".join(lines) + "\n", "utf-8")
    return folder


# --- features and scores ----------------------------------------------------------------------


@pytest.mark.parametrize("parts", [("text",), ("context",), ("text", "context", "evidence")])
def test_scorer_adds_up_what_training_saw(parts: tuple[str, ...]) -> None:
    text = "各地要加快复工复产。\n短\n疫情防控期间𠮷，免收3个月房租。"
    segments = segments_of(text)
    evidence = [("classify.directive", "score 9"), (), ("score 1",)]
    features = document_features(text, segments, kind="notice", parts=parts, evidence=evidence)
    model = random_model(parts)
    rows, buckets, values = sparse(features)
    expected = np.zeros((len(segments), 4)) + 0.5
    np.add.at(expected, rows, values[:, None] * model.weights[buckets])
    assert np.allclose(model.raw(features), expected, atol=1e-4)


def test_text_of_neighbours_does_not_leak_into_a_segment() -> None:
    model = random_model(("text",))
    alone, joined = "严禁收费。", "甲\n严禁收费。\n乙"
    first = score_segments(alone, segments_of(alone), kind="notice", model=model)
    second = score_segments(joined, segments_of(joined), kind="notice", model=model)
    assert first[0] == pytest.approx(second[1], abs=1e-5)


def test_digits_count_as_one() -> None:
    for first, second in zip(gram_hashes("到2025年"), gram_hashes("到2030年"), strict=True):
        assert first.tolist() == second.tolist()


def test_any_text_can_be_scored() -> None:
    model = random_model()
    assert score_segments("", [], kind="notice", model=model) == []
    for text in ("一", "\ud800。", "0" * 50_000, "a\n\n\nb"):
        scores = score_segments(text, segments_of(text), kind="other", model=model)
        assert all(0 <= value <= 1 for row in scores for value in row.values())


def test_evidence_names_rule_labels_and_spans() -> None:
    deadline = Deadline(0, 5, "by", "deadline.month_end")
    names = rule_evidence(
        [Segment(0, 9, "body")],
        [(0.92, "classify.directive")],
        [{"measure": 0.92, "deadline": 0.05}],
        {"deadlines": [[deadline]]},
    )
    assert names == [
        (
            "classify.directive",
            "score 9",
            "kind body 9",
            "measure True",
            "deadline False",
            "deadlines 1",
            "deadline.month_end",
        )
    ]


def test_core_needs_neither_spacy_nor_training() -> None:
    code = "import sys, pipeline.model; print(*sys.modules)"
    modules = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(__file__).parents[1],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert "numpy" in modules
    assert not {"spacy", "sklearn", "scipy", "pandas", "pipeline.learn"} & set(modules)


# --- files ------------------------------------------------------------------------------------


def test_saved_model_scores_alike_and_has_the_same_bytes(tmp_path: Path) -> None:
    text = "各地要加快复工复产。\n形势严峻。"
    model = random_model()
    for name in ("a", "b"):
        save_model(model, tmp_path / name)
    read = load_model(tmp_path / "a")
    before, after = (
        score_segments(text, segments_of(text), kind="notice", model=one) for one in (model, read)
    )
    assert before == after
    for name in (WEIGHTS, META):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_missing_or_wrong_files_are_named(tmp_path: Path) -> None:
    with pytest.raises(LearnError, match="E610"):
        load_model(tmp_path)
    save_model(random_model(), tmp_path)
    whole = (tmp_path / WEIGHTS).read_bytes()
    for damaged in (b"no archive", b"", whole[:100], whole[: len(whole) // 2]):
        (tmp_path / WEIGHTS).write_bytes(damaged)
        with pytest.raises(LearnError, match="E610"):
            load_model(tmp_path)


def test_pickled_arrays_are_refused(tmp_path: Path) -> None:
    save_model(random_model(), tmp_path)
    np.savez(tmp_path / WEIGHTS, buckets=np.array([print], dtype=object))
    with pytest.raises(LearnError, match="E610"):
        load_model(tmp_path)


# --- training ---------------------------------------------------------------------------------


def test_fit_finds_where_the_loss_is_flat() -> None:
    random = np.random.default_rng(1)
    dense = random.normal(size=(200, 3))
    truth = random.random(200) < 1 / (1 + np.exp(-dense @ np.array([2.0, -1.0, 0.0]) - 0.5))
    rows, columns = np.divmod(np.arange(600), 3)
    point = fit_logistic(Matrix(rows, columns, dense.ravel(), (200, 3)), truth, penalty=2.0)
    chance = 1 / (1 + np.exp(-dense @ point[:3] - point[3]))
    slope = dense.T @ (chance - truth) + 2.0 * point[:3]
    assert np.abs([*slope, (chance - truth).sum()]).max() < 0.05
    assert point[0] > 1 > 0 > point[1]


def test_half_is_where_f1_is_best() -> None:
    raw = np.array([[3.0], [2.5], [2.0], [-1.0], [-2.0], [-4.0]], dtype=np.float32)
    truth = np.array([[True], [True], [True], [False], [False], [False]])
    slope, cut = calibrate(raw, truth, np.ones_like(truth))
    assert -1 < cut[0] < 2
    assert (chances(raw, slope, cut) >= 0.5).tolist() == truth.tolist()


def test_label_that_never_stands_is_never_given() -> None:
    raw = np.array([1.0, 4.0, -2.0], dtype=np.float32)
    assert best_cut(raw, np.zeros(3, dtype=np.bool_)) > 4


def test_unseen_documents_are_not_read(annotations: Path) -> None:
    names = [source.gold.name for source in read_samples([annotations])]
    assert names == ["d0", "d1", "d2", "d3", "d4"]


def test_unseen_documents_are_left_out_wherever_they_lie(annotations: Path, tmp_path: Path) -> None:
    stray = tmp_path / "stray"
    shutil.copytree(annotations, stray)
    (stray / "splits.tsv").unlink()
    for folders in ([annotations, stray], [stray, annotations]):
        assert "d5" not in [source.gold.name for source in read_samples(folders)]


def test_text_in_two_folders_is_read_once(annotations: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(annotations, copy)
    (copy / "splits.tsv").unlink()
    for part, suffix in (("gold", "jsonl"), ("sources", "txt")):
        (copy / part / f"d0.{suffix}").rename(copy / part / f"other.{suffix}")
    names = [source.gold.name for source in read_samples([annotations, copy])]
    assert names == ["d0", "d1", "d2", "d3", "d4"]


def test_folds_keep_documents_whole(annotations: Path) -> None:
    examples = [example(source, ("text",)) for source in read_samples([annotations])]
    folds = deal(examples, 2, seed=4)
    assert len(folds) == len(examples) and sorted(map(folds.count, {0, 1})) == [2, 3]
    assert folds == deal(examples, 2, seed=4)


def test_training_learns_and_repeats_itself(annotations: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        train([annotations], tmp_path / name, 7, settings=QUICK)
    for name in (WEIGHTS, META):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()
    model = load_model(tmp_path / "a")
    assert model.meta["sources"] == ["d0", "d1", "d2", "d3", "d4"]
    assert model.meta["given"] == {
        "measure": 10,
        "responsible_department": 0,
        "target": 0,
        "deadline": 5,
    }
    text = "各省要加快企业复工。\n形势有所好转，造成的冲击减小。"
    first, second = score_segments(text, segments_of(text), kind="notice", model=model)
    assert first["measure"] > second["measure"]


def test_judgements_are_learned_from_where_they_were_made(annotations: Path) -> None:
    source = (annotations / "sources" / "d0.txt").read_text("utf-8")
    name = keep_source(annotations, source + "无关的一句。\n")
    end = source.index("\n")
    for doc in ("d0", "d5", name):
        judgement = Judgement(
            doc=doc,
            start=0,
            end=end,
            text=source[:end],
            annotator="a",
            at="2026-01-01T00:00:00+00:00",
            tool="page",
            judged=("measure", "target"),
        )
        add_judgements(annotations, [judgement])
    found = {one.gold.name: one for one in read_samples([annotations])}
    assert sorted(found) == ["d0", "d1", "d2", "d3", "d4", name]  # d5 is not learned from
    [corrected], [partial] = found["d0"].samples, found[name].samples
    # Where there is gold, it speaks for the labels that nobody judged anew: the deadline.
    assert corrected.known.all()
    assert corrected.truth[0].tolist() == [False, False, False, True]
    assert partial.known.sum() == 2 and partial.known[0].tolist() == [True, False, True, False]
    [unseen] = read_samples([annotations], part="unseen")
    assert unseen.samples[0].known.all()


def test_a_label_of_which_nobody_spoke_cannot_be_learned(tmp_path: Path) -> None:
    folder = tmp_path / "annotations"
    source = "财政部要支持中小企业发展。\n形势仍然严峻。\n"
    judged = [
        Judgement(
            doc=keep_source(folder, source),
            start=start,
            end=end,
            text=source[start:end],
            annotator="a",
            at="2026-01-01T00:00:00+00:00",
            tool="page",
            labels=labels,
            judged=("measure",),
        )
        for start, end, labels in ((0, 13, ("measure",)), (14, 21, ()))
    ]
    add_judgements(folder, judged)
    with pytest.raises(LearnError, match=r"E614.*responsible_department"):
        train([folder], tmp_path / "model", settings=QUICK)


def test_thresholds_are_set_on_whole_documents(annotations: Path) -> None:
    examples = [example(source, QUICK.parts) for source in read_samples([annotations])]
    doubtful = dataclasses.replace(
        examples[0], truth=~examples[0].truth, complete=False, name="doubtful"
    )
    whole = examples[1:]
    model = train_model([*whole, doubtful], QUICK, seed=0)
    raw = np.concatenate(out_of_fold([*whole, doubtful], QUICK, seed=0)[: len(whole)])
    truth = np.concatenate([one.truth for one in whole])
    slope, cut = calibrate(raw, truth, np.ones_like(truth))
    assert np.allclose(model.slope, slope) and np.allclose(model.cut, cut)


def test_documents_apart_set_the_thresholds(annotations: Path, tmp_path: Path) -> None:
    splits = annotations / "splits.tsv"
    splits.write_text(splits.read_text("utf-8").replace("d4\ttuned", "d4\tdev"), "utf-8")
    model = train([annotations], tmp_path / "model", settings=QUICK)
    assert model.meta["sources"] == ["d0", "d1", "d2", "d3"]
    assert model.meta["apart"] == ["d4"]
    assert set(model.meta["confidence"]) >= {"measure", "bias"}


def test_opinion_runs_the_whole_path(annotations: Path) -> None:
    from pipeline.learn.compare import said_with

    for source in read_samples([annotations]):
        truth = np.concatenate([sample.truth for sample in source.samples])
        report = score(source.gold, said_with(source, truth.astype(np.float32)))
        assert report.rows["label micro"].f1 == 1
        assert report.rows["record measure"].f1 == 1


def test_calibrated_model_carries_its_reliability(annotations: Path) -> None:
    examples = [example(source, QUICK.parts) for source in read_samples([annotations])]
    model = train_model(examples, QUICK, seed=0)
    for label in LABELS:
        assert sum(row["segments"] for row in model.meta["reliability"][label]) == 20
