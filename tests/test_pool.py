from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from pipeline.run.pool import run_tasks


def work(task: str) -> str:
    """Do what the task says."""
    name, _, argument = task.partition(" ")
    if name == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if name == "leave":
        os._exit(7)
    if name == "die-once" and not Path(argument).exists():
        Path(argument).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    if name == "sleep":
        time.sleep(float(argument))
    return f"did {task}"


def lost(task: str, exit_code: int) -> str:
    return f"lost {task}: {exit_code}"


def answers(tasks: list[str], *, jobs: int) -> set[str]:
    return set(run_tasks(work, tasks, jobs=jobs, lost=lost))


@pytest.mark.parametrize("jobs", [1, 2, 8])
def test_every_task_is_answered(jobs: int) -> None:
    tasks = [f"task {number}" for number in range(20)]
    assert answers(tasks, jobs=jobs) == {f"did {task}" for task in tasks}


def test_no_tasks() -> None:
    assert answers([], jobs=2) == set()


def test_dead_process_loses_its_task_only() -> None:
    tasks = ["a", "die", "b", "leave", "c", "d", "e"]
    found = answers(tasks, jobs=2)
    assert {"lost die: -9", "lost leave: 7"} < found
    assert {"did a", "did b", "did c", "did d", "did e"} < found


def test_all_dead() -> None:
    found = answers([f"die {number}" for number in range(5)], jobs=2)
    assert found == {f"lost die {number}: -9" for number in range(5)}


def test_task_that_died_is_tried_once_more(tmp_path: Path) -> None:
    task = f"die-once {tmp_path / 'mark'}"
    assert answers(["a", task], jobs=2) == {"did a", f"did {task}"}


def test_workers_end_when_nobody_asks_any_more() -> None:
    # Tests before this one may have left a process that ends with all of them.
    before = children()
    found = run_tasks(work, ["a", "sleep 600", "b"], jobs=2, lost=lost)
    assert next(found) == "did a"
    found.close()  # type: ignore[attr-defined]
    assert children() <= before


def children() -> set[str]:
    return set(Path(f"/proc/self/task/{os.getpid()}/children").read_text().split())
