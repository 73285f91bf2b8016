"""A headless Chromium and the gestures of a person in front of it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

WIDTH, HEIGHT = 1280, 800
# Long: a machine that has other work is no fault of the page.
PATIENCE = 60
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

# Runs before the page does: what of the server is on its way, and what is kept back.
_TRAFFIC = Path(__file__).with_name("traffic.js").read_text("utf-8")
# The marks of a list: kind and words.
_MARKS = """
return [...document.querySelectorAll(`#${arguments[0]} .mark-text`)]
  .map((one) => [...one.children].slice(0, 2).map((part) => part.textContent).join(" "));
"""
# Where words stand on the screen: left of their first character, right of their last.
_PLACES = """
const [words, nth] = arguments;
const root = document.getElementById("passage");
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
    driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": _TRAFFIC})
    try:
        yield driver
    finally:
        driver.quit()


class Person:
    """Somebody at the page: keys, mouse, and what can be seen.

    The page draws itself anew whenever an answer of the server comes. So every look is one script,
    run when no answer is on its way: nothing changes between two parts of it. Keys are pressed at
    once, as fast as nobody can; ``keeping_back`` is for what happens before an answer is there.
    """

    def __init__(self, driver: Any) -> None:
        self.driver = driver

    # --- pages ----------------------------------------------------------------------------------

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
        return self.until("document.body.dataset.ready === 'true'")

    @contextmanager
    def keeping_back(self, request: str) -> Iterator[None]:
        """The server's answers to some requests stay on their way until the block ends.

        ``request``: what their addresses have in them. The block ends when they are there.
        """
        self.js("traffic.keep(arguments[0])", request)
        yield
        self.js("traffic.letGo()")
        self.look("return null")

    # --- looking --------------------------------------------------------------------------------

    def look(self, script: str, *arguments: object) -> Any:
        """What a script returns, as soon as no answer of the server is on its way."""
        once = f"return traffic.rests() && [(() => {{ {script} }})()]"
        found = self._patiently(lambda: self.js(once, *arguments), "the server answers")
        return found[0]

    def until(self, condition: str) -> Person:
        """Wait for a condition in the page (JavaScript)."""
        self._patiently(lambda: self.js(f"return Boolean({condition})"), condition)
        return self

    def says(self, words: str) -> Person:
        """Wait until the page says something in its status line."""
        return self.until(f"document.getElementById('status').textContent.includes({words!r})")

    def shows(self, text: str) -> Person:
        """Wait for a segment."""
        return self.until(f"document.querySelector('.segment')?.textContent === {text!r}")

    def segment(self) -> str:
        """The segment that is shown, without badges."""
        return str(self.look("return document.querySelector('.segment')?.textContent ?? ''"))

    def text(self, selector: str) -> str:
        (text,) = self.texts(selector)
        return text

    def texts(self, selector: str) -> list[str]:
        return self._each(selector, "one.innerText.trim()")

    def attribute(self, selector: str, name: str) -> str | None:
        (value,) = self._each(selector, "one.getAttribute(given)", name)
        return value  # type: ignore[no-any-return]

    def typed(self, selector: str) -> str:
        """What stands in a field."""
        (value,) = self._each(selector, "one.value")
        return str(value)

    def count(self, selector: str) -> int:
        return len(self._each(selector, "1"))

    def sees(self, selector: str) -> bool:
        return all(self._each(selector, "one.checkVisibility()"))

    def focus(self) -> str:
        """The id of what has the focus."""
        return str(self.look("return document.activeElement.id"))

    def labels(self) -> list[str]:
        return self._each(".label[aria-pressed=true]", "one.dataset.label")

    def marks(self, which: str = "own") -> list[str]:
        """The marks of a list: kind and words."""
        return list(self.look(_MARKS, which))

    def place(self, words: str, nth: int) -> list[float]:
        """Where words of the passage stand on the screen."""
        found = self.look(_PLACES, words, nth)
        assert found, f"{words} is not on the page"
        return [round(number) for number in found]

    def problems(self) -> list[str]:
        """Errors and warnings of the console since the last time."""
        entries = self.driver.get_log("browser")
        return [entry["message"] for entry in entries if entry["level"] in ("SEVERE", "WARNING")]

    # --- acting ---------------------------------------------------------------------------------

    def js(self, script: str, *arguments: object) -> Any:
        """Run a script now, whatever is on its way."""
        return self.driver.execute_script(script, *arguments)

    def click(self, selector: str) -> Person:
        def clicked() -> bool:
            self.driver.find_element("css selector", selector).click()
            return True

        self._patiently(clicked, f"a click on {selector}")
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

    def fill(self, selector: str, text: str) -> Person:
        self.click(selector).press("a", control=True)
        return self.press(text or "DELETE")

    def choose(self, selector: str, value: str) -> Person:
        """Take an option of a list of choices."""
        self.js(
            "const [selector, value] = arguments, one = document.querySelector(selector);"
            "one.value = value; one.dispatchEvent(new Event('change'))",
            selector,
            value,
        )
        return self

    def drag_over(self, words: str, *, nth: int = 0) -> Person:
        """Select words of the passage with the mouse."""
        left, top, right, bottom = self.place(words, nth)
        return self.hold(left, top).release(right, bottom)

    def drag_out(self, words: str, selector: str) -> Person:
        """Select from some words of the passage on, and release the mouse over something else."""
        left, top, *_ = self.place(words, 0)
        return self.hold(left, top).release(*self.middle(selector))

    def click_on(self, words: str, *, nth: int = 0) -> Person:
        """Click on the first of some words of the passage."""
        left, top, *_ = self.place(words, nth)
        return self.hold(left + 4, top).release(left + 4, top)

    def middle(self, selector: str) -> tuple[int, int]:
        """Where the middle of something is on the screen."""
        ((x, y),) = self._each(
            selector,
            "(({ x, y, width, height }) => [x + width / 2, y + height / 2])"
            "(one.getBoundingClientRect())",
        )
        return int(x), int(y)

    def hold(self, x: float, y: float) -> Person:
        """Press the button of the mouse somewhere, and keep it down."""
        self._mouse("mouseMoved", x, y, buttons=0)
        return self._mouse("mousePressed", x, y, buttons=1)

    def release(self, x: float, y: float) -> Person:
        """Move the mouse somewhere, and let its button go."""
        self._mouse("mouseMoved", x, y, buttons=1)
        return self._mouse("mouseReleased", x, y, buttons=0)

    def _mouse(self, kind: str, x: float, y: float, *, buttons: int) -> Person:
        # Not WebDriver's pointer: that one forgets between two calls that its button is held.
        button = "none" if kind == "mouseMoved" and not buttons else "left"
        event = {"type": kind, "x": x, "y": y, "button": button, "buttons": buttons}
        self.driver.execute_cdp_cmd("Input.dispatchMouseEvent", {**event, "clickCount": 1})
        return self

    def _each(self, selector: str, what: str, given: object = None) -> list[Any]:
        """What an expression gives for each element (``one``), in one look."""
        script = (
            "const [selector, given] = arguments;"
            f"return [...document.querySelectorAll(selector)].map((one) => {what})"
        )
        return list(self.look(script, selector, given))

    def _patiently(self, attempt: Callable[[], Any], what: str) -> Any:
        """Try until something comes of it; what is made anew meanwhile is looked for again."""
        from selenium.common.exceptions import StaleElementReferenceException
        from selenium.webdriver.support.ui import WebDriverWait

        waiting = WebDriverWait(
            self.driver,
            PATIENCE,
            poll_frequency=0.02,
            ignored_exceptions=[StaleElementReferenceException],
        )
        return waiting.until(lambda _: attempt(), what)
