"""Secrets of networks, sealed on the hub's disk: AES-256-GCM under a key that is no part of the database.

Promises that a secret opens only for the entry point that it was sealed for; that what was changed does not open.
Refuses to keep or show the key: where it lies is its owner's matter.
"""

import os
from typing import Final

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from agent_desktop.model.errors import StoreFailed

KEY_BYTES: Final = 32
_NONCE: Final = 12


class Seal:
    """Seals and opens with one key of 32 bytes."""

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(key)

    def sealed(self, whose: str, secrets: dict[str, str]) -> bytes:
        """The secrets for `whose` entry point."""
        nonce = os.urandom(_NONCE)
        return nonce + self._cipher.encrypt(nonce, msgspec.json.encode(secrets), whose.encode())

    def opened(self, whose: str, sealed: bytes) -> dict[str, str]:
        """The secrets back. Raises StoreFailed when they were sealed for another, with another key, or were changed."""
        if not sealed:
            return {}
        try:
            plain = self._cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], whose.encode())
        except (InvalidTag, ValueError) as error:
            raise StoreFailed(
                "The secrets of an entry point cannot be opened: they were sealed with another key.",
                remedy="Enter them again in the settings.",
                field="entry_point",
                value=whose,
            ) from error
        return msgspec.json.decode(plain, type=dict[str, str])
