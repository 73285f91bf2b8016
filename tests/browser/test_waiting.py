"""The review page in a real Chromium: what a person does while the server has not answered yet."""

from __future__ import annotations

from tests.browser.driver import Person
from tests.browser.served import HIRING, SUBSIDY

FORM, SEGMENT, ANSWER = "/api/forms/", "/api/segments/", "/api/answers"


# --- a normal form is on its way ----------------------------------------------------------------


def test_what_is_being_typed_stays(person: Person) -> None:
    with person.keeping_back(FORM):
        person.drag_over("10万元").press("3").says("10万元")
        person.fill("#field-unit", "万人").press("ARROW_LEFT")
    assert (person.focus(), person.typed("#field-unit")) == ("field-unit", "万人")
    person.press("千")
    assert person.typed("#field-unit") == "万千人"
    assert person.typed("#field-value") == "100000"
    assert person.text("#own li.selected .form") == "= 100,000 元"
    person.press("ENTER")
    assert person.text("#own li.selected .form") == "= 100,000 万千人"


def test_a_field_that_was_only_gone_to_is_filled(person: Person) -> None:
    with person.keeping_back(FORM):
        person.drag_over("10万元").press("3", "f", "TAB")
    assert (person.focus(), person.typed("#field-value")) == ("field-value", "100000")
    # As behind Tab, all of it is selected.
    person.press("7", "ENTER")
    assert person.text("#own li.selected .form") == "= 7 元"


def test_a_choice_keeps_the_focus(person: Person) -> None:
    with person.keeping_back(FORM):
        person.drag_over("10万元").press("3", "f")
    assert (person.focus(), person.typed("#field-op")) == ("field-op", "=")
    assert person.count("#field-op.missing") == 0


def test_fields_that_no_form_needs_go(person: Person) -> None:
    with person.keeping_back(FORM):
        person.press("]", "]", "]", "DELETE").drag_over("2020年6月底前").press("4")
        assert person.count(".field:not([hidden])") == 5
    assert person.texts(".field:not([hidden]) label") == ["类型", "止"]
    assert person.typed("#field-end_date") == "2020-06-30"


def test_a_button_that_is_held_is_pressed(person: Person) -> None:
    with person.keeping_back(FORM):
        person.drag_over("10万元").press("3").says("10万元")
        place = person.middle("#own li:first-child .remove")
        person.hold(*place)
    person.release(*place)
    assert "主体 市财政局" not in person.marks()


def test_a_button_below_stays_under_the_mouse(person: Person) -> None:
    with person.keeping_back(FORM):
        person.press("]", "]", "]", "DELETE").drag_over("2020年6月底前").press("4")
        place = person.middle("#covering li:last-child .remove")
        person.hold(*place)
    person.release(*place)
    assert person.marks("covering") == ["牵头 市人力资源社会保障局"]
    assert person.texts(".field:not([hidden]) label") == ["类型", "止"]


def test_words_that_are_being_selected_stay_selected(person: Person) -> None:
    with person.keeping_back(FORM):
        person.drag_over("10万元").press("3").says("10万元")
        left, top, right, bottom = person.place("小微企业", 0)
        person.hold(left, top)
    person.release(right, bottom)
    assert person.texts(".picked") == ["小微企业"]


def test_an_answer_waits_for_all_forms(person: Person) -> None:
    with person.keeping_back(FORM):
        person.press("]", "]", "ARROW_RIGHT").says("给予每户10万元补助，")
        # The form of the first mark is still on its way when that of the second is there.
        person.js("traffic.keep(null)")
        person.drag_over("10万元").press("3").says("10万元").press("ENTER")
        assert person.segment() == SUBSIDY
    assert person.segment() == HIRING


# --- another segment is on its way ---------------------------------------------------------------


def test_nothing_is_judged_that_is_not_seen(person: Person) -> None:
    with person.keeping_back(SEGMENT):
        person.press("j", "ENTER", "3", "z", "s", "0")
        person.click(".label.target")
    assert person.segment() == HIRING
    assert "target" in person.labels()
    assert person.text("#progress-text") == "已接受 0 · 跳过 0 · 待复核 4 / 4"
    person.press("k").shows(SUBSIDY)
    assert "target" in person.labels()
    assert person.count("#reset[disabled]") == 1


def test_nothing_is_edited_that_was_sent(person: Person) -> None:
    with person.keeping_back(ANSWER):
        person.press("ENTER", "3", "ENTER")
        assert "target" in person.labels()
    assert person.segment() == HIRING


def test_one_may_go_on_before_a_segment_is_there(person: Person) -> None:
    with person.keeping_back(SEGMENT):
        person.press("j", "j", "k")
    assert person.segment() == HIRING


def test_a_note_stays_with_what_was_seen(person: Person) -> None:
    with person.keeping_back(SEGMENT):
        person.press("j", "m").press("拿不准")
    assert (person.segment(), person.typed("#note")) == (HIRING, "")
    person.press("k").shows(SUBSIDY)
    assert person.typed("#note") == "拿不准"


# --- rows of the queue are on their way ----------------------------------------------------------


def test_a_row_that_is_held_is_opened(person: Person) -> None:
    place = person.middle("#row-1 .text")
    person.hold(*place)
    person.js("document.getElementById('list').dispatchEvent(new Event('scroll'))")
    person.release(*place)
    assert person.segment() == HIRING
