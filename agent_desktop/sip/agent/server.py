"""The registrar (RFC 3261, 10.3; Path, RFC 3327; Outbound, RFC 5626, 6): who is reached where, and by which flow.

Promises that only the owner of an address changes its bindings, that all changes of a request happen or none, and
that a binding ends with its time or with the connection that it came by; that the newest bindings of an address are
kept when there are too many. Refuses intervals that are too brief (423).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Final

from agent_desktop.sip.agent.config import Refused
from agent_desktop.sip.agent.core import Core
from agent_desktop.sip.agent.extensions import asks_for
from agent_desktop.sip.agent.output import CloseFlow, Event
from agent_desktop.sip.digest_server import Secrets, Verifier
from agent_desktop.sip.fields import BadValue, CSeq, NameAddr, contacts, elements, integer, vias
from agent_desktop.sip.flow import Flow
from agent_desktop.sip.message import Request
from agent_desktop.sip.transactions import TransactionKey, reply
from agent_desktop.sip.uri import SipUri, parse_uri

#: Of one address. What a single request may name, too.
_MOST: Final = 10


@dataclass(frozen=True, slots=True)
class Rules:
    """How to register. `secrets` gives the `ha1` of a user; `may` whether that user may be that address of record.

    Times are seconds. `flow_timer_s` tells Outbound's clients how often to show life.
    """

    verifier: Verifier
    secrets: Secrets
    may: Callable[[str, str], bool]
    least_s: int = 60
    most_s: int = 3600
    usual_s: int = 600
    flow_timer_s: int = 120


@dataclass(frozen=True, slots=True)
class Binding:
    """One place where an address is reached: send to `flow`, with `path` as the route, for `contact`."""

    aor: str
    contact: str
    flow: Flow
    until: float
    path: tuple[str, ...] = ()
    q: float = 1.0
    instance: str = ""
    reg_id: str = ""
    call_id: str = field(default="", repr=False)
    seq: int = 0
    user_agent: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What a later registration replaces: the same flow of the same instance, else the same contact."""
        return (self.instance, self.reg_id) if self.instance and self.reg_id else ("", self.contact)


@dataclass(frozen=True, slots=True)
class BindingsChanged(Event):
    """Where an address is reached from now on (registrar)."""

    aor: str
    bindings: tuple[Binding, ...]


