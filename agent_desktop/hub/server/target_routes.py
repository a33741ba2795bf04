"""What the house wants to reach, over HTTP. Promises that boards and wallboards which are looked at follow at once."""

from typing import Any, Final

from agent_desktop.hub.centre.targets import define, targets_of
from agent_desktop.hub.protocol import Request as Body
from agent_desktop.hub.server.operations import ADMIN, Call, Operation
from agent_desktop.model.base import Millis, Tagged
from agent_desktop.model.targets import HouseTargets, OwnTargets
from agent_desktop.model.work import Channel

_TARGETS: Final = "/v1/admin/targets"


class DefineTargets(Body, frozen=True, tag="define_targets"):
    """What live figures are coloured by: the share answered in time at least, the share that gives up at most, and
    after which time a hold, a wrap-up and an absence are too long; how long the first in line waits at most, by
    channel (twice the time in which it is to be answered where nothing is said); and what single queues are to reach
    otherwise. No figure is made otherwise by it."""

    service: float = 0.8
    abandoned: float = 0.05
    hold_ms: Millis = 180_000
    wrap_up_ms: Millis = 120_000
    away_ms: Millis = 15 * 60_000
    wait_ms: dict[Channel, Millis] = {}
    queues: dict[str, OwnTargets] = {}


class TargetInfo(Tagged, frozen=True, tag="targets"):
    """What the house wants to reach, as `DefineTargets` takes it."""

    service: float
    abandoned: float
    hold_ms: Millis
    wrap_up_ms: Millis
    away_ms: Millis
    wait_ms: dict[Channel, Millis]
    queues: dict[str, OwnTargets]


def _values(one: HouseTargets | DefineTargets) -> dict[str, Any]:
    return {name: getattr(one, name) for name in HouseTargets.__struct_fields__}


async def show_targets(call: Call[None]) -> TargetInfo:
    """What the house wants to reach."""
    return TargetInfo(**_values(await call.house.rows(targets_of)))


async def define_targets(call: Call[DefineTargets]) -> None:
    """Say what the house wants to reach."""
    wish = HouseTargets(**_values(call.body))
    await call.house.rows(lambda storage: define(storage, wish))
    call.house.boards.retarget()


OPERATIONS = (
    Operation(
        *("GET", _TARGETS, "Show what the house wants to reach", show_targets),
        scopes=ADMIN,
        answers=TargetInfo,
    ),
    Operation(
        *("PUT", _TARGETS, "Say what the house wants to reach", define_targets),
        scopes=ADMIN,
        body=DefineTargets,
        answers=None,
        codes=("refused",),
    ),
)
