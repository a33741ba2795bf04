"""Ending a call of a user agent that is no more: its dialog was written down as the BYE that ends it (RFC 3261, 15.1).

Promises to prove our password where that is asked for. Refuses to wonder what the peer says: it may have given up long
ago.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable

from agent_desktop.sip.agent.core import Core, Exchange
from agent_desktop.sip.agent.line import Line
from agent_desktop.sip.fields import CSeq
from agent_desktop.sip.flow import Flow, Target
from agent_desktop.sip.message import Headers, Request, Response


def part(
    core: Core, line: Line, uri: str, headers: Iterable[tuple[str, str]], way: Flow | Target
) -> None:
    """Send that BYE. Raises `ValueError` for headers that are none."""
    request = Request("BYE", uri, Headers(headers))
    number = CSeq.parse(request.headers.get("CSeq") or "").number
    renumber = itertools.count(number + 1).__next__
    Exchange(core, way, _nothing, line.auth, renumber, line.account.name).send(request)


def _nothing(exchange: Exchange, response: Response) -> None:
    """It is over, whatever is answered."""
