"""The script that compares the queue with chance, on six small documents."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

from tests.conftest import ROOT

# Small ones, of the part that may be read.
NAMES = (
    "c19-2224dc162e28",
    "c19-25a73b4862a3",
    "c19-2bbc0bbf5530",
    "re-0abe55120825",
    "re-0da023b558b7",
    "re-0f522ee1c135",
)


def test_the_script_prints_a_table_and_draws_the_curves(tmp_path: Path) -> None:
    for folder, suffix in (("gold", "jsonl"), ("sources", "txt")):
        (tmp_path / folder).mkdir()
        for name in NAMES:
            shutil.copy(ROOT / "annotations" / folder / f"{name}.{suffix}", tmp_path / folder)
    plot = tmp_path / "curves.svg"
    sizes = [
        "--seeds",
        "2",
        "--start",
        "2",
        "--held-out",
        "2",
        "--corrections",
        "8",
        "--batch",
        "4",
    ]
    done = subprocess.run(
        [
            *(sys.executable, "scripts/learning_curve.py", *sizes),
            *("--annotations", str(tmp_path), "--plot", str(plot)),
        ],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[2].startswith("| all labels | 0 | ")
    # Both ways begin with the same model.
    assert "+0.000 ± 0.000" in lines[2]
    assert sum(line.startswith("| deadline |") for line in lines) == 3
    assert "characters per correction" in lines[-1]
    curves = ElementTree.parse(plot).getroot()
    assert len(curves.findall(".//{*}path[@stroke-width='2']")) >= 10
