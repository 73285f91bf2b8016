from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import LexiconError, RunError
from pipeline.run import RunRequest, RunSummary, run_batch, work
from pipeline.run.folder import writing_to
from pipeline.schema import Extraction, MeasureRecord, NoticeRecord, SegmentRecord, Source

LINES = tuple(f"{body}负责落实第{n}项任务。" for n, body in enumerate(("财政部", "民政部", "各地")))


def extract_lines(source: Source, **options: Any) -> Extraction:
    """One notice a file, a segment and a measure a line; some words make trouble."""
    if "BOOM" in source.text:
        raise ValueError("a fault on purpose")
    if "DIE" in source.text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "MEMORY" in source.text:
        raise MemoryError
    notice = "n" + hashlib.sha256(source.text.encode()).hexdigest()[:8]
    segments, measures, start = [], [], 0
    for number, line in enumerate(source.text.splitlines(keepends=True), 1):
        place: dict[str, Any] = {
            "id": f"{notice}-{number}",
            "notice_id": notice,
            "file": source.file,
            "text_file": source.text_file,
            "start": start,
            "end": start + len(line.rstrip()),
            "text": line.rstrip(),
            "section": (),
            "labels": {"measure": 1.0},
        }
        segments.append(SegmentRecord(**place, kind="body"))
        measures.append(
            MeasureRecord(
                **place,
                title=None,
                document_number=None,
                issuers=(),
                issued=None,
                action=None,
                object=None,
                responsible=(),
                targets=(),
                deadlines=(),
                confidence=0.9,
                also_in=(),
                review=(),
                model="lines",
            )
        )
        start += len(line)
    whole = NoticeRecord(
        id=notice,
        file=source.file,
        text_file=source.text_file,
        start=0,
        end=len(source.text),
        kind="notice",
        title=f"关于落实{notice}的通知",
        document_number=None,
        issuers=(),
        recipients=(),
        issued=None,
        published=None,
        script="Hans",
        same_as=None,
        interprets=None,
        measures=len(measures),
        encoding=source.encoding,
        sha256=source.sha256,
    )
    # Out of order on purpose: the run sorts.
    return Extraction((whole,), tuple(reversed(segments)), tuple(reversed(measures)))


