"""The addresses of the page: what may be asked for, and what is answered.

Everything under ``/api`` answers in JSON, errors too: ``code``, ``message``, and ``where`` for a
value of an answer that is wrong.
"""

from __future__ import annotations

import html
import re
import threading
from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial
from importlib.resources import files
from pathlib import Path
from typing import Any

import bottle
import orjson

from pipeline.errors import FeedbackError, MeasuresError
from pipeline.feedback.review.answers import Place, judgement_of
from pipeline.feedback.review.desk import Desk, outside, shown
from pipeline.feedback.review.export import export_journal
from pipeline.feedback.review.gate import Keys
from pipeline.feedback.review.journal import Entry, Journal
from pipeline.judgements import Judgement, check_annotator, keep_source
from pipeline.lexicon import read_lexicon

GUIDELINE = "GUIDELINES.md"

_LARGEST_BODY = 1 << 20
_MOST_ROWS = 200
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".md": "text/plain; charset=utf-8",
    ".json": "application/json",
}
_STATUS = {"E734": 404}
_PLACEHOLDER = re.compile(r"\{\{(\w+)\}\}")


class Page:
    """The application: one run, one annotations folder, one journal.

    ``annotator`` is the name that a new page begins with.
    """

    def __init__(
        self, desk: Desk, journal: Journal, annotations: Path, keys: Keys, annotator: str
    ) -> None:
        self._desk, self._journal, self._annotations = desk, journal, annotations
        self._keys, self._annotator = keys, annotator
        self._docs: dict[str, str] = {}
        # One thing at a time: two people at most, and none of it takes long.
        self._lock = threading.Lock()
        self.application = bottle.Bottle()
        self.application.default_error_handler = _unknown
        self._route()

    def _route(self) -> None:
        for method, path, call in (
            ("GET", "/", self._index),
            ("GET", "/page/<name>", _part),
            ("GET", "/api/session", self._session),
            ("GET", "/api/queue", self._queue),
            ("GET", "/api/rows", self._rows),
            ("GET", "/api/segments/<key>", self._segment),
            ("GET", "/api/forms/<key>", self._form),
            ("GET", "/api/guideline", self._guideline),
            ("POST", "/api/answers", self._answer),
            ("POST", "/api/undo", self._undo),
            ("POST", "/api/export", self._export),
        ):
            self.application.route(path, method, partial(self._call, call))

    def _call(self, call: Callable[..., Any], **names: str) -> Any:
        with self._lock:
            try:
                return call(**names)
            except MeasuresError as error:
                return problem(error)

    def _index(self) -> Any:
        return _response(_filled("index.html"), ".html")

    def _session(self) -> Any:
        return _json(
            {
                "annotator": self._annotator,
                "token": self._keys.write,
                "run": self._desk.run.out.resolve().name,
                "wording": _wording(),
            }
        )

    def _queue(self) -> Any:
        states = self._journal.states(_annotator(bottle.request.query))
        ids = list(self._desk.queue)
        return _json({"ids": ids, "states": [states.get(key, "open") for key in ids]})

    def _rows(self) -> Any:
        first = _whole("first", bottle.request.query)
        last = _whole("last", bottle.request.query)
        return _json(list(self._desk.rows(first, min(last, first + _MOST_ROWS))))

    def _segment(self, key: str) -> Any:
        task = self._desk.task(key)
        entry = self._journal.answer(_annotator(bottle.request.query), key)
        return _json({**task, "answer": self._answered(entry)})

    def _form(self, key: str) -> Any:
        query = bottle.request.query
        place = (_whole("start", query), _whole("end", query))
        return _json(self._desk.form(key, place, query.getunicode("label") or ""))

    def _guideline(self) -> Any:
        path = self._annotations / GUIDELINE
        quick = _read_part("quick.md").decode()
        full = path.read_text("utf-8") if path.is_file() else ""
        return _json({"quick": quick, "full": full})

    def _answer(self) -> Any:
        given = _body()
        annotator = _annotator(given)
        key = given.get("id")
        if not isinstance(key, str):
            raise FeedbackError("E733", where="id", reason="is missing")
        record = self._desk.record(key)
        text = self._desk.text(record)
        place = Place(self._doc(record["file"], text), text, record["start"], record["end"])
        saw, reason = self._desk.saw(record), self._desk.queue[key]

        def judged(at: str) -> Judgement:
            return judgement_of(given, place, saw=saw, reason=reason, at=at)

        entry = self._journal.add(key, judged)
        return _json({"id": key, "state": entry.kind, "at": entry.at, "annotator": annotator})

    def _undo(self) -> Any:
        annotator = _annotator(_body())
        undone = self._journal.undo(annotator, among=self._desk.queue)
        if undone is None:
            return _json({"id": None})
        left = self._journal.answer(annotator, undone.segment)
        state = "open" if left is None else left.kind
        return _json({"id": undone.segment, "state": state, "undone": self._answered(undone)})

    def _export(self) -> Any:
        return _json({"added": export_journal(self._journal, self._annotations)})

    def _answered(self, entry: Entry | None) -> Any:
        """Return an answer as the page edits it: its own spans, and those outside the segment."""
        if entry is None or entry.judgement is None:
            return None
        said = entry.judgement
        text = self._desk.text(self._desk.record(entry.segment))
        return {
            "state": entry.kind,
            "at": entry.at,
            "labels": said.labels,
            "spans": [shown(text, span) for span in said.spans],
            "covering": [shown(text, span) for span in outside(said)],
            "note": said.note,
        }

    def _doc(self, file: str, text: str) -> str:
        if file not in self._docs:
            self._docs[file] = keep_source(self._annotations, text)
        return self._docs[file]


