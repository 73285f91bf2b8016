"""Find a record of a finished run by its id."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson

from pipeline.errors import RunError

_KINDS = ("measures", "segments", "notices")


def find_record(out: Path, record_id: str) -> tuple[str, dict[str, Any]]:
    """Return the kind (measures, segments, notices) and the record with this id.

    The beginning of an id is enough where no other id of that kind has it. A segment that is a
    measure is found as the measure. Raises RunError: E415 no finished run with records, E416 no
    such id, E417 more than one.
    """
    if not (out / "run.json").is_file() or not (out / "measures.jsonl").is_file():
        raise RunError("E415", out=out)
    for kind in _KINDS:
        found = _matching(out / f"{kind}.jsonl", record_id)
        exact = [record for record in found if record["id"] == record_id]
        if len(exact or found) == 1:
            return kind, (exact or found)[0]
        if found:
            ids = ", ".join(record["id"] for record in found[:5])
            raise RunError("E417", count=len(found), out=out, id=record_id, ids=ids)
    raise RunError("E416", out=out, id=record_id)


def _matching(path: Path, record_id: str) -> list[dict[str, Any]]:
    # Few lines hold the id at all; only those are decoded.
    needle = record_id.encode()
    with path.open("rb") as file:
        records = [orjson.loads(line) for line in file if needle in line]
    return [record for record in records if record["id"].startswith(record_id)]
