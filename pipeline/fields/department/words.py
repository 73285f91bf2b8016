"""Vocabulary of bodies as regular expressions, built once from the lexicons.

The word lists are data (lexicons/body_words.tsv, body_fields.tsv, role_words.tsv,
subject_words.tsv); this module only joins them into patterns.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from pipeline.fields.department.alternatives import Alternative, any_of, plain
from pipeline.fields.department.canonical import known_names
from pipeline.lexicon import read_lexicon


def alternation(words: Iterable[str]) -> str:
    """Return a pattern for any of the words, longest first."""
    return f"(?:{branches(words)})"


def branches(words: Iterable[str]) -> str:
    """Return the words as branches, one for each first character, without a group around them.

    A pattern that begins with branches that all begin with a literal is fast: the engine skips
    the positions where none of these characters stands.
    """
    groups: dict[str, list[str]] = {}
    for word in sorted(set(words), key=lambda word: (-len(word), word)):
        groups.setdefault(word[0], []).append(word[1:])
    return "|".join(_branch(first, rests) for first, rests in sorted(groups.items()))


def _branch(first: str, rests: list[str]) -> str:
    body = "|".join(re.escape(rest) for rest in rests)
    return re.escape(first) + (f"(?:{body})" if len(rests) > 1 else body)


@cache
def words(lexicon: str, column: str, *kinds: str) -> tuple[str, ...]:
    """Return the first column of a lexicon's rows whose ``column`` is one of ``kinds``."""
    rows = read_lexicon(lexicon)
    first = next(iter(rows[0]))
    return tuple(row[first] for row in rows if not kinds or row[column] in kinds)


# 市、县（区）: what stands before a field of work or before 政府.
LEVEL = (
    r"(?:各级|各|全[省市县区国]|[省市县区州旗盟镇]直?级?|国家|国务院|地区|自治[区州县]|本[省市县区]"
    r"|我[省市县区]|[省市区县]直|当地|所在地?|属地|辖区|同级|上级|下级|有关|相关|地方|中央)"
)
FIELD = alternation(words("body_fields", ""))
# 局 ends a name in 省财政局 and none in 布局, 局限.
OFFICE = (
    r"(?:(?:部门|主管部门|管理部门|行政部门|行政主管部门|管理局|总局|监管局|分局|委员会|管理委员会)"
    r"|(?<![布格结全大开变时定战])局(?![部面限势长])|厅(?!长)|署(?!名)|委(?![员托任派])|部(?![分位队署])|办(?![理法事学公证好结税]))"
)
# 市发展改革委, 国家医保局, 医保、医疗、医药主管部门 (fields that share one head)
NAMED = rf"(?:{FIELD})+{OFFICE}"

# 省市场监管局（省知识产权局）, 各县（市、区）
_NOT_IN_NAMES = "以下|简称|下同|含|不含|包括|视为|即"
BRACKET = (
    rf"(?:（(?!{_NOT_IN_NAMES}|[^（）\n]{{1,16}}，以下简称)[^（）\n]{{1,20}}）|〔(?!{_NOT_IN_NAMES})[^〔〕\n]{{1,20}}〕"
    r"|<[^<>\n]{1,20}>|〈[^〈〉\n]{1,20}〉)"
)
_ACTING = ("organ", "collective", "private", "bound")
_OFFICIAL = words("body_words", "kind", "organ", "collective")
_PRIVATE = words("body_words", "kind", "private")
_BOUND = words("body_words", "kind", "bound")
_PERSONS = words("body_words", "kind", "person")
# 开发企业销售商品房: no 销售商
ANY_WORD = rf"(?!(?:销售|生产|提供)商品){alternation((*_OFFICIAL, *_PRIVATE))}"
_KINDS = {word: row["kind"] for row in read_lexicon("body_words") for word in [row["word"]]}
_LONGEST_WORD = max(map(len, _KINDS))
# Short names such as 中办, 农行 are names where they stand alone, and no ending of others (集中办).
_SHORTEST_ENDING = 3
# Single characters that end names in lists, where nothing else is expected: 合肥海关, 团省委.
_LAST = frozenset("局委厅署办部院行会社团联协队组处站司所台馆校园区县市省乡镇村旗州盟店场厂央")
_TAIL = re.compile(rf"{BRACKET}$")
# 地（市）, 各地（州、市）: levels of place, written in a bracket behind the first of them
_LEVELS_IN_BRACKET = r"（[市州盟区、]+）"
_PREFECTURE = re.compile(rf"地{_LEVELS_IN_BRACKET}$")
# The same names come again and again in a document.
_REMEMBERED = 4096


