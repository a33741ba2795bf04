"""Offers that are pending, as a hub that starts asks for them: found by their interactions, few or many."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import event, insert

from agent_desktop.hub.storage.storage import Storage
from agent_desktop.hub.storage.tables import conversations, customers, interactions, offers, queues
from agent_desktop.hub.storage.work import pending_offers
from tests.hub import databases


@pytest.fixture
def storage(tmp_path: Path) -> Iterator[Storage]:
    with closing(Storage.open(databases.fresh(tmp_path / "hub.db"))) as storage:
        with storage.transaction():
            storage.execute(insert(queues).values(id="q", name="Q"))
            storage.execute(insert(customers).values(id="k", created_at=0, updated_at=0))
            storage.execute(insert(conversations).values(id="c", number=1, customer_id="k"))
            for name, closed_at in (("over", 9), ("rings", None), ("waits", None)):
                row = {"id": name, "conversation_id": "c", "customer_id": "k", "queue_id": "q"}
                storage.execute(insert(interactions).values(**row, closed_at=closed_at))
            for name, epoch, outcome in (
                ("over", 1, "accepted"),
                ("rings", 1, "declined"),
                ("rings", 2, ""),
                ("waits", 1, "missed"),
            ):
                made = insert(offers).values(interaction_id=name, epoch=epoch, agent_id=f"a{epoch}")
                storage.execute(made.values(outcome=outcome))
        yield storage


def test_only_what_nobody_answered_is_pending(storage: Storage) -> None:
    with storage.transaction():
        assert pending_offers(storage) == [("rings", 2, "a2")]


@databases.only_files  # it is SQLite's plan that is looked at
def test_offers_of_what_is_over_are_not_looked_at(storage: Storage) -> None:
    asked: list[str] = []

    def heard(_: object, __: object, words: str, *___: object) -> None:
        asked.append(words)

    connection = storage.database.connection
    event.listen(connection, "before_cursor_execute", heard)
    with storage.transaction():
        pending_offers(storage)
        event.remove(connection, "before_cursor_execute", heard)
        rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {asked[-1]}", ("",)).fetchall()
    plan = [str(row[-1]) for row in rows]
    assert any("offers USING PRIMARY KEY (interaction_id=?" in one for one in plan), plan
    assert any("interactions USING INDEX interactions_live" in one for one in plan), plan
