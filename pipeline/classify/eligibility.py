"""Who may apply: conditions that persons and bodies meet, unless they bring a rule of their own."""

from __future__ import annotations

import re

from pipeline.classify import commands
from pipeline.classify.guard import guarded

# 第八条原则上毕业生本科不超过26周岁。
_ELIGIBILITY = guarded(
    r"(?<![回响反呼])应(?:当)?(?:同时)?(?:符合|具备|满足)[^。；]{0,40}(?:条件|资格|情形|需要)"
    r"|(?:须|需|应|还应)(?:同时)?具备|应无[^。；]*记录|应当无(?!条件|偿|障碍)|(?:须|需|应)(?:当)?同时(?:满足|符合)"
    r"|应(?:当)?[为是][^。；]*(?:法人|企业|单位|组织|居民|公民|人员|专家|人才)[。；]"
    r"|应(?:当)?(?:具有|拥有)[^。；]*(?:职称|学历|学位|资格|经验|户籍|户口|能力)"
    r"|(?:符合|获得|具备|满足)(?:以下|下列)[^，。；：]{0,8}之一："
    r"|(?:须|需|应)(?:当)?(?:提交|提供)(?:以下|下列|如下)[^，。；]{0,8}(?:材料|资料)："
    # Said without a word for it, it gives way to what is given.
    # 所购房产须为申请人单独购买 · 离异单身需满足3年内在全市范围内无住宅类房屋记录。
    r"|(?P<unless_given>(?:须|需|应)当?为[^，。；]{0,20}(?:产权人|权利人|共有人|单独购买|共同购买)[^，。；]{0,10}[。；]\s*$"
    r"|(?:须|需|应)当?满足[^，。；]{0,20}无[^，。；]{2,20}(?:记录|住房|房产)"
    # 补贴对象为家庭购买…新建商品住宅，不含定销商品房； · 此次降价范围为…电力用户。
    r"|^(?!调整|扩大|放宽)[^，。；：]{0,20}(?:(?:补贴|奖励|补助|资助|扶持|支持|优惠|享受|申报|申请)的?(?:奖励)?对象(?:仅限|[为是])|降电?价范围[为是])[^。；]*[。；]\s*$"
    # 最近3年内累计24个月在本市缴纳社会保险； · …在同一个缴存地，且无未结清的住房公积金贷款；
    r"|^\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]\s*)?最?近[\d一二三两]+(?:个?月|年)(?:以?内|来)?[^，。；]{0,24}(?:缴纳|缴存|参加|累计|连续|无|未)[^，。；]*(?:，[^，。；]{0,6}(?:无|未|缴)[^，。；]*)*[；。]\s*$"
    r"|^[^。；]*，且(?:在[^，。；]{2,20})?无(?:未结清|不良|自有|住房)[^，。；]*(?:贷款|记录|住房|房产)[；。]\s*$)",
    "符合 具备 满足 应为 应是 应当为 应当是 应具有 应当具有 应拥有 应当拥有 应无 应当无 "
    "获得以下 获得下列 "
    "提交以下 提交下列 提交如下 提供以下 提供下列 提供如下 "
    "产权人 权利人 共有人 单独购买 共同购买 需满足 须满足 应满足 应当满足 对象为 对象是 对象仅 "
    "价范围 近一 近两 近二 近三 近五 近1 近2 近3 近5 近6 且无 且在",
)
# 本科毕业生15万元: a sum beside the age is the grant
# 申请人年龄上限延长至68周岁
_AGE_CHANGED = re.compile(
    r"(?:延长|放宽|调整|提高|降低|延迟)[^，。；]{0,14}(?:至|到|为)[^，。；]{0,14}周岁"
)
# 实验室应注重队伍建设，主任中应配备45周岁以下骨干 · 贷款期限最长为30年，且到期日不超过68周岁
_NOT_OF_AGE = re.compile(
    r"应当?(?:注重|配备|选派|安排|培养|加强|保障)|贷款(?:期限|年限|额度)[^。；]{0,30}最[长高短低]"
)
_SET_ANEW = re.compile("(?:进一步)?(?:优化|调整|放宽|取消|延长)")
# 45周岁以下缴存职工购房的，在符合还贷能力的前提下，取消贷款额度与缴存余额挂钩；
_THEN_SET = re.compile("，(?:取消|放宽|提高|延长)[^，。；]{4,}")
_SUM = re.compile(r"\d\s*(?:[万亿千百]?元|%)")
_OWN_RULE = re.compile(
    r"准予|给予|予以|的，应当(?:编制|填报|提交|报|办理|备案|审核|组织|进行|建立)|的[^，。；]{0,8}，(?:一律)?不得|不予|(?:奖励|补贴|补助)[^，。；]{0,6}\d|减免|可(?:以|按[^，。；]{1,12})?享受|(?<![已曾再])享受(?!过|[^，。；]{0,16}的)[^。；]{0,40}\d[\d.]*\s*(?:[万亿]|元|%)|[停减免缓]征|责令|(?<!已)(?:取消其|撤销其|解除买卖|追究(?!原)|行政处理)|实行|可以?申请"
    r"|由[^，。；]{2,20}(?:负责|审核|办理|认定|核定|确定|审批|批准|组织)"
    r"|由[^，。；]{2,40}(?:确定后(?:发布|公布)?(?:执行|实施)|联网核查|进行[^，。；]{0,8}评估)"
    r"|(?:单位|企业|部门|机构|中心|银行|[局委厅办])(?:分别)?(?:组织|审核|受理|核查|公示|初审|负责)"
)


# 近三年无违规记录的企业，可优先…: the condition of a rule
_GIVEN = re.compile(r"的，|可(?![能持])|给予|优先|不再|免[征收予交缴]")


def brings_rule(piece: str) -> bool:
    """Does a case say what follows from it? (…的，准予迁入；)"""
    return _OWN_RULE.search(piece) is not None


def is_eligibility(piece: str) -> bool:
    """应当具备下列条件, 不超过26周岁; not: 60周岁以上的职工可提取住房公积金."""
    found = _ELIGIBILITY.search(piece)
    if found is not None:
        given = found["unless_given"] is not None and _GIVEN.search(piece)
        return not (given or _OWN_RULE.search(piece))
    if "周岁" not in piece:
        return False
    start = commands.opening(piece)
    if commands.allows(piece) or commands.starts_directive(piece, start):
        return False
    rules = (_OWN_RULE, _SUM, _NOT_OF_AGE, _AGE_CHANGED, _THEN_SET)
    return not (any(rule.search(piece) for rule in rules) or _SET_ANEW.match(piece, start))
