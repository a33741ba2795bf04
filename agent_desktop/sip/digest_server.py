"""Digest authentication, the server's side: makes challenges and judges answers (RFC 3261, 22; RFC 7616; RFC 8760).

Promises that a nonce is ours and young without keeping it, that an answer counts once (nonce count, RFC 7616, 3.4.4),
comparison in constant time, and the same work for users that do not exist. Refuses answers made for another
request, and without qop all but the first use of a nonce.
"""

from __future__ import annotations

import hashlib
import hmac
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from agent_desktop.sip.digest import digest, known, parameters, respond
from agent_desktop.sip.grammar import BadValue, quote
from agent_desktop.sip.message import Request
from agent_desktop.sip.uri import parse_uri

#: How far behind the highest nonce count an answer may come, since datagrams overtake each other.
WINDOW: Final = 64

#: (username, algorithm without -sess) → its `ha1`; None when there is no such user.
Secrets = Callable[[str, str], str | None]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Who asked, or why not. `stale`: the password may be right, only the nonce is not; challenge again and say so."""

    username: str | None
    stale: bool = False
    why: str = ""


class _Uses:
    """Which counts of one nonce were used."""

    __slots__ = ("highest", "seen")

    def __init__(self) -> None:
        self.highest = 0
        self.seen = 0  # bit n: highest - n

    def take(self, count: int) -> bool:
        """Whether this count is new; from now on it is not."""
        if count > self.highest:
            self.seen = ((self.seen << min(count - self.highest, WINDOW)) | 1) & ((1 << WINDOW) - 1)
            self.highest = count
            return True
        bit = 1 << (self.highest - count) if self.highest - count < WINDOW else 0
        if not bit or self.seen & bit:
            return False
        self.seen |= bit
        return True


class Verifier:
    """Judges the answers of one realm.

    `secret` signs the nonces; `tokens` makes them differ. A nonce lives `lifetime` seconds of the clock of `now`.
    `algorithms` is what is offered, the most wanted first (RFC 8760, 2.3). At most `limit` used nonces are remembered:
    when there are more, the oldest become stale.
    """

    def __init__(
        self,
        realm: str,
        secret: bytes,
        tokens: Callable[[], str],
        *,
        algorithms: tuple[str, ...] = ("SHA-256", "MD5"),
        lifetime: float = 300.0,
        limit: int = 10_000,
    ) -> None:
        if unknown := [one for one in algorithms if not known(one)]:
            raise ValueError(f"unknown algorithms: {', '.join(unknown)}")
        self.realm = realm
        self._secret = secret
        self._tokens = tokens
        self._algorithms = algorithms
        self._lifetime = lifetime
        self._limit = limit
        self._uses: OrderedDict[str, _Uses] = OrderedDict()
        self._forgotten = -1  # nonces made up to this millisecond are stale

    def challenges(self, now: float, *, stale: bool = False) -> list[str]:
        """The values for WWW-Authenticate (401) or Proxy-Authenticate (407), to be sent in this order."""
        nonce = self._nonce(now)
        return [
            f'Digest realm={quote(self.realm)}, nonce="{nonce}", algorithm={algorithm}, '
            f'qop="auth,auth-int"{", stale=true" if stale else ""}'
            for algorithm in self._algorithms
        ]

    def verify(
        self, request: Request, secrets: Secrets, now: float, *, proxy: bool = False
    ) -> Verdict:
        """Judge the answer in `request` to a challenge of this realm."""
        header = "Proxy-Authorization" if proxy else "Authorization"
        answers = [
            params
            for value in request.headers.all(header)
            for scheme, params in parameters(header, value)
            if scheme == "digest" and params.get("realm") == self.realm
        ]
        if not answers:
            return Verdict(None, why="there is no answer to our challenge")
        verdict = Verdict(None)
        for params in answers:
            verdict = self._judge(params, request, secrets, now)
            if verdict.username is not None:
                break
        return verdict

    def _judge(
        self, params: dict[str, str], request: Request, secrets: Secrets, now: float
    ) -> Verdict:
        algorithm = params.get("algorithm", "") or "MD5"
        if algorithm.upper() not in {one.upper() for one in self._algorithms}:
            return Verdict(None, why="the algorithm was not offered")
        qop = params.get("qop", "").lower()
        count = params.get("nc", "")
        if qop not in {"", "auth", "auth-int"} or (qop and not _is_count(count)):
            return Verdict(None, why="the answer is malformed")
        if not _same_uri(params.get("uri", ""), request.uri):
            return Verdict(None, why="the answer was made for another address")
        username = params.get("username", "")
        secret = secrets(username, algorithm.upper().removesuffix("-SESS"))
        expected = respond(
            secret or digest(algorithm, self._secret),
            algorithm=algorithm,
            nonce=params.get("nonce", ""),
            count=count,
            cnonce=params.get("cnonce", ""),
            qop=qop,
            method=request.method,
            uri=params["uri"],
            body=request.body,
        )
        given = params.get("response", "").lower().encode("utf-8", "replace")
        if not hmac.compare_digest(expected.encode(), given) or secret is None:
            return Verdict(None, why="the name or the password is wrong")
        made = self._made(params.get("nonce", ""))
        if made is None:  # also one of an earlier life of this server
            return Verdict(None, stale=True, why="the nonce is not ours")
        if made + self._lifetime * 1000 < now * 1000 or made <= self._forgotten:
            return Verdict(None, stale=True, why="the nonce is old")
        if not self._take(params["nonce"], int(count, 16) if qop else 1):
            return Verdict(None, stale=True, why="the answer was used before")
        return Verdict(username)

    def _nonce(self, now: float) -> str:
        stamp = f"{int(now * 1000):x}.{self._tokens()}"
        return f"{stamp}.{self._sign(stamp)}"

    def _sign(self, stamp: str) -> str:
        text = f"{self.realm}\x00{stamp}".encode("utf-8", "surrogateescape")
        return hmac.new(self._secret, text, hashlib.sha256).hexdigest()[:32]

    def _made(self, nonce: str) -> int | None:
        """When a nonce was made, in milliseconds; None when it was not by us."""
        stamp, _, sign = nonce.rpartition(".")
        if not hmac.compare_digest(self._sign(stamp).encode(), sign.encode("utf-8", "replace")):
            return None
        return int(stamp.partition(".")[0], 16)

    def _take(self, nonce: str, count: int) -> bool:
        uses = self._uses.setdefault(nonce, _Uses())
        taken = uses.take(count)
        while len(self._uses) > self._limit:
            oldest, _ = self._uses.popitem(last=False)
            self._forgotten = max(self._forgotten, self._made(oldest) or 0)
        return taken


def _is_count(text: str) -> bool:
    return len(text) == 8 and all(sign in "0123456789abcdefABCDEF" for sign in text)


def _same_uri(one: str, other: str) -> bool:
    if one == other:
        return True
    try:
        return parse_uri(one).equivalent(parse_uri(other))
    except BadValue:
        return False
