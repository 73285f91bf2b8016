"""``measures review``: judge the results of a run on a local page."""

from __future__ import annotations

import argparse
import signal
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cli.options import add_annotations, positive

if TYPE_CHECKING:
    from pipeline.feedback.review import ReviewServer

_ALL = sys.maxsize
_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand."""
    parser = commands.add_parser(
        "review",
        help="judge the results of a run on a page in your browser",
        description="Serve a page, on this machine only, on which people accept or correct what "
        "a run found. Each answer is saved at once; when the command ends (Ctrl+C) all answers "
        "are written to the annotations.",
        epilog="Example: measures review records/ --annotator lilei",
        allow_abbrev=False,
    )
    parser.add_argument("out", type=Path, metavar="OUT", help="folder of a run")
    add_annotations(parser, "folder that keeps the judgements", may_be_missing=True)
    parser.add_argument(
        "--annotator", metavar="NAME", help="whose judgements these are; can be changed on the page"
    )
    parser.add_argument(
        "--size", type=positive, default=_ALL, metavar="N", help="how many segments (default: all)"
    )
    parser.add_argument(
        "--seed", type=int, default=0, metavar="S", help="of the random share (default: 0)"
    )
    parser.add_argument(
        "--port", type=int, default=0, metavar="N", help="port on 127.0.0.1 (default: a free one)"
    )
    parser.add_argument(
        "--no-browser", action="store_true", help="print the address, open no browser"
    )
    parser.add_argument(
        "--export-only",
        action="store_true",
        help="write what was answered to the annotations and end",
    )
    parser.set_defaults(call=review)


def review(options: argparse.Namespace) -> int:
    """Serve the page until a signal ends it; export."""
    from pipeline.errors import FeedbackError
    from pipeline.feedback.queue import queue_of
    from pipeline.feedback.review import JOURNAL, Journal, export_journal, open_review
    from pipeline.run.sources import RunOutputs

    run = RunOutputs(options.out)
    if options.export_only:
        journal = Journal(options.annotations / JOURNAL)
        _print_exported(export_journal(journal, options.annotations), options.annotations)
        return 0
    if options.annotator is None:
        raise FeedbackError("E730")
    queued = queue_of(run, options.annotations, size=options.size, seed=options.seed)
    server = open_review(
        run.out,
        options.annotations,
        annotator=options.annotator,
        order=[(one.segment_id, one.reason) for one in queued],
        port=options.port,
    )
    _serve(server, browser=not options.no_browser)
    _print_exported(server.close(), options.annotations)
    return 0


def _serve(server: ReviewServer, *, browser: bool) -> None:
    def stop(*_: object) -> None:
        # serve() must go on running while stop() waits for it.
        threading.Thread(target=server.stop).start()

    for name in _SIGNALS:
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), stop)
    print(f"Review page: {server.address}")
    print("The address holds a secret: it opens the page for you only. Ctrl+C ends.", flush=True)
    if browser:
        import webbrowser

        webbrowser.open(server.address)
    server.serve()


def _print_exported(added: int, annotations: Path) -> None:
    print(f"{added} new judgements written to {annotations / 'judgements'}")
