"""HanLP itself: small models, trained here, loaded and asked as a user's would be.

Skipped where HanLP is not installed; `scripts/test --hanlp` runs it in an environment of its own.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

# Read when the libraries are imported: training needs no network either.
os.environ |= {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1"}

torch = pytest.importorskip("torch")
pytest.importorskip("hanlp")

from pipeline.errors import RunError  # noqa: E402
from pipeline.learn.gold import read_gold, read_parts  # noqa: E402
from pipeline.model.hanlp import HanlpModel, check_hanlp  # noqa: E402
from tests.conftest import ROOT, Command  # noqa: E402

ANNOTATIONS = ROOT / "annotations"
LONGEST, MOST = 60, 240
# The last is no body for the rules.
BODIES = ("省财政厅", "市教育局", "国务院", "云谷驿站")
VERBS = ("负责", "制定", "落实", "推进")
THINGS = ("资金拨付", "实施方案", "奖补政策", "项目建设")


@pytest.fixture(autouse=True, scope="module")
def _no_network() -> Iterator[None]:
    """Whatever HanLP tries, training included, no connection leaves this process."""

    def refuse(*arguments: object, **options: object) -> None:
        raise AssertionError("a connection was tried")

    patch = pytest.MonkeyPatch()
    patch.setattr(socket.socket, "connect", refuse)
    patch.setattr(socket, "getaddrinfo", refuse)
    yield
    patch.undo()


def gold_characters() -> Iterator[list[tuple[str, str]]]:
    """Short segments with bodies, as characters tagged in BIO."""
    names = read_parts(ANNOTATIONS, "tuned")["tuned"]
    for document in read_gold(ANNOTATIONS, names):
        text = document.source.read_text(encoding="utf-8")
        for row in document.rows:
            start, end = row["start"], row["end"]
            spans = [span for span in row["spans"] if span["label"] == "responsible_department"]
            if not spans or end - start > LONGEST:
                continue
            tags = ["O"] * (end - start)
            for span in spans:
                first, last = span["start"] - start, span["end"] - start
                tags[first:last] = ["B-ORG"] + ["I-ORG"] * (last - first - 1)
            pairs = zip(text[start:end], tags, strict=True)
            yield [(character, tag) for character, tag in pairs if character.strip()]


def write_tagged(rows: list[list[tuple[str, str]]], path: Path) -> str:
    blocks = ("\n".join(f"{word}\t{tag}" for word, tag in row) for row in rows)
    path.write_text("\n\n".join(blocks) + "\n", encoding="utf-8")
    return str(path)


@pytest.fixture(scope="module")
def entities(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model for named entities over characters, trained on our gold."""
    from hanlp.components.ner.rnn_ner import RNNNamedEntityRecognizer

    work = tmp_path_factory.mktemp("entities")
    torch.set_num_threads(1)
    rows = list(islice(gold_characters(), MOST))
    data = write_tagged(rows, work / "train.tsv")
    RNNNamedEntityRecognizer().fit(
        data,
        data,
        str(work / "model"),
        epochs=8,
        embed=32,
        rnn_hidden=48,
        lr=0.01,
        # With a CRF, prediction raises IndexError in HanLP 2.1.
        crf=False,
        tagging_scheme="BIO",
        devices=-1,
        seed=0,
    )
    return work / "model"


