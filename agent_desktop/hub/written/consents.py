"""Consent to use an account, asked for at its provider by OAuth2: what is asked there, and what the answers mean.

In a browser (RFC 6749 section 4.1 with PKCE, RFC 7636; the answer comes to a loopback address, RFC 8252 section 7.3),
or with a code that a person types on any device (RFC 8628). Pure: who asks, waits and keeps is elsewhere.

Promises that neither a token nor a secret stands in a repr or in a refusal, and that of what a provider says only its
error code is told. Refuses addresses through which a token could be read on its way.
"""

import base64
import hashlib
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, NoReturn, Protocol, runtime_checkable
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from agent_desktop.model.errors import Refused
from agent_desktop.model.words import later

LOOPBACK: Final = frozenset({"127.0.0.1", "::1", "localhost"})
LONGEST_S: Final = 1800.0
"""A code that is typed is waited for so long, whatever the provider allows."""
_USUAL_LIFE_S: Final = 600.0
_USUAL_PAUSE_S: Final = 5.0
_SLOWER_S: Final = 5.0
_LONGEST_PAUSE_S: Final = 120.0
_GRANT: Final = "urn:ietf:params:oauth:grant-type:device_code"
_AGAIN: Final = later("Sign in again.")
_OTHER: Final = ("", _AGAIN)
_CLIENT: Final = (
    later("The provider does not know this client, or its secret is wrong."),
    later("Check client ID and client secret, and the kind of application that is registered."),
)
_BUSY: Final = (later("The provider cannot do it now."), later("Try it again later."))
_REFUSALS: Final = {
    "access_denied": (
        later("The sign-in was not allowed."),
        later("Sign in again, and allow it at the provider."),
    ),
    "authorization_declined": (
        later("The sign-in was not allowed."),
        later("Sign in again, and allow it at the provider."),
    ),
    "expired_token": (
        later("The code was not used in time."),
        later("Sign in again: there is a new code."),
    ),
    "invalid_client": _CLIENT,
    "unauthorized_client": _CLIENT,
    "invalid_grant": (later("The provider does not take this sign-in any more."), _AGAIN),
    "invalid_scope": (
        later("The provider does not allow what is asked for."),
        later("Check the scope, and what the application may do at the provider."),
    ),
    "redirect_uri_mismatch": (
        later("The provider does not know the address to which the browser comes back."),
        later("Register it there as the administrators' guide says."),
    ),
    "unsupported_grant_type": (
        later("The provider has no such sign-in for this client."),
        later("Sign in the other way."),
    ),
    "temporarily_unavailable": _BUSY,
    "server_error": _BUSY,
}
NO_LASTING: Final = later("The provider allowed it only for a moment and gave no refresh token.")
LASTING: Final = later(
    "Take the old consent away in the account's settings at the provider, then sign in again. A scope that you wrote"
    " yourself may need offline_access."
)


@dataclass(frozen=True)
class Authority:
    """Where consent for one entry point is asked for, and in whose name.

    `account` tells the provider whose it is. Without `browser_url` or `code_url` there is no such way. `host` is how
    the loopback address is called there, `more` are parameters of the browser's address that the provider wants.
    """

    account: str
    client_id: str
    token_url: str
    scope: str
    browser_url: str = ""
    code_url: str = ""
    host: str = "127.0.0.1"
    more: tuple[tuple[str, str], ...] = ()
    client_secret: str = field(default="", repr=False)
    secret: str = "refresh_token"
    """The name of the field that holds what comes of it."""

    @property
    def identity(self) -> tuple[str, ...]:
        """What a consent was given for: with anything else of it changed, it is another one."""
        return (self.token_url, self.client_id, self.client_secret, self.scope, self.account)

    def refuse(self, words: str, remedy: str) -> NoReturn:
        """Say no, at the field where one signs in."""
        raise Refused(words, remedy=remedy, field=self.secret)


@runtime_checkable
class Consenting(Protocol):
    """A network some of whose accounts are used by consent."""

    def authority(self, settings: Mapping[str, str], secrets: Mapping[str, str]) -> Authority:
        """Where consent for such an entry point is asked for. Raises Refused, at the field at fault."""


def is_safe(url: str) -> bool:
    """Whether secrets may go there: https, or this computer; no user, no fragment, nothing that is no address."""
    if not re.fullmatch(r"[\x21-\x7e]{1,2000}", url):
        return False
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return False
    secure = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)
    return bool(secure and parts.hostname and parts.username is None and not parts.fragment)


# --- in the browser


def fresh_word() -> str:
    """A verifier or a state: 64 characters, 384 bits of chance (RFC 7636 section 4.1)."""
    return secrets.token_urlsafe(48)


def challenge(verifier: str) -> str:
    """What the provider is told of a verifier before it gets it: S256 (RFC 7636 section 4.2)."""
    digest = hashlib.sha256(verifier.encode("ascii")).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode("ascii")


def way_back(authority: Authority, port: int) -> str:
    """The address to which the browser comes back. Providers have to allow any port there (RFC 8252 section 7.3)."""
    return f"http://{authority.host}:{port}"


