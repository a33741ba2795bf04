"""What may be shown of a text that a stranger wrote."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_desktop.ui.conversation.timeline.plain import (
    LINE_BREAK,
    SHOWN,
    displayed,
    links,
    right_to_left,
)


def test_line_ends_become_breaks_and_controls_vanish() -> None:
    assert displayed("a\r\nb\x00\x1b[31mc\u202ed") == f"a{LINE_BREAK}b[31mcd"


def test_giant_text_is_shortened_with_a_word_about_it() -> None:
    shown = displayed("x" * (SHOWN + 500))
    assert len(shown) < SHOWN + 100
    assert "500 more characters" in shown


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        ("see https://a.example/x.", ["https://a.example/x"]),
        ("(https://a.example/x)", ["https://a.example/x"]),
        ("https://a.example/x_(y) ok", ["https://a.example/x_(y)"]),
        ("HTTP://A.example and https://b.example", ["HTTP://A.example", "https://b.example"]),
        ("javascript:alert(1) file:///etc/passwd ftp://a.example", []),
        ("<a href='https://a.example'>b</a>", ["https://a.example"]),
        ("https://", []),
        ("https://bank.example\u202egnp.exe", ["https://bank.examplegnp.exe"]),
    ],
)
def test_links(text: str, urls: list[str]) -> None:
    assert [link.url for link in links(displayed(text))] == urls


@given(st.text(max_size=400))
def test_a_link_is_shown_exactly_as_it_would_be_opened(text: str) -> None:
    shown = displayed(text + " https://a.example/" + text)
    for link in links(shown):
        assert shown[link.start : link.start + link.length] == link.url
        assert link.url.lower().startswith(("http://", "https://"))


@given(st.text(max_size=300))
def test_nothing_unprintable_is_shown(text: str) -> None:
    shown = displayed(text)
    assert not any(ord(char) < 32 or char in "\u202d\u202e\x7f" for char in shown)


def test_direction_is_that_of_the_first_letter() -> None:
    assert right_to_left("12 — أرسلت hello")
    assert not right_to_left("12 — hello أرسلت")
    assert not right_to_left("12 😊")
