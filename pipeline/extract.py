"""One file through all stages, top to bottom: the flow of the pipeline in one place.

    read → split → clean → outline → segment → classify → fields → decide → link → records

Every stage is a pure function over text and offsets. No spaCy here: ``pipeline.nlp``
offers the same functions as components of a ``Language``, and a test holds the two together.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.annotate import Annotation, Opinion, annotate
from pipeline.clean import clean, to_clean
from pipeline.model import LinearModel
from pipeline.records import document_records
from pipeline.schema import CleanText, Document, Extraction, NoticeRecord, Source
from pipeline.split import split

_SPEAKS_WHEN_PUBLISHED = ("interpretation", "press_conference", "news")


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document of a source, cleaned.

    ``regions`` are its meta and boilerplate passages in clean offsets; ``spoken`` the day from
    which its relative dates count.
    """

    source: Source
    document: Document
    cleaned: CleanText
    regions: list[tuple[int, int, str]]
    spoken: dt.date | None
    notice: NoticeRecord


def extract(
    source: Source,
    *,
    model: LinearModel | None = None,
    own_bodies: tuple[str, ...] = (),
    hanlp: Opinion | None = None,
) -> Extraction:
    """Extract all documents of one input: no clock, no files but lexicons, read once.

    Without a ``model`` the rules alone decide. ``own_bodies`` are paths of a user's lexicons of
    bodies, which go before the package's; ``hanlp`` a further opinion on who acts.

    Documents are not compared here: ``same_as``, ``interprets`` and ``also_in`` stay empty
    until ``pipeline.relate`` has seen the whole batch.
    """
    return joined(
        document_records(
            one.source,
            one.cleaned,
            one.notice,
            _annotated(one, model, hanlp),
            model=model,
            own_bodies=own_bodies,
        )
        for one in prepare(source)
    )


def prepare(source: Source) -> Iterator[Prepared]:
    """Yield the documents of a source, in order."""
    seen: Counter[str] = Counter()
    documents = split(source)
    days = Counter(document.published for document in documents)
    for document in documents:
        cleaned = clean(source.text, document.start, document.end)
        notice_id = _notice_id(source.text[document.start : document.end], seen)
        yield Prepared(
            source,
            document,
            cleaned,
            _clean_regions(cleaned, document),
            document.issued or _spoken(document, days),
            _notice_record(source, document, notice_id),
        )


def joined(parts: Iterable[Extraction]) -> Extraction:
    """Join what the documents of a source yield."""
    found = list(parts)
    return Extraction(
        tuple(notice for part in found for notice in part.notices),
        tuple(segment for part in found for segment in part.segments),
        tuple(measure for part in found for measure in part.measures),
    )


def _annotated(one: Prepared, model: LinearModel | None, hanlp: Opinion | None) -> Annotation:
    return annotate(
        one.cleaned.text,
        one.regions,
        kind=one.document.kind,
        issued=one.spoken,
        model=model,
        hanlp=hanlp,
    )


def _spoken(document: Document, days: Counter[dt.date | None]) -> dt.date | None:
    """The day from which the relative dates of a text count that was never issued.

    An interpretation, a press conference or news speaks on the day it is published. The day of
    the journal that reprints it, which its other documents have too, is later.
    """
    if document.kind not in _SPEAKS_WHEN_PUBLISHED or document.published is None:
        return None
    return document.published if days[document.published] == 1 else None


def _notice_id(text: str, seen: Counter[str]) -> str:
    """Name a document by its text, so that it keeps its id in any batch and under any path."""
    digest = "n" + hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
    seen[digest] += 1
    return digest if seen[digest] == 1 else f"{digest}-{seen[digest]}"


def _clean_regions(cleaned: CleanText, document: Document) -> list[tuple[int, int, str]]:
    regions = []
    for region in document.regions:
        place = to_clean(cleaned, region.start, region.end)
        if place is not None:
            regions.append((*place, str(region.kind)))
    return regions


def _notice_record(source: Source, document: Document, notice_id: str) -> NoticeRecord:
    return NoticeRecord(
        id=notice_id,
        file=source.file,
        text_file=source.text_file,
        start=document.start,
        end=document.end,
        kind=document.kind,
        title=document.title,
        document_number=document.document_number,
        issuers=document.issuers,
        recipients=document.recipients,
        issued=document.issued,
        published=document.published,
        script=document.script,
        same_as=None,
        interprets=None,
        measures=0,
        encoding=source.encoding,
        sha256=source.sha256,
    )
