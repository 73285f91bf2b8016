"""Shapes of deadlines that stand on a length of time, in order of priority."""

from __future__ import annotations

from pipeline.fields.deadline.lengths import FORBIDS
from pipeline.fields.deadline.phrase import rule

_INSIDE = r"(?:（[^（）]{1,8}）|时间)?(?:之内|以内|内)(?![容部地外需江蒙])"
_TERM = (
    r"(?:(?:最长)?(?:[一-龥]{2})?(?:期限|时限|时间|周期|时长)|出让年限"
    r"|(?:有效|试点|试行|租赁|建设|实施|过渡|缓缴|宽限|试用|服务|执行|免租|优惠|政策|贷款|补贴|贴息|补助|奖励|扶持"
    r"|资助|支持|减免|免费|培育|孵化|缓冲|保护|活动|租|公租|免息|承包|合作|管护|质保|保修"
    r"|聘用|合同|享受|限售|锁定|持有|封闭|还款)期|(?:补贴|补助|享受|支持|资助|奖励|贴息|减免|租赁|使用|贷款|还款|服务)年限|聘期)"
)
_SOFT = r"(?:原则上|一般|暂定|最长|最多|最迟|最高|均|统一|可|各|再|一律|单次|累计|总|不少于)*"
_NOT_OVER = r"(?:不[得能可应]?(?:超过|多于|长于|高于|超)|控制在|限定在)"
_HANDLED = (
    r"(?:办理|办结|审批|审核|审查|受理|缴纳|缴交|缴款|交款|支付|付款|提取|申请|申报|交付|报名)"
    r"(?:期限|时限|时间)"
)
_PUT_OFF = r"(?:延长|延缓|延期|顺延|缓缴|展期)"
_EVENT = (
    r"(?:(?:自|从)[^，。；、：（）\s]{1,8}起至[^，。；、：（）\s]{2,14}(?:结束|解除|终止)(?:之日起|之日|后)?"
    r"|(?:自|从)[^，。；：（）\s在]{1,30}?(?:之日起|日起|之日|起)"
    r"|(?:自|从)?(?!\d{1,2}[.．]|[.．]|允许|许延|可|原则上|一般|或|且|则)(?:(?!(?:延期|延长|顺延|推迟|调整|延后|提前)[到至])[^，。；、：（）\s在于应要的须并自从]){1,18}(?:之日起|之日|之后|后|签订|起))"
)

# 三年内不得再次申请 · 3年内按每年6万元发放: for so long, not once by then
_STATE = (
    rf"(?=，?(?:{FORBIDS}|(?:一律|原则上|均|可)?(?:只能|有效|取消|暂停|免征|免收|免缴|减半|减征|减按"
    r"|每年|按年|按每|按月|分别按)))"
)

