"""A row of the table per clause: 完善A，建立B，推动C becomes three rows on request."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

Record = dict[str, Any]

# Words that stand further apart than this do not belong together.
_APART = 40


def split_clauses(measure: Record) -> list[Record]:
    """Return one record per action of the measure, or the measure itself if it has but one.

    Bodies and the deadlines of notes go to every row. A target or deadline of the sentence itself
    goes to the clause it stands in; one in front of the first clause (2022年底前，完善…，建立…)
    holds for all of them. Ids get the number of the clause: ``…#2``.
    """
    actions = measure.get("actions", ())
    if len(actions) < 2:
        return [measure]
    ends = [action["end"] for action in actions[:-1]] + [measure["end"]]
    starts = [measure["start"], *ends[:-1]]
    passages = _passages(measure["text"], actions)
    return [
        {
            **measure,
            "id": f"{measure['id']}#{number}",
            "text": passage,
            "targets": _within(measure["targets"], start, end),
            "deadlines": [
                one
                for one in measure["deadlines"]
                if one["basis"] != "explicit"
                or one["end"] <= actions[0]["start"]
                or start <= one["start"] < end
            ],
        }
        for number, (passage, start, end) in enumerate(zip(passages, starts, ends, strict=True), 1)
    ]


def _passages(text: str, actions: Sequence[Record]) -> list[str]:
    """Cut what each action says from the text: 将补贴标准提高到…, the object first, too."""
    passages, after = [], 0
    for action in actions:
        words = [word for word in (action["action"], action["object"]) if word]
        places = [(text.find(word, after), len(word)) for word in words]
        start = min(place for place, _ in places)
        end = max(place + length for place, length in places)
        if start < 0 or end - start > sum(map(len, words)) + _APART:
            passages.append("".join(words))
        else:
            passages.append(text[start:end])
            after = max(after, start + 1)
    return passages


def _within(spans: list[Record], start: int, end: int) -> list[Record]:
    return [span for span in spans if start <= span["start"] < end]
