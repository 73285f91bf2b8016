"""What, besides an input, decides what comes out of it: code, lexicons, settings, model."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from pipeline.code import package_files
from pipeline.settings import Settings

# How a batch is run does not change what a file yields.
_WITHOUT_EFFECT = "run"


def fingerprint(
    *,
    settings: Settings,
    lexicons: Sequence[Path],
    model: Path | None,
    hanlp: Path | None = None,
) -> str:
    """Return a digest that changes when the same input could come out differently.

    The package's own files count by content, so that work on the code never meets old parts.
    Raises OSError if a lexicon or a model cannot be read.
    """
    digest = hashlib.sha256()
    relevant = {name: keys for name, keys in settings.items() if name != _WITHOUT_EFFECT}
    _add(digest, "settings", json.dumps(relevant, sort_keys=True).encode())
    # Its dictionaries decide what the stages get to read.
    _add(digest, "opencc", version("opencc").encode())
    for name, file in package_files():
        _add(digest, name, file.read_bytes())
    for path in lexicons:
        _add(digest, "lexicon", path.read_bytes())
    if model is not None:
        for path in sorted(path for path in model.rglob("*") if path.is_file()):
            _add(digest, path.relative_to(model).as_posix(), path.read_bytes())
    if hanlp is not None:
        _add(digest, "hanlp", version("hanlp").encode())
        for part in sorted(part for part in hanlp.rglob("*") if part.is_file()):
            # Hundreds of megabytes, never held at once.
            with part.open("rb") as content:
                whole = hashlib.file_digest(content, "sha256").digest()
            _add(digest, f"hanlp/{part.relative_to(hanlp).as_posix()}", whole)
    return digest.hexdigest()


def _add(digest: hashlib._Hash, name: str, content: bytes) -> None:
    # Lengths keep "ab" + "c" and "a" + "bc" apart.
    digest.update(f"{name}\0{len(content)}\0".encode())
    digest.update(content)
