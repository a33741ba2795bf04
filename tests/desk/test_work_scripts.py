"""Offers, presence and work as two-column scripts: an item in, what is kept, sent and told out."""

import pytest

from agent_desktop.desk.errands import FetchPage, Perform
from agent_desktop.desk.items import Item, PageArrived, SessionDetached
from agent_desktop.model import changes as ch
from agent_desktop.model import commands as co
from agent_desktop.model import events as ev
from agent_desktop.model import intents as it
from agent_desktop.model.errors import Problem
from agent_desktop.model.manifest import Capability
from agent_desktop.model.people import Activity, Presence, PresenceState
from agent_desktop.model.ports import Restored
from agent_desktop.model.settings import UNDO
from agent_desktop.model.timeline import Delivery, Message
from agent_desktop.model.work import (
    Channel,
    Disposition,
    InteractionState,
    OfferOutcome,
    Queue,
    SavedReply,
)
from tests.desk.fake_store import FakeStore
from tests.desk.samples import (
    NOW,
    batch,
    conversation,
    customer,
    interaction,
    live,
    message,
    offer,
    offline,
    own,
    snapshot,
    waiting,
)
from tests.desk.script import Script, at_work, commands, kept, notices, reply, told

# --- offers


def test_accept_takes_the_call_first_then_the_oldest() -> None:
    script = Script().attach()
    script.take(
        batch(
            ev.OfferMade(offer=offer("i1", conversation_id="v1", offered_at=NOW)),
            ev.OfferMade(offer=offer("i2", conversation_id="v2", offered_at=NOW - 5)),
            ev.OfferMade(offer=offer("i3", conversation_id="v3", channel=Channel.VOICE)),
        )
    )
    assert [one.interaction_id for one in script.view.offers()] == ["i3", "i2", "i1"]
    for wanted in ("i3", "i2", "i1"):
        script.take(it.AcceptOffer())
        assert commands(script) == [co.AnswerOffer(interaction_id=wanted, epoch=1, accept=True)]
    script.take(it.AcceptOffer())
    assert commands(script) == []


def test_an_accepted_offer_opens_its_conversation() -> None:
    script = Script().attach().take(batch(ev.OfferMade(offer=offer())))
    script.take(it.AcceptOffer())
    sent = script.sends[0]
    assert isinstance(sent, Perform)
    script.take(ev.CommandDone(command_id=sent.command_id))
    assert script.view.open_conversation == "v1"
    assert script.view.offers() == []
    script.take(batch(ev.InteractionChanged(interaction=interaction())))
    assert script.view.activity[0] is Activity.MESSAGING


def test_the_activity_is_the_most_urgent_work_since_it_began() -> None:
    script = at_work()
    ended = interaction("i2", state=InteractionState.WRAP_UP, ended_at=NOW - 7_000)
    script.take(batch(ev.InteractionChanged(interaction=ended)))
    chat = interaction(accepted_at=NOW - 40_000)
    script.take(batch(ev.InteractionChanged(interaction=chat)))
    assert script.view.activity == (Activity.MESSAGING, NOW - 40_000)
    later = offer("i3", conversation_id="v3", offered_at=NOW - 2_000)
    script.take(batch(ev.OfferMade(offer=later)))
    assert script.view.activity == (Activity.OFFERED, NOW - 2_000)
    call = interaction("i4", conversation_id="v4", channel=Channel.VOICE, accepted_at=NOW - 9_000)
    script.take(batch(ev.InteractionChanged(interaction=call)))
    assert script.view.activity == (Activity.TALKING, NOW - 9_000)
    gone = [interaction(one, state=InteractionState.DONE) for one in ("i1", "i4")]
    script.take(batch(*(ev.InteractionChanged(interaction=one) for one in gone)))
    script.take(batch(ev.OfferEnded(interaction_id="i3", epoch=1, outcome=OfferOutcome.DECLINED)))
    assert script.view.activity == (Activity.WRAP_UP, NOW - 7_000)


@pytest.mark.parametrize("down", [offline(), SessionDetached()])
def test_offers_are_gone_while_the_link_is_down(down: Item) -> None:
    script = Script().attach().take(batch(ev.OfferMade(offer=offer())))
    assert script.view.row_count(ch.Section.OFFERED) == 1
    script.take(down)
    assert ch.OffersChanged() in script.changes
    assert script.view.offers() == []
    assert script.view.find_row("v1") is None
    assert script.view.activity[0] is Activity.IDLE


