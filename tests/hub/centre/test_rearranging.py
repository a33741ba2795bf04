"""Conversations are split and merged, and both is taken back: nothing lost, nothing doubled, nothing counted twice."""

import pytest

from agent_desktop.hub.written.records import NotNow, Receipt, Sent
from agent_desktop.model.commands import (
    AddNote,
    CompleteWrapUp,
    EndInteraction,
)
from agent_desktop.model.errors import Conflict, Refused
from agent_desktop.model.joining import DAY_MS
from agent_desktop.model.rearranging import MergeConversations, SplitConversation, TakeMoveBack
from agent_desktop.model.timeline import (
    Conversation,
    Delivery,
    LineKind,
    Message,
    Note,
    SystemLine,
)
from agent_desktop.model.work import InteractionState
from tests.hub.centre.post import PHONE, TEXTS, Post, begun


def said(post: Post, conversation_id: str) -> list[str]:
    """The messages and notes that stand in a conversation."""
    items = post.floor.centre.timeline(conversation_id).items
    return [one.text for one in items if isinstance(one, Message | Note) and not one.moved_to]


def lines(post: Post, conversation_id: str) -> list[tuple[LineKind, str]]:
    """What a timeline tells of moves."""
    items = post.floor.centre.timeline(conversation_id).items
    kinds = {
        LineKind.SPLIT_OFF,
        LineKind.SPLIT_FROM,
        LineKind.MERGED_INTO,
        LineKind.MERGED_FROM,
        LineKind.MOVED_BACK,
    }
    return [(o.kind, o.detail) for o in items if isinstance(o, SystemLine) and o.kind in kinds]


def work(post: Post) -> list[tuple[str, InteractionState]]:
    """Anna's live work: conversation and state."""
    mine = [o for o in post.floor.centre.snapshot("anna")[1].interactions if o.agent_id == "anna"]
    return sorted((one.conversation_id, one.state) for one in mine)


def item_id(post: Post, conversation_id: str, text: str) -> str:
    items = post.floor.centre.timeline(conversation_id).items
    (found,) = [
        one.id
        for one in items
        if isinstance(one, Message | Note) and one.text == text and not one.moved_to
    ]
    return found


def split_at(post: Post, conversation_id: str, text: str) -> Conversation:
    """Anna splits where this was said; the new conversation."""
    known = {one.id for one in post.conversations()}
    first = item_id(post, conversation_id, text)
    post.floor.ask("anna", SplitConversation(conversation_id=conversation_id, item_id=first))
    (made,) = [one for one in post.conversations() if one.id not in known]
    return made


@pytest.fixture
def two_matters(post: Post) -> Post:
    """Anna has a mail about a lamp, has answered and noted, and another one came about a chair."""
    thread = begun(post)
    post.answer("Which lamp?")
    post.floor.centre.settle_letter(post.claim().id, Sent(remote_ids=("<out1@hub>",)))
    post.take(post.arrived("The chair too!", subject="Chair", remote_id="chair@x"))
    note = AddNote(client_id="n1", conversation_id=thread.id, text="Two things")
    post.floor.ask("anna", note, "n1")
    return post


def test_another_matter_becomes_a_conversation_and_work_of_its_own(two_matters: Post) -> None:
    post = two_matters
    old = post.only()
    new = split_at(post, old.id, "The chair too!")
    assert said(post, old.id) == ["My lamp is broken.", "Which lamp?"]
    assert said(post, new.id) == ["The chair too!", "Two things"]
    assert lines(post, old.id) == [(LineKind.SPLIT_OFF, str(new.number))]
    assert lines(post, new.id) == [(LineKind.SPLIT_FROM, str(old.number))]
    assert work(post) == sorted(
        [(old.id, InteractionState.ACTIVE), (new.id, InteractionState.ACTIVE)]
    )
    old = next(one for one in post.conversations() if one.id == old.id)
    assert (old.reply_due_at, old.preview) == (None, "Which lamp?")
    assert new.reply_due_at is not None
    assert (new.subject, new.preview) == ("The chair too!", "The chair too!")
    # answers find each its own
    post.take(post.arrived("The blue one.", answers=("chair@x",)))
    post.take(post.arrived("The tall one.", answers=("<out1@hub>",)))
    assert said(post, new.id)[-1] == "The blue one."
    assert said(post, old.id)[-1] == "The tall one."
    assert len({one.interaction_id for one in post.messages(new.id)}) == 1


