"""A row of the table per clause: 完善A，建立B，推动C becomes three rows on request."""

from __future__ import annotations

from typing import Any

Record = dict[str, Any]


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
    return [
        {
            **measure,
            "id": f"{measure['id']}#{number}",
            "text": action["action"] + (action["object"] or ""),
            "targets": _within(measure["targets"], start, end),
            "deadlines": [
                one
                for one in measure["deadlines"]
                if one["basis"] != "explicit"
                or one["end"] <= actions[0]["start"]
                or start <= one["start"] < end
            ],
        }
        for number, (action, start, end) in enumerate(zip(actions, starts, ends, strict=True), 1)
    ]


def _within(spans: list[Record], start: int, end: int) -> list[Record]:
    return [span for span in spans if start <= span["start"] < end]
