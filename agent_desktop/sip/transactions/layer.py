"""The transaction layer: finds the transaction of each message, begins new ones, and keeps their time.

Promises that a request reaches the application once however often it comes, and that `due` names the moment at which
`tick` is wanted. Refuses responses that answer nothing of ours, requests that nobody could answer, and more
transactions than `limit`.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable
from typing import Final, TypeVar

from agent_desktop.sip.fields import COOKIE
from agent_desktop.sip.flow import Flow, Target, host_and_port
from agent_desktop.sip.message import Message, Request, Response
from agent_desktop.sip.transactions import matching
from agent_desktop.sip.transactions.clients import InviteClient, OtherClient
from agent_desktop.sip.transactions.machine import FALL_BACK, Client, Instead, Machine, Server
from agent_desktop.sip.transactions.outputs import (
    Output,
    RequestArrived,
    TransactionKey,
    Transmit,
)
from agent_desktop.sip.transactions.replies import cancel_of, reply
from agent_desktop.sip.transactions.servers import InviteServer, OtherServer
from agent_desktop.sip.transactions.timing import Times

#: How long a connection for a large request may take to open, in seconds, before it leaves by UDP all the same.
STREAM_S: Final = 2.0
M = TypeVar("M", bound=Machine)


class TransactionLayer:
    """All transactions of one user agent. `tokens` gives words that nobody can guess and that never come twice.

    `sent_by` is the name to put into Via for a way; by default the local address of a flow, and for what is not open
    yet a name that cannot be reached (RFC 7118, 5: the response comes back on the connection; RFC 3581 for UDP).
    Times (`now`) are seconds of any clock that never goes back.
    """

    def __init__(
        self,
        tokens: Callable[[], str],
        *,
        times: Times | None = None,
        sent_by: Callable[[Flow | Target], str] | None = None,
        limit: int = 10_000,
        large: int = 0,
    ) -> None:
        """Requests of more than `large` bytes leave by TCP where the peer takes it (RFC 3261, 18.1.1); 0: none do."""
        self._tokens = tokens
        self._large = large
        self._only_udp: set[tuple[str, int]] = set()
        self._times = times or Times()
        self._sent_by = sent_by or self._own_name
        self._limit = limit
        self._nowhere = f"{tokens()}.invalid"
        self._out: list[Output] = []
        self._machines: dict[TransactionKey, Machine] = {}
        self._arrived: dict[str, TransactionKey] = {}  # by server_id, CANCEL left out
        self._merging: dict[str, TransactionKey] = {}
        self._alarms: list[tuple[float, int, TransactionKey]] = []
        self._alarm_count = 0

    def __len__(self) -> int:
        """How many transactions are alive."""
        return len(self._machines)

    def take(self) -> list[Output]:
        """What happened since the last call, in order."""
        out = list(self._out)
        self._out.clear()
        return out

    def send(self, request: Request, target: Flow | Target, now: float) -> TransactionKey:
        """Begin a transaction: a Via of ours goes on top of a copy of `request`, which leaves.

        An ACK leaves without one: its key is never heard of again.
        """
        is_ack = request.method == "ACK"
        branch = matching.ack_branch(request) if is_ack else COOKIE + self._tokens()
        signed = self._signed(request, target, branch)
        key = TransactionKey("client", branch, request.method)
        if is_ack:
            self._out.append(Transmit(signed, target, None))
            return key
        made = InviteClient if request.method == "INVITE" else OtherClient
        stream = self._stream_for(signed, target)
        if stream is None:
            self._begin(made(key, signed, target, self._times, self._out), now)
            return key
        by_stream = self._signed(request, stream, branch)
        machine = made(key, by_stream, stream, self._times, self._out)
        place = (stream.host, stream.port)
        machine.instead = Instead(signed, target, lambda: self._only_udp.add(place))
        machine.alarms.set(FALL_BACK, now + STREAM_S)
        self._begin(machine, now)
        return key

    def _signed(self, request: Request, way: Flow | Target, branch: str) -> Request:
        headers = request.headers.copy()
        via = f"SIP/2.0/{way.transport.upper()} {self._sent_by(way)};branch={branch};rport"
        headers.add_first("Via", via)
        return Request(request.method, request.uri, headers, request.body)

    def _stream_for(self, request: Request, way: Flow | Target) -> Target | None:
        """The connection for a request that is too large for a datagram; None when it is not, or cannot be."""
        if way.transport != "udp" or not self._large or len(request.encode()) <= self._large:
            return None
        place = way.remote if isinstance(way, Flow) else (way.host, way.port)
        return None if place in self._only_udp else Target("tcp", *place)

    def respond(self, key: TransactionKey, response: Response, now: float) -> None:
        """Answer a request that arrived. After its transaction ended, or a second time, nothing happens."""
        server = self._machines.get(key)
        if isinstance(server, Server):
            server.respond(response, now)
            self._settle(server)

    def cancel(self, key: TransactionKey, now: float, reason: str = "") -> None:
        """Cancel an INVITE of ours: at once when the peer showed that it has it, else when it does (9.1).

        The INVITE still ends by itself: with 487, with a 2xx that crossed the CANCEL, or by time.
        """
        invite = self._machines.get(key)
        if isinstance(invite, InviteClient) and invite.cancel == "none":
            invite.cancel, invite.reason = "wanted", reason
            self._send_cancel_if_due(invite, now)

    def opened(self, target: Target, flow: Flow) -> None:
        """`target` became `flow`: what was sent there goes on there."""
        for machine in self._machines.values():
            if machine.to == target:
                machine.to = flow

    def take_over(self, invite: Request, way: Flow | Target, now: float) -> TransactionKey:
        """Go on with an INVITE that somebody else sent, with the Via that it left with, and that the peer has.

        Its responses come to us where we are where the other one was. Raises `ValueError` without such a Via.
        """
        via = matching.top_via(invite.headers)
        branch = (via.branch if via is not None else None) or ""
        if not branch.startswith(COOKIE):
            raise ValueError("the INVITE has no branch of ours")
        key = TransactionKey("client", branch, "INVITE")
        made = InviteClient(key, invite, way, self._times, self._out)
        made.state = "proceeding"
        self._machines[key] = made
        return key

    def sent(self, key: TransactionKey) -> Request | None:
        """The request of a transaction of ours as it left; None when it is over."""
        machine = self._machines.get(key)
        return machine.request if isinstance(machine, Client) else None

    def receive(self, message: Message, flow: Flow, now: float) -> None:
        """A message came in on `flow`."""
        if isinstance(message, Response):
            self._response(message, now)
        elif message.method == "ACK":
            self._ack(message, flow, now)
        else:
            self._request(message, flow, now)

    def transport_failed(
        self,
        key_or_target: TransactionKey | Flow | Target,
        now: float,
        why: str = "the connection is gone",
        *,
        stranded: bool = False,
    ) -> None:
        """A message of that transaction could not be sent; or a way broke, and all that were under way on it.

        Those that are stranded go on, unless it is they who are meant.
        """
        if isinstance(key_or_target, TransactionKey):
            machine = self._machines.get(key_or_target)
            broken = [machine] if machine is not None else []
        else:
            broken = [one for one in self._on(key_or_target) if one.stranded == stranded]
        for machine in broken:
            if not (isinstance(machine, Client) and machine.fall_back(now)):
                machine.broke(why)
            self._settle(machine)

    def strand(self, flow: Flow) -> bool:
        """Let the INVITEs that begin calls on this way, which is gone, wait for `rehome`; whether there are any."""
        waiting = [
            one
            for one in self._on(flow)
            if isinstance(one, InviteClient | InviteServer)
            and not matching.tag(one.request.headers, "To")
            and not (isinstance(one, InviteClient) and one.instead)
        ]
        for one in waiting:
            one.stranded = True
        return bool(waiting)

    def rehome(self, old: Flow, new: Flow, now: float) -> None:
        """What was stranded goes on by another way to the same peer, and says there again what may be lost."""
        for machine in [one for one in self._on(old) if one.stranded]:
            machine.to, machine.stranded = new, False
            if isinstance(machine, InviteServer):
                machine.repeated()
            elif isinstance(machine, InviteClient):
                if machine.state == "calling":
                    machine.transmit(machine.request)
                self._send_cancel_if_due(machine, now)

    def tick(self, now: float) -> None:
        """Let time pass up to `now`."""
        while self._alarms and self._alarms[0][0] <= now:
            machine = self._machines.get(heapq.heappop(self._alarms)[2])
            if machine is not None:
                machine.noted = None
                machine.tick(now)
                self._settle(machine)

    def due(self) -> float | None:
        """When `tick` is wanted next; None when nothing waits."""
        while self._alarms:
            at, _, key = self._alarms[0]
            machine = self._machines.get(key)
            if machine is not None and machine.alarms.next() == at:
                return at
            heapq.heappop(self._alarms)
        return None

    # Inside

    def _on(self, way: Flow | Target) -> list[Machine]:
        return [one for one in self._machines.values() if one.to == way]

    def _own_name(self, way: Flow | Target) -> str:
        if isinstance(way, Target) or way.transport in {"ws", "wss"}:
            return self._nowhere
        if way.local[0] in {"0.0.0.0", "::", ""}:
            return self._nowhere
        return host_and_port(*way.local)

    def _begin(self, machine: Client | Server, now: float) -> None:
        self._machines[machine.key] = machine
        machine.begin(now)
        self._settle(machine)

    def _settle(self, machine: Machine) -> None:
        """After a machine was touched: forget it when it ended, else note when it wants to be woken."""
        if machine.ended:
            key = machine.key
            self._machines.pop(key, None)
            if self._arrived.get(key.id) == key:
                del self._arrived[key.id]
            merging = matching.merging_id(machine.request)
            if merging is not None and self._merging.get(merging) == key:
                del self._merging[merging]
            return
        at = machine.alarms.next()
        if at is not None and at != machine.noted:
            machine.noted = at
            self._alarm_count += 1
            heapq.heappush(self._alarms, (at, self._alarm_count, machine.key))

    def _response(self, response: Response, now: float) -> None:
        match = matching.client_match(response)
        if match is None:
            return
        client = self._machines.get(TransactionKey("client", *match))
        if not isinstance(client, Client):
            return
        client.instead = None
        client.alarms.stop(FALL_BACK)
        client.received(response, now)
        self._settle(client)
        if isinstance(client, InviteClient):
            self._send_cancel_if_due(client, now)

    def _send_cancel_if_due(self, invite: InviteClient, now: float) -> None:
        if invite.cancel != "wanted" or invite.state != "proceeding" or invite.stranded:
            return
        key = TransactionKey("client", invite.key.id, "CANCEL")
        request = cancel_of(invite.request)
        if invite.reason:
            request.headers.add("Reason", invite.reason)
        cancel = OtherClient(key, request, invite.to, self._times, self._out)
        cancel.silent = True
        invite.cancelled(now)
        self._settle(invite)
        self._begin(cancel, now)

    def _request(self, request: Request, flow: Flow, now: float) -> None:
        identity = matching.server_id(request)
        if identity is None:
            return
        key = TransactionKey("server", identity, request.method)
        known = self._machines.get(key)
        if isinstance(known, Server):
            known.repeated()
            return
        request = matching.marked(request, flow)
        back = matching.way_back(request, flow)
        if request.method == "CANCEL":
            self._cancelled(key, request, flow, back, now)
            return
        merging = matching.merging_id(request)
        if merging is not None and merging in self._merging:
            self._refuse(request, 482, back)
            return
        if len(self._machines) >= self._limit:
            self._refuse(request, 503, back)
            return
        self._arrived[identity] = key
        if merging is not None:
            self._merging[merging] = key
        made = InviteServer if request.method == "INVITE" else OtherServer
        self._begin(made(key, request, back, self._times, self._out), now)
        self._out.append(RequestArrived(key, request, flow))

    def _cancelled(
        self, key: TransactionKey, request: Request, flow: Flow, back: Flow, now: float
    ) -> None:
        found = self._arrived.get(key.id)
        target = self._machines.get(found) if found is not None else None
        if not isinstance(target, Server):
            self._refuse(request, 481, back)
            return
        # The same tag as in the answers to what it cancels (9.2).
        known = matching.tag(target.last.headers, "To") if target.last is not None else ""
        server = OtherServer(key, request, back, self._times, self._out)
        server.silent = True
        self._begin(server, now)
        server.respond(reply(request, 200, tag=known or self._tokens()), now)
        self._settle(server)
        if isinstance(target, InviteServer) and target.state == "proceeding":
            self._out.append(RequestArrived(target.key, request, flow))

    def _refuse(self, request: Request, status: int, back: Flow) -> None:
        """Answer without a transaction (8.2.7): the same request gets the same answer again."""
        response = reply(request, status, tag=matching.steady_tag(request))
        if status == 503:
            response.headers.add("Retry-After", "5")
        self._out.append(Transmit(response, back, None))

    def _ack(self, ack: Request, flow: Flow, now: float) -> None:
        identity = matching.server_id(ack)
        if identity is None:
            return
        invite = self._machines.get(TransactionKey("server", identity, "INVITE"))
        if isinstance(invite, InviteServer) and invite.state != "accepted":
            invite.acknowledged(now)
            self._settle(invite)
            return
        self._out.append(RequestArrived(None, ack, flow))
