"""The review page without a browser: who may ask, what is kept, what is exported."""

from __future__ import annotations

import json
import re
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import FeedbackError
from pipeline.feedback.review import JOURNAL, Journal, export_journal, open_review
from pipeline.judgements import Span, derive, read_judgements
from tests.browser.served import (
    HIRING,
    LEDGER,
    NOTE,
    SUBSIDY,
    TEXT,
    Client,
    make_large_run,
    make_run,
    order_of,
    segment_id,
    serving,
    span,
)
from tests.conftest import ROOT, Command

BODY = "responsible_department"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return make_run(tmp_path / "out")


@pytest.fixture
def annotations(tmp_path: Path) -> Path:
    return tmp_path / "annotations"


@pytest.fixture
def client(out: Path, annotations: Path) -> Iterator[Client]:
    with serving(out, annotations) as server:
        yield Client(server.address)


# --- who may ask --------------------------------------------------------------------------------


def test_every_response_carries_the_headers_that_keep_the_page_to_itself(client: Client) -> None:
    for path, status in (("/", 200), ("/page/main.js", 200), ("/api/session", 200), ("/x", 404)):
        answered, headers, _ = client.raw("GET", path, Cookie=client.cookie)
        assert answered == status
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self'" in policy
        assert "unsafe" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["Cache-Control"] == "no-store"
        assert headers["Access-Control-Allow-Origin"] is None
    assert "HttpOnly" in client.set_cookie
    assert "SameSite=Strict" in client.set_cookie


def test_the_page_needs_nothing_from_elsewhere(client: Client) -> None:
    page = client.raw("GET", "/", Cookie=client.cookie)[2].decode()
    assert "{{" not in page
    folder = ROOT / "pipeline" / "feedback" / "review" / "page"
    parts = {path.stem for path in folder.glob("*.js")} - {"main"}
    # Modules that are not named ahead are asked for one after the other.
    assert set(re.findall(r'modulepreload" href="/page/(\w+)\.js"', page)) == parts
    for path in folder.iterdir():
        text = path.read_text("utf-8").replace("http://www.w3.org/2000/svg", "")
        assert len(text.splitlines()) <= 400, path.name
        assert "http://" not in text, path.name
        assert "https://" not in text, path.name
    assert "<script>" not in page
    assert "style=" not in page


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/", {}),
        ("/?token=wrong", {}),
        ("/?token=", {}),
        ("/api/session", {}),
        ("/page/main.js", {}),
        ("/api/session", {"Cookie": "review_{port}=wrong"}),
        ("/api/session", {"Cookie": 'review_{port}="'}),
        ("/api/session?token={token}", {}),
        ("/", {"Cookie": "{cookie}", "Host": "evil.example"}),
        ("/?token={token}", {"Host": "evil.example:{port}"}),
        ("/", {"Cookie": "{cookie}", "Host": "127.0.0.1"}),
        ("/", {"Cookie": "{cookie}", "Host": None}),
        ("/api/session", {"Cookie": "{cookie}", "Origin": "http://evil.example"}),
        ("/api/session", {"Cookie": "{cookie}", "Origin": "null"}),
    ],
)
def test_strangers_are_refused(client: Client, path: str, headers: dict[str, Any]) -> None:
    _, token = client.cookie.split("=", 1)
    known = {"port": client.port, "cookie": client.cookie, "token": token}
    sent = {name: value and value.format(**known) for name, value in headers.items()}
    status, given, content = client.raw("GET", path.format(**known), **sent)
    assert status == 403
    assert json.loads(content)["code"] == "E735"
    assert given["Set-Cookie"] is None


def test_the_name_localhost_is_this_machine_too(client: Client) -> None:
    host = f"localhost:{client.port}"
    assert client.raw("GET", "/", Host=host, Cookie=client.cookie)[0] == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": None},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "https://127.0.0.1:{port}"},
        {"X_Review_Token": None},
        {"X_Review_Token": "wrong"},
        {"X_Review_Token": "\u00e9"},
        {"Cookie": None},
    ],
)
def test_only_the_page_itself_changes_anything(client: Client, headers: dict[str, Any]) -> None:
    given = client.answer(SUBSIDY)
    sent = {name: value and value.format(port=client.port) for name, value in headers.items()}
    for path in ("/api/answers", "/api/undo", "/api/export"):
        status, problem = client.post(path, given, **sent)
        assert (status, problem["code"]) == (403, "E735")
    assert client.get("/api/queue", annotator="李雷")[1]["states"] == ["open"] * 4


