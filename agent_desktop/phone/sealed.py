"""Files that are encrypted while they are written, so that what is said never stands readable on a disk.

A file is `ADR1`, a random salt, then chunks: length (4 bytes), kind (1 byte), AES-256-GCM of the content. The key of
the file is derived from the master key and the salt (HKDF-SHA256, RFC 5869); a chunk's nonce is its number, its kind is
authenticated with it. Promises that a file which was cut short is read up to its last whole chunk, and that chunks
cannot be changed, exchanged or added without being noticed. Refuses seeking.
"""

from __future__ import annotations

import os
import struct
import threading
from collections.abc import Iterator
from typing import IO, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES: Final = 32
SOUND: Final = 0
FACTS: Final = 1
_END: Final = 2
_MAGIC: Final = b"ADR1"
_SALT: Final = 16
_HEAD: Final = struct.Struct(">IB")
_LARGEST: Final = 1 << 24


class Unreadable(ValueError):
    """This is no sealed file, or it was sealed with another key."""


def _cipher(key: bytes, salt: bytes) -> AESGCM:
    return AESGCM(HKDF(SHA256(), KEY_BYTES, salt, b"agent desktop recording").derive(key))


def _nonce(number: int) -> bytes:
    return number.to_bytes(12, "big")


class SealedWriter:
    """A new sealed file over `file`, which it owns. Enough of a file for who only writes and closes."""

    def __init__(self, file: IO[bytes], key: bytes) -> None:
        self._file = file
        salt = os.urandom(_SALT)
        self._aead = _cipher(key, salt)
        self._count = 0
        self._lock = threading.Lock()
        self._facts = b""
        self._closed = False
        _write_all(file, _MAGIC + salt)

    def note(self, facts: bytes) -> None:
        """What is known of the content now; it goes out with the next of it. Never waits for the disk."""
        with self._lock:
            self._facts = facts

    def write(self, data: bytes) -> int:
        """Seal and write. Raises OSError."""
        self._put_facts()
        self._put(SOUND, bytes(data))
        return len(data)

    def close(self) -> None:
        """The content is complete."""
        if not self._closed:
            self._closed = True
            try:
                self._put_facts()
                self._put(_END, b"")
            finally:
                self._file.close()

    def _put_facts(self) -> None:
        with self._lock:
            facts, self._facts = self._facts, b""
        if facts:
            self._put(FACTS, facts)

    def _put(self, kind: int, data: bytes) -> None:
        head = _HEAD.pack(len(data) + 16, kind)
        sealed = self._aead.encrypt(_nonce(self._count), data, head)
        self._count += 1
        _write_all(self._file, head + sealed)


def chunks(data: bytes, key: bytes) -> Iterator[tuple[int, bytes]]:
    """(SOUND or FACTS, content) of a sealed file, in order; ends where the file was cut. Raises Unreadable.

    The last thing that is yielded of a complete file is `(FACTS, b"")`.
    """
    if data[:4] != _MAGIC or len(data) < 4 + _SALT:
        raise Unreadable("this is no sealed file")
    aead = _cipher(key, data[4 : 4 + _SALT])
    at, count = 4 + _SALT, 0
    while at + _HEAD.size <= len(data):
        head = data[at : at + _HEAD.size]
        size, kind = _HEAD.unpack(head)
        sealed = data[at + _HEAD.size : at + _HEAD.size + size]
        if len(sealed) < size or not 16 <= size <= _LARGEST:
            return
        try:
            content = aead.decrypt(_nonce(count), sealed, head)
        except InvalidTag:
            if not count:
                raise Unreadable("another key sealed this file") from None
            return
        if kind == _END:
            yield FACTS, b""
            return
        yield kind, content
        at, count = at + _HEAD.size + size, count + 1


def _write_all(file: IO[bytes], data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[file.write(view) :]
