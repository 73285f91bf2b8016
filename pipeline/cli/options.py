"""Options that several commands share, and values that argparse checks."""

from __future__ import annotations

import argparse
from pathlib import Path


def positive(value: str) -> int:
    """Read a whole number of 1 or more; argparse names the option and what is wrong."""
    if not value.isdigit() or int(value) < 1:
        raise argparse.ArgumentTypeError(f"{value!r} is not a whole number of 1 or more")
    return int(value)


def folder(value: str) -> Path:
    """Read the path of a folder that is there: a wrong one would look like an empty one."""
    path = Path(value)
    if not path.is_dir():
        raise argparse.ArgumentTypeError(f"there is no folder {value}")
    return path


def add_annotations(
    parser: argparse.ArgumentParser, purpose: str, *, may_be_missing: bool = False
) -> None:
    """Add --annotations. ``may_be_missing``: before the first judgement there is no folder."""
    parser.add_argument(
        "--annotations",
        type=Path if may_be_missing else folder,
        default=Path("annotations"),
        metavar="DIR",
        help=f"{purpose} (default: annotations)",
    )
