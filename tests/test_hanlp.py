"""HanLP as an opinion, without HanLP: what is checked, how its answers are read, who may act."""

from __future__ import annotations

import importlib.util
import json
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from pipeline.annotate import annotate, hear_hanlp
from pipeline.errors import RunError, StructureError
from pipeline.model.actors import actors
from pipeline.model.hanlp import Evidence, HanlpModel, check_hanlp
from pipeline.schema import Body
from tests.conftest import SAMPLES, Command

ENTITIES = "hanlp.components.ner.rnn_ner.RNNNamedEntityRecognizer"
MULTI_TASK = "hanlp.components.mtl.multi_task_learning.MultiTaskLearning"


@pytest.fixture
def folder(tmp_path: Path) -> Callable[..., Path]:
    """A folder that looks like a model: ``folder(ENTITIES, transformer="hfl/x")``."""

    def make(classpath: object = ENTITIES, **config: object) -> Path:
        place = tmp_path / "model"
        place.mkdir(exist_ok=True)
        (place / "config.json").write_text(json.dumps({"classpath": classpath, **config}))
        (place / "model.pt").write_bytes(b"weights")
        (place / "vocabs.json").write_text("{}")
        return place

    return make


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> Callable[[Any], list[str]]:
    """Make ``import hanlp`` find a module whose ``load`` gives what is asked for."""

    def install(component: Any) -> list[str]:
        loaded: list[str] = []

        def load(place: str, **options: object) -> Any:
            loaded.append(place)
            if isinstance(component, Exception):
                raise component
            return component

        module = ModuleType("hanlp")
        module.load = load  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, "hanlp", module)
        monkeypatch.setattr(importlib.util, "find_spec", lambda name: True)
        return loaded

    return install


def found(evidence: list[Evidence]) -> list[tuple[str, str, str]]:
    return [(one.source, one.label, one.text) for one in evidence]


# --- checks ---------------------------------------------------------------------------------------


def test_a_name_is_never_looked_up(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="nothing is ever downloaded") as caught:
        check_hanlp(Path("CLOSE_TOK_POS_NER_SRL_DEP_SDP_CON_ELECTRA_SMALL_ZH"))
    assert caught.value.code == "E440"


@pytest.mark.parametrize(
    ("classpath", "config", "reason"),
    [
        ("os.system", {}, "none of HanLP's"),
        (7, {}, "names no class"),
        ("hanlp.components.parsers.Parser", {}, "neither a multi-task model nor"),
        (
            ENTITIES,
            {"encoder": {"transformer": "hfl/electra"}},
            "needs the transformer hfl/electra",
        ),
    ],
)
def test_a_folder_without_a_model_is_refused(
    folder: Callable[..., Path], classpath: object, config: dict[str, object], reason: str
) -> None:
    with pytest.raises(RunError, match=reason) as caught:
        check_hanlp(folder(classpath, **config))
    assert caught.value.code == "E441"


@pytest.mark.parametrize("name", ["config.json", "model.pt", "vocabs.json"])
def test_a_folder_that_is_not_complete_is_refused(folder: Callable[..., Path], name: str) -> None:
    place = folder()
    (place / name).unlink()
    with pytest.raises(RunError, match="is missing") as caught:
        check_hanlp(place)
    assert caught.value.code == "E441"


def test_a_config_that_is_no_json_is_refused(folder: Callable[..., Path]) -> None:
    place = folder()
    (place / "config.json").write_text("{")
    with pytest.raises(RunError, match="is no JSON"):
        check_hanlp(place)


