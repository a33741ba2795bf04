"""What the header of a conversation says and offers, decided from the desk's facts.

Promises that a button is offered only where the backend can do it and the agent may. Refuses widgets.
"""

from dataclasses import dataclass
from enum import StrEnum

from agent_desktop.desk.api import Thread
from agent_desktop.model.base import Millis
from agent_desktop.model.manifest import Capability, Manifest
from agent_desktop.model.timeline import Conversation
from agent_desktop.model.work import Channel, Interaction, InteractionState
from agent_desktop.ui.conversation.timeline.words import channel_words
from agent_desktop.ui.kit.badges import Sla
from agent_desktop.ui.kit.format import age, remaining, time_of_day
from agent_desktop.ui.kit.networks import network_name
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.words import tr

AT_RISK_MS = 120_000


class Step(StrEnum):
    """The one next step of the work, as the header's button."""

    TAKE = "take"
    END = "end"
    COMPLETE = "complete"


@dataclass(frozen=True, slots=True)
class HeaderLook:
    """Title, place line, reply badge (words and state, empty words for none) and the next step."""

    title: str
    place: str
    badge: str = ""
    sla: Sla = Sla.ON_TRACK
    step: Step | None = None


def step_words(step: Step) -> str:
    """The label of the button."""
    return {Step.TAKE: tr("Take"), Step.END: tr("End"), Step.COMPLETE: tr("Complete")}[step]


STEP_ICONS: dict[Step, str] = {Step.TAKE: "plus", Step.END: "x", Step.COMPLETE: "check"}


def header_look(thread: Thread, manifest: Manifest, me_id: str, now: Millis) -> HeaderLook:
    """The header of `thread` at `now`."""
    talk = thread.conversation
    name = single_line(thread.customer.name if thread.customer else "") or tr("Unknown customer")
    subject = single_line(talk.subject)
    state = (
        tr("open {age}", age=age(max(0, now - talk.opened_at))) if talk.open else tr("completed")
    )
    parts = [name] if subject else []
    parts += [_way(talk), tr("No. {number}", number=talk.number), state]
    badge, sla = _badge(thread, now)
    return HeaderLook(
        title=subject or name,
        place=" · ".join(parts),
        badge=badge,
        sla=sla,
        step=next_step(thread.interaction, manifest, me_id),
    )


def _way(talk: Conversation) -> str:
    """How customer and agent speak: the network, where the channel does not say it."""
    network = talk.reply_ways[0].route.network if talk.reply_ways else ""
    if talk.channel is Channel.SOCIAL and network:
        return network_name(network)
    return channel_words(talk.channel)


def _badge(thread: Thread, now: Millis) -> tuple[str, Sla]:
    talk = thread.conversation
    if not talk.open:
        return "", Sla.ON_TRACK
    if talk.reply_due_at is not None:
        left = talk.reply_due_at - now
        words = tr("Next reply {left}", left=remaining(left))
        return (
            words,
            Sla.BREACHED if left < 0 else Sla.AT_RISK if left <= AT_RISK_MS else Sla.ON_TRACK,
        )
    if talk.replied_at is not None and talk.channel is not Channel.VOICE:
        return tr("Replied {time}", time=time_of_day(talk.replied_at)), Sla.MET
    return "", Sla.ON_TRACK


def next_step(interaction: Interaction | None, manifest: Manifest, me_id: str) -> Step | None:
    """What the agent can do with the work itself."""
    if interaction is None:
        return None
    if interaction.state is InteractionState.QUEUED:
        return Step.TAKE if manifest.can(Capability.PULL) else None
    if interaction.agent_id != me_id:
        return None
    if interaction.state is InteractionState.ACTIVE:
        return Step.END
    if interaction.state is InteractionState.WRAP_UP and manifest.can(Capability.WRAP_UP):
        return Step.COMPLETE
    return None
