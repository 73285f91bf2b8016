"""Sentences that say something but ask nothing of anybody: argument, background, description, …

``statement_rule`` finds argument, background and reports, which give way to a duty in the
same sentence (各地要充分认识…的重要意义). ``creed_rule`` finds what opens with a creed.
"""

from __future__ import annotations

import re

from pipeline.classify.guard import guarded

# …，是新时代加强督查工作的重要举措 · 具有重要意义
_ARGUMENT = guarded(
    r"""
    具有[^，。；]{0,16}(?:意义|作用)(?=[，。；])|(?:意义|影响)(?:重大|深远)
        |(?:(?<![特别若凡还但只就要一二三四五六七八九十])(?:是(?!否)|成为)[^，。；]{0,40}|，(?:也|更|既|正)?是[^。；]{0,80})
            (?:重要|必然|关键|有效|有力|重大|迫切|核心|根本|必由|主要|内在|应有)[^，。；]{0,16}
            (?:举措|措施之一|抓手|途径|部分|引擎|支撑|要求|需要|保障|前提|基础|任务|力量|选择|路径|体现|标志|内容|环节|支柱|载体|手段|领域|场景|因素|工作|设备|问题|原因|产业)
        |^\s*(?:今年|20\d\d年)是|，(?:也|更|既|正|都)?是[^。；]{0,40}(?:国策|大事|大计|头等大事|使命|生命线|基本方针)|旨在|是[^。；]{0,60}(?:作出|提出)的[^，。；]{0,20}(?:部署|决策|安排|任务)|事关|直接关系|关系[^，。；]*(?:全局|大局|成败|福祉)|至关重要|尤为重要|非常重要|不可替代|[^，。；、\s]高度重视|势必|乘数效应
    """,
    "具有 意义 影响 旨在 是 成为 事关 关系 至关 尤为 非常重要 不可替代 重视 势必 乘数",
)
# 近年来，… · 新冠肺炎疫情发生以来，…
_BACKGROUND = guarded(
    r"""
    \s*(?:答：)?(?:同时，|但|其中，|特别是)?
        (?:近年来?|近期|当前|目前|长期以来|(?!针对|对|自\d|自本)[^，。；]{2,30}以来，|(?:截至|截止)(?![^，。；]{4,14}，(?:对|凡))|据[^，。；]{1,20}[，：]|根据[^，。；]{2,20}(?:预测|分析|判断|统计)，|随着|虽然|尽管|众所周知|大家都?知道|前期|此前|日前|去年|过去|总体看|总的看|一段时期)
    """,
    "近年 近期 当前 目前 以来 截至 截止 据 随着 虽然 尽管 众所周知 大家 前期 此前 日前 去年 过去 "
    "总体看 总的看 一段时期",
    anchored=True,
)
# 受疫情影响，… · 存在有效供给不充分等问题
_SITUATION = guarded(
    r"""
    ^\s*(?:受[^，。；]{2,40}影响，|由于|因为)
        |(?:存在|面临)(?:着)?(?!的)[^，。；]{0,30}(?:问题|不足|短板|困难|差距|现象|隐患|挑战|压力|机遇|堵点)(?!的)
        |仍(?:然)?(?:处于|存在|面临|有|很|较|十分|比较|突出|严峻)|时有发生|(?:向好|良好|发展)的?态势|有所(?:提高|下降|上升|增加|缓解|好转)
    """,
    "时有 影响， 由于 因为 存在 面临 仍 态势 有所",
)
# 取得了积极进展
_WITH_LE = guarded(
    r"""
    (?:取得|得到|实现|完成|形成|建成|带动|促进|推动|推进|提升|增强|解决|有力[^，。；]{2,4}|召开|印发|出台|发布|制定|组织|开展|采取|建立|成立|实施|启动|梳理
            |作出|收到|受到|达到|超过|提高到|做|作|抓|提供|获得|举办|协调|确定|明确|提出|新增|进行|发生|修订|调整|上调|下调|扩大|放宽|优化|完善|取消)了(?!解)
    """,
    "了",
)
# 已达到98.6%
_ALREADY = guarded(
    r"""
    (?<![^，。；、\s也均都全部])已(?:经)?(?!婚|离[异婚]|育|生育|退休|故|出[让台]|签|办|缴|购|有的|发放|满|到期|竣工|建|经|开|取得|审|批|认|登|明|纳|交|受|入|供|上|在|被|对|享|完成[^，。；]{0,12}的)[^，。；的]{2,}(?:[，。；]|$)
    """,
    "已",
)
# 先后出台，… · 习近平总书记多次强调，…
_TOLD = guarded(
    r"""
    会议(?:认为|审议|听取)|(?:也|正|均)在(?:加快|抓紧|积极|研究|推进)|(?<!公)共(?:发生|完成|实现|办理|发放)[^，。；]{0,12}\d
                |先后(?!次序|顺序)[^，。；]{2,}|累计(?:向|为|发放|办理|实现|完成|达|服务)|(?:同比|环比)(?:增长|下降|上升|上涨|下跌|提高|减少)了?[\d.]+
        |(?:19|20)\d\d年(?:\d{1,2}月)?末，|余额(?:超过|约|达)?\d
        # 矿长受到撤职处分 · 直接责任人被移交司法机关 · 造成86名矿工遇难
        |受到[^，。；]{0,30}(?:处分|处罚|表彰|表扬)[。；，]|被(?:移[交送]|判处|免职|撤职|逮捕)[^，。；将应]*[。；]
        |造成[^，。；]{0,8}\d+[^，。；]{0,8}(?:死亡|遇难|受伤|失踪)|作出[^，。；]{0,6}批示|高度关注
        |荣获|圆满|顺利(?:完成|召开)|主持召开|应邀|迎来
        # 习近平总书记多次强调，…
        |(?:总书记|总理|主席|书记|会议)(?:多次|再次|指出|强调|要求|主持|对|作出|近期|也|在)[^。]{0,60}(?:指出|强调|要求|部署|指示|研究)
    """,
    "年末 月末 余额 会议 在加快 在抓紧 在积极 在研究 在推进 共 先后 累计 同比 环比 荣获 圆满 "
    "受到 被移 被判 被免 被撤 被逮 造成 批示 高度关注 顺利 主持 应邀 迎来 书记 总理 主席",
)
_STATEMENTS = (
    ("argument", _ARGUMENT),
    ("background", _BACKGROUND),
    ("situation", _SITUATION),
    ("report", _WITH_LE),
    ("report", _ALREADY),
    ("report", _TOLD),
)

