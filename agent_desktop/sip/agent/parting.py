"""Ending a call of a user agent that is no more, by what that one wrote down: the BYE of a dialog (RFC 3261, 15.1), or
the INVITE of a call that rings, which is cancelled (9.1).

Promises to prove our password where that is asked for; that a phone which answers in that moment is acknowledged and
hung up. Refuses to wonder what else the peer says: it may have given up long ago.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable

from agent_desktop.sip.agent.core import Core, Exchange
from agent_desktop.sip.agent.leg import Leg
from agent_desktop.sip.agent.line import Line
from agent_desktop.sip.dialog import Dialog
from agent_desktop.sip.fields import BadValue, CSeq
from agent_desktop.sip.flow import Flow, Target
from agent_desktop.sip.message import Headers, Request, Response
from agent_desktop.sip.offer_answer import Negotiation


def part(
    core: Core, line: Line, uri: str, headers: Iterable[tuple[str, str]], way: Flow | Target
) -> None:
    """Send that BYE, or cancel that INVITE, whose Via is among the headers. Raises `ValueError` for what is neither."""
    known = Headers(headers)
    place = CSeq.parse(known.get("CSeq") or "")
    renumber = itertools.count(place.number + 1).__next__
    rings = place.method == "INVITE"
    heard = _Ringing(core, line) if rings else _nothing
    exchange = Exchange(core, way, heard, line.auth, renumber, line.account.name)
    if rings:
        exchange.take_over(Request("INVITE", uri, known))
        exchange.cancel()
    else:
        exchange.send(Request("BYE", uri, known))


def _nothing(exchange: Exchange, response: Response) -> None:
    """It is over, whatever is answered."""


class _Ringing:
    """Hears what becomes of a cancelled INVITE: whoever answers all the same is hung up."""

    def __init__(self, core: Core, line: Line) -> None:
        self._core = core
        self._line = line
        self._legs: dict[str, Leg] = {}

    def __call__(self, exchange: Exchange, response: Response) -> None:
        if not 200 <= response.status < 300:
            return
        try:
            dialog = Dialog.of_caller(exchange.request, response)
        except BadValue:
            return  # it cannot even be acknowledged
        core, tag = self._core, dialog.remote_tag
        new = tag not in self._legs
        if new:
            talk = Negotiation(core.chance.getrandbits(31), core.keys)
            home = exchange.way if isinstance(exchange.way, Flow) else None
            self._legs[tag] = Leg(core, self._line, dialog, talk, home)
        self._legs[tag].ack(exchange.request)
        if new:
            self._legs[tag].bye(_nothing)
