"""Audit trail and sums of figures on a PostgreSQL server, judged from the command line beside who writes."""

from collections.abc import Iterator

import psycopg
import pytest

from agent_desktop.app.main import main
from agent_desktop.hub.centre.trail import Trail
from agent_desktop.hub.server import recounting
from tests.hub.centre.floor import Floor
from tests.hub.databases import always_served, fresh_served, server
from tests.hub.server.test_recounting import a_day
from tests.peers.postgres import PASSWORD

pytestmark = [pytest.mark.serial, always_served]


@pytest.fixture
def address(monkeypatch: pytest.MonkeyPatch) -> str:
    """A database whose password stands in the environment, as it does for a hub."""
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    return fresh_served()


@pytest.fixture
def floor(address: str) -> Iterator[Floor]:
    floor = Floor(address)
    floor.furnish(away_ms=None, wrap_up_ms=60_000)
    yield floor
    floor.centre.storage.close()


def plain(address: str) -> str:
    """The address as a command line may hold it."""
    return address.replace(f":{PASSWORD}@", "@")


def test_a_trail_is_judged_while_the_hub_runs(
    address: str, floor: Floor, capsys: pytest.CaptureFixture[str]
) -> None:
    with floor.centre.storage.transaction():
        trail = Trail(floor.centre.storage)
        for act in ("sign_in", "define_queue", "sign_out"):
            trail.add(floor.now, "ann", act)
    judge = ["hub", "audit", "verify", "--database", plain(address)]
    assert main(judge) == 0
    assert "is whole" in capsys.readouterr().out
    with psycopg.connect(address, autocommit=True) as other:
        other.execute("ALTER TABLE trail DISABLE TRIGGER USER")
        other.execute("UPDATE trail SET who = 'ben' WHERE act = 'define_queue'")
    assert main(judge) == 1
    assert "its digest does not fit" in capsys.readouterr().out


def test_sums_are_compared_while_the_hub_runs_and_made_anew_after_it(
    address: str,
    floor: Floor,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    a_day(floor)
    monkeypatch.setattr(recounting, "wall_clock", lambda: floor.now)
    where = ["--database", plain(address)]
    assert main(["hub", "figures", "check", *where]) == 0
    assert "say the same" in capsys.readouterr().out
    with psycopg.connect(address, autocommit=True) as other:
        other.execute("UPDATE quarters_by_agent SET offered = offered + 1")
    assert main(["hub", "figures", "check", *where]) == 1
    assert "are not what happened" in capsys.readouterr().out
    assert main(["hub", "figures", "rebuild", *where]) == 2
    assert "Another hub works" in capsys.readouterr().err
    floor.centre.storage.close()
    assert main(["hub", "figures", "rebuild", *where]) == 0
    assert "say the same" in capsys.readouterr().out


@pytest.mark.parametrize("words", [["audit", "verify"], ["figures", "check"]])
def test_where_no_hub_was_ever(
    words: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    nothing = plain(server().address())
    assert main(["hub", *words, "--database", nothing]) == 2
    assert "There is no" in capsys.readouterr().err
