"""Find a record of a finished run by its id."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson

from pipeline.errors import RunError

_KINDS = ("measures", "segments", "notices")


def find_record(out: Path, record_id: str) -> tuple[str, dict[str, Any]]:
    """Return the kind (measures, segments, notices) and the record with this id.

    The beginning of an id is enough where no other id has it. A segment that is a measure is found
    as the measure. Raises RunError: E415 no finished run with records, E416 no
    such id, E417 more than one.
    """
    if not (out / "run.json").is_file() or not (out / "measures.jsonl").is_file():
        raise RunError("E415", out=out)
    if not record_id:
        raise RunError("E416", out=out, id="''")
    found = [(kind, record) for kind in _KINDS for record in _matching(out, kind, record_id)]
    exact = [(kind, record) for kind, record in found if record["id"] == record_id]
    if exact:
        return exact[0]
    if not found:
        raise RunError("E416", out=out, id=record_id)
    ids = list(dict.fromkeys(record["id"] for _, record in found))
    if len(ids) > 1:
        raise RunError("E417", count=len(ids), out=out, id=record_id, ids=", ".join(ids[:5]))
    return found[0]


def _matching(out: Path, kind: str, record_id: str) -> list[dict[str, Any]]:
    # Few lines hold the id at all; only those are decoded.
    needle = record_id.encode()
    with (out / f"{kind}.jsonl").open("rb") as file:
        records = [orjson.loads(line) for line in file if needle in line]
    return [record for record in records if record["id"].startswith(record_id)]
