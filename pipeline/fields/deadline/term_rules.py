"""Shapes of lengths without a word such as 内 or 期限: ``补贴3年``, ``经过三年努力``.

They come after the rules of ``length_rules``; the verb or the noun beside the length decides.
"""

from __future__ import annotations

from pipeline.fields.deadline.phrase import rule

_STOPS = r"(?=[，、；（）)]|$)"
_DONE = (
    r"(?:(?:予以|给予|完成|全部|及时|一次性)?(?:办结|办好|办完|办毕|完结|答复|办理完毕|审结|审核|审批|审定|核准|作出|做出|出具|反馈"
    r"|回复|响应|到账|到位|拨付|兑付|兑现|发放|缴清|缴纳|付清|整改|改正|报送|上报|报告|送达|下达|备案|登记))"
)
_EVENT = r"(?:(?:自|从|在|于)?[^，。；、：（）\s自从在于应须可满]{2,16}?(?:之日起?|之?后|起))"
_ACHIEVED = (
    r"(?:见成效|见实效|见效|大见成效|初见成效|出成效|出成果|有突破|实现突破|大突破|大变样|大变化|上台阶|上水平|大提升"
    r"|打基础|起好步|强基础|成体系|成规模|全覆盖|(?:全面|基本)(?:建成|完成|实现|覆盖))"
)
_CAMPAIGN = (
    r"(?:整治|行动(?!计划|方案|纲要)|排查|检查|攻坚|整顿|执法|普查|集训|试运行|公示|宣传|演练)"
)
_BENEFIT = (
    r"(?:补贴|补助|贴息|贴租|奖励|奖补|资助|扶持|支持|免租|免费|免费使用|免费提供|免费入驻|免税|减税|托管|自持"
    r"|试点|发放|给付|执行|实施|实行|沿用|保持|延续)"
)

