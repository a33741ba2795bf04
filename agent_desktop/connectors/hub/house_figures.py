"""How a hub makes its figures and what it wants to reach, as HTTP routes. Promises what `administration` promises."""

from typing import TYPE_CHECKING, Final

import msgspec
from msgspec.structs import asdict

from agent_desktop.connectors.hub.unchanged import unchanged
from agent_desktop.model.administration_figures import (
    HouseFigures,
    KeepHouseFigures,
    QueueAims,
)
from agent_desktop.model.base import Millis
from agent_desktop.model.figures import FigureRules
from agent_desktop.model.targets import HouseTargets, OwnTargets
from agent_desktop.model.work import Channel

if TYPE_CHECKING:
    from agent_desktop.connectors.hub.door import Door

_RULES: Final = "/v1/admin/figures"
_TARGETS: Final = "/v1/admin/targets"
_MADE: Final = (
    *(
        "zone",
        "variant",
        "short_ms",
        "within_ms",
        "again_ms",
        "unresolved",
        "calendar",
        "calendars",
    ),
)
_SHARES: Final = ("service", "abandoned")
_TIMES: Final = ("hold_ms", "wrap_up_ms", "away_ms", "wait_ms")


async def read(door: "Door", token: str) -> HouseFigures:
    """What is kept."""
    rules = await door.get(_RULES, FigureRules, token)
    targets = await door.get(_TARGETS, HouseTargets, token)
    made = {name: getattr(rules, name) for name in _MADE}
    shares = {name: round(100 * getattr(targets, name)) for name in _SHARES}
    times = {name: getattr(targets, name) for name in _TIMES}
    queues = {key: _shown(one) for key, one in targets.queues.items()}
    return HouseFigures(
        **made, **shares, **times, queues=queues, queue_times=_times_of(rules.queues)
    )


async def keep(door: "Door", token: str, order: KeepHouseFigures) -> None:
    """Change what is other now: targets alone count nothing anew, and shares that nobody touched stay as fine as they
    are. Times that a queue has by channel stay."""
    now, kept = order.figures, await read(door, token)
    unchanged(now.id, order.before, {kept.id: kept})
    if any(getattr(now, name) != getattr(kept, name) for name in (*_SHARES, *_TIMES, "queues")):
        house = await door.get(_TARGETS, HouseTargets, token)
        targets = asdict(house)
        for name in _SHARES:
            if getattr(now, name) != getattr(kept, name):
                targets[name] = getattr(now, name) / 100
        targets |= {name: getattr(now, name) for name in _TIMES}
        targets["queues"] = {
            key: house.queues[key] if one == kept.queues.get(key) else _own(one)
            for key, one in now.queues.items()
        }
        await door.do("PUT", _TARGETS, token, _body("define_targets", targets))
    if any(getattr(now, name) != getattr(kept, name) for name in (*_MADE, "queue_times")):
        before = await door.get(_RULES, FigureRules, token)
        rules = asdict(before) | {name: getattr(now, name) for name in _MADE}
        rules["queues"] = {
            **{key: one for key, one in before.queues.items() if key not in kept.queue_times},
            **{
                key: before.queues[key] if ms == kept.queue_times.get(key) else _all_within(ms)
                for key, ms in now.queue_times.items()
            },
        }
        await door.do("PUT", _RULES, token, _body("define_figures", rules))


def _times_of(queues: dict[str, dict[Channel, Millis]]) -> dict[str, Millis]:
    """Of the queues with times of their own those with one, whatever the channel."""
    return {key: min(one.values()) for key, one in queues.items() if len({*one.values()}) == 1}


def _all_within(ms: Millis) -> dict[Channel, Millis]:
    return dict.fromkeys(Channel, ms)


def _shown(own: OwnTargets) -> QueueAims:
    shares = (getattr(own, name) for name in _SHARES)
    service, abandoned = (None if one is None else round(100 * one) for one in shares)
    return QueueAims(service=service, abandoned=abandoned, wait_ms=own.wait_ms)


def _own(shown: QueueAims) -> OwnTargets:
    shares = (getattr(shown, name) for name in _SHARES)
    service, abandoned = (None if one is None else one / 100 for one in shares)
    return OwnTargets(service=service, abandoned=abandoned, wait_ms=shown.wait_ms)


def _body(kind: str, fields: dict[str, object]) -> bytes:
    return msgspec.json.encode({"type": kind} | fields)