@lru_cache(maxsize=_REMEMBERED)
def kind_of(name: str) -> str | None:
    """Return the kind (body_words.tsv) of the longest listed word in which a name ends."""
    for length in range(min(_LONGEST_WORD, len(name)), 0, -1):
        if kind := _KINDS.get(name[-length:]):
            return kind
    return None


@lru_cache(maxsize=_REMEMBERED)
def ends_like_body(name: str) -> bool:
    """Say whether a name ends as names of bodies do; a bracket at its end does not count."""
    if name[-1:] in "）〕>〉" and (tail := _TAIL.search(name)):
        if _PREFECTURE.search(name):
            return True
        name = name[: tail.start()]
    if name[-1:] in _LAST or kind_of(name) in _ACTING or name.endswith("财政"):
        return True
    return is_known(name)


def is_known(name: str) -> bool:
    """Say whether a name is that of a body by itself: 中宣部, 农业银行, 市文联."""
    return name in known_names()


# 工行、农行要, 国办印发: names of two characters, with none before them
_TWO_LONG = tuple(name for name in known_names() if len(name) == 2)
_SHORT_NAME = rf"(?<=(?:[^\u4e00-\u9fff]|[由同和与及])..)(?<={branches(_TWO_LONG)})"
# 市政务服务办: the level of its place stands a few characters before 办.
_LEVEL_BEFORE_OFFICE = "|".join(rf"(?<=[省市县区州国].{{{n}}}办)" for n in range(2, 8))
# What the last character of a name, just read, has to stand behind. Single characters end a name
# only behind what such names hold: 财政部, and not 全部, 部分.
_OFFICE_END = (
    r"(?<=局)(?<![布格结全大开变时定战邮当]局)(?![部面限势长])"
    r"|(?<=厅)(?<![大餐展客舞]厅)(?!长)"
    r"|(?<=[计总公]署)"
    r"|(?<=委)(?<![常原]委)(?![员托任派书屈婉])"
    r"|(?<=[政育技安障设输金利村务源境业化理计工法交防急游传织战群通生动作管信社建保护力察]部)(?![分位队署门])"
    rf"|(?<=办)(?:(?<=[融贫信公府侨台投编外改]办)|{_LEVEL_BEFORE_OFFICE})(?<![通网联代交督举协帮能快集上]办)"
    r"(?![理法事学公证好结税])"
    r"|(?<=[监保证]会)(?![员议])"
    r"|(?<=行)(?:(?<=[分支央]行)|(?<=人民银行))(?!为)"
)
_NO_AREA = "户小社校园库矿厂片灾牧林农疫郊地专特禁选分街病战考学能展济市险点线性"
# 湖北省, 各市（州）、县（市、区）: places that act
_PLACE = (
    r"(?<=[省市县])(?:(?<=省)(?=（[区市、自治直辖]+）)|(?<=[\u4e00-\u9fff]{3})(?<![本全该上夜菜股楼强].)|(?<=[各、）〕].)"
    rf"|(?<=[各、][省市县区州旗].))(?![省市县区州旗场级民政直份]|有关|相关)(?!{FIELD})"
    r"|(?<=区)(?:(?<=[各、）〕].)|(?<=[各、][省市县区州旗].)"
    rf"|(?<=[\u4e00-\u9fff]{{3}})(?<![{_NO_AREA}].)(?<![市主心全建]城.))(?![域块位级划县间直]|别(?!由)|分(?!担|别|头))(?!{FIELD})"
    r"|(?<=[\u4e00-\u9fff]{2}州)(?=[、，（和及要应须可将])|(?<=[州旗镇乡村])(?:(?<=[各、）〕].)|(?<=[各、][省市县区州旗镇乡].))"
    # 县（市、区）要: without 各
    rf"|(?<=[\n，。；：、由和及][市县区州])(?=（[市州盟区县旗镇街道开发园、]+）)"
    rf"|(?<=地)(?={_LEVELS_IN_BRACKET})|(?<=、街道)|(?<=[点各的]城市)"
)
# 县（区）财政, 中央财政, and 财政 before what it does: treasuries that pay
_TREASURY = (
    r"(?<=财政)(?:(?<=[市县区省州镇央方级益家）〕属地]财政)(?![局厅部所]|补[贴助](?![\d总一全各由]))"
    r"|(?=补贴[\d总一全各]|全额|按|给予|承担|予以|安排|负担|兜底|据实|统一|支付|统筹|出资))"
    # 不足部分由市级统筹; 省级建立健全评估机制, 市级每年评选
    r"|(?<=[省市县区]级)(?=(?:统筹|协调)(?!机制|小组|办|配建|资金)|将(?!区域)|按照(?![^，。；]{0,12}标准(?:执行|给予))|要(?!求)|应(?!急)|须"
    r"|每年(?=[\u4e00-\u9fff]{2})|继续(?!教育|医)|建立健全|(?:安排|承担|负担)(?!部分|比例|[^，。；]{0,8}的))"
    # 由中央与地方共同承担支出责任
    r"|(?<=[由与和、]中央)(?=[与和、]地方|(?:共同|分别|全额|全部|按[^，。；\n]{1,10}|统一)?(?:承担|负担|分担))"
)
_LAST_OF_ALL = "级局厅署委部办会行省市县区州旗镇乡村地道政央"
# Not what HEAD is the end of: 政府性, 政府补贴, 银行业, 低风险地区农民工
_NOT_BEFORE = (
    r"(?![性业型化局厅]|(?<=组)织|(?<=政府)(?:采购|投资|购买|储备|补[贴助](?![\d总一全各由]))"
    r"|(?<=园)区|(?<=方)[面式案法向针]|(?<=法人)(?:组织|治理|资格)|(?<=城市)(?:更新|轨道|道路|居民)|(?<=所)在地"
    rf"|{alternation(_PERSONS)})"
)


