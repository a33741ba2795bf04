"""What the program remembers between starts about where work comes from. Never a secret: those are in the keychain."""

import contextlib
import os
from collections.abc import Sequence
from pathlib import Path

import msgspec
from msgspec.structs import replace

from agent_desktop.model.base import Millis, Record

NODE_KEPT_MS: Millis = 30 * 24 * 3_600_000
NODE_TOLD_MS: Millis = 24 * 3_600_000
"""What was told again is kept anew only once in so long."""
MOST_NODES = 16


class Profile(Record, frozen=True):
    """The source of work chosen last time. `values` are the connector's sign-in fields without its secrets.

    `nodes`: where else it was said to be reached, by itself, and when it said so.
    """

    connector: str
    local: bool = False
    team: str = ""
    owner: str = ""
    values: dict[str, str] = {}
    nodes: dict[str, Millis] = {}
    store: str = "default"


def read_profile(path: Path) -> Profile | None:
    """The kept profile; None when there is none or it cannot be read (the first screen then asks again)."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Profile)
    except (OSError, msgspec.MsgspecError):
        return None


def write_profile(path: Path, profile: Profile) -> None:
    """Keep the profile, whole or not at all, whenever the power fails. Raises OSError."""
    fresh = path.with_suffix(".new")
    with fresh.open("wb") as file:
        file.write(msgspec.json.format(msgspec.json.encode(profile), indent=1))
        file.flush()
        os.fsync(file.fileno())
    os.replace(fresh, path)


def with_nodes(profile: Profile, told: Sequence[str], now: Millis) -> Profile:
    """The profile after its hub told where its nodes are; the same one where it is not worth to be kept anew.

    A node that is away just now is kept for a while. A hub that names none has one address only.
    """
    if not told:
        return replace(profile, nodes={})
    kept = {one: at for one, at in profile.nodes.items() if now - at < NODE_KEPT_MS}
    known = kept | dict.fromkeys(told, now)
    newest = sorted(known.items(), key=lambda one: (-one[1], one[0] not in told))
    fresh = all(now - profile.nodes.get(one, now - NODE_TOLD_MS) < NODE_TOLD_MS for one in told)
    if fresh and set(kept) == set(profile.nodes):
        return profile
    return replace(profile, nodes=dict(newest[:MOST_NODES]))


def forget_profile(path: Path) -> None:
    """Start at the first screen next time."""
    with contextlib.suppress(FileNotFoundError):
        path.unlink()
