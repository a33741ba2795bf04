"""Where secrets live: the database's key and the tokens of sessions.

Promises that a secret is kept in the system's keychain, in a file under a passphrase, or in memory until the program
ends, and never anywhere else; that `status` says which, so that the window can ask. Refuses keychains that keep
secrets in plain text or ask for a password on a terminal.

Every call may wait for the keychain, which may wait for the person: call from a thread, never from the window's.
"""

import os
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from agent_desktop.model.errors import StoreFailed
from agent_desktop.model.words import later
from agent_desktop.store.connection import KEY_BYTES

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "Agent Desktop"
DATABASE_KEY = "database key"
FILE_NAME = "keys"


class KeyStatus(StrEnum):
    """Where secrets can be kept now."""

    SECURE = "secure"
    """In the system's keychain."""
    UNLOCKED = "unlocked"
    """In the key file; the passphrase was given."""
    MEMORY = "memory"
    """In memory, by choice: everything is forgotten when the program ends."""
    PASSPHRASE_NEEDED = "passphrase_needed"
    """There is a key file: ask for its passphrase, then `unlock`."""
    NO_KEYCHAIN = "no_keychain"
    """There is neither: ask to choose a passphrase (`choose_passphrase`) or to go on without a cache (`use_memory`)."""

    @property
    def ready(self) -> bool:
        """True when secrets can be kept and read."""
        return self in (KeyStatus.SECURE, KeyStatus.UNLOCKED, KeyStatus.MEMORY)


class Secrets(Protocol):
    """A place for secrets by name."""

    def secret(self, name: str) -> str | None:
        """The secret, None when there is none."""

    def keep(self, name: str, value: str) -> None:
        """Insert or replace a secret."""

    def forget(self, name: str) -> None:
        """Remove a secret, if it is there."""


class KeyRing:
    """The secrets of one installation. `folder` is where a key file would lie.

    A key file goes before the keychain: someone chose it. All of it raises StoreFailed.
    """

    def __init__(self, folder: Path, service: str = SERVICE) -> None:
        self._file = folder / FILE_NAME
        self._service = service
        self._place: Secrets | None = None
        self._status = KeyStatus.NO_KEYCHAIN

    def status(self) -> KeyStatus:
        """Where secrets can be kept now; looks for the keychain until there is an answer that lasts."""
        if self._place is not None:
            return self._status
        if self._file.exists():
            return KeyStatus.PASSPHRASE_NEEDED
        backend = secure_backend()
        if backend is None:
            return KeyStatus.NO_KEYCHAIN
        self._place = _Keychain(backend, self._service)
        self._status = KeyStatus.SECURE
        return self._status

    def unlock(self, passphrase: str) -> None:
        """Open the key file. Raises WrongPassphrase (code "wrong_passphrase") and other StoreFailed."""
        from agent_desktop.store.key_file import KeyFile

        self._use(KeyFile.open(self._file, passphrase), KeyStatus.UNLOCKED)

    def choose_passphrase(self, passphrase: str) -> None:
        """Begin a key file under this passphrase. Refuses to replace one."""
        from agent_desktop.store.key_file import KeyFile

        if self._file.exists():
            raise StoreFailed(
                "There is a passphrase already.", remedy="Unlock with it.", field="passphrase"
            )
        self._use(KeyFile.begin(self._file, passphrase), KeyStatus.UNLOCKED)

    def use_memory(self) -> None:
        """Keep secrets in memory until the program ends: "without a cache"."""
        self._use(_Memory(), KeyStatus.MEMORY)

    def forget_key_file(self) -> None:
        """The passphrase is lost: remove the key file, and with it every secret in it. The history stays locked."""
        try:
            self._file.unlink(missing_ok=True)
        except OSError as error:
            raise StoreFailed(
                "The file with the keys of the local history could not be removed.",
                remedy="Check that its folder can be written, and try again.",
                field="passphrase",
                value=type(error).__name__,
            ) from error
        self._place = None

    def secret(self, name: str) -> str | None:
        """The secret called `name`, None when there is none."""
        return self._ready().secret(name)

    def keep(self, name: str, value: str) -> None:
        """Insert or replace a secret."""
        self._ready().keep(name, value)

    def forget(self, name: str) -> None:
        """Remove a secret, if it is there."""
        self._ready().forget(name)

    def database_key(self, name: str = DATABASE_KEY) -> bytes:
        """The raw key of the database, made at the first call and read back before it is used."""
        place = self._ready()
        kept = place.secret(name)
        if kept is None:
            place.keep(name, os.urandom(KEY_BYTES).hex())
            kept = place.secret(name)
        try:
            key = bytes.fromhex(kept or "")
        except ValueError:
            key = b""
        if len(key) != KEY_BYTES:
            raise StoreFailed(
                "The key of the local history in the keychain cannot be used.",
                remedy=f"Remove the entry “{name}” of “{self._service}” from the keychain and start again.",
                field=name,
            )
        return key

    def _use(self, place: Secrets, status: KeyStatus) -> None:
        self._place, self._status = place, status

    def _ready(self) -> Secrets:
        if not self.status().ready or self._place is None:
            raise StoreFailed(
                "There is no place for secrets yet.",
                remedy="Give the passphrase, choose one, or go on without a local history.",
            )
        return self._place