def _endings(listed: Iterable[str]) -> str:
    """Return branches that look back at the words from behind the last character of a name.

    Words that end in another of them need no branch: 中小企业 ends in 企业.
    """
    given = set(listed)
    by_length: dict[int, list[str]] = {}
    for word in given:
        if not any(word[start:] in given for start in range(1, len(word))):
            by_length.setdefault(len(word), []).append(word)
    found: list[str] = []
    for length, same in sorted(by_length.items()):
        # The set of first characters is tried before the words, because most places fail there.
        first = "".join(sorted({word[0] for word in same}))
        found.append(rf"(?<=[{first}]{'.' * (length - 1)})(?<={branches(same)})")
    return "|".join(found)


@cache
def _known_otherwise(ending: re.Pattern[str]) -> tuple[str, ...]:
    """Return the known names whose end is not one that ``ending`` finds: 中国石化, 全国人大."""
    names = (name for name in known_names() if len(name) >= _SHORTEST_ENDING)
    return tuple(name for name in names if ending.match(name, len(name)) is None)


def _head(filtered: str = "", *, bound: str = "") -> str:
    """Return a pattern that begins with the last character of a name and looks back from there.

    So few positions are tried: those characters, followed by what ``filtered`` looks ahead at.
    ``bound``: further endings, as branches that look back.
    """
    single = rf"(?<=[{_LAST_OF_ALL}])(?:{_OFFICE_END}|{_PLACE}|{_TREASURY})"
    listed = (*_OFFICIAL, *_PRIVATE)
    listed += _known_otherwise(re.compile(f"{_endings(listed)}|{single}"))
    more = {word[-1] for word in _BOUND} | set(_PREMISES) if bound else set()
    last = {word[-1] for word in (*listed, *_TWO_LONG)} | set(_LAST_OF_ALL) | more
    ends = f"{_endings(listed)}|{single}|{_SHORT_NAME}{bound}"
    return rf"(?:[{''.join(sorted(last))}]{filtered}(?:{ends})){BRACKET}?{_NOT_BEFORE}"


# What stands for its keeper where it is obliged to something: 零售药店须, 火车站要; not 出厂必须.
_PREMISES = "厂店站馆校院"
_PREMISES_END = (
    rf"(?<=[{_PREMISES}])(?<=[\u4e00-\u9fff].)(?<![出进入到返离在住本转回停开办复每一候建].)"
)

HEAD = _head()
# 鼓励典当行开展业务: behind who tells, and before a predicate, the open class acts too.
TOLD_HEAD = _head(bound=f"|{_endings(word for word in _BOUND if word[-1] != '级')}")
QUOTED = r"“[^“”\n]{1,12}”"
NAME_CHAR = rf"(?:[^，。；：！？\n（）“”《》\s]|{BRACKET}|{QUOTED})"

