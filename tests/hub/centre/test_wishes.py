"""What agents wish to become of messages at their network: asked once, told while it is on its way, done or refused."""

import pytest
from msgspec.structs import replace

from agent_desktop.hub.written.limits import Limits
from agent_desktop.hub.written.records import (
    AgentTypes,
    Letter,
    NotNow,
    Rejected,
    Sent,
    Unclear,
)
from agent_desktop.model.commands import AmendMessage, ShowTyping
from agent_desktop.model.errors import Conflict, Refused
from agent_desktop.model.events import TypingShown
from agent_desktop.model.text_length import LengthUnit
from agent_desktop.model.timeline import Message, WishKind
from agent_desktop.model.ways import Route
from agent_desktop.model.work import Channel
from tests.hub.centre.post import HANDLE, LAYLA, ROOM, Post

CAN = Limits(max_text=20, edits=True, deletes=True, signs=("👍",))


def at_work(post: Post) -> Message:
    """Layla wrote in the room, Anna answered, and it is there in two parts."""
    post.floor.centre.define_limits(ROOM, CAN)
    post.take(post.arrived("Hi.", address=HANDLE, thread="!room"), entry=ROOM)
    post.floor.accept("anna")
    sent = post.answer("Helo.", channel=Channel.SOCIAL)
    post.floor.centre.settle_letter(post.claim(ROOM).id, Sent(remote_ids=("$a", "$b")))
    return post.now(sent)


def wish(post: Post, message: Message, kind: WishKind, text: str = "", key: str = "") -> None:
    asked = AmendMessage(
        conversation_id=message.conversation_id, message_id=message.id, kind=kind, text=text
    )
    post.floor.ask("anna", asked, key or post.floor.id())


def wished(post: Post) -> Letter:
    letter = post.claim(ROOM)
    assert letter.wish is not None
    return letter


def test_other_words_stand_there_when_the_network_has_them(post: Post) -> None:
    sent = at_work(post)
    wish(post, sent, WishKind.EDIT, "Hello.", "w1")
    now = post.now(sent)
    assert (now.text, now.edited_at) == ("Helo.", None)
    assert now.wish is not None
    assert (now.wish.text, now.wish.author.id) == ("Hello.", "anna")
    wish(post, sent, WishKind.EDIT, "Hello.", "w1")  # the same command again
    wish(post, sent, WishKind.EDIT, "Hello.", "w2")  # and the same wish
    with pytest.raises(Refused, match="on its way"):
        wish(post, sent, WishKind.DELETE)
    with pytest.raises(Conflict):
        wish(post, sent, WishKind.DELETE, key="w1")
    letter = wished(post)
    assert (letter.wish, letter.text, letter.remote_ids, letter.thread) == (
        WishKind.EDIT,
        "Hello.",
        ("$a", "$b"),
        "!room",
    )
    assert post.floor.centre.claim_letter(ROOM).letter is None
    post.floor.centre.settle_letter(letter.id, Sent(remote_ids=letter.remote_ids))
    now = post.now(sent)
    assert (now.text, now.edited_at, now.wish) == ("Hello.", post.floor.now, None)
    assert now.revision > sent.revision


def test_what_is_unclear_is_asked_for_again_also_after_a_crash(post: Post) -> None:
    sent = at_work(post)
    wish(post, sent, WishKind.DELETE)
    letter = wished(post)
    post.floor.centre.settle_letter(letter.id, Unclear(problem="The link broke."))
    assert not post.now(sent).deleted
    claimed = post.floor.centre.claim_letter(ROOM)
    assert claimed.letter is None
    assert claimed.due_at == post.floor.now + 2_000
    post.floor.wait(2_000)
    assert wished(post).id == letter.id
    post.floor.crash()
    (left,) = post.floor.centre.unfinished_letters(ROOM)
    assert (left.id, left.wish) == (letter.id, WishKind.DELETE)
    post.floor.centre.settle_letter(left.id, NotNow(problem="Away.", wait_ms=0))
    post.floor.centre.settle_letter(wished(post).id, Sent(remote_ids=()))
    now = post.now(sent)
    assert (now.deleted, now.text, now.wish) == (True, "Helo.", None)
    with pytest.raises(Refused):
        wish(post, sent, WishKind.DELETE)  # there is nothing any more


