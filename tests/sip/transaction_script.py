"""Transactions as a script of two columns: what happens, and everything that the layer says to it, with the time.

Left: `send METHOD`, `get METHOD` (a request of the peer), `get STATUS` (a response), `respond STATUS`, `cancel`,
`break` (the flow), `wait SECONDS` (until that time). Right: `TIME what`, where `→` is a message that leaves, `←` one
that the application gets.
"""

import itertools
from collections.abc import Sequence

from agent_desktop.sip.flow import Flow, Target, Transport
from agent_desktop.sip.message import Headers, Request, Response
from agent_desktop.sip.transactions import (
    Ended,
    Failed,
    Output,
    RequestArrived,
    ResponseArrived,
    TimedOut,
    TransactionKey,
    TransactionLayer,
    Transmit,
    reply,
)

Row = tuple[str, Sequence[str]]


def flow_of(transport: Transport = "udp", port: int = 5070) -> Flow:
    """A flow to 192.0.2.2."""
    return Flow(transport, ("192.0.2.2", port), ("192.0.2.1", 5060), f"{transport}-1")


class Tokens:
    """Words that never come twice."""

    def __init__(self, prefix: str = "token") -> None:
        self.prefix = prefix
        self.count = itertools.count(1)

    def __call__(self) -> str:
        return f"{self.prefix}{next(self.count)}"


def request_of(
    method: str,
    *,
    via: str | None = None,
    number: int = 1,
    call: str = "call-1",
    from_tag: str = "caller",
    to_tag: str = "",
    uri: str = "sip:bob@example.org",
) -> Request:
    """A request as an application makes it; with `via` as a peer sends it."""
    headers = Headers()
    if via is not None:
        headers.add("Via", via)
    headers.add("Max-Forwards", "70")
    headers.add("From", f"<sip:alice@example.org>;tag={from_tag}")
    headers.add("To", "<sip:bob@example.org>" + (f";tag={to_tag}" if to_tag else ""))
    headers.add("Call-ID", call)
    headers.add("CSeq", f"{number} {method}")
    return Request(method, uri, headers)


class Script:
    """One layer with one transaction in the middle of interest."""

    def __init__(
        self,
        transport: Transport = "udp",
        *,
        via: str = "SIP/2.0/UDP 192.0.2.2:5070;branch=z9hG4bKpeer;rport",
        target: Target | None = None,
    ) -> None:
        self.layer = TransactionLayer(Tokens())
        self.flow = flow_of(transport)
        self.way: Flow | Target = target or self.flow
        self.via = via
        self.now = 0.0
        self.key: TransactionKey | None = None
        self.sent: Request | None = None
        self.arrived: Request | None = None
        self.outputs: list[Output] = []

    def play(self, *rows: Row) -> "Script":
        """Run the rows; each must say exactly what stands beside it."""
        for what, expected in rows:
            said = self.step(what)
            assert said == list(expected), f"{what!r} at {self.now:g}"
        return self

    def step(self, what: str) -> list[str]:
        verb, _, rest = what.partition(" ")
        if verb == "wait":
            return self.wait(float(rest))
        getattr(self, f"do_{verb}")(*rest.split())
        return self.heard()

    def wait(self, until: float) -> list[str]:
        said: list[str] = []
        while (due := self.layer.due()) is not None and due <= until:
            self.now = max(self.now, due)
            self.layer.tick(self.now)
            said += self.heard()
        self.now = until
        return said

    def do_send(self, method: str) -> None:
        self.key = self.layer.send(request_of(method), self.way, self.now)

    def do_get(self, what: str, via: str = "", to_tag: str = "") -> None:
        if what.isdigit():
            assert self.sent is not None
            response = reply(self.sent, int(what), tag=to_tag or "callee")
            self.layer.receive(response, self.flow, self.now)
            return
        request = request_of(what, via=via.replace("_", " ") or self.via, to_tag=to_tag)
        self.layer.receive(request, self.flow, self.now)

    def do_respond(self, status: str) -> None:
        assert self.key is not None
        assert self.arrived is not None
        self.layer.respond(self.key, reply(self.arrived, int(status), tag="us"), self.now)

    def do_cancel(self) -> None:
        assert self.key is not None
        self.layer.cancel(self.key, self.now)

    def do_break(self, what: str = "flow") -> None:
        assert self.key is not None
        ways: dict[str, TransactionKey | Flow | Target]
        ways = {"flow": self.flow, "key": self.key, "target": self.way}
        broken = ways[what]
        self.layer.transport_failed(broken, self.now)

    def do_open(self) -> None:
        assert isinstance(self.way, Target)
        self.layer.opened(self.way, self.flow)

    def heard(self) -> list[str]:
        outputs = self.layer.take()
        self.outputs += outputs
        return [f"{self.now:g} {self.words(output)}" for output in outputs]

    def words(self, output: Output) -> str:
        match output:
            case Transmit(Request() as request):
                self.sent = request if request.method not in {"ACK", "CANCEL"} else self.sent
                return f"→ {request.method}"
            case Transmit(Response() as response):
                return f"→ {response.status}"
            case RequestArrived(key, request, _):
                if key is not None and request.method != "CANCEL":
                    self.key, self.arrived = key, request
                mark = "" if key is not None and key.method == request.method else " of "
                mark += "" if not mark else (key.method if key is not None else "nothing")
                return f"← {request.method}{mark}"
            case ResponseArrived(_, response, _):
                return f"← {response.status}"
            case TimedOut():
                return "timed out"
            case Failed():
                return "failed"
            case Ended():
                return "ended"
        raise AssertionError(output)
