"""Words, terms and new names: the segmenter that is shipped, and what `measures terms` tells."""

from __future__ import annotations

import csv
import json
import socket
from pathlib import Path

import openpyxl
import pytest

from pipeline.errors import RunError
from pipeline.learn.gold import read_gold, read_parts
from pipeline.run.sources import RunOutputs
from pipeline.terms.key_terms import Background, Passage, Terms, count_terms
from pipeline.terms.new_names import find_new_names
from pipeline.terms.silver import SilverCutter, read_convention, span_edges
from pipeline.terms.tables import check_file, new_name_table, term_tables
from pipeline.terms.train import read_sentences, silver_documents
from pipeline.terms.vocabulary import terms_in
from pipeline.terms.words import Word, WordCutter, model_folder, score_words
from tests.conftest import ROOT, SAMPLES, Command

ANNOTATIONS = ROOT / "annotations"
# What the shipped model reached when it was trained, rounded down. It must not drop silently.
FLOOR = 0.97


@pytest.fixture(scope="module")
def cutter() -> WordCutter:
    return WordCutter()


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> RunOutputs:
    from pipeline.run import RunRequest, run_batch

    out = tmp_path_factory.mktemp("terms") / "out"
    run_batch(RunRequest([SAMPLES], out, formats=("jsonl",), jobs=1))
    return RunOutputs(out)


def stretch(*words: str) -> list[Word]:
    found, start = [], 0
    for word in words:
        found.append(Word(start, start + len(word), word))
        start += len(word)
    return found


# --- the model ------------------------------------------------------------------------------------


def test_model_is_small_plain_data() -> None:
    files = {path.name: path.stat().st_size for path in model_folder().iterdir()}
    assert set(files) == {"features.msgpack", "weights.npz", "background.tsv", "facts.json"}
    assert sum(files.values()) < 5_000_000


def test_model_cuts_the_sentences_cut_by_hand_better_than_jieba(cutter: WordCutter) -> None:
    jieba = pytest.importorskip("jieba")
    gold = list(read_sentences(ANNOTATIONS).values())
    texts = ["".join(words) for words in gold]
    ours = score_words(gold, [cutter.words(text) for text in texts]).f1
    assert ours >= FLOOR
    assert ours > score_words(gold, [jieba.lcut(text) for text in texts]).f1
    facts = json.loads((model_folder() / "facts.json").read_text("utf-8"))
    assert facts["word_f1"]["this model"] == ours


def test_sentences_cut_by_hand_are_segments_of_tuned_documents() -> None:
    sentences = read_sentences(ANNOTATIONS)
    assert len(sentences) >= 150
    assert sum(map(len, sentences.values())) >= 2000
    names = sorted({name for name, _ in sentences})
    assert set(names) <= set(read_parts(ANNOTATIONS, "tuned")["tuned"])
    raw = (ANNOTATIONS / "words" / "sentences.tsv").read_text("utf-8").splitlines()[1:]
    cells = {(name, int(number)): words for name, number, words in (x.split("\t") for x in raw)}
    for document in read_gold(ANNOTATIONS, names):
        for row in document.rows:
            if (document.name, row["id"]) in cells:
                words = cells[document.name, row["id"]]
                assert words.replace(" ", "") == "".join(row["text"].split())


def test_nothing_that_is_measured_on_is_trained_on() -> None:
    plain = SilverCutter(lambda text: [text], {}, {})
    gold = read_sentences(ANNOTATIONS)
    held_out = {name for name, _ in gold}
    texts = {"".join(words) for words in gold.values()}
    tuned = read_parts(ANNOTATIONS, "tuned")["tuned"]
    documents = dict(silver_documents(ANNOTATIONS, plain))
    assert set(documents) <= set(tuned) - held_out
    for sentences in documents.values():
        assert not texts & {"".join(words) for words in sentences}