def browser_address(authority: Authority, port: int, state: str, verifier: str) -> str:
    """Where the browser goes. Raises Refused where the provider has no such way."""
    if not authority.browser_url:
        authority.refuse(*_REFUSALS["unsupported_grant_type"])
    asked = {
        "response_type": "code",
        "client_id": authority.client_id,
        "redirect_uri": way_back(authority, port),
        "scope": authority.scope,
        "state": state,
        "code_challenge": challenge(verifier),
        "code_challenge_method": "S256",
        "login_hint": authority.account,
        **dict(authority.more),
    }
    parts = urlsplit(authority.browser_url)
    own = [pair for pair in parse_qsl(parts.query) if pair[0] not in asked]
    query = urlencode([*own, *((name, value) for name, value in asked.items() if value)])
    return urlunsplit(parts._replace(query=query))


def code_form(authority: Authority, code: str, port: int, verifier: str) -> dict[str, str]:
    """What the token endpoint is asked for a code that came back."""
    return _with_secret(
        authority,
        {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": way_back(authority, port),
            "client_id": authority.client_id,
            "code_verifier": verifier,
        },
    )


def granted(authority: Authority, status: int, body: Mapping[str, Any]) -> str:
    """The refresh token in a token endpoint's answer. Raises Refused."""
    token = body.get("refresh_token")
    if not 200 <= status < 300:
        refuse(authority, body.get("error"), status)
    if not isinstance(token, str) or not token or len(token) > 8_000:
        authority.refuse(NO_LASTING, LASTING)
    return token


def refuse(authority: Authority, error: object, status: int = 0) -> NoReturn:
    """What a provider's error code means (RFC 6749 section 4.1.2.1 and 5.2, RFC 8628 section 3.5). Raises Refused."""
    code = error if isinstance(error, str) else ""
    words, remedy = _REFUSALS.get(code) or (_BUSY if status >= 500 else _OTHER)
    if not words:
        shown = code if re.fullmatch(r"[A-Za-z0-9_.-]{1,60}", code) else str(status or "?")
        words = later(f"The provider said no ({shown}).")
    authority.refuse(words, remedy)


# --- with a code


@dataclass(frozen=True)
class Typed:
    """What a person types where, and how the provider wants to be asked whether they did."""

    user_code: str
    address: str
    pause_s: float
    lasts_s: float
    device_code: str = field(default="", repr=False)


def asking_form(authority: Authority) -> dict[str, str]:
    """What the device endpoint is asked (RFC 8628 section 3.1). Raises Refused where there is none."""
    if not authority.code_url:
        authority.refuse(*_REFUSALS["unsupported_grant_type"])
    return _with_secret(authority, {"client_id": authority.client_id, "scope": authority.scope})


def typed(authority: Authority, status: int, body: Mapping[str, Any]) -> Typed:
    """The device endpoint's answer (RFC 8628 section 3.2). Raises Refused."""
    if not 200 <= status < 300:
        refuse(authority, body.get("error"), status)
    device, code = body.get("device_code"), body.get("user_code")
    address = body.get("verification_uri") or body.get("verification_url")
    if not (isinstance(device, str) and 0 < len(device) <= 8_000):
        _no_sense(authority)
    if not (isinstance(code, str) and re.fullmatch(r"[\x21-\x7e][\x20-\x7e]{0,63}", code)):
        _no_sense(authority)
    if not (isinstance(address, str) and is_safe(address)):
        _no_sense(authority)
    return Typed(
        user_code=code,
        address=address,
        pause_s=min(max(_number(body.get("interval"), _USUAL_PAUSE_S), 1.0), _LONGEST_PAUSE_S),
        lasts_s=min(_number(body.get("expires_in"), _USUAL_LIFE_S), LONGEST_S),
        device_code=device,
    )


class Polling:
    """Asks whether the code was typed: how long to wait before each question, and what the answers mean."""

    def __init__(self, authority: Authority, asked: Typed) -> None:
        self._authority = authority
        self._asked = asked
        self.pause_s = asked.pause_s

    def form(self) -> dict[str, str]:
        """The question (RFC 8628 section 3.4)."""
        client = {"client_id": self._authority.client_id, "device_code": self._asked.device_code}
        return _with_secret(self._authority, {"grant_type": _GRANT, **client})

    def unheard(self) -> None:
        """No answer came: each time wait twice as long (RFC 8628 section 3.5)."""
        self.pause_s = min(self.pause_s * 2, _LONGEST_PAUSE_S)

    def heard(self, status: int, body: Mapping[str, Any]) -> str:
        """The refresh token, empty while nobody typed the code. Raises Refused when it is over."""
        error = body.get("error")
        if status >= 500 or error in ("temporarily_unavailable", "server_error"):
            self.unheard()
        elif error == "slow_down":
            self.pause_s = min(self.pause_s + _SLOWER_S, _LONGEST_PAUSE_S)
        elif error != "authorization_pending":
            return granted(self._authority, status, body)
        return ""

    def too_late(self) -> NoReturn:
        """Nobody typed it. Raises Refused."""
        refuse(self._authority, "expired_token")


def _with_secret(authority: Authority, form: dict[str, str]) -> dict[str, str]:
    return form | ({"client_secret": authority.client_secret} if authority.client_secret else {})


def _number(value: object, usual: float) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < 1e9:
        return usual
    return float(value)


def _no_sense(authority: Authority) -> NoReturn:
    authority.refuse(
        later("The provider's answer cannot be understood."),
        later("Check the addresses of its endpoints."),
    )
