"""Full names of bodies: the hand-written cases, and what holds for every name."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.fields.department.canonical import canonical_name, known_names
from pipeline.fields.department.central_bodies import central_index
from pipeline.lexicon import Row, read_lexicon
from pipeline.schema import BodyName

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent / "cases" / "canonical.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]


def _named(text: str, case: dict[str, Any]) -> BodyName:
    return canonical_name(
        text,
        issuers=case["issuers"],
        issued=dt.date.fromisoformat(case["issued"]),
        title=case["title"],
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_canonical_name_matches_case(case: dict[str, Any]) -> None:
    expected = BodyName(case["expect"]["name"], case["expect"].get("name_today"))
    assert _named(case["text"], case) == expected


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_canonical_name_of_a_canonical_name_is_itself(case: dict[str, Any]) -> None:
    name = case["expect"]["name"]
    assert _named(name, case).name == name


def _day_of(row: Row) -> dt.date:
    """A day on which the body existed, from cells such as 2018, 2023-03 and 2018-03-17."""
    if row["from"]:
        full = {4: "-12-31", 7: "-28", 10: ""}[len(row["from"])]
        return dt.date.fromisoformat(row["from"] + full)
    return dt.date(int(row["to"][:4]) - 1, 6, 1) if row["to"] else dt.date(2024, 6, 1)


CENTRAL = [row for row in read_lexicon("bodies") if row["level"] != "local"]


@pytest.mark.parametrize("row", CENTRAL, ids=lambda row: row["name"])
def test_every_name_of_a_body_leads_to_it_while_it_exists(row: Row) -> None:
    cells = f"{row['name']}、{row['short_names']}、{row['central_short_names']}"
    for name in (cell for cell in cells.split("、") if cell):
        found = central_index().find(name, issued=_day_of(row), central=True)
        assert found is not None
        assert found.name == row["name"], name


def test_successors_end_at_a_body_of_today() -> None:
    rows = {row["name"]: row for row in CENTRAL}
    index = central_index()
    for body in index.bodies.values():
        today = index.today(body)
        assert today is None or not rows[today]["to"], body.name


def test_own_bodies_go_first(tmp_path: Path) -> None:
    own = tmp_path / "own.tsv"
    own.write_text(
        "name\tshort_names\tfrom\tto\tsuccessor\n"
        "兰州市大数据管理局\t市大数据局、大数据局\t\t2024\t兰州市数据局\n"
        "兰州市数据局\t市数据局\t2024\t\t\n"
        "兰州市财政局（市国资办）\t财政部、市财政局\t\t\t\n",
        encoding="utf-8",
    )

    def named(text: str) -> BodyName:
        return canonical_name(
            text,
            issuers=["兰州市人民政府"],
            issued=dt.date(2022, 5, 1),
            own_bodies=[str(own)],
        )

    assert named("市大数据局") == BodyName("兰州市大数据管理局", "兰州市数据局")
    assert named("财政部") == BodyName("兰州市财政局（市国资办）")
    assert named("市财政局") == BodyName("兰州市财政局（市国资办）")
    assert "兰州市大数据管理局" in known_names((str(own),))
    assert named("市民政局") == BodyName("兰州市民政局")


def test_name_without_date_is_that_of_today() -> None:
    assert canonical_name("广电总局", issuers=[], issued=None) == BodyName("国家广播电视总局")
    assert canonical_name("银保监会", issuers=[], issued=None).name_today == "国家金融监督管理总局"


@pytest.mark.parametrize(
    "text",
    ["财政部", "人力资源社会保障部", "市住建局", "发展改革委", "省委宣传部", "市税务局", "财政厅"],
)
def test_known_names_hold_central_and_local_bodies(text: str) -> None:
    assert text in known_names()


@pytest.mark.parametrize(
    "text",
    [
        "市场",
        "政府",
        "企业",
        "金融机构",
        "市场主体",
        "委",
        "会",
        "",
        "推进",
        "人民政府",
        "有关部门",
    ],
)
def test_words_are_not_known_names(text: str) -> None:
    assert text not in known_names()


@pytest.mark.parametrize("unit", ["市", "区", "局", "中", "（", "政府", "团市", "国务院", "、"])
def test_hostile_text_ends_at_once(unit: str) -> None:
    text = unit * 50_000
    name = canonical_name(text, issuers=[text, unit * 40], issued=None, title=text)
    assert name == BodyName(text)
