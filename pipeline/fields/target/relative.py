"""Goals that another quantity gives, without a number of their own (Q29)."""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.fields.target.context import Clauses, metric_start
from pipeline.schema import Target

_AMOUNT = (
    r"(?:余额|额度|本金|标准|面积|比例|水平|[总限金数差]?额|数量?|率|工资|收入|同期|增速|增幅|增长|价款?|价格"
    r"|成本|总量|能耗|租金|目标|平均值?)"
)
# 不超过实际支付的|物业费用: what closes its clause
_SUM = rf"(?:{_AMOUNT}|之和|总和|支出|费用|首付款|[上下]限|限额)"
_AMOUNT_ENDS = re.compile(_SUM + "$")
_YARDSTICK = (
    r"(?:上年|上一年|去年|前年|(?:19|20)\d\d年|各项|全国|全省|全市|同期|上季度|上月|当地|平均|国家|城镇"
    r"|法定|其|规定|实际|购房|总价|最[低高]|所在|本地|合同|同等|市场|基准|全社会|地区|GDP|省|历史|企业|该|原)"
)
_RELATIVE = re.compile(
    r"(?:不(?:得|能|应)?(?:低|高|少|大|小)于|不(?:得|能|应)?超过|高于|低于)"
    rf"(?:(?P<base>{_YARDSTICK}[^，。；\n（）\d%]{{0,40}}?)(?=[，。；\n（）]|且|并不|$)"
    rf"|(?P<sum>[^，。；\n（）\d%的]{{1,22}}?{_SUM}|[^，。；\n（）\d%]{{1,24}}?的"
    rf"[^，。；\n（）\d%的]{{0,8}}{_SUM})(?=[，。；\n（）]|且|并不|$))"
)
# 按|不高于2017年征收标准|征收, 办理|不超过已缴纳出让金比例|的权证: inside its clause.
_INSIDE = re.compile(
    r"(?:按照?(?:每[人户家个月年天]){1,2}不|不)(?:得|能|应)?(?:(?:低|高|少|大)于|超过)"
    r"(?P<base>[^，。；、\n（）\d%的]{0,4}(?:(?:19|20)\d\d年)?"
    rf"[^，。；、\n（）\d%的]{{0,16}}?{_AMOUNT})"
    r"(?:(?:给予|发放)[^，。；、\n\d的]{2,12}|(?=征收|执行|收取|计算|给予|发放|补|销售|出售|出租|购买|供应|缴纳)"
    r"|(?=的(?!\d|百分|[^，。；、\n]{0,4}比例|[^，。；、\n]{0,8}(?:企业|单位|项目|人|家庭|职工|户|者)|，)))"
)
# 按|不低于购买首套住房的最低比例|执行
_LOWEST = re.compile(
    r"不(?:得|能|应)?(?:(?:低|高|少)于|超过)"
    r"(?P<base>[^，。；、\n（）\d%]{2,20}的最[低高](?:比例|标准|价格?|额度|限额))(?=执行|征收|收取|缴纳|[，。；])"
)
# 裁员率标准|放宽至上年度全国城镇调查失业率控制目标
_SET_TO = re.compile(
    r"(?:放宽|提高|降低|调整|恢复|下调|上调)[至到为]"
    r"(?P<base>(?:上年|上一年|去年|前年|(?:19|20)\d\d年|全国|全省|全市|同期|当地|国家|法定|最低)"
    r"[^，。；、\n（）\d%]{0,20}(?:标准|水平|目标|均值|同期|率))(?=[，。；、\n（）]|$)"
)
# 居民收入增长|与经济增长基本同步
_IN_STEP = re.compile(r"与[^，。；、\n与]{2,16}(?:基本|保持)*同步(?:增长)?(?=[，。；、\n]|$)")
# 招收人数|比上年实现一定比例的增长
_MORE = re.compile(
    r"[比较](?:上年|去年|上一年|同期)度?(?:实现|保持|有)[^，。；、\n\d]{0,8}"
    r"(?:增长|提高|增加|下降|减少)(?=[，。；、\n]|$)"
)
# 税负|只减不增
_ONE_WAY = re.compile(r"只[增升]不[减降]|只[减降]不[增升]")
_MEASURED = re.compile(r"额度?|幅度|利率|提取|费用|比例|价格|标准|基数|面积|总和|之和")
_GROWN = re.compile(r"增长|增加|增速|提高|收入|招收|招录|投入|支出|税负|总量|规模|人数|数量")
_BRACKET_NUMBER = re.compile(r"（[^（）\n]{1,20}）\d")  # 水平投影面积|（不含阳台）30%
_NAMES_A_PARTY = re.compile(r"[的时者]$|的[^，。；]{0,8}(?:企业|单位|项目|人员)")


