"""Patterns of the places where a sentence names a body that acts. Group ``list``: the bodies.

They are matched over whole texts that begin with a line end, so that every clause follows a mark.
"""

from __future__ import annotations

import re

from pipeline.fields.department.words import (
    ANY_PREDICATE,
    ANY_WORD,
    BRACKET,
    FIELD,
    HEAD,
    IN_CHARGE,
    NAME_CHAR,
    PLACE,
    PLACE_WITH_DUTY,
    PLAIN_PREDICATE,
    PREDICATE,
    QUOTED,
    SUBJECT_HEAD,
)

_NUMBER = (
    r"(?:（[一二三四五六七八九十\d]{1,3}）|\d{1,3}[.．、]|[一二三四五六七八九十]{1,3}[、是]"
    r"|第[一二三四五六七八九十百\d]{1,5}条|第[一二三四五六七八九](?![方者])是?)"
)
# 3月底前, 每年2月底前, 今后三年
_TERM = (
    r"(?:每年|每月)?(?:20\d\d年)?(?:\d{1,2}月)?(?:\d{1,2}日|[上中下]旬)?[底末初]?(?<=[\d年月日旬底末初])(?:之前|以前|前|起)"
    r"(?=[各国省市县区州我本有相中财教农工人地全])|年底前(?=[各国省市县区有相])|今后[一二三四五六七八九十\d]+年内?"
)
_LEAD_IN = (
    rf"(?:{_NUMBER}|{_TERM}|【[^】]{{1,12}}】|\s|其中|同时|此外|原则上|具体|对此|为此|必要时|下一步|近期|近日|今后|届时|期间|随后|年内|(?:20)?\d\d年度?|今年|明年|平时|日常|并|再|暂(?![停缓不行定由])|请(?=各|有关|相关|市|省|县|区|国|中国|人民银行|纪委|财政|税务|审计|你[省市县区中])|建议(?=[各你有省市县区]|[\u4e00-\u9fff]{{2,3}}[省市县区]人民政府)"
    r"|希望(?=各|广大|全)|发(?=各[省市县区])|工作要求(?=各)|[且则](?=[该企开各市县区房])"
    r"|“[百千十万]”指的是){0,4}"
)
# 明确金融机构不得随意抽贷: what is made clear is a duty.
STATED = re.compile(r"明确|探索")
# 由市、区主管部门驳回申请: the list begins behind 由.
BY_HEAD = re.compile(r"由(?![于此])")
# 换房人与房地产企业协商确定: what a person and a body agree on
WITH_PERSON = re.compile(r"[^，。；：、\n与和]{1,5}[人户][与和]")
AGREES = re.compile(r"[^，。；\n]{0,40}(?:签订|签署|协商|约定|共同)|(?<=共同)")
# 施工单位项目负责人应: the chief acts for the body.
_CHIEF = r"(?:项目|主要|分管|有关|相关|主管)*(?:负责人|负责同志|领导同志|领导(?!小组|干部))"
# 任何单位和个人, 房地产企业和购房者, 机构及其工作人员: the persons are no bodies
_AND_PERSONS = (
    r"(?:[和或、与及]|以及)(?:个人|购房[者人]|(?:破产)?管理人(?!员)|(?:其|全体|广大|所有|相关|有关)+(?:工作|从业|管理|执法)?人员"
    r"|(?:工作|从业|管理|执法)人员"
    r"|(?:其|干部|企业)?职工|(?:广大)?(?:党员|领导)干部|党员|群众|全社会|社会各界)"
)
# 主管部门5个工作日内审核, 住房城乡建设部门五年内不再确定
_WITHIN = r"(?:(?:\d{1,3}|[一二三五十]{1,3})个?(?:工作日|自然日|小时|日|天|月|年)之?内)"
# The head of a subject with its predicate: 各地区要, 市财政局负责, 任何单位和个人不得
HEADED = re.compile(
    rf"(?P<head>{SUBJECT_HEAD})(?:等|{_AND_PERSONS}|或其代表|（(?:(?:[^（）\n]{{1,16}}，)?(?:以下[简统]?|[简统])称|不?含|包括)[^（）\n]{{1,30}}）)?"
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
    rf"{BRACKET}|{QUOTED}|(?P<mark>[，。；：！？\n）\s]|“(?:(?<=改为“)|(?<=改为：“)|(?=第[一二三四五六七八九十]{{1,4}}条)))|(?P<wall>[“”《》（])"
)
# Most clauses hold neither: then the last mark opens them.
NESTED = re.compile(r"[（）〔<〈“”《》]")
UP_TO_MARK = re.compile(r"(?s:.*)[，。；：！？\s]")
LEAD_IN = re.compile(_LEAD_IN)
# 各级人民政府 anywhere in a clause; only before a modal
INSIDE = re.compile(
    r"(?:国务院|[省市区县]级|我[省市]|其他)?(?:各级|各地|各有关|各相关|有关|相关|各|全[省市]|其他(?=[省市县区地部单机]))[^，。；：、！？\n（）“”《》的]{0,20}\Z"
    r"|我(?:局|委|办|厅|部|中心)\Z"
)
# 涉及…领域的行业协会商会，要
QUALIFIED = re.compile(r"的(?P<list>(?!责任主体)[^，。；：、！？\n（）“”《》的]{2,16})\Z")
BOUND = re.compile(r"应当?|要|须|不得|必须")
# 由业主与物业服务企业约定, 由开发企业和产权人分别约定: the persons are no bodies
_WITH_PERSONS = r"(?:(?:业主|购房人|借款人|缴存人|申请人|承租人|职工|双方)[与和])?"
_OTHERS = r"(?:[和与、](?:产权人|购房人|业主|借款人|缴存人|申请人|承租人|买受人|人才本人))?"
# A list behind 由 ends before the next: a line of nothing else must not cost n².
_BY_CHAR = rf"(?:{NAME_CHAR.replace('[^', '[^由', 1)}|由(?<=自由))"
# Not 贷款额度由甲市扩大至乙市.
BY = re.compile(
    rf"由(?<![自理缘已]由)(?<!为由)(?<!是指由)(?<!不得由)(?<!成员由)(?<!人员由)(?<!组长由)(?![于此]|贸(?!促)){_WITH_PERSONS}(?P<list>{_BY_CHAR}{{0,50}}?{HEAD})等?{_OTHERS}(?P<comma>)(?:{_WITHIN})?(?!向[^，。；\n]{{1,16}}(?:转[型变移]|过渡|延伸|提出申请|申请)){PREDICATE}"
    r"(?:(?<=负责)(?![^，。；、\d]{0,2}的)|(?<=按照|根据|依据|通过)|(?<=[按对向在])|(?![^，。；、\d]{0,4}的))(?!解[释读](?![并和及、])|(?<!拨付)(?<!支付)(?<!发放)(?<!推送)(?<!划转)[至到为])"
)
# 由住建部门关闭该项目的签约功能: any verb, where the name does not go on
BY_ANY = re.compile(
    rf"由(?<![自理缘已]由)(?<!为由)(?<!是指由)(?<!不得由)(?![于此]|贸(?!促)){_WITH_PERSONS}(?P<list>{_BY_CHAR}{{0,50}}?{HEAD})(?!{ANY_WORD})等?{_OTHERS}"
    rf"(?P<comma>)(?![\u4e00-\u9fff]{{1,2}}[至到为]|申[请报领]|报名|领取|提[出起]|享受|购买|[持所拥]有|组成|构成|产生)(?P<verb>{ANY_PREDICATE})(?!(?!相应|一定|适当|必要|合理|最大)[^，。；、\d]{{0,4}}(?<!必要)(?<!相应)的|(?<!拨付)(?<!支付)(?<!发放)(?<!推送)(?<!划转)[至到为])"
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
WHEN = re.compile(r"[时前后间](?<![^期]间)，(?=应(?![急届用])|须|必须|不得|要(?!求))")
WHEN_LIST = re.compile(
    rf"(?P<list>{NAME_CHAR}{{0,40}}?{HEAD})(?!{ANY_WORD})(?=等?(?:对外|{PLAIN_PREDICATE}|{ANY_PREDICATE}))"
)
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
    r"(?:专班|工作组|小组|办公室|(?<!市场)机制|指挥部|协会|商会|联席会议|机构|企业|高校|院所|委员会|理事会))(?:等[^，。；：\n的]{2,8})?(?:的[\u4e00-\u9fff]{0,4}?)?"
    r"(?:统筹协调|协调|统筹|自律|桥梁纽带)?作用"
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
# 企业在…时，应…
DUTY_FOLLOWS = re.compile(
    r"等?(?:[在于自][^，。；\n]{2,40}?[内前后起]"
    r"|[^，。；\n]{2,40}[的时前后中]，|(?:若|如|发现|为|因|遇|对)[^，。；\n]{2,40}，)"
    r"(?:应(?!予|享|当给予|当予)|须|必须|不得|要(?!求))"
    r"|(?=[^，。；\n的]{2,40}，(?:应当?(?!予|享|给予|届|急)|须|必须|不得))"
    r"(?![^，]{0,40}(?:申请|申领|享受))"
    # 主办单位按照…的原则确定，履行安全管理职责; 国企、民企共同参与
    r"|(?:未|违反)[^。；\n]{2,60}的，(?:依法|由其|自行)?(?:应当?|须|承担)"
    r"|按[^。；\n]{2,40}，(?:履行|承担)[^，。；\n]{2,50}(?:职责|责任|义务)|共同(?:参与|参加|配合)(?!的)"
)
# 企业可自主确定销售价格 is a freedom to act, 企业可申请缓缴 a benefit.
FREE_TO_ACT = re.compile(
    # 一个单位原则上只开设一个账号
    r"原则上[^，。；\n]{0,12}(?:只(?!需|要)|仅)"
    # 企业可自行调整价格, 单位有权拒绝其进入
    r"|等?可以?自[行主](?![^，。；\n]{0,8}(?:申[请报领]|领取|登录|查询|下载|选择|前往|支取|提取))"
    r"|等?有权(?=拒绝|暂停|停止|终止|解除|取消|不予|追究|按|根据|依[据照]|依法(?!向)|对|收回|制止|责令)|等?(?:均|也|还)?可以?(?![^。；\n]{0,80}?(?:申请|申报|申领|享受|领取|报名|提取|获得|缓缴|免缴|免交|提出|登记|查询|反映|联系|办理|支取))"
    r"(?:在[^，。；\n]{2,30}[内前后时中下间]，?)?(?:根据|按照?|结合|依据|参照|通过|采用|采取|使用|利用|运用|自主|自行|自愿"
    r"|用(?!于)|将|以(?![上内下])|再次|选择|提供|组织|委托|推行|推出|合理|适当|适度|灵活|探索|开展|设置|设立|购买|收购|租赁|与|对|延长|调整|优化|简化|聘用|增加"
    r"|实行|优先|面向|发行|开发|建设|改造|制定|缴纳|拟定|确定|为)"
)
# Who has a part in a procedure: 开发企业, 监理单位, 运营主体, not 企业, 用人单位.
PARTY = re.compile(
    r"(?<!等)(?:(?:开发|建设|施工|监理|运营|参展|承运|受让|中标|定点|物业|服务|租赁|经纪|中介|代理|项目|售房|承建|总[承分]?包|参建|管理|代建|房地产|供[水电气热]"
    r"|代征|推荐|依托|承担|实施|发放|核发|出具|参与|委托|承办|收购|回购|评估|检测|测绘|设计|勘察|处置|销售|生产|做地|做市|配送|培训|采购|认定|审定|核准)"
    r"(?:(?![的等])[\u4e00-\u9fff]){0,3}(?:企业|公司|单位|机构|主体|商|方)|房企|代持机构)\Z"
)
# 指导开发企业合理定价, 满足不同所有制房地产企业合理融资需求: no party, what is done to one
DONE_TO_PARTY = re.compile(
    r"指导|引导|鼓励|督促|支持|推动|吸引|满足|组织|协调|便利|促进|推出|选择|要求|防控|购买|联系|依托(?!单位)|配合|委托(?![^，。；、]{0,4}[机单])"
)
# 按规定注明账号, 将资金存入账户; not 申请拨付资金, 与购房人签订合同后， or 购买车位的，
ON_ORDER = re.compile(
    r"(?!因|凭|若|遇|如|为(?![^，。；\n]{1,12}(?:提供|办理|安排|出具|开具|配备))|取得|通过[^，。；\n]{2,20}取得|达到|实现|完成|发现|收到|超过|不(?!再)|需|提出|提升|开发|扩大)"
    r"(?![^。；\n]{0,60}(?:申请(?!人|家庭|材料|资料|表|书)|申领|享受|领取|报名|提取|提请|清算|具有|可视为|申报(?!价|企业|信用|销售)))"
    r"(?![^，。；\n]{0,70}(?:后(?!，(?:统一|一并|及时|于[^，。；\n]{2,14}[前内])*(?:报送|报|汇总|将|通知|反馈|公示|出具|签订|发放|拨付|推送|移交|送))|[时前起的]|期间|情况下|之日)(?:[，（]|\Z))(?![^。；\n]{0,80}的，)"
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
    r"[^，。；：\n的]{2,30}(?:公司|局|署|厅|委|中心|机构|单位|部门|企业|银行|政府|办公室|集团)(?=[，。；\n（、]|的，|\Z)"
    r"(?!，(?:依[据照法]|负责|承担|履行|应|须|要|按|行使))"
)
# 政府引导、市场运作: what a slogan says of all
SLOGAN = re.compile(
    r"(?<=[引主]导|联动|推动|协同|协作|统筹)(?:、|，(?=[\u4e00-\u9fff]{4}[，。；、]))"
)
ANY_OFFICE = re.compile(r"[，。；：、\n“](?:政府|部门|省市县?|市县|企业|银行|政企|上下)\Z")
# 管委会实施行政审批的具体事项，由市人民政府另行规定: the first only says which matters
QUALIFIES = re.compile(
    r"[^，。；：\n]{1,40}的[^，。；：\n的]{0,6}(?:事项|办法|标准|项目|资金|费用"
    r"|政策|规定|方案|工作|情形|材料|条件|程序|范围|名单|问题|细则)，(?:应|均)?由(?![于此])"
)
# 各区政府按照各自职责配合公安机关
BY_DUTIES = re.compile(r"(?:各自)?的?(?:职责|职能|分工)(?:分工)?(?P<word>负责|配合|协助|协同)")
# 应依法予以配合; but 密切配合 is what all do with each other.
SUPPORTS = re.compile(
    r"(?<=共同)(?:参与|参加|配合)|(?<!自愿)[^，。；\n]{0,8}(?:参加|参与|(?<!相互|互相|协同|通力|密切|协调|沟通|协作|工作)配合)(?=[，。；\n])"
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
REPORT = re.compile(
    r"[^为除]了(?!解)|(?<![否对将把])(?<!购买|收购|认购)已(?!出台|设|发行|建|[^，。；]{1,6}的|[^，。；]{1,10}后)|截至|累计(?!幅度|不|补贴|金额|最高|期限|缴|超过|时间|享受|计算)|以来|同比|曾"
)
CLAUSE_END = re.compile(r"[。；\n]")
BRACKETED_END = re.compile(rf"{BRACKET}$")
# 直辖市可由城市政府申报: somebody else does it; but 由主要负责同志抓
BY_ANOTHER = re.compile(r"由(?!主要|分管|专人|负责|领导|一把手|党)")
# 由企业自主定价 is a freedom.
ON_ITS_OWN = re.compile(r"自(?:主|行|定)(?![申报提登领])")
APPLICANT = re.compile(r"用户|借款人|贷款人|业主|农户|承租人|申请人|纳税人|单位和个人")
# 由企业申请, 由企业提供材料, but 由企业代扣
MAY_APPLY = re.compile(r"企业|开发商")
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
OBJECT = re.compile(r"对|经|向|将|把|按|由|从|以|与|受")
