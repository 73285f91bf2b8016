"""Kinds of documents to score apart: who issued them, when, how they are laid out."""

from __future__ import annotations

import re

from pipeline.learn.gold import GoldDocument
from pipeline.schema import Extraction, NoticeRecord

# Whose notice it is, by the last words of the issuer or the first of the title.
_LEVELS = (
    ("state council", re.compile(r"国务院")),
    ("county", re.compile(r"[县旗]|[^自治市]区(?:人民政府|管委会|住)")),
    ("province", re.compile(r"[省]|自治区|(?:北京|上海|天津|重庆)市")),
    ("city", re.compile(r"[市州盟]|地区")),
    ("ministry", re.compile(r"[部委局署行会院办]")),
)
_ARTICLE = re.compile(r"^[ \t\u3000]*第[一二三四五六七八九十百]+条", re.M)
_LEAST_ARTICLES = 5


def slices_of(gold: GoldDocument, said: Extraction) -> list[str]:
    """Name the slices that a document belongs to: ``level city``, ``year 2022``, …

    Read from what the pipeline found about the document (issuer, date, kind) and from gold (are
    there responsibility notes?).
    """
    notice = max(said.notices, key=lambda one: one.end - one.start, default=None)
    if notice is None:
        return ["level unknown"]
    day = notice.issued or notice.published
    return [
        f"level {_level(notice)}",
        f"year {day.year if day else 'unknown'}",
        f"kind {notice.kind}",
        f"layout {_layout(gold)}",
    ]


def _level(notice: NoticeRecord) -> str:
    name = " ".join(notice.issuers) or notice.title or ""
    return next((level for level, sign in _LEVELS if sign.search(name)), "unknown")


def _layout(gold: GoldDocument) -> str:
    text = gold.source.read_text("utf-8", errors="replace")
    if len(_ARTICLE.findall(text)) >= _LEAST_ARTICLES:
        return "articles"
    inherits = any(row.get("inherits") for row in gold.rows)
    return "notes" if inherits else "plain"
