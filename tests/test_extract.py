"""One file through all stages: offsets hold, ids are stable, user's bodies count."""

from __future__ import annotations

from pathlib import Path

import pytest

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
