"""The network: passages, tags and their reading, a tiny one trained here, its opinions."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path

import jsonlines
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import LearnError
from pipeline.learn.baselines import baselines
from pipeline.learn.network.examples import Lesson
from pipeline.learn.network.fit import fit, read_config
from pipeline.learn.network.silver import silver_lessons
from pipeline.learn.network.train import read_silver, train
from pipeline.learn.samples import read_samples
from pipeline.model.network import CALIBRATION, load_network, network_opinions
from pipeline.model.passages import BAR, passages
from pipeline.model.tags import NAMES, OUTSIDE, TAGS, read_tags, tags
from pipeline.schema import LABELS, Segment, Source

TINY = {
    "components.tok2vec.model.embed.width": 16,
    "components.tok2vec.model.embed.rows": [200, 500],
    "components.tok2vec.model.encode.steps": [1, 2],
    "training.max_epochs": 8,
    "training.batcher.size": 150,
    "training.optimizer.learn_rate": 0.01,
}
TEXT = "一、加快复工\n财政部要支持企业 复工，6月底前完成。疫情影响很大。"
HEADING, DUTY, REPORT = Segment(0, 6, "heading"), (7, 25), (25, 32)


def segments() -> list[Segment]:
    return [
        HEADING,
        Segment(*DUTY, "body", ("一、加快复工",), item=0, paragraph=1),
        Segment(*REPORT, "body", ("一、加快复工",), item=0, paragraph=1),
    ]


def lessons() -> list[Lesson]:
    """The duty names a body and a deadline, the report nothing; each often."""
    duty, report = passages(TEXT, segments(), kind="notice")
    first = duty.own
    end = first + TEXT[slice(*DUTY)].index("完成")
    spans = ((first, first + 3, "actor"), (end - 4, end, "deadline"))
    yes, no = dict.fromkeys(LABELS, 1.0), dict.fromkeys(LABELS, 0.0)
    return [Lesson(duty, yes | {"target": 0.0}, spans), Lesson(report, no, ())] * 20


# --- passages ---------------------------------------------------------------------------------


def test_passages_show_the_segment_among_what_stands_around_it() -> None:
    duty, report = passages(TEXT, segments(), kind="notice")
    assert duty.text[duty.own : duty.own + duty.length] == TEXT[slice(*DUTY)]
    assert duty.text.split(BAR)[1:] == [
        "一、加快复工",
        "一、加快复工",
        TEXT[slice(*DUTY)],
        TEXT[slice(*REPORT)][:8],
    ]
    assert (report.number, report.start) == (2, REPORT[0])


def test_a_document_cannot_forge_bars() -> None:
    text = f"财政部{BAR}要支持{BAR}企业。"
    (passage,) = passages(text, [Segment(0, len(text), "body")], kind="notice")
    assert passage.text.count(BAR) == 4
    assert passage.length == len(text)


# --- tags -------------------------------------------------------------------------------------


def sure(of: list[str]) -> np.ndarray:
    """Chances that leave no doubt."""
    return np.eye(len(TAGS), dtype=np.float32)[[TAGS.index(tag) for tag in of]]


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 5), st.integers(1, 6), st.sampled_from(NAMES)), max_size=5)
)
def test_spans_survive_tagging(pieces: list[tuple[int, int, str]]) -> None:
    spans, place = [], 0
    for gap, length, name in pieces:
        spans.append((place + gap, place + gap + length, name))
        place += gap + length
    (found,) = read_tags([sure(tags(place + 2, spans))])
    assert [(span.start, span.end, span.name) for span in found] == spans
    assert all(span.score == 1 for span in found)


def test_of_two_spans_that_overlap_the_longer_is_tagged() -> None:
    assert tags(4, [(0, 2, "target"), (1, 4, "deadline")]) == [
        OUTSIDE,
        "B-deadline",
        "I-deadline",
        "L-deadline",
    ]


@settings(deadline=None)
@given(st.integers(0, 2**32 - 1), st.lists(st.integers(0, 9), min_size=1, max_size=4))
def test_any_chances_give_spans_that_lie_inside_and_apart(seed: int, lengths: list[int]) -> None:
    random = np.random.default_rng(seed)
    chances = [random.dirichlet([0.1] * len(TAGS), n).astype(np.float32) for n in lengths]
    for found, length in zip(read_tags(chances), lengths, strict=True):
        edges = [edge for span in found for edge in (span.start, span.end)]
        assert edges == sorted(edges)
        assert all(0 <= edge <= length for edge in edges)
        assert all(span.start < span.end and 0 <= span.score <= 1.001 for span in found)


def test_the_score_of_a_body_counts_all_roles() -> None:
    rows = (sure(tags(3, [(0, 3, "lead")])) + sure(tags(3, [(0, 3, "support")]))) / 2
    (found,) = read_tags([rows])
    assert [(span.start, span.end) for span in found] == [(0, 3)]
    assert found[0].score == pytest.approx(1)


# --- a tiny network ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A network that knows one sentence from another."""
    found: Path = tmp_path_factory.mktemp("network")
    fit(lessons(), read_config(TINY), seed=3).to_disk(found)
    return found


def test_a_trained_network_gives_labels_and_spans_at_their_place(folder: Path) -> None:
    heading, duty, report = network_opinions(load_network(folder), TEXT, segments(), kind="notice")
    assert (heading.labels, heading.spans) == ({}, ())
    given = [label for label in LABELS if duty.labels[label] >= 0.5]
    assert given == ["measure", "responsible_department", "deadline"]
    assert [(TEXT[span.start : span.end], span.name) for span in duty.spans] == [
        ("财政部", "actor"),
        ("6月底前", "deadline"),
    ]
    assert not any(value >= 0.5 for value in report.labels.values())
    assert report.spans == ()


