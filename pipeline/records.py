"""From an annotated document to output records: clean offsets become source offsets here."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from pipeline.about import __version__
from pipeline.annotate import Annotation
from pipeline.clean import run_around, to_source
from pipeline.confidence import LOW_CONFIDENCE, record_confidence, record_facts
from pipeline.decide import Decision
from pipeline.fields.action import find_actions
from pipeline.fields.department.canonical import canonical_name
from pipeline.fields.department.lists import split_items
from pipeline.fields.department.words import kind_of
from pipeline.link import Linked
from pipeline.model import LinearModel
from pipeline.schema import (
    Action,
    ActionRecord,
    Basis,
    Body,
    CleanText,
    Deadline,
    DeadlineRecord,
    Extraction,
    MeasureRecord,
    NoticeRecord,
    ResponsibleRecord,
    Role,
    Segment,
    SegmentRecord,
    Source,
    SpanRecord,
    Target,
    TargetRecord,
)
from pipeline.stated import stated_count_differs

# Marks of destroyed characters: U+FFFD for bytes that no decoder could read; pieces of a pinyin
# gloss whose character is gone (返岗?fù）ǖ溃岣邌T工), as cleaning leaves none that is whole.
_DAMAGE = re.compile("\ufffd|[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]|[\u4e00-\u9fff]\\}[\u4e00-\u9fff]|\\?[！!]")
# A quick look: most texts hold none of the characters that tell of damage.
_DAMAGE_MARK = re.compile("[\ufffdāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ}?]")
_PLACES = "省市县区州盟旗乡镇"  # what names of places end in
RULES_MODEL = f"rules {__version__}"


@dataclass(slots=True)
class _Page:
    """Where a document's records stand: its source, its clean text and its notice.

    ``named`` keeps the bodies that have a record: a note names them for many measures. ``run``
    is where the last passage stood (``run_around``): nearly all others stand there too.
    ``marked``: something in the text tells of destroyed characters.
    """

    source: Source
    cleaned: CleanText
    notice: NoticeRecord
    model: LinearModel | None
    own_bodies: tuple[str, ...]
    named: dict[tuple[int, int, Role, Basis, str], ResponsibleRecord] = field(default_factory=dict)
    recipients: tuple[ResponsibleRecord, ...] = ()
    run: tuple[int, int, int] = (0, 0, 0)
    marked: bool = False

    def place(self, start: int, end: int) -> tuple[int, int]:
        first, last, shift = self.run
        if first <= start < end <= last:
            return start + shift, end + shift
        self.run = run_around(self.cleaned, start)
        return to_source(self.cleaned, start, end)

    def written(self, start: int, end: int) -> str:
        return self.cleaned.written[start:end].replace("\n", "")

    def read(self, start: int, end: int) -> str:
        return self.cleaned.text[start:end].replace("\n", "")


def document_records(
    source: Source,
    cleaned: CleanText,
    notice: NoticeRecord,
    annotation: Annotation,
    *,
    model: LinearModel | None = None,
    own_bodies: tuple[str, ...] = (),
) -> Extraction:
    """Write the records of one document. ``notice`` comes back with its count of measures.

    ``model``: the one that had a say in the annotation.
    """
    page = _Page(source, cleaned, notice, model, own_bodies)
    page.recipients = _recipients(page)
    page.marked = _DAMAGE_MARK.search(cleaned.written) is not None
    segments = [
        _segment_record(page, segment, decision)
        for segment, decision in zip(annotation.segments, annotation.decisions, strict=True)
    ]
    measures = [
        _measure_record(
            page,
            segments[linked.segment],
            annotation.segments[linked.segment],
            annotation.decisions[linked.segment],
            linked,
        )
        for linked in annotation.linked
    ]
    differs = stated_count_differs(cleaned.text, annotation.segments, len(measures))
    review = ("stated_count_differs",) if differs else ()
    counted = replace(notice, measures=len(measures), review=review)
    return Extraction((counted,), tuple(segments), tuple(measures))


def is_damaged(cleaned: CleanText, segment: Segment) -> bool:
    """Tell whether characters of a segment were destroyed before we got it."""
    return _DAMAGE.search(cleaned.written, segment.start, segment.end) is not None


def _segment_record(page: _Page, segment: Segment, decision: Decision) -> SegmentRecord:
    start, end = page.place(segment.start, segment.end)
    return SegmentRecord(
        id=f"{page.notice.id}.{start - page.notice.start}",
        notice_id=page.notice.id,
        file=page.source.file,
        text_file=page.source.text_file,
        start=start,
        end=end,
        text=page.read(segment.start, segment.end),
        section=segment.section,
        kind=segment.kind,
        labels=decision.labels,
        spans=_span_records(page, decision),
        disputed=decision.disputed,
    )


def _span_records(page: _Page, decision: Decision) -> tuple[SpanRecord, ...]:
    if not (decision.bodies or decision.targets or decision.deadlines):
        return ()
    spans = [
        _span(page, body, "responsible_department", role=body.role) for body in decision.bodies
    ]
    spans += [_span(page, target, "target") for target in decision.targets]
    spans += [
        _span(page, deadline, "deadline", type=deadline.type) for deadline in decision.deadlines
    ]
    return tuple(sorted(spans, key=lambda span: (span.start, span.end, span.label)))


def _span(page: _Page, found: Body | Target | Deadline, label: str, **more: str) -> SpanRecord:
    start, end = page.place(found.start, found.end)
    return SpanRecord(start, end, page.written(found.start, found.end), label, **more)  # type: ignore[arg-type]


def _measure_record(
    page: _Page, record: SegmentRecord, segment: Segment, decision: Decision, linked: Linked
) -> MeasureRecord:
    notice = page.notice
    bodies = [(body.start, body.end) for body in decision.bodies]
    actions = find_actions(page.cleaned.text, segment.start, segment.end, bodies=bodies)
    responsible = tuple([_responsible(page, body, basis) for body, basis in linked.bodies])
    deadlines = tuple([_deadline(page, found, basis) for found, basis in linked.deadlines])
    damaged = page.marked and is_damaged(page.cleaned, segment)
    facts = record_facts(page.cleaned.text, segment, decision, linked, damaged=damaged)
    confidence = record_confidence(facts, page.model.meta if page.model else {})
    return MeasureRecord(
        id=record.id,
        notice_id=notice.id,
        title=notice.title,
        document_number=notice.document_number,
        issuers=notice.issuers,
        issued=notice.issued,
        file=record.file,
        text_file=record.text_file,
        start=record.start,
        end=record.end,
        section=record.section,
        text=record.text,
        action=actions[0].verb if actions else None,
        object=actions[0].object if actions else None,
        responsible=responsible or page.recipients,
        targets=tuple([_target(page, target) for target in linked.targets]),
        deadlines=deadlines,
        labels=decision.labels,
        confidence=confidence,
        also_in=(),
        review=_review(linked, decision, confidence, damaged=damaged),
        model=page.model.name if page.model else RULES_MODEL,
        written=page.written(segment.start, segment.end),
        actions=tuple([_action(page, action) for action in actions]),
        found_by=decision.found_by,
        rules=dict(decision.rules),
    )


def _responsible(page: _Page, body: Body, basis: Basis) -> ResponsibleRecord:
    key = (body.start, body.end, body.role, basis, body.found_by)
    if key not in page.named:
        page.named[key] = _name(page, body, basis)
    return page.named[key]


def _name(page: _Page, body: Body, basis: Basis) -> ResponsibleRecord:
    start, end = page.place(body.start, body.end)
    notice = page.notice
    name = canonical_name(
        page.read(body.start, body.end),
        issuers=notice.issuers,
        issued=notice.issued or notice.published,
        title=notice.title,
        own_bodies=page.own_bodies,
    )
    return ResponsibleRecord(
        text=page.written(body.start, body.end),
        name=name.name,
        role=body.role,
        basis=basis,
        start=start,
        end=end,
        name_today=name.name_today,
        found_by=body.found_by,
    )


def _recipients(page: _Page) -> tuple[ResponsibleRecord, ...]:
    """Those the notice is addressed to, for a measure that names nobody.

    河北省人民政府、国家发展改革委 are two; 各住房公积金缴存人 are persons, who carry out nothing.
    """
    text, found = page.cleaned.text, []
    for recipient in page.notice.recipients:
        at = text.find(recipient)
        if at < 0:
            continue
        for start, end in _addressed(text, at, at + len(recipient)):
            if kind_of(text[start:end]) != "person":
                body = Body(start, end, "actor", "records.recipients")
                found.append(_responsible(page, body, "recipients"))
    return tuple(found)


def _addressed(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Split a recipient into bodies; 各省、自治区、直辖市工业和信息化主管部门 is one."""
    items = split_items(text, start, end)
    places = [text[last - 1] in _PLACES for _, last in items]
    return [(start, end)] if any(places[:-1]) and not places[-1] else items


