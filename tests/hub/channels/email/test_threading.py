"""Where a mail belongs: its clues, and what our own letters carry so that answers find back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_desktop.hub.channels.email.headers import Headers, message_ids, people, words
from agent_desktop.hub.channels.email.threading import (
    answers,
    is_ours,
    message_id,
    token,
    with_token,
)
from agent_desktop.hub.written import subjects

OURS = ["support@hub.test", "sales@hub.test"]


@pytest.mark.parametrize(
    ("head", "found"),
    [
        (b"In-Reply-To: <c@x>\nReferences: <a@x> <b@x>\n <c@x>", ("c@x", "b@x", "a@x")),
        (b"References: <a@x><b@x>", ("b@x", "a@x")),
        (b"In-Reply-To: your mail of Monday", ()),
        (b"In-Reply-To: a@x", ("a@x",)),
        (b"Subject: no clue", ()),
    ],
)
def test_what_a_mail_answers(head: bytes, found: tuple[str, ...]) -> None:
    assert answers(Headers(head)) == found


@pytest.mark.parametrize(
    ("head", "found"),
    [
        (b"To: Support <support+c0ffee@hub.test>", "c0ffee"),
        (b"To: x@y.example\nDelivered-To: Support+C0ffee@HUB.test", "C0ffee"),
        (b"Cc: sales+abc@hub.test", "abc"),
        (b"To: support+c0ffee@other.test", ""),
        (b"To: support+@hub.test", ""),
        (b"To: support+a/b@hub.test", ""),
        (b"To: support@hub.test", ""),
    ],
)
def test_tokens_come_back(head: bytes, found: str) -> None:
    assert token(Headers(head), OURS) == found


def test_our_letters_are_recognised() -> None:
    own = message_id("01abc", "support@Hub.test")
    assert own == "01abc.desk@hub.test"
    assert is_ours(own, OURS)
    assert not is_ours("01abc@hub.test", OURS)
    assert not is_ours("01abc.desk@other.test", OURS)
    assert with_token("support@hub.test", "abc") == "support+abc@hub.test"
    assert with_token("support@hub.test", "a b") == "support@hub.test"
    assert message_id("a b<c>", "x@y") == "a-b-c-.desk@y"


@pytest.mark.parametrize(
    "subject",
    [
        "Order 4711",
        "Re: Order 4711",
        "RE: AW: Fwd: order  4711",
        "Odp: Order 4711",
        "SV: VS: Order 4711",
        "Re[2]: Order 4711",
        "[shop] Re: Order 4711",
        "回复：Order 4711",
    ],
)
def test_bare_subjects_are_alike(subject: str) -> None:
    assert subjects.bare(subject) == "order 4711"


def test_other_subjects_are_not() -> None:
    assert subjects.bare("Regarding: order") == "regarding: order"
    assert subjects.bare("") == ""


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("=?utf-8?q?J=C3?= =?utf-8?q?=BCrgen?=", "Jürgen"),
        ("=?iso-2022-jp?b?GyRCJDMkcxsoQg==?=", "こん"),
        ("=?x?q?a?= b", "a b"),
        ("=?utf-8*en?q?a_b?=", "a b"),
        ("plain", "plain"),
        ("=?utf-8?b?????=", "=?utf-8?b?????="),
    ],
)
def test_encoded_words(value: str, found: str) -> None:
    assert words(value) == found


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("a@b.example", [("", "a@b.example")]),
        ('"Doe, J." <j@d.example>, k@d.example', [("Doe, J.", "j@d.example"), ("", "k@d.example")]),
        ("Friends: a@b.example, c@d.example;", [("", "a@b.example"), ("", "c@d.example")]),
        ("j@d.example (Jane)", [("Jane", "j@d.example")]),
        ("=?utf-8?q?J=C3=B6?= <j@d.example>", [("Jö", "j@d.example")]),
        ("undisclosed-recipients:;", []),
        ("nobody", []),
    ],
)
def test_people(value: str, found: list[tuple[str, str]]) -> None:
    assert people(value) == found


@given(st.text())
def test_no_header_breaks_them(value: str) -> None:
    words(value)
    people(value)
    message_ids(value)
    subjects.bare(value)
