"""The pipeline as a spaCy ``Language``: what training, scoring, displaCy and spaCy users work with.

The work is done by the pure functions of the stages; the components here call them and put
what they find into span groups. ``load()`` builds the language from ``default.cfg``;
``annotation(doc)`` reads the span groups back. The batch path (``pipeline.extract``) calls the
same functions without a ``Doc``; tests/test_nlp.py holds the two together.
"""

from pipeline.nlp.language import annotation, load, make_doc

__all__ = ["annotation", "load", "make_doc"]
