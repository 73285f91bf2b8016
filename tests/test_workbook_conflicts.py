"""Corrections that cannot be taken: each is left out, named by row and column, never guessed."""

from __future__ import annotations

import dataclasses
import shutil
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from pipeline.errors import FeedbackError
from pipeline.feedback.workbook.report import REASONS
from pipeline.judgements import add_judgements
from tests.corrected import (
    FAIRS,
    LEDGER,
    NOTICE,
    STABLE,
    Desk,
    column_of,
    copied,
    make_run,
    reasons,
    row_of,
)

# What to do follows from the next sentence of the rest.
NEEDS_TWO = set(REASONS) - {"no_text", "not_read", "column_missing"}
LATER = "2099-01-01T00:00:00+00:00"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_run(tmp_path_factory.mktemp("run"))


@pytest.fixture
def desk(made: Path, tmp_path: Path) -> Desk:
    return copied(made, tmp_path)


def add_row(desk: Desk, **values: str) -> None:
    with desk.open() as page:
        number = page.max_row + 1
        for heading, value in values.items():
            page.cell(number, column_of(page, heading)).value = value


@pytest.mark.parametrize(
    ("opening", "heading", "value", "reason"),
    [
        (STABLE, "牵头单位", "财政部", "not_in_passage"),
        (FAIRS, "执行主体", "省财政", "overlap"),
        (FAIRS, "执行主体", "教育厅", "part_of"),
        (STABLE, "执行主体", "省财政", "overlap"),
        (STABLE, "执行主体", "=A1", "formula"),
        (STABLE, "执行主体", "#REF!", "error"),
        (STABLE, "执行主体", "各地区（承上句）", "not_in_passage"),
        (STABLE, "完成时限", "2021年底前", "not_in_passage"),
        (STABLE, "完成时限", "2020年6月底前", "date_removed"),
        (STABLE, "完成时限", "2020年6月底前（2020-02-30）", "date_unreadable"),
        (STABLE, "完成时限", "2020年6月底前（2020-6）", "date_unreadable"),
        (STABLE, "完成时限", "稳岗", "no_normal_form"),
        (STABLE, "时限类型", "截止；截止", "types_count"),
        (STABLE, "时限类型", "马上", "type_unknown"),
        (STABLE, "时限类型", "持续", "type_misfits"),
        (STABLE, "目标要求", "城镇新增就业80万人以上", "not_in_sentence"),
        (STABLE, "目标要求", "0万人", "not_in_sentence"),
        (STABLE, "目标要求", "加大稳岗", "no_value"),
        (STABLE, "目标值", "很多", "value_unreadable"),
        (STABLE, "目标值", None, "values_count"),
        (STABLE, "是否措施", "也许", "yes_or_no"),
        (STABLE, "是否措施", None, "yes_or_no"),
        (STABLE, "是否措施", "=IF(1,2,3)", "formula"),
        (STABLE, "复核状态", "好的", "yes_or_no"),
        (STABLE, "具体措施", None, "text_blank"),
        (STABLE, "具体措施", "加大稳岗返还的力度", "text_not_found"),
        (STABLE, "具体措施", "严禁挤占挪用资金。", "text_elsewhere"),
        (STABLE, "原文", "=F2", "formula"),
        (STABLE, "标题", "另一份通知", "not_corrected"),
        (STABLE, "成文日期", "2020-03-19", "not_corrected"),
        (STABLE, "出处位置", "notice.txt:1-2", "place_differs"),
        (STABLE, "编号", "n000000000000.5", "unknown_id"),
        (STABLE, "编号", "=A2", "formula"),
    ],
)
def test_cell_that_cannot_be_taken(
    desk: Desk, opening: str, heading: str, value: Any, reason: str
) -> None:
    with desk.open() as page:
        row = row_of(page, opening)
    desk.edit((opening, heading, value))
    report = desk.take()
    assert (heading, reason) in reasons(report)
    assert report.judgements == []
    refusal = next(one for one in report.refusals if one.reason == reason)
    with desk.open() as page:
        assert page[f"{refusal.column}1"].value == heading
        assert refusal.row == row
    assert refusal.message.endswith(".")


