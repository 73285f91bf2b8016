"""Normal forms as tools carry them: a few named values beside a mark."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Mapping
from typing import Any, get_args

from pipeline.schema import Op

FORMS = {
    "target": ("op", "value", "value_max", "unit", "metric"),
    "deadline": ("start_date", "end_date", "duration", "rule"),
}
OPS = get_args(Op)
_DURATION = re.compile(r"P(?=\d|T\d)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?)?")
_LONGEST = 200


def form_of(label: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a record says of the normal form of a span, without what is None."""
    names = FORMS.get(label, ())
    return {name: values[name] for name in names if values.get(name) is not None}


def checked_form(label: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the normal form that a tool gives for a span; blank values are none.

    Raises ValueError that names a value which cannot be.
    """
    found = {}
    for name in FORMS.get(label, ()):
        value = values.get(name)
        if isinstance(value, str):
            value = value.strip()
        if value not in (None, ""):
            found[name] = _value(name, value)
    return found


def _value(name: str, given: Any) -> Any:
    if name in ("value", "value_max"):
        return _number(name, given)
    if not isinstance(given, str) or len(given) > _LONGEST:
        raise ValueError(f"{name} is not a text of at most {_LONGEST} characters")
    if name == "op" and given not in OPS:
        raise ValueError(f"op {given!r} is none of {', '.join(OPS)}")
    if name == "duration" and not _DURATION.fullmatch(given):
        raise ValueError(f"duration {given!r} is not of the form P30D, P2Y, PT48H")
    if name.endswith("_date"):
        return _date(name, given)
    return given


def _number(name: str, given: Any) -> int | float:
    try:
        number = float(given) if isinstance(given, str | int | float) else math.nan
    except (ValueError, OverflowError):
        number = math.nan
    if isinstance(given, bool) or not abs(number) < 1e15:
        raise ValueError(f"{name} {given!r} is not a number")
    return int(number) if number.is_integer() else number


def _date(name: str, given: str) -> str:
    try:
        return dt.datetime.strptime(given, "%Y-%m-%d").date().isoformat()
    except ValueError:
        raise ValueError(f"{name} {given!r} is not a day such as 2020-06-30") from None
