"""Visitors who leave, come back, are recognised and merged; and who hears of it."""

import pytest

from agent_desktop.hub.crm.visitors import VisitorCard
from agent_desktop.hub.journal.published import AudiencesChanged, for_agent
from agent_desktop.hub.storage.settings import AgentProfile
from agent_desktop.model.commands import (
    CompleteWrapUp,
    Cursor,
    EditCustomer,
    EndInteraction,
    MergeCustomers,
)
from agent_desktop.model.errors import Refused
from agent_desktop.model.events import (
    CustomerChanged,
    CustomersMerged,
    InteractionChanged,
    OfferEnded,
    QueueChanged,
)
from agent_desktop.model.people import Address, AddressKind
from agent_desktop.model.timeline import LineKind
from agent_desktop.model.work import (
    InteractionState,
    OfferOutcome,
)
from tests.hub.centre.floor import Floor

# --- visitors


def test_leaving_while_waiting_abandons(floor: Floor) -> None:
    floor.arrive("vera")
    floor.centre.leave("vera")
    floor.centre.leave("vera")
    assert floor.centre.snapshot("anna")[1].interactions == ()
    assert floor.centre.chat_state("vera").phase == "ended"
    changed = [one.event for one in floor.listen() if isinstance(one.event, InteractionChanged)]
    assert changed[-1].interaction.state is InteractionState.ABANDONED
    with pytest.raises(Refused):
        floor.centre.rate("vera", 3)


def test_leaving_while_offered_rescinds(floor: Floor) -> None:
    floor.ready("anna")
    floor.arrive("vera")
    floor.centre.leave("vera")
    assert floor.centre.snapshot("anna")[1].offers == ()
    (ended,) = [one.event for one in floor.listen() if isinstance(one.event, OfferEnded)]
    assert ended.outcome is OfferOutcome.RESCINDED


def test_leaving_and_coming_back_while_an_agent_has_it(floor: Floor) -> None:
    floor.ready("anna")
    floor.arrive("vera")
    offer = floor.accept("anna")
    floor.centre.leave("vera")
    assert floor.centre.chat_state("vera").phase == "ended"
    assert floor.held("anna").state is InteractionState.ACTIVE
    floor.centre.rate("vera", 4)
    floor.centre.say("vera", "s1", "Still there?")
    assert floor.centre.chat_state("vera").phase == "with_agent"
    assert floor.lines(offer.conversation_id)[-3:] == [
        LineKind.CUSTOMER_LEFT,
        LineKind.RATED,
        LineKind.CUSTOMER_RETURNED,
    ]


def test_a_form_after_the_end_begins_a_new_conversation(floor: Floor) -> None:
    floor.ready("anna")
    floor.arrive("vera")
    first = floor.accept("anna")
    floor.centre.introduce("vera", "again", "Vera", "", "And another question")
    assert floor.centre.chat("vera").conversation_id == first.conversation_id
    floor.finish("anna", first.interaction_id)
    floor.centre.introduce("vera", "new", "Vera", "", "Something else")
    second = floor.offer("anna")
    assert second.conversation_id != first.conversation_id
    assert second.customer_id == first.customer_id
    history = floor.centre.conversations(first.customer_id).conversations
    assert [one.id for one in history] == [second.conversation_id, first.conversation_id]
    assert [one.number for one in history] == [2, 1]
    assert [one.text for one in floor.centre.chat_items("vera") if one.mine] == ["Something else"]


def test_a_day_later_a_new_conversation_opens(floor: Floor) -> None:
    floor.ready("anna")
    floor.arrive("vera")
    first = floor.accept("anna")
    floor.finish("anna", first.interaction_id)
    floor.wait(24 * 3_600_000 + 1)
    assert floor.centre.chat("vera").conversation_id is None
    assert floor.centre.chat("vera").known
    assert floor.centre.chat_state("vera").phase == "new"
    floor.centre.say("vera", "s1", "Me again")
    assert floor.centre.chat("vera").conversation_id != first.conversation_id


def test_writing_during_wrap_up_queues_a_new_interaction(floor: Floor) -> None:
    floor.ready("anna")
    floor.arrive("vera")
    first = floor.accept("anna")
    floor.ask("anna", EndInteraction(interaction_id=first.interaction_id))
    floor.centre.say("vera", "s1", "Wait!")
    second = floor.accept("anna")
    assert second.conversation_id == first.conversation_id
    assert second.interaction_id != first.interaction_id
    solved = CompleteWrapUp(interaction_id=first.interaction_id, disposition="solved")
    floor.ask("anna", solved)
    page = floor.centre.timeline(first.conversation_id)
    assert page.conversation.open
    assert page.conversation.agent_id == "anna"
    assert page.conversation.reply_due_at is not None


def test_customers_are_found_by_address_and_history_stays_the_visitors_own(floor: Floor) -> None:
    floor.ready("anna")
    floor.visitor("phone")
    floor.centre.introduce("phone", "1", "Vera", "Vera@Example.org", "From my phone")
    first = floor.accept("anna")
    floor.visitor("laptop")
    floor.centre.introduce("laptop", "1", "V.", "vera@example.org", "From my laptop")
    second = floor.offer("anna")
    assert second.customer_id == first.customer_id
    assert second.customer_name == "Vera"
    assert second.conversation_id != first.conversation_id
    own = [one.text for one in floor.centre.chat_items("laptop") if one.mine]
    assert own == ["From my laptop"]
    assert "Vera" not in [one.name for one in floor.centre.chat_items("laptop")]


