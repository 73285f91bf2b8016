"""A run to correct, and a person at the spreadsheet: what the tests of the import share."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from pipeline.feedback.workbook import Report, Request, import_workbook
from pipeline.judgements import Judgement
from pipeline.run import RunRequest, run_batch

SHEET = "措施清单"
NOTICE = """\
湖南省人民政府关于促进就业的实施意见
湘政发〔2020〕6号
各市州人民政府，省政府各厅委：
为做好就业工作，提出如下意见。
一、扩大就业
（一）加大稳岗返还力度，2020年6月底前完成发放，城镇新增就业70万人以上。省教育厅要组织𠮷林等地的
招聘会，做好毕业生就业服务。建立工作台账，每月报送进展情况。（省人力资源社会保障厅牵头，省财政厅、省教育厅配合）
（二）鼓励金融机构增加贷款投放。推进专项行动，年底前建成10个平台。（省地方金融监管局、人民银行长沙中心支行按职责分工负责，2021年底前完成）
二、加强保障
（三）强化督查考核。严禁挤占挪用资金。加强宣传引导，营造良好氛围。各地可结合实际，每半年报告一次，确保30日内办结。
湖南省人民政府
2020年3月18日
"""
# Rows are known by the beginning of their text.
STABLE, FAIRS, LEDGER = "（一）加大稳岗", "省教育厅要组织", "建立工作台账"
PLATFORMS, MISUSE = "推进专项行动", "严禁挤占"


def make_run(folder: Path, texts: dict[str, str] | None = None, **options: Any) -> Path:
    """Run over texts by file name; return the folder of the run."""
    inputs = folder / "in"
    inputs.mkdir(parents=True, exist_ok=True)
    for name, text in (texts or {"notice.txt": NOTICE}).items():
        (inputs / name).write_text(text, "utf-8", newline="")
    run_batch(RunRequest(paths=[inputs], out=folder / "out", jobs=1, **options))
    return folder / "out"


@dataclass
class Desk:
    """A folder with a run in ``out``, its workbook, and annotations."""

    folder: Path
    out: Path

    @property
    def path(self) -> Path:
        return self.out / "measures.xlsx"

    @property
    def annotations(self) -> Path:
        return self.folder / "annotations"

    def edit(self, *cells: tuple[str, str, Any], path: Path | None = None) -> None:
        """Set cells: beginning of the text of the row, heading, value."""
        with self.open(path) as page:
            for opening, heading, value in cells:
                page.cell(row_of(page, opening), column_of(page, heading)).value = value

    def open(self, path: Path | None = None) -> _Opened:
        return _Opened(path or self.path)

    def take(self, path: Path | None = None, *, by: str = "wang", **options: Any) -> Report:
        values = {"at": "2030-01-01T00:00:00+00:00", "out": self.out} | options
        return import_workbook(
            Request(path=path or self.path, annotations=self.annotations, annotator=by, **values)
        )

    def take_one(self, **options: Any) -> Judgement:
        """Import; all must be taken, and be one row."""
        report = self.take(**options)
        assert not report.refusals, report.refusals
        (judgement,) = report.judgements
        return judgement


class _Opened:
    """The sheet of measures, saved when the block ends; ``book`` is the workbook."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __enter__(self) -> Any:
        self.book = load_workbook(self.path)
        return self.book[SHEET]

    def __exit__(self, *error: object) -> None:
        if error[0] is None:
            self.book.save(self.path)


def copied(made: Path, folder: Path) -> Desk:
    """Return a desk with a copy of a run: its inputs stay where they were."""
    shutil.copytree(made, folder / "out")
    return Desk(folder, folder / "out")


def column_of(page: Any, heading: str, *, header: int = 1) -> int:
    return next(cell.column for cell in page[header] if cell.value == heading)


def row_of(page: Any, opening: str, *, header: int = 1) -> int:
    texts = page.iter_rows(min_col=column_of(page, "具体措施", header=header), min_row=header + 1)
    return next(row[0].row for row in texts if str(row[0].value or "").startswith(opening))


def spans(judgement: Judgement, label: str) -> Iterator[str]:
    """Yield the words of the own spans of a label."""
    return (span.text for span in judgement.spans if span.label == label)


def reasons(report: Report) -> list[tuple[str, str]]:
    """Return heading and reason of what was left out."""
    return [(one.heading, one.reason) for one in report.refusals]
