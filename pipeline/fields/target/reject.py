"""Quantities that are no targets: who is eligible, what was reached, names, ranks, dates."""

from __future__ import annotations

import re
from functools import cache

from pipeline.fields.target.context import Context
from pipeline.fields.target.cues import any_of
from pipeline.fields.target.scope_rules import works

# 已完成, 累计发放, 共有; but 已缴纳, 已取得 describe what a share is taken of.
_REPORTED = re.compile(
    r"已(?!经?批|婚|生?育|就业|毕业|退休|参保|偿还|实际|完成(?=工程)|结清|还清|拥有|使用过|网签|备案|缴|付|交|支付|发生|纳|享受|认定|取得|建成|签约|获|竣工|出让|开工|建|购)"
    r"|(?<!按)(?<!按照)累计(?!.*(?:不|最)|达到?$|减免|补|给)|截至|截止目前|(?<![项由从])目前(?!期)|迄今"
    r"|(?:共有|共计|现有|(?<!发放)总计|约占|共)$|了(?:约|近)?$|去年(?!同期|底)|首次(?:超|突破|达)"
)
_REPORT_OPENS = re.compile(
    r"截至(?=\d|目前)|(?:^|，)去年(?!同期|底|的)|^上半年|^目前|今年以来|近年来|^据(?!此)"
)
# 以总价100万元房源为例，首付款可由20万元降至15万元
_EXAMPLE = re.compile(r"^[^，]{0,3}(?:例如|比如|举例)|以[^，]{2,30}为例")
# 到2025年累计建成充电桩25万个: a sum that is still to come
_CUMULATIVE = re.compile(r"(?<!年)(?:到|至|在)(?:20\d\d年|“十[四五]五”)|力争|确保|争取|目标")
_PAID_ALREADY = re.compile(r"已(?:缴纳|支付|缴|付|完成)$")  # 已缴纳50%土地价款的项目
# 民营企业占比超九成; but 到2025年，…占比达30%
_SHARE_REPORT = re.compile(r"(?:占比|比重)(?:超|达|近|约)$")
_AHEAD = re.compile(r"到|力争|目标|确保|争取|提高|提升|实现|要|将|使")
_OUTLOOK = re.compile(r"今年(?!以来)|下一步|将|要")
# 一次性组织市外游客50人以上，…，按每人10元给予奖励
_REWARD_NEXT = re.compile(
    r"(?:，[^，。；]{0,24}){0,2}(?:的，(?:给予|按|分别|奖励|补|一次性)"
    r"|，(?:按每|给予|分别给予|奖励|一次性|每[^，]{1,12}奖励|补[助贴]))"
)
_CHOSEN = re.compile(r"(?:评选|遴选|选树|选拔|评定)$")  # 评选|5个优秀项目，分别给予…
_NOT_OVER = re.compile(r"未(?:超过|达到|达|满)$")  # 按月征收月销售额|未超过10万元
_EVERY = re.compile(r"每(?:[新增加长达到满超过完成提高减少降低吸纳招用培训引进认定获得住宿]{0,6})$")
_ORDINAL = re.compile(
    r"(?:第|前|后|排名|位列|序号|近|过去|未来|连续|满|不足|间隔|相隔|距离|连续缴存)$"
)
_GENERIC = re.compile(
    r"个?(?:方面|环节|节点|条件|重点[，。；、]|原则|阶段|层面|问题|机制|领域[，。；、]|步骤|意识|自信"
    r"|维护|条件|意见|措施|举措|政策|月|代表|大局|坚持|没有|确保|必须|确定|到位)"
)
_AT_LEAST = re.compile(r"至少$|[少低]于$")
_LISTED = re.compile(
    r"(?:这|那|以下|上述|下列|前述|其他|其余|该|本|全部|所有|等|分|分为|包括|包含|涉及|以上"
    r"|另外|哪)$"
)
_POLICY_VALUE = re.compile(
    r"首付|贷款|费率|额度|标准|利率|补贴|奖|返还|保证金|上限|下限|税率|租金|减免"
)
_CASE_OPENS = re.compile(r"凡|如|若|当(?![年月地前下])|每(?=增|新增|完成|达|提|超|满)")
_GOAL_OPENS = re.compile(r"确保|力争|推动|争取|实现")
_REWARD = re.compile(r"给予|予以|奖励|补助|补贴|资助|返还|可享受|贴息|可申请|可给予|奖补")
_THEN_MAY = re.compile(r"，(?:即可|方可|方能|才[能可])")  # 投资达到25%以上，即可办理
# 月缴存额在600元以下，最高贷款额度35万元
_THEN_CAP = re.compile(
    r"，(?:其|个人|家庭)?(?:最高)?(?:可贷|贷款|最高贷款)(?:最高)?额度[^，。；]{0,6}\d"
)
# 提高1万元以下|小额信用卡服务效率
_OF_QUALITY = re.compile(r"[^，。；、的]{2,20}(?:效率|质量|水平|能力|便捷性|便利度)")
_IMPROVED = re.compile(r"(?:提高|提升|优化|改善|增强)$")
_QUOTED_BOUND = re.compile(r"[^“”]*?(?:最低|最高|不低于|不超过|提高到)$")
_SET_TO_QUOTE = re.compile(
    r"(?:修改|调整|修订|变更|改|提高|提升|降低|下调|上调|放宽|延长|增加|扩大|缩短)[为成至到]$"
)  # 修改为“不得超过25倍”
# 不受《通知》中70%资金比例用于冷链物流|的限制
_LIFTED = re.compile(r"不受[^，。；]*$")
_LIMIT = re.compile(r"[^，。；]{0,40}(?:限制|约束)")
_PENALTY = re.compile(r"处(?:以)?$|罚款|拘留|处罚|罚金")
_DAILY = re.compile(r"每(?:天|日|周|次|人每)|日$")
# 达到600万元的，|超过100万的|按照: what follows 的 is the rule for the case.
_CASE = re.compile(
    r"[^，。；]{0,24}的(?:给予|予以|按|按照|可|由|再|不|每|分别|奖励(?=[^，。；]*\d)"
    r"|补[助贴](?=[^，。；]*\d)|一次性|其|应|减|免|暂|且|，|$|（)"
)


