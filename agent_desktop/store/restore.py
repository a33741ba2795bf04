"""What the desk reads at start, by the driver alone.

The first list on the screen waits for this, so it does without SQLAlchemy, whose import takes longer than all of it.
"""

import sqlite3
from collections.abc import Iterable

from agent_desktop.model.base import Millis
from agent_desktop.model.call_log import LoggedItem
from agent_desktop.model.commands import Cursor, Draft, OutboxItem
from agent_desktop.model.people import Customer
from agent_desktop.model.ports import Restored
from agent_desktop.model.timeline import Conversation
from agent_desktop.model.work import Interaction
from agent_desktop.store.codec import unpack, unpack_logged

NEWEST = 500
NEWEST_LOGGED = 1_000
CURSOR, CURRENT_TO = "cursor", "current_to"
_MOST_ASKED = 500


def restore(connection: sqlite3.Connection) -> Restored:
    """The newest conversations, live work and the conversations it needs, everything unsent, and the settings."""
    connection.execute("BEGIN")  # one moment for all of it
    try:
        return _read(connection)
    finally:
        connection.execute("ROLLBACK")


def _read(connection: sqlite3.Connection) -> Restored:
    outbox = [
        unpack(body, OutboxItem)
        for (body,) in connection.execute("SELECT body FROM outbox ORDER BY position, client_id")
    ]
    drafts = [unpack(body, Draft) for (body,) in connection.execute("SELECT body FROM draft")]
    interactions = [
        unpack(body, Interaction)
        for (body,) in connection.execute("SELECT body FROM interaction WHERE live = 1")
    ]
    newest = connection.execute(
        "SELECT body FROM conversation ORDER BY last_at DESC, id LIMIT ?", (NEWEST,)
    )
    conversations = {one.id: one for one in (unpack(body, Conversation) for (body,) in newest)}
    needed = {
        *(interaction.conversation_id for interaction in interactions),
        *(item.lane for item in outbox),
        *(draft.conversation_id for draft in drafts),
    }
    for body in _bodies(connection, "conversation", needed - conversations.keys()):
        conversation = unpack(body, Conversation)
        conversations[conversation.id] = conversation
    people = {one.customer_id for one in conversations.values()}
    people.update(interaction.customer_id for interaction in interactions)
    state = dict(connection.execute("SELECT name, value FROM state"))
    return Restored(
        cursor=unpack(state[CURSOR], Cursor) if CURSOR in state else None,
        conversations=tuple(conversations.values()),
        customers=tuple(unpack(body, Customer) for body in _bodies(connection, "customer", people)),
        interactions=tuple(interactions),
        outbox=tuple(outbox),
        drafts=tuple(drafts),
        settings=dict(connection.execute("SELECT name, value FROM setting")),
        current_to=unpack(state[CURRENT_TO], Millis) if CURRENT_TO in state else None,
        logged=_logged(connection),
    )


def _logged(connection: sqlite3.Connection) -> tuple[LoggedItem, ...]:
    """The newest entries of the desk's own log, oldest first."""
    rows = connection.execute(
        "SELECT body FROM logged ORDER BY at DESC, id DESC LIMIT ?", (NEWEST_LOGGED,)
    )
    return tuple(reversed([unpack_logged(body) for (body,) in rows]))


def _bodies(connection: sqlite3.Connection, table: str, ids: Iterable[str]) -> Iterable[bytes]:
    wanted = sorted(ids)
    for at in range(0, len(wanted), _MOST_ASKED):
        some = wanted[at : at + _MOST_ASKED]
        marks = ",".join("?" * len(some))
        for (body,) in connection.execute(f"SELECT body FROM {table} WHERE id IN ({marks})", some):
            yield body
