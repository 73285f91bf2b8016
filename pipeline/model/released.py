"""Where models lie: the one that comes with the package, and the ones that users name."""

from __future__ import annotations

from pathlib import Path

from pipeline.errors import LearnError
from pipeline.model.linear import META

NAME = "zh_measures"
COMPONENT = "notice_labels"


def models_folder() -> Path:
    """Return the folder of released models: inside an installed package, beside it in a tree."""
    package = Path(__file__).parents[1]
    inside = package / "models"
    return inside if inside.is_dir() else package.parent / "models"


def released_model() -> Path | None:
    """Return the folder of the model that came with the package; None where there is none."""
    folder = models_folder() / NAME
    return find_model(folder) if folder.is_dir() else None


def find_model(folder: Path) -> Path:
    """Return the folder of the two files of a model in ``folder``.

    ``folder`` may be that folder itself, a spaCy model, or the source or installed folder of a
    package around one. Raises LearnError E611 where no model is in it.
    """
    if (folder / META).is_file() and (folder / "weights.npz").is_file():
        return folder
    found = [
        path
        for path in sorted(folder.glob(f"**/{COMPONENT}/{META}"))
        # `pip install models/zh_measures` leaves a copy behind.
        if "build" not in path.relative_to(folder).parts
    ]
    if len(found) != 1:
        raise LearnError("E611", path=folder, count=len(found))
    return found[0].parent
