"""Lines that are no sentences: titles, addressees, signatures, dates, contact data, furniture.

The outline stage marks most of them; they are judged again from their own text, because one that
slips through would stand in the sheet as a task.
"""

from __future__ import annotations

import re

from pipeline.classify.guard import guarded

_NUMERAL = "[一二三四五六七八九十]"
_CHINESE_DATE = rf"[二一][〇○零Oo0一二三四五六七八九]{{3}}年{_NUMERAL}{{1,3}}月{_NUMERAL}{{1,4}}日"
_DATE = rf"(?:(?:19|20)\d\d\s?年\s?\d{{1,2}}\s?月\s?\d{{1,2}}\s?日|{_CHINESE_DATE})"
_TITLE_WORD = (
    "通知|意见|办法|规定|方案|措施|细则|公告|通告|决定|函|批复|规划|计划|条例|要点|解读|指南|"
    "通报|纲要|政策|举措|报告|公报|令|清单|目录|指引|问答|一览表|任务书|分工表|分解表|倡议书"
)

# One alternation, tried once at the start of the line. The name of the group is the rule.
_LINE = re.compile(
    rf"""\s*(?:
    # 2020年3月18日 · 二〇二〇年三月十八日（此件公开发布）
    (?P<date>{_DATE}\s*(?:发布|印发|印刷)?\s*(?:[（(【][^）)】]*[）)】])?\s*[。]?$)
    # （此件公开发布）
    |(?P<publication_mark>[（(【]?\s*(?:此件|本文)[^，。；]{{0,6}}(?:公开|发布|发至|登报)[^。]{{0,10}}$)
    # 附件：1.… · 来源：… · 发布日期：…
    |(?P<furniture>(?:(?:文档)?附件|附表|附：|附录|来源|稿源|信息来源|文章来源|发布日期|发布时间|发布机构|发布单位|公开日期|日期|时间|作者|编辑
        |责任编辑|校对|审核|浏览|点击|阅读|访问|字体|字号|分享|打印|关闭|返回|索引号|主题分类|主题词|文号|发文|成文|体裁|有效性
        |标题|栏目|当前位置|首页|上一篇|下一篇|相关(?:链接|阅读|文章)|扫一扫|回到顶部|版权|主办|承办|抄送|抄报|分送|签发|印制
        |视频|图片|摄影|记者|解读(?:机关|单位|部门|人)|原标题|导读|摘要|关键词|名称|信息分类)
        \s*(?:\d{{0,2}}\s*[：:]|\d?[.、\s]*(?:$|《)|次?数?\s*[：:]|此?页|本页|全文|\S{{0,6}}$))
    # 特此通知。
    |(?P<closing>(?:特此|此复|此令|此致|专此)[^，。]{{0,4}}[。！]?$)
    |(?P<thanks>(?:[一-鿿]{{2,4}}[：:])?\s*(?:谢谢|感谢|大家好|女士们|各位|主持人)[^，。；]{{0,12}}[。！，]?)
    )""",
    re.VERBOSE,
)

