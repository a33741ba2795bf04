"""The switch: inputs in, decisions out.

Promises the same decisions for the same inputs at the same times; that the clock never runs backwards (an earlier time
counts as the latest one seen); that what is due by then happens before the input does; and that after every `apply`
the decisions describe the calls completely: who hears whom, what is played, what is recorded.

Refuses I/O, a clock of its own, chance. Bad values become `Refused`; only a foreign type raises (`TypeError`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from agent_desktop.hub.voice import inputs as told
from agent_desktop.hub.voice.decisions import Decision
from agent_desktop.hub.voice.policy import Policy, problems
from agent_desktop.hub.voice.records import VoiceCall
from agent_desktop.hub.voice.switch import commands, lines, offers, surveying
from agent_desktop.hub.voice.switch.call import Call
from agent_desktop.hub.voice.switch.exchange import Exchange
from agent_desktop.hub.voice.switch.settling import settle


def _define(x: Exchange, new: told.PolicyDefined) -> None:
    """A new policy, when it fits together."""
    wrong = problems(new.policy)
    for field, value in wrong:
        x.refuse("bad_value", field, value)
    if not wrong:
        x.policy = new.policy
        x.touched.update(x.calls)


def _nothing(x: Exchange, new: told.TimePassed) -> None:
    """The clock alone: what was due has happened before."""


HANDLERS: dict[type, Callable[[Exchange, Any], None]] = {
    told.PolicyDefined: _define,
    told.CallArrived: lines.arrive,
    told.LegRinging: lines.ringing,
    told.LegAnswered: lines.answered,
    told.LegEnded: lines.end,
    told.WorkerLost: lines.lose_worker,
    told.DigitPressed: lines.press,
    told.PlaybackFinished: lines.finish_playing,
    told.SilenceHeard: lines.hear_silence,
    told.RecordingFailed: lines.fail_recording,
    told.StandingTold: offers.stand,
    told.ArrivalRefused: offers.refuse_arrival,
    told.CallerTold: offers.tell,
    told.WaitOver: offers.end_wait,
    told.OfferAccepted: offers.accept,
    told.OfferEnded: offers.end,
    told.CallbackRestored: offers.restore,
    told.CallbackRenumbered: offers.renumber,
    told.CustomerAway: offers.leave_page,
    told.SurveyPlanned: surveying.plan,
    told.CallPlaced: offers.place,
    told.Held: commands.hold,
    told.Resumed: commands.resume,
    told.Transferred: commands.transfer,
    told.ConsultStarted: commands.consult,
    told.ConsultSwapped: commands.swap,
    told.ConsultCompleted: commands.complete,
    told.ConsultCancelled: commands.cancel,
    told.ConsultJoined: commands.join,
    told.PartyAdded: commands.add,
    told.PartyDropped: commands.drop,
    told.HungUp: commands.hang_up,
    told.RecordingAsked: commands.record,
    told.Supervised: commands.supervise,
    told.SupervisionEnded: commands.end_supervision,
    told.TimePassed: _nothing,
}


class Switch:
    """All calls of one hub. Not thread-safe: one caller at a time."""

    def __init__(self, policy: Policy | None = None) -> None:
        self._exchange = Exchange(policy or Policy())
        self._due: dict[str, int] = {}
        self._changed: dict[str, None] = {}

    @property
    def policy(self) -> Policy:
        """The policy that holds."""
        return self._exchange.policy

    def apply(self, new: told.Input, now_ms: int) -> tuple[Decision, ...]:
        """Take one input at `now_ms` (epoch milliseconds); the decisions in the order in which they happened.

        Raises TypeError for a type that is not an input.
        """
        handler = HANDLERS.get(type(new))
        if handler is None:
            raise TypeError(f"not an input of the switch: {type(new).__name__}")
        x = self._exchange
        x.out = []
        x.now = max(x.now, now_ms)
        for call in [call for call, due in self._due.items() if due <= x.now]:
            lines.tick(x, x.calls[call])
        self._settle()
        x.order = new if isinstance(new, told.AgentOrder) else None
        handler(x, new)
        self._settle()
        return tuple(x.out)

    def _settle(self) -> None:
        """Let everything follow in the calls that were touched."""
        x = self._exchange
        while x.touched:
            call = x.touched.pop(next(iter(x.touched)))
            self._changed[call.id] = None
            if call.id not in x.calls:
                continue
            settle(x, call)
            x.touched.pop(call.id, None)
            due = lines.due(call) if call.id in x.calls else None
            if due is None:
                self._due.pop(call.id, None)
            else:
                self._due[call.id] = due

    def next_deadline(self) -> int | None:
        """When something falls due next, epoch ms: apply `TimePassed` then. None: nothing is pending."""
        return min(self._due.values(), default=None)

    def take_changed(self) -> tuple[str, ...]:
        """The calls whose picture may have changed since the last time this was asked, those that ended included."""
        changed, self._changed = tuple(self._changed), {}
        return changed

    def call(self, call: str) -> VoiceCall | None:
        """One living call, or None."""
        found = self._exchange.calls.get(call)
        return self._picture(found) if found else None

    def calls(self) -> tuple[VoiceCall, ...]:
        """All living calls, in the order of their beginning."""
        return tuple(self._picture(call) for call in self._exchange.calls.values())

    def _picture(self, call: Call) -> VoiceCall:
        return call.picture(self._exchange.voice(call).recording)
