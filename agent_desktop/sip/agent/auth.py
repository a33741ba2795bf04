"""Answers to digest challenges, for one account: what was asked, how often each nonce was used.

Promises no answer when there is no password, and no third try with a password that is wrong. Refuses to send anything.
"""

from __future__ import annotations

from collections.abc import Callable

from agent_desktop.sip.digest import Challenge, Credentials, answer, choose
from agent_desktop.sip.grammar import quote
from agent_desktop.sip.message import Request, Response


class Authenticator:
    """Remembers challenges by realm, so that later requests carry an answer at once."""

    def __init__(self, credentials: Credentials | None, tokens: Callable[[], str]) -> None:
        self._credentials = credentials
        self._tokens = tokens
        self._known: dict[tuple[bool, str], Challenge] = {}
        self._counts: dict[str, int] = {}
        #: Of each nonce our own word: with -sess a server may keep what it made of the first (RFC 7616, 3.4.2).
        self._words: dict[str, str] = {}

    def learn(self, response: Response, request: Request, *, first: bool = False) -> bool:
        """Take the challenges of a 401 or 407; whether asking again makes sense.

        It does not when the request carried an answer to the same realm and the server does not call its nonce stale.
        With `first` that answer was to a challenge of long ago: a server that was started anew, or stands beside the
        one that asked then, does not know its own nonce and cannot call it stale.
        """
        found = choose(Challenge.parse_all(response.headers))
        if self._credentials is None or not found:
            return False
        for challenge in found:
            fresh = first and challenge != self._known.get((challenge.proxy, challenge.realm))
            if not (challenge.stale or fresh) and self._was_answered(request, challenge):
                return False
            self._known[challenge.proxy, challenge.realm] = challenge
            self._counts.setdefault(challenge.nonce, 0)
            self._words.setdefault(challenge.nonce, self._tokens())
        kept = {challenge.nonce for challenge in self._known.values()}
        self._counts = {nonce: n for nonce, n in self._counts.items() if nonce in kept}
        self._words = {nonce: word for nonce, word in self._words.items() if nonce in kept}
        return True

    def sign(self, request: Request) -> None:
        """Put the answers to all known challenges into a request, in the place of older ones."""
        request.headers.remove("Authorization")
        request.headers.remove("Proxy-Authorization")
        if self._credentials is None:
            return
        for challenge in self._known.values():
            count = self._counts[challenge.nonce] = self._counts.get(challenge.nonce, 0) + 1
            value = answer(
                challenge,
                self._credentials,
                request.method,
                request.uri,
                request.body,
                count,
                self._words[challenge.nonce],
            )
            request.headers.add(challenge.answered_in, value)

    @property
    def signs(self) -> bool:
        """Whether requests are signed."""
        return bool(self._known)

    @staticmethod
    def _was_answered(request: Request, challenge: Challenge) -> bool:
        values = request.headers.all(challenge.answered_in)
        return any(f"realm={quote(challenge.realm)}" in value for value in values)
