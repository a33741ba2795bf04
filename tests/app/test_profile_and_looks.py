"""What is remembered between starts: where work comes from, and how the window looked."""

import json
import stat
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from agent_desktop.app.looks import LooksFile
from agent_desktop.app.places import Places, owner_name, places
from agent_desktop.app.profile import Profile, forget_profile, read_profile, write_profile
from agent_desktop.app.profile_file import ProfileFile
from agent_desktop.model.errors import StoreFailed
from agent_desktop.model.settings import LOOKS, MOTION, SEND_KEYS
from tests.contracts.asynchronous import asynchronous

WINDOW = {
    "x": 10,
    "y": 20,
    "width": 1200,
    "height": 800,
    "maximized": False,
    "panes": {"wide": [1]},
}


# -- places -------------------------------------------------------------------------------------


def test_everything_lies_under_the_folder_that_was_chosen(tmp_path: Path) -> None:
    where = places(str(tmp_path / "a" / ".." / "b"))
    assert where.data == tmp_path / "b"
    for place in (where.hub, where.store, where.profile, where.looks, where.picture):
        assert place.is_relative_to(where.data)


def test_the_platforms_folder_is_the_default() -> None:
    where = places(None)
    assert where.data.is_absolute()
    assert "Agent Desktop" in str(where.data)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")
def test_the_folder_is_for_this_user_alone(tmp_path: Path) -> None:
    where = Places(tmp_path / "deep" / "data")
    where.make()
    where.make()
    assert stat.S_IMODE(where.data.stat().st_mode) == 0o700


def test_the_owner_has_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    assert owner_name()
    monkeypatch.setattr("getpass.getuser", _nobody)
    assert owner_name() == ""


def _nobody() -> str:
    raise KeyError("nobody")


# -- profile --------------------------------------------------------------------------------------


def test_a_profile_comes_back_and_can_be_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "profile.json"
    assert read_profile(path) is None
    kept = Profile(connector="hub", values={"address": "https://hub.example"}, store="abc")
    write_profile(path, kept)
    write_profile(path, kept)
    assert read_profile(path) == kept
    assert [one.name for one in tmp_path.iterdir()] == ["profile.json"]
    forget_profile(path)
    forget_profile(path)
    assert read_profile(path) is None


@asynchronous
async def test_a_profiles_file_is_written_in_the_order_of_the_asking(tmp_path: Path) -> None:
    path = tmp_path / "profile.json"
    file = ProfileFile(path)
    file.amend(lambda kept: replace(kept, team="nothing is kept yet"))
    await file.write(Profile(connector="hub"))
    for team in "abc":
        file.amend(lambda kept, team=team: replace(kept, team=kept.team + team))  # type: ignore[misc]
    kept = await file.read()
    assert kept is not None
    assert kept.team == "abc"
    file.amend(lambda kept: replace(kept, team="the last"))
    await file.settled()
    assert read_profile(path) == Profile(connector="hub", team="the last")
    await file.forget()
    assert await file.read() is None
    await file.settled()


@pytest.mark.expected_log("Where the hub's nodes are cannot be kept")
@asynchronous
async def test_a_disk_that_refuses_the_profile_is_told_and_costs_nothing(tmp_path: Path) -> None:
    path = tmp_path / "profile.json"
    kept = Profile(connector="hub")
    file = ProfileFile(path)
    await file.write(kept)
    path.with_suffix(".new").mkdir()
    file.amend(lambda kept: replace(kept, team="another"))
    with pytest.raises(StoreFailed, match="cannot be written"):
        await file.write(Profile(connector="hub", team="another"))
    assert await file.read() == kept
    await file.settled()


@given(st.binary(max_size=80))
def test_a_damaged_profile_is_none(tmp_path_factory: pytest.TempPathFactory, body: bytes) -> None:
    path = tmp_path_factory.mktemp("profile") / "profile.json"
    path.write_bytes(body)
    kept = read_profile(path)
    assert kept is None or isinstance(kept, Profile)


# -- looks ------------------------------------------------------------------------------------------


def test_looks_come_back(tmp_path: Path) -> None:
    path = tmp_path / "looks.json"
    looks = LooksFile(path)
    assert (looks.mode, looks.less_motion, looks.window) == ("system", "system", {})
    looks.change(LOOKS, "dark")
    looks.change(MOTION, "on")
    looks.remember(dict(WINDOW))
    looks.close()
    again = LooksFile(path)
    assert (again.mode, again.less_motion, again.window) == ("dark", "on", WINDOW)
    assert [one.name for one in tmp_path.iterdir()] == ["looks.json"]


def test_only_what_the_first_paint_needs_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "looks.json"
    looks = LooksFile(path)
    looks.change(SEND_KEYS, "ctrl_enter")
    looks.close()
    assert not path.exists()


def test_a_window_without_a_screen_keeps_colours_but_no_place(tmp_path: Path) -> None:
    path = tmp_path / "looks.json"
    looks = LooksFile(path, placed=False)
    assert looks.window is None
    looks.remember(dict(WINDOW))
    looks.change(LOOKS, "light")
    looks.close()
    assert "window" not in json.loads(path.read_text())
    assert LooksFile().window is None


@pytest.mark.expected_log("The looks of the window could not be kept")
def test_looks_that_cannot_be_written_are_a_line_in_the_log(tmp_path: Path) -> None:
    looks = LooksFile(tmp_path / "gone" / "looks.json")
    looks.change(LOOKS, "dark")
    looks.close()
    assert looks.mode == "dark"


@given(st.binary(max_size=80))
def test_damaged_looks_are_forgotten(tmp_path_factory: pytest.TempPathFactory, body: bytes) -> None:
    path = tmp_path_factory.mktemp("looks") / "looks.json"
    path.write_bytes(body)
    assert isinstance(LooksFile(path).mode, str)
