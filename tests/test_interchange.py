"""Other annotation tools: tasks out, answers back in, and all that can be wrong with them."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import FeedbackError
from pipeline.feedback.interchange import (
    FORMATS,
    Imported,
    Options,
    export_run,
    import_file,
    write_label_config,
)
from pipeline.feedback.interchange.units import to_points, to_units
from pipeline.judgements import Judgement, read_judgements
from pipeline.run import RunRequest, run_batch
from pipeline.run.sources import RunOutputs
from pipeline.settings import load_settings
from tests.conftest import Command

Row = dict[str, Any]

# 𠮷 and 𡐓 lie beyond the first 65,536 code points: a browser counts two for each.
NOTICE = """关于支持𠮷林企业复工复产的通知
各区人民政府：
一、加快𠮷林复工。市财政局要在2020年6月底前向𡐓企业发放补助500万元。
二、各区人民政府要做好𠮷品供应，确保应收尽收。
三、开展培训。鼓励𠮷林商会组织培训，培训时间不超过6个月。
（市人社局牵头，市财政局配合）
某市人民政府
2020年3月1日
"""


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> RunOutputs:
    """A finished run over one notice with characters beyond the first plane."""
    folder = tmp_path_factory.mktemp("interchange")
    (folder / "notice.txt").write_text(NOTICE, encoding="utf-8")
    run_batch(
        RunRequest(
            paths=[folder / "notice.txt"],
            out=folder / "out",
            formats=["jsonl"],
            jobs=1,
            settings=load_settings(None),
            rules_only=True,
        )
    )
    return RunOutputs(folder / "out")


Bring = Callable[..., Imported]


@pytest.fixture
def bring(run: RunOutputs, tmp_path: Path) -> Bring:
    """Import rows: ``bring("doccano", rows)``; options by name."""

    def call(kind: str, rows: Sequence[object] | bytes, **options: Any) -> Imported:
        path = tmp_path / "file.json"
        if isinstance(rows, bytes):
            path.write_bytes(rows)
        elif kind == "label-studio":
            path.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
        else:
            lines = [json.dumps(row, ensure_ascii=False) for row in rows]
            path.write_text("\n".join(lines), encoding="utf-8")
        os.utime(path, (1_600_000_000, 1_600_000_000))
        told = {"annotator": "李雷", "run": run.out} | options
        folder = tmp_path / "annotations"
        return import_file(path, kind, annotations=folder, options=Options(**told))

    return call


def exported(run: RunOutputs, kind: str, path: Path) -> list[Row]:
    export_run(run, path, kind)
    text = path.read_text("utf-8")
    if kind == "label-studio":
        found: list[Row] = json.loads(text)
        return found
    return [json.loads(line) for line in text.splitlines()]


def answered(kind: str, rows: list[Row]) -> list[Row]:
    """Tasks as a person leaves them who agrees with everything."""
    if kind == "label-studio":
        for row in rows:
            result = row.pop("predictions")[0]["result"]
            row["annotations"] = [{"id": 1, "completed_by": 1, "result": result}]
    if kind == "prodigy":
        rows = [row | {"answer": "accept", "_view_id": "blocks"} for row in rows]
    return rows


def task(run: RunOutputs, tmp_path: Path, words: str) -> Row:
    """Metadata and text of the segment that holds some words."""
    rows = exported(run, "doccano", tmp_path / "tasks.jsonl")
    row = next(row for row in rows if words in row["text"])
    return {key: value for key, value in row.items() if key not in ("entities", "cats")}


def place(row: Row, words: str) -> tuple[int, int]:
    start = row["text"].index(words)
    return start, start + len(words)


def reasons(imported: Imported) -> list[tuple[str, object]]:
    return [(error.code, error.values["row"]) for error in imported.rejected]


# --- there and back -------------------------------------------------------------------------------


def said_by(run: RunOutputs, *, forms: bool) -> Iterator[tuple[Any, ...]]:
    """What the program says, in the shape of ``said``."""
    measures = {one["id"]: one for one in run.measures()}
    for record in run.segments():
        if record["kind"] not in ("body", "note", "table_row"):
            continue
        labels = tuple(name for name, score in record["labels"].items() if score >= 0.5)
        values = {}
        measure = measures.get(record["id"], {"targets": (), "deadlines": ()})
        for one in (*measure["targets"], *measure["deadlines"]):
            values[one["start"], one["end"]] = one
        spans = []
        for span in record["spans"]:
            known = values.get((span["start"], span["end"]), {}) if forms else {}
            value = (known.get("op"), known.get("value"), known.get("end_date"))
            role, kind = span["role"], span["type"]
            spans.append((span["start"], span["end"], span["label"], role, kind, *value))
        yield (record["start"], record["end"], labels, tuple(spans))


def said(judgement: Judgement) -> tuple[Any, ...]:
    spans = tuple(
        (one.start, one.end, one.label, one.role, one.type, one.op, one.value, one.end_date)
        for one in judgement.spans
    )
    return (judgement.start, judgement.end, judgement.labels, spans)


@pytest.mark.parametrize("kind", FORMATS)
def test_what_goes_out_comes_back(run: RunOutputs, bring: Bring, tmp_path: Path, kind: str) -> None:
    rows = answered(kind, exported(run, kind, tmp_path / "tasks"))
    imported = bring(kind, rows)
    assert reasons(imported) == []
    assert imported.added == len(rows) >= 4
    judgements = read_judgements(tmp_path / "annotations")
    assert [said(one) for one in judgements] == list(said_by(run, forms=kind != "doccano"))
    assert any("𠮷" in one.text for one in judgements)
    assert {span.role for one in judgements for span in one.spans} >= {"lead", "support", "actor"}
    assert {one.tool for one in judgements} == {kind}
    for one in judgements:
        assert one.saw is not None
        assert one.judged == ("measure", "responsible_department", "target", "deadline")
        for span in one.spans:
            assert NOTICE[span.start : span.end] == span.text


@pytest.mark.parametrize("kind", FORMATS)
def test_a_second_import_adds_nothing(
    run: RunOutputs, bring: Bring, tmp_path: Path, kind: str
) -> None:
    rows = answered(kind, exported(run, kind, tmp_path / "tasks"))
    dry = bring(kind, rows, dry_run=True)
    assert not (tmp_path / "annotations").exists()
    assert bring(kind, rows).added == dry.added
    # The text is kept with the annotations: the run is not needed any more.
    again = bring(kind, rows, run=None)
    assert (again.added, len(again.judgements), reasons(again)) == (0, len(rows), [])
    (tmp_path / "file.json").touch()
    path, folder = tmp_path / "file.json", tmp_path / "annotations"
    assert import_file(path, kind, annotations=folder, options=Options("李雷")).added == 0
    assert import_file(path, kind, annotations=folder, options=Options("韩梅梅")).added == len(rows)


def test_doccano_loses_normal_forms_and_says_so(
    run: RunOutputs, bring: Bring, tmp_path: Path
) -> None:
    out = export_run(run, tmp_path / "tasks", "doccano")
    assert out.forms >= 2
    assert any("normal forms" in one for one in out.loses)
    rows = exported(run, "doccano", tmp_path / "tasks")
    assert bring("doccano", rows).without["deadline"] >= 1
    assert export_run(run, tmp_path / "tasks", "prodigy").forms == 0


def test_only_what_is_chosen_goes_out_with_the_reason(run: RunOutputs, tmp_path: Path) -> None:
    ids = [record["id"] for record in run.segments() if record["kind"] == "body"]
    chosen = {ids[2]: "random", ids[0]: "rare"}
    export_run(run, tmp_path / "tasks", "doccano", chosen=chosen)
    rows = [json.loads(line) for line in (tmp_path / "tasks").read_text("utf-8").splitlines()]
    assert [(row["segment"], row["reason"]) for row in rows] == list(chosen.items())


def test_nothing_chosen_is_a_file_with_nothing_in_it(run: RunOutputs, tmp_path: Path) -> None:
    for kind in FORMATS:
        assert export_run(run, tmp_path / kind, kind, chosen={}).tasks == 0
    assert json.loads((tmp_path / "label-studio").read_text()) == []
    assert (tmp_path / "doccano").read_text() == ""


# --- doccano --------------------------------------------------------------------------------------

BODY, DEADLINE = "市财政局", "2020年6月底前"
LEAD = "responsible_department:lead"


def doccano_shapes(row: Row) -> dict[str, tuple[Row, tuple[str, ...]]]:
    """Each generation with one body and one deadline, and which labels it was asked for."""
    marks = [[*place(row, BODY), LEAD], [*place(row, DEADLINE), "deadline:by"]]
    offsets = [
        {"id": n, "start_offset": start, "end_offset": end, "label": name}
        for n, (start, end, name) in enumerate(marks)
    ]
    text = row.pop("text")
    three = ("responsible_department", "target", "deadline")
    return {
        "spans": ({"text": text, "label": marks, "Comments": ["看过"]} | row, three),
        "labels": ({"text": text, "labels": marks, "meta": row}, three),
        "data": ({"data": text, "label": marks, "metadata": json.dumps(row)}, three),
        "relations": (
            {"text": text, "entities": offsets, "relations": [{"id": 1, "from_id": 0}]} | row,
            three,
        ),
        "annotations": (
            {"text": text, "annotations": [one | {"user": 1} for one in offsets]} | row,
            three,
        ),
        "slots": ({"text": text, "entities": marks, "cats": []} | row, ("measure", *three)),
    }


@pytest.mark.parametrize("shape", ["spans", "labels", "data", "relations", "annotations", "slots"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_all_generations_of_doccano(
    run: RunOutputs, bring: Bring, tmp_path: Path, shape: str, encoding: str
) -> None:
    row, judged = doccano_shapes(task(run, tmp_path, BODY + "要"))[shape]
    imported = bring("doccano", json.dumps(row, ensure_ascii=False).encode(encoding))
    assert reasons(imported) == []
    (one,) = imported.judgements
    assert one.judged == judged
    assert one.labels == ("responsible_department", "deadline")
    assert [(span.text, span.role, span.type) for span in one.spans] == [
        (BODY, "lead", None),
        (DEADLINE, None, "by"),
    ]
    assert one.at == "2020-09-13T12:26:40+00:00"
    assert one.note == ("看过" if shape == "spans" else "")
    assert imported.lost == ({"relations between marks": 1} if shape == "relations" else {})


def test_a_list_of_rows_is_read_too(run: RunOutputs, bring: Bring, tmp_path: Path) -> None:
    row, _ = doccano_shapes(task(run, tmp_path, BODY + "要"))["spans"]
    assert bring("doccano", json.dumps([row], indent=1).encode()).added == 1


def test_classes_alone_speak_of_the_classes_in_the_file(
    run: RunOutputs, bring: Bring, tmp_path: Path
) -> None:
    rows = [task(run, tmp_path, BODY + "要"), task(run, tmp_path, "供应")]
    imported = bring("doccano", [rows[0] | {"label": ["measure"]}, rows[1] | {"label": []}])
    assert [(one.labels, one.judged) for one in imported.judgements] == [
        (("measure",), ("measure",)),
        ((), ("measure",)),
    ]
    nobody_knows = bring("doccano", [rows[1] | {"label": []}])
    assert reasons(nobody_knows) == [("E742", 1)]
    told = bring("doccano", [rows[1] | {"label": []}], labels=("measure",))
    assert told.judgements[0].judged == ("measure",)


def test_a_whole_passage_marked_as_measure_is_one(
    run: RunOutputs, bring: Bring, tmp_path: Path
) -> None:
    row = task(run, tmp_path, "供应")
    marks = [[0, len(row["text"]), "measure"]]
    other = task(run, tmp_path, BODY + "要") | {"label": []}
    one, none = bring("doccano", [row | {"label": marks}, other]).judgements
    assert (one.labels, one.spans) == (("measure",), ())
    assert none.judged == one.judged == ("measure", "responsible_department", "target", "deadline")


def test_numbers_for_labels_need_the_list_of_labels(
    run: RunOutputs, bring: Bring, tmp_path: Path
) -> None:
    row = task(run, tmp_path, BODY + "要")
    start, end = place(row, BODY)
    mark = {"label": 7, "start_offset": start, "end_offset": end, "user": 1}
    row |= {"annotations": [mark]}
    assert reasons(bring("doccano", [row])) == [("E742", 1)]
    config = tmp_path / "labels.json"
    config.write_text(json.dumps([{"id": 7, "text": LEAD}]), "utf-8")
    (one,) = bring("doccano", [row], label_config=config).judgements
    assert one.spans[0].role == "lead"


def test_users_of_one_row_are_several_annotators(
    run: RunOutputs, bring: Bring, tmp_path: Path
) -> None:
    row = task(run, tmp_path, BODY + "要")
    start, end = place(row, BODY)
    marks = [
        {"label": LEAD, "start_offset": start, "end_offset": end, "user": user} for user in (1, 2)
    ]
    imported = bring("doccano", [row | {"annotations": marks}])
    assert imported.annotators == ("李雷.1", "李雷.2")
    named = bring("doccano", [row | {"annotations": marks}], annotator="1=李雷, 2=韩梅梅")
    assert named.annotators == ("李雷", "韩梅梅")
    assert reasons(bring("doccano", [row | {"annotations": marks}], annotator="1=李雷")) == [
        ("E748", 1)
    ]


# --- Label Studio ---------------------------------------------------------------------------------


def studio(row: Row, *results: Row, **values: object) -> Row:
    annotation = {"id": 5, "completed_by": 1, "was_cancelled": False, "result": list(results)}
    return {"id": 1, "data": row, "annotations": [annotation | values], "predictions": []}


def region(start: object, end: object, *, text: object, name: object = LEAD, key: str = "r") -> Row:
    value = {"start": start, "end": end, "text": text, "labels": [name]}
    return {"id": key, "from_name": "label", "to_name": "text", "type": "labels", "value": value}


def test_offsets_of_a_browser_are_repaired(run: RunOutputs, bring: Bring, tmp_path: Path) -> None:
    row = task(run, tmp_path, "商会")
    start, end = place(row, "商会")
    assert to_units(row["text"], start) == start + 1
    for first, behind in ((start + 1, end + 1), (start, end)):
        (one,) = bring("label-studio", [studio(row, region(first, behind, text="商会"))]).judgements
        assert one.spans[0].text == "商会"
        assert NOTICE[one.spans[0].start : one.spans[0].end] == "商会"
    wrong = bring("label-studio", [studio(row), studio(row, region(start, end, text="商"))])
    assert reasons(wrong) == [("E742", 2)]
    unsure = bring("label-studio", [studio(row, region(start, end, text=None))])
    assert reasons(unsure) == [("E742", 1)]


@pytest.mark.parametrize(
    ("text", "units", "shown", "points"),
    [
        ("𠮷林商会", (3, 5), "商会", (2, 4)),
        ("𠮷林商会", (0, 2), "𠮷", (0, 1)),
        ("𠮷𠮷aa", (4, 5), "a", (2, 3)),
        ("𠮷林商会", (2, 4), "商会", (2, 4)),
        ("第一行\n第二行", (2, 5), "行\\n第", (2, 5)),
        ("第一\r\n第二", (3, 5), "第二", (4, 6)),
        ("第一", (0, 2), None, (0, 2)),
    ],
)
def test_units_to_code_points(
    text: str, units: tuple[int, int], shown: str | None, points: tuple[int, int]
) -> None:
    assert to_points(text, *units, shown) == points


@given(st.text(st.sampled_from("ab𠮷𡐓\r\n市"), min_size=1), st.data())
def test_units_and_back(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    units = to_units(text, start), to_units(text, end)
    assert to_points(text, *units, text[start:end]) == (start, end)


@pytest.mark.parametrize(
    ("text", "units", "shown"),
    [
        ("𠮷林", (1, 2), "𠮷"),
        ("第一", (1, 1), ""),
        ("第一", (-1, 2), "第一"),
        ("第一", (0, 9), "第一"),
        ("𠮷林商会", (2, 3), None),
    ],
)
def test_units_that_are_no_place(text: str, units: tuple[int, int], shown: str | None) -> None:
    with pytest.raises(ValueError):
        to_points(text, *units, shown)


def test_normal_forms_stand_beside_a_mark(run: RunOutputs, bring: Bring, tmp_path: Path) -> None:
    row = task(run, tmp_path, "500万元")
    start, end = place(row, "500万元")
    units = {"start": to_units(row["text"], start), "end": to_units(row["text"], end)}

    def beside(name: str, kind: str, **value: object) -> Row:
        return {"id": "r", "from_name": name, "to_name": "text", "type": kind, "value": value}

    results = [
        region(*units.values(), text="500万元", name="target"),
        beside("op", "choices", **units, choices=[">="]),
        beside("value", "textarea", **units, text=["5000000"]),
        beside("unit", "textarea", **units, text=["元"]),
        beside("metric", "textarea", **units, text=[""]),
        {
            "from_name": "kind",
            "to_name": "text",
            "type": "choices",
            "value": {"choices": ["measure"]},
        },
        {"from_id": "r", "to_id": "s", "type": "relation", "direction": "right", "labels": []},
    ]
    imported = bring("label-studio", [studio(row, *results)])
    (one,) = imported.judgements
    assert one.labels == ("measure", "target")
    (span,) = one.spans
    assert (span.op, span.value, span.unit, span.metric) == (">=", 5_000_000, "元", None)
    assert imported.lost == {"relations between marks": 1}
    for name, value in (("value", "viel"), ("value", "nan"), ("value", "1e99")):
        wrong = [*results[:2], beside(name, "textarea", text=[value])]
        assert reasons(bring("label-studio", [studio(row, *wrong)])) == [("E742", 1)]


def test_cancelled_annotations_are_skipped_and_people_kept_apart(
    run: RunOutputs, bring: Bring, tmp_path: Path
) -> None:
    row = task(run, tmp_path, "商会")
    rows = [
        studio(
            row,
            completed_by={"id": 3, "email": "li@example.org"},
            updated_at="2024-05-01T08:00:00.5+08:00",
        ),
        studio(
            row,
            completed_by={"id": 4, "email": "han@example.org"},
            created_at="2024-05-02T00:00:00Z",
        ),
        studio(row, completed_by=9, was_cancelled=True),
        {"id": 4, "data": row, "annotations": []},
        {"id": 5, "data": row, "completions": []},
    ]
    imported = bring("label-studio", rows)
    assert imported.annotators == ("李雷.han", "李雷.li")
    assert [one.at for one in imported.judgements] == [
        "2024-05-01T00:00:00.500000+00:00",
        "2024-05-02T00:00:00+00:00",
    ]
    assert imported.lost == {"annotations that were cancelled": 1, "tasks that nobody worked on": 2}


# --- Prodigy --------------------------------------------------------------------------------------


def test_prodigy_ignore_is_left_open_and_a_no_is_a_negative(
    run: RunOutputs, bring: Bring, tmp_path: Path
) -> None:
    row = task(run, tmp_path, BODY + "要")
    text, meta = row.pop("text"), {"meta": row}
    start, end = place({"text": text}, DEADLINE)
    span = {"start": start, "end": end, "token_start": start, "token_end": end - 1}
    mark = {"spans": [span | {"label": "deadline:by"}]}
    rows: list[Row] = [
        {"answer": "ignore"},
        {"label": "measure", "answer": "accept", "_view_id": "classification"},
        {"label": "target", "answer": "reject", "_view_id": "classification"},
        {**mark, "answer": "reject", "_view_id": "ner"},
        {**mark, "answer": "reject", "_view_id": "ner_manual"},
        {**mark, "answer": "accept", "_view_id": "ner_manual"},
        {"options": [{"id": "measure"}], "accept": ["measure"], "answer": "accept"},
    ]
    found = []
    for one in rows:
        imported = bring("prodigy", [{"text": text} | meta | one])
        assert reasons(imported) == []
        (judgement,) = imported.judgements
        found.append((judgement.answer, judgement.judged, judgement.labels))
    three, four = ("responsible_department", "target", "deadline"), found[0][1]
    assert found == [
        ("skip", four, ()),
        ("accept", ("measure",), ("measure",)),
        ("accept", ("target",), ()),
        ("accept", ("deadline",), ()),
        ("skip", four, ()),
        ("accept", three, ("deadline",)),
        ("accept", ("measure",), ("measure",)),
    ]


def test_questions_of_yes_and_no_on_one_passage_are_put_together(
    run: RunOutputs, bring: Bring, tmp_path: Path
) -> None:
    row = task(run, tmp_path, BODY + "要")
    text, meta = row.pop("text"), {"meta": row}
    spans = [
        {"start": start, "end": end, "label": "deadline:by"}
        for start, end in (place({"text": text}, DEADLINE), place({"text": text}, BODY))
    ]
    rows = [
        {"spans": [spans[0]], "answer": "accept", "_view_id": "ner", "_timestamp": 1700000000},
        {"spans": [spans[1]], "answer": "reject", "_view_id": "ner", "_timestamp": 1700000009},
        {"label": "measure", "answer": "reject", "_timestamp": 1700000005},
    ]
    (one,) = bring("prodigy", [{"text": text} | meta | row for row in rows]).judgements
    assert (one.judged, one.labels) == (("measure", "deadline"), ("deadline",))
    assert [span.text for span in one.spans] == [DEADLINE]
    assert one.at == "2023-11-14T22:13:29+00:00"


def test_sessions_of_prodigy_are_people_if_they_were_named(
    run: RunOutputs, bring: Bring, tmp_path: Path
) -> None:
    row = task(run, tmp_path, BODY + "要") | {"label": "measure", "answer": "accept"}
    unnamed = [row | {"_session_id": f"notices-2024-01-0{n}_10-00-00"} for n in (1, 2)]
    assert bring("prodigy", unnamed).annotators == ("李雷",)
    named = [row | {"_annotator_id": f"notices-{name}"} for name in ("han", "li")]
    assert bring("prodigy", named).annotators == ("李雷.notices-han", "李雷.notices-li")


# --- what is wrong --------------------------------------------------------------------------------


def test_a_wrong_row_is_named_and_the_others_go_on(
    run: RunOutputs, bring: Bring, tmp_path: Path
) -> None:
    row = task(run, tmp_path, BODY + "要")
    good = row | {"entities": [], "cats": []}
    lines = [
        json.dumps(one, ensure_ascii=False)
        for one in (
            good,
            {"text": row["text"], "entities": [], "cats": []},
            good | {"text": row["text"] + "。"},
            good | {"sha256": "0" * 64},
            good | {"entities": [[0, 2, "ORG"]]},
            good | {"start": "x"},
            [1],
            good,
        )
    ]
    lines.insert(2, '{"text": "cut off')
    lines.insert(3, "")
    imported = bring("doccano", "\r\n".join(lines).encode())
    assert reasons(imported) == [
        ("E743", 2),
        ("E742", 3),
        ("E743", 5),
        ("E744", 6),
        ("E745", 7),
        ("E743", 8),
        ("E742", 9),
    ]
    assert imported.added == 1
    assert "ORG" in str(imported.rejected[4])


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": None},
        {"text": 3},
        {"entities": [[0, 2]]},
        {"entities": [[0, "2", "target"]]},
        {"entities": [[True, 2, "target"]]},
        {"entities": [[2, 2, "target"]]},
        {"entities": [[-1, 2, "target"]]},
        {"entities": [[0, 10_000, "target"]]},
        {"entities": [[0, 2, None]]},
        {"entities": [7]},
        {"entities": [{"start_offset": 0}]},
        {"cats": [3]},
        {"cats": [{"x": 1}]},
        {"cats": "nothing of ours"},
        {"annotations": ["x"]},
        {"annotations": [{"label": "target", "created_at": "yesterday", "user": 1}]},
    ],
)
def test_wrong_rows_of_doccano(run: RunOutputs, bring: Bring, tmp_path: Path, wrong: Row) -> None:
    row = task(run, tmp_path, BODY + "要") | {"entities": [], "cats": []}
    imported = bring("doccano", [row | wrong])
    assert imported.judgements == []
    assert [number for _, number in reasons(imported)] == [1]


def test_a_row_of_doccano_without_any_list(run: RunOutputs, bring: Bring, tmp_path: Path) -> None:
    assert reasons(bring("doccano", [task(run, tmp_path, BODY + "要")])) == [("E742", 1)]


@pytest.mark.parametrize(
    "wrong",
    [
        {"data": None},
        {"data": {"text": 1}},
        {"annotations": "x"},
        {"annotations": [3]},
        {"annotations": [{"result": None}]},
        {"annotations": [{"result": [3]}]},
        {"annotations": [{"result": [], "updated_at": "soon"}]},
        {"annotations": [{"result": [{"type": "labels", "value": None}]}]},
        {"annotations": [{"result": [region(None, 2, text="x")]}]},
        {"annotations": [{"result": [region(0, 1.5, text="x")]}]},
        {"annotations": [{"result": [region(0, 1, text="市", name=3)]}]},
        {"annotations": [{"result": [region(0, 1, text="市", name="PER")]}]},
        {"annotations": [{"result": [{"type": "choices", "value": {"choices": "x"}}]}]},
        {"annotations": [{"result": [{"type": "choices", "value": {"choices": ["no"]}}]}]},
    ],
)
def test_wrong_rows_of_label_studio(
    run: RunOutputs, bring: Bring, tmp_path: Path, wrong: Row
) -> None:
    row = studio(task(run, tmp_path, BODY + "要"))
    imported = bring("label-studio", [row | wrong])
    assert imported.judgements == []
    assert [number for _, number in reasons(imported)] == [1]


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": None},
        {"answer": "maybe"},
        {"spans": "x"},
        {"spans": [3]},
        {"spans": [{"start": 0, "end": 2}]},
        {"spans": [{"end": 2, "label": "target"}]},
        {"spans": [{"start": 2, "end": 1, "label": "target"}]},
        {"spans": [{"start": 0, "end": 999, "label": "target"}]},
        {"spans": [{"start": 0, "end": 2, "label": "target", "op": "≥"}]},
        {"spans": [{"start": 0, "end": 2, "label": "deadline:by", "end_date": "2020-02-30"}]},
        {"spans": [{"start": 0, "end": 2, "label": "deadline:by", "duration": "a while"}]},
        {"spans": [{"start": 0, "end": 2, "label": "deadline:by", "rule": 3}]},
        {"accept": [3]},
        {"accept": ["yes"]},
        {"_timestamp": "now"},
        {"_timestamp": 1e300},
        {"label": "ORG", "options": None},
    ],
)
def test_wrong_rows_of_prodigy(run: RunOutputs, bring: Bring, tmp_path: Path, wrong: Row) -> None:
    row = task(run, tmp_path, BODY + "要")
    row |= {"options": [{"id": "measure"}], "spans": [], "accept": [], "answer": "accept"}
    row |= wrong
    if row["options"] is None:
        del row["options"]
    imported = bring("prodigy", [row])
    assert imported.judgements == []
    assert [number for _, number in reasons(imported)] == [1]


def test_a_question_of_prodigy_that_asked_nothing(
    run: RunOutputs, bring: Bring, tmp_path: Path
) -> None:
    row = task(run, tmp_path, BODY + "要")
    assert reasons(bring("prodigy", [row | {"answer": "accept"}])) == [("E742", 1)]
    assert bring("prodigy", [row]).lost == {"tasks that nobody worked on": 1}


@pytest.mark.parametrize(
    "content", [b'[{"text": "cut', b"\xff\xfe\xff", b"\x81", b"[1, 2"], ids=repr
)
def test_a_file_that_is_no_export(bring: Bring, content: bytes) -> None:
    with pytest.raises(FeedbackError, match="E741"):
        bring("doccano", content)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FeedbackError, match="E740"):
        import_file(
            tmp_path / "none", "doccano", annotations=tmp_path, options=Options(annotator="a")
        )


@pytest.mark.parametrize("annotator", ["=李雷", "1=", "1=李雷,韩梅梅"])
def test_annotators_that_cannot_be_told(bring: Bring, annotator: str) -> None:
    with pytest.raises(FeedbackError, match="E746"):
        bring("doccano", b"", annotator=annotator)


def test_lone_surrogates_and_deep_nesting_are_rows_that_are_wrong(bring: Bring) -> None:
    rows = b'{"text": "\\ud842", "entities": [], "cats": []}\n{"a": ' + b"[" * 100_000 + b"\n"
    assert reasons(bring("doccano", rows)) == [("E742", 1), ("E742", 2)]


def test_rows_that_contradict_each_other(run: RunOutputs, bring: Bring, tmp_path: Path) -> None:
    row = task(run, tmp_path, BODY + "要") | {"entities": []}
    imported = bring("doccano", [row | {"cats": cats} for cats in (["measure"], [], ["measure"])])
    assert reasons(imported) == [("E742", 2)]
    assert "row 1" in str(imported.rejected[0])
    assert imported.added == 1


def test_a_name_that_is_no_file_name_writes_nothing(
    run: RunOutputs, bring: Bring, tmp_path: Path
) -> None:
    row = task(run, tmp_path, BODY + "要") | {"entities": [], "cats": []}
    with pytest.raises(FeedbackError, match="E701"):
        bring("doccano", [row], annotator="../x")
    assert not (tmp_path / "annotations").exists()


# --- set-up of the tools, and the command ---------------------------------------------------------


def test_the_screen_of_label_studio_has_a_place_for_all_that_is_exported(
    run: RunOutputs, tmp_path: Path
) -> None:
    (path,) = write_label_config(tmp_path / "screen.xml", "label-studio")
    screen = ElementTree.parse(path)
    names = {one.get("name") for one in screen.iter() if one.get("toName")}
    labels = {one.get("value") for one in screen.iter("Label")}
    choices = {one.get("value") for one in screen.iter("Choice")}
    assert all(one.get("hint") for one in screen.iter("Label"))
    for row in exported(run, "label-studio", tmp_path / "tasks"):
        for result in row["predictions"][0]["result"]:
            assert result["from_name"] in names
            assert set(result["value"].get("labels", ())) <= labels
            assert set(result["value"].get("choices", ())) <= choices


def test_set_up_of_doccano_and_prodigy(tmp_path: Path) -> None:
    spans, classes = write_label_config(tmp_path / "labels.json", "doccano")
    assert LEAD in [row["text"] for row in json.loads(spans.read_bytes())]
    assert classes.name == "labels.categories.json"
    assert "measure" in [row["text"] for row in json.loads(classes.read_bytes())]
    (path,) = write_label_config(tmp_path / "prodigy.json", "prodigy")
    assert LEAD in json.loads(path.read_bytes())["labels"]
    with pytest.raises(FeedbackError, match="E749"):
        write_label_config(tmp_path / "no" / "x.json", "doccano")


def test_the_command_there_and_back(measures: Command, run: RunOutputs, tmp_path: Path) -> None:
    file, folder = tmp_path / "tasks.jsonl", tmp_path / "annotations"
    done = measures(
        "export", run.out, "--format", "doccano", "--out", file, "--queue", "4",
        "--annotations", folder, "--label-config", tmp_path / "labels.json",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("4 tasks for doccano\n")
    assert "cannot carry" in done.stdout
    with file.open("a", encoding="utf-8") as rows:
        rows.write('{"text": "没有来处", "entities": [], "cats": []}\n')
    arguments = [
        "import",
        file,
        "--format",
        "doccano",
        "--annotations",
        folder,
        "--annotator",
        "李雷",
    ]
    done = measures(*arguments, "--run", run.out)
    assert done.returncode == 1
    assert "[E743]" in done.stderr
    assert "row 5" in done.stderr
    assert "4 added" in done.stdout
    assert "0 added" in measures(*arguments, "--run", run.out).stdout
