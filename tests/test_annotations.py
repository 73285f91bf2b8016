"""The annotations of the repository are sound, and the check sees what is not."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline.learn.check import MANIFEST, manifest, problems

ANNOTATIONS = Path(__file__).parents[1] / "annotations"


def test_the_annotations_are_sound() -> None:
    assert list(problems(ANNOTATIONS)) == []


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two documents of the repository, one on each side of the split."""
    for part in ("gold", "sources"):
        (tmp_path / part).mkdir()
    for name in ("re-16a531eb3536", "gov-5338761"):
        shutil.copy(ANNOTATIONS / "gold" / f"{name}.jsonl", tmp_path / "gold")
        shutil.copy(ANNOTATIONS / "sources" / f"{name}.txt", tmp_path / "sources")
    lines = ["document\tpart", "gov-5338761\tunseen", "re-16a531eb3536\ttuned", ""]
    (tmp_path / "splits.tsv").write_text("\n".join(lines), "utf-8")
    (tmp_path / MANIFEST).write_bytes(manifest(tmp_path))
    return tmp_path


DAMAGE = {
    '"end": 0': ("is no place in the source",),
    '"role": "boss"': ("has no role",),
    '"labels": ["nonsense"]': ("unknown label nonsense", "without the label"),
    '"text": "财政部门门门", "label"': ("is not what stands at its place",),
}


@pytest.mark.parametrize("what", list(DAMAGE))
def test_damage_is_named(folder: Path, what: str) -> None:
    import re

    assert list(problems(folder)) == []
    path = folder / "gold" / "gov-5338761.jsonl"
    key = what.split(":")[0]
    lines = path.read_text("utf-8").splitlines()
    row = next(n for n, line in enumerate(lines) if '"role"' in line)
    pattern = {
        '"end"': r'(?<="end": )\d+',
        '"role"': r'"role": "\w+"',
        '"labels"': r'"labels": \[[^\]]*\]',
        '"text"': r'"text": "[^"]+", "label"',
    }[key]
    new = what.split(": ")[1] if key == '"end"' else what
    lines[row] = re.sub(pattern, new, lines[row], count=1)
    path.write_text("\n".join(lines) + "\n", "utf-8")
    found = "\n".join(problems(folder))
    for expected in (*DAMAGE[what], MANIFEST):
        assert expected in found


def test_a_text_on_both_sides_is_named(folder: Path) -> None:
    for part, suffix in (("gold", "jsonl"), ("sources", "txt")):
        shutil.copy(folder / part / f"gov-5338761.{suffix}", folder / part / f"copy.{suffix}")
    with (folder / "splits.tsv").open("a") as file:
        file.write("copy\ttuned\n")
    assert any("copy (tuned) and gov-5338761 (unseen) are 100%" in one for one in problems(folder))
