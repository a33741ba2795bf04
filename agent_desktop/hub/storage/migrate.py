"""Bringing a database to the schema of this program.

Promises all or nothing: the steps run in the caller's transaction, and a failure leaves the file as it was. Refuses a
database that a newer program has written, naming both versions. Alembic is imported only when there is a step to do,
because it costs a third of a second and most starts need none.
"""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from agent_desktop.hub.storage import bi_views
from agent_desktop.model.errors import StoreFailed

HEAD = "0051"
"""The schema version of this program. Versions are four digits and rise."""

MIGRATIONS = Path(__file__).parent / "migrations"


def version_of(connection: Connection) -> str | None:
    """The schema version of the database, None when it is empty."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if found is None else str(found)


def migrate(connection: Connection) -> None:
    """Bring the database to `HEAD`, inside the transaction that `connection` is in; the views are made anew.

    Raises StoreFailed when the database is of a newer version.
    """
    version = version_of(connection)
    if version == HEAD:
        return
    if version is not None and version > HEAD:
        raise StoreFailed(
            f"The hub's database has version {version}, and this program knows versions up to {HEAD}.",
            remedy="Start the hub with the newer program, or restore a backup of the older database.",
            field="schema_version",
            value=version,
        )
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    readers = bi_views.drop(connection)
    command.upgrade(config, HEAD)
    bi_views.create(connection, readers)
