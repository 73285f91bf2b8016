"""Read responsibility notes: ``（A牵头，B、C配合）``, ``责任单位：A、B``.

A note is read from left to right in clauses. A label (``责任单位：``) gives its role to what
follows, a predicate (``牵头``) to what stands before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.fields.department.lists import Span, split_bodies
from pipeline.fields.department.words import BRACKET, alternation, words
from pipeline.lexicon import read_lexicon
from pipeline.schema import Body, Role

_ROLES: dict[tuple[str, str], Role] = {
    (row["use"], row["word"]): row["role"]  # type: ignore[misc]
    for row in read_lexicon("role_words")
}
_LABEL_WORD = alternation(words("role_words", "use", "label"))
_PREDICATE_WORD = alternation(words("role_words", "use", "predicate"))
_JOINER_WORD = alternation(words("role_words", "use", "joiner"))

# 牵头单位：, 责任部门（列第一位者为牵头单位）：, 牵头、配合单位∶
LABEL = (
    rf"(?P<label>{_LABEL_WORD})(?:(?:[、和及或]{_LABEL_WORD})*(?:单位|部门|主体|处室|科室|机构)"
    rf"(?:和(?:单位|部门))?|(?<=[属地监管]责任))(?:{BRACKET})?"
)
# 责任人：, 完成时限：, 联系电话：
_OTHER_LABEL = (
    r"[\u4e00-\u9fff]{0,6}"
    r"(?:责任人|负责人|联系人|领导|时限|时间|进度|节点|目标|电话|频次|人员|同志|事项|范围)"
)
# The colon is sometimes lost: （责任单位市财政局，配合单位各商业银行）
_ANY_LABEL = re.compile(
    rf"(?:(?:{LABEL}|(?P<other>{_OTHER_LABEL}))[：:∶]"
    rf"|(?<=[（〔【，；\s]){LABEL.replace('?P<label>', '?P<bare>')}(?=[省市县区州各国中人]))"
)
# 各区县政府（含高新区、度假区管委会，下同）: a bracket parts no clauses
_BREAK = re.compile(
    rf"{BRACKET}|（不?含[^（）\n]{{1,60}}）|〈不?含[^〈〉\n]{{1,60}}〉|[，；。;,\n]+"
)

_DUTY = (
    r"(?:(?:按照?|根据|依据?|依照|履行)(?:各自|单位|部门|本单位)?的?(?:职责|职能|分工|任务|权限)"
    r"(?:任务)?(?:分工|范围|权限)?|分工)"
)
_ADVERB = rf"(?:{_DUTY}|分别|共同|各自|具体|统一|主要|依法|认真|全力|抓好|做好|组织|直接)"
PREDICATE = rf"(?:{_ADVERB}*(?P<word>{_PREDICATE_WORD})(?:相关工作|工作|到位)?|(?P<duty>{_DUTY}))"
_AT_END = re.compile(rf"{PREDICATE}$")
# 甲牵头乙、丙配合, without a comma
_IN_MIDDLE = re.compile(
    rf"(?<!（){_ADVERB}*牵头(?:负责|组织|协调|推进|落实|实施)*+、?+(?!单位|部门|区|考核|人|机构|责任|$)"
)
_JOINER = re.compile(
    rf"(?:(?:会同|会商|联合(?![会体社国征执采工重开办参网验]))"
    rf"|(?<=[部委局厅办行会院])(?:{_JOINER_WORD})(?!办|法工)(?=[\u4e00-\u9fff]{{3}}))"
)
# 以下均需试点城市政府落实; 6月底前由市财政局负责
_BEFORE_BODIES = re.compile(
    r".*(?:(?:以[上下]|上述|各项)[^，。；]{0,12}?(?:均?需|均?由|均?涉及|均?包括)|(?<![自理])由(?!贸))"
)
# 以黑体字标注的为牵头部门、单位 names nobody, and 排在首位者牵头 does not.
_DECLARES = re.compile(
    r"[的者](?:均|都)?[为是](?:牵头|配合|责任)(?:部门|单位)|(?:首位|第一位?|最前|在前)面?[者的]"
)
_OWN_ROLE = re.compile(rf"（(?P<word>{_PREDICATE_WORD})(?:单位|部门)?）$")
_NOTE_WORDS = ("负责", "牵头", "配合", "单位", "部门", "落实", "参与", "分工", "指导")
_BRACKETED = re.compile(
    r"[（【〔\[](?:[^（）【】〔〕\[\]\n]|[（〔][^（）〔〕\n]{0,60}[）〕]){3,600}[）】〕\]]"
)
_LABEL_END = re.compile(r"[：:∶](?<=[位门体室构任）].)")
_LABELLED_LINE = re.compile(
    rf"[ \u3000]*(?:[（(]?[\d一二三四五六七八九十]+[）).、．])?{LABEL}[：:∶][^\n]+"
)


def find_notes(text: str) -> Iterator[Span]:
    """Yield the passages that read like responsibility notes, brackets and label included."""
    for found in _BRACKETED.finditer(text):
        inner = found.group()[1:-1]
        if any(word in inner for word in _NOTE_WORDS) and _is_note(found.group()):
            yield found.span()
    read = 0
    for label in _LABEL_END.finditer(text):
        line = text.rfind("\n", 0, label.start()) + 1
        if line >= read and (match := _LABELLED_LINE.match(text, line)):
            yield match.span()
            read = match.end()


def _is_note(bracketed: str) -> bool:
    if _ANY_LABEL.search(bracketed):
        return True
    first = re.split("[。；]", bracketed[1:-1], maxsplit=1)[0]
    return _AT_END.search(first) is not None


def read_note(text: str, start: int, end: int, *, strict: bool = False) -> list[Body]:
    """Return the bodies of the note ``text[start:end]`` with their roles; clean offsets.

    With ``strict`` every body must end in a word that ends names of bodies; for passages that
    are not known to be notes.
    """
    start, end = _inner(text, start, end)
    reader = _Reader(text, strict)
    labels = list(_ANY_LABEL.finditer(text, start, end))
    edges = [label.start() for label in labels] + [end]
    reader.read(start, edges[0], None)
    for label, until in zip(labels, edges[1:], strict=True):
        word = label["label"] or label["bare"]
        reader.read(label.end(), until, _ROLES["label", word] if word else "other")
    return sorted(reader.bodies, key=lambda body: body.start)


def _inner(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in " \u3000\n\t（【〔[":
        start += 1
    opened = sum(text.count(mark, start, end) for mark in "（〔【[")
    closed = sum(text.count(mark, start, end) for mark in "）〕】]")
    while end > start and text[end - 1] in " \u3000\n\t。）〕】]":
        if text[end - 1] in "）〕】]":
            if closed <= opened:
                break
            closed -= 1
        end -= 1
    return start, end


class _Reader:
    """Collects bodies clause by clause; those without a role wait for the next predicate."""

    def __init__(self, text: str, strict: bool) -> None:
        self.text = text
        self.strict = strict
        self.bodies: list[Body] = []
        self.waiting: list[Span] = []

    def read(self, start: int, end: int, label: Role | str | None) -> None:
        """Read the stretch behind one label, or before the first (``label`` None)."""
        for clause in self._clauses(start, end):
            self._clause(*clause, label)
            # 责任单位：甲、乙。列首位的为牵头单位: the label ends with its sentence.
            label = "other" if label and self.text[clause[1] : clause[1] + 1] == "。" else label
        if label is None and self.waiting and not self.bodies:
            self._give("responsible", "department.note_list")
        self.waiting = []

    def _clauses(self, start: int, end: int) -> Iterator[Span]:
        begin = start
        for mark in _BREAK.finditer(self.text, start, end):
            if self.text[mark.start()] in "，；。;,\n":
                yield begin, mark.start()
                begin = mark.end()
        yield begin, end

    def _clause(self, start: int, end: int, label: Role | str | None) -> None:
        while middle := _IN_MIDDLE.search(self.text, start, end):
            self._collect(start, middle.start())
            self._give("lead", "department.note_predicate")
            start = middle.end()
        predicate = _AT_END.search(self.text, start, end)
        if predicate and predicate.start() > start:
            self._collect(start, predicate.start())
            word = predicate.group("word")
            role: Role = _ROLES["predicate", word] if word else "responsible"
            self._give(role, "department.note_predicate")
        elif label is None:
            self._collect(start, end)
        elif label != "other":
            self._collect(start, end)
            self._give(label, "department.note_label")  # type: ignore[arg-type]

    def _collect(self, start: int, end: int) -> None:
        if _DECLARES.search(self.text, start, end):
            return
        if before := _BEFORE_BODIES.match(self.text, start, end):
            start = before.end()
        joiner = _JOINER.search(self.text, start, end)
        if joiner:
            self.waiting += split_bodies(self.text, start, joiner.start(), strict=self.strict)
            for span in split_bodies(self.text, joiner.end(), end, strict=self.strict):
                self.bodies.append(Body(*span, "support", "department.note_joiner"))
        else:
            self.waiting += split_bodies(self.text, start, end, strict=self.strict)

    def _give(self, role: Role, rule: str) -> None:
        self.bodies += [self._body(span, role, rule) for span in self.waiting]
        self.waiting = []

    def _body(self, span: Span, role: Role, rule: str) -> Body:
        """Return a body, with the role in a bracket of its own: 市工信局（牵头）、市财政局."""
        own = _OWN_ROLE.search(self.text, *span)
        if own is None:
            return Body(*span, role, rule)
        return Body(
            span[0], own.start(), _ROLES["predicate", own["word"]], "department.note_bracket"
        )
