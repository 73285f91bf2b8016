"""Targets without a number: 全覆盖, 应收尽收, 全部完成, 减半, 翻一番, 不低于上年同期."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from pipeline.fields.target.context import Clauses, metric_start
from pipeline.fields.target.cues import alternation, cue_words
from pipeline.fields.target.relative import RELATIVE_SHAPES, absolute
from pipeline.lexicon import read_lexicon
from pipeline.schema import Target

# Patterns begin with one of a few characters: that lets the search run at full speed.
# 应收尽收, 应落实尽落实; 逢进必检
_ALL_OF = re.compile(
    r"[应能可愿逢凡](?:(?<![逢凡])(?P<verb>[\u4e00-\u9fff]{1,2})尽(?P=verb)"
    r"|(?<=[逢凡])[\u4e00-\u9fff]必[\u4e00-\u9fff])"
)
_COVERED = r"[^，。；、]{2,12}的?覆盖(?=[，。；]|$)"
# 全覆盖、多层次的网络 and 全覆盖体系 describe a thing.
_COVER = re.compile(
    r"全(?:(?<![健安]全)(?<![一二两三四五六七八九十]个全)面?覆盖率?(?!面|[\d达率的]|产业|网络|体系|格局|机制|模式|、[^，。；]{0,10}的)"
    rf"|[国省市区县]{_COVERED})"
    rf"|所有{_COVERED}|动态清零|清零(?<!定期清零)(?!行动|攻坚)"
)
# 生活必需品|不脱销、不断档
_NO_GAP = re.compile(r"(?:不脱销|不断档|不断供)(?:、(?:不脱销|不断档|不断供|不断链|不涨价))*")
# 全部免除费用, 全额垫付; not 全部人员, 全额的.
_WHOLLY = re.compile(
    r"全(?:部(?!门|抵押)|额)(?!地区|或|人员|工作|资料|材料|信息|内容|流程|过程|精力|责任|意见|职工|环节"
    r"|手续|贷款|收入|资金|费用|土地|房源|股|产权|房屋|项目|缴(?!清)|业务|经济|事项|依法|面积|住房"
    r"|结清|本|还清|的|为|家庭|用地|购|余额|租金|款|价|责|准|股权|工程|理论|国有|企业|销售|预售|或)(?=[\u4e00-\u9fff“])"
)
_PAYER = re.compile(
    r"(?:由[^，。；、的]{2,10}|对其[^，。；]{1,12}(?:予以|给予)?"
    r"|按照?[^，。；、]{2,16}(?:给予|予以))$"
)
# 全部售完后按顺序递补 · 在全部归集的前提下
_WHEN = re.compile(r"^[^，]{1,4}后|[后时前]$|(?:前提|基础|情况|条件)[下上]$")
_GIFT = re.compile(r"补[贴助偿]|奖[励补]|返还|报销|退还")  # 90平方米以下的|全额补贴
_FREES = ("免除", "取消", "退还", "返还", "减免", "清退", "清偿", "兑现")
# 补偿门槛|全部取消: a bare verb needs the noun before it.
_WHAT = re.compile(
    r"(?<![^的，、。；：\d将把])(?:(?![的将把])[\u4e00-\u9fff]){2,8}(?<![政府市省县区部委局年月前内])$"
)
_NO_NEW = re.compile(
    r"(?:不得|不再|严禁|不|禁止|杜绝)再?(?:形成|出现|发生|产生|增加)?(?:新增|新的|增加|形成新增)"
)
# 不得新增|购房人 forbids an act (Q29).
_OUTSTANDING = re.compile(
    r"[^，。；]{0,12}(?:欠|债|逾期|烂尾|库存|产能|污染|违建|违法|风险|贷款|编制|问题|病例|项目|用地"
    r"|指标|[费税量账])"
)
_CHARGE = re.compile(r"[租费税金价款]$")  # 房租|减半, but 新能源汽车减半征收购置税
# 减半收取|再担保费
_HALF_OF = re.compile(r"(?<=收取|缴纳)[^，。；、：（）\n的\d]{1,10}(?=[，。；（）\n]|$)")
_HALF = re.compile(r"减半(?:或免收|或免除|或者免收|征收|收取|缴纳|执行|收费)?")
_DOUBLE = re.compile(r"翻(?P<times>一|两|三|1|2|3)?番")
_NOTHING_ELSE = re.compile(r"[之以]外一?律?[无零][\u4e00-\u9fff]{2,4}(?=[，。；\n）]|$)")
# 由市县财政|按照1:1比例共同承担
_SPLIT = re.compile(
    r"按照?(?P<first>\d)[:：](?P<second>\d)的?比例[^，。；、\n]{0,8}(?:承担|分担|负担|分摊)"
)
# 全部取得证件的企业
_NAMES_A_THING = re.compile(r"的$|^[^的]{0,6}的[\u4e00-\u9fff]{2,8}$")
_FEES = re.compile(r"[^，。；：、（）\n]{1,12}")
_PHRASE = re.compile(r"[^，。；：、（）！？\n]{2,26}(?:（[市县区州旗、]{1,7}）)?")


_IN_BRACKETS = re.compile(r"（[^（）]{0,20}）")


# 加快实现|托育中心地市级全覆盖, 农村低保要做到|应保尽保
_ACHIEVED = re.compile(
    r"^以(?![上下内]|.*为载体)|^(?:逐步|加快|全面|基本|率先|尽快)?实现|^.*(?:做到|确保)"
)


def _all_of(clauses: Clauses, match: re.Match[str]) -> Target:
    return _claim(clauses, match, "target.all_of", longest=12)


def _cover(clauses: Clauses, match: re.Match[str]) -> Target:
    return _claim(clauses, match, "target.cover", longest=24)


def _no_gap(clauses: Clauses, match: re.Match[str]) -> Target:
    return _claim(clauses, match, "target.no_gap", longest=12)


def _nothing_else(clauses: Clauses, match: re.Match[str]) -> Target:
    return _claim(clauses, match, "target.nothing_else", longest=8)


def _claim(clauses: Clauses, match: re.Match[str], rule: str, *, longest: int) -> Target:
    """The claim with what it is about, where that is short: 零就业家庭动态清零."""
    _, left = clauses.left_of(match.start())
    left = _IN_BRACKETS.sub(lambda found: "□" * len(found[0]), left)
    for mark in "、（）“”和及" if rule == "target.all_of" else "、（）“”":
        left = left[left.rfind(mark) + 1 :]
    metric = _ACHIEVED.sub("", left[metric_start(left) :])
    metric = clauses.text[match.start() - len(metric) : match.start()]
    if len(metric) > longest or re.match(r"各[项类]|做到|要做到|一律|都|均|全部", metric):
        metric = ""
    return absolute(match.start() - len(metric), match.end(), metric or None, rule)


@cache
def _acts() -> re.Pattern[str]:
    """What may follow 全部 where it means "completely": a verb, or what leads to one."""
    verbs = (row["verb"] for row in read_lexicon("verbs") if row["kind"] not in ("cover", "late"))
    return re.compile(alternation([*verbs, *cue_words("wholly_verb")]))


def _wholly(clauses: Clauses, match: re.Match[str]) -> Target | None:
    """全部免除各类费用, 全额退还增值税; not 全部或部分, 已全部竣工."""
    phrase = _PHRASE.match(clauses.text, match.end())
    start, left = clauses.left_of(match.start())
    if phrase is None or left.endswith(
        ("已", "已经", "或", "或者", "未", "非", "不", "是否", "健", "安")
    ):
        return None
    given = match[0] == "全额" and _GIFT.fullmatch(phrase[0]) is not None
    if _WHEN.search(phrase[0]) or (left.endswith("的") and not given):
        return None
    if match[0] == "全部" and "或保留" in phrase[0]:  # 全部申请房票安置或保留
        return None
    if match[0] == "全部" and _acts().match(phrase[0]) is None:  # 全部违约责任
        return None
    sure = match[0] == "全额" or phrase[0].startswith(_FREES)
    if phrase[0].endswith("的") and not phrase[0].startswith(_FREES):
        return None
    if "政策" in phrase[0] or (_NAMES_A_THING.search(phrase[0]) and not sure):
        return None
    payer = _PAYER.search(left) or (_WHAT.search(left) if len(phrase[0]) <= 2 else None)
    begin = start + payer.start() if payer is not None else match.start()
    return absolute(begin, phrase.end(), phrase[0], "target.wholly")


def _no_new(clauses: Clauses, match: re.Match[str]) -> Target | None:
    """不得形成新增逾期拖欠, 不形成新的拖欠."""
    noun = _PHRASE.match(clauses.text, match.end())
    if noun is None or noun[0].endswith(("的", "下", "上")):  # 在不新增债务的前提下
        return None
    if _OUTSTANDING.match(noun[0]) is None or clauses.left_of(match.start())[1].endswith("对"):
        return None
    return absolute(match.start(), noun.end(), noun[0], "target.no_new")


def _split(_clauses: Clauses, match: re.Match[str]) -> Target:
    """按照1:1比例共同承担: the first bears one half."""
    first, second = int(match["first"]), int(match["second"])
    share = round(100 * first / max(1, first + second), 2)
    value = int(share) if share == int(share) else share
    return Target(match.start(), match.end(), "=", "target.split", value=value, unit="%")


def _half(clauses: Clauses, match: re.Match[str]) -> Target:
    """房租减半 · 减半征收 · 减半或免收2020年度会费 (Q12: 50 to 100 %)."""
    _, left = clauses.left_of(match.start())
    left = re.split(r"[、“”（）]", left)[-1]
    metric = left[metric_start(left) :]
    if len(metric) > 10 or _CHARGE.search(metric) is None:
        metric = ""
    end = match.end()
    fees = (_FEES if "或" in match[0] else _HALF_OF).match(clauses.text, end)
    if fees is not None:
        end = fees.end()
        metric = metric if "或" in match[0] else ""
    return Target(
        match.start() - len(metric),
        end,
        "-",
        "target.half",
        metric=metric or None,
        value=50,
        value_max=100 if "或" in match[0] else None,
        unit="%",
    )


def _double(clauses: Clauses, match: re.Match[str]) -> Target:
    """规模翻一番: + 100 %; 翻两番: + 300 %."""
    _, left = clauses.left_of(match.start())
    metric = left[metric_start(left) :]
    times = {"两": 2, "2": 2, "三": 3, "3": 3}.get(match["times"] or "", 1)
    return Target(
        match.start() - len(metric),
        match.end(),
        "+",
        "target.double",
        metric=metric or None,
        value=(2**times - 1) * 100,
        unit="%",
    )


# What has to stand in a text before a pattern is tried: a plain look costs a tenth of a search.
_SHAPES: tuple[
    tuple[tuple[str, ...], re.Pattern[str], Callable[[Clauses, re.Match[str]], Target | None]], ...
] = (
    (("尽", "必"), _ALL_OF, _all_of),
    (("覆盖", "清零"), _COVER, _cover),
    (("不脱销", "不断档", "不断供"), _NO_GAP, _no_gap),
    (("全部", "全额"), _WHOLLY, _wholly),
    (("新增", "新的", "增加"), _NO_NEW, _no_new),
    (("外无", "外一律无", "外零"), _NOTHING_ELSE, _nothing_else),
    (("比例",), _SPLIT, _split),
    (("减半",), _HALF, _half),
    (("番",), _DOUBLE, _double),
    *RELATIVE_SHAPES,
)


def find_absolutes(clauses: Clauses) -> Iterator[Target]:
    """Yield targets that no quantity states; they may overlap each other."""
    text = clauses.text
    for words, pattern, read in _SHAPES:
        if any(word in text for word in words):
            for match in pattern.finditer(text):
                target = read(clauses, match)
                if target is not None:
                    yield target
