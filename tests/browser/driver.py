"""A headless Chromium and the gestures of a person in front of it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

WIDTH, HEIGHT = 1280, 800
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_ARGUMENTS = (
    "--headless=new",
    # Containers have no user namespaces and a small /dev/shm.
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-background-networking",
    "--hide-scrollbars",
    "--lang=zh-CN",
)

# Where words stand on the screen: left of their first character, right of their last.
_PLACES = """
const [root, words, nth] = arguments;
const nodes = [];
const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) nodes.push(walker.currentNode);
const text = nodes.map((node) => node.data).join("");
let at = -1;
for (let i = 0; i <= nth; i += 1) at = text.indexOf(words, at + 1);
if (at < 0) return null;
const rect = (index) => {
  let node = 0;
  while (index >= nodes[node].data.length) { index -= nodes[node].data.length; node += 1; }
  const range = document.createRange();
  range.setStart(nodes[node], index);
  range.setEnd(nodes[node], index + 1);
  const rects = range.getClientRects();
  return rects[rects.length - 1];
};
const chars = Array.from(words);
const [first, last] = [rect(at), rect(at + words.length - chars.at(-1).length)];
return [first.left + 1, first.top + first.height / 2, last.right - 1, last.top + last.height / 2];
"""


def chromium() -> str | None:
    """The browser: $CHROMIUM, or the first one on the path."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, _BROWSERS)), None)


def missing() -> str:
    """What the tests lack, and how to get it; blank if nothing."""
    if chromium() is None or shutil.which("chromedriver") is None:
        return "apt-get install chromium chromium-driver"
    return ""


@contextmanager
def browsing() -> Iterator[Any]:
    """A browser until the block ends; skips the test where there is none."""
    webdriver = pytest.importorskip("selenium.webdriver")
    if missing():
        pytest.skip(f"no Chromium here: {missing()}")
    binary, driver_path = chromium(), shutil.which("chromedriver")
    options = webdriver.ChromeOptions()
    options.binary_location = binary
    for argument in _ARGUMENTS:
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options, webdriver.ChromeService(driver_path))
    size = {"width": WIDTH, "height": HEIGHT, "deviceScaleFactor": 1, "mobile": False}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    try:
        yield driver
    finally:
        driver.quit()


class Person:
    """Somebody at the page: keys, mouse, and what can be seen."""

    def __init__(self, driver: Any) -> None:
        self.driver = driver

    def open(self, address: str) -> Person:
        # What an earlier page left behind is none of this one's.
        self.problems()
        self.driver.get(address)
        return self.ready()

    def leave(self) -> None:
        """Go away, before the server does."""
        self.driver.get("about:blank")

    def reload(self) -> Person:
        self.driver.refresh()
        return self.ready()

    def ready(self) -> Person:
        self.until("document.body.dataset.ready === 'true'")
        return self

    def until(self, condition: str) -> None:
        """Wait for a condition in the page (JavaScript)."""
        from selenium.webdriver.support.ui import WebDriverWait

        WebDriverWait(self.driver, 15, poll_frequency=0.02).until(
            lambda driver: driver.execute_script(f"return Boolean({condition})"), condition
        )

    def js(self, script: str, *arguments: object) -> Any:
        return self.driver.execute_script(script, *arguments)

    def find(self, selector: str) -> Any:
        return self.driver.find_element("css selector", selector)

    def all(self, selector: str) -> list[Any]:
        return list(self.driver.find_elements("css selector", selector))

    def text(self, selector: str) -> str:
        return str(self.find(selector).text)

    def texts(self, selector: str) -> list[str]:
        return [str(element.text) for element in self.all(selector)]

    def click(self, selector: str) -> Person:
        self.find(selector).click()
        return self

    def press(self, *keys: str, shift: bool = False, control: bool = False) -> Person:
        """Press keys one after the other, wherever the focus is."""
        from selenium.webdriver import ActionChains, Keys

        actions = ActionChains(self.driver, duration=0)
        held = [Keys.SHIFT] * shift + [Keys.CONTROL] * control
        for key in held:
            actions.key_down(key)
        for key in keys:
            actions.send_keys(getattr(Keys, key, key))
        for key in held:
            actions.key_up(key)
        actions.perform()
        return self

    def drag_over(self, words: str, *, nth: int = 0) -> Person:
        """Select words of the passage with the mouse."""
        left, top, right, bottom = self.place(words, nth)
        builder = self._pointer()
        builder.pointer_action.move_to_location(left, top).pointer_down()
        builder.pointer_action.move_to_location(right, bottom).pointer_up()
        builder.perform()
        return self

    def drag_out(self, words: str, selector: str) -> Person:
        """Select from some words of the passage on, and release the mouse over something else."""
        left, top, *_ = self.place(words, 0)
        there = self.find(selector).rect
        builder = self._pointer()
        builder.pointer_action.move_to_location(left, top).pointer_down()
        middle = (int(there["x"] + there["width"] / 2), int(there["y"] + there["height"] / 2))
        builder.pointer_action.move_to_location(*middle).pointer_up()
        builder.perform()
        return self

    def click_on(self, words: str, *, nth: int = 0) -> Person:
        """Click on the first of some words of the passage."""
        left, top, *_ = self.place(words, nth)
        builder = self._pointer()
        builder.pointer_action.move_to_location(left + 4, top).pointer_down().pointer_up()
        builder.perform()
        return self

    def place(self, words: str, nth: int) -> list[float]:
        found = self.js(_PLACES, self.find("#passage"), words, nth)
        assert found, f"{words} is not on the page"
        return [round(number) for number in found]

    def _pointer(self) -> Any:
        from selenium.webdriver.common.actions.action_builder import ActionBuilder

        return ActionBuilder(self.driver, duration=20)

    def says(self, words: str) -> Person:
        """Wait until the page says something in its status line."""
        self.until(f"document.getElementById('status').textContent.includes('{words}')")
        return self

    def segment(self) -> str:
        """The segment that is shown, without badges."""
        return str(self.js("return document.querySelector('.segment')?.textContent ?? ''"))

    def shows(self, text: str) -> Person:
        self.until(f"document.querySelector('.segment')?.textContent === {text!r}")
        return self

    def labels(self) -> list[str]:
        pressed = self.all(".label[aria-pressed=true]")
        return [str(button.get_attribute("data-label")) for button in pressed]

    def marks(self, which: str = "own") -> list[str]:
        """The marks of a list: kind and words."""
        items = self.all(f"#{which} .mark-text")
        return [
            str(
                self.js(
                    "return [...arguments[0].children].slice(0, 2).map((one) => "
                    "one.textContent).join(' ')",
                    item,
                )
            )
            for item in items
        ]

    def fill(self, selector: str, text: str) -> Person:
        self.click(selector).press("a", control=True)
        return self.press(text or "DELETE")

    def problems(self) -> list[str]:
        """Errors and warnings of the console since the last time."""
        entries = self.driver.get_log("browser")
        return [entry["message"] for entry in entries if entry["level"] in ("SEVERE", "WARNING")]
