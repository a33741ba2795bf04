"""A dialog: what two user agents share across requests (RFC 3261, 12): names, order, route, the peer's address.

Promises requests that follow the route set (strict routers included) in the order of CSeq. Refuses to know what a
dialog is for: calls and subscriptions do.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from agent_desktop.sip.fields import (
    BadValue,
    CSeq,
    NameAddr,
    Replaces,
    addresses,
    contacts,
    elements,
)
from agent_desktop.sip.message import Headers, Message, Request, Response
from agent_desktop.sip.transactions import matching

#: (Call-ID, our tag, their tag): what names a dialog on our side.
DialogId: TypeAlias = tuple[str, str, str]


@dataclass(slots=True)
class Dialog:
    """One dialog. `local` and `remote` are From and To as we write them; `target` is the peer's Contact.

    A peer of RFC 2543 may have no tag: its `remote_tag` is "".
    """

    call_id: str
    local_tag: str
    remote_tag: str
    local: str
    remote: str
    target: str
    routes: tuple[str, ...]
    local_seq: int
    remote_seq: int | None = None
    initiator: bool = False

    @classmethod
    def of_caller(cls, request: Request, response: Response) -> Dialog:
        """The dialog that a response to `request` of ours opens (12.1.2). Raises `BadValue`."""
        headers = response.headers
        return cls(
            call_id=headers.get("Call-ID") or "",
            local_tag=matching.tag(headers, "From"),
            remote_tag=matching.tag(headers, "To"),
            local=headers.get("From") or "",
            remote=headers.get("To") or "",
            target=contact_of(response) or request.uri,
            routes=tuple(reversed(_routes(headers))),
            local_seq=CSeq.parse(request.headers.get("CSeq") or "").number,
            initiator=True,
        )

    @classmethod
    def of_callee(cls, request: Request, local_tag: str) -> Dialog:
        """The dialog that answering `request` of the peer opens (12.1.1). Raises `BadValue` without a Contact.

        A peer of RFC 2543 needs none (6.13 there): it is reached at the address in From.
        """
        headers = request.headers
        target = contact_of(request)
        if target is None and "Contact" not in headers and matching.is_old(request):
            target = str(NameAddr.parse(headers.get("From") or "", "From").uri)
        if target is None:
            raise BadValue("Contact", "")
        return cls(
            call_id=headers.get("Call-ID") or "",
            local_tag=local_tag,
            remote_tag=matching.tag(headers, "From"),
            local=f"{headers.get('To') or ''};tag={local_tag}",
            remote=headers.get("From") or "",
            target=target,
            routes=tuple(_routes(headers)),
            local_seq=0,
            remote_seq=CSeq.parse(headers.get("CSeq") or "").number,
        )

    @property
    def id(self) -> DialogId:
        """Its name on our side."""
        return self.call_id, self.local_tag, self.remote_tag

    @property
    def next_hop(self) -> str:
        """The address that a request goes to: the first of the route, else the peer's Contact."""
        return str(NameAddr.parse(self.routes[0], "Route").uri) if self.routes else self.target

    def next_seq(self) -> int:
        """The CSeq of the next request."""
        self.local_seq += 1
        return self.local_seq

    def request(self, method: str, seq: int) -> Request:
        """A request within the dialog (12.2.1.1); `seq` is `next_seq()`, for an ACK that of its INVITE."""
        uri, routes = self.target, list(self.routes)
        if routes and not _is_loose(routes[0]):
            uri = str(NameAddr.parse(routes.pop(0), "Route").uri)
            routes.append(f"<{self.target}>")
        headers = Headers()
        for route in routes:
            headers.add("Route", route)
        headers.add("Max-Forwards", "70")
        headers.add("From", self.local)
        headers.add("To", self.remote)
        headers.add("Call-ID", self.call_id)
        headers.add("CSeq", f"{seq} {method}")
        return Request(method, uri, headers)

    def in_order(self, request: Request) -> bool:
        """Whether a request of the peer is newer than those before (12.2.2); from now on it is the newest."""
        place = matching.cseq(request.headers)
        if place is None or (self.remote_seq is not None and place.number <= self.remote_seq):
            return False
        self.remote_seq = place.number
        return True

    def refresh(self, message: Message) -> None:
        """Take the peer's address from a target refresh (INVITE, UPDATE, SUBSCRIBE, NOTIFY) or its 2xx."""
        self.target = contact_of(message) or self.target

    def is_meant_by(self, replaces: Replaces) -> bool:
        """Whether a Replaces names this dialog (RFC 3891, 3): its to-tag is ours."""
        theirs = "" if replaces.from_tag == "0" else replaces.from_tag
        mine = "" if replaces.to_tag == "0" else replaces.to_tag
        return (replaces.call_id, mine, theirs) == self.id

    def replaces(self, *, early_only: bool = False) -> Replaces:
        """What names this dialog to the peer's user agent: its to-tag is theirs."""
        return Replaces(self.call_id, self.remote_tag or "0", self.local_tag, early_only)


def id_of_request(request: Request) -> DialogId:
    """The dialog that a request of the peer belongs to."""
    headers = request.headers
    return (
        headers.get("Call-ID") or "",
        matching.tag(headers, "To"),
        matching.tag(headers, "From"),
    )


def contact_of(message: Message) -> str | None:
    """The address in Contact; None without one, and when it cannot be read or is several."""
    try:
        found = contacts(message.headers)
    except BadValue:
        return None
    return str(found[0].uri) if found != "*" and len(found) == 1 else None


def came_directly(request: Request) -> bool:
    """Whether no proxy passed a request on: its sender is where it came from, whatever its Contact says."""
    try:
        return len(elements(request.headers, "Via")) == 1
    except BadValue:
        return False


def _routes(headers: Headers) -> list[str]:
    """Every Record-Route as written, once it is known that each can be read. Raises `BadValue`."""
    addresses(headers, "Record-Route")
    return elements(headers, "Record-Route")


def _is_loose(route: str) -> bool:
    uri = NameAddr.parse(route, "Route").uri
    return ";lr" in str(uri).lower()