def test_a_split_is_done_once_survives_a_crash_and_is_taken_back(two_matters: Post) -> None:
    post = two_matters
    old = post.only()
    command = SplitConversation(
        conversation_id=old.id, item_id=item_id(post, old.id, "The chair too!")
    )
    before = said(post, old.id)
    post.floor.ask("anna", command, "split1")
    post.floor.ask("anna", command, "split1")
    post.floor.crash()
    post.floor.ready("anna")
    post.floor.ask("anna", command, "split1")
    (new,) = [one for one in post.conversations() if one.id != old.id]
    assert said(post, new.id) == ["The chair too!", "Two things"]
    sent = post.answer("A new chair comes.", conversation_id=new.id)
    with pytest.raises(Refused, match="just being sent"):
        post.floor.ask("anna", TakeMoveBack(conversation_id=new.id))
    post.floor.centre.settle_letter(post.claim().id, Sent(remote_ids=("<out2@hub>",)))
    post.floor.ask("anna", TakeMoveBack(conversation_id=old.id), "back1")
    post.floor.crash()
    post.floor.ready("anna")
    post.floor.ask("anna", TakeMoveBack(conversation_id=old.id), "back1")
    assert said(post, old.id) == [*before, "A new chair comes."]
    assert said(post, new.id) == []
    assert work(post) == [(old.id, InteractionState.ACTIVE)]
    gone = next(one for one in post.conversations() if one.id == new.id)
    assert (gone.open, gone.joined_into) == (False, old.id)
    # the receipt of what was sent meanwhile finds it, and so does an answer
    post.take(Receipt(remote_id="<out2@hub>", delivery=Delivery.DELIVERED, at=post.floor.now))
    found = {one.text: one.delivery for one in post.messages(old.id) if not one.moved_to}
    assert found[sent.text] is Delivery.DELIVERED
    post.take(post.arrived("Thanks.", answers=("<out2@hub>",), token=new.id))
    assert said(post, old.id)[-1] == "Thanks."
    with pytest.raises(Refused, match="Nothing was moved"):
        post.floor.ask("anna", TakeMoveBack(conversation_id=old.id))


