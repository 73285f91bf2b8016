"""Whole real documents: what is found in them, alone and as one batch.

The texts are those of annotations/sources: a notice with a lead above it (seed000), a page in
traditional characters that prints its notice twice (seed002), a scrambled interpretation of it
(seed003), and seven notices, two interpretations and a press conference out of a journal that
went through OCR (seed004).
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.run import RunRequest, run_batch

SOURCES = Path(__file__).parent.parent / "annotations" / "sources"
NAMES = ("seed000", "seed002", "seed003", "seed004")

# kind, document number, issued, issuers
JOURNAL = [
    ("notice", "国办发〔2020〕6号", "2020-03-18", ["国务院办公厅"]),
    ("notice", "国办发明电〔2020〕6号", "2020-03-03", ["国务院办公厅"]),
    (
        "notice",
        "发改办体改〔2020〕175号",
        "2020-02-27",
        ["国家发展改革委办公厅", "民政部办公厅"],
    ),
    ("notice", "工信明电〔2020〕14号", "2020-02-09", ["工业和信息化部"]),
    ("notice", "国科发区〔2020〕67号", "2020-03-21", ["科技部"]),
    ("notice", "环综合〔2020〕13号", "2020-03-03", ["生态环境部"]),
    ("notice", "银保监办发〔2020〕28号", "2020-03-26", ["中国银保监会办公厅"]),
    ("interpretation", None, None, []),
    ("interpretation", None, None, []),
    ("press_conference", None, None, []),
]


def run(paths, out):
    run_batch(RunRequest(paths=paths, out=out, formats=["jsonl"], jobs=1))
    return {
        name: [json.loads(line) for line in (out / f"{name}.jsonl").open(encoding="utf-8")]
        for name in ("notices", "measures", "segments", "rejects")
    }


@pytest.fixture(scope="module")
def batch(tmp_path_factory):
    paths = [SOURCES / f"{name}.txt" for name in NAMES]
    return run(paths, tmp_path_factory.mktemp("batch") / "out")


def of(records, name):
    return [record for record in records if record["file"] == f"{name}.txt"]


def test_journal_holds_its_documents(batch):
    notices = of(batch["notices"], "seed004")
    found = [(n["kind"], n["document_number"], n["issued"], n["issuers"]) for n in notices]
    assert found == JOURNAL


def test_notice_below_a_lead(batch):
    [notice] = of(batch["notices"], "seed000")
    assert notice["title"] == "关于有序推动工业通信业企业复工复产的指导意见"
    assert notice["document_number"] == "工信部政法〔2020〕29号"
    assert notice["issuers"] == ["工业和信息化部"]
    assert notice["recipients"] == [
        "各省、自治区、直辖市及计划单列市、新疆生产建设兵团工业和信息化主管部门"
    ]
    source = (SOURCES / "seed000.txt").read_text(encoding="utf-8")
    body = source.index("一、总体要求")
    assert all(measure["start"] > body for measure in of(batch["measures"], "seed000"))


def test_second_printing_is_a_copy(batch):
    first, second = of(batch["notices"], "seed002")
    assert first["script"] == second["script"] == "Hant"
    assert first["document_number"] == "工信厅政法函〔2020〕54号"
    assert first["issued"] == "2020-03-23"
    assert (first["same_as"], second["same_as"]) == (None, first["id"])
    assert second["measures"] == 0
    measures = of(batch["measures"], "seed002")
    assert measures
    for measure in measures:
        assert any(
            place["file"] == "seed002.txt" and place["start"] >= second["start"]
            for place in measure["also_in"]
        )


def test_interpretation_gives_its_repeats_to_the_notice(batch):
    [interpretation] = of(batch["notices"], "seed003")
    [notice] = [n for n in of(batch["notices"], "seed002") if n["same_as"] is None]
    assert interpretation["kind"] == "interpretation"
    assert interpretation["published"] == "2020-03-26"
    assert interpretation["interprets"] == notice["id"]
    texts = {measure["text"] for measure in of(batch["measures"], "seed002")}
    assert not texts & {measure["text"] for measure in of(batch["measures"], "seed003")}
    [measure] = [m for m in of(batch["measures"], "seed002") if "一对一" in m["text"]]
    assert "seed003.txt" in [place["file"] for place in measure["also_in"]]


def test_notes_reach_what_they_cover(batch):
    measures = {measure["text"]: measure for measure in of(batch["measures"], "seed004")}
    measure = next(m for text, m in measures.items() if text.startswith("2020年6月底前，允许"))
    names = [body["name"] for body in measure["responsible"]]
    assert names == [
        "财政部",
        "人力资源和社会保障部",
        "住房和城乡建设部",
        "交通运输部",
        "水利部",
        "中国人民银行",
        "国家税务总局",
    ]
    assert {(b["role"], b["basis"]) for b in measure["responsible"]} == {("responsible", "note")}
    assert [d["end_date"] for d in measure["deadlines"]] == ["2020-06-30"]
    assert measure["section"] == ["一、更好实施就业优先政策", "（二）加大减负稳岗力度"]


def test_sentence_broken_by_a_page_end_is_one(batch):
    texts = [measure["text"] for measure in of(batch["measures"], "seed004")]
    assert any("深化“证照分离”改革" in text for text in texts)
    assert any("重点行业和低风险地区就业" in text for text in texts)


def test_every_passage_is_where_the_record_says(batch):
    sources = {
        f"{name}.txt": (SOURCES / f"{name}.txt").read_bytes().decode("utf-8") for name in NAMES
    }
    for measure in batch["measures"]:
        source = sources[measure["file"]]
        passage = source[measure["start"] : measure["end"]]
        assert passage[:2] == measure["written"][:2]
        assert passage[-1] == measure["written"][-1]
        for span in (*measure["responsible"], *measure["targets"], *measure["deadlines"]):
            spoken = source[span["start"] : span["end"]]
            assert "".join(spoken.split()) == "".join(span["text"].split())


def test_batch_equals_one_by_one(batch, tmp_path):
    for name in NAMES:
        alone = run([SOURCES / f"{name}.txt"], tmp_path / name)
        assert alone["segments"] == of(batch["segments"], name)
        comparable = {"same_as", "interprets", "measures"}
        for ours, theirs in zip(alone["notices"], of(batch["notices"], name), strict=True):
            assert {k: v for k, v in ours.items() if k not in comparable} == {
                k: v for k, v in theirs.items() if k not in comparable
            }
        there = {measure["id"]: measure for measure in alone["measures"]}
        for measure in of(batch["measures"], name):
            assert {**there[measure["id"]], "also_in": []} == {**measure, "also_in": []}
