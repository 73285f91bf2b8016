"""The nouns of the pipeline. Nothing here does anything.

Two coordinate systems, never mixed:

* *source offsets* count code points of ``Source.text``: the decoded file, noise and all;
* *clean offsets* count code points of ``CleanText.text``: one document, noise removed, lines
  joined, simplified characters. Every stage between ``clean`` and ``link`` works in these, and
  ``CleanText`` alone knows the way back.

All offsets are half-open: ``text[start:end]`` is the passage. Types whose names end in
``Record`` are the output contract (docs/records.md): source offsets, fields in output order.
``None`` means "the text does not say".
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

DocumentKind = Literal["notice", "interpretation", "press_conference", "news", "other"]
SegmentKind = Literal["heading", "body", "note", "table_row", "meta", "boilerplate"]
Role = Literal["lead", "support", "responsible", "actor"]
Basis = Literal["explicit", "note", "table", "context", "recipients"]
DeadlineType = Literal["by", "within", "until", "period", "duration", "recurring"]
Op = Literal[">=", "<=", "=", "~", "+", "-", "absolute"]

LABELS = ("measure", "responsible_department", "target", "deadline")


# --- read -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Source:
    """One input as read. ``file`` is relative to the path given, with ``/``.

    ``text_file`` is set by readers of formats other than plain text: the run keeps their text
    there, because offsets count its characters.
    """

    file: str
    text: str
    encoding: str | None
    sha256: str
    text_file: str | None = None


# --- split ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Region:
    """A passage of the source that is not the body of its document.

    ``kind`` is ``meta`` (title, document number, recipients, signature, date, source line) or
    ``boilerplate`` (menus, share bars, page furniture, slogans, lead text above a notice).
    """

    start: int
    end: int
    kind: Literal["meta", "boilerplate"]


@dataclass(frozen=True, slots=True)
class Document:
    """One document found in a source; ``start``/``end`` and ``regions`` in source offsets.

    Texts (``title``, ``issuers``, ...) are simplified, without noise. ``issued`` is the date
    of issue, ``published`` the date on which a page or magazine printed it.
    """

    start: int
    end: int
    kind: DocumentKind
    title: str | None = None
    document_number: str | None = None
    issuers: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    issued: dt.date | None = None
    published: dt.date | None = None
    script: Literal["Hans", "Hant"] = "Hans"
    regions: tuple[Region, ...] = ()


# --- clean, outline, segment (clean offsets from here on) ----------------------------------------


@dataclass(frozen=True, slots=True)
class CleanText:
    """A document's text without noise, and the way back to the source.

    ``text`` and ``written`` have the same length. ``text`` is what the stages read: simplified
    characters, full-width Chinese punctuation, half-width digits and letters; one ``\\n`` between
    lines, none inside a sentence that was broken over lines. ``written`` is the same passage with
    only the noise removed, in the characters and script of the source.

    ``clean_starts[i]`` → ``source_starts[i]``: from that clean offset on, clean and source
    advance together until the next entry. Both ascend strictly and begin with clean offset 0.
    """

    text: str
    written: str
    clean_starts: Sequence[int]
    source_starts: Sequence[int]


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the outline: a heading (run-in headings too), or a run of text under it.

    ``section`` holds the headings above, outermost first, without the block itself; ``level`` is
    0 for anything but headings, else 1 (一、) 2 (（一）) 3 (1.) 4 (（1）) and so on. ``item``
    numbers the innermost numbered heading or item that the block belongs to (-1 before the first);
    ``paragraph`` numbers the line of the clean text in which the block stands.
    """

    start: int
    end: int
    kind: SegmentKind
    section: tuple[str, ...] = ()
    level: int = 0
    item: int = -1
    paragraph: int = 0


@dataclass(frozen=True, slots=True)
class Segment:
    """The unit of labelling: a sentence, the part of one up to ``；``, a note, a heading."""

    start: int
    end: int
    kind: SegmentKind
    section: tuple[str, ...] = ()
    level: int = 0
    item: int = -1
    paragraph: int = 0