# 在缴纳50%以上土地出让金后，
_DONE_FIRST = re.compile(
    r"[^，。；、]{0,14}(?:(?<![最今以产售课先前术灾落背])后(?![续期备])|(?<![按及临同实准])时$)"
)
# 不得超过购房总价的80%|（购买保障性住房的，不得超过85%）
_BRACKET = re.compile(r"（(?!不?含)[^（）]*）?")
# 借款金额|不得超过20万元，…按其利息的40%给予贴息
_MUST = re.compile(r"不(?:得|能|应|可)(?:超过|高于|低于|少于|多于|大于|小于)$")
# 以建筑面积不超过70平方米|的小户型为主
_MAINLY = re.compile(r"的[^，。；、]{1,12}为主")
_MORE_OR_LESS = ("低于", "高于", "达到", "超过", "突破", "小于", "大于", "达")
# 个贷率连续3个月低于90%|，恢复受理
_THEN_SWITCH = re.compile(r"，(?:则|应|可|将|次月)?(?:及时)?(?:恢复|暂停|停止|启动|终止)")
# 在|50%以上业主同意的情况下
_GIVEN = re.compile(r"[^，。；、]{0,24}(?:情况|前提|条件|情形)下")
# 在职职工超过100人|的比例下调为10%
_CLASS = re.compile(
    r"的[^，。；、\d]{1,14}(?:调整?|提高?|降低?|放宽|扩大|延长|缩短|下调|上调|增加?|执行)[为至到]?\d"
)


@cache
def _party() -> re.Pattern[str]:
    """…达到2万吨以上|的牛羊精深加工企业: the quantity describes who is meant."""
    return re.compile(
        rf"[^，。；、（]{{0,10}}?的[^，。；的]{{0,18}}?{any_of('holder')}"
        r"(?!贷|担保|补|奖|的?(?:支持|贷款))"
    )


@cache
def _those() -> re.Pattern[str]:
    """对年度产值达到50亿以上且增速高于全市平均水平|的企业, 对投资5000万元以下、强度低于…的项目."""
    return re.compile(
        rf"^[且并][^，。；]{{2,24}}的[^，。；的]{{0,6}}{any_of('holder')}|^、[^，。；]{{2,40}}的[^，。；、的]{{2,12}}$"
    )


@cache
def _promised_noun() -> re.Pattern[str]:
    return re.compile(
        rf"的[^，。；、]{{0,12}}{any_of('give_noun')}|的(?:目标|要求|政策|任务|规定|余额)"
    )


