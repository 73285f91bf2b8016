"""The review page in a real Chromium: who can use it, how it looks, how much it can hold."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.browser.driver import HEIGHT, WIDTH, Person
from tests.browser.served import (
    HIRING,
    SUBSIDY,
    make_large_run,
    serving,
    write_run,
)

ACCESSIBLE = Path(__file__).with_name("accessible.js").read_text("utf-8")


@pytest.mark.parametrize(
    "keys",
    [
        [],
        ["]"],
        ["]", "]"],
        ["]", "]", "]"],
        ["3", "4"],
        ["1", "2", "3", "4"],
        ["g"],
        ["?"],
        ["a"],
        ["4", "j"],
        ["ENTER", "s"],
    ],
    ids="+".join,
)
def test_names_contrast_and_landmarks(person: Person, keys: list[str]) -> None:
    for key in keys:
        person.press(key)
    assert person.look(ACCESSIBLE) == []


def test_names_and_contrast_of_a_selection(person: Person) -> None:
    person.drag_over("小微企业").says("小微企业")
    assert person.look(ACCESSIBLE) == []


def test_tab_reaches_every_control_and_shows_where_it_is(person: Person) -> None:
    person.press("]").js("document.querySelector('.skip-link').focus()")
    order: list[str] = []
    for _ in range(60):
        person.press("TAB")
        seen = person.look(
            "const one = document.activeElement, style = getComputedStyle(one);"
            "return [one.id || one.dataset.label || one.className || one.tagName,"
            "parseFloat(style.outlineWidth) >= 2 && style.outlineStyle !== 'none',"
            "one.checkVisibility()]"
        )
        if seen[0] in ("BODY", *order[:1]):
            break
        assert seen[1:] == [True, True], seen
        order.append(seen[0])
    places = [order.index(one) for one in ("annotator", "list", "measure", "passage", "note")]
    assert places == sorted(places)
    for control in ("filter", "deadline", "role-lead", "previous", "skip", "accept", "export"):
        assert control in order


def test_controls_answer_to_the_keyboard(person: Person) -> None:
    person.js("document.querySelector('.label.target').focus()")
    person.press("SPACE")
    assert person.labels() == ["measure", "responsible_department", "deadline"]
    assert person.look("return document.activeElement.dataset.label") == "target"
    person.js("document.getElementById('list').focus()")
    person.press("ARROW_DOWN").shows(HIRING)
    assert person.focus() == "list"
    person.press("HOME").shows(SUBSIDY)
    person.js("document.getElementById('show-keys').focus()")
    person.press("ENTER").until("document.getElementById('keys-dialog').open")
    person.press("ESCAPE")
    assert person.focus() == "show-keys"


def test_everything_has_room(person: Person) -> None:
    assert person.look("return [innerWidth, innerHeight]") == [WIDTH, HEIGHT]
    assert person.look(
        "const page = document.documentElement;"
        "return [page.scrollWidth > innerWidth, page.scrollHeight > innerHeight]"
    ) == [False, False]
    for keys in ([], ["]"], ["]", "]"]):
        person.press(*keys)
        cut = person.look(
            "return [...document.querySelectorAll('button, select, h1, #progress-text')]"
            ".filter((one) => one.checkVisibility() && !one.closest('.panel, #list'))"
            ".filter((one) => { const r = one.getBoundingClientRect();"
            " return r.left < 0 || r.right > innerWidth || r.bottom > innerHeight"
            " || one.scrollWidth > one.clientWidth + 1; })"
            ".map((one) => one.outerHTML)"
        )
        assert cut == []


def test_a_text_that_looks_like_a_page_is_shown_as_text(driver: Any, tmp_path: Path) -> None:
    text = "<img src=x onerror=\"document.title='hit'\"><script>document.title='hit'</script>&amp;"
    labels = {"measure": 0.9, "responsible_department": 0.0, "target": 0.0, "deadline": 0.0}
    record = {
        "id": "n1.0",
        "notice_id": "n1",
        "file": "notice.txt",
        "text_file": "text/notice.txt",
        "start": 0,
        "end": len(text),
        "text": text,
        "section": [text],
        "kind": "body",
        "labels": labels,
        "spans": [],
    }
    out = write_run(tmp_path / "out", text, [record], [])
    with serving(out, tmp_path / "annotations") as server:
        person = Person(driver).open(server.address)
        assert person.segment() == text
        assert person.look("return document.title") != "hit"
        assert person.text("#section") == text
        assert person.problems() == []


def test_inline_scripts_are_not_run(person: Person) -> None:
    person.js(
        "const script = document.createElement('script'); script.textContent = 'window.hit = 1';"
        "document.body.append(script)"
    )
    assert person.look("return window.hit === undefined")
    assert any("Content Security Policy" in problem for problem in person.problems())


def test_twenty_thousand_segments_are_shown_a_screen_at_a_time(driver: Any, tmp_path: Path) -> None:
    out = make_large_run(tmp_path / "large", 20_000)
    with serving(out, tmp_path / "annotations") as server:
        person = Person(driver).open(server.address)
        assert person.text("#progress-text").endswith("/ 20000")
        assert person.segment().startswith("第0项")
        assert person.count("#list .row") < 60
        person.js(
            "const list = document.getElementById('list'); list.scrollTop = list.scrollHeight"
        )
        person.until(
            "document.querySelector('#row-19999 .text')?.textContent.startsWith('第19999项')"
        )
        assert person.count("#list .row") < 60
        person.click("#row-19999")
        person.until("document.querySelector('.segment').textContent.startsWith('第19999项')")
        person.press("ENTER")
        person.until("document.querySelector('.segment').textContent.startsWith('第0项')")
        assert person.problems() == []