def test_what_is_clear_in_a_row_is_taken(desk: Desk) -> None:
    desk.edit((STABLE, "牵头单位", "财政部"), (STABLE, "目标值", "约70万人"))
    desk.edit((STABLE, "复核状态", "已复核"))
    report = desk.take()
    assert reasons(report) == [("牵头单位", "not_in_passage")]
    (judgement,) = report.judgements
    assert judgement.judged == ("measure", "target", "deadline")
    assert [one.op for one in judgement.spans if one.label == "target"] == ["~"]


def test_two_texts_that_differ(desk: Desk) -> None:
    desk.edit((STABLE, "原文", "加大稳岗返还力度"), (STABLE, "具体措施", "2020年6月底前完成发放"))
    assert reasons(desk.take()) == [("具体措施", "texts_differ")]


def test_cells_of_a_row_that_is_no_measure(desk: Desk) -> None:
    desk.edit((STABLE, "是否措施", "否"), (STABLE, "目标值", "约1人"), (STABLE, "牵头单位", None))
    report = desk.take()
    assert reasons(report) == [("目标值", "not_read")]
    assert [one.labels for one in report.judgements] == [()]


def test_copied_row_with_its_id(desk: Desk) -> None:
    with desk.open() as page:
        number = row_of(page, STABLE)
        for cell in page[number]:
            page.cell(page.max_row + (cell.column == 1), cell.column).value = cell.value
    report = desk.take()
    assert [(one.row, one.reason) for one in report.refusals] == [
        (2, "duplicate_id"),
        (9, "duplicate_id"),
    ]
    assert "2, 9" in report.refusals[0].message


def test_ids_sorted_without_their_rows(desk: Desk) -> None:
    with desk.open() as page:
        column = column_of(page, "编号")
        ids = [page.cell(number, column).value for number in range(2, page.max_row + 1)]
        for number, value in enumerate(reversed(ids), 2):
            page.cell(number, column).value = value
    report = desk.take()
    assert report.judgements == []
    assert {one.reason for one in report.refusals} == {"place_differs"}


def test_row_of_another_run(desk: Desk, tmp_path: Path) -> None:
    desk.edit((STABLE, "是否措施", "否"))
    other = make_run(tmp_path / "other", {"other.txt": "关于检查的通知\n各县要加强检查。\n"})
    assert reasons(desk.take(out=other)) == [("编号", "not_in_run")] * 7


def test_folder_without_a_run(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(FeedbackError, match="E704"):
        desk.take(out=tmp_path)


def test_text_that_has_changed_since(desk: Desk, tmp_path: Path) -> None:
    out = make_run(tmp_path / "own")
    (tmp_path / "own" / "in" / "notice.txt").write_text(NOTICE + "。", "utf-8")
    own = Desk(tmp_path / "own", out)
    own.edit((STABLE, "是否措施", "否"))
    report = own.take()
    assert reasons(report) == [("", "no_text")]
    assert "E705" in report.refusals[0].message


# --- added rows


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"文号": "湘政发〔2020〕6号"}, ("具体措施", "row_without_text")),
        ({"具体措施": "（三）强化督查考核。"}, ("标题", "no_document")),
        ({"标题": "通知", "具体措施": "（三）强化督查考核。"}, ("标题", "no_document")),
        ({"文号": "湘政发〔2020〕6号", "具体措施": "严查"}, ("具体措施", "text_not_found")),
        ({"文号": "湘政发〔2020〕6号", "具体措施": "底前"}, ("具体措施", "ambiguous")),
        ({"文号": "湘政发〔2020〕6号", "具体措施": LEDGER}, ("具体措施", "there_already")),
    ],
)
def test_added_row_that_cannot_be_taken(
    desk: Desk, values: dict[str, str], refusal: tuple[str, str]
) -> None:
    add_row(desk, **values)
    report = desk.take()
    assert reasons(report) == [refusal]
    assert (report.refusals[0].row, report.judgements) == (9, [])


