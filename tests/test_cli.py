"""The command from outside: a process of its own, the real pipeline, the samples."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import ROOT, Command

COMMANDS = ("run", "explain", "check-lexicons")

# The command, and which libraries were imported by its end.
IMPORTED = """
import sys
from pipeline.cli import main
try:
    status = main(sys.argv[1:])
except SystemExit as end:
    status = end.code
print(*{name.partition(".")[0] for name in sys.modules}, file=sys.stderr)
sys.exit(status)
"""


@pytest.fixture
def records(measures: Command, notices: Path, tmp_path: Path) -> Path:
    """The folder of a finished run over the samples."""
    out = tmp_path / "records"
    done = measures("run", notices, "--out", out, "--formats", "jsonl")
    assert done.returncode == 0, done.stderr
    return out


def test_help_names_the_commands(measures: Command) -> None:
    done = measures("--help")
    assert done.returncode == 0
    assert all(command in done.stdout for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_a_command_has_an_example(measures: Command, command: str) -> None:
    done = measures(command, "--help")
    assert done.returncode == 0
    assert f"Example: measures {command}" in done.stdout


@pytest.mark.parametrize("arguments", [["--version"], ["run", "--version"]])
def test_version(measures: Command, arguments: list[str]) -> None:
    done = measures(*arguments)
    assert done.returncode == 0
    assert done.stdout.startswith("measures 0.")


@pytest.mark.parametrize(
    "arguments", [[], ["no-such-command"], ["run"], ["run", "x"], ["run", "x", "--out"]]
)
def test_wrong_usage(measures: Command, arguments: list[str]) -> None:
    done = measures(*arguments)
    assert done.returncode == 2
    assert "usage: measures" in done.stderr


def test_run_says_what_it_did(measures: Command, notices: Path, tmp_path: Path) -> None:
    done = measures("run", notices, "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert done.stdout.startswith("10 files: 10 processed, 0 unchanged, 0 rejected\n")
    assert str(tmp_path / "out" / "measures.xlsx") in done.stdout
    again = measures("run", notices, "--out", tmp_path / "out")
    assert again.stdout.startswith("10 files: 0 processed, 10 unchanged, 0 rejected\n")


def test_rejected_file_gives_status_1(measures: Command, notices: Path, tmp_path: Path) -> None:
    (notices / "broken.txt").write_bytes(b"")
    done = measures("run", notices, "--out", tmp_path / "out", "--formats", "jsonl")
    assert done.returncode == 1
    assert "broken.txt" in done.stderr
    assert "rejects.jsonl" in done.stdout
    assert (tmp_path / "out" / "measures.jsonl").stat().st_size > 0


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["run", "missing", "--out", "out"], "E401"),
        (["run", ".", "--out", "out"], "E402"),
        (["run", "FILE", "--out", "FILE"], "E403"),
        (["run", "FILE", "--out", "out", "--formats", "html"], "E407"),
        (["run", "FILE", "--out", "out", "--formats", ""], "E407"),
        (["run", "FILE", "--out", "out", "--jobs", "0"], "E408"),
        (["run", "FILE", "--out", "out", "--model", "missing"], "E409"),
        (["run", "FILE", "--out", "out", "--models", "missing"], "E409"),
        (["run", "FILE", "--out", "out", "--config", "missing.cfg"], "E410"),
        (["explain", "missing", "n1"], "E415"),
    ],
)
def test_errors_give_status_2(
    measures: Command, notices: Path, tmp_path: Path, arguments: list[str], code: str
) -> None:
    here = tmp_path / "here"
    here.mkdir()
    file = str(notices / "jilin-housing-2023.txt")
    arguments = [file if argument == "FILE" else argument for argument in arguments]
    done = measures(*arguments, cwd=here)
    assert done.returncode == 2
    assert done.stderr.startswith(f"measures: [{code}] ")
    assert done.stdout == ""
    assert list(here.iterdir()) == []


@pytest.mark.parametrize("arguments", [["", "--out", "out"], ["missing", "--out", ""]])
def test_an_empty_name_is_not_the_folder_one_stands_in(
    measures: Command, tmp_path: Path, arguments: list[str]
) -> None:
    """``measures run "$NOTICES" --out …`` with a variable that nobody set."""
    done = measures("run", *arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert "the name is empty" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("settings", "code", "named"),
    [
        ("[runn]\njobs = 1", "E411", "[runn]"),
        ("[run]\njob = 1", "E412", "'job'"),
        ("[run]\njobs = two", "E413", "jobs = two"),
        ('[run]\njobs = "2"', "E413", 'jobs = "2"'),
        ("[run]\njobs = true", "E413", "jobs = true"),
        ("jobs = 1", "E410", "section"),
    ],
)
def test_wrong_settings_are_named(
    measures: Command, notices: Path, tmp_path: Path, settings: str, code: str, named: str
) -> None:
    config = tmp_path / "my.cfg"
    config.write_text(settings, "utf-8")
    done = measures("run", notices, "--out", tmp_path / "out", "--config", config)
    assert done.returncode == 2
    assert done.stderr.startswith(f"measures: [{code}] {config}")
    assert named in done.stderr
    assert not (tmp_path / "out").exists()


def test_settings_are_used_and_options_win(
    measures: Command, notices: Path, tmp_path: Path
) -> None:
    config = tmp_path / "my.cfg"
    config.write_text('# mine\n[run]\nformats = ["csv"]\njobs = 1\n', "utf-8")
    out = tmp_path / "out"
    measures("run", notices, "--out", out, "--config", config)
    assert (out / "measures.csv").exists()
    assert not (out / "measures.jsonl").exists()
    assert json.loads((out / "run.json").read_text("utf-8"))["settings"]["run"]["jobs"] == 1
    measures("run", notices, "--out", out, "--config", config, "--formats", "jsonl")
    assert not (out / "measures.csv").exists()
    assert (out / "measures.jsonl").exists()


def imported(*arguments: object) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", IMPORTED, *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        check=True,
        cwd=ROOT,
    )
    return set(done.stderr.split())


def test_records_alone_need_no_heavy_library(notices: Path, tmp_path: Path) -> None:
    command = ["run", notices, "--out", tmp_path / "out", "--jobs", "1", "--formats"]
    heavy = {"spacy", "pandas", "xlsxwriter", "openpyxl", "tqdm"}
    assert imported(*command, "jsonl,csv") & heavy == set()
    assert imported(*command, "xlsx") & heavy == {"pandas", "xlsxwriter"}


def test_help_needs_next_to_nothing() -> None:
    assert imported("run", "--help") & {"spacy", "pandas", "numpy", "opencc", "orjson"} == set()


def test_offsets_lead_to_the_source(records: Path, notices: Path) -> None:
    texts = {path.name: path.read_bytes().decode("utf-8-sig") for path in notices.iterdir()}
    measures = [json.loads(line) for line in (records / "measures.jsonl").open(encoding="utf-8")]
    assert measures
    for measure in measures:
        text = texts[measure["file"]]
        assert text[measure["start"] : measure["end"]].strip()
        for body in measure["responsible"]:
            passage = text[body["start"] : body["end"]]
            assert passage.replace("\n", "") == body["text"]


def test_explain_shows_how_values_came_to_be(measures: Command, records: Path) -> None:
    lines = [json.loads(line) for line in (records / "measures.jsonl").open(encoding="utf-8")]
    measure = next(line for line in lines if line["responsible"] and line["deadlines"])
    done = measures("explain", records, measure["id"])
    assert done.returncode == 0, done.stderr
    assert measure["text"] in done.stdout
    for span in (*measure["responsible"], *measure["deadlines"]):
        assert span["text"] in done.stdout
        assert f"found by {span['found_by']}" in done.stdout
        assert f"basis {span['basis']}" in done.stdout


def test_explain_segments_and_notices(measures: Command, records: Path) -> None:
    for kind in ("segments", "notices"):
        with (records / f"{kind}.jsonl").open(encoding="utf-8") as file:
            record = json.loads(file.readline())
        done = measures("explain", records, record["id"])
        assert done.returncode == 0, done.stderr
        assert done.stdout.startswith(f"{kind[:-1]} {record['id']}")


def test_explain_says_what_is_wrong_with_an_id(measures: Command, records: Path) -> None:
    assert "E416" in measures("explain", records, "zzz").stderr
    assert "E416" in measures("explain", records, "").stderr
    ambiguous = measures("explain", records, "n")
    assert ambiguous.returncode == 2
    assert "E417" in ambiguous.stderr


def test_a_folder_of_annotations_that_is_not_there_is_no_empty_one(measures: Command) -> None:
    done = measures("agreement", "--annotations", "/no/such/place")
    assert done.returncode == 2
    assert "there is no folder /no/such/place" in done.stderr


def test_check_lexicons(measures: Command, tmp_path: Path) -> None:
    assert measures("check-lexicons").returncode == 0
    mine = tmp_path / "mine.tsv"
    mine.write_text("no\tsuch\tcolumns\n", "utf-8")
    done = measures("check-lexicons", mine)
    assert done.returncode == 1
    assert str(mine) in done.stderr


def test_closed_pipe_is_no_error(records: Path) -> None:
    with (records / "notices.jsonl").open(encoding="utf-8") as file:
        record = json.loads(file.readline())
    command = [sys.executable, "-m", "pipeline.cli", "explain", str(records), record["id"]]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""


_TRIES = 5


def _stop(command: list[str], out: Path, kill: int) -> int:
    """Start a run, send it a signal when the first part is there, return its exit status."""
    with subprocess.Popen(
        [sys.executable, "-m", "pipeline.cli", *command], stderr=subprocess.PIPE
    ) as process:
        while process.poll() is None and not list(out.glob(".parts/??/*.jsonl")):
            time.sleep(0.01)
        process.send_signal(kill)
        process.communicate()
    return process.returncode


@pytest.mark.parametrize(("kill", "status"), [(signal.SIGINT, 130), (signal.SIGKILL, -9)])
def test_stopped_run_leaves_no_half_output_and_goes_on(
    measures: Command, tmp_path: Path, notices: Path, kill: int, status: int
) -> None:
    text = (notices / "anhui-rcep-2022.txt").read_text("utf-8")
    for number in range(30):
        (notices / f"{number}.txt").write_text(f"{text}第{number}号\n" * 2, "utf-8")
    out = tmp_path / "out"
    command = ["run", str(notices), "--out", str(out), "--formats", "jsonl", "--jobs", "2"]
    # On a busy machine the run may end before the signal comes: then it is stopped anew.
    for _ in range(_TRIES):
        shutil.rmtree(out, ignore_errors=True)
        ended = _stop(command, out, kill)
        if ended != 0:
            break
    assert ended == status
    assert [path.name for path in out.iterdir()] == [".parts"]
    done = measures(*command)
    assert done.returncode == 0, done.stderr
    measures("run", notices, "--out", tmp_path / "fresh", "--formats", "jsonl")
    for name in ("measures.jsonl", "segments.jsonl", "notices.jsonl"):
        assert (out / name).read_bytes() == (tmp_path / "fresh" / name).read_bytes()
