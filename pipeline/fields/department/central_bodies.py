"""Central bodies: which one a name means at a date, and which body does its work today."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from pipeline.fields.department.bank_branches import PEOPLES_BANK, branch_today, full_tail
from pipeline.lexicon import Row, read_lexicon
from pipeline.schema import BodyName

# What may follow the name of a body and still be part of one name: 财政部办公厅,
# 国家发展改革委经济运行调节局, 国家金融监督管理总局无锡监管分局, 人民银行西安分行, 人行苏州中支.
_OFFICE = r"办公厅|办公室|机关党委|[一-龥]{2,13}(?<!公)司"
_BRANCH = (
    r"[一-龥]{2,12}?(?:监管(?:局|分局|支局|组)|税务局|分行|支行|中心支行|中支|营业部|管理部|营管部|"
    r"总部|调查总?队|分局|局|分公司|办事处|专员办)"
)
_TAIL = re.compile(rf"(?:{_OFFICE}|{_BRANCH})")
_TAIL_SHORT = (("中支", "中心支行"), ("营管部", "营业管理部"))
# 国家金融监管总局绩溪支局 is the 监管支局.
_FINANCIAL_REGULATOR = "国家金融监督管理总局"
_PLAIN_BRANCH = re.compile(r"(?<!监管)[支分]局$")
# Rows of bodies.tsv that correct the name of one local body; the others are central.
_LOCAL = "local"
_NOT_TAIL = re.compile(r"和|各|有关|相关|所属|会同|联合|、")
_AFTER_ISSUER = re.compile(r"$|办公厅|等|联合|印发|发布|转发")
# The successor keeps the offices of the same kind: 江西监管局, but not the departments (司).
_KEPT_TAIL = re.compile(r"办公厅|[一-龥]{2,12}监管(?:局|分局)")


@dataclass(frozen=True, slots=True)
class CentralBody:
    """A line of bodies.tsv; ``begins``/``ends`` compare as text with ISO dates, both included."""

    name: str
    begins: str
    ends: str
    successor: str


@dataclass(frozen=True, slots=True)
class CentralIndex:
    """Names → bodies. ``plain`` hold everywhere, ``central`` in notices of central bodies.

    ``own``: the names that a user's files give.
    """

    bodies: dict[str, CentralBody]
    plain: dict[str, tuple[CentralBody, ...]]
    central: dict[str, tuple[CentralBody, ...]]
    own: frozenset[str] = frozenset()

    def find(self, text: str, *, issued: dt.date | None, central: bool) -> CentralBody | None:
        """Return the body that ``text`` as a whole names, the one that existed when issued."""
        found = self.plain.get(text) or (self.central.get(text) if central else None)
        return _existing(found, issued) if found else None

    def split(
        self, text: str, *, issued: dt.date | None, central: bool
    ) -> tuple[CentralBody, str] | None:
        """Return a body and its office or branch: 财政部, 办公厅. The longest body wins."""
        if _NOT_TAIL.search(text):
            return None
        for end in range(len(text) - 2, 1, -1):
            body = self.find(text[:end], issued=issued, central=central)
            tail = text[end:]
            if body and _TAIL.fullmatch(tail) and not self.known(tail):
                return body, tail
        return None

    def known(self, text: str) -> bool:
        """Tell whether ``text`` names a central body in any notice."""
        return text in self.plain or text in self.central

    def leads(self, text: str) -> bool:
        """Tell whether ``text`` opens with central bodies: 住房城乡建设部等五部门联合印发."""
        for end in range(min(len(text), 16), 1, -1):
            if text[:end] in self.plain:
                rest = text[end:]
                return bool(_AFTER_ISSUER.match(rest)) or self.leads(rest)
        return False

    def today(self, body: CentralBody) -> str | None:
        """Return the last successor in the chain, None where the body still exists."""
        passed = {body.name}
        while body.successor and body.successor not in passed:
            passed.add(body.successor)
            body = self.bodies[body.successor]
        return body.name if len(passed) > 1 else None


@cache
def central_index(own_bodies: tuple[str, ...] = ()) -> CentralIndex:
    """Return the index of bodies.tsv, a user's files of bodies laid over it."""
    packaged = [row for row in read_lexicon("bodies") if row["level"] != _LOCAL]
    own = [row for path in own_bodies for row in read_lexicon(path, like="bodies")]
    bodies = {row["name"]: _body(row) for row in (*packaged, *own)}
    plain = _by_name(packaged, bodies, "short_names")
    # A user's name replaces the package's, whatever that meant before.
    own_plain = _by_name(own, bodies, "short_names")
    central = _by_name((*packaged, *own), bodies, "central_short_names")
    return CentralIndex(bodies, plain | own_plain, central, frozenset(own_plain))


@cache
def irregular_names() -> dict[str, str]:
    """Return names that patterns get wrong, with the right ones: 武汉住房公积金管理中心."""
    rows = (row for row in read_lexicon("bodies") if row["level"] == _LOCAL)
    return {short: row["name"] for row in rows for short in row["short_names"].split("、")}


def central_name(index: CentralIndex, body: CentralBody, tail: str = "") -> BodyName:
    """Return the full name of a body, or of its office or branch, and its successor's."""
    for short, full in _TAIL_SHORT:
        tail = tail.removesuffix(short) + full if tail.endswith(short) else tail
    if body.name == _FINANCIAL_REGULATOR:
        tail = _PLAIN_BRANCH.sub(r"监管\g<0>", tail)
    if body.name == PEOPLES_BANK:
        tail = full_tail(tail, index.bodies)
    name, today = body.name + tail, index.today(body)
    if renamed := index.bodies.get(name):
        return BodyName(name, index.today(renamed))
    if body.name == PEOPLES_BANK:
        return BodyName(name, branch_today(name))
    if today and tail and _KEPT_TAIL.fullmatch(tail):
        today += tail
    return BodyName(name, today)


def _body(row: Row) -> CentralBody:
    # "2018" ends after every day of 2018: "~" sorts behind digits and hyphens.
    ends = row["to"] + "~" if row["to"] else "~"
    return CentralBody(row["name"], row["from"], ends, row["successor"])


def _by_name(
    rows: Iterable[Row], bodies: dict[str, CentralBody], column: str
) -> dict[str, tuple[CentralBody, ...]]:
    found: dict[str, tuple[CentralBody, ...]] = {}
    for row in rows:
        names = row[column].split("、") if row[column] else []
        if column == "short_names":
            names = [row["name"], *names]
        for name in names:
            found[name] = (*found.get(name, ()), bodies[row["name"]])
    return found


def _existing(found: tuple[CentralBody, ...], issued: dt.date | None) -> CentralBody:
    """Return the body alive on the day; else the nearest before it; undated: the latest."""
    latest_first = sorted(found, key=lambda body: body.begins, reverse=True)
    if issued is None:
        return latest_first[0]
    day = issued.isoformat()
    begun = [body for body in latest_first if body.begins <= day]
    alive = [body for body in begun if day <= body.ends]
    return (alive or begun or latest_first[-1:])[0]
