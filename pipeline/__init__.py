"""Chinese government notices to records of who does what, by when, to what target.

Read in this order: schema (the nouns), extract (the stages in order, for one file), run (a
batch of files), then the folder of the stage you want to change.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.about import __version__

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["__version__", "load"]


def load() -> Language:
    """Return the released model as a spaCy pipeline (``pipeline.nlp.load`` takes others).

    Without a released model it is the rules alone. Raises LearnError E610 where it is damaged.
    """
    # spaCy takes seconds to import, and nothing else here needs it.
    from pipeline.model.released import released_model
    from pipeline.nlp import load as load_pipeline

    return load_pipeline(released_model())
