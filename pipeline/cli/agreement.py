"""``measures agreement``: how far do annotators agree, and who is right where they do not?"""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cli.options import add_annotations

if TYPE_CHECKING:
    from pipeline.judgements import Judgement
    from pipeline.judgements.agreement import Agreement, Disagreement

_SHOWN = 60
# The part of the split that may be read.
_OPEN = "tuned"
_FORM = ("role", "type", "op", "value", "value_max", "unit", "start_date", "end_date", "duration")


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand."""
    parser = commands.add_parser(
        "agreement",
        help="compare annotators, list where they differ, record who is right",
        description="Compare what different people said of the same segments: in judgements/, "
        "and in gold/ against second/. With --decide, record which of them is right: the decision "
        "becomes gold.",
        epilog="Example: measures agreement --decide tbddabdcbf320:165-215 --for wang --by chen "
        "--why 'question 28: a required length is a target'",
        allow_abbrev=False,
    )
    add_annotations(parser, "folder with judgements/, gold/ and second/")
    parser.add_argument(
        "--held-out",
        action="store_true",
        help="show the text of documents that others must not have read (parts of splits.tsv "
        "other than tuned) too; without it they are only counted and named",
    )
    parser.add_argument("--decide", metavar="ID", help="segment to settle, as it is listed")
    parser.add_argument("--for", dest="of", metavar="ANNOTATOR", help="whose judgement stands")
    parser.add_argument("--by", metavar="NAME", help="who decides")
    parser.add_argument("--why", metavar="TEXT", help="the reason, for those who ask later")
    parser.set_defaults(call=agreement, parser=parser)


def agreement(options: argparse.Namespace) -> int:
    """Print the tables and the open disagreements, or record a decision."""
    from pipeline.judgements import read_judgements
    from pipeline.judgements.agreement import agreement as compared
    from pipeline.judgements.agreement import disagreements, doubly_judged, read_doubles

    judged = read_judgements(options.annotations)
    doubles = read_doubles(options.annotations)
    if options.decide is not None:
        return _decide(options, [*judged, *doubles])
    if options.of or options.by or options.why:
        options.parser.error("--for, --by and --why go with --decide")
    for title, found in (("judgements", judged), ("gold and second", doubles)):
        pairs = doubly_judged(found)
        if pairs:
            print(f"## {title}: {len(pairs)} pairs of judgements\n")
            print(_tables(compared(pairs)), end="\n\n")
    settled = [one for one in judged if one.adjudicated]
    hidden = set() if options.held_out else _held_out(options.annotations)
    _print_open([*disagreements(judged), *disagreements([*doubles, *settled])], hidden)
    return 0


def _held_out(annotations: Path) -> set[str]:
    """Names of the documents that measure how good the program is: nobody should read them."""
    from pipeline.learn.gold import read_parts

    parts = read_parts(annotations) if (annotations / "splits.tsv").is_file() else {}
    return {name for part, names in parts.items() if part != _OPEN for name in names}


def _decide(options: argparse.Namespace, judgements: Sequence[Judgement]) -> int:
    from pipeline.judgements import add_judgements
    from pipeline.judgements.agreement import decide

    if not (options.of and options.by and options.why):
        options.parser.error("--decide needs --for, --by and --why")
    now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    made = decide(judgements, options.decide, of=options.of, by=options.by, why=options.why, at=now)
    add_judgements(options.annotations, [made])
    print(f"{options.decide}: decided for {options.of} by {options.by}")
    return 0


def _tables(found: Agreement) -> str:
    from pipeline.judgements.agreement import MATCHES

    lines = ["| label | κ | segments | both | one only |", "|---|---|---|---|---|"]
    for label, kappa in found.labels.items():
        only = kappa.first + kappa.second
        cells = (_number(kappa.value), kappa.segments, kappa.both, only)
        lines.append(f"| {label} | " + " | ".join(map(str, cells)) + " |")
    lines += ["", "| spans | F1 " + " | F1 ".join(MATCHES) + " | marked |"]
    lines.append("|---" * (len(MATCHES) + 2) + "|")
    for label in dict.fromkeys(label for label, _ in found.spans):
        of_label = [found.spans[label, how] for how in MATCHES]
        scores = " | ".join(_number(one.f1) for one in of_label)
        lines.append(f"| {label} | {scores} | {of_label[0].first} and {of_label[0].second} |")
    return "\n".join(lines)


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _print_open(found: Sequence[Disagreement], hidden: Collection[str]) -> None:
    print(f"{len(found)} segments on which annotators differ")
    for one in found:
        text = one.judgements[0].text
        print(f"\n{one.id}  {', '.join(one.on)}")
        if one.place[0] in hidden:
            print("  held out: the text is shown with --held-out")
            continue
        print(f"  {text if len(text) <= _SHOWN else text[: _SHOWN - 1] + '…'}")
        for judgement in one.judgements:
            print(f"  {judgement.annotator}: {_said(judgement, one.on)}")


def _said(judgement: Judgement, on: Sequence[str]) -> str:
    """What somebody said, as far as others said otherwise."""
    parts = []
    for name in on:
        if name in ("responsible", "deadlines"):
            spans = getattr(judgement, name) or ()
        else:
            spans = [span for span in judgement.spans if span.label == name]
        given = name if name in judgement.labels or spans else f"no {name}"
        shown = [" ".join([f"“{span.text}”", *_form(span)]) for span in spans]
        parts.append(" ".join([given, ", ".join(shown)]).rstrip())
    return "; ".join(parts)


def _form(span: object) -> list[str]:
    return [str(value) for name in _FORM if (value := getattr(span, name)) is not None]
