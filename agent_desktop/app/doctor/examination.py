"""The examination: all probes at once, each within its time, and what their judges say, in one order.

Promises to end within a few seconds whatever hangs. Refuses servers that nobody named.
"""

import contextlib
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Final, Generic, TypeVar

from agent_desktop.app.doctor import judges, sound_judges
from agent_desktop.app.doctor.facts import Answer, Names, Reach, Way
from agent_desktop.app.doctor.here_probe import (
    look_at_disk,
    look_at_keychain,
    look_at_screen,
    look_at_sound,
)
from agent_desktop.app.doctor.hub_probe import ask_hub, host_and_port, look_up
from agent_desktop.app.doctor.servers import Servers
from agent_desktop.app.doctor.stun_probe import IceServer, ask, stream
from agent_desktop.app.doctor.telephone_probe import ask_telephone
from agent_desktop.app.doctor.way_probe import way_to
from agent_desktop.connectors.hub.address import HubAddress, hub_address
from agent_desktop.model.errors import DeskError
from agent_desktop.model.findings import Finding, Verdict
from agent_desktop.ui.words import problem_words, tr

T = TypeVar("T")

WITHIN_S: Final = 10.0
_MOST_SERVERS: Final = 8


class Measuring(Generic[T]):
    """A probe in a thread of its own. One that hangs is left behind."""

    def __init__(self, probe: Callable[[], T]) -> None:
        self._facts: T | None = None
        self._thread = threading.Thread(target=self._work, args=(probe,), daemon=True)
        self._thread.start()

    def _work(self, probe: Callable[[], T]) -> None:
        with contextlib.suppress(OSError, ValueError, DeskError):
            self._facts = probe()

    def facts(self, until: float) -> T | None:
        """What was measured; None when nothing was by then (a time of `time.monotonic`)."""
        self._thread.join(max(0.0, until - time.monotonic()))
        return None if self._thread.is_alive() else self._facts


def examine(
    servers: Servers,
    data: Path,
    trust: ssl.SSLContext | None = None,
    within_s: float = WITHIN_S,
) -> Iterator[Finding]:
    """Measure and judge; each finding comes as soon as those before it are there. `trust` is the system's where it is
    None."""
    until = time.monotonic() + within_s
    address, found = _address(servers.hub)
    if found is not None:
        yield found
    ice = _ice(servers.ice)
    # Everything begins before anything is waited for.
    hub = None if address is None else _HubProbes(address, trust)
    telephones = [Measuring(partial(ask_telephone, one)) for one in servers.sip[:_MOST_SERVERS]]
    relays = [Measuring(partial(ask, one, trust)) for one in ice]
    echo = next((one for one in ice if one.transport == "udp"), None)
    packets = None if echo is None else Measuring(partial(stream, echo))
    sound = Measuring(look_at_sound)
    keychain = Measuring(partial(look_at_keychain, data))
    disk, screen = look_at_disk(data), look_at_screen()
    if hub is not None:
        yield from hub.findings(until)
    for one in telephones:
        yield judges.judge_telephone(one.facts(until))
    asked = [one.facts(until) for one in relays]
    known = [one for one in asked if one is not None]
    if address is not None or ice:
        yield sound_judges.judge_udp(known)
        yield sound_judges.judge_relay(known)
        came = None if packets is None else packets.facts(until)
        answers = any(one.transport == "udp" and one.answered for one in known)
        yield sound_judges.judge_stream(came if answers else None)
    yield judges.judge_sound(sound.facts(until))
    yield judges.judge_keychain(keychain.facts(until))
    yield judges.judge_disk(disk)
    yield judges.judge_screen(screen)


class _HubProbes:
    """What is measured of the way to the hub."""

    def __init__(self, address: HubAddress, trust: ssl.SSLContext | None) -> None:
        self._host, _ = host_and_port(address)
        self._names = Measuring(partial(look_up, self._host))
        self._answer = Measuring(partial(ask_hub, address, trust))
        self._way = Measuring(partial(way_to, self._host))

    def findings(self, until: float) -> Iterator[Finding]:
        names = self._names.facts(until) or Names(host=self._host, timed_out=True)
        yield judges.judge_names(names)
        answer = self._answer.facts(until) or Answer(host=self._host, reach=Reach.TIMED_OUT)
        yield judges.judge_hub(answer)
        if answer.reach is Reach.ANSWERED:
            yield judges.judge_clock(answer)
        yield judges.judge_way(self._way.facts(until) or Way())


def _address(typed: str) -> tuple[HubAddress | None, Finding | None]:
    if not typed:
        words = tr(
            "The hub is on this computer, or none is chosen: no network is needed to reach it."
        )
        return None, Finding(check="hub", verdict=Verdict.GOOD, words=words)
    try:
        return hub_address(typed), None
    except DeskError as error:
        words, why = tr("The hub's address is not one."), problem_words(error.problem)
        return None, Finding(check="hub", verdict=Verdict.BAD, words=words, advice=why)


def _ice(uris: tuple[str, ...]) -> list[IceServer]:
    made = []
    for uri in dict.fromkeys(uris):
        with contextlib.suppress(ValueError):
            made.append(IceServer(uri))
    return made[:_MOST_SERVERS]
