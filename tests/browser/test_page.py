"""The review page in a real Chromium: what a person does, and what is kept of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.judgements import Judgement, read_judgements
from tests.browser.driver import Person
from tests.browser.served import (
    HIRING,
    LEDGER,
    NOTE,
    SUBSIDY,
    TEXT,
    make_run,
    segment_id,
    serving,
)

BODY = "responsible_department"


class Review:
    """The page opened by a person over the run of four segments."""

    def __init__(self, person: Person, server: Any, annotations: Path) -> None:
        self.person, self.server, self.annotations = person, server, annotations

    def judged(self) -> list[Judgement]:
        """What was kept so far, as it is exported."""
        assert "导出" in self.person.click("#export").text("#status")
        return sorted(read_judgements(self.annotations), key=lambda one: one.at)

    def said(self, text: str) -> Judgement:
        return next(one for one in reversed(self.judged()) if one.text == text)


@pytest.fixture
def review(driver: Any, tmp_path: Path) -> Iterator[Review]:
    annotations = tmp_path / "annotations"
    with serving(make_run(tmp_path / "out"), annotations) as server:
        person = Person(driver).open(server.address)
        yield Review(person, server, annotations)
        assert person.problems() == []
        person.leave()


@pytest.fixture
def person(review: Review) -> Person:
    return review.person


# --- deciding -----------------------------------------------------------------------------------


def test_the_first_open_segment_is_shown_and_the_token_leaves_the_address(person: Person) -> None:
    assert person.segment() == SUBSIDY
    assert "token" not in person.driver.current_url
    assert person.labels() == ["measure", BODY, "target", "deadline"]
    assert person.marks() == ["主体 市财政局", "目标 给予每户10万元补助", "时限 2020年6月底前"]
    assert person.marks("covering") == ["牵头 市人力资源社会保障局", "配合 市财政局"]
    assert person.text("#progress-text") == "已接受 0 · 跳过 0 · 待复核 4 / 4"
    assert "李雷" in person.text("#annotator")


def test_enter_accepts_and_goes_on_until_all_is_done(review: Review, person: Person) -> None:
    for text in (SUBSIDY, HIRING, NOTE, LEDGER):
        person.shows(text).press("ENTER")
    person.says("已全部复核")
    assert person.text("#progress-text") == "已接受 4 · 跳过 0 · 待复核 0 / 4"
    assert [one.text for one in review.judged()] == [SUBSIDY, HIRING, NOTE, LEDGER]


def test_next_and_previous_and_the_list_move_without_judging(
    review: Review, person: Person
) -> None:
    person.press("j").shows(HIRING).press("j").shows(NOTE).press("k").shows(HIRING)
    person.click("#row-3").shows(LEDGER).press("j").says("没有更多")
    person.click("#previous").shows(NOTE).click("#next").shows(LEDGER)
    assert review.judged() == []


def test_skip_leaves_a_segment_open_for_nobody(review: Review, person: Person) -> None:
    person.press("s").shows(HIRING)
    assert review.said(SUBSIDY).answer == "skip"
    assert "跳过 1" in person.text("#progress-text")
    assert person.attribute("#row-0 .sign", "aria-label") == "已跳过"


def test_what_was_kept_is_there_after_a_reload(person: Person) -> None:
    person.press("ENTER").shows(HIRING).press("s").shows(NOTE)
    person.reload().shows(NOTE)
    assert person.text("#progress-text") == "已接受 1 · 跳过 1 · 待复核 2 / 4"
    person.click("#row-0").shows(SUBSIDY)
    assert "接受" in person.text("#facts")


def test_the_list_can_be_sifted(person: Person) -> None:
    person.press("ENTER").shows(HIRING)
    person.choose("#filter", "accept")
    assert person.texts("#list .row .sign") == ["✓"]
    assert person.count("#row-0") == 1


def test_a_key_held_down_accepts_once(review: Review, person: Person) -> None:
    event = {"type": "rawKeyDown", "key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13}
    for repeated in (False, True, True):
        held = {**event, "autoRepeat": repeated}
        person.driver.execute_cdp_cmd("Input.dispatchKeyEvent", held)
    person.shows(HIRING)
    assert len(review.judged()) == 1


# --- labels and marks ---------------------------------------------------------------------------


def test_number_keys_toggle_labels(review: Review, person: Person) -> None:
    person.press("3").press("4")
    assert person.labels() == ["measure", BODY]
    assert person.marks() == ["主体 市财政局"]
    person.press("1", "2")
    assert person.labels() == []
    person.press("ENTER").shows(HIRING)
    said = review.said(SUBSIDY)
    assert (said.labels, said.spans, said.responsible) == ((), (), None)


def test_a_label_that_was_clicked_gives_the_focus_back(review: Review, person: Person) -> None:
    person.click(".label.target")
    assert person.labels() == ["measure", BODY, "deadline"]
    person.press("ENTER").shows(HIRING)
    assert "target" not in review.said(SUBSIDY).labels


def test_words_are_marked_with_the_mouse_beyond_the_first_plane(
    review: Review, person: Person
) -> None:
    words = "𠮷祥社区😀的小微企业"
    person.drag_over(words).says(words)
    assert person.sees("#marker")
    person.click(f"#marker .{BODY}").says("责任部门")
    person.press("q", "ENTER").shows(HIRING)
    marked = next(one for one in review.said(SUBSIDY).spans if one.text == words)
    assert TEXT[marked.start : marked.end] == words
    assert marked.role == "lead"


def test_words_behind_rare_characters_are_marked_where_they_stand(
    review: Review, person: Person
) -> None:
    person.drag_over("10万元").press("3").says("10万元")
    person.press("ENTER").shows(HIRING)
    marked = next(one for one in review.said(SUBSIDY).spans if one.text == "10万元")
    assert TEXT[marked.start : marked.end] == "10万元"
    assert (marked.op, marked.value, marked.unit) == ("=", 100000, "元")


def test_a_selection_may_end_outside_the_passage(person: Person) -> None:
    person.click("#row-3").shows(LEDGER)
    person.drag_out("2020年3月1日", "#own-heading")
    assert "".join(person.texts(".picked")) == "2020年3月1日"
    person.drag_out("市教育局", "#title")
    picked = "".join(person.texts(".picked"))
    assert picked.startswith("关于支持复工复产的通知")
    assert picked.endswith("（二）优化服务。")


def test_words_are_marked_with_keys_one_character_at_a_time(review: Review, person: Person) -> None:
    # 市财政局要对|𠮷祥社区😀|的: a rare character is one step.
    person.press("HOME").press(*["ARROW_RIGHT"] * 6)
    person.press(*["ARROW_RIGHT"] * 5, shift=True).says("𠮷祥社区😀")
    person.press(*["ARROW_LEFT"], shift=True).says("𠮷祥社区")
    person.press("2").says("责任部门")
    person.press("ENTER").shows(HIRING)
    marked = next(one for one in review.said(SUBSIDY).spans if one.text == "𠮷祥社区")
    assert TEXT[marked.start : marked.end] == "𠮷祥社区"


def test_edges_move_by_one_character(review: Review, person: Person) -> None:
    person.press("]").says("市财政局")
    person.press(*["ARROW_RIGHT"] * 3).says("市财政局要对𠮷")
    person.press("ARROW_LEFT").says("市财政局要对")
    person.press("ARROW_RIGHT", shift=True).says("财政局要对")
    person.press("ARROW_LEFT", "ARROW_LEFT")
    person.press("ENTER").shows(HIRING)
    first = review.said(SUBSIDY).spans[0]
    assert (first.text, first.role) == ("财政局", "actor")


def test_an_edge_stops_at_the_segment(person: Person) -> None:
    person.press("]").press(*["ARROW_LEFT"] * 3, shift=True)
    assert person.marks()[0] == "主体 市财政局"


def test_a_moved_target_is_read_anew(review: Review, person: Person) -> None:
    person.press("j").shows(HIRING).press("]", "]")
    person.says("新增就业岗位900个以上")
    person.press(*["ARROW_LEFT"] * 2).says("新增就业岗位900个")
    assert person.text("#own .selected .form") == "= 900 个"
    person.press("ENTER").shows(NOTE)
    target = review.said(HIRING).spans[1]
    assert (target.text, target.op, target.value) == ("新增就业岗位900个", "=", 900)


def test_role_keys_change_the_role(review: Review, person: Person) -> None:
    person.press("j").shows(HIRING).press("]", "w")
    assert person.marks()[0] == "配合 企业"
    person.press("e", "ENTER").shows(NOTE)
    assert review.said(HIRING).spans[0].role == "responsible"


def test_a_click_selects_a_mark_and_its_role_is_a_button(person: Person) -> None:
    person.click_on("市财政局")
    assert person.text("#own li.selected .words") == "市财政局"
    person.click("#role-support")
    assert person.marks()[0] == "配合 市财政局"


def test_a_mark_changes_its_label_and_is_removed(review: Review, person: Person) -> None:
    person.press("]", "3").says("目标")
    assert person.marks()[0] == "目标 市财政局"
    assert person.labels() == ["measure", "target", "deadline"]
    person.press("DELETE")
    assert person.marks() == ["目标 给予每户10万元补助", "时限 2020年6月底前"]
    person.press("ENTER").shows(HIRING)
    assert review.said(SUBSIDY).labels == ("measure", "target", "deadline")


def test_a_body_of_a_note_is_added_and_removed(review: Review, person: Person) -> None:
    person.click("#row-3").shows(LEDGER)
    person.drag_over("市人力资源社会保障局").press("2").says("责任部门")
    person.press("q")
    assert person.marks("covering") == ["牵头 市人力资源社会保障局"]
    person.press("ENTER").shows(SUBSIDY)
    said = review.said(LEDGER)
    assert [(one.text, one.role) for one in said.responsible or ()] == [
        ("市人力资源社会保障局", "lead"),
        ("市教育局", "actor"),
    ]
    assert [one.text for one in said.spans] == ["市教育局"]
    person.click("#covering .remove").press("ENTER").shows(HIRING)
    assert [one.text for one in review.said(SUBSIDY).responsible or ()] == ["市财政局"]


def test_what_cannot_be_marked_is_said(person: Person) -> None:
    person.drag_over("完成。鼓励企业").press("2").says("跨过了本段边界")
    person.press("ESCAPE").drag_over("900个以上").press("3").says("只能标在本段以内")
    person.press("ESCAPE", "1").drag_over("市教育局").press("2").says("先按 1")
    assert person.marks("own")[0] == "主体 市财政局"


# --- normal forms -------------------------------------------------------------------------------


def test_a_target_is_filled_in_with_keys(review: Review, person: Person) -> None:
    person.press("]", "]", "f")
    assert person.focus() == "field-op"
    person.press("TAB")
    person.fill("#field-value", "12.5万").press("ENTER")
    person.fill("#field-unit", "人").press("ENTER")
    person.choose("#field-op", ">=")
    assert person.focus() == "passage"
    assert "≥ 125,000 人" in person.text("#own li.selected .form")
    person.press("ENTER").shows(HIRING)
    target = review.said(SUBSIDY).spans[1]
    assert (target.op, target.value, target.unit) == (">=", 125000, "人")


def test_a_deadline_is_filled_in_and_wrong_days_are_refused(review: Review, person: Person) -> None:
    person.press("]", "]", "]")
    assert person.typed("#field-end_date") == "2020-06-30"
    person.fill("#field-end_date", "2020-02-30").press("ENTER").says("日期要写成")
    assert person.attribute("#field-end_date", "aria-invalid") == "true"
    person.fill("#field-end_date", "2020-07-31").press("ENTER")
    person.press("ENTER").shows(HIRING)
    deadline = review.said(SUBSIDY).spans[2]
    assert (deadline.type, deadline.end_date) == ("by", "2020-07-31")


def test_a_wrong_field_keeps_the_answer_back(review: Review, person: Person) -> None:
    person.press("]", "]", "]").fill("#field-end_date", "明天").press("ENTER", control=True)
    person.says("数值")
    assert person.segment() == SUBSIDY
    assert review.judged() == []


def test_type_and_its_fields_go_together(review: Review, person: Person) -> None:
    person.press("]", "]", "]")
    person.choose("#field-type", "within")
    person.fill("#field-end_date", "").fill("#field-duration", "p30d").press("ENTER")
    person.fill("#field-rule", "自印发之日起").press("ENTER")
    person.press("ENTER").shows(HIRING)
    deadline = review.said(SUBSIDY).spans[2]
    assert (deadline.type, deadline.duration, deadline.rule) == ("within", "P30D", "自印发之日起")
    assert deadline.end_date is None


def test_what_cannot_be_read_must_be_chosen(review: Review, person: Person) -> None:
    person.drag_over("小微企业").press("3").says("小微企业")
    person.press("ENTER").says("还没有填")
    assert person.focus() == "field-op"
    assert review.judged() == []


# --- undo, notes, people ------------------------------------------------------------------------


def test_undo_takes_back_edits_then_answers(review: Review, person: Person) -> None:
    person.press("ENTER").shows(HIRING).press("3")
    assert person.labels() == ["measure", BODY]
    person.press("z").says("撤销一步")
    assert person.labels() == ["measure", BODY, "target"]
    person.press("z").shows(SUBSIDY).says("撤回上一条")
    assert "已接受 0" in person.text("#progress-text")
    assert review.judged() == []
    person.press("z", "z").says("没有可以撤销")


def test_undo_brings_back_what_was_said(person: Person) -> None:
    person.press("4", "ENTER").shows(HIRING).click("#undo").shows(SUBSIDY)
    assert person.labels() == ["measure", BODY, "target"]


def test_edits_wait_while_one_looks_elsewhere(person: Person) -> None:
    person.press("4", "j").shows(HIRING)
    assert person.attribute("#row-0 .sign", "aria-label") == "有未保存的修改"
    person.press("k").shows(SUBSIDY)
    assert person.labels() == ["measure", BODY, "target"]
    person.press("0").says("恢复原样")
    assert person.labels() == ["measure", BODY, "target", "deadline"]


def test_a_note_is_kept(review: Review, person: Person) -> None:
    person.press("m").press("拿不准，s 1 2").press("ENTER", control=True).shows(HIRING)
    assert review.said(SUBSIDY).note == "拿不准，s 1 2"
    assert person.labels() == ["measure", BODY, "target"]


def test_two_people_have_answers_of_their_own(review: Review, person: Person) -> None:
    person.press("ENTER").shows(HIRING).press("a")
    person.fill("#annotator-name", "../x").press("ENTER")
    assert "汉字" in person.text("#annotator-wrong")
    person.fill("#annotator-name", "韩梅梅").press("ENTER").says("韩梅梅")
    person.shows(SUBSIDY)
    assert "已接受 0" in person.text("#progress-text")
    person.press("1", "ENTER").shows(HIRING)
    assert [one.annotator for one in review.judged()] == ["李雷", "韩梅梅"]
    person.reload().shows(HIRING)
    assert "韩梅梅" in person.text("#annotator")


def test_the_guideline_and_the_keys_are_a_key_away(review: Review, person: Person) -> None:
    (review.annotations / "GUIDELINES.md").write_text(
        "# 标题\n\n1. 一 `码`\n2. **二** <img src=x onerror=alert(1)>\n\n"
        "| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n",
        "utf-8",
    )
    person.press("g")
    assert person.texts("#guideline hr ~ table td") == ["1", "2"]
    assert person.text("#guideline hr ~ ol code") == "码"
    assert person.count("#guideline img") == 0
    person.press("ESCAPE", "?")
    assert person.sees("#keys-dialog")
    person.press("s", "ESCAPE")
    assert person.segment() == SUBSIDY
    assert review.judged() == []


def test_a_server_that_is_gone_is_said_and_nothing_is_lost(driver: Any, tmp_path: Path) -> None:
    with serving(make_run(tmp_path / "out"), tmp_path / "annotations") as server:
        person = Person(driver).open(server.address)
        person.press("4")
    person.press("ENTER").says("没有保存")
    assert person.segment() == SUBSIDY
    assert person.labels() == ["measure", BODY, "target"]
    assert any("ERR_CONNECTION_REFUSED" in problem for problem in person.problems())


def test_an_answer_of_a_segment_goes_to_its_id(review: Review, person: Person) -> None:
    person.click("#row-2").shows(NOTE).press("ENTER").shows(LEDGER)
    entries = review.judged()
    assert [segment_id(entry.text) for entry in entries] == [segment_id(NOTE)]
