"""User agents as a script of two columns: what is done, and everything that then crosses the wire or is told.

`Stage` holds agents by name with a network between them that is perfect unless told otherwise. Rows: left a function of
the stage or `wait N` (seconds); right what follows, as `a→b INVITE`, `b→a 180`, `a: active`; of
one turn of an agent what it tells comes before what it sends.
"""

import random
from collections.abc import Callable, Sequence

from agent_desktop.sip.agent.call import Call
from agent_desktop.sip.agent.config import Account, Config
from agent_desktop.sip.agent.events import (
    CallArrived,
    CallChanged,
    CallProgressed,
    CallReplaced,
    ChangeRefused,
    CloseFlow,
    DigitArrived,
    MediaAgreed,
    OpenFlow,
    Output,
    Ping,
    RegistrationChanged,
    SubscriptionChanged,
    TermsWanted,
    TransferAsked,
    TransferChanged,
    Warned,
)
from agent_desktop.sip.agent.server import Rules
from agent_desktop.sip.agent.user_agent import UserAgent
from agent_desktop.sip.audio_terms import Terms
from agent_desktop.sip.flow import Flow, Target, Transport
from agent_desktop.sip.message import Message, Request
from agent_desktop.sip.sdp_attributes import Codec
from agent_desktop.sip.transactions import Transmit
from tests.sip.transaction_script import Tokens

Row = tuple[str | Callable[["Stage"], object], Sequence[str]]
PCMU = Codec("PCMU", 8000)
PCMA = Codec("PCMA", 8000)


def terms_of(port: int = 4000, *codecs: Codec) -> Terms:
    """Plain voice."""
    return Terms("192.0.2.9", port, codecs or (PCMU,), "none", rtcp_mux=False)


