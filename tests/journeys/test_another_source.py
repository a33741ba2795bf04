"""Leaving a source of work from the settings, and beginning again."""

from pathlib import Path
from typing import Any

import pytest

from agent_desktop.model.settings import LOOKS, SEND_KEYS
from tests.journeys.conftest import RunJourney
from tests.journeys.keychain import KeychainInMemory
from tests.journeys.seat import Seat, until

pytestmark = pytest.mark.serial


def test_another_source_is_chosen_and_what_was_set_stays(
    journey: RunJourney[Any], data: Path, keychain: KeychainInMemory
) -> None:
    async def walk() -> None:
        async with Seat.taken(data, looks=True) as seat:
            await seat.start_the_hub()
            first = seat.shell
            first.show_workspace("settings")
            first.settings.send_keys._segments["ctrl_enter"].click()
            await until("the setting", lambda: seat.desk.setting(SEND_KEYS, "") == "ctrl_enter")
            assert (data / "profile.json").exists()
            await until("licences", lambda: "Apache-2.0" in first.settings._about.text())
            await until("the storage", lambda: "keychain" in first.settings._storage.text())
            first.settings.looks._segments["dark"].click()
            assert seat.root.read_setting(LOOKS, "") == ""
            assert first.run("source.choose")
            await until("the first screen", lambda: seat.root.signin is not None)
            await until("no profile", lambda: not (data / "profile.json").exists())
            await seat.start_the_hub()
            assert seat.shell is not first
            assert seat.desk.setting(SEND_KEYS, "") == "ctrl_enter"
            assert seat.shell.settings.send_keys.current == "ctrl_enter"
            assert seat.shell.settings.looks.current == "dark"

    journey(walk())
