"""Phrases in the form of a deadline that say who or what is eligible, or when a text takes effect.

``2020年5月1日前到期的贷款``, ``毕业五年以内``, ``本通知自2023年7月1日起施行``.
"""

from __future__ import annotations

import re

from pipeline.fields.deadline.phrase import Phrase
from pipeline.lexicon import read_lexicon

# 住房公积金, 单位主管部门 name no class
_NAMES = [row["word"] for row in read_lexicon("deadline_words") if row["kind"] == "class"]
# 2018年4月30日前注册登记的新能源乘用车, 2022年底前已办理预售许可的楼盘
_DONE_BY_THEN = re.compile(
    r"(?:(?:已经?|曾)[^，。；、]{2,24}?的(?=[^，。；、]{2})|(?:注册登记|登记|成立|出生|取得|签订|购买|网签|备案|建成|拿地"
    r"|批准|核发|施行|发布|印发|投产|入驻|缴存|参保|入职)(?!并)[^，。；、]{0,12}的(?=[^，。；、]{2}))"
)
_CLASSES = rf"(?:{'|'.join(_NAMES)})(?!公积金|和城乡|城乡|管理|主管)"

# 截至3月28日，开工率达到98.6%
_COUNTED = re.compile(r"，?[^。；]{0,60}(?:达到?|累计|已(?![^，]{0,8}的)|共[有计]|增长|下降)")
# 毕业五年以内 · 登记注册3年内
_PERSON_BEFORE = re.compile(
    r"(?:毕业|离校|退役|退伍|出生|成立|注册|登记|设立|入职|落户|办学|离婚|离异|创业)(?:满|后|未满)?$"
)
# 自认定起2年内，新增投资1亿元以上的，给予奖励: what is to be reached by then earns the reward;
# 自本意见发布之日起6个月内，购买新房的，给予补贴 is the term of the policy
_REWARDED = re.compile(
    r"，(?![且如逾])(?:[^，。；（）]|（[^（）]{0,40}）){2,60}?的，[^，。；]{0,24}(?:给予|奖励|补贴|补助|资助|奖补|退[还税]|享受|按照?首套)"
)
# 5年内未受处罚 · 14天内有旅居史
_RECORD = re.compile(
    r"[^，。；、]{0,6}(?:未|无|没有|曾|出生|毕业|发生)"
    r"|[^，。；、]{0,12}(?:记录|未就业|[旅居接触]史|活动范围|行动轨迹|存在)"
)
# 对出售自有住房并在现住房出售后1年内…
_JOINED_BEFORE = re.compile(
    r"(?:^|，)(?:凡|对)[^，]*(?:并|且)(?:于|在)?$|(?:出售|卖出|转让)[^。；]{0,20}并且?[在于]自?$|年龄$"
)
# 房龄调整为30年以内 · 年龄在45周岁以下
_AGE_BEFORE = re.compile(r"(?:去化周期|消化周期|房龄|楼龄|车龄|年龄|工龄|账龄)[^，。；、]{0,8}$")
# 应在3个工作日内, 要于2020年底前: something is to be done
_MODAL_BEFORE = re.compile(
    r"(?:应当?|(?<!主)要|须|需|必须|将|不得|确保|力争|统一|原则上|一般)(?:[在于自从]|最迟)?$"
)
# 2022年底前培育10家具有竞争力的企业: what is to come of it
_OUTCOME = re.compile(
    r"(?:培育|打造|遴选|制定|出台|组建|推出|建立|培养|形成)(?!的)"
    r"|[一-龥]{2,8}?(?:一批|若干|首批|\d+万?余?[个家项所座条名户套])"
)
# 2025年4月21日前，已购买新房尚未申报补贴的，可继续申报: what has been done by then, or not yet
_THOSE = re.compile(
    rf"，(?!对|凡|各|由)([^，。；]{{2,60}}?)的(?:，|[^，。；：的]{{0,6}}?(?:{_CLASSES}))"
)
# 应在2023年1月31日前交款，但企业未能按期支付的
_FAILED = re.compile(r"[^，。；]{0,12}，但[^，。；]{0,8}(?:未|无法|不能)")
# 2019年1月1日-2020年12月31日期间的配建项目按…缴纳
_OF_CLASS = re.compile(rf"的[^，。；的]{{0,8}}?(?:{_CLASSES})")
_UNDONE = re.compile(r"尚未|仍未|未能|未|已")
_DIRECTED = re.compile(r"[要须将对]|应当|完成")
# 对企业今年新增的专用于防疫的贷款
_NEW = re.compile(r"新[一-龥]{1,3}的")
# 12月31日前能够投产的项目
_ABLE = re.compile(r"能够?(?![力源量效耗])")
# 在2022年原租金减免基础上
_GROUND = re.compile(r"[^，。；]{0,40}?(?:基础上|情况下|背景下|同时)")
# 购房时间为2022年10月1日至12月31日
_EVENT_TIME_BEFORE = re.compile(
    r"(?:(?:购房|购买|网签|出生|毕业|签约|缴存|计算|交房|发证|签订)(?:时间|日期)(?:为|在)?)$"
)
# 对2023年四季度引进会议的，给予奖励; 凡在…期间，购房的业主 opens with the term of the policy
_FOR_BEFORE = re.compile(r"(?:凡|对|对于|凡是)(?:在|于|自)?$")
_FOR_THOSE = re.compile(
    r"[^。；]{1,80}?的(?:，|给予|按|予以|奖|补)|[^，。；]{1,60}?的[^，。；的]{1,10}，(?:给予|予以|按|每|可|奖|补|不|免)"
)
# 对2020年新增贷款给予贴息, 对2020年1月1日至6月30日期间到期贷款予以展期
_FOR_THINGS = re.compile(
    r"(?:新(?:增|发放|购|建|引进|认定|开工|投产|入驻|注册)|到期|购置|投产|竣工|发放|缴纳|应缴)"
    r"[^，。；]{0,16}?(?:给予|予以|按(?!时)|实行|免征|减征|减半)"
)
_SET_OFF = re.compile(r"(?:（[^（）]{0,40}）)?，")
_EVERYBODY = re.compile(r"凡(?:是)?(?:在|于|自)?$")
# 重点支持3月底前形成产能、取得许可证的企业
_OF_POLICY = re.compile(r"(?:发布|印发|公布|出台|下发|实施|施行|执行)之?日")
_PARTY_BEFORE = re.compile(r"(?:支持|对|对于|凡|凡是|为|向|给予|符合)(?:在|于|自)?$")
_PARTY_LATER = re.compile(rf"[^。；]{{1,80}}的[^，。；：的]{{0,10}}?(?:{_CLASSES})")
# 到期的贷款 · 裁员的，
_CHUNK = r"(?:[^，。；：（）]|（[^（）]{0,40}）)"
_CONDITION = re.compile(
    rf"{_CHUNK}{{0,60}}?的(?:（[^（）]{{0,40}}）)?(?:，|方?可(?![能持靠])|按(?=[\d购契所网房总每其])|\d+[种个家项]"
    rf"|[^，。；：（的]{{0,10}}?(?:{_CLASSES}))"
)
# 12月31日前由…办理: something is to be done
_ACTS = re.compile(r"，|(?:将|须|应当?|予以|由|向|报|按|对|统一|停止|暂停)(?![用急])")
# 自2023年7月1日起施行。
_EFFECT = re.compile(
    r"，?(?:正式|开始)?(?:在[^，。；]{2,12}?)?(?:施行|实施|实行|执行|生效|试行|废止)(?:[，。；）)、（(]|$)"
)
# 2020年重点行动计划, but not 今年进一步提高奖补标准
# 自2022年9月22日起按政策生育二孩的家庭
_SINCE_THOSE = re.compile(
    r"(?:按政策|依法|依规)?(?:生育|出生|结婚|毕业|入职|落户|登记)[^，。；]{0,24}(?:家庭|人员|职工|企业|人才|毕业生)"
    r"|，未来[^，。；]{1,4}内到期"
)
# 子女未满18周岁，截止2024年8月31日
_AGE_AS_OF = re.compile(r"(?:周岁|年龄|学历)[，（]?$")
# 除2023年6月底前可开工建设的安置点外
_EXCEPT_BEFORE = re.compile(r"除[^，。；]{0,16}$")
_EXCEPT = re.compile(r"[^，。；]{0,40}外(?:，|$)")
_GROUND_BEFORE = re.compile(r"(?:根据|依据|结合|参照)$")
_NAME = re.compile(
    r"[^，。；、]{0,12}(?:行动方案|行动计划|规划|标准|目录|清单|大会|论坛|博览会|水平)"
)
# 2024年中央预算内投资 · 全年目标任务
_NOUN = re.compile(r"中央预算|地方政府专项|专项债|版|级|以上|以下|目标|任务|工作|经济|春耕|第")
_ITEM_HEAD = "在于（一二三四五六七八九十）.、0123456789"


