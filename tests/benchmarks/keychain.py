"""A keychain for measurements: secrets in one file that only this user can read, named by `BENCHMARK_KEYCHAIN`.

Stands in for the system's keychain where nobody is signed in to one, so that the program takes its usual road: keyring
looks for a backend, asks it and gets an answer. Not measured with it: the round trip to a keychain's own process.
"""

import json
import os
from pathlib import Path

from keyring.backend import KeyringBackend

WHERE = "BENCHMARK_KEYCHAIN"


class FolderKeychain(KeyringBackend):
    """Keeps secrets in the file that the environment names."""

    priority = 1

    def _read(self) -> dict[str, str]:
        try:
            kept: dict[str, str] = json.loads(Path(os.environ[WHERE]).read_text())
        except FileNotFoundError:
            return {}
        return kept

    def _write(self, kept: dict[str, str]) -> None:
        path = Path(os.environ[WHERE])
        path.touch(mode=0o600)
        path.write_text(json.dumps(kept))

    def get_password(self, service: str, username: str) -> str | None:
        return self._read().get(f"{service}/{username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        self._write({**self._read(), f"{service}/{username}": password})

    def delete_password(self, service: str, username: str) -> None:
        self._write({k: v for k, v in self._read().items() if k != f"{service}/{username}"})
