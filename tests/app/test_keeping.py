"""Opening the desk's store: keychain, passphrase, or nothing kept; a lost key costs the history, not the start."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail

from agent_desktop.app.about import about_words, storage_words
from agent_desktop.app.keeping import Forgotten, Passphrase, open_desk_store, unlock
from agent_desktop.app.places import Places
from agent_desktop.app.profile import Profile
from agent_desktop.model.errors import Problem
from agent_desktop.store.keys import KeyRing, KeyStatus

PROFILE = Profile(connector="hub", local=True)
GOOD = "correct horse battery"


@pytest.fixture(autouse=True)
def no_keychain() -> Iterator[None]:
    before = keyring.get_keyring()
    backend: KeyringBackend = fail.Keyring()  # type: ignore[no-untyped-call]
    keyring.set_keyring(backend)
    yield
    keyring.set_keyring(before)


class Agent:
    """Answers in order; `asked` is what was asked."""

    def __init__(self, *answers: Passphrase) -> None:
        self._answers = list(answers)
        self.asked: list[tuple[bool, bool]] = []

    async def __call__(self, *, new: bool, problem: Problem | None) -> Passphrase:
        self.asked.append((new, problem is not None))
        return self._answers.pop(0)


def run(scenario: Callable[[], Coroutine[Any, Any, None]]) -> None:
    asyncio.run(asyncio.wait_for(scenario(), 60))


def places(tmp_path: Path) -> Places:
    where = Places(tmp_path)
    where.make()
    return where


def test_without_keychain_and_agent_nothing_is_kept(tmp_path: Path) -> None:
    async def scenario() -> None:
        where, keys = places(tmp_path), KeyRing(tmp_path)
        assert await unlock(keys, None) is KeyStatus.MEMORY
        opened = await open_desk_store(keys, where, PROFILE)
        await opened.store.close()

    run(scenario)
    assert list(tmp_path.iterdir()) == []


def test_the_agent_may_go_on_without_a_cache(tmp_path: Path) -> None:
    async def scenario() -> None:
        agent = Agent(None)
        assert await unlock(KeyRing(tmp_path), agent) is KeyStatus.MEMORY
        assert agent.asked == [(True, False)]

    run(scenario)


def test_a_passphrase_is_chosen_once_and_asked_for_until_it_is_right(tmp_path: Path) -> None:
    async def scenario() -> None:
        where = places(tmp_path)
        first = KeyRing(tmp_path)
        choosing = Agent("short", GOOD)
        assert await unlock(first, choosing) is KeyStatus.UNLOCKED
        assert choosing.asked == [(True, False), (True, True)]
        opened = await open_desk_store(first, where, PROFILE)
        await opened.store.close()
        assert (where.store / "default.db").is_file()

        second = KeyRing(tmp_path)
        opening = Agent("wrong horse battery", GOOD)
        assert await unlock(second, opening) is KeyStatus.UNLOCKED
        assert opening.asked == [(False, False), (False, True)]
        again = await open_desk_store(second, where, PROFILE)
        assert again.aside is None
        await again.store.close()

    run(scenario)


def test_a_history_without_its_key_is_kept_aside(tmp_path: Path) -> None:
    async def scenario() -> None:
        where, keys = places(tmp_path), KeyRing(tmp_path)
        await unlock(keys, Agent(GOOD))
        await (await open_desk_store(keys, where, PROFILE)).store.close()
        keys.forget_key_file()
        fresh = KeyRing(tmp_path)
        await unlock(fresh, Agent(GOOD))
        opened = await open_desk_store(fresh, where, PROFILE)
        assert opened.aside is not None
        assert opened.aside.is_file()
        await opened.store.close()

    run(scenario)


def test_a_forgotten_passphrase_is_given_up_for_a_new_one(tmp_path: Path) -> None:
    async def scenario() -> None:
        where, first = places(tmp_path), KeyRing(tmp_path)
        await unlock(first, Agent(GOOD))
        await (await open_desk_store(first, where, PROFILE)).store.close()
        locked = (where.store / "default.db").read_bytes()

        keys = KeyRing(tmp_path)
        agent = Agent("no idea at all", Forgotten.BEGIN_ANEW, "another horse battery")
        assert await unlock(keys, agent) is KeyStatus.UNLOCKED
        assert agent.asked == [(False, False), (False, True), (True, False)]
        opened = await open_desk_store(keys, where, PROFILE)
        assert opened.aside is not None
        assert opened.aside.read_bytes() == locked
        await opened.store.close()

        again = KeyRing(tmp_path)
        assert await unlock(again, Agent(GOOD, "another horse battery")) is KeyStatus.UNLOCKED
        reopened = await open_desk_store(again, where, PROFILE)
        assert reopened.aside is None
        await reopened.store.close()

    run(scenario)


def test_after_giving_up_nothing_need_be_kept(tmp_path: Path) -> None:
    async def scenario() -> None:
        await unlock(KeyRing(tmp_path), Agent(GOOD))
        keys, agent = KeyRing(tmp_path), Agent(Forgotten.BEGIN_ANEW, None)
        assert await unlock(keys, agent) is KeyStatus.MEMORY
        assert agent.asked == [(False, False), (True, False)]

    run(scenario)


def test_a_key_file_that_cannot_be_removed_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Problem | None] = []

    class Told(Agent):
        async def __call__(self, *, new: bool, problem: Problem | None) -> Passphrase:
            told.append(problem)
            return await super().__call__(new=new, problem=problem)

    def refuse(path: Path, missing_ok: bool = False) -> None:
        raise PermissionError(13, "Permission denied")

    async def scenario() -> None:
        await unlock(KeyRing(tmp_path), Agent(GOOD))
        monkeypatch.setattr(Path, "unlink", refuse)
        agent = Told(Forgotten.BEGIN_ANEW, GOOD)
        assert await unlock(KeyRing(tmp_path), agent) is KeyStatus.UNLOCKED
        assert agent.asked == [(False, False), (False, True)]

    run(scenario)
    assert told[1] is not None
    assert "could not be removed" in told[1].message


def test_accounts_have_histories_of_their_own(tmp_path: Path) -> None:
    async def scenario() -> None:
        where, keys = places(tmp_path), KeyRing(tmp_path)
        await unlock(keys, Agent(GOOD))
        for name in ("one", "two"):
            opened = await open_desk_store(keys, where, Profile(connector="hub", store=name))
            await opened.store.close()
        assert {one.name for one in where.store.glob("*.db")} == {"one.db", "two.db"}

    run(scenario)


def test_the_settings_say_what_is_kept_and_how() -> None:
    said = {status: storage_words(status) for status in KeyStatus if status.ready}
    assert "keychain" in said[KeyStatus.SECURE]
    assert "passphrase" in said[KeyStatus.UNLOCKED]
    assert said[KeyStatus.MEMORY].startswith("Nothing is kept")


def test_about_names_the_version_and_every_licence() -> None:
    lines = about_words().splitlines()
    assert lines[0].startswith("Agent Desktop ")
    assert lines[0].endswith("Apache-2.0")
    names = {line.split(":")[0].casefold() for line in lines[2:]}
    assert {"pyside6-essentials", "sqlcipher3", "inter", "lucide"} <= names
    assert all(line.split(":", 1)[1].strip() for line in lines[2:])