def test_convention_keeps_the_characters() -> None:
    convention = read_convention(ANNOTATIONS / "words" / "convention.tsv")
    assert [key for key, words in convention.items() if words.replace(" ", "") != key] == []
    assert list(convention) == sorted(convention)


def test_model_that_is_not_complete_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RunError) as caught:
        WordCutter(tmp_path)
    assert caught.value.code == "E430"


def test_words_stand_where_they_say(cutter: WordCutter) -> None:
    text = "加大住房公积金支持力度，\n对符合条件的（含）企业给予补贴。"
    words = [word for words in cutter.stretches(text) for word in words]
    assert all(text[word.start : word.end] == word.text for word in words)
    assert (
        "".join(word.text for word in words) == "加大住房公积金支持力度对符合条件的含企业给予补贴"
    )


def test_spacy_tokenizer_cuts_with_the_model() -> None:
    import spacy

    config = {"nlp": {"tokenizer": {"segmenter": "pkuseg"}}}
    nlp = spacy.blank("zh", config=config)
    # initialize() drops the model that stands anywhere but here.
    nlp.config["initialize"]["tokenizer"] = {"pkuseg_model": str(model_folder())}
    nlp.initialize()
    text = "加大住房公积金支持力度，全面落实以旧换新补贴。"
    doc = nlp(text)
    assert doc.text == text
    assert {"公积金", "以旧换新", "补贴"} <= {token.text for token in doc}
    assert [token.text for token in nlp.from_bytes(nlp.to_bytes())(text)] == [t.text for t in doc]


# --- silver ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "spans", "words"),
    [
        ("2020年6月底前由省社会保障厅", ["2020年6月底前"], "2020年 6月底 前 由 省 社会 保障厅"),
        ("5日内拨付30万元", [], "5 日 内 拨付 30万 元"),
        ("第二十四条自印发之日起施行", [], "第二十四 条 自 印发 之 日 起 施行"),
        ("（二）完善基础设施", [], "（ 二 ） 完善 基础 设施"),
        ("改善性需求占50%以上", [], "改善性 需求 占 50% 以上"),
        ("一批5G基站", [], "一 批 5G 基站"),
    ],
)
def test_silver_follows_the_convention(text: str, spans: list[str], words: str) -> None:
    pytest.importorskip("jieba")
    from pipeline.terms.train import make_silver_cutter

    cutter = make_silver_cutter(ANNOTATIONS)
    assert " ".join(cutter.words(text, edges=span_edges(text, spans))) == words


def test_span_edges_finds_every_place() -> None:
    assert list(span_edges("省财政厅、市财政厅", ["财政厅", ""])) == [1, 4, 6, 9]


# --- terms ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "terms"),
    [
        (["加强", "监管"], []),
        (["的", "进一步", "3个"], []),
        (["工作"], []),
        (["住房", "公积金"], ["住房", "住房公积金", "公积金"]),
        (["基础", "设施", "建设"], ["基础设施", "基础设施建设", "设施", "设施建设"]),
        (["挥发性", "有机物"], ["挥发性", "挥发性有机物", "有机物"]),
    ],
)
def test_terms_in(words: list[str], terms: list[str]) -> None:
    assert [term for _, _, term in terms_in(stretch(*words)) if term != "基础"] == terms


def test_words_that_stand_together_are_a_term_and_others_are_not() -> None:
    together = [Passage(str(n), "a", [stretch("住房", "公积金")]) for n in range(5)]
    apart = [Passage(f"x{n}", "b", [stretch("住房"), stretch("商品房")]) for n in range(9)]
    once = [Passage("y", "b", [stretch("住房", "商品房")])]
    terms = Terms(count_terms([*together, *apart, *once]), Background(0, 0, {}, {}))
    assert terms.is_term("住房公积金")
    assert not terms.is_term("住房商品房")
    assert terms.key_terms(together[0], top=3) == ["住房公积金"]
    assert [row.term for row in terms.table(fewest=2)] == ["住房", "商品房", "住房公积金", "公积金"]


