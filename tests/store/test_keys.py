"""Secrets: the keychain when it is one, a file under a passphrase, or memory; and nothing in plain text."""

import contextlib
import stat
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import keyring
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from keyring.backend import KeyringBackend
from keyring.backends import fail, null
from keyring.backends.chainer import ChainerBackend
from keyring.errors import KeyringLocked, PasswordDeleteError

from agent_desktop.model.errors import StoreFailed
from agent_desktop.store.key_file import KeyFile, WrongPassphrase
from agent_desktop.store.keys import SERVICE, KeyRing, KeyStatus


class Keychain(KeyringBackend):
    """A keychain in memory that may be locked."""

    priority = 1

    def __init__(self) -> None:
        self.entries: dict[tuple[str, str], str] = {}
        self.locked = False

    def get_password(self, service: str, username: str) -> str | None:
        if self.locked:
            raise KeyringLocked("locked")
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.locked:
            raise KeyringLocked("locked")
        self.entries[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if (service, username) not in self.entries:
            raise PasswordDeleteError("not there")
        del self.entries[service, username]


class PlaintextKeyring(Keychain):
    """Looks like a keychain, keeps plain text."""


@pytest.fixture
def chosen() -> Iterator[Keychain]:
    """A working keychain, chosen as the system's."""
    before = keyring.get_keyring()
    keychain = Keychain()
    keyring.set_keyring(keychain)
    yield keychain
    keyring.set_keyring(before)


@pytest.mark.usefixtures("chosen")
def test_a_keychain_keeps_secrets_and_the_databases_key(tmp_path: Path, chosen: Keychain) -> None:
    ring = KeyRing(tmp_path)
    assert ring.status() is KeyStatus.SECURE
    assert ring.secret("token") is None
    ring.keep("token", "s3cret")
    key = ring.database_key()
    assert len(key) == 32
    again = KeyRing(tmp_path)
    assert (again.secret("token"), again.database_key()) == ("s3cret", key)
    assert set(chosen.entries) == {(SERVICE, "token"), (SERVICE, "database key")}
    ring.forget("token")
    ring.forget("token")
    assert again.secret("token") is None
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("chosen")
@pytest.mark.parametrize("kind", [fail.Keyring, null.Keyring, PlaintextKeyring])
def test_a_keychain_that_keeps_nothing_safe_is_none(
    tmp_path: Path, kind: Callable[[], KeyringBackend]
) -> None:
    keyring.set_keyring(kind())
    ring = KeyRing(tmp_path)
    assert ring.status() is KeyStatus.NO_KEYCHAIN
    assert not ring.status().ready
    for attempt in (
        lambda: ring.keep("token", "s"),
        lambda: ring.secret("token"),
        ring.database_key,
    ):
        with pytest.raises(StoreFailed) as refused:
            attempt()
        assert "passphrase" in refused.value.problem.remedy
    assert list(tmp_path.iterdir()) == []


def test_a_chain_of_keychains_gives_the_first_that_is_safe(
    tmp_path: Path, chosen: Keychain, monkeypatch: pytest.MonkeyPatch
) -> None:
    nothing: Callable[[], KeyringBackend] = fail.Keyring
    chain: Callable[[], KeyringBackend] = ChainerBackend
    links: list[KeyringBackend] = [PlaintextKeyring(), nothing(), chosen]
    monkeypatch.setattr(ChainerBackend, "backends", links)
    keyring.set_keyring(chain())
    ring = KeyRing(tmp_path)
    assert ring.status() is KeyStatus.SECURE
    ring.keep("token", "s")
    assert chosen.entries == {(SERVICE, "token"): "s"}


def test_a_locked_keychain_is_no_keychain_until_it_opens(tmp_path: Path, chosen: Keychain) -> None:
    chosen.locked = True
    ring = KeyRing(tmp_path)
    assert ring.status() is KeyStatus.NO_KEYCHAIN
    chosen.locked = False
    assert ring.status() is KeyStatus.SECURE
    chosen.locked = True
    with pytest.raises(StoreFailed) as refused:
        ring.keep("token", "s3cret")
    assert "s3cret" not in str(refused.value.problem)
    assert "Unlock" in refused.value.problem.remedy


def test_a_spoilt_database_key_is_refused_and_not_replaced(
    tmp_path: Path, chosen: Keychain
) -> None:
    chosen.entries[SERVICE, "database key"] = "not hex"
    with pytest.raises(StoreFailed) as refused:
        KeyRing(tmp_path).database_key()
    assert refused.value.problem.field == "database key"
    assert chosen.entries[SERVICE, "database key"] == "not hex"


def test_a_passphrase_keeps_secrets_in_a_file_that_tells_nothing(
    tmp_path: Path, chosen: Keychain
) -> None:
    nothing: Callable[[], KeyringBackend] = fail.Keyring
    keyring.set_keyring(nothing())
    folder = tmp_path / "new"
    ring = KeyRing(folder)
    ring.choose_passphrase("correct horse")
    assert ring.status() is KeyStatus.UNLOCKED
    key = ring.database_key()
    ring.keep("token", "canary-token")
    ring.keep("gone", "canary-gone")
    ring.forget("gone")
    files = list(folder.iterdir())
    assert len(files) == 1
    assert b"canary" not in files[0].read_bytes()
    assert key.hex().encode() not in files[0].read_bytes()
    if sys.platform != "win32":
        assert stat.S_IMODE(files[0].stat().st_mode) == 0o600
    later = KeyRing(folder)
    assert later.status() is KeyStatus.PASSPHRASE_NEEDED
    with pytest.raises(WrongPassphrase) as wrong:
        later.unlock("correct horses")
    assert "Try again" in wrong.value.problem.remedy
    assert later.status() is KeyStatus.PASSPHRASE_NEEDED
    later.unlock("correct horse")
    assert (later.secret("token"), later.secret("gone")) == ("canary-token", None)
    assert later.database_key() == key
    with pytest.raises(StoreFailed):
        KeyRing(folder).choose_passphrase("another one")
    later.forget_key_file()
    assert later.status() is KeyStatus.NO_KEYCHAIN


def test_a_key_file_goes_before_the_keychain(tmp_path: Path, chosen: Keychain) -> None:
    KeyFile.begin(tmp_path / "keys", "correct horse", cost=2)
    assert KeyRing(tmp_path).status() is KeyStatus.PASSPHRASE_NEEDED
    assert chosen.entries == {}


def test_a_short_passphrase_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreFailed) as refused:
        KeyRing(tmp_path).choose_passphrase("short")
    assert "at least 8" in refused.value.problem.remedy
    assert list(tmp_path.iterdir()) == []


def test_memory_forgets(tmp_path: Path) -> None:
    ring = KeyRing(tmp_path)
    ring.use_memory()
    assert ring.status() is KeyStatus.MEMORY
    key = ring.database_key()
    assert ring.database_key() == key
    ring.forget("database key")
    assert ring.database_key() != key
    assert list(tmp_path.iterdir()) == []


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_changed_key_file_is_refused_with_words(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("keys") / "keys"
    KeyFile.begin(path, "correct horse", cost=2).keep("token", "s3cret")
    whole = bytearray(path.read_bytes())
    at = data.draw(st.integers(0, len(whole) - 1))
    if data.draw(st.booleans()):
        whole[at] ^= 1 << data.draw(st.integers(0, 7))
    else:
        del whole[at:]
    path.write_bytes(whole)
    with contextlib.suppress(StoreFailed):
        assert KeyFile.open(path, "correct horse").secret("token") == "s3cret"
