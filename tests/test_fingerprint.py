from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline import code as module
from pipeline.run.fingerprint import fingerprint


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package of two files in the place of the real one."""
    folder = tmp_path / "package"
    (folder / "lexicons").mkdir(parents=True)
    (folder / "a.py").write_text("a", "utf-8")
    (folder / "lexicons" / "words.tsv").write_text("word\n", "utf-8")
    monkeypatch.setattr(module, "files", lambda name: folder)
    return folder


@pytest.fixture
def model(tmp_path: Path) -> Path:
    folder = tmp_path / "model"
    folder.mkdir()
    (folder / "weights").write_bytes(b"1")
    return folder


def test_same_makes_same(package: Path, model: Path) -> None:
    first = fingerprint(settings={}, lexicons=[], model=model)
    assert fingerprint(settings={}, lexicons=[], model=model) == first


CHANGES: dict[str, Callable[[Path, Path], object]] = {
    "code": lambda package, model: (package / "a.py").write_text("b", "utf-8"),
    "new code": lambda package, model: (package / "b.py").write_text("", "utf-8"),
    "word list": lambda package, model: (package / "lexicons" / "words.tsv").write_text("w"),
    "model": lambda package, model: (model / "weights").write_bytes(b"2"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_change_is_noticed(
    package: Path, model: Path, change: Callable[[Path, Path], object]
) -> None:
    before = fingerprint(settings={}, lexicons=[], model=model)
    change(package, model)
    assert fingerprint(settings={}, lexicons=[], model=model) != before


def test_compiled_code_does_not_count(package: Path) -> None:
    before = fingerprint(settings={}, lexicons=[], model=None)
    (package / "__pycache__").mkdir()
    (package / "__pycache__" / "a.pyc").write_bytes(b"x")
    assert fingerprint(settings={}, lexicons=[], model=None) == before


def test_own_lexicon_counts_by_content(package: Path, tmp_path: Path) -> None:
    lexicon = tmp_path / "mine.tsv"
    lexicon.write_text("a", "utf-8")
    first = fingerprint(settings={}, lexicons=[lexicon], model=None)
    assert first != fingerprint(settings={}, lexicons=[], model=None)
    lexicon.write_text("b", "utf-8")
    assert fingerprint(settings={}, lexicons=[lexicon], model=None) != first
