"""A backup of the data folder put back: with `--restored`, no desk trusts positions that name other entries by now."""

import shutil
from pathlib import Path

from agent_desktop.hub.protocol import Answer, SnapshotFrame, Welcome
from agent_desktop.model.commands import ChoosePresence, Cursor
from agent_desktop.model.people import PresenceState
from tests.hub.server.desk import Desk, make_agent, owner_token
from tests.hub.server.hub_process import running_hub


def choose(desk: Desk, *states: PresenceState) -> None:
    for state in states:
        assert isinstance(desk.perform(ChoosePresence(state=state)), Answer)


def welcomed(live: str, token: str, since: Cursor) -> tuple[str, bool]:
    """Why the hub refused to replay since there, if it did, and whether it sent a snapshot instead."""
    with Desk.open(live, token, since) as desk:
        welcome = next(frame for frame in desk.frames if isinstance(frame, Welcome))
        return welcome.resync, isinstance(desk.frames[1], SnapshotFrame)


def test_after_a_restored_backup_every_desk_begins_from_a_snapshot(tmp_path: Path) -> None:
    data, backup = tmp_path / "hub", tmp_path / "backup"
    with running_hub(data) as hub:
        ann = make_agent(hub.url, owner_token(hub.url, hub.ticket), "ann")
    shutil.copytree(data, backup)
    with running_hub(data) as hub, Desk.open(hub.live, ann) as desk:
        choose(desk, PresenceState.BREAK, PresenceState.MEAL)
        before = desk.cursor
    shutil.rmtree(data)
    shutil.copytree(backup, data)

    with running_hub(data, "--restored") as hub:
        with Desk.open(hub.live, ann) as desk:
            # the journal goes on past the old position, with other entries under the same numbers
            choose(desk, PresenceState.MEAL, PresenceState.BREAK, PresenceState.MEAL)
            assert desk.position > before.seq
            after = desk.cursor
        assert after.epoch != before.epoch
        assert welcomed(hub.live, ann, before) == ("other_epoch", True)

    with running_hub(data) as hub:  # only that start: the new epoch lasts
        assert welcomed(hub.live, ann, before) == ("other_epoch", True)
        assert welcomed(hub.live, ann, after) == ("", False)
