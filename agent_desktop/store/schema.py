"""The shape of the database, as a list of steps that only ever grows.

Promises all or nothing: every missing step runs in one transaction together with the new version number. Refuses a
database of a newer version by name. `tables.py` is the same shape as SQLAlchemy sees it.
"""

import sqlite3

from agent_desktop.store.faults import NewerSchema

STEPS: tuple[tuple[str, ...], ...] = (
    (
        "CREATE TABLE state (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID",
        "CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
        "CREATE TABLE customer (id TEXT PRIMARY KEY, name TEXT NOT NULL, body BLOB NOT NULL) WITHOUT ROWID",
        "CREATE TABLE conversation (id TEXT PRIMARY KEY, customer_id TEXT NOT NULL, last_at INTEGER NOT NULL, "
        "body BLOB NOT NULL) WITHOUT ROWID",
        "CREATE INDEX conversation_newest ON conversation (last_at)",
        "CREATE INDEX conversation_of_customer ON conversation (customer_id, last_at)",
        "CREATE TABLE interaction (id TEXT PRIMARY KEY, customer_id TEXT NOT NULL, live INTEGER NOT NULL, "
        "body BLOB NOT NULL) WITHOUT ROWID",
        "CREATE INDEX interaction_live ON interaction (live) WHERE live = 1",
        "CREATE INDEX interaction_of_customer ON interaction (customer_id)",
        # `place` is the time-ordered number under which the search index knows the item: see place.py.
        "CREATE TABLE item (place INTEGER PRIMARY KEY, conversation_id TEXT NOT NULL, seq INTEGER NOT NULL, "
        "id TEXT NOT NULL, client_id TEXT NOT NULL, body BLOB NOT NULL)",
        "CREATE UNIQUE INDEX item_seq ON item (conversation_id, seq)",
        "CREATE UNIQUE INDEX item_id ON item (conversation_id, id)",
        "CREATE UNIQUE INDEX item_client_id ON item (conversation_id, client_id) WHERE client_id <> ''",
        "CREATE TABLE outbox (client_id TEXT PRIMARY KEY, position INTEGER NOT NULL, body BLOB NOT NULL) "
        "WITHOUT ROWID",
        "CREATE TABLE draft (conversation_id TEXT NOT NULL, note INTEGER NOT NULL, body BLOB NOT NULL, "
        "PRIMARY KEY (conversation_id, note)) WITHOUT ROWID",
        # Texts reach the index as folded terms (model/terms.py), so its tokenizer has only to split at spaces.
        "CREATE VIRTUAL TABLE found USING fts5 (body, content='', contentless_delete=1, detail=none, "
        "tokenize='ascii', prefix='1 2 3 4')",
        "CREATE TABLE term (text TEXT PRIMARY KEY) WITHOUT ROWID",
    ),
    (
        # What the desk itself writes into timelines: no backend numbers it, so it cannot stand among the items.
        "CREATE TABLE logged (id TEXT PRIMARY KEY, at INTEGER NOT NULL, body BLOB NOT NULL) WITHOUT ROWID",
        "CREATE INDEX logged_newest ON logged (at)",
    ),
    (
        # Recordings, in parts; one without its row here never became whole.
        "CREATE TABLE sound (id TEXT PRIMARY KEY, size INTEGER NOT NULL, until INTEGER) WITHOUT ROWID",
        "CREATE TABLE sound_part (sound_id TEXT NOT NULL, part INTEGER NOT NULL, body BLOB NOT NULL, "
        "PRIMARY KEY (sound_id, part))",
    ),
)
VERSION = len(STEPS)


def version(connection: sqlite3.Connection) -> int:
    """The database's version; 0 for an empty one."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(connection: sqlite3.Connection, steps: tuple[tuple[str, ...], ...] = STEPS) -> bool:
    """Bring the database to the newest version; True when something was done. Raises NewerSchema."""
    found = version(connection)
    if found > len(steps):
        raise NewerSchema(
            f"The local history was written by a newer Agent Desktop (version {found} of its form; "
            f"this program knows {len(steps)}).",
            remedy="Update Agent Desktop on this computer, or sign in from the newer one.",
            field="user_version",
            value=str(found),
        )
    if found == len(steps):
        return False
    connection.execute("BEGIN IMMEDIATE")
    try:
        for step in steps[found:]:
            for statement in step:
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {len(steps)}")
    except BaseException:
        connection.rollback()
        raise
    connection.execute("COMMIT")
    return True
