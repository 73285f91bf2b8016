"""``measures queue``: which segments of a run are worth a look?"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cli.options import add_annotations, positive

if TYPE_CHECKING:
    from pipeline.feedback.queue import Queued
    from pipeline.run.sources import RunOutputs

_SHOWN = 48


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand."""
    parser = commands.add_parser(
        "queue",
        help="list the segments that are worth a look",
        description="List the segments of a run in the order in which they are worth a look: "
        "labels near their threshold, rules against model, rare labels, and one in five at "
        "random. What was judged before is left out.",
        epilog="Example: measures queue records/ --size 50 --explain",
        allow_abbrev=False,
    )
    parser.add_argument("run", type=Path, metavar="OUT", help="folder of a run")
    add_annotations(parser, "folder with judgements/ and gold/", may_be_missing=True)
    parser.add_argument(
        "--size", type=positive, default=100, metavar="N", help="how many (default: 100)"
    )
    parser.add_argument(
        "--seed",
        type=int,
        default=0,
        metavar="S",
        help="of the random share (default: 0); keep it, and its samples add up",
    )
    parser.add_argument(
        "--explain", action="store_true", help="say of each segment why it is there"
    )
    parser.add_argument(
        "--precision",
        action="store_true",
        help="instead, estimate the precision of the run from the random share judged so far",
    )
    parser.set_defaults(call=queue)


def queue(options: argparse.Namespace) -> int:
    """Print the ids of the queue, or its reasons, or what its random share says."""
    from pipeline.feedback.queue import queue_of
    from pipeline.run.sources import RunOutputs

    run = RunOutputs(options.run)
    if options.precision:
        _print_precision(run, options)
        return 0
    found = queue_of(run, options.annotations, size=options.size, seed=options.seed)
    if options.explain:
        _explain(found)
    else:
        for one in found:
            print(one.segment_id)
    return 0


def _explain(found: Sequence[Queued]) -> None:
    for number, one in enumerate(found, 1):
        text = one.text if len(one.text) <= _SHOWN else one.text[: _SHOWN - 1] + "…"
        print(f"{number:>4}  {one.segment_id}  {one.reason:<9}  {one.detail or '-'}\n      {text}")
    reasons = Counter(one.reason for one in found)
    documents = len({one.notice_id for one in found})
    listed = ", ".join(f"{count} {reason}" for reason, count in sorted(reasons.items()))
    print(f"{len(found)} segments of {documents} documents: {listed or 'nothing'}")


def _print_precision(run: RunOutputs, options: argparse.Namespace) -> None:
    from pipeline.feedback.queue import precision
    from pipeline.judgements import read_judgements

    size, labels = precision(run, read_judgements(options.annotations), seed=options.seed)
    print(f"{size} segments judged at random (seed {options.seed})")
    for one in labels:
        low, high = one.interval
        share = f"{one.right / one.given:.2f} ({low:.2f}..{high:.2f})" if one.given else "-"
        print(f"  {one.label:<22}  {one.right} of {one.given} right: {share}")
