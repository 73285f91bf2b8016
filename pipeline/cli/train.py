"""``measures train``: a candidate model from the annotations."""

from __future__ import annotations

import argparse
from pathlib import Path


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand."""
    parser = commands.add_parser(
        "train",
        help="make a candidate model from annotations and corrections",
        description="Train a model on all gold and all judgements that may be learned from, and "
        "keep it beside the others. It is not in use until `measures promote` takes it.",
        epilog="Example: measures train --annotations annotations --models models",
        allow_abbrev=False,
    )
    add_folders(parser)
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="deals the folds")
    parser.add_argument(
        "--without",
        action="append",
        default=[],
        metavar="DOC",
        help="leave this document out (may be given again)",
    )
    parser.set_defaults(call=train)


def add_folders(parser: argparse.ArgumentParser) -> None:
    """Add the options that name the folders of the loop."""
    parser.add_argument(
        "--annotations",
        type=Path,
        action="append",
        metavar="DIR",
        help="folder with gold/, judgements/, sources/, splits.tsv (default: annotations; may be "
        "given again, the first holds the documents to measure on)",
    )
    parser.add_argument(
        "--models",
        type=Path,
        default=Path("models"),
        metavar="DIR",
        help="folder with registry.tsv and trained models (default: models)",
    )


def folders(options: argparse.Namespace) -> list[Path]:
    """Return the annotations folders that were named."""
    return options.annotations or [Path("annotations")]


def train(options: argparse.Namespace) -> int:
    """Train, keep and register a candidate."""
    from pipeline.learn.candidates import train_candidate

    made = train_candidate(
        folders(options), options.models, seed=options.seed, without=options.without
    )
    meta = made.meta
    given = ", ".join(f"{label} {count}" for label, count in meta["given"].items())
    print(f"{made.id}: {len(meta['sources'])} documents, {meta['segments']} segments ({given})")
    if meta["judged"]:
        counts = ", ".join(f"{count} by {name}" for name, count in meta["judged"].items())
        print(f"  segments judged by people: {counts}")
    print(f"  {made.folder}, {made.seconds:.0f} s")
    print(f"  compare it: measures evaluate --model {made.id} --against current")
    return 0
