"""All parts to the files of the contract: compare the documents, write, and put in place."""

from __future__ import annotations

import os
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from pipeline.relate import Related, relate
from pipeline.run.folder import (
    FORMATS,
    SHEETS,
    TEXTS,
    Ledger,
    digest_of,
    keep_edited,
    load_ledger,
    save_ledger,
    staging,
    standing_sheets,
)
from pipeline.run.parts import measure_lines, read_facts, segment_lines, text_path
from pipeline.schema import RejectRecord
from pipeline.write.jsonl import encode, read_jsonl, write_jsonl
from pipeline.write.replace import replacing

Record = dict[str, Any]

# The records that people get as tables.
_TABLED = ("measures", "notices")

# All that the comparison of documents reads of a measure; the rest stays on disk.
_FACTS = ("id", "notice_id", "file", "start", "end", "text", "also_in")


@dataclass(frozen=True, slots=True)
class Written:
    """Counts of the records written, and what was set aside because somebody had edited it."""

    documents: int
    segments: int
    measures: int
    edited: list[Path]


def write_records(
    folder: Path, parts: Sequence[Path], rejects: Iterable[RejectRecord]
) -> tuple[int, int, int]:
    """Write the JSON Lines of all parts, in the order given, into ``folder``.

    Returns the numbers of notices, segments and measures.
    """
    notices: list[Record] = []
    facts: list[Record] = []
    part_of: dict[str, Path] = {}
    for part in parts:
        _, of_notices, measures = read_facts(part)
        notices += of_notices
        part_of.update((notice["id"], part) for notice in of_notices)
        facts += ({key: measure[key] for key in _FACTS} for measure in measures)
    # relate hands on what it does not know, so a number leads back to the line.
    numbered = ({**fact, "number": number} for number, fact in enumerate(facts))
    related = relate(notices, numbered, sentences=_sentences(part_of))
    write_jsonl(rejects, folder / "rejects.jsonl")
    return (
        write_jsonl(related.notices, folder / "notices.jsonl"),
        _write_lines(_segments(parts, related), folder / "segments.jsonl"),
        _write_lines(_measures(parts, related, facts), folder / "measures.jsonl"),
    )


def _sentences(part_of: Mapping[str, Path]) -> Callable[[str], Iterator[Record]]:
    """Return a function that reads the body segments of a notice back from its part."""

    def sentences(notice_id: str) -> Iterator[Record]:
        for line in segment_lines(part_of[notice_id]):
            segment = orjson.loads(line)
            if segment["notice_id"] == notice_id and segment["kind"] == "body":
                yield segment

    return sentences


def _measures(parts: Sequence[Path], related: Related, facts: list[Record]) -> Iterator[bytes]:
    kept = {measure.pop("number"): measure for measure in related.measures}
    lines = (line for part in parts for line in measure_lines(part))
    for number, line in enumerate(lines):
        measure = kept.get(number)
        if measure == facts[number]:
            yield line
        elif measure is not None:
            yield encode({**orjson.loads(line), **measure}) + b"\n"


def _segments(parts: Sequence[Path], related: Related) -> Iterator[bytes]:
    renamed_files = {file for file, _ in related.renamed}
    for part in parts:
        for line in segment_lines(part):
            # Most files keep their ids: their lines are copied unread.
            yield _renamed(line, related) if renamed_files else line


def _renamed(line: bytes, related: Related) -> bytes:
    segment = orjson.loads(line)
    old = segment["notice_id"]
    new = related.renamed.get((segment["file"], old))
    if new is None:
        return line
    segment.update(id=new + segment["id"].removeprefix(old), notice_id=new)
    return encode(segment) + b"\n"


def _write_lines(lines: Iterable[bytes], path: Path) -> int:
    count = 0
    with path.open("wb") as file:
        for line in lines:
            file.write(line)
            count += 1
    return count