def test_work_whose_customer_wrote_only_what_moves_goes_along_and_counts_once(post: Post) -> None:
    first = begun(post)
    done = post.floor.held("anna")
    post.floor.ask("anna", EndInteraction(interaction_id=done.id))
    post.floor.ask("anna", CompleteWrapUp(interaction_id=done.id, disposition="solved"))
    post.floor.wait(DAY_MS // 2)
    post.take(post.arrived("And now a chair."))
    post.floor.accept("anna")
    (held,) = work(post)
    new = split_at(post, first.id, "And now a chair.")
    assert work(post) == [(new.id, InteractionState.ACTIVE)]
    old = next(one for one in post.conversations() if one.id == first.id)
    assert (old.open, new.open, held[0]) == (False, True, first.id)
    post.floor.ask("anna", TakeMoveBack(conversation_id=new.id))
    assert work(post) == [held]
    assert said(post, first.id) == ["My lamp is broken.", "And now a chair."]


def test_what_is_offered_waits_or_is_of_others_is_not_split(post: Post) -> None:
    post.take(post.arrived("One."), post.arrived("Two."))
    one = post.only()
    command = SplitConversation(conversation_id=one.id, item_id=item_id(post, one.id, "Two."))
    with pytest.raises(Refused, match="still waits for an agent"):
        post.floor.ask("anna", command)
    post.floor.accept("anna")
    with pytest.raises(Refused, match="do not have this conversation"):
        post.floor.ask("ben", command)
    first = item_id(post, one.id, "One.")
    with pytest.raises(Refused, match="whole conversation"):
        post.floor.ask("anna", SplitConversation(conversation_id=one.id, item_id=first))
    with pytest.raises(Refused, match="nothing with this id"):
        post.floor.ask("anna", SplitConversation(conversation_id=one.id, item_id="nothing"))
    assert len(post.conversations()) == 1


def test_a_reply_that_waits_to_be_sent_holds_a_split_up(two_matters: Post) -> None:
    post = two_matters
    old = post.only()
    post.answer("I look into it.")
    letter = post.claim()
    post.floor.centre.settle_letter(letter.id, NotNow(problem="Busy."))
    command = SplitConversation(
        conversation_id=old.id, item_id=item_id(post, old.id, "The chair too!")
    )
    with pytest.raises(Refused, match="just being sent"):
        post.floor.ask("anna", command)
    post.floor.wait(10_000)
    post.floor.centre.settle_letter(post.claim().id, Sent(remote_ids=("<out2@hub>",)))
    post.floor.ask("anna", command)
    assert len(post.conversations()) == 2


def test_two_open_conversations_become_one_and_two_again(two_matters: Post) -> None:
    post = two_matters
    old = post.only()
    new = split_at(post, old.id, "The chair too!")
    post.answer("Chairs take long.", conversation_id=new.id)
    post.floor.centre.settle_letter(post.claim().id, Sent(remote_ids=("<out2@hub>",)))
    post.floor.ask("anna", MergeConversations(kept_id=old.id, merged_id=new.id), "m1")
    post.floor.ask("anna", MergeConversations(kept_id=old.id, merged_id=new.id), "m1")
    post.floor.crash()
    post.floor.ready("anna")
    both = [
        "My lamp is broken.",
        "Which lamp?",
        "The chair too!",
        "Two things",
        "Chairs take long.",
    ]
    assert (said(post, old.id), said(post, new.id)) == (both, [])
    assert work(post) == [(old.id, InteractionState.ACTIVE)] * 2
    # what is still asked of the merged one reaches the other one
    note = AddNote(client_id="n2", conversation_id=new.id, text="Late note")
    post.floor.ask("anna", note, "n2")
    post.take(post.arrived("When?", answers=("<out2@hub>",), token=new.id))
    assert said(post, old.id) == [*both, "Late note", "When?"]
    post.floor.ask("anna", TakeMoveBack(conversation_id=new.id))
    assert said(post, old.id) == ["My lamp is broken.", "Which lamp?", "Late note", "When?"]
    assert said(post, new.id) == ["The chair too!", "Two things", "Chairs take long."]
    assert work(post) == sorted(
        [(old.id, InteractionState.ACTIVE), (new.id, InteractionState.ACTIVE)]
    )
    again = next(one for one in post.conversations() if one.id == new.id)
    assert (again.open, again.joined_into) == (True, "")
    post.floor.ask("anna", TakeMoveBack(conversation_id=new.id))  # the split, too
    assert said(post, old.id)[:2] == ["My lamp is broken.", "Which lamp?"]
    assert "The chair too!" in said(post, old.id)


def test_an_older_move_waits_for_the_newer_one_to_be_taken_back(two_matters: Post) -> None:
    post = two_matters
    old = post.only()
    new = split_at(post, old.id, "The chair too!")
    third = split_at(post, new.id, "Two things")
    with pytest.raises(Conflict, match="again since"):
        post.floor.ask("anna", TakeMoveBack(conversation_id=old.id))
    post.floor.ask("anna", TakeMoveBack(conversation_id=third.id))
    post.floor.ask("anna", TakeMoveBack(conversation_id=old.id))
    assert said(post, old.id) == [
        "My lamp is broken.",
        "Which lamp?",
        "The chair too!",
        "Two things",
    ]


def test_conversations_of_two_people_and_closed_ones_are_not_merged(post: Post) -> None:
    mine = begun(post)
    post.take(post.arrived("Who is this?", address=PHONE, name="Sam"), entry=TEXTS)
    post.floor.accept("anna")
    other = next(one for one in post.conversations() if one.id != mine.id)
    with pytest.raises(Refused, match="two customers"):
        post.floor.ask("anna", MergeConversations(kept_id=mine.id, merged_id=other.id))
    with pytest.raises(Refused, match="itself"):
        post.floor.ask("anna", MergeConversations(kept_id=mine.id, merged_id=mine.id))


def test_a_visitors_chat_stays_where_the_page_shows_it(two_matters: Post) -> None:
    post = two_matters
    floor = post.floor
    floor.arrive("vera", "First.")
    floor.accept("anna")
    floor.centre.say("vera", "c2", "Second.")
    chat = floor.centre.chat("vera").conversation_id
    assert chat is not None
    floor.ask(
        "anna", SplitConversation(conversation_id=chat, item_id=item_id(post, chat, "Second."))
    )
    seen = [one.text for one in floor.centre.chat_items("vera") if one.text]
    assert seen == ["First.", "Second."]
    floor.centre.say("vera", "c3", "Third.")
    assert said(post, chat) == ["First.", "Third."]
    seen = [one.text for one in floor.centre.chat_items("vera") if one.text]
    assert seen == ["First.", "Second.", "Third."]
