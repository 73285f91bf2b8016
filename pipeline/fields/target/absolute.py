"""Targets without a number: 全覆盖, 应收尽收, 全部完成, 减半, 翻一番, 不低于上年同期."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.fields.target.context import Clauses, metric_start
from pipeline.schema import Target

# 应收尽收, 应落实尽落实, 应保尽保
_ALL_OF = re.compile(r"应(?P<verb>[\u4e00-\u9fff]{1,2})尽(?P=verb)")
# 全覆盖、多层次的网络 and 全覆盖体系 describe a thing.
_COVER = re.compile(
    r"(?:基本|应急)?全面?覆盖率?(?!面|[\d达率的]|产业|网络|体系|格局|机制|模式|、[^，。；]{0,10}的)"
    r"|动态清零|(?<!定期)清零(?!行动|攻坚)"
    r"|(?:全国|全省|全市|全区|全县|所有)[^，。；、]{2,12}的?覆盖(?=[，。；]|$)"
)
# 全部免除费用, 全额垫付; not 全部人员, 全额的.
_WHOLLY = re.compile(
    r"(?<![健安])(?:全部(?!门)|全额)(?!地区|或|人员|工作|资料|材料|信息|内容|流程|过程|精力|责任|意见|职工|环节"
    r"|手续|贷款|收入|资金|费用|土地|房源|股|产权|房屋|项目|缴|业务|经济|事项|依法|面积|住房"
    r"|结清|本|还清|的|为|家庭|用地)(?=[\u4e00-\u9fff“])"
)
_PAYER = re.compile(r"(?:由[^，。；、的]{2,10}|对其[^，。；]{1,12}(?:予以|给予)?)$")
_NO_NEW = re.compile(
    r"(?:不得|不再|严禁|不|禁止)再?(?:形成|出现|发生|产生)?(?:新增|新的|增加|形成新增)"
)
_HALF = re.compile(r"减半(?:或免收|或免除|或者免收|征收|收取|缴纳|执行|收费)?")
_DOUBLE = re.compile(r"翻(?P<times>一|两|三|1|2|3)?番")
_RELATIVE = re.compile(
    r"(?:不低于|不高于|不少于|不得低于|不得高于|不得超过|不超过|高于|低于|不大于|不小于"
    r"|不能超过|不得少于)(?P<base>(?:上年|上一年|去年|前年|(?:19|20)\d\d年|各项|全国|全省"
    r"|全市|同期|上季度|上月|当地|平均|国家|城镇|法定|其|规定|实际|购房|总价|最低|所在|本地"
    r"|合同|同等|市场|基准|全社会|地区|GDP|省|历史)[^，。；\n（）\d%]{0,24})(?=[，。；\n（）]|$)"
)
# 全部取得证件的企业
_NAMES_A_THING = re.compile(r"的$|^[^的]{0,6}的[\u4e00-\u9fff]{2,8}$")
_NAMES_A_PARTY = re.compile(r"[的时者]$|的[^，。；]{0,8}(?:企业|单位|项目|人员)$")
_FEES = re.compile(r"[^，。；：、（）\n]{1,12}")
_PHRASE = re.compile(r"[^，。；：、（）！？\n]{2,26}")


def find_absolutes(clauses: Clauses) -> Iterator[Target]:
    """Yield targets that no quantity states; they may overlap each other."""
    text = clauses.text
    for match in _ALL_OF.finditer(text):
        yield _claim(clauses, match, "target.all_of", longest=6)
    for match in _COVER.finditer(text):
        yield _claim(clauses, match, "target.cover", longest=24)
    for match in _WHOLLY.finditer(text):
        yield from _wholly(clauses, match)
    for match in _NO_NEW.finditer(text):
        yield from _no_new(clauses, match)
    for match in _RELATIVE.finditer(text):
        yield from _relative(clauses, match)
    for match in _HALF.finditer(text):
        yield _half(clauses, match)
    for match in _DOUBLE.finditer(text):
        yield _double(clauses, match)


def _claim(clauses: Clauses, match: re.Match[str], rule: str, *, longest: int) -> Target:
    """The claim with what it is about, where that is short: 零就业家庭动态清零."""
    _, left = clauses.left_of(match.start())
    for mark in "、（）”和及" if rule == "target.all_of" else "、（）”":
        left = left[left.rfind(mark) + 1 :]
    metric = left[metric_start(left) :]
    if len(metric) > longest or re.match(r"各[项类]|做到|要做到|一律|都|均|全部", metric):
        metric = ""
    return _absolute(match.start() - len(metric), match.end(), metric or None, rule)


def _absolute(start: int, end: int, metric: str | None, rule: str) -> Target:
    return Target(start, end, "absolute", rule, metric=metric)


def _wholly(clauses: Clauses, match: re.Match[str]) -> Iterator[Target]:
    """全部免除各类费用, 全额退还增值税; not 全部或部分, 已全部竣工."""
    phrase = _PHRASE.match(clauses.text, match.end())
    start, left = clauses.left_of(match.start())
    if phrase is None or left.endswith(("已", "已经", "的", "未", "非", "不", "性", "是否")):
        return
    if "政策" in phrase[0] or _NAMES_A_THING.search(phrase[0]):
        return
    payer = _PAYER.search(left)
    begin = start + payer.start() if payer is not None else match.start()
    yield _absolute(begin, phrase.end(), phrase[0], "target.wholly")


def _no_new(clauses: Clauses, match: re.Match[str]) -> Iterator[Target]:
    """不得形成新增逾期拖欠, 不形成新的拖欠."""
    noun = _PHRASE.match(clauses.text, match.end())
    if noun is not None and not noun[0].endswith("的"):
        yield _absolute(match.start(), noun.end(), noun[0], "target.no_new")


def _relative(clauses: Clauses, match: re.Match[str]) -> Iterator[Target]:
    """中小企业信贷余额高于上年同期余额: a bound without a number (Q29)."""
    if _NAMES_A_PARTY.search(match["base"]):
        return
    _, left = clauses.left_of(match.start())
    metric = left[metric_start(left) :]
    if len(metric) < 2 or left.startswith(("凡", "如", "若", "当")):
        return
    yield _absolute(match.start() - len(metric), match.end(), metric, "target.relative")


def _half(clauses: Clauses, match: re.Match[str]) -> Target:
    """房租减半 · 减半征收 · 减半或免收2020年度会费 (Q12: 50 to 100 %)."""
    _, left = clauses.left_of(match.start())
    left = re.split(r"[、“”（）]", left)[-1]
    metric = left[metric_start(left) :]
    if len(metric) > 10:
        metric = ""
    end = match.end()
    if "或" in match[0]:
        fees = _FEES.match(clauses.text, end)
        end = fees.end() if fees is not None else end
    return Target(
        match.start() - len(metric),
        end,
        "-",
        "target.half",
        metric=metric or None,
        value=50,
        value_max=100 if "或" in match[0] else None,
        unit="%",
    )


def _double(clauses: Clauses, match: re.Match[str]) -> Target:
    """规模翻一番: + 100 %; 翻两番: + 300 %."""
    _, left = clauses.left_of(match.start())
    metric = left[metric_start(left) :]
    times = {"两": 2, "2": 2, "三": 3, "3": 3}.get(match["times"] or "", 1)
    return Target(
        match.start() - len(metric),
        match.end(),
        "+",
        "target.double",
        metric=metric or None,
        value=(2**times - 1) * 100,
        unit="%",
    )
