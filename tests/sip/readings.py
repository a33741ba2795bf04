"""Every typed reading of a message, tried: what hostile input is sent through."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from agent_desktop.sip import fields
from agent_desktop.sip.fields import BadValue
from agent_desktop.sip.message import Headers, Message, Request
from agent_desktop.sip.uri import SipUri, Uri, parse_uri

ADDRESS_LISTS = (
    *("Route", "Record-Route", "Path", "Service-Route"),
    *("P-Asserted-Identity", "P-Preferred-Identity", "Alert-Info", "Call-Info", "Diversion"),
)
ADDRESSES = ("From", "To", "Refer-To", "Referred-By", "Reply-To")
ONE_VALUE: dict[str, Callable[[str], object]] = {
    "CSeq": fields.CSeq.parse,
    "RAck": fields.RAck.parse,
    "Replaces": fields.Replaces.parse,
    "Session-Expires": fields.SessionExpires.parse,
    "Event": fields.Event.parse,
    "Subscription-State": fields.SubscriptionState.parse,
    "Retry-After": fields.RetryAfter.parse,
    "Reason": fields.Reason.parse,
    "Content-Type": fields.MediaType.parse,
}
TOKENS = ("Allow", "Supported", "Require", "Proxy-Require", "Unsupported", "Allow-Events")
NUMBERS = ("Max-Forwards", "Expires", "Min-Expires", "RSeq", "Content-Length")


def read_everything(message: Message) -> list[BadValue]:
    """Read all that can be read of `message`; return the refusals. Any other error goes through."""
    refused: list[BadValue] = []

    def tried(reading: Callable[[], object]) -> None:
        try:
            str(reading())
        except BadValue as bad:
            refused.append(bad)

    headers = message.headers
    if isinstance(message, Request):
        tried(lambda: _uri_in_full(parse_uri(message.uri)))
    tried(lambda: [_via_in_full(via) for via in fields.vias(headers)])
    tried(lambda: [_in_full(one) for one in fields.contacts(headers)])
    for name in ADDRESS_LISTS:
        tried(partial(_all_in_full, headers, name))
    for name in ADDRESSES:
        tried(partial(_one_in_full, headers, name))
    for name, parse in ONE_VALUE.items():
        for value in headers.all(name):
            tried(partial(parse, value))
    for name in TOKENS:
        tried(partial(fields.tokens, headers, name))
    for name in NUMBERS:
        tried(partial(fields.integer, headers, name))
    tried(lambda: fields.seconds(headers, "Min-SE"))
    return refused


def _via_in_full(via: fields.Via) -> object:
    return via, via.branch, via.is_unique, via.received, via.rport, via.seen_from("192.0.2.1", 9)


def _all_in_full(headers: Headers, name: str) -> object:
    return [_in_full(one) for one in fields.addresses(headers, name)]


def _one_in_full(headers: Headers, name: str) -> object:
    one = fields.address(headers, name)
    return one and _in_full(one)


def _in_full(one: fields.NameAddr | str) -> object:
    if not isinstance(one, fields.NameAddr):
        return one
    one.display.encode("utf-8")
    return one, one.tag, one.q, one.expires, _uri_in_full(one.uri)


def _uri_in_full(uri: Uri) -> object:
    if isinstance(uri, SipUri):
        uri.username.encode("utf-8")
        uri.header("Replaces")
    assert uri.equivalent(uri)
    return str(uri), hash(uri)
