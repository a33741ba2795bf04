"""Agents' time in calls that are a colleague's work: asked aside, or called into a conference.

Promises a passage of its own, under the leg's id, from the moment that an agent's telephone is up in such a call until
it is out of it or the work has become theirs. Refuses supervisors, whose listening is no work for the customer, and
calls among colleagues. What a hub that dies leaves open stays open, and is not counted.
"""

from msgspec.structs import replace

from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.live import LiveInteraction
from agent_desktop.hub.storage import passages
from agent_desktop.hub.voice.records import VoiceCall
from agent_desktop.model.passages import Came, Gone, Left, Passage


def follow(
    book: Book, one: LiveInteraction, before: VoiceCall | None, now: VoiceCall | None
) -> None:
    """The call of this work looks otherwise now; None: there is none."""
    were, are = _helpers(before), _helpers(now)
    for leg_id, agent_id in were - are:
        found = passages.part_of(book.storage, leg_id, agent_id)
        if found is not None:
            over = replace(found, ended_at=book.now, wrapped_at=book.now, gone=Gone.DONE)
            passages.keep_passage(book.storage, over)
    for leg_id, agent_id in are - were:
        begun = Passage(
            interaction_id=leg_id,
            number=1,
            queue_id=one.shown.queue_id,
            channel=one.shown.channel,
            came=Came.CALLED_IN,
            came_at=book.now,
            entry_point_id=one.shown.entry_point_id,
            last_epoch=0,
            agent_id=agent_id,
            left=Left.ANSWERED,
            left_at=book.now,
        )
        passages.keep_passage(book.storage, begun)


def _helpers(call: VoiceCall | None) -> set[tuple[str, str]]:
    """The legs, and whose they are, of agents who help the one who has the call."""
    if call is None or call.internal or not call.owner:
        return set()
    return {
        (leg.id, leg.agent)
        for leg in call.legs
        if leg.part == "agent" and leg.state == "up" and leg.agent and leg.agent != call.owner
    }


def customer_waits(call: VoiceCall) -> bool:
    """Whether the customer of a talk hears music: held, or alone while somebody is asked aside."""
    customer = next((leg for leg in call.legs if leg.part == "customer"), None)
    if customer is None or customer.state != "up" or call.stage != "talking":
        return False
    return customer.held or not any(
        leg.part in ("agent", "outside")
        and leg.state == "up"
        and not leg.held
        and leg.aside == customer.aside
        for leg in call.legs
    )
