"""Fixtures that several tests need. The only conftest."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.driver import Person, browsing
from tests.browser.served import make_run, serving

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "samples"

# The same tree has the same verdict: no example by chance, none too slow on a busy machine.
with contextlib.suppress(ImportError):
    from hypothesis import HealthCheck, settings

    settings.register_profile(
        "same", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
    )
    settings.load_profile("same")

# A shell that runs the tests in the background lets them ignore Ctrl+C, and so would the commands
# that they start; a test of what Ctrl+C does would wait for nothing.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

Command = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def measures() -> Command:
    """The command in a process of its own: ``measures("run", path, "--out", out)``."""

    # The tree that is tested, whatever is installed and wherever the command is called.
    search_path = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])

    def call(*arguments: object, **options: Any) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "pipeline.cli", *map(str, arguments)]
        environment = os.environ | {"PYTHONIOENCODING": "utf-8", "PYTHONPATH": search_path}
        return subprocess.run(
            command, capture_output=True, encoding="utf-8", env=environment, check=False, **options
        )

    return call


@pytest.fixture
def notices(tmp_path: Path) -> Path:
    """A folder with copies of the samples."""
    folder = tmp_path / "notices"
    folder.mkdir()
    for path in sorted(SAMPLES.glob("*.txt")):
        (folder / path.name).write_bytes(path.read_bytes())
    return folder


@pytest.fixture(scope="module")
def driver() -> Iterator[Any]:
    """A browser; skips the tests where there is none."""
    with browsing() as found:
        yield found


@pytest.fixture
def person(driver: Any, tmp_path: Path) -> Iterator[Person]:
    """Somebody at the review page of a run of four segments, which must not complain."""
    with serving(make_run(tmp_path / "out"), tmp_path / "annotations") as server:
        found = Person(driver).open(server.address)
        yield found
        assert found.problems() == []
        found.leave()
