"""``measures check-lexicons``: is every line of the word lists sound?"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand."""
    parser = commands.add_parser(
        "check-lexicons",
        help="check the word lists of the package and your own",
        description="Check the lexicons of the package, and your own files of bodies with them. "
        "Names file and line of every problem.",
        epilog="Example: measures check-lexicons our_bodies.tsv",
        allow_abbrev=False,
    )
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="your own bodies")
    parser.set_defaults(call=check)


def check(options: argparse.Namespace) -> int:
    """Print every problem; 1 if there is one."""
    from pipeline.lexicon import check_lexicons

    problems = check_lexicons(options.files)
    for problem in problems:
        print(problem, file=sys.stderr)
    print(f"{len(problems)} problems" if problems else "all lexicons are sound")
    return 1 if problems else 0
