"""What a judgement of one segment is: how surely it is a measure, and the rule that says so."""

from __future__ import annotations

# Score from 0 to 1, and the id of the rule.
Evidence = tuple[float, str]

# From here on a segment counts as a measure.
MEASURE = 0.5
