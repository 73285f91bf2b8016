"""Recurring terms and same-day service: ``每年2月底前``, ``每季度末``, ``当日受理、当日办结``."""

from __future__ import annotations

_MONTH = r"(?:(?:1[0-2]|[1-9])[-—至到])?(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月份?"
_DAY = r"(?:3[01]|[12]\d|0?[1-9]|二?十[一二三四五六七八九]?|三十)[日号]"
_TIME_OF_DAY = r"(?:\d{1,2}(?:[:：]\d\d|[时点](?:\d{1,2}分|整)?))"
_UNTIL = r"(?:之?前|以前|以内|内|期间)?"
_CALENDAR = (
    rf"(?:{_MONTH}(?:、{_MONTH})?(?:{_DAY}|[底末初]|[上中下]旬)?"
    rf"|{_DAY}|年?[底末初]|第[一二三四1-4]季度|[上下]半年"
    rf"|(?:首月|末月|第[一二三123]个?月)(?:{_DAY}|[底末初]|[上中下]旬)?)"
)

FREQUENCY = (
    r"(?P<frequency>每个?(?:"
    rf"(?:年度?|半年|季度?|月|旬|学期)的?{_CALENDAR}(?:[至到—\-、和及](?:次年|次月)?{_CALENDAR}){{0,3}}{_TIME_OF_DAY}?{_UNTIL}"
    r"|(?:年度?|半年|季度?|月)(?:结束|终了)后?(?:的?首月)?\d{1,2}个?(?:工作日|日|天)(?:之内|以内|内|前)"
    rf"|(?:周|星期)[一二三四五六日天](?:[上下]午)?{_TIME_OF_DAY}?{_UNTIL}"
    rf"|(?:工作日|日|天)(?:[上下]午|晚)?{_TIME_OF_DAY}{_UNTIL})"
    rf"|次月(?:{_DAY}|底){_UNTIL})"
)
"""A named day, month or term that comes again; a bare 每年 or 每季度 is none."""

_SERVICE = (
    r"(?:申[报请]|受理|审[核批查]|办[结理]|作出|完成|拨付|发放|答复|反馈|上报|报送|清零|处置|回复)"
)

# 成交当天 · 接到通报当日: the day is that of what happened
DAY_OF = "成交|受理|放款|签约|登记|备案|到账|转换|通报|报告|申请|通知|信息|材料"

SAME_DAY = (
    rf"(?P<same_day>(?:(?<={DAY_OF})|(?<=[在于]))当[日天](?=[一-龥])(?![之止起以前后有的])|当[日天](?:即可|即|内)?{_SERVICE}"
    r"(?:[一-龥]{0,10}(?:、当[日天][一-龥]{2,14})+)?"
    rf"|当[日天](?:[上下]午)?{_TIME_OF_DAY}(?:之?前|以前|内)"
    rf"|次日(?:(?:[上下]午|中午)?{_TIME_OF_DAY}?(?:之?前|以前|内)|(?:即可|即)?{_SERVICE}))"
)
"""Something done on the day itself, the day after, or that of an event; a chain is one phrase."""
