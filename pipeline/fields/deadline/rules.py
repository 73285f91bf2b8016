"""Shapes of deadlines that stand on a date or a stretch of time, in order of priority.

Rules for lengths (30日内) are in ``length_rules``. A rule only says which words make a deadline;
what is no deadline in spite of them is in ``reject``, what the days are in ``resolve``.
"""

from __future__ import annotations

from pipeline.fields.deadline.frequencies import DAY_OF
from pipeline.fields.deadline.period_rules import PERIOD_RULES
from pipeline.fields.deadline.phrase import Rule, rule
from pipeline.fields.deadline.wording import DIRECTIVE, OPENS, PUSH, THEN_SUBJECT, words

_TO = r"(?:至|到)"
_SOFT = r"(?:原则上|一般|暂定|暂|最长|最晚|最迟|可以|可|统一|均|再|适当)*"
_EXTEND = (
    r"(?:延长|延期|延续|延缓|延迟|延伸|延|顺延|推迟|缓缴|缓交|放宽|展期|保留|持续|执行|实施|施行|试行"
    r"|沿用|宽限|保持|维持|暂缓缴?)"
)
_TERM = (
    r"(?:截止(?:时间|日期|期限|日)?|(?:[一-龥]{2})?(?:期限|时限)"
    r"|(?:有效|执行|实施|过渡|缓缴|免征|减免|优惠|政策|宽限|试点|试行|补贴|使用|活动|申报|受理|延后|延长|顺延)期|有效日期"
    r"|(?:执行|实施|申报|受理|办理|报名|政策|活动|申请|缴费|付款)(?:截止)?时间)"
)
_BEFORE = (
    r"(?:（不?含[^（）]{0,2}）)?(?:之前|以前|前)"
    r"(?!三个?季度|[\d一二三四五六七八九十两]+个?[月天日年]|[后述款往期景沿列身])"
)
_INSIDE = r"(?:之内|以内|内)(?![容部地外需蒙江])"
_FROM = (
    r"(?:（含）|（含当日）)?(?:起|开始)"
    r"(?![算来步动]|的第|实行，|至[^，。；\d]{2,14}(?:结束|解除|终止|后))"
)
_PROGRESS = (
    r"(?:时序进度|时间节点|时间进度|进度安排"
    r"|(?:完成|办结|整改|落实|实施|推进)(?:时限|时间|日期|期限))"
)


# 本措施|发布之日起 · 自人才购房券实施细则|发布之日起: the text that counts belongs to the term
_ISSUE = "即发印公出颁下执实施生"
_TEXT = r"(?:政策|文件|通知|通告|公告|措施|办法|意见|方案|细则|规定|公约|决定)"
_NAMED_TEXT = rf"(?:[^，。；、：（）\s自从在]{{0,16}}{_TEXT})?"
_SINCE_TEXT = rf"(?:(?:自|从){_NAMED_TEXT}|(?:本|该|此)(?:[一-龥]{{0,4}}?{_TEXT})?|{_TEXT})"
_SINCE = r"(?:自|从)(?:该|本)?(?:政策|文件|通知|通告|公告|措施|办法|意见|方案|细则)?"
_LIST_OPENS = rf"(?:{OPENS}|对|免收|减免|免征|缓缴|[将拟于在])"

