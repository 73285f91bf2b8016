"""Tell names of acting bodies from other noun phrases: which items of a list can be subjects."""

from __future__ import annotations

import re

from pipeline.fields.department.lists import (
    LONGEST_QUALIFIER,
    Span,
    is_body,
    is_person,
    split_items,
)
from pipeline.fields.department.words import (
    INNER_VERB,
    NO_SUBJECT,
    PLACE,
    VERB,
    ends_like_body,
    is_known,
)

# 在兰企业, 在宾商业银行 begin with a preposition, 在…期间 does too.
_IN = (
    rf"在(?!(?:[\u4e00-\u9fff]|{PLACE})的?(?:各类|其他|其它|国有|国外|境外)*"
    r"(?:商业银行|银行|金融|企业|高校|单位|机构|房地产|保险|央企|国企|科研|检验))"
)
# 对…, 加强…: what begins so is no subject. Some such characters open names: 经信局, 在兰企业.
_NO_SUBJECT = re.compile(
    r"(?:的|指定(?=专)|对(?!口)|把|将|向|从|以|经(?!济|信|科|开|贸|发|办|纪|营|销|局)|按(?!揭)|让|使|如|若|凡|因|当(?!地|事人|前所)|于|与"
    # 改革公立医院补偿机制, 送社区医疗中心, 特殊情况下企业
    r"|改革(?!开放|办|委|专班|领导|试点|小组|[处局和、]|部门|发展)|违规(?=[为向对将])|送(?=[社医公街定])"
    # 推动机构完善机制, 用自有资金预存入银行
    r"|(?:推动|引导|鼓励|督促|促进|吸引)(?:机构|企业|单位)|用自有"
    r"|自(?![然治贸主建行媒律持营有]|来水)|主要以|特殊情况下|结算时|重点保障|引导(?=业主|业委)"
    rf"|遇|待|就(?!业)|或|请|并|报(?!社|业)|为|{_IN}|受(?!益|托|委托|理|让|[^，。]{{1,6}}影响)|给|除|可|要|须|应(?![急用])|也|还|又|再|仍|更|最|较|此"
    r"|协同(?=[省市县区][^，、]{1,8}[局委])|发展(?!改革|和改革|研究|局|委)|停(?!车)|暂停|这(?!些(?:地区|单位|部门|企业|城市))|该(?!建设单位|开发企业|公司|金融机构|银行|单位|部门|企业|中心|机构)|则|但|而|且|即|均|都|不(?!动)|未|已|拟|领导(?!小组|机构|班子)|主要(?=承担|负责|由|用于)|其(?!他|它|余|所在单位|主管|上级|[\u4e00-\u9fff]{2,8}(?:部门|机关))|所(?!在|属|有(?![者权]))|联合(?![采工会国])"
    rf"|(?!(?:改建|改造|扩建|新建|使用|提供)(?:单位|机构|主体|方)\Z|相应(?:的)?(?:责任)?(?:部门|单位|机构|主体)|集中采购(?:主体|机构|中心)|补贴[\u4e00-\u9fff]{{0,4}}(?:部门|单位|机构)|联合|依托单位|提供者|所有(?![者权])|有权(?:机关|部门)|新建(?:商品)?[住房]|(?:牵头|配合|落实|参与|承办|主办)[部单银]|指定(?=[\u4e00-\u9fff]{{2,6}}(?:医院|门诊|银行|机构|场所)\Z)|参与(?:房地产)?企业|参与[\u4e00-\u9fff]{{2,4}}(?:企业|单位|机构)\Z){NO_SUBJECT})"
)
# 符合条件的, 承担任务的 qualify a name; 加强…的, 对…的 do not.
_NO_QUALIFIER = re.compile(
    rf"(?:[但仅]|当(?!地|前|事人)|除|专人|相应|发展|促进|赋予|吸引有|推广|逐步|上传|允许|倡导|号召|要求|对(?!口)|把|将|向|从|以|经|按|让|使|于|与|由|可|要|{VERB})"
)
# 承担重点项目的高校, 受疫情影响较大的地方: what tells which of them
_QUALIFIES = re.compile(
    rf"[未不已有主]|在(?:[\u4e00-\u9fff]|{PLACE})的|受[^，。的]{{2,8}}影响|承担|从事|参与|开办|获得|拥有|具备|具有|持有|符合|吸纳|开展|提供(?!的)|入驻"
)
# Each branch begins with a literal, so that most positions are skipped.
_NOT_INSIDE = re.compile(
    r"执行(?=[国省市县区])|从事(?<=[员工人]从事)|用于|前往|可以|发展(?=[民国集外面多各农])|要(?=指导|督促|组织|推动|引导|支持|加强)|不得|不?高于|不?低于|不?超过|赴|来(?=[我本])|对(?<!应对)(?!口|外)|自我[省市县区]|请商|按(?!揭)|把|将|报(?=[省市县区州][^，。；]{1,10}[局委办厅门])|被|使(?!用|（?领|馆)|让(?!(?<=[受转出]让)(?:方|企业|单位|人|机构|主体))|给(?<!供给)|及时|到(?!位)|属于|位于|至(?!少)|通过|供(?=[相主贷审有各])"
    rf"|为(?<![行作]为)(?!主)|是(?<![别其]是)|与(?<!参与)(?!城市建设|城乡)|向(?<!面向)|{_IN}(?<!所在)(?!校|线)"
    # 自有住房进入租赁平台, 设计方案可提交市专委会审议, 服务行业融入园区, 业主大会可授权业主委员会
    r"|登[录陆]|提交(?=[省市县区国属])|进入|进出(?!口)|融入|引诱|参选|兴办|不局限|可(?:授权|直接|[同与向由将])|(?:入驻|落户)(?!企业|项目|单位|机构|商户)"
    r"|以(?=[我本][省市县区])|推进(?!办|组|小组|领导|工作|专班|委|中心|会|处|机[构制])|创办|领办|列入|纳入(?!管理)|经(?<![财东]经)(?!局|济|信|开|贸|营|办|纪|理|销|科|协|认定|批准)|由(?<![自理]由)(?!贸)"
)
_INNER_VERB = re.compile(INNER_VERB)
# 国家将对承担任务的省（市）给予补助: what stands before 的 has a subject of its own
_BY_INSIDE = re.compile(
    r"(?<![自理缘])由(?!贸)|(?<!面)向本人|[将应须要可会]对|(?:自行|应当?|须|可以?|直接)向|(?<=[围象额间])为"
)
_NO_QUALIFIED = re.compile(
    r"[但仅]|除|或者?|发现|禁止|严禁|避免|防止|对|经(?!认定|批准)|向|将|把|按|由|从(?!事|国外|境外)|以|与|受(?!委?托|理|让|[^，。的]{2,8}影响)"
)
# 由甲会乙制定: 会 joins, where it is no part of a name.
MEETS = (
    r"[会商](?<![管党居村业常组安国政]委会)(?<!工委会)"
    r"(?<=[部委局厅办会院府行心门][会商])(?![议同签审])"
    r"(?=[国省市县区自财教有相][^议]|(?<=门会)[\u4e00-\u9fff]{2,8}(?:部门|[局委厅]))"
)
_MEETS = re.compile(
    # 由住建部门会规划部门选址, 住建部门联合人民银行分支机构检查, 甲政府同乙政府签订合同
    rf"{MEETS}|联合(?<=部门联合)(?=人民银行|中国|[国省市县区有相])|同(?<=政府同)(?=[\u4e00-\u9fff]{{2,10}}政府)"
)
# 涉嫌犯罪的移交司法机关处理: whom something is handed to
_HANDED = re.compile(r"提交|移交|移送|转交|报送?(?=[省市县区国])|交由|告知|通知|函告|以")
# 省不动产统一登记联席会议办公室: what it is there for is part of the name
_STANDING = re.compile(
    r"[省市县区州][\u4e00-\u9fff]{2,24}(?:领导小组|协调小组|推进小组|联席会议|指挥部|工作专班)(?:办公室)?"
)
_LONGEST_NAME = 32
# 职业院校（含技工院校）, 各省（自治区、直辖市，以下简称省）: the bracket is part of the name
_INCLUDES = re.compile(
    r"（(?:含[^（），。；\n]{1,20}|[^（）。；\n]{2,12}，以下简称[^（）\n]{1,4})）"
)
# 银行机构、支付机构: in a list such a verb is part of the name.
_NAMED_BY_VERB = re.compile(
    r"[\u4e00-\u9fff]{2,6}(?:机构|单位|主体|中心|企业|平台)|[\u4e00-\u9fff]{0,6}研究会"
)


