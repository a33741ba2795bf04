"""Names never become paths, types come from the bytes, and downloads are never run."""

import re
from email.message import Message
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_desktop.hub.doors.faults import Malformed
from agent_desktop.hub.doors.sniffing import TextCheck, sniffed
from agent_desktop.hub.doors.uploads import clean_name, disposition
from agent_desktop.model.files import LONGEST_NAME

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 300


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("C:\\fakepath\\Rechnung.pdf", "Rechnung.pdf"),
        ("a\x00b.txt", "ab.txt"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        (" .hidden. ", "hidden"),
        ("Müller & Söhne.pdf", "Müller & Söhne.pdf"),
        ("請求書.pdf", "請求書.pdf"),
        ("x" * 500 + ".pdf", "x" * (LONGEST_NAME - 4) + ".pdf"),
    ],
)
def test_names_are_cleaned(name: str, clean: str) -> None:
    assert clean_name(name) == clean


@pytest.mark.parametrize("name", ["", "..", "/", "a/", "\x00", "...", "\u202e", ":"])
def test_nothing_is_no_name(name: str) -> None:
    with pytest.raises(Malformed):
        clean_name(name)


@given(st.text(max_size=300))
def test_no_name_is_a_path_or_hides_anything(name: str) -> None:
    try:
        clean = clean_name(name)
    except Malformed:
        return
    assert 0 < len(clean) <= LONGEST_NAME
    assert not set(clean) & set('/\\<>:"|?*\x00\r\n')
    assert clean not in (".", "..")
    header = disposition(clean)
    assert header.isascii()
    assert "\r" not in header
    assert "\n" not in header
    assert unquote(header.rpartition("''")[2]) == clean


@given(st.text(max_size=60))
def test_the_plain_name_is_one_quoted_word(name: str) -> None:
    try:
        clean = clean_name(name)
    except Malformed:
        return
    message = Message()
    message["content-disposition"] = disposition(clean)
    assert re.fullmatch(
        r'attachment; filename="[^"\\]*"; filename\*=UTF-8\'\'\S+', disposition(clean)
    )
    assert message.get_content_disposition() == "attachment"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (PNG, "image/png"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + b"\xff" * 20, "application/pdf"),
        (b"PK\x03\x04" + b"\x00" * 60, "application/zip"),
        (b"<html><script>alert(1)</script>", "text/plain; charset=utf-8"),
        (
            b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
            "text/plain; charset=utf-8",
        ),
        ("Grüße\r\n\tund Tschüß\f".encode(), "text/plain; charset=utf-8"),
        (b"MZ\x00\x00nothing known", "application/octet-stream"),
        (b"\x00\x01\x02\x03", "application/octet-stream"),
    ],
)
def test_the_type_is_what_the_bytes_say(data: bytes, kind: str) -> None:
    check = TextCheck()
    for start in range(0, len(data), 3):
        check.see(data[start : start + 3])
    said = sniffed(data, text=check.end())
    assert said == kind or (kind == "application/octet-stream" and "text" not in said)


@given(st.binary(max_size=200), st.integers(min_value=1, max_value=7))
def test_text_is_judged_alike_however_it_is_cut(data: bytes, step: int) -> None:
    whole, pieces = TextCheck(), TextCheck()
    whole.see(data)
    for start in range(0, len(data), step):
        pieces.see(data[start : start + step])
    assert whole.end() == pieces.end()
    assert sniffed(data, text=whole.end()) != "text/html"
