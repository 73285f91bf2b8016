from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from pipeline.errors import InputError
from pipeline.read import SUFFIXES, read_source

TEXT = (
    "国务院办公厅关于应对新冠肺炎疫情影响强化稳就业举措的实施意见\r\n国办发〔2020〕6号\r"
    "各省、自治区、直辖市人民政府，国务院各部委、各直属机构：\n\n　　为深入贯彻统筹推进疫情防控和"
    "经济社会发展工作的重要指示精神，加快恢复和稳定就业，经国务院同意，现提出如下意见：\n"
)
TRADITIONAL = (
    "工業和信息化部辦公廳關於開展產業鏈固鏈行動推動產業鏈協同復工復產的通知\r\n各省、自治區、直轄市及"
    "新疆生產建設兵團工業和信息化主管部門：\n為貫徹落實國務院常務會議部署，有關事項通知如下。\n"
)


def read(folder: Path, data: bytes, name: str = "notice.txt"):
    path = folder / name
    path.write_bytes(data)
    return read_source(path, file=f"in/{name}")


@pytest.mark.parametrize(
    ("text", "codec", "encoding"),
    [
        (TEXT, "utf-8", "utf-8"),
        (TEXT, "utf-8-sig", "utf-8"),
        (TEXT, "utf-16", "utf-16-le"),
        (TEXT, "utf-32", "utf-32-le"),
        (TEXT.replace("〔2020〕", "[2020]"), "gb18030", "gb18030"),
        (TRADITIONAL, "big5hkscs", "big5hkscs"),
        (TRADITIONAL, "gb18030", "gb18030"),
        (TRADITIONAL, "utf-8", "utf-8"),
        ("Article 1\r\n", "ascii", "utf-8"),
    ],
)
def test_text_is_read_as_it_stands(tmp_path: Path, text: str, codec: str, encoding: str) -> None:
    source = read(tmp_path, text.encode(codec))
    assert source.text == text
    assert source.encoding == encoding
    assert source.file == "in/notice.txt"
    assert source.text_file is None


def test_big_endian_utf16_with_mark(tmp_path: Path) -> None:
    source = read(tmp_path, b"\xfe\xff" + TEXT.encode("utf-16-be"))
    assert (source.text, source.encoding) == (TEXT, "utf-16-be")


def test_sha256_is_that_of_the_bytes(tmp_path: Path) -> None:
    data = b"\xef\xbb\xbf" + TEXT.encode()
    assert read(tmp_path, data).sha256 == hashlib.sha256(data).hexdigest()


def test_only_the_first_mark_is_dropped(tmp_path: Path) -> None:
    assert read(tmp_path, ("\ufeff\ufeff" + TEXT).encode()).text == "\ufeff" + TEXT


def test_broken_bytes_do_not_lose_the_file(tmp_path: Path) -> None:
    data = bytearray((TEXT * 3).encode())
    data[100] = 0xFF
    source = read(tmp_path, bytes(data))
    assert source.encoding == "utf-8 (damaged)"
    assert source.text.endswith(TEXT * 2)
    assert "\ufffd" in source.text


def test_odd_end_of_utf16_does_not_lose_the_file(tmp_path: Path) -> None:
    source = read(tmp_path, TEXT.encode("utf-16") + b"\x00")
    assert source.encoding == "utf-16-le (damaged)"
    assert source.text.startswith(TEXT)


@pytest.mark.parametrize("suffix", [".TXT", ".Txt"])
def test_suffix_may_be_upper_case(tmp_path: Path, suffix: str) -> None:
    assert read(tmp_path, TEXT.encode(), f"notice{suffix}").text == TEXT


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "E104"),
        (b"\xef\xbb\xbf", "E104"),
        (b" \r\n\t\n", "E104"),
        (b"PK\x03\x04\x00\x00", "E105"),
        (TEXT.encode("utf-16-le"), "E105"),
        (bytes(range(1, 32)) * 20, "E105"),
        (bytes(range(128, 256)) * 20, "E106"),
        (b"caf\xe9 " * 100, "E106"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path: Path, data: bytes, code: str) -> None:
    with pytest.raises(InputError) as caught:
        read(tmp_path, data)
    assert caught.value.code == code
    assert "in/notice.txt" in str(caught.value)


def test_unknown_type_names_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read(tmp_path, b"x", "notice.xyz")
    assert caught.value.code == "E107"
    assert all(suffix in str(caught.value) for suffix in SUFFIXES)


def test_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_source(tmp_path, file="in")
    assert caught.value.code == "E102"


def test_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_source(tmp_path / "gone.txt", file="gone.txt")
    assert caught.value.code == "E103"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_file_without_permission_is_named(tmp_path: Path) -> None:
    path = tmp_path / "locked.txt"
    path.write_bytes(TEXT.encode())
    path.chmod(0)
    with pytest.raises(InputError) as caught:
        read_source(path, file="locked.txt")
    assert caught.value.code == "E103"
