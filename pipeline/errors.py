"""Every error that the package raises on purpose: what happened, where, what to do next.

    MeasuresError
    ├── InputError      E1xx  an input cannot be read; it becomes a line of rejects.jsonl
    ├── StructureError  E2xx  a document cannot be taken apart; likewise
    ├── LexiconError    E3xx  a lexicon or rule file is wrong, whatever the notice says
    ├── RunError        E4xx  the run cannot begin or go on (paths, output folder, settings)
    └── LearnError      E6xx  annotations, scores, models
"""

from __future__ import annotations

MESSAGES = {
    "E101": "{path} does not exist. Check the path; nothing was written.",
}


class MeasuresError(Exception):
    """Base of all errors below. ``code`` is searchable: E1xx read, E3xx lexicons, E4xx run."""

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        super().__init__(f"[{code}] " + MESSAGES[code].format(**values))


class InputError(MeasuresError):
    """An input cannot be read."""


class StructureError(MeasuresError):
    """A document cannot be taken apart."""


class LexiconError(MeasuresError):
    """A lexicon file is wrong; names file and line."""


class RunError(MeasuresError):
    """The run cannot begin or go on."""


class LearnError(MeasuresError):
    """Annotations, scores or models are wrong."""
