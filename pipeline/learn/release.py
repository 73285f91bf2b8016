"""Make the released model: an installable spaCy package that the project's wheel carries, too.

models/zh_measures/
    pyproject.toml, README.md          what pip reads; the card
    zh_measures/__init__.py            load() for spacy.load("zh_measures")
    zh_measures/zh_measures-VERSION/   the pipeline; notice_labels/ holds the trained arrays
"""

from __future__ import annotations

import shutil
from pathlib import Path

import orjson

from pipeline.about import __version__
from pipeline.nlp import load
from pipeline.write.jsonl import encode

LANGUAGE, NAME = "zh", "measures"
PACKAGE = f"{LANGUAGE}_{NAME}"

_INIT = '''"""Labels of segments of Chinese government notices: a trained spaCy pipeline."""

from pathlib import Path

from spacy.language import Language
from spacy.util import get_model_meta, load_model_from_init_py

__version__ = get_model_meta(Path(__file__).parent)["version"]


def load(**overrides: object) -> Language:
    """Load the pipeline; ``overrides`` as for ``spacy.load``."""
    return load_model_from_init_py(__file__, **overrides)
'''
_PROJECT = """[build-system]
requires = ["setuptools>=68"]
build-backend = "setuptools.build_meta"

[project]
name = "{package}"
version = "{version}"
description = "Trained pipeline of notice-measures: measures, departments, targets, deadlines"
readme = "README.md"
license = {{ text = "MIT" }}
requires-python = ">=3.11"
dependencies = ["spacy>=3.8,<3.9", "notice-measures>={needs}"]

[project.entry-points.spacy_models]
{package} = "{package}"

[tool.setuptools]
packages = ["{package}"]

[tool.setuptools.package-data]
{package} = ["**/*"]
"""


def build_package(model: Path, folder: Path, *, version: str) -> Path:
    """Write the package of a trained model into ``folder``, in the place of an older one.

    ``model``: folder of the two files. Returns the folder of the pipeline. The card (README.md) of
    the older one stays.
    """
    nlp = load(model)
    nlp.meta.update(
        name=NAME,
        version=version,
        description="Labels segments of Chinese government notices",
        license="MIT",
        author="",
        email="",
        url="",
        spacy_version=">=3.8,<3.9",
    )
    inner = folder / PACKAGE
    shutil.rmtree(inner, ignore_errors=True)
    pipeline = inner / f"{PACKAGE}-{version}"
    pipeline.mkdir(parents=True)
    nlp.to_disk(pipeline)
    (inner / "__init__.py").write_text(_INIT, "utf-8")
    meta = orjson.loads((pipeline / "meta.json").read_bytes())
    (inner / "meta.json").write_bytes(encode(meta) + b"\n")
    project = _PROJECT.format(package=PACKAGE, version=version, needs=__version__)
    (folder / "pyproject.toml").write_text(project, "utf-8")
    return pipeline