def problem(error: MeasuresError) -> Any:
    """Return the response to a request that fails."""
    status = _STATUS.get(error.code, 400)
    where = error.values.get("where", "")
    return _json({"code": error.code, "message": str(error), "where": where}, status=status)


def refuse(start_response: Callable[..., Any], error: FeedbackError) -> Iterable[bytes]:
    """Answer a request that did not pass the gate: no page was sent that could show it."""
    start_response("403 Forbidden", [("Content-Type", "application/json")])
    return [orjson.dumps({"code": error.code, "message": str(error), "where": ""})]


def _unknown(error: Any) -> str:
    """Answer what no address fits, or what failed for a reason that nobody foresaw."""
    bottle.response.content_type = _TYPES[".json"]
    message = f"{error.status_line}: {bottle.request.path}"
    return orjson.dumps({"code": "", "message": message, "where": ""}).decode()


def _part(name: str) -> Any:
    suffix = Path(name).suffix
    if name.startswith(".") or suffix not in (".css", ".js", ".svg"):
        raise bottle.HTTPError(404)
    try:
        return _response(_read_part(name), suffix)
    except FileNotFoundError:
        raise bottle.HTTPError(404) from None


@cache
def _read_part(name: str) -> bytes:
    return (files("pipeline.feedback.review") / "page" / name).read_bytes()


@cache
def _wording() -> dict[str, str]:
    """Return the words of the page by their keys, and those of labels, roles and reasons."""
    groups = ("page", "queue", "review")
    rows = read_lexicon("wording")
    return {row["key"]: row["text"] for row in rows if row["key"].partition(".")[0] in groups}


@cache
def _filled(name: str) -> bytes:
    words = _wording()
    text = _read_part(name).decode()
    return _PLACEHOLDER.sub(lambda found: html.escape(words[f"page.{found[1]}"]), text).encode()


def _annotator(given: Mapping[str, Any]) -> str:
    name = bottle.request.query.getunicode("annotator")
    if given is not bottle.request.query:
        name = given.get("annotator")
    return check_annotator(name if isinstance(name, str) else "")


def _whole(name: str, query: Any) -> int:
    value = query.get(name, "")
    if not re.fullmatch(r"\d{1,12}", value, re.ASCII):
        raise FeedbackError("E733", where=name, reason="is not a whole number")
    return int(value)


def _body() -> dict[str, Any]:
    """Return the object that was sent. Raises FeedbackError E733."""
    length = bottle.request.content_length
    if not 0 < length <= _LARGEST_BODY:
        raise FeedbackError("E733", where="body", reason=f"has {length} bytes")
    try:
        given = orjson.loads(bottle.request.environ["wsgi.input"].read(length))
    except orjson.JSONDecodeError as error:
        raise FeedbackError("E733", where="body", reason=f"is not JSON ({error})") from error
    if not isinstance(given, dict):
        raise FeedbackError("E733", where="body", reason="is not an object")
    return given


def _json(value: Any, *, status: int = 200) -> Any:
    return _response(orjson.dumps(value), ".json", status=status)


def _response(body: bytes, suffix: str, *, status: int = 200) -> Any:
    return bottle.HTTPResponse(body, status, {"Content-Type": _TYPES[suffix]})
