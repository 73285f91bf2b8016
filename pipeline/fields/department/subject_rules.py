"""Patterns of the places where a sentence names a body that acts. Group ``list``: the bodies.

They are matched over whole texts that begin with a line end, so that every clause follows a mark.
"""

from __future__ import annotations

import re

from pipeline.fields.department.alternatives import any_of
from pipeline.fields.department.predicate_shapes import (
    IN_CHARGE,
    PLAIN_PREDICATE,
    PREDICATE,
)
from pipeline.fields.department.subject_shapes import (
    ASKING_SHAPES,
    DUTY_FOLLOWS_SHAPES,
    FREE_TO_ACT_SHAPES,
    LEAD_IN_SHAPES,
    NO_ORDER_SHAPES,
    PERSON_SHAPES,
    REPORT_SHAPES,
)
from pipeline.fields.department.words import (
    ANY_PREDICATE,
    ANY_WORD,
    BRACKET,
    FIELD,
    HEAD,
    NAME_CHAR,
    PLACE,
    PLACE_WITH_DUTY,
    QUOTED,
    SUBJECT_HEAD,
    TOLD_HEAD,
)

_LEAD_IN = rf"(?:{any_of(LEAD_IN_SHAPES)}){{0,4}}"
# 明确金融机构不得随意抽贷: what is made clear is a duty.
STATED = re.compile(r"明确(?:规定)?|探索")
# 由市、区主管部门驳回申请: the list begins behind 由.
BY_HEAD = re.compile(r"由(?![于此])")
# 换房人与房地产企业协商确定: what a person and a body agree on
WITH_PERSON = re.compile(r"[^，。；：、\n与和]{1,5}[人户][与和]")
AGREES = re.compile(r"[^，。；\n]{0,40}(?:签订|签署|协商|约定|共同|解除)|(?<=共同|解除)")
# 施工单位项目负责人应: the chief acts for the body.
_CHIEF = r"(?:项目|主要|分管|有关|相关|主管)*(?:负责人|负责同志|领导同志|领导(?!小组|干部))"
# 任何单位和个人, 房地产企业和购房者, 机构及其工作人员: the persons are no bodies
_AND_PERSONS = rf"(?:(?:[和或、与及]|以及|、组织[和或])(?:{any_of(PERSON_SHAPES)})){{1,2}}"
# 主管部门5个工作日内审核, 住房城乡建设部门五年内不再确定
_WITHIN = r"(?:(?:\d{1,3}|[一二三五十]{1,3})个?(?:工作日|自然日|小时|日|天|月|年)之?内)"
# 市住房城乡建设局（以下简称市住建局）
_STANDS_FOR = r"（(?:(?:[^（）\n]{1,16}，)?(?:以下[简统]?|[简统])称|不?含|包括)[^（）\n]{1,30}）"
# The head of a subject with its predicate: 各地区要, 市财政局负责, 任何单位和个人不得
HEADED = re.compile(
    rf"(?P<head>{SUBJECT_HEAD})(?:等|{_AND_PERSONS}|或其代表|之间(?=[要应须])|{_STANDS_FOR})?"
    rf"(?P<chief>{_CHIEF})?(?:{_WITHIN}|必要时)?(?P<comma>，? ?){PREDICATE}"
)
# 湖北武汉要, 全省工信系统要: places by their names and all of a field, before a duty only
PLACED = re.compile(PLACE_WITH_DUTY)
PLACES = re.compile(
    rf"(?P<list>(?:{PLACE}){{1,2}}(?:[、和](?:{PLACE}){{1,2}})*"
    rf"|(?:全[省市县区州国]|各级)?(?:{FIELD}){{1,3}}系统)"
)
# Where clauses begin; a bracket or quotation inside a name begins none.
BOUNDARY = re.compile(
    rf"{BRACKET}|{QUOTED}"
    r"|(?P<mark>[，。；：！？\n）\s]|“(?:(?<=改为“)|(?<=改为：“)|(?=第[一二三四五六七八九十]{1,4}条)))"
    r"|(?P<wall>[“”《》（])"
)
# Most clauses hold neither: then the last mark opens them.
NESTED = re.compile(r"[（）〔<〈“”《》]")
UP_TO_MARK = re.compile(r"(?s:.*)[，。；：！？\s]")
LEAD_IN = re.compile(_LEAD_IN)
# 各级人民政府 anywhere in a clause; only before a modal
INSIDE = re.compile(
    r"(?:国务院|[省市区县]级|我[省市]|其他)?"
    r"(?:各级|各地|各有关|各相关|有关|相关|各|全[省市]|其他(?=[省市县区地部单机]))"
    r"[^，。；：、！？\n（）“”《》的]{0,20}\Z"
    r"|我(?:局|委|办|厅|部|中心)\Z"
)
# 涉及…领域的行业协会商会，要
QUALIFIED = re.compile(r"的(?P<list>(?!责任主体)[^，。；：、！？\n（）“”《》的]{2,16})\Z")
BOUND = re.compile(r"应当?|要|须|不得|必须")
# 由业主与物业服务企业约定, 由开发企业和产权人分别约定: the persons are no bodies
_WITH_PERSONS = r"(?:(?:业主|购房人|借款人|缴存人|申请人|承租人|职工|双方)[与和])?"
_OTHERS = r"(?:[和与、](?:产权人|原?购房人|业主|借款人|缴存人|申请人|承租人|买受人|人才本人))?"
# A list behind 由 ends before the next: a line of nothing else must not cost n².
_BY_CHAR = rf"(?:{NAME_CHAR.replace('[^', '[^由', 1)}|由(?<=自由))"
# 按照, 对, 通过 go on; 负责的, 转移至 do not.
_BY_GOES_ON = (
    r"(?:(?<=负责)(?![^，。；、\d]{0,2}的)|(?<=按照|根据|依据|通过)|(?<=[按对向在])"
    r"|(?![^，。；、\d]{0,4}的))"
)
_PAID_TO = r"(?<!拨付)(?<!支付)(?<!发放)(?<!推送)(?<!划转)[至到为]"
# Who has to do it, not the reason or a member: 理由, 成员由…组成
_NO_REASON = r"由(?<![自理缘已]由)(?<!为由)(?<!是指由)(?<!不得由)"
# Not 贷款额度由甲市扩大至乙市.
BY = re.compile(
    rf"{_NO_REASON}(?<!成员由)(?<!人员由)(?<!组长由)(?![于此]|贸(?!促))"
    rf"{_WITH_PERSONS}(?P<list>{_BY_CHAR}{{0,50}}?{TOLD_HEAD})(?!服务)等?{_OTHERS}(?P<comma>)(?:{_WITHIN})?"
    rf"(?!向[^，。；\n]{{1,16}}(?:转[型变移]|过渡|延伸|提出申请|申请)){PREDICATE}"
    rf"{_BY_GOES_ON}(?!解[释读](?![并和及、])|{_PAID_TO})"
)
# 由购买住房所在区财政部门办理: a verb that tells which of them, before the office itself
BY_OFFICE = re.compile(
    r"[^向对将把与，]*?(?P<list>(?:[属所当][在地][地省市县区]?|[取纳]地)(?:的)?(?:(?:人民)?政府|财政|[^，。；、的\n]{2,8}(?:部门|局))"
    r"|(?<=[选确指认核]定的)[^，。；、的\n]{2,14}(?:机构|单位|企业|部门|银行|公司)"
    r"|(?:项目|单位|企业|学校|登记|注册)所在(?:地|区县?|县区?|市))\Z"
)
# 由住建部门关闭该项目的签约功能: any verb, where the name does not go on
BY_ANY = re.compile(
    rf"{_NO_REASON}(?![于此]|贸(?!促))"
    rf"{_WITH_PERSONS}(?P<list>{_BY_CHAR}{{0,50}}?{HEAD})(?!{ANY_WORD})等?{_OTHERS}(?P<comma>)"
    r"(?![\u4e00-\u9fff]{1,2}[至到为]|申[请报领]|报名|领取|提[出起]|享受|购买|[持所拥]有|组成|构成|产生)"
    rf"(?P<verb>{ANY_PREDICATE})"
    r"(?!(?!相应|一定|适当|必要|合理|最大)[^，。；、\d]{0,4}(?<!必要)(?<!相应)的"
    rf"|{_PAID_TO})"
)
# 各地、各部门，特别是重点地区，要…: those before the comma have to act too
ESPECIALLY = re.compile(r"，(?:特别|尤其)是(?=[^。；\n]{2,40}(?:要(?!求)|应(?![急届用])|须))")
BEFORE_COMMA = re.compile(rf"(?P<list>{NAME_CHAR}{{1,60}}?{HEAD})\Z")
# 对生产经营困难的企业，鼓励其与职工协商; few texts hold any of these.
TOLD_BACK_WORDS = ("鼓励其", "允许其", "引导其")
TOLD_BACK = re.compile(
    rf"对(?<=[，。；：\n ]对)(?P<list>{NAME_CHAR}{{1,50}}?{HEAD})，可?"
    rf"(?:{'|'.join(TOLD_BACK_WORDS)})(?!他)"
)
# 房开企业申请许可证前，应当…: who does the one has to do the other
WHEN = re.compile(
    r"[时前后间](?<![^期]间)(?<![届同平及按随临定适实限]时)，?(?=应(?![急届用享予对])|须|必须|不得|要(?!求))"
)
WHEN_LIST = re.compile(
    rf"(?P<list>{NAME_CHAR}{{0,40}}?{HEAD})(?!{ANY_WORD})(?=等?(?:对外|{PLAIN_PREDICATE}|{ANY_PREDICATE}))(?![^，。；\n]{{0,16}}的[^，。；\n]{{2,12}}在)"
)
# 物业服务人接受委托的，不得收取费用: the same, but who applies is served
WHEN_DONE = re.compile(
    r"的，(?=应(?![急届用享予对])|须|必须|不得|要(?!求))"
    r"(?!应当?(?:具有|具备|为|是|仅限|(?:依[法规])?(?:追究|给予|予以|责令|取消|移[送交]|由|视为|认定|按[^，。；\n]{2,16}(?:计|征|缴|处))))"
)
WHEN_DONE_LIST = re.compile(
    rf"(?P<list>{NAME_CHAR}{{0,40}}?{HEAD})(?!{ANY_WORD})(?<!涉及企业)(?<!本[省市县区])"
    r"(?![^，。；\n]{0,6}(?:职工|员工|人员|家庭|搬迁)|申[请报领]|需|因|符合|享受|领取|参照|为|是|在[^，。；\n]{2,20}的)"
    rf"(?={ANY_PREDICATE}|获知|接受|销售)"
)
BEFORE_DUTY = ((WHEN, WHEN_LIST), (WHEN_DONE, WHEN_DONE_LIST))
SIGN = re.compile(r"(?:重新|另行)?签[订署]")
# 住建部门：负责…; what else than to answer for something is listed so, is listed of offices
DUTIES = re.compile(
    r"：(?:主要|具体|统一|共同|分别)?(?P<verb>(?P<duty>负责(?!人)|承担|牵头)|统筹|配合|协助|组织|指导|督促"
    r"|会同|做好|加强|落实|建立|制定|审核|受理|审查|参与|监督)(?!单位|部门|机构)"
)
OFFICE_NAME = re.compile(r"(?:[局委办厅府署行]|部门|组|中心|街道|社区)\Z")
LED = re.compile(
    rf"牵头(?!单位|部门|人|作用|机构)(?:[、，](?P<list>{NAME_CHAR}{{1,40}}?{HEAD})(?:等?共同)?"
    r"(?:参与|配合|参加|协助|支持))?"
)
BEFORE_LED = re.compile(
    rf"(?:^|.*(?:由|建立|形成|完善|健全|实行|构建|以|要)|.*(?P<told>支持|鼓励|引导|推动))(?P<list>{NAME_CHAR}{{0,40}}?{HEAD})$"
)
# At the head of an item about the body's own work: 发挥工作专班作用，…
OWN_WORK = re.compile(
    r"发挥好?(?P<list>[^，。；：！？\n的和]{1,40}?"
    r"(?:专班|工作组|小组|办公室|(?<!市场)(?<!融资协调)机制(?<!发挥协调机制)"
    r"|指挥部|协会|商会|联席会议|机构|企业|高校|院所|医院|委员会|理事会))"
    r"(?:等[^，。；：\n的]{2,8})?(?:的[\u4e00-\u9fff]{0,4}?)?"
    r"(?:统筹协调|协调|统筹|自律|桥梁纽带|(?<=协会|商会)(?:职能|职责|行业自律|自律|和|的)+)?作用"
)
OPENS_ITEM = re.compile(rf"\s*{_LEAD_IN}要?(?:充分|切实|积极|进一步|有效)?\Z")

