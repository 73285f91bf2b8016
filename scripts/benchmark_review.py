"""How soon the review page shows something with 20,000 segments queued, in a headless Chromium.

The peer is an empty page of the same browser in the same run: the ratio says what the page adds.
usage: .venv/bin/python scripts/benchmark_review.py
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.browser.driver import Person, browsing
from tests.browser.served import make_large_run, serving

_PAINT = "return performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
_ROUNDS = 5


def main() -> None:
    """Print the times of first paint, and their ratio."""
    with tempfile.TemporaryDirectory() as folder, browsing() as driver:
        out = make_large_run(Path(folder) / "large", 20_000)
        ours, empty = [], []
        with serving(out, Path(folder) / "annotations") as server:
            for _ in range(_ROUNDS):
                driver.get("data:text/html,<h1>empty</h1>")
                empty.append(driver.execute_script(_PAINT) or 0.0)
                ours.append(Person(driver).open(server.address).js(_PAINT))
    best, peer = min(ours), max(min(empty), 1.0)
    print(f"first paint: {best:.0f} ms with 20,000 segments queued, an empty page {peer:.0f} ms")
    print(f"ratio {best / peer:.1f}")


if __name__ == "__main__":
    main()