# 二、完善工作机制，压实各方责任（一）发挥联席会议制度统筹协调作用。
_TWO_HEADINGS = re.compile(
    r"[一二三四五六七八九十]{1,3}、[^。；：（]{4,60}（[一二三四五六七八九十]{1,3}）[^。；，：]{4,40}。?\s*$"
)
# 第一条：实施购房补贴政策。
_ARTICLE_TOPIC = re.compile(r"第[一二三四五六七八九十]{1,3}条：[^，。；：]{2,30}。?\s*$")
# （山东金融监管局、青岛金融监管局，各市房地产融资协调机制）
_BODIES_ONLY = re.compile(
    r"\s*（(?![由注])[^（）。；]*[、，][^（）。；]*(?:[局委办厅部行署院]|中心|政府|机制|单位|负责|牵头)等?）[。]?\s*$"
)
# 申请—>受理—>复核
_STEPS = re.compile("(?:→|[—-]>)[^。；]*?(?:→|[—-]>)")
# 市人大常委会办公室，市政协办公室，市法院，市检察院。
_COPIED_TO = re.compile(
    r"\s*(?:[^，。；、]{1,14}(?:[局委办厅部院室]|军分区)[，、]){2,8}[^，。；、]{1,14}(?:[局委办厅部院室]|军分区)。?\s*$"
)
# The first characters of those lines; 辛国斌：谢谢 has its colon near the start.
_LINE_STARTS = frozenset(
    "0123456789二一（(【此本附来稿信文发公日时作编责校审浏点阅访字分打关返索主体有标栏当首上下相扫回"
    "版承抄签印视图摄记原导摘名特致专谢感大女各解成"
)
# 国办发〔2020〕6号
_DOCUMENT_NUMBER = re.compile(
    r"[^，。；：]{0,20}[〔[（(【﹝]\s*(?:19|20)\d\d\s*[〕\])）】﹞]\s*第?\s*\d+\s*号\s*$"
)
# 各单位落实情况于每月5日前报市发展改革委，邮箱：…
_TO_SEND = re.compile("报送|前报|上报|报至|发送至|反馈至")
# 联系人：张三 · 公路职业资格处陈班雄，电话：010-65299058
_CONTACT = guarded(
    r"""^\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]\s*)?[^，。；：]{0,8}(?:联系|办理|受理|经办|承办|咨询)(?:机构|部门|科室|处室)[^，。；：]{0,5}：(?![^。；]*[应须负])|\d{3,4}[-—－]\d{7,8}|@\w+\.|https?://|www\.|(?:电话|邮箱)[：:]
    |，联系人：|咨询电话\s*\d{5,}|^[^，。；应须要]{0,30}(?:受理|办理|服务|咨询|申请|领取|兑付|代办)(?:窗口|地点|地址|点)(?:设在|设于|位于|在|为|：)[^。；]*[。；]?\s*$|^[（(【]?\s*(?:\d[.、．]\s*)?[^，。；：]{0,16}(?:联系人|联络人|联系方式|电话|热线|传真|邮箱|邮件|地\s*址|邮\s*编
        |网\s*址|微信号|公众号|QQ群?|Q\sQ|E-?mail)(?:号码)?\s*[：:（(]""",
    "机构： 部门： 科室 处室 - — － @ http www 联系人 联络人 联系方式 "
    "窗口 地点 点设 点位 点在 点为 点： 电话 热线 传真 邮箱 邮件 址 编 微信 公众号 QQ Q mail",
)
_SENTENCE_END = frozenset("。；：;:！!…")
_CLOSERS = "”’）)】 \t\n\u3000"
_TITLE = re.compile(
    rf"[^。；！]{{4,}}(?:{_TITLE_WORD})[》”]?\s*(?:[（(〔【][^）)〕】]{{1,20}}[）)〕】]\s*)*(?:的(?:通知|函|公告|通告|决定|批复))?"
    r"(?:政策)?(?:解读)?$"
)
_WORD = re.compile("[一-鿿]{3}")
# 新增工伤保险参保人数（万人）: the first column of a table of indicators
_INDICATOR = re.compile(
    r"[^，。；：（）]{2,40}(?:（[^（）]{2,20}）[^，。；：（）]{0,10})?"
    r"（(?:[万亿千]{0,2}(?:[人元个家项户套吨亩件]|人次|平方米|公里|公顷|千瓦时?)|%|％)）\s*$"
)
_NUMBERED_LINE = re.compile(
    r"\s*(?:第?[一二三四五六七八九十百]+[、章节编条]|[（(][一二三四五六七八九十]+[）)]|\d+[.、．])"
)

# 各省、自治区、直辖市人民政府，国务院各部委、各直属机构：
_ADDRESSEES = re.compile(
    r"[^。；！？]*(?:政府|部门|机构|单位|委|厅|局|公司|企业|院校|大学|学校|学院|办|室|处|街道|乡镇|会|院|中心|银行|科|署|部|社|行|队"
    r"|兵团|集团|市|县|区|省|州|盟|旗|校|所|站|馆|同志|家长|同学|朋友|市民|组织|商|司)\s*(?:[（(][^（()）]{1,40}[）)])?\s*[：:]\s*$"
)
# 补贴标准： · 一、将“第八条…标准”修订为：
_ONLY_LABEL = re.compile(
    r"(?![^：]*(?:[给发对予]|要求|禁|不得))[^，。；：？]{2,9}：\s*$|[^，。；：]{0,80}(?:修订|修改|调整|变更)为：\s*$"
)
# 各省、自治区、直辖市商务主管部门：
_EACH = re.compile(r"\s*各(?:省|市|县|区|地|有关)[^。；：]*主管部门：\s*$")
_NO_ADDRESSEES = re.compile(
    r"如下|以下|下列|(?:牵头|责任|配合|负责|协助|参与|主管|联系|主办|承办|编制|批准)(?:单位|部门|机构)"
    r"|要[^求素闻]|应[^急用]|须|不得|可[^持]|包括|其中|负责|为[：:]|由|向[^阳]"
)
_BODY_NAME_LINE = re.compile(
    r"[^，。；：！？、]{2,40}(?:政府|委员会|办公厅|办公室|管委会|厅|局|部|委|署|院|中心|会|行|组|公司|社|指挥部|税务局|处|法院|分会|联盟|大队|支队|总队|大学|学院)"
    r"(?:\s+[^，。；：！？]{2,30})*\s*$"
)