def test_it_listens_on_this_machine_only(out: Path, annotations: Path) -> None:
    with serving(out, annotations) as server:
        assert server.address.startswith(f"http://127.0.0.1:{server.port}/?token=")
        assert server._server.server_address[0] == "127.0.0.1"


@pytest.mark.parametrize(
    "path",
    ["/page/index.html", "/page/..%2fweb.py", "/page/%2e%2e/web.py", "/page/none.js", "/nil"],
)
def test_nothing_else_is_served(client: Client, path: str) -> None:
    status, headers, content = client.raw("GET", path, Cookie=client.cookie)
    assert status == 404
    assert headers["Content-Type"] == "application/json"
    assert json.loads(content)["message"]


# --- what is shown ------------------------------------------------------------------------------


def test_a_segment_comes_in_its_context_with_all_that_the_program_says(client: Client) -> None:
    task = client.task(SUBSIDY)
    window = task["window"]
    assert TEXT[window["start"] :].startswith(window["text"])
    assert SUBSIDY in window["text"]
    assert NOTE in window["text"]
    assert task["section"] == ["一、稳定就业"]
    says = task["says"]
    assert says["labels"] == ["measure", BODY, "target", "deadline"]
    target, deadline = says["spans"][1:]
    assert (target["op"], target["value"], target["unit"]) == ("=", 100000, "元")
    assert (deadline["type"], deadline["end_date"]) == ("by", "2020-06-30")
    assert [(one["text"], one["role"]) for one in says["covering"]] == [
        ("市人力资源社会保障局", "lead"),
        ("市财政局", "support"),
    ]


def test_all_spans_lead_to_their_words(client: Client) -> None:
    for text in (SUBSIDY, HIRING, NOTE, LEDGER):
        says = client.task(text)["says"]
        for one in (*says["spans"], *says["covering"]):
            assert TEXT[one["start"] : one["end"]] == one["text"]


def test_the_normal_form_of_a_marked_passage_is_read(client: Client) -> None:
    june = span("2020年6月底前", "deadline")
    query = {name: june[name] for name in ("start", "end", "label")}
    status, form = client.get(f"/api/forms/{segment_id(SUBSIDY)}", **query)
    assert status == 200
    assert (form["type"], form["end_date"]) == ("by", "2020-06-30")
    jobs = span("900个以上", "target")
    query = {name: jobs[name] for name in ("start", "end", "label")}
    form = client.get(f"/api/forms/{segment_id(HIRING)}", **query)[1]
    assert (form["op"], form["value"], form["unit"]) == (">=", 900, "个")
    query["label"] = BODY
    assert client.get(f"/api/forms/{segment_id(HIRING)}", **query) == (200, {})


def test_the_guideline_of_the_folder_is_served(client: Client, annotations: Path) -> None:
    status, guideline = client.get("/api/guideline")
    assert (status, guideline["full"]) == (200, "")
    (annotations / "GUIDELINES.md").write_text("# 规范", "utf-8")
    assert client.get("/api/guideline")[1]["full"] == "# 规范"
    assert "责任部门" in guideline["quick"]


# --- what is kept -------------------------------------------------------------------------------


def test_an_accepted_segment_becomes_a_judgement(out: Path, annotations: Path) -> None:
    with serving(out, annotations) as server:
        kept = Client(server.address).accept(SUBSIDY, note="两处都有")
    (said,) = read_judgements(annotations)
    assert (said.annotator, said.tool, said.at, said.answer) == (
        "李雷",
        "page",
        kept["at"],
        "accept",
    )
    assert said.text == SUBSIDY
    assert TEXT[said.start : said.end] == SUBSIDY
    assert said.labels == said.judged
    assert [one.text for one in said.spans] == ["市财政局", "给予每户10万元补助", "2020年6月底前"]
    # The body stands in the sentence and in the note: once, with the role of the note.
    lead = span("市人力资源社会保障局", BODY, within=NOTE, role="lead")
    support = span("市财政局", BODY, within=NOTE, role="support")
    assert said.responsible == (Span(**lead), Span(**support))
    assert said.deadlines == tuple(one for one in said.spans if one.label == "deadline")
    assert said.saw == {"model": "rules 0", "labels": client_scores(out, SUBSIDY)}
    assert (said.reason, said.note) == ("uncertain", "两处都有")
    assert (annotations / "sources" / f"{said.doc}.txt").read_bytes().decode() == TEXT
    assert list(derive([said]).rows) == [said.doc]