# 行政执法全过程记录是…的方式 · 国务院由下列人员组成 · 程序是否合法
_DESCRIPTION = re.compile(
    r"[^，。；（]{2,40}，?(?:既|也|就|正|都|均|则|仍|往往|主要)?"
    r"(?:是(?!否)|存在|分为|包括|源于|来源于|(?<!单)位于|意味着|由[^，。；]{2,20}组成|表现为)(?![^。；]*的，)"
    # 企业纳税指计入…的税收收入; 房源为75平方米以上的成套住房; 质量标准主要考虑…
    r"|[^，。；]{2,16}(?<![是主])指(?![导定标挥数引南派出示明向令纹责的])[^。；]*[。；]"
    r"|[^，。；对将把以由]{2,16}为[^，。；]{4,}的[^，。；\d]{2,10}(?:（[^）]*）)?[。；]"
    r"|包括|[^，。；]{2,20}主要考虑"
    # 专项附加扣除遵循公平合理、利于民生的原则。
    r"|[^，。；]{2,24}(?:遵循|秉持)[^。；]{2,60}的?原则[。；]\s*$"
    # 财产租赁所得，以一个月内取得的收入为一次。 · 建筑物，为建造费以及其他有关费用；
    r"|[^。；]*以[^，。；]+为一次[。；]|[^，。；]{2,16}，为[^，。；]*(?:费用|所得|金额|价格|余额|所在(?:城市|地))[。；]"
    # 办理时间：工作日9:00—17:00。
    r"|[^，。；：]{0,6}(?:时间|地点|方式|电话|窗口|网址)："
    # 让我们携手同心 · 如您需要 · 我们建议广大市民
    r"|[^。；]{0,24}(?:让我们|您|大家|你们|广大(?:市民|群众|居民|纳税人|旅客|朋友))"
    # ——村民主体，多方参与。
    r"|(?:——?|—+)?[一-鿿]{4}，[一-鿿]{4}。"
)
_IDEOLOGY = re.compile(
    r"(?:要|必须)?(?:坚持)?以[^。；]{2,120}?(?:为(?:根本)?(?:指导|统领|遵循|引领|指引|统揽)(?!下)|思想指导)"
    r"|(?:高举|(?:深入|认真|坚决|全面)?(?:学习|贯彻|落实)|深入学习|坚持以习近平|紧紧围绕|牢固树立)"
    r"[^。；]{0,20}(?:习近平|党的|党中央|中央经济|思想|重要讲话|重要指示|精神)"
)
_PRINCIPLE = re.compile(
    r"(?:要|始终|必须)?(?:坚持|遵循|秉持|秉承|本着|按照)"
    r"[^。；]*(?:原则|方针|理念|导向|为主|为先|为本|优先|至上|并重|相结合|底线|第一|推动|引领|结合|统筹|定位)"
)

