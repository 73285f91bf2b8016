"""Lexicons: what the package ships is sound, and what is wrong is named with file and line."""

from __future__ import annotations

import itertools
from collections import defaultdict
from pathlib import Path

import pytest

from pipeline.errors import LexiconError
from pipeline.lexicon import check_lexicons, columns_of, read_lexicon

HEADER = "name\tshort_names"


def _file(folder: Path, text: str, name: str = "own.tsv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def _codes(path: Path) -> list[tuple[str, int]]:
    return [(p.error.code, p.line) for p in check_lexicons([path]) if p.file == str(path)]


def test_every_lexicon_of_the_package_is_sound() -> None:
    assert [str(problem) for problem in check_lexicons()] == []


def test_read_lexicon_fills_columns_left_out_and_reads_once(tmp_path: Path) -> None:
    path = _file(tmp_path, f"{HEADER}\n兰州市大数据管理局\t市大数据局\n")
    rows = read_lexicon(path, like="bodies")
    assert rows[0]["name"] == "兰州市大数据管理局"
    assert rows[0]["successor"] == ""
    assert set(rows[0]) == {column.name for column in columns_of("bodies")}
    assert read_lexicon(path, like="bodies") is rows


def test_rows_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        read_lexicon("bodies")[0]["name"] = "x"  # type: ignore[index]


def test_user_file_may_have_a_mark_windows_lines_blank_lines_and_any_order(tmp_path: Path) -> None:
    text = f"{HEADER}\r\n乙局\t乙\r\n\r\n 甲局 \t甲\r\n"
    path = _file(tmp_path, text, encoding="utf-8-sig")
    assert [row["name"] for row in read_lexicon(path, like="bodies")] == ["乙局", "甲局"]
    assert _codes(path) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{HEADER}\tcolour\n甲局\t甲\tred\n", [("E303", 1)]),
        ("name\tname\tshort_names\n", [("E303", 1)]),
        ("name\n甲局\n", [("E304", 1)]),
        ("", [("E303", 1), ("E304", 1)]),
        (f"{HEADER}\n甲局\n乙局\t乙\t丙\n", [("E305", 2), ("E305", 3)]),
        (f"{HEADER}\n\t甲\n", [("E306", 2)]),
        (f"{HEADER}\n甲局\t甲\n乙局\t乙\n甲局\t丙\n", [("E307", 4)]),
        (f"{HEADER}\tfrom\n甲局\t甲\t去年\n", [("E310", 2)]),
        (f"{HEADER}\tsuccessor\n甲局\t甲\t乙局\n", [("E311", 2)]),
        (f"{HEADER}\tsuccessor\n甲局\t甲\t财政部\n", []),
    ],
)
def test_check_lexicons_names_line_and_code(
    tmp_path: Path, text: str, expected: list[tuple[str, int]]
) -> None:
    assert _codes(_file(tmp_path, text)) == expected


def test_check_lexicons_lists_every_problem_of_a_file(tmp_path: Path) -> None:
    path = _file(tmp_path, f"{HEADER}\tfrom\n甲局\t甲\t去年\n甲局\t甲\t2018\n\t乙\t2018\n")
    assert _codes(path) == [("E310", 2), ("E307", 3), ("E306", 4)]


def test_read_lexicon_raises_the_first_problem_with_file_and_line(tmp_path: Path) -> None:
    path = _file(tmp_path, f"{HEADER}\n甲局\t甲\n甲局\t乙\n")
    with pytest.raises(LexiconError, match=r"own\.tsv line 3: '甲局' stands in line 2") as caught:
        read_lexicon(path, like="bodies")
    assert caught.value.code == "E307"


def test_unreadable_files_are_problems_not_crashes(tmp_path: Path) -> None:
    assert _codes(tmp_path / "none.tsv") == [("E301", 0)]
    assert _codes(_file(tmp_path, f"{HEADER}\n甲局\t甲\n", encoding="gb18030")) == [("E302", 0)]
    assert _codes(_file(tmp_path, f"{HEADER}\n甲局\t甲\n", encoding="utf-16")) == [("E302", 0)]


def test_lexicon_without_declared_columns_is_refused() -> None:
    with pytest.raises(LexiconError) as caught:
        read_lexicon("unheard_of")
    assert caught.value.code == "E309"


def test_order_is_held_in_the_package_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pipeline import lexicon

    own = _file(tmp_path, f"{HEADER}\n财政部\t\n甲局\t甲\n", name="bodies.tsv")
    monkeypatch.setattr(lexicon, "_packaged", lambda: [own])
    assert [(p.error.code, p.line) for p in check_lexicons()] == [("E308", 3)]


def test_a_name_means_one_body_at_a_time() -> None:
    """Bodies that share a short name follow each other: 广电总局 of 2010, 2016 and today."""
    spans: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for row in read_lexicon("bodies"):
        cells = f"{row['name']}、{row['short_names']}、{row['central_short_names']}"
        for name in {cell for cell in cells.split("、") if cell}:
            spans[name].append((row["from"] or "0", row["to"] or "9", row["name"]))
    for name, found in spans.items():
        found.sort()
        for before, after in itertools.pairwise(found):
            assert before[1] <= after[0], (name, before, after)


def test_bodies_end_after_they_begin_and_hand_over_in_time() -> None:
    rows = {row["name"]: row for row in read_lexicon("bodies")}
    for row in rows.values():
        assert not row["to"] or row["from"] <= row["to"], row["name"]
        assert bool(row["successor"]) == bool(row["to"]), row["name"]


def test_places_have_all_provinces_and_prefectures() -> None:
    levels = [row["level"] for row in read_lexicon("places")]
    # 34 provinces and 新疆生产建设兵团; 333 prefectures, five of them 计划单列市.
    assert levels.count("province") == 35
    assert levels.count("planned") == 5
    assert levels.count("prefecture") == 328
