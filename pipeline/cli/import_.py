"""``measures import``: corrections made elsewhere become annotations."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cli import import_tool
from pipeline.cli.options import add_annotations

if TYPE_CHECKING:
    from pipeline.feedback.workbook import Change, Refusal, Report

# Deleted rows by the thousand (somebody kept what interested them) say the same thing.
_SHOWN_DELETED = 20


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand."""
    parser = commands.add_parser(
        "import",
        help="take in a corrected workbook, or what was annotated in another tool",
        description="Take in what somebody corrected or confirmed in measures.xlsx, or with "
        "--format the export of another annotation tool. What is unclear is left out and listed "
        "by row (and column). Exit status: 0 all was taken, 1 some "
        "was left out, 2 the file could not be read.",
        epilog="Example: measures import records/measures.xlsx --annotator wang --dry-run",
        allow_abbrev=False,
    )
    parser.add_argument(
        "file", type=Path, metavar="FILE", help="corrected workbook (.xlsx), or export"
    )
    parser.add_argument(
        "--run", type=Path, metavar="OUT", help="folder of the run (workbook: that of FILE)"
    )
    add_annotations(parser, "folder that keeps the judgements", may_be_missing=True)
    parser.add_argument(
        "--annotator", required=True, metavar="NAME", help="who made the corrections"
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="show what would change and write nothing"
    )
    parser.add_argument(
        "--deleted-are-no-measures",
        action="store_true",
        help="take a deleted row for a sentence that is no measure",
    )
    import_tool.add_options(parser)
    parser.set_defaults(call=import_)


def import_(options: argparse.Namespace) -> int:
    """Import the file and print what was taken and what was left out."""
    if options.format is not None:
        return import_tool.import_tool(options)
    from pipeline.feedback.workbook import Request, import_workbook

    report = import_workbook(
        Request(
            path=options.file,
            out=options.file.parent if options.run is None else options.run,
            annotations=options.annotations,
            annotator=options.annotator,
            at=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
            dry_run=options.dry_run,
            deleted_are_no_measures=options.deleted_are_no_measures,
        )
    )
    for change in report.changes:
        print(_change(change))
    _print_refusals(report.refusals)
    _print_summary(report, dry_run=options.dry_run)
    return 1 if report.refusals else 0


def _change(change: Change) -> str:
    where = _where(change.row, change.column, change.heading)
    if change.kind == "deleted":
        return f"deleted row {change.before}: no measure"
    if change.kind in ("new", "confirmed"):
        return f"{where}: {change.kind} {change.after}".rstrip()
    if change.kind == "text" and not change.before:
        return f"{where}: → {change.after}"
    return f"{where}: {change.before or '-'} → {change.after or '-'}"


def _where(row: int, column: str, heading: str) -> str:
    cell = f"{column}{row} {heading}" if column else heading
    return ", ".join(part for part in (f"row {row}" if row else "", cell) if part)


def _print_refusals(refusals: list[Refusal]) -> None:
    deleted = [one for one in refusals if one.reason == "deleted"]
    for one in (*(one for one in refusals if one.reason != "deleted"), *deleted[:_SHOWN_DELETED]):
        where = _where(one.row, one.column, one.heading)
        print(f"left out: {where + ': ' if where else ''}{one.message}")
    if len(deleted) > _SHOWN_DELETED:
        print(f"left out: {len(deleted) - _SHOWN_DELETED} more deleted rows.")


def _print_summary(report: Report, *, dry_run: bool) -> None:
    kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(report.kinds.items()))
    taken = len(report.judgements)
    print(
        f"{'Would take' if dry_run else 'Taken'}: {taken} {'row' if taken == 1 else 'rows'}"
        + (f" ({kinds})" if kinds else "")
        + f"; taken before: {report.known}; as written: {report.unchanged}; "
        f"left out: {len(report.refusals)}"
    )
