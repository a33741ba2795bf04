"""Two transaction layers with a network between them that loses, repeats and reorders, driven by chance.

What must hold: a request reaches the application once; each of ours ends once, with an answer that was given, with
silence, or with a broken way; and when everything is over, nothing is left in memory.
"""

from dataclasses import dataclass, field

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from agent_desktop.sip.flow import Flow
from agent_desktop.sip.message import Message, Request, Response
from agent_desktop.sip.transactions import (
    Ended,
    Failed,
    RequestArrived,
    ResponseArrived,
    TimedOut,
    TransactionKey,
    TransactionLayer,
    Transmit,
    reply,
)
from tests.sip.transaction_script import Tokens, request_of

#: A message that travels longer is lost. RFC 3261's own times leave no more between the last repetition of a request
#: (31.5 s) and the moment at which its answer is forgotten (32 s).
LIFETIME_S = 0.45
FLOWS = {
    transport: (
        Flow(transport, ("192.0.2.2", 5060), ("192.0.2.1", 5060), "c"),
        Flow(transport, ("192.0.2.1", 5060), ("192.0.2.2", 5060), "s"),
    )
    for transport in ("udp", "tcp")
}


@dataclass
class Told:
    """What the client's application heard of one transaction."""

    method: str
    call: str
    finals: list[int] = field(default_factory=list)
    ends: list[str] = field(default_factory=list)


