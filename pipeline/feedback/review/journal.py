"""The journal: every accept, skip and undo, on the disk before the page hears of it.

Entries are only added. An undo is an entry that names the one it takes back, so that what was
said when can always be told. SQLite in WAL mode with ``synchronous`` FULL: an entry that was
acknowledged outlives the process and the machine.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
import threading
from collections.abc import Callable, Container, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import orjson

from pipeline.errors import FeedbackError
from pipeline.judgements import Judgement, parse_judgement, plain

JOURNAL = "review.sqlite"

Kind = Literal["accept", "skip", "undo"]

_VERSION = 1
_TABLES = """
CREATE TABLE entries (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL UNIQUE,
    annotator TEXT NOT NULL,
    segment TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('accept', 'skip', 'undo')),
    undoes INTEGER UNIQUE REFERENCES entries (number),
    judgement TEXT,
    CHECK ((kind = 'undo') = (undoes IS NOT NULL)),
    CHECK ((kind = 'undo') = (judgement IS NULL))
);
CREATE INDEX by_annotator ON entries (annotator, segment, number);
"""
_STANDS = "kind != 'undo' AND number NOT IN (SELECT undoes FROM entries WHERE undoes IS NOT NULL)"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the journal. ``judgement`` is None for an undo, ``undoes`` for all else."""

    number: int
    at: str
    annotator: str
    segment: str
    kind: Kind
    undoes: int | None = None
    judgement: Judgement | None = None


class Journal:
    """The journal of an annotations folder, made if it is not there; safe to use from threads.

    ``clock`` tells the time (UTC). Raises FeedbackError E731 if the file cannot be used.
    """

    def __init__(self, path: Path, *, clock: Callable[[], dt.datetime] | None = None) -> None:
        self.path = path
        self._clock = clock or (lambda: dt.datetime.now(dt.UTC))
        self._lock = threading.RLock()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._base = sqlite3.connect(
                path, timeout=10, isolation_level=None, check_same_thread=False
            )
            self._prepare()
        except (OSError, sqlite3.Error) as error:
            raise FeedbackError("E731", path=path, reason=error) from error

    def _prepare(self) -> None:
        self._base.execute("PRAGMA journal_mode = WAL")
        self._base.execute("PRAGMA synchronous = FULL")
        with self.alone():
            (version,) = self._base.execute("PRAGMA user_version").fetchone()
            if version == 0:
                for statement in _TABLES.split(";\n"):
                    self._base.execute(statement)
                self._base.execute(f"PRAGMA user_version = {_VERSION}")
            elif version != _VERSION:
                raise FeedbackError("E731", path=self.path, reason=f"its version is {version}")

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the journal against other threads and processes; all that is written, or nothing.

        Raises FeedbackError E731 where the file cannot be written.
        """
        with self._lock:
            try:
                self._base.execute("BEGIN IMMEDIATE")
                try:
                    yield
                except BaseException:
                    self._base.execute("ROLLBACK")
                    raise
                self._base.execute("COMMIT")
            except sqlite3.Error as error:
                raise FeedbackError("E731", path=self.path, reason=error) from error

    def add(self, segment: str, make: Callable[[str], Judgement]) -> Entry:
        """Add what ``make`` returns for the time of the entry; return when it is on the disk."""
        with self.alone():
            judgement = make(self._now())
            return self._insert(segment, judgement.answer, judgement)

    def undo(self, annotator: str, *, among: Container[str]) -> Entry | None:
        """Take back the last answer of an annotator that stands, of the segments ``among``.

        Returns it, or None if there is none.
        """
        with self.alone():
            standing = self._select(f"annotator = ? AND {_STANDS} ORDER BY number DESC", annotator)
            last = next((entry for entry in standing if entry.segment in among), None)
            if last is not None:
                self._base.execute(
                    "INSERT INTO entries (at, annotator, segment, kind, undoes) "
                    "VALUES (?, ?, ?, 'undo', ?)",
                    (self._now(), annotator, last.segment, last.number),
                )
            return last

    def states(self, annotator: str) -> dict[str, Kind]:
        """Return what stands of an annotator: accept or skip by segment."""
        with self._lock:
            query = f"SELECT segment, kind FROM entries WHERE annotator = ? AND {_STANDS} "
            return dict(self._base.execute(query + "ORDER BY number", (annotator,)).fetchall())

    def answer(self, annotator: str, segment: str) -> Entry | None:
        """Return the answer of an annotator to a segment that stands, if there is one."""
        with self._lock:
            query = f"annotator = ? AND segment = ? AND {_STANDS} ORDER BY number DESC LIMIT 1"
            return next(self._select(query, annotator, segment), None)

    def entries(self) -> list[Entry]:
        """Return all entries in their order."""
        with self._lock:
            return list(self._select("TRUE ORDER BY number"))

    def close(self) -> None:
        """Close the file; what was added stays."""
        with self._lock:
            self._base.close()

    def _insert(self, segment: str, kind: Kind, judgement: Judgement) -> Entry:
        cursor = self._base.execute(
            "INSERT INTO entries (at, annotator, segment, kind, judgement) VALUES (?, ?, ?, ?, ?)",
            (
                judgement.at,
                judgement.annotator,
                segment,
                kind,
                orjson.dumps(plain(judgement)).decode(),
            ),
        )
        number = cursor.lastrowid or 0
        return Entry(number, judgement.at, judgement.annotator, segment, kind, judgement=judgement)

    def _select(self, condition: str, *values: object) -> Iterator[Entry]:
        columns = "number, at, annotator, segment, kind, undoes, judgement"
        rows = self._base.execute(f"SELECT {columns} FROM entries WHERE {condition}", values)
        return map(self._entry, rows)

    def _entry(self, row: tuple[Any, ...]) -> Entry:
        number, at, annotator, segment, kind, undoes, line = row
        judgement = None
        if line is not None:
            where = f"{self.path} entry {number}"
            judgement = parse_judgement(orjson.loads(line), where=where)
        return Entry(number, at, annotator, segment, kind, undoes, judgement)

    def _now(self) -> str:
        """Return the time, later than that of every entry even if the clock was put back."""
        (last,) = self._base.execute("SELECT max(at) FROM entries").fetchone()
        now = self._clock().astimezone(dt.UTC)
        if last is not None:
            now = max(now, dt.datetime.fromisoformat(last) + dt.timedelta(milliseconds=1))
        return now.isoformat(timespec="milliseconds")
