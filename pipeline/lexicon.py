"""Load and check the word lists: tab-separated files that a domain person can edit.

Every file is UTF-8, one header line, one fact a line, sorted by its first column (by code
point). ``lexicons/schema.tsv`` declares the columns of each; to add a lexicon, add its lines
there. ``read_lexicon`` stops at the first problem, ``check_lexicons`` lists them all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType

from pipeline.errors import LexiconError

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Column:
    """A declared column, one line of schema.tsv."""

    name: str
    need: str
    values: str
    refers: str
    meaning: str


@dataclass(frozen=True, slots=True)
class LexiconProblem:
    """One thing wrong in one file; ``line`` counts from 1 (the header), 0 is the whole file."""

    file: str
    line: int
    error: LexiconError

    def __str__(self) -> str:
        return str(self.error)


_SCHEMA_COLUMNS = (
    Column("lexicon", "key", "", "", ""),
    Column("column", "key", "", "", ""),
    Column("need", "required", "key|required|optional", "", ""),
    Column("values", "optional", "", "", ""),
    Column("refers", "optional", "", "", ""),
    Column("meaning", "required", "", "", ""),
)


def read_lexicon(name: str | Path, *, like: str | None = None) -> tuple[Row, ...]:
    """Return the rows of a lexicon in file order, columns left out filled with ``""``.

    ``name``: a lexicon of the package ("bodies"), or with ``like`` the path of a user's file that
    has the columns of that lexicon (in any line order, a byte-order mark allowed). Read once per
    process. Raises LexiconError (E301-E310) at the first problem.
    """
    return _read(str(name), like)


def columns_of(lexicon: str) -> tuple[Column, ...]:
    """Return the declared columns of a lexicon. Raises LexiconError E309 if there are none."""
    declared = _schema().get(lexicon)
    if declared is None:
        raise LexiconError("E309", file=f"{lexicon}.tsv", line=0)
    return declared


def check_lexicons(paths: Sequence[str | Path] = ()) -> list[LexiconProblem]:
    """Return every problem of the package's lexicons and of a user's files of bodies.

    Never raises for what a file holds. Cells that must stand in another lexicon (a successor) are
    checked against the package and the user's files together.
    """
    tables: list[_Table] = []
    problems: list[LexiconProblem] = []
    sources = [(file, file.name, file.name.removesuffix(".tsv"), True) for file in _packaged()]
    sources += [(Path(path), str(path), "bodies", False) for path in paths]
    for file, shown, lexicon, packaged in sources:
        try:
            table = _Table(shown, lexicon, packaged, columns_of(lexicon), _lines(file, shown))
        except LexiconError as error:
            problems.append(LexiconProblem(shown, 0, error))
            continue
        tables.append(table)
        problems += table.problems()
    problems += _broken_references(tables)
    return problems


@dataclass(frozen=True)
class _Table:
    """The lines of one file beside the columns declared for it."""

    file: str
    lexicon: str
    packaged: bool
    columns: tuple[Column, ...]
    lines: tuple[str, ...]

    @property
    def header(self) -> list[str]:
        return _cells(self.lines[0]) if self.lines else []

    def rows(self) -> Iterator[tuple[int, dict[str, str]]]:
        header, blank = self.header, {column.name: "" for column in self.columns}
        for number, line in self.numbered():
            yield number, blank | dict(zip(header, _cells(line), strict=False))

    def numbered(self) -> Iterator[tuple[int, str]]:
        return ((n, line) for n, line in enumerate(self.lines[1:], 2) if line.strip())

    def problems(self) -> Iterator[LexiconProblem]:
        """Yield what is wrong, header first; rows are only looked at under a sound header."""
        found = list(self._header_problems())
        yield from found
        if not found:
            yield from self._row_problems()

    def problem(self, code: str, line: int, **values: object) -> LexiconProblem:
        error = LexiconError(code, file=self.file, line=line, **values)
        return LexiconProblem(self.file, line, error)

    def _header_problems(self) -> Iterator[LexiconProblem]:
        names = [column.name for column in self.columns]
        unknown = [name for name in self.header if name not in names]
        if unknown or len(set(self.header)) < len(self.header):
            yield self.problem("E303", 1, found=", ".join(self.header), allowed=", ".join(names))
        needed = [column.name for column in self.columns if column.need != "optional"]
        missing = [name for name in needed if name not in self.header]
        if missing:
            yield self.problem("E304", 1, missing=", ".join(missing))

    def _row_problems(self) -> Iterator[LexiconProblem]:
        keys = [column.name for column in self.columns if column.need == "key"]
        seen: dict[tuple[str, ...], int] = {}
        before = ""
        for number, row in self.rows():
            width = len(_cells(self.lines[number - 1]))
            if width != len(self.header):
                yield self.problem("E305", number, found=width, expected=len(self.header))
            key = tuple(row[name] for name in keys)
            if not all(key):
                yield self.problem("E306", number, columns=", ".join(keys))
            elif (first := seen.setdefault(key, number)) != number:
                yield self.problem("E307", number, key=" ".join(key), first=first)
            yield from self._cell_problems(number, row)
            leading = row[self.columns[0].name]
            if self.packaged and leading < before:
                yield self.problem("E308", number, key=leading, before=before)
            before = leading

    def _cell_problems(self, number: int, row: Row) -> Iterator[LexiconProblem]:
        for column in self.columns:
            if column.values and not re.fullmatch(column.values, row[column.name]):
                yield self.problem(
                    "E310", number, column=column.name, value=row[column.name], rule=column.values
                )


@cache
def _read(name: str, like: str | None) -> tuple[Row, ...]:
    packaged = like is None
    file: Traversable = _folder() / f"{name}.tsv" if packaged else Path(name)
    shown = file.name if packaged else name
    lexicon = like or name
    return _rows(_Table(shown, lexicon, packaged, columns_of(lexicon), _lines(file, shown)))


def _rows(table: _Table) -> tuple[Row, ...]:
    for problem in table.problems():
        raise problem.error
    return tuple(MappingProxyType(row) for _, row in table.rows())


@cache
def _schema() -> dict[str, tuple[Column, ...]]:
    lines = _lines(_folder() / "schema.tsv", "schema.tsv")
    rows = _rows(_Table("schema.tsv", "schema", False, _SCHEMA_COLUMNS, lines))
    declared: dict[str, tuple[Column, ...]] = {}
    for row in rows:
        column = Column(row["column"], row["need"], row["values"], row["refers"], row["meaning"])
        declared[row["lexicon"]] = (*declared.get(row["lexicon"], ()), column)
    return declared


def _broken_references(tables: Iterable[_Table]) -> Iterator[LexiconProblem]:
    """Yield the cells that name what no lexicon holds, such as a successor with a typing error."""
    known: dict[str, set[str]] = {}
    tables = list(tables)
    for table in tables:
        for column in table.columns:
            cells = known.setdefault(f"{table.lexicon}.{column.name}", set())
            cells.update(row[column.name] for _, row in table.rows())
    for table in tables:
        for column in (column for column in table.columns if column.refers):
            for number, row in table.rows():
                cell = row[column.name]
                if cell and cell not in known.get(column.refers, set()):
                    yield table.problem(
                        "E311", number, column=column.name, value=cell, refers=column.refers
                    )


def _folder() -> Traversable:
    return files("pipeline") / "lexicons"


def _packaged() -> list[Traversable]:
    found = [file for file in _folder().iterdir() if file.name.endswith(".tsv")]
    return sorted(found, key=lambda file: file.name)


def _lines(file: Traversable, shown: str) -> tuple[str, ...]:
    """Return the lines of a file without their ends. Raises LexiconError E301, E302."""
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise LexiconError("E301", file=shown, line=0) from error
    except UnicodeDecodeError as error:
        raise LexiconError("E302", file=shown, line=0) from error
    return tuple(line.rstrip("\r") for line in text.split("\n"))


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("\t")]
