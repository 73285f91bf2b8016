"""Full names of bodies: the hand-written cases, and what holds for every name."""

from __future__ import annotations

import datetime as dt
import json
import time
from pathlib import Path
from typing import Any

import pytest

from pipeline.fields.department.canonical import canonical_name, is_known_body, known_names
from pipeline.fields.department.central_bodies import central_index
from pipeline.lexicon import read_lexicon
from pipeline.schema import BodyName

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent / "cases" / "canonical.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]


def _named(text: str, case: dict[str, Any]) -> BodyName:
    return canonical_name(
        text,
        issuers=case["issuers"],
        issued=dt.date.fromisoformat(case["issued"]),
        title=case["title"],
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_canonical_name_matches_case(case: dict[str, Any]) -> None:
    expected = BodyName(case["expect"]["name"], case["expect"].get("name_today"))
    assert _named(case["text"], case) == expected


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_canonical_name_of_a_canonical_name_is_itself(case: dict[str, Any]) -> None:
    name = case["expect"]["name"]
    assert _named(name, case).name == name
