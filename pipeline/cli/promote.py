"""``measures promote`` and ``measures rollback``: which model is in use."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from pipeline.cli.train import add_folders, folders

if TYPE_CHECKING:
    from pipeline.learn.gate import Change


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add both subcommands."""
    _add_promote(commands)
    parser = commands.add_parser(
        "rollback",
        help="bring back the model that was in use before",
        description="Take the last promotion back. The registry keeps both lines.",
        epilog="Example: measures rollback --models models --by lilei --reason 'recall fell'",
        allow_abbrev=False,
    )
    add_folders(parser)
    parser.add_argument("--by", required=True, metavar="NAME", help="who decides")
    parser.add_argument("--reason", required=True, metavar="TEXT", help="why")
    parser.set_defaults(call=rollback)


def _add_promote(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "promote",
        help="put a better model to use; a worse one is refused",
        description="Compare a trained model with the one in use on documents that neither has "
        "seen, label by label and slice by slice. It is refused where anything gets worse beyond "
        "the bootstrap interval and by more errors than luck makes, where it falls below a floor, "
        "where it has seen what it is measured on, where there is too little to measure on, and "
        "where somebody it has learned from says the opposite of gold.",
        epilog="Example: measures promote m1f0c2a7b9d --by lilei",
        allow_abbrev=False,
    )
    parser.add_argument("model", metavar="MODEL", help="id that `measures train` printed")
    add_folders(parser)
    parser.add_argument("--part", default="unseen", metavar="NAME", help="part to measure on")
    parser.add_argument("--by", required=True, metavar="NAME", help="who decides")
    parser.add_argument(
        "--force", metavar="REASON", help="promote against all objections; the reason is recorded"
    )
    parser.set_defaults(call=promote)


def promote(options: argparse.Namespace) -> int:
    """Compare, print, decide; 1 where the model is refused."""
    from pipeline.learn.candidates import promote_model

    outcome = promote_model(
        options.model,
        folders(options),
        options.models,
        part=options.part,
        by=options.by,
        force=options.force,
    )
    print(changes_table(outcome.changes))
    print(_better(outcome.better))
    for objection in outcome.objections:
        print(f"measures: {objection}", file=sys.stderr)
    if not outcome.promoted:
        print(f"{options.model} is refused; {outcome.before} stays in use.")
        return 1
    print(f"{options.model} takes the place of {outcome.before}.")
    print(f"  use it: measures run PATH --out OUT --models {options.models}")
    return 0


def _better(rows: list[Change]) -> str:
    if not rows:
        return "Nothing is better by more than luck."
    named = ", ".join(f"{one.row} on {one.where} ({one.gain.gain:+.3f})" for one in rows)
    return f"Better by more than luck: {named}."


def rollback(options: argparse.Namespace) -> int:
    """Go back one promotion."""
    from pipeline.learn.candidates import roll_back

    back, left = roll_back(options.models, by=options.by, reason=options.reason)
    print(f"{back} is in use again in the place of {left}.")
    return 0


def changes_table(changes: list[Change]) -> str:
    """Render all documents, and the slices in which something changed, as Markdown."""
    lines = ["| on | | before | after | change (90 %) | gold |", "|---|---|---|---|---|---|"]
    for one in changes:
        if one.where == "all" or one.before != one.after:
            lines.append(
                f"| {one.where} | {one.row} | {one.before:.3f} | {one.after:.3f} "
                f"| {one.gain.low:+.3f}..{one.gain.high:+.3f} | {one.gold} |"
            )
    return "\n".join(lines)
