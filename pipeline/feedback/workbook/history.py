"""What was said before of a sentence, and whether a correction may be added to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.feedback.workbook.report import UnclearError
from pipeline.feedback.workbook.sentence import is_same
from pipeline.judgements import Judgement, read_judgements, source_name, standing
from pipeline.write.table import wording

_EARLIEST = dt.datetime.min.replace(tzinfo=dt.UTC)
_LATEST = dt.datetime.max.replace(tzinfo=dt.UTC)


@dataclass(slots=True)
class History:
    """What annotators said last, for one workbook and annotator.

    ``run``: the digest by which imports of the same workbook are known; ``written``: when the
    workbook was written, "" where that is not known: then all that was judged counts as later.
    ``has_imports``: this annotator has imported this workbook before.
    """

    annotations: Path
    annotator: str
    run: str
    written: str
    _of_doc: dict[str, list[Judgement]] = field(default_factory=dict)
    _names: dict[str, str] = field(default_factory=dict)
    has_imports: bool = False

    def __post_init__(self) -> None:
        for judgement in standing(read_judgements(self.annotations)).values():
            self._of_doc.setdefault(judgement.doc, []).append(judgement)
            self.has_imports = self.has_imports or self._imported(judgement)

    def doc(self, file: str, text: str) -> str:
        """Return the name of a text in the folder, or the one it will get."""
        if file not in self._names:
            self._names[file] = source_name(self.annotations, text)
        return self._names[file]

    def check(self, new: Judgement) -> bool:
        """Tell whether a judgement is to be added; False where it stands already.

        Raises UnclearError: judged_since, adjudicated.
        """
        before = self._about(new.doc, new.start, new.end)
        mine = [one for one in before if one.annotator == new.annotator and not one.adjudicated]
        if mine and (last := _last(mine)).truth == new.truth and _place(last) == _place(new):
            return False
        since = _time(self.written, unknown=_EARLIEST)
        for one in before:
            if one.answer == "skip" or self._imported(one) or _agree(one, new):
                continue
            if one.adjudicated:
                raise UnclearError("", "adjudicated", who=one.annotator, at=one.at)
            if _time(one.at, unknown=_LATEST) > since:
                raise UnclearError("", "judged_since", who=one.annotator, at=one.at)
        return True

    def check_unchanged(self, doc: str, start: int, end: int) -> None:
        """Raise UnclearError changed_back if an import of this workbook had changed the row."""
        imported = [one for one in self._about(doc, start, end) if self._imported(one)]
        if imported:
            done = wording("status.done")
            raise UnclearError("status", "changed_back", at=_last(imported).at, done=done)

    def _imported(self, one: Judgement) -> bool:
        same = one.annotator == self.annotator and one.tool == "workbook"
        return same and (one.saw or {}).get("workbook") == self.run

    def _about(self, doc: str, start: int, end: int) -> list[Judgement]:
        """Return those that share more than half of the shorter of the two, as in gold."""
        return [one for one in self._of_doc.get(doc, ()) if is_same(_place(one), (start, end))]


def _last(judgements: Sequence[Judgement]) -> Judgement:
    # Of two at the same second the one added later.
    return max(reversed(judgements), key=lambda one: _time(one.at, unknown=_LATEST))


def _agree(one: Judgement, other: Judgement) -> bool:
    return one.truth == other.truth and _place(one) == _place(other)


def _place(judgement: Judgement) -> tuple[int, int]:
    return judgement.start, judgement.end


def _time(text: str, *, unknown: dt.datetime) -> dt.datetime:
    try:
        time = dt.datetime.fromisoformat(text)
    except ValueError:
        return unknown
    return time if time.tzinfo else time.replace(tzinfo=dt.UTC)
