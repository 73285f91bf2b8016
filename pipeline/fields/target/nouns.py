"""The noun that a quantity belongs to: 10个|标杆网络, 给予50万元|配套奖励, 担保费率|1%."""

from __future__ import annotations

import re
from functools import cache

from pipeline.fields.target.cues import any_of

# The noun of a count ends before these: 遴选10个标杆网络|作为典型.
_NOUN = re.compile(
    r"的?(?:[^，。；、：！？（）\n“”]|（[^（）\n]{1,6}）(?=[\u4e00-\u9fff])|（[省市县区旗州、]{1,7}）|“[^”\n]{1,12}”){0,30}?"
    r"(?=[，。；、：！？）\n]|（(?![^（）\n]{1,6}）[\u4e00-\u9fff]|[省市县区旗州、]{1,7}）)|$"
    r"|作为|用于|并|以上|和\d|以及|及其|进行|达到|参与|提供|予以|给予|升级为)"
)
_FUND = re.compile(
    r"的?[^，。；、：（）\n的]{0,12}?(?:基金|资金池|专项资金|资金|债券|国债|再贷款|投资计划|任务|目标)(?=[，。；、]|$)"
)
# 1-3家|有基础、有能力的工业企业
_QUALIFIED = re.compile(r"(?:有|具有|具备|拥有|符合)[^，。；]{1,28}?的[^，。；、的]{2,12}")
# 192个|引领性、带动性、补短板的重大城建项目
_ENUMERATED = re.compile(
    r"[^，。；、：（）的\d]{0,8}(?:性|跨[^，。；、：（）的\d]{2,4})、[^，。；：（）的\d]{1,24}的[^，。；、的\d]{2,14}(?=[，。；]|$)"
)


def noun_length(right: str) -> int:
    """Length of the noun behind a count, 0 if none follows."""
    noun = _QUALIFIED.match(right) or _ENUMERATED.match(right) or _NOUN.match(right)
    return noun.end() if noun is not None else 0


def fund_length(right: str) -> int:
    """Length of the fund behind a sum: 设立100亿元|的未来产业基金."""
    fund = _FUND.match(right)
    return fund.end() if fund is not None else 0


def gift_length(right: str) -> int:
    """Length of what is given behind a sum: 的一次性奖补, 配套奖励, 的创业担保贷款支持."""
    noun = _gift().match(right)
    return noun.end() if noun is not None else 0


def attributive_gift_length(right: str) -> int:
    """The same where 的 joins it to the sum: 不超过10万元|的一次性奖补."""
    return gift_length(right) if right.startswith("的") else 0


def is_rate(metric: str) -> bool:
    """Tell whether a metric ends in a noun that takes a value (比例, 费率, 额度)."""
    return bool(_rate_end().search(metric))


@cache
def _gift() -> re.Pattern[str]:
    return re.compile(
        r"(?!的?(?:基础上|前提下))(?:不等)?的?(?:给予|予以|进行|标准)*(?:一次性)?"
        rf"[^，。；、：（）的\d]{{0,12}}?{any_of('give_noun')}{{1,3}}"
    )


@cache
def _rate_end() -> re.Pattern[str]:
    return re.compile(
        rf"{any_of('rate_noun')}(?:的|由|从|：)?(?:分别|均|统一|各|一般|原则上|暂时?|应当?)?$"
    )
