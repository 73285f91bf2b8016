"""What stands before, beside and behind a body that acts in its clause: tables with examples."""

from __future__ import annotations

from pipeline.fields.department.alternatives import Alternative, plain

_NUMBER = (
    r"(?:（[一二三四五六七八九十\d]{1,3}）|\d{1,3}[.．、]|[一二三四五六七八九十]{1,3}[、是]"
    r"|第[一二三四五六七八九十百\d]{1,5}条|第[一二三四五六七八九](?![方者])是?)"
)
_TERM = (
    r"(?:每年|每月)?(?:20\d\d年)?(?:\d{1,2}月)?(?:\d{1,2}日|[上中下]旬)?[底末初]?"
    r"(?<=[\d年月日旬底末初])(?:之前|以前|前|起)"
    r"(?=[各国省市县区州我本有相中财教农工人地全])"
)
_ASKED = (
    r"请(?=各|有关|相关|分中心|管理部|市|省|县|区|国|中国|人民银行|纪委|财政|税务|审计"
    r"|你[省市县区中公单局行委厅院校])"
)
_ADVISED = r"建议(?=[各你有省市县区]|[\u4e00-\u9fff]{2,3}[省市县区]人民政府)"
_DONE = (
    r"(?:申请|审核|审批|审查|公示|认定|验收|评审)(?:审核)?"
    r"(?:通过|合格|同意|结束|期满|无异议|完成)后(?=[省市县区各])"
)
# What may stand between the mark that opens a clause and its subject
LEAD_IN_SHAPES = (
    Alternative(_NUMBER, "（一）", "第三方"),
    Alternative(_TERM, "3月底前各", "3月底前完成"),
    Alternative(r"年底前(?=[各国省市县区有相])", "年底前各", "年底前完成"),
    Alternative(r"今后[一二三四五六七八九十\d]+年内?", "今后三年"),
    Alternative(r"【[^】]{1,24}】", "【责任单位】"),
    Alternative(r"\s", " "),
    *plain("其中", "同时", "此外", "原则上", "具体", "对此", "为此", "必要时", "下一步"),
    *plain("近期", "近日", "今后", "届时"),
    Alternative("(?:活动)?期间", "活动期间"),
    *plain("随后", "年内"),
    Alternative(r"(?:20)?\d\d年度?", "2024年度"),
    *plain("今年", "明年", "平时", "日常", "并", "再"),
    Alternative(r"暂(?![停缓不行定由])", "暂按", "暂停"),
    Alternative(_ASKED, "请各区", "请示"),
    Alternative(r"20\d\d年?[—\-–至]20\d\d年(?:期间)?", "2023—2025年期间"),
    Alternative(_ADVISED, "建议各区", "建议书"),
    Alternative(r"希望(?=各|广大|全)", "希望各区", "希望小学"),
    Alternative(_DONE, "审核通过后市财政局", "审核通过后拨付"),
    Alternative(r"发(?=各[省市县区])", "发各区", "发改委"),
    Alternative(r"工作要求(?=各)", "工作要求各区", "工作要求高"),
    Alternative(r"[且则](?=[该企开各市县区房])", "则企业", "规则"),
    # “百”指的是市科协组织百名专家
    Alternative("“[百千十万]”指的是", "“百”指的是"),
)
_PERSON_AT_LAW = r"(?:预购|买受|承购|换房|借款|申请|承租)人"
_STAFF = r"(?:其|国家|全体|广大|所有|相关|有关)+(?:工作|从业|管理|执法)?人员"
# Persons named beside a body: 任何单位和个人, 机构及其工作人员
PERSON_SHAPES = (
    *plain("个人", "求职者"),
    Alternative(_PERSON_AT_LAW, "借款人"),
    Alternative("(?:人才)?本人", "人才本人"),
    Alternative("(?:车辆)?驾驶员", "车辆驾驶员"),
    Alternative("(?:广大)?党员(?:干部)?", "广大党员干部"),
    *plain("领导干部"),
    Alternative("购房[者人]", "购房者"),
    Alternative(r"(?:破产)?管理人(?!员)", "破产管理人"),
    Alternative(_STAFF, "其工作人员"),
    Alternative("(?:工作|从业|管理|执法)人员", "从业人员"),
    Alternative("(?:其|干部|企业)?职工", "企业职工"),
    Alternative("(?:广大)?(?:党员|领导)干部", "党员干部"),
    *plain("党员", "群众", "全社会", "社会各界"),
)
_PHRASE_AND_DUTY = (
    r"等?(?:[在于自][^，。；\n]{2,40}?(?:[内前后起时中]|期间)|[对与][^，。；\n]{2,24}"
    r"|[^，。；\n]{2,40}[的时前后中]，|(?:若|如|发现|为|因|遇|对)[^，。；\n]{2,40}，)"
    r"(?:应(?!予|享|当给予|当予|(?:当?依法|当)?(?:追究|处罚))|须|必须|不得|要(?!求))"
)
_DUTY_BEHIND_COMMA = (
    r"(?=[^，。；\n的]{2,40}，(?:应当?(?!予|享|给予|届|急|依法追究|追究)|须|必须|不得))"
    r"(?![^，]{0,40}(?:申请|申领|享受))"
)
_MAY_BEFORE_TIME = (
    r"在[^，。；\n]{2,30}后，可以?(?:提前|先行|分期)(?![^。；\n]{0,40}(?:申[请报领]|享受|领取))"
)
_ANSWERS_FOR_BREACH = r"(?:未|违反)[^。；\n]{2,60}的，(?:依法|由其|自行)?(?:应当?|须|承担)"
_DUTY_IN_CASE = r"[^，。；\n]{2,40}[时前后中]，[^，。；\n]{2,24}的，应当?(?!予|享|给予)"
_MAY_IN_NEED = (
    r"因[^，。；\n]{2,50}的，可以?(?:通过|采取|与(?=职工|其|工会)|安排)(?![^。；\n]{0,60}申请)"
)
# A duty farther on in the clause of a subject: 企业在…时，应…
DUTY_FOLLOWS_SHAPES = (
    Alternative(_PHRASE_AND_DUTY, "在开展业务时应当公示", "在开展业务时应予处罚"),
    Alternative(_DUTY_BEHIND_COMMA, "根据合同约定，应当公示", "提出申请，应当公示"),
    Alternative(
        r"[^，。；\n]{2,60}的，[^，。；\n]{2,14}时(?:应当?|须|必须|不得)",
        "采取现场方式的，组织活动时应当告知",
    ),
    Alternative(
        _MAY_BEFORE_TIME, "在取得土地后，可提前开展准备工作", "在取得土地后，可提前申请许可"
    ),
    Alternative(_ANSWERS_FOR_BREACH, "未按约定发放贷款，造成损失的，应承担责任"),
    Alternative(
        _DUTY_IN_CASE,
        "达到条件时，采取现场方式的，应提前告知",
        "达到条件时，采取现场方式的，应予奖励",
    ),
    Alternative(_MAY_IN_NEED, "因受影响经营困难的，可以通过协商采取轮岗"),
    Alternative(r"参照[^，。；\n]{0,20}执行", "参照标准执行"),
    Alternative(
        r"按[^。；\n]{2,40}，(?:履行|承担)[^，。；\n]{2,50}(?:职责|责任|义务)",
        "按照谁主办谁负责的原则确定，履行安全管理职责",
    ),
    Alternative(r"共同(?:参与|参加|配合)(?!的)", "共同参与", "共同参与的"),
)
_ONLY = r"原则上[^，。；\n]{0,12}(?:只(?!需|要)|仅)"
_AT_WILL = (
    r"等?可以?自[行主]"
    r"(?![^，。；\n]{0,8}(?:申[请报领]|领取|登录|查询|下载|选择|前往|支取|提取))"
)
_ENTITLED = (
    r"等?有权(?=拒绝|暂停|停止|终止|解除|取消|不予|追究|按|根据|依[据照]|依法(?!向)|对|收回"
    r"|制止|责令)"
)
_MAY_GET = (
    r"(?:容缺办理|申请|申报(?!总?价)|申领|享受|领取|报名|提取|获得|缓缴|免缴|免交|提出|登记"
    r"|查询|反映|联系|办理|支取)"
)
_MAY_DO = (
    r"(?:根据|按照?|结合|依据|参照|通过|采用|采取|使用|利用|运用|自主|自行|自愿"
    r"|用(?!于)|将|以(?![上内下])|再次|选择|提供|组织|委托|推行|推出|合理|适当|适度|灵活"
    r"|探索|开展|设置|设立|购买|收购|租赁|与|对|延长|调整|优化|简化|聘用|增加"
    r"|实行|优先|面向|发行|开发|建设|改造|制定|缴纳|拟定|确定|为)"
)
_MAY = (
    rf"等?(?:均|也|还)?可以?(?![^。；\n]{{0,80}}?{_MAY_GET})"
    rf"(?:在[^，。；\n]{{2,30}}[内前后时中下间]，?)?{_MAY_DO}"
)
# 企业可自主确定销售价格 is a freedom to act, 企业可申请缓缴 a benefit.
FREE_TO_ACT_SHAPES = (
    Alternative(_ONLY, "原则上只开设一个账号", "原则上只需提供一次"),
    Alternative(_AT_WILL, "可自行调整价格", "可自行申领"),
    Alternative(_ENTITLED, "有权拒绝其进入", "有权申请复议"),
    Alternative(_MAY, "可根据市场情况调整价格", "可根据规定申请缓缴"),
)
_PROVIDES_FOR = r"为(?![^，。；\n]{1,12}(?:提供|办理|安排|出具|开具|配备))"
# What begins so is no order but a case or an aim: 因…, 取得…; 为企业提供服务 is one.
NO_ORDER_SHAPES = (
    *plain("因", "凭", "若", "遇", "如"),
    Alternative(_PROVIDES_FOR, "为支持企业", "为企业提供服务"),
    *plain("取得"),
    Alternative(r"通过[^，。；\n]{2,20}取得", "通过拍卖方式取得", "通过平台报送"),
    *plain("达到", "实现", "完成", "发现", "收到", "超过"),
    Alternative(r"不(?!再)", "不符合", "不再受理"),
    *plain("需", "提出", "提升", "开发", "扩大"),
)
# What one asks for is no order: 申请拨付资金
ASKING_SHAPES = (
    Alternative(r"申请(?!人|家庭|材料|资料|表|书)", "申请拨付", "申请人"),
    *plain("申领", "享受", "领取", "报名", "提取", "提请", "清算", "具有", "可视为", "容缺办理"),
    Alternative(r"申报(?!价|企业|信用|销售)", "申报项目", "申报价格"),
)
_ALREADY = (
    r"(?<![否对将把])(?<!购买|收购|认购)"
    r"已(?!出台|设|发行|建|[^，。；]{1,6}的|[^，。；]{1,10}后)"
)
_IN_ALL = r"累计(?!幅度|不|补贴|金额|最高|期限|缴|超过|时间|享受|计算)"
# What has been done is reported, and is not to be done.
REPORT_SHAPES = (
    Alternative(r"[^为除]了(?!解)", "推出了", "除了"),
    Alternative(_ALREADY, "市场监管局已办理", "已缴纳的费用"),
    *plain("截至"),
    Alternative(_IN_ALL, "累计发放", "累计不超过"),
    *plain("以来", "同比", "曾"),
)
