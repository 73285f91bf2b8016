"""A finished run written by hand, the page served over it, and a client without a browser."""

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from pipeline.feedback.review import ReviewServer, open_review

Record = dict[str, Any]

# Characters beyond the first plane (𠮷, 😀) stand before and inside what is marked.
TEXT = (
    "关于支持复工复产的通知\r\n"
    "一、稳定就业\r\n"
    "（一）加大补贴力度。市财政局要对𠮷祥社区😀的小微企业给予每户10万元补助，2020年6月底前完成。"
    "鼓励企业扩大招聘规模，新增就业岗位900个以上。（市人力资源社会保障局牵头，市财政局配合）\r\n"
    "（二）优化服务。市教育局要建立𠮷祥社区工作台账。\r\n"
    "2020年3月1日\r\n"
)
SUBSIDY = "市财政局要对𠮷祥社区😀的小微企业给予每户10万元补助，2020年6月底前完成。"
HIRING = "鼓励企业扩大招聘规模，新增就业岗位900个以上。"
NOTE = "（市人力资源社会保障局牵头，市财政局配合）"
LEDGER = "市教育局要建立𠮷祥社区工作台账。"

_FILE = "notice.txt"
_FORMLESS: Record = {"role": None, "type": None}
_NOTICE = {
    "id": "n1",
    "file": _FILE,
    "text_file": f"text/{_FILE}",
    "start": 0,
    "kind": "notice",
    "title": "关于支持复工复产的通知",
    "issued": "2020-03-01",
    "sha256": "",
}


def place(words: str, *, within: str = TEXT, text: str = TEXT) -> tuple[int, int]:
    """Where words stand in the text, the first time in ``within``."""
    start = text.index(within) + within.index(words)
    return start, start + len(words)


def span(words: str, label: str, *, within: str = TEXT, **form: object) -> Record:
    start, end = place(words, within=within)
    return {"start": start, "end": end, "text": words, "label": label, **form}


def segment_id(text: str) -> str:
    return f"n1.{TEXT.index(text)}"


def make_run(out: Path) -> Path:
    """Write a finished run: two measures, the note that covers them, a measure of its own."""
    body, target, deadline = "responsible_department", "target", "deadline"
    lead = span("市人力资源社会保障局", body, within=NOTE, role="lead")
    support = span("市财政局", body, within=NOTE, role="support")
    covering = [{**one, "basis": "note"} for one in (lead, support)]
    finance = span("市财政局", body, within=SUBSIDY, role="actor")
    firms = span("企业", body, within=HIRING, role="actor")
    schools = span("市教育局", body, role="actor")
    subsidy = span("给予每户10万元补助", target)
    june = span("2020年6月底前", deadline, type="by")
    jobs = span("新增就业岗位900个以上", target)
    quantity = {"value_max": None, "metric": None}
    june_form = {"start_date": None, "end_date": "2020-06-30", "duration": None, "rule": None}
    measures = [
        _measure(
            SUBSIDY,
            responsible=covering,
            targets=[{**subsidy, "op": "=", "value": 100000, "unit": "元", **quantity}],
            deadlines=[{**june, "basis": "explicit", **june_form}],
        ),
        _measure(
            HIRING,
            responsible=[{**firms, "basis": "explicit"}, *covering],
            targets=[{**jobs, "op": ">=", "value": 900, "unit": "个", **quantity}],
        ),
        _measure(LEDGER, responsible=[{**schools, "basis": "explicit"}]),
    ]
    segments = [
        _segment(SUBSIDY, [finance, subsidy, june], measure=0.9),
        _segment(HIRING, [firms, jobs], measure=0.55),
        _segment(NOTE, [lead, support], kind="note"),
        _segment(LEDGER, [schools], measure=0.9),
    ]
    return write_run(out, TEXT, segments, measures)


def make_large_run(out: Path, count: int) -> Path:
    """Write a run with ``count`` segments, each a measure."""
    lines = [f"第{number}项：市教育局要建立工作台账。" for number in range(count)]
    segments, at = [], 0
    for line in lines:
        bounds = {"id": f"n1.{at}", "start": at, "end": at + len(line), "text": line}
        segments.append({**_segment_facts(), **bounds, "spans": []})
        at += len(line) + 1
    return write_run(out, "\n".join(lines), segments, [])


