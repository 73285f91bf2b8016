"""``measures run``: files and folders to a folder of records."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.about import __version__
from pipeline.errors import RunError

if TYPE_CHECKING:
    from pipeline.run import RunSummary
    from pipeline.run.batch import Progress

_SHOWN_REJECTS = 5


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand."""
    parser = commands.add_parser(
        "run",
        help="extract the measures of notices into records and a workbook",
        description="Extract the measures of notices. PATH is a file or a folder, which is read "
        "with the folders below it. A run into the folder of an earlier one keeps what has not "
        "changed and drops what is no longer given.",
        epilog="Example: measures run notices/ --out records/ --formats jsonl,xlsx --jobs 2",
        allow_abbrev=False,
    )
    parser.add_argument("paths", nargs="+", type=_path, metavar="PATH", help="file or folder")
    parser.add_argument(
        "--out", type=_path, required=True, metavar="DIR", help="folder of this or an earlier run"
    )
    parser.add_argument(
        "--formats",
        type=_names,
        metavar="LIST",
        help="what to write, with commas between: jsonl, xlsx, csv (default: jsonl,xlsx)",
    )
    parser.add_argument(
        "--jobs",
        type=int,
        metavar="N",
        help="worker processes (default: one per core, at most 4); 1 works in this process",
    )
    parser.add_argument(
        "--overwrite", action="store_true", help="start anew, keeping nothing of an earlier run"
    )
    parser.add_argument(
        "--config", type=Path, metavar="FILE", help="settings that differ from the default ones"
    )
    parser.add_argument(
        "--lexicon",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="your own bodies, as a lexicon file (may be given again)",
    )
    _add_models(parser)
    parser.add_argument(
        "--split-clauses",
        action="store_true",
        help="give each clause of a measure a row of its own in the tables",
    )
    parser.add_argument("--version", action="version", version=f"measures {__version__}")
    parser.set_defaults(call=run)


def _add_models(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--model", type=Path, metavar="DIR", help="folder of a model (default: the package's own)"
    )
    parser.add_argument(
        "--models",
        type=Path,
        metavar="DIR",
        help="use the model that was promoted in this folder (measures promote)",
    )
    parser.add_argument(
        "--rules-only", action="store_true", help="let the rules decide, ask no model"
    )
    parser.add_argument(
        "--hanlp",
        type=Path,
        metavar="DIR",
        help="ask the HanLP model in this folder too, who acts (needs the extra hanlp; nothing is "
        "downloaded)",
    )


def _path(value: str) -> Path:
    """Return the path; an empty one would be the folder one stands in."""
    if not value:
        raise argparse.ArgumentTypeError("the name is empty; give a file or a folder")
    return Path(value)


def _names(value: str) -> list[str]:
    return [name.strip() for name in value.split(",") if name.strip()]


def run(options: argparse.Namespace) -> int:
    """Run the batch, show progress on a terminal, print what was done."""
    from pipeline.run import RunRequest, run_batch
    from pipeline.settings import load_settings

    model = options.model or _promoted(options.models)
    request = RunRequest(
        paths=options.paths,
        out=options.out,
        formats=options.formats,
        jobs=options.jobs,
        overwrite=options.overwrite,
        settings=load_settings(options.config),
        lexicons=options.lexicon,
        model=model,
        rules_only=options.rules_only or (model is None and options.models is not None),
        hanlp=options.hanlp,
        split_clauses=options.split_clauses,
    )
    summary = run_batch(request, progress=_progress())
    _print_warnings(summary)
    _print_summary(summary)
    return 1 if summary.rejects else 0


def _promoted(models: Path | None) -> Path | None:
    """Return the folder of the model in use in ``models``; None: the rules alone.

    Raises RunError E409 where there is no such folder, which a slip of the pen would else turn
    into the released model.
    """
    if models is None:
        return None
    if not models.is_dir():
        raise RunError("E409", path=models)
    from pipeline.learn.registry import CURRENT, model_folder

    return model_folder(models, CURRENT)


def _progress() -> Progress:
    """Return a progress bar on a terminal, silence anywhere else."""
    if not sys.stderr.isatty():
        return lambda done, total: None
    from tqdm import tqdm

    # The thread that watches slow bars must not be there when workers are forked.
    tqdm.monitor_interval = 0
    bar = tqdm(unit=" files", file=sys.stderr, leave=False)

    def show(done: int, total: int) -> None:
        bar.total = total
        bar.update(done - bar.n)
        if done == total:
            bar.close()

    return show


def _print_warnings(summary: RunSummary) -> None:
    for path in summary.written.edited:
        print(
            f"measures: the table had been edited since it was written; kept as {path}",
            file=sys.stderr,
        )
    for reject in summary.rejects[:_SHOWN_REJECTS]:
        print(f"measures: rejected {reject.file}: {reject.message}", file=sys.stderr)
    more = len(summary.rejects) - _SHOWN_REJECTS
    if more > 0:
        print(f"measures: and {more} more, see rejects.jsonl", file=sys.stderr)


def _print_summary(summary: RunSummary) -> None:
    written, rejected = summary.written, len(summary.rejects)
    removed = f", {summary.removed} removed" if summary.removed else ""
    print(
        f"{summary.inputs} files: {summary.ok} processed, {summary.unchanged} unchanged, "
        f"{rejected} rejected{removed}"
    )
    print(
        f"{written.documents} documents, {written.segments} segments, "
        f"{written.measures} measures in {summary.seconds:.1f} s"
    )
    for format_name in summary.formats:
        print(f"  {summary.out / f'measures.{format_name}'}")
    if rejected:
        print(f"  {summary.out / 'rejects.jsonl'} names the rejected files and why")
