"""What an import did and what it left out, each by row and column of the spreadsheet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.judgements import Judgement

# Why something is left out, and what to do. ``columns`` are the headings by key.
REASONS = {
    "formula": "holds a formula. Put the value in its place.",
    "error": "holds an error value. Put the right value in its place.",
    "cut": "was cut at the limit of a cell, so it cannot be corrected here. Use the review page.",
    "duplicate_id": "the same {columns[id]} stands in rows {rows}. Clear it in the rows that were "
    "added; of the others keep one.",
    "unknown_id": "'{value}' is no {columns[id]} that this workbook was written with. Put the old "
    "one back; a row that was added has none.",
    "not_in_run": "'{value}' is from another run: {out} does not hold this sentence. Give the "
    "folder of its run with --run.",
    "other_run": "the run in {out} cuts this sentence in another way than the workbook shows it. "
    "Correct it in the new workbook.",
    "place_differs": "'{value}' is not where {columns[id]} '{id}' stands ({expected}): the cells "
    "of this row do not belong together. Undo the sorting or pasting that parted them.",
    "no_text": "the text of the sentence is not at hand: {value} The row waits until then.",
    "by_clause": "the row is one clause of a measure, and a correction is of the whole measure. "
    "Run again without --split-clauses and correct that workbook.",
    "yes_or_no": "'{value}' is neither {allowed}. Choose one of them.",
    "text_not_found": "the text does not stand in the document where the sentence is. Copy it "
    "from there without a gap.",
    "text_elsewhere": "the text stands elsewhere in the document than the sentence of this row. "
    "If the cells were mixed up, put them back; a measure that is missing needs a row of its own.",
    "text_blank": "the text is gone. Put it back, or set {columns[is_measure]} to {no}.",
    "texts_differ": "{columns[text]} and {columns[written]} were both changed, to different "
    "passages. Change one of them.",
    "not_in_passage": "'{value}' stands neither in the sentence nor in a note that covers it. "
    "Write it as the text does.",
    "not_in_sentence": "'{value}' does not stand in the sentence. Write it as the text does.",
    "ambiguous": "'{value}' stands in {count} places of the text, and nothing tells which is "
    "meant. Correct it on the review page.",
    "part_of": "'{value}' is a part of '{other}' in the text. Write the whole name, or put it in "
    "the place of the longer one.",
    "overlap": "'{value}' shares characters with '{other}'. Keep one of them.",
    "no_normal_form": "no date or length could be read from '{value}'. Write the date behind it "
    "in brackets, and its kind in {columns[deadline_types]}.",
    "date_unreadable": "'{value}' is no date. Write it like 2020-06-30.",
    "date_removed": "the date of '{value}' was taken out. Write the right one in its place.",
    "values_count": "holds {count} entries for {expected} in {columns[targets]}. Write one for "
    "each, in the same order.",
    "types_count": "holds {count} entries for {expected} in {columns[deadlines]}. Write one for "
    "each, in the same order.",
    "type_unknown": "'{value}' is no kind of time limit. Use one of {allowed}.",
    "type_misfits": "a time limit of the kind '{value}' needs {needed}, which '{text}' does not "
    "give. Correct the words, the date or the kind.",
    "value_unreadable": "'{value}' cannot be read. Write it like {example}.",
    "no_value": "what '{value}' comes to could not be read from it. Write it in "
    "{columns[target_values]}.",
    "row_without_text": "the row has no {columns[id]} and no text. A measure that is missing needs "
    "its text in {columns[text]}.",
    "no_document": "no document of the run has this {columns[title]}, {columns[document_number]} "
    "or file. Copy them from another row of the document.",
    "which_document": "{count} documents could be meant. Fill {columns[title]}, "
    "{columns[document_number]} and, in {columns[place]}, the file.",
    "there_already": "row {other} is about the same sentence. Correct that row.",
    "not_corrected": "is not read back: '{value}' was not taken. Only what the text says of the "
    "measure can be corrected here.",
    "not_read": "is not read in a row that is no measure.",
    "judged_since": "{who} has judged this sentence on {at}, after the workbook was written, and "
    "says otherwise. Settle it on the review page.",
    "adjudicated": "{who} has settled this sentence on {at} in another way. Ask them to settle "
    "it again.",
    "changed_back": "an import of this workbook on {at} had changed this row, which is now as it "
    "was written. Set {columns[status]} to {done} to take the change back.",
    "deleted": "the row of '{value}' was deleted. Set {columns[is_measure]} to {no} instead, or "
    "give --deleted-are-no-measures.",
    "column_missing": "the column is not there (deleted or renamed): its cells count as unchanged.",
}


class UnclearError(Exception):
    """A cell that cannot be taken. ``key`` of its column, "" for the row; ``reason`` why."""

    def __init__(self, key: str, reason: str, **values: object) -> None:
        self.key, self.reason, self.values = key, reason, values
        super().__init__(f"{key}: {reason}")


@dataclass(frozen=True, slots=True)
class Refusal:
    """What was left out. ``row`` 0: nowhere on the sheet; ``column``: letters, "" for the row."""

    row: int
    column: str
    heading: str
    reason: str
    message: str


@dataclass(frozen=True, slots=True)
class Change:
    """What was taken: a cell and its old and new content, or a whole row."""

    row: int
    column: str
    heading: str
    kind: str
    before: str = ""
    after: str = ""


@dataclass(slots=True)
class Report:
    """All of it. ``known``: rows whose judgement stands already; ``unchanged``: rows as written."""

    columns: Mapping[str, tuple[str, str]]
    changes: list[Change] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    judgements: list[Judgement] = field(default_factory=list)
    known: int = 0
    unchanged: int = 0

    @property
    def kinds(self) -> Counter[str]:
        """How many changes of each kind."""
        return Counter(change.kind for change in self.changes)

    def refuse(self, row: int, unclear: UnclearError) -> None:
        """Add what is left out, in words."""
        column, heading = self.columns.get(unclear.key, ("", ""))
        headings = _Headings(self.columns)
        message = REASONS[unclear.reason].format(columns=headings, **unclear.values)
        self.refusals.append(Refusal(row, column, heading, unclear.reason, message))


class _Headings(dict[str, str]):
    """Headings by key; the key itself for a column that is not there."""

    def __init__(self, columns: Mapping[str, tuple[str, str]]) -> None:
        super().__init__({key: heading for key, (_, heading) in columns.items()})

    def __missing__(self, key: str) -> str:
        return key