def test_a_refusal_says_why_and_leaves_the_message_as_it_is(post: Post) -> None:
    sent = at_work(post)
    wish(post, sent, WishKind.DELETE)
    refusal = Rejected(problem="It is too old.", remedy="Write another one.")
    post.floor.centre.settle_letter(wished(post).id, refusal)
    now = post.now(sent)
    assert not now.deleted
    assert now.wish is not None
    assert now.wish.problem == "It is too old. Write another one."
    wish(post, sent, WishKind.DELETE)  # may be tried again
    post.floor.centre.settle_letter(wished(post).id, Sent(remote_ids=()))
    assert post.now(sent).deleted


def test_the_team_has_one_reaction_beside_the_customers(post: Post) -> None:
    at_work(post)
    (hers, _) = post.messages(post.only().id)
    for sign, shown in (("👍", ["👍"]), ("", [])):
        wish(post, hers, WishKind.REACT, sign)
        letter = wished(post)
        assert (letter.text, letter.remote_ids) == (sign, ("r1",))
        post.floor.centre.settle_letter(letter.id, Sent(remote_ids=()))
        assert [one.sign for one in post.now(hers).reactions] == shown
    wish(post, hers, WishKind.REACT, "")  # there is none: nothing is asked of the network
    assert post.floor.centre.claim_letter(ROOM).letter is None


@pytest.mark.parametrize(
    ("mine", "kind", "text"),
    [
        (True, WishKind.EDIT, " "),
        (True, WishKind.EDIT, "x" * 21),
        (True, WishKind.REACT, "👍"),
        (False, WishKind.EDIT, "Ho."),
        (False, WishKind.DELETE, ""),
        (False, WishKind.REACT, "no sign of theirs"),
    ],
)
def test_what_cannot_be_done_is_refused(post: Post, mine: bool, kind: WishKind, text: str) -> None:
    at_work(post)
    hers, ours = post.messages(post.only().id)
    with pytest.raises(Refused):
        wish(post, ours if mine else hers, kind, text)
    assert post.now(ours).wish is None
    assert post.floor.centre.claim_letter(ROOM).letter is None


def test_only_what_is_there_is_changed_and_only_by_whom_it_concerns(post: Post) -> None:
    at_work(post)
    waits = post.answer("Soon.", channel=Channel.SOCIAL)
    with pytest.raises(Refused, match="not at its network yet"):
        wish(post, waits, WishKind.EDIT, "Later.")
    asked = AmendMessage(
        conversation_id=waits.conversation_id, message_id=waits.id, kind=WishKind.DELETE
    )
    with pytest.raises(Refused):
        post.floor.ask("ben", asked, "b1")
    with pytest.raises(Refused):
        wish(post, replace(waits, id="nobody's"), WishKind.DELETE)


def test_a_text_is_measured_in_the_networks_unit(post: Post) -> None:
    post.floor.centre.define_limits(ROOM, Limits(max_text=4, unit=LengthUnit.UTF16))
    post.take(post.arrived("Hi.", address=HANDLE), entry=ROOM)
    post.floor.accept("anna")
    with pytest.raises(Refused, match="longer than 4"):
        post.answer("👍👍👍", channel=Channel.SOCIAL)
    assert post.answer("👍👍", channel=Channel.SOCIAL).text


# --- typing


def test_typing_travels_both_ways_and_never_before_everybodys_eyes(post: Post) -> None:
    sent = at_work(post)
    post.floor.centre.drain_posted()
    post.floor.listen()
    post.floor.centre.customer_types(ROOM, "!room", HANDLE, True)
    (shown,) = [one.event for one in post.floor.listen() if isinstance(one.event, TypingShown)]
    assert (shown.conversation_id, shown.typing) == (sent.conversation_id, True)
    for thread, address in (("!other", HANDLE), ("!room", LAYLA)):
        post.floor.centre.customer_types(ROOM, thread, address, True)
    assert not [one for one in post.floor.listen() if isinstance(one.event, TypingShown)]
    typing = ShowTyping(conversation_id=sent.conversation_id, typing=True, route=sent.route)
    post.floor.ask("anna", typing)
    who = AgentTypes(entry_point_id=ROOM, to=sent.route.address, thread="!room", typing=True)
    assert post.floor.centre.drain_posted() == (who,)
    for route in (replace(sent.route, public=True), Route(entry_point_id="elsewhere")):
        post.floor.ask("anna", replace(typing, route=route))
    assert post.floor.centre.drain_posted() == ()
