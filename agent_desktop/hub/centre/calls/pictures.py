"""What calls look like: kept as long as they live, and told to whoever is in them.

Promises that an agent's desks hear of a call from the moment that their telephone is in it until it is not, also over
restarts; that everybody in a call sees everybody, supervisors too: nobody is listened to in secret unless the house has
said so, and then whoever speaks is seen still.
"""

from msgspec.structs import replace

from agent_desktop.hub.centre.attendance import tell_routing
from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.calls import guests, house, keeping, legs, pages, wrap_clock
from agent_desktop.hub.centre.calls.legs import talks
from agent_desktop.hub.centre.presence import show_in_call
from agent_desktop.hub.voice.records import Leg, VoiceCall
from agent_desktop.model.backend_calls import (
    BackendCall,
    CallClosed,
    CallRecording,
    CallUpdated,
    Listening,
    Party,
    PartyKind,
    PartyState,
)


def pictured(book: Book, call: VoiceCall) -> None:
    """A call has changed."""
    before = book.links.pictures.get(call.id)
    keeping.picture(book, call.id, call)
    kept = book.live.calls.get(call.id)
    if kept is not None:
        number = kept.number or call.number
        keeping.put(
            book, replace(kept, language=call.language, attempts=call.attempts, number=number)
        )
    _tell(book, call.id, before, call)


def gone(book: Book, call_id: str) -> None:
    """The telephones carry a call no more."""
    before, kept = book.links.pictures.get(call_id), book.live.calls.get(call_id)
    if before is not None or (kept is not None and kept.told):
        keeping.picture(book, call_id, None)
        _tell(book, call_id, before, None)


def _tell(book: Book, call_id: str, before: VoiceCall | None, now: VoiceCall | None) -> None:
    """Tell those who were in the call, and those who are; and routing, where that makes a difference."""
    were = legs.agents_in(before) if before is not None else ()
    are = legs.agents_in(now) if now is not None else ()
    known = [one for one in are if one in book.live.agents]
    kept = book.live.calls.get(call_id)
    if kept is not None:
        were = kept.told  # also what an earlier life of the hub told
        keeping.put(book, replace(kept, told=tuple(known)))
    out = [one for one in were if one not in are and one in book.live.agents]
    book.tell_agents(out, CallClosed(interaction_id=call_id))
    if now is not None and known:
        guests.introduce(book, call_id, [one for one in known if one not in were])
        for agent_id in known:
            book.tell_agents((agent_id,), CallUpdated(call=shown(book, now, agent_id)))
    if now is not None:
        pages.tell_page(book, call_id)
    for agent_id in (*out, *known):
        agent = book.live.agents[agent_id]
        # Who was in a call of an earlier life of the hub was told of as such by that one.
        show_in_call(book, agent, talks(book, agent_id), again=agent_id in out)
        tell_routing(book, agent)
        wrap_clock.follow(book, agent)
    _tell_routing(book, before, now)


def _tell_routing(book: Book, *pictures: VoiceCall | None) -> None:
    """Also those are free or not whose telephones are not rung yet, or never were."""
    there = [leg.agent for call in pictures if call is not None for leg in call.legs]
    for agent_id in dict.fromkeys(there):
        if agent_id in book.live.agents:
            tell_routing(book, book.live.agents[agent_id])


def shown(book: Book, call: VoiceCall, agent_id: str) -> BackendCall:
    """A call for the desk of an agent; of a supervisor who only listens, the others know where the house says so."""
    hidden = not house.listening_is_told(book)
    seen = [
        leg
        for leg in call.legs
        if leg.agent == agent_id
        or not (hidden and leg.part == "supervisor" and leg.mode == "monitor")
    ]
    return BackendCall(
        interaction_id=call.id,
        parties=tuple(_party(book, call, leg) for leg in seen),
        recording=CallRecording(call.recording),
        may_record=call.may_record,
        may_pause=call.may_pause,
        asker=call.asker,
        internal=call.internal,
        unseen=hidden,
    )


def _party(book: Book, call: VoiceCall, leg: Leg) -> Party:
    agent = book.live.agents.get(leg.agent)
    name = agent.profile.name if agent is not None else ""
    number = "" if leg.part in ("agent", "supervisor") else leg.number
    if call.internal and agent is not None:
        number = agent.profile.extension
    if leg.part == "customer":
        one = book.live.interactions.get(call.id)
        name = one.shown.customer_name if one is not None else ""
    return Party(
        id=leg.id,
        kind=PartyKind(leg.part),
        state=PartyState(leg.state),
        name=name,
        number=number,
        agent_id=leg.agent,
        held=leg.held,
        aside=leg.aside,
        mode=Listening(leg.mode) if leg.mode else None,
    )


def calls_for(book: Book, agent_id: str) -> tuple[BackendCall, ...]:
    """The calls in which an agent's telephone is, for a snapshot."""
    there = (call for call in book.links.pictures.values() if agent_id in legs.agents_in(call))
    return tuple(shown(book, call, agent_id) for call in there)
