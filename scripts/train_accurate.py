"""What scripts/train-accurate runs: arguments, and a line for every round of training."""

from __future__ import annotations

import argparse
from pathlib import Path

from pipeline.learn.network.train import train


def main() -> None:
    """Read the arguments and train."""
    parser = argparse.ArgumentParser(prog="scripts/train-accurate")
    parser.add_argument("out", type=Path)
    parser.add_argument("--annotations", type=Path, action="append")
    parser.add_argument("--notices", type=Path)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    train(
        given.annotations or [Path("annotations")],
        given.out,
        notices=given.notices,
        seed=given.seed,
        log=_report,
    )


def _report(number: int, losses: dict[str, float]) -> None:
    print(number + 1, {name: round(loss, 1) for name, loss in losses.items()}, flush=True)


if __name__ == "__main__":
    main()
