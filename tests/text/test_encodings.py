"""Bytes become text: those of files and pipes, in the encodings that people have."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vozes.errors import ErrorCode, VozesError
from vozes.text.encodings import decode

PT = "Olá, você não sabe o que é a ação de amanhã."
RU = "Привет, как дела? Сегодня хорошая погода."


def refused(data: bytes, encoding: str | None = None) -> VozesError:
    with pytest.raises(VozesError) as refusal:
        decode(data, encoding)
    return refusal.value


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("text", [PT, RU, "你好", "oi", ""])
def test_utf_8_and_byte_order_marks_are_known(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", ["utf-16-be", "utf-32-be"])
def test_a_byte_order_mark_tells_the_order(encoding: str) -> None:
    assert decode(f"\ufeff{PT}".encode(encoding)) == PT


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [PT, RU, "oi", "नमस्ते दुनिया", "مرحبا بكم"])
def test_utf_16_is_known_without_a_byte_order_mark(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("data", [b"Oi\0 oi!", b"a\0\0\0b", b"\n\n\n\n", b"\t\n", b"1\n2\n3\n", b"\na\tb", b"\x1b[0m"])
def test_a_stray_control_makes_no_utf_16(data: bytes) -> None:
    assert decode(data) == data.decode()


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "cp850", "mac-roman", "UTF-8", "utf_16"])
def test_the_encoding_that_is_named_is_taken(encoding: str) -> None:
    assert decode(PT.encode(encoding), encoding) == PT


def test_a_byte_order_mark_counts_for_more_than_the_name() -> None:
    assert decode(PT.encode("utf-8-sig"), "cp1252") == PT


@pytest.mark.parametrize("name", ["klingon", "base64", "rot13", "undefined", "a\0b", "", "../x", "x" * 10_000])
def test_a_name_that_is_no_encoding_is_refused_with_examples(name: str) -> None:
    error = refused(b"", name)

    assert (error.code, error.param) == (ErrorCode.INVALID_FIELD, "encoding")
    assert "cp1252" in error.message


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (PT, "cp1252"),
        ("ação", "cp1252"),
        ("café", "cp1252"),
        ("AÇÃO E REAÇÃO", "cp1252"),
        ("“Olá”, disse — “até” amanhã…", "cp1252"),
        ("El niño está aquí. ¿Qué?", "cp1252"),
        ("Größe und Äpfel für Jürgen", "cp1252"),
        ("custa 5 €, é caro, cœur", "iso-8859-15"),
        (PT, "cp850"),
        (PT, "mac-roman"),
        ("Zażółć gęślą jaźń", "cp1250"),
        ("Příliš žluťoučký kůň úpěl ďábelské ódy", "cp1250"),
        ("Bugün hava çok güzel, değil mi? İyi akşamlar", "cp1254"),
        (RU, "cp1251"),
        ("Привет", "cp1251"),
        (RU, "koi8-r"),
        ("Привет", "koi8-r"),
        (RU, "cp866"),
        ("مرحبا بكم في هذا المكان", "cp1256"),
        ("東京は日本の首都です。", "shift_jis"),
        ("你好，世界！今天天气很好，我们去公园玩。", "gb18030"),
        ("这个学校很大", "gb18030"),
        ("你好，世界！今天天氣很好，我們去公園玩。", "big5"),
        ("안녕하세요. 오늘은 날씨가 좋습니다.", "euc-kr"),
    ],
)
def test_the_error_names_the_likely_encoding_and_how_to_give_it(text: str, encoding: str) -> None:
    error = refused(text.encode(encoding))

    assert (error.code, error.param) == (ErrorCode.INVALID_TEXT, "text")
    assert error.message.endswith(f"probably in {encoding}: add `--encoding {encoding}`.")


def test_the_error_says_where_the_first_wrong_byte_is() -> None:
    assert "byte 0xE7 at position 7, in line 2" in refused(b"Oi.\nA a\xe7\xe3o").message


def test_a_guess_looks_at_the_line_that_is_wrong() -> None:
    assert "--encoding cp1252" in refused("до свидания\n".encode() + PT.encode("cp1252")).message


def test_bytes_that_suit_no_encoding_still_tell_the_flag() -> None:
    assert "Name its encoding, as in `--encoding cp1252`" in refused(b"\x81\x8d\xff\xfe\x81 \x90").message


def test_another_encoding_than_the_named_is_told_too() -> None:
    assert "not in ascii" in refused(PT.encode(), "ascii").message
    assert refused(PT.encode(), "ascii").message.endswith("`--encoding utf-8`.")


def test_a_text_that_is_cut_within_a_character_is_told_so() -> None:
    assert "ends within a character (byte 0xC3" in refused("é maçã".encode()[:-1]).message


def test_a_recording_is_no_text() -> None:
    assert "no text" in refused(b"RIFF\x24\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\xff\x80").message


@given(st.binary() | st.binary(max_size=4).map(lambda data: data * 50))
def test_any_bytes_become_text_or_an_error_for_the_user(data: bytes) -> None:
    with suppress(VozesError):
        decode(data).encode()
