"""What follows messages through splits and merges: windows, templates, wishes, and what replies answer."""

import pytest

from agent_desktop.hub.written.limits import Limits
from agent_desktop.hub.written.records import Edited, Reacted, Sent
from agent_desktop.model.commands import AmendMessage
from agent_desktop.model.errors import Refused
from agent_desktop.model.rearranging import MergeConversations, TakeMoveBack
from agent_desktop.model.templates import Filled, Template
from agent_desktop.model.timeline import Conversation, Message, WishKind
from agent_desktop.model.work import Channel
from tests.hub.centre.post import DAY, HANDLE, ROOM, Post, begun
from tests.hub.centre.test_rearranging import item_id, said, split_at

HOUR = 3_600_000
CAN = Limits(max_text=1_000, window_ms=DAY, templates=True, edits=True, deletes=True, signs=("👍",))
TEMPLATE = Template(name="hello", language="en", text="Dear {{1}}, it is ready.")


@pytest.fixture
def room(post: Post) -> Post:
    """Layla wrote of a lamp in the room, five hours later of a chair, and Anna answered."""
    post.floor.centre.define_limits(ROOM, CAN)
    post.take(post.arrived("The lamp.", address=HANDLE, remote_id="$lamp"), entry=ROOM)
    post.floor.accept("anna")
    post.floor.wait(5 * HOUR)
    post.take(post.arrived("The chair.", address=HANDLE, remote_id="$chair"), entry=ROOM)
    post.answer("Helo.", channel=Channel.SOCIAL)
    post.floor.centre.settle_letter(post.claim(ROOM).id, Sent(remote_ids=("$a", "$b")))
    return post


def conversation(post: Post, conversation_id: str) -> Conversation:
    (found,) = [one for one in post.conversations() if one.id == conversation_id]
    return found


def until(post: Post, conversation_id: str) -> int | None:
    """How long free text may be sent by the first way."""
    way, *_ = conversation(post, conversation_id).reply_ways
    assert way.route.entry_point_id == ROOM
    return way.until


def standing(post: Post, conversation_id: str, text: str) -> Message:
    wanted = item_id(post, conversation_id, text)
    (found,) = [one for one in post.messages(conversation_id) if one.id == wanted]
    return found


def edit(post: Post, message: Message, text: str) -> None:
    asked = AmendMessage(
        conversation_id=message.conversation_id,
        message_id=message.id,
        kind=WishKind.EDIT,
        text=text,
    )
    post.floor.ask("anna", asked, post.floor.id())


def test_both_conversations_of_a_split_have_the_networks_one_window(room: Post) -> None:
    old = room.only()
    wrote_at = standing(room, old.id, "The chair.").sent_at
    assert until(room, old.id) == wrote_at + DAY
    new = split_at(room, old.id, "The chair.")
    for _ in range(2):
        assert until(room, old.id) == until(room, new.id) == wrote_at + DAY
        room.floor.crash()
        room.open_networks()
        room.floor.centre.define_limits(ROOM, CAN)
        room.floor.ready("anna")
    room.floor.wait(20 * HOUR)  # the lamp alone would be too long ago
    sent = room.answer("Which lamp?", channel=Channel.SOCIAL, conversation_id=old.id)
    assert sent.route.entry_point_id == ROOM
    assert room.claim(ROOM).heard_at == wrote_at


def test_a_template_stays_one_through_a_split_a_merge_and_back(room: Post) -> None:
    old = room.only()
    room.floor.centre.keep_templates(ROOM, (TEMPLATE,))
    room.floor.wait(2 * DAY)
    words, filled = (
        "Dear Layla, it is ready.",
        Filled(name="hello", language="en", values={"1": "Layla"}),
    )
    room.answer(words, channel=Channel.SOCIAL, template=filled)
    with pytest.raises(Refused):  # it is being sent
        split_at(room, old.id, "The chair.")
    room.floor.centre.settle_letter(room.claim(ROOM).id, Sent(remote_ids=("$t",)))
    new = split_at(room, old.id, "The chair.")
    assert standing(room, new.id, words).template == filled
    (way, *_) = conversation(room, new.id).reply_ways
    assert (way.templates, (way.until or 0) < room.floor.now) == (True, True)
    with pytest.raises(Refused):  # what is a template is not edited
        edit(room, standing(room, new.id, words), "Other words")
    room.floor.ask("anna", MergeConversations(kept_id=old.id, merged_id=new.id))
    assert standing(room, old.id, words).template == filled
    room.floor.ask("anna", TakeMoveBack(conversation_id=old.id))
    assert standing(room, new.id, words).template == filled


def test_a_message_that_moved_is_changed_at_its_network_all_the_same(room: Post) -> None:
    old = room.only()
    new = split_at(room, old.id, "The chair.")
    for place, before, after in ((new, "Helo.", "Hello."), (new, "Hello.", "Hello!")):
        edit(room, standing(room, place.id, before), after)
        with pytest.raises(Refused):  # what is on its way holds the next move up
            room.floor.ask("anna", MergeConversations(kept_id=old.id, merged_id=new.id))
        letter = room.claim(ROOM)
        assert (letter.wish, letter.remote_ids) == (WishKind.EDIT, ("$a", "$b"))
        room.floor.centre.settle_letter(letter.id, Sent(remote_ids=letter.remote_ids))
        assert standing(room, place.id, after).edited_at == room.floor.now
    room.floor.ask("anna", MergeConversations(kept_id=old.id, merged_id=new.id))
    edit(room, standing(room, old.id, "Hello!"), "Good day!")
    letter = room.claim(ROOM)
    assert letter.remote_ids == ("$a", "$b")
    room.floor.centre.settle_letter(letter.id, Sent(remote_ids=letter.remote_ids))
    room.floor.ask("anna", TakeMoveBack(conversation_id=old.id))
    assert said(room, new.id) == ["The chair.", "Good day!"]


def test_what_the_customer_changes_finds_the_message_where_it_is(room: Post) -> None:
    old = room.only()
    new = split_at(room, old.id, "The chair.")
    now = room.floor.now
    room.take(Edited(remote_id="$chair", text="The red chair.", at=now), entry=ROOM)
    room.take(Reacted(remote_id="$a", address=HANDLE, sign="👍", at=now), entry=ROOM)
    assert said(room, new.id) == ["The red chair.", "Helo."]
    assert [one.sign for one in standing(room, new.id, "Helo.").reactions] == ["👍"]
    room.floor.ask("anna", TakeMoveBack(conversation_id=old.id))
    assert said(room, old.id) == ["The lamp.", "The red chair.", "Helo."]


def test_a_reply_answers_what_it_was_written_for_although_that_moved(post: Post) -> None:
    lamp = begun(post)
    post.take(post.arrived("The chair too!", subject="Chair", remote_id="chair@x"))
    chosen = item_id(post, lamp.id, "The chair too!")
    new = split_at(post, lamp.id, "The chair too!")
    # It was typed before the split, and is sent where the rest stayed: it answers what stands there.
    post.answer("Both soon.", conversation_id=lamp.id, answers=chosen)
    assert post.claim().answers[:1] == ("r1",)
    post.answer("The chair soon.", conversation_id=new.id, answers=chosen)
    assert post.claim().answers[:1] == ("chair@x",)
