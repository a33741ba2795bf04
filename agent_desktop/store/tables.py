"""The shape of the database as SQLAlchemy sees it. `schema.py` makes it; a test holds the two together."""

import sqlite3

from sqlalchemy import BLOB, Column, Engine, Integer, MetaData, Table, Text, create_engine, event
from sqlalchemy.engine import Connection
from sqlalchemy.pool import StaticPool

metadata = MetaData()

state = Table("state", metadata, Column("name", Text, primary_key=True), Column("value", BLOB))
setting = Table("setting", metadata, Column("name", Text, primary_key=True), Column("value", Text))
customer = Table(
    "customer",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text),
    Column("body", BLOB),
)
conversation = Table(
    "conversation",
    metadata,
    Column("id", Text, primary_key=True),
    Column("customer_id", Text),
    Column("last_at", Integer),
    Column("body", BLOB),
)
interaction = Table(
    "interaction",
    metadata,
    Column("id", Text, primary_key=True),
    Column("customer_id", Text),
    Column("live", Integer),
    Column("body", BLOB),
)
item = Table(
    "item",
    metadata,
    Column("place", Integer, primary_key=True),
    Column("conversation_id", Text),
    Column("seq", Integer),
    Column("id", Text),
    Column("client_id", Text),
    Column("body", BLOB),
)
outbox = Table(
    "outbox",
    metadata,
    Column("client_id", Text, primary_key=True),
    Column("position", Integer),
    Column("body", BLOB),
)
draft = Table(
    "draft",
    metadata,
    Column("conversation_id", Text, primary_key=True),
    Column("note", Integer, primary_key=True),
    Column("body", BLOB),
)
logged = Table(
    "logged",
    metadata,
    Column("id", Text, primary_key=True),
    Column("at", Integer),
    Column("body", BLOB),
)
sound = Table(
    "sound",
    metadata,
    Column("id", Text, primary_key=True),
    Column("size", Integer),
    Column("until", Integer),
)
sound_part = Table(
    "sound_part",
    metadata,
    Column("sound_id", Text, primary_key=True),
    Column("part", Integer, primary_key=True),
    Column("body", BLOB),
)
found = Table("found", metadata, Column("rowid", Integer, primary_key=True), Column("body", Text))
term = Table("term", metadata, Column("text", Text, primary_key=True))


def engine_over(raw: sqlite3.Connection, *, writes: bool) -> Engine:
    """An engine that uses this one open connection. One that writes takes the lock when its transaction begins."""
    from sqlcipher3 import dbapi2

    engine = create_engine("sqlite://", creator=lambda: raw, module=dbapi2, poolclass=StaticPool)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine
