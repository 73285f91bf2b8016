from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.schema import Source
from pipeline.split import split

CASES = [
    json.loads(line)
    for path in sorted((Path(__file__).parent / "cases").glob("split*.jsonl"))
    for line in path.read_text(encoding="utf-8").splitlines()
]


def source(text: str) -> Source:
    return Source("notice.txt", text, "utf-8", "")


def plain_value(value: object) -> object:
    if isinstance(value, dt.date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_split_reads_the_documents_of_a_case(case: dict) -> None:
    documents = split(source(case["text"]))
    assert len(documents) == len(case["expect"])
    for document, expected in zip(documents, case["expect"], strict=True):
        passage = case["text"][document.start : document.end]
        assert passage.startswith(expected.get("begins", ""))
        marked = [(r.kind, case["text"][r.start : r.end]) for r in document.regions]
        for kind in ("meta", "boilerplate"):
            if kind in expected:
                assert [text for mark, text in marked if mark == kind] == expected[kind]
        facts = set(expected) - {"begins", "meta", "boilerplate"}
        found = {name: plain_value(getattr(document, name)) for name in facts}
        assert found == {name: expected[name] for name in facts}


def check_invariants(text: str) -> None:
    documents = split(source(text))
    at = 0
    for document in documents:
        assert at <= document.start < document.end <= len(text)
        assert not text[at : document.start].strip()
        at = document.end
        inside = document.start
        for region in document.regions:
            assert inside <= region.start < region.end <= document.end
            inside = region.end
    assert not text[at:].strip()


PIECES = [
    "国务院办公厅",
    "国务院办公厅关于做好稳就业工作的通知",
    "关于做好稳就业工作的通知",
    "国办发〔2020〕6号",
    "各省、自治区、直辖市人民政府，国务院各部委、各直属机构：",
    "为做好稳就业工作，经国务院同意，现将有关事项通知如下：",
    "一、更好实施就业优先政策",
    "2020年3月18日",
    "（此件公开发布）",
    "《通知》政策解读",
    "《关于做好稳就业工作的通知》政策解读",
    "附件：1.方案",
    "发布日期：2020-03-26",
    "- 01 国务院办公厅关于做好稳就业工作的通知",
    "復(fù)工復(fù)產(chǎn)",
    "。",
    "：",
    "　",
    "\n",
    "\r\n",
    "\r",
    " ",
    "\u2028",
    "x" * 200,
]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_documents_cover_the_text_in_order(text: str) -> None:
    check_invariants(text)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("\n".join))
def test_documents_cover_the_text_line_by_line(text: str) -> None:
    check_invariants(text)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_documents_cover_any_text(text: str) -> None:
    check_invariants(text)


@pytest.mark.parametrize(
    "text",
    [
        "关" * 200_000,
        "第" * 50_000,
        "各" * 50_000 + "：",
        "年" * 50_000 + "2020年3月18日",
        " " * 50_000 + "一" + "　" * 50_000,
        "（" * 50_000,
        "号" * 140 + "\n" + "日" * 50_000,
        "\n".join(["国务院办公厅"] * 20_000),
        "\n".join(["国务院办公厅", "2020年3月18日"] * 10_000),
        "\n".join(["关于做好工作的通知"] * 20_000),
        "\n".join(["国发〔2020〕6号"] * 20_000),
        "\n".join(["- 01 关于做好工作的通知"] * 20_000),
        "。" * 50_000,
        ("《" * 100 + "\n") * 1000,
        "各省，各部门，\n" * 20_000 + "各市：\n正文。",
        "完成各项任务。\n" * 60 + "关于做好甲工作的通知\n各省：\n一、做好工作。\n" * 3000,
        "国发〔2020〕6号 关于 做好 工作 " * 8000,
        ("国发〔2020〕6号 关于 做好 工作 " * 4 + "\n") * 2000,
        "【发文单位】" * 20_000,
        "成文日期：\n" * 20_000,
        "发文机关：\n国务院办公厅\n" * 10_000,
        "首页>" * 30_000,
        "打印" * 30_000 + "\n" + "打印 关闭 " * 12 + "\n",
        "请认真贯彻执行。\n" + "国务院办公厅\n" * 20_000,
        "请认真贯彻执行。\n2020年2月4日 关于 " * 5_000,
        ("2020年2月4日 " * 10 + "\n") * 2_000,
        "现通知如下。 国务院办公厅 " * 10_000 + "2020年2月4日",
        "关于做好工作的通知（2020年2月4日" * 5_000 + "）",
        "财政部" * 40 + "\n2020年2月4日\n",
        "局北京市" * 35 + "\n2020年2月4日\n",
        "，于2020年3月30日上午" * 10_000,
        "国\n" * 40_000 + "2020年2月4日",
        "附件：1.方案\n" + "2.方案\n" * 20_000 + "2020年2月4日",
        "2020年4月20日印刷\n" * 20_000,
        ("索引号：1 发文日期：2020年2月4日 " * 12 + "\n") * 2_000,
        ("国 " * 200 + "公告\n") * 500,
        "相关链接：\n关于做好工作的通知\n" * 10_000,
        "各位" * 50_000 + "：",
    ],
    ids=range(38),
)
def test_hostile_text_ends_at_once(text: str) -> None:
    check_invariants(text)


def test_notices_one_after_the_other_are_all_found() -> None:
    notice = (
        "国务院办公厅关于做好第{n}项\n稳就业工作的通知\n国办发〔2020〕{n}号\n"
        "各省、自治区、直辖市人民政府：\n现将有关事项通知如下：\n一、做好稳就业工作。\n"
        "国务院办公厅\n2020年3月18日\n（此件公开发布）\n"
    )
    documents = split(source("".join(notice.format(n=n) for n in range(1, 21))))
    assert [document.document_number for document in documents] == [
        f"国办发〔2020〕{n}号" for n in range(1, 21)
    ]
    assert {document.title for document in documents} == {
        f"国务院办公厅关于做好第{n}项稳就业工作的通知" for n in range(1, 21)
    }


@pytest.mark.parametrize("text", ["", " \n\u3000\n", "\ufeff"])
def test_blank_text_has_no_documents_or_covers_all(text: str) -> None:
    check_invariants(text)