def line_rule(piece: str) -> str | None:
    """Name the kind of line that ``piece`` is, or None for a sentence.

    The name is the last part of a rule id: date, contact, title, addressees, signature, …
    """
    if piece.lstrip()[:1] in _LINE_STARTS or "：" in piece[2:6]:
        found = _LINE.match(piece)
        if found is not None:
            return found.lastgroup
    if len(piece) < 120 and _CONTACT.search(piece) and not _TO_SEND.search(piece):
        return "contact"
    last = piece.rstrip(_CLOSERS)[-1:]
    if len(piece) < 5 or len(piece.strip()) < 5:
        return "fragment"
    if last in _SENTENCE_END:
        return _closed(piece)
    return "question" if last in ("？", "?") else _unclosed(piece)


def _closed(piece: str) -> str | None:
    """Judge what ends like a sentence and is none."""
    if ("→" in piece or ">" in piece) and _STEPS.search(piece):
        return "scheme"
    if "（" in piece[4:] and _TWO_HEADINGS.match(piece):
        return "headings"
    if piece[0] == "第" and _ARTICLE_TOPIC.match(piece):
        return "heading"
    if "列第一位" in piece or ("院" in piece and _COPIED_TO.match(piece)):
        return "bodies"
    return _addressees(piece)


def _addressees(piece: str) -> str | None:
    if piece.rstrip()[-1:] not in "：:":
        return None
    if _ONLY_LABEL.match(piece):
        return "lead_in"
    if _ADDRESSEES.match(piece) and (_EACH.match(piece) or not _NO_ADDRESSEES.search(piece)):
        return "addressees"
    return None


def _unclosed(piece: str) -> str | None:
    """Judge a line without a closing mark: a title, a heading, a signature, or a torn sentence."""
    length = len(piece.strip())
    if not _WORD.search(piece):
        return "fragment"
    if piece.rstrip().endswith("号") and _DOCUMENT_NUMBER.match(piece):
        return "document_number"
    if _INDICATOR.match(piece):
        return "indicator"
    if "列第一位" in piece or (piece[:1] == "（" and _BODIES_ONLY.match(piece)):
        return "bodies"
    if _BODY_NAME_LINE.match(piece):
        return "signature"
    if length < 120 and _TITLE.match(piece):
        return "title"
    if length < 40 and "，" not in piece and _NUMBERED_LINE.match(piece):
        return "heading"
    return None


# 内容发布、互动交流、用户注册、统一身份认证；
_ENUMERATION = re.compile(r"[一-鿿]{2,8}(?:、[一-鿿]{2,8}){2,}(?:\s*；|，?等等[；。])\s*$")


def is_enumeration(piece: str) -> bool:
    """A bare list of nouns, torn from the sentence before it."""
    return "、" in piece and _ENUMERATION.match(piece) is not None


