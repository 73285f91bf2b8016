"""What begins no name of an acting body, and what stands inside none: tables with examples."""

from __future__ import annotations

from pipeline.fields.department.alternatives import Alternative, any_of, plain
from pipeline.fields.department.words import NO_SUBJECT, PLACE, VERB

# 在兰企业, 在宾商业银行 begin with a preposition, 在…期间 does too.
_IN = (
    rf"在(?!(?:[\u4e00-\u9fff]|{PLACE})的?(?:各类|其他|其它|国有|国外|境外)*"
    r"(?:商业银行|银行|金融|企业|高校|单位|机构|房地产|保险|央企|国企|科研|检验))"
)
_THROUGH = r"经(?!济|信|科|开|贸|发|办|纪|营|销|局)"
_REFORM = r"改革(?!开放|办|委|专班|领导|试点|小组|[处局和、]|部门|发展)"
_RECEIVES = r"受(?!益|托|委托|理|让|[^，。]{1,6}影响)"
_THE_SAID = r"该(?!建设单位|开发企业|公司|金融机构|银行|单位|部门|企业|中心|机构)"
_ITS = r"其(?!他|它|余|所在单位|主管|上级|[\u4e00-\u9fff]{2,8}(?:部门|机关))"
_DESIGNATED = r"指定(?=[\u4e00-\u9fff]{2,6}(?:医院|门诊|银行|机构|场所)\Z)"
_TAKING_PART = r"参与[\u4e00-\u9fff]{2,4}(?:企业|单位|机构)\Z"
_BY_CONSTRUCTION = r"(?:改建|改造|扩建|新建|使用|提供)(?:单位|机构|主体|方)\Z"
# Names that open with a word with which others are no names: 牵头部门, and not 牵头制定…
OPENS_NAME_SHAPES = (
    Alternative(_BY_CONSTRUCTION, "改造单位", "改造单位用房"),
    Alternative(r"相应(?:的)?(?:责任)?(?:部门|单位|机构|主体)", "相应的责任部门", "相应资金"),
    Alternative(r"集中采购(?:主体|机构|中心)", "集中采购机构", "集中采购办法"),
    Alternative(r"补贴[\u4e00-\u9fff]{0,4}(?:部门|单位|机构)", "补贴发放部门", "补贴资金"),
    *plain("联合", "依托单位", "提供者"),
    Alternative(r"所有(?![者权])", "所有企业", "所有权人"),
    Alternative(r"有权(?:机关|部门)", "有权机关", "有权拒绝"),
    Alternative(r"新建(?:商品)?[住房]", "新建商品住房项目公司", "新建学校"),
    Alternative(r"(?:牵头|配合|落实|参与|承办|主办)[部单银]", "牵头部门", "牵头制定"),
    Alternative(_DESIGNATED, "指定三级医院", "指定三级医院医生"),
    Alternative(r"参与(?:房地产)?企业", "参与房地产企业", "参与项目"),
    Alternative(_TAKING_PART, "参与改造企业", "参与改造企业评选"),
)
# What a phrase begins with that is no name.
NO_SUBJECT_SHAPES = (
    *plain("的"),
    Alternative(r"指定(?=专)", "指定专人", "指定机构"),
    Alternative(r"对(?!口)", "对企业", "对口部门"),
    *plain("把", "将", "向", "从", "以"),
    Alternative(_THROUGH, "经市政府", "经信局"),
    Alternative(r"按(?!揭)", "按职责", "按揭银行"),
    *plain("让", "使", "如", "若", "凡", "因"),
    Alternative(r"当(?!地|事人|前所)", "当企业", "当地政府"),
    *plain("于", "与"),
    Alternative(_REFORM, "改革公立医院补偿机制", "改革办"),
    Alternative(r"违规(?=[为向对将])", "违规为企业", "违规企业"),
    Alternative(r"送(?=[社医公街定])", "送社区医疗中心", "送检单位"),
    Alternative(r"(?:推动|引导|鼓励|督促|促进|吸引)(?:机构|企业|单位)", "推动机构完善机制"),
    # 用自有资金预存入银行
    *plain("用自有"),
    Alternative(r"自(?![然治贸主建行媒律持营有]|来水)", "自印发之日", "自来水公司"),
    *plain("主要以", "特殊情况下", "结算时", "重点保障"),
    Alternative(r"引导(?=业主|业委)", "引导业主"),
    *plain("遇", "待"),
    Alternative(r"就(?!业)", "就企业", "就业局"),
    *plain("或", "请", "并"),
    Alternative(r"报(?!社|业)", "报市政府", "报社"),
    *plain("为"),
    Alternative(_IN, "在试点期间", "在兰企业"),
    Alternative(_RECEIVES, "受市政府", "受托银行"),
    *plain("给", "除", "可", "要", "须"),
    Alternative(r"应(?![急用])", "应当", "应急局"),
    *plain("也", "还", "又", "再", "仍", "更", "最", "较", "此"),
    Alternative(r"协同(?=[省市县区][^，、]{1,8}[局委])", "协同市财政局", "协同机构"),
    Alternative(r"发展(?!改革|和改革|研究|局|委)", "发展企业", "发展改革委"),
    Alternative(r"停(?!车)", "停业企业", "停车场"),
    *plain("暂停"),
    Alternative(r"这(?!些(?:地区|单位|部门|企业|城市))", "这一机制", "这些企业"),
    Alternative(_THE_SAID, "该项目", "该企业"),
    *plain("则", "但", "而", "且", "即", "均", "都"),
    Alternative(r"不(?!动)", "不合格企业", "不动产登记中心"),
    *plain("未", "已", "拟"),
    Alternative(r"领导(?!小组|机构|班子)", "领导企业", "领导小组"),
    Alternative(r"主要(?=承担|负责|由|用于)", "主要由企业"),
    Alternative(_ITS, "其项目", "其他企业"),
    Alternative(r"所(?!在|属|有(?![者权]))", "所需机构", "所属单位"),
    Alternative(r"联合(?![采工会国])", "联合企业", "联合会"),
    Alternative(rf"(?!{any_of(OPENS_NAME_SHAPES)}){NO_SUBJECT}", "加强部门联动", "牵头部门"),
)
_REPORT_TO = r"报(?=[省市县区州][^，。；]{1,10}[局委办厅门])"
_HANDS_OVER = r"让(?!(?<=[受转出]让)(?:方|企业|单位|人|机构|主体))"
_PUSH = r"推进(?!办|组|小组|领导|工作|专班|委|中心|会|处|机[构制])"
_THROUGH_INSIDE = r"经(?<![财东]经)(?!局|济|信|开|贸|营|办|纪|理|销|科|协|认定|批准)"
# What stands in no name, and the same characters where they may stand. Nearly each alternative
# begins with a literal and looks back over it, so that most positions are skipped.
NOT_INSIDE_SHAPES = (
    Alternative(r"执行(?=[国省市县区])", "企业执行市场价", "执行机构"),
    Alternative(r"从事(?<=[员工人]从事)", "人员从事服务企业", "从事服务的企业"),
    *plain("用于", "前往", "可以"),
    Alternative(r"发展(?=[民国集外面多各农])", "我市发展民营企业", "发展银行"),
    Alternative(r"要(?=指导|督促|组织|推动|引导|支持|加强)", "各地要指导企业", "重要企业"),
    *plain("不得"),
    Alternative("不?高于", "不高于"),
    Alternative("不?低于", "低于"),
    Alternative("不?超过", "不超过"),
    *plain("赴"),
    Alternative(r"来(?=[我本])", "企业来我市", "外来企业"),
    Alternative(r"对(?<!应对)(?!口|外)", "政府对企业", "应对办公室"),
    Alternative(r"自我[省市县区]", "自我市", "自我管理机构"),
    *plain("请商"),
    Alternative(r"按(?!揭)", "企业按职责", "住房按揭银行"),
    *plain("把", "将"),
    Alternative(_REPORT_TO, "汇总报市财政局", "日报社"),
    *plain("被"),
    Alternative(r"使(?!用|（?领|馆)", "促使企业", "使用单位"),
    Alternative(_HANDS_OVER, "让企业", "受让方"),
    Alternative(r"给(?<!供给)", "拨付给企业", "供给企业"),
    *plain("及时"),
    Alternative(r"到(?!位)", "到企业", "到位企业"),
    *plain("属于", "位于"),
    Alternative(r"至(?!少)", "下放至街道", "至少一家企业"),
    *plain("通过"),
    Alternative(r"供(?=[相主贷审有各])", "供有关部门", "供水企业"),
    Alternative(r"为(?<![行作]为)(?!主)", "改为企业", "行为主体"),
    Alternative(r"是(?<![别其]是)", "的是企业", "特别是企业"),
    Alternative(r"与(?<!参与)(?!城市建设|城乡)", "银行与企业", "参与企业"),
    Alternative(r"向(?<!面向)", "银行向企业", "面向社会的机构"),
    Alternative(rf"{_IN}(?<!所在)(?!校|线)", "企业在试点期间", "所在单位"),
    # 自有住房进入租赁平台, 设计方案可提交市专委会审议
    Alternative("登[录陆]", "登录平台"),
    Alternative(r"提交(?=[省市县区国属])", "设计方案提交市专委会", "提交单位"),
    *plain("进入"),
    Alternative(r"进出(?!口)", "进出小区", "进出口企业"),
    # 服务行业融入园区
    *plain("融入", "引诱", "参选", "兴办", "不局限"),
    Alternative(r"可(?:授权|直接|[同与向由将])", "业主大会可授权业主委员会", "许可部门"),
    Alternative(r"(?:入驻|落户)(?!企业|项目|单位|机构|商户)", "入驻园区", "入驻企业"),
    Alternative(r"以(?=[我本][省市县区])", "以我市企业", "以旧换新企业"),
    Alternative(_PUSH, "推进企业", "推进办"),
    *plain("创办", "领办", "列入"),
    Alternative(r"纳入(?!管理)", "纳入平台", "纳入管理的企业"),
    Alternative(_THROUGH_INSIDE, "企业经市政府", "财经办"),
    Alternative(r"由(?<![自理]由)(?!贸)", "工作由企业", "自由贸易区"),
)
# With 的 behind it: what begins so qualifies no name: 加强管理的
NO_QUALIFIER_SHAPES = (
    Alternative("[但仅]", "但符合条件的"),
    Alternative(r"当(?!地|前|事人)", "当年的", "当地的"),
    *plain("除", "专人", "相应", "发展", "促进", "赋予", "吸引有", "推广", "逐步", "上传"),
    *plain("允许", "倡导", "号召", "要求"),
    Alternative(r"对(?!口)", "对企业的", "对口的"),
    *plain("把", "将", "向", "从", "以", "经", "按", "让", "使", "于", "与", "由", "可", "要"),
    Alternative(VERB, "加强管理的"),
)
# What tells which of them, and so qualifies all the same: 承担重点项目的高校, 受疫情影响较大的地方
QUALIFIER_SHAPES = (
    Alternative("[未不已有主]", "有条件的"),
    Alternative(rf"在(?:[\u4e00-\u9fff]|{PLACE})的", "在京的", "在建设中的"),
    Alternative(r"受[^，。的]{2,8}影响", "受疫情影响", "受理"),
    *plain("承担", "从事", "参与", "开办", "获得", "拥有", "具备", "具有", "持有", "符合"),
    *plain("吸纳", "开展"),
    Alternative(r"提供(?!的)", "提供服务的", "提供的"),
    *plain("入驻"),
)
# The same before a duty, where a verb may qualify: 设立集体户的单位应当.
NO_QUALIFIED_SHAPES = (
    Alternative("[但仅]", "仅有的"),
    *plain("除"),
    Alternative("或者?", "或者符合条件的"),
    *plain("发现", "禁止", "严禁", "避免", "防止", "对"),
    Alternative(r"经(?!认定|批准)", "经审核的", "经认定的"),
    *plain("向", "将", "把", "按", "由"),
    Alternative(r"从(?!事|国外|境外)", "从企业的", "从事服务的"),
    *plain("以", "与"),
    Alternative(r"受(?!委?托|理|让|[^，。的]{2,8}影响)", "受到处罚的", "受委托的"),
)