def write_tables(folder: Path, names: Container[str], *, by_clause: bool = False) -> None:
    """Write those tables for people that ``names`` holds, from the JSON Lines in ``folder``.

    ``by_clause`` gives each clause of a measure a row of its own.
    """
    from pipeline.write.clauses import split_clauses
    from pipeline.write.table import measure_table, notice_table

    if not any(name in names for name in SHEETS):
        return
    records = read_jsonl(folder / "measures.jsonl")
    if by_clause:
        records = (row for record in records for row in split_clauses(record))
    measures = measure_table(records)
    if "measures.csv" in names:
        from pipeline.write.csv_table import write_csv

        write_csv(measures, folder / "measures.csv")
    if "measures.xlsx" in names:
        # pandas takes a second to import.
        from pipeline.write.workbook import write_workbook

        notices = notice_table(read_jsonl(folder / "notices.jsonl"))
        run = digest_of(folder / "measures.jsonl")
        write_workbook(measures, folder / "measures.xlsx", others=[notices], run=run)


def publish(
    out: Path,
    parts: Sequence[Path],
    *,
    paths: Mapping[str, str],
    rejects: Iterable[RejectRecord],
    formats: Sequence[str],
    made_by: str,
    by_clause: bool = False,
) -> Written:
    """Write all that was asked for, put it in the place of what stood there, remove the rest.

    ``paths`` leads from the name of every input to where it lies.
    ``made_by`` is the fingerprint of the run: tables made of the same records by the same code
    are left alone. ``by_clause``: see ``write_tables``. Removes run.json first: until the caller
    writes it anew, the folder holds no finished run. Raises OSError.
    """
    made_by = f"{made_by} {by_clause}"
    folder, before, texts = staging(out), load_ledger(out), _texts(parts)
    documents, segments, measures = write_records(folder, parts, rejects)
    ledger = Ledger(
        list(paths),
        dict(paths),
        texts=sorted({*before.texts, *texts}),
        made_from=_source(folder, made_by),
    )
    wanted = {"rejects.jsonl"}.union(*(FORMATS[name] for name in formats))
    standing = standing_sheets(out, before)
    unchanged = before.made_from == ledger.made_from
    same = {name for name, state in standing.items() if state == "latest" and unchanged}
    write_tables(folder, wanted - same, by_clause=by_clause)
    edited = [keep_edited(out / name) for name, state in standing.items() if state == "edited"]
    for name in wanted.intersection(SHEETS):
        new = [] if name in same else [digest_of(folder / name)]
        ledger.sheets[name] = [*before.sheets.get(name, ()), *new][-2:]
    save_ledger(out, ledger)
    (out / "run.json").unlink(missing_ok=True)
    _put_texts(out, texts)
    _put_files(out, folder, wanted - same, keep=same & wanted)
    _remove_texts(out, set(before.texts) - set(texts))
    ledger.texts = sorted(texts)
    save_ledger(out, ledger)
    return Written(documents, segments, measures, edited)


def _source(folder: Path, made_by: str) -> str:
    """Return a digest of all that decides what stands in the tables."""
    return " ".join([made_by, *(digest_of(folder / f"{name}.jsonl") for name in _TABLED)])


def _put_files(out: Path, folder: Path, wanted: set[str], *, keep: set[str]) -> None:
    for name in sorted(wanted.union(*FORMATS.values()) - keep):
        if name in wanted:
            os.replace(folder / name, out / name)
        else:
            (out / name).unlink(missing_ok=True)


def _texts(parts: Sequence[Path]) -> dict[str, Path]:
    """Return the kept texts by their name in the output folder."""
    headers = ((part, read_facts(part)[0]) for part in parts if text_path(part).exists())
    return {header.text_file: text_path(part) for part, header in headers if header.text_file}


def _put_texts(out: Path, texts: dict[str, Path]) -> None:
    for name, kept in texts.items():
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        with replacing(out / name) as beside:
            beside.write_bytes(kept.read_bytes())


def _remove_texts(out: Path, names: Iterable[str]) -> None:
    for name in names:
        (out / name).unlink(missing_ok=True)
    with suppress(OSError):
        (out / TEXTS).rmdir()
