"""Work of agents who are gone: where it goes, when, and who hears of it."""

import pytest
from msgspec.structs import replace

from agent_desktop.hub.centre import attendance
from agent_desktop.hub.centre.attendance import GRACE_MS
from agent_desktop.hub.protocol import ChatItems, ChatStateChanged
from agent_desktop.model.commands import CompleteWrapUp, Cursor, EndInteraction
from agent_desktop.model.errors import Refused
from agent_desktop.model.events import ConversationChanged, InteractionChanged, LineAdded
from agent_desktop.model.people import PresenceState
from agent_desktop.model.timeline import LineKind, SystemLine
from agent_desktop.model.work import NO_DISPOSITION, InteractionState, Offer
from tests.hub.centre.floor import START, Floor

AWAY_MS = 600_000


def served(floor: Floor) -> Offer:
    """Anna has vera's chat and has answered."""
    floor.ready("anna")
    floor.arrive("vera")
    offer = floor.accept("anna")
    floor.send("anna", offer.conversation_id, "Hello Vera")
    return offer


def phase(floor: Floor) -> str:
    return floor.centre.chat_state("vera").phase


def test_who_is_away_too_long_loses_the_work_to_others(floor: Floor) -> None:
    offer = served(floor)
    centre = floor.centre
    left_at = Cursor(epoch=centre.epoch, seq=centre.position)
    centre.disconnected("anna")
    floor.ready("cleo")
    floor.wait(AWAY_MS - 1)
    assert floor.held("anna").id == offer.interaction_id
    assert phase(floor) == "with_agent"
    floor.listen()
    floor.wait(1)

    again = floor.offer("cleo")
    assert (again.interaction_id, again.arrived_at) == (offer.interaction_id, START)
    assert phase(floor) == "waiting"
    news = [one.event for one in floor.listen()]
    assert [one.state.phase for one in news if isinstance(one, ChatStateChanged)][-1] == "waiting"
    told = [item.line for one in news if isinstance(one, ChatItems) for item in one.items]
    assert told == ["waiting"]
    (line,) = [
        one
        for one in centre.timeline(offer.conversation_id).items
        if isinstance(one, SystemLine) and one.kind is LineKind.HANDED_BACK
    ]
    assert (line.author.id, line.detail) == ("anna", "away")

    replay = [one.event for one in centre.entries("anna", left_at).entries]
    changed = [one.interaction for one in replay if isinstance(one, InteractionChanged)]
    assert (changed[0].state, changed[0].agent_id) == (InteractionState.QUEUED, None)
    (thread,) = [one for one in replay if isinstance(one, ConversationChanged)]
    assert thread.conversation.agent_id is None
    assert LineAdded(line=line) in replay
    with pytest.raises(Refused, match="You do not have this conversation"):
        floor.send("anna", offer.conversation_id, "unsent until now")

    floor.accept("cleo")
    floor.send("cleo", offer.conversation_id, "Cleo here")
    assert floor.texts(offer.conversation_id) == ["Hello?", "Hello Vera", "Cleo here"]


def test_nobody_else_is_there_and_the_customer_waits_for_who_comes(floor: Floor) -> None:
    offer = served(floor)
    floor.centre.disconnected("anna")
    floor.wait(AWAY_MS)
    assert floor.centre.chat_state("vera").position == 1
    floor.ready("anna")
    assert floor.offer("anna").interaction_id == offer.interaction_id


def test_who_comes_back_in_time_keeps_the_work_and_has_all_the_time_again(floor: Floor) -> None:
    offer = served(floor)
    for _ in range(3):
        floor.centre.disconnected("anna")
        floor.wait(AWAY_MS - 1)
        floor.centre.connected("anna")
    floor.wait(2 * AWAY_MS)
    assert floor.held("anna").id == offer.interaction_id
    assert LineKind.HANDED_BACK not in floor.lines(offer.conversation_id)


def test_the_time_goes_on_over_a_restart(floor: Floor) -> None:
    served(floor)
    floor.centre.disconnected("anna")
    floor.wait(AWAY_MS - 100_000)
    floor.crash()
    floor.wait(99_999)
    assert phase(floor) == "with_agent"
    floor.wait(1)
    assert phase(floor) == "waiting"
    floor.crash()
    assert phase(floor) == "waiting"