def names_of(text: str, span: Span, *, whole: bool = False, obliged: bool = False) -> list[Span]:
    """Return the names in a list of subjects, up to the first item that is none.

    With ``whole`` none at all if an item is no name; persons do not count (任何单位和个人). With
    ``obliged`` the predicate is a duty: a verb may qualify the name (设立集体户的单位应当).
    """
    start, end = span
    if _begins_wrong(text, start, end, obliged):
        return []
    if meets := _MEETS.search(text, start, end):
        end = meets.start()
    items = split_items(text, start, end, joint=True)
    if items and whole and not obliged and is_person(text[slice(*items[0])]):
        return []
    items = [item for item in items if not is_person(text[slice(*item)])]
    names: list[Span] = []
    for item in items:
        if (name := _name(text, item, listed=bool(names), obliged=obliged)) is None:
            break
        names.append(name)
    if len(names) == 1 and names[0][1] - names[0][0] == 1:
        return []
    return [] if whole and len(names) < len(items) else names


def name_end(text: str, end: int) -> int:
    """Return where a name that seems to end at ``end`` ends with whom it includes: （含…）."""
    includes = _INCLUDES.match(text, end)
    return includes.end() if includes else end


def _begins_wrong(text: str, start: int, end: int, obliged: bool) -> bool:
    """Say whether a list begins with a verb or a preposition: 对…的企业, 加强部门联动."""
    first = _first_item(text, start, end)
    if is_known(first):
        return False
    if "的" not in first:
        return _NO_SUBJECT.match(text, start, end) is not None
    pattern = _NO_QUALIFIED if obliged else _NO_QUALIFIER
    return not _QUALIFIES.match(text, start, end) and pattern.match(text, start, end) is not None


