"""What the house wants to reach, kept and read. Promises that targets which cannot be read are those of a new hub."""

from typing import Final

import msgspec

from agent_desktop.hub.storage import configuration
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.model.base import Millis
from agent_desktop.model.board import Targets
from agent_desktop.model.errors import Refused

SETTING: Final = "targets"
LONGEST_MS: Final[Millis] = 24 * 3_600_000


def targets_of(storage: Storage) -> Targets:
    """What is kept."""
    text = configuration.setting(storage, SETTING) or "{}"
    try:
        return msgspec.json.decode(text, type=Targets)
    except msgspec.MsgspecError:
        return Targets()


def check(targets: Targets) -> None:
    """Raises Refused for a share that is none, and for a time that makes no sense."""
    for name in ("service", "abandoned"):
        share: float = getattr(targets, name)
        if not 0 <= share <= 1:
            raise Refused(
                "A share is between 0 and 100 percent.",
                remedy="Choose another one.",
                field=name,
                value=str(share),
            )
    for name in ("hold_ms", "wrap_up_ms", "away_ms"):
        time: Millis = getattr(targets, name)
        if not 0 < time <= LONGEST_MS:
            raise Refused("This time is not possible.", field=name, value=str(time))


def define(storage: Storage, targets: Targets) -> None:
    """Colours follow these from now on. Raises Refused."""
    check(targets)
    if targets != targets_of(storage):
        text = msgspec.json.encode(targets).decode()
        configuration.keep_setting(storage, SETTING, text)
