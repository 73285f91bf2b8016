"""Cases as data: one JSONL file per field or stage, readable by a domain person."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jsonlines

FOLDER = Path(__file__).parent


def load_cases(name: str) -> list[dict[str, Any]]:
    """Return the cases of ``tests/cases/<name>.jsonl``."""
    with jsonlines.open(FOLDER / f"{name}.jsonl") as lines:
        return list(lines)
