"""The server of the review page: 127.0.0.1 only, one thread a request, no name look-ups."""

from __future__ import annotations

import socketserver
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from pipeline.errors import FeedbackError
from pipeline.feedback.review.desk import Desk
from pipeline.feedback.review.export import export_journal
from pipeline.feedback.review.gate import Gate, Keys
from pipeline.feedback.review.journal import JOURNAL, Journal
from pipeline.feedback.review.web import Page, refuse
from pipeline.judgements import check_annotator
from pipeline.run.sources import RunOutputs

_HOST = "127.0.0.1"


class _Handler(WSGIRequestHandler):
    # Browsers open connections on which they may never send anything.
    timeout = 30

    def log_message(self, format: str, *arguments: Any) -> None:
        """Say nothing: requests hold names and texts."""

    def address_string(self) -> str:
        return _HOST


class _Server(socketserver.ThreadingMixIn, WSGIServer):
    daemon_threads = True
    request_queue_size = 64

    def server_bind(self) -> None:
        # The one of http.server asks for the name of the host, which may take seconds.
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = _HOST, self.server_address[1]
        self.setup_environ()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Ignore a browser that went away; anything else is a fault to be seen."""
        if not isinstance(sys.exception(), (ConnectionError, TimeoutError)):
            super().handle_error(request, client_address)


class ReviewServer:
    """A running page. ``address`` opens it; ``close`` ends it and exports the journal."""

    def __init__(self, page: Any, journal: Journal, annotations: Path, keys: Keys, server: Any):
        self._journal, self._annotations, self._server = journal, annotations, server
        self.port: int = server.server_port
        self.address = f"http://{_HOST}:{self.port}/?token={keys.token}"
        gate = Gate(page.application, keys, port=self.port, refuse=refuse)
        server.set_app(gate)

    def serve(self) -> None:
        """Answer requests until ``stop`` is called from another thread."""
        self._server.serve_forever(poll_interval=0.1)

    def stop(self) -> None:
        """Make ``serve`` return."""
        self._server.shutdown()

    def close(self) -> int:
        """Take no more requests, export the journal and return how many judgements were added."""
        self._server.server_close()
        try:
            return export_journal(self._journal, self._annotations)
        finally:
            self._journal.close()


def open_review(
    out: Path,
    annotations: Path,
    *,
    annotator: str,
    order: Iterable[tuple[str, str]],
    port: int = 0,
) -> ReviewServer:
    """Open the page over the run in ``out``, ready to ``serve``.

    ``order``: the queue, pairs of segment id and reason. ``port`` 0 takes a free one. Raises
    FeedbackError: E701 the name, E704 no run, E731 the journal, E732 the port.
    """
    check_annotator(annotator)
    desk = Desk(RunOutputs(out), order)
    journal = Journal(annotations / JOURNAL)
    desk.extend(
        (entry.segment, entry.judgement.reason or "")
        for entry in journal.entries()
        if entry.judgement is not None
    )
    keys = Keys()
    page = Page(desk, journal, annotations, keys, annotator)
    try:
        server = _Server((_HOST, port), _Handler)
    except (OSError, OverflowError) as error:
        journal.close()
        reason = getattr(error, "strerror", None) or error
        raise FeedbackError("E732", port=port, reason=reason) from error
    return ReviewServer(page, journal, annotations, keys, server)
