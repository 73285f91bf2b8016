from __future__ import annotations

import csv
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from pipeline.write.cells import CELL_LIMIT, clean_cell, opens_like_formula, shorten
from pipeline.write.csv_table import write_csv
from pipeline.write.jsonl import read_jsonl, write_jsonl
from pipeline.write.memory import read_memory, shortened
from pipeline.write.replace import replacing
from pipeline.write.table import Table, measure_table, notice_table
from pipeline.write.workbook import write_workbook

HEADINGS = [
    "序号",
    "标题",
    "文号",
    "成文日期",
    "章节",
    "具体措施",
    "是否措施",
    "复核状态",
    "牵头单位",
    "责任单位",
    "配合单位",
    "执行主体",
    "目标要求",
    "目标值",
    "完成时限",
    "时限类型",
    "提示",
    "置信度",
    "原文",
    "角色依据",
    "出处位置",
    "编号",
]
RISKY = ["=1+1", "+1", "-5%", "@SUM(A1)", "＝1+1", "＋1", "－5%", "＠x", "\t=1", "\r=1", " =1+1"]


def measure(**values: Any) -> dict[str, Any]:
    record: dict[str, Any] = {
        "id": "n1-1",
        "file": "a.txt",
        "start": 40,
        "end": 49,
        "title": "关于稳就业的通知",
        "document_number": "国办发〔2020〕6号",
        "issued": "2020-03-20",
        "section": ["一、总体要求", "（一）稳岗"],
        "text": "加大稳岗返还力度。",
        "written": "加大穩崗返還力度。",
        "responsible": [],
        "targets": [],
        "deadlines": [],
        "confidence": 0.876,
        "review": [],
    }
    return record | values


def body(name: str, role: str, basis: str = "explicit") -> dict[str, Any]:
    return {"text": name, "name": name, "role": role, "basis": basis}


def deadline(text: str, start: str | None, end: str | None) -> dict[str, Any]:
    return {"text": text, "type": "by", "start_date": start, "end_date": end}


def target(text: str, op: str, value: float | None = None, **more: Any) -> dict[str, Any]:
    return {"text": text, "op": op, "value": value, "value_max": None, "unit": None} | more


def row(**values: Any) -> dict[str, Any]:
    table = measure_table([measure(**values)])
    headings = [column.heading for column in table.columns]
    return dict(zip(headings, table.rows[0], strict=True))


def sheet(table: Table, path: Path) -> Any:
    write_workbook(table, path)
    return load_workbook(path)[table.name]


# --- rows


def test_columns_are_those_people_know() -> None:
    table = measure_table([])
    assert table.name == "措施清单"
    assert [column.heading for column in table.columns] == HEADINGS
    assert all(column.width for column in table.columns)


def test_plain_cells() -> None:
    found = row()
    assert found["序号"] == 1
    assert found["章节"] == "一、总体要求 > （一）稳岗"
    assert found["具体措施"] == "加大稳岗返还力度。"
    assert found["原文"] == "加大穩崗返還力度。"
    assert found["置信度"] == 0.88
    assert found["编号"] == "n1-1"


def test_bodies_stand_under_their_roles() -> None:
    bodies = [
        body("财政部", "lead"),
        body("民政部", "responsible"),
        body("商务部", "responsible"),
        body("税务总局", "support"),
        body("各地区", "actor"),
        body("民政部", "responsible"),
        body("各省级人民政府", "actor", "recipients"),
    ]
    found = row(responsible=bodies)
    assert found["牵头单位"] == "财政部"
    assert found["责任单位"] == "民政部、商务部"
    assert found["配合单位"] == "税务总局"
    assert found["执行主体"] == "各地区、各省级人民政府（主送机关）"


@pytest.mark.parametrize(
    ("start", "end", "cell"),
    [
        (None, "2020-06-30", "期限（2020-06-30）"),
        ("2020-02-01", "2020-06-30", "期限（2020-02-01至2020-06-30）"),
        ("2020-02-01", None, "期限（自2020-02-01起）"),
        (None, None, "期限"),
    ],
)
def test_deadline_shows_words_and_dates(start: str | None, end: str | None, cell: str) -> None:
    assert row(deadlines=[deadline("期限", start, end)])["完成时限"] == cell


