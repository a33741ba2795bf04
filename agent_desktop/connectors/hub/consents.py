"""Consent at a provider, asked for by the hub and given in a browser of this computer, or by a code.

The hub makes what is secret and trades the code; here the browser's answer is waited for and handed on, once. Promises
that an address which is no web address is never told to a window, and that nothing listens when it is over.
"""

import asyncio
import contextlib
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urlsplit

import msgspec

from agent_desktop.connectors.hub.loopback import Loopback
from agent_desktop.connectors.hub.translate import stranger
from agent_desktop.model.administration import Found
from agent_desktop.model.administration_networks import (
    AwaitConsent,
    BeginConsent,
    ConsentAsked,
    EndConsent,
)
from agent_desktop.model.base import Millis, Record, wall_clock
from agent_desktop.model.errors import Refused
from agent_desktop.model.words import later

if TYPE_CHECKING:
    from agent_desktop.connectors.hub.door import Door

ConsentOrder = BeginConsent | AwaitConsent | EndConsent
BEGUN_WITHIN_S: Final = 50.0
"""The hub asks the provider for a code before it answers."""
_SPARE_S: Final = 60.0
_LOOK_MS: Final = 20_000
_LOOK_S: Final = 40.0
_CONSENTS: Final = "/v1/admin/consents"
_OVER: Final = later("This sign-in is over.")
_AGAIN: Final = later("Sign in again.")
_LOOPBACK: Final = ("127.0.0.1", "localhost", "::1")


class _Begun(Record, frozen=True):
    id: str
    address: str
    until: Millis
    code: str = ""
    state: str = ""


class _Stands(Record, frozen=True):
    given: bool


@dataclass(frozen=True)
class _Open:
    entry_id: str
    state: str
    loopback: Loopback | None


class Consents:
    """Those of one session."""

    def __init__(self, door: "Door", token: str) -> None:
        self._door = door
        self._token = token
        self._open: dict[str, _Open] = {}
        self._late: set[asyncio.Task[None]] = set()

    async def carry_out(self, order: ConsentOrder) -> Found:
        """See `Administration`."""
        match order:
            case BeginConsent():
                return await self.begin(order)
            case AwaitConsent():
                await self.wait(order)
            case EndConsent():
                await self.end(order)
        return ()

    async def begin(self, order: BeginConsent) -> ConsentAsked:
        """See `model.administration_networks`."""
        entry_id = order.entry.id
        for consent_id, known in tuple(self._open.items()):
            if known.entry_id == entry_id:
                await self._close(consent_id)
        loopback = Loopback(order.pages) if order.by == "browser" else None
        try:
            if loopback is not None:
                await loopback.open()
            begun = await self._ask(order, loopback.port if loopback is not None else 0)
            if loopback is not None:
                loopback.expect(begun.state)
        except OSError:
            raise Refused(
                later("This computer does not let the program wait for the browser."),
                remedy=later("Sign in with a code."),
            ) from None
        except BaseException:
            if loopback is not None:
                await loopback.close()
            raise
        self._open[begun.id] = _Open(entry_id, begun.state, loopback)
        self._end_in_time(begun)
        return ConsentAsked(id=begun.id, address=begun.address, until=begun.until, code=begun.code)

    async def wait(self, order: AwaitConsent) -> None:
        """See `model.administration_networks`. Raises Refused."""
        known = self._open.get(order.consent_id)
        if known is None:
            raise Refused(_OVER, remedy=_AGAIN)
        try:
            await _first(self._over(order.consent_id), self._back(order.consent_id, known))
            if known.loopback is not None:
                known.loopback.tell(given=True)
        finally:
            await self._close(order.consent_id)

    async def end(self, order: EndConsent) -> None:
        """See `model.administration_networks`."""
        await self._close(order.consent_id)
        with contextlib.suppress(Refused):  # it is over already
            await self._door.do("DELETE", _path(order.consent_id), self._token)

    async def close(self) -> None:
        """Listen for none of them any more."""
        for one in self._late:
            one.cancel()
        for consent_id in tuple(self._open):
            await self._close(consent_id)

    def _end_in_time(self, begun: _Begun) -> None:
        """Where nobody waits for it, nobody ends it either."""

        async def end() -> None:
            await asyncio.sleep(max(0, begun.until - wall_clock()) / 1000 + _SPARE_S)
            await self._close(begun.id)

        task = asyncio.create_task(end())
        self._late.add(task)
        task.add_done_callback(self._late.discard)

    async def _ask(self, order: BeginConsent, port: int) -> _Begun:
        entry = order.entry
        body = {
            "type": "begin_consent",
            "network": entry.network,
            "settings": entry.settings,
            "secrets": order.secrets,
            "by": order.by,
            "port": port,
        }
        path = f"/v1/admin/networks/{quote(entry.id, safe='')}/consent"
        data = msgspec.json.encode(body)
        begun = await self._door.ask("POST", path, _Begun, self._token, data, BEGUN_WITHIN_S)
        parts = urlsplit(begun.address)
        if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOOPBACK):
            raise stranger()
        return begun

    async def _over(self, consent_id: str) -> None:
        """Return when it was given. Raises Refused."""
        body = msgspec.json.encode({"type": "await_consent", "within_ms": _LOOK_MS})
        path = f"{_path(consent_id)}/wait"
        while True:
            stands = await self._door.ask("POST", path, _Stands, self._token, body, _LOOK_S)
            if stands.given:
                return

    async def _back(self, consent_id: str, known: _Open) -> None:
        """Hand on with what the browser comes back. Raises Refused."""
        if known.loopback is None:
            await asyncio.Event().wait()
            return
        came = await known.loopback.came()
        body = {
            "type": "answer_consent",
            "state": known.state,
            "code": came.code,
            "error": came.error,
        }
        data = msgspec.json.encode(body)
        await self._door.do(
            "POST", f"{_path(consent_id)}/answer", self._token, data, within_s=BEGUN_WITHIN_S
        )

    async def _close(self, consent_id: str) -> None:
        known = self._open.pop(consent_id, None)
        if known is not None and known.loopback is not None:
            await known.loopback.close()


async def _first(*works: Coroutine[None, None, None]) -> None:
    """Return or raise with the first that ends; the others are ended."""
    tasks = [asyncio.create_task(one) for one in works]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for one in done:
            one.result()
    finally:
        for one in tasks:
            one.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _path(consent_id: str) -> str:
    return f"{_CONSENTS}/{quote(consent_id, safe='')}"
