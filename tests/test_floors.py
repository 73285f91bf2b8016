"""The released model keeps its promises on the documents nobody looked at."""

from __future__ import annotations

from pathlib import Path

from pipeline.learn.gate import measure, read_floors
from pipeline.model import load_model, released_model

ROOT = Path(__file__).parents[1]


def test_released_model_stays_above_its_floors() -> None:
    folder = released_model()
    assert folder is not None
    floors = read_floors(ROOT / "models" / "floors.tsv")
    assert {"label measure", "record who+role", "record complete"} <= set(floors)
    total = measure(load_model(folder), ROOT / "annotations", "unseen").total
    assert {row: total.rows[row].f1 for row, floor in floors.items()} == {
        row: max(total.rows[row].f1, floor) for row, floor in floors.items()
    }


def test_released_model_has_seen_none_of_them() -> None:
    from pipeline.learn.gate import leaks

    folder = released_model()
    assert folder is not None
    assert leaks(load_model(folder), [ROOT / "annotations"], "unseen") == []


def test_released_model_is_small_and_without_pickle() -> None:
    files = [path for path in (ROOT / "models").rglob("*") if path.is_file()]
    assert all(path.stat().st_size < 15_000_000 for path in files)
    assert not [
        path
        for path in files
        if path.suffix in {".pkl", ".pickle", ".bin"} and path.stat().st_size > 16
    ]
