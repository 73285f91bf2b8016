from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import characters


@pytest.mark.parametrize(
    ("written", "simple"),
    [
        ("推動産業鏈協同復工復產", "推动产业链协同复工复产"),
        ("未滿18周岁", "未满18周岁"),
        ("乾燥设备", "干燥设备"),
        ("乾坤湾、乾安县", "乾坤湾、乾安县"),
        ("馀额", "余额"),
        ("於是以後", "于是以后"),
    ],
)
def test_simplify(written: str, simple: str) -> None:
    assert characters.simplify(written) == simple


@pytest.mark.parametrize(
    "text", ["显著提高", "著作权", "覆盖", "皇后大道", "台州市", "沈阳市", "范围内只准一份"]
)
def test_simplified_text_is_left_alone(text: str) -> None:
    assert characters.simplify(text) == text


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_simplify_keeps_length(text: str) -> None:
    assert len(characters.simplify(text)) == len(text)


@pytest.mark.parametrize(
    ("line", "seen"),
    [
        ("　推動工業(yè)企業(yè)復(fù)工復( fù )產(chǎn ", "推动工业企业复工复产"),
        ("来源: 工信微報", "来源：工信微报"),
        ("(一)支持, １８％;", "（一）支持，18%；"),
        ("国办发﹝2022﹞9号", "国办发〔2022〕9号"),
        ("国办发„2022‟9号", "国办发〔2022〕9号"),
        ("3,000元 at http://a.cn 10:00", "3,000元athttp://a.cn10:00"),
        ("基金(REITs)", "基金（REITs）"),
        ("⼈⺠", "人民"),
    ],
)
def test_plain(line: str, seen: str) -> None:
    assert characters.plain(line) == seen


def test_hostile_lines_end_at_once() -> None:
    for line in ("(" * 50_000, "工(a" * 20_000, "ā" * 50_000, "乾" * 50_000, " " * 50_000):
        assert len(characters.plain(line)) <= len(line)
