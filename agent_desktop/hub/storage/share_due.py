"""Marks of interactions whose shares are not true any more: who writes rows that they are made of leaves one.

Promises a mark in the same transaction as the change, so that a crash forgets neither or both. What a change makes of
the shares of others of the same customer is found from the mark (`share_rows.due`), not by who leaves it. Where nothing
happened and shares only count otherwise, others are not concerned: such marks have a token below 0.
"""

from random import getrandbits
from typing import Final

from sqlalchemy import Select, text

from agent_desktop.hub.storage.database import Values
from agent_desktop.hub.storage.share_tables import shares_due
from agent_desktop.hub.storage.storage import Storage

_TOKEN_BITS: Final = 62


def touch(storage: Storage, interaction_id: str) -> None:
    """Something of this interaction has changed."""
    storage.put(shares_due, (interaction_id,), _mark, interaction_id)


def touch_all(storage: Storage, found: Select[tuple[str]]) -> None:
    """The same of each interaction that a query finds. Ask before they are changed, if that is what finds them."""
    for row in storage.rows(found):
        touch(storage, row[0])


def touch_alone(storage: Storage, where: str, **values: str) -> None:
    """The shares of what these words of SQL find count otherwise, though nothing of it has changed."""
    words = (
        "INSERT INTO shares_due (interaction_id, token) SELECT id, :token FROM interactions"
        f" WHERE {where} ON CONFLICT (interaction_id) DO UPDATE SET token = excluded.token"
        " WHERE shares_due.token <= 0"
    )
    storage.execute(text(words), {**values, "token": -1 - getrandbits(_TOKEN_BITS)})


def _mark(interaction_id: str) -> Values:
    return (interaction_id, getrandbits(_TOKEN_BITS))
