"""How often something has to be done, and of what there may be only so many."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.fields.target.context import Clauses, metric_start
from pipeline.numerals import read_number
from pipeline.schema import Op, Target

_COUNT = (
    r"(?P<low>[0-9]{1,3}|[一二两三四五六七八九十])(?:(?:[—–―－~～-]|至|到)(?P<high>[0-9]{1,3}))?"
)
# 每月至少进行1次跟踪服务, 每半年组织开展一次宣传活动, 每日2次体温检测
_OFTEN = re.compile(
    r"每(?:个?[一两三]?个?(?:半年|季度|年度?|季|月|周|日|天|旬|学期|学年))"
    r"(?P<way>[^，。；、：！？“”（）\n的每\d了]{0,16}?)"
    rf"{_COUNT}(?P<unit>次|场次?|期|轮)(?P<more>（?含?[^（）\n]{{0,2}}）?以上|以内|左右)?"
    r"(?P<what>(?:[^，。；、：！？“”（）\n的并]|“[^”\n]{1,12}”){0,14})"
)
# What people may do, what is counted of them, and what was: no duty.
_NO_DUTY = re.compile(r"可|提取|申请|享受|领取|办理|调整|次数|发生|超过$|已|曾|平均|(?<!至)少$")
# 每月3次（份）提高至10次: what was; 每月1次以上的客车: who is meant.
_WAS = re.compile(r"[^，。；、的]{1,3}(?:（[^（）]{1,4}）)?(?:的|提高|调整|增加|减少|改为|改成)")
_BOUND = re.compile(r"(?P<least>至少|不少于|不低于|不得少于)|(?P<most>不超过|不多于|最多|不得超过)")
# 一户家庭|只能购买一套, 每户限购1套; not 有限, 期限, 权限.
_ONLY = re.compile(
    r"[只仅限](?:(?<=限)(?<![有期权时无额年上下受局界制]限)(?=[购申使享领办兑用买转选])"
    r"|(?<!限)(?:能|可|准|得|允许|限|设|享受|核减|补贴|补助|奖励|认定))"
    r"(?P<act>[^，。；、：！？“”（）\n的其就对从同\d]{0,8}?)"
    r"(?P<low>[0-9]{1,3}|[一两二三])(?P<unit>次|套|个|张|笔|份|户|项|家|人|名|处|辆)"
    r"(?P<what>[^，。；、：！？“”（）\n]{0,14})"
)
_ACTS_ONLY = tuple(
    only + act for only in "只仅" for act in ("设", "享受", "核减", "补贴", "补助", "奖励", "认定")
)
# 每类产品|可补贴1件, 每名人才申领一张: what each one gets
_EACH_GETS = re.compile(
    r"(?:每(?:位|名|户|人|家|个|类|套|件)[^，。；、：！？（）\n\d每的]{0,10}?|各)"
    r"(?P<act>(?:可|限|能|最多|只能|仅可|仅限)?(?:补贴|申领|领取|享受|申请|兑换|使用)|(?:可|限|最多|只能|仅可|仅限)(?:购买|购|买|认购))"
    r"(?P<low>[0-9]{1,2}|[一两二三])(?P<unit>件|张|次|台|套|辆|份)(?=[，。；、）\n]|$)"
)
# 每半年召开一次例会, 每周报送1次 say how often and no more (Q25); an activity is counted
_ACTIVITY = re.compile(
    r"组织|开展|举办|举行|进行|消毒|检查|检测|测量|巡查|走访|培训|演练|排查|更新"
)
# 流动性调节系数执行1.2
_FACTOR = re.compile(
    r"系数(?:统一|均|可|由[0-9.]{1,4})?(?:为|执行|(?:调整|提高|下调|上调|降低|上浮|设|设定|提|降)[为至到])"
    r"(?P<low>[0-9]{1,2}(?:\.[0-9]{1,2})?)(?![0-9.%％倍个万亿年月日:：])"
)
# 年龄限制由男60周岁、女55周岁，|放宽为男65周岁、女60周岁; not 年龄放宽至35周岁以下的
# 按其水平投影面积的1/2计算建筑面积
_FRACTION = re.compile(
    r"按照?(?P<base>[^，。；、：\d\n]{2,16})的(?P<part>[1-9])/(?P<whole>[2-9])(?:计算|计入|计)"
    r"(?:[^，。；、并\d\n]{0,6}(?=[，。；、并\n]|$))?"
)
_AGE = re.compile(
    r"(?:(?:放宽|延长|提高|调整)[为至到](?:不得?超过)?|(?:还款|贷款|借款人?)?(?:最高|最长)?年龄(?:最长|最高)?不(?:得|能)?超过)(?:男性?|女性?)?(?P<low>[0-9]{2})(?P<unit>周?岁)"
    r"(?:、(?P<also>女性?(?P<second>[0-9]{2})周?岁))?(?=[，。；、）\n]|$)"
)
_AGE_OF = re.compile(r"贷款|退休|还款|到期|借款|年龄(?:限制|上限)")
# 允许房票在同一征收范围内|转让一次, |最多可申请延期3次; 每月可变更一次 is a frequency
_TIMES = re.compile(
    r"(?P<low>[0-9一两三])(?P<unit>次)(?=[，。；（）\n]|$)"
    r"(?<=(?:转让|撤销|延期|展期|变更|续期|更换|复核|顺延)[0-9一两三]次)"
)
_ALLOWED = re.compile(
    r"(?:(?P<most>最多可?(?:申请)?)|(?:允许|可以?|限)[^，。；、：的每\d]{0,12}?)$"
)
_REGULAR = re.compile(r"每|一年")
_JOINED = re.compile(r"但|且|并|原则上|同时|要|、|）")


def find_counted(clauses: Clauses) -> Iterator[Target]:
    """Yield duties with a frequency and ceilings on a number; they may overlap each other."""
    for match in _OFTEN.finditer(clauses.text):
        target = _often(clauses, match)
        if target is not None:
            yield target
    for match in _ONLY.finditer(clauses.text):
        target = _only(clauses, match)
        if target is not None:
            yield target
    for match in _EACH_GETS.finditer(clauses.text):
        op: Op = "<=" if re.search(r"限|最多|只|仅", match["act"]) else "="
        yield from _some(_counted(match, match.start(), match.end(), op, "target.each_gets"))
    for match in _TIMES.finditer(clauses.text):
        yield from _some(_allowed(clauses, match))
    yield from _settings(clauses)


def _allowed(clauses: Clauses, match: re.Match[str]) -> Target | None:
    """最多可申请延期3次: <= 3 次."""
    act = match.start() - 2
    _, left = clauses.left_of(act)
    allowed = _ALLOWED.search(left, max(0, len(left) - 18))
    if allowed is None or _REGULAR.search(left):
        return None
    start = act - (len(allowed[0]) if allowed["most"] else 0)
    return _counted(match, start, match.end(), "<=", "target.allowed")


def _some(target: Target | None) -> Iterator[Target]:
    if target is not None:
        yield target


def _settings(clauses: Clauses) -> Iterator[Target]:
    """Factors and ages, whose numbers have units of their own or none."""
    if "系数" in clauses.text:
        yield from _factors(clauses)
    for match in _FRACTION.finditer(clauses.text):
        value = round(int(match["part"]) / int(match["whole"]), 4)
        yield Target(match.start(), match.end(), "=", "target.fraction", match["base"], value=value)
    if "岁" in clauses.text:
        yield from _ages(clauses)


def _factors(clauses: Clauses) -> Iterator[Target]:
    for match in _FACTOR.finditer(clauses.text):
        start, left = clauses.left_of(match.start())
        begin = start + metric_start(left)
        value = read_number(match["low"])
        if value is not None and match.start() - begin <= 16:
            metric = clauses.text[begin : match.start() + 2]
            yield Target(begin, match.end(), "=", "target.factor", metric, value=value)


def _ages(clauses: Clauses) -> Iterator[Target]:
    for match in _AGE.finditer(clauses.text):
        if _AGE_OF.search(clauses.text, max(0, match.start() - 60), match.start()) is None:
            continue
        first_end = match.start("also") - 1 if match["also"] else match.end()
        unit = match["unit"]
        op: Op = "<=" if "超过" in match[0] else "="
        yield Target(
            match.start(), first_end, op, "target.age", "年龄", value=int(match["low"]), unit=unit
        )
        if match["also"]:
            start, value = match.start("also"), int(match["second"])
            yield Target(start, match.end(), "=", "target.age", "年龄", value=value, unit=unit)


def _often(clauses: Clauses, match: re.Match[str]) -> Target | None:
    """至少每月更新一次: >= 1 次."""
    text = clauses.text
    low, high = read_number(match["low"]), read_number(match["high"] or "")
    bound = _BOUND.search(match["way"])
    duty = _NO_DUTY.search(match["way"]) is None or (bound is not None and bound["most"])
    if low is None or _WAS.match(text, match.end("low")):
        return None
    often = bound is not None or match["more"] or low > 1
    if not often and not text.startswith("至少", match.start() - 2):
        duty = _ACTIVITY.search(match["way"]) is not None
    if not duty:
        return None
    start = match.start()
    if text.startswith("至少", start - 2):
        start -= 2
        bound = _BOUND.match(text, start)
    op: Op = "="
    if bound is not None:
        op = "<=" if bound["most"] else ">="
    elif match["more"]:
        op = ">=" if match["more"].endswith("上") else "~"
    what = match["what"].removesuffix("制度").removesuffix("机制")
    end = match.start("what") + len(what)
    metric = match["way"] + what
    return _counted(match, start, end, op, "target.often", metric=metric, high=high)


def _only(clauses: Clauses, match: re.Match[str]) -> Target | None:
    """只能使用一张购房资助资格凭证: <= 1 张."""
    if (not match["act"] and not match[0].startswith(_ACTS_ONLY)) or match["what"].startswith(
        ("性", "以上", "以内")
    ):
        return None
    _, left = clauses.left_of(match.start())
    if "取消" in left:  # 取消此前一年只能提取两次的限制
        return None
    who = left[metric_start(left) :]
    short = len(who) <= 7 and _JOINED.search(who) is None
    start = match.start() - (len(who) if short else 0)
    plain = match["unit"] == "次" or "的" in match["what"]
    end = match.start("what") if plain else match.end()
    return _counted(match, start, end, "<=", "target.only", metric=match["act"])


def _counted(
    match: re.Match[str],
    start: int,
    end: int,
    op: Op,
    rule: str,
    *,
    metric: str = "",
    high: int | float | None = None,
) -> Target | None:
    low = read_number(match["low"])
    if low is None:
        return None
    unit = match["unit"]
    return Target(start, end, op, rule, metric or None, value=low, value_max=high, unit=unit)
