"""Tell names of acting bodies from other noun phrases: which items of a list can be subjects."""

from __future__ import annotations

import re

from pipeline.fields.department.alternatives import any_of
from pipeline.fields.department.lists import (
    LONGEST_QUALIFIER,
    Span,
    is_body,
    is_person,
    split_items,
)
from pipeline.fields.department.name_shapes import (
    NO_QUALIFIED_SHAPES,
    NO_QUALIFIER_SHAPES,
    NO_SUBJECT_SHAPES,
    NOT_INSIDE_SHAPES,
    QUALIFIER_SHAPES,
)
from pipeline.fields.department.words import (
    INNER_VERB,
    ends_like_body,
    is_known,
)

# 对…, 加强…: what begins so is no subject.
_NO_SUBJECT = re.compile(rf"(?:{any_of(NO_SUBJECT_SHAPES)})")
# 符合条件的, 承担任务的 qualify a name; 加强…的, 对…的 do not.
_NO_QUALIFIER = re.compile(rf"(?:{any_of(NO_QUALIFIER_SHAPES)})")
_QUALIFIES = re.compile(any_of(QUALIFIER_SHAPES))
_NOT_INSIDE = re.compile(any_of(NOT_INSIDE_SHAPES))
_INNER_VERB = re.compile(INNER_VERB)
# 国家将对承担任务的省（市）给予补助: what stands before 的 has a subject of its own
_BY_INSIDE = re.compile(
    r"(?<![自理缘])由(?!贸)|(?<!面)向本人|[将应须要可会]对|(?:自行|应当?|须|可以?|直接)向|(?<=[围象额间])为"
)
_NO_QUALIFIED = re.compile(any_of(NO_QUALIFIED_SHAPES))
# 由甲会乙制定: 会 joins, where it is no part of a name.
MEETS = (
    r"[会商](?<![管党居村业常组安国政]委会)(?<!工委会)"
    r"(?<=[部委局厅办会院府行心门][会商])(?![议同签审])"
    r"(?=[国省市县区自财教有相][^议]|(?<=门会)[\u4e00-\u9fff]{2,8}(?:部门|[局委厅]))"
)
_MEETS = re.compile(
    # 由住建部门会规划部门选址, 住建部门联合人民银行分支机构检查, 甲政府同乙政府签订合同
    rf"{MEETS}|联合(?<=部门联合)(?=人民银行|中国|[国省市县区有相])|同(?<=政府同)(?=[\u4e00-\u9fff]{{2,10}}政府)"
)
# 涉嫌犯罪的移交司法机关处理: whom something is handed to
_HANDED = re.compile(r"提交|移交|移送|转交|报送?(?=[省市县区国])|交由|告知|通知|函告|以")
# 省不动产统一登记联席会议办公室: what it is there for is part of the name
_STANDING = re.compile(
    r"[省市县区州][\u4e00-\u9fff]{2,24}(?:领导小组|协调小组|推进小组|联席会议|指挥部|工作专班)(?:办公室)?"
)
_LONGEST_NAME = 32
# 职业院校（含技工院校）, 各省（自治区、直辖市，以下简称省）: the bracket is part of the name
_INCLUDES = re.compile(
    r"（(?:含[^（），。；\n]{1,20}|[^（）。；\n]{2,12}，以下简称[^（）\n]{1,4})）"
)
# 银行机构、支付机构: in a list such a verb is part of the name.
_NAMED_BY_VERB = re.compile(
    r"[\u4e00-\u9fff]{2,6}(?:机构|单位|主体|中心|企业|平台)|[\u4e00-\u9fff]{0,6}研究会"
)


def names_of(text: str, span: Span, *, whole: bool = False, obliged: bool = False) -> list[Span]:
    """Return the names in a list of subjects, up to the first item that is none.

    With ``whole`` none at all if an item is no name; persons do not count (任何单位和个人). With
    ``obliged`` the predicate is a duty: a verb may qualify the name (设立集体户的单位应当).
    """
    start, end = span
    if _begins_wrong(text, start, end, obliged):
        return []
    if meets := _MEETS.search(text, start, end):
        end = meets.start()
    items = split_items(text, start, end, joint=True)
    if items and whole and not obliged and is_person(text[slice(*items[0])]):
        return []
    items = [item for item in items if not is_person(text[slice(*item)])]
    names: list[Span] = []
    for item in items:
        if (name := _name(text, item, listed=bool(names), obliged=obliged)) is None:
            break
        names.append(name)
    if len(names) == 1 and names[0][1] - names[0][0] == 1:
        return []
    return [] if whole and len(names) < len(items) else names


def name_end(text: str, end: int) -> int:
    """Return where a name that seems to end at ``end`` ends with whom it includes: （含…）."""
    includes = _INCLUDES.match(text, end)
    return includes.end() if includes else end


def _begins_wrong(text: str, start: int, end: int, obliged: bool) -> bool:
    """Say whether a list begins with a verb or a preposition: 对…的企业, 加强部门联动."""
    first = _first_item(text, start, end)
    if is_known(first):
        return False
    if "的" not in first:
        return _NO_SUBJECT.match(text, start, end) is not None
    pattern = _NO_QUALIFIED if obliged else _NO_QUALIFIER
    return not _QUALIFIES.match(text, start, end) and pattern.match(text, start, end) is not None


def _first_item(text: str, start: int, end: int) -> str:
    """Return the list up to the first mark behind a name: 具有品牌、实力的企业、机构 → …企业."""
    mark = text.find("、", start, end)
    while mark >= 0 and not ends_like_body(text[start:mark]):
        mark = text.find("、", mark + 1, end)
    return text[start:mark] if mark >= 0 else text[start:end]


def _has_verb(text: str, start: int, end: int) -> bool:
    """Say whether a noun phrase holds a preposition, or a verb behind its first character."""
    verb = _NOT_INSIDE.search(text, start, end) or _INNER_VERB.search(text, start + 1, end)
    return verb is not None and _STANDING.fullmatch(text, start, end) is None


def _name(text: str, span: Span, *, listed: bool, obliged: bool) -> Span | None:
    """Return the span of a name without a long qualifier; None for what is no name.

    ``listed``: other names stand before it in its list; ``obliged``: a duty stands behind it.
    """
    start, end = span
    if is_known(text[start:end]):
        return span
    of = text.rfind("的", start, end)
    if of < 0 and obliged and text[start] == "各":
        # 各医疗废物产生、收集、转运和处置单位应: what each of them does is part of the name
        wrong = _NOT_INSIDE.search(text, start, end) is not None
    elif of < 0 and listed and _NAMED_BY_VERB.fullmatch(text, start, end):
        wrong = _NOT_INSIDE.search(text, start, end) is not None
    elif of < 0:
        wrong = bool(_NO_SUBJECT.match(text, start, end)) or _has_verb(text, start, end)
    else:
        wrong = bool(_NO_QUALIFIED.match(text, start, end)) or _has_verb(text, of + 1, end)
        wrong = wrong or _BY_INSIDE.search(text, start, of) is not None
        wrong = wrong or _HANDED.match(text, of + 1, end) is not None
        start = of + 1 if of + 1 - start > LONGEST_QUALIFIER else start
    name = text[start:end]
    too_long = len(name) > _LONGEST_NAME and "、" not in name
    # 去化周期超过36个月的市县: the numbers are those of the qualifier
    head = text[of + 1 : end] if of >= 0 else name
    if wrong or too_long or not ends_like_body(name) or not is_body(head):
        return None
    return start, end
