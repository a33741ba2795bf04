"""Kept sums from the command line: compared, found wrong, made anew."""

from pathlib import Path
from random import Random

import pytest

from agent_desktop.app.main import main
from agent_desktop.hub.centre.figures import keep_everything, made
from agent_desktop.hub.server import recounting
from agent_desktop.model.errors import DeskError
from tests.hub import databases
from tests.hub.centre.any_day import something
from tests.hub.centre.floor import AGENTS, Floor
from tests.hub.centre.test_figures import asked
from tests.hub.server.hub_process import database_of, where


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


def test_sums_are_compared_and_made_anew(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    words, secret = where(tmp_path)
    for name, value in secret.items():
        monkeypatch.setenv(name, value)
    place = words or ("--data", str(tmp_path))
    target = database_of(tmp_path)

    def say(word: str) -> int:
        return main(["hub", "figures", word, *place])

    floor = Floor(target)
    floor.furnish(away_ms=None, wrap_up_ms=60_000)
    a_day(floor)
    with floor.centre.storage.transaction():
        before = made(floor.centre.storage, asked("queue", "agent", every="day"), floor.now)
    monkeypatch.setattr(recounting, "wall_clock", lambda: before.made_at)
    assert say("check") == 0
    assert "say the same" in capsys.readouterr().out
    floor.centre.storage.close()
    for table in ("quarters_by_agent", "quarters_by_queue", "days_by_agent", "days_spent"):
        column = "ms" if table == "days_spent" else "offered"
        databases.ask(target, f"update {table} set {column} = {column} + 1")
        assert say("check") == 1, table
        assert "are not what happened" in capsys.readouterr().out
        assert say("rebuild") == 0
        assert "say the same" in capsys.readouterr().out
    newest = "(select max(from_at) from quarters_by_agent)"
    databases.ask(target, f"delete from quarters_by_agent where from_at = {newest}")
    assert say("check") == 1
    assert say("rebuild") == 0
    written = databases.ask(target, "select who, act from trail")
    assert written == [("", "rebuild_figures")] * 5
    floor = Floor(target)
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
