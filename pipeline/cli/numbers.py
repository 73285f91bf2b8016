"""Numbers as options of the command line."""

from __future__ import annotations

import argparse


def positive(value: str) -> int:
    """Read a whole number of 1 or more; argparse names the option and what is wrong."""
    if not value.isdigit() or int(value) < 1:
        raise argparse.ArgumentTypeError(f"{value!r} is not a whole number of 1 or more")
    return int(value)
