"""Patterns of the words that give the bodies in a list a role: 会同甲、乙, 鼓励丙、丁.

Group ``list``: the bodies. They are matched over texts that begin with a line end.
"""

from __future__ import annotations

import re

from pipeline.fields.department.alternatives import Alternative, any_of, plain
from pipeline.fields.department.names import MEETS
from pipeline.fields.department.predicate_shapes import (
    PLAIN_PREDICATE,
)
from pipeline.fields.department.words import (
    ANY_PREDICATE,
    ANY_WORD,
    HEAD,
    NAME_CHAR,
    PLACE,
    TOLD_HEAD,
)
from pipeline.schema import Role

# 在卫生健康部门的指导下; the look-ahead spares the search for names.
_GUIDED = re.compile(
    r"在(?=[^，。；\n]{2,45}(?:指导|协助|配合)下)"
    rf"(?P<list>{NAME_CHAR}{{1,40}}?{HEAD})等?的?(?:统筹|具体|统一|专业|技术|业务|监督|协助|(?:专业|技术)+人员的?)?(?:指导|协助|配合)下"
)
# 接受网信部门的业务指导
_ACCEPTS_GUIDANCE = re.compile(
    r"接受(?=[^，。；\n]{3,40}指导)"
    rf"(?P<list>{NAME_CHAR}{{1,30}}?{HEAD})等?的?(?:有关|业务|统一|统筹|具体|监督|工作|和|、)*指导"
)
_MORE = rf"(?:(?:[、和及或]|以及){NAME_CHAR}{{0,24}}?{HEAD}(?!{ANY_WORD}|的))*"
# What goes on behind a list that then names no bodies: 企业文化, 银行信贷, 企业在职职工
_STAFF = r"(?:骨干|全体|在职|退休|一线|返乡|返岗|外地|外来|在岗)*(?:员工|职工)"
_OTHER_HEAD = r"[^，。；、与和及对向为\n]{0,4}(?:公司|企业|机构|单位|银行|协会)"
NOT_BEHIND_LIST_SHAPES = (
    Alternative("等?级", "等级"),
    Alternative("内部?", "内部"),
    *plain("文化", "职责", "年金", "的", "间", "信贷"),
    Alternative("等?行业", "等行业"),
    *plain("保函", "行为"),
    Alternative(_STAFF, "在职职工"),
    *plain("股份", "户籍", "干部", "行政区", "农村", "城区", "发展专项", "域"),
    Alternative(_OTHER_HEAD, "下属公司"),
    Alternative("房地产(?:开发|经纪)", "房地产开发", "房地产市场"),
)
_LIST = (
    rf"(?P<list>{NAME_CHAR}{{0,40}}?{HEAD}(?!{ANY_WORD}){_MORE})"
    rf"(?!{any_of(NOT_BEHIND_LIST_SHAPES)})"
)
_EMPOWERS = r"授权(?<=[，。；：\n ）]授权)(?![^，。；\n]{2,24}权限?[，。；\n])"
_DEMANDS = r"要求(?<!强制要求)(?<![不得再到合足关的作体项本规权以可]要求)"
# Words that tell bodies to do something: 鼓励企业…, and not 中央引导基金, 符合要求
TELL_SHAPES = (
    Alternative("鼓励、支持和(?:引导|指导)", "鼓励、支持和引导"),
    Alternative("鼓励、(?:引导|支持)", "鼓励、引导"),
    Alternative("引导、(?:鼓励|支持)", "引导、支持"),
    Alternative("鼓励[和并]?支持", "鼓励和支持"),
    Alternative("鼓励[和、]?引导", "鼓励引导"),
    Alternative("支持和?鼓励", "支持鼓励"),
    Alternative("引导和?鼓励", "引导和鼓励"),
    Alternative("鼓励、支持(?!和)", "鼓励、支持", "鼓励、支持和引导"),
    *plain("鼓励和吸引", "引导支持", "引导督促", "支持引导", "引导和支持", "引导协调"),
    *plain("引导和激励", "引导和指导", "鼓励和激励", "鼓励和指导", "提倡", "鼓励"),
    Alternative(r"引导(?<!中央引导)(?<!市场引导)(?<!政府引导)", "引导", "政府引导"),
    Alternative(_EMPOWERS, "，授权市住建局", "已授权市住建局"),
    Alternative(r"允许(?<!（允许)", "允许", "（允许"),
    *plain("准许", "倡导", "号召"),
    Alternative(_DEMANDS, "，要求", "符合要求"),
    *plain("严禁", "禁止"),
)
TELLS = re.compile(
    rf"(?:{any_of(TELL_SHAPES)})"
    r"(?!基金|资金|类|性|多主体|[和、的+])(?:更多|广大|一批)?"
)
# Where the predicate is known the name reaches up to it: 引导各地中小企业服务平台通过…
_TOLD_TO = re.compile(
    rf"(?P<list>{NAME_CHAR}{{0,40}}?{TOLD_HEAD}{_MORE})"
    rf"(?:及其[^，。；、\n]{{0,6}}(?:人员|职工|员工|成员))?(?=等?[，。；：\n与]|等?(?:{PLAIN_PREDICATE}))"
)
# 鼓励金融机构单列小微企业信贷计划
_TOLD_ANY = re.compile(
    rf"(?P<list>{NAME_CHAR}{{0,40}}?{TOLD_HEAD}{_MORE})(?!{ANY_WORD})(?={ANY_PREDICATE})"
)
# 鼓励酒店与周边景点联合推广: who is told to act with whom
TOLD_WITH = re.compile(
    r"(?=[^，。；\n]{4,60}(?:联合|合作|协同|共同|组建|建立|构建|开展|签订|组成|共建|深化))"
    rf"[^，。；：、\n与]{{2,20}}?(?<!参)与(?P<list>{NAME_CHAR}{{0,40}}?{HEAD}{_MORE})"
    rf"(?=等?(?:联合|合作|协同|共同|组建|建立|构建|开展|签订|组成|共建|深化))"
)
# 鼓励金融机构与房地产企业自主协商: what two agree on both of them do
TOLD_BOTH = re.compile(
    r"(?=[^。；\n]{4,80}(?:自主协商|商定|约定))"
    rf"[^，。；：、\n与]{{2,20}}?(?<!参)与(?P<list>{NAME_CHAR}{{0,30}}?{HEAD})"
    r"(?=等?[^。；\n]{0,50}(?:自主协商|商定|约定))"
)
_TOLD = re.compile(_LIST)
_GIVES_TO = (
    r"(?:以[^，。；]{2,10})?向(?![^，。；]{1,10}(?:争取|申请))[^，。；]{1,20}"
    r"(?:提供|发放|让利|开放|倾斜|投放|捐赠)"
)
_JOINS_AND_GIVES = (
    r"(?:加入|参与|建立|开发|开展|整合|创新|建设|加强|加大)[^，。；\n]{2,40}，"
    r"(?:依托|利用|通过|运用)[^，。；\n]{2,20}为[^，。；\n]{1,30}提供"
)
_NEW_PRODUCT = (
    r"(?:创新|开发|推出)[^，。；\n]{2,24}(?:产品|服务|业务)，为[^。；\n]{1,30}(?:提供|办理|发放)"
)
_TOWARDS = (
    r"对(?!接|外|口)"
    r"(?=[^，。；]{1,20}(?:企业|国企|央企|房企|人|户|单位|机构|家庭|职工|群众|主体))"
)
# How what is done for others begins
FOR_OTHERS_SHAPES = (
    *plain("减免", "带动"),
    Alternative(r"(?<!兼并)(?<!通过)收购", "收购", "通过收购"),
    *plain("扩大对", "助企"),
    Alternative(
        r"(?:利用|运用|通过)[^，。；]{2,20}为[^，。；]{1,14}提供", "通过服务平台为企业提供融资"
    ),
    Alternative(
        r"在[^。；\n]{2,40}(?:前提|基础|条件)下，为[^，。；]{1,20}提供",
        "在风险可控的前提下，为企业提供贷款",
    ),
    Alternative(_GIVES_TO, "以市场化方式向租赁主体提供长期贷款", "向银行申请发放"),
    Alternative(
        r"(?:利用|运用|通过|依托)[^。；\n]{2,120}，[^，。；\n]{0,4}为[^，。；\n]{1,60}提供",
        "依托服务网络，为老年人提供服务",
    ),
    Alternative(_JOINS_AND_GIVES, "建设服务平台，利用平台数据为企业提供融资"),
    Alternative(_NEW_PRODUCT, "创新按揭贷款产品，为购房人办理中长期贷款"),
    Alternative(r"(?<![升级列作成变转])为(?!主)", "为企业", "转为企业"),
    Alternative(_TOWARDS, "对小微企业", "对接企业"),
)
# 支持孵化器减免在孵企业租金: asked to act for others
_FOR_OTHERS = re.compile(
    r"(?:支持|推动|协调|组织|动员)(?!、|平台|体系|政策)"
    r"(?=[^。；\n]{2,120}(?:减免|带动|收购|扩大|助企|为|对|向))"
    rf"{_LIST}(?=等?[^，。；、]{{0,4}}(?:{any_of(FOR_OTHERS_SHAPES)}))"
)
_JOINTLY = (
    r"联合(?:(?<=[，。；：\n局委部厅会办心院行府可应要或并]联合)|(?<=[一二三四五六七八九十]、联合))"
    r"(?![采会国体执社])"
)
_OFFICES_JOINTLY = (
    r"(?<=部门)联合"
    r"(?=人民银行|中国|[国省市县区有相][^，。；、\n]{1,12}(?:部门|[局委厅]))"
)
# Words behind which stands with whom one acts
JOIN_SHAPES = (
    *plain("会同"),
    Alternative(r"协同(?<=[，。；：\n]协同)(?!“)", "，协同市财政局", "加强协同"),
    Alternative(r"商(?<=[，。；：\n]商)(?=[当同有相省市县区])", "，商有关部门", "，商业银行"),
    Alternative(_JOINTLY, "市住建局联合市财政局", "市联合会"),
    Alternative(_OFFICES_JOINTLY, "住建部门联合人民银行分支机构", "部门联合执法"),
)
_JOINS = rf"(?:{any_of(JOIN_SHAPES)})(?:几个)?"
_JOINED = re.compile(rf"{_JOINS}{_LIST}")
# 会同人民银行上海分行制定: the name reaches up to what they do.
_JOINED_TO = re.compile(
    rf"{_JOINS}(?P<list>{NAME_CHAR}{{0,40}}?{HEAD}{_MORE})(?=等?[，。；：\n]|等?(?:{PLAIN_PREDICATE}))"
)
_CO_OPERATION = (
    r"的?(?:加强|加大[^，。；、\n]{0,12}|开展|深化|政策|业务|战略|务实|国际|通力|密切|紧密)?"
    r"(?:合作|协作|协同|联合|联动)"
)
_CONSULTING = r"(?<=部门|政府|单位)(?:充分|共同)?协商(?=办理|解决|研究|制定|，通过|，共同)"
_IN_COMMON = r"共同(?=开发|安排|推[进动]|制定|研究|组织|开展|建设|出资|设立|实施|做好|打造)"
_SETTING_UP = (
    r"(?:建立|构建|形成|健全|完善)"
    r"(?=[^，。；\n]{0,16}(?:合作|协作|协同|协调|联合|会商|信息交换|信息共享)"
    r"[^，。；\n]{0,14}(?:机制|体系|关系))"
)
# What one does together with those behind 与
TOGETHER_SHAPES = (
    Alternative(_CO_OPERATION, "加强合作"),
    Alternative(_CONSULTING, "部门共同协商解决", "部门协商机制"),
    Alternative(
        r"(?<!地区)的[^，。；、\n]{0,8}(?:联动|协作|配合|合作)(?=[，。；、\n])", "的工作配合，"
    ),
    Alternative("的?沟通(?:协作|协同)", "的沟通协作"),
    Alternative("的(?:沟通|信息)*(?:协调|会商|联动)机制", "的信息会商机制"),
    Alternative("一[起道]", "一起"),
    Alternative(r"(?:实时|定期|及时)?共享(?!的|机制|平台|单位)", "定期共享信息", "共享平台"),
    Alternative(_IN_COMMON, "共同开发", "共同富裕"),
    Alternative(_SETTING_UP, "建立合作协调机制", "建立台账"),
)
# 与有关企业加强合作, 与驻区机构、有关部门建立合作协调机制
_TOGETHER = re.compile(
    r"[与同](?<![协共不相]同)(?!、)(?![^，。；\n]{2,60}的基础上)"
    r"(?=[^，。；\n]{2,50}(?:合作|协作|协同|联合|协调|协商|会商|联动|配合|交换|共[享同]|一[起道]))"
    rf"(?P<list>{NAME_CHAR}{{0,40}}?{HEAD})"
    r"(?:等(?:[^，。；、与\n]{2,8}(?:力量|主体)(?=合作|联合|协同))?)?"
    rf"(?:{any_of(TOGETHER_SHAPES)})"
)
_DRAWN_UP = (
    r"(?:研究|制定|共同|组织|负责|确定|明确|提出|发布|单独|统一|审核|审查|认定(?!为准)|核定|编制|拟定"
    r"|联合(?!会))"
)
_DRAWN_UP_WITH = re.compile(rf"{MEETS}(?P<list>{NAME_CHAR}{{1,30}}?{HEAD})(?={_DRAWN_UP})")
# 由住建部门会规划部门单独选址: who meets them
_DRAWN_UP_BY = re.compile(
    rf"由(?<![自理缘]由)(?=[^，。；\n]{{2,24}}[门局委厅府][会商])(?P<list>{NAME_CHAR}{{1,20}}?{HEAD})"
    rf"(?={MEETS}{NAME_CHAR}{{1,30}}?{HEAD}(?:单独|统一|审核|审查|认定|核定|编制|拟定))"
)
# 市有关部门和各区人民政府为成员单位; 可邀请其他部门参加; 由居民委员会等参加的物业管理委员会
_MEMBERS = re.compile(
    r"[，。；：\n](?=[^，。；\n成]{3,80}成员单位[，。；\n])"
    rf"(?P<list>{NAME_CHAR}{{1,60}}?{HEAD})等?[为是](?=[^，。；\n]{{0,12}}成员单位[，。；\n])"
)
_INVITED = re.compile(
    rf"(?:邀请(?<=[可应要]邀请)|吸收(?=[^，。；\n]{{2,40}}(?:参加|参与)))(?P<list>{NAME_CHAR}{{1,40}}?{HEAD})等?(?=(?:共同|列席)*(?:参加|参与|列席))"
)
_TAKING_PART = re.compile(
    r"由(?=[^，。；\n]{2,60}(?:参加|参与)的)"
    rf"(?P<list>{NAME_CHAR}{{1,40}}?{HEAD})(?=[^，。；\n]{{0,8}}(?:共同)?(?:参加|参与)的)"
)
# 建立住房城乡建设、金融监管部门参加的会商机制
_TAKING_PART_IN = re.compile(
    r"(?:建立|形成|完善|健全)由?(?=[^，。；\n]{2,80}参加的[^，。；\n]{0,12}(?:机制|制度|专班|小组))"
    rf"(?P<list>(?!由){NAME_CHAR}{{1,60}}?{HEAD})(?=(?:共同)?参加的)"
)
# 由住建局牵头资规局、土地储备中心等单位组建平台
_LED_WITH = re.compile(
    r"牵头(?=[^，。；\n]{4,120}(?:组建|组成|成立|对|共同|联合))"
    rf"(?P<list>(?!单位|部门|负责|组织|组成|组建|成立|制定|会同|建立|开展|推[进动]){NAME_CHAR}{{1,90}}?{HEAD})"
    r"(?=(?:等[^，。；、\n]{0,8})?(?:组建|组成|成立|对(?!接)|共同|联合))"
)
# Pattern, role and rule of the bodies in its list, and a word without which a text holds no such
# list; the surest first.
LISTED: tuple[tuple[re.Pattern[str], Role, str, str], ...] = (
    (_JOINED_TO, "support", "department.joined", ""),
    (_JOINED, "support", "department.joined", ""),
    (_TOGETHER, "support", "department.joined", ""),
    (_DRAWN_UP_WITH, "support", "department.joined", ""),
    (_DRAWN_UP_BY, "actor", "department.by", "由"),
    (_GUIDED, "support", "department.guided", "下"),
    (_MEMBERS, "support", "department.members", "成员单位"),
    (_INVITED, "support", "department.joined", "参"),
    (_TAKING_PART, "support", "department.joined", "由"),
    (_TAKING_PART_IN, "support", "department.joined", "的"),
    (_LED_WITH, "support", "department.led", "牵头"),
    (_ACCEPTS_GUIDANCE, "support", "department.guided", "接受"),
    (_FOR_OTHERS, "actor", "department.told", ""),
)

