"""What may stand before the verb that opens a clause, and behind one that is part of a noun."""

from __future__ import annotations

from functools import cache

from pipeline.fields.action.words import words_of

NUMBERING = (
    r"(?:(?=[第一二三四五六七八九十（(\d①-⑳●▪•—])(?:第[一二三四五六七八九十百零\d]{1,5}[条章]\s?|第?[一二三四五六七八九十]{1,3}[、是要．.]|[（(][一二三四五六七八九十\d]{1,3}[）)]、?"
    r"|\d{1,3}(?:[.．、]\d{0,2}){1,2}\s?|[①-⑳●▪•—]))"
)
# Words that stress and carry nothing of the action.
FILLER = (
    r"(?=[进切不更分相均都也还再又各只一务仍])(?:进一步|切实|不断|更好地?|更加|分别|相应|均|都|也|还(?![款贷清原])"
    r"|再(?![次生就])|又|各(?=[承负分自])|只(?=允)|一律(?!不)|务必|仍然?)"
)
# Words that open a clause: they join, oblige or stress.
OPENING = (
    r"(?:(?=[并同此另其还也都均要应须必需将拟会能确各原一下特尤首先最或且即请决每视今近当目年\s“进切不更分相再又只务仍])(?:并且?|同时|此[外后]|今后|近期|当前|目前|年内|视情况?|另外|其中|还要|也要|都要|均要|均应|要(?![求素点件闻])|应当|应该|应(?![急用对届付税纳征])|须|必须"
    r"|需要|需(?!求)|将|拟|会(?!同|商|计|议|展|审|诊)|能(?![源力效耗])|确需|各地要|原则上|一般|下一步|特别|尤其|首先|先(?![进行锋导例期天])|其次|最后|或者?|且|即|请|决定"
    rf"|每[户家个人套辆次名]|(?:{FILLER})|[\s“]))"
)


def _noun_endings() -> str:
    """服务|平台, 受理|窗口, 缴存|基数: what makes the verb before it part of a noun."""
    verbs: dict[str, set[str]] = {}
    for word in words_of("compound"):
        verbs.setdefault(word[2:], set()).add(word[:2])
    ways = "|".join(
        rf"{ending}(?<={'|'.join(verb + ending for verb in sorted(before))})"
        for ending, before in sorted(verbs.items(), key=lambda one: (-len(one[0]), one))
    )
    return rf"(?=[{''.join(sorted({ending[0] for ending in verbs}))}])(?:{ways})"


@cache
def no_noun() -> str:
    """供应链, 预付款, 申报的项目: no part of a noun, or of what says when and which."""
    return _NO_NOUN + rf"|{_noun_endings()})"


_NO_NOUN = (
    r"(?![性化率型者链的期”]"
    # 申请人, but 引进人才; 承租方, but 完善方案; 提取额; 保证金, but 发展金融
    r"|(?=[人方额金业款后时前])(?:前(?![往置沿端期景提列移瞻途述款次])|人(?![才员口民数工文均大力身为社类格气防居物次道群事间机权情形们人])"
    r"|方(?![案式法面便向针舱言可能程位])|额(?![度外定])|金(?![融属税卡银牌秋华山门砖砂])"
    r"|业(?![务绩态主内余])|款(?!项)|后(?![续期勤备台端])|时(?![间限代刻点效序长候]))"
    r"|(?=[记要标过管用得命利渡和改商住房之中])(?:记录|中[的对涉]|之日|要求|标准[由从按为提降调分执最]|过程|管理[委局]|(?<=使)[用得命]|(?<=让)[利渡]"
    r"|(?<=发展)和?改革[委局部]|(?<=新建)(?:商品|住宅|住房|房屋)(?![^，]{0,12}\d))"
)
# 检验、计量…: what an enumeration goes on from is a noun, unless verbs are joined (发掘、宣传).
NO_LIST = r"(?!(?=[、等和或及以])(?:、|等(?![待级同额离候值])|和(?![谐解平])|或|及(?!时)|以及))"
# 缴存人, 管理制度, 服务中心: no head either where nothing else says that a verb follows.
NO_LATE_NOUN = (
    r"(?![人额费金权证书制度口]|(?=[比合按房免量协能流部单企机主事专中平情工标系体资方条原政措活项办意规对范期时年职家])(?:比例|合同|按|房龄|免征|量|协议|能力|流程|部门|单位|企业|机构|主体|事项|专项资金|中心|平台|情况|工作(?!专班)|标准|系统|体系"
    r"|机制|资金|方案|条件|原则|政策|措施|活动|项目|办法|意见|规定|对象|范围|方式|期限|时间|年限|职工|家庭))"
)
