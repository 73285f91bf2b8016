"""``measures explain``: how each value of a record came to be."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Record = dict[str, Any]


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand."""
    parser = commands.add_parser(
        "explain",
        help="show how the values of a record came to be",
        description="Show a measure, a segment or a notice of a finished run: every value with "
        "the words it was read from, the rule that read it and the reason why it applies.",
        epilog="Example: measures explain records/ n1f0c2a7b9d3e.547",
        allow_abbrev=False,
    )
    parser.add_argument("out", type=Path, metavar="OUT", help="folder of a run")
    parser.add_argument("id", metavar="ID", help="id of a record, or its beginning")
    parser.set_defaults(call=explain)


def explain(options: argparse.Namespace) -> int:
    """Print the explanation of one record."""
    from pipeline.run.lookup import find_record

    kind, record = find_record(options.out, options.id)
    for line in _EXPLAIN[kind](record):
        print(line)
    return 0


def _measure(record: Record) -> Iterator[str]:
    yield f"measure {record['id']} of notice {record['notice_id']}"
    yield from _place(record)
    yield from _values(record, "title", "document_number", "issued")
    yield from _values(record, "text", "action", "object")
    for body in record["responsible"]:
        yield from _span("responsible", body, _named(body), f"role {body['role']}")
    for target in record["targets"]:
        yield from _span("target", target, _quantity(target))
    for deadline in record["deadlines"]:
        yield from _span("deadline", deadline, _dates(deadline), f"type {deadline['type']}")
    yield f"  labels: {_labels(record['labels'])}; confidence {record['confidence']:.2f}"
    for place in record["also_in"]:
        yield f"  also in: {place['file']} {place['start']}-{place['end']}"
    if record["review"]:
        yield f"  to be looked at: {', '.join(record['review'])}"
    yield f"  model: {record['model']}"


def _segment(record: Record) -> Iterator[str]:
    yield f"segment {record['id']} of notice {record['notice_id']}, {record['kind']}"
    yield from _place(record)
    yield from _values(record, "text")
    for span in record["spans"]:
        what = span["role"] or span["type"]
        yield from _span(span["label"], span, *([what] if what else []))
    yield f"  labels: {_labels(record['labels'])}"


def _notice(record: Record) -> Iterator[str]:
    yield f"notice {record['id']}, {record['kind']}, {record['measures']} measures"
    yield from _place(record)
    fields = ("title", "document_number", "issuers", "recipients", "issued", "published")
    yield from _values(record, *fields, "same_as", "interprets", "encoding", "sha256")


_EXPLAIN = {"measures": _measure, "segments": _segment, "notices": _notice}


def _place(record: Record) -> Iterator[str]:
    text_file = f" (text in {record['text_file']})" if record["text_file"] else ""
    yield f"  place: {record['file']} {record['start']}-{record['end']}{text_file}"
    if record.get("section"):
        yield f"  section: {' > '.join(record['section'])}"


def _values(record: Record, *names: str) -> Iterator[str]:
    for name in names:
        value = record[name]
        shown = "、".join(value) if isinstance(value, list) else value
        yield f"  {name.replace('_', ' ')}: {'-' if shown in (None, '') else shown}"


def _span(name: str, span: Record, *facts: str) -> Iterator[str]:
    yield f"  {name}: {span['text']}"
    found_by = span.get("found_by")
    details = [*facts, f"characters {span['start']}-{span['end']}"]
    if "basis" in span:
        details.append(f"basis {span['basis']}")
    if found_by:
        details.append(f"found by {found_by}")
    yield f"    {'; '.join(details)}"


def _named(body: Record) -> str:
    today = body.get("name_today")
    return f"is {body['name']}" + (f" (today {today})" if today else "")


def _quantity(target: Record) -> str:
    if target["value"] is None:
        return str(target["op"])
    upper = "" if target["value_max"] is None else f"-{target['value_max']}"
    metric = f"{target['metric']} " if target["metric"] else ""
    return f"{metric}{target['op']} {target['value']}{upper} {target['unit'] or ''}".rstrip()


def _dates(deadline: Record) -> str:
    start, end = deadline["start_date"], deadline["end_date"]
    parts = [f"from {start}"] if start else []
    parts += [f"to {end}"] if end else []
    parts += [deadline[key] for key in ("duration", "rule") if deadline[key]]
    return " ".join(parts) or "no date"


def _labels(labels: dict[str, float]) -> str:
    return ", ".join(f"{label} {score:.2f}" for label, score in labels.items()) or "none"
