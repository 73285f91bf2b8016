"""The trained opinion on who acts: candidates, where names begin, training, what a run takes."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from pipeline.annotate import annotate
from pipeline.judgements import Judgement, add_judgements, keep_source
from pipeline.judgements.judgement import Span
from pipeline.learn.samples import read_samples
from pipeline.learn.subjects import fit_subjects, with_subjects
from pipeline.learn.train import Settings, example, train_model
from pipeline.model import load_model, save_model
from pipeline.model.subjects import BITS, FOUND_BY, SubjectModel, find_candidates, name_start
from pipeline.schema import Body

HEADS = ("单位", "营方")


def sure(threshold: float = 0.5) -> SubjectModel:
    """A model that takes every candidate for a body."""
    return SubjectModel(HEADS, np.zeros(1 << BITS, dtype=np.float32), 3.0, threshold)


# --- candidates -------------------------------------------------------------------------------


def test_candidates_end_where_a_name_may_end_and_lie_in_their_passage() -> None:
    text = "运营方结合场景提出申请。建设单位自主发包。\n单位"
    found = find_candidates(text, [(0, 12), (12, 21)], HEADS)
    assert [text[end - 2 : end] for end in found.ends] == ["营方", "单位"]
    assert found.passages.tolist() == [0, 1]
    assert found.buckets.shape[0] == 2
    assert 0 <= found.buckets.min() <= found.buckets.max() < 1 << BITS


@pytest.mark.parametrize("text", ["", "无", "没有这样的词。"])
def test_no_candidates(text: str) -> None:
    assert len(find_candidates(text, [(0, len(text))] if text else [], HEADS).ends) == 0


def test_what_stands_outside_the_passage_changes_nothing() -> None:
    alone = find_candidates("运营方结合场景提出申请。", [(0, 12)], HEADS)
    inside = find_candidates("前文由各地\n运营方结合场景提出申请。后文", [(6, 18)], HEADS)
    assert inside.buckets.tolist() == alone.buckets.tolist()


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("鼓励各类专业运营方参与建设", "各类专业运营方"),
        ("由运营方结合场景提出申请", "运营方"),
        ("学校与实习单位", "实习单位"),
        ("支持参与单位", "参与单位"),
        ("因防疫需要，建设单位", "建设单位"),
        ("一是各施工单位", "各施工单位"),
        ("（二）施工单位", "施工单位"),
        ("第二十条【责任】施工单位", "施工单位"),
        ("市政府、开发单位", "开发单位"),
        ("教育、公安主管单位", "教育、公安主管单位"),
        ("请中国水利水电第十四工程局有限责任施工单位", "中国水利水电第十四工程局有限责任施工单位"),
        ("有条件的运营方", "有条件的运营方"),
        ("具有一定规模的信誉良好资质齐全管理规范的单位", "单位"),
        ("应绝对服从单位", "应绝对服从单位"),
    ],
)
def test_where_a_name_begins(sentence: str, name: str) -> None:
    end = max(sentence.rfind(head) + 2 for head in HEADS if head in sentence)
    heads = frozenset({*HEADS, "学校", "政府"})
    assert sentence[name_start(sentence, 0, end, heads) : end] == name


# --- bodies -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("由运营方结合场景提出申请", "actor"),
        ("运营方负责日常维护", "responsible"),
        ("会同建设单位开展检查", "support"),
    ],
)
def test_roles(sentence: str, role: str) -> None:
    [heard] = sure().hear(sentence, [(0, len(sentence))], [[]])
    assert [(body.role, body.found_by) for body in heard.bodies] == [(role, FOUND_BY)]
    assert 0.5 <= heard.score <= 1
    assert heard.overlooked == 0


def test_nothing_is_found_where_a_body_is_known() -> None:
    text = "由运营方与建设单位商定"
    known = Body(1, 4, "actor", "department.by")
    [heard] = sure().hear(text, [(0, len(text))], [[known]])
    assert [text[body.start : body.end] for body in heard.bodies] == ["建设单位"]


def test_the_threshold_stands_at_a_half() -> None:
    chance = float(1 / (1 + np.exp(-3.0)))
    text = "运营方提出申请"
    [above] = sure(threshold=chance - 1e-6).hear(text, [(0, len(text))], [[]])
    assert (len(above.bodies), above.score) == (1, pytest.approx(0.5, abs=1e-3))
    [below] = sure(threshold=chance + 1e-3).hear(text, [(0, len(text))], [[]])
    assert (below.bodies, below.overlooked) == ((), pytest.approx(chance))


# --- training ---------------------------------------------------------------------------------

DUTIES = ("运营方结合场景按需提出共享申请", "运营方对合作方实施分级管理", "运营方按需授予权限")
OBJECTS = ("加强对运营方的监督管理", "完善运营方准入条件", "建立运营方名录")


@pytest.fixture
def annotations(tmp_path: Path) -> Path:
    """Eight documents in which a body acts that no lexicon knows; two of them in part dev."""
    folder = tmp_path / "annotations"
    for part in ("gold", "sources"):
        (folder / part).mkdir(parents=True)
    parts = []
    for number in range(8):
        name, text, rows = f"d{number}", "", []
        report = f"去年第{number}季度财政收入有所增长，情况良好"
        for sentence in (*DUTIES, *OBJECTS, report, *DUTIES[number % 3 :]):
            start, spans = len(text), []
            labels = [] if sentence == report else ["measure"]
            if sentence in DUTIES:
                labels.append("responsible_department")
                spans.append(
                    {
                        "start": start,
                        "end": start + 3,
                        "text": "运营方",
                        "label": "responsible_department",
                        "role": "actor",
                    }
                )
            text += sentence + "。\n"
            rows.append(
                {
                    "doc": name,
                    "id": len(rows) + 1,
                    "start": start,
                    "end": len(text) - 1,
                    "text": sentence + "。",
                    "labels": labels,
                    "spans": spans,
                    "responsible": [{"text": "运营方", "role": "actor"} for _ in spans],
                    "inherits": [],
                }
            )
        (folder / "sources" / f"{name}.txt").write_text(text, "utf-8")
        lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (folder / "gold" / f"{name}.jsonl").write_text(lines, "utf-8")
        parts.append(f"{name}\t{'dev' if number >= 6 else 'tuned'}")
    (folder / "splits.tsv").write_text("\n".join(["document\tpart", *parts, ""]), "utf-8")
    return folder


def test_a_body_without_words_of_its_own_is_learned_from_gold(
    annotations: Path, tmp_path: Path
) -> None:
    learned = read_samples([annotations])
    apart = read_samples([annotations], part="dev")
    subjects = fit_subjects(learned, penalty=0.1)
    assert subjects is not None
    assert subjects.heads == ("营方",)
    settings = Settings(folds=2)
    plain = train_model([example(one, settings.parts) for one in learned], settings, seed=0)
    model = with_subjects(plain, subjects, apart)
    assert model.subjects is not None

    text = "运营方结合场景按需提出申请。\n完善运营方准入条件。\n"
    said = annotate(text, model=model)
    bodies = [[text[b.start : b.end] for b in one.bodies] for one in said.decisions]
    assert bodies == [["运营方"], []]
    assert said.decisions[0].labels["responsible_department"] >= 0.5
    assert [body.found_by for body in said.decisions[0].bodies] == [FOUND_BY]

    save_model(model, tmp_path / "one")
    again = load_model(tmp_path / "one")
    save_model(again, tmp_path / "two")
    assert annotate(text, model=again) == said
    for name in ("weights.npz", "meta.json"):
        one, two = ((tmp_path / folder / name).read_bytes() for folder in ("one", "two"))
        assert one == two, name


def test_corrected_bodies_teach(annotations: Path) -> None:
    before = fit_subjects(read_samples([annotations]), penalty=0.1)
    text = "做市商按季报送交易数据。\n做市商对报价负全责。\n"
    judged = [
        Judgement(
            doc=keep_source(annotations, text),
            start=start,
            end=end,
            text=text[start:end],
            annotator="a",
            at="2026-01-01T00:00:00+00:00",
            tool="page",
            labels=("measure", "responsible_department"),
            judged=("measure", "responsible_department"),
            spans=(Span(start, start + 3, "做市商", "responsible_department"),),
        )
        for start, end in ((0, 12), (13, 23))
    ]
    add_judgements(annotations, judged)
    after = fit_subjects(read_samples([annotations]), penalty=0.1)
    assert before is not None
    assert after is not None
    assert "市商" not in before.heads
    assert "市商" in after.heads


def test_training_twice_gives_the_same_weights(annotations: Path) -> None:
    one, two = (fit_subjects(read_samples([annotations])) for _ in range(2))
    assert one is not None
    assert two is not None
    assert one.weights.tobytes() == two.weights.tobytes()


def test_a_model_of_bodies_that_gains_nothing_apart_is_left_out(annotations: Path) -> None:
    learned = read_samples([annotations])
    settings = Settings(folds=2)
    plain = train_model([example(one, settings.parts) for one in learned], settings, seed=0)
    hopeless = SubjectModel(("条件",), np.zeros(1 << BITS, dtype=np.float32), 5.0)
    assert with_subjects(plain, hopeless, read_samples([annotations], part="dev")).subjects is None
    assert with_subjects(plain, hopeless, []).subjects is None


def test_without_bodies_in_gold_there_is_no_model_of_them() -> None:
    assert fit_subjects([]) is None