def test_a_signed_identity_is_one_visitor_in_all_browsers(floor: Floor) -> None:
    card = VisitorCard(
        id="account-7",
        entry_point_id="support-web",
        account="7",
        name="Vera",
        email="vera@example.org",
    )
    assert floor.centre.start_chat(card).known
    floor.centre.say("account-7", "1", "Hello")
    assert floor.centre.start_chat(card).conversation_id is not None
    floor.ready("anna")
    customer = floor.centre.conversations(floor.offer("anna").customer_id).customer
    assert {(one.kind, one.verified) for one in customer.addresses} == {
        (AddressKind.ACCOUNT, True),
        (AddressKind.VISITOR, False),
        (AddressKind.EMAIL, True),
    }
    floor.centre.introduce("account-7", "2", "Vera", "someone@else.example", "More")
    customer = floor.centre.conversations(customer.id).customer
    assert [one.value for one in customer.addresses if one.kind is AddressKind.EMAIL] == [
        "vera@example.org"
    ]


def test_merging_moves_everything(floor: Floor) -> None:
    floor.ready("anna")
    floor.arrive("vera")
    one = floor.accept("anna")
    floor.arrive("vera2")
    two = floor.accept("anna")
    floor.listen()
    floor.ask("anna", MergeCustomers(kept_id=one.customer_id, merged_id=two.customer_id))
    merged = [one.event for one in floor.listen() if isinstance(one.event, CustomersMerged)]
    assert [each.merged_id for each in merged] == [two.customer_id]
    page = floor.centre.conversations(two.customer_id)
    assert page.customer.id == one.customer_id
    assert {each.id for each in page.conversations} == {one.conversation_id, two.conversation_id}
    mine = floor.centre.snapshot("anna")[1]
    assert {each.customer_id for each in mine.interactions} == {one.customer_id}
    assert floor.lines(two.conversation_id)[-1] is LineKind.MERGED
    floor.centre.say("vera2", "s1", "It is still me")
    assert floor.texts(two.conversation_id)[-1] == "It is still me"
    floor.crash()
    assert floor.centre.conversations(two.customer_id).customer.id == one.customer_id
    floor.ask("anna", MergeCustomers(kept_id=one.customer_id, merged_id=two.customer_id))
    with pytest.raises(Refused):
        floor.ask("anna", MergeCustomers(kept_id=one.customer_id, merged_id=one.customer_id))


def test_an_edit_is_told_to_all_who_see_the_customer(floor: Floor) -> None:
    floor.arrive("vera")
    (waiting,) = floor.centre.snapshot("anna")[1].interactions
    floor.listen()
    edit = EditCustomer(
        customer_id=waiting.customer_id,
        name="Vera Valdez",
        vip=True,
        addresses=(Address(kind=AddressKind.PHONE, value="+49 30 123"),),
    )
    floor.ask("cleo", edit)
    news = floor.listen()
    changed = [one.event for one in news if isinstance(one.event, InteractionChanged)]
    assert [(one.interaction.customer_name, one.interaction.vip) for one in changed] == [
        ("Vera Valdez", True)
    ]
    told = [one.audience for one in news if isinstance(one.event, CustomerChanged)]
    assert told == [for_agent("cleo")]
    customer = floor.centre.conversations(waiting.customer_id).customer
    assert [one.kind for one in customer.addresses] == [AddressKind.VISITOR, AddressKind.PHONE]


# --- who hears what


def test_other_queues_are_none_of_your_business(floor: Floor) -> None:
    floor.arrive("vera", "secret of support")
    assert floor.centre.audiences("ben").isdisjoint(
        one.audience for one in floor.listen() if one.seq
    )
    assert floor.centre.snapshot("ben")[1].interactions == ()


def test_new_queues_ask_for_a_snapshot(floor: Floor) -> None:
    floor.centre.define_agent(
        AgentProfile(id="ben", name="Ben", email="ben@team.example", queues=("support",))
    )
    (changed,) = [one for one in floor.listen() if isinstance(one.event, AudiencesChanged)]
    assert changed.audience == for_agent("ben")
    assert set(changed.event.audiences) == floor.centre.audiences("ben")  # type: ignore[union-attr]


def test_who_left_at_the_newest_entry_gets_a_snapshot_of_a_new_queue(floor: Floor) -> None:
    floor.arrive("vera")
    centre = floor.centre
    left_at = Cursor(epoch=centre.epoch, seq=centre.position)
    ben = AgentProfile(id="ben", name="Ben", email="ben@team.example", queues=("support",))
    centre.define_agent(ben)
    assert centre.entries("ben", left_at).resync == "queues_changed"
    position, snapshot = centre.snapshot("ben")
    assert [one.customer_name for one in snapshot.interactions] == ["Vera"]
    assert centre.entries("ben", Cursor(epoch=centre.epoch, seq=position)).resync is None


def test_the_length_of_a_queue_is_told_once_a_commit(floor: Floor) -> None:
    with floor.centre.batch():
        for number in range(5):
            floor.arrive(f"v{number}")
    lengths = [one.event for one in floor.listen() if isinstance(one.event, QueueChanged)]
    assert [one.queue.waiting for one in lengths] == [5]


def test_a_full_queue_refuses_and_nothing_is_left_behind(floor: Floor) -> None:
    settings = floor.centre.queues()[0]
    floor.centre.define_queue(
        type(settings)(id=settings.id, name=settings.name, max_waiting=1, sticky_ms=0)
    )
    floor.arrive("vera")
    floor.visitor("vito")
    position = floor.centre.position
    with pytest.raises(Refused, match="Too many"):
        floor.centre.introduce("vito", "1", "Vito", "", "Me too")
    assert floor.centre.position == position
    assert floor.centre.chat("vito") == floor.centre.start_chat(
        VisitorCard(id="vito", entry_point_id="support-web")
    )
    floor.centre.say("vera", "more", "I am in already")
