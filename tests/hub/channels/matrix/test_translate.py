"""What a homeserver's JSON means, and that none of it raises."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent_desktop.hub.channels.matrix import settings as rules
from agent_desktop.hub.channels.matrix.translate import Rooms, content_of
from agent_desktop.hub.written.found import part
from agent_desktop.hub.written.records import Arrived, Letter, News
from agent_desktop.model.errors import Refused

ME, ROOM, NOW = "@hub:hub.test", "!room:hub.test", 1_800_000_000_000


def event(content: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "type": "m.room.message",
        "event_id": "$one",
        "sender": "@layla:hub.test",
        "origin_server_ts": NOW - 5,
        "content": content,
        **more,
    }


def news(rooms: Rooms, said: dict[str, Any]) -> list[News]:
    return [found.news for found in rooms.translate(ROOM, said, NOW)]


def arrived(said: dict[str, Any]) -> Arrived:
    (one,) = news(Rooms(ME), said)
    assert isinstance(one, Arrived)
    return one


def test_a_text_says_who_where_and_when() -> None:
    rooms = Rooms(ME)
    member = {"type": "m.room.member", "state_key": "@layla:hub.test"}
    rooms.learn(ROOM, {**member, "content": {"displayname": "Layla", "membership": "join"}})
    (one,) = news(rooms, event({"msgtype": "m.text", "body": "hello"}))
    assert isinstance(one, Arrived)
    assert (one.remote_id, one.text, one.name, one.thread) == ("$one", "hello", "Layla", ROOM)
    assert (one.address.network, one.address.value) == ("matrix", "@layla:hub.test")
    assert one.sent_at == NOW - 5
    assert one.revealed == {"name": "Layla"}


def test_an_answer_loses_the_words_that_it_repeats() -> None:
    body = "> <@hub:hub.test> what size?\n> second line\n\nL\n> really"
    relation = {"m.in_reply_to": {"event_id": "$asked"}}
    one = arrived(event({"msgtype": "m.text", "body": body, "m.relates_to": relation}))
    assert one.text == "L\n> really"
    assert one.answers == ("$asked",)


def test_a_thread_that_falls_back_answers_nobody() -> None:
    relation = {
        "rel_type": "m.thread",
        "event_id": "$root",
        "is_falling_back": True,
        "m.in_reply_to": {"event_id": "$last"},
    }
    assert not arrived(event({"body": "x", "msgtype": "m.text", "m.relates_to": relation})).answers


def test_notices_emotes_and_places_have_words() -> None:
    assert arrived(event({"msgtype": "m.emote", "body": "waves"})).text == "* waves"
    assert arrived(event({"msgtype": "m.notice", "body": "bot"})).text == "bot"
    place = {"msgtype": "m.location", "body": "Here", "geo_uri": "geo:52.2,21.0"}
    link = "https://www.openstreetmap.org/?mlat=52.2&mlon=21#map=17/52.2/21"
    assert arrived(event(place)).text == f"Here\n{link}"


def test_a_file_with_words_keeps_both() -> None:
    content = {"msgtype": "m.image", "body": "my cat", "filename": "a.png", "url": "mxc://x/y"}
    (found,) = Rooms(ME).translate(ROOM, event(content), NOW)
    assert isinstance(found.news, Arrived)
    assert found.news.text == "my cat"
    assert found.file is not None
    assert found.file.name == "a.png"


def test_a_bridge_reveals_numbers_on_our_own_homeserver_only() -> None:
    said = {"msgtype": "m.text", "body": "hi"}
    ours = arrived(event(said, sender="@whatsapp_48600100200:hub.test"))
    theirs = arrived(event(said, sender="@whatsapp_48600100200:evil.test"))
    assert ours.revealed["phone"] == "+48600100200"
    assert "phone" not in theirs.revealed


def test_nobody_writes_in_the_future_and_we_are_no_customer() -> None:
    said = {"msgtype": "m.text", "body": "hi"}
    assert arrived(event(said, origin_server_ts=NOW + 10**9)).sent_at == NOW
    assert not news(Rooms(ME), event(said, sender=ME))


WORDS = st.sampled_from(
    ["body", "msgtype", "m.relates_to", "event_id", "m.new_content", "url", "info", "key", "x"]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=12,
)
KINDS = st.sampled_from(
    ["m.room.message", "m.reaction", "m.room.redaction", "m.room.member", "m.receipt", "m.sticker"]
)


@settings(max_examples=200, deadline=None)
@given(kind=KINDS, content=JSON, odd=JSON)
def test_no_event_raises(kind: str, content: object, odd: object) -> None:
    rooms = Rooms(ME)
    said = event({}, type=kind, redacts=odd, origin_server_ts=odd) | {"content": content}
    list(rooms.translate(ROOM, said, NOW))
    list(rooms.read(ROOM, {"type": "m.receipt", "content": {"$one": {"m.read": odd}}}, NOW))
    list(rooms.translate(ROOM, {"type": odd, "event_id": odd, "sender": odd}, NOW))


def test_a_letter_names_itself_and_what_it_answers() -> None:
    letter = Letter(
        id="abc",
        entry_point_id="e",
        conversation_id="c",
        to="layla:hub.test",
        text="<b>hi</b>",
        written_at=NOW,
        answers=("$one", "$older"),
    )
    content = content_of(letter)
    assert content["body"] == "<b>hi</b>"
    assert "formatted_body" not in content
    assert part(content, "m.relates_to", "m.in_reply_to") == {"event_id": "$one"}
    assert content["org.agent-desktop.letter"] == "abc-0"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("server", "matrix.example.org"),
        ("server", "http://matrix.example.org"),
        ("server", "https://me:secret@matrix.example.org"),
        ("user", "support"),
        ("user", "@support"),
    ],
)
def test_wrong_settings_are_named(field: str, value: str) -> None:
    good = {"server": "https://matrix.example.org", "user": "@support:example.org"}
    rules.read(good, {"password": "x"})
    with pytest.raises(Refused) as refused:
        rules.read({**good, field: value}, {"password": "x"})
    assert refused.value.problem.field == field
    assert "secret" not in refused.value.problem.value
    with pytest.raises(Refused):
        rules.read(good, {})
