"""Whole notices come out as their golden records say (tests/golden.py)."""

from __future__ import annotations

import pytest

from tests.golden import notices, read_golden, records


@pytest.mark.parametrize("notice", notices(), ids=lambda path: path.stem)
def test_notice_gives_its_golden_records(notice):
    assert records(notice) == read_golden(notice)
