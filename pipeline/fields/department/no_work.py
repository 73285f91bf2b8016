"""Tell names of bodies to which the sentence gives no work: conditions, attributes, seats.

Offsets are those of a padded text: the clean text behind one line end.
"""

from __future__ import annotations

import re

from pipeline.fields.department.lists import Span

_DUTY = (
    r"(?:也|均|都|则|即|原则上|一律|还|仍)?"
    r"(?:应(?!急|届|用)|须|必须|不得|要(?!求)|需|方?可|不予|不再)"
)
# 企业由该单位缴存的，协议终止; but 企业接受委托的，应当公示: who does the one has to do the other
_CONDITION = re.compile(
    rf"(?![^，。；：\n]{{0,6}}(?:应(?![急届用])|须|不得|要(?!求)|可))(?!(?:[^，。；\n]{{0,6}})(?:对|将|向))"
    rf"[^，。；：\n]{{1,80}}的，(?!{_DUTY}|[^，。；由\n]{{2,30}}，{_DUTY})"
    # 企业向职工出租住房的，减按4%的税率征收
    r"|(?:向|通过)[^，。；：\n]{1,80}的，(?:减按|免征|减征|减半|可?享受|职工)"
    # 中心审批通过后，贷款资金划转至账户
    r"|(?:审批|审核|审查|复核|认定|核准|批准)(?:通过|同意|完成|结束)?后，(?:贷款|资金|款项|纳税人|借款人|申请人|购房人|职工|方可|即可)"
)
# 有关部门对资金进行冻结的，监管银行应当说明: what is done to something, and somebody else acts
_OTHERS_DUTY = re.compile(
    r"(?![^，。；：\n]{0,6}(?:应(?![急届用])|须|不得|要(?!求)))[^，。；：\n]{0,6}(?:对|将|向)"
    r"[^，。；：\n]{1,80}的，(?:由|[^，。；\n]{2,14}(?:部门|机构|单位|银行|政府|机关|[局委])(?:应当?|须|不得|有义务))"
)
# What the body has done leads to what others do, or is only a property of something.
_ONLY_BEFORE = re.compile(
    # 主管部门审核通过后，监管银行按意见拨付
    r"(?:审核|审批|核发|审查|批准|认定|确认|核实|验收)[^，。；\n]{0,30}后，"
    r"[^，。；\n]{2,16}(?:部门|银行|企业|单位|[局委]|中心|机构)(?:须|应|要|按|将|可|到|在|于|凭)"
    # 相关部门在工作中，玩忽职守、徇私舞弊的，予以问责
    r"|(?:[及和]其?工作人员)?在[^，。；\n]{2,30}[中时]，有?(?:玩忽职守|滥用职权|徇私舞弊|失职|弄虚作假)[^。；\n]{0,60}的，"
    # 银行向租赁项目发放的贷款不纳入管理, 国企通过多种方式新建的租赁住房，由…
    r"|(?:向|对|通过)[^，。；\n]{2,60}(?:发放|提供|新建|改建|筹集)的[^，。；\n]{2,14}(?:，(?:应|均)?由|不纳入|纳入)"
    # 各地在抗疫中涌现出的典型
    r"|在[^，。；\n]{2,30}(?:涌现|发现)出?的"
)
# 各区政府设立或明确的运营机构: which of them it is
_ATTRIBUTE = re.compile(r"[\u4e00-\u9fff]{2}(?:或者?|和|及)[\u4e00-\u9fff]{2}的(?![，。；\n])")
# 经甲认定，乙批准，可享受: who approves stands in the condition
_APPROVES = re.compile(r"(?:批准|同意|核准|审定|认定|审核通过)后?，(?:方?可|准予)")
_SUBJECT_TO = re.compile(r"(?<!财)经(?![济信贸营开办理纪])[^。；\n]{2,90}\Z")
# 由建设单位承诺移交后可先行办理, 运营单位向市房管中心申请登记: who applies is served
_PRIVATE = re.compile(r"(?:企业|公司|(?:建设|运营|用人|缴存|开发|施工|申请)单位)\Z")
_SERVED = re.compile(
    r"[^，。；：\n]{2,20}承诺[函书]后|[^，。；：\n]{2,50}后(?:，(?!由|应|须)|即?可|方可)|作出[^，。；\n]{0,20}承诺"
    r"|(?:可以?)?向[^，。；\n]{2,30}(?:提出申请|提交[^，。；\n]{0,6}申请|申请|提请|申报)"
)
_DOING = ("department.subject", "department.by", "department.subject_inside")
# 工作专班办公室设在市住房城乡建设局: where it has its seat; but …，负责日常工作
_SEAT = re.compile(
    r"设(?:在|于|立在|(?=[省市县区州国]))[^，。；\n]{2,60}(?=[，。；\n（]|\Z)(?!，[^，。；]{0,4}(?:负责|承担))"
)
_SEATED = re.compile(r"(?:办公室|专班|办|小组|秘书处|窗口)\Z")
# 企事业单位需要的各类人才, 各方需要
_NEEDED = re.compile(r"需要(?:的|[，。；、和\n])")
# 鼓励湖北省、湖南省住房公积金缴存职工: of which place the persons are
_PLACE = re.compile(r"[省市县区州]\Z")
_OF_PERSONS = re.compile(
    r"(?:、[^，。；、]{2,6}[省市县区州])*[^，。；、对给为向将把按在以结根用]{0,8}(?:职工|户籍|居民|人员|村民)"
)
# 研究鼓励企业…的政策措施: it is the policy that is worked on
_POLICY_BEFORE = re.compile(
    r"(?:落实|研究|出台|制定|完善|执行|取消|废止|抢抓)(?:好)?[^，。；：\n]{0,24}(?:鼓励|支持|引导|允许)\Z"
)
_POLICY_BEHIND = re.compile(
    r"[^，。；：\n]{0,60}(?:政策|政策措施|优惠措施|具体办法|有效机制|机遇)(?=[，。；\n])"
)
# 与商业银行合作方式, 社会组织、企业合作模式
_WAY_OF_JOINING = re.compile(
    r"[^，。；\n]{0,30}?(?:合作|联动|协作)(?:业务|方式|模式|项目|关系(?!，))"
)
# 支持各地区将契税…: what is done to it; 根据有关部门需要
_DONE_TO = re.compile(r"(?:支持|推动|指导|督促|协助|帮助|满足|会同|联合|配合|协调)\Z")
# 允许职工提取账户余额偿还商业银行贷款: the person is told
_PERSON_ACTS = re.compile(
    r"(?:职工|缴存人|购房人|居民|社会资本|民间资本|个人|家庭|农民工?|毕业生|业主|借款人)"
    r"(?:提取|设立|购买|使用|利用|通过|参与|投资|以|将|向|自愿|自主|申请|委托|与|按|在|到|租赁|组建|发起)"
)
# 要求地方先行垫付的，财政部门应…: who is told stands in the condition
_IF_TOLD = ("要求", "允许", "授权")
_TOLD_CONDITION = re.compile(r"[^，。；：\n]{1,40}的，")
# 以习近平同志为核心的党中央 stands for what all keep to.
_CORE = "为核心的"
_NEAR = 40
_LONGEST_BEFORE = 100


