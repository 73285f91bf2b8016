"""Periods that open a clause or bound what is done: ``今年，…将…``, ``免征2020年度车船税``."""

from __future__ import annotations

from pipeline.fields.deadline.phrase import Rule, rule
from pipeline.fields.deadline.wording import (
    DIRECTIVE,
    OPENS,
    PUSH,
    THEN_DIRECTIVE,
    THEN_SUBJECT,
    words,
)

_THEN_AMOUNT = (
    r"(?=[一-龥、\d%]{0,28}?(?:达到?|提至|降至|实现|突破|增长|完成|提高|增加|降低"
    r"|下降|新增|成功|控制在|不超过|不得?(?:低|少|高)于)[^了，。；]*\d)"
)
_WHOLE = "month quarter half year"
# 今年中央财政安排科技投入716亿元 · 2023年有序推进…转型: what is done, or a measured amount
_PLANNED = (
    rf"(?:(?:{words('directive')}|务必|投资|投入|筹集|供应|投放|纳入|建成|推出|引入|新引进|引进|扩招|彻底|有序|大力|初步|优先"
    r"|同步|全力|着力|积极|深入|稳步|分类|分期|改为|选择|选树|储备|完工|交付|筹建|收储|盘活|回购|消化|处置|化解|出让|入库|转型"
    r"|增长(?=\d)|达(?=\d)|控制在|稳定在|保持在|不低于|不少于|由[^，。；]{1,10}至"
    r"|\d[万亿]?[一-龥]{1,3}(?:以上|左右))(?![的了过]|以来))"
)
# 今年以来 · 2023年在库批发企业 · 2022年12月底前 · 今年是 · 2025年度预算
_NAMES_ON = (
    r"(?![的起前后底末以之是仍同比较届版级应在季春夏秋冬汛暑寒]|初(?!步)|第|工作|经济|财力|预算|中央预算内投资(?!拟|将|计划)|目标|任务|规划|方案|名单|清单"
    r"|目录|标准|行动|大会|论坛|疫情|到期|一个月|“|政府投资力度"
    r"|[^，。；]{0,12}(?:申报|缴纳|缴费)期限|新[一-龥]{1,3}的|出[台让](?:的|商)|[^，。；]{0,40}的(?:，|[^，。；]{0,10}(?:企业|项目|人员|贷款|家庭|工业|人才)))"
)
_THEN_PLANNED = (
    rf"(?P<keep>期间)?{_NAMES_ON}"
    rf"(?=(?:[一-龥、“”\d.%A-Za-z]|（[^（）]{{1,12}}）){{0,26}}?{_PLANNED})"
)
_CHARGE = (
    r"(?P<keep>期间)?(?!相?比|以来|之?前|以?后)(?=份?的?[一-龥、]{0,10}?(?:会费|年费|房租|租金|租费|费用|摊位费|管理费|物业费|使用费|服务费|[一-龥]税(?!期)"
    r"|保险费|社保费|医保费|公积金|利息|电费|水费|气费))"
)
_RELIEVES = (
    r"(?:免收|减免|免征|减征|减收|减半收取|免除"
    r"|返还|退还|免缴|免交|缓缴|缓收|缓征|延缴|减半征收|降低)"
)
# 推动2020年试点示范项目: the year belongs to the name of what is done
_NAMED = ("推动", "推进", "启动", "组织", "开展", "实施", "做好", "列入", "荣获", "公布", "推动 ")

PERIOD_RULES: tuple[Rule, ...] = (
    # 今年，工业和信息化部将… · 2024年3月，完成…
    rule(
        "deadline.period_comma",
        "period",
        before=rf"{OPENS}{PUSH}?",
        after=r"(?P<keep>期间|适当时候)?(?=，)",
        grains=_WHOLE,
    ),
    # 2020年2月免收房租 · 国有企业今明两年连续扩大 · 预计全年…
    rule(
        "deadline.period_directive",
        "period",
        before=rf"(?<!{')(?<!'.join(_NAMED)})",
        after=THEN_DIRECTIVE,
        grains=_WHOLE,
    ),
    # 今年全市新出让土地将…
    rule(
        "deadline.period_subject",
        "period",
        before=rf"{OPENS}{PUSH}?",
        after=THEN_SUBJECT,
        grains=_WHOLE,
    ),
    # 全年房地产投资达到33.5亿元
    rule(
        "deadline.period_amount",
        "period",
        before=rf"{OPENS}{PUSH}?",
        after=_THEN_AMOUNT,
        grains="quarter half year",
    ),
    # 确保全年中小企业信贷余额高于… · 免征2020年度车船税 · 扩大2020年硕士研究生招生
    rule(
        "deadline.period_object",
        "period",
        before=r"(?:确保|力争|争取|预计|收取|扩大|减半|减征|征收|缴纳|本|申请|完成|调整|编制"
        r"|(?:免征|减免|免收|免除)(?:企业|租户|商户|承租人|其)?|(?<!已)缴纳的)",
        after=r"(?P<keep>期间)?",
        grains=_WHOLE,
    ),
    # 2020年第一季度：完成立项
    rule(
        "deadline.period_stage",
        "period",
        before=OPENS,
        after=rf"(?=：{DIRECTIVE})",
        grains=_WHOLE,
    ),
    # 减免中小企业会员2020年度会费
    rule(
        "deadline.period_charge",
        "period",
        before=rf"{_RELIEVES}[^，。；、的\d]{{0,14}}的?",
        after=_CHARGE,
        grains=_WHOLE,
    ),
    # 今年中央财政安排科技投入716亿元 · 2023年新增市场主体2万户 · 本年度住宅用地供应同比增长10%以上
    rule(
        "deadline.period_planned",
        "period",
        before=rf"(?<!\d、){OPENS}(?:{PUSH}|在)?(?<!\d、)",
        after=_THEN_PLANNED,
        grains=_WHOLE,
    ),
    # 争取在一季度授信投放
    rule(
        "deadline.period_strive",
        "period",
        before=r"(?:确保|力争|争取|计划)[在于]?",
        after=r"(?=[一-龥])(?!的|比|同|较|以|之|初|前|后)",
        grains="month quarter half",
        ends="保争取划在于",
    ),
    # 在2020年度…重点培养专项中
    rule(
        "deadline.period_in",
        "period",
        before=r"在",
        after=r"(?P<keep>期间)?(?![^，。；]{0,40}(?:基础上|情况下)|的)",
        grains="year",
        ends="在",
    ),
)
