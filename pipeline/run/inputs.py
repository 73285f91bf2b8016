"""Which files the given paths stand for, and what each is called in the records."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import InputError, RunError
from pipeline.run.folder import is_run_folder
from pipeline.schema import RejectRecord

# Left behind by desktops and office programs, not put there by anybody.
_LITTER = {"thumbs.db", "desktop.ini"}
_LITTER_STARTS = (".", "~$")


@dataclass(frozen=True, slots=True)
class Input:
    """A file to process. ``file`` is its name in the records, relative to the path given.

    ``reject`` tells why it cannot even be opened.
    """

    file: str
    path: Path
    reject: RejectRecord | None = None


@dataclass(frozen=True, slots=True)
class _Found:
    """A file below a path given: ``root`` is that path, or the folder of a single file."""

    root: Path
    path: Path
    error: InputError | None = None


def discover(paths: Sequence[Path], *, out: Path) -> list[Input]:
    """Return all files at and below ``paths``, each once, sorted by name.

    Hidden files, litter of other programs, ``out`` and the folders of other runs are left out;
    what no reader takes is kept, to be rejected by name. Files of the same name under two paths
    get the names of the folders above in front, as many as it takes to tell them apart.
    Raises RunError: E401 a path does not exist, E402 no files, E414 two files, one name.
    """
    for path in paths:
        if not os.path.lexists(path):
            raise RunError("E401", path=path)
    found: dict[str, _Found] = {}
    for path in paths:
        for file in _files_at(path, out=out):
            found.setdefault(os.path.abspath(file.path), file)
    if not found:
        raise RunError("E402", paths=", ".join(str(path) for path in paths))
    return _named(list(found.values()))


def _files_at(path: Path, *, out: Path) -> Iterator[_Found]:
    if path.is_dir():
        yield from _walk(path, root=path, out=out, above=frozenset())
    else:
        yield _found(path, root=path.parent)


def _walk(folder: Path, *, root: Path, out: Path, above: frozenset[str]) -> Iterator[_Found]:
    """Yield the files below a folder; ``above`` holds the real paths of the folders above.

    A link to one of those would lead round in circles and is not followed.
    """
    real = os.path.realpath(folder)
    if real in above or real == os.path.realpath(out) or is_run_folder(folder):
        return
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        yield _Found(root, folder, _unreadable(folder, error))
        return
    for entry in entries:
        name = entry.name.lower()
        if name in _LITTER or name.startswith(_LITTER_STARTS):
            continue
        if entry.is_dir():
            yield from _walk(entry, root=root, out=out, above=above | {real})
        else:
            yield _found(entry, root=root)


def _found(path: Path, *, root: Path) -> _Found:
    # Opening a pipe or a device could wait for ever.
    if path.exists() and not path.is_file():
        return _Found(root, path, InputError("E422", file=path.name))
    return _Found(root, path)


def _unreadable(path: Path, error: OSError) -> InputError:
    return InputError("E103", file=path, reason=error.strerror or error)


def _named(found: list[_Found]) -> list[Input]:
    depth = dict.fromkeys(range(len(found)), 0)
    while True:
        names = {place: _name(file, depth[place]) for place, file in enumerate(found)}
        clashes = _clashes(names)
        if not clashes:
            break
        deeper = {place for place in clashes if depth[place] < len(_above(found[place].root))}
        if not deeper:
            first, second = (found[place].path for place in clashes[:2])
            raise RunError("E414", first=first, second=second, file=names[clashes[0]])
        for place in deeper:
            depth[place] += 1
    inputs = (_input(names[place], file) for place, file in enumerate(found))
    return sorted(inputs, key=lambda item: item.file)


def _input(name: str, found: _Found) -> Input:
    if found.error is None:
        return Input(name, found.path)
    return Input(name, found.path, rejection(name, "read", found.error, str(found.error)))


def rejection(file: str, stage: str, error: Exception, message: str) -> RejectRecord:
    """Return the line of rejects.jsonl for an error; ``message`` may hold any file name."""
    text = message.encode("utf-8", "backslashreplace").decode("utf-8")
    return RejectRecord(file, stage, type(error).__name__, text)


def _clashes(names: dict[int, str]) -> list[int]:
    places = defaultdict(list)
    for place, name in names.items():
        places[name].append(place)
    return [place for same in places.values() if len(same) > 1 for place in same]


def _name(found: _Found, depth: int) -> str:
    """Return the path below the root, with the last ``depth`` folders of the root in front."""
    above = _above(found.root)
    parts = [*above[len(above) - depth :], *found.path.relative_to(found.root).parts]
    return "/".join(_readable(parts))


def _above(root: Path) -> tuple[str, ...]:
    return Path(os.path.abspath(root)).parts[1:]


def _readable(parts: Iterable[str]) -> Iterator[str]:
    """Yield names as text; old Chinese systems and archives write them in GBK."""
    for part in parts:
        name = os.fsencode(part)
        for encoding in ("utf-8", "gb18030"):
            try:
                yield name.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
        else:
            yield name.decode("utf-8", "backslashreplace")
