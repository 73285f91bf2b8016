"""``measures evaluate``: how good is it, on hand-annotated documents?"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.learn.score import Report

# Rows of the table of documents.
_PER_DOCUMENT = (
    "label measure",
    "span+role responsible_department",
    "span deadline",
    "span target",
    "record who+role",
    "record deadline",
    "record target",
    "record complete",
)


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand."""
    parser = commands.add_parser(
        "evaluate",
        help="score the pipeline on hand-annotated documents",
        description="Score labels, spans, roles, normal forms and record-level links against "
        "gold, for each part of the split apart: documents that the rules were written with, and "
        "documents that nobody looked at.",
        epilog="Example: measures evaluate --annotations annotations --documents",
        allow_abbrev=False,
    )
    parser.add_argument(
        "--annotations",
        type=Path,
        default=Path("annotations"),
        metavar="DIR",
        help="folder with gold/, sources/ and splits.tsv (default: annotations)",
    )
    parser.add_argument("--part", metavar="NAME", help="only this part of the split")
    parser.add_argument("--documents", action="store_true", help="also a line per document")
    parser.set_defaults(call=evaluate)


def evaluate(options: argparse.Namespace) -> int:
    """Print a table for each part."""
    from pipeline.learn.evaluate import evaluate as score_documents
    from pipeline.learn.evaluate import table
    from pipeline.learn.gold import read_parts

    for part, names in read_parts(options.annotations, options.part).items():
        result = score_documents(options.annotations, names)
        print(f"## {part}: {len(names)} documents\n")
        print(table(result.total), end="\n\n")
        if options.documents:
            print(_documents(result.documents), end="\n\n")
    return 0


def _documents(reports: Mapping[str, Report]) -> str:
    lines = [
        "| F1 | " + " | ".join(_PER_DOCUMENT) + " |",
        "|---" * (len(_PER_DOCUMENT) + 1) + "|",
    ]
    for name, report in reports.items():
        scores = " | ".join(f"{report.rows[row].f1:.2f}" for row in _PER_DOCUMENT)
        lines.append(f"| {name} | {scores} |")
    return "\n".join(lines)