# --- fields -----------------------------------------------------------------------------------
# ``found_by`` names the rule or the model that found the span, e.g. "department.note_list".


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation that has to act, where it is named."""

    start: int
    end: int
    role: Role
    found_by: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """A statement that bodies are responsible for all measures, or for those behind it.

    ``start``/``end``: the statement (以下措施均需各县区落实); ``scope`` "following" begins at
    ``end``.
    """

    start: int
    end: int
    scope: Literal["following", "all"]
    bodies: tuple[Body, ...]


@dataclass(frozen=True, slots=True)
class BodyName:
    """Canonical name as of the date of issue, and the successor's where there is one."""

    name: str
    name_today: str | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """A time limit. ``start_date``/``end_date``: first and last day meant, both included.

    ``duration`` is ISO 8601; ``rule`` free text (recurring term, or the event that starts the
    term); ``review`` a reason why a person should look, e.g. ``unresolved_deadline``.
    """

    start: int
    end: int
    type: DeadlineType
    found_by: str
    start_date: dt.date | None = None
    end_date: dt.date | None = None
    duration: str | None = None
    rule: str | None = None
    review: str | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """An outcome that can be checked.

    ``value`` counts ``unit``, 万 and 亿 expanded; None if absolute.
    """

    start: int
    end: int
    op: Op
    found_by: str
    metric: str | None = None
    value: float | int | None = None
    value_max: float | int | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """What is done (``verb``: 加快推进) to what (``object``: 重大项目建设); offsets of both."""

    start: int
    end: int
    verb: str
    object: str | None


# --- output records (source offsets; field order is the contract) ---------------------------------


@dataclass(frozen=True, slots=True)
class PlaceRecord:
    """A further place where a measure stands."""

    file: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ResponsibleRecord:
    """A body responsible for a measure."""

    text: str
    name: str
    role: Role
    basis: Basis
    start: int
    end: int
    name_today: str | None = None
    found_by: str = ""


@dataclass(frozen=True, slots=True)
class TargetRecord:
    """A target of a measure."""

    text: str
    metric: str | None
    op: Op
    value: float | int | None
    value_max: float | int | None
    unit: str | None
    start: int
    end: int
    found_by: str = ""


@dataclass(frozen=True, slots=True)
class DeadlineRecord:
    """A deadline of a measure, its own or that of a note that covers it."""

    text: str
    basis: Basis
    type: DeadlineType
    start_date: dt.date | None
    end_date: dt.date | None
    duration: str | None
    rule: str | None
    start: int
    end: int
    found_by: str = ""


@dataclass(frozen=True, slots=True)
class ActionRecord:
    """One of the things a measure directs (完善A，建立B，推动C are three)."""

    action: str
    object: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class MeasureRecord:
    """Who does what, by when, to what target.

    ``found_by`` names the rule that took the segment for a measure; ``rules`` holds the scores of
    the rules alone where a model had a say in ``labels``.
    """

    id: str
    notice_id: str
    title: str | None
    document_number: str | None
    issuers: tuple[str, ...]
    issued: dt.date | None
    file: str
    text_file: str | None
    start: int
    end: int
    section: tuple[str, ...]
    text: str
    action: str | None
    object: str | None
    responsible: tuple[ResponsibleRecord, ...]
    targets: tuple[TargetRecord, ...]
    deadlines: tuple[DeadlineRecord, ...]
    labels: dict[str, float]
    confidence: float
    also_in: tuple[PlaceRecord, ...]
    review: tuple[str, ...]
    model: str
    written: str = ""
    actions: tuple[ActionRecord, ...] = ()
    found_by: str = ""
    rules: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SpanRecord:
    """A span of a segment; ``role`` for bodies, ``type`` for deadlines."""

    start: int
    end: int
    text: str
    label: str
    role: Role | None = None
    type: DeadlineType | None = None


@dataclass(frozen=True, slots=True)
class SegmentRecord:
    """A segment with its labels and spans, measure or not.

    ``disputed``: the labels on which the rules alone would have decided otherwise.
    """

    id: str
    notice_id: str
    file: str
    text_file: str | None
    start: int
    end: int
    text: str
    section: tuple[str, ...]
    kind: SegmentKind
    labels: dict[str, float]
    spans: tuple[SpanRecord, ...] = ()
    disputed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NoticeRecord:
    """A document found in the input."""

    id: str
    file: str
    text_file: str | None
    start: int
    end: int
    kind: DocumentKind
    title: str | None
    document_number: str | None
    issuers: tuple[str, ...]
    recipients: tuple[str, ...]
    issued: dt.date | None
    published: dt.date | None
    script: str
    same_as: str | None
    interprets: str | None
    measures: int
    encoding: str | None
    sha256: str
    review: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RejectRecord:
    """An input that could not be read or processed."""

    file: str
    stage: str
    error: str
    message: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one input file yields before documents are compared with each other."""

    notices: tuple[NoticeRecord, ...] = ()
    segments: tuple[SegmentRecord, ...] = ()
    measures: tuple[MeasureRecord, ...] = field(default=())
