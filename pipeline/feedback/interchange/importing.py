"""A file from another tool to judgements. What is wrong with a row is named; the rest goes on."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pipeline.errors import FeedbackError
from pipeline.feedback.interchange import doccano, label_studio, prodigy
from pipeline.feedback.interchange.forms import FORMS
from pipeline.feedback.interchange.names import NAMES, known, label_of, span_of
from pipeline.feedback.interchange.origin import Origins, Passage
from pipeline.feedback.interchange.rows import Row, read_list, read_rows, time_of
from pipeline.feedback.interchange.task import PLACE_KEYS, Answer, Mark, Reading
from pipeline.judgements import (
    Judgement,
    Span,
    add_judgements,
    check_annotator,
    keep_source,
    read_judgements,
    source_name,
    standing,
)
from pipeline.run.sources import RunOutputs
from pipeline.schema import LABELS

_TOOLS = {"doccano": doccano, "label-studio": label_studio, "prodigy": prodigy}
_NOT_IN_NAMES = re.compile(r"[^\w.-]+")
_LONGEST_ID = 30
# The part of an account that tells people apart: of an address what stands before the @.
_ACCOUNT = re.compile(r"@.*")


@dataclass(frozen=True, slots=True)
class Options:
    """How a file is to be read.

    ``annotator``: a name, or the names of several people as the tool numbers them
    (``1=李雷,2=韩梅梅``). ``labels``: those that were looked at, where the file cannot tell.
    ``label_config``: doccano's list of labels, for exports with numbers in their place.
    """

    annotator: str
    run: Path | None = None
    dry_run: bool = False
    labels: tuple[str, ...] | None = None
    label_config: Path | None = None


@dataclass(slots=True)
class Imported:
    """What came of a file.

    ``judgements``: all that it says; ``added``: how many of them were not known before (in a dry
    run: would be added); ``left_open``: how many say nothing; ``rejected``: rows that are wrong,
    each an error with its number; ``lost``: what has no place with us, and how much of it;
    ``without``: how many spans of each label came without the normal form that they need.
    """

    rows: int = 0
    judgements: list[Judgement] = field(default_factory=list)
    added: int = 0
    left_open: int = 0
    annotators: tuple[str, ...] = ()
    rejected: list[FeedbackError] = field(default_factory=list)
    lost: dict[str, int] = field(default_factory=dict)
    without: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Placed:
    """An answer and where it belongs."""

    row: int
    answer: Answer
    passage: Passage

    @property
    def place(self) -> tuple[str | None, str, int, int]:
        return self.answer.who, self.passage.digest, self.passage.start, self.passage.end


def import_file(path: Path, kind: str, *, annotations: Path, options: Options) -> Imported:
    """Read what the tool ``kind`` exported, and add what is new to the judgements.

    A file that is imported a second time adds nothing, nor does an answer that says what its
    annotator said last anyway. Raises FeedbackError: E740, E741 the file cannot be read, E746 the
    annotators, E701 a name, E702 and E703 the annotations folder, E704 no run.
    """
    imported = Imported()
    run = RunOutputs(options.run) if options.run else None
    reading = Reading(labels=options.labels, numbered=_numbered(options.label_config))
    origins = Origins(annotations, run)
    placed = list(_placed(path, kind, reading, origins, imported))
    called = _checked(_called(options.annotator, {one.answer.who for one in placed}))
    late = time_of(path)
    documents = _Documents(annotations, options.dry_run)
    said: dict[tuple[Any, ...], tuple[Any, int]] = {}
    for group in _merged(placed):
        name = called.get(group.answer.who)
        if name is None:
            reason = f"its annotator {group.answer.who!r} has no name"
            error = FeedbackError("E748", file=path, row=group.row, reason=reason)
            imported.rejected.append(error)
            continue
        doc = documents.name(group.passage)
        one = _judgement(group, name, doc, kind, late)
        first = said.setdefault((_key(one), one.at), (one.truth, group.row))
        if first[0] == one.truth:
            imported.judgements.append(one)
        else:
            reason = f"row {first[1]} says otherwise of the same passage, at the same time"
            imported.rejected.append(FeedbackError("E742", file=path, row=group.row, reason=reason))
    imported.lost = reading.lost
    imported.without = dict(Counter(_without(imported.judgements)))
    imported.annotators = tuple(sorted({one.annotator for one in imported.judgements}))
    imported.left_open = sum(one.answer == "skip" for one in imported.judgements)
    new = list(_new(imported.judgements, read_judgements(annotations)))
    imported.added = len(new) if options.dry_run else add_judgements(annotations, new)
    return imported


# --- rows to answers at their places ------------------------------------------------------------


def _placed(
    path: Path, kind: str, reading: Reading, origins: Origins, imported: Imported
) -> Iterator[_Placed]:
    rows: list[tuple[int, Row]] = []
    for number, row in read_rows(path):
        imported.rows += 1
        if isinstance(row, FeedbackError):
            imported.rejected.append(row)
        else:
            rows.append((number, row))
    if kind == "doccano":
        doccano.survey([row for _, row in rows], reading)
    for number, row in rows:
        try:
            found = [
                _Placed(number, answer, _passage(answer, origins, path, number))
                for answer in _answers(row, kind, reading, path, number)
            ]
        except FeedbackError as error:
            imported.rejected.append(error)
        else:
            yield from found
    imported.rejected.sort(key=lambda error: int(str(error.values["row"])))


def _answers(row: Row, kind: str, reading: Reading, path: Path, number: int) -> list[Answer]:
    try:
        answers = list(_TOOLS[kind].read(row, reading))
    except ValueError as error:
        raise FeedbackError("E742", file=path, row=number, reason=error) from error
    for answer in answers:
        for name in (*(mark.name for mark in answer.marks), *answer.names, *answer.judged):
            if not known(name):
                raise FeedbackError(
                    "E745", file=path, row=number, name=name, known=", ".join(NAMES)
                )
    return answers


def _passage(answer: Answer, origins: Origins, path: Path, number: int) -> Passage:
    try:
        return origins.passage(answer.meta, answer.text)
    except ValueError as error:
        keys = ", ".join(PLACE_KEYS)
        raise FeedbackError("E743", file=path, row=number, reason=error, keys=keys) from error
    except LookupError as error:
        raise FeedbackError("E744", file=path, row=number, doc=error.args[0]) from error


def _numbered(path: Path | None) -> dict[int, str]:
    """Return the names of labels by number, from doccano's list of a project's labels."""
    rows = read_list(path) if path else []
    names = {row.get("id"): row.get("text", row.get("name")) for row in rows}
    return {key: name for key, name in names.items() if type(key) is int and isinstance(name, str)}


def _merged(placed: Iterable[_Placed]) -> list[_Placed]:
    """Put together the yes and no that one person said of one passage; the rest as it is."""
    whole: list[_Placed] = []
    parts: dict[tuple[Any, ...], _Placed] = {}
    for one in placed:
        if not one.answer.part:
            whole.append(one)
        elif one.place in parts:
            parts[one.place] = _together(parts[one.place], one)
        else:
            parts[one.place] = one
    return sorted([*whole, *parts.values()], key=lambda one: one.row)


def _together(first: _Placed, second: _Placed) -> _Placed:
    one, other = first.answer, second.answer
    times = [at for at in (one.at, other.at) if at is not None]
    answer = replace(
        one,
        marks=(*one.marks, *other.marks),
        names=(*one.names, *other.names),
        judged=tuple(label for label in LABELS if label in {*one.judged, *other.judged}),
        at=max(times, default=None),
    )
    return replace(first, answer=answer)


# --- people -------------------------------------------------------------------------------------


def _called(given: str, people: Iterable[str | None]) -> Mapping[str | None, str]:
    """Return the name of each person that a file knows.

    One person is called ``given``; of several, each by the name that ``given`` assigns, or else
    by ``given`` with the tool's name behind it. Raises FeedbackError E746.
    """
    found = set(people)
    if "=" in given:
        pairs = [pair.partition("=") for pair in given.split(",")]
        if not all(key.strip() and sign and name.strip() for key, sign, name in pairs):
            raise FeedbackError("E746", given=given)
        return {key.strip(): name.strip() for key, _, name in pairs}
    if len(found - {None}) < 2:
        return dict.fromkeys(found, given)
    return {who: given if who is None else f"{given}.{_id(who)}" for who in found}


def _checked(called: Mapping[str | None, str]) -> Mapping[str | None, str]:
    for name in called.values():
        check_annotator(name)
    return called


def _id(who: str) -> str:
    return _NOT_IN_NAMES.sub("-", _ACCOUNT.sub("", who))[-_LONGEST_ID:]


# --- judgements ---------------------------------------------------------------------------------


@dataclass(slots=True)
class _Documents:
    """Names of texts in the annotations folder, which keeps those that judgements speak of."""

    annotations: Path
    dry_run: bool
    _names: dict[str, str] = field(default_factory=dict)

    def name(self, passage: Passage) -> str:
        """Return the name of the text of a passage; keep the text, unless this is a dry run."""
        if passage.digest not in self._names:
            name_of_text = source_name if self.dry_run else keep_source
            self._names[passage.digest] = name_of_text(self.annotations, passage.text)
        return self._names[passage.digest]


def _judgement(
    placed: _Placed, annotator: str, doc: str, kind: str, late: dt.datetime
) -> Judgement:
    answer, passage = placed.answer, placed.passage
    judged = tuple(label for label in LABELS if label in set(map(label_of, answer.judged)))
    spans = tuple(sorted(_spans(answer.marks, passage, judged), key=_order))
    given = {*map(label_of, answer.names), *(span.label for span in spans)}
    meta = answer.meta
    return Judgement(
        doc=doc,
        start=passage.start,
        end=passage.end,
        text=passage.written(0, passage.end - passage.start),
        annotator=annotator,
        at=(answer.at or late).isoformat(),
        tool=kind,
        labels=tuple(label for label in judged if label in given),
        judged=judged,
        spans=spans,
        answer="skip" if answer.left_open else "accept",
        saw=_saw(meta),
        reason=meta["reason"] if isinstance(meta.get("reason"), str) else None,
        note=answer.note,
    )


def _spans(marks: Sequence[Mark], passage: Passage, judged: Sequence[str]) -> Iterator[Span]:
    seen = set()
    for mark in marks:
        start, end = passage.start + mark.start, passage.start + mark.end
        span = span_of(start, end, passage.written(mark.start, mark.end), mark.name)
        key = (start, end, span.label, span.role)
        if span.label in judged and key not in seen:
            seen.add(key)
            yield replace(span, **mark.form)


def _without(judgements: Iterable[Judgement]) -> Iterator[str]:
    """Yield the label of each span that says neither how much nor until when."""
    for span in (span for one in judgements for span in one.spans):
        names = FORMS.get(span.label, ())
        if names and all(getattr(span, name) is None for name in names):
            yield span.label


def _order(span: Span) -> tuple[int, int, str, str]:
    return span.start, span.end, span.label, span.role or ""


def _saw(meta: Mapping[str, Any]) -> dict[str, Any] | None:
    scores = meta.get("scores")
    return {"model": meta.get("model"), "labels": scores} if isinstance(scores, dict) else None


def _new(judgements: Sequence[Judgement], known: Sequence[Judgement]) -> Iterator[Judgement]:
    """Yield what is not there yet, and is not what its annotator said last anyway."""
    there = {(_key(one), one.at, one.truth) for one in known}
    last = {key: (one.truth, one.guideline) for key, one in standing(known).items()}
    for one in judgements:
        key, said = _key(one), (one.truth, one.guideline)
        if (key, one.at, one.truth) not in there and last.get(key) != said:
            there.add((key, one.at, one.truth))
            last[key] = said
            yield one


def _key(one: Judgement) -> tuple[str, int, int, str]:
    return one.doc, one.start, one.end, one.annotator
