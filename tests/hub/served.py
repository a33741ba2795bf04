"""Databases on the PostgreSQL server that this process's tests share: made from a template, lent, emptied, lent again.

Promises that each one that is lent is as the template is: emptying it costs a tenth of making another, and a new one's
first connection has to read its catalogue. Refuses to notice what was done to the schema of one that is given back.
"""

import atexit
import contextlib
import itertools
from functools import cache
from pathlib import Path
from typing import Any

import psycopg

from agent_desktop.hub.storage.storage import Storage
from tests.peers.postgres import Server, postgres

_TEMPLATE = "hub_template"


class Served:
    """One database."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._connection: psycopg.Connection[object] | None = None

    def renew(self) -> None:
        """Make it as new; who is still connected is parted from it."""
        if self._connection is None:
            self._connection = psycopg.connect(self.address, autocommit=True)
        self._connection.execute("SELECT pristine.renew()")


class Pool:
    """The databases of this process."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._numbers = itertools.count(1)
        self._lent: dict[str, Served] = {}
        self._used: list[Served] = []
        self._places: dict[Path, str] = {}
        server.ask(f"CREATE DATABASE {_TEMPLATE}")
        address = server.address(_TEMPLATE)
        Storage.open(address).close()
        _remember(address)

    def make(self, *where: str) -> Served:
        """A new one, which nobody else will get; `where` it is, as statements say it."""
        name = f"hub_{next(self._numbers)}"
        words = ("CREATE DATABASE", name, "TEMPLATE", _TEMPLATE, "STRATEGY FILE_COPY", *where)
        self._server.ask(" ".join(words))
        return Served(self._server.address(name))

    def make_bare(self) -> str:
        """The address of one that no hub has been in, which nobody else will get."""
        name = f"hub_{next(self._numbers)}"
        self._server.ask(f"CREATE DATABASE {name} TEMPLATE template0")
        return self._server.address(name)

    def lend(self) -> str:
        """The address of an empty one."""
        if self._used:
            found = self._used.pop()
            found.renew()
        else:
            found = self.make()
        self._lent[found.address] = found
        return found.address

    def lend_for(self, place: Path) -> str:
        """The address of the one that was lent for this place, else of an empty one."""
        if place not in self._places:
            self._places[place] = self.lend()
        return self._places[place]

    def take_back(self, address: str) -> None:
        """It is not needed any more."""
        self._places = {place: one for place, one in self._places.items() if one != address}
        self._used.append(self._lent.pop(address))

    def lent(self) -> set[str]:
        """The addresses of those that are lent."""
        return set(self._lent)


def rows_of(address: str) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table, in one question: each by itself would take ten times as long."""
    with psycopg.connect(address, autocommit=True) as connection:
        listed = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        names = [str(row[0]) for row in connection.execute(listed)]
        found: dict[str, list[dict[str, Any]]] = {name: [] for name in names}
        words = " UNION ALL ".join(f"SELECT '{one}', to_json(t) FROM \"{one}\" t" for one in names)
        for name, row in connection.execute(words.encode()):
            found[str(name)].append({key: _value(one) for key, one in row.items()})
    return found


def _value(said: object) -> object:
    """Bytes are told in hexadecimal."""
    return bytes.fromhex(said[2:]) if isinstance(said, str) and said.startswith("\\x") else said


@cache
def server() -> Server:
    """The server."""
    block = contextlib.ExitStack()
    atexit.register(block.close)
    return block.enter_context(postgres())


@cache
def pool() -> Pool:
    """The databases."""
    return Pool(server())


def _remember(address: str) -> None:
    """Keep what an empty hub's database holds in it, beside a function that brings it back to that."""
    with psycopg.connect(address, autocommit=True) as connection:
        listed = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        tables = [str(row[0]) for row in connection.execute(listed)]
        connection.execute("CREATE SCHEMA pristine")
        steps = [
            "PERFORM pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()",
            "SET LOCAL session_replication_role = replica",  # in whatever order tables refer to each other
            *(f'DELETE FROM public."{one}"' for one in tables),
        ]
        for one in tables:
            count = connection.execute(f'SELECT count(*) FROM "{one}"'.encode()).fetchone()
            if count != (0,):
                connection.execute(
                    f'CREATE TABLE pristine."{one}" AS TABLE public."{one}"'.encode()
                )
                steps.append(f'INSERT INTO public."{one}" TABLE pristine."{one}"')
        body = "; ".join(steps)
        connection.execute(
            f"CREATE FUNCTION pristine.renew() RETURNS void LANGUAGE plpgsql AS $$BEGIN {body}; END$$".encode()
        )
