"""Requests within the dialogs of a call: who deals with each.

Promises an answer to every one of them. Refuses what comes out of order (500) and what a call knows nothing of (405).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_desktop.sip.agent import digits
from agent_desktop.sip.agent.call_events import DigitArrived, TransferAsked
from agent_desktop.sip.agent.config import ACCEPT, ALLOW
from agent_desktop.sip.agent.core import Core
from agent_desktop.sip.agent.referral import Referral
from agent_desktop.sip.dialog import id_of_request
from agent_desktop.sip.flow import Flow
from agent_desktop.sip.message import Request
from agent_desktop.sip.transactions import TransactionKey

if TYPE_CHECKING:
    from agent_desktop.sip.agent.call import Call


class Inside:
    """The requests of one call."""

    def __init__(self, core: Core, call: Call) -> None:
        self._core = core
        self._call = call

    def request(self, key: TransactionKey | None, request: Request, flow: Flow) -> None:
        """One came; without a key it is an ACK."""
        core, call = self._core, self._call
        wanted = id_of_request(request)
        leg = next((one for one in call.legs if one.dialog.id == wanted), None)
        if leg is None:
            core.answer(key, request, 481)
            return
        if key is None:
            self._acknowledged(request)
            return
        # A PRACK says by itself what it is for; one that another request overtook must not end the call.
        if not leg.dialog.in_order(request) and request.method != "PRACK":
            core.answer(key, request, 500)
            return
        if flow.reliable or leg.direct:
            leg.home = flow
        match request.method:
            case "BYE":
                core.answer(key, request, 200)
                call.hung_up(request)
            case "PRACK" if call.callee is not None:
                call.callee.pracked(key, request)
            case "OPTIONS":
                core.answer(key, request, 200, Allow=ALLOW, Accept=ACCEPT)
            case _ if call.state == "ended":
                core.answer(key, request, 481)
            case "INVITE" | "UPDATE":
                call.modifier(leg).request(key, request)
            case "INFO":
                self._info(key, request)
            case "REFER":
                referral = Referral(core, call, leg, key, request)
                if referral.read():
                    core.say(TransferAsked(call, referral))
            case "NOTIFY" if call.handing is not None:
                call.handing.notified(key, request)
            case "NOTIFY" | "PRACK":
                core.answer(key, request, 481)
            case _:
                core.answer(key, request, 405, Allow=ALLOW)

    def _acknowledged(self, ack: Request) -> None:
        call = self._call
        waiting = [call.callee.confirming] if call.callee is not None else []
        waiting += [modifier.confirming for modifier in call.modifiers.values()]
        for one in waiting:
            if one is not None and one.acked(ack):
                return

    def _info(self, key: TransactionKey, request: Request) -> None:
        found = digits.read(request)
        if found is None and request.body:
            kinds = f"{digits.RELAY}, {digits.PLAIN}"
            self._core.answer(key, request, 415, Accept=kinds)
            return
        self._core.answer(key, request, 200)
        if found is not None:
            self._core.say(DigitArrived(self._call, *found))
