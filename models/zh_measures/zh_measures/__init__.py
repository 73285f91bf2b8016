"""Labels of segments of Chinese government notices: a trained spaCy pipeline."""

from pathlib import Path

from spacy.language import Language
from spacy.util import get_model_meta, load_model_from_init_py

__version__ = get_model_meta(Path(__file__).parent)["version"]


def load(**overrides: object) -> Language:
    """Load the pipeline; ``overrides`` as for ``spacy.load``."""
    return load_model_from_init_py(__file__, **overrides)