DUTY_WORD = alternation(words("subject_words", "use", "duty"))
# Provinces and cities by their full and short names: 湖北, 武汉
_PLACES = [
    name
    for row in read_lexicon("places")
    for name in (row["name"], *row["short_names"].split("、"))
    if len(name) > 1
]
_PLACE_BEGINS = "".join(sorted({name[0] for name in _PLACES}))
PLACE = rf"(?=[{_PLACE_BEGINS}]){alternation(_PLACES)}"
# 湘江新区开发建设局, 各县建设主管部门要: no verb where the name of an office goes on
_NAME_GOES_ON = (
    r"(?!(?![市省区县州国各有相])[\u4e00-\u9fff]{0,6}(?:局|委员会|厅|室|处|部门|机构|机关|中心|小组|指挥部)"
    r"(?:[、，（和及会负应要须将可按对等于根制组印统提审或与向在收出进通代]|牵头|不得|必须|汇总))"
)
# 医院考核可…: a noun, of which something is said
_NO_PREDICATE = r"(?!可(?![再持视])|应(?![急用届])|须|不得|必须|事项|系统|资料)"
VERB = (
    rf"(?:{alternation(words('subject_words', 'use', 'verb'))}"
    rf"|{alternation(words('subject_words', 'use', 'verb_or_noun'))}"
    rf"{_NAME_GOES_ON}{_NO_PREDICATE})"
)
BLOCKED = alternation(words("subject_words", "use", "blocked"))
# 负责人才资格审核 answers for talent, 负责人 is a person. 安定区、陇西县各50个: each has a share.
# Verbs in general (verbs.tsv), for places where 由 or 鼓励 already says that somebody acts.
_ANY_VERB = alternation(
    word
    for word in words("verbs", "kind", "verb", "give", "first", "second", "move", "late")
    if len(word) > 1
)
_AGREES_WITH = (
    r"与(?=(?:其|购房人|借款人|承租人|业主|买受人|职工|当事人|申请人|缴存人|换房人)"
    r"[^，。；\n]{0,16}(?:签订|签署|解除|协商|约定|办理|对接|结算))"
)
# Further beginnings of predicates where 由 or 鼓励 already says that somebody acts
SAID_SHAPES = (
    Alternative(r"专项(?=审)", "专项审计", "专项资金"),
    *plain("视其"),
    Alternative(r"就(?=[^，。；\n]{2,40}(?:取得|提出|进行|作出|征求))", "就方案征求意见", "就业"),
    *plain("自持", "抄表", "代为"),
    Alternative(r"分别(?=重新|与|对|向)", "分别与", "分别为"),
    *plain("协商", "合作", "商定", "商讨", "洽谈", "担任", "交纳"),
    Alternative(_AGREES_WITH, "与购房人签订合同", "与企业"),
    *plain("核验", "核对", "归档", "限期"),
    Alternative(r"全部(?=结清|偿还|归还|承担)", "全部承担", "全部企业"),
    *plain("责令"),
    Alternative(r"投资(?=建设|兴建|新建|改造|运营)", "投资建设", "投资机构"),
    *plain("规定", "列明"),
    Alternative(r"支出(?=[，。；])", "支出。", "支出责任"),
    Alternative(r"对外(?=公布|发布|公开|公示)", "对外公布", "对外贸易"),
    Alternative(r"凭(?=[^，。；\n]{2,30}(?:办理|支付|发放|拨付))", "凭合同办理", "凭证"),
    Alternative(r"处(?=所|以|罚|\d)", "处以", "处理"),
)
ANY_PREDICATE = rf"(?:{_ANY_VERB}|{any_of(SAID_SHAPES)}){_NAME_GOES_ON}"


def first_characters(*uses: str) -> str:
    """Return the first characters of the words in subject_words.tsv of these uses, in order."""
    return "".join(sorted({word[0] for word in words("subject_words", "use", *uses)}))


