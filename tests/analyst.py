"""People who know the answers (gold) and give them the way analysts do: in the spreadsheet, on the
page, in another tool. And one who gives wrong ones.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from pipeline.learn.gold import GoldDocument, inherited
from pipeline.learn.score import STATED, deadline_key, letters, target_key
from pipeline.run.sources import RunOutputs
from pipeline.schema import LABELS
from pipeline.write.table import body_cell, deadline_cell, target_cell, value_cell, wording
from tests.browser.served import Client

Record = dict[str, Any]

SHEET = "措施清单"
BODY = "responsible_department"
ROLES = {"lead": "牵头单位", "responsible": "责任单位", "support": "配合单位", "actor": "执行主体"}
# What a span of each label says beside its place.
FORM = {
    BODY: ("role",),
    "target": ("op", "value", "value_max", "unit", "metric"),
    "deadline": ("type", "start_date", "end_date", "duration", "rule"),
}


def shares_half(one: Record, other: Record) -> bool:
    """Tell whether two passages are about the same: half of the shorter one is shared."""
    shared = min(one["end"], other["end"]) - max(one["start"], other["start"])
    shorter = min(one["end"] - one["start"], other["end"] - other["start"])
    return shared > 0 and 2 * shared >= shorter


def missing_bodies(row: Record, record: Record) -> bool:
    """Tell whether the record names other bodies, or under other roles, than gold."""
    said = {(letters(one["text"]), one["role"]) for one in _stated(record)}
    return said != {(letters(one["text"]), one["role"]) for one in row.get("responsible", ())}


def _stated(record: Record) -> list[Record]:
    return [one for one in record["responsible"] if one["basis"] in STATED]


# --- the spreadsheet ------------------------------------------------------------------------------


@dataclass
class Edits:
    """What somebody did to a workbook: how many rows in which way."""

    kinds: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        return ", ".join(f"{count} {kind}" for kind, count in sorted(self.kinds.items()))


class Spreadsheet:
    """A workbook open before somebody, saved by ``save``."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.book = load_workbook(path)
        self.sheet = self.book[SHEET]
        self.columns = {cell.value: cell.column for cell in self.sheet[1]}
        self.rows = {self.value(number, "编号"): number for number in self.numbers()}

    def numbers(self) -> Iterable[int]:
        return range(2, self.sheet.max_row + 1)

    def value(self, row: int, heading: str) -> Any:
        return self.sheet.cell(row, self.columns[heading]).value

    def write(self, row: int, cells: dict[str, str]) -> None:
        for heading, value in cells.items():
            self.sheet.cell(row, self.columns[heading]).value = value

    def copied(self, row: int, *headings: str) -> dict[str, Any]:
        """What says of which document a row is."""
        return {heading: self.value(row, heading) for heading in headings}

    def save(self) -> None:
        self.book.save(self.path)


def correct_workbook(out: Path, gold: GoldDocument) -> Edits:
    """Go through the rows of one document: correct what is wrong, confirm all, add what lacks."""
    edits = Edits()
    sheet = Spreadsheet(out / "measures.xlsx")
    run = RunOutputs(out)
    records = [one for one in run.measures() if one["file"] == gold.source.name]
    rows = {row["id"]: row for row in gold.rows}
    for record in records:
        cells = _corrections(record, _meant(record, gold.rows), records, rows, edits)
        sheet.write(sheet.rows[record["id"]], cells)
    for row in gold.rows:
        if "measure" in row["labels"] and not any(shares_half(row, one) for one in records):
            near = min(records, key=lambda one: abs(one["start"] - row["start"]))
            copied = sheet.copied(sheet.rows[near["id"]], "标题", "文号", "出处位置")
            sheet.write(sheet.sheet.max_row + 1, copied | _new_cells(row, rows))
            edits.kinds["added"] += 1
    sheet.save()
    return edits


def _meant(record: Record, rows: Sequence[Record]) -> Record | None:
    """The measure of gold that a record is, if it is one."""
    close = [row for row in rows if "measure" in row["labels"] and shares_half(row, record)]
    return max(close, key=lambda row: min(row["end"], record["end"]) - row["start"], default=None)


def _corrections(
    record: Record,
    row: Record | None,
    records: Sequence[Record],
    rows: dict[int, Record],
    edits: Edits,
) -> dict[str, str]:
    if row is None:
        edits.kinds["no measure"] += 1
        return {"是否措施": "否"}
    if sum(shares_half(row, one) for one in records) > 1:
        # The program cut it finer than gold, which cannot say what belongs to which part.
        edits.kinds["left alone"] += 1
        return {}
    cells = {}
    if letters(row["text"]) != letters(record["text"]):
        cells["具体措施"] = row["text"]
    if missing_bodies(row, record):
        cells |= _role_cells(row, record)
    if Counter(map(target_key, _targets(row))) != Counter(map(target_key, record["targets"])):
        cells |= _target_cells(_targets(row))
    deadlines = inherited(row, rows)
    if Counter(map(deadline_key, deadlines)) != Counter(map(deadline_key, record["deadlines"])):
        cells |= _deadline_cells(deadlines)
    edits.kinds["corrected" if cells else "confirmed"] += 1
    return {"复核状态": "已复核", **cells}


