"""What SQLAlchemy compiled for one database of the hub's tests serves all others of its kind in this process.

Promises that only statements are shared, never what they find: to compile them anew for each small database, and to get
acquainted with each server, costs more than the test. A hub that runs for itself compiles each once, too.
"""

from typing import Any

from sqlalchemy import URL, Engine, create_engine

from agent_desktop.hub.storage import postgres, sqlite

_STATEMENTS = 5_000
"""More than the program has."""


def share() -> None:
    """Let storages on files share what was compiled, and all those on one served database one engine."""
    vars(sqlite)["create_engine"] = _for_files()
    vars(postgres)["create_engine"] = _of_servers()


def _for_files() -> Any:
    first = create_engine("sqlite://", query_cache_size=_STATEMENTS)
    first.connect().close()  # from now on its dialect knows which SQLite this is

    def made(url: str, **options: Any) -> Engine:
        engine = create_engine(url, **options)
        # the dialect is part of the key under which a statement is found again
        engine.dialect, engine._compiled_cache = first.dialect, first._compiled_cache
        return engine

    return made


def _of_servers() -> Any:
    known: dict[str, Engine] = {}

    def made(url: URL, **options: Any) -> Engine:
        name = f"{url.render_as_string(hide_password=False)} {options['connect_args']}"
        if name not in known:
            known[name] = create_engine(url, **options)
        return known[name]

    return made