_FIRST = first_characters("duty", "leave", "verb", "verb_or_noun")
DUTY = rf"(?!{BLOCKED}){DUTY_WORD}"
# The end of a place, or of all of a field (税务系统), before a duty; looked at from there back.
_PLACE_ENDS = "".join(sorted({name[-1] for name in _PLACES}))
PLACE_WITH_DUTY = (
    rf"[{_PLACE_ENDS}统](?=[{first_characters('duty')}])(?:{_endings(_PLACES)}|(?<=系统))(?={DUTY})"
)
# Before a duty an open class of nouns names who acts: 典当行要, 各级国库应, 政府网站等须.
_BOUND_HEAD = rf"|(?:{_endings(_BOUND)}|{_PREMISES_END})(?={BRACKET}?等?，?{DUTY})"
# The head of a subject, where a predicate can follow at once or behind a comma, 等, 和个人, 5日内.
_BEHIND_HEAD = _FIRST + "是除视未违凭之各每项领与， 等和或、（〔<〈一二三五必"
SUBJECT_HEAD = _head(rf"(?=[{_BEHIND_HEAD}\d])", bound=_BOUND_HEAD)
# What no subject begins with, and verbs that no name holds.
_OPENERS = [
    word
    for word in words("subject_words", "use", "duty", "leave", "verb", "other")
    if len(word) > 1
]
_BUILDERS = (
    r"(?<=建设)(?:运营|工程|项目|施工|管理|实施|监理)[^，。；、的]{0,4}(?:单位|机构|主体|部门)"
)
_KEY_BODIES = r"(?<=重点)[\u4e00-\u9fff]{0,6}(?:企业|单位|高校|医院|城市|地区|所在地)"
_AND_OTHER_WORK = (
    r"(?<=开发|建设|施工|生产|销售|配送)、(?:[\u4e00-\u9fff]{2,4}、)?[\u4e00-\u9fff]{2,4}"
    r"(?:企业|单位|公司)"
)
_BODY_OF_WORK = (
    r"(?:实施|发放|审核|监管|主管|管理|建设|运营|生产|经营|行政|销售|开发|中介|清算|结算|救助"
    r"|支付|检验检测|(?<=运营)服务){0,2}"
    r"(?:机制|机关|小组|公司|企业|单位|机构|部门|主体|平台|中心|基地|实验室)"
)
# How a name goes on behind a word that is a verb elsewhere: 建设单位, and not 建设项目
VERB_IN_NAME_SHAPES = (
    Alternative("[型性类业区局委院厅]", "建设局"),
    Alternative(r"部(?!省)", "宣传部", "推动部省合作"),
    Alternative(rf"、{FIELD}", "建设、交通部门"),
    Alternative(r"(?<=建设)项目所在", "建设项目所在区", "项目所在区"),
    Alternative(_BUILDERS, "建设运营单位", "建设运营标准"),
    Alternative(r"(?<=宣传)(?:教育|文化)(?:部门|机构|单位)", "宣传文化部门", "宣传教育活动"),
    Alternative(_KEY_BODIES, "重点工业企业", "重点工作"),
    Alternative(r"(?<=受托)[\u4e00-\u9fff]{0,4}(?:单位|机构|银行)", "受托管理机构", "受托办理"),
    Alternative(r"(?<=配建)项目(?:属地|所在)", "配建项目所在区", "配建项目"),
    Alternative(_AND_OTHER_WORK, "开发、施工企业", "开发、利用"),
    Alternative(r"商(?![业品务办圈])", "开发商", "开发商品房"),
    Alternative(r"机关(?!干部|事业)", "登记机关", "服务机关干部"),
    *plain("发放银行"),
    Alternative(r"(?<=购)人(?!员)", "收购人", "招聘人员"),
    Alternative(_BODY_OF_WORK, "登记管理部门", "登记管理办法"),
)
NO_SUBJECT = (
    rf"(?:{alternation(_OPENERS)}"
    rf"|{alternation(words('subject_words', 'use', 'verb_or_noun'))}"
    rf"(?!{any_of(VERB_IN_NAME_SHAPES)}))"
)
INNER_VERB = (
    # 受委托银行, 计划单列市
    r"(?<!受)(?!单列市)"
    rf"{alternation(w for w in words('subject_words', 'use', 'verb') if len(w) > 1)}"
    r"(?!放?(?:补贴|审核|发放|认定|核发|审批|登记|管理|监管|服务|核查|经办|受理|征收|代征|结算|支付){0,2}(?:部门|单位|机构|机关)\Z)"
    r"(?!部门|单位|机构|机关|银行|主体|平台|中心|方\Z|者|人(?![才员民社力])|所(?![在属有需])|）)"
)