def client_scores(out: Path, text: str) -> dict[str, float]:
    lines = (out / "segments.jsonl").read_text("utf-8").splitlines()
    found = {one["id"]: one for one in map(json.loads, lines)}
    return dict(found[segment_id(text)]["labels"])


def test_what_is_no_measure_has_nobody_responsible(out: Path, annotations: Path) -> None:
    with serving(out, annotations) as server:
        client = Client(server.address)
        client.accept(LEDGER, labels=[], spans=[], covering=[])
        client.accept(NOTE)
        client.accept(HIRING, answer="skip")
    ledger, note, hiring = read_judgements(annotations)
    assert (ledger.labels, ledger.spans, ledger.responsible) == ((), (), None)
    assert (note.labels, note.responsible, note.deadlines) == ((BODY,), None, None)
    assert hiring.answer == "skip"


def _spans(*, change: dict[str, Any], drop: tuple[str, ...] = ()) -> Any:
    def make(given: dict[str, Any]) -> dict[str, Any]:
        first = {k: v for k, v in given["spans"][0].items() if k not in drop} | change
        return {**given, "spans": [first, *given["spans"][1:]]}

    return make


def _with(**changes: Any) -> Any:
    return lambda given: {**given, **changes}


@pytest.mark.parametrize(
    ("change", "code", "where"),
    [
        (_with(id=None), "E733", "id"),
        (_with(id="n9.9"), "E734", ""),
        (_with(annotator=""), "E701", ""),
        (_with(annotator="../x"), "E701", ""),
        (_with(annotator=7), "E701", ""),
        (_with(answer="maybe"), "E733", "answer"),
        (_with(labels="measure"), "E733", "labels"),
        (_with(labels=["nonsense"]), "E733", "labels"),
        (_with(labels=["measure"]), "E733", "spans[0]"),
        (_with(spans={}), "E733", "spans"),
        (_with(spans=[7]), "E733", "spans[0]"),
        (_with(spans=None), "E733", "spans"),
        (_with(note="长" * 2001), "E733", "note"),
        (_with(note=["x"]), "E733", "note"),
        (_with(more=1), "E733", "more"),
        (_spans(change={"label": "measure"}), "E733", "spans[0].label"),
        (_spans(change={"start": -1}), "E733", "spans[0]"),
        (_spans(change={"start": True}), "E733", "spans[0]"),
        (_spans(change={"start": 1.0}), "E733", "spans[0]"),
        (_spans(change={"end": 10**9}), "E733", "spans[0]"),
        (_spans(change={"text": "别的"}), "E733", "spans[0].text"),
        (_spans(change={}, drop=("text",)), "E733", "spans[0].text"),
        (_spans(change={"role": "boss"}), "E733", "spans[0].role"),
        (_spans(change={}, drop=("role",)), "E733", "spans[0].role"),
        (_spans(change={"op": "="}), "E733", "spans[0].op"),
        (_spans(change=span("市人力资源社会保障局", BODY, role="lead")), "E733", "spans[0]"),
        (_with(covering=[span("小微企业", BODY, role="lead")]), "E733", "covering[0]"),
        (_with(covering=[span("900个以上", "target", op=">=")]), "E733", "covering[0]"),
        (_with(covering=[span("市教育局", BODY, role="lead")] * 2), "E733", "covering[1]"),
    ],
)
def test_a_wrong_answer_is_refused_and_says_where(
    client: Client, change: Any, code: str, where: str
) -> None:
    status, problem = client.post("/api/answers", change(client.answer(SUBSIDY)))
    assert status in (400, 404)
    assert (problem["code"], problem["where"]) == (code, where)
    assert problem["message"].startswith(f"[{code}]")
    assert client.get("/api/queue", annotator="李雷")[1]["states"] == ["open"] * 4


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("type", "soon"),
        ("end_date", "2020-6-30"),
        ("end_date", "2020-02-30"),
        ("end_date", "20200630"),
        ("end_date", 20200630),
        ("duration", "30天"),
        ("duration", "P"),
        ("duration", "PT"),
        ("rule", "长" * 201),
        ("value", 3),
    ],
)
def test_a_wrong_normal_form_is_refused(client: Client, name: str, value: Any) -> None:
    given = client.answer(SUBSIDY)
    given["spans"][2][name] = value
    status, problem = client.post("/api/answers", given)
    assert (status, problem["where"]) == (400, f"spans[2].{name}")


