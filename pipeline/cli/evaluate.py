"""``measures evaluate``: how good is it, on hand-annotated documents?"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cli.promote import changes_table
from pipeline.cli.train import add_folders, folders

if TYPE_CHECKING:
    from pipeline.learn.score import Report
    from pipeline.model import LinearModel

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
    add_folders(parser)
    parser.add_argument("--part", metavar="NAME", help="only this part of the split")
    parser.add_argument("--documents", action="store_true", help="also a line per document")
    parser.add_argument(
        "--model",
        default="current",
        metavar="MODEL",
        help="id of a trained model, a folder, released, rules, or current (default: the one in "
        "use in --models)",
    )
    parser.add_argument(
        "--against", metavar="MODEL", help="compare with this one, label by label, slice by slice"
    )
    parser.add_argument(
        "--report", type=Path, metavar="FILE", help="write everything there is to know (minutes)"
    )
    parser.add_argument(
        "--network",
        type=Path,
        metavar="DIR",
        help="with --report: also measure a network that scripts/train-accurate made",
    )
    parser.set_defaults(call=evaluate)


def evaluate(options: argparse.Namespace) -> int:
    """Print a table for each part; or a comparison of two models."""
    from pipeline.learn.gold import read_parts
    from pipeline.learn.registry import load

    annotations = folders(options)[0]
    model = load(options.models, options.model)
    if options.report is not None:
        return _report(annotations, model, options)
    if options.against is not None:
        return _compare(load(options.models, options.against), model, annotations, options)
    for part, names in read_parts(annotations, options.part).items():
        _print_part(annotations, part, names, model, with_documents=options.documents)
    return 0


def _report(annotations: Path, model: LinearModel | None, options: argparse.Namespace) -> int:
    from pipeline.learn.report import quality_report
    from pipeline.model.network import load_network

    if model is None:
        print("measures: a report is about a model; name one with --model", file=sys.stderr)
        return 2
    network = load_network(options.network) if options.network is not None else None
    options.report.write_text(quality_report(annotations, model, network=network), "utf-8")
    print(options.report)
    return 0


def _compare(
    before: LinearModel | None,
    after: LinearModel | None,
    annotations: Path,
    options: argparse.Namespace,
) -> int:
    from pipeline.learn.gate import changes, measure

    part = options.part or "unseen"
    print(f"## {part}: {options.against} before, {options.model} after\n")
    found = changes(measure(before, annotations, part), measure(after, annotations, part))
    print(changes_table(found))
    return 0


def _print_part(
    annotations: Path,
    part: str,
    names: list[str],
    model: LinearModel | None,
    *,
    with_documents: bool,
) -> None:
    from pipeline.learn.evaluate import evaluate as score_documents
    from pipeline.learn.evaluate import table

    result = score_documents(annotations, names, model=model)
    print(f"## {part}: {len(names)} documents\n")
    print(table(result.total), end="\n\n")
    if with_documents:
        print(_documents(result.documents), end="\n\n")


def _documents(reports: Mapping[str, Report]) -> str:
    lines = [
        "| F1 | " + " | ".join(_PER_DOCUMENT) + " |",
        "|---" * (len(_PER_DOCUMENT) + 1) + "|",
    ]
    for name, report in reports.items():
        scores = " | ".join(f"{report.rows[row].f1:.2f}" for row in _PER_DOCUMENT)
        lines.append(f"| {name} | {scores} |")
    return "\n".join(lines)