class Network(RuleBasedStateMachine):
    """A client, a server, and the messages between them."""

    def __init__(self) -> None:
        super().__init__()
        self.client = TransactionLayer(Tokens("c"))
        self.server = TransactionLayer(Tokens("s"))
        self.now = 0.0
        self.number = 0
        self.dark = False
        self.travelling: list[tuple[float, bool, Message, Flow]] = []  # since, to the server?, …
        self.told: dict[TransactionKey, Told] = {}
        self.seen: dict[tuple[str, str], int] = {}
        self.open: dict[TransactionKey, Request] = {}
        self.given: dict[str, set[int]] = {}

    # What chance may do

    @rule(method=st.sampled_from(["INVITE", "INVITE", "OPTIONS", "BYE"]), reliable=st.booleans())
    def send(self, method: str, reliable: bool) -> None:
        self.number += 1
        flow = FLOWS["tcp" if reliable else "udp"][0]
        call = f"call-{self.number}"
        key = self.client.send(request_of(method, call=call), flow, self.now)
        self.told[key] = Told(method, call)
        self.hear()

    @precondition(lambda self: self.travelling)
    @rule(which=st.integers(0, 99), twice=st.booleans())
    def deliver(self, which: int, twice: bool) -> None:
        since, to_server, message, flow = self.travelling.pop(which % len(self.travelling))
        if twice and not flow.reliable:
            self.travelling.append((since, to_server, message, flow))
        self.hand_over(to_server, message, flow)

    @precondition(lambda self: any(not one[3].reliable for one in self.travelling))
    @rule(which=st.integers(0, 99))
    def lose(self, which: int) -> None:
        mortal = [one for one in self.travelling if not one[3].reliable]
        self.travelling.remove(mortal[which % len(mortal)])

    @rule(dark=st.booleans())
    def change_weather(self, dark: bool) -> None:
        """In the dark every datagram is lost that `deliver` does not choose."""
        self.dark = dark

    @precondition(lambda self: self.open)
    @rule(which=st.integers(0, 99), status=st.sampled_from([100, 180, 200, 302, 486, 503]))
    def respond(self, which: int, status: int) -> None:
        key = sorted(self.open, key=str)[which % len(self.open)]
        self.answer(key, status)

    @precondition(lambda self: self.told)
    @rule(which=st.integers(0, 99))
    def cancel(self, which: int) -> None:
        self.client.cancel(list(self.told)[which % len(self.told)], self.now)
        self.hear()

    @rule(seconds=st.sampled_from([0.05, 0.2, 0.5, 2.0, 10.0, 40.0]))
    def wait(self, seconds: float) -> None:
        self.pass_time(self.now + seconds)

    @precondition(lambda self: self.told)
    @rule(which=st.integers(0, 99))
    def break_one(self, which: int) -> None:
        self.client.transport_failed(list(self.told)[which % len(self.told)], self.now)
        self.hear()

    # What follows by itself

    def pass_time(self, until: float) -> None:
        while True:
            moments = [since + LIFETIME_S for since, *_ in self.travelling]
            moments += [due for due in (self.client.due(), self.server.due()) if due is not None]
            if not moments or min(moments) > until:
                break
            assert min(moments) >= self.now, "an alarm was forgotten"
            self.now = min(moments)
            self.arrive()
            self.client.tick(self.now)
            self.server.tick(self.now)
            self.hear()
        self.now = until

    def arrive(self) -> None:
        """What nobody lost is there in the end; in the dark only what travels reliably."""
        old = [one for one in self.travelling if one[0] + LIFETIME_S <= self.now]
        self.travelling = [one for one in self.travelling if one[0] + LIFETIME_S > self.now]
        for _, to_server, message, flow in old:
            if flow.reliable or not self.dark:
                self.hand_over(to_server, message, flow)

    def hand_over(self, to_server: bool, message: Message, flow: Flow) -> None:
        client_flow, server_flow = FLOWS["tcp" if flow.reliable else "udp"]
        if to_server:
            self.server.receive(message, server_flow, self.now)
        else:
            self.client.receive(message, client_flow, self.now)
        self.hear()

    def answer(self, key: TransactionKey, status: int) -> None:
        request = self.open[key]
        if status >= 200:
            del self.open[key]
            self.given.setdefault(request.headers.get("call-id") or "", set()).add(status)
        self.server.respond(key, reply(request, status, tag="us"), self.now)
        self.hear()

    def hear(self) -> None:
        for output in self.client.take():
            self.client_says(output)
        for output in self.server.take():
            self.server_says(output)

    def client_says(self, output: object) -> None:
        match output:
            case Transmit(message, Flow() as to, _):
                self.travelling.append((self.now, True, message, to))
            case ResponseArrived(key, response, request):
                self.response(key, response, request)
            case TimedOut(key, _) | Failed(key, _, _):
                self.told[key].ends.append(type(output).__name__)
            case Ended(key):
                self.told[key].ends.append("Ended")
            case _:
                raise AssertionError(output)

    def response(self, key: TransactionKey, response: Response, request: Request) -> None:
        if response.status < 200:
            assert not self.told[key].finals, "a provisional response after the final one"
            return
        self.told[key].finals.append(response.status)
        assert response.status in self.given[request.headers.get("call-id") or ""]
        if key.method == "INVITE" and response.status < 300:
            ack = request_of("ACK", call=self.told[key].call, to_tag="us")
            self.client.send(ack, FLOWS["udp"][0], self.now)

    def server_says(self, output: object) -> None:
        match output:
            case Transmit(message, Flow() as to, _):
                self.travelling.append((self.now, False, message, to))
            case RequestArrived(None, request, _):
                assert request.method == "ACK"
            case RequestArrived(TransactionKey() as key, Request("CANCEL"), _):
                assert key.method == "INVITE"
                if key in self.open:
                    self.answer(key, 487)
            case RequestArrived(TransactionKey() as key, request, _):
                name = (request.headers.get("call-id") or "", request.method)
                self.seen[name] = self.seen.get(name, 0) + 1
                self.open[key] = request
            case Ended(key):
                self.open.pop(key, None)
            case TimedOut(key, _):
                assert key.method == "INVITE"
            case _:
                raise AssertionError(output)

    # What must hold

    @invariant()
    def requests_come_once(self) -> None:
        assert all(count == 1 for count in self.seen.values())

    @invariant()
    def each_ends_once(self) -> None:
        for key, told in self.told.items():
            answered = len(told.finals) if key.method != "INVITE" else len(set(told.finals))
            broken = [end for end in told.ends if end != "Ended"]
            assert answered + len(broken) <= 1, told
            assert told.ends.count("Ended") <= 1
            assert "Ended" not in told.ends or told.ends[-1] == "Ended"
            if told.finals and told.finals[0] >= 300:
                assert len(told.finals) == 1

    def teardown(self) -> None:
        self.dark = False
        for _ in range(3):
            for key in list(self.told):
                self.client.cancel(key, self.now)
            for key in list(self.open):
                if key in self.open:
                    self.answer(key, 480)
            self.hear()
            self.pass_time(self.now + 200)
        self.each_ends_once()
        self.requests_come_once()
        for told in self.told.values():
            assert told.finals or len(told.ends) == 2, told
            assert told.ends[-1:] == ["Ended"], told
        for layer in (self.client, self.server):
            assert len(layer) == 0
            assert layer.due() is None
            assert not layer._arrived
            assert not layer._merging
            assert not layer._alarms


TestNetwork = Network.TestCase
TestNetwork.settings = settings(max_examples=120, stateful_step_count=40, deadline=None)
