"""Links between measures, bodies and deadlines, on small notices (tests/cases/link.jsonl)."""

from __future__ import annotations

import datetime as dt

import pytest

from pipeline.annotate import annotate
from tests.cases import load_cases


@pytest.mark.parametrize("case", load_cases("link"), ids=lambda case: case["id"])
def test_link_case(case):
    text = case["text"]
    issued = dt.date.fromisoformat(case["issued"]) if "issued" in case else None
    annotation = annotate(text, issued=issued)
    found = []
    for linked in annotation.linked:
        segment = annotation.segments[linked.segment]
        found.append((text[segment.start : segment.end], linked))
    for expected in case["expect"]:
        [linked] = [one for passage, one in found if expected["measure"] in passage]
        who = [f"{text[b.start : b.end]} {b.role} {basis}" for b, basis in linked.bodies]
        assert who == expected["who"]
        when = [f"{deadline.end_date} {basis}" for deadline, basis in linked.deadlines]
        assert when == expected.get("when", [])
    assert len(found) == len(case["expect"])