def _first_item(text: str, start: int, end: int) -> str:
    """Return the list up to the first mark behind a name: 具有品牌、实力的企业、机构 → …企业."""
    mark = text.find("、", start, end)
    while mark >= 0 and not ends_like_body(text[start:mark]):
        mark = text.find("、", mark + 1, end)
    return text[start:mark] if mark >= 0 else text[start:end]


def _has_verb(text: str, start: int, end: int) -> bool:
    """Say whether a noun phrase holds a preposition, or a verb behind its first character."""
    verb = _NOT_INSIDE.search(text, start, end) or _INNER_VERB.search(text, start + 1, end)
    return verb is not None and _STANDING.fullmatch(text, start, end) is None


def _name(text: str, span: Span, *, listed: bool, obliged: bool) -> Span | None:
    """Return the span of a name without a long qualifier; None for what is no name.

    ``listed``: other names stand before it in its list; ``obliged``: a duty stands behind it.
    """
    start, end = span
    if is_known(text[start:end]):
        return span
    of = text.rfind("的", start, end)
    if of < 0 and obliged and text[start] == "各":
        # 各医疗废物产生、收集、转运和处置单位应: what each of them does is part of the name
        wrong = _NOT_INSIDE.search(text, start, end) is not None
    elif of < 0 and listed and _NAMED_BY_VERB.fullmatch(text, start, end):
        wrong = _NOT_INSIDE.search(text, start, end) is not None
    elif of < 0:
        wrong = bool(_NO_SUBJECT.match(text, start, end)) or _has_verb(text, start, end)
    else:
        wrong = bool(_NO_QUALIFIED.match(text, start, end)) or _has_verb(text, of + 1, end)
        wrong = wrong or _BY_INSIDE.search(text, start, of) is not None
        wrong = wrong or _HANDED.match(text, of + 1, end) is not None
        start = of + 1 if of + 1 - start > LONGEST_QUALIFIER else start
    name = text[start:end]
    too_long = len(name) > _LONGEST_NAME and "、" not in name
    # 去化周期超过36个月的市县: the numbers are those of the qualifier
    head = text[of + 1 : end] if of >= 0 else name
    if wrong or too_long or not ends_like_body(name) or not is_body(head):
        return None
    return start, end
