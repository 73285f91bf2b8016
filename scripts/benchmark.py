"""Characters per second from text in memory to records, beside jieba.cut on the same text.

One process, nothing but the work inside the clock: start-up and reading come before.
Rounds of the two take turns, so that a busy machine slows both.
"""

from __future__ import annotations

import argparse
import logging
import resource
import statistics
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

import jieba

from pipeline.extract import extract
from pipeline.model import LinearModel, load_model, released_model
from pipeline.read import read_source
from pipeline.schema import Source
from pipeline.write.jsonl import encode

MILLION = 1_000_000


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("samples"))
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    sources = [read_source(path, file=path.name) for path in sorted(options.folder.rglob("*.txt"))]
    characters = sum(len(source.text) for source in sources)
    # Enough text that a round takes a good while.
    repeats = max(1, 300_000 // characters)
    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()
    candidates = {"measures": extract_all, "jieba.cut": cut_all}
    speeds: dict[str, list[float]] = {name: [] for name in candidates}
    for round_number in range(options.rounds + 1):
        for name, work in candidates.items():
            speed = characters * repeats / seconds(work, sources, repeats)
            # The first round warms up.
            if round_number:
                speeds[name].append(speed)
    print(f"{len(sources)} files, {characters:,} characters, median of {options.rounds}")
    for name, found in speeds.items():
        print(f"{name:>10}  {statistics.median(found) / MILLION:6.2f} M characters/s")
    ratio = statistics.median(ours / theirs for ours, theirs in zip(*speeds.values(), strict=True))
    print(f"     ratio  {ratio:6.2f}")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:5.0f} MiB")


def extract_all(sources: list[Source]) -> None:
    """Do the whole path, with the released model as a run does: text to lines of JSON."""
    for source in sources:
        extraction = extract(source, model=released())
        for records in (extraction.notices, extraction.segments, extraction.measures):
            for record in records:
                encode(record)


@cache
def released() -> LinearModel | None:
    """Return the model that comes with the package."""
    folder = released_model()
    return None if folder is None else load_model(folder)


def cut_all(sources: list[Source]) -> None:
    """Cut the same text into words."""
    for source in sources:
        for _ in jieba.cut(source.text):
            pass


def seconds(work: Callable[[list[Source]], None], sources: list[Source], repeats: int) -> float:
    """Return how long the work takes."""
    started = time.perf_counter()
    for _ in range(repeats):
        work(sources)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