class Registrar:
    """The bindings of all addresses."""

    def __init__(self, core: Core, rules: Rules) -> None:
        self._core = core
        self._rules = rules
        self._bindings: dict[str, dict[tuple[str, str], Binding]] = {}

    def lookup(self, aor: str) -> list[Binding]:
        """Where an address is reached, the preferred first."""
        kept = self._bindings.get(canonical(aor), {}).values()
        return sorted(kept, key=lambda one: (-one.q, -one.until))

    def request(self, key: TransactionKey, request: Request, flow: Flow) -> None:
        """A REGISTER."""
        core, rules = self._core, self._rules
        refusal, user = judged(rules.verifier, rules.secrets, request, core.now)
        if refusal is not None:
            response = reply(request, refusal.status, tag=core.tokens())
            for name, value in refusal.headers:
                response.headers.add(name, value)
            core.layer.respond(key, response, core.now)
            return
        try:
            to = NameAddr.parse(request.headers.get("To") or "", "To").uri
            aor = canonical(str(to))
            if not rules.may(user, aor):
                core.answer(key, request, 403)
                return
            status, changed = self._changed(aor, request, flow)
        except BadValue:
            core.answer(key, request, 400)
            return
        if status == 423:
            core.answer(key, request, 423, Min_Expires=str(rules.least_s))
        elif status:
            core.answer(key, request, status)
        else:
            before = self._bindings.get(aor, {})
            self._keep(aor, changed)
            self._grant(key, request, aor)
            self._leave(before, changed)

    def flow_lost(self, flow: Flow) -> None:
        """A connection is gone, and with it all that was reached by it."""
        if not flow.reliable:
            return
        for aor, kept in list(self._bindings.items()):
            left = {key: one for key, one in kept.items() if one.flow != flow}
            if len(left) != len(kept):
                self._keep(aor, left)

    def rang(self, name: str) -> None:
        """The bindings of the address `name` run out."""
        kept = self._bindings.get(name, {})
        self._keep(name, {key: one for key, one in kept.items() if one.until > self._core.now})

    # Inside

    def _changed(
        self, aor: str, request: Request, flow: Flow
    ) -> tuple[int, dict[tuple[str, str], Binding]]:
        """(status of a refusal or 0, the bindings as they become)."""
        core, rules, headers = self._core, self._rules, request.headers
        kept = dict(self._bindings.get(aor, {}))
        call_id = headers.get("Call-ID") or ""
        seq = CSeq.parse(headers.get("CSeq") or "").number
        usual = integer(headers, "Expires")
        wanted = contacts(headers)
        if wanted == "*":
            if usual != 0:
                return 400, kept
            older = {k: one for k, one in kept.items() if one.call_id == call_id and one.seq >= seq}
            return (500, kept) if older else (0, {})
        path = tuple(elements(headers, "Path"))
        for one in wanted:
            seconds = one.expires if one.expires is not None else usual
            seconds = rules.usual_s if seconds is None else min(seconds, rules.most_s)
            if 0 < seconds < rules.least_s:
                return 423, kept
            binding = Binding(
                aor,
                str(one.uri),
                flow,
                core.now + seconds,
                path,
                one.q,
                (one.params.get("+sip.instance") or "").strip("<>"),
                one.params.get("reg-id") or "",
                call_id,
                seq,
                headers.get("User-Agent") or "",
            )
            if binding.reg_id and not self._first_hop(request, path):
                return 439, kept
            old = kept.get(binding.key)
            if old is not None and old.call_id == call_id and old.seq >= seq:
                return 500, kept
            kept.pop(binding.key, None)
            if seconds:
                kept[binding.key] = binding  # the last, since it is the newest
        if len(wanted) > _MOST:
            return 403, kept
        # A telephone that died leaves its binding behind: those must not keep the one that lives out.
        return 0, dict(list(kept.items())[-_MOST:])

    def _leave(
        self, before: dict[tuple[str, str], Binding], after: dict[tuple[str, str], Binding]
    ) -> None:
        """Close the connections that a telephone has left for others (RFC 5626, 6): they may be dead, and not know."""
        used = {one.flow for kept in self._bindings.values() for one in kept.values()}
        for place, old in before.items():
            new = after.get(place)
            moved = new is not None and new.flow != old.flow and bool(old.reg_id)
            if moved and old.flow.reliable and old.flow not in used:
                self._core.say(CloseFlow(old.flow, failed=True))

    @staticmethod
    def _first_hop(request: Request, path: tuple[str, ...]) -> bool:
        """Whether the first proxy keeps the flow: there is none, or it says so in Path (RFC 5626, 6)."""
        return len(vias(request.headers)) == 1 or any(";ob" in one for one in path[-1:])

    def _keep(self, aor: str, bindings: dict[tuple[str, str], Binding]) -> None:
        core = self._core
        old = self._bindings.pop(aor, {})
        if bindings:
            self._bindings[aor] = bindings
            core.wakeups.set(self, aor, min(one.until for one in bindings.values()))
        else:
            core.wakeups.stop(self, aor)
        if {_seen(one) for one in old.values()} != {_seen(one) for one in bindings.values()}:
            core.say(BindingsChanged(aor, tuple(self.lookup(aor))))

    def _grant(self, key: TransactionKey, request: Request, aor: str) -> None:
        core = self._core
        response = reply(request, 200, tag=core.tokens())
        outbound = False
        for one in self.lookup(aor):
            extra = f';+sip.instance="<{one.instance}>"' if one.instance else ""
            if one.reg_id:
                outbound = True
                extra += f";reg-id={one.reg_id}"
            left = max(1, round(one.until - core.now))
            response.headers.add("Contact", f"<{one.contact}>{extra};expires={left}")
        for value in request.headers.all("Path"):
            response.headers.add("Path", value)
        response.headers.add("Supported", "outbound, path")
        if outbound and asks_for(request.headers, "Supported", "outbound"):
            response.headers.add("Require", "outbound")
            response.headers.add("Flow-Timer", str(self._rules.flow_timer_s))
        core.layer.respond(key, response, core.now)


def judged(
    verifier: Verifier, secrets: Secrets, request: Request, now: float, *, proxy: bool = False
) -> tuple[Refused | None, str]:
    """(what to answer to a request of somebody who did not prove who he is, else None; his name)."""
    verdict = verifier.verify(request, secrets, now, proxy=proxy)
    if verdict.username is not None:
        return None, verdict.username
    name = "Proxy-Authenticate" if proxy else "WWW-Authenticate"
    values = verifier.challenges(now, stale=verdict.stale)
    return Refused(407 if proxy else 401, tuple((name, value) for value in values)), ""


def canonical(aor: str) -> str:
    """An address of record for comparing (RFC 3261, 10.3): no parameters, the host in lower case. Raises `BadValue`."""
    uri = parse_uri(aor, "To")
    if not isinstance(uri, SipUri):
        raise BadValue("To", aor)
    return f"sip:{uri.username}@{uri.bare_host}"


def _seen(binding: Binding) -> Binding:
    """A binding without what every refresh changes."""
    return replace(binding, until=0.0, seq=0, call_id="")
