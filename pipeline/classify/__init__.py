"""Classify: is a segment a measure?

``measure_scores`` gives each segment a score (0.5 and above: a measure), ``measure_evidence`` the
rule that decided beside it. Pure functions over clean text and offsets; a trained model reads the
same segments and is weighed against these scores elsewhere.
"""

from __future__ import annotations

from pipeline.classify.evidence import measure_evidence, measure_scores

__all__ = ["measure_evidence", "measure_scores"]