def test_an_offer_that_the_backend_did_not_take_back_returns_with_the_link() -> None:
    script = Script().attach().take(batch(ev.OfferMade(offer=offer())), offline())
    script.take(live())
    assert ch.OffersChanged() in script.changes
    assert [one.interaction_id for one in script.view.offers()] == ["i1"]
    assert script.view.find_row("v1") == (ch.Section.OFFERED, 0)
    script.take(offline())
    script.wait(30_000)
    script.take(live())
    assert script.view.offers() == []


def test_accepting_without_a_link_says_so() -> None:
    script = Script().attach().take(batch(ev.OfferMade(offer=offer())), offline())
    script.take(it.AcceptOffer())
    assert script.sends == []
    assert notices(script) == [ch.NoticeKind.REFUSED]


def test_an_offer_taken_by_someone_faster_is_gone_and_told() -> None:
    script = Script().attach().take(batch(ev.OfferMade(offer=offer()))).take(it.AcceptOffer())
    sent = script.sends[0]
    assert isinstance(sent, Perform)
    problem = Problem(code="conflict", message="Taken.")
    script.take(ev.CommandFailed(command_id=sent.command_id, problem=problem))
    assert notices(script) == [ch.NoticeKind.OFFER_TAKEN]
    assert script.view.offers() == []


def test_an_offer_runs_out_by_itself_and_its_end_still_has_a_name() -> None:
    script = Script().attach().take(batch(ev.OfferMade(offer=offer())))
    assert script.core.due(NOW) == NOW + 30_000
    script.wait(30_000)
    assert script.view.offers() == []
    missed = ev.OfferEnded(interaction_id="i1", epoch=1, outcome=OfferOutcome.MISSED)
    script.take(batch(missed))
    assert told(script, ch.Notice)[0].detail == "Sam"


def test_the_end_of_an_earlier_offer_leaves_the_new_one() -> None:
    script = Script().attach().take(batch(ev.OfferMade(offer=offer(epoch=2))))
    old = ev.OfferEnded(interaction_id="i1", epoch=1, outcome=OfferOutcome.RESCINDED)
    script.take(batch(old))
    assert len(script.view.offers()) == 1


def test_an_offer_that_is_taken_back_says_what_became_of_the_customer() -> None:
    rescinded = ev.OfferEnded(interaction_id="i1", epoch=1, outcome=OfferOutcome.RESCINDED)
    waits = interaction("i1", state=InteractionState.QUEUED)
    left = interaction("i1", state=InteractionState.ABANDONED)
    made = ev.OfferMade(offer=offer())
    script = at_work().take(batch(made, ev.InteractionChanged(interaction=waits)))
    script.take(batch(rescinded, ev.InteractionChanged(interaction=left)))
    assert notices(script) == [ch.NoticeKind.OFFER_RESCINDED]
    script = at_work().take(batch(made, ev.InteractionChanged(interaction=waits)))
    script.take(batch(rescinded))
    assert notices(script) == [ch.NoticeKind.OFFER_BACK]
    script = at_work().take(batch(made, ev.InteractionChanged(interaction=waits)))
    away = Presence(agent_id="me", state=PresenceState.NOT_RESPONDING, since=NOW)
    script.take(batch(rescinded, ev.PresenceChanged(presence=away)))
    assert notices(script) == [], "the offer that was missed has said it"


# --- presence


def test_presence_is_what_the_backend_says_and_is_there_after_a_restart() -> None:
    script = Script().attach()
    script.take(it.SetPresence(state=PresenceState.MEAL, reason="lunch"))
    assert commands(script) == [co.ChoosePresence(state=PresenceState.MEAL, reason="lunch")]
    assert script.view.presence.state is PresenceState.READY
    meal = Presence(agent_id="me", state=PresenceState.MEAL, since=NOW)
    foreign = Presence(agent_id="other", state=PresenceState.BUSY, since=NOW)
    script.take(batch(ev.PresenceChanged(presence=meal), ev.PresenceChanged(presence=foreign)))
    assert script.view.presence == meal
    settings = {one.name: one.value for one in kept(script, co.SaveSetting)}
    again = Script(Restored(settings=settings))
    assert again.view.presence == meal
    assert again.view.setting("desk.presence", "hidden") == "hidden"


