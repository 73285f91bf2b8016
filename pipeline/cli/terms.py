"""``measures terms``: key terms of a run, how often each stands in it, names nobody listed."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.write.table import Table

_SHOWN = 30
_SHOWN_COLUMNS = 5


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand."""
    parser = commands.add_parser(
        "terms",
        help="key terms of measures, term counts, names to add to the lexicons",
        description="Read a finished run and tell what it is about: how often each term stands "
        "in its measures, and the key terms of each measure. With --new-names: names of "
        "organisations that no lexicon holds, for a person to look at.",
        epilog="Example: measures terms records/ --out terms.xlsx",
        allow_abbrev=False,
    )
    parser.add_argument("out", type=Path, metavar="OUT", help="folder of a run")
    parser.add_argument(
        "--top", type=int, default=5, metavar="N", help="key terms of a measure (default: 5)"
    )
    parser.add_argument(
        "--new-names", action="store_true", help="organisations that no lexicon holds, instead"
    )
    parser.add_argument(
        "--lexicon",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="your own bodies, which are no new names (may be given again)",
    )
    parser.add_argument(
        "--out",
        dest="file",
        type=Path,
        metavar="FILE",
        help="write the tables to FILE.xlsx, or the first of them to FILE.csv; without it the "
        f"first {_SHOWN} lines are printed",
    )
    parser.set_defaults(call=terms)


def terms(options: argparse.Namespace) -> int:
    """Write the tables, or print the head of the first."""
    from pipeline.run.sources import RunOutputs
    from pipeline.terms.tables import check_file, new_name_table, term_tables, write_tables

    if options.file is not None:
        check_file(options.file, run=options.out)
    run = RunOutputs(options.out)
    tables: Sequence[Table]
    if options.new_names:
        tables = [new_name_table(run, own_bodies=options.lexicon)]
    else:
        tables = term_tables(run, top=options.top)
    if options.file is None:
        _print_head(tables[0])
    else:
        write_tables(tables, options.file)
        print(f"{len(tables[0].rows)} lines in {options.file}")
    return 0


def _print_head(table: Table) -> None:
    columns = table.columns[1 : 1 + _SHOWN_COLUMNS]
    print("\t".join(column.heading for column in columns))
    for row in table.rows[:_SHOWN]:
        print("\t".join(str(cell) for cell in row[1 : 1 + _SHOWN_COLUMNS]))
    if len(table.rows) > _SHOWN:
        print(f"... {len(table.rows) - _SHOWN} more; --out FILE.xlsx writes all")
