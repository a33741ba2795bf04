"""Secrets in a file under a passphrase, for computers without a secure keychain.

A random key encrypts the secrets (AES-256-GCM); it is itself encrypted under a key that scrypt makes of the passphrase
(RFC 7914; N = 2^16, r = 8, p = 1: 64 MB and about a third of a second for every guess). The file is readable by its
owner alone and replaced as a whole.
"""

import hashlib
import os
import unicodedata
from pathlib import Path

import msgspec

from agent_desktop.model.base import Record
from agent_desktop.model.errors import StoreFailed
from agent_desktop.store.codec import pack, unpack
from agent_desktop.store.files import write_whole

SHORTEST_PASSPHRASE = 8
_NONCE = 12
#: What a key file may ask of scrypt; a forged one must not eat the memory.
_COSTS = frozenset(1 << power for power in range(1, 19))
_CONTEXT = b"agent desktop key file 1"


class _Content(Record, frozen=True):
    """The file. `wrapped` is the random key under the passphrase's, `sealed` the secrets under the random key."""

    version: int
    salt: bytes
    cost: int
    wrapped: bytes
    sealed: bytes


class WrongPassphrase(StoreFailed):
    """The passphrase does not open the key file."""

    code = "wrong_passphrase"


class KeyFile:
    """The open key file: secrets by name. Each change is on the disk when the call returns."""

    def __init__(self, path: Path, content: _Content, key: bytes, secrets: dict[str, str]) -> None:
        self._path = path
        self._content = content
        self._key = key
        self._secrets = secrets

    @classmethod
    def begin(cls, path: Path, passphrase: str, *, cost: int = 1 << 16) -> "KeyFile":
        """Make a new file. Raises StoreFailed for a passphrase that is too short or a disk that refuses."""
        if len(passphrase) < SHORTEST_PASSPHRASE:
            raise StoreFailed(
                f"The passphrase has {len(passphrase)} characters.",
                remedy=f"Choose one of at least {SHORTEST_PASSPHRASE}; three or four words are good.",
                field="passphrase",
            )
        salt, key = os.urandom(16), os.urandom(32)
        wrapped = _seal(_stretched(passphrase, salt, cost), key)
        content = _Content(version=1, salt=salt, cost=cost, wrapped=wrapped, sealed=b"")
        file = cls(path, content, key, {})
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file._write()
        return file

    @classmethod
    def open(cls, path: Path, passphrase: str) -> "KeyFile":
        """Open the file at `path`. Raises WrongPassphrase, StoreFailed when it cannot be read or is none."""
        try:
            content = unpack(path.read_bytes(), _Content)
        except (OSError, ValueError, msgspec.MsgspecError) as error:
            raise _unreadable() from error
        if content.version != 1 or content.cost not in _COSTS:
            raise _unreadable()
        key = _unseal(_stretched(passphrase, content.salt, content.cost), content.wrapped)
        if key is None:
            raise WrongPassphrase(
                "This passphrase does not open the local history.",
                remedy="Try again; upper and lower case matter.",
                field="passphrase",
            )
        plain = _unseal(key, content.sealed)
        if plain is None:
            raise _unreadable()
        return cls(path, content, key, unpack(plain, dict[str, str]))

    def secret(self, name: str) -> str | None:
        """The secret called `name`."""
        return self._secrets.get(name)

    def keep(self, name: str, value: str) -> None:
        """Insert or replace a secret."""
        self._change({**self._secrets, name: value})

    def forget(self, name: str) -> None:
        """Remove a secret, if it is there."""
        self._change({key: value for key, value in self._secrets.items() if key != name})

    def _change(self, secrets: dict[str, str]) -> None:
        before, self._secrets = self._secrets, secrets
        try:
            self._write()
        except StoreFailed:
            self._secrets = before
            raise

    def _write(self) -> None:
        sealed = _seal(self._key, pack(self._secrets))
        content = self._content
        whole = _Content(
            version=content.version,
            salt=content.salt,
            cost=content.cost,
            wrapped=content.wrapped,
            sealed=sealed,
        )
        try:
            write_whole(self._path, pack(whole))
        except OSError as error:
            raise StoreFailed(
                "The key file could not be written.",
                remedy="Check that the disk has room and that its folder may be written.",
            ) from error


def _unreadable() -> StoreFailed:
    return StoreFailed(
        "The key file cannot be read.",
        remedy="Restore it from a backup, or begin a new local history.",
    )


def _stretched(passphrase: str, salt: bytes, cost: int) -> bytes:
    words = unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass")
    return hashlib.scrypt(
        words, salt=salt, n=cost, r=8, p=1, maxmem=2048 * cost + (1 << 20), dklen=32
    )


def _seal(key: bytes, plain: bytes) -> bytes:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, plain, _CONTEXT)


def _unseal(key: bytes, sealed: bytes) -> bytes | None:
    """The plain bytes; None when the key is another or the bytes were changed."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    if len(sealed) < _NONCE:
        return None
    try:
        return AESGCM(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], _CONTEXT)
    except InvalidTag:
        return None
