"""Which files of SQLite this process opens, so that no test of the hub opens one where its suite cannot be repeated.

Every test that has a database has it from `databases`, and its file is found by that (`packaging/on_a_database.py`) to
run once more on a server. Promises a sentence for each way around it; databases in memory are not meant.
"""

import sys
from pathlib import Path

import on_a_database
from tests.hub.databases import SERVED

_opened: list[str] = []


def _hear(event: str, arguments: tuple[object, ...]) -> None:
    if event == "sqlite3.connect" and arguments[0] not in ("", ":memory:"):
        _opened.append(str(arguments[0]))


sys.addaudithook(_hear)


def complaint(path: Path) -> str:
    """What is wrong with what a test in the file `path` opened since this was asked last; "" for nothing."""
    opened = _opened.copy()
    _opened.clear()
    if opened and SERVED:
        return f"Opened a file of SQLite ({opened[0]}): say @only_files and why, or ask tests/hub/databases.py."
    if opened and not on_a_database.asks(path):
        return f"Opened a database ({opened[0]}): ask tests/hub/databases.py for it, so that it runs on a server too."
    return ""
