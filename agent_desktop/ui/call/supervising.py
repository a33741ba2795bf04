"""What supervisors can do with colleagues' calls, and how a chat becomes a call, as commands of the palette.

Promises nothing to who may not supervise, nothing about calls that are over, and no invitation that could not be
carried out.
"""

from collections.abc import Iterator
from functools import partial

from agent_desktop.desk.api import ColleagueCall, DeskView
from agent_desktop.model.backend_calls import EndSupervision, InviteToCall, Listening, Supervise
from agent_desktop.model.intents import OrderCall
from agent_desktop.model.manifest import Capability
from agent_desktop.model.telephone import HUB_LINE
from agent_desktop.model.work import Channel, InteractionState
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.shell.commands import Command, fit
from agent_desktop.ui.words import tr

_FOUND = 12
ICONS = {Listening.MONITOR: "headset", Listening.WHISPER: "mic", Listening.BARGE: "users"}


def found_calls(desk: DeskView, words: str) -> Iterator[Command]:
    """For the palette: to whom one can listen, how, and how to leave."""
    if not desk.manifest.can(Capability.SUPERVISOR) or not words.strip():
        return
    found = 0
    for call in desk.colleague_calls():
        for command in _commands(desk, call):
            if fit(words, command.title) is None:
                continue
            yield command
            found += 1
            if found == _FOUND:
                return


def _commands(desk: DeskView, call: ColleagueCall) -> Iterator[Command]:
    name = single_line(call.agent.name, 60)
    about = " · ".join(
        one
        for one in (single_line(call.customer_name, 60), single_line(call.queue_name, 40))
        if one
    )
    titles = {
        Listening.MONITOR: tr("Listen to {name}", name=name),
        Listening.WHISPER: tr("Whisper to {name}", name=name),
        Listening.BARGE: tr("Barge in on {name}", name=name),
    }
    for mode, title in titles.items():
        if mode is call.listening:
            continue
        order = Supervise(interaction_id=call.interaction_id, mode=mode)
        run = partial(desk.post, OrderCall(order=order))
        key = f"supervise.{call.interaction_id}.{mode.value}"
        yield Command(key, title, tr("Supervision"), ICONS[mode], run, about)
    if call.listening is not None:
        leave = OrderCall(order=EndSupervision(interaction_id=call.interaction_id))
        title = tr("Leave the call of {name}", name=name)
        key = f"supervise.{call.interaction_id}.leave"
        yield Command(key, title, tr("Supervision"), "x", partial(desk.post, leave), about)


def can_invite(desk: DeskView) -> bool:
    """Whether the visitor of the open chat can be asked to be called on their page."""
    phone, opened = desk.phone, desk.open_conversation
    thread = desk.thread(opened) if opened is not None else None
    if phone is None or thread is None or not desk.manifest.can(Capability.VOICE):
        return False
    work = thread.interaction
    ours = work is not None and work.agent_id == desk.me.id and work.channel is Channel.CHAT
    active = work is not None and work.state is InteractionState.ACTIVE
    line = any(one.id.partition(":")[0] == HUB_LINE for one in phone.accounts)
    return ours and active and line and thread.conversation.customer_online


def invite(desk: DeskView) -> None:
    """Ask the visitor of the open chat."""
    opened = desk.open_conversation
    if opened is not None and can_invite(desk):
        desk.post(OrderCall(order=InviteToCall(conversation_id=opened)))


def invite_command(desk: DeskView) -> Command:
    """The same for keys, palette and key sheet."""
    return Command(
        "call.invite",
        tr("Turn this chat into a call"),
        tr("Call"),
        "phone-outgoing",
        partial(invite, desk),
        available=partial(can_invite, desk),
    )
