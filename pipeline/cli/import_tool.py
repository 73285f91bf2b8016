"""``measures import --format``: what people did in another annotation tool."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.feedback.interchange import Imported

FORMATS = ("doccano", "label-studio", "prodigy")


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that only these formats have."""
    parser.add_argument(
        "--format", choices=FORMATS, help="FILE is the export of an annotation tool, not a workbook"
    )
    parser.add_argument(
        "--labels",
        type=_names,
        metavar="LIST",
        help="with --format: the labels that were looked at, with commas between, where the file "
        "cannot tell",
    )
    parser.add_argument(
        "--label-config",
        type=Path,
        metavar="FILE",
        help="with --format doccano: the project's list of labels, for exports that number them",
    )


def _names(value: str) -> tuple[str, ...]:
    from pipeline.schema import LABELS

    names = {name.strip() for name in value.split(",")}
    if not names <= set(LABELS):
        raise argparse.ArgumentTypeError(f"choose from {','.join(LABELS)}")
    return tuple(label for label in LABELS if label in names)


def import_tool(options: argparse.Namespace) -> int:
    """Import a file of a tool; print what came of it and name the rows that are wrong."""
    from pipeline.feedback.interchange import Options, import_file

    imported = import_file(
        options.file,
        options.format,
        annotations=options.annotations,
        options=Options(
            annotator=options.annotator,
            run=options.run,
            dry_run=options.dry_run,
            labels=options.labels,
            label_config=options.label_config,
        ),
    )
    for error in imported.rejected:
        print(f"measures: {error}", file=sys.stderr)
    _print_summary(imported, dry_run=options.dry_run)
    return 1 if imported.rejected else 0


def _print_summary(imported: Imported, *, dry_run: bool) -> None:
    found = len(imported.judgements)
    print(
        f"{imported.rows} rows: {found} judgements by {', '.join(imported.annotators) or 'nobody'}"
        f" ({imported.left_open} left open), {len(imported.rejected)} rows rejected"
    )
    done = "would be added" if dry_run else "added"
    print(f"{imported.added} {done}, {found - imported.added} known before")
    for what, count in sorted(imported.lost.items()):
        print(f"  not taken over: {count} {what}")
    for what, count in sorted(imported.without.items()):
        print(f"  without normal form: {count} {what}")
