"""Trying a trunk before it is used: is its name known, does its server answer, is it who it says, does it know us?

Promises five steps in one order, each with what was found and what to do, within half a minute; that a trunk which is
registered stays so: the question is a REGISTER without Contact, which changes nothing (RFC 3261, 10.2.3). A refused
password is tried once. Refuses to place calls, and to keep anything.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from agent_desktop.hub.voice.process.setup import TrunkSetup
from agent_desktop.model.words import later
from agent_desktop.sip.agent.config import Account, Config
from agent_desktop.sip.agent.events import Asked, Event
from agent_desktop.sip.agent.outcome import Outcome
from agent_desktop.sip.digest import Credentials
from agent_desktop.sip.flow import Target
from agent_desktop.sip.transport.carrier import Unreachable
from agent_desktop.sip.transport.dns import Directory
from agent_desktop.sip.transport.endpoint import Endpoint
from agent_desktop.sip.transport.ways import Manner

#: Seconds for one question: over UDP it is asked four times by then.
PATIENCE_S: Final = 4.0
_NAME: Final = "trunk"
StepName: TypeAlias = Literal["resolve", "connect", "certificate", "options", "register"]
STEPS: Final[tuple[StepName, ...]] = ("resolve", "connect", "certificate", "options", "register")
_BEFORE: Final = later("Not tried: a step before failed.")


@dataclass(frozen=True, slots=True)
class Step:
    """What one step found, in words."""

    step: StepName
    result: Literal["good", "failed", "skipped"]
    words: str
    remedy: str = ""


async def tried(
    trunk: TrunkSetup, address: str = "", make: Callable[[], Directory] = Directory
) -> tuple[Step, ...]:
    """Try it from this computer's IP `address` (empty: any); `make` gives who asks DNS."""
    steps: list[Step] = []
    answers: asyncio.Queue[Asked] = asyncio.Queue()

    def heard(event: Event) -> None:
        if isinstance(event, Asked):
            answers.put_nowait(event)

    directory = make()
    manner = Manner(host=address or "0.0.0.0", patience_s=PATIENCE_S)
    endpoint = Endpoint(Config(), heard, manner=manner, directory=directory)
    try:
        await _try(trunk, endpoint, directory, answers, steps)
    finally:
        await endpoint.close()
    steps += [Step(one, "skipped", _BEFORE) for one in STEPS[len(steps) :]]
    return tuple(steps)


async def _try(
    trunk: TrunkSetup,
    endpoint: Endpoint,
    directory: Directory,
    answers: asyncio.Queue[Asked],
    steps: list[Step],
) -> None:
    target = Target(trunk.transport, trunk.host, trunk.port)
    try:
        servers = await directory.locate(target)
    except Unreachable as error:
        remedy = later("Check how the server is written, or name a port and another transport.")
        steps.append(Step("resolve", "failed", later(f"No server was found: {error.why}."), remedy))
        return
    places = ", ".join(f"{one.host}, port {one.port}" for one in servers[:3])
    steps.append(Step("resolve", "good", later(f"It is at {places}.")))
    if not await _connected(trunk, target, endpoint, steps):
        return
    known = Credentials(trunk.user, trunk.password) if trunk.user else None
    aor = f"sip:{trunk.user or 'hub'}@{trunk.domain or trunk.host}"
    endpoint.agent.add(Account(_NAME, aor, (target,), known, registers=False, outbound=False))
    there = await _asked(endpoint, answers, "OPTIONS")
    steps.append(_answered(trunk, there))
    if there is None or there.local:
        return
    if not trunk.registers:
        steps.append(Step("register", "skipped", later("This trunk wants no registration.")))
        return
    steps.append(_known(trunk, await _asked(endpoint, answers, "REGISTER")))


async def _connected(
    trunk: TrunkSetup, target: Target, endpoint: Endpoint, steps: list[Step]
) -> bool:
    firewall = later("Check port and transport, and whether a firewall lets the hub out.")
    try:
        await endpoint.ways.open(target)
    except Unreachable as error:
        if error.hindrance == "certificate":
            steps.append(Step("connect", "good", later(f"{trunk.host} takes the connection.")))
            remedy = later(
                "Use the server's name as it stands in its certificate, or ask the provider."
            )
            words = later(f"{trunk.host} cannot prove who it is: {error.why}.")
            steps.append(Step("certificate", "failed", words, remedy))
        else:
            words = later(f"No connection came about: {error.why}.")
            steps.append(Step("connect", "failed", words, firewall))
        return False
    if trunk.transport == "udp":
        steps.append(Step("connect", "skipped", later("UDP knows no connections.")))
    else:
        steps.append(Step("connect", "good", later(f"{trunk.host} takes the connection.")))
    if trunk.transport == "tls":
        steps.append(Step("certificate", "good", later(f"{trunk.host} has proved who it is.")))
    else:
        clear = later("Nothing is encrypted, so nobody proves who they are.")
        steps.append(Step("certificate", "skipped", clear))
    return True


def _answered(trunk: TrunkSetup, outcome: Outcome | None) -> Step:
    if outcome is None or outcome.local:
        remedy = later(
            "Check port and transport, and whether the provider expects calls from this hub."
        )
        return Step("options", "failed", later(f"{trunk.host} does not answer."), remedy)
    if outcome.status == 503:
        remedy = later("Try again later, or ask the provider.")
        return Step(
            "options", "failed", later(f"{trunk.host} cannot serve now{_said(outcome)}."), remedy
        )
    return Step("options", "good", later(f"It answers{_said(outcome)}."))


def _known(trunk: TrunkSetup, outcome: Outcome | None) -> Step:
    if outcome is None or outcome.local:
        remedy = later("Check domain and user name: some servers do not answer strangers.")
        return Step("register", "failed", later(f"{trunk.host} does not answer."), remedy)
    if outcome.good:
        return Step("register", "good", later(f"It knows {trunk.user}."))
    said = _said(outcome)
    if outcome.status in (401, 407):
        words = later(f"{trunk.host} refuses the user name or the password{said}.")
        return Step("register", "failed", words, later("Enter both as the provider gave them."))
    if outcome.status in (403, 404):
        words = later(f"{trunk.host} does not let {trunk.user} register{said}.")
        remedy = later("Check user name and domain, and whether the provider locked the account.")
        return Step("register", "failed", words, remedy)
    words = later(f"{trunk.host} could not say whether it knows us{said}.")
    return Step("register", "failed", words, later("Try again later, or ask the provider."))


async def _asked(
    endpoint: Endpoint, answers: asyncio.Queue[Asked], question: Literal["OPTIONS", "REGISTER"]
) -> Outcome | None:
    """What was answered; None: nothing in time."""
    endpoint.act(lambda now: endpoint.agent.ask(_NAME, question, now))
    try:
        async with asyncio.timeout(PATIENCE_S):
            while True:
                found = await answers.get()
                if found.question == question:
                    return found.outcome
    except TimeoutError:
        return None


def _said(outcome: Outcome) -> str:
    return f" ({outcome.status} {outcome.phrase})"
