"""What a document says of its own length."""

from __future__ import annotations

import pytest

from pipeline.schema import Segment
from pipeline.stated import stated_count_differs


def segments(text: str) -> list[Segment]:
    found, start = [], 0
    for line in text.split("\n"):
        found.append(Segment(start, start + len(line), "body"))
        start += len(line) + 1
    return found


@pytest.mark.parametrize(
    ("text", "measures", "differs"),
    [
        ("现提出以下三条措施：\n一、降低费率。\n二、减免房租。\n三、延期还款。", 9, False),
        ("现提出以下十条措施：\n一、降低费率。\n二、减免房租。", 9, True),
        ("关于有效应对疫情的2条政策措施\n1.降低费率。\n2.减免房租。", 2, False),
        ("任务分解如下，共62项任务。\n（一）降低费率。", 62, False),
        ("根据《关于应对疫情的二十条政策措施》，制定本细则。\n一、降低费率。", 3, False),
        ("近年来出台政策措施若干。\n一、降低费率。", 3, False),
    ],
)
def test_stated_count(text, measures, differs):
    assert stated_count_differs(text, segments(text), measures) is differs