def test_calibration_moves_the_threshold_to_a_half(folder: Path) -> None:
    network = load_network(folder)
    before = network_opinions(network, TEXT, segments(), kind="notice")[1].labels["measure"]
    cut = float(np.log(before / (1 - before)))
    network.meta[CALIBRATION] = {"slope": [1.0] * 4, "cut": [cut] * 4}
    after = network_opinions(network, TEXT, segments(), kind="notice")[1].labels["measure"]
    assert after == pytest.approx(0.5, abs=1e-3)


def test_the_same_lessons_and_seed_give_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    fit(lessons(), read_config(TINY), seed=3).to_disk(tmp_path)
    names = sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    assert names
    for name in names:
        assert (tmp_path / name).read_bytes() == (folder / name).read_bytes(), name


def test_training_goes_on_from_a_network(folder: Path) -> None:
    more = fit(
        lessons()[:2], read_config(TINY | {"training.max_epochs": 1}), start=load_network(folder)
    )
    assert network_opinions(more, TEXT, segments(), kind="notice")[1].labels["measure"] > 0.5


def test_a_folder_without_a_network_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LearnError, match="E610"):
        load_network(tmp_path)


def test_no_segments_no_opinions(folder: Path) -> None:
    assert network_opinions(load_network(folder), "", [], kind="notice") == []


# --- the whole training ------------------------------------------------------------------------


@pytest.fixture
def annotations(tmp_path: Path) -> Path:
    """Ten documents of one duty and one report each; the last is not to be learned from."""
    folder = tmp_path / "annotations"
    for part in ("gold", "sources"):
        (folder / part).mkdir(parents=True)
    names = [f"d{number}" for number in range(10)]
    for name, body in zip(names, "省市县区镇乡村街部委", strict=True):
        text = f"各{body}要加快复工复产。\n疫情对经济造成了冲击，形势仍然严峻，影响很大。\n"
        end = text.index("\n")
        span = {"start": 0, "end": 2, "label": "responsible_department", "role": "actor"}
        rows = [
            {"id": 1, "start": 0, "end": end, "labels": list(LABELS[:2]), "spans": [span]},
            {"id": 2, "start": end + 1, "end": len(text) - 1, "labels": [], "spans": []},
        ]
        (folder / "sources" / f"{name}.txt").write_text(text, "utf-8")
        with jsonlines.open(folder / "gold" / f"{name}.jsonl", "w") as lines:
            lines.write_all({"doc": name, **row} for row in rows)
    parts = [f"{name}\ttuned" for name in names[:-1]] + [f"{names[-1]}\tunseen"]
    (folder / "splits.tsv").write_text("\n".join(["document\tpart", *parts, ""]), "utf-8")
    return folder


def test_one_call_trains_calibrates_and_writes(annotations: Path, tmp_path: Path) -> None:
    notices = tmp_path / "notices.jsonl.gz"
    row = {"id": "n1", "kind": "notice", "text": "财政部要支持企业复工。\n疫情影响很大。\n"}
    with gzip.open(notices, "wt", encoding="utf-8") as lines:
        lines.write(json.dumps(row) + "\n")
    settings = TINY | {"training.max_epochs": 12}
    train([annotations], tmp_path / "out", notices=notices, settings=settings)
    network = load_network(tmp_path / "out")
    assert len(network.meta[CALIBRATION]["cut"]) == len(LABELS)
    told, duty = "疫情对经济造成了冲击，形势仍然严峻，影响很大。", "各厅要加快复工复产。"
    shown = [Segment(0, 10, "body"), Segment(11, 11 + len(told), "body", paragraph=1)]
    first, second = network_opinions(network, f"{duty}\n{told}", shown, kind="other")
    assert first.labels["measure"] > second.labels["measure"]


def test_documents_that_measure_the_model_are_never_shown_to_it(
    annotations: Path, tmp_path: Path
) -> None:
    notices = tmp_path / "notices.jsonl.gz"
    with gzip.open(notices, "wt", encoding="utf-8") as lines:
        for name in ("d9", "n1"):
            row = {"id": name, "kind": "notice", "text": f"财政部要支持企业{name}复工。\n"}
            lines.write(json.dumps(row) + "\n")
    found = read_silver(notices, [annotations], characters=1000, seed=0)
    assert ["n1" in lesson.passage.text for lesson in found] == [True]


def test_the_network_is_scored_beside_the_other_ways_to_label(
    folder: Path, annotations: Path
) -> None:
    learned = read_samples([annotations])
    measured = read_samples([annotations], part="unseen")
    ways = baselines(learned, learned[:2], measured, network=load_network(folder))
    assert [ways["network"][one.gold.name].rows["label micro"].gold for one in measured] == [2]
    assert "network" not in baselines(learned, learned[:2], measured)


# --- silver -----------------------------------------------------------------------------------


def test_rules_stand_in_for_gold() -> None:
    source = Source(
        "a.txt",
        "关于复工的通知\n一、加快复工\n财政部要支持企业复工，2020年6月底前完成。\n",
        "utf-8",
        "",
    )
    found = [
        (lesson.passage.text[start:end], name)
        for lesson in silver_lessons(source)
        for start, end, name in lesson.spans
    ]
    assert found == [("财政部", "actor"), ("2020年6月底前", "deadline")]


def test_the_model_package_does_without_spacy() -> None:
    code = "import sys, pipeline.model.network; sys.exit('spacy' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[1])