def test_several_deadlines_and_targets() -> None:
    deadlines = [deadline("年底前", None, "2020-12-31"), deadline("30日内", None, None)]
    deadlines[1]["type"] = "within"
    targets = [
        target("新增就业900万人以上", ">=", 9000000, unit="人"),
        target("应收尽收", "absolute"),
        target("应收尽收", "absolute"),
        target("下降20%—30%", "-", 20, value_max=30.5, unit="%"),
    ]
    found = row(deadlines=deadlines, targets=targets)
    assert found["完成时限"] == "年底前（2020-12-31）；30日内"
    assert found["时限类型"] == "截止；时限内"
    assert found["目标要求"] == "新增就业900万人以上；应收尽收；下降20%—30%"
    assert found["目标值"] == "不低于9000000人；定性；减少20—30.5%"


def test_place_and_grounds_of_roles() -> None:
    assert row()["出处位置"] == "a.txt:40-49"
    assert row()["角色依据"] == ""
    noted = [body("财政部", "lead", "note"), body("民政部", "support", "note")]
    assert row(responsible=noted)["角色依据"] == "责任说明"
    both = [*noted, body("各地区", "actor")]
    assert row(responsible=both)["角色依据"] == "责任说明：财政部、民政部；句中写明：各地区"


def test_people_find_what_they_fill() -> None:
    assert (row()["是否措施"], row()["复核状态"]) == ("是", "待复核")


def test_advice_gives_the_reasons_in_chinese() -> None:
    assert row()["提示"] == ""
    found = row(review=["low_confidence", "unresolved_deadline"])["提示"]
    assert found == "建议复核：置信度偏低、时限未能推算"


def test_unknown_reason_stands_for_itself() -> None:
    assert row(review=["brand_new"])["提示"] == "建议复核：brand_new"


def test_missing_values_are_blank() -> None:
    found = row(title=None, document_number=None, issued=None, written="")
    assert (found["标题"], found["文号"], found["成文日期"]) == ("", "", "")
    assert found["原文"] == "加大稳岗返还力度。"


def test_notices_have_a_table() -> None:
    notice = {
        "id": "n1",
        "file": "a.txt",
        "kind": "interpretation",
        "title": None,
        "document_number": None,
        "issuers": ["甲", "乙"],
        "issued": None,
        "measures": 3,
        "same_as": None,
        "review": ["stated_count_differs"],
    }
    table = notice_table([notice])
    remark = "条数与文中所称不符"
    assert table.rows == [(1, "a.txt", "政策解读", "", "", "甲、乙", "", 3, "", remark, "n1")]


# --- cells


@pytest.mark.parametrize("text", RISKY)
def test_formula_is_recognised(text: str) -> None:
    assert opens_like_formula(text)


@pytest.mark.parametrize("text", ["", "一、", "5%", "（=1）", "2020—2022年"])
def test_text_is_no_formula(text: str) -> None:
    assert not opens_like_formula(text)


def test_control_characters_are_dropped() -> None:
    assert clean_cell("a\x00b\x0bc\rd\x7fe\ud800f\uffffg", cut_mark="") == "abcdefg"
    assert clean_cell("a\tb\nc", cut_mark="") == "a\tb\nc"


def test_long_text_is_cut_with_a_mark() -> None:
    text = "文" * CELL_LIMIT
    assert shorten(text, cut_mark="…") == text
    assert shorten(text + "文", cut_mark="…") == "文" * (CELL_LIMIT - 1) + "…"


def test_cut_counts_utf16_units_and_halves_no_character() -> None:
    cut = shorten("😀" * 10, cut_mark="…", limit=8)
    assert cut == "😀😀😀…"
    assert len(cut.encode("utf-16-le")) // 2 <= 8


# --- workbook


def test_formulas_stay_text(tmp_path: Path) -> None:
    table = measure_table(measure(text=text, title=text) for text in [*RISKY, "{=1+1}"])
    page = sheet(table, tmp_path / "a.xlsx")
    for number in range(2, 2 + len(RISKY) + 1):
        for heading in ("标题", "具体措施"):
            cell = page.cell(number, HEADINGS.index(heading) + 1)
            assert cell.data_type == "s"
    quoted = page.cell(2, HEADINGS.index("具体措施") + 1)
    assert quoted.value == "=1+1"
    assert quoted.quotePrefix


