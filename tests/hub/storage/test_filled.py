"""A hub's data of an earlier schema, opened by this program: nothing is lost, and figures say what they said.

The rows are those of a floor that worked for some days, as far as the earlier schema has a place for them.
"""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, MetaData, create_engine, insert, select, text
from sqlalchemy.pool import NullPool

from agent_desktop.hub.centre.figure_teams import by_tag
from agent_desktop.hub.centre.figures import Asked, keep_everything, made
from agent_desktop.hub.centre.figures_checked import recounted
from agent_desktop.hub.storage.database import Target
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.model.base import Millis
from agent_desktop.model.figures import Figures
from agent_desktop.model.supervising import Reassign
from tests.hub import databases
from tests.hub.centre.floor import Floor
from tests.hub.centre.leading import scopes
from tests.hub.centre.test_figures import FIRST
from tests.hub.centre.test_ruling import run
from tests.hub.centre.test_shares import TAGS
from tests.hub.storage.test_migrations import at_version

HOUR = 3_600_000
LATER = "in_hours"
"""What ends so is counted since a later schema."""


def engine(target: Target) -> Engine:
    """The database itself, whatever its schema."""
    if isinstance(target, Path):
        return create_engine(f"sqlite:///{target}", poolclass=NullPool)
    words = str(target).replace("postgresql://", "postgresql+psycopg://")
    return create_engine(words, poolclass=NullPool)


def ids(floor: Floor, queue_id: str) -> list[str]:
    """Who waits in a queue."""
    with floor.centre.request() as book:
        return list(book.engine.waiting_ids(queue_id, 9))


def work(floor: Floor) -> None:
    """Two days of chats, tagged by rules, some of them rated; half of their sums are kept."""
    floor.furnish(away_ms=None)
    scopes(floor, "cleo", "supervisor")
    run(floor, *TAGS)
    for number in range(10):
        name = f"v{number}"
        floor.arrive(name, ("hello there", "Where is it?")[number % 2])
        floor.wait(40_000 * (number % 3))
        floor.ready("anna")
        conversation_id = floor.accept("anna").conversation_id
        floor.send("anna", conversation_id, "Yes?")
        floor.finish("anna", floor.held("anna").id)
        floor.centre.rate(name, number % 5 + 1)
        floor.wait(5 * HOUR)
        if number == 3:  # who waited for too long, and was sent elsewhere
            floor.arrive("late", queue_id="billing")
            floor.wait(40_000)
            (waiting,) = ids(floor, "billing")
            floor.ask("cleo", Reassign(interaction_ids=(waiting,), queue_id="support"))
            floor.ready("anna")
            floor.finish("anna", floor.accept("anna").interaction_id)
        if number == 5:
            with floor.centre.storage.transaction():
                keep_everything(floor.centre.storage, floor.now)


def copied(source: Target, target: Target) -> int:
    """Put the rows into the other database, as far as it has tables and columns for them; how many."""
    before, after = MetaData(), MetaData()
    count = 0
    with engine(source).connect() as here, engine(target).begin() as there:
        before.reflect(here)
        after.reflect(there)
        for table in after.sorted_tables:
            known = before.tables.get(table.name)
            if known is None or table.name == "alembic_version":
                continue
            if table.name.startswith("trail_words"):  # made from the trail
                continue
            if table.name != "trail":  # which is empty there, and takes no deletion
                there.execute(table.delete())
            names = [one.name for one in table.columns if one.name in known.columns]
            rows: list[dict[str, Any]] = [
                dict(row._mapping)
                for row in here.execute(select(*(known.columns[name] for name in names)))
            ]
            if rows:
                there.execute(insert(table), rows)
            for column in table.columns:  # a server goes on counting where these rows end
                if "nextval" in str(getattr(column.server_default, "arg", "")):
                    sequence = f"pg_get_serial_sequence('{table.name}', '{column.name}')"
                    words = f"SELECT setval({sequence}, max({column.name})) FROM {table.name}"
                    there.execute(text(words))
            count += len(rows)
    return count


def told(storage: Storage, now: Millis) -> tuple[Figures, Figures]:
    """Everything of these days, by queue and by tag."""
    asked = Asked(first=FIRST, count=4, every="day", by=("queue",), issues=True, self_service=True)
    with storage.transaction():
        tags = Asked(first=FIRST, count=4, every="day", by=("tag",), issues=True)
        return made(storage, asked, now), by_tag(storage, tags, now)


def comparable(figures: Figures) -> list[tuple[object, dict[str, int]]]:
    """Rows by their keys, without what earlier schemas know nothing of."""
    return [
        (
            (row.queue_id, row.tag, row.from_at),
            {name: one for name, one in row.sums.items() if LATER not in name},
        )
        for row in (*figures.rows, figures.total)
    ]


@pytest.mark.parametrize("version", ["0034", "0035", "0036", "0037"])
def test_figures_of_a_filled_database_stay_over_the_steps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: str
) -> None:
    source = databases.fresh(tmp_path / "now.db")
    floor = Floor(source)
    work(floor)
    now = floor.now
    expected = told(floor.centre.storage, now)
    floor.centre.storage.close()
    assert expected[1].rows[0].sums["offers"] > 0
    assert expected[0].total.sums["late_exits"] == 1
    target = databases.bare(tmp_path / "then.db")
    at_version(target, version, monkeypatch)
    assert copied(source, target) > 100
    storage = Storage.open(target)
    try:
        assert storage.checked() == []
        for kept in (False, True):
            if kept:
                with storage.transaction():
                    keep_everything(storage, now)
                    found = recounted(storage, now)
                assert found.wrong == ()
                assert found.rows > 30
            for before, after in zip(expected, told(storage, now), strict=True):
                assert comparable(after) == comparable(before)
                assert after.counted_again is None
    finally:
        storage.close()
    reopened = Floor(target)  # and the hub works on with it
    reopened.now = now
    reopened.arrive("late")
    assert reopened.centre.snapshot("anna") is not None
    reopened.centre.storage.close()
