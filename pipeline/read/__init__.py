"""File → ``Source``: the bytes as text, nothing else changed.

One module per format. A reader takes the bytes of a file and its name and returns the text and
the encoding it was in (None where the format has none). To add a format: write its module and
put its suffixes into ``SUFFIXES``; nobody else has to know.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from pipeline.errors import InputError
from pipeline.read.text import read_text
from pipeline.schema import Source

Reader = Callable[[bytes, str], tuple[str, str | None]]

SUFFIXES: Mapping[str, Reader] = MappingProxyType({".txt": read_text})
"""Which reader reads which files, by lower-case suffix."""


def read_source(path: Path, *, file: str) -> Source:
    """Read one file. ``file`` is the name for the records, relative to the path of the run.

    Raises InputError: E102 a folder, E103 not readable, E104 no text in it, E105 binary, E106 no
    encoding fits, E107 a type that no reader is there for.
    """
    reader = SUFFIXES.get(path.suffix.lower())
    if path.is_dir():
        raise InputError("E102", file=file)
    if reader is None:
        known = ", ".join(sorted(SUFFIXES))
        raise InputError("E107", file=file, suffix=path.suffix or "without a suffix", known=known)
    data = _bytes(path, file)
    text, encoding = reader(data, file)
    if not text or text.isspace():
        raise InputError("E104", file=file)
    return Source(file, text, encoding, hashlib.sha256(data).hexdigest())


def _bytes(path: Path, file: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError("E103", file=file, reason=error.strerror or error) from error
