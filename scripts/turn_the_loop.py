"""One whole turn of the loop: results, corrections, a new model, the gate, the way back.

Everything runs in a folder of its own on a copy of the annotations. Two documents lose their gold,
and a model is trained without them. What it says of them is corrected by people who know their
gold: one in the spreadsheet, one on the review page. A third person then sends labels turned into
their opposite. All that changes models or annotations is a command, printed with its output.
"""

from __future__ import annotations

import argparse
import os
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from pipeline.learn.gold import GoldDocument, read_gold
from tests.analyst import address_in, answer_page, correct_workbook, flip_labels
from tests.browser.served import Client

ROOT = Path(__file__).parents[1]
# A press conference that the rules read badly, and a plan with sums of money and dates.
WORKBOOK, PAGE = "sh-89de62a0b7", "re-7b22e168e884"
SPOILED = (
    "gov-5345291",
    "gov-5352666",
    "gov-5353308",
    "mk-eb425de7b9",
    "re-611480818c4e",
    "sh-478ae65492",
)
CORRECTED = "corrected"


@dataclass(frozen=True, slots=True)
class Shell:
    """The folder in which the commands are given, and how they are printed."""

    folder: Path

    def say(self, text: str) -> None:
        """Print what a person does between two commands."""
        print(f"\n# {text}", flush=True)

    def measures(self, *arguments: str, allowed: Sequence[int] = (0,)) -> str:
        """Give a command and print what it prints. Ends the script at another exit status."""
        print(f"$ measures {shlex.join(arguments)}", flush=True)
        done = subprocess.run(
            command(*arguments),
            cwd=self.folder,
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        print(done.stdout, end="", flush=True)
        if done.returncode:
            print(f"(exit status {done.returncode})", flush=True)
        if done.returncode not in allowed:
            raise SystemExit(f"measures {arguments[0]} ended with {done.returncode}")
        return done.stdout


def command(*arguments: str) -> list[str]:
    """The command as a process: the tree that this script stands in, whatever is installed."""
    return [sys.executable, "-m", "pipeline.cli", *arguments]


def environment() -> dict[str, str]:
    """Where the tree lies, and Chinese whatever the terminal."""
    return os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}


# --- the folder -----------------------------------------------------------------------------------


def prepare(folder: Path, annotations: Path, options: argparse.Namespace) -> None:
    """Copy the annotations; put the gold of two documents aside, and texts where a run finds them.

    ``annotations`` and ``models`` are where the commands look for them; ``answers`` holds the gold.
    """
    shutil.copytree(annotations, folder / "annotations")
    put_aside = (options.workbook, options.page)
    for name in ("gold", "sources"):
        (folder / "answers" / name).mkdir(parents=True)
    for doc in put_aside:
        shutil.move(folder / f"annotations/gold/{doc}.jsonl", folder / "answers/gold")
        shutil.copy(annotations / f"sources/{doc}.txt", folder / "answers/sources")
    lines = ["document\tpart", *(f"{doc}\t{CORRECTED}" for doc in put_aside)]
    (folder / "answers/splits.tsv").write_text("\n".join(lines) + "\n", "utf-8")
    for name, docs in {"notices": put_aside, "others": options.spoiled}.items():
        (folder / name).mkdir()
        for doc in docs:
            shutil.copy(annotations / f"sources/{doc}.txt", folder / name)


# --- the turn -------------------------------------------------------------------------------------


def turn(shell: Shell, options: argparse.Namespace) -> None:
    """Go round once."""
    shell.say("1. A model that has not seen two documents, and what it says of them")
    without = ("--without", options.workbook, "--without", options.page)
    first = trained(shell, *without)
    begin(shell, first)
    model = f"models/trained/{first}"
    shell.measures("run", "notices", "--out", "records", "--model", model, "--jobs", "1")
    on_corrected = ("--annotations", "answers", "--part", CORRECTED)
    shell.measures("evaluate", "--model", first, *on_corrected, "--documents")
    shell.measures("queue", "records", "--size", "5", "--explain")

    correct(shell, options)

    shell.say("3. Trained again, with the corrections")
    second = trained(shell)
    shell.measures("evaluate", "--model", second, "--against", first, *on_corrected)
    promote(shell, second)
    again(shell)

    spoil(shell)
    third = trained(shell)
    promote(shell, third)

    shell.say("5. The way back")
    shell.measures("rollback", "--by", "team", "--reason", "to show the way back")
    again(shell)
    print("$ cat models/registry.tsv")
    print((shell.folder / "models/registry.tsv").read_text("utf-8"), end="")