def test_damaged_settings_are_forgotten() -> None:
    script = Script(Restored(settings={"desk.team": "{", "desk.offers": "7", UNDO: "soon"}))
    assert script.view.me.id == ""
    script.attach().take(reply())
    assert kept(script, co.SaveOutbox)[0].item.not_before == NOW + 5_000


# --- work


def test_ending_and_completing_stand_behind_the_replies_and_happen_once() -> None:
    script = at_work().take(reply())
    script.take(it.EndWork(conversation_id="v1"))
    script.take(it.EndWork(conversation_id="v1"))
    assert kept(script, co.SaveOutbox) == []
    script.take(it.CompleteWork(conversation_id="v1", disposition="solved"))
    script.wait(5_000)
    assert commands(script) == [
        co.SendMessage(client_id="r1", conversation_id="v1", channel=Channel.CHAT, text="hello")
    ]
    script.take(ev.CommandDone(command_id="r1", item=own(1, "r1", "hello")))
    assert commands(script) == [co.EndInteraction(interaction_id="i1")]
    sent = script.sends[0]
    assert isinstance(sent, Perform)
    script.take(ev.CommandDone(command_id=sent.command_id))
    assert commands(script) == [co.CompleteWrapUp(interaction_id="i1", disposition="solved")]
    assert script.view.outbox.waiting == 0


def test_a_refused_end_blocks_nothing() -> None:
    script = at_work().take(it.EndWork(conversation_id="v1"))
    sent = script.sends[0]
    assert isinstance(sent, Perform)
    problem = Problem(code="refused", message="It is over already.")
    script.take(ev.CommandFailed(command_id=sent.command_id, problem=problem))
    assert notices(script) == [ch.NoticeKind.REFUSED]
    assert script.core.state.outbox == {}


def test_work_that_went_back_is_told_and_a_reply_written_meanwhile_is_kept() -> None:
    script = at_work()
    script.take(reply("c1", "v1"))
    waits = interaction(state=InteractionState.QUEUED, agent_id=None)
    script.take(batch(ev.InteractionChanged(interaction=waits)))
    assert notices(script) == [ch.NoticeKind.HANDED_BACK]
    problem = Problem(code="refused", message="You do not have this conversation.")
    script.take(ev.CommandFailed(command_id="c1", problem=problem))
    row = script.core.state.outbox["c1"]
    assert (row.delivery, row.problem) == (Delivery.REFUSED, problem)


def test_wrap_up_is_extended_completed_and_told() -> None:
    script = at_work()
    wrapping = interaction(state=InteractionState.WRAP_UP, wrap_up_until=NOW + 60_000)
    script.take(batch(ev.InteractionChanged(interaction=wrapping)))
    assert script.view.activity == (Activity.WRAP_UP, NOW)
    assert script.view.row(ch.Section.ACTIVE, 0).until == NOW + 60_000
    script.take(it.ExtendWork(conversation_id="v1"))
    assert commands(script) == [co.ExtendWrapUp(interaction_id="i1")]
    done = interaction(state=InteractionState.DONE)
    script.take(batch(ev.InteractionChanged(interaction=done)))
    assert notices(script) == [ch.NoticeKind.COMPLETED]
    assert script.view.activity[0] is Activity.IDLE
    assert script.view.find_row("v1") == (ch.Section.OPEN, 0)


def test_work_given_by_others_is_told_but_not_what_happened_while_away() -> None:
    script = at_work()
    given = interaction("i2", conversation_id="v2")
    script.take(batch(ev.InteractionChanged(interaction=given)))
    assert notices(script) == [ch.NoticeKind.ASSIGNED]
    away = interaction("i3", conversation_id="v3")
    script.take(offline(), batch(ev.InteractionChanged(interaction=away)))
    assert notices(script) == []


def test_the_load_counts_own_work_against_the_capacity() -> None:
    script = Script().attach()
    assert list(script.view.loads) == []
    held = snapshot(
        interactions=(interaction(), interaction("i2"), waiting("i3", "v3")),
        capacity={Channel.CHAT: 3, Channel.VOICE: 1},
    )
    script.take(batch(held))
    loads = [(one.channel, one.used, one.limit) for one in script.view.loads]
    assert loads == [(Channel.CHAT, 2, 3), (Channel.VOICE, 0, 1)]


