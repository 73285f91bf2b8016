"""The released model: an installable spaCy package that says what the batch path says."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import spacy

import pipeline
from pipeline import nlp
from pipeline.annotate import annotate
from pipeline.clean import clean
from pipeline.extract import extract
from pipeline.learn.release import PACKAGE, build_package
from pipeline.learn.train import Settings, train
from pipeline.model import find_model, load_model, released_model
from pipeline.read import read_source
from pipeline.split import split

ROOT = Path(__file__).parents[1]
SAMPLES = sorted((ROOT / "samples").glob("*.txt"))[:4]


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package around a model that was trained on two documents, and calibrated on a third."""
    folder = tmp_path_factory.mktemp("release")
    annotations = folder / "annotations"
    parts = {"re-16a531eb3536": "tuned", "gov-5338761": "tuned", "re-0f69e15abd36": "dev"}
    for name in parts:
        for place in (f"gold/{name}.jsonl", f"sources/{name}.txt"):
            (annotations / place).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / "annotations" / place, annotations / place)
    lines = ["document\tpart", *(f"{name}\t{part}" for name, part in parts.items()), ""]
    (annotations / "splits.tsv").write_text("\n".join(lines), "utf-8")
    train([annotations], folder / "model", settings=Settings(folds=2), version="1")
    build_package(folder / "model", folder / PACKAGE, version="1.2.3")
    return folder / PACKAGE


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_spacy_and_batch_give_the_same_labels(package: Path, path: Path) -> None:
    language = spacy.load(package / PACKAGE / f"{PACKAGE}-1.2.3")
    model = load_model(find_model(package))
    source = read_source(path, file=path.name)
    for document in split(source):
        text = clean(source.text, document.start, document.end).text
        doc = nlp.make_doc(language, text, kind=document.kind, issued=document.issued)
        for _, component in language.pipeline:
            doc = component(doc)
        expected = annotate(text, kind=document.kind, issued=document.issued, model=model)
        assert nlp.annotation(doc) == expected


def test_a_model_leaves_its_mark_on_records(package: Path) -> None:
    source = read_source(SAMPLES[0], file="a.txt")
    model = load_model(find_model(package))
    records = extract(source, model=model).measures
    assert {record.model for record in records} == {"zh_measures 1"}
    assert all(set(record.rules) == set(record.labels) for record in records)
    disputed = [s for s in extract(source, model=model).segments if s.disputed]
    for segment in disputed:
        assert set(segment.disputed) <= set(segment.labels)


def test_the_package_can_be_built_and_imported(package: Path, tmp_path: Path) -> None:
    pip = [sys.executable, "-m", "pip", "-q", "--disable-pip-version-check", "install"]
    target = ["--no-deps", "--no-build-isolation", "--target", str(tmp_path / "site")]
    subprocess.run([*pip, *target, str(package)], check=True)
    code = (
        f"import sys; sys.path.insert(0, {str(tmp_path / 'site')!r})\n"
        f"import spacy\nprint(spacy.load({PACKAGE!r}).meta['version'])"
    )
    found = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert found.stdout.strip() == "1.2.3"


def test_the_package_loads_its_own_model() -> None:
    language = pipeline.load()
    labels = language.get_pipe("notice_labels")
    assert (labels.model is None) == (released_model() is None)


def test_another_model_in_the_same_place_is_read(package: Path, tmp_path: Path) -> None:
    from pipeline.run import RunRequest, run_batch

    place = tmp_path / "model"
    shutil.copytree(find_model(package), place)
    out = tmp_path / "out"
    request = RunRequest(paths=[SAMPLES[0]], out=out, jobs=1, formats=["jsonl"], model=place)
    run_batch(request)
    before = (out / "measures.jsonl").read_text("utf-8")
    meta = place / "meta.json"
    meta.write_text(meta.read_text("utf-8").replace('"version": "1"', '"version": "2"'), "utf-8")
    run_batch(request)
    after = (out / "measures.jsonl").read_text("utf-8")
    assert '"model":"zh_measures 1"' in before and '"model":"zh_measures 2"' in after


def test_a_copy_that_pip_leaves_behind_is_no_second_model(package: Path, tmp_path: Path) -> None:
    folder = tmp_path / PACKAGE
    shutil.copytree(package, folder)
    shutil.copytree(folder / PACKAGE, folder / "build" / "lib" / PACKAGE, dirs_exist_ok=True)
    assert find_model(folder).is_relative_to(folder / PACKAGE)