def _action(page: _Page, action: Action) -> ActionRecord:
    start, end = page.place(action.start, action.end)
    return ActionRecord(action.verb, action.object, start, end)


def _target(page: _Page, target: Target) -> TargetRecord:
    start, end = page.place(target.start, target.end)
    return TargetRecord(
        text=page.written(target.start, target.end),
        metric=target.metric,
        op=target.op,
        value=target.value,
        value_max=target.value_max,
        unit=target.unit,
        start=start,
        end=end,
        found_by=target.found_by,
    )


def _deadline(page: _Page, deadline: Deadline, basis: Basis) -> DeadlineRecord:
    start, end = page.place(deadline.start, deadline.end)
    return DeadlineRecord(
        text=page.written(deadline.start, deadline.end),
        basis=basis,
        type=deadline.type,
        start_date=deadline.start_date,
        end_date=deadline.end_date,
        duration=deadline.duration,
        rule=deadline.rule,
        start=start,
        end=end,
        found_by=deadline.found_by,
    )


def _review(
    linked: Linked, decision: Decision, confidence: float, *, damaged: bool
) -> tuple[str, ...]:
    reasons = [deadline.review for deadline, _ in linked.deadlines if deadline.review]
    if confidence < LOW_CONFIDENCE:
        reasons.append("low_confidence")
    if decision.disputed:
        reasons.append("rule_model_disagree")
    if "context" in [basis for _, basis in linked.bodies]:
        reasons.append("subject_from_context")
    if damaged:
        reasons.append("damaged_text")
    return tuple(dict.fromkeys(reasons))
