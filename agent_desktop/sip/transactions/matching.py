"""Which transaction a message belongs to (RFC 3261, 17.1.3 and 17.2.3), and where a response goes (18.2, RFC 3581).

Promises the same identity for every repetition of a request, with the magic cookie or without. Refuses to match by
anything that a stranger can guess when the peer gave something better.
"""

from __future__ import annotations

import hashlib
import ipaddress
from dataclasses import replace

from agent_desktop.sip.fields import COOKIE, BadValue, CSeq, Via, address, elements
from agent_desktop.sip.flow import Flow
from agent_desktop.sip.grammar import split_list
from agent_desktop.sip.message import Headers, Request, Response


def top_via(headers: Headers) -> Via | None:
    """The topmost Via; None when it is missing or cannot be read."""
    try:
        return Via.parse(elements(headers, "Via")[0])
    except (BadValue, IndexError):
        return None


def cseq(headers: Headers) -> CSeq | None:
    """The place in the dialog; None when it is missing or cannot be read."""
    try:
        return CSeq.parse(headers.get("CSeq") or "")
    except BadValue:
        return None


def tag(headers: Headers, name: str) -> str:
    """The tag of From or To; nothing when there is none or the address cannot be read."""
    try:
        found = address(headers, name)
    except BadValue:
        return ""
    return (found.tag or "") if found is not None else ""


def server_id(request: Request) -> str | None:
    """What the repetitions of a request, its CANCEL and the ACK of its refusal share; None when it has no answer."""
    via, place = top_via(request.headers), cseq(request.headers)
    if via is None or place is None:
        return None
    if via.is_unique:
        return f"{via.branch}|{via.host.lower()}:{via.port or 0}"
    # RFC 2543: the whole request is its identity. The tag of To is left out, since only the ACK has one of ours.
    return "2543|" + _digest(
        request.uri,
        tag(request.headers, "From"),
        request.headers.get("Call-ID") or "",
        str(place.number),
        str(via),
    )


def is_old(request: Request) -> bool:
    """Whether its sender knows no more than RFC 2543: nobody else leaves the magic cookie out."""
    via = top_via(request.headers)
    return via is not None and not via.is_unique


def merging_id(request: Request) -> str | None:
    """What the same request has in common that came on several ways (8.2.2.2); None within a dialog."""
    place, caller = cseq(request.headers), tag(request.headers, "From")
    if place is None or not caller or tag(request.headers, "To"):
        return None
    return _digest(caller, request.headers.get("Call-ID") or "", str(place))


def steady_tag(request: Request) -> str:
    """A tag for To that is the same for every repetition of a request that is answered without a transaction."""
    return _digest("tag", server_id(request) or "")[:16]


def ack_branch(ack: Request) -> str:
    """The branch of the ACK for a 2xx: the same each time that it must be sent again."""
    headers = ack.headers
    tags = (tag(headers, "From"), tag(headers, "To"))
    return f"{COOKIE}a" + _digest(headers.get("Call-ID") or "", str(cseq(headers)), *tags)


def client_match(response: Response) -> tuple[str, str] | None:
    """(branch, method) of the request that a response answers; None when it cannot be one of ours.

    More than one Via means that it was for somebody else (8.1.3.3).
    """
    try:
        [value] = elements(response.headers, "Via")
        via = Via.parse(value)
    except ValueError:  # BadValue is one too
        return None
    place = cseq(response.headers)
    return (via.branch or "", place.method) if place is not None else None


def seen_at(response: Response) -> tuple[str, int] | None:
    """Where the server saw our request come from (RFC 3581, 4); None when it does not say."""
    via = top_via(response.headers)
    if via is None:
        return None
    port, host = via.params.get("rport") or "", via.params.get("received") or via.host.strip("[]")
    try:
        number = int(port)
        ipaddress.ip_address(host)
    except ValueError:
        return None
    return (host, number) if 0 < number < 65536 else None


def marked(request: Request, flow: Flow) -> Request:
    """A copy whose top Via says where the request really came from (18.2.1; RFC 3581, 4)."""
    via = top_via(request.headers)
    if via is None:
        return request
    headers = request.headers.copy()
    first, *others = headers.all("Via")
    stamped = [str(via.seen_from(*flow.remote)), *split_list("Via", first)[1:]]
    headers.remove("Via")
    for value in [*reversed(others), ", ".join(stamped)]:
        headers.add_first("Via", value)
    return Request(request.method, request.uri, headers, request.body)


def way_back(request: Request, flow: Flow) -> Flow:
    """Where the responses to `request` go (18.2.2): back on the connection, or to the port that its sender asked for.

    `maddr` is not followed: it would let a stranger aim our answers.
    """
    via = top_via(request.headers)
    if flow.reliable or via is None or "rport" in via.params:
        return flow
    return replace(flow, remote=(flow.remote[0], via.port or 5060))


def _digest(*parts: str) -> str:
    text = "\x00".join(parts).encode("utf-8", "surrogateescape")
    return hashlib.sha256(text).hexdigest()[:32]
