"""All calls of a user agent: places them, takes those that arrive, finds the one that a Replaces names (RFC 3891).

Promises that a call is forgotten when nothing of it can come any more. Refuses more calls than the configuration
allows.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from agent_desktop.sip.agent.call import Call
from agent_desktop.sip.agent.call_events import CallArrived, CallState
from agent_desktop.sip.agent.callee import Callee
from agent_desktop.sip.agent.caller import Caller
from agent_desktop.sip.agent.core import Core
from agent_desktop.sip.agent.leg import Leg
from agent_desktop.sip.agent.line import Line, is_sips
from agent_desktop.sip.audio_terms import Terms
from agent_desktop.sip.dialog import Dialog, came_directly
from agent_desktop.sip.fields import BadValue, Replaces
from agent_desktop.sip.flow import Flow, Target
from agent_desktop.sip.message import Request
from agent_desktop.sip.offer_answer import Negotiation
from agent_desktop.sip.transactions import TransactionKey


class Calls:
    """The calls that are not forgotten, by name."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._count = itertools.count(1)
        self.by_name: dict[str, Call] = {}

    def __len__(self) -> int:
        return len(self.by_name)

    def place(
        self,
        line: Line,
        to: str,
        terms: Terms,
        *,
        uri: str = "",
        late: bool = False,
        headers: Sequence[tuple[str, str]] = (),
        way: Flow | Target | None = None,
    ) -> Call:
        """Call `to`; `late` lets the other side say first what to speak. `uri` when it differs from `to`."""
        call = self._new(line, f"<{to}>")
        call.terms = terms
        caller = Caller(
            self._core,
            line,
            call,
            uri=uri or to,
            to=to,
            terms=terms,
            late=late,
            headers=headers,
            way=way,
        )
        call.place(caller)
        return call

    def arrived(self, key: TransactionKey, request: Request, flow: Flow, line: Line) -> None:
        """An INVITE that belongs to no dialog."""
        core = self._core
        if len(self.by_name) >= core.config.calls:
            core.answer(key, request, 486)
            return
        try:
            dialog = Dialog.of_callee(request, core.tokens())
            taken = request.headers.all("Replaces")
            replaces = Replaces.parse(taken[0]) if taken else None
        except BadValue:
            core.answer(key, request, 400)
            return
        old = self.named_by(replaces) if replaces is not None else None
        if replaces is not None:
            status = _refusal(old, replaces)
            if status or len(taken) > 1:
                core.answer(key, request, 400 if len(taken) > 1 else status)
                return
        call = self._new(line, request.headers.get("From") or "")
        talk = Negotiation(core.chance.getrandbits(31), core.keys)
        leg = Leg(core, line, dialog, talk, flow)
        # A peer that talks to us directly is reached where it came from; one behind a proxy by the route.
        leg.direct = came_directly(request) and not dialog.routes
        leg.sips = is_sips(request.uri)
        callee = Callee(core, call, leg, key, request)
        core.dialogs[dialog.id] = call
        if not call.take(callee):
            return
        call.replaces = old
        core.say(CallArrived(call, old))

    def named_by(self, replaces: Replaces) -> Call | None:
        """The call that a Replaces means; one that is over counts, so that it can be refused as such."""
        for call in self.by_name.values():
            if any(leg.dialog.is_meant_by(replaces) for leg in call.legs):
                return call
        return None

    def _forward(
        self, line: Line, to: str, terms: Terms, headers: Sequence[tuple[str, str]]
    ) -> Call:
        return self.place(line, to, terms, headers=headers)

    def _forget(self, name: str) -> None:
        """Nothing of it comes any more."""
        self.by_name.pop(name, None)

    def _new(self, line: Line, remote: str) -> Call:
        name = f"call-{next(self._count)}"
        call = self.by_name[name] = Call(
            self._core, line, name, remote, self._forward, self._forget
        )
        return call


def _refusal(old: Call | None, replaces: Replaces) -> int:
    """What to answer to a Replaces that cannot be followed (RFC 3891, 3); 0 when it can."""
    waiting: tuple[CallState, ...] = ("idle", "dialing", "ringing")
    if old is None:
        return 481
    if old.state == "ended":
        return 603
    if old.state in waiting or (old.state == "early" and not old.outgoing):
        return 481
    if old.state != "early" and replaces.early_only:
        return 486
    return 0
