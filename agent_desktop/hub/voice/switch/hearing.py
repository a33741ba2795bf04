"""Who hears whom, what is played to whom, and what is recorded: worked out from a call's state, never remembered.

Promises: who is held hears nobody and is heard by nobody; a consultation is apart from the others; a supervisor who
monitors is heard by nobody, one who whispers by the supervised agent alone, one who barges in by everybody there; and
everybody who is on the line hears somebody or something, unless an agent chose the silence by holding the other.

Refuses orders: `settling` compares with what was ordered before.
"""

from __future__ import annotations

from agent_desktop.hub.voice.switch.call import Call, Pairs, Party

RINGBACK = ("tone/ringback",)


def supervised(call: Call) -> Party | None:
    """The agent whom a supervisor listens to: the owner, else whoever came first."""
    agents = [one for one in call.agents if one.up]
    return next((one for one in agents if one.agent == call.owner), agents[0] if agents else None)


def hearing(call: Call) -> Pairs:
    """(listener, speaker) pairs."""
    if call.stage != "talking":
        return frozenset()
    talkers = [one for one in call.members if one.up and not one.held]
    pairs = {
        (listener.id, speaker.id)
        for listener in talkers
        for speaker in talkers
        if listener is not speaker and listener.aside == speaker.aside
    }
    supervisor, agent = call.supervisor, supervised(call)
    if supervisor is not None and supervisor.up and agent is not None:
        room = [one for one in talkers if one.aside == agent.aside]
        pairs |= {(supervisor.id, one.id) for one in room}
        if supervisor.mode == "whisper":
            pairs.add((agent.id, supervisor.id))
        elif supervisor.mode == "barge":
            pairs |= {(one.id, supervisor.id) for one in room}
    return frozenset(pairs)


def played(call: Call, party: Party, pairs: Pairs, music: str) -> tuple[object, tuple[str, ...]]:
    """What a leg should hear from us: a key that changes when it is to begin again, and the prompts, if any."""
    if party.state != "up":
        return None, ()
    if party.farewell:
        return ("farewell", party.farewell), party.farewell
    programme = call.programme
    if party.part == "customer" and programme is not None:
        if programme.say:
            return (call.programme_number, programme.take), programme.say
        return None, ()
    if any(listener == party.id for listener, _ in pairs):
        return None, ()
    room = [one for one in call.members if one is not party and one.aside == party.aside]
    rings = any(one.state != "up" for one in room)
    agentless = not any(one.up for one in call.agents)
    if rings and (party.part == "agent" or agentless):
        return RINGBACK, RINGBACK
    if party.part == "agent" and any(one.held for one in room):
        return None, ()
    return ("music", music), (music,)


def recorded(call: Call, pairs: Pairs) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The legs of our side and of the customer's side that are recorded now; both empty when the customer hears nobody.

    What is said out of the customer's hearing is not recorded, and who only the agent hears is not either.
    """
    customer = call.customer
    if customer is None:
        return (), ()
    heard = [one for one in call.parties.values() if (customer.id, one.id) in pairs]
    ours = tuple(one.id for one in heard if one.part != "outside")
    if not any(one.part == "agent" for one in heard):
        return (), ()
    return ours, (customer.id, *(one.id for one in heard if one.part == "outside"))
