"""One dialog of a call: how to ask within it, what was agreed in it, what the peer can do.

Promises an ACK that is the same each time the 2xx comes again. Refuses to decide anything: the call does.
"""

from __future__ import annotations

from agent_desktop.sip.agent.config import ALLOW
from agent_desktop.sip.agent.core import Asking, Core, Exchange
from agent_desktop.sip.agent.extensions import SUPPORTED
from agent_desktop.sip.agent.line import Line
from agent_desktop.sip.audio_terms import Agreed
from agent_desktop.sip.dialog import Dialog
from agent_desktop.sip.fields import BadValue, MediaType, tokens
from agent_desktop.sip.flow import Flow, Target
from agent_desktop.sip.message import Headers, Message, Request
from agent_desktop.sip.offer_answer import Negotiation
from agent_desktop.sip.sdp import BadSdp, Sdp
from agent_desktop.sip.transactions import matching


class Leg:
    """`home` is the flow that the dialog began on; None when that is gone, or was not known.

    With `direct` all goes there, since nothing lies between us and a peer who may sit behind a NAT.
    """

    def __init__(
        self, core: Core, line: Line, dialog: Dialog, talk: Negotiation, home: Flow | None
    ) -> None:
        self.core = core
        self.line = line
        self.dialog = dialog
        self.talk = talk
        self.home = home
        self.direct = False
        #: Whether the call was placed to a `sips:` address: then ours is one, too (RFC 3261, 12.1).
        self.sips = False
        #: The body that was taken as a preview of the answer.
        self.preview: tuple[bytes, Agreed] | None = None
        self.last_rseq: int | None = None
        self.allows: set[str] = set()
        self.supports: set[str] = set()
        self._acks: dict[int, tuple[Request, Flow | Target]] = {}

    def learn(self, message: Message) -> None:
        """Take what the peer says of itself."""
        for name, into in (("Allow", self.allows), ("Supported", self.supports)):
            try:
                said = tokens(message.headers, name)
            except BadValue:
                continue
            into.update(one.upper() if name == "Allow" else one.lower() for one in said)

    @property
    def way(self) -> Flow | Target:
        """Where the next request goes."""
        if self.direct and self.home is not None:
            return self.home
        return self.line.way(self.dialog.next_hop, self.home)

    def dress(self, headers: Headers, *, contact: bool = True) -> None:
        """What our own requests and 2xx within a call say of us."""
        if contact:
            ours = self.line.contact(self.home or self.line.flow)
            headers.add("Contact", ours.replace("<sip:", "<sips:", 1) if self.sips else ours)
        headers.add("Allow", ALLOW)
        headers.add("Supported", ", ".join(SUPPORTED))
        headers.add("User-Agent", self.core.config.product)

    def compose(
        self, method: str, body: bytes = b"", content_type: str = "application/sdp"
    ) -> Request:
        """The next request of the dialog."""
        request = self.dialog.request(method, self.dialog.next_seq())
        if body:
            request.headers.add("Content-Type", content_type)
            request.body = body
        return request

    def ask(self, request: Request, then: Asking) -> Exchange:
        """Send it; `then` hears the answers."""
        exchange = Exchange(
            self.core,
            self.way,
            then,
            self.line.auth,
            self.dialog.next_seq,
            self.line.account.name,
        )
        exchange.send(request)
        return exchange

    def ack(self, invite: Request, body: bytes = b"") -> None:
        """Acknowledge the 2xx to `invite`, or repeat that (RFC 3261, 13.2.2.4)."""
        place = matching.cseq(invite.headers)
        number = place.number if place is not None else 0
        if number not in self._acks:
            ack = self.dialog.request("ACK", number)
            for name in ("Authorization", "Proxy-Authorization"):
                for value in invite.headers.all(name):
                    ack.headers.add(name, value)
            if body:
                ack.headers.add("Content-Type", "application/sdp")
                ack.body = body
            self._acks = {number: (ack, self.way)}  # only the newest INVITE can be answered again
        ack, way = self._acks[number]
        self.core.layer.send(ack, way, self.core.now)

    def bye(self, then: Asking, reason: str = "") -> Exchange:
        """Hang up."""
        request = self.compose("BYE")
        request.headers.add("User-Agent", self.core.config.product)
        if reason:
            request.headers.add("Reason", reason)
        return self.ask(request, then)


def sdp_of(message: Message) -> Sdp | None:
    """The description in a message; None without one. Raises `BadSdp` when it cannot be read."""
    if not message.body:
        return None
    value = message.headers.get("Content-Type") or "application/sdp"
    try:
        kind = MediaType.parse(value)
    except BadValue:
        raise BadSdp("the type of the body cannot be read") from None
    if (kind.type, kind.subtype) != ("application", "sdp"):
        raise BadSdp("the body is no SDP")
    return Sdp.parse(message.body)