def write_run(out: Path, text: str, segments: Sequence[Record], measures: Sequence[Record]) -> Path:
    (out / "text").mkdir(parents=True)
    (out / "text" / _FILE).write_bytes(text.encode())
    (out / "run.json").write_text('{"model": "rules 0"}')
    for name, records in (
        ("notices", [{**_NOTICE, "end": len(text)}]),
        ("segments", segments),
        ("measures", measures),
    ):
        lines = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
        (out / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    return out


def _segment_facts() -> Record:
    labels = {"measure": 0.9, "responsible_department": 0.05, "target": 0.05, "deadline": 0.05}
    facts = {"notice_id": "n1", "file": _FILE, "text_file": f"text/{_FILE}", "kind": "body"}
    return {**facts, "section": ["一、稳定就业"], "labels": labels, "disputed": []}


def _segment(
    text: str, spans: Sequence[Record], *, kind: str = "body", measure: float = 0.0
) -> Record:
    start, end = place(text)
    labels = {"measure": measure, "responsible_department": 0.9}
    marked = {one["label"] for one in spans}
    labels |= {label: 0.9 if label in marked else 0.05 for label in ("target", "deadline")}
    bounds = {"id": f"n1.{start}", "start": start, "end": end, "text": text, "kind": kind}
    return {
        **_segment_facts(),
        **bounds,
        "labels": labels,
        "spans": [_FORMLESS | one for one in spans],
    }


def _measure(
    text: str,
    *,
    responsible: Sequence[Record] = (),
    targets: Sequence[Record] = (),
    deadlines: Sequence[Record] = (),
) -> Record:
    start, end = place(text)
    return {
        **_segment_facts(),
        "id": f"n1.{start}",
        "start": start,
        "end": end,
        "responsible": list(responsible),
        "targets": list(targets),
        "deadlines": list(deadlines),
        "confidence": 0.9,
        "review": [],
        "model": "rules 0",
    }


def order_of(out: Path) -> list[tuple[str, str]]:
    with (out / "segments.jsonl").open(encoding="utf-8") as file:
        return [(json.loads(line)["id"], "uncertain") for line in file]


@contextmanager
def serving(out: Path, annotations: Path, *, annotator: str = "李雷") -> Iterator[ReviewServer]:
    """The page, answered by a thread, until the block ends; then exported."""
    server = open_review(out, annotations, annotator=annotator, order=order_of(out))
    thread = threading.Thread(target=server.serve)
    thread.start()
    try:
        yield server
    finally:
        server.stop()
        thread.join()
        server.close()


class Client:
    """What the page does, without a page: opens the address, keeps the cookie, sends tokens."""

    def __init__(self, address: str, annotator: str = "李雷") -> None:
        parts = urlsplit(address)
        self.port = parts.port or 0
        self.host = f"127.0.0.1:{self.port}"
        self.annotator = annotator
        status, headers, _ = self.raw("GET", f"/?{parts.query}")
        assert status == 200
        self.set_cookie = headers["Set-Cookie"]
        self.cookie = self.set_cookie.partition(";")[0]
        self.token = self.get("/api/session")[1]["token"]

    def raw(
        self, method: str, path: str, body: bytes | None = None, **headers: str | None
    ) -> tuple[int, Any, bytes]:
        """One request with exactly these headers (``_`` for ``-``), a Host if none is given."""
        given = {"Host": self.host} | {name.replace("_", "-"): v for name, v in headers.items()}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        try:
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            if body is not None:
                given.setdefault("Content-Length", str(len(body)))
            for name, value in given.items():
                if value is not None:
                    connection.putheader(name, value)
            connection.endheaders(body)
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            connection.close()

    def get(self, path: str, **query: object) -> tuple[int, Any]:
        search = f"?{urlencode(query)}" if query else ""
        status, _, content = self.raw("GET", quote(path) + search, Cookie=self.cookie)
        return status, json.loads(content)

    def post(self, path: str, given: object, **headers: str | None) -> tuple[int, Any]:
        body = given if isinstance(given, bytes) else json.dumps(given).encode()
        sent: dict[str, str | None] = {
            "Cookie": self.cookie,
            "Origin": f"http://{self.host}",
            "X_Review_Token": self.token,
            **headers,
        }
        status, _, content = self.raw("POST", path, body, **sent)
        return status, json.loads(content)

    def task(self, text: str) -> Record:
        status, task = self.get(f"/api/segments/{segment_id(text)}", annotator=self.annotator)
        assert status == 200, task
        return dict(task)

    def answer(self, text: str, **changes: object) -> Record:
        """What the page would send for a segment if nobody changed anything."""
        task = self.task(text)
        says = {name: task["says"][name] for name in ("labels", "spans", "covering", "note")}
        given = {"id": task["id"], "annotator": self.annotator, "answer": "accept"}
        return {**given, **says, **changes}

    def accept(self, text: str, **changes: object) -> Record:
        status, kept = self.post("/api/answers", self.answer(text, **changes))
        assert status == 200, kept
        return dict(kept)

    def undo(self) -> tuple[int, Any]:
        return self.post("/api/undo", {"annotator": self.annotator})