def test_title_that_two_documents_have(tmp_path: Path) -> None:
    texts = {f"{n}.txt": f"关于加强检查的通知\n各县要加强第{n}项检查。\n" for n in "一二"}
    desk = Desk(tmp_path, make_run(tmp_path, texts))
    add_row(desk, 标题="关于加强检查的通知", 具体措施="第一项检查")
    assert reasons(desk.take()) == [("标题", "which_document")]
    with desk.open() as page:
        page.cell(page.max_row, column_of(page, "出处位置")).value = "一.txt"
        page.cell(page.max_row, column_of(page, "具体措施")).value = "关于加强检查的通知"
    assert desk.take().refusals == []


# --- annotations that changed since


def test_another_has_judged_since(desk: Desk) -> None:
    desk.edit((LEDGER, "是否措施", "否"))
    (mine,) = desk.take(dry_run=True).judgements
    theirs = dataclasses.replace(
        mine, annotator="li", tool="page", at=LATER, labels=("measure",), saw=None
    )
    desk.take()
    add_judgements(desk.annotations, [theirs])
    desk.edit((LEDGER, "是否措施", "是"), (LEDGER, "牵头单位", None))
    report = desk.take()
    assert reasons(report) == [("", "judged_since")]
    assert "li" in report.refusals[0].message


def test_another_had_judged_before_or_agrees(desk: Desk) -> None:
    desk.edit((LEDGER, "是否措施", "否"))
    (mine,) = desk.take(dry_run=True).judgements
    before = dataclasses.replace(mine, annotator="li", at="2020-01-01", labels=("measure",))
    agrees = dataclasses.replace(mine, annotator="zhao", at=LATER, tool="page")
    skipped = dataclasses.replace(mine, annotator="qian", at=LATER, answer="skip")
    add_judgements(desk.annotations, [before, agrees, skipped])
    assert len(desk.take().judgements) == 1


def test_same_person_has_judged_on_the_page_since(desk: Desk) -> None:
    desk.edit((LEDGER, "是否措施", "否"))
    (mine,) = desk.take().judgements
    page = dataclasses.replace(mine, tool="page", at=LATER, labels=("measure",), saw=None)
    add_judgements(desk.annotations, [page])
    assert reasons(desk.take()) == [("", "judged_since")]


def test_sentence_that_was_settled(desk: Desk) -> None:
    desk.edit((LEDGER, "是否措施", "否"))
    (mine,) = desk.take(dry_run=True).judgements
    settled = dataclasses.replace(
        mine, annotator="li", at="2020-01-01", labels=("measure",), adjudicated=True
    )
    add_judgements(desk.annotations, [settled])
    assert reasons(desk.take()) == [("", "adjudicated")]


def test_further_corrections_in_the_same_file(desk: Desk) -> None:
    desk.edit((LEDGER, "牵头单位", None))
    desk.take()
    desk.edit((LEDGER, "配合单位", None))
    judgement = desk.take_one(at="2031-01-01T00:00:00+00:00")
    assert judgement.responsible == ()
    desk.edit((LEDGER, "牵头单位", "湖南省人力资源和社会保障厅"))
    desk.edit((LEDGER, "配合单位", "湖南省财政厅、湖南省教育厅"))
    assert reasons(desk.take(at="2032-01-01T00:00:00+00:00")) == [("复核状态", "changed_back")]
    desk.edit((LEDGER, "复核状态", "已复核"))
    assert len(desk.take_one(at="2033-01-01T00:00:00+00:00").responsible or ()) == 3


def test_workbook_of_an_earlier_run_counts_all_judgements_as_later(desk: Desk) -> None:
    desk.edit((LEDGER, "是否措施", "否"))
    (mine,) = desk.take(dry_run=True).judgements
    before = dataclasses.replace(mine, annotator="li", at="2020-01-01", labels=("measure",))
    add_judgements(desk.annotations, [before])
    measures = desk.out / "measures.jsonl"
    measures.write_bytes(measures.read_bytes().replace(b'"also_in":[]', b'"also_in": []'))
    assert reasons(desk.take()) == [("", "judged_since")]


