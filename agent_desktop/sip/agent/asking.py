"""Questions that change nothing: is an account's server there, and does it know us; is somebody there who registered?

Promises one `Asked` for each question. A REGISTER without Contact only asks what is registered (RFC 3261, 10.2.3), and
proves the account's password; any answer to OPTIONS says that somebody is there (11.1).
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Literal, TypeAlias

from agent_desktop.sip.agent.auth import Authenticator
from agent_desktop.sip.agent.core import Core, Exchange
from agent_desktop.sip.agent.line import Line
from agent_desktop.sip.agent.outcome import Outcome, local_outcome, outcome_of
from agent_desktop.sip.agent.output import Asked
from agent_desktop.sip.flow import Flow, Target
from agent_desktop.sip.message import Headers, Request, Response

Question: TypeAlias = Literal["OPTIONS", "REGISTER"]


def ask(core: Core, line: Line, question: Question) -> None:
    """Ask the account's first server."""
    account = line.account
    server = account.servers[0]
    host = account.aor.partition("@")[2]
    to = account.aor if question == "REGISTER" else f"sip:{host}"
    auth = line.auth if question == "REGISTER" else None
    request = _composed(core, account.aor, to, question, f"sip:{host}")
    _send(core, request, line.flow or server, account.name, auth, server)


def probe(
    core: Core, line: Line, name: str, uri: str, way: Flow | Target, routes: Sequence[str]
) -> None:
    """Ask at `uri`, by this way, in the account's name whether somebody is there; the answer is told under `name`."""
    request = _composed(core, line.account.aor, uri, "OPTIONS", uri)
    for route in routes:
        request.headers.add("Route", route)
    _send(core, request, way, name)


def _composed(core: Core, own: str, to: str, question: Question, uri: str) -> Request:
    headers = Headers()
    headers.add("Max-Forwards", "70")
    headers.add("From", f"<{own}>;tag={core.tokens()}")
    headers.add("To", f"<{to}>")
    headers.add("Call-ID", core.tokens())
    headers.add("CSeq", f"1 {question}")
    headers.add("User-Agent", core.config.product)
    return Request(question, uri, headers)


def _send(
    core: Core,
    request: Request,
    way: Flow | Target,
    name: str,
    auth: Authenticator | None = None,
    server: Target | None = None,
) -> None:
    question: Question = "REGISTER" if request.method == "REGISTER" else "OPTIONS"

    def answered(exchange: Exchange, response: Response) -> None:
        if response.status >= 200:
            core.say(Asked(name, question, _outcome(exchange, response)))

    def _outcome(exchange: Exchange, response: Response) -> Outcome:
        if not exchange.local:
            return outcome_of(response)
        silent = local_outcome(response.status, "the server does not answer", "check_connection")
        hindered = core.hindered.get(server) if server is not None else None
        return silent if response.status == 408 else hindered or silent

    exchange = Exchange(core, way, answered, auth, itertools.count(2).__next__, name)
    exchange.send(request)
