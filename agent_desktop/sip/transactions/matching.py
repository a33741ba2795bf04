"""Which transaction a message belongs to (RFC 3261, 17.1.3 and 17.2.3), and where a response goes (18.2, RFC 3581).

Promises the same identity for every repetition of a request, with the magic cookie or without. Refuses to match by
anything that a stranger can guess when the peer gave something better.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from typing import Final

from agent_desktop.sip.flow import Flow
from agent_desktop.sip.message import Headers, Request, Response, canonical

COOKIE: Final = "z9hG4bK"
_VIA: Final = re.compile(
    r"SIP\s*/\s*2\.0\s*/\s*(?P<transport>[\w-]+)\s+"
    r"(?P<host>\[[0-9A-Fa-f:.]+\]|[^\s;,:\[\]\"<>]+)(?:\s*:\s*(?P<port>\d{1,5}))?\s*"
    r"(?P<rest>(?:;(?:\"(?:[^\"\\]|\\.)*\"|[^\",])*)?)",
    re.IGNORECASE,
)
_PARAM: Final = re.compile(r";\s*([^\s;=]+)\s*(?:=\s*(\"(?:[^\"\\]|\\.)*\"|[^\s;]*))?")
_TAG: Final = re.compile(r";\s*tag\s*=\s*([^\s;,]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TopVia:
    """The first Via of a message: who sent it last, and the name that they gave it. `text` is as written."""

    host: str
    port: int | None
    params: dict[str, str | None]
    text: str

    @property
    def branch(self) -> str:
        """The branch, or nothing from a peer of RFC 2543 that gave none."""
        return self.params.get("branch") or ""


def top_via(headers: Headers) -> TopVia | None:
    """The topmost Via value; None when it is missing or is none."""
    value = headers.get("via") or ""
    found = _VIA.match(value)
    if found is None:
        return None
    params = {name.lower(): held or None for name, held in _PARAM.findall(found["rest"])}
    port = int(found["port"]) if found["port"] else None
    return TopVia(found["host"].strip("[]").lower(), port, params, found[0].strip())


def via_count(headers: Headers) -> int:
    """How many hops a message names."""
    return sum(len(re.findall(r"SIP\s*/\s*2\.0\s*/", value, re.I)) for value in headers.all("via"))


def cseq(headers: Headers) -> tuple[str, str] | None:
    """(number, method); None when it is none."""
    words = (headers.get("cseq") or "").split()
    return (words[0], words[1]) if len(words) == 2 and words[0].isdigit() else None


def tag(value: str | None) -> str:
    """The tag of a From or To value; nothing when there is none."""
    value = value or ""
    found = _TAG.search(value[value.rfind(">") + 1 :])
    return found[1] if found else ""


def server_id(request: Request) -> str | None:
    """What the repetitions of a request, its CANCEL and the ACK of its refusal share; None when it has no answer."""
    via, number = top_via(request.headers), cseq(request.headers)
    if via is None or number is None:
        return None
    if via.branch.startswith(COOKIE):
        return f"{via.branch}|{via.host}:{via.port or 0}"
    # RFC 2543: the whole request is its identity. The tag of To is left out, since only the ACK has one of ours.
    return "2543|" + _digest(
        request.uri,
        tag(request.headers.get("from")),
        request.headers.get("call-id") or "",
        number[0],
        via.text,
    )


def merging_id(request: Request) -> str | None:
    """What the same request has in common that came on several ways (8.2.2.2); None within a dialog."""
    number = cseq(request.headers)
    if number is None or tag(request.headers.get("to")):
        return None
    caller = tag(request.headers.get("from"))
    return _digest(caller, request.headers.get("call-id") or "", *number) if caller else None


def steady_tag(request: Request) -> str:
    """A tag for To that is the same for every repetition of a request that is answered without a transaction."""
    return _digest("tag", server_id(request) or "")[:16]


def ack_branch(ack: Request) -> str:
    """The branch of the ACK for a 2xx: the same each time that it must be sent again."""
    number = cseq(ack.headers) or ("", "")
    tags = (tag(ack.headers.get("from")), tag(ack.headers.get("to")))
    return f"{COOKIE}a" + _digest(ack.headers.get("call-id") or "", number[0], *tags)


def client_match(response: Response) -> tuple[str, str] | None:
    """(branch, method) of the request that a response answers; None when it cannot be one of ours.

    More than one Via means that it was for somebody else (8.1.3.3).
    """
    via, number = top_via(response.headers), cseq(response.headers)
    if via is None or number is None or via_count(response.headers) != 1:
        return None
    return via.branch, number[1]


def marked(request: Request, flow: Flow) -> Request:
    """A copy whose top Via says where the request really came from (18.2.1; RFC 3581, 4)."""
    via = top_via(request.headers)
    if via is None:
        return request
    host, port = flow.remote
    text = via.text
    if "rport" in via.params:
        text = re.sub(r"(;\s*rport)\s*(=\s*\d*)?(?=\s*(;|$))", rf"\1={port}", text, flags=re.I)
    if "rport" in via.params or via.host != host.lower():
        text = re.sub(r";\s*received\s*=\s*[^\s;]*", "", text, flags=re.I) + f";received={host}"
    fields, top = [], True
    for name, value in request.headers:
        if top and canonical(name) == "via":
            value, top = text + value[len(via.text) :], False
        fields.append((name, value))
    return Request(request.method, request.uri, Headers(fields), request.body)


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
