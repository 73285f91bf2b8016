"""How predicates begin: a table of shapes, and the pattern of all of them.

The verbs and modals are data (lexicons/subject_words.tsv); a shape is one row here, with an
example that the tests match.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.fields.department.words import (
    BLOCKED,
    DUTY_WORD,
    VERB,
    alternation,
    first_characters,
    words,
)


class PredicateShape(NamedTuple):
    """One way in which a predicate begins; ``example`` is one from its first character on."""

    group: str
    begins: str
    pattern: str
    example: str


_LEAVE = alternation(words("subject_words", "use", "leave"))
IN_CHARGE = (
    r"(?:(?:[^，。；\n]{2,30}(?:行政主管|主管|责任|监管)|[^，。；\n]{0,30}牵头(?:实施|负责)?)"
    r"(?:部门|单位|机关|机构)(?=[，。；\n]|（(?:以下|[简统]称))"
    # 各区政府是本辖区改造工作的责任主体。; 是监督管理的执法主体，要会同…
    r"|[^，。；\n]{2,40}的(?:责任主体(?=[。；\n])|实施机构（以下[^（）\n]{2,24}）(?=，))"
    r"|[^，。；\n]{2,40}(?:第一责任人|责任主体|实施主体|工作主体|执法主体)，(?=要|应|须|必须|切实|可|负责)"
    r"|[^，。；\n]{2,40}(?:机构|单位|部门|机关|主体)，(?=(?:主要|具体|统一)?负责(?!人)))"
)
# 对出台的政策进行评估, and not what is done to a thing: 政府组织实施的项目
_PREPOSITION = r"(?:对|按照?|根据|依据|针对|围绕|结合|为|以|在|向|于|从|通过)"
# 建立统一的系统, 制定具体的措施: the word before 的 qualifies what is made.
_ATTRIBUTE = (
    "(?:统一|具体|健全|完善|稳定|有效|合理|灵活|明确|规范|科学|公开|优惠|常态化"
    "|更多|更好|相应|适当|全面|充分|妥善|多元|积极)"
)
_NO_NUMBER = r"(?!为[：\d一二三四五六七八九十百])"
_PARTY_TO = "(?:其|购房人|借款人|承租人|业主|买受人|职工|当事人|申请人|缴存人|换房人)"
# The first that matches counts. Groups: what has to be done (duty), may be (leave), is (verb).
PREDICATE_SHAPES = (
    PredicateShape("duty", first_characters("duty"), DUTY_WORD, "应当公示"),
    PredicateShape("leave", first_characters("leave"), _LEAVE, "可以调整"),
    PredicateShape(
        "verb",
        "对按根依针围结为以在向于从通",
        rf"{_NO_NUMBER}{_PREPOSITION}(?!的)",
        "对政策进行评估",
    ),
    PredicateShape(
        "verb",
        first_characters("verb", "verb_or_noun"),
        rf"{_NO_NUMBER}{VERB}(?!(?:[或并和、]?(?!{_ATTRIBUTE}的){VERB})?的)",
        "建立统一的系统",
    ),
    PredicateShape("verb", "各每", r"[各每](?=\d|自?(?:承担|负担|分担))", "各自承担50%"),
    PredicateShape(
        "verb", "与", r"与(?=[^，。；\n]{2,25}(?:合作|联合|签订|共享|核对|协商))", "与高校合作"
    ),
    PredicateShape(
        "verb",
        "与",
        rf"与(?={_PARTY_TO}[^，。；\n]{{0,24}}(?:解除|约定|结算|签署|办理)"
        r"|[^，。；\n]{0,10}(?:申请人|职工|业主|员工)[到在于按][^，。；\n]{2,40}(?:签[订署]|办理))",
        "与购房人解除合同",
    ),
    PredicateShape(
        "verb",
        "与",
        r"与(?=[^。；\n]{4,90}，签订[^，。；\n]{0,20}(?:合同|协议))",
        "与承租人就补偿事项，签订合同",
    ),
    PredicateShape(
        "verb",
        "凭",
        r"凭(?=[^，。；\n]{2,30}(?:办理|发放|拨付|受理|核发|给予))",
        "凭项目认定书办理立项手续",
    ),
    PredicateShape("verb", "自", r"自(?=[^，。；\n]{2,30}(?:日起|后))", "自印发之日起执行"),
    PredicateShape(
        "verb", "视", r"视(?=[^，。；\n]{1,12}(?:情况|状况|财力|程度))", "视自身财力给予补助"
    ),
    PredicateShape(
        "verb",
        "未违",
        r"(?:未|违反)(?=[^。；\n]{2,60}的，(?:依法|由其|自行)?(?:应当?|须|承担))",
        "未按约定发放贷款，造成损失的，应承担责任",
    ),
    PredicateShape("verb", "是为", rf"[是为](?={IN_CHARGE})", "是住房保障工作的主管部门。"),
    PredicateShape(
        "verb",
        "经",
        r"经(?=[^，。；\n]{2,40}(?:后|批准|同意|备案|许可|认定|委托)，?(?:可(?![能持])|方可|应|须|必须))",
        "经区政府批准，可调整",
    ),
    PredicateShape("verb", "除", r"除(?=[^，。；\n]{2,60}外，)", "除急诊外，其他可暂停"),
)
# What looks like the beginning of a predicate and is none, with an example.
NO_PREDICATE_SHAPES = (
    (rf"{BLOCKED}(?<!同意)", "应急管理"),
    (r"同意(?!后[^，。；\n]{0,6}(?:出具|办理|签订|发放|划转|组织))", "同意，方可"),
    (r"负责人(?![才员民社力])", "负责人要"),
    (r"不能[^，。；\n]{1,25}的，", "不能推送信息的，"),
    (r"对外(?!(?:公布|发布|公开|公示)(?!的))", "对外贸易"),
    (r"在\d+[^，。；\n]{1,4}(?:以内|以上|以下|左右|之间)", "在30人以上"),
)


def _predicate() -> str:
    """Return a pattern of all shapes; one look at the first character spares most places them."""
    begins = "".join(sorted({char for shape in PREDICATE_SHAPES for char in shape.begins}))
    groups: dict[str, list[str]] = {}
    for shape in PREDICATE_SHAPES:
        groups.setdefault(shape.group, []).append(shape.pattern)
    branches_of = "|".join(f"(?P<{name}>{'|'.join(group)})" for name, group in groups.items())
    none = "|".join(pattern for pattern, _ in NO_PREDICATE_SHAPES)
    return rf"(?=[{begins}])(?!{none})(?:{branches_of})"


PREDICATE = _predicate()
PLAIN_PREDICATE = re.sub(r"\?P<\w+>", "?:", PREDICATE)