def absolute(start: int, end: int, metric: str | None, rule: str) -> Target:
    """A target without a value."""
    return Target(start, end, "absolute", rule, metric=metric)


def _relative(clauses: Clauses, match: re.Match[str]) -> Target | None:
    """中小企业信贷余额高于上年同期余额."""
    if _INSIDE.match(clauses.text, match.start()) is not None or _NAMES_A_PARTY.search(match[0]):
        return None
    base = match["base"] or ""
    if "的" in base and _AMOUNT_ENDS.search(base) is None:  # 低于市场租金租赁的住房
        return None
    _, left = clauses.left_of(match.start())
    if _BRACKET_NUMBER.match(clauses.text, match.end()):
        return None
    left = left[max(left.rfind("（"), left.rfind("）")) + 1 :]
    metric = left[metric_start(left) :]
    named = metric.rstrip("应须需") or metric
    if left.startswith(("凡", "如", "若", "当")):
        return None
    if left.endswith("对") or left == "对":  # 对低于下限标准的缴存基数
        return None
    goes_on = clauses.text.startswith("且", match.end())
    if goes_on and not match[0].startswith("不"):  # 缴存基数低于下限标准|且逾期未调整的
        return None
    if len(metric) < 2:
        return _second_bound(clauses, match) if match[0].startswith("不") else None
    if metric.endswith(("时间", "期限", "日期")):  # 付款时间不得超过合同签订日期一年
        return None
    return absolute(match.start() - len(metric), match.end(), named, "target.relative")


def _second_bound(clauses: Clauses, match: re.Match[str]) -> Target | None:
    """提取额不超过购房首付款金额，且|不超过账户余额之和: of what, a clause before says."""
    start = clauses.around(match.start())[0]
    before = clauses.text[max(clauses.sentence(start - 1)[0], start - 60) : start]
    if start < 2 or _MEASURED.search(before) is None:
        return None
    return absolute(match.start(), match.end(), None, "target.relative")


def _inside(_clauses: Clauses, match: re.Match[str]) -> Target:
    return absolute(match.start(), match.end(), match["base"], "target.bound_inside")


def _growth(clauses: Clauses, match: re.Match[str]) -> Target | None:
    """居民收入增长与经济增长基本同步."""
    _, left = clauses.left_of(match.start())
    metric = left[metric_start(left) :]
    if len(metric) < 2 or _GROWN.search(metric) is None:
        return None
    return absolute(match.start() - len(metric), match.end(), metric, "target.growth")


_BOUNDS = ("高于", "低于", "少于", "大于", "小于", "超过")

RELATIVE_SHAPES: tuple[
    tuple[tuple[str, ...], re.Pattern[str], Callable[[Clauses, re.Match[str]], Target | None]], ...
] = (
    (_BOUNDS, _RELATIVE, _relative),
    (_BOUNDS, _INSIDE, _inside),
    (("最低", "最高"), _LOWEST, _inside),
    (("至", "到", "为"), _SET_TO, _relative),
    (("同步",), _IN_STEP, _growth),
    (("比上", "较上", "比去年", "较去年", "比同期", "较同期"), _MORE, _growth),
    (("只增", "只减", "只升", "只降"), _ONE_WAY, _growth),
)
"""A word of which one must stand in the text, the pattern, and what reads its match."""
