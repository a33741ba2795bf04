"""Tokens: who holds one, for what, until when. The secrets themselves never come here, only their digests.

Promises that a revoked or expired token is never given back as good, and that revoking says which sessions it ended, so
that their sockets can be closed. Each function works in the open transaction of the storage it is given.
"""

from typing import Any

import msgspec
from sqlalchemy import delete, insert, or_, select, update

from agent_desktop.hub.storage.storage import Storage
from agent_desktop.hub.storage.tables import tokens
from agent_desktop.model.base import Millis, Record


class Token(Record, frozen=True):
    """One token, without its secret. `kind` is "agent", "visitor" or "wallboard"; `subject` the id of whose it is."""

    id: str
    kind: str
    subject: str
    scopes: tuple[str, ...]
    created_at: Millis
    expires_at: Millis
    seen_at: Millis
    client: str = ""
    entry_point_id: str = ""


def keep_token(storage: Storage, token: Token, digest: bytes) -> None:
    """Insert a new token."""
    storage.execute(
        insert(tokens).values(
            id=token.id,
            digest=digest,
            kind=token.kind,
            subject=token.subject,
            scopes=msgspec.json.encode(token.scopes).decode(),
            entry_point_id=token.entry_point_id,
            client=token.client,
            created_at=token.created_at,
            expires_at=token.expires_at,
            seen_at=token.seen_at,
        )
    )


def good_token(storage: Storage, digest: bytes, now: Millis) -> Token | None:
    """The token with this digest, unless it is unknown, revoked or expired."""
    query = select(tokens).where(
        tokens.c.digest == digest, tokens.c.revoked_at.is_(None), tokens.c.expires_at > now
    )
    row = storage.execute(query).one_or_none()
    return None if row is None else _token(row)


def is_known(storage: Storage, digest: bytes) -> bool:
    """Whether there is or was a token with this digest, whoever had it."""
    query = select(tokens.c.id).where(tokens.c.digest == digest)
    return storage.execute(query).one_or_none() is not None


def mark_seen(storage: Storage, token_id: str, now: Millis) -> None:
    """Remember when the token was last used."""
    storage.execute(update(tokens).where(tokens.c.id == token_id).values(seen_at=now))


def live_tokens(storage: Storage, kind: str, subject: str, now: Millis) -> tuple[Token, ...]:
    """The good tokens of one account or visitor, newest first."""
    query = (
        select(tokens)
        .where(
            tokens.c.kind == kind,
            tokens.c.subject == subject,
            tokens.c.revoked_at.is_(None),
            tokens.c.expires_at > now,
        )
        .order_by(tokens.c.created_at.desc(), tokens.c.id.desc())
    )
    return tuple(_token(row) for row in storage.execute(query))


def revoke_token(storage: Storage, kind: str, subject: str, token_id: str, now: Millis) -> bool:
    """Revoke one token of this account or visitor; False when it is not theirs or not good any more."""
    change = (
        update(tokens)
        .where(
            tokens.c.id == token_id,
            tokens.c.kind == kind,
            tokens.c.subject == subject,
            tokens.c.revoked_at.is_(None),
            tokens.c.expires_at > now,
        )
        .values(revoked_at=now)
    )
    return storage.execute(change).rowcount == 1


def revoke_all(
    storage: Storage, kind: str, subject: str, now: Millis, *, but: str = ""
) -> tuple[str, ...]:
    """Revoke every good token of one account or visitor except `but`; their ids."""
    live = live_tokens(storage, kind, subject, now)
    ids = tuple(token.id for token in live if token.id != but)
    if ids:
        storage.execute(update(tokens).where(tokens.c.id.in_(ids)).values(revoked_at=now))
    return ids


def forget_dead_tokens(storage: Storage, before: Millis) -> int:
    """Delete what expired or was revoked before `before`; how many."""
    return storage.execute(
        delete(tokens).where(or_(tokens.c.expires_at < before, tokens.c.revoked_at < before))
    ).rowcount


def _token(row: Any) -> Token:
    return Token(
        id=row.id,
        kind=row.kind,
        subject=row.subject,
        scopes=msgspec.json.decode(row.scopes, type=tuple[str, ...]),
        created_at=row.created_at,
        expires_at=row.expires_at,
        seen_at=row.seen_at,
        client=row.client,
        entry_point_id=row.entry_point_id,
    )
