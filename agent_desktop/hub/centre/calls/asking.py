"""What agents' orders about calls are checked by: the last picture of the call, and where it may go.

Promises a refusal in words before the telephones are asked; what changes in the same moment they refuse themselves.
"""

from collections.abc import Collection

from agent_desktop.hub.centre import transferring, work
from agent_desktop.hub.centre.book import Book
from agent_desktop.hub.centre.calls import legs, numbering
from agent_desktop.hub.centre.live import LiveAgent
from agent_desktop.hub.voice.phones import phone_of
from agent_desktop.hub.voice.records import Caller, Leg, Target, VoiceCall
from agent_desktop.model.backend_calls import CallTarget, TargetKind
from agent_desktop.model.errors import Refused
from agent_desktop.model.people import PresenceState
from agent_desktop.model.work import Channel

MAX_TOKEN = 200


def no(message: str, remedy: str, value: str = "", field: str = "interaction_id") -> Refused:
    """A refusal."""
    return Refused(message, remedy=remedy, field=field, value=value)


def call_id_of(book: Book, interaction_id: str) -> str:
    """The call of an interaction: one who is consulted knows it by an interaction of their own."""
    call = book.live.calls.get(interaction_id)
    return interaction_id if call is None else call.call


def in_call(book: Book, agent: LiveAgent, interaction_id: str) -> tuple[VoiceCall, Leg]:
    """The call and the agent's leg. Raises Refused."""
    call = book.links.pictures.get(call_id_of(book, interaction_id))
    leg = legs.leg_of(call, agent.profile.id) if call is not None else None
    if call is None or leg is None or leg.part != "agent":
        raise no("You are not in this call.", "It may be over; look at it again.", interaction_id)
    return call, leg


def talking(book: Book, agent: LiveAgent, interaction_id: str) -> tuple[VoiceCall, Leg]:
    """The same, of a call in which the agent speaks. Raises Refused."""
    call, leg = in_call(book, agent, interaction_id)
    if call.stage != "talking" or leg.state != "up":
        raise no("Nobody speaks in this call yet.", "Wait until it is answered.", interaction_id)
    return call, leg


def others(call: VoiceCall, leg: Leg | None) -> list[Leg]:
    """The legs beside this one, without supervisors."""
    return [one for one in call.legs if one is not leg and one.part != "supervisor"]


def room(call: VoiceCall, leg: Leg | None) -> list[Leg]:
    """Whom an agent can let hear music: who is on the line where the agent is. Colleagues only in a call of theirs."""
    aside = leg is not None and leg.aside
    return [
        one
        for one in others(call, leg)
        if (call.internal or one.part != "agent") and one.aside == aside and one.state == "up"
    ]


def with_somebody(call: VoiceCall, leg: Leg) -> None:
    """Raises Refused while nobody else is on the line."""
    if not any(one.state == "up" for one in others(call, leg)):
        raise no("Nobody else is on the line yet.", "Wait until somebody answers.", call.id)


def consulting(book: Book, agent: LiveAgent, interaction_id: str) -> tuple[VoiceCall, Leg, Leg]:
    """The call, the agent's leg and the consulted one. Raises Refused."""
    call, leg = talking(book, agent, interaction_id)
    asked = next((one for one in call.legs if one.aside and one is not leg), None)
    if call.asker != leg.id or asked is None:
        raise no("You are consulting nobody in this call.", "Consult somebody first.", call.id)
    return call, leg, asked


def target(
    book: Book, agent: LiveAgent, call: VoiceCall, wanted: CallTarget, *, offered: bool
) -> Target:
    """Where a call is to go, for the switch. `offered`: an agent gets an offer, else the telephone rings at once.

    Raises Refused.
    """
    if wanted.kind is TargetKind.QUEUE:
        if call.internal:
            raise no(
                "A call among colleagues cannot wait in a queue.",
                "Choose a colleague, or a number.",
                wanted.value,
                "target",
            )
        _check_queue(book, wanted.value)
        return Target(kind="queue", id=wanted.value)
    if wanted.kind is TargetKind.SKILL:
        return _able(book, call, wanted.value)
    by_number = wanted.kind is TargetKind.NUMBER
    other = numbering.colleague(book, wanted.value) if by_number else None
    if by_number and other is None:
        if not any(one.isdigit() for one in wanted.value) and "@" not in wanted.value:
            raise no(
                "Nobody of the team and no queue has this name.",
                "Choose one of the list, or type a number.",
                wanted.value,
                "target",
            )
        number = numbering.checked(book, wanted.value, "target")
        if offered and call.internal:
            with_colleague(others(call, legs.leg_of(call, agent.profile.id)))
        return Target(kind="number", number=number)
    other = other or book.live.agents.get(wanted.value)
    if other is None:
        raise no(
            "This colleague does not belong to the team any more.",
            "Choose somebody else.",
            wanted.value,
            "target",
        )
    name = other.profile.name
    if legs.leg_of(call, other.profile.id) is not None:
        raise no(f"{name} is in this call already.", "Choose somebody else.", name, "target")
    if offered and not call.internal:
        one = book.live.interactions.get(call.id)
        serves = one is not None and one.shown.queue_id in other.profile.queues
        if not serves or Channel.VOICE.value not in other.channels:
            raise no(
                f"{name} takes no calls of this queue now.",
                "Transfer to a queue, or consult somebody.",
                name,
                "target",
            )
    else:
        check_reachable(book, other)
    if not call.internal:
        return to_agent(other)
    return to_agent(other, _left(book, agent, call) if offered else as_caller(agent))


