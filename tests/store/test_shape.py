"""The store loads late what is slow to load, and its two pictures of the tables agree."""

import re
import subprocess
import sys
from pathlib import Path

from agent_desktop.store import tables
from agent_desktop.store.connection import connect
from agent_desktop.store.schema import migrate

ROOT = Path(__file__).resolve().parents[2]
SLOW = {"sqlalchemy", "sqlcipher3", "keyring", "cryptography"}


def loaded_by(program: str) -> set[str]:
    """The top modules that `program` loads."""
    told = subprocess.run(
        [sys.executable, "-c", f"{program}\nimport sys; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
        cwd=ROOT,
    ).stdout
    return {name.split(".")[0] for name in told.split()}


def test_importing_the_store_loads_nothing_slow() -> None:
    loaded = loaded_by("import agent_desktop.store, agent_desktop.store.keys")
    assert "agent_desktop" in loaded
    assert SLOW.isdisjoint(loaded)


def test_the_first_list_does_not_wait_for_sqlalchemy(tmp_path: Path) -> None:
    program = (
        "import asyncio, pathlib\n"
        "from agent_desktop.store import open_store\n"
        "async def main():\n"
        f"    opened = await open_store(pathlib.Path({str(tmp_path / 'desk.db')!r}), bytes(32))\n"
        "    await opened.store.load()\n"
        "    await opened.store.close()\n"
        "asyncio.run(main())"
    )
    loaded = loaded_by(program)
    assert "sqlcipher3" in loaded
    assert "sqlalchemy" not in loaded


def test_both_pictures_of_the_tables_agree() -> None:
    raw = connect(None)
    migrate(raw)
    for table in tables.metadata.tables.values():
        columns = {row[1] for row in raw.execute(f"PRAGMA table_info({table.name})")}
        keys = {row[1] for row in raw.execute(f"PRAGMA table_info({table.name})") if row[5]}
        assert columns - {"found", "rank"} == {c.name for c in table.columns} - {"rowid"}
        if table.name != "found":
            assert keys == {c.name for c in table.primary_key}
    raw.close()


def test_the_questions_of_the_store_use_its_indexes() -> None:
    from sqlalchemy.dialects import sqlite

    from agent_desktop.store import items, reading

    raw = connect(None)
    migrate(raw)
    dialect = sqlite.dialect(paramstyle="named")
    asked = [reading._ITEMS.compile(dialect=dialect), reading._HISTORY.compile(dialect=dialect)]
    for sql in (items._SAME_ITEM, items._LAST_PLACE, items._DROP_ITEM, *map(str, asked)):
        values = dict.fromkeys(re.findall(r":(\w+)", sql), 1)
        plan = raw.execute(f"EXPLAIN QUERY PLAN {sql}", values).fetchall()
        steps = [step for *_, step in plan]
        assert steps
        assert not [s for s in steps if "SCAN" in s or "TEMP B-TREE FOR ORDER BY" in s], steps
    raw.close()
