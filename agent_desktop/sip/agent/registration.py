"""A registration with one server, kept alive until it is told to leave (RFC 3261, 10; Outbound, RFC 5626).

Promises a refresh before it runs out; the standard's pauses between tries (RFC 5626, 4.5); no second try with a
password that was refused. Refuses to hide a failure: each change says why.
"""

from __future__ import annotations

from typing import Final

from agent_desktop.sip.agent.auth import Authenticator
from agent_desktop.sip.agent.config import Account
from agent_desktop.sip.agent.core import Core, Exchange
from agent_desktop.sip.agent.extensions import SUPPORTED
from agent_desktop.sip.agent.link import Link
from agent_desktop.sip.agent.outcome import Outcome, local_outcome, outcome_of
from agent_desktop.sip.agent.output import RegistrationChanged, RegistrationState
from agent_desktop.sip.fields import BadValue, contacts, integer
from agent_desktop.sip.flow import Flow, Target
from agent_desktop.sip.grammar import quote
from agent_desktop.sip.message import Headers, Request, Response
from agent_desktop.sip.transactions import matching
from agent_desktop.sip.uri import SipUri, parse_uri

#: RFC 5626, 4.5: seconds; the first when no other way of the account works.
BASE_S: Final = (30.0, 90.0)
LONGEST_S: Final = 1800.0
#: A NAT that shows us elsewhere each time is no place where anybody could reach us.
_LEARNS: Final = 5
#: Answers that another try does not change: somebody must do something first.
_FINAL: Final = frozenset({401, 403, 404, 405, 407, 410, 416, 420, 484, 604})