# --- clauses, cut cells, columns


def test_rows_by_clause_are_refused(tmp_path: Path) -> None:
    text = "关于平台的通知\n各县要完善制度，建成10个平台，推动数据共享。各市要加强检查。\n"
    desk = Desk(tmp_path, make_run(tmp_path, {"a.txt": text}, split_clauses=True))
    assert desk.take().refusals == []
    with desk.open() as page:
        openings = [cell.value for cell in page["F"][1:]]
    assert len(openings) > 2
    desk.edit((openings[0], "复核状态", "已复核"), (openings[-1], "复核状态", "已复核"))
    report = desk.take()
    assert reasons(report) == [("", "by_clause")]
    assert [one.text for one in report.judgements] == [openings[-1]]


def test_cut_cell(tmp_path: Path) -> None:
    text = "关于加强检查的通知\n各县要加强" + "检查" * 20_000 + "。\n"
    desk = Desk(tmp_path, make_run(tmp_path, {"a.txt": text}))
    with desk.open() as page:
        cut = page["F2"].value
    desk.edit(("各县", "复核状态", "已复核"))
    assert len(desk.take().judgements) == 1
    desk.edit(("各县", "具体措施", cut[2:]))
    assert reasons(desk.take()) == [("具体措施", "cut")]


def test_column_that_is_gone_counts_as_unchanged(desk: Desk) -> None:
    desk.edit((STABLE, "复核状态", "已复核"))
    with desk.open() as page:
        page.delete_cols(column_of(page, "牵头单位"))
        page.cell(1, column_of(page, "目标值")).value = "目标数"
    report = desk.take()
    assert sorted(reasons(report)) == [("牵头单位", "column_missing"), ("目标值", "column_missing")]
    (judgement,) = report.judgements
    assert len(judgement.responsible or ()) == 3


# --- files


def test_file_that_is_no_workbook(desk: Desk, tmp_path: Path) -> None:
    for name, content in (("a.xls", b"\xd0\xcf\x11\xe0" + bytes(600)), ("a.xlsx", b"PK")):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(FeedbackError, match="E711"):
            desk.take(tmp_path / name)
    with pytest.raises(FeedbackError, match="E710"):
        desk.take(tmp_path / "none.xlsx")
    with pytest.raises(FeedbackError, match="E710"):
        desk.take(tmp_path)


def test_sheet_copied_into_another_workbook(desk: Desk, tmp_path: Path) -> None:
    book = Workbook()
    for row in load_workbook(desk.path).worksheets[0].iter_rows(values_only=True):
        book.worksheets[0].append(row)
    book.save(tmp_path / "copy.xlsx")
    with pytest.raises(FeedbackError, match="E712"):
        desk.take(tmp_path / "copy.xlsx")


def test_sheets_and_columns_that_cannot_be_told_apart(desk: Desk, tmp_path: Path) -> None:
    for number, change in enumerate((copy_sheet, rename_id, name_twice)):
        path = tmp_path / f"{number}.xlsx"
        shutil.copy(desk.path, path)
        with desk.open(path) as page:
            change(page)
        with pytest.raises(FeedbackError, match="E713" if change is rename_id else "E714"):
            desk.take(path)


def copy_sheet(page: Any) -> None:
    page.parent.copy_worksheet(page)


def rename_id(page: Any) -> None:
    page.cell(1, column_of(page, "编号")).value = "ID"


def name_twice(page: Any) -> None:
    page.cell(1, column_of(page, "角色依据")).value = "牵头单位"


def test_annotator_whose_name_is_no_name(desk: Desk) -> None:
    with pytest.raises(FeedbackError, match="E701"):
        desk.take(by="../wang")


def test_every_reason_says_what_to_do() -> None:
    for reason, message in REASONS.items():
        assert message.endswith("."), reason
        assert message.count(". ") or reason not in NEEDS_TWO, reason