LENGTH_RULES = (
    # 自网签备案之日起5年内不得转让
    rule(
        "deadline.duration_event_inside",
        "duration",
        before=rf"(?P<keep>{_EVENT}的?)",
        after=rf"(?P<keep>{_INSIDE}){_STATE}",
        grains="Y M",
        ends="起日后订束除止的",
    ),
    # 三年内不得再次申请 · 在一个纳税年度内不能变更
    rule(
        "deadline.duration_inside",
        "duration",
        before=r"(?P<keep>在)?",
        after=rf"(?P<keep>{_INSIDE}){_STATE}",
        grains="Y M",
    ),
    # 结转至以后三年内
    rule(
        "deadline.within_later",
        "within",
        before=r"(?:[至到在]|^|，)(?P<keep>以后)",
        after=rf"(?P<keep>的?{_INSIDE})",
        ends="后",
    ),
    # 有效期届满前30日内 · 会议召开前3个工作日
    rule(
        "deadline.within_ahead_inside",
        "within",
        before=r"(?P<keep>(?!的)(?:(?![应须在于要可将])[一-龥]){0,10}"
        r"(?:届满|期满|到期|截止|终止|召开|开始|实施|举办)(?:之日|日)?之?前)",
        after=rf"(?P<keep>{_INSIDE})?",
        ends="前",
    ),
    # 约定开工时间到期一个月前
    rule(
        "deadline.within_ahead",
        "within",
        before=r"(?P<keep>(?:(?![应须在于要可将])[一-龥]){2,10}(?:届满|期满|到期|截止|终止)(?:之日|日)?)",
        after=r"(?P<keep>之?前)",
        ends="满期止日",
    ),
    # 提前3个工作日告知
    rule(
        "deadline.within_notice",
        "within",
        before=r"(?P<keep>提前(?:至少)?)",
        after=r"(?P<keep>内)?(?=[，、]?(?:书面|以书面)?(?:告知|通知|通告|公告|报|申请|向|发布|公布|预约|提[出交]|办理"
        r"|完成|启动|开展|将|在|予以))",
        ends="前少",
        grains="D M H",
    ),
    # 剩余土地出让金缴纳期限可延长至6个月
    rule(
        "deadline.within_extended",
        "within",
        before=rf"(?P<keep>[一-龥]{{0,8}}{_HANDLED}{_SOFT}延长(?:至|到|为))",
        after=rf"(?P<keep>{_INSIDE})?",
        ends="至到为",
    ),
    # 自印发之日起30日内 · 收到申请后5个工作日内 · 延期至疫情解除之后一个月内
    rule(
        "deadline.within_event",
        "within",
        before=rf"(?P<keep>(?:(?:延期|延长|顺延|推迟|调整|延后|提前)[至到])?{_EVENT}的?)",
        after=rf"(?P<keep>{_INSIDE})",
        ends="起日后订束除止的",
    ),
    # 顺延至一级响应解除后90日
    rule(
        "deadline.within_put_off",
        "within",
        before=rf"(?P<keep>(?:{_PUT_OFF}|延续|延)[至到][^，。；、：（）\s]{{2,14}}"
        r"(?:解除|结束|终止)(?:之?后))",
        after=rf"(?P<keep>{_INSIDE})?(?=[，）]|$)",
        ends="后",
    ),
    # 最长不得超过土地出让合同签订后12个月
    rule(
        "deadline.within_event_latest",
        "within",
        before=r"(?P<keep>(?:最[长迟晚])?不得?(?:超过|晚于|迟于)"
        r"(?![^，。；]{0,12}(?:退休|年龄))[^，。；、：（）\s]{2,16}?(?:之日起|之日|之后|后|起))",
        after=rf"(?P<keep>{_INSIDE})?(?=[，）]|$)",
        ends="起日后",
    ),
    # 压缩至3周以内 · 压缩至1个工作日 · 提取办理时限放宽至五年
    rule(
        "deadline.within_reduced",
        "within",
        before=r"(?P<keep>(?:压缩|缩短|缩减|精简|压减|提速|减少|放宽|控制|(?<![增加])减|压)(?:到|至|为|在))"
        r"(?:不超过)?",
        after=rf"(?P<keep>{_INSIDE})?",
        ends="到至为在过",
    ),
    # 放款时限由原来的五个工作日，调整为三个工作日
    rule(
        "deadline.within_adjusted",
        "within",
        before=r"(?:办理|办结|审批|审核|审查|受理|放款|拨付|核准|登记)"
        r"[^。；]{0,20}(?P<keep>(?:调整|降)(?:至|到|为))",
        after=rf"(?P<keep>{_INSIDE})?",
        grains="D W H MIN",
        ends="至到为",
    ),
    # 周期两年以内
    rule(
        "deadline.within_term",
        "within",
        before=r"(?P<keep>周期)",
        after=rf"(?P<keep>{_INSIDE})",
        ends="期",
    ),
    # 2个工作日内 · 三年内 · 两年之内
    rule("deadline.within", "within", after=rf"(?P<keep>{_INSIDE})"),
    # 最迟付款时间不得超过一年 · 办理时限不超过5个工作日
    rule(
        "deadline.within_latest",
        "within",
        before=rf"(?P<keep>(?:最[迟晚][一-龥]{{0,4}}|(?:办理|办结|审批|审核|审查|受理|放款|拨付|处理|响应|到账|流程|平均|服务)"
        rf"(?:{_TERM}|用时|耗时|时长)){_SOFT}"
        rf"(?:{_NOT_OVER}(?:[一-龥]{{2,6}}(?:日期|之日|后))?|为)?)",
    ),
    # 余款可分期缴纳，缴款期限最长不超过一年; not 延期缴纳时间
    rule(
        "deadline.within_paid",
        "within",
        before=r"(?P<keep>(?<!延期)(?<!延缓)(?<!暂缓)(?:缴纳|缴交|缴款|交款|付款|支付)(?:期限|时限|时间)"
        rf"{_SOFT}(?:{_NOT_OVER}|为))",
        ends="过于在为超",
    ),
    # 审核通过后（不超过3个工作日）
    rule(
        "deadline.within_bracket",
        "within",
        before=r"（(?P<keep>(?:最[长迟])?不超过)",
        after=r"(?=）)",
        ends="过",
    ),
    # 公示（5个工作日） · 公告30日 · 公示期不少于7日
    rule(
        "deadline.duration_public",
        "duration",
        before=r"(?P<keep>(?:公示|公告)(?:（|(?:期限?|时间)?(?:不得?少于|一般|至少)?(?:为|：)?))",
        after=r"(?P<keep>）)?(?!内|以内|之内)",
        grains="D W M",
        ends="示告（期限间于般少为：",
    ),
    # 执行期为自政策发布之日起三个月
    rule(
        "deadline.duration_since",
        "duration",
        before=r"(?:[为：是]|^)(?P<keep>自[^，。；、：（）\s在]{1,16}?起)",
        after=r"(?=[，）]|$)",
        ends="起",
    ),
    # 补贴期限最长不超过6个月 · 贴息期限不超过1年 · 周期为1年 · 有效期3年
    rule(
        "deadline.duration_term",
        "duration",
        before=rf"(?P<keep>(?:延长[一-龥]{{0,6}}?)?{_TERM}{_SOFT}(?:{_NOT_OVER}|为|达|：|(?<=期)|(?<=[期时年]限)|(?<=时长)|(?<=最长)){_SOFT})",
        after=r"(?P<keep>以内|内)?",
    ),
    # 最长不超过3个月
    rule(
        "deadline.duration_limit",
        "duration",
        before=rf"(?P<keep>最长{_SOFT}(?:{_NOT_OVER}|为)?|(?:最多|原则上|延[长期]){_SOFT}{_NOT_OVER}"
        rf"|最[长多]可?以?(?:补贴|补助|奖励|资助|支持|享受|贴息|领取|申领|延续|{_PUT_OFF}|缓交|保留|给予|发放|免租|减免))",
    ),
    # 最长结转年限由5年延长至8年
    rule(
        "deadline.duration_extended",
        "duration",
        before=r"(?:期限?|时限|结转年限|时间)[^，。；]{0,14}?(?P<keep>(?:延长|放宽|调整)(?:至|到|为))",
        ends="至到为",
    ),
    # 展期不超过1年 · 延期最长不超过3个月
    rule(
        "deadline.duration_put_off",
        "duration",
        before=rf"(?P<keep>(?:{_PUT_OFF}|缓交|推迟){_SOFT}{_NOT_OVER})",
        ends="过于超在",
    ),
    # 限制转让年限由2年调整为1年
    rule(
        "deadline.duration_ban_changed",
        "duration",
        before=r"(?P<keep>(?:限制)?(?:上市)?(?:转让|交易|限售|限制上市)(?:年限|期限|时间|期)"
        r"(?:由[^，。；]{1,12})?(?:调整|缩短|放宽|延长|减)(?:为|至|到))",
        ends="为至到",
    ),
    # 一律居家观察，未满14天不得外出
    rule(
        "deadline.duration_not_before",
        "duration",
        before=r"(?P<keep>未满|不满)",
        after=r"(?=(?:的?，?一律|的)?不(?:得|能|许|准|可))",
        ends="满",
        grains="D W M",
    ),
    # 延期缴纳物业专项维修资金6个月
    rule(
        "deadline.duration_put_off_object",
        "duration",
        before=r"(?P<keep>(?:延期|延迟|延缓|暂缓|缓)(?:缴纳|交纳|缴|交|支付)(?![^，。；、]*(?:至|到))"
        r"[^，。；、：（）\d]{2,14})",
        after="(?!内|以内|之内|的)",
        grains="M Y",
    ),
    # 免费租住人才公寓3年
    rule(
        "deadline.duration_enjoyed",
        "duration",
        before=r"(?P<keep>(?:免费|免租)(?:租住|入住|居住|使用|提供)[^，。；、：（）\d]{0,14})",
        after="(?=[，）]|$)",
        grains="Y M",
    ),
    # 自认定次年起连续3年给予奖励
    rule(
        "deadline.duration_running",
        "duration",
        before=r"(?P<keep>(?:自|从)[^，。；、：（）\s]{1,16}?起，?连续)",
        ends="续",
        grains="Y M",
    ),
    # 留存五年 · 至少保存3年 · 保存期限不少于5年
    rule(
        "deadline.duration_kept",
        "duration",
        before=r"(?P<keep>(?:至少)?(?:留存|保存|保管|存档|备查)(?:期限?|时间)?(?:至少|不得?[少低]于|为)?)",
        after="(?!内|以内|之内|前|的)",  # 留存6个月的缴存额 is a sum
    ),
    # 为期三年 · 发放6个月 · 保留2年 · 多展期1年
    rule(
        "deadline.duration_verb",
        "duration",
        before=rf"(?P<keep>为期|试行|试用|发放|(?:继续)?保留|暂定|任期|聘期"
        rf"|(?:(?:享受|执行|实施|缓缴|补贴|交付|服务)(?:期限|时限|时间)可?|多)?{_PUT_OFF}"
        r"|连续(?:补贴|奖励|资助|支持|发放|给予)?|(?:继续)?(?:单独|集中|居家|居住|隔离|医学|自我)*(?:观察|隔离"
        r"|健康监测))",
        after="(?!的(?:缴存|月|租金(?!补)|费|工资|余额))",  # 保留6个月的缴存额 is a sum
        grains="Y M W D",  # 营业时间延长2小时 is no term
    ),
    # 14天隔离医学观察
    rule(
        "deadline.duration_isolation",
        "duration",
        after=r"(?P<keep>的?(?:集中|居家|自我)*(?:隔离(?:医学观察|观察)?|医学观察|健康监测))"
        r"(?!期满|结束|点)",
        grains="D",
    ),
    # 补贴分5年支付 · 分2年兑现 · 分3年等额发放
    rule(
        "deadline.duration_instalments",
        "duration",
        before=r"(?<![部成充])(?P<keep>分)",
        ends="分",
        after=r"(?P<keep>(?:等额|平均|逐年|均匀)?(?:支付|兑付|兑现|发放|拨付|缴纳|缴清|偿还|返还|退还|落实|到位|实施|推进|完成|安排)"
        r"(?:到位|完毕)?)?(?(keep)|(?=给予|补|奖))",
    ),
    # 享受一年全额贴息; the verb is that of the grant
    rule(
        "deadline.duration_granted",
        "duration",
        before=r"享受",
        ends="受",
        after=r"(?![^，。；]{0,10}期间)(?=的?[一-龥]{0,6}"
        r"(?:补贴|补助|支持|资助|奖补|贴息|免租|减免|免费|优惠|免税|政策))",
        grains="Y",
    ),
    # 按月给予三年的生活补贴; a sum of months (3个月的失业保险金) is a target
    rule(
        "deadline.duration_given",
        "duration",
        before=r"(?P<keep>给予(?:(?:最长)?不超过)?)",
        ends="予过",
        after=r"(?=的?(?:(?:最高|每年)[^，。；]{0,8})?[一-龥]{0,6}(?:补贴|补助|支持|资助|奖补|贴息|免租))",
        grains="Y",
    ),
    # 6个月的费用缓缴期 · 3个月过渡期
    rule(
        "deadline.duration_of_term",
        "duration",
        after=r"(?P<keep>的?[一-龥]{0,4}(?:缓缴期|过渡期|宽限期|免租期|缓冲期|优惠期|保护期|减免期|观察期)|的[一-龥]{1,3}期(?![间内限货满末]))",
    ),
    # 用3年时间
    rule(
        "deadline.within_use",
        "within",
        before=r"(?P<keep>利?用)",
        ends="用",
        after=r"(?P<keep>的?时间)",
    ),
    # 取消今后5年享受人才政策的资格
    rule(
        "deadline.duration_coming",
        "duration",
        before=r"(?P<keep>未来|今后)",
        after=r"(?P<keep>内)?(?=，?(?:享受|不得|不予|不再|每年|禁止))",
        ends="来后",
    ),
    # 未来三年
    rule(
        "deadline.within_coming",
        "within",
        before=r"(?P<keep>未来|今后|接下来的?)",
        ends="来后的",
        after=r"(?=，(?!是)|内|[一-龥]{0,4}(?:努力|力争|将|要|实现|完成|新增|建))",
    ),
)