class Registration:
    """`number` is its place among the account's servers. `others` tells whether another of them works."""

    def __init__(
        self, core: Core, account: Account, server: Target, number: int, auth: Authenticator
    ) -> None:
        self.link = Link(core, account, server, self._lost, self._alive)
        self.state: RegistrationState = "off"
        self.outbound = account.outbound and bool(account.instance)
        self.contact = ""
        self.siblings: list[Registration] = []
        self._core = core
        self._account = account
        self._number = number
        self._auth = auth
        self._call_id = core.tokens()
        self._tag = core.tokens()
        self._seq = 0
        self._failures = 0
        self._expires_s = account.expires_s
        self._exchange: Exchange | None = None
        self._user = account.contact_user
        self._seen: tuple[str, int] | None = None
        self._learned = 0
        self._way_id = ""
        self._hidden = f"{core.tokens()}.invalid"
        #: Servers of the name that did not do since it last went well.
        self._besides: frozenset[tuple[str, int]] = frozenset()

    @property
    def registered(self) -> bool:
        """Whether the server knows where we are."""
        return self.state == "registered"

    def start(self) -> None:
        """Register, now; also when a pause is under way."""
        if self.state in {"off", "waiting", "refused"}:
            self._core.wakeups.stop(self)
            self._become("connecting")
            self.link.open(self._opened)

    def stop(self) -> None:
        """Leave: tell the server if it knows us, then close the way."""
        self._core.wakeups.stop(self)
        if self.link.flow is not None and self.state in {"registering", "registered"}:
            self._become("leaving")
            self._register(0)
        elif self.state not in {"off", "leaving"}:
            self._off()

    def rang(self, name: str) -> None:
        """It is time to refresh, or to try again."""
        if name == "refresh" and self.link.flow is not None:
            self._register(self._expires_s)
        elif name == "retry":
            self.state = "waiting"
            self.start()

    def contact_on(self, flow: Flow) -> str:
        """Our address on a flow."""
        host, port = flow.local
        if flow.transport in {"ws", "wss"}:
            return f"sip:{self._user}@{self._hidden};transport=ws"
        if self._seen is not None and flow.id == self._way_id:
            host, port = self._seen
        where = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        extra = "" if flow.transport == "udp" else f";transport={flow.transport}"
        return f"sip:{self._user}@{where}{extra}"

    # Inside

    def _opened(self, flow: Flow | None) -> None:
        if self.state != "connecting":
            return
        if flow is None:
            unknown = local_outcome(503, "the server cannot be reached", "check_connection")
            self._failed(self._core.hindered.get(self.link.server, unknown))
            return
        self._seen, self._way_id, self._learned = None, flow.id, 0
        self.contact = self.contact_on(flow)
        self._become("registering")
        self._register(self._expires_s)

    def _next_seq(self) -> int:
        self._seq += 1
        return self._seq

    def _register(self, expires_s: int, leaving: str = "") -> None:
        """`leaving` is a contact of ours that is one no more."""
        flow = self.link.flow
        if flow is None:
            return
        account, headers = self._account, Headers()
        aor = parse_uri(account.aor)
        domain = f"{aor.scheme}:{aor.host}" if isinstance(aor, SipUri) else account.aor
        if isinstance(aor, SipUri) and aor.port is not None:
            domain += f":{aor.port}"
        name = f"{quote(account.display)} " if account.display else ""
        headers.add("Max-Forwards", "70")
        headers.add("From", f"{name}<{account.aor}>;tag={self._tag}")
        headers.add("To", f"<{account.aor}>")
        headers.add("Call-ID", self._call_id)
        headers.add("CSeq", f"{self._next_seq()} REGISTER")
        headers.add(
            "Contact", f"<{self.contact}{self._ob()}>{self._instance()};expires={expires_s}"
        )
        if leaving:
            headers.add("Contact", f"<{leaving}{self._ob()}>;expires=0")
        headers.add("Expires", str(expires_s))
        known = SUPPORTED if self.outbound else [one for one in SUPPORTED if one != "outbound"]
        headers.add("Supported", ", ".join(known))
        headers.add("User-Agent", self._core.config.product)
        self._exchange = Exchange(
            self._core, flow, self._answered, self._auth, self._next_seq, account.name
        )
        self._exchange.send(Request("REGISTER", domain, headers))

    def _ob(self) -> str:
        return ";ob" if self.outbound else ""

    def _instance(self) -> str:
        if not self._account.instance:
            return ""
        reg_id = f";reg-id={self._number + 1}" if self.outbound else ""
        return f';+sip.instance="<{self._account.instance}>"{reg_id}'

    def _answered(self, exchange: Exchange, response: Response) -> None:
        if exchange is not self._exchange or response.status < 200:
            return
        if self.state == "leaving":
            self._off()
        elif response.status < 300:
            self._granted(response)
        elif response.status == 423 and self._longer(response):
            self._register(self._expires_s)
        elif response.status in {420, 439} and self.outbound:
            self.outbound = False
            self._register(self._expires_s)
        else:
            outcome = outcome_of(response, local=exchange.local)
            ails = exchange.local or response.status >= 500
            if ails and self.link.flow is not None and outcome.retry_after_s is None:
                self._elsewhere(self.link.flow, outcome)
            else:
                self._failed(outcome)
                if ails:
                    self.link.close(failed=True)

    def _elsewhere(self, flow: Flow, outcome: Outcome) -> None:
        """This server does not do: the next of the same name at once (RFC 3263, 4.3), and without one after a pause."""
        was_well = self.state == "registered" and outcome.local
        self._core.wakeups.stop(self)
        self.link.close(failed=True)
        self._besides |= {flow.remote}
        self._become("connecting", outcome)

        def opened(other: Flow | None) -> None:
            if self.state != "connecting":
                return
            if other is None:
                self._besides = frozenset()
                self._failed(outcome, was_well=was_well)
            else:
                self._opened(other)

        self.link.open(opened, besides=self._besides)

    def _granted(self, response: Response) -> None:
        self._failures = 0
        self._besides = frozenset()
        seconds = self._granted_s(response)
        if seconds <= 0:
            self._failed(local_outcome(500, "the server keeps no registration of ours"))
            return
        if self.link.flow is not None:
            self.link.stranded.rescue(self.link.flow)
        self.link.within(self._flow_timer(response))
        self._become("registered", expires_s=seconds)
        self._core.after(self, "refresh", seconds - min(seconds * 0.5, 60))
        self._alive(response)

    def _alive(self, response: Response) -> None:
        """The server says where it sees us (RFC 3581): behind a NAT that is our address for everybody."""
        flow = self.link.flow
        seen = matching.seen_at(response)
        if flow is None or flow.transport != "udp" or seen is None or self.state != "registered":
            return
        if seen == (self._seen or flow.local) or self._learned >= _LEARNS:
            return
        self._learned += 1
        before, self._seen = self.contact, seen
        self.contact = self.contact_on(flow)
        # A server that knows Outbound replaces the old one by itself.
        self._register(self._expires_s, leaving="" if self.outbound else before)

    def _granted_s(self, response: Response) -> int:
        """The seconds that the server gives us: those of our Contact among all of them."""
        try:
            found = contacts(response.headers)
            ours = parse_uri(self.contact + self._ob())
            if found != "*":
                for one in found:
                    if one.expires is not None and ours.equivalent(one.uri):
                        return one.expires
            given = integer(response.headers, "Expires")
        except BadValue:
            given = None
        return self._expires_s if given is None else given

    @staticmethod
    def _flow_timer(response: Response) -> int | None:
        """After how many seconds of silence the server takes the flow for dead (RFC 5626, 4.4)."""
        try:
            return integer(response.headers, "Flow-Timer")
        except BadValue:
            return None

    def _longer(self, response: Response) -> bool:
        try:
            least = integer(response.headers, "Min-Expires")
        except BadValue:
            return False
        if least is None or not self._expires_s < least <= 86400:
            return False
        self._expires_s = least
        return True

    def _lost(self, why: str) -> None:
        """The way is gone: form a new one, at once when all was well until now (RFC 5626, 4.5)."""
        self._exchange = None  # what it still says is of the old way
        if self.state in {"registering", "registered"}:
            well = self.state == "registered"
            self._failed(local_outcome(503, why, "check_connection"), was_well=well)
        elif self.state == "leaving":
            self._off()

    def _failed(self, outcome: Outcome, *, was_well: bool = False) -> None:
        core = self._core
        core.wakeups.stop(self)
        if outcome.status in _FINAL and not outcome.local:
            self._become("refused", outcome)
            return
        self._become("waiting", outcome)
        core.after(self, "retry", 0.0 if was_well else self._pause(outcome))

    def _pause(self, outcome: Outcome) -> float:
        self._failures += 1
        base = BASE_S[any(one.registered for one in self.siblings if one is not self)]
        upper = min(LONGEST_S, base * 2 ** min(self._failures, 12))
        pause = self._core.chance.uniform(upper / 2, upper)
        return max(pause, float(outcome.retry_after_s or 0))

    def _off(self) -> None:
        self._exchange = None
        self.state = "off"
        self.link.close()
        self._become("off")

    def _become(
        self, state: RegistrationState, outcome: Outcome | None = None, expires_s: int = 0
    ) -> None:
        self.state = state
        self._core.say(
            RegistrationChanged(self._account.name, self._number, state, outcome, expires_s)
        )
