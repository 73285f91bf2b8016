"""What the gate takes for worse, and what for luck."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.learn.gate import Change, Measured, changes, objections, tail, verdict
from pipeline.learn.score import Report

DOCUMENTS, GOLD = 22, 40
MEASURE = "label measure"


def measured(missed: Sequence[int], slices: Sequence[str] = ()) -> Measured:
    """Documents with so many measures missed each, of forty; the first ones in the slices."""
    reports = {}
    for number in range(DOCUMENTS):
        report = Report()
        of_one = missed[number] if number < len(missed) else 2
        report.add(MEASURE, right=GOLD - of_one, missed=of_one)
        reports[f"d{number:02}"] = report
    names = {
        name: [slices[number]] if number < len(slices) else []
        for number, name in enumerate(reports)
    }
    return Measured(reports, names)


def found(missed: Sequence[int], slices: Sequence[str] = ()) -> list[Change]:
    """Changes from two errors in every document."""
    rows = changes(measured([], slices), measured(missed, slices))
    return [one for one in rows if one.row == MEASURE]


@pytest.mark.parametrize(
    ("missed", "why"),
    [
        ([3, 3, 3], "an error more in three documents of 22: the interval alone would refuse it"),
        ([3, 1] * 11, "as many mended as new"),
        ([12], "one document alone"),
        ([], "nothing changed"),
    ],
)
def test_luck_is_no_objection(missed: Sequence[int], why: str) -> None:
    judged = verdict(found(missed))
    assert (judged.worse, judged.better) == ([], []), why


def test_errors_in_many_documents_are_an_objection() -> None:
    [reason] = objections(found([4] * 8), measured([4] * 8), {})
    assert reason.startswith("label measure on all falls from 0.974 to 0.965 (")
    assert reason.endswith("16 new errors, 0 mended")


def test_slices_are_not_named_again_where_all_documents_fall() -> None:
    missed, slices = [30] * 8, ["kind letter"] * 8
    assert len(verdict(found(missed, slices)).worse) == 2
    [reason] = objections(found(missed, slices), measured(missed, slices), {})
    assert " on all " in reason


def test_mended_errors_are_better() -> None:
    judged = verdict(found([0] * 8))
    assert judged.worse == [] and [one.row for one in judged.better] == [MEASURE]


def test_a_ruined_slice_is_an_objection() -> None:
    """Few documents tell little by their number, but much by their errors."""
    judged = verdict(found([30] * 4 + [0] * 18, ["kind letter"] * 4))
    assert [one.where for one in judged.worse] == ["kind letter"]


def test_one_error_in_each_of_a_small_slice_is_luck() -> None:
    rows = found([3] * 4, ["kind letter"] * 4)
    assert all(one.gain.high < 0 for one in rows if one.where != "all")
    assert verdict(rows).worse == []


def test_the_more_is_looked_at_the_more_it_takes() -> None:
    [alone] = [one for one in found([3] * 7) if one.where == "all"]
    assert verdict([alone]).worse == [alone]
    assert verdict([alone] * 6).worse == [alone] * 6
    assert verdict([alone] * 7).worse == []


def test_tail_of_a_fair_coin() -> None:
    assert tail(0, 0) == 1 and tail(3, 3) == 1 / 8 and tail(2, 3) == 1 / 2