def test_after_a_hubs_long_absence_agents_may_come_first(floor: Floor) -> None:
    served(floor)
    floor.centre.disconnected("anna")
    floor.now += 10 * AWAY_MS
    floor.crash()
    floor.wait(GRACE_MS - 1)
    assert phase(floor) == "with_agent"
    floor.centre.connected("anna")
    floor.wait(AWAY_MS)
    assert phase(floor) == "with_agent"


def test_who_was_there_when_the_hub_died_is_away_from_its_start(floor: Floor) -> None:
    served(floor)
    floor.now += AWAY_MS
    floor.crash()
    floor.wait(AWAY_MS - 1)
    assert phase(floor) == "with_agent"
    floor.wait(1)
    assert phase(floor) == "waiting"


def test_a_full_queue_takes_its_own_work_back(floor: Floor) -> None:
    offer = served(floor)
    (support, _) = floor.centre.queues()
    floor.centre.disconnected("anna")
    floor.arrive("vito")
    floor.centre.define_queue(replace(support, max_waiting=1))
    floor.wait(AWAY_MS)
    assert phase(floor) == "waiting"
    floor.ready("cleo")
    waiting = {one.interaction_id for one in floor.centre.snapshot("cleo")[1].offers}
    assert len(waiting) == 2
    assert offer.interaction_id in waiting


def test_wrap_up_of_who_is_gone_is_completed_and_late_words_count(floor: Floor) -> None:
    (support, _) = floor.centre.queues()
    floor.centre.define_queue(replace(support, wrap_up_ms=None))
    offer = served(floor)
    floor.ask("anna", EndInteraction(interaction_id=offer.interaction_id))
    floor.centre.disconnected("anna")
    floor.listen()
    floor.wait(AWAY_MS)
    done = [one.event for one in floor.listen() if isinstance(one.event, InteractionChanged)]
    assert (done[-1].interaction.state, done[-1].interaction.disposition) == (
        InteractionState.DONE,
        NO_DISPOSITION,
    )
    floor.centre.connected("anna")
    floor.ask("anna", CompleteWrapUp(interaction_id=offer.interaction_id, disposition="solved"))
    late = [one.event for one in floor.listen() if isinstance(one.event, InteractionChanged)]
    assert late[-1].interaction.disposition == "solved"


def test_a_queue_says_how_long_and_a_change_counts_at_once(floor: Floor) -> None:
    (support, _) = floor.centre.queues()
    floor.centre.define_queue(replace(support, away_ms=None))
    served(floor)
    floor.centre.disconnected("anna")
    floor.wait(100 * AWAY_MS)
    assert phase(floor) == "with_agent"
    floor.crash()
    assert floor.centre.queues()[0].away_ms is None
    floor.centre.define_queue(replace(support, away_ms=100 * AWAY_MS + 1))
    assert phase(floor) == "with_agent"
    floor.wait(1)
    assert phase(floor) == "waiting"
    with pytest.raises(Refused):
        floor.centre.define_queue(replace(support, away_ms=-1))


def test_who_is_disabled_keeps_nothing(floor: Floor) -> None:
    offer = served(floor)
    floor.arrive("vito")
    floor.accept("anna")
    floor.ask("anna", EndInteraction(interaction_id=offer.interaction_id))
    (anna,) = [one for one in floor.centre.agents() if one.id == "anna"]
    floor.centre.define_agent(replace(anna, queues=()))
    with floor.centre.request() as book:
        attendance.shut_out(book, book.agent("anna"))
    position, seen = floor.centre.snapshot("anna")
    assert (seen.interactions, seen.presence.state) == ((), PresenceState.OFFLINE)
    assert floor.lines(offer.conversation_id)[-1] is LineKind.COMPLETED
    assert floor.centre.chat_state("vito").phase == "waiting"
    floor.centre.disconnected("anna")
    floor.wait(10 * AWAY_MS)
    assert floor.centre.snapshot("anna")[1].presence.state is PresenceState.OFFLINE
    assert floor.centre.position >= position
