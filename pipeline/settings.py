"""Settings: default.cfg, and a user's file laid over it.

The format is that of a spaCy config: sections in brackets, values in JSON. It is read without
spaCy, which takes seconds to import. default.cfg is also the list of what may be set.
"""

from __future__ import annotations

import configparser
import json
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from pipeline.errors import RunError

Settings = Mapping[str, Mapping[str, Any]]


def load_settings(path: Path | None = None) -> Settings:
    """Return the settings by section and key: the defaults, overridden by the file at ``path``.

    Raises RunError: E410 unreadable file, E411 unknown section, E412 unknown key, E413 a value
    that is not JSON or not of the type of the default.
    """
    defaults = _parse((files("pipeline") / "default.cfg").read_text("utf-8"), file="default.cfg")
    if path is None:
        return defaults
    return _overlay(defaults, _parse(_read(path), file=str(path)), file=str(path))


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise RunError("E410", file=path, reason=error) from error


def _parse(text: str, *, file: str) -> dict[str, dict[str, Any]]:
    parser = configparser.ConfigParser(interpolation=None, delimiters=("=",), default_section="")
    # Keys keep their case, as in spaCy.
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    try:
        parser.read_string(text)
    except configparser.Error as error:
        raise RunError("E410", file=file, reason=error) from error
    return {
        section: {
            key: _value(value, file=file, section=section, key=key)
            for key, value in parser.items(section)
        }
        for section in parser.sections()
    }


def _value(value: str, *, file: str, section: str, key: str) -> Any:
    try:
        return json.loads(value)
    except json.JSONDecodeError as error:
        raise RunError(
            "E413", file=file, section=section, key=key, value=value, expected="JSON"
        ) from error


def _overlay(defaults: Settings, given: Settings, *, file: str) -> Settings:
    for section, values in given.items():
        if section not in defaults:
            raise RunError("E411", file=file, section=section, allowed=", ".join(defaults))
        known = defaults[section]
        for key, value in values.items():
            if key not in known:
                allowed = ", ".join(known)
                raise RunError("E412", file=file, section=section, key=key, allowed=allowed)
            _check_type(value, known[key], file=file, section=section, key=key)
    return {section: {**known, **given.get(section, {})} for section, known in defaults.items()}


def _check_type(value: Any, default: Any, *, file: str, section: str, key: str) -> None:
    """Accept the type of the default; a default of null accepts anything."""
    allowed = (int, float) if type(default) is float else type(default)
    # isinstance(True, int) holds: a switch is no number.
    mistaken = isinstance(value, bool) and not isinstance(default, bool)
    if default is not None and (mistaken or not isinstance(value, allowed)):
        raise RunError(
            "E413",
            file=file,
            section=section,
            key=key,
            value=json.dumps(value, ensure_ascii=False),
            expected=f"a value like {json.dumps(default, ensure_ascii=False)}",
        )
