"""A digest of the package's own code and word lists: which version made this?"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable

_SUFFIXES = (".py", ".tsv", ".cfg")


def package_files() -> Iterator[tuple[str, Traversable]]:
    """Yield name and file of everything in the package that decides what comes out, sorted."""
    return _below(files("pipeline"), "")


def code_digest() -> str:
    """Return a short digest of those files."""
    digest = hashlib.sha256()
    for name, file in package_files():
        digest.update(f"{name}\0".encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:12]


def _below(folder: Traversable, above: str) -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        name = f"{above}{entry.name}"
        if entry.is_dir():
            yield from _below(entry, f"{name}/")
        elif entry.name.endswith(_SUFFIXES):
            yield name, entry
