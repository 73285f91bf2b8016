"""Copies, interpretations and repeats, on records as a run holds them."""

from __future__ import annotations

from typing import Any

from pipeline.relate import relate

TEXTS = [
    "加快重大工程项目开复工，循序渐进带动其他行业和地区就业。",
    "建立“一对一”联络机制，采用视频连线、电话会议等方式建立监测会商制度。",
    "加大清理拖欠民营企业中小企业账款力度。",
    "深化产融合作，加强产融平台信息对接，提高金融资源配置效率。",
    "实施中小企业数字化赋能专项行动，加快制造业智能化改造。",
]


def notice(name: str, **fields: Any) -> dict[str, Any]:
    base = {
        "id": name,
        "file": f"{name}.txt",
        "start": 0,
        "kind": "notice",
        "title": None,
        "document_number": None,
        "issuers": [],
        "published": None,
    }
    return {**base, **fields}


def measures(name: str, texts: list[str]) -> list[dict[str, Any]]:
    return [
        {
            "id": f"{name}.{number * 100}",
            "notice_id": name,
            "file": f"{name}.txt",
            "start": number * 100,
            "end": number * 100 + len(text),
            "text": text,
            "also_in": [],
        }
        for number, text in enumerate(texts)
    ]


def test_repost_without_number_is_copy_of_notice_with_number():
    notices = [
        notice("a", published="2020-02-25"),
        notice("b", document_number="工信部〔2020〕1号"),
    ]
    related = relate(notices, measures("a", TEXTS) + measures("b", TEXTS))
    assert [one["same_as"] for one in related.notices] == ["b", None]
    assert {one["notice_id"] for one in related.measures} == {"b"}
    assert related.measures[0]["also_in"] == [{"file": "a.txt", "start": 0, "end": len(TEXTS[0])}]
    assert [one["measures"] for one in related.notices] == [0, 5]


def test_notices_with_different_numbers_keep_their_records():
    notices = [
        notice("a", document_number="甲政发〔2020〕1号"),
        notice("b", document_number="乙政发〔2020〕9号"),
    ]
    related = relate(notices, measures("a", TEXTS) + measures("b", TEXTS))
    assert [one["same_as"] for one in related.notices] == [None, None]
    assert len(related.measures) == 2 * len(TEXTS)


def test_shared_sentence_alone_makes_no_copy():
    notices = [notice("a"), notice("b")]
    other = [f"推进第{sign}类项目建设，完善配套政策措施。" for sign in "甲乙丙丁"]
    related = relate(notices, measures("a", TEXTS) + measures("b", [TEXTS[0], *other]))
    assert [one["same_as"] for one in related.notices] == [None, None]
    assert all(one["also_in"] == [] for one in related.measures)


def test_interpretation_gives_places_to_the_notice_it_names():
    title = "工业和信息化部办公厅关于开展产业链固链行动 推动产业链协同复工复产的通知"
    notices = [
        notice("a", title=title),
        notice("z", kind="interpretation", title=f"《{title.replace(' ', '')}》政策解读"),
    ]
    said = [
        "建立“一对一”联系机制，采用视频连线、电话会议等方式建立监测会商制度。",
        "下一步，我部将发布指南。",
    ]
    related = relate(notices, measures("a", TEXTS) + measures("z", said))
    assert related.notices[1]["interprets"] == "a"
    by_text = {one["text"]: one for one in related.measures}
    assert [place["file"] for place in by_text[TEXTS[1]]["also_in"]] == ["z.txt"]
    assert by_text[said[1]]["notice_id"] == "z"
    assert said[0] not in by_text


def test_repeat_inside_a_document_is_one_record():
    related = relate([notice("a")], measures("a", [TEXTS[0], TEXTS[1], TEXTS[0]]))
    assert [len(one["also_in"]) for one in related.measures] == [1, 0]


def test_amounts_keep_alike_sentences_apart():
    said = ["对新认定的市级技术中心每户奖励10万元。", "对新认定的市级技术中心每户奖励20万元。"]
    related = relate([notice("a")], measures("a", said))
    assert len(related.measures) == 2


def test_same_text_in_two_files_gets_two_ids():
    first, second = notice("a"), {**notice("a"), "file": "b.txt"}
    said = measures("a", TEXTS) + [{**one, "file": "b.txt"} for one in measures("a", TEXTS)]
    related = relate([first, second], said)
    assert related.renamed == {("b.txt", "a"): "a~2"}
    assert [one["id"] for one in related.notices] == ["a", "a~2"]
    assert related.notices[1]["same_as"] == "a"
    assert len(related.measures) == len(TEXTS)


def test_same_text_later_in_the_batch_is_the_original_where_it_knows_more():
    """A journal that reprints the notice, and sorts before it, is the copy of the notice."""
    given = [
        notice("a", file="2020-journal.txt", published="2020-04-20"),
        notice("a", file="notice.txt"),
    ]
    related = relate(given, [])
    assert [one["same_as"] for one in related.notices] == ["a~2", None]


def test_same_text_with_its_measures_ends():
    """Equal text and measures in common name each other's original only one way round."""
    given = [
        notice("a", file="2020-journal.txt", published="2020-04-20"),
        notice("a", file="notice.txt"),
    ]
    said = [{**measure, "file": one["file"]} for one in given for measure in measures("a", TEXTS)]
    related = relate(given, said)
    assert [one["same_as"] for one in related.notices] == ["a~2", None]
    assert [one["file"] for one in related.measures] == ["notice.txt"] * len(TEXTS)


def test_same_text_without_measures_is_still_a_copy():
    related = relate([notice("a"), {**notice("a"), "file": "b.txt"}], [])
    assert [one["same_as"] for one in related.notices] == [None, "a"]


def test_interpretation_that_quotes_everything_is_no_copy():
    notices = [notice("a"), notice("z", kind="interpretation")]
    related = relate(notices, measures("a", TEXTS) + measures("z", TEXTS))
    assert [one["same_as"] for one in related.notices] == [None, None]


def test_notices_with_different_titles_are_no_copies():
    notices = [
        notice("a", title="关于优化营商环境的若干措施"),
        notice("b", title="关于改进投资环境的若干措施"),
    ]
    related = relate(notices, measures("a", TEXTS) + measures("b", TEXTS))
    assert [one["same_as"] for one in related.notices] == [None, None]
    assert len(related.measures) == 2 * len(TEXTS)


def test_sentence_of_an_interpretation_needs_no_measure_label():
    title = "关于开展产业链固链行动的通知"
    notices = [
        notice("a", title=title),
        notice("z", kind="interpretation", title=f"《{title}》政策解读"),
    ]
    said = {"file": "z.txt", "start": 7, "end": 40, "text": TEXTS[3]}
    related = relate(notices, measures("a", TEXTS), sentences=lambda notice_id: [said])
    places = [place for one in related.measures for place in one["also_in"]]
    assert places == [{"file": "z.txt", "start": 7, "end": 40}]
