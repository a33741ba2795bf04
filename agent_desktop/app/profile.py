"""What the program remembers between starts about where work comes from. Never a secret: those are in the keychain."""

import contextlib
import os
from pathlib import Path

import msgspec

from agent_desktop.model.base import Record


class Profile(Record, frozen=True):
    """The source of work chosen last time. `values` are the connector's sign-in fields without its secrets."""

    connector: str
    local: bool = False
    team: str = ""
    owner: str = ""
    values: dict[str, str] = {}
    store: str = "default"


def read_profile(path: Path) -> Profile | None:
    """The kept profile; None when there is none or it cannot be read (the first screen then asks again)."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Profile)
    except (OSError, msgspec.MsgspecError):
        return None


def write_profile(path: Path, profile: Profile) -> None:
    """Keep the profile, whole or not at all. Raises OSError."""
    fresh = path.with_suffix(".new")
    fresh.write_bytes(msgspec.json.format(msgspec.json.encode(profile), indent=1))
    os.replace(fresh, path)


def forget_profile(path: Path) -> None:
    """Start at the first screen next time."""
    with contextlib.suppress(FileNotFoundError):
        path.unlink()
