"""No test of the hub has a database that its suite cannot have on a server."""

import sqlite3
from pathlib import Path

import pytest

import on_a_database
from tests.hub import opened

HUB = Path(__file__).parent


@pytest.mark.parametrize(
    ("name", "asks"),
    [
        ("journal/test_journal.py", True),
        ("storage/test_storage.py", True),
        ("server/test_live.py", True),  # by its folder's hub
        ("channels/telegram/test_contract.py", True),  # by the suite that it runs
        ("centre/test_offers.py", True),
        ("routing/test_queues.py", False),
        ("metrics/test_days.py", False),
        ("written/test_places.py", False),
    ],
)
def test_who_asks_for_a_database_is_known_by_what_it_imports(name: str, asks: bool) -> None:
    assert on_a_database.asks(HUB / name) is asks
    assert (f"tests/hub/{name}" in on_a_database.files()) is asks


def test_who_opens_one_in_another_way_is_told_so(tmp_path: Path) -> None:
    pure = HUB / "routing" / "test_queues.py"
    sqlite3.connect(":memory:").close()
    assert not opened.complaint(pure)
    sqlite3.connect(tmp_path / "hub.db").close()
    assert "ask tests/hub/databases.py" in opened.complaint(pure)
    assert not opened.complaint(pure), "each is told once"