# 鼓励广州、深圳放宽指标
TOLD_PLACES = re.compile(
    rf"(?P<list>(?:{PLACE}){{1,2}}(?:[、和](?:{PLACE}){{1,2}})*)(?=等?(?:地区?|城?市|省[份市])?(?:{PLAIN_PREDICATE}|{ANY_PREDICATE}))"
)
# Tried in this order behind a word that tells.
TOLD = (_TOLD_TO, _TOLD, _TOLD_ANY)

# 允许房地产开发企业申请调整: what one may ask for is no work
MAY = ("允许", "准许")
ASKS_FOR = re.compile(r"等?(?:申[请领报]|领取|享受|提取)")
# 支持保险机构与交通部门合作: what two do that are both objects
OBJECT_WITH = re.compile(
    r"(?:支持|推动|加强|组织|协调|促进|推进|深化|帮助|动员|使)"
    r"(?:(?!鼓励|引导|要|应|须|支持|加强)[^，。；：\n]){3,40}\Z"
)
# 支持税务部门会同住建部门下调价格: so do two of whom the first is an object
OBJECT_JOINED = re.compile(
    r"(?:支持|推动|督促|指导)[^，。；：、\n并]{2,14}(?<=[门局委府行构业位])\Z"
)
# 成立市住房保障工作领导小组，负责政策、规划的决策
FOUNDED = re.compile(
    r"(?:成立|组建|设立|组成|下设)(?=[^，。；：\n的了]{1,30}(?:（[^（）\n]{2,20}）)?，)"
    r"(?P<list>[^，。；：、\n的了（）]{0,26}?(?:小组|工作组|专班|专家组|办公室|指挥部|委员会))"
    r"(?:（[^（）\n]{2,20}）)?，(?:具体|主要|统一|全面)?"
    r"(?:(?P<duty>负责(?!人))|统筹|领导(?!小组|班子|干部)|承担|代表|会同|协调)"
)