def test_terms_of_the_samples(run: RunOutputs) -> None:
    counted, told = term_tables(run, top=4)
    measures = list(run.measures())
    assert (counted.name, told.name) == ("词频", "主题词")
    assert len(told.rows) == len(measures)
    terms = [str(row[4]).split("、") for row in told.rows]
    assert all(len(found) <= 4 for found in terms)
    for measure, found in zip(measures, terms, strict=True):
        assert not {body["text"] for body in measure["responsible"]} & set(found)
    assert all(
        term in row[3] for row, found in zip(told.rows, terms, strict=True) for term in found
    )
    counts = [row[2] for row in counted.rows]
    assert counts == sorted(counts, reverse=True)
    assert term_tables(run, top=4) == (counted, told)


def test_new_names_are_those_that_no_lexicon_holds(cutter: WordCutter) -> None:
    def segment(text: str, *bodies: str) -> dict[str, object]:
        spans = [{"label": "responsible_department", "text": body} for body in bodies]
        place = {"file": "a.txt", "start": 0, "end": len(text), "notice_id": "n"}
        return {"kind": "body", "text": text, "spans": spans, **place}

    segments = [
        segment("由市数据资源统筹局会同市财政局办理。"),
        segment("市数据资源统筹局负责，各区人民政府配合。"),
        segment("（责任单位：滨江新城运行调度局）", "滨江新城运行调度局"),
        segment("工业和信息化部、国家金融监督管理总局柳州监管分局、商业银行、有关协会要配合。"),
        segment("工业和信息化部、国家金融监督管理总局柳州监管分局、商业银行、有关协会要配合。"),
    ]
    names = find_new_names(segments, cutter)
    assert {name.name: name.count for name in names} == {
        "市数据资源统筹局": 2,
        "滨江新城运行调度局": 1,
    }


def test_new_name_table_gives_an_example_and_its_place(run: RunOutputs) -> None:
    table = new_name_table(run)
    for _, name, count, documents, example, place in table.rows:
        assert str(name) in str(example)
        assert int(count) >= int(documents) >= 1
        assert ".txt:" in str(place)


# --- the command ----------------------------------------------------------------------------------


def test_terms_command_prints_and_writes(
    run: RunOutputs, tmp_path: Path, measures: Command
) -> None:
    shown = measures("terms", run.out)
    assert shown.returncode == 0
    assert shown.stdout.startswith("词语\t出现次数")
    book = tmp_path / "terms.xlsx"
    assert measures("terms", run.out, "--out", book, "--top", "3").returncode == 0
    assert openpyxl.load_workbook(book).sheetnames == ["词频", "主题词"]
    before = book.read_bytes()
    assert measures("terms", run.out, "--out", book, "--top", "3").returncode == 0
    assert book.read_bytes() == before
    names = tmp_path / "names.csv"
    assert measures("terms", run.out, "--new-names", "--out", names).returncode == 0
    with names.open(encoding="utf-8-sig", newline="") as file:
        assert next(csv.reader(file))[:2] == ["序号", "候选机构名"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--out", "terms.pdf"], "E431"),
        (["--top", "0"], "E433"),
        (["--out", "none/terms.csv"], "E404"),
    ],
)
def test_terms_command_refuses(
    run: RunOutputs, tmp_path: Path, measures: Command, arguments: list[str], code: str
) -> None:
    result = measures("terms", run.out, *arguments, cwd=tmp_path)
    assert result.returncode == 2
    assert code in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_tables_never_stand_among_the_outputs_of_a_run(run: RunOutputs) -> None:
    with pytest.raises(RunError) as caught:
        check_file(run.out / "deep" / "terms.xlsx", run=run.out)
    assert caught.value.code == "E432"


def test_terms_without_a_run(tmp_path: Path, measures: Command) -> None:
    result = measures("terms", tmp_path)
    assert result.returncode == 2
    assert "E704" in result.stderr


def test_terms_need_no_network(run: RunOutputs, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object, **options: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    assert term_tables(run, top=1)[0].rows
