"""The output folder: whose it is, what stands in it, and how files appear and go.

A run owns the files named in ``FORMATS`` and ``ALWAYS``, the folder ``text`` as far as the ledger
lists it, and ``.parts``. Anything else belongs to somebody: the folder is refused.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Literal

import orjson

from pipeline.errors import RunError

if sys.platform != "win32":
    import fcntl

FORMATS = {
    "jsonl": ("measures.jsonl", "segments.jsonl", "notices.jsonl"),
    "xlsx": ("measures.xlsx",),
    "csv": ("measures.csv",),
}
ALWAYS = ("rejects.jsonl", "run.json")
# What people correct in place: kept when it is not as the run left it.
SHEETS = ("measures.xlsx", "measures.csv")
TEXTS = "text"
PARTS = ".parts"

Standing = Literal["latest", "earlier", "edited"]

_LEDGER = "ledger.json"
_EDITED = re.compile(r"measures\.edited-\d+\.(?:xlsx|csv)")
# Put there by desktops, or by an office program while the workbook is open.
_LITTER = re.compile(r"\.DS_Store|Thumbs\.db|desktop\.ini|~\$.*|\.~lock\..*", re.IGNORECASE)


@dataclass(slots=True)
class Ledger:
    """What the last run put into the folder, written before it did so.

    ``sheets`` holds the SHA-256 of the last two versions of each table for people: one of them
    stands in the folder, whenever the run was cut off. ``made_from`` is a digest of all that the
    last version was made from. ``paths`` tells where each input lay, for those who correct results
    and want to see the text.
    """

    files: list[str] = field(default_factory=list)
    paths: dict[str, str] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)
    sheets: dict[str, list[str]] = field(default_factory=dict)
    made_from: str = ""


def is_run_folder(folder: Path) -> bool:
    """Tell whether a run wrote to this folder, finished or not."""
    return (folder / PARTS / _LEDGER).is_file() or _finished(folder) is not None


def _finished(folder: Path) -> dict[str, object] | None:
    with suppress(OSError, json.JSONDecodeError, UnicodeDecodeError):
        found = json.loads((folder / "run.json").read_text("utf-8"))
        if isinstance(found, dict) and "contract" in found:
            return found
    return None


def check_folder(out: Path) -> None:
    """Make sure that a run may write to ``out``; changes nothing.

    Raises RunError: E403 a file, E405 holds what no run wrote, E404 cannot be looked into.
    """
    if not os.path.lexists(out):
        return
    if not out.is_dir():
        raise RunError("E403", out=out)
    try:
        foreign = _foreign(out)
    except OSError as error:
        raise RunError("E404", path=out, reason=error.strerror or error) from error
    if foreign:
        raise RunError("E405", out=out, name=min(foreign))


def _foreign(out: Path) -> list[str]:
    """Return the names of what no run wrote, all of them where no run ever wrote."""
    names = [entry.name for entry in out.iterdir() if not _LITTER.fullmatch(entry.name)]
    if not is_run_folder(out):
        return names
    own = {name for group in FORMATS.values() for name in group} | {*ALWAYS, PARTS, TEXTS}
    foreign = [name for name in names if name not in own and not _EDITED.fullmatch(name)]
    texts = set(load_ledger(out).texts)
    found = (path for path in (out / TEXTS).rglob("*") if not path.is_dir())
    names_below = (path.relative_to(out).as_posix() for path in found)
    return foreign + [name for name in names_below if name not in texts]


@contextmanager
def writing_to(out: Path) -> Iterator[None]:
    """Hold the folder, made if need be, against other runs until the block ends.

    Raises RunError: E404 cannot be written, E406 another run holds it.
    """
    try:
        (out / PARTS).mkdir(parents=True, exist_ok=True)
        if not (out / PARTS / _LEDGER).exists():
            save_ledger(out, Ledger())
        lock = (out / PARTS / "lock").open("w")
    except OSError as error:
        raise RunError("E404", path=out, reason=error.strerror or error) from error
    with lock:
        if sys.platform != "win32":
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise RunError("E406", out=out) from error
        yield


def load_ledger(out: Path) -> Ledger:
    """Return what the last run put into the folder; nothing where that is not known."""
    with suppress(OSError, ValueError, TypeError):
        return Ledger(**orjson.loads((out / PARTS / _LEDGER).read_bytes()))
    return Ledger()


def save_ledger(out: Path, ledger: Ledger) -> None:
    """Write the ledger, whole or not at all."""
    beside = out / PARTS / f"{_LEDGER}.tmp"
    beside.write_bytes(orjson.dumps(asdict(ledger)))
    os.replace(beside, out / PARTS / _LEDGER)


def staging(out: Path) -> Path:
    """Return an empty folder on the same file system as ``out``, to write files in."""
    folder = out / PARTS / "new"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return folder


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def standing_sheets(out: Path, ledger: Ledger) -> dict[str, Standing]:
    """Return the tables that stand in the folder, and in which state.

    ``latest``: the last version that a run made; ``earlier``: the one before, left by a run that
    was cut off; ``edited``: changed by somebody.
    """
    recorded = (_finished(out) or {}).get("outputs")
    standing: dict[str, Standing] = {}
    for name in SHEETS:
        if not (out / name).exists():
            continue
        digest, known = digest_of(out / name), ledger.sheets.get(name, [])
        if digest in known[-1:]:
            standing[name] = "latest"
        elif digest in known or (isinstance(recorded, dict) and digest == recorded.get(name)):
            standing[name] = "earlier"
        else:
            standing[name] = "edited"
    return standing


def keep_edited(path: Path) -> Path:
    """Rename a table that somebody edited to the next free ``measures.edited-N``."""
    number = 1
    while (edited := path.with_name(f"measures.edited-{number}{path.suffix}")).exists():
        number += 1
    return path.rename(edited)


def remove_parts(out: Path, *, keep: set[Path]) -> None:
    """Delete all parts but those in ``keep``, and what cut-off runs left beside them."""
    for path in (out / PARTS).glob("??/*"):
        if path.with_suffix(".jsonl") not in keep or path.suffix not in (".jsonl", ".txt"):
            path.unlink()
    for folder in (out / PARTS).glob("??"):
        with suppress(OSError):
            folder.rmdir()
