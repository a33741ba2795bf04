"""A small simulated day, compared with the raw rows in the middle and at the end; the large one is started by hand."""

from pathlib import Path

from agent_desktop.hub.centre.figures import keep_everything
from tests.chances import tries
from tests.hub.centre.floor import START, opened
from tests.hub.simulated.comparing import differences, of_the_hub
from tests.hub.simulated.day import HOUR, Day


def test_a_small_day_says_what_the_raw_rows_say(tmp_path: Path) -> None:
    count = min(200, tries(200))
    with opened(tmp_path / "hub.db") as floor:
        day = Day(floor, agents=4, interactions=count, seed=3)
        day.run(START + 4 * HOUR)
        assert differences(floor) == []
        with floor.centre.storage.transaction():
            keep_everything(floor.centre.storage, floor.now)
        day.run()
        assert differences(floor) == []
        with floor.centre.storage.transaction():
            keep_everything(floor.centre.storage, floor.now + 24 * HOUR)
        assert differences(floor) == []
        total = of_the_hub(floor).total
        for name in (
            "hold_ms",
            "abandoned",
            "missed",
            "declined",
            "rated",
            "replies",
            "unlinked_ms",
        ):
            assert total.sums[name] > 0, name
        assert total.sums["offered"] == count + total.sums["transferred"]
