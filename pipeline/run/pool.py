"""Tasks over worker processes; a process that dies costs its task, not the batch.

The pools of the standard library give up all waiting tasks when a worker dies and do not say
which task it died of. Here every worker holds one task at a time.
"""

from __future__ import annotations

import multiprocessing
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Generic, TypeVar

Task = TypeVar("Task")
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class _Death:
    exit_code: int


@dataclass(slots=True)
class _Worker(Generic[Task]):
    process: BaseProcess
    task: Task


def run_tasks(
    work: Callable[[Task], Answer],
    tasks: Sequence[Task],
    *,
    jobs: int,
    lost: Callable[[Task, int], Answer],
) -> Iterator[Answer]:
    """Yield the answers of ``work`` as they come, in no order; in this process if ``jobs`` is 1.

    A task whose process dies is tried once more, alone, since it may have died of the memory that
    the others took; if it dies again, ``lost(task, exit_code)`` answers for it.
    """
    if jobs == 1:
        yield from map(work, tasks)
        return
    again = []
    for task, answer in _spread(work, tasks, jobs):
        if isinstance(answer, _Death):
            again.append(task)
        else:
            yield answer
    for task, answer in _spread(work, again, 1):
        yield lost(task, answer.exit_code) if isinstance(answer, _Death) else answer


def _spread(
    work: Callable[[Task], Answer], tasks: Sequence[Task], jobs: int
) -> Iterator[tuple[Task, Answer | _Death]]:
    waiting = deque(tasks)
    busy: dict[Connection, _Worker[Task]] = {}
    try:
        while waiting or busy:
            while waiting and len(busy) < jobs:
                connection, process = _start(work)
                _give(connection, process, waiting, busy)
            ready = wait(list(busy))
            for connection in [connection for connection in busy if connection in ready]:
                worker = busy.pop(connection)
                task, answer = worker.task, _answer(connection, worker.process)
                if waiting and not isinstance(answer, _Death):
                    _give(connection, worker.process, waiting, busy)
                else:
                    connection.close()
                yield task, answer
    finally:
        for worker in busy.values():
            worker.process.terminate()
            worker.process.join()


def _give(
    connection: Connection,
    process: BaseProcess,
    waiting: deque[Task],
    busy: dict[Connection, _Worker[Task]],
) -> None:
    task = waiting.popleft()
    busy[connection] = _Worker(process, task)
    # A worker that is dead already is found by _answer.
    with suppress(OSError):
        connection.send(task)


def _answer(connection: Connection, process: BaseProcess) -> Any:
    try:
        return connection.recv()
    except (EOFError, OSError):
        process.join()
        return _Death(process.exitcode or 0)


def _start(work: Callable[[Task], Answer]) -> tuple[Connection, BaseProcess]:
    here, there = multiprocessing.Pipe()
    process = _context().Process(target=_serve, args=(work, there, here), daemon=True)
    process.start()
    there.close()
    return here, process


def _context() -> Any:
    # Forked workers share the lexicons in memory and start at once. Elsewhere forking is not safe.
    return multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")


def _serve(work: Callable[[Task], Answer], connection: Connection, parent_end: Connection) -> None:
    """Answer tasks until the parent hangs up."""
    # The parent decides what an interrupt from the keyboard means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # A copy of the parent's end would keep this pipe open after the parent is gone.
    parent_end.close()
    with suppress(EOFError, OSError):
        while True:
            connection.send(work(connection.recv()))
