"""A row that a run wrote, corrected or confirmed → what it says of its measure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pipeline.feedback.workbook.bodies import ROLES, own_bodies, read_bodies, same_bodies
from pipeline.feedback.workbook.deadlines import read_deadlines, same_deadlines
from pipeline.feedback.workbook.page import Place
from pipeline.feedback.workbook.reading import Row
from pipeline.feedback.workbook.report import UnclearError
from pipeline.feedback.workbook.sentence import Sentence
from pipeline.feedback.workbook.targets import read_targets, same_targets
from pipeline.judgements import Span
from pipeline.schema import LABELS
from pipeline.write.cells import Cell
from pipeline.write.memory import CORRECTED, shortened
from pipeline.write.table import wording

# The columns that say one thing together, by the label that they are about.
GROUPS = {
    "responsible_department": ROLES,
    "target": ("targets", "target_values"),
    "deadline": ("deadlines", "deadline_types"),
}
TEXTS = ("text", "written")
_OPENING, _CLOSING = "（《“‘〔【", "）》”’〕】%"
# Cells that tell where a measure comes from.
_FIXED = ("title", "document_number", "issued", "section", "role_basis")


@dataclass(slots=True)
class Said:
    """What a row says. ``taken``: the keys of the cells that it was read from.

    ``spans`` by label, own and those of notes; a label that is not there was not looked at.
    """

    sentence: Sentence
    is_measure: bool = True
    reviewed: bool = False
    taken: list[str] = field(default_factory=list)
    spans: dict[str, tuple[Span, ...]] = field(default_factory=dict)
    unclear: list[UnclearError] = field(default_factory=list)

    @property
    def own(self) -> tuple[Span, ...]:
        """The spans that stand in the sentence."""
        own: list[Span] = []
        for label, spans in self.spans.items():
            if label == "responsible_department":
                own += own_bodies(spans, self.sentence)
            else:
                own += filter(self.sentence.holds, spans)
        return tuple(sorted(own, key=lambda one: (one.start, one.end, one.label)))

    def values(self) -> dict[str, Any]:
        """Return the fields of the judgement that it makes."""
        own = self.own if self.is_measure else ()
        given = {"measure"} if self.is_measure else set()
        given.update(span.label for span in own)
        start, end = self.sentence.page.source(self.sentence.place)
        return {
            "start": start,
            "end": end,
            "text": self.sentence.page.written(self.sentence.place),
            "labels": tuple(label for label in LABELS if label in given),
            "judged": tuple(label for label in LABELS if label in {"measure", *self.spans}),
            "spans": own,
            "responsible": self.spans.get("responsible_department"),
            "deadlines": self.spans.get("deadline"),
        }


def read_choices(row: Row) -> tuple[bool, bool]:
    """Return whether the row is a measure and whether somebody has reviewed it.

    Raises UnclearError: formula, error, yes_or_no.
    """
    yes, no = wording("is_measure.yes"), wording("is_measure.no")
    is_measure = _choice(row, "is_measure", (yes, no)) != no
    done = wording("status.done")
    return is_measure, _choice(row, "status", (wording("status.open"), done)) == done


def _choice(row: Row, key: str, allowed: tuple[str, str]) -> str:
    check_plain(row, key)
    value = row.cells.get(key, allowed[0])
    if value not in allowed and (value or key == "is_measure"):
        raise UnclearError(key, "yes_or_no", value=value, allowed="、".join(allowed))
    return value


def check_plain(row: Row, *keys: str) -> None:
    """Make sure that cells hold plain text. Raises UnclearError: formula, error."""
    for key in keys:
        if key in row.problems:
            raise UnclearError(key, row.problems[key])


def changed_keys(row: Row, written: Mapping[str, str]) -> list[str]:
    """Return the keys of the cells that are not as they were written, in the order of CORRECTED."""
    return [
        key
        for key in CORRECTED
        if key in row.cells and (shortened(row.cells[key]) != written[key] or key in row.problems)
    ]


def read_row(row: Row, changed: list[str], sentence: Sentence) -> Said | None:
    """Return what a row says that was changed or reviewed; None where neither is so.

    Cells that are unclear are left out and listed. Raises UnclearError where that is the whole row.
    """
    is_measure, reviewed = read_choices(row)
    said = Said(sentence, is_measure, reviewed)
    fields = [key for key in changed if key not in ("is_measure", "status")]
    if not is_measure:
        # The rest of such a row is of no use; what somebody wrote into it is not lost unseen.
        for key in fields:
            if row.cells[key]:
                said.unclear.append(UnclearError(key, "not_read"))
        said.taken = ["is_measure"]
        return said
    if any(key in TEXTS for key in fields):
        place = _new_place(row, [key for key in TEXTS if key in fields], sentence)
        if place != sentence.place:
            sentence.place = place
            said.taken += [key for key in TEXTS if key in fields]
    for label, keys in GROUPS.items():
        if reviewed or any(key in fields for key in keys):
            _read_group(label, row, [key for key in keys if key in fields], said)
    return said if said.taken or reviewed or said.unclear else None


def _read_group(label: str, row: Row, changed: list[str], said: Said) -> None:
    try:
        check_plain(row, *changed)
        for key in changed:
            if row.cells[key].endswith(wording("cell.cut")):
                raise UnclearError(key, "cut")
        spans, unclear = _READ[label](row, changed, said.sentence)
    except UnclearError as error:
        spans, unclear = (), [error]
    said.unclear += unclear
    if not unclear:
        said.spans[label] = spans
        said.taken += changed


def _as_run_shows(row: Row, keys: tuple[str, ...], sentence: Sentence) -> bool:
    """Tell whether the cells are what the run would write: then its spans are at hand."""
    shown = sentence.cells
    return bool(shown) and all(
        shortened(row.cells.get(key, shown[key])) == shortened(shown[key]) for key in keys
    )


def _cell(row: Row, key: str, sentence: Sentence) -> str:
    """Return a cell; where its column is gone, what the run would write."""
    return row.cells.get(key, sentence.cells.get(key, ""))


Group = tuple[tuple[Span, ...], list[UnclearError]]


def _bodies(row: Row, changed: list[str], sentence: Sentence) -> Group:
    if _as_run_shows(row, ROLES, sentence):
        return same_bodies(sentence), []
    cells = {role: _cell(row, role, sentence) for role in ROLES}
    return read_bodies(cells, changed, sentence)


def _targets(row: Row, changed: list[str], sentence: Sentence) -> Group:
    if _as_run_shows(row, GROUPS["target"], sentence):
        return same_targets(sentence), []
    values = row.cells["target_values"] if "target_values" in changed else None
    return read_targets(_cell(row, "targets", sentence), values, sentence), []


def _deadlines(row: Row, changed: list[str], sentence: Sentence) -> Group:
    if _as_run_shows(row, GROUPS["deadline"], sentence):
        return same_deadlines(sentence), []
    kinds = row.cells["deadline_types"] if "deadline_types" in changed else None
    return read_deadlines(_cell(row, "deadlines", sentence), kinds, sentence), []


_READ: dict[str, Callable[[Row, list[str], Sentence], Group]] = {
    "responsible_department": _bodies,
    "target": _targets,
    "deadline": _deadlines,
}


def _new_place(row: Row, changed: list[str], sentence: Sentence) -> Place:
    """Return where the corrected text stands: it must share words with the sentence."""
    check_plain(row, *changed)
    places = [_text_place(row.cells[key], key, sentence) for key in changed]
    if any(place != places[0] for place in places):
        raise UnclearError(changed[0], "texts_differ")
    return places[0]


def _text_place(text: str, key: str, sentence: Sentence) -> Place:
    if not text:
        raise UnclearError(key, "text_blank", no=wording("is_measure.no"))
    if text.endswith(wording("cell.cut")):
        raise UnclearError(key, "cut")
    start, end = sentence.place
    places = sentence.page.find(text, sentence.page.whole)
    here = [place for place in places if place[0] < end and start < place[1]]
    if not here:
        raise UnclearError(key, "text_elsewhere" if places else "text_not_found")
    place = min(here, key=lambda place: abs(place[0] - start))
    # A full stop more or less is no other sentence.
    same = _without_marks(place, sentence) == _without_marks(sentence.place, sentence)
    return sentence.place if same else place


def _without_marks(place: Place, sentence: Sentence) -> Place:
    start, end = place
    text = sentence.page.one.cleaned.text
    while start < end and not text[end - 1].isalnum() and text[end - 1] not in _CLOSING:
        end -= 1
    while start < end and not text[start].isalnum() and text[start] not in _OPENING:
        start += 1
    return start, end


def fixed_changes(row: Row, shown: Mapping[str, Cell]) -> list[UnclearError]:
    """Return the changed cells that tell where a measure comes from; ``shown``: as written."""
    return [
        UnclearError(key, "not_corrected", value=row.cells[key])
        for key in _FIXED
        if key in row.cells and shortened(row.cells[key]) != shortened(shown[key])
    ]