class Stage:
    """Agents at 192.0.2.1, .2, … in the order of their names; all by UDP, or by one other transport."""

    def __init__(
        self,
        *names: str,
        config: Config | None = None,
        transport: Transport = "udp",
        rules: Rules | None = None,
        **accounts: Account,
    ) -> None:
        self.now = 0.0
        self.said: list[str] = []
        self.agents: dict[str, UserAgent] = {}
        self.hosts: dict[str, str] = {}
        self.transport: Transport = transport
        self.events: dict[str, list[Output]] = {}
        self.calls: dict[str, list[Call]] = {}
        self.wire: list[tuple[str, str, Message]] = []
        #: Agents behind a name that is not one host's, the first to try first.
        self.pools: dict[str, list[str]] = {}
        #: What is done with a message under way: True lets it pass.
        self.filter: Callable[[str, str, Message], bool] = lambda *_: True
        #: After how many seconds pings are answered; None: never.
        self.pong_s: float | None = 0.0
        self.pings: list[float] = []
        self.ponging: list[tuple[float, str, Flow]] = []
        #: Whether messages stay in `wire` until `deliver`.
        self.slow = False
        #: (since when, from, to, what).
        self.travelling: list[tuple[float, str, str, Message]] = []
        for number, name in enumerate(names or ("a", "b"), 1):
            self.hosts[name] = f"192.0.2.{number}"
            agent = UserAgent(config or Config(), Tokens(name), random.Random(number), rules)
            account = accounts.get(name) or Account(name, f"sip:{name}@192.0.2.{number}")
            agent.add(account)
            self.agents[name], self.events[name], self.calls[name] = agent, [], []

    def flow(self, mine: str, theirs: str) -> Flow:
        """How `mine` sees the way to `theirs`."""
        remote, local = (self.hosts[theirs], 5060), (self.hosts[mine], 5060)
        pair = "-".join(sorted((mine, theirs)))
        return Flow(self.transport, remote, local, "udp" if self.transport == "udp" else pair)

    def call(self, mine: str, theirs: str, **more: object) -> Call:
        """Let one call another."""
        call = self.agents[mine].call(
            mine,
            f"sip:{theirs}@{self.hosts[theirs]}",
            terms_of(4000),
            self.now,
            way=self.flow(mine, theirs),
            **more,  # type: ignore[arg-type]
        )
        self.calls[mine].append(call)
        return call

    def established(self, mine: str = "a", theirs: str = "b", **more: object) -> tuple[Call, Call]:
        """A call that stands."""
        ours = self.call(mine, theirs, **more)
        self.run()
        other = self.calls[theirs][-1]
        other.answer(terms_of(5000), self.now)
        self.run()
        assert (state(ours), state(other)) == ("active", "active")
        self.said.clear()
        return ours, other

    def play(self, *rows: Row) -> "Stage":
        """Run the rows; each must say exactly what stands beside it."""
        for what, expected in rows:
            self.said.clear()
            if isinstance(what, str):
                self.wait(float(what.removeprefix("wait ")))
            else:
                what(self)
                self.run()
            assert self.said == list(expected), f"at {self.now:g}: {self.said}"
        return self

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        until = self.now + seconds
        self.run()
        while True:
            moments = [due for one in self.agents.values() if (due := one.due()) is not None]
            moments += [at for at, _, _ in self.ponging]
            if not moments or min(moments) > until:
                break
            assert min(moments) >= self.now - 1e-9, "an alarm was forgotten"
            self.now = max(self.now, min(moments))
            for pong in [one for one in self.ponging if one[0] <= self.now]:
                self.ponging.remove(pong)
                self.agents[pong[1]].ponged(pong[2], self.now)
            for agent in self.agents.values():
                agent.tick(self.now)
            self.run()
        self.now = until

    def run(self) -> None:
        """Carry messages until it is quiet."""
        while True:
            outputs = [(name, one) for name, agent in self.agents.items() for one in agent.take()]
            for name, output in outputs:
                self.hear(name, output)
            if not outputs and (self.slow or not self.travelling):
                return
            if not self.slow and self.travelling:
                self.deliver()

    def deliver(self, which: int = 0) -> None:
        """Let one message arrive."""
        _, sender, receiver, message = self.travelling.pop(which)
        if self.filter(sender, receiver, message):
            data = message.encode()
            self.agents[receiver].receive(data, self.flow(receiver, sender), self.now)

    def hear(self, name: str, output: Output) -> None:
        """Sort what an agent says."""
        if isinstance(output, Transmit):
            receiver = self.receiver(output.to)
            first = output.message
            word = first.method if isinstance(first, Request) else str(first.status)
            self.said.append(f"{name}→{receiver} {word}")
            self.wire.append((name, receiver, output.message))
            if receiver in self.agents:
                self.travelling.append((self.now, name, receiver, output.message))
            return
        self.events[name].append(output)
        if isinstance(output, Ping):
            self.pings.append(self.now)
            if self.pong_s is not None:
                self.ponging.append((self.now + self.pong_s, name, output.flow))
        if isinstance(output, OpenFlow):
            self.open(name, output.target)
        if isinstance(output, CallArrived):
            self.calls[name].append(output.call)
        if (words := told(output)) is not None:
            self.said.append(f"{name}: {words}")

    def open(self, name: str, target: Target) -> None:
        """Open a way, unless nobody lives there."""
        behind = self.pools.get(target.host) or [
            one for one, host in self.hosts.items() if host == target.host
        ]
        found = next((one for one in behind if (self.hosts[one], 5060) not in target.besides), None)
        self.said.append(f"{name}: open {target.host}")
        if found is None:
            self.agents[name].unreachable(target, "nobody is there", self.now)
        else:
            self.agents[name].opened(target, self.flow(name, found), self.now)

    def receiver(self, to: Flow | Target) -> str:
        """Who is meant."""
        host = to.remote[0] if isinstance(to, Flow) else to.host
        return next((name for name, one in self.hosts.items() if one == host), host)

    def last(self, name: str, kind: type) -> Output:
        """The last event of that kind."""
        return next(one for one in reversed(self.events[name]) if isinstance(one, kind))

    def sent(self, method: str) -> list[Request]:
        """The requests of a method that were sent, repetitions included."""
        return [one for _, _, one in self.wire if isinstance(one, Request) and one.method == method]

    def ends_clean(self) -> None:
        """After everything nothing may be left."""
        self.wait(4000)
        for name, agent in self.agents.items():
            assert agent.idle, f"{name} keeps something"


def state(call: Call) -> str:
    """The state of a call, as a type checker must not remember it."""
    return call.state


def told(output: Output) -> str | None:
    """An event in few words."""
    match output:
        case CallArrived(_, None):
            return "rings"
        case CallArrived():
            return "rings for another"
        case CallChanged(_, "ringing", _, _):
            return None
        case CallChanged(call, "ended", _, outcome):
            return f"ended {outcome.status if outcome is not None else '?'}"
        case CallChanged(call, "transferring", _, _):
            return f"transferring {call.transferring}"
        case CallChanged(_, state, held, _):
            return f"{state} {held}" if held else state
        case CallProgressed(_, status, _, _):
            return f"hears {status}"
        case MediaAgreed(_, agreed, early):
            return f"{'early ' if early else ''}media {agreed.direction}"
        case ChangeRefused(_, outcome):
            return f"change refused {outcome.status}"
        case TermsWanted():
            return "terms wanted"
        case DigitArrived(_, digit, duration):
            return f"digit {digit} {duration}"
        case TransferAsked(_, referral):
            return f"asked to call {referral.target}"
        case TransferChanged(_, outcome, done):
            return f"transfer {outcome.status}{' done' if done else ''}"
        case CallReplaced():
            return "replaced"
        case RegistrationChanged(_, number, state, outcome, _):
            return f"{number} {state}" + (f" {outcome.status}" if outcome is not None else "")
        case SubscriptionChanged(_, state, _):
            return f"subscription {state}"
        case Warned(_, what):
            return f"warned {what}"
        case CloseFlow(_, failed):
            return "close failed" if failed else "close"
    return None