def is_condition(phrase: Phrase) -> bool:
    """Whether a phrase describes who or what is meant, not when something is to be done."""
    after = phrase.expression.after[len(phrase.tail) :]
    before = phrase.expression.before.removesuffix(phrase.lead)
    if phrase.rule.id == "deadline.until_as_of":
        return bool(_COUNTED.match(after) or _AGE_AS_OF.search(before))
    if _describes_before(phrase, before, after):
        return True
    if phrase.rule.type == "period" and before.endswith("在") and _GROUND.match(after):
        return True
    if _is_reached_by_then(phrase, after):
        return True
    if phrase.rule.id == "deadline.by_before" and (_FAILED.match(after) or _has_done(after)):
        return True
    if _ACTS.match(after):
        return False
    if phrase.rule.type == "duration":
        return phrase.rule.id != "deadline.duration_public" and bool(_RECORD.match(after))
    if phrase.rule.id == "deadline.by_to":
        return False  # 到2025年每个社区开办1家以上提供托育服务的机构
    return _names(phrase, after) or _is_description(phrase, before, after)


def _is_description(phrase: Phrase, before: str, after: str) -> bool:
    if _MODAL_BEFORE.search(before):
        return False
    if phrase.rule.type == "by" and _OUTCOME.match(after):
        return False
    if phrase.rule.type == "within":
        return bool(_RECORD.match(after) or _CONDITION.match(after))
    if phrase.rule.type == "by" and (_ABLE.match(after) or _DONE_BY_THEN.match(after)):
        return True
    return _bounds_a_class(phrase, before, after)


