"""A wrap-up while its agent talks on the second line: its clock stops, and begins anew."""

from pathlib import Path

import pytest

from agent_desktop.hub.voice.inputs import LegAnswered
from agent_desktop.model.backend_calls import CallOut
from agent_desktop.model.base import Millis
from agent_desktop.model.work import InteractionState
from tests.hub.centre.call_words import come, held, state, take
from tests.hub.centre.floor import opened
from tests.hub.centre.telephones import Telephones

WRAP_UP_MS = 20_000


def clocks(lines: Telephones) -> dict[str, Millis | None]:
    """How long each wrap-up of Anna's still lasts."""
    now = lines.floor.now
    return {
        one.id: None if one.wrap_up_until is None else one.wrap_up_until - now
        for one in held(lines.floor, "anna")
        if one.state is InteractionState.WRAP_UP
    }


@pytest.mark.parametrize("crash", [False, True])
def test_a_wrap_up_waits_until_its_agent_has_hung_up(tmp_path: Path, crash: bool) -> None:
    with opened(tmp_path / "hub.db") as floor:
        floor.furnish(wrap_up_ms=WRAP_UP_MS)
        lines = Telephones(floor)
        lines.furnish()
        come(lines, "anna")
        first_caller = lines.call_in()
        first = take(lines, "anna")
        assert first == first_caller
        floor.ask("anna", CallOut(interaction_id="second", number="+4930777", token="t"))
        lines.carry()
        lines.answered("anna")
        customer = next(one.id for one in lines.picture("second").legs if one.part == "customer")
        lines.tell(LegAnswered(customer))
        lines.left(f"{first}/in")
        assert clocks(lines) == {first: None}
        lines.wait(10 * WRAP_UP_MS)
        assert state(floor, first) is InteractionState.WRAP_UP
        if crash:
            floor.crash()
            lines.die()
        else:
            lines.left(customer)
        assert clocks(lines) == {first: WRAP_UP_MS, "second": WRAP_UP_MS}
        lines.wait(WRAP_UP_MS)
        assert state(floor, first) is state(floor, "second") is InteractionState.DONE


def test_a_clock_that_runs_stops_for_a_call(tmp_path: Path) -> None:
    with opened(tmp_path / "hub.db") as floor:
        floor.furnish(wrap_up_ms=WRAP_UP_MS)
        lines = Telephones(floor)
        lines.furnish()
        come(lines, "anna")
        first = take(lines, "anna") if lines.call_in() else ""
        lines.left(f"{first}/in")
        lines.wait(5_000)
        assert clocks(lines) == {first: WRAP_UP_MS - 5_000}
        floor.ask("anna", CallOut(interaction_id="second", number="+4930777", token="t"))
        lines.carry()
        lines.answered("anna")
        assert clocks(lines) == {first: None}
        lines.wait(2 * WRAP_UP_MS)
        lines.left(lines.leg("anna"))
        assert clocks(lines)[first] == WRAP_UP_MS