@pytest.mark.parametrize("value", ["10", True, 1e300, [1]])
def test_a_wrong_number_is_refused(client: Client, value: Any) -> None:
    given = client.answer(SUBSIDY)
    given["spans"][1]["value"] = value
    assert client.post("/api/answers", given)[1]["where"] == "spans[1].value"


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"\xff", b'"\\ud800"'])
def test_what_is_no_object_is_refused(client: Client, body: bytes) -> None:
    status, problem = client.post("/api/answers", body)
    assert (status, problem["where"]) == (400, "body")


def test_what_is_too_large_is_refused_unread(client: Client) -> None:
    status, problem = client.post("/api/answers", b"{}", Content_Length=str(1 << 21))
    assert (status, problem["where"]) == (400, "body")


@pytest.mark.parametrize(
    "path", ["/api/rows", "/api/rows?first=a&last=2", "/api/rows?first=-1&last=2"]
)
def test_a_wrong_range_is_refused(client: Client, path: str) -> None:
    status, _, content = client.raw("GET", path, Cookie=client.cookie)
    assert (status, json.loads(content)["where"]) == (400, "first")


def test_a_text_that_is_gone_is_named(client: Client, out: Path) -> None:
    (out / "text" / "notice.txt").unlink()
    status, problem = client.get(f"/api/segments/{segment_id(SUBSIDY)}", annotator="李雷")
    assert (status, problem["code"]) == (400, "E705")


# --- undo and export ----------------------------------------------------------------------------


def test_undo_takes_back_the_last_answer_of_the_same_person(client: Client) -> None:
    other = Client(
        f"http://127.0.0.1:{client.port}/?token={client.cookie.partition('=')[2]}", "韩梅梅"
    )
    client.accept(SUBSIDY)
    client.accept(HIRING, note="改")
    other.accept(LEDGER)
    status, undone = client.undo()
    assert status == 200
    assert (undone["id"], undone["state"], undone["undone"]["note"]) == (
        segment_id(HIRING),
        "open",
        "改",
    )
    assert client.undo()[1]["id"] == segment_id(SUBSIDY)
    assert client.undo() == (200, {"id": None})
    assert other.get("/api/queue", annotator="韩梅梅")[1]["states"][3] == "accept"


def test_undo_brings_back_the_answer_before(client: Client) -> None:
    client.accept(SUBSIDY, note="第一次")
    client.accept(SUBSIDY, answer="skip")
    assert client.undo()[1]["state"] == "accept"
    assert client.task(SUBSIDY)["answer"]["note"] == "第一次"


def test_two_people_do_not_see_each_other(client: Client) -> None:
    client.accept(SUBSIDY)
    other = Client(
        f"http://127.0.0.1:{client.port}/?token={client.cookie.partition('=')[2]}", "韩梅梅"
    )
    assert other.task(SUBSIDY)["answer"] is None
    other.accept(SUBSIDY, labels=[], spans=[], covering=[])
    assert client.task(SUBSIDY)["answer"]["labels"]
    assert client.post("/api/export", {}) == (200, {"added": 2})


def answers(annotations: Path) -> list[tuple[str, str]]:
    found = read_judgements(annotations)
    return [(one.text[:2], one.answer) for one in sorted(found, key=lambda one: one.at)]


