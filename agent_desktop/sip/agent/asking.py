"""Questions to an account's server that change nothing: is it there, and does it know us?

Promises one `Asked` for each question. A REGISTER without Contact only asks what is registered (RFC 3261, 10.2.3), and
proves the account's password; any answer to OPTIONS says that somebody is there (11.1).
"""

from __future__ import annotations

import itertools
from typing import Literal, TypeAlias

from agent_desktop.sip.agent.core import Core, Exchange
from agent_desktop.sip.agent.events import Asked
from agent_desktop.sip.agent.line import Line
from agent_desktop.sip.agent.outcome import Outcome, local_outcome, outcome_of
from agent_desktop.sip.message import Headers, Request, Response

Question: TypeAlias = Literal["OPTIONS", "REGISTER"]


def ask(core: Core, line: Line, question: Question) -> None:
    """Ask the account's first server."""
    account = line.account
    server = account.servers[0]
    way = line.flow or server
    host = account.aor.partition("@")[2]
    headers = Headers()
    headers.add("Max-Forwards", "70")
    headers.add("From", f"<{account.aor}>;tag={core.tokens()}")
    headers.add("To", f"<{account.aor if question == 'REGISTER' else f'sip:{host}'}>")
    headers.add("Call-ID", core.tokens())
    headers.add("CSeq", f"1 {question}")
    headers.add("User-Agent", core.config.product)

    def answered(exchange: Exchange, response: Response) -> None:
        if response.status >= 200:
            core.say(Asked(account.name, question, _outcome(exchange, response)))

    def _outcome(exchange: Exchange, response: Response) -> Outcome:
        if not exchange.local:
            return outcome_of(response)
        silent = local_outcome(response.status, "the server does not answer", "check_connection")
        return silent if response.status == 408 else core.hindered.get(server, silent)

    auth = line.auth if question == "REGISTER" else None
    renumber = itertools.count(2).__next__
    exchange = Exchange(core, way, answered, auth, renumber, account.name)
    exchange.send(Request(question, f"sip:{host}", headers))