def trained(shell: Shell, *options: str) -> str:
    """Train a candidate; return its id."""
    return shell.measures("train", *options).partition(":")[0]


def begin(shell: Shell, model: str) -> None:
    """Put the first model to use, against the gate if need be: the others are compared with it."""
    if not promote(shell, model):
        reason = "the first of this registry, to compare the next ones with"
        shell.measures("promote", model, "--by", "team", "--force", reason)


def promote(shell: Shell, model: str) -> bool:
    """Ask the gate, which may refuse."""
    printed = shell.measures("promote", model, "--by", "team", allowed=(0, 1))
    return f"{model} takes the place of" in printed


def again(shell: Shell) -> None:
    """Run over the notices with the model that is in use."""
    shell.measures("run", "notices", "--out", "records", "--models", "models", "--jobs", "1")


def correct(shell: Shell, options: argparse.Namespace) -> None:
    """Let one person correct the workbook, and another answer the page."""
    in_workbook, on_page = (answers(shell, doc) for doc in (options.workbook, options.page))
    edits = correct_workbook(shell.folder / "records", in_workbook)
    shell.say(f"2. Wang goes through the rows of {in_workbook.name} in the workbook: {edits}")
    workbook = ("import", "records/measures.xlsx", "--annotator", "wang")
    shell.measures(*workbook, "--dry-run", allowed=(0, 1))
    shell.measures(*workbook, allowed=(0, 1))

    shell.say(f"Li answers the page for {on_page.name}; then the machine loses power")
    review(shell, on_page)
    shell.measures("review", "records", "--export-only")
    shell.measures("review", "records", "--export-only")


def answers(shell: Shell, doc: str) -> GoldDocument:
    """What is right in a document that was put aside."""
    [gold] = read_gold(shell.folder / "answers", [doc])
    return gold


def review(shell: Shell, gold: GoldDocument) -> None:
    """Serve the page, answer it as a browser does, and kill the server without a warning."""
    arguments = ("review", "records", "--annotator", "li", "--no-browser")
    print(f"$ measures {shlex.join(arguments)}", flush=True)
    server = subprocess.Popen(
        command(*arguments),
        cwd=shell.folder,
        env=environment(),
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    assert server.stdout is not None
    try:
        address = next(filter(None, map(address_in, server.stdout)))
        print("Review page: http://127.0.0.1:…/?token=…")
        done = answer_page(Client(address, annotator="li"), gold)
        counted = ", ".join(f"{count} {kind}" for kind, count in sorted(done.items()))
        print(f"# {done.total()} segments answered: {counted}; kill -9", flush=True)
    finally:
        server.send_signal(getattr(signal, "SIGKILL", signal.SIGTERM))
        server.wait()
        server.stdout.close()


def spoil(shell: Shell) -> None:
    """Let a third person turn labels into their opposite, in another tool."""
    shell.say("4. In Zhao's tool a label that is there means that it is not")
    shell.measures("run", "others", "--out", "other-records", "--models", "models", "--jobs", "1")
    tasks, flipped = shell.folder / "tasks.jsonl", shell.folder / "zhao.jsonl"
    shell.measures("export", "other-records", "--format", "doccano", "--out", tasks.name)
    print(f"# {flip_labels(tasks, flipped)} segments come back with all labels turned round")
    given = ("--format", "doccano", "--run", "other-records", "--annotator", "zhao")
    shell.measures("import", flipped.name, *given)


# --- the command ----------------------------------------------------------------------------------


def main() -> None:
    """Turn the loop once, in a folder that is kept if it was named."""
    parser = argparse.ArgumentParser(description="Turn the loop once on a copy of annotations/.")
    parser.add_argument("--annotations", type=Path, default=ROOT / "annotations", metavar="DIR")
    parser.add_argument("--workbook", default=WORKBOOK, metavar="DOC", help="corrected in it")
    parser.add_argument("--page", default=PAGE, metavar="DOC", help="corrected on it")
    parser.add_argument(
        "--spoiled", nargs="+", default=SPOILED, metavar="DOC", help="judged the wrong way round"
    )
    parser.add_argument("--keep", type=Path, metavar="DIR", help="new folder to work in")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.keep or Path(scratch) / "loop"
        folder.mkdir(parents=True)
        prepare(folder, options.annotations, options)
        turn(Shell(folder.resolve()), options)


if __name__ == "__main__":
    main()