def _describes_before(phrase: Phrase, before: str, after: str) -> bool:
    reduced = phrase.rule.id == "deadline.within_reduced"  # 办理不动产登记控制在1日内
    if phrase.rule.type == "within" and not reduced and _PERSON_BEFORE.search(before):
        return True
    if _JOINED_BEFORE.search(before) or _EVENT_TIME_BEFORE.search(before):
        return True
    excepted = phrase.rule.type == "by" and _EXCEPT_BEFORE.search(before)
    if excepted and _EXCEPT.match(after):
        return True
    if phrase.expression.kind == "length" and _AGE_BEFORE.search(phrase.expression.before):
        return True
    if phrase.rule.id.startswith("deadline.by_inside") and before.endswith("的"):
        return True  # 租房提取住房公积金的本年度内
    if _GROUND_BEFORE.search(before):  # 根据本年度内盘活的用地面积
        return True
    if phrase.rule.type == "by" and _FOR_BEFORE.search(before):
        return True  # 对2024年3月31日之前供应，目前尚未开工的用地
    if phrase.rule.id == "deadline.period_from" and _SINCE_THOSE.match(after):
        return True
    return _is_for_those(phrase, before, after)


def _is_for_those(phrase: Phrase, before: str, after: str) -> bool:
    """Whether 对, 凡 before a period begin the phrase that says who or what is meant."""
    is_range = phrase.rule.id == "deadline.period_range"
    if _EVERYBODY.search(before) and (is_range or _SET_OFF.match(after)):
        return False
    if not _FOR_BEFORE.search(before):
        return False
    return bool(_FOR_THOSE.match(after) or _FOR_THINGS.match(after))


def _is_reached_by_then(phrase: Phrase, after: str) -> bool:
    counted = phrase.rule.id == "deadline.within_event" and not _OF_POLICY.search(phrase.lead)
    return counted and bool(_REWARDED.match(after))


def _has_done(after: str) -> bool:
    """Whether those are meant who have or have not done something by then."""
    those = _THOSE.match(after)
    if those is None or not (done := _UNDONE.search(those[1])):
        return False
    return _DIRECTED.search(those[1], 0, done.start()) is None


def _names(phrase: Phrase, after: str) -> bool:
    if phrase.rule.id == "deadline.period_from":
        return bool(_EFFECT.match(after))
    if phrase.rule.type != "period":
        return False
    named = phrase.rule.id != "deadline.period_directive" and _NAME.match(after)
    return bool(named or _NOUN.match(after))


def _bounds_a_class(phrase: Phrase, before: str, after: str) -> bool:
    if phrase.rule.type == "period" and phrase.expression.text[0] in "今全本明":
        return bool(_NEW.match(after))  # 今年继续鼓励有能力的企业
    if phrase.rule.id == "deadline.period_range" and _EVERYBODY.search(before):
        return False  # 凡2023年7月1日至2024年6月30日期间购买新房的，给予补贴
    if _PARTY_BEFORE.search(before) and _PARTY_LATER.match(after):
        return True
    if phrase.rule.id == "deadline.period_range" and _OF_CLASS.match(after):
        return True
    if phrase.rule.id == "deadline.period_range" and not before.strip(_ITEM_HEAD):
        return False  # 2024年7月26日至12月31日购买新房的，给予补贴: the term of the policy
    return bool(_CONDITION.match(after))