def gives_no_work(padded: str, span: Span, rule: str) -> bool:
    """Say whether a body found by a rule stands where the sentence gives it nothing to do."""
    start, end = span
    if padded.startswith("党中央", start) and padded.endswith(_CORE, 0, start):
        return True
    if _NEEDED.match(padded, end):
        return True
    if rule in _DOING:
        if _CONDITION.match(padded, end) or _OTHERS_DUTY.match(padded, end):
            return True
        if _ONLY_BEFORE.match(padded, end):
            return True
        if _ATTRIBUTE.match(padded, end) or _is_condition(padded, start, end, rule):
            return True
        if _SEAT.match(padded, end) and _SEATED.search(padded, start, end):
            return True
    if rule == "department.subject_inside":
        return _DONE_TO.search(padded, max(0, start - 2), start) is not None
    if rule == "department.joined":
        return _WAY_OF_JOINING.match(padded, end) is not None
    return rule == "department.told" and _only_told_of(padded, start, end)


def _is_condition(padded: str, start: int, end: int, rule: str) -> bool:
    """Say whether the clause is what has to come first: 经甲认定，乙批准，可…; 由企业承诺后可…"""
    if _APPROVES.match(padded, end):
        return _SUBJECT_TO.search(padded, max(0, start - _LONGEST_BEFORE), start) is not None
    by = rule == "department.by" or padded.startswith("由", start - 1)
    by = by or padded.startswith(("向", "可向", "可以向"), end)
    return by and bool(_PRIVATE.search(padded, start, end) and _SERVED.match(padded, end))


def _only_told_of(padded: str, start: int, end: int) -> bool:
    if _PERSON_ACTS.match(padded, start, end):
        return True
    if padded.startswith("资金", end):
        return True
    if _PLACE.search(padded, start, end) and _OF_PERSONS.match(padded, end):
        return True
    if padded.endswith(_IF_TOLD, 0, start) and _TOLD_CONDITION.match(padded, end):
        return True
    policy = _POLICY_BEHIND.match(padded, end)
    return bool(policy and _POLICY_BEFORE.search(padded, max(0, start - _NEAR), start))