def _able(book: Book, call: VoiceCall, skill: str) -> Target:
    """Whoever of the call's queue has a skill."""
    one = book.live.interactions.get(call.id)
    if one is None:
        raise no(
            "A call among colleagues cannot wait in a queue.",
            "Choose a colleague, or a number.",
            skill,
            "target",
        )
    queue_id = one.shown.queue_id
    return Target(
        kind="queue", id=queue_id, skills=transferring.able(book, queue_id, skill, field="target")
    )


def to_agent(other: LiveAgent, caller: Caller | None = None) -> Target:
    """An agent, for the switch; in a call among colleagues with who calls them."""
    return Target(
        kind="agent", id=other.profile.id, number=phone_of(other.profile.id), caller=caller
    )


def as_caller(agent: LiveAgent) -> Caller:
    """An agent, as a colleague's telephone shows them."""
    return Caller(agent.profile.extension or phone_of(agent.profile.id), agent.profile.name)


def _left(book: Book, agent: LiveAgent, call: VoiceCall) -> Caller:
    """Who will talk to the one to whom this agent hands a call among colleagues: the other in it."""
    for leg in call.legs:
        other = book.live.agents.get(leg.agent)
        if leg.part == "outside":
            return Caller(leg.number, "")
        if other is not None and other is not agent:
            return as_caller(other)
    return as_caller(agent)


def with_colleague(left: Collection[Leg]) -> None:
    """Raises Refused where nobody of the team would be among those whom a colleague leaves to each other."""
    if not any(one.part == "agent" for one in left):
        raise no(
            "Nobody of the team would be left in this call.",
            "Stay in it, or hand it on to a colleague.",
        )


def _check_queue(book: Book, queue_id: str) -> None:
    queue = book.live.queues.get(queue_id)
    if queue is None:
        raise no("This queue does not exist any more.", "Choose another one.", queue_id, "target")
    if not work.has_room(book, queue_id):
        raise no(f"{queue.name} is full.", "Choose another queue.", queue.name, "target")


def check_reachable(book: Book, other: LiveAgent, field: str = "target") -> None:
    """Raises Refused unless a colleague's telephone can ring now."""
    agent_id, name = other.profile.id, other.profile.name
    if other.presence.state is PresenceState.OFFLINE:
        raise no(f"{name} is offline.", "Try later, or choose somebody else.", name, field)
    if agent_id not in book.links.phones:
        raise no(f"{name} cannot be reached by phone.", "Choose somebody else.", name, field)
    offered = (book.live.interactions[one].shown.channel for one in other.offers)
    if is_busy(book, other) or Channel.VOICE in offered:
        raise no(f"{name} is in another call.", "Try later, or choose somebody else.", name, field)


def in_hand(book: Book, agent: LiveAgent) -> list[str]:
    """The interactions of calls that the agent has and that are not over."""
    held = (book.live.interactions[one].shown for one in agent.held)
    return [one.id for one in held if one.channel is Channel.VOICE and one.ended_at is None]


def is_busy(book: Book, agent: LiveAgent) -> bool:
    """Whether the agent is in a call, or about to be."""
    there = any(True for _ in legs.calls_of(book, agent.profile.id))
    return there or bool(in_hand(book, agent))


def check_phone(book: Book, agent: LiveAgent) -> None:
    """Raises Refused unless the agent has a telephone."""
    if agent.profile.id not in book.links.phones:
        raise no(
            "Your telephone is not connected to the hub.",
            "Look at the telephone's settings, or wait a moment.",
            agent.profile.id,
            "phone",
        )


def check_free(book: Book, agent: LiveAgent) -> None:
    """Raises Refused unless the agent's own telephone can ring for the only call of theirs."""
    check_phone(book, agent)
    if is_busy(book, agent):
        raise no("You are in a call.", "End it first.", agent.profile.id, "phone")


def check_token(token: str) -> None:
    """Raises Refused where it is no secret that a telephone could carry."""
    if len(token) > MAX_TOKEN or not (token.isascii() and (token.isprintable() or not token)):
        raise no("The token is too long, or no plain text.", "Ask again.", "", "token")
