"""The trunks that the hub keeps, and how they are, in words for an administrator.

Promises a sentence and a remedy that name the trunk for every way in which one can fail; that what others could read
along is said. Refuses to show passwords.
"""

import logging
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

import msgspec

from agent_desktop.hub.centre.centre import Centre
from agent_desktop.hub.doors.frames import shown
from agent_desktop.hub.server.trunk_records import TrunkHealth, TrunkInfo
from agent_desktop.hub.voice.process.setup import TrunkSetup
from agent_desktop.hub.voice.worker.centre import TrunkCondition
from agent_desktop.model.base import Millis, wall_clock
from agent_desktop.model.words import later

_SETTING: Final = "voice_trunks"
_log = logging.getLogger("agent_desktop.hub")
CLEAR_DIGEST: Final = later(
    "The password proves itself where others can read along: they could guess it at home. "
    "Choose TLS, if the provider has it."
)
CLEAR_SOUND: Final = later("What is said over this trunk is not encrypted, or not always.")
NO_WAY_IN: Final = later(
    "Nobody can call over this trunk: it is not registered, and no address is trusted."
)


@dataclass(frozen=True)
class TrunkSeen:
    """What the worker said of a trunk, and when (epoch ms)."""

    condition: TrunkCondition
    since: Millis


class TrunkWatch:
    """How the trunks are, as far as a worker has said it: `seen`, by id."""

    def __init__(self) -> None:
        self.seen: dict[str, TrunkSeen] = {}
        self._clear: set[str] = set()

    def stands(self, trunk: str, condition: TrunkCondition) -> None:
        """A worker says how one is."""
        self.seen[trunk] = TrunkSeen(condition, wall_clock())
        if condition.clear and trunk not in self._clear:
            self._clear.add(trunk)  # once in the log, however often it registers
            _log.warning("the trunk %s has us prove a password where others can read along", trunk)

    def keep(self, trunks: Collection[str]) -> None:
        """Nothing is known of any others now."""
        self.seen = {one: seen for one, seen in self.seen.items() if one in trunks}


def kept_trunks(centre: Centre) -> tuple[TrunkSetup, ...]:
    """The ways to the telephone network with their passwords, in the order in which outgoing calls try them."""
    return msgspec.json.decode(centre.setting(_SETTING) or "[]", type=tuple[TrunkSetup, ...])


def keep_trunks(centre: Centre, trunks: tuple[TrunkSetup, ...]) -> None:
    """Keep these in place of those before."""
    centre.define_setting(_SETTING, msgspec.json.encode(trunks).decode())


def info(trunk: TrunkSetup, seen: TrunkSeen | None, *, running: bool) -> TrunkInfo:
    """A trunk as administrators see it. `running`: telephones work."""
    return TrunkInfo(
        id=trunk.id,
        name=trunk.name,
        host=trunk.host,
        transport=trunk.transport,
        port=trunk.port,
        networks=trunk.networks,
        domain=trunk.domain,
        user=trunk.user,
        has_password=bool(trunk.password),
        registers=trunk.registers,
        encryption=trunk.encryption,
        numbers=trunk.numbers,
        caller_id=trunk.caller_id,
        caller_ids=trunk.caller_ids,
        form=trunk.form,
        paused=trunk.paused,
        health=health(trunk, seen if running else None),
    )


def health(trunk: TrunkSetup, seen: TrunkSeen | None) -> TrunkHealth:
    """How a trunk is."""
    warnings = []
    clear = seen is not None and seen.condition.clear
    if clear or (trunk.transport != "tls" and trunk.password):
        warnings.append(CLEAR_DIGEST)
    if trunk.transport != "tls" or trunk.encryption != "required":
        warnings.append(CLEAR_SOUND)
    if not trunk.registers and not trunk.networks:
        warnings.append(NO_WAY_IN)
    name = trunk.name or trunk.id
    if trunk.paused:
        words = later(f"{name} is paused: no call uses it."), later("Resume it to use it again.")
        return TrunkHealth("paused", None, 0, *words, tuple(warnings))
    if seen is None:
        words = later(f"Nothing is known of {name} yet."), later("Look again in a moment.")
        return TrunkHealth("unknown", None, 0, *words, tuple(warnings))
    told = seen.condition
    words = _words(name, told)
    return TrunkHealth(told.standing, seen.since, told.status, *words, tuple(warnings))


def _words(name: str, told: TrunkCondition) -> tuple[str, str]:
    said = f" ({told.status} {shown(told.phrase)})" if told.status else ""
    because = f": {shown(told.phrase)}" if told.phrase else ""
    match told.standing:
        case "registered":
            return later(f"{name} knows this hub."), ""
        case "reachable":
            return later(f"{name} answers this hub."), ""
        case "joining":
            return later(f"{name} is being asked."), ""
        case "busy":
            return (
                later(f"{name} cannot serve now{said}."),
                later("It is tried again by itself. If this lasts, ask the provider."),
            )
        case "unreachable" if told.can_do == "check_certificate":
            return (
                later(f"{name} cannot prove who it is{because}."),
                later(
                    "Use the server's name as it stands in its certificate, or ask the provider."
                ),
            )
        case "unreachable":
            return (
                later(f"{name} cannot be reached{because}."),
                later(
                    "Check server, port and transport, and the firewall. It is tried again by itself."
                ),
            )
    if told.status in (401, 407):
        return (
            later(f"{name} refuses the user name or the password{said}."),
            later("Enter both anew, as the provider gave them. It is not tried again before."),
        )
    if told.status == 403:
        return (
            later(f"{name} forbids the registration{said}."),
            later(
                "Check user name, password and domain, and whether the provider locked the account."
            ),
        )
    if told.status in (404, 410, 604):
        return (
            later(f"{name} does not know this account{said}."),
            later("Check user name and domain as the provider gave them."),
        )
    return later(f"{name} refused the registration{said}."), later(
        "Ask the provider what it wants."
    )