def test_without_hanlp_the_extra_is_named(
    folder: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(RunError, match=r"\[hanlp\]") as caught:
        check_hanlp(folder())
    assert caught.value.code == "E442"


def test_run_refuses_a_missing_folder_before_it_writes(tmp_path: Path, measures: Command) -> None:
    out = tmp_path / "out"
    result = measures("run", SAMPLES, "--out", out, "--hanlp", "MSRA_NER_ELECTRA_SMALL_ZH")
    assert result.returncode == 2
    assert "E440" in result.stderr
    assert not out.exists()


# --- loading --------------------------------------------------------------------------------------


def test_no_connection_is_opened_and_the_network_is_back_afterwards(
    folder: Callable[..., Path], installed: Callable[[Any], list[str]]
) -> None:
    def component(tokens: list[list[str]]) -> list[list[object]]:
        with pytest.raises(OSError, match="without network"):
            socket.create_connection(("127.0.0.1", 9))
        with pytest.raises(OSError, match="without network"), socket.socket() as one:
            one.connect(("127.0.0.1", 9))
        with pytest.raises(OSError, match="without network"):
            socket.getaddrinfo("file.hankcs.com", 443)
        return [[] for _ in tokens]

    before = socket.socket.connect, socket.create_connection, socket.getaddrinfo
    place = folder()
    loaded = installed(component)
    model = HanlpModel(place)
    assert model.opinion(["省财政厅负责。"]) == [[]]
    assert loaded == [str(place.resolve())]
    assert (socket.socket.connect, socket.create_connection, socket.getaddrinfo) == before


def test_what_cannot_be_loaded_says_why_first(
    folder: Callable[..., Path], installed: Callable[[Any], list[str]]
) -> None:
    installed(ValueError("wrong size\nof a matrix"))
    with pytest.raises(RunError, match="ValueError: wrong size") as caught:
        HanlpModel(folder())
    assert caught.value.code == "E443"


def test_a_transformer_in_the_folder_takes_the_place_of_a_name(
    folder: Callable[..., Path], installed: Callable[[Any], list[str]], tmp_path: Path
) -> None:
    place = folder(ENTITIES, encoder={"transformer": "hfl/electra"})
    (place / "transformer").mkdir()
    seen: list[dict[str, Any]] = []
    installed(lambda tokens: [])
    module: Any = sys.modules["hanlp"]
    module.load = lambda path, **options: seen.append(
        json.loads((Path(path) / "config.json").read_text())
    )
    HanlpModel(place)
    assert seen[0]["encoder"]["transformer"] == str(place.resolve() / "transformer")
    assert (
        json.loads((place / "config.json").read_text())["encoder"]["transformer"] == "hfl/electra"
    )


# --- answers --------------------------------------------------------------------------------------


class MultiTask:
    """A component that answers in the form of HanLP's multi-task models."""

    def __init__(self, tasks: list[str], answers: dict[str, list[Any]]) -> None:
        self.tasks = tasks
        self._answers = answers

    def __call__(self, texts: list[str], *, tasks: list[str]) -> dict[str, list[Any]]:
        return self._answers


def test_answers_become_places_in_the_text(
    folder: Callable[..., Path], installed: Callable[[Any], list[str]]
) -> None:
    words = ["省财政厅", "负责", "制定", "办法", "。"]
    answers = {
        "tok/fine": [words],
        "ner/msra": [[("省财政厅", "ORGANIZATION", 0, 1), ("办法", "PERSON", 3, 4)]],
        "srl": [[[("省财政厅", "ARG0", 0, 1), ("制定", "PRED", 2, 3), ("办法", "ARG1", 3, 4)]]],
    }
    installed(MultiTask(["tok/fine", "ner/msra", "srl", "dep"], answers))
    text = " 省财政厅 负责制定\n办法。"
    (evidence,) = HanlpModel(folder(MULTI_TASK)).opinion([text])
    assert evidence == [
        Evidence("ner", "ORG", 1, 5, "省财政厅"),
        Evidence("srl", "ARG0", 1, 5, "省财政厅", (8, 10)),
        Evidence("srl", "PRED", 8, 10, "制定"),
    ]
    assert all(text[one.start : one.end] == one.text for one in evidence)


def test_words_that_are_not_those_of_the_text_say_nothing(
    folder: Callable[..., Path], installed: Callable[[Any], list[str]]
) -> None:
    answers = {"tok": [["〇", "财政厅"]], "ner": [[("财政厅", "ORG", 1, 2)]]}
    installed(MultiTask(["tok", "ner"], answers))
    assert HanlpModel(folder(MULTI_TASK)).opinion(["省财政厅"]) == [[]]


def test_a_multi_task_model_needs_words_and_a_task(
    folder: Callable[..., Path], installed: Callable[[Any], list[str]]
) -> None:
    installed(MultiTask(["tok", "dep"], {}))
    with pytest.raises(RunError, match="its tasks are tok, dep"):
        HanlpModel(folder(MULTI_TASK))


def test_characters_are_asked_and_long_texts_are_read_in_pieces(
    folder: Callable[..., Path], installed: Callable[[Any], list[str]]
) -> None:
    asked: list[str] = []

    def component(tokens: list[list[str]]) -> list[list[tuple[str, str, int, int]]]:
        asked.extend("".join(one) for one in tokens)
        return [[("财政部", "ORG", len(one) - 4, len(one) - 1)] for one in tokens]

    installed(component)
    text = "加强资金管理，" * 60 + "报送财政部。"
    (evidence, nothing) = HanlpModel(folder()).opinion([text, " \n"])
    assert "".join(asked) == text
    assert max(map(len, asked)) <= 400
    assert found(evidence)[-1] == ("ner", "ORG", "财政部")
    assert text[evidence[-1].start : evidence[-1].end] == "财政部"
    assert nothing == []


def test_a_passage_on_which_hanlp_fails_costs_that_passage(
    folder: Callable[..., Path], installed: Callable[[Any], list[str]]
) -> None:
    def component(tokens: list[list[str]]) -> list[list[tuple[str, str, int, int]]]:
        if any("坏" in one for one in tokens):
            raise ValueError("I-ORG without B-ORG")
        return [[("财政部", "ORG", 0, 3)] for _ in tokens]

    installed(component)
    model = HanlpModel(folder())
    assert [len(one) for one in model.opinion(["财政部负责", "坏", "财政部"])] == [1, 0, 1]
    with pytest.raises(StructureError, match="I-ORG without B-ORG"):
        model.opinion(["坏", "坏"])


# --- who may act ----------------------------------------------------------------------------------

AGENT = Evidence("srl", "ARG0", 0, 4, "省财政厅", (6, 8))


@pytest.mark.parametrize(
    ("evidence", "bodies", "expected"),
    [
        ([AGENT], [], [Body(10, 14, "actor", "hanlp.srl")]),
        (
            [Evidence("ner", "ORG", 1, 4, "财政厅"), AGENT],
            [],
            [Body(11, 14, "actor", "hanlp.ner")],
        ),
        # The rules have a body there.
        ([AGENT], [Body(12, 14, "lead", "department.subject")], []),
        # An organisation that is no subject.
        ([Evidence("ner", "ORG", 0, 4, "省财政厅")], [], []),
        # Behind its predicate, without one, or no name of a body.
        ([Evidence("srl", "ARG0", 8, 12, "省财政厅", (0, 2))], [], []),
        ([Evidence("srl", "ARG0", 0, 4, "省财政厅")], [], []),
        ([Evidence("srl", "ARG0", 0, 4, "实施方案", (6, 8))], [], []),
        ([Evidence("srl", "ARG0", 0, 2, "机构", (6, 8))], [], []),
    ],
)
def test_only_the_subject_of_a_measure_may_act(
    evidence: list[Evidence], bodies: list[Body], expected: list[Body]
) -> None:
    assert actors(evidence, start=10, bodies=bodies) == expected


def test_hanlp_adds_who_acts_and_changes_nothing_else() -> None:
    text = "一、加大支持力度\n临港新城筹建指挥部要加快建设产业园区。\n二、工作回顾\n去年成效明显。"
    asked: list[str] = []

    def opinion(texts: Any) -> list[list[Evidence]]:
        asked.extend(texts)
        return [[] for _ in texts]

    alone = annotate(text)
    assert annotate(text, hanlp=opinion) == alone
    assert asked == ["临港新城筹建指挥部要加快建设产业园区。"]
    number = next(n for n, decision in enumerate(alone.decisions) if decision.is_measure)

    def sees_it(texts: Any) -> list[list[Evidence]]:
        return [[Evidence("srl", "ARG0", 0, 9, "临港新城筹建指挥部", (10, 12))] for _ in texts]

    silent = [
        type(d)(d.labels | {"responsible_department": 0.05}, (), d.targets, d.deadlines)
        for d in alone.decisions
    ]
    heard = hear_hanlp(text, alone.segments, silent, sees_it)
    start = alone.segments[number].start
    assert heard[number].bodies == (Body(start, start + 9, "actor", "hanlp.srl"),)
    assert heard[number].labels["responsible_department"] == 0.9
    assert [d for n, d in enumerate(heard) if n != number] == [
        d for n, d in enumerate(silent) if n != number
    ]
