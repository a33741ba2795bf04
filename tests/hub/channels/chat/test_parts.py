"""The pure parts of the visitors' door: identities, transcripts, pages."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_desktop.hub.channels.chat.identity import (
    anonymous_visitor,
    check_identity,
    is_signed,
    signature_of,
    signed_visitor,
)
from agent_desktop.hub.channels.chat.pages import widget, words, words_for
from agent_desktop.hub.channels.chat.transcript import transcript
from agent_desktop.hub.protocol import ChatItem, Identity
from agent_desktop.hub.storage.settings import EntryPointSettings
from agent_desktop.model.attachments import Attachment
from agent_desktop.model.errors import DeskError
from agent_desktop.model.work import Channel


def entry_point(secret: str, *, required: bool = False) -> EntryPointSettings:
    return EntryPointSettings(
        id="website",
        channel=Channel.CHAT,
        name="Website",
        queue_id="q",
        secret=secret,
        require_identity=required,
    )


def test_the_signature_is_hmac_sha256_in_hex() -> None:
    # RFC 4231, test case 2
    expected = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    assert signature_of("Jefe", "what do ya want for nothing?") == expected


@given(st.text(min_size=1, max_size=40), st.text(max_size=80))
def test_only_the_true_signature_is_good(account: str, other: str) -> None:
    door = entry_point("secret")
    true = signature_of("secret", account)
    if account.strip():
        check_identity(door, Identity(id=account, signature=true.upper()))
    if other.strip().lower() != true:
        with pytest.raises(DeskError):
            check_identity(door, Identity(id=account, signature=other))


@pytest.mark.parametrize(
    "identity",
    [
        Identity(id="", signature=signature_of("secret", "")),
        Identity(id="x" * 201, signature=signature_of("secret", "x" * 201)),
        Identity(id="x", signature=signature_of("secret", "x"), name="n" * 121),
        Identity(id="x", signature=signature_of("secret", "x"), email="e" * 255),
    ],
)
def test_fields_out_of_bounds(identity: Identity) -> None:
    with pytest.raises(DeskError) as refused:
        check_identity(entry_point("secret"), identity)
    assert refused.value.problem.code == "malformed"


def test_visitor_keys() -> None:
    keys = {anonymous_visitor() for _ in range(1_000)}
    assert len(keys) == 1_000
    assert {len(key) for key in keys} == {41}
    assert not any(is_signed(key) for key in keys)
    assert signed_visitor("ab", "c") != signed_visitor("a", "bc")
    assert signed_visitor("a", "b") == signed_visitor("a", "b")
    assert is_signed(signed_visitor("a", "b"))


texts = st.text(alphabet=string.printable + "\u2028\u0085é", max_size=80)


@given(st.lists(st.tuples(texts, texts, st.booleans()), max_size=6))
def test_no_message_can_look_like_another(said: list[tuple[str, str, bool]]) -> None:
    items = [
        ChatItem(seq=number, at=0, id=str(number), name=name, text=text, mine=mine)
        for number, (name, text, mine) in enumerate(said, 1)
    ]
    lines = transcript("Shop", items, words_for("en")).split("\r\n")
    assert len([line for line in lines if line.startswith("00:00  ")]) == len(items)
    body = lines[5:-1] if items else []
    assert all(line.startswith(("00:00  ", "        ")) for line in body)


def test_a_transcript_tells_files_and_lines() -> None:
    file = Attachment(id="f", name="a\nb.png", media_type="image/png", size=12)
    items = [
        ChatItem(seq=1, at=0, id="1", text="Hi", mine=True, attachments=(file,)),
        ChatItem(seq=2, at=86_400_000, id="2", name="Ann", line="joined"),
        ChatItem(seq=3, at=86_400_000, id="3", name="Ann", line="unheard of"),
        ChatItem(seq=4, at=86_400_000, id="4", text="Answer"),
    ]
    assert transcript("Shop", items, words_for("en")).split("\r\n") == [
        "Shop",
        "All times are UTC.",
        "",
        "1970-01-01",
        "",
        "00:00  You: Hi",
        "        [a b.png, 12 B]",
        "1970-01-02",
        "",
        "00:00  -- Ann joined the chat",
        "00:00  Agent: Answer",
        "",
    ]


def test_words_are_found_by_language() -> None:
    assert words_for("de-AT") == words()["de"]
    assert words_for("tlh") == words()["en"]
    assert words_for("") == words()["en"]


def test_the_script_holds_no_way_to_make_markup() -> None:
    script = widget().decode()
    for way in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "cookie =",
    ):
        assert way not in script