def is_condition(context: Context, *, strong: bool, attributive: bool) -> bool:
    """Tell whether the quantity says who is eligible, or when a rule applies.

    ``strong``: a word before the quantity already promises it (给予10万元的…);
    ``attributive``: the quantity belongs to a noun outside the target (超过60%的列车).
    """
    behind = _BRACKET.sub("", context.behind)  # what a bracket adds is no condition
    quantity = context.quantity  # 承诺服务满5年, 间隔1米以上距离
    served = strong and (quantity.kind == "years" or quantity.unit == "米")
    if (
        _NOT_OVER.search(context.left)
        or _EVERY.search(context.left)
        or (_ORDINAL.search(context.left) and not served)
    ):
        return True
    done_first = "按" not in context.left and _DONE_FIRST.match(behind) is not None
    if done_first or _CLASS.match(behind):
        return True
    if behind.startswith("时") and "按" not in context.left:  # 在个贷率达到90%|时实行轮候
        return True
    if context.left.endswith("在") and _GIVEN.match(behind):
        return True
    if behind.endswith("的") or behind.endswith("的）"):
        return True
    if strong:
        counted = context.quantity.kind in ("count", "size")
        chosen = _CHOSEN.search(context.left) is not None
        return counted and not chosen and bool(_REWARD_NEXT.match(context.tail))
    mainly = context.clause.startswith("以") and _MAINLY.match(behind) is not None
    if attributive and not mainly and not _promised_noun().match(behind):
        return True
    if context.clause.startswith("对") and _those().search(behind):
        return True
    if _party().match(behind) or _CASE.match(behind):
        return True
    return _is_threshold(context)


def _is_threshold(context: Context) -> bool:
    """同比增速高于8%，给予10万元奖励: the reward follows in a later clause."""
    if _CASE_OPENS.match(context.clause):
        return True
    left = context.left
    if _POLICY_VALUE.search(left) or _MUST.search(left) or _GOAL_OPENS.match(context.clause):
        return False
    if context.quantity.after is not None and _THEN_CAP.match(context.tail):
        return True
    if left.endswith(_MORE_OR_LESS) and _THEN_SWITCH.match(context.tail):
        return True
    if context.quantity.after == ">=" and _THEN_MAY.match(context.tail):
        return True
    return bool(_REWARD.search(context.tail)) and not _REWARD.search(context.clause)


def is_no_target(context: Context) -> bool:
    """Tell whether the quantity is a report, a name, a rank or a count of what the text lists."""
    quantity = context.quantity
    left, right = context.left, context.right
    if _in_quotes(context) or _EXAMPLE.search(context.head + context.clause):
        return True
    reported = _REPORTED.search(left)
    if reported and not (reported[0] == "累计" and _CUMULATIVE.search(context.head + left)):
        return True
    if _REPORT_OPENS.search(context.head) and not _OUTLOOK.search(context.head):
        return True
    if _SHARE_REPORT.search(left) and not _AHEAD.search(context.head + left):
        return True
    if quantity.kind == "share" and _PAID_ALREADY.search(left):
        return True
    if quantity.after and _IMPROVED.search(left) and _OF_QUALITY.match(right):
        return True
    if "不受" in left and _LIFTED.search(left) and _LIMIT.match(right):
        return True
    if _PENALTY.search(left[-12:]) or right.startswith("的罚款"):
        return True
    if quantity.kind == "count":
        return _is_listed(context)
    return False


def _is_listed(context: Context) -> bool:
    """以下三个方面, 5个特困行业, 一家: a count that nobody promises."""
    quantity = context.quantity
    if quantity.value == 1 and not quantity.arabic:
        return not _AT_LEAST.search(context.left)
    if quantity.unit in ("项", "条", "类", "种") and context.tail.startswith("："):
        return True  # 科技成果转化激励方面4项：
    if works(context) is not None:
        return False
    if _LISTED.search(context.left) or _GENERIC.match(context.right):
        return True
    often = quantity.unit == "次" and not _AT_LEAST.search(context.left)
    return often and bool(_DAILY.search(context.left))


def _in_quotes(context: Context) -> bool:
    """“两个100%”, 《20条措施》: part of a name."""
    left, right = context.left, context.right
    for opening, closing in ("“”", "《》", "〔〕"):
        opened = left.rfind(opening)
        if opened >= 0 and left.find(closing, opened) >= 0:
            opened = -1
        closed = right.find(closing)
        if closed >= 0 and opening in right[:closed]:
            closed = -1
        name = (len(left) - opened if opened >= 0 else 0) + (closed if closed >= 0 else 0)
        if (opened >= 0 or closed >= 0) and name < 20:
            set_to = _SET_TO_QUOTE.search(left[: max(0, opened)])
            return set_to is None and not _QUOTED_BOUND.match(left, opened + 1)
    return False