class _Memory:
    def __init__(self) -> None:
        self._secrets: dict[str, str] = {}

    def secret(self, name: str) -> str | None:
        return self._secrets.get(name)

    def keep(self, name: str, value: str) -> None:
        self._secrets[name] = value

    def forget(self, name: str) -> None:
        self._secrets.pop(name, None)


class _Keychain:
    """The system's keychain. Its errors become StoreFailed that tell only their kind, not their texts."""

    def __init__(self, backend: "KeyringBackend", service: str) -> None:
        self._backend = backend
        self._service = service

    def secret(self, name: str) -> str | None:
        try:
            return self._backend.get_password(self._service, name)
        except Exception as error:
            raise _refused(later("The system's keychain could not be read."), error) from error

    def keep(self, name: str, value: str) -> None:
        try:
            self._backend.set_password(self._service, name, value)
        except Exception as error:
            raise _refused(later("The system's keychain could not be written."), error) from error

    def forget(self, name: str) -> None:
        from keyring.errors import PasswordDeleteError

        try:
            self._backend.delete_password(self._service, name)
        except PasswordDeleteError:
            if self.secret(name) is not None:
                raise StoreFailed("The keychain did not remove a secret.", field=name) from None
        except Exception as error:
            raise _refused(later("The system's keychain could not be written."), error) from error


def _refused(message: str, error: Exception) -> StoreFailed:
    return StoreFailed(
        message,
        remedy="Unlock the keychain and try again.",
        value=type(error).__name__,
    )


#: Backends that keep nothing, keep it in plain text, or ask on the terminal.
_INSECURE = ("keyring.backends.fail", "keyring.backends.null", "keyrings.alt", "sagecipher")


def secure_backend() -> "KeyringBackend | None":
    """The keychain that this program may trust; None when there is none that works."""
    import keyring
    from keyring.backends.chainer import ChainerBackend

    try:
        chosen = keyring.get_keyring()
        candidates = list(chosen.backends) if isinstance(chosen, ChainerBackend) else [chosen]
    except Exception:  # a broken configuration of the keychain is no keychain
        return None
    return next((one for one in candidates if _secure(one) and _works(one)), None)


def _secure(backend: "KeyringBackend") -> bool:
    place = type(backend).__module__
    plain = "plain" in type(backend).__name__.lower()
    return not plain and not any(place == bad or place.startswith(bad + ".") for bad in _INSECURE)


def _works(backend: "KeyringBackend") -> bool:
    """Ask for a secret that is not there: a keychain without its service fails here and not in the middle of work."""
    try:
        backend.get_password(SERVICE, "no such secret")
    except Exception:
        return False
    return True
