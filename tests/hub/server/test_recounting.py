"""Kept sums from the command line: compared, found wrong, made anew."""

import sqlite3
from pathlib import Path
from random import Random

import pytest

from agent_desktop.app.main import main
from agent_desktop.hub.centre.figures import keep_everything, made
from agent_desktop.hub.server import recounting
from agent_desktop.hub.server.data_folder import DATABASE
from agent_desktop.model.errors import DeskError
from tests.hub.centre.floor import AGENTS, Floor, opened
from tests.hub.centre.test_figures import asked, something
from tests.hub.databases import only_files


def a_day(floor: Floor) -> None:
    """Something happens, its sums are kept, and something more happens."""
    chance, visitors = Random(7), list[str]()
    for agent in AGENTS:
        floor.ready(agent)
    for number in range(150):
        try:
            something(floor, chance, visitors)
        except DeskError:
            continue
        if number == 120:
            floor.wait(36 * 3_600_000)
            with floor.centre.storage.transaction():
                keep_everything(floor.centre.storage, floor.now)


@only_files
def test_sums_are_compared_and_made_anew(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / DATABASE
    with opened(path) as floor:
        floor.furnish(away_ms=None, wrap_up_ms=60_000)
        a_day(floor)
        with floor.centre.storage.transaction():
            before = made(floor.centre.storage, asked("queue", "agent", every="day"), floor.now)
        monkeypatch.setattr(recounting, "wall_clock", lambda: before.made_at)
        assert main(["hub", "figures", "check", "--data", str(tmp_path)]) == 0
        assert "say the same" in capsys.readouterr().out
    for table in ("quarters_by_agent", "quarters_by_queue", "days_by_agent", "days_spent"):
        column = "ms" if table == "days_spent" else "offered"
        with sqlite3.connect(path) as driver:
            driver.execute(f"update {table} set {column} = {column} + 1")
        driver.close()
        assert main(["hub", "figures", "check", "--data", str(tmp_path)]) == 1, table
        assert "are not what happened" in capsys.readouterr().out
        assert main(["hub", "figures", "rebuild", "--data", str(tmp_path)]) == 0
        assert "say the same" in capsys.readouterr().out
    with sqlite3.connect(path) as driver:
        driver.execute(
            "delete from quarters_by_agent where from_at = (select max(from_at) from quarters_by_agent)"
        )
    driver.close()
    assert main(["hub", "figures", "check", "--data", str(tmp_path)]) == 1
    assert main(["hub", "figures", "rebuild", "--data", str(tmp_path)]) == 0
    floor = Floor(path)
    floor.now = before.made_at
    with floor.centre.storage.transaction():
        assert made(floor.centre.storage, asked("queue", "agent", every="day"), floor.now) == before
    floor.centre.storage.close()


@pytest.mark.parametrize("words", [["figures"], ["figures", "burn"], ["figures", "check"]])
def test_what_is_asked_wrongly(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["hub", *words]) == 2
    assert "Say:" in capsys.readouterr().err


def test_where_no_hub_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["hub", "figures", "check", "--data", str(tmp_path)]) == 2
    assert capsys.readouterr().err