@pytest.fixture(autouse=True)
def fake_extract(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "extract", extract_lines)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three files, all different, one in a folder below."""
    folder = tmp_path / "in"
    (folder / "below").mkdir(parents=True)
    for number, name in enumerate(("a.txt", "b.txt", "below/c.txt")):
        text = "\n".join(f"{line}第{number}号" for line in LINES)
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def run(*paths: Path, out: Path, **options: Any) -> RunSummary:
    options.setdefault("jobs", 1)
    options.setdefault("formats", ["jsonl"])
    return run_batch(RunRequest(paths=paths, out=out, **options))


def lines_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def contents(out: Path) -> dict[str, bytes]:
    """Everything people read but run.json, which has a clock in it."""
    files = (path for path in out.iterdir() if path.is_file() and path.name != "run.json")
    return {path.name: path.read_bytes() for path in files}


def counts(out: Path) -> dict[str, int]:
    found: dict[str, int] = json.loads((out / "run.json").read_bytes())["counts"]
    return found


# --- what comes out


def test_records_are_sorted_by_file_and_start(folder: Path, out: Path) -> None:
    run(folder, out=out)
    for name in ("measures.jsonl", "segments.jsonl"):
        places = [(line["file"], line["start"]) for line in lines_of(out / name)]
        assert places == sorted(places)
        assert len(places) == 9
    assert [line["file"] for line in lines_of(out / "notices.jsonl")] == [
        "a.txt",
        "b.txt",
        "below/c.txt",
    ]


def test_counts_reconcile(folder: Path, out: Path) -> None:
    (folder / "d.txt").write_text("BOOM", "utf-8")
    run(folder, out=out)
    found = counts(out)
    assert found["in"] == found["ok"] + found["rejected"] + found["unchanged"] == 4
    assert found["rejected"] == len(lines_of(out / "rejects.jsonl")) == 1
    assert found["documents"] == len(lines_of(out / "notices.jsonl")) == 3
    assert found["segments"] == len(lines_of(out / "segments.jsonl")) == 9
    assert found["measures"] == len(lines_of(out / "measures.jsonl")) == 9


def test_two_runs_and_two_processes_write_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    formats = ["jsonl", "xlsx", "csv"]
    for name, jobs in (("one", 1), ("two", 1), ("three", 2)):
        run(folder, out=tmp_path / name, jobs=jobs, formats=formats)
    first = contents(tmp_path / "one")
    assert set(first) >= {"measures.jsonl", "measures.xlsx", "measures.csv", "rejects.jsonl"}
    assert contents(tmp_path / "two") == first
    assert contents(tmp_path / "three") == first


def test_copy_is_related_across_files(folder: Path, out: Path) -> None:
    (folder / "copy.txt").write_bytes((folder / "a.txt").read_bytes())
    run(folder, out=out)
    notices = {line["file"]: line for line in lines_of(out / "notices.jsonl")}
    original, copy = notices["a.txt"], notices["copy.txt"]
    assert copy["same_as"] == original["id"] != copy["id"]
    measures = lines_of(out / "measures.jsonl")
    assert "copy.txt" not in {line["file"] for line in measures}
    assert [place["file"] for place in measures[0]["also_in"]] == ["copy.txt"]
    segments = [line for line in lines_of(out / "segments.jsonl") if line["file"] == "copy.txt"]
    assert {line["notice_id"] for line in segments} == {copy["id"]}
    assert all(line["id"].startswith(copy["id"]) for line in segments)


def test_formats_not_asked_for_are_removed(folder: Path, out: Path) -> None:
    run(folder, out=out, formats=["jsonl", "xlsx", "csv"])
    run(folder, out=out, formats=["xlsx"])
    assert set(contents(out)) == {"measures.xlsx", "rejects.jsonl"}


# --- what goes wrong with one file


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize(
    ("text", "error"), [("BOOM", "ValueError"), ("MEMORY", "MemoryError"), ("", "InputError")]
)
def test_broken_file_does_not_stop_the_others(
    folder: Path, out: Path, text: str, error: str, jobs: int
) -> None:
    (folder / "b.txt").write_text(text, "utf-8")
    summary = run(folder, out=out, jobs=jobs)
    assert summary.ok == 2
    (reject,) = lines_of(out / "rejects.jsonl")
    assert (reject["file"], reject["error"]) == ("b.txt", error)
    assert reject["message"].startswith("[E")
    assert {line["file"] for line in lines_of(out / "measures.jsonl")} == {"a.txt", "below/c.txt"}


def test_process_that_dies_costs_one_file(folder: Path, out: Path) -> None:
    (folder / "b.txt").write_text("DIE", "utf-8")
    summary = run(folder, out=out, jobs=2)
    assert summary.ok == 2
    (reject,) = lines_of(out / "rejects.jsonl")
    assert (reject["file"], reject["error"]) == ("b.txt", "ProcessDied")
    assert "signal 9" in reject["message"]


def test_unsupported_file_in_folder_is_rejected_by_name(folder: Path, out: Path) -> None:
    (folder / "movie.mp4").write_bytes(b"\0")
    run(folder, out=out)
    (reject,) = lines_of(out / "rejects.jsonl")
    assert reject["file"] == "movie.mp4"
    assert reject["stage"] == "read"


def test_litter_is_no_input(folder: Path, out: Path) -> None:
    for name in (".DS_Store", "Thumbs.db", "~$a.docx", ".hidden.txt"):
        (folder / name).write_bytes(b"x")
    assert run(folder, out=out).inputs == 3


def test_pipe_is_rejected_unopened(folder: Path, out: Path) -> None:
    os.mkfifo(folder / "pipe.txt")
    assert [reject.file for reject in run(folder, out=out).rejects] == ["pipe.txt"]


def test_dead_link_is_rejected(folder: Path, out: Path) -> None:
    (folder / "dead.txt").symlink_to(folder / "nowhere.txt")
    assert [reject.file for reject in run(folder, out=out).rejects] == ["dead.txt"]


def test_rejected_name_that_is_not_utf8(folder: Path, out: Path) -> None:
    os.mkfifo(os.path.join(os.fsencode(folder), b"\xff\xff.txt"))
    run(folder, out=out)
    (reject,) = lines_of(out / "rejects.jsonl")
    assert reject["file"] == "\\xff\\xff.txt"


def test_link_in_a_circle_is_not_followed(folder: Path, out: Path) -> None:
    (folder / "below" / "circle").symlink_to(folder, target_is_directory=True)
    assert run(folder, out=out).inputs == 3


# --- names


def test_hostile_names(folder: Path, out: Path) -> None:
    names = ["with space.txt", "=1+1.txt", "a\nb.txt", "通知（一）.txt", "-rf.txt", "😀.TXT"]
    for name in names:
        (folder / name).write_text(f"各地区要落实{name!r}。", "utf-8")
    run(folder, out=out, formats=["jsonl", "xlsx"])
    assert set(names) < {line["file"] for line in lines_of(out / "measures.jsonl")}


@pytest.mark.parametrize(
    ("name", "file"), [(b"\xd2\xe2\xbc\xfb.txt", "意见.txt"), (b"\xff\xff.txt", "\\xff\\xff.txt")]
)
def test_name_that_is_not_utf8(folder: Path, out: Path, name: bytes, file: str) -> None:
    Path(os.fsdecode(os.path.join(os.fsencode(folder), name))).write_text("要落实。", "utf-8")
    run(folder, out=out)
    assert file in {line["file"] for line in lines_of(out / "notices.jsonl")}


def test_same_name_under_two_paths_is_told_apart(tmp_path: Path, out: Path) -> None:
    for year in ("2019", "2020"):
        (tmp_path / year).mkdir()
        (tmp_path / year / "x.txt").write_text(f"{year}年要落实。", "utf-8")
    (tmp_path / "2020" / "y.txt").write_text("要推进。", "utf-8")
    run(tmp_path / "2019", tmp_path / "2020", out=out)
    files = [line["file"] for line in lines_of(out / "notices.jsonl")]
    assert files == ["2019/x.txt", "2020/x.txt", "y.txt"]


def test_file_given_twice_is_read_once(folder: Path, out: Path) -> None:
    assert run(folder, folder / "a.txt", folder, out=out).inputs == 3


def test_output_inside_the_input_is_no_input(folder: Path) -> None:
    run(folder, out=folder / "out")
    summary = run(folder, out=folder / "out")
    assert (summary.inputs, summary.unchanged) == (3, 3)
    assert run(folder, out=folder / "other").inputs == 3


# --- again into the same folder


def test_unchanged_inputs_are_not_processed_again(
    folder: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(folder, out=out)
    before = contents(out)

    def never(source: Source, **options: Any) -> Extraction:
        raise AssertionError(source.file)

    monkeypatch.setattr(work, "extract", never)
    summary = run(folder, out=out)
    assert (summary.ok, summary.unchanged, summary.removed) == (0, 3, 0)
    assert contents(out) == before


def test_workbook_of_the_same_records_is_left_alone(folder: Path, out: Path) -> None:
    formats = ["jsonl", "xlsx"]
    run(folder, out=out, formats=formats)
    before = (out / "measures.xlsx").stat()
    run(folder, out=out, formats=formats)
    assert (out / "measures.xlsx").stat() == before
    (folder / "a.txt").write_text("要改。", "utf-8")
    run(folder, out=out, formats=formats)
    assert (out / "measures.xlsx").stat() != before
    (out / "measures.xlsx").unlink()
    assert run(folder, out=out, formats=formats).unchanged == 3
    assert (out / "measures.xlsx").exists()


def test_changed_new_and_removed_inputs_equal_a_fresh_run(
    folder: Path, out: Path, tmp_path: Path
) -> None:
    run(folder, out=out)
    (folder / "a.txt").write_text("要改。", "utf-8")
    (folder / "b.txt").unlink()
    (folder / "d.txt").write_text("要新增。", "utf-8")
    summary = run(folder, out=out)
    assert (summary.ok, summary.unchanged, summary.removed) == (2, 1, 1)
    run(folder, out=tmp_path / "fresh")
    assert contents(out) == contents(tmp_path / "fresh")
    assert len(list((out / ".parts").glob("*/*.jsonl"))) == 3


def test_half_a_part_is_made_again(folder: Path, out: Path) -> None:
    run(folder, out=out)
    before = contents(out)
    part = next((out / ".parts").glob("*/*.jsonl"))
    part.write_bytes(part.read_bytes()[:-20])
    assert run(folder, out=out).ok == 1
    assert contents(out) == before


def test_other_settings_make_parts_anew(
    folder: Path, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(folder, out=out, settings={"run": {}, "stage": {"limit": 1}})
    again = run(folder, out=out, settings={"run": {}, "stage": {"limit": 2}})
    assert (again.ok, again.unchanged) == (3, 0)
    same = run(folder, out=out, settings={"run": {"jobs": 3}, "stage": {"limit": 2}})
    assert same.unchanged == 3


def test_overwrite_processes_all_again(folder: Path, out: Path) -> None:
    run(folder, out=out)
    before = contents(out)
    summary = run(folder, out=out, overwrite=True)
    assert (summary.ok, summary.unchanged) == (3, 0)
    assert contents(out) == before


def test_edited_workbook_is_kept(folder: Path, out: Path) -> None:
    formats = ["jsonl", "xlsx", "csv"]
    run(folder, out=out, formats=formats)
    fresh = contents(out)
    for round_number in (1, 2):
        (out / "measures.xlsx").write_bytes(b"edited %d" % round_number)
        summary = run(folder, out=out, formats=formats, overwrite=round_number == 2)
        edited = out / f"measures.edited-{round_number}.xlsx"
        assert summary.written.edited == [edited]
        assert edited.read_bytes() == b"edited %d" % round_number
    kept = {"measures.edited-1.xlsx", "measures.edited-2.xlsx"}
    assert {name: data for name, data in contents(out).items() if name not in kept} == fresh
    assert run(folder, out=out, formats=formats).written.edited == []


def test_edited_workbook_is_kept_when_it_is_no_longer_asked_for(folder: Path, out: Path) -> None:
    run(folder, out=out, formats=["xlsx"])
    (out / "measures.xlsx").write_bytes(b"edited")
    run(folder, out=out)
    assert (out / "measures.edited-1.xlsx").read_bytes() == b"edited"
    assert not (out / "measures.xlsx").exists()


def test_workbook_of_a_run_cut_off_while_publishing_is_not_taken_for_edited(
    folder: Path, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    formats = ["jsonl", "xlsx"]
    run(folder, out=out, formats=formats)
    for kept in range(9):
        (folder / "a.txt").write_text(f"要改{kept}。", "utf-8")
        cut_off(monkeypatch, after=kept)
        with pytest.raises(KeyboardInterrupt):
            run(folder, out=out, formats=formats)
        monkeypatch.undo()
        monkeypatch.setattr(work, "extract", extract_lines)
        assert run(folder, out=out, formats=formats).written.edited == []
        shutil.rmtree(tmp_path / "fresh", ignore_errors=True)
        run(folder, out=tmp_path / "fresh", formats=formats)
        assert contents(out) == contents(tmp_path / "fresh")


def cut_off(monkeypatch: pytest.MonkeyPatch, *, after: int) -> None:
    """Interrupt the run after so many files have been put in place."""
    from pipeline.run import publish

    replace = os.replace
    left = iter(range(after))

    def put(source: Path, target: Path) -> None:
        if next(left, None) is None:
            raise KeyboardInterrupt
        replace(source, target)

    monkeypatch.setattr(publish.os, "replace", put)


def test_interrupted_run_goes_on(
    folder: Path, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(source: Source, **options: Any) -> Extraction:
        if source.file == "b.txt":
            raise KeyboardInterrupt
        return extract_lines(source, **options)

    monkeypatch.setattr(work, "extract", interrupt)
    with pytest.raises(KeyboardInterrupt):
        run(folder, out=out)
    assert contents(out) == {}
    monkeypatch.setattr(work, "extract", extract_lines)
    summary = run(folder, out=out)
    assert (summary.unchanged, summary.ok) == (1, 2)
    run(folder, out=tmp_path / "fresh")
    assert contents(out) == contents(tmp_path / "fresh")


def test_text_of_other_formats_is_kept_and_dropped(
    folder: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(path: Path, *, file: str) -> Source:
        return Source(file, f"要落实{file}。", None, "0" * 64, text_file=f"text/{path.stem}.txt")

    monkeypatch.setattr(work, "read_source", read)
    run(folder, out=out)
    assert (out / "text" / "a.txt").read_text("utf-8") == "要落实a.txt。"
    (folder / "a.txt").unlink()
    run(folder, out=out)
    assert sorted(path.name for path in (out / "text").iterdir()) == ["b.txt", "c.txt"]
    (out / "text" / "mine.txt").write_text("my own", "utf-8")
    assert refusal(folder, out=out) == "E405"


# --- what is refused


def refusal(*paths: Path, out: Path, **options: Any) -> str:
    with pytest.raises(RunError) as caught:
        run(*paths, out=out, **options)
    return caught.value.code


def snapshot(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield str(path), path.read_bytes()


@pytest.mark.parametrize("overwrite", [False, True])
def test_folder_of_somebody_else_is_refused(folder: Path, out: Path, overwrite: bool) -> None:
    out.mkdir()
    (out / "measures.jsonl").write_text("mine", "utf-8")
    assert refusal(folder, out=out, overwrite=overwrite) == "E405"
    assert list(snapshot(out)) == [(str(out / "measures.jsonl"), b"mine")]


@pytest.mark.parametrize("overwrite", [False, True])
def test_run_folder_with_a_foreign_file_is_refused(
    folder: Path, out: Path, overwrite: bool
) -> None:
    run(folder, out=out)
    (out / "notes.txt").write_text("mine", "utf-8")
    before = list(snapshot(out))
    assert refusal(folder, out=out, overwrite=overwrite) == "E405"
    assert list(snapshot(out)) == before


def test_input_folder_as_output_is_refused(folder: Path) -> None:
    assert refusal(folder, out=folder) == "E405"


def test_lock_file_of_an_office_program_is_no_foreign_file(folder: Path, out: Path) -> None:
    run(folder, out=out)
    for name in ("~$measures.xlsx", ".~lock.measures.xlsx#", ".DS_Store"):
        (out / name).write_bytes(b"x")
    assert run(folder, out=out).unchanged == 3


def test_missing_path_is_refused(folder: Path, out: Path) -> None:
    assert refusal(folder, folder / "missing", out=out) == "E401"
    assert not out.exists()


def test_empty_folder_is_refused(tmp_path: Path, out: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert refusal(tmp_path / "empty", out=out) == "E402"
    assert not out.exists()


def test_file_as_output_is_refused(folder: Path) -> None:
    assert refusal(folder, out=folder / "a.txt") == "E403"


def test_unwritable_output_is_refused(folder: Path, tmp_path: Path) -> None:
    # A file in the way fails for every user, root included.
    (tmp_path / "file").write_text("x", "utf-8")
    assert refusal(folder, out=tmp_path / "file" / "out") == "E404"


def test_full_disk_ends_the_run(folder: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(work, "write_part", full)
    for jobs in (1, 2):
        assert refusal(folder, out=out, jobs=jobs) == "E404"
    assert contents(out) == {}


@pytest.mark.parametrize("jobs", [1, 2])
def test_broken_lexicon_of_the_package_ends_the_run(
    folder: Path, out: Path, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    def fail(source: Source, **options: Any) -> Extraction:
        raise LexiconError("E309", file="words.tsv", line=0)

    monkeypatch.setattr(work, "extract", fail)
    with pytest.raises(LexiconError) as caught:
        run(folder, out=out, jobs=jobs)
    assert caught.value.code == "E309"
    assert "words.tsv" in str(caught.value)
    assert contents(out) == {}


def test_second_run_at_the_same_time_is_refused(folder: Path, out: Path) -> None:
    with writing_to(out):
        assert refusal(folder, out=out) == "E406"


@pytest.mark.parametrize("name", ["html", "ics", "pdf", ""])
def test_format_that_does_not_exist_is_refused(folder: Path, out: Path, name: str) -> None:
    assert refusal(folder, out=out, formats=["jsonl", name]) == "E407"
    assert not out.exists()


@pytest.mark.parametrize("jobs", [0, -1])
def test_number_of_jobs_is_checked(folder: Path, out: Path, jobs: int) -> None:
    assert refusal(folder, out=out, jobs=jobs) == "E408"


def test_missing_model_is_refused(folder: Path, out: Path) -> None:
    assert refusal(folder, out=out, model=folder / "no-model") == "E409"


def test_broken_lexicon_is_refused(folder: Path, out: Path, tmp_path: Path) -> None:
    lexicon = tmp_path / "mine.tsv"
    lexicon.write_text("no\tsuch\tcolumns\n", "utf-8")
    with pytest.raises(LexiconError):
        run(folder, out=out, lexicons=[lexicon])
    assert not out.exists()


def test_progress_counts_up_to_all_inputs(folder: Path, out: Path) -> None:
    seen: list[tuple[int, int]] = []
    note: Callable[[int, int], None] = lambda done, total: seen.append((done, total))  # noqa: E731
    run_batch(RunRequest(paths=[folder], out=out, jobs=2, formats=["jsonl"]), progress=note)
    assert seen == [(0, 3), (1, 3), (2, 3), (3, 3)]
