"""The words of those in a call: who they are, how far they are, how a supervisor is there.

Promises a safe line for whatever a far party calls itself.
"""

from agent_desktop.desk.api import CallLine
from agent_desktop.model.backend_calls import Listening, Party, PartyKind, PartyState
from agent_desktop.ui.call.words import number_shown
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.words import tr


def party_name(party: Party) -> str:
    """Who it is: name, else number, else what they are."""
    known = single_line(party.name, 80) or number_shown(party.number)
    if known:
        return known
    match party.kind:
        case PartyKind.CUSTOMER:
            return tr("Customer")
        case PartyKind.AGENT:
            return tr("Colleague")
        case PartyKind.SUPERVISOR:
            return tr("Supervisor")
        case PartyKind.OUTSIDE:
            return tr("Unknown number")


def party_words(party: Party, *, waits: bool = False, to: str = "") -> str:
    """How far they are; empty for who is simply there. `waits`: they hear music while we talk to somebody else; `to` is
    the colleague to whom a supervisor whispers, empty where that is us."""
    match party.state:
        case PartyState.AWAITED:
            return tr("Somebody is looked for…")
        case PartyState.DIALLING:
            return tr("Calling…")
        case PartyState.RINGING:
            return tr("Ringing")
        case PartyState.UP:
            pass
    if party.kind is PartyKind.SUPERVISOR:
        return {
            Listening.MONITOR: tr("Listens"),
            Listening.WHISPER: tr("Whispers to {name}", name=to)
            if to
            else tr("Whispers to you alone"),
            Listening.BARGE: tr("Talks to all"),
        }[party.mode or Listening.MONITOR]
    if party.held or waits:
        return tr("Hears music")
    return tr("Aside") if party.aside else ""


def mode_words(line: CallLine) -> str:
    """How we are in a colleague's call, and who hears us there."""
    name = single_line(line.name, 60) or tr("Colleague")
    mode = line.listening or Listening.MONITOR
    if mode is Listening.MONITOR:
        return tr("Listening to {name}: nobody hears you", name=name)
    if line.call.muted:
        if mode is Listening.WHISPER:
            return tr("Whispering to {name}: you are muted, nobody hears you", name=name)
        return tr("In the call of {name}: you are muted, nobody hears you", name=name)
    if mode is Listening.WHISPER:
        return tr("Whispering to {name}: the customer does not hear you", name=name)
    if customer_waits(line):
        return tr("In the call of {name}: the customer hears music, and not you", name=name)
    return tr("In the call of {name}: everybody hears you", name=name)


def customer_waits(line: CallLine) -> bool:
    """Whether the customer of a call hears neither the supervised agent nor a supervisor there."""
    agent = line.supervised
    apart = agent is not None and agent.aside
    there = [one for one in line.others if one.kind is PartyKind.CUSTOMER]
    return bool(there) and all(one.held or one.aside is not apart for one in there)
