"""One file through all stages: offsets hold, ids are stable, user's bodies count."""

from __future__ import annotations

from pathlib import Path

import pytest

import pipeline.annotate
import pipeline.extract
from pipeline.extract import extract
from pipeline.read import read_source
from pipeline.schema import Extraction, Source

SAMPLES = Path(__file__).parent.parent / "samples"
FILES = sorted(SAMPLES.glob("*.txt"))


def letters(text: str) -> str:
    return "".join(letter for letter in text if letter.isalnum())


def spans(extraction: Extraction):
    for segment in extraction.segments:
        yield from segment.spans
    for measure in extraction.measures:
        yield from (*measure.responsible, *measure.targets, *measure.deadlines)


@pytest.fixture(scope="module", params=FILES, ids=lambda path: path.stem)
def extracted(request):
    source = read_source(request.param, file=request.param.name)
    return source, extract(source)


def test_sample_has_measures(extracted):
    _, extraction = extracted
    assert extraction.measures
    assert sum(notice.measures for notice in extraction.notices) == len(extraction.measures)


def test_span_is_its_passage(extracted):
    source, extraction = extracted
    for span in spans(extraction):
        passage = source.text[span.start : span.end]
        assert letters(passage) == letters(span.text)
        assert passage == passage.strip()


def test_segments_stand_in_order_inside_their_notice(extracted):
    _, extraction = extracted
    notices = {notice.id: notice for notice in extraction.notices}
    end = 0
    for segment in extraction.segments:
        notice = notices[segment.notice_id]
        assert notice.start <= segment.start < segment.end <= notice.end
        assert segment.start >= end
        end = segment.end


def test_ids_are_unique_and_survive_another_name(extracted):
    source, extraction = extracted
    ids = [segment.id for segment in extraction.segments]
    assert len(set(ids)) == len(ids)
    moved = Source("elsewhere/x.txt", source.text, source.encoding, source.sha256)
    assert [segment.id for segment in extract(moved).segments] == ids


def test_bodies_of_the_user_go_first(tmp_path):
    lexicon = tmp_path / "own.tsv"
    lexicon.write_text("name\tshort_names\n兰州市大数据管理局\t市大数据局\n", encoding="utf-8")
    text = "一、加强数据共享。\n完善数据共享机制，推动数据开放。（市大数据局负责）\n"
    source = Source("a.txt", text, "utf-8", "0")
    [plain] = extract(source).measures
    [named] = extract(source, own_bodies=(str(lexicon),)).measures
    assert plain.responsible[0].name != "兰州市大数据管理局"
    assert named.responsible[0].name == "兰州市大数据管理局"


PRESS = (
    "工业和信息化部就复工复产情况举行新闻发布会\n"
    "工业和信息化部于{day}上午10时举行新闻发布会，介绍有关情况。\n"
    "主持人：女士们、先生们，大家上午好。\n中国日报记者：请问有何应对举措？\n"
    "新华社记者：请问下一步有何打算？\n"
    "辛国斌：谢谢您的提问。\n下一步，工业和信息化部将推动工业互联网建设，在6月底前遴选10个标杆网络。\n"
)


@pytest.fixture
def counted_from(monkeypatch):
    """The days from which extraction counts relative dates, document by document."""
    days = []

    def annotate(*args, issued, **kwargs):
        days.append(issued.isoformat() if issued else None)
        return pipeline.annotate.annotate(*args, issued=issued, **kwargs)

    monkeypatch.setattr(pipeline.extract, "annotate", annotate)
    return days


@pytest.mark.parametrize(
    ("day", "counted"), [("2020年3月30日", "2020-03-30"), ("近日", None)], ids=["stated", "unknown"]
)
def test_press_conference_speaks_on_its_day(day: str, counted: str | None, counted_from) -> None:
    extraction = extract(Source("press.txt", PRESS.format(day=day), "utf-8", ""))
    [notice] = extraction.notices
    assert (notice.kind, notice.issued) == ("press_conference", None)
    assert counted_from == [counted]


def test_journal_prints_later_than_its_interpretations_speak(counted_from) -> None:
    notice = (
        "关于推动产业发展的通知\n工信厅〔2020〕8号\n各有关单位：\n一、推动发展。\n"
        "工业和信息化部\n2020年3月6日\n"
    )
    journal = (
        "工业通讯\n2020年4月20日印刷\n- 01 关于推动产业发展的通知\n- 02 关于稳定就业的通知\n"
        "- 03 关于扩大消费的通知\n- 04 《关于推动产业发展的通知》解读\n"
        + notice
        + notice.replace("推动产业发展", "稳定就业").replace("8号", "9号")
        + notice.replace("推动产业发展", "扩大消费").replace("8号", "10号")
        + "《关于推动产业发展的通知》解读\n现进行解读。\n下一步，将在3月底前遴选10个标杆网络。\n"
    )
    extraction = extract(Source("journal.txt", journal, "utf-8", ""))
    assert {str(notice.published) for notice in extraction.notices} == {"2020-04-20"}
    assert counted_from == [None, "2020-03-06", "2020-03-06", "2020-03-06", None]


def test_destroyed_characters_are_flagged():
    text = (
        "一、打通堵点\n"
        "指導企業(yè)用好政策,協(xié)調(diào)打通企業(yè)員工返崗?fù)ǖ溃岣邌T工返崗率。\n"
    )
    [measure] = extract(Source("a.txt", text, "utf-8", "0")).measures
    assert "damaged_text" in measure.review
    whole = text.replace("?fù)ǖ溃岣邌T工", "通道,提高員工")
    [measure] = extract(Source("a.txt", whole, "utf-8", "0")).measures
    assert "damaged_text" not in measure.review


@pytest.mark.parametrize(
    ("addressed", "bodies"),
    [
        ("河北省人民政府、国家发展改革委", ["河北省人民政府", "国家发展改革委"]),
        ("各省、自治区、直辖市人民政府", ["各省、自治区、直辖市人民政府"]),
        ("各市县管理中心，各住房公积金缴存人", ["各市县管理中心"]),
        (
            "各省、自治区、直辖市及计划单列市、新疆生产建设兵团工业和信息化主管部门",
            ["各省、自治区、直辖市及计划单列市、新疆生产建设兵团工业和信息化主管部门"],
        ),
    ],
)
def test_a_measure_that_names_nobody_falls_to_the_bodies_addressed(
    addressed: str, bodies: list[str]
) -> None:
    text = (
        f"某某部关于做好复工工作的通知\n{addressed}：\n为做好复工工作，现通知如下。\n"
        "一、加快推进重大项目复工复产。\n某某部\n2020年3月1日\n"
    )
    measures = extract(Source("a.txt", text, "utf-8", "")).measures
    named = [(body.text, body.basis) for one in measures for body in one.responsible]
    assert named == [(body, "recipients") for body in bodies]
