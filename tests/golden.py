"""Golden records of whole notices: tests/notices/NAME.txt and what is expected of it.

``python -m tests.golden`` writes NAME.records.jsonl anew; read the difference before you commit
it. One line a measure, in words a domain person reads: who (name, role, basis), target, deadline.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pipeline.extract import extract
from pipeline.read import read_source
from pipeline.schema import MeasureRecord

FOLDER = Path(__file__).parent / "notices"


def notices() -> list[Path]:
    """Return the texts that have golden records, or shall get them."""
    return sorted(FOLDER.glob("*.txt"))


def golden_path(notice: Path) -> Path:
    """Return where the golden records of a notice stand."""
    return notice.with_suffix(".records.jsonl")


def records(notice: Path) -> list[dict[str, Any]]:
    """Return what the pipeline says of a notice, in short."""
    extraction = extract(read_source(notice, file=notice.name))
    heads = [
        {
            "notice": found.title,
            "document_number": found.document_number,
            "issuers": list(found.issuers),
            "recipients": list(found.recipients),
            "issued": str(found.issued) if found.issued else None,
            "measures": found.measures,
        }
        for found in extraction.notices
    ]
    return heads + [_short(measure) for measure in extraction.measures]


def _short(measure: MeasureRecord) -> dict[str, Any]:
    return {
        "section": " > ".join(measure.section),
        "text": measure.text,
        "action": measure.action,
        "object": measure.object,
        "who": [f"{body.name} {body.role} {body.basis}" for body in measure.responsible],
        "targets": [
            f"{target.text} {target.op} {target.value} {target.unit}" for target in measure.targets
        ],
        "deadlines": [
            f"{one.text} {one.type} {one.end_date or one.duration or one.rule} {one.basis}"
            for one in measure.deadlines
        ],
        "place": [measure.start, measure.end],
    }


def read_golden(notice: Path) -> list[dict[str, Any]]:
    """Return the golden records of a notice."""
    lines = golden_path(notice).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def write_golden() -> None:
    """Write the golden records of all notices anew."""
    for notice in notices():
        lines = [json.dumps(record, ensure_ascii=False) + "\n" for record in records(notice)]
        golden_path(notice).write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    write_golden()