# 经市财政局会同有关部门审核后: a condition
APPROVED = re.compile(
    r"[^，。；\n]{0,12}?(?<!财)经(?!济|信|贸|营|开|办|理)[^，。；\n]{2,60}(?:后|审核|审定|批准|同意|评审|认定|通过)"
)

# 由市、区两级共同承担, 由市级承担: levels that pay, found from their last character
PAYS = re.compile(
    r"级(?:(?<=两级)|(?<=由[省市县区]级))"
    r"(?=(?:财政)?(?:共同|分级|分别|全额|按[^，。；\n]{1,14})*(?:承担|负担|分担)(?!部分|的))"
)
LEVELS = re.compile(
    r"(?:[由，。；：\n]|\A)(?P<list>[省州市][、和]?(?:[市州县区]|区县|县区|县（市、区）)(?:（[^（）\n]{1,8}）)?两级"
    r"|[省市县区]级)\Z"
)
# What stands behind a subject and decides about it.
DUTY_FOLLOWS = re.compile(any_of(DUTY_FOLLOWS_SHAPES))
FREE_TO_ACT = re.compile(any_of(FREE_TO_ACT_SHAPES))
# Who has a part in a procedure: 开发企业, 监理单位, 运营主体, not 企业, 用人单位.
PARTY = re.compile(
    r"(?<!等)(?:(?:开发|建设|施工|监理|运营|用地|参展|承运|受让|中标|定点|物业|服务"
    r"|租赁|经纪|中介|代理|项目|售房|承建|总[承分]?包|参建|管理|代建|房地产|供[水电气热]"
    r"|代征|推荐|依托|承担|实施|发放|核发|出具|参与|委托|承办|收购|回购|评估|检测"
    r"|测绘|设计|勘察|处置|销售|生产|做地|做市|配送|培训|采购|认定|审定|核准)"
    r"(?:(?![的等])[\u4e00-\u9fff]){0,3}(?:企业|公司|单位|机构|主体|商|方)|房企|代持机构)\Z"
)
# 指导开发企业合理定价, 满足不同所有制房地产企业合理融资需求: no party, what is done to one
DONE_TO_PARTY = re.compile(
    r"指导|引导|鼓励|督促|支持|推动|吸引|满足|组织|协调|便利|促进"
    r"|推出|选择|要求|防控|购买|联系|依托(?!单位)|配合|委托(?![^，。；、]{0,4}[机单])"
)
# 按规定注明账号, 将资金存入账户; not 申请拨付资金, 与购房人签订合同后， or 购买车位的，
ON_ORDER = re.compile(
    rf"(?!{any_of(NO_ORDER_SHAPES)})"
    rf"(?![^。；\n]{{0,60}}(?:{any_of(ASKING_SHAPES)}))"
    # 签订合同后，将资金存入账户 is a condition; 签订合同后，及时报送 an order
    r"(?![^，。；\n]{0,70}"
    r"(?:后(?!，(?:统一|一并|及时|于[^，。；\n]{2,14}[前内])*"
    r"(?:报送|报|汇总|将|通知|反馈|公示|出具|签订|发放|拨付|推送|移交|送))"
    r"|后方可|[时前起的]|期间|情况下|之日)(?:[，（]|\Z))"
    r"(?![^。；\n]{0,80}的，)"
)
# 开发企业根据产品定位合理制定价格: a plan of its own
OWN_PLAN = re.compile(
    r"(?:根据|按照?|结合|依据|参照)[^。；\n]{2,50}?(?:制定|确定|编制|拟定|建立|设置)"
    r"(?![^，。；\n]{0,30}的[，\u4e00-\u9fff])(?![^。；\n]{0,60}的，)"
)
# 社会保险缴纳单位应与用工单位一致: a property, no work
MATCHES = re.compile(
    r"与[^，。；\n]{2,24}(?:一致|相符|匹配|吻合)(?=[，。；\n]|\Z)"
    # 申报主体应为房屋产权人或建设单位; but 应为购房人提供装修方案
    r"|[为是](?<=[应当须].)(?![^，。；\n]{0,40}(?:提供|办理|出具|安排|配备|购买|缴[纳存]|创造|开展|预留|设置))"
    r"[^，。；\n]{2,50}(?:人|单位|企业|机构|主体|公司|组织)(?=[，。；\n]|\Z)"
)
# 适用于第三档要求的金融机构，于一个月内将方案报送: its own work behind the comma
OWN_WORK_BEHIND = re.compile(
    r"(?:暂停|停止)(?=新增|供应|审批|办理|开展|实施|出让)|于[^，。；\n]{2,30}[内前](?:将|报|完成|制定|提交|向)"
)
# 本办法由市财政局负责解释: nothing else is to be done; but 负责解释并落实, 要做好宣传解读.
EXPLAINS = re.compile(r"([^，。；\n]{0,120}?)解[释读](?:和?说明|工作|权)?(?=[，。；\n）]|\Z)")
CARRIES_OUT = re.compile(r"落实|执行|实施|宣传|加强|做好|做实|开展|主动|及时|准确|全面")
# 要发挥牵头抓总作用
LEADS_ALL = re.compile(r"(?:充分|切实)?发挥好?(?:总)?牵头[^，。；\n]{0,6}作用")
# 领导小组办公室设在市住建局，负责日常工作
ANSWERS_SEATED = re.compile(
    r"(?:[在于]|(?=[省市县区州国]))[^，。；\n]{2,40}，(?:具体|主要|统一)?负责(?!人)"
)
# 政府办公室对试点工作负总责
ANSWERS_FOR = re.compile(r"[^，。；\n]{0,60}负(?:总|全|主体|首要|直接|监管|领导)责")
# 管委会作为派出机构，负责具体落实改革任务
# 教育行政部门在职责范围内，分别负责管理工作
ANSWERS_AS = re.compile(
    r"(?:(?<=作为)[^，。；\n]{2,24}|(?<=在)[^，。；\n]{0,8}(?:职责|职权)范围内)，"
    r"(?:具体|主要|统一|分别)?负责(?!人)"
)
# 开发建设单位为甲有限公司, 贷款银行为我市承办机构的: who it is
IS_ONE = re.compile(
    r"[^，。；：\n的]{2,30}(?:公司|局|署|厅|委|中心|机构|单位|部门|企业|银行|政府|办公室|集团)"
    r"(?=[，。；\n（、]|的，|\Z)"
    r"(?!，(?:依[据照法]|负责|承担|履行|应|须|要|按|行使))"
)
# 政府引导、市场运作: what a slogan says of all
SLOGAN = re.compile(
    r"(?<=[引主]导|联动|推动|协同|协作|统筹)(?:、|，(?=[\u4e00-\u9fff]{4}[，。；、])|(?<=联动)，)"
)
ANY_OFFICE = re.compile(
    r"[，。；：、\n“](?:政府|部门|省市县?|市县(?:（区）)?|企业|银行|政企|上下)\Z"
)
# 管委会实施行政审批的具体事项，由市人民政府另行规定: the first only says which matters
QUALIFIES = re.compile(
    r"[^，。；：\n]{1,40}的[^，。；：\n的]{0,6}(?:事项|办法|标准|项目|资金|费用"
    r"|政策|规定|方案|工作|情形|材料|条件|程序|范围|名单|问题|细则)，(?:应|均)?由(?![于此])"
)
# 各区政府按照各自职责配合公安机关
BY_DUTIES = re.compile(r"(?:各自)?的?(?:职责|职能|分工)(?:分工)?(?P<word>负责|配合|协助|协同)")
# 应依法予以配合; but 密切配合 is what all do with each other.
SUPPORTS = re.compile(
    r"(?<=共同)(?:参与|参加|配合)"
    r"|(?<!自愿)[^，。；\n]{0,8}"
    r"(?:参加|参与|(?<!相互|互相|协同|通力|密切|协调|沟通|协作|工作)配合)(?=[，。；\n])"
    r"|(?:依法|积极|主动|全力|及时|予以|无条件|(?<=支持)[和并、])*(?:配合|协助)"
    r"(?=采取|(?:做好|核查|调查|执行)|[^，。；\n]{0,12}(?:部门|机关|政府|单位|社区|街道|[局委厅办]))"
)
LEADS = re.compile(r"(?:依法|具体|共同)*牵头(?![，。；单部])")
# 承担日常工作 is a duty, 承担费用 is a payment.
# 承担支出责任 is to pay.
BEARS_WORK = re.compile(r"[^，。；\n]{0,20}(?:职责|工作|任务|(?<!支出)(?<!出资)责任)")
# 各部门，依据各自职责依法开展: the duty stands behind a comma.
# 市、区相关职能部门，开辟绿色通道: who is addressed by a name alone
ADDRESSED = re.compile(
    r"(?:各(?![类种])|市、|省、|有关|相关)[^，。；的与]{2,24}(?:部门|单位|机构|政府|企业)"
)
# 省级人民政府确定的城市，在尊重意愿的基础上，可探索…: a phrase stands before the modal
PHRASE_BEFORE_MODAL = re.compile(
    r"(?:在|经|对|按照?|根据)[^。；\n]{2,90}?，(?:可(?!能)|应当?|须|要(?!求)|不得|必须)"
)
BY_DUTIES_TOLD = re.compile(
    r"(?:分别|共同|具体)负责|负责(?=具体|组织|统筹)|(?:依据|按照|根据|依照|依)(?:各自)?(?:职责|职能)"
)
# 上月，…; 近期我办会同…: reports by the time they give
REPORTED = re.compile(
    r"(?:上个?月|去年|近年来?|近期|前期|此前|(?<!\d)日前|截至|以来|过去[^，。；]{1,4}年|目前)(?!的)[^。；\n]*\Z"
)
# 市场监管局已办理…, 推出了…: reports
REPORT = re.compile(any_of(REPORT_SHAPES))
CLAUSE_END = re.compile(r"[。；\n]")
BRACKETED_END = re.compile(rf"{BRACKET}$")
# 直辖市可由城市政府申报: somebody else does it; but 由主要负责同志抓
BY_ANOTHER = re.compile(r"由(?!主要|分管|专人|负责|领导|一把手|党)")
# 由企业自主定价 is a freedom.
ON_ITS_OWN = re.compile(r"自(?:主|行|定)(?![申报提登领])")
APPLICANT = re.compile(r"用户|借款人|贷款人|业主|农户|承租人|申请人|纳税人|单位和个人")
# 由企业申请, 由企业提供材料, but 由企业代扣
MAY_APPLY = re.compile(r"企业|开发商")
# 由建设单位提出申请, 由房企自愿报名
APPLIES_ALONE = re.compile(
    r"(?:自愿|自行|统一)?(?:向[^，。；\n]{2,24})?(?:提出[^，。；\n]{0,6}申请|申请(?!人|材料|表)|申领|报名|提取使用)"
)
APPLIES = re.compile(
    r"[^，。；\n]{0,6}(?:申[请报领]|提[出交起取供]|报名|填[写报]|领取|享受|购买|自愿)|向|携|凭|到|登录|选择"
)
# 陕西省规范中介服务专项行动方案: a line that is a title
TITLE = re.compile(
    r"[^，。；：\n]{4,60}(?:方案|办法|规定|措施|意见|通知|计划|细则|规划|公告|通告|指引|条例|政策|办公室)(?=\n|\Z)"
)
# 省教育厅是本省学前教育的主管部门, 市财政局为牵头单位
CHARGE = re.compile(IN_CHARGE)
# 由甲会同乙负责
ANSWERS_WITH = re.compile(r"[^，。；\n]{2,30}?负责(?!解释|人)")
# 对…，问题突出的部门进行通报
DONE_TO = ("进行", "给予", "予以", "实行")
# 同一机构每年累计补贴: bounds a sum, and is not told
EACH = re.compile(r"同一|单[个家户]|每[家户]|每个(?=[^，。；\n]{0,12}随机)")
# What a fund or a website does, somebody else does with it.
FUND = re.compile(r"(?:基金|(?<!电商)(?<!网络)平台|系统)\Z")
THING = re.compile(r"基金$|(?<!公共服务)(?<!国企|国有|城投|融资|网络)平台$|网站$|系统$")
# 第三方平台要, 政府网站应: there the word stands for who runs it; not 集约化平台应提供管理功能.
THING_OBLIGED = re.compile(
    r"^(?:第一)?责任主体$|基金$|系统$|政务服务平台$"
    r"|(?<!第三方|互联网)(?<![网电]络|[电网]商|媒体|募捐|约车|外卖|直播|餐饮|交易|服务|中介|租赁|销售|视频|社交|发布|各类)"
    r"(?<!各)平台$"
)
OBJECT = re.compile(r"发现|对|经|向|将|把|按|由|从(?!事)|以|与|受")