def test_exporting_twice_adds_nothing(out: Path, annotations: Path) -> None:
    with serving(out, annotations) as server:
        client = Client(server.address)
        client.accept(SUBSIDY)
        assert client.post("/api/export", {})[1] == {"added": 1}
        assert client.post("/api/export", {})[1] == {"added": 0}
        client.accept(HIRING)
        client.accept(LEDGER)
        client.undo()
    before = (annotations / "judgements" / "李雷.jsonl").read_bytes()
    journal = Journal(annotations / JOURNAL)
    assert export_journal(journal, annotations) == 0
    assert (annotations / "judgements" / "李雷.jsonl").read_bytes() == before
    assert answers(annotations) == [("市财", "accept"), ("鼓励", "accept")]


def test_an_export_that_was_cut_off_is_completed_with_the_same_bytes(
    out: Path, annotations: Path
) -> None:
    with serving(out, annotations) as server:
        client = Client(server.address)
        for text in (SUBSIDY, HIRING, LEDGER):
            client.accept(text)
    path = annotations / "judgements" / "李雷.jsonl"
    whole = path.read_bytes()
    for kept in (0, 1, 2):
        path.write_bytes(b"".join(whole.splitlines(keepends=True)[:kept]))
        assert export_journal(Journal(annotations / JOURNAL), annotations) == 3 - kept
        assert path.read_bytes() == whole


def test_an_undo_behind_an_export_is_said_by_adding(out: Path, annotations: Path) -> None:
    with serving(out, annotations) as server:
        client = Client(server.address)
        client.accept(SUBSIDY, note="一")
        client.accept(SUBSIDY, note="二")
        client.post("/api/export", {})
        client.undo()
        assert client.post("/api/export", {})[1] == {"added": 1}
        client.undo()
        assert client.post("/api/export", {})[1] == {"added": 1}
        assert client.post("/api/export", {})[1] == {"added": 0}
    said = sorted(read_judgements(annotations), key=lambda one: one.at)
    assert [(one.answer, one.note) for one in said] == [
        ("accept", "一"),
        ("accept", "二"),
        ("accept", "一"),
        ("skip", ""),
    ]
    assert derive(said).rows == {}


def test_times_ascend_even_if_the_clock_does_not(out: Path, annotations: Path) -> None:
    with serving(out, annotations) as server:
        client = Client(server.address)
        times = [client.accept(SUBSIDY)["at"] for _ in range(20)]
    assert times == sorted(set(times))
    assert all(time.endswith("+00:00") for time in times)


def test_a_journal_that_is_none_is_refused(out: Path, annotations: Path) -> None:
    annotations.mkdir()
    (annotations / JOURNAL).write_bytes(b"no database, but long enough to be taken for one" * 9)
    with pytest.raises(FeedbackError, match="E731"):
        open_review(out, annotations, annotator="李雷", order=order_of(out))


def test_a_port_that_is_taken_is_named(out: Path, annotations: Path) -> None:
    with serving(out, annotations) as server, pytest.raises(FeedbackError, match="E732"):
        open_review(out, annotations, annotator="李雷", order=[], port=server.port)
    with pytest.raises(FeedbackError, match="E732"):
        open_review(out, annotations, annotator="李雷", order=[], port=70000)


def test_answers_are_there_when_the_page_is_opened_again(out: Path, annotations: Path) -> None:
    with serving(out, annotations) as server:
        Client(server.address).accept(SUBSIDY, note="先前")
    shutil.rmtree(annotations / "judgements")
    with serving(out, annotations) as server:
        client = Client(server.address)
        assert client.get("/api/queue", annotator="李雷")[1]["states"][0] == "accept"
        assert client.task(SUBSIDY)["answer"]["note"] == "先前"
        assert client.undo()[0] == 200


def test_what_was_answered_stays_in_the_queue_with_its_reason(out: Path, annotations: Path) -> None:
    with serving(out, annotations) as server:
        Client(server.address).accept(HIRING)
    server = open_review(out, annotations, annotator="韩梅梅", order=[(segment_id(LEDGER), "rare")])
    thread = threading.Thread(target=server.serve)
    thread.start()
    try:
        client = Client(server.address, "韩梅梅")
        queue = client.get("/api/queue", annotator="韩梅梅")[1]
        assert queue["ids"] == [segment_id(LEDGER), segment_id(HIRING)]
        assert client.task(HIRING)["reason"] == "uncertain"
    finally:
        server.stop()
        thread.join()
        server.close()


