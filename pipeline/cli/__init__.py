"""The command ``measures``: one module per subcommand, imported when it is asked for.

Exit status: 0 all inputs processed, 1 some rejected, 2 nothing could be done, 130 interrupted.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from pipeline.about import __version__
from pipeline.cli import (
    agreement,
    check_annotations,
    check_lexicons,
    evaluate,
    explain,
    export,
    import_,
    promote,
    queue,
    review,
    run,
    terms,
    train,
)
from pipeline.errors import MeasuresError

_COMMANDS = (
    run,
    explain,
    queue,
    review,
    export,
    import_,
    agreement,
    terms,
    check_lexicons,
    check_annotations,
    evaluate,
    train,
    promote,
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status."""
    _print_any_character()
    options = _parser().parse_args(arguments)
    try:
        status: int = options.call(options)
        sys.stdout.flush()
        return status
    except MeasuresError as error:
        print(f"measures: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("measures: interrupted; run the same command again to go on.", file=sys.stderr)
        return 130
    except BrokenPipeError:
        # The reader of a pipe (head) has seen enough; nothing more can be written.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="measures",
        description="Chinese government notices to records of who does what, by when and to "
        "what target.",
        epilog="Example: measures run notices/ --out records/",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"measures {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in _COMMANDS:
        command.add_parser(commands)
    return parser


def _print_any_character() -> None:
    """Show what a terminal cannot as an escape, instead of ending in an error."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