# （三）契税完税证明（原件，申请人签字）； · 2购房人身份证（原件及复印件）；
_PAPER = re.compile(
    r"""(?![^，。；]*(?:无需|签订(?!的)|免|及时|向[^，。；]{1,12}报|编制|核发|颁发|印发|解除|发布|公布|梳理))
    \s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)]?\s*[、.．]?\s*)?(?:[^，。；：（]{0,12}：)?[^，。；：]{0,60}?
    (?:复印件|原件|证明|证明材料|(?:申请|登记|审批|审核|汇总|备案|报名|核定)表|申请书|承诺书|协议书?|委托书|身份证|户口[簿本]|结婚证|证书|执照|合同|凭证|发票|收据|票据
      |清单|材料|资料|批文|批复|文书|意见书|报告|报表|证件|银行卡|权证)(?:[（(][^）)]*[）)])*[，。；、：]?\s*$""",
    re.VERBOSE,
)
# （4）申请人本人接收补贴的银行借记卡（正、反面）； · 3.符合条件的证明材料复印件1份。
_MARKED_PAPER = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)]?\s*[、.．]?\s*)"
    r"(?![^（。；]*(?:提[供交]|携带|填写|出具|审[核查]|核[验对]|上传|查验|留存|开具|签[订署字]|由|应|须|向|将|给予|凭|持))"
    r"(?:[^（，。；]{2,50}（[^）]*(?:原件|复印件|正反面|正、反面|加盖|照片|图片|一式)[^）]*）"
    r"|[^。；]{2,60}(?:原件|复印件)各?[一二两三四五\d]份)(?:任意一项)?[；。，]?\s*$"
)
# （四）提取住房公积金直付首付款授权、承诺书； · 3.登记备案的《商品房买卖合同》或《不动产权证书》；
_NAMED_BY_VERB = re.compile(
    r"\s*(?:\d{1,2}[.、．]|[（(][^）)]{1,3}[）)])(?:提取|申请|购房|购买|登记备案的|缴存|贷款)"
    r"(?![^；。]*(?:提[供交]|签[订署]|[开出]具|填写|领取|审核|核[验发]|办理|取[得消]|下载|上传|递交|报送|携带|无需|免|[到向与由应须可将]))"
    r"[^，。；]{2,30}(?:承诺书|授权书|证明|凭证|合同|》|储蓄卡|银行卡|借记卡|证书)(?:（[^）]*）)?[；。]\s*$"
)
# 未按要求制定清理规范方案、清理不彻底； · 未对资金来源开展有效穿透管理等。
_OMISSION = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]\s*)?未(?:按(?!揭)|在|对|将|严格|及时|落实|履行|建立)"
    r"(?![^。；]*(?:的，|应|须|需|要(?!求)|可|不予|不享|不再|不计|责令|暂[停缓]|由|前，|取消|给予|处[以罚]|视[为同]|退[还回]|收回|优先|支持|鼓励))"
    r"[^。；]{4,}[。；]\s*$"
)
_PAPER_ENDS = "件明表书议证簿本照同票据单料复文告卡"
_PAPER_END = re.compile(rf"[{_PAPER_ENDS}](?:[（(][^）)]*[）)])*[，。；、：]?\s*$")
_MAY_END_PAPER = frozenset(_PAPER_ENDS + "）)")
_CLOSING_MARKS = frozenset("，。；、：")
# 计算方法：… · 第八条房票安置操作程序：
_LABEL = re.compile(
    r"[^，。；：]{0,14}(?:方法|来源|流程|程序|步骤|资料|材料|公式|口径|定义|总额)(?:如下)?："
)
# （六）其他违反预售资金监管规定的行为。 · 智能无人化安全作业技术。
_THING = re.compile(
    r"[^，。；：]*(?:其他|其它)[^，。；：]*(?:情形|情况|行为|材料|资料|条件|事项|人员|问题|因素|费用|方式|内容)[。；]?\s*$"
    r"|(?![^，。；]*(?:覆盖|扩大|延伸|推广|发放|提供|给))[^，。；：]{2,50}(?:技术|装备|企业|人才|人员|行为|因素|学校|群体|情形|用品)[。；]\s*$"
)
# 违规开展住房租赁消费贷款业务； · 制度不健全，未严格落实管理制度；
_WRONG = re.compile(
    r"(?:违规|违法|擅自|非法|虚构|伪造|捏造|捂盘|囤积|挪用|侵占|恶意|变相)[^。；]*[；。]\s*$"
    r"|[^。；]{0,30}(?:不健全|不到位|不规范|不完善|不落实|未(?:按|严格|履行|落实|及时|建立|取得|经))[^。；的]*[；。]\s*$"
)
_COURTESY = re.compile("敬请|请(?:您|大家|广大|提前)")


def ends_in(piece: str, last: frozenset[str]) -> bool:
    """Tell whether one of these characters, or a bracket, stands before the closing mark."""
    end = piece.rstrip()
    return end[-2:-1] in last if end[-1:] in _CLOSING_MARKS else end[-1:] in last


def is_paper(piece: str) -> bool:
    """A paper to be handed in, an item of a list: 2.购房人身份证复印件；"""
    if not ends_in(piece, _MAY_END_PAPER):
        return False
    return _PAPER_END.search(piece[-40:]) is not None and _PAPER.match(piece) is not None


def is_marked_paper(piece: str) -> bool:
    """A paper known by its mark (原件及复印件), or named after what is done with it."""
    return _MARKED_PAPER.match(piece) is not None or _NAMED_BY_VERB.match(piece) is not None


def is_omission(piece: str) -> bool:
    """What somebody failed to do, and no word of what follows: 未按规定报告。"""
    return _OMISSION.match(piece) is not None


def is_thing(piece: str, start: int) -> bool:
    """What has no verb that asks: a label, a class of cases, a fault of a list of faults."""
    wrong = _LABEL.match(piece, start) or _THING.match(piece, start) or _WRONG.match(piece, start)
    return wrong is not None or _COURTESY.match(piece, start) is not None
