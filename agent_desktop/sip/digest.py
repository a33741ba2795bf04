"""Digest authentication, the client's side: challenges in, the value of an Authorization out.

RFC 3261 (22), 7616 and 8760; without qop RFC 2069.

Promises the strongest algorithm first, and passwords that no `repr` shows. Refuses challenges that it does not know or
cannot read: they are left out. The server's side is `digest_server.py`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from agent_desktop.sip.grammar import TOKEN, BadValue, quote, split_list, unquote
from agent_desktop.sip.message import Headers

#: What hashes, the strongest first. Each may carry "-sess".
ALGORITHMS: Final = {"SHA-512-256": "sha512_256", "SHA-256": "sha256", "MD5": "md5"}
_PAIR: Final = re.compile(rf"({TOKEN}++)\s*+=\s*+(\"(?:[^\"\\]|\\.)*+\"|[^\s\",]*+)", re.DOTALL)
_SCHEME: Final = re.compile(rf"({TOKEN}++)\s++(?={TOKEN}++\s*+=)")
_LEFT: Final = {"www-authenticate": False, "proxy-authenticate": True}


@dataclass(frozen=True, slots=True)
class Credentials:
    """Who we are."""

    username: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Challenge:
    """What a server wants to know. `algorithm` is as written, "" when it is not said (MD5 then)."""

    realm: str
    nonce: str = field(repr=False)
    algorithm: str = ""
    qop: tuple[str, ...] = ()
    opaque: str | None = None
    stale: bool = False
    proxy: bool = False
    userhash: bool = False

    @classmethod
    def parse_all(cls, headers: Headers) -> list[Challenge]:
        """Every challenge of a 401 or 407 that can be answered, the strongest first, else in their order."""
        found = []
        for name, proxy in _LEFT.items():
            for value in headers.all(name):
                for scheme, params in parameters(name, value):
                    challenge = cls._read(params, proxy) if scheme == "digest" else None
                    if challenge is not None:
                        found.append(challenge)
        return sorted(found, key=lambda one: list(ALGORITHMS).index(one.hash_name))

    @classmethod
    def _read(cls, params: dict[str, str], proxy: bool) -> Challenge | None:
        algorithm = params.get("algorithm", "")
        offered = params.get("qop", "").lower()
        qop = tuple(word.strip() for word in offered.split(",") if word.strip())
        if not params.get("nonce") or _hash_name(algorithm) not in ALGORITHMS:
            return None
        if qop and not {"auth", "auth-int"} & set(qop):
            return None
        return cls(
            realm=params.get("realm", ""),
            nonce=params["nonce"],
            algorithm=algorithm,
            qop=qop,
            opaque=params.get("opaque"),
            stale=params.get("stale", "").lower() == "true",
            proxy=proxy,
            userhash=params.get("userhash", "").lower() == "true",
        )

    @property
    def hash_name(self) -> str:
        """The algorithm without "-sess", as `ALGORITHMS` writes it."""
        return _hash_name(self.algorithm)

    @property
    def answered_in(self) -> str:
        """The header that an answer goes into."""
        return "Proxy-Authorization" if self.proxy else "Authorization"


def choose(challenges: Iterable[Challenge]) -> list[Challenge]:
    """One for each realm and kind, the first of them: after a fork several servers may ask (RFC 3261, 22.3)."""
    chosen: dict[tuple[bool, str], Challenge] = {}
    for challenge in challenges:
        chosen.setdefault((challenge.proxy, challenge.realm), challenge)
    return list(chosen.values())


def answer(
    challenge: Challenge,
    credentials: Credentials,
    method: str,
    uri: str,
    body: bytes = b"",
    nonce_count: int = 1,
    cnonce: str = "",
) -> str:
    """The value for `challenge.answered_in` (RFC 7616, 3.4).

    `uri` is the request URI as it stands in the request, `nonce_count` how often this nonce has been used, this time
    included, `cnonce` a word that nobody can guess. auth-int is used when nothing else is offered: what lies between
    may change bodies.
    """
    who, count = credentials.username, f"{nonce_count:08x}"
    qop = "" if not challenge.qop else "auth" if "auth" in challenge.qop else "auth-int"
    secret = ha1(who, challenge.realm, credentials.password, challenge.algorithm)
    response = respond(
        secret,
        algorithm=challenge.algorithm,
        nonce=challenge.nonce,
        count=count,
        cnonce=cnonce,
        qop=qop,
        method=method,
        uri=uri,
        body=body,
    )
    if challenge.userhash:
        who = digest(challenge.algorithm, f"{who}:{challenge.realm}")
    parts = [
        f"username={quote(who)}",
        f"realm={quote(challenge.realm)}",
        f"nonce={quote(challenge.nonce)}",
        f"uri={quote(uri)}",
        f'response="{response}"',
    ]
    if challenge.algorithm:
        parts.append(f"algorithm={challenge.algorithm}")
    if qop or _is_session(challenge.algorithm):
        parts.append(f"cnonce={quote(cnonce)}")
    if challenge.opaque is not None:
        parts.append(f"opaque={quote(challenge.opaque)}")
    if qop:
        parts += [f"qop={qop}", f"nc={count}"]
    if challenge.userhash:
        parts.append("userhash=true")
    return "Digest " + ", ".join(parts)


def ha1(username: str, realm: str, password: str, algorithm: str = "MD5") -> str:
    """What a server may keep instead of a password: good for one realm and one hash (not for its -sess)."""
    return digest(algorithm, f"{username}:{realm}:{password}")


def respond(
    secret: str,
    *,
    algorithm: str,
    nonce: str,
    count: str,
    cnonce: str,
    qop: str,
    method: str,
    uri: str,
    body: bytes,
) -> str:
    """The `response` of RFC 7616, 3.4.1, out of an `ha1`; with `qop` "" that of RFC 2069. `count` is as written."""
    if _is_session(algorithm):
        secret = digest(algorithm, f"{secret}:{nonce}:{cnonce}")
    deed = f"{method}:{uri}"
    if qop == "auth-int":
        deed += f":{digest(algorithm, body)}"
    between = f"{count}:{cnonce}:{qop}:" if qop else ""
    return digest(algorithm, f"{secret}:{nonce}:{between}{digest(algorithm, deed)}")


def digest(algorithm: str, text: str | bytes) -> str:
    """The hash of a text (as UTF-8) in hexadecimal. `algorithm` must be known."""
    data = text.encode("utf-8", "surrogateescape") if isinstance(text, str) else text
    return hashlib.new(ALGORITHMS[_hash_name(algorithm)], data, usedforsecurity=False).hexdigest()


def parameters(header: str, value: str) -> list[tuple[str, dict[str, str]]]:
    """(scheme in lower case, parameters) for each challenge or answer in a value; nothing for what cannot be read.

    Names are in lower case, values without quotes and escapes. A name that comes twice spoils its challenge.
    """
    try:
        parts = split_list(header, value)
    except BadValue:
        return []
    found: list[tuple[str, dict[str, str]]] = []
    spoilt: set[int] = set()
    for part in parts:
        scheme = _SCHEME.match(part)
        if scheme is not None:
            found.append((scheme[1].lower(), {}))
            part = part[scheme.end() :]
        pair = _PAIR.fullmatch(part.strip())
        if not found or pair is None:
            if part.strip():
                spoilt.add(len(found) - 1)
            continue
        name = pair[1].lower()
        if name in found[-1][1]:
            spoilt.add(len(found) - 1)
        found[-1][1][name] = unquote(pair[2])
    return [one for number, one in enumerate(found) if number not in spoilt]


def known(algorithm: str) -> bool:
    """Whether we can compute this algorithm; "" stands for MD5."""
    return _hash_name(algorithm) in ALGORITHMS


def _hash_name(algorithm: str) -> str:
    return (algorithm.upper() or "MD5").removesuffix("-SESS")


def _is_session(algorithm: str) -> bool:
    return algorithm.upper().endswith("-SESS")
