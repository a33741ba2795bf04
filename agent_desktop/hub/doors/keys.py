"""Tokens as the doors use them: issue, check, revoke, and close the open sockets of a revoked one at once.

Promises 256 random bits a token, of which only the SHA-256 digest is kept; that the token of one kind (agent, visitor,
wallboard) never opens another's door; that whoever watches a token hears of its end, also when it ended just before.
Refuses to say whether an unknown, an expired and a revoked token differ.
"""

import hashlib
import secrets
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterable
from typing import Final, Literal, Protocol, TypeAlias, TypeVar

from agent_desktop.hub.storage.storage import Storage
from agent_desktop.hub.storage.tokens import (
    Token,
    forget_dead_tokens,
    good_token,
    keep_token,
    live_tokens,
    mark_seen,
    revoke_all,
    revoke_token,
)
from agent_desktop.model.base import Millis, new_id
from agent_desktop.model.errors import NeedsSignIn, Problem

T = TypeVar("T")
Kind: TypeAlias = Literal["agent", "visitor", "wallboard"]

SEEN_EVERY: Final[Millis] = 60_000
DEAD_KEPT: Final[Millis] = 30 * 24 * 3_600_000
MAX_CLIENT: Final = 120
_LONGEST: Final = 200
_ENDED_KEPT: Final = 10_000

NOT_GOOD: Final = Problem(
    code="needs_sign_in",
    message="This token is not good: it is unknown, expired or revoked.",
    field="token",
    remedy="Sign in again.",
)
REVOKED: Final = Problem(
    code="needs_sign_in",
    message="This session was ended.",
    field="token",
    remedy="Sign in again.",
)


class Rows(Protocol):
    """Runs work on the hub's database thread, in a transaction, and gives its result on the event loop."""

    def __call__(self, work: Callable[[Storage], T], /) -> Awaitable[T]: ...


def digest_of(secret: str) -> bytes:
    """What is kept of a token. Its 256 random bits need no salt and no slow hash."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()


class Keys:
    """The hub's tokens. Lives on the event loop."""

    def __init__(self, rows: Rows, clock: Callable[[], Millis]) -> None:
        self._rows = rows
        self._clock = clock
        self._watchers: dict[str, list[Callable[[Problem], None]]] = {}
        self._ended: OrderedDict[str, None] = OrderedDict()

    async def issue(
        self,
        kind: Kind,
        subject: str,
        *,
        lifetime_ms: Millis,
        scopes: tuple[str, ...] = (),
        client: str = "",
        entry_point_id: str = "",
    ) -> tuple[str, Token]:
        """A new secret, never to be seen again, and what is known of it."""
        secret = secrets.token_urlsafe(32)
        now = self._clock()
        token = Token(
            id=new_id(),
            kind=kind,
            subject=subject,
            scopes=scopes,
            created_at=now,
            expires_at=now + lifetime_ms,
            seen_at=now,
            client=client[:MAX_CLIENT],
            entry_point_id=entry_point_id,
        )
        await self._rows(lambda storage: keep_token(storage, token, digest_of(secret)))
        return secret, token

    async def check(self, secret: str, kind: Kind) -> Token:
        """The good token of this kind. Raises NeedsSignIn."""
        now = self._clock()

        def look(storage: Storage) -> Token | None:
            token = good_token(storage, digest_of(secret), now)
            if token is not None and token.kind == kind and now - token.seen_at > SEEN_EVERY:
                mark_seen(storage, token.id, now)
            return token

        found = await self._rows(look) if 0 < len(secret) <= _LONGEST else None
        if found is None or found.kind != kind or found.id in self._ended:
            raise NeedsSignIn(NOT_GOOD.message, field=NOT_GOOD.field, remedy=NOT_GOOD.remedy)
        return found

    async def sessions(self, kind: Kind, subject: str) -> tuple[Token, ...]:
        """The good tokens of one account or visitor, newest first."""
        now = self._clock()
        return await self._rows(lambda storage: live_tokens(storage, kind, subject, now))

    async def revoke(self, kind: Kind, subject: str, token_id: str) -> bool:
        """End one session; False when it is not theirs."""
        now = self._clock()
        done = await self._rows(lambda storage: revoke_token(storage, kind, subject, token_id, now))
        if done:
            self._end(token_id, REVOKED)
        return done

    async def revoke_all(self, kind: Kind, subject: str, *, but: str = "") -> int:
        """End every session of one account or visitor except `but`; how many ended."""
        now = self._clock()
        ended = await self._rows(lambda storage: revoke_all(storage, kind, subject, now, but=but))
        self.revoked(ended)
        return len(ended)

    def revoked(self, token_ids: Iterable[str]) -> None:
        """Close what these tokens hold open: they were revoked together with something else."""
        for token_id in token_ids:
            self._end(token_id, REVOKED)

    async def forget_dead(self) -> int:
        """Delete what has been dead for long; how many."""
        before = self._clock() - DEAD_KEPT
        return await self._rows(lambda storage: forget_dead_tokens(storage, before))

    def watch(self, token_id: str, on_end: Callable[[Problem], None]) -> Callable[[], None]:
        """Call `on_end` once when the token is revoked, at once if it already was. Returns how to stop watching."""
        if token_id in self._ended:
            on_end(REVOKED)
            return lambda: None
        watchers = self._watchers.setdefault(token_id, [])
        watchers.append(on_end)

        def stop() -> None:
            if on_end in watchers:
                watchers.remove(on_end)
            if not watchers and self._watchers.get(token_id) is watchers:
                del self._watchers[token_id]

        return stop

    def _end(self, token_id: str, problem: Problem) -> None:
        self._ended[token_id] = None
        if len(self._ended) > _ENDED_KEPT:
            self._ended.popitem(last=False)
        for on_end in self._watchers.pop(token_id, []):
            on_end(problem)
