"""The user agent: accounts, calls and subscriptions over one transaction layer, without a socket and without a clock.

Promises that whatever comes in is dealt with or refused by the standard, never by an exception, and that after `take`
the next moment of interest is `due`. Refuses to do anything between calls of its methods. Times are seconds of any
clock that never goes back.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence

from agent_desktop.sip.agent import asking, parting
from agent_desktop.sip.agent.call import Call
from agent_desktop.sip.agent.calls import Calls
from agent_desktop.sip.agent.config import ACCEPT, ALLOW, Account, Config
from agent_desktop.sip.agent.core import Core
from agent_desktop.sip.agent.extensions import SUPPORTED, unknown
from agent_desktop.sip.agent.line import Line
from agent_desktop.sip.agent.link import Link
from agent_desktop.sip.agent.outcome import CanDo, local_outcome
from agent_desktop.sip.agent.output import Output
from agent_desktop.sip.agent.server import Registrar, Rules
from agent_desktop.sip.agent.subscription import Subscription
from agent_desktop.sip.agent.watching import Watching
from agent_desktop.sip.audio_terms import Terms
from agent_desktop.sip.dialog import id_of_request
from agent_desktop.sip.flow import Flow, Target
from agent_desktop.sip.message import Message, Request
from agent_desktop.sip.parse import BadMessage, parse
from agent_desktop.sip.transactions import (
    Ended,
    Failed,
    RequestArrived,
    ResponseArrived,
    TimedOut,
    TransactionKey,
    Transmit,
    matching,
    reply,
)

#: Methods that mean nothing outside a dialog.
_INSIDE = frozenset({"BYE", "PRACK", "UPDATE", "INFO"})


class UserAgent:
    """`tokens` gives words that nobody can guess and that never come twice; `chance` must be as good for keys.

    `rules` make it a registrar.
    """

    def __init__(
        self,
        config: Config,
        tokens: Callable[[], str],
        chance: random.Random,
        rules: Rules | None = None,
    ) -> None:
        self.lines: dict[str, Line] = {}
        self._core = Core(config, tokens, chance)
        self.calls = Calls(self._core)
        self.watching = Watching(self._core)
        self.registrar = Registrar(self._core, rules) if rules is not None else None

    # What the application wants

    def add(self, account: Account) -> None:
        """Be this address, too. One of the same name must be gone before."""
        if account.name in self.lines:
            raise ValueError(f"there is an account {account.name} already")
        self.lines[account.name] = Line(self._core, account)

    def remove(self, name: str) -> None:
        """Forget an account, without a word to its servers: `unregister` first."""
        line = self.lines.pop(name)
        for one in line.registrations:
            self._core.wakeups.stop(one)
            one.link.close()

    def register(self, name: str, now: float) -> None:
        """Let the account's servers know where we are; also to try again at once."""
        self._core.now = now
        line = self.lines[name]
        for one in line.registrations if line.account.registers else ():
            one.start()

    def unregister(self, name: str, now: float) -> None:
        """Leave the account's servers."""
        self._core.now = now
        for one in self.lines[name].registrations:
            one.stop()

    def ask(self, name: str, question: asking.Question, now: float) -> None:
        """Ask the account's first server something that changes nothing; `Asked` tells the answer."""
        self._core.now = now
        asking.ask(self._core, self.lines[name], question)

    def probe(
        self,
        account: str,
        name: str,
        uri: str,
        way: Flow | Target,
        now: float,
        routes: Sequence[str] = (),
    ) -> None:
        """Ask by this way, in an account's name, whether somebody is at `uri`; `Asked` tells it under `name`."""
        self._core.now = now
        asking.probe(self._core, self.lines[account], name, uri, way, routes)

    def part(
        self,
        account: str,
        uri: str,
        headers: Iterable[tuple[str, str]],
        way: Flow | Target,
        now: float,
    ) -> None:
        """End a call of a user agent that is no more, by what it left (see `parting`). Raises `ValueError`."""
        self._core.now = now
        parting.part(self._core, self.lines[account], uri, headers, way)

    def doubt(self, name: str, patience_s: float, now: float) -> None:
        """Something is silent: ask the account's servers whether they are there, else take other ways."""
        self._core.now = now
        for one in self.lines[name].registrations:
            one.link.ask(patience_s)

    def moved(self, name: str, why: str, now: float) -> None:
        """The account's ways lead nowhere any more, such as when this computer's address is another one."""
        self._core.now = now
        for one in self.lines[name].registrations:
            one.link.broke(why)

    def call(
        self,
        account: str,
        to: str,
        terms: Terms,
        now: float,
        *,
        uri: str = "",
        late: bool = False,
        headers: Sequence[tuple[str, str]] = (),
        way: Flow | Target | None = None,
    ) -> Call:
        """Call an address. `late` lets the other side say first what to speak; `uri`, when it differs, is where to;
        `way` how, when the account's server is not it."""
        self._core.now = now
        return self.calls.place(
            self.lines[account], to, terms, uri=uri, late=late, headers=headers, way=way
        )

    def subscribe(
        self, account: str, to: str, package: str, now: float, *, expires_s: int = 3600
    ) -> Subscription:
        """Want to know about an address: `message-summary` (RFC 3842), `dialog` (RFC 4235) or another package."""
        self._core.now = now
        return self.watching.subscribe(self.lines[account], to, package, expires_s)

    # What the network does

    def receive(self, what: bytes | Message | BadMessage, flow: Flow, now: float) -> None:
        """Something came in on a flow."""
        self._core.now = now
        if isinstance(what, bytes):
            try:
                what = parse(what)
            except BadMessage as bad:
                what = bad
        if isinstance(what, BadMessage):
            self._refuse(what, flow)
        else:
            self._core.layer.receive(what, flow, now)

    def opened(self, target: Target, flow: Flow, now: float) -> None:
        """A way that was to be opened is."""
        self._core.now = now
        self._core.layer.opened(target, flow)
        self._core.opened(target, flow)

    def unreachable(
        self, target: Target, why: str, now: float, can_do: CanDo = "check_connection"
    ) -> None:
        """A way could not be opened."""
        self._core.now = now
        self._core.hindered[target] = local_outcome(503, why, can_do)
        self._core.layer.transport_failed(target, now, why)
        self._core.opened(target, None)

    def flow_lost(self, flow: Flow, why: str, now: float) -> None:
        """An open connection is gone."""
        core = self._core
        core.now = now
        for link in self._links():
            if link.flow == flow:
                link.broke(why)
            elif flow.remote[0] == (link.flow or flow).remote[0]:  # such as for what is large
                link.stranded.strand(flow)
        core.layer.transport_failed(flow, now, why)
        self._pump()
        for usage in list(core.dialogs.values()):
            usage.flow_lost(flow)
        self.watching.flow_lost(flow)
        if self.registrar is not None:
            self.registrar.flow_lost(flow)

    def ponged(self, flow: Flow, now: float) -> None:
        """The other end of a connection answered a `Ping`."""
        self._core.now = now
        for link in self._links():
            if link.flow == flow:
                link.ponged()

    def not_sent(self, output: Transmit, why: str, now: float) -> None:
        """A message of `take` could not leave."""
        self._core.now = now
        if output.key is not None:
            self._core.layer.transport_failed(output.key, now, why)

    def tick(self, now: float) -> None:
        """Let time pass."""
        core = self._core
        core.now = now
        core.layer.tick(now)
        self._pump()
        while core.wakeups.ring(now):
            self._pump()

    def due(self) -> float | None:
        """When `tick` is wanted next; ask after `take`."""
        moments = (self._core.layer.due(), self._core.wakeups.due())
        return min((one for one in moments if one is not None), default=None)

    def take(self) -> list[Output]:
        """What to do and what happened, in order."""
        self._pump()
        out = list(self._core.out)
        self._core.out.clear()
        return out

    @property
    def idle(self) -> bool:
        """Whether nothing is left of any call, subscription or transaction."""
        core = self._core
        busy = len(core.layer) or core.dialogs or core.exchanges or core.arriving
        return not (busy or len(self.calls) or len(core.wakeups))

    # Inside

    def _links(self) -> list[Link]:
        return [one.link for line in self.lines.values() for one in line.registrations]

    def _refuse(self, bad: BadMessage, flow: Flow) -> None:
        if bad.status == 0 or bad.partial is None:
            return
        response = reply(bad.partial, bad.status, tag=matching.steady_tag(bad.partial))
        if "Via" in response.headers:  # its sender can read it, if nobody else can
            back = matching.way_back(bad.partial, flow)
            self._core.say(Transmit(response, back, None))

    def _pump(self) -> None:
        core = self._core
        while outputs := core.layer.take():
            for output in outputs:
                match output:
                    case Transmit():
                        core.say(output)
                    case ResponseArrived():
                        core.response_arrived(output)
                    case TimedOut() | Failed():
                        core.gone(output)
                    case Ended():
                        core.ended(output)
                    case RequestArrived(key, request, flow):
                        self._request(key, request, flow)

    def _request(self, key: TransactionKey | None, request: Request, flow: Flow) -> None:
        core = self._core
        if request.method == "CANCEL" and key is not None:
            if key in core.arriving:
                core.arriving[key](request)
            return
        usage = core.dialogs.get(id_of_request(request))
        if key is None:
            if usage is not None:
                usage.request(None, request, flow)
            return
        if (usage is not None or request.method == "NOTIFY") and (strange := unknown(request)):
            core.answer(key, request, 420, Unsupported=strange)
            return
        if usage is not None:
            usage.request(key, request, flow)
            return
        line = self._line(request, flow)
        if request.method == "NOTIFY":
            self.watching.notified(key, request, flow, line)
        elif matching.tag(request.headers, "To") or request.method in _INSIDE:
            core.answer(key, request, 481)
        elif not self._refused_at_the_gate(key, request, flow):
            self._begin(key, request, flow, line)

    def _begin(self, key: TransactionKey, request: Request, flow: Flow, line: Line | None) -> None:
        """A request that opens something."""
        core = self._core
        registrar = self.registrar if request.method == "REGISTER" else None
        if registrar is None and request.method not in {"INVITE", "SUBSCRIBE", "OPTIONS"}:
            core.answer(key, request, 405, Allow=ALLOW)
        elif not request.uri.lower().startswith(("sip:", "sips:")):
            core.answer(key, request, 416)
        elif strange := unknown(request):
            core.answer(key, request, 420, Unsupported=strange)
        elif registrar is not None:
            registrar.request(key, request, flow)
        elif line is None:
            core.answer(key, request, 404)
        elif request.method == "INVITE":
            self.calls.arrived(key, request, flow, line)
        elif request.method == "SUBSCRIBE":
            self.watching.asked(key, request, flow, line)
        else:
            events = ", ".join([*core.config.packages, "refer"])
            core.answer(
                key,
                request,
                200,
                Allow=ALLOW,
                Accept=ACCEPT,
                Supported=", ".join(SUPPORTED),
                Allow_Events=events,
            )

    def _refused_at_the_gate(self, key: TransactionKey, request: Request, flow: Flow) -> bool:
        core = self._core
        refusal = core.config.gate(request, flow, core.now) if core.config.gate else None
        if refusal is None:
            return False
        response = reply(request, refusal.status, tag=core.tokens())
        for name, value in refusal.headers:
            response.headers.add(name, value)
        core.layer.respond(key, response, core.now)
        return True

    def _line(self, request: Request, flow: Flow) -> Line | None:
        """Whose request it is: the account that its address names, else one that serves whoever comes."""
        lines = self.lines.values()
        for line in lines:
            if line.answers_to(request.uri):
                return line
        for line in lines:
            if line.flow == flow:
                return line
        return next((line for line in lines if not line.account.servers), None)
