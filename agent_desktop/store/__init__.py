"""The desk's own encrypted database: history, search index, drafts, outbox, settings.

Rule: imports only `model`. Nothing is ever written to disk in plain text; without a key there is
no cache.

`open_store` opens (or begins) the database in a folder, `open_memory` one that is never on the disk; both give an
`Opened` with the `DeskStore` inside. Keys and other secrets: `agent_desktop.store.keys`. Importing this package loads
neither SQLAlchemy nor SQLCipher; opening loads SQLCipher, the first write or search SQLAlchemy.
"""

from agent_desktop.store.desk_store import DeskStore, Opened, open_memory, open_store

__all__ = ["DeskStore", "Opened", "open_memory", "open_store"]
