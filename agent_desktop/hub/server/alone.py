"""A hub's database for a command that works in it where no hub does.

Promises that a hub which runs, or starts meanwhile, and such a command never write beside each other: one of them is
refused in words. A missing database is none to work in.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from agent_desktop.hub.server.data_folder import DataFolder
from agent_desktop.hub.storage.database import Target, is_served
from agent_desktop.hub.storage.migrate import version_of
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.model.errors import StoreFailed


@contextmanager
def opened_alone(database: Target) -> Iterator[Storage]:
    """The storage of the database of a hub that does not run. Raises StoreFailed, Conflict."""
    check_there(database)
    # a server's hub holds a lock in the database itself; a file's holds the folder
    folder = None if is_served(database) else DataFolder(Path(database).parent)
    try:
        storage = Storage.open(database)
        try:
            yield storage
        finally:
            storage.close()
    finally:
        if folder is not None:
            folder.release()


def check_there(database: Target) -> None:
    """Raises StoreFailed where no hub ever kept anything."""
    if is_served(database):
        storage = Storage.reading(database)
        try:
            with storage.transaction():
                empty = version_of(storage.database.connection) is None
        finally:
            storage.close()
        if empty:
            raise StoreFailed("There is no hub's data in this database.", field="database")
    elif not Path(database).is_file():
        raise StoreFailed("There is no hub's database in this folder.", value=str(database))
