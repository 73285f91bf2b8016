"""The workbook after other programs have saved it, in odd texts, and in great size."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from pipeline.judgements import derive, read_judgements
from tests.conftest import Command
from tests.corrected import (
    FAIRS,
    LEDGER,
    NOTICE,
    STABLE,
    Desk,
    column_of,
    make_run,
    reasons,
    row_of,
)

OFFICE = shutil.which("soffice")
needs_office = pytest.mark.skipif(
    OFFICE is None, reason="LibreOffice is not installed (Debian: libreoffice-calc-nogui)"
)

NOISY = (
    "湖南省人民政府關於促進就業的通知\r\n\r\n"
    "湘政發〔2020〕6號\r\n"
    "一、擴大就業\r\n"
    "\u3000\u3000（一）省教\u200b育廳要組織𠮷林\ufeff等地的\r\n"
    "招聘會，2020年6月底\u200b前完成，新增就業5\u200b000人以上。<br/>各市要建立臺賬。（省人力資源社會保障廳\r\n"
    "負責）\r\n"
    "2020年3月18日\r\n"
)


def through_office(path: Path, into: Path, *formats: str) -> Path:
    """Open and save a workbook with LibreOffice, through each format in turn."""
    for name in formats:
        into.mkdir(exist_ok=True)
        subprocess.run(
            [
                *(str(OFFICE), "--headless", f"-env:UserInstallation={into.as_uri()}/profile"),
                *("--convert-to", name, "--outdir", str(into), str(path)),
            ],
            check=True,
            capture_output=True,
            timeout=300,
        )
        path = (into / path.name).with_suffix(f".{name}")
    return path


@needs_office
def test_saved_by_libreoffice(tmp_path: Path) -> None:
    desk = Desk(tmp_path, make_run(tmp_path, {"notice.txt": NOTICE, "noisy.txt": NOISY}))
    as_written = through_office(desk.path, tmp_path / "a", "xlsx")
    report = desk.take(as_written)
    assert (report.judgements, report.refusals) == ([], [])
    desk.edit((FAIRS, "执行主体", "𠮷林"), (LEDGER, "是否措施", "否"))
    desk.edit((STABLE, "牵头单位", "=1+1"), (STABLE, "复核状态", "已复核"))
    corrected = through_office(desk.path, tmp_path / "b", "ods", "xlsx")
    report = desk.take(corrected)
    assert reasons(report) == [("牵头单位", "formula")]
    assert sorted(one.judged for one in report.judgements) == [
        ("measure",),
        ("measure", "responsible_department"),
        ("measure", "target", "deadline"),
    ]


def test_traditional_text_with_noise_in_the_passage(tmp_path: Path) -> None:
    desk = Desk(tmp_path, make_run(tmp_path, {"noisy.txt": NOISY}))
    with desk.open() as page:
        opening = page["F2"].value
        assert opening.startswith("（一）省教育厅要组织𠮷林等地的招聘会，2020年6月底前完成")
        written = page.cell(2, column_of(page, "原文")).value
    assert "省教育廳" in written
    # Words as the workbook shows them and as the source writes them lead to the same places.
    desk.edit(
        (opening, "执行主体", "省教育厅、𠮷林"),
        (opening, "完成时限", "6月底前（2020-06-29）"),
        (opening, "目标要求", "就業5000人以上"),
        (opening, "复核状态", "已复核"),
    )
    judgement = desk.take_one()
    spans = [(one.text, NOISY[one.start : one.end]) for one in judgement.spans]
    assert spans == [
        ("省教育廳", "省教\u200b育廳"),
        ("𠮷林", "𠮷林"),
        ("6月底前", "6月底\u200b前"),
        ("就業5000人以上", "就業5\u200b000人以上"),
    ]
    note = (judgement.responsible or ())[-1]
    assert NOISY[note.start : note.end] == "省人力資源社會保障廳"
    assert note.role == "responsible"
    ((_, rows),) = derive(read_judgements(desk.annotations)).rows.items()
    assert rows[0]["labels"] == ["measure", "responsible_department", "target", "deadline"]


def test_text_corrected_in_either_script(tmp_path: Path) -> None:
    desk = Desk(tmp_path, make_run(tmp_path, {"noisy.txt": NOISY}))
    with desk.open() as page:
        opening = page["F2"].value
    places = []
    for heading, text in (("具体措施", "组织𠮷林等地的招聘会"), ("原文", "組織𠮷林等地的招聘會")):
        path = tmp_path / f"{len(places)}.xlsx"
        shutil.copy(desk.path, path)
        desk.edit((opening, heading, text), path=path)
        (judgement,) = desk.take(path, dry_run=True).judgements
        places.append((judgement.start, judgement.end))
    assert places[0] == places[1]
    assert NOISY[slice(*places[0])] == "組織𠮷林\ufeff等地的\r\n招聘會"


def test_copies_and_same_texts_have_rows_of_their_own(tmp_path: Path) -> None:
    texts = {"a.txt": NOTICE, "b.txt": NOTICE, "c.txt": NOTICE.replace("湖南省", "湖北省")}
    desk = Desk(tmp_path, make_run(tmp_path, texts))
    assert desk.take().unchanged == 14
    desk.edit((LEDGER, "是否措施", "否"))
    assert len(desk.take().judgements) == 1


def test_five_thousand_corrected_rows(tmp_path: Path) -> None:
    body = "".join(
        f"（{n}）县财政局要在2021年底前建成{n}个平台。（县民政局配合）\n" for n in range(1, 251)
    )
    texts = {f"{n:02}.txt": f"关于第{n}批平台的通知\n{body}" for n in range(20)}
    desk = Desk(tmp_path, make_run(tmp_path, texts))
    with desk.open() as page:
        rows = page.max_row - 1
        assert rows == 5000
        places = [column_of(page, name) for name in ("牵头单位", "执行主体", "目标值", "完成时限")]
        for number in range(2, rows + 2):
            values = ("县财政局", None, "不低于3个", "2021年底前（2021-11-30）")
            for place, value in zip(places, values, strict=True):
                page.cell(number, place).value = value
    report = desk.take()
    assert report.refusals == []
    assert len(report.judgements) == 5000
    assert desk.take().known == 5000


# --- the command


def test_command(tmp_path: Path, measures: Command) -> None:
    desk = Desk(tmp_path, make_run(tmp_path))
    arguments = ("--annotations", desk.annotations, "--annotator", "wang")
    clean = measures("import", desk.path, *arguments)
    assert (clean.returncode, clean.stderr) == (0, "")
    assert clean.stdout == "Taken: 0 rows; taken before: 0; as written: 7; left out: 0\n"
    desk.edit((STABLE, "复核状态", "已复核"), (LEDGER, "牵头单位", "财政部"))
    with desk.open() as page:
        page.delete_rows(row_of(page, FAIRS))
    dry = measures("import", desk.path, *arguments, "--dry-run")
    wet = measures("import", desk.path, *arguments)
    assert dry.returncode == wet.returncode == 1
    assert dry.stdout.splitlines()[:-1] == wet.stdout.splitlines()[:-1]
    lines = wet.stdout.splitlines()
    assert lines[0] == "row 2, H2 复核状态: confirmed"
    assert lines[1].startswith("left out: row 3, I3 牵头单位: '财政部' stands neither")
    assert lines[2].startswith("left out: the row of 'n")
    assert lines[3] == ("Taken: 1 row (1 confirmed); taken before: 0; as written: 4; left out: 2")
    assert measures("import", tmp_path / "no.xlsx", *arguments).returncode == 2
    assert measures("import", desk.path).returncode == 2
