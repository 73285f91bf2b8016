"""``measures check-annotations``: is the gold sound, and are the splits clean?"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand."""
    parser = commands.add_parser(
        "check-annotations",
        help="check hand-annotated documents and their split",
        description="Check places, labels, roles and links of gold, that no text stands on both "
        "sides of the split, and that the manifest is that of the files.",
        epilog="Example: measures check-annotations annotations --write",
        allow_abbrev=False,
    )
    parser.add_argument("folder", nargs="?", type=Path, default=Path("annotations"), metavar="DIR")
    parser.add_argument("--write", action="store_true", help="write the manifest anew first")
    parser.set_defaults(call=check)


def check(options: argparse.Namespace) -> int:
    """Print every problem; 1 if there is one."""
    from pipeline.learn.check import MANIFEST, manifest, problems

    if options.write:
        (options.folder / MANIFEST).write_bytes(manifest(options.folder))
    found = list(problems(options.folder))
    for problem in found:
        print(problem, file=sys.stderr)
    print(f"{len(found)} problems" if found else "all annotations are sound")
    return 1 if found else 0
