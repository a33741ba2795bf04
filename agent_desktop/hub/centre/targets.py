"""What the house and single queues are to reach, kept and read.

Promises that targets which cannot be read are those of a new hub. Refuses targets of queues that are not there.
"""

from typing import Final

import msgspec

from agent_desktop.hub.storage import configuration
from agent_desktop.hub.storage.storage import Storage
from agent_desktop.model.base import Millis
from agent_desktop.model.errors import Refused
from agent_desktop.model.targets import HouseTargets, OwnTargets, Targets

SETTING: Final = "targets"
LONGEST_MS: Final[Millis] = 7 * 24 * 3_600_000


def targets_of(storage: Storage) -> HouseTargets:
    """What is kept."""
    text = configuration.setting(storage, SETTING) or "{}"
    try:
        return msgspec.json.decode(text, type=HouseTargets)
    except msgspec.MsgspecError:
        return HouseTargets()


def check(targets: Targets) -> None:
    """Raises Refused for a share that is none, and for a time that makes no sense; of a queue at "queues"."""
    _check_shares(targets, "")
    for name in ("hold_ms", "wrap_up_ms", "away_ms"):
        _check_time(name, getattr(targets, name))
    for wait in targets.wait_ms.values():
        _check_time("wait_ms", wait)
    if isinstance(targets, HouseTargets):
        for own in targets.queues.values():
            _check_shares(own, "queues")
            if own.wait_ms is not None:
                _check_time("queues", own.wait_ms)


def _check_shares(targets: Targets | OwnTargets, field: str) -> None:
    for name in ("service", "abandoned"):
        share: float | None = getattr(targets, name)
        if share is not None and not 0 <= share <= 1:
            raise Refused(
                "A share is between 0 and 100 percent.",
                remedy="Choose another one.",
                field=field or name,
                value=str(share),
            )


def _check_time(field: str, time: Millis) -> None:
    if not 0 < time <= LONGEST_MS:
        raise Refused(
            "This time is not possible.",
            remedy="Choose one up to 7 days.",
            field=field,
            value=str(time),
        )


def define(storage: Storage, targets: HouseTargets) -> None:
    """Colours follow these from now on. Raises Refused, also for a queue that is not there and had no targets."""
    check(targets)
    kept = targets_of(storage)
    known = {one.id for one in configuration.kept_queues(storage)} | kept.queues.keys()
    for queue_id in sorted(targets.queues.keys() - known):
        raise Refused("There is no such queue.", field="queues", value=queue_id[:60])
    if targets != kept:
        text = msgspec.json.encode(targets).decode()
        configuration.keep_setting(storage, SETTING, text)
