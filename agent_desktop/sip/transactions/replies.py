"""Messages that follow from others by rule: responses, the ACK of a refusal, CANCEL.

Promises what RFC 3261 says in 8.2.6, 17.1.1.3 and 9.1. Refuses to put anything in that the other message does not have.
"""

from __future__ import annotations

from typing import Final

from agent_desktop.sip.message import Headers, Request, Response
from agent_desktop.sip.transactions import matching

#: The words of RFC 3261 (21) and its extensions for those that this program sends.
REASONS: Final = {
    100: "Trying",
    180: "Ringing",
    181: "Call Is Being Forwarded",
    182: "Queued",
    183: "Session Progress",
    200: "OK",
    202: "Accepted",
    302: "Moved Temporarily",
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    405: "Method Not Allowed",
    406: "Not Acceptable",
    407: "Proxy Authentication Required",
    408: "Request Timeout",
    413: "Request Entity Too Large",
    415: "Unsupported Media Type",
    416: "Unsupported URI Scheme",
    420: "Bad Extension",
    421: "Extension Required",
    422: "Session Interval Too Small",
    423: "Interval Too Brief",
    439: "First Hop Lacks Outbound Support",
    480: "Temporarily Unavailable",
    481: "Call/Transaction Does Not Exist",
    482: "Loop Detected",
    483: "Too Many Hops",
    484: "Address Incomplete",
    486: "Busy Here",
    487: "Request Terminated",
    488: "Not Acceptable Here",
    489: "Bad Event",
    491: "Request Pending",
    493: "Undecipherable",
    500: "Server Internal Error",
    501: "Not Implemented",
    503: "Service Unavailable",
    504: "Server Time-out",
    505: "Version Not Supported",
    513: "Message Too Large",
    600: "Busy Everywhere",
    603: "Decline",
    606: "Not Acceptable",
}


def reply(
    request: Request, status: int, reason: str | None = None, *, tag: str | None = None
) -> Response:
    """A response to `request` without body (8.2.6.2).

    `tag` goes into To when the request's has none and the status is above 100. `reason` None takes the usual words.
    """
    headers = Headers()
    for name, label in (
        ("via", "Via"),
        ("from", "From"),
        ("to", "To"),
        ("call-id", "Call-ID"),
        ("cseq", "CSeq"),
    ):
        for value in request.headers.all(name):
            headers.add(label, value)
    to = headers.get("to")
    if tag is not None and status > 100 and to is not None and not matching.tag(headers, "To"):
        headers.set("To", f"{to};tag={tag}")
    if status == 100 and (timestamp := request.headers.get("timestamp")) is not None:
        headers.add("Timestamp", timestamp)
    return Response(status, reason or REASONS.get(status, "Unknown"), headers)


def refusal_ack(invite: Request, response: Response) -> Request:
    """The ACK for a final response from 300 to 699 (17.1.1.3)."""
    ack = _follow(invite, "ACK")
    to = response.headers.get("to")
    if to is not None:
        ack.headers.set("To", to)
    return ack


def cancel_of(invite: Request) -> Request:
    """The CANCEL of a request (9.1)."""
    return _follow(invite, "CANCEL")


def _follow(request: Request, method: str) -> Request:
    headers = Headers()
    vias = request.headers.all("via")
    if vias:
        headers.add("Via", vias[0])
    for value in request.headers.all("route"):
        headers.add("Route", value)
    headers.add("Max-Forwards", "70")
    for name, label in (("from", "From"), ("to", "To"), ("call-id", "Call-ID")):
        for value in request.headers.all(name):
            headers.add(label, value)
    number = (request.headers.get("cseq") or "").split()
    if number:
        headers.add("CSeq", f"{number[0]} {method}")
    return Request(method, request.uri, headers)
