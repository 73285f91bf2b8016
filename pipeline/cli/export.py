"""``measures export``: segments of a run to another annotation tool."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cli.options import add_annotations, positive

if TYPE_CHECKING:
    from pipeline.run.sources import RunOutputs

_FORMATS = ("doccano", "label-studio", "prodigy")


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand."""
    parser = commands.add_parser(
        "export",
        help="write tasks for doccano, Label Studio or Prodigy",
        description="Write the segments of a run as tasks for another annotation tool, with what "
        "the program says of them filled in. `measures import` reads what people did there.",
        epilog="Example: measures export records/ --format label-studio --out tasks.json "
        "--queue 200 --label-config screen.xml",
        allow_abbrev=False,
    )
    parser.add_argument("run", type=Path, metavar="OUT", help="folder of a run")
    parser.add_argument("--format", choices=_FORMATS, required=True, help="the tool")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="file to write")
    parser.add_argument(
        "--queue", type=positive, metavar="N", help="only the N segments most worth a look"
    )
    parser.add_argument(
        "--seed", type=int, default=0, metavar="S", help="of the random share of the queue"
    )
    add_annotations(parser, "what is judged there is not queued again", may_be_missing=True)
    parser.add_argument(
        "--label-config",
        type=Path,
        metavar="FILE",
        help="also write what the project is set up with: the labelling screen of Label Studio, "
        "the lists of labels of doccano, the settings of Prodigy",
    )
    parser.set_defaults(call=export)


def export(options: argparse.Namespace) -> int:
    """Write the tasks, and say what the tool cannot carry."""
    from pipeline.feedback.interchange import export_run, write_label_config
    from pipeline.run.sources import RunOutputs

    run = RunOutputs(options.run)
    chosen = None if options.queue is None else _queued(run, options)
    done = export_run(run, options.out, options.format, chosen=chosen)
    print(f"{done.tasks} tasks for {options.format}\n  {options.out}")
    if options.label_config:
        for path in write_label_config(options.label_config, options.format):
            print(f"  {path}")
    if done.forms:
        print(f"Left behind: the normal forms of {done.forms} marks")
    print("It cannot carry:", *done.loses, sep="\n  ")
    return 0


def _queued(run: RunOutputs, options: argparse.Namespace) -> dict[str, str]:
    from pipeline.feedback.queue import queue_of

    found = queue_of(run, options.annotations, size=options.queue, seed=options.seed)
    return {one.segment_id: one.reason for one in found}