# 按照企业自愿的原则，|由市住建局牵头建立…: how the work is done, and then the work
_MANNER = re.compile(
    r"(?:按照?|本着|遵循)[^。；，]*(?:，[^。；，]{2,8})?(?:原则|思路|要求|部署|方针|》[^，。；]{0,30})，"
)
_WORK = re.compile(r"(?!坚持|以|努力|始终|牢固|深入|全面贯彻)[^。；，]{4,}")


def statement_rule(piece: str) -> str | None:
    """Name what ``piece`` tells instead of asks: argument, background, situation, report."""
    return next((name for name, told in _STATEMENTS if told.search(piece)), None)


# 市住建局审核是否符合要求；, 自主选择是否公证摇号: somebody finds out, or is free to choose
_LOOKED_INTO = re.compile(
    "(?:审[核查批]|核[实查验对]|确[定认]|决定|认定|选择|判断|检查|评估|复核|考虑)[^，。；]{0,24}是否"
)
_ARE = re.compile("，[均即则]为")
_DEFINES = re.compile(
    r"[^，。；：对将把由向]{2,14}(?<![是主])指(?![导定标挥数引南派出示明向令纹责的])[^。；]*的[^，。；的]{1,14}(?:（[^）]*）)?[。；]\s*$"
    r"|(?!主要|具体)[^，。；、]{2,14}(?:主要)?(?:包括|分为)[^，。；的]*(?:等|[一二三四五六七八九十两\d][类种级档]|型|类)[^，。；]{0,6}[。；]\s*$"
    r"|[^。；]{4,}，(?:均|即|则)为[^，。；]{4,}的[^，。；\d]{2,10}[。；：]\s*$"
)
_WHETHER = re.compile(
    r"(?<![不无]论)是否[^，。；]{1,80}[；。]\s*$|^[^，。；从]{2,24}是否(?:符合|满足|具备|属于)[^。；]*[。；]\s*$"
)


def argues(piece: str) -> bool:
    """Does ``piece`` say what the work is or means instead of asking for it?"""
    return _ARGUMENT.search(piece) is not None


def describes(piece: str, start: int) -> bool:
    """Does ``piece`` say what something is, or speak to the reader?"""
    return _DESCRIPTION.match(piece, start) is not None or examines(piece)


def defines(piece: str, start: int) -> bool:
    """企业纳税指计入…的税收收入; 下列所得，均为来源于中国境内的所得: said of a word, before all."""
    if "指" in piece or "包括" in piece or "分为" in piece or _ARE.search(piece):
        return _DEFINES.match(piece, start) is not None
    return False


def examines(piece: str) -> bool:
    """A point to be looked at: 证明材料是否加盖公章。"""
    if "是否" not in piece or _LOOKED_INTO.search(piece):
        return False
    return _WHETHER.search(piece) is not None


def creed_rule(piece: str, start: int) -> str | None:
    """Name the creed at ``start`` of ``piece``: ideology (以…为指导), principle (坚持…原则)."""
    head = piece[start : start + 24]
    if "指导" in piece and "以" in head and _GUIDED.match(piece, start):
        return "ideology"
    if "总" in head or "指导" in head:
        found = _GENERAL.match(piece, start)
        start = found.end() if found is not None else start
    if piece[start : start + 1] not in _CREED_STARTS:
        return None
    if _IDEOLOGY.match(piece, start):
        return "ideology"
    if not _PRINCIPLE.match(piece, start):
        return None
    manner = _MANNER.match(piece, start)
    return None if manner and _WORK.match(piece, manner.end()) else "principle"


# 一、总体要求以习近平新时代中国特色社会主义思想为指导，… · 今年工作的总体要求是：以…
_GENERAL = re.compile("[^，。；]{0,16}(?:总体要求|指导思想|总体思路|总要求)(?:是)?[：，。]?")
# 国务院工作以邓小平理论…为指导，… · 各级税务机关要以习近平…思想为指导，…
_GUIDED = re.compile(
    "(?!各|全[省市])[^，。；]{0,20}(?:要|应|必须)?(?:坚持)?以[^。；，]{0,60}(?:思想|理论|精神)[^，。；]{0,30}为指导"
)
_CREED_STARTS = frozenset("要必坚以高深认全学贯落紧牢始遵秉本按")