def _targets(row: Record) -> list[Record]:
    return [span for span in row["spans"] if span["label"] == "target"]


def _role_cells(row: Record, record: Record) -> dict[str, str]:
    """Names as they stood there where they were right, else as the text has them."""
    shown = {(letters(one["text"]), one["role"]): body_cell(one) for one in _stated(record)}
    names: dict[str, list[str]] = {heading: [] for heading in ROLES.values()}
    for body in row.get("responsible", ()):
        name = shown.get((letters(body["text"]), body["role"]), body["text"])
        names[ROLES[body["role"]]].append(name)
    return {heading: "、".join(dict.fromkeys(of_one)) for heading, of_one in names.items()}


def _target_cells(spans: Sequence[Record]) -> dict[str, str]:
    formed = {target_cell(span): value_cell(_whole(span, "target")) for span in spans}
    return {"目标要求": "；".join(formed), "目标值": "；".join(formed.values())}


def _deadline_cells(spans: Sequence[Record]) -> dict[str, str]:
    formed = {
        deadline_cell(_whole(span, "deadline")): wording(f"deadline_type.{span['type']}")
        for span in spans
    }
    return {"完成时限": "；".join(formed), "时限类型": "；".join(formed.values())}


def _whole(span: Record, label: str) -> Record:
    return dict.fromkeys(FORM[label]) | span


def _new_cells(row: Record, rows: dict[int, Record]) -> dict[str, str]:
    cells = {"具体措施": row["text"], "复核状态": "已复核", **_target_cells(_targets(row))}
    cells |= _role_cells(row, {"responsible": []}) | _deadline_cells(inherited(row, rows))
    return {heading: value for heading, value in cells.items() if value}


# --- the page -------------------------------------------------------------------------------------


def answer_page(client: Client, gold: GoldDocument) -> Counter[str]:
    """Answer every open segment of one document; count what was accepted and corrected."""
    text = gold.source.read_text("utf-8")
    done: Counter[str] = Counter()
    _, queue = client.get("/api/queue", annotator=client.annotator)
    for key, state in zip(queue["ids"], queue["states"], strict=True):
        _, task = client.get(f"/api/segments/{key}", annotator=client.annotator)
        if state != "open" or task["file"] != gold.source.name:
            continue
        says = {name: task["says"][name] for name in ("labels", "spans", "covering", "note")}
        right = says | _truth(task, gold, text)
        done["accepted" if right == says else "corrected"] += 1
        sent = {"id": key, "annotator": client.annotator, "answer": "accept", **right}
        status, kept = client.post("/api/answers", sent)
        if status != 200:
            raise ValueError(f"{key} is not accepted: {kept}")
    return done


def _truth(task: Record, gold: GoldDocument, text: str) -> Record:
    """What gold says of a segment; where the program says the same, as it says it."""
    rows = {row["id"]: row for row in gold.rows}
    close = [row for row in gold.rows if shares_half(row, task)]
    spans = [span for row in close for span in row["spans"] if _inside(span, task)]
    labels = [
        label
        for label in LABELS
        if any(label in row["labels"] for row in close)
        and (label == "measure" or any(span["label"] == label for span in spans))
    ]
    notes = [rows[note] for row in close for note in row.get("inherits", ()) if note in rows]
    covering = [
        span
        for note in notes
        for span in note["spans"]
        if span["label"] != "target" and not _inside(span, task) and "measure" in labels
    ]
    truth = {"labels": labels}
    for name, wanted in (("spans", spans), ("covering", covering)):
        said = task["says"][name]
        same = Counter(map(_key, said)) == Counter(map(_key, wanted))
        truth[name] = said if same else [_sent(span, text) for span in wanted]
    return truth


def _inside(span: Record, passage: Record) -> bool:
    return bool(passage["start"] <= span["start"] < span["end"] <= passage["end"])


def _key(span: Record) -> tuple[Any, ...]:
    meaning = deadline_key(span) if span["label"] == "deadline" else span.get("role")
    if span["label"] == "target":
        meaning = target_key(span)
    return span["start"], span["end"], span["label"], meaning


def _sent(span: Record, text: str) -> Record:
    form = {name: span[name] for name in FORM[span["label"]] if span.get(name) is not None}
    place = {"start": span["start"], "end": span["end"], "label": span["label"]}
    return {**place, "text": text[span["start"] : span["end"]], **form}


# --- somebody who is wrong ------------------------------------------------------------------------


def flip_labels(tasks: Path, flipped: Path) -> int:
    """Give tasks of doccano the labels that they lack, and take those that they have."""
    lines = []
    for line in tasks.read_text("utf-8").splitlines():
        row = json.loads(line)
        marked = {name.partition(":")[0] for _, _, name in row["entities"]}
        given = {*row["cats"], *marked}
        row |= {"entities": [], "cats": [label for label in LABELS if label not in given]}
        lines.append(json.dumps(row, ensure_ascii=False))
    flipped.write_text("\n".join(lines) + "\n", "utf-8")
    return len(lines)


def address_in(printed: str) -> str | None:
    """The address that ``measures review`` prints."""
    found = re.search(r"http://127\.0\.0\.1:\d+/\S*", printed)
    return found and found[0]