POINT_RULES: tuple[Rule, ...] = (
    # 税款缴纳期限延长至2月24日 · 最长可延至2023年6月30日 · 执行至2021年12月31日
    rule(
        "deadline.until_extended",
        "until",
        before=rf"(?P<keep>(?:(?:政策|实施|执行|有效|享受)(?:享受|执行|实施)?(?:期限?|时间))?{_SOFT}{_EXTEND}(?:期限|时间)?{_TO})",
        ends="至到",
        after=r"(?P<keep>止)?(?!前|之前)",
    ),
    # 完成时限：2023年12月 · 时序进度：全年
    rule(
        "deadline.by_progress",
        "by",
        before=rf"{_PROGRESS}[：:为]",
        after=r"(?P<keep>前)?(?!起)",
        ends="：:为",
    ),
    # 有效期至2023年12月31日 · 缓缴期限至2023年4月30日 · 受理截止期限为2020年12月31日
    rule(
        "deadline.until_term",
        "until",
        before=rf"(?P<keep>{_TERM}(?:原则上|暂定|统一|均|最长)?(?:延长|顺延|调整)?(?:为|是|：|截至|至|到)|截止(?:时间|日期|日))",
        after=r"(?P<keep>止)?(?!前|之前|起|[-—至])",
        ends="为是：至到间期日",
    ),
    # 自2022年12月26日起施行，2027年12月25日废止
    rule(
        "deadline.until_repealed",
        "until",
        before=r"(?:^|[，、；])",
        after=r"(?P<keep>(?:自动)?(?:废止|失效|结束))(?=[，。；）]|$)",
        grains="day",
    ),
    # 报名6月30日18时截止
    rule(
        "deadline.until_closed",
        "until",
        after=r"(?P<keep>截止)(?![到至于日时前])",
        grains="day month",
    ),
    # 延期还款期限不超过2022年12月31日 · 最迟不晚于6月30日
    rule(
        "deadline.until_limit",
        "until",
        before=r"(?P<keep>(?:[一-龥]{2}(?:期限|时间))?(?:最[迟晚长])?不得?(?:晚于|迟于|超过))",
        grains="day month",
        ends="于过",
    ),
    # 时间原则上截至2020年9月底 · 截至2025年12月31日，对出售自有住房…
    rule(
        "deadline.until_as_of",
        "until",
        before=r"(?P<keep>截(?:至|止到|止至|止于|止))",
        after="(?!前)",
        ends="至到于止",
    ),
    # 自下发之日起实施，至2023年3月1日前有效
    rule(
        "deadline.until_valid",
        "until",
        before=r"(?P<keep>至|到)?",
        after=r"(?P<keep>(?:之?前|止)?(?:均|持续)?有效)(?![的果益期])",
        grains="day month year",
    ),
    # 到2019年年底前
    rule(
        "deadline.by_before",
        "by",
        before=rf"(?:{OPENS}|力争|确保|争取)(?P<keep>{_TO})",
        after=rf"(?P<keep>{_BEFORE})",
        ends="至到",
    ),
    # 2020年6月底前 · 12月31日前 · 春节前 · 2025年前
    rule("deadline.by_before", "by", after=rf"(?P<keep>{_BEFORE})"),
    # 年内 · 月内
    rule("deadline.by_inside_word", "by", parts="inside"),
    # 2020年内 · 6月内
    rule("deadline.by_inside", "by", after=rf"(?P<keep>{_INSIDE})"),
    # 政策执行期限：…，至2023年12月31日止
    rule(
        "deadline.until_day",
        "until",
        before=rf"{OPENS}(?P<keep>至)",
        after=r"(?P<keep>止)?(?=[）]|$)",
        grains="day",
        ends="至",
    ),
    # 到2025年，… · 到2020年6月底 · 至2025年底
    rule(
        "deadline.by_to",
        "by",
        before=rf"(?:{OPENS}|力争|确保|争取)(?P<keep>{_TO})",
        after=r"(?P<keep>止)?",
        ends="至到",
    ),
    # 从2019年的50%提升到2020年的70%
    rule(
        "deadline.by_raised",
        "by",
        before=r"(?:提升|提高|增加|增长|扩大|上升|下降|降低|降|减少|压减|压缩)[到至]",
        after=r"(?=的 ?(?:约|超过|不低于)?\d)",
        ends="至到",
    ),
    # 公积金贷款政策至2025年12月31日。
    rule(
        "deadline.until_to",
        "until",
        before=r"[一-龥](?P<keep>(?:自[^，。；、：（）\d]{2,16}?起)?至)",
        after=r"(?P<keep>止)?(?=[，（）]|$)",
        grains="day month",
        ends="至",
    ),
    # 本措施发布之日起，…
    rule(
        "deadline.period_from",
        "period",
        before=rf"(?P<keep>{_SINCE_TEXT})?",
        after=rf"(?P<keep>{_FROM})",
        opens=_ISSUE,
    ),
    # 2020年2月1日起 · 从2019年起 · 2019年初开始
    rule(
        "deadline.period_from",
        "period",
        before=rf"(?P<keep>{_SINCE})?",
        after=rf"(?P<keep>{_FROM})",
    ),
    # 自2020年2月22日24时，撤销检查站
    rule(
        "deadline.period_from",
        "period",
        before=r"(?:^|[，、：；])(?P<keep>自|从)",
        after=r"(?=，)",
        grains="day",
        ends="自从",
    ),
    # 春节期间，…要保持正常供应
    rule(
        "deadline.period_holiday",
        "period",
        before=rf"{OPENS}在?",
        after=rf"(?=，|{DIRECTIVE})",
        grains="holiday",
    ),
    # 增加春节期间文化体育节目供应
    rule(
        "deadline.period_holiday",
        "period",
        before=r"(?:增加|加强|保障|做好|强化|丰富|抓好|加大)",
        after=r"(?=[一-龥])(?!的)",
        grains="holiday",
    ),
    # 2024年10月前后，组织…
    rule(
        "deadline.period_about",
        "period",
        before=rf"{OPENS}(?:在|于|拟于|将于|计划于)?",
        after=rf"(?P<keep>前后)(?=，|{DIRECTIVE})",
        grains="month",
    ),
    # “十四五”末
    rule("deadline.by_plan_end", "by", grains="plan", parts="end"),
    # 确保2020年底完成 · 力争12月上旬，… · 于2024年4月上旬报
    rule(
        "deadline.by_end",
        "by",
        before=rf"(?:{OPENS}|{PUSH})",
        after=rf"(?=，|报|{DIRECTIVE}|[一-龥])"
        r"(?!的|余额|时点|数据|以[来后]|之后|后|止|与|比|至|未"
        r"|加薪|奖|考核|总结|结余|决算|库存|[^，。；]{1,12}(?:以后|之后))",
        parts="end early middle late",
    ),
    # 于2月20日报送 · 在3月1日完成
    rule(
        "deadline.by_day",
        "by",
        before=r"[于在]",
        after=r"(?=报|上报|提交|反馈|完成)",
        grains="day",
        ends="于在",
    ),
    # 3月15日全面复工 · 最晚3月20日完成
    rule(
        "deadline.by_day_done",
        "by",
        before=rf"(?:{OPENS}|确保|力争|争取|务必|须|应)(?P<keep>最[晚迟]于?)?",
        after=r"(?=(?:正式|全面|全部|基本|统一|集中|实现)*(?:完成|建成|开工|竣工|投产|投用|开通|启动|开业|上线|启用|开学|复工|复产"
        r"|恢复|报送|上报|提交|办结|到位|开放|投入(?:使用|运营|试运行))(?!了))",
        grains="day",
    ),
    # （市发展改革委负责，2020年6月）
    rule(
        "deadline.by_noted",
        "by",
        before=r"（[^（）]*(?:负责|牵头|配合|[局委部厅办院会])[^（）]{0,4}[，、]",
        after=r"(?=）$)",
        grains="day month quarter half year",
        ends="，、",
    ),
    # 将于2月10日正式开通
    rule(
        "deadline.by_planned_day",
        "by",
        before=r"(?:将|拟|定|计划)[于在]",
        after=r"(?!（不含）|之后|以后|后|的|到期|届满|期满)",
        grains="day",
        ends="于在",
    ),
    # 通过“九五”期间的努力，…普及
    rule(
        "deadline.period_effort",
        "period",
        before=r"(?:通过|经过)",
        after=r"(?=的(?:不懈|共同)?努力)",
        ends="过",
    ),
    # “十四五”期间，新增学位10万个; not “十五五”时期，甘肃发展机遇和挑战并存
    rule(
        "deadline.period_plan",
        "period",
        grains="plan",
        after=rf"(?!，?[^，。；]{{0,24}}(?:是|处于|面临|极|历程|具有|遵循|发展的|原则|要求|思路))"
        rf"(?=，?[一-龥、]{{0,20}}?(?:{words('directive')}|(?<![主需重必])要|应|按 ?\d))",
    ),
    *PERIOD_RULES,
)

