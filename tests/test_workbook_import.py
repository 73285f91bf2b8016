"""Corrections through the spreadsheet: every kind of edit, as a person makes it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from pipeline.judgements import derive, read_judgements
from pipeline.schema import LABELS
from tests.corrected import (
    FAIRS,
    LEDGER,
    MISUSE,
    NOTICE,
    PLATFORMS,
    STABLE,
    Desk,
    column_of,
    copied,
    make_run,
    reasons,
    row_of,
    spans,
)

Edit = Callable[[Any], None]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_run(tmp_path_factory.mktemp("run"))


@pytest.fixture
def desk(made: Path, tmp_path: Path) -> Desk:
    return copied(made, tmp_path)


# --- nothing changed


def test_workbook_as_written_changes_nothing(desk: Desk) -> None:
    report = desk.take()
    assert (report.judgements, report.refusals, report.changes) == ([], [], [])
    assert report.unchanged == 7
    assert not desk.annotations.exists()


def test_saving_by_another_program_changes_nothing(desk: Desk) -> None:
    with desk.open():
        pass
    assert desk.take().unchanged == 7


# --- each kind of edit


def test_confirmed_row_says_all_that_stands_there(desk: Desk) -> None:
    desk.edit((STABLE, "复核状态", "已复核"))
    judgement = desk.take_one()
    assert judgement.labels == ("measure", "target", "deadline")
    assert judgement.judged == LABELS
    assert NOTICE[judgement.start : judgement.end] == judgement.text
    assert [(one.text, one.role) for one in judgement.responsible or ()] == [
        ("省人力资源社会保障厅", "lead"),
        ("省财政厅", "support"),
        ("省教育厅", "support"),
    ]
    (target,) = (one for one in judgement.spans if one.label == "target")
    assert (target.op, target.value, target.unit) == (">=", 700000, "人")
    (deadline,) = judgement.deadlines or ()
    assert (deadline.type, deadline.end_date) == ("by", "2020-06-30")
    assert judgement.tool == "workbook"


def test_body_in_sentence_and_note_keeps_its_place_in_the_sentence(desk: Desk) -> None:
    desk.edit((FAIRS, "复核状态", "已复核"))
    judgement = desk.take_one()
    assert [(one.text, one.role) for one in judgement.spans] == [("省教育厅", "actor")]
    roles = {one.text: one.role for one in judgement.responsible or ()}
    assert roles["省教育厅"] == "support"


def test_names_taken_from_the_address_are_not_said_by_the_text(desk: Desk) -> None:
    desk.edit((MISUSE, "复核状态", "已复核"))
    judgement = desk.take_one()
    assert (judgement.labels, judgement.responsible) == (("measure",), ())


def test_no_measure(desk: Desk) -> None:
    desk.edit((LEDGER, "是否措施", "否"))
    judgement = desk.take_one()
    assert (judgement.labels, judgement.judged) == ((), ("measure",))
    assert judgement.responsible is None


def test_body_goes_to_another_column(desk: Desk) -> None:
    desk.edit(
        (LEDGER, "配合单位", "湖南省财政厅"),
        (LEDGER, "责任单位", "湖南省教育厅"),
    )
    judgement = desk.take_one()
    assert {one.text: one.role for one in judgement.responsible or ()} == {
        "省人力资源社会保障厅": "lead",
        "省财政厅": "support",
        "省教育厅": "responsible",
    }
    assert judgement.judged == ("measure", "responsible_department")
    assert judgement.deadlines is None
    for one in judgement.responsible or ():
        assert NOTICE[one.start : one.end] == one.text


def test_body_is_taken_out(desk: Desk) -> None:
    desk.edit((FAIRS, "配合单位", "湖南省财政厅"))
    judgement = desk.take_one()
    assert [one.text for one in judgement.responsible or ()] == ["省人力资源社会保障厅", "省财政厅"]
    assert judgement.spans == ()  # 省教育厅 in the sentence is no body either


@pytest.mark.parametrize("name", ["省财政厅", "湖南省财政厅", "省財政廳"])
def test_new_body_is_found_as_written_or_by_its_full_name(desk: Desk, name: str) -> None:
    desk.edit((LEDGER, "配合单位", "湖南省教育厅"))
    desk.take_one()
    desk.edit((LEDGER, "配合单位", f"湖南省教育厅，{name}"))
    judgement = desk.take_one()
    assert [one.text for one in judgement.responsible or ()] == [
        "省人力资源社会保障厅",
        "省财政厅",
        "省教育厅",
    ]


def test_new_body_in_the_sentence_is_its_own(desk: Desk) -> None:
    desk.edit((FAIRS, "执行主体", "𠮷林"))
    judgement = desk.take_one()
    assert [(one.text, one.role) for one in judgement.spans] == [
        ("省教育厅", "actor"),
        ("𠮷林", "actor"),
    ]
    assert all(NOTICE[one.start : one.end] == one.text for one in judgement.spans)


def test_date_in_brackets_wins(desk: Desk) -> None:
    desk.edit((STABLE, "完成时限", "2020年6月底前（2020年7月5日）"))
    (deadline,) = desk.take_one().deadlines or ()
    assert (deadline.text, deadline.end_date) == ("2020年6月底前", "2020-07-05")


def test_other_words_of_a_deadline_are_read_anew(desk: Desk) -> None:
    desk.edit(
        (STABLE, "完成时限", "2020年6月底"), (PLATFORMS, "完成时限", "2021年底前（2021-12-31）")
    )
    report = desk.take()
    assert report.refusals == []
    first, second = report.judgements
    assert [(one.text, one.type, one.end_date) for one in first.deadlines or ()] == [
        ("2020年6月底", "by", "2020-06-30")
    ]
    assert list(spans(second, "deadline")) == []  # stands in the note
    assert [one.text for one in second.deadlines or ()] == ["2021年底前"]
    assert "deadline" not in second.labels and "deadline" in second.judged


def test_kind_of_a_deadline(desk: Desk) -> None:
    desk.edit((PLATFORMS, "时限类型", "截止；有效期至"))
    first, second = desk.take_one().deadlines or ()
    assert (first.type, second.type, second.end_date) == ("by", "until", "2021-12-31")


def test_deadline_that_no_rule_reads_needs_date_and_kind(desk: Desk) -> None:
    desk.edit((LEDGER, "完成时限", "每月（2020-12-31）"))
    report = desk.take()
    assert reasons(report) == [("完成时限", "no_normal_form")]
    desk.edit((LEDGER, "时限类型", "定期"))
    (deadline,) = desk.take_one().deadlines or ()
    assert (deadline.type, deadline.rule) == ("recurring", "每月")


def test_target_in_other_words_and_with_another_value(desk: Desk) -> None:
    desk.edit((STABLE, "目标要求", "新增就业70万人以上"), (PLATFORMS, "目标值", "不低于1.1万个"))
    report = desk.take()
    assert report.refusals == []
    first, second = (one.spans[0] for one in report.judgements)
    assert (first.text, first.op, first.value) == ("新增就业70万人以上", ">=", 700000)
    assert (second.text, second.op, second.value, second.unit) == (
        "建成10个平台",
        ">=",
        11000,
        "个",
    )


def test_shorter_name_in_the_place_of_a_longer_one(desk: Desk) -> None:
    desk.edit((PLATFORMS, "责任单位", "人民银行"))
    (body,) = desk.take_one().responsible or ()
    assert (body.text, body.role) == ("人民银行", "responsible")


def test_target_is_taken_out(desk: Desk) -> None:
    desk.edit((STABLE, "目标要求", None), (STABLE, "目标值", None))
    judgement = desk.take_one()
    assert (judgement.labels, judgement.judged) == (("measure",), ("measure", "target"))


def test_text_made_shorter_and_longer(desk: Desk) -> None:
    desk.edit((STABLE, "具体措施", "加大稳岗返还力度，2020年6月底前完成发放"))
    shorter = desk.take_one()
    assert NOTICE[shorter.start : shorter.end] == "加大稳岗返还力度，2020年6月底前完成发放"
    assert shorter.judged == ("measure",)
    desk.edit(("加大稳岗", "原文", "城镇新增就业70万人以上。省教育厅要组织𠮷林等地的招聘会"))
    report = desk.take()
    assert reasons(report) == [("具体措施", "texts_differ")]


def test_full_stop_more_or_less_is_no_correction(desk: Desk) -> None:
    desk.edit(
        (
            STABLE,
            "具体措施",
            "（一）加大稳岗返还力度，2020年6月底前完成发放，城镇新增就业70万人以上",
        )
    )
    desk.edit((LEDGER, "原文", "建立工作台账,每月报送进展情况。"))
    assert desk.take().unchanged == 7


def test_text_that_begins_with_a_number(tmp_path: Path) -> None:
    text = "关于检查的通知\n一、加强检查。各县要加强检查。\n2.各市要建成1.5个平台。\n"
    desk = Desk(tmp_path, make_run(tmp_path, {"a.txt": text}))
    desk.edit(("2.各市", "具体措施", "2.各市要建成1.5个"), ("2.各市", "目标要求", "5个平台"))
    report = desk.take()
    assert reasons(report) == [("目标要求", "not_in_sentence")]
    assert [one.text for one in report.judgements] == ["2.各市要建成1.5个"]


def test_text_over_a_line_end(desk: Desk) -> None:
    desk.edit((FAIRS, "原文", "组织𠮷林等地的招聘会"))
    judgement = desk.take_one()
    assert NOTICE[judgement.start : judgement.end] == "组织𠮷林等地的\n招聘会"
    assert judgement.text == "组织𠮷林等地的招聘会"


def test_added_row(desk: Desk) -> None:
    with desk.open() as page:
        number = page.max_row + 2  # people leave a blank row
        values = {
            "文号": "湘政发〔2020〕6号",
            "具体措施": "（二）鼓励金融机构增加贷款投放。",
            "执行主体": "金融机构",
            "责任单位": "省地方金融监管局",
        }
        for heading, value in values.items():
            page.cell(number, column_of(page, heading)).value = value
    judgement = desk.take_one()
    assert judgement.labels == ("measure", "responsible_department")
    assert judgement.judged == ("measure", "responsible_department")
    assert [(one.text, one.role) for one in judgement.responsible or ()] == [
        ("金融机构", "actor"),
        ("省地方金融监管局", "responsible"),
    ]
    assert (judgement.saw or {})["labels"]["measure"] < 0.5


def test_added_row_that_is_reviewed_says_that_blank_is_none(desk: Desk) -> None:
    with desk.open() as page:
        number = page.max_row + 1
        values = {"标题": page["B2"].value, "原文": "（三）强化督查考核。", "复核状态": "已复核"}
        for heading, value in values.items():
            page.cell(number, column_of(page, heading)).value = value
    judgement = desk.take_one()
    assert (judgement.labels, judgement.judged) == (("measure",), LABELS)


def test_deleted_row_is_listed_or_no_measure(desk: Desk) -> None:
    with desk.open() as page:
        page.delete_rows(row_of(page, LEDGER))
    assert reasons(desk.take()) == [("", "deleted")]
    judgement = desk.take_one(deleted_are_no_measures=True)
    assert judgement.text.startswith(LEDGER)
    assert (judgement.labels, judgement.judged) == ((), ("measure",))


# --- what people do to a sheet


def test_same_file_again_adds_nothing(desk: Desk) -> None:
    desk.edit((STABLE, "复核状态", "已复核"), (LEDGER, "是否措施", "否"))
    assert len(desk.take().judgements) == 2
    again = desk.take(at="2031-01-01T00:00:00+00:00")
    assert (again.judgements, again.refusals, again.known) == ([], [], 2)
    assert len(read_judgements(desk.annotations)) == 2


def test_dry_run_shows_the_same_and_writes_nothing(desk: Desk) -> None:
    desk.edit((STABLE, "牵头单位", None), (LEDGER, "完成时限", "2099年"))
    dry = desk.take(dry_run=True)
    assert not desk.annotations.exists()
    wet = desk.take()
    assert (dry.changes, dry.refusals) == (wet.changes, wet.refusals)
    assert [(one.column, one.heading, one.before) for one in wet.changes] == [
        ("I", "牵头单位", "湖南省人力资源和社会保障厅")
    ]


def sort_rows(page: Any) -> None:
    rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=2)]
    for number, row in enumerate(reversed(rows), 2):
        for column, value in enumerate(row, 1):
            page.cell(number, column).value = value


def filter_and_hide(page: Any) -> None:
    page.auto_filter.add_filter_column(5, ["建立工作台账，每月报送进展情况。"])
    for number in range(2, page.max_row):
        page.row_dimensions[number].hidden = True
    for letter in "BCDV":
        page.column_dimensions[letter].hidden = True


def add_columns(page: Any) -> None:
    page.insert_cols(3, 2)
    page["C1"], page["D1"], page["C3"] = "责任人", "备注", "王芳"


def move_columns(page: Any) -> None:
    for row in page.iter_rows():
        values = [cell.value for cell in row]
        for cell, value in zip(row, [*values[11:], *values[:11]], strict=True):
            cell.value = value


def title_above(page: Any) -> None:
    page.insert_rows(1, 3)
    page["A1"] = "重点任务分工表"


def rename_sheet(page: Any) -> None:
    page.title = "任务分解表"


def add_total(page: Any) -> None:
    page.cell(page.max_row + 3, 1).value = None
    page.parent.create_sheet("统计", 0)["A1"] = "=COUNTA(措施清单!A:A)"


@pytest.mark.parametrize(
    "change",
    [sort_rows, filter_and_hide, add_columns, move_columns, title_above, rename_sheet, add_total],
)
def test_sheet_rearranged(desk: Desk, change: Edit) -> None:
    desk.edit((LEDGER, "牵头单位", "省教育厅"), (LEDGER, "配合单位", "湖南省财政厅"))
    with desk.open() as page:
        change(page)
    report = desk.take()
    assert report.refusals == []
    (judgement,) = report.judgements
    assert {one.text: one.role for one in judgement.responsible or ()} == {
        "省教育厅": "lead",
        "省财政厅": "support",
    }
    assert report.unchanged == 6


def test_judgements_become_gold(desk: Desk) -> None:
    desk.edit((STABLE, "复核状态", "已复核"), (LEDGER, "是否措施", "否"))
    desk.take()
    ((doc, rows),) = derive(read_judgements(desk.annotations)).rows.items()
    assert [row["labels"] for row in rows] == [["measure", "target", "deadline"], []]
    kept = (desk.annotations / "sources" / f"{doc}.txt").read_bytes().decode()
    assert [kept[row["start"] : row["end"]] for row in rows] == [row["text"] for row in rows]


def test_edited_workbook_that_a_later_run_set_aside(desk: Desk, made: Path) -> None:
    desk.edit((STABLE, "完成时限", "2020年6月底前（2020-07-01）"), (LEDGER, "是否措施", "否"))
    inputs = made.parent / "in"
    more = desk.folder / "more"
    more.mkdir()
    for path in inputs.iterdir():
        (more / path.name).write_bytes(path.read_bytes())
    (more / "a.txt").write_text("关于开展检查的通知\n各县要加强检查。\n", "utf-8")
    make_run(desk.folder, {path.name: path.read_text("utf-8") for path in more.iterdir()})
    edited = desk.out / "measures.edited-1.xlsx"
    assert load_workbook(edited).sheetnames[0] == "措施清单"
    report = desk.take(edited)
    assert report.refusals == []
    assert [one.judged for one in report.judgements] == [("measure", "deadline"), ("measure",)]
