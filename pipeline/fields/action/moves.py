"""Patterns for verbs whose thing stands before them: 将A|纳入B, 标准|提高到60%, 资金由市|承担."""

from __future__ import annotations

import re
from functools import cache

from pipeline.fields.action.phrases import COMPLEMENT, JOINT, OPENED, manner, modal
from pipeline.fields.action.words import any_of, words_of


@cache
def handed_over() -> re.Pattern[str]:
    """建设管理办法|由市人民政府另行制定: what opens the clause is done by somebody else."""
    thing = (
        r"(?:办法|细则|方案|标准|资金|经费|费用|规则|目录|名单|流程|程序|清单|系数|工作|事宜|手续"
        r"|条款|部分|价款|款项|租金)"
    )
    return re.compile(
        rf"{OPENED}(?P<thing>[^，。；“”（）]{{0,20}}{thing})"
        rf"(?:统一|均|一律)?由[^，。；用]{{2,24}}?(?:负责)?"
        rf"(?P<verb>(?:{any_of('adverb')}){{0,2}}{any_of('verb', 'give', 'late')}"
        rf"(?:{JOINT}?{any_of('verb', 'give', 'late')})?)$"
    )


@cache
def moved() -> re.Pattern[str]:
    """将专题服务|接入平台, 把A|纳入B: the object stands before the verb."""
    # 将|推进…: a word of duty, unless something is moved: 将推进工作|放在首位
    goes = "纳入|作为|放在|摆在|列[为入]|转化为|确认为|认定为|融入|贯穿|支付[给至]|交给|划入|退还"
    not_modal = (
        rf"将(?:(?!{any_of('verb', 'adverb', 'cover')})|(?=[^，的]{{4,30}}(?:{goes}))"
        r"|(?=[^，的]{2,10}(?:结果|情况|信息|材料|意见|名单|价款|数据)(?![与和、])))"
    )
    return re.compile(
        rf"(?:{not_modal}|把)(?P<thing>[^，]{{2,60}}?)(?:[由从](?!业)[^，的]{{1,16}}?)?(?:统一|全部)?"
        rf"(?P<verb>{any_of('adverb')}?"
        rf"(?:{any_of('verb', 'move')}{COMPLEMENT}|{any_of('move')}(?![表书期栏])))"
    )


# No verb with its modal and adverbs is longer.
_LONGEST = 24
_BY_ITSELF = r"用于(?<![适专通应信]用于)(?!：)|纳入|列入|计入(?<!累计入)|视为|作为"


@cache
def _going() -> re.Pattern[str]:
    """The end of what says where something gets."""
    ends = "".join(
        sorted({word[-1] for kind in ("verb", "move", "late") for word in words_of(kind)})
    )
    return re.compile(rf"(?<=[{ends}]){COMPLEMENT}|{_BY_ITSELF}")


@cache
def _shifted() -> re.Pattern[str]:
    verb = any_of("verb", "move", "late")
    goes = rf"(?:{verb}{COMPLEMENT}|{_BY_ITSELF}|放宽到)"
    return re.compile(rf"(?P<verb>(?:{modal()})?{manner()}{goes})")


def going(clause: str) -> re.Match[str] | None:
    """补贴标准|提高到60%, 补贴资金|可用于装修: a verb that says where something gets."""
    end = _going().search(clause, 2)
    return None if end is None else _shifted().search(clause, max(2, end.start() - _LONGEST))
