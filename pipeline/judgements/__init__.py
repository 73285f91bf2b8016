"""What people say about segments: one judgement, the folder that keeps them, gold from them.

A judgement says what is true of one segment of one text: which labels it has, its spans, and for
a measure who is responsible and by when. Judgements are only ever added (``store``); what they
say together, after disagreements are settled, is gold (``derive``).
"""

from pipeline.judgements.derive import Derived, derive
from pipeline.judgements.judgement import Judgement, Span, parse_judgement, plain
from pipeline.judgements.store import (
    add_judgements,
    check_annotator,
    keep_source,
    read_judgements,
    source_name,
    standing,
)

__all__ = [
    "Derived",
    "Judgement",
    "Span",
    "add_judgements",
    "check_annotator",
    "derive",
    "keep_source",
    "parse_judgement",
    "plain",
    "read_judgements",
    "source_name",
    "standing",
]