_TO_END = r"(?P<keep>止|(?:（含）)?(?:期间|之间|内(?![容部])|前))?"

RANGE_RULES = (
    # 本措施发布之日起至2025年10月31日
    rule(
        "deadline.period_range",
        "period",
        before=rf"(?P<keep>{_SINCE_TEXT})?",
        after=_TO_END,
        opens=_ISSUE,
    ),
    # 自2020年1月1日起至2020年12月31日止 · 2020—2022年 · 2月至6月期间
    rule(
        "deadline.period_range",
        "period",
        before=rf"(?P<keep>{_SINCE})?",
        after=_TO_END,
    ),
)

LIST_RULES = (
    # 6月和12月底前
    rule("deadline.by_list", "by", after=rf"(?P<keep>{_BEFORE})"),
    # 到2022年、2025年，分别达到50%、80%
    rule(
        "deadline.by_list_to",
        "by",
        before=rf"(?:{OPENS}|力争|确保|争取)(?P<keep>{_TO})",
        ends="至到",
    ),
    # 2020年2月份、3月份、4月份房租减半 · 2023年、2024年分别新增…
    rule(
        "deadline.period_list",
        "period",
        after=rf"(?P<keep>期间)?(?=，|分别|{DIRECTIVE}|各)",
        parts="unbroken broken",
    ),
    # 给予其2020年2月、3月和4月…的全额补贴
    rule(
        "deadline.period_list_object",
        "period",
        before=r"(?:给予|免收|免除|减免|免征|减征|缓缴|补贴)(?:企业|租户|商户|承租人|其)?",
        parts="unbroken",
    ),
    rule(
        "deadline.period_list_subject",
        "period",
        before=_LIST_OPENS,
        after=THEN_SUBJECT,
        parts="unbroken",
    ),
)

# 每年2月底前 · 每季度末 · 每月10日前
FREQUENCY_RULES = (rule("deadline.recurring", "recurring"),)

# 当日申报、当日受理、当日办结
SAME_DAY_RULES = (
    # 成交当天 · 接到信息通报当日
    rule(
        "deadline.same_day_of",
        "within",
        before=rf"(?P<keep>(?:[接收]到[一-龥]{{0,6}}?)?(?:{DAY_OF}))",
    ),
    rule("deadline.same_day", "within"),
)