@pytest.fixture(scope="module")
def several_tasks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model that cuts words, names entities and labels roles, on a tiny transformer."""
    import transformers.optimization
    from hanlp.common.dataset import SortingSamplerBuilder
    from hanlp.components.mtl.multi_task_learning import MultiTaskLearning
    from hanlp.components.mtl.tasks.ner.tag_ner import TaggingNamedEntityRecognition
    from hanlp.components.mtl.tasks.srl.bio_srl import SpanBIOSemanticRoleLabeling
    from hanlp.components.mtl.tasks.tok.tag_tok import TaggingTokenization
    from hanlp.layers.embeddings.contextual_word_embedding import ContextualWordEmbedding

    # HanLP trains with an optimizer that transformers 5 dropped; reading does not need it.
    transformers.optimization.AdamW = torch.optim.AdamW
    work = tmp_path_factory.mktemp("several")
    torch.manual_seed(0)
    sentences = [[body, verb, thing, "。"] for body in BODIES for verb in VERBS for thing in THINGS]
    words = work / "words.tsv"
    words.write_text("".join(f"{' '.join(row)}\n" for row in sentences), encoding="utf-8")
    tagged = [
        [(word, "S-ORG" if place == 0 else "O") for place, word in enumerate(row)]
        for row in sentences
    ]
    names = write_tagged(tagged, work / "names.tsv")
    roles = work / "roles.jsonlines"
    frame = [[[1, 0, 0, "ARG0"], [1, 2, 2, "ARG1"]]]
    rows = ({"doc_key": str(n), "sentences": [r], "srl": frame} for n, r in enumerate(sentences))
    roles.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    by_size = SortingSamplerBuilder(batch_size=16)
    tasks = {
        "tok": TaggingTokenization(*[str(words)] * 3, by_size),
        "ner": TaggingNamedEntityRecognition(
            *[names] * 3, by_size, dependencies="tok", tagging_scheme="BIOES"
        ),
        "srl": SpanBIOSemanticRoleLabeling(*[str(roles)] * 3, by_size, dependencies="tok"),
    }
    tiny = tiny_transformer(work / "tiny", sentences)
    embedding = ContextualWordEmbedding(
        "token", str(tiny), average_subwords=True, max_sequence_length=512
    )
    model = work / "model"
    MultiTaskLearning().fit(
        embedding, tasks, str(model), 12, lr=0.01, encoder_lr=0.01, devices=-1, eval_trn=False
    )
    # As a model that was downloaded: its config names a transformer that HanLP would fetch.
    config = (model / "config.json").read_text(encoding="utf-8")
    named = config.replace(str(tiny), "hfl/chinese-electra-180g-small-discriminator")
    (model / "config.json").write_text(named, encoding="utf-8")
    shutil.move(tiny, model / "transformer")
    return model


def tiny_transformer(folder: Path, sentences: list[list[str]]) -> Path:
    from transformers import BertConfig, BertModel, BertTokenizerFast

    folder.mkdir()
    characters = sorted({character for row in sentences for word in row for character in word})
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *characters]
    (folder / "vocab.txt").write_text("\n".join(vocabulary) + "\n", encoding="utf-8")
    BertTokenizerFast(str(folder / "vocab.txt")).save_pretrained(folder)
    size = {"hidden_size": 32, "num_hidden_layers": 1, "num_attention_heads": 2}
    config = BertConfig(vocab_size=len(vocabulary), intermediate_size=64, **size)
    BertModel(config).save_pretrained(folder)
    return folder


def test_names_of_bodies_are_found_in_characters(entities: Path) -> None:
    check_hanlp(entities)
    texts = ["".join(c for c, _ in row) for row in islice(gold_characters(), 40)]
    found = HanlpModel(entities).opinion([*texts, "", " "])
    assert found[-2:] == [[], []]
    evidence = [(text, one) for text, of in zip(texts, found, strict=False) for one in of]
    assert len(evidence) >= 20
    for text, one in evidence:
        assert (one.source, one.label) == ("ner", "ORG")
        assert text[one.start : one.end] == one.text
    assert HanlpModel(entities).opinion(texts) == found[:-2]


def test_who_does_what_is_found_with_a_transformer_in_the_folder(several_tasks: Path) -> None:
    text = "  省财政厅推进 奖补政策。"
    (evidence,) = HanlpModel(several_tasks).opinion([text])
    found = {(one.source, one.label, one.text) for one in evidence}
    assert ("ner", "ORG", "省财政厅") in found
    assert ("srl", "PRED", "推进") in found
    assert ("srl", "ARG0", "省财政厅") in found
    assert all(text[one.start : one.end] == one.text for one in evidence)
    (agent,) = (one for one in evidence if one.label == "ARG0")
    assert agent.predicate is not None
    assert text[slice(*agent.predicate)] == "推进"


def test_a_missing_transformer_is_named_at_once(several_tasks: Path, tmp_path: Path) -> None:
    model = tmp_path / "model"
    shutil.copytree(several_tasks, model, ignore=shutil.ignore_patterns("transformer"))
    with pytest.raises(RunError, match="needs the transformer hfl/chinese-electra") as caught:
        HanlpModel(model)
    assert caught.value.code == "E441"


def test_damaged_weights_are_an_error_that_names_the_folder(entities: Path, tmp_path: Path) -> None:
    model = tmp_path / "model"
    shutil.copytree(entities, model)
    (model / "model.pt").write_bytes(b"no weights")
    with pytest.raises(RunError, match="cannot load the model") as caught:
        HanlpModel(model)
    assert caught.value.code == "E443"


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_run_asks_the_model(
    several_tasks: Path, tmp_path: Path, measures: Command, jobs: int
) -> None:
    notices = tmp_path / "notices"
    notices.mkdir()
    for number in range(3):
        text = f"关于做好第{number}批工作的通知\n各单位：\n一、加大力度\n云谷驿站推进奖补政策。\n"
        (notices / f"{number}.txt").write_text(text, encoding="utf-8")
    out = tmp_path / "out"
    arguments = ("run", notices, "--out", out, "--formats", "jsonl", "--jobs", jobs)
    result = measures(*arguments, "--hanlp", several_tasks)
    assert result.returncode == 0, result.stderr
    assert "3 processed" in result.stdout
    found = [json.loads(line) for line in (out / "measures.jsonl").read_text("utf-8").splitlines()]
    bodies = [(body["text"], body["found_by"]) for one in found for body in one["responsible"]]
    assert bodies == [("云谷驿站", "hanlp.ner")] * 3
    again = measures(*arguments, "--hanlp", several_tasks)
    assert "3 unchanged" in again.stdout
    without = measures(*arguments)
    assert "3 processed" in without.stdout
