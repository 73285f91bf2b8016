"""Train the model of a release, make its package and card, set its floors, write the report.

usage: scripts/release-model VERSION
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from pipeline.learn.card import card
from pipeline.learn.gate import measure
from pipeline.learn.release import PACKAGE, build_package
from pipeline.learn.report import MEASURED, confidences
from pipeline.learn.samples import read_samples
from pipeline.learn.train import train
from pipeline.model import find_model, load_model

ANNOTATIONS, MODELS = Path("annotations"), Path("models")


def main(version: str) -> None:
    """Put a fresh model in the place of the released one."""
    place = MODELS / PACKAGE
    with tempfile.TemporaryDirectory() as work:
        made = Path(work) / "model"
        train([ANNOTATIONS], made, 0, version=version)
        build_package(made, place, version=version)
    folder = find_model(place)
    model = load_model(folder)
    sources = read_samples([ANNOTATIONS], part=MEASURED)
    text = card(
        model,
        folder,
        ANNOTATIONS,
        measured=measure(model, ANNOTATIONS, MEASURED),
        records=confidences(model, sources),
        sources=sources,
    )
    (place / "README.md").write_text(text, "utf-8")
    print(f"{place}: {model.name}")


if __name__ == "__main__":
    main(sys.argv[1])
