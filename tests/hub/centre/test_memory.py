"""What the writer remembers of finished work is bounded, and what it forgot is read again."""

from pathlib import Path

import pytest

from agent_desktop.hub.centre import live
from tests.hub.centre.floor import opened


def test_finished_work_is_forgotten_and_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "MAX_IDLE", 5)
    with opened(tmp_path / "hub.db") as floor:
        floor.furnish()
        floor.arrive("waiting")
        for number in range(40):
            visitor = f"v{number}"
            floor.arrive(visitor)
            floor.centre.leave(visitor)
        remembered = floor.centre._loaded.live
        assert len(remembered.threads) <= 1 + 5
        assert len(remembered.customers) <= 1 + 2 * 5
        assert len(remembered.visitors) <= 1 + 2 * 5
        # neither who waits nor who was forgotten is lost
        assert floor.centre.chat_state("waiting").phase == "waiting"
        floor.centre.say("v0", "again", "Still here")
        said = [one.text for one in floor.centre.chat_items("v0") if one.mine]
        assert said == ["Hello?", "Still here"]
        floor.ready("anna")
        names = [one.customer_name for one in floor.centre.snapshot("anna")[1].offers]
        assert names == ["Waiting", "V0"]