TERM_RULES = (
    # 自受理之日起5个工作日作出决定 · 合同签订后一个月缴清
    rule(
        "deadline.within_event_done",
        "within",
        before=rf"(?P<keep>{_EVENT})",
        after=rf"(?=(?:（[^（）]{{1,16}}）)?{_DONE})",
        grains="D W M H",
        ends="起后日",
    ),
    # 3个工作日办结
    rule(
        "deadline.within_done",
        "within",
        after=r"(?=办结|完结|答复|办理完毕|审结|到账|拨付到位|完成|出具|反馈)",
        grains="D H MIN",
    ),
    # 3个工作日作出决定 · 5个工作日内
    rule(
        "deadline.within_done_more",
        "within",
        before=r"(?:^|[，：；（）”]|实现|确保|力争|争取|原则上|最快|最多|一律|均|须|应|可|在|于)",
        after=rf"(?={_DONE})",
        grains="D H MIN",
    ),
    # 完成审核，不超过3个工作日
    rule(
        "deadline.within_not_over",
        "within",
        before=r"(?:^|，)(?P<keep>(?:最长|最多|原则上|一般|总时间|总时限)*不得?超过)",
        after=_STOPS,
        grains="D H MIN",
        ends="过",
    ),
    # 不得晚于T+1日进行结算
    rule(
        "deadline.within_next_days",
        "within",
        before=r"(?P<keep>(?:不得?(?:晚|迟)于)?[Tt]\+)",
        after=r"(?P<keep>内)?(?=[一-龥]|，)",
        ends="+",
        grains="D",
    ),
    # 限期一个月整改 · 限时3天办结
    rule(
        "deadline.within_set",
        "within",
        before=r"(?P<keep>限(?:期|时))",
        after=r"(?=[一-龥])(?!以上|的)",
        grains="D W M H",
        ends="期时",
    ),
    # 半年时间建成 · 三年时间，完成改造
    rule(
        "deadline.within_time",
        "within",
        before=r"(?:^|[，、：]|力争|争取|计划|再用|确保)(?P<keep>再?用)?",
        after=r"(?P<keep>的?时间)(?=，?(?:基本|全面|集中|率先|完成|建|实现|达|打|培|形|使|整|争取|力争|努力))",
        grains="Y M D",
    ),
    # 经过三年努力，… · 力争通过三年探索
    rule(
        "deadline.within_effort",
        "within",
        before=r"(?:通过|经过|再经|再用)",
        after=r"(?P<keep>的?时间)?(?=的?(?:不懈|持续|共同|艰苦|接续)*(?:努力|奋斗|建设|发展|探索|攻坚|实施|培育|改造|，))"
        r"(?![^。；]{0,60}(?:[^为除罢]了|已|胜利|圆满|显著))",
        ends="过经用",
        grains="Y M",
    ),
    # 一年打基础、两年上台阶、三年见成效
    rule(
        "deadline.within_achieved",
        "within",
        before=r"(?:^|[，、：]|力争|确保|争取|努力|实现)",
        after=rf"(?P<keep>内)?(?={_ACHIEVED})",
        grains="Y M",
    ),
    # 三年累计投入10亿元 · 力争三年培育100家 · 计划用3年投资10亿元
    rule(
        "deadline.within_planned",
        "within",
        before=r"(?:^|[，、：；（]|力争|争取|确保|计划|预计|拟)(?P<keep>用)?",
        after=r"(?=(?:累计|总共|共|合计|力争|计划)?(?:投入|投资|新增|新建|建成|建设|完成|改造|培育|培养|培训|引进|打造|实现|安排|发展|筹集|供应"
        r"|推广|扶持|招引|突破|创建|组建)[^，。；的]{0,24}\d)",
        grains="Y M",
    ),
    # 暂停其6个月申报资格 · 停业整顿3个月
    rule(
        "deadline.duration_sanction",
        "duration",
        before=r"(?:暂停|停止|取消|禁止|限制|冻结|停业整顿|停产整顿|禁入)(?:其|该)?[一-龥]{0,8}",
        after=r"(?=(?:的)?[一-龥]{0,8}(?:资格|权限|申报|业务)|[，。；）]|$)",
        grains="Y M",
    ),
    # 开展公开募捐活动十日前，… · 施工15日前报告
    rule(
        "deadline.within_ahead_of",
        "within",
        before=r"(?P<keep>(?:(?![应须在于要可将])[一-龥]){2,10})",
        after=r"(?P<keep>(?:之前|以前|前))(?=，?(?:向|报|书面|告知|通知|申请|提出|公告|公示|发布))",
        grains="D M",
    ),
    # 为期两个月 stands in length_rules; 集中开展一个月的专项整治
    rule(
        "deadline.duration_campaign",
        "duration",
        before=r"(?:开展|进行|组织|实施|部署)(?:了)?",
        after=rf"(?=的[一-龥“”]{{0,10}}?{_CAMPAIGN}|[一-龥“”]{{0,6}}?(?:整治|排查|检查|整顿|执法|普查|试运行|宣传))",
        ends="展行织施署",
        grains="D W M",
    ),
    # 活动持续一个月
    rule(
        "deadline.duration_lasting",
        "duration",
        before=r"(?:活动|行动|整治|展会|试点|政策|补贴|优惠|消费节|购物节)(?:时间)?(?:将|共|为期|将会)?(?P<keep>持续)",
        after=r"(?!以上)",
        ends="续",
    ),
    # 补贴3年 · 连续补助3年 · 贴息1年 · 免租两年
    rule(
        "deadline.duration_benefit",
        "duration",
        before=rf"(?P<keep>(?:连续|可|最长|最多|最高)*(?:{_BENEFIT}|连续|连补)(?:最长|最多|不超过)?)",
        after=_STOPS,
        grains="Y",
    ),
    # 保留学籍两年 · 保留岗位6个月
    rule(
        "deadline.duration_reserved",
        "duration",
        before=r"(?P<keep>保留(?!意见)[一-龥]{2,6})",
        after=_STOPS,
        grains="M Y",
    ),
    # 前三年免收租金，后两年减半收取
    rule(
        "deadline.duration_first",
        "duration",
        before=r"(?:^|[，、：；（])(?:其中|对其)?(?P<keep>[前后])",
        after=r"(?=，?(?:内|间|的)?(?:每年|按|分别|给予|全额|减半|减按|免|补贴|补助|奖励|奖补|租金|享受))",
        grains="Y M",
        ends="前后",
    ),
    # 每年兑现一次，共3年
    rule(
        "deadline.duration_in_all",
        "duration",
        before=r"，(?P<keep>共)",
        after=_STOPS,
        ends="共",
        grains="Y",
    ),
    # 免费开放3个月
    rule(
        "deadline.duration_free",
        "duration",
        before=r"(?P<keep>免费(?:开放|使用|提供|入驻|试用|停放|乘坐|租用))",
        after=_STOPS,
        grains="D W M Y",
    ),
    # 延期还款6个月 · 延期缴纳税款3个月 · 补贴6个月; 减免3个月租金 is a sum
    rule(
        "deadline.duration_deferred",
        "duration",
        before=r"(?P<keep>(?:(?:延期|延缓|延迟|暂缓|推迟|延长)(?:还本付息|还款|付息|还本|归还|偿还|申报|缴存|交付|开工|竣工|动工)"
        r"|延(?:缴|交|付)[一-龥]{0,8}|(?:连续)?(?:补贴|补助|贴息|资助|免费|免费提供|免费使用)))",
        after=_STOPS,
        grains="M Y",
    ),
)
"""Terms that verbs and nouns beside a length make; a length alone says nothing."""
