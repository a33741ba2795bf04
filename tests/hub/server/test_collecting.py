"""How the hub's process collects garbage."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest

from agent_desktop.hub.journal.published import Published
from agent_desktop.hub.server.collecting import FRESH, collect_seldom
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.hub.storage.tables import commands, settings
from agent_desktop.hub.storage.work import KeptInteraction
from agent_desktop.model.events import InteractionChanged
from agent_desktop.model.work import Channel, Interaction, InteractionState
from tests.hub import databases
from tests.hub.server import hub_process
from tests.hub.server.hub_process import HubProcess


class Ring:
    """Something that refers to itself."""

    def __init__(self) -> None:
        self.me = self


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)
    gc.unfreeze()


def test_what_was_loaded_is_left_alone_and_new_circles_are_found() -> None:
    loaded = [[] for _ in range(1_000)]  # type: list[list[int]]
    collect_seldom()
    assert gc.get_freeze_count() > len(loaded)
    assert not any(one is loaded for one in gc.get_objects())
    lost = weakref.ref(Ring())
    kept = [[] for _ in range(2 * FRESH)]  # type: list[list[int]]
    assert lost() is None
    assert len(kept) == 2 * FRESH


def test_records_are_not_looked_at() -> None:
    waiting = Interaction(
        id="i",
        conversation_id="c",
        customer_id="u",
        channel=Channel.CHAT,
        queue_id="q",
        state=InteractionState.QUEUED,
        arrived_at=0,
        skills={"german": 2},
    )
    told = Published(audience="queue:q", event=InteractionChanged(interaction=waiting), at=0)
    made = (waiting, told, told.event, KeptInteraction(shown=waiting))
    assert not [one for one in made if gc.is_tracked(one)]


def test_a_commit_builds_the_rows_of_one_table_at_a_time(tmp_path: Path) -> None:
    storage, alive, most = Storage.open(databases.fresh(tmp_path / "hub.db")), 0, 0

    class Row(tuple[object, ...]):
        def __new__(cls, values: tuple[object, ...]) -> Row:
            nonlocal alive, most
            alive += 1
            most = max(most, alive)
            return super().__new__(cls, values)

        def __del__(self) -> None:
            nonlocal alive
            alive -= 1

    with storage.transaction():
        for number in range(100):
            storage.put(settings, (f"{number}",), Row, (f"{number}", ""))
            key = (f"owner{number}", "one")
            storage.put(commands, key, Row, (*key, b"", None, 0))
    storage.close()
    assert (most, alive) == (100, 0)


_THEN = """
import gc
print("collects:", gc.get_threshold()[0], gc.get_freeze_count(), file=sys.stderr)
sys.exit(code)
"""


def test_the_process_of_a_hub_does_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    main = hub_process._MAIN.replace("sys.exit(", "code = (")
    monkeypatch.setattr(hub_process, "_MAIN", main + _THEN)
    hub = HubProcess(tmp_path / "hub", anew=True)
    code, said = hub.stop()
    assert code == 0, said
    threshold, frozen = said.partition("collects: ")[2].split()
    assert int(threshold) == FRESH
    assert int(frozen) > 50_000, "what the hub has loaded"
