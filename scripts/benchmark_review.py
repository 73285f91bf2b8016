"""How soon the review page shows something with 20,000 segments queued, in a headless Chromium.

The peer is the same page with 20 segments in the same run: the ratio says what a long queue costs.
usage: .venv/bin/python scripts/benchmark_review.py
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.browser.driver import Person, browsing
from tests.browser.served import make_large_run, serving

_PAINT = "return performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
_ROUNDS = 5


def main() -> None:
    """Print the times of first paint, and their ratio."""
    with browsing() as driver:
        long, short = (_first_paint(driver, count) for count in (20_000, 20))
    print(f"first paint: {long:.0f} ms with 20,000 segments queued, {short:.0f} ms with 20")
    print(f"ratio {long / short:.1f}")


def _first_paint(driver: Any, count: int) -> float:
    """Return the best of some first paints, in milliseconds; other work is not what is judged."""
    with tempfile.TemporaryDirectory() as folder:
        out = make_large_run(Path(folder) / "run", count)
        with serving(out, Path(folder) / "annotations") as server:
            return min(Person(driver).open(server.address).js(_PAINT) for _ in range(_ROUNDS))


if __name__ == "__main__":
    main()
