"""Addresses of SIP: `sip:` and `sips:` (RFC 3261, 19.1), `tel:` (RFC 3966), and any other scheme as it stands.

Promises that text and record say the same: `str` gives back what was read (the scheme in lower case), escapes as they
were written. Tolerates what is in use: hosts such as `asterisk1` and `my_host`, user parts with `#`, `;`, `?` or
letters beyond ASCII. Refuses blanks, angle brackets, ports beyond 65535 and hosts that are neither name nor address.
"""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from typing import Final, TypeAlias
from urllib.parse import unquote_to_bytes

from .grammar import NO_PARAMS, BadValue, Params, number, readable

_USER: Final = r"[^\s\x00-\x20\x7f<>\"@:]"
_PASSWORD: Final = r"[^\s\x00-\x20\x7f<>\"@]"
HOST: Final = r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*+)|\[[0-9A-Fa-f:.]++\]"
_SIP: Final = re.compile(
    rf"(?:({_USER}++)(?::({_PASSWORD}*+))?@)?({HOST})(?::([0-9]++))?((?:;[^;?\s<>\"\x00-\x20\x7f]++)*+)"
    r"(?:\?([^\s<>\"\x00-\x20\x7f]*+))?"
)
_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*+):([^\s<>\"\x00-\x20\x7f]++)")
_TEL: Final = re.compile(r"(\+[0-9().-]++|[0-9A-Fa-f*#().-]++)((?:;[^;?\s<>\"\x00-\x20\x7f]++)*+)")
_QUAD: Final = re.compile(r"[0-9.]++")
_ESCAPE: Final = re.compile(r"%([0-9A-Fa-f]{2})")
_SEPARATORS: Final = str.maketrans("", "", "-.()")
#: Signs that mean something else when they are escaped (RFC 3261, 25.1: reserved), and the escape itself.
_RESERVED: Final = frozenset(";/?:@&=+$,%")
#: Parameters that keep two addresses apart when only one has them (RFC 3261, 19.1.4: the rules, and for transport the
#: examples, because without it the address may lead elsewhere).
_TELLING: Final = ("user", "ttl", "method", "maddr", "transport")


@dataclass(frozen=True, slots=True)
class SipUri:
    """`sip:user:password@host:port;params?headers`. Texts are as written, with their escapes; what was not UTF-8 stands
    in them as surrogates, so show `username`, not `user`.
    """

    scheme: str
    user: str | None
    host: str
    port: int | None = None
    params: Params = NO_PARAMS
    headers: tuple[tuple[str, str], ...] = ()
    password: str | None = None

    def __str__(self) -> str:
        who = "" if self.user is None else self.user
        if self.password is not None:
            who += f":{self.password}"
        if self.user is not None:
            who += "@"
        port = "" if self.port is None else f":{self.port}"
        asked = "&".join(f"{name}={value}" for name, value in self.headers)
        return f"{self.scheme}:{who}{self.host}{port}{self.params}{'?' if asked else ''}{asked}"

    @property
    def username(self) -> str:
        """The user without escapes, for people; "" when there is none."""
        return unescape(self.user or "")

    @property
    def bare_host(self) -> str:
        """The host for connecting: in lower case, an IPv6 address without its brackets."""
        return self.host.strip("[]").lower()

    def header(self, name: str) -> str | None:
        """The first header of that name that the address asks for, without escapes: `?Replaces=…` of a Refer-To."""
        wanted = name.lower()
        return next((unescape(v) for n, v in self.headers if unescape(n).lower() == wanted), None)

    def equivalent(self, other: Uri) -> bool:
        """Whether both lead to the same place (RFC 3261, 19.1.4). Not transitive, so it is no `==`."""
        if not isinstance(other, SipUri):
            return False
        return self._core() == other._core() and _same_params(self.params, other.params)

    def _core(self) -> tuple[object, ...]:
        user = None if self.user is None else _normal(self.user)
        password = None if self.password is None else _normal(self.password)
        asked = sorted((_normal(n).lower(), _normal(v)) for n, v in self.headers)
        return self.scheme, user, password, _host_key(self.host), self.port, asked


@dataclass(frozen=True, slots=True)
class TelUri:
    """`tel:number;params`: a global number (`+1-201-555-0123`) or a local one with its context."""

    number: str
    params: Params = NO_PARAMS

    def __str__(self) -> str:
        return f"tel:{self.number}{self.params}"

    @property
    def digits(self) -> str:
        """The number without what is there for the eye; a global one keeps its plus."""
        return self.number.translate(_SEPARATORS)

    def equivalent(self, other: Uri) -> bool:
        """Whether both are the same number (RFC 3966, 5)."""
        if not isinstance(other, TelUri):
            return False
        return self.digits.lower() == other.digits.lower() and _tel_params(self) == _tel_params(
            other
        )


@dataclass(frozen=True, slots=True)
class OtherUri:
    """An address of any other scheme (`urn:service:sos`, `https://…`), not looked into."""

    scheme: str
    rest: str

    def __str__(self) -> str:
        return f"{self.scheme}:{self.rest}"

    def equivalent(self, other: Uri) -> bool:
        """Whether both are written the same, but for the case of the scheme."""
        return self == other


Uri: TypeAlias = SipUri | TelUri | OtherUri


def parse_uri(text: str, header: str = "URI") -> Uri:
    """Read an address. Raises `BadValue` that names `header`."""
    match = _SCHEME.fullmatch(text)
    if match is None:
        raise BadValue(header, text)
    scheme, rest = match[1].lower(), match[2]
    if scheme in {"sip", "sips"}:
        return _sip(scheme, rest, header, text)
    if scheme == "tel":
        found = _TEL.fullmatch(rest)
        if found is None or not any(sign.isalnum() or sign in "*#" for sign in found[1]):
            raise BadValue(header, text)
        return TelUri(found[1], _params(found[2]))
    return OtherUri(scheme, rest)


def _sip(scheme: str, rest: str, header: str, text: str) -> SipUri:
    match = _SIP.fullmatch(rest)
    if match is None:
        raise BadValue(header, text)
    user, password, host, port, params, asked = match.groups()
    if user is None and asked is not None and "@" in asked:
        raise BadValue(
            header, text
        )  # what stands before the @ might be meant as a user, and the rest is no host
    return SipUri(
        scheme,
        user,
        checked_host(header, host),
        None if port is None else number(header, port, 65535),
        _params(params) if params else NO_PARAMS,
        _asked(asked) if asked else (),
        password,
    )


def checked_host(header: str, host: str) -> str:
    """`host` when it is a name, four numbers of an IPv4 address or an IPv6 address in brackets. Raises `BadValue`."""
    try:
        if host[0] == "[":
            # RFC 5118, 4.10: an error in the older grammar taught some to write a third colon.
            ipaddress.IPv6Address(host[1:-1].replace(":::", "::"))
        elif "0" <= host[-1] <= "9" and _QUAD.fullmatch(host) and "." in host:
            ipaddress.IPv4Address(host)
    except ValueError:
        raise BadValue(header, host) from None
    return host


def unescape(text: str) -> str:
    """Text without `%` escapes, fit for a screen; an escape that is none stays."""
    if "%" not in text:
        return readable(text)
    raw = unquote_to_bytes(text.encode("utf-8", "surrogateescape"))
    return readable(raw.decode("utf-8", "surrogateescape"))


def _params(text: str) -> Params:
    items = (piece.partition("=") for piece in text[1:].split(";")) if text else ()
    return Params((name, value if equals else None) for name, equals, value in items)


def _asked(text: str) -> tuple[tuple[str, str], ...]:
    pieces = (piece.partition("=") for piece in text.split("&") if piece)
    return tuple((name, value) for name, _, value in pieces)


def _normal(text: str) -> str:
    return _ESCAPE.sub(_plain, text) if "%" in text else text


def _plain(escape: re.Match[str]) -> str:
    sign = chr(int(escape[1], 16))
    return escape[0].upper() if sign in _RESERVED or not " " < sign < "\x7f" else sign


def _host_key(host: str) -> str:
    if host[0] == "[":
        return ipaddress.IPv6Address(host[1:-1].replace(":::", "::")).compressed
    return host.lower()


def _keyed(params: Params) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in params:
        found.setdefault(_normal(name).lower(), _normal(value or "").lower())
    return found


def _same_params(one: Params, other: Params) -> bool:
    ours, theirs = _keyed(one), _keyed(other)
    if any((name in ours) != (name in theirs) for name in _TELLING):
        return False
    return all(value == theirs[name] for name, value in ours.items() if name in theirs)


def _tel_params(uri: TelUri) -> dict[str, str]:
    keyed = _keyed(uri.params)
    for name in ("ext", "phone-context"):
        if keyed.get(name, "").lstrip("+")[:1].isdigit():
            keyed[name] = keyed[name].translate(_SEPARATORS)
    return keyed
