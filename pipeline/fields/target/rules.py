"""The shapes in which a quantity is a target, in order of priority.

A rule looks at a quantity in its context and answers a Reading or None. What is no target in
spite of its shape is in ``reject``.
"""

from __future__ import annotations

from collections.abc import Callable

from pipeline.fields.target.bound_rules import bound, distance, months, term_of_rule
from pipeline.fields.target.context import Context
from pipeline.fields.target.deliver_rules import deliver
from pipeline.fields.target.give_rules import (
    by_grade,
    discount,
    each,
    executed,
    give,
    noun_behind,
    per_unit,
    rate_of_class,
)
from pipeline.fields.target.reading import Reading
from pipeline.fields.target.scope_rules import (
    of_class,
    paid_share,
    planned,
    share_of_things,
    share_range,
    works,
)
from pipeline.fields.target.share_rules import (
    of_base,
    of_bound,
    outcome,
    share_first,
    value_after,
    whole_share,
)

RULES: tuple[Callable[[Context], Reading | None], ...] = (
    months,
    term_of_rule,
    distance,
    of_bound,
    of_base,
    give,
    deliver,
    each,
    per_unit,
    by_grade,
    rate_of_class,
    share_of_things,
    share_range,
    executed,
    bound,
    discount,
    whole_share,
    of_class,
    value_after,
    paid_share,
    share_first,
    noun_behind,
    outcome,
    works,
    planned,
)
"""First answer wins."""


def read_target(context: Context) -> Reading | None:
    """The reading of the first rule that knows this shape."""
    for rule in RULES:
        reading = rule(context)
        if reading is not None:
            return reading
    return None