def test_links_and_numbers_stay_text(tmp_path: Path) -> None:
    table = measure_table([measure(id="0012", text="https://www.gov.cn/", title="1e5")])
    page = sheet(table, tmp_path / "a.xlsx")
    cells = {HEADINGS[cell.column - 1]: cell for cell in page[2]}
    assert (cells["编号"].value, cells["编号"].data_type) == ("0012", "s")
    assert (cells["标题"].value, cells["标题"].data_type) == ("1e5", "s")
    assert cells["具体措施"].hyperlink is None


def test_sheet_is_ready_to_work_with(tmp_path: Path) -> None:
    page = sheet(measure_table([measure()]), tmp_path / "a.xlsx")
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == "A1:V2"
    assert page["F2"].alignment.wrap_text
    assert page["A1"].font.bold
    choices = {str(rule.sqref): rule.formula1 for rule in page.data_validations.dataValidation}
    assert choices == {"G2:G1002": '"是,否"', "H2:H1002": '"待复核,已复核"'}


def test_workbook_remembers_what_it_was_written_with(tmp_path: Path) -> None:
    names = "、".join(f"第{number}局" for number in range(60))
    long = body(names, "lead")
    table = measure_table([measure(), measure(id="n1-2", responsible=[long])])
    write_workbook(table, tmp_path / "a.xlsx", others=[notice_table([])], run="abc")
    book = load_workbook(tmp_path / "a.xlsx")
    assert [page.sheet_state for page in book] == ["visible", "visible", "visible", "veryHidden"]
    memory = read_memory(book.worksheets[-1].iter_rows(values_only=True))
    assert memory.run == "abc"
    assert memory.headings["lead"] == "牵头单位"
    assert list(memory.rows) == ["n1-1", "n1-2"]
    assert memory.rows["n1-1"]["text"] == "加大稳岗返还力度。"
    assert memory.rows["n1-2"]["lead"] == shortened(names + "\r\n ") != names


@pytest.mark.parametrize("rows", [[], [("序号", "标题")], [("_measures", '{"format": 9}')]])
def test_another_sheet_is_no_memory(rows: list[tuple[str, ...]]) -> None:
    with pytest.raises(ValueError):
        read_memory(rows)


def test_hostile_text_makes_a_readable_workbook(tmp_path: Path) -> None:
    text = "\x00\x1f\ud800_x000D_<&>\"'😀\u202e" + "长" * 40_000
    page = sheet(measure_table([measure(text=text)]), tmp_path / "a.xlsx")
    cell = page.cell(2, HEADINGS.index("具体措施") + 1).value
    assert cell.startswith("_x000D_<&>\"'😀\u202e长")
    assert len(cell) < CELL_LIMIT
    assert cell.endswith("measures.jsonl）")


def test_no_measures_make_a_workbook_too(tmp_path: Path) -> None:
    page = sheet(measure_table([]), tmp_path / "a.xlsx")
    assert [cell.value for cell in page[1]] == HEADINGS
    assert page.max_row == 1


def test_workbook_has_no_clock(tmp_path: Path) -> None:
    table = measure_table([measure()])
    for name in ("a.xlsx", "b.xlsx"):
        write_workbook(table, tmp_path / name, others=[notice_table([])], run="abc")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.xlsx") as book:
        dates = re.findall(r"\d{4}-\d\d-\d\dT", book.read("docProps/core.xml").decode())
        assert set(dates) == {"2000-01-01T"}
        assert {item.date_time[0] for item in book.infolist()} == {1980}


# --- CSV, JSON Lines, files


def test_csv_opens_in_excel_and_holds_no_formula(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    write_csv(measure_table(measure(text=text) for text in RISKY), path)
    assert path.read_bytes().startswith("\ufeff序号".encode())
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == HEADINGS
    for found, text in zip(rows, RISKY, strict=True):
        assert found["具体措施"] == "'" + text.replace("\r", "")


def test_jsonl_is_utf8_one_object_a_line(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    records = [{"text": "要\u2028落实\n", "none": None}, {"text": "😀", "none": None}]
    assert write_jsonl(records, path) == 2
    assert path.read_text("utf-8").count("\n") == 2
    assert list(read_jsonl(path)) == records


def test_file_is_replaced_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old", "utf-8")
    with pytest.raises(ValueError), replacing(path) as beside:
        beside.write_text("half", "utf-8")
        raise ValueError
    assert path.read_text("utf-8") == "old"
    with replacing(path) as beside:
        beside.write_text("new", "utf-8")
    assert path.read_text("utf-8") == "new"
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.txt"]