def test_many_at_once_lose_nothing(out: Path, annotations: Path) -> None:
    with serving(out, annotations) as server:
        people = [Client(server.address, f"p{number}") for number in range(4)]

        def work(client: Client) -> None:
            for text in (SUBSIDY, HIRING, NOTE, LEDGER):
                client.accept(text)

        threads = [threading.Thread(target=work, args=(client,)) for client in people]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(read_judgements(annotations)) == 16


# --- 20,000 segments ----------------------------------------------------------------------------


def test_twenty_thousand_segments_are_listed_in_parts(tmp_path: Path) -> None:
    out = make_large_run(tmp_path / "large", 20_000)
    with serving(out, tmp_path / "annotations") as server:
        client = Client(server.address)
        queue = client.get("/api/queue", annotator="李雷")[1]
        assert len(queue["ids"]) == len(queue["states"]) == 20_000
        rows = client.get("/api/rows", first=19_950, last=30_000)[1]
        assert len(rows) == 50
        assert rows[-1]["id"] == queue["ids"][-1]
        assert len(client.get("/api/rows", first=0, last=20_000)[1]) == 200
        last = queue["ids"][-1]
        assert client.get(f"/api/segments/{last}", annotator="李雷")[0] == 200


# --- the command --------------------------------------------------------------------------------


def start(out: Path, annotations: Path) -> tuple[subprocess.Popen[str], Client]:
    command = [sys.executable, "-m", "pipeline.cli", "review", str(out), "--no-browser"]
    command += ["--annotations", str(annotations), "--annotator", "李雷"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8", cwd=ROOT)
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line.startswith("Review page: http://127.0.0.1:")
    return process, Client(line.split()[-1])


def test_a_process_that_is_killed_loses_nothing(
    measures: Command, out: Path, annotations: Path
) -> None:
    process, client = start(out, annotations)
    kept = [client.accept(SUBSIDY)["at"] for _ in range(5)]
    acknowledged = threading.Event()

    def keep_accepting() -> None:
        try:
            while True:
                kept.append(client.accept(HIRING)["at"])
                acknowledged.set()
        except (OSError, AssertionError, ValueError):
            pass

    worker = threading.Thread(target=keep_accepting)
    worker.start()
    assert acknowledged.wait(120)
    process.kill()
    process.wait()
    worker.join()
    assert not (annotations / "judgements").exists()
    done = measures("review", out, "--annotations", annotations, "--export-only")
    assert done.returncode == 0, done.stderr
    said = {one.at for one in read_judgements(annotations)}
    assert set(kept) <= said
    # One more at most: written, but killed before it could say so.
    assert len(said) <= len(kept) + 1
    again = measures("review", out, "--annotations", annotations, "--export-only")
    assert again.stdout.startswith("0 new judgements")


def test_help_has_an_example(measures: Command) -> None:
    assert "Example: measures review" in measures("review", "--help").stdout


@pytest.mark.skipif(sys.platform == "win32", reason="no such signals")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_the_command_exports_when_it_is_ended(out: Path, annotations: Path, name: str) -> None:
    process, client = start(out, annotations)
    client.accept(SUBSIDY)
    process.send_signal(getattr(signal, name))
    printed, _ = process.communicate(timeout=120)
    assert process.returncode == 0
    assert f"1 new judgements written to {annotations / 'judgements'}" in printed
    assert len(read_judgements(annotations)) == 1


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["OUT"], "E730"),
        (["OUT", "--annotator", "../x"], "E701"),
        (["missing", "--annotator", "x"], "E704"),
        (["OUT", "--annotator", "x", "--port", "-1"], "E732"),
    ],
)
def test_the_command_says_what_is_wrong(
    measures: Command, out: Path, tmp_path: Path, arguments: list[str], code: str
) -> None:
    given = [str(out) if one == "OUT" else one for one in arguments]
    done = measures("review", *given, "--no-browser", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith(f"measures: [{code}] ")
