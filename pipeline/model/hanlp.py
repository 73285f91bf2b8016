"""HanLP as one more opinion: names of organisations, and who does what, from a user's own model.

The model is a folder that HanLP saved or unpacked: a multi-task model (``tok``, ``ner``, ``srl``)
or one for named entities that reads characters. A transformer that it needs lies in the folder
``transformer`` inside it. Nothing is ever downloaded: names of models are not looked up, and no
connection can be opened while HanLP loads or reads. HanLP and torch are imported when a model is
loaded, not before (extra ``hanlp``).
"""

from __future__ import annotations

import importlib.util
import io
import json
import os
import socket
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, NoReturn

from pipeline.errors import RunError, StructureError

CONFIG, WEIGHTS, TRANSFORMER = "config.json", "model.pt", "transformer"
# One file for a model of one task, one for each task of others (ner/msra_vocabs.json).
_VOCABULARIES = "*vocabs.json"
_OWN_CLASSES = "hanlp."
_MULTI_TASK = "multi_task_learning"
_NAMED_ENTITIES = ".ner."

# What the tag sets of MSRA, PKU, OntoNotes and CTB call an organisation, and our own.
ORGANISATION = frozenset({"ORG", "ORGANIZATION", "NT", "nt", "nto", "ntc", "ntu", "nth", "nts"})
AGENT, PREDICATE = "ARG0", "PRED"
# Longer texts are read in pieces: transformers stop at 512 tokens.
_LONGEST = 400
_MARKS = "。；，、"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What HanLP says of a passage: ``text[start:end]`` of the text that was asked about.

    ``ner``: ``label`` is ORG. ``srl``: ``label`` is PRED for a predicate and ARG0 for the one who
    does it; ``predicate`` is where that predicate stands.
    """

    source: Literal["ner", "srl"]
    label: str
    start: int
    end: int
    text: str
    predicate: tuple[int, int] | None = None


class HanlpModel:
    """A loaded model. Raises RunError: E440, E441, E442 as ``check_hanlp``, E443 cannot be loaded.

    One process loads a model once and may ask it any number of times.
    """

    def __init__(self, folder: Path) -> None:
        check_hanlp(folder)
        self._folder = folder
        self._multi_task = _MULTI_TASK in _read_config(folder)["classpath"]
        with _offline():
            self._component = _load(folder)
        self._tasks = self._wanted_tasks()

    def opinion(self, texts: Sequence[str]) -> list[list[Evidence]]:
        """Return what HanLP says of each text, sorted by place; offsets in code points.

        A text whose characters HanLP changes, or on which it fails, gets no evidence. Raises
        StructureError E202 where it fails on all.
        """
        pieces = [
            (number, start, text[start:end])
            for number, text in enumerate(texts)
            for start, end in _pieces(text)
        ]
        found: list[list[Evidence]] = [[] for _ in texts]
        if pieces:
            with _offline():
                read = self._read_all([piece for _, _, piece in pieces])
            for (number, start, _), evidence in zip(pieces, read, strict=True):
                found[number] += [_moved(one, start) for one in evidence]
        return [sorted(evidence, key=_order) for evidence in found]

    def _read_all(self, texts: list[str]) -> list[list[Evidence]]:
        """Read all at once; where that fails, one by one, for the sake of those that can be read.

        An entity that begins with an inner tag is enough for HanLP to give up a whole batch.
        """
        with suppress(Exception):
            return self._read(texts)
        found: list[list[Evidence]] = []
        failed: Exception | None = None
        for text in texts:
            try:
                found += self._read([text])
            except Exception as error:
                found.append([])
                failed = error
        if failed is not None and not any(found):
            raise StructureError("E202", reason=_reason(failed)) from failed
        return found

    def _wanted_tasks(self) -> list[str]:
        if not self._multi_task:
            return ["ner"]
        names = [str(name) for name in self._component.tasks]
        wanted = [name for name in names if name.startswith(("ner", "srl"))]
        if not wanted or not any(name.startswith("tok") for name in names):
            reason = f"its tasks are {', '.join(names)}; needed are tok, and ner or srl"
            raise RunError("E441", path=self._folder, reason=reason)
        return wanted

    def _read(self, texts: list[str]) -> list[list[Evidence]]:
        if not self._multi_task:
            answers = self._component([list(text) for text in texts])
            return [_entities(t, list(t), a) for t, a in zip(texts, answers, strict=True)]
        document = self._component(texts, tasks=self._tasks)
        words = next(value for key, value in document.items() if key.startswith("tok"))
        found: list[list[Evidence]] = []
        for number, text in enumerate(texts):
            evidence: list[Evidence] = []
            for task in self._tasks:
                make = _entities if task.startswith("ner") else _frames
                evidence += make(text, words[number], document[task][number])
            found.append(list(dict.fromkeys(evidence)))
        return found


def check_hanlp(folder: Path) -> None:
    """Make sure that ``folder`` looks like a model and that HanLP is installed; imports nothing.

    Raises RunError: E440 no such folder, E441 no model that can be used, E442 no HanLP.
    """
    if not folder.is_dir():
        raise RunError("E440", path=folder)
    missing = [name for name in (CONFIG, WEIGHTS) if not (folder / name).is_file()]
    missing += [] if any(folder.rglob(_VOCABULARIES)) else [_VOCABULARIES]
    if missing:
        raise RunError("E441", path=folder, reason=f"{', '.join(missing)} is missing")
    config = _read_config(folder)
    classpath = config["classpath"]
    # A config may name any class, which would be imported.
    if not classpath.startswith(_OWN_CLASSES):
        raise RunError("E441", path=folder, reason=f"its class {classpath} is none of HanLP's")
    if _MULTI_TASK not in classpath and _NAMED_ENTITIES not in classpath:
        reason = f"{classpath} is neither a multi-task model nor one for named entities"
        raise RunError("E441", path=folder, reason=reason)
    absent = [name for name in _transformers(config) if not Path(name).is_dir()]
    if absent and not (folder / TRANSFORMER).is_dir():
        reason = f"it needs the transformer {absent[0]}, which is not in its folder {TRANSFORMER}"
        raise RunError("E441", path=folder, reason=reason)
    for module in ("hanlp", "torch"):
        if importlib.util.find_spec(module) is None:
            raise RunError("E442", reason=f"no module {module}")


def _read_config(folder: Path) -> dict[str, Any]:
    try:
        config = json.loads((folder / CONFIG).read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise RunError("E441", path=folder, reason=f"{CONFIG} is no JSON: {error}") from error
    if not isinstance(config, dict) or not isinstance(config.get("classpath"), str):
        raise RunError("E441", path=folder, reason=f"{CONFIG} names no class")
    return config


def _transformers(value: Any) -> Iterator[str]:
    """Yield the names of transformers in a config, however deep."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == TRANSFORMER and isinstance(inner, str):
                yield inner
            else:
                yield from _transformers(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _transformers(inner)


# --- loading --------------------------------------------------------------------------------------


def _load(folder: Path) -> Any:
    """Return the component of a folder that was checked. Raises RunError E442, E443."""
    try:
        import hanlp
    except ImportError as error:
        raise RunError("E442", reason=error) from error
    with tempfile.TemporaryDirectory() as work:
        place = _with_own_transformer(folder.resolve(), Path(work))
        try:
            # What it prints about itself when it fails is of no use here.
            with redirect_stderr(io.StringIO()):
                return hanlp.load(str(place), verbose=False, devices=-1)
        except Exception as error:
            raise RunError("E443", path=folder, reason=_reason(error)) from error


def _with_own_transformer(folder: Path, work: Path) -> Path:
    """Return the model, or a copy of its config that names the transformer in the folder.

    The saved config names a transformer as HanLP would download it.
    """
    transformer = folder / TRANSFORMER
    if not transformer.is_dir():
        return folder
    for path in folder.iterdir():
        if path.name != CONFIG:
            (work / path.name).symlink_to(path)
    config = _renamed(_read_config(folder), str(transformer))
    (work / CONFIG).write_text(json.dumps(config, ensure_ascii=False), encoding="utf-8")
    return work


def _renamed(value: Any, transformer: str) -> Any:
    if isinstance(value, dict):
        return {
            key: transformer
            if key == TRANSFORMER and isinstance(inner, str)
            else _renamed(inner, transformer)
            for key, inner in value.items()
        }
    return [_renamed(inner, transformer) for inner in value] if isinstance(value, list) else value


def _reason(error: BaseException) -> str:
    """Return what went wrong first: HanLP looks for newer versions, and fails at that too."""
    while error.__context__ is not None:
        error = error.__context__
    lines = str(error).strip().splitlines() or [""]
    return f"{type(error).__name__}: {lines[0]}"


_OFFLINE = {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1", "HANLP_VERBOSE": "0"}


@contextmanager
def _offline() -> Iterator[None]:
    """Let no connection be opened, and tell the libraries so, until the block ends."""

    def refuse(*arguments: object, **options: object) -> NoReturn:
        raise OSError("HanLP is used without network here")

    before = {name: os.environ.get(name) for name in _OFFLINE}
    names = ("create_connection", "getaddrinfo")
    functions = {name: getattr(socket, name) for name in names}
    methods = {name: getattr(socket.socket, name) for name in ("connect", "connect_ex")}
    os.environ.update(_OFFLINE)
    for name in functions:
        setattr(socket, name, refuse)
    for name in methods:
        setattr(socket.socket, name, refuse)
    try:
        yield
    finally:
        for name, function in functions.items():
            setattr(socket, name, function)
        for name, method in methods.items():
            setattr(socket.socket, name, method)
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


# --- reading --------------------------------------------------------------------------------------


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of pieces that a model can read, cut behind marks; blanks have none."""
    start = 0
    while start < len(text):
        end = min(start + _LONGEST, len(text))
        if end < len(text):
            cut = max(text.rfind(mark, start, end) for mark in _MARKS)
            end = cut + 1 if cut > start else end
        if text[start:end].strip():
            yield start, end
        start = end


def _entities(text: str, words: Sequence[str], answer: Sequence[Any]) -> list[Evidence]:
    places = _places(text, words)
    return [
        _evidence("ner", "ORG", text, places, first, last)
        for _, label, first, last in answer
        if places and label in ORGANISATION
    ]


def _frames(text: str, words: Sequence[str], answer: Sequence[Any]) -> list[Evidence]:
    """Return predicates and those who do them; frames without a predicate say nothing."""
    places = _places(text, words)
    found: list[Evidence] = []
    for frame in answer if places else ():
        for _, _, first, last in (argument for argument in frame if argument[1] == PREDICATE):
            predicate = _evidence("srl", PREDICATE, text, places, first, last)
            agents = (argument for argument in frame if argument[1] == AGENT)
            place = (predicate.start, predicate.end)
            found.append(predicate)
            found += [
                _evidence("srl", AGENT, text, places, one, behind, predicate=place)
                for _, _, one, behind in agents
            ]
    return found


def _evidence(
    source: Literal["ner", "srl"],
    label: str,
    text: str,
    places: Sequence[tuple[int, int]],
    first: int,
    last: int,
    *,
    predicate: tuple[int, int] | None = None,
) -> Evidence:
    """Return evidence about the words from ``first`` up to ``last``, which is not one of them."""
    start, end = places[first][0], places[last - 1][1]
    return Evidence(source, label, start, end, text[start:end], predicate)


def _places(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Return where the words stand; nothing where the words are not those of the text."""
    places, end = [], 0
    for word in words:
        start = text.find(word, end)
        if start < 0 or text[end:start].strip():
            return []
        end = start + len(word)
        places.append((start, end))
    return places


def _moved(one: Evidence, by: int) -> Evidence:
    predicate = one.predicate and (one.predicate[0] + by, one.predicate[1] + by)
    return Evidence(one.source, one.label, one.start + by, one.end + by, one.text, predicate)


def _order(one: Evidence) -> tuple[int, int, str, str, tuple[int, int]]:
    return one.start, one.end, one.source, one.label, one.predicate or (-1, -1)