def test_what_a_snapshot_does_not_list_is_no_longer_ours() -> None:
    script = at_work()
    script.take(batch(ev.ConversationChanged(conversation=conversation("v2"))))
    script.take(batch(snapshot(conversations=(conversation("v2"),))))
    assert script.view.find_row("v2") == (ch.Section.OPEN, 0)
    assert script.view.find_row("v1") is None
    let_go = kept(script, co.SaveConversation)[0].conversation
    assert (let_go.id, let_go.agent_id) == ("v1", None)
    gone = kept(script, co.SaveInteraction)[0].interaction
    assert (gone.id, gone.state) == ("i1", InteractionState.DONE)


def test_a_snapshot_that_lists_no_more_says_nothing_of_older_conversations() -> None:
    script = at_work()
    older, newer = conversation("older", last_at=1), conversation("newer", last_at=NOW + 5)
    script.take(batch(*(ev.ConversationChanged(conversation=one) for one in (older, newer))))
    full = [conversation(f"n{at}", last_at=NOW - at) for at in range(ev.OPEN_LISTED)]
    script.take(batch(snapshot(conversations=tuple(full))))
    assert script.view.find_row("older") is not None
    assert script.view.find_row("newer") is None


def test_a_conversation_that_only_the_store_remembers_as_ours_stays_off_the_list() -> None:
    """The start reads the newest conversations; an older one comes from the store when it is looked at."""
    script = Script().attach()
    script.take(it.OpenConversation(conversation_id="v1"))
    asked = next(one for one in script.sends if isinstance(one, FetchPage) and one.cached)
    page = ev.PageFetched(
        conversation_id="v1", items=(message(1),), complete=True, conversation=conversation()
    )
    script.take(PageArrived(asked=asked, page=page))
    assert script.view.find_row("v1") is None
    thread = script.view.thread("v1")
    assert thread is not None
    assert thread.cannot_reply == "not_yours"
    assert [one.id for one in script.view.items("v1")] == ["m1"]


def test_numbers_that_an_old_copy_of_the_backend_gives_again_are_news() -> None:
    script = at_work()
    script.take(it.OpenConversation(conversation_id="v1"))
    script.take(
        batch(
            ev.MessageReceived(message=message(1)),
            ev.MessageReceived(message=message(2)),
            ev.MessageReceived(message=own(3)),
            ev.DeliveryAdvanced(conversation_id="v1", up_to_seq=3, delivery=Delivery.READ),
        ),
        it.SeenUpTo(conversation_id="v1", seq=3),
    )
    older = conversation(last_seq=1, read_seq=1)
    script.take(
        batch(
            snapshot(
                conversations=(older,),
                customers=(customer(),),
                interactions=(interaction(),),
                items=(message(1),),
            )
        )
    )
    row = script.view.row(*script.view.find_row("v1") or (ch.Section.ACTIVE, 9))
    assert row.unread == 0
    script.take(batch(ev.MessageReceived(message=message(2, "other", id="other"))))
    assert script.view.row(ch.Section.ACTIVE, 0).unread == 1
    script.take(batch(ev.MessageReceived(message=own(3, text="mine", id="mine"))))
    mine = next(one for one in script.view.items("v1") if one.id == "mine")
    assert isinstance(mine, Message)
    assert mine.delivery is Delivery.SENT
    script.take(offline(), live())
    assert [one.seq for one in commands(script) if isinstance(one, co.MarkRead)] == [1]


def test_a_backend_without_pulling_says_so() -> None:
    script = at_work(Capability.PULL)
    script.take(batch(ev.InteractionChanged(interaction=waiting("i9", "v9"))))
    script.take(it.TakeWaiting(interaction_id="i9"))
    assert commands(script) == []
    assert told(script, ch.Notice)[0].problem is not None


def test_dispositions_and_queues_outlive_the_link() -> None:
    script = Script().attach()
    codes = (Disposition(code="a", label="A"), Disposition(code="b", label="B", queue_id="q2"))
    replies = (SavedReply(shortcut="hi", title="Hi", text="Hello"),)
    store = FakeStore()
    script.take(
        batch(
            snapshot(dispositions=codes, saved_replies=replies),
            ev.QueueChanged(queue=Queue(id="q1", name="Support", waiting=4)),
        )
    )
    for save in script.saves:
        store.keep(save)
    again = Script(Restored(settings=store.settings))
    assert [one.code for one in again.view.dispositions("q1")] == ["a"]
    assert [one.waiting for one in again.view.queues] == [4]
    assert again.view.saved_replies() == replies
