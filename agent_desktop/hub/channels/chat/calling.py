"""Calls from pages: which visitor is in which call, and the way to the hub's telephones.

Promises one call a visitor; that an offer which comes again (the line broke) gets the same answer and makes no second
call; that a call outlives its page's line to the hub, as its sound goes another way. Refuses calls where the entry
point has none, offers that are too long, and keys that no telephone has. Lives on the event loop.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Protocol

from agent_desktop.hub.channels.chat.rates import ChatLimits
from agent_desktop.hub.crm.visitors import VisitorCalls
from agent_desktop.hub.doors.faults import Malformed, TooLarge
from agent_desktop.hub.protocol import (
    MAX_SDP,
    CallAnswer,
    CallKey,
    CallOffer,
    CallState,
    PageCalls,
    ToVisitor,
)
from agent_desktop.hub.storage.settings import EntryPointSettings
from agent_desktop.hub.storage.tokens import Token
from agent_desktop.model.errors import Conflict, Offline, Refused
from agent_desktop.model.telephone import SoundServer

MOST_CALLS: Final = 100
"""From all pages together: each takes a part of a processor."""
KEYS: Final = frozenset("0123456789*#")
READY_WITHIN: Final = 10.0


class WebVoice(Protocol):
    """The hub's telephones, as pages use them. On the event loop; all but `web_ready` return at once."""

    def web_servers(self) -> tuple[SoundServer, ...]:
        """What helps a page's sound through firewalls."""

    async def web_ready(self) -> None:
        """Wait until calls can be taken: telephones that died are replaced in a moment."""

    def offer_web_call(
        self,
        *,
        call: str,
        leg: str,
        entry_point: str,
        sdp: str,
        answered: Callable[[str], None],
        over: Callable[[str], None],
    ) -> None:
        """A page calls, or without an entry point answers the leg that calls it.

        `answered` hears our description once at most, `over` once and last why the call has ended, unless
        `end_web_call` came before; "lost" when the telephones are gone. Both later, on the event loop.
        """

    def end_web_call(self, leg: str) -> None:
        """The page has hung up. A leg that nobody knows is over already."""

    def press_web_key(self, leg: str, key: str) -> None:
        """The visitor pressed a key."""


@dataclass
class _Call:
    client_id: str
    id: str = ""
    leg: str = ""
    answer: CallAnswer | None = None


class Calling:
    """All calls of all visitors. `tell` sends to every tab of a visitor."""

    def __init__(
        self,
        calls: VisitorCalls,
        voice: WebVoice | None,
        limits: ChatLimits,
        tell: Callable[[str, ToVisitor], None],
    ) -> None:
        self._calls, self._voice, self._limits, self._tell = calls, voice, limits, tell
        self._live: dict[str, _Call] = {}

    def offered(self, entry_point: EntryPointSettings, *, staffed: bool) -> PageCalls | None:
        """Whether visitors of this entry point can call now."""
        if self._voice is None or not _callable(entry_point):
            return None
        return PageCalls(servers=self._voice.web_servers(), staffed=staffed)

    async def offer(self, token: Token, frame: CallOffer, peer: str) -> None:
        """A page calls. Raises Refused, Conflict, Offline, TooLarge, TooMany."""
        visitor_id, live = token.subject, self._live
        known = live.get(visitor_id)
        if known is not None and known.client_id == frame.client_id:
            if known.answer is not None:
                self._tell(visitor_id, known.answer)
            return
        if known is not None:
            raise Conflict(
                "You are in a call already.", remedy="End it first, or go on speaking there."
            )
        if len(frame.sdp) > MAX_SDP:
            raise TooLarge(f"An offer has at most {MAX_SDP} characters.", field="sdp")
        self._limits.calls.take(visitor_id, "calls")
        self._limits.calls_by_address.take(peer, "calls")
        call = live[visitor_id] = _Call(frame.client_id)
        try:
            await self._place(token, frame, call)
        except BaseException:
            del live[visitor_id]
            raise

    async def _place(self, token: Token, frame: CallOffer, call: _Call) -> None:
        visitor_id, voice = token.subject, self._voice
        entry_point = await self._calls.call(lambda door: door.entry_point(token.entry_point_id))
        if voice is None or not _callable(entry_point):
            raise Refused("Nobody can be called here.", remedy="Write to us.")
        if len(self._live) > MOST_CALLS:
            raise _not_now()
        try:
            async with asyncio.timeout(READY_WITHIN):
                await voice.web_ready()
        except TimeoutError:
            raise _not_now() from None
        ticket = await self._calls.call(lambda door: door.web_call(visitor_id, entry_point.calls))
        call.id, call.leg = ticket.call, ticket.leg or f"{ticket.call}/page"
        voice.offer_web_call(
            call=call.id,
            leg=call.leg,
            entry_point=ticket.entry_point_id,
            sdp=frame.sdp,
            answered=lambda sdp: self._answered(visitor_id, call, sdp),
            over=lambda reason: self._over(visitor_id, call, reason),
        )

    def _answered(self, visitor_id: str, call: _Call, sdp: str) -> None:
        if self._live.get(visitor_id) is call:
            call.answer = CallAnswer(client_id=call.client_id, call_id=call.id, sdp=sdp)
            self._tell(visitor_id, call.answer)

    def _over(self, visitor_id: str, call: _Call, reason: str) -> None:
        if self._live.get(visitor_id) is call:
            del self._live[visitor_id]
            self._tell(visitor_id, _ended(call.client_id, call.id, reason))

    def press(self, visitor_id: str, frame: CallKey) -> None:
        """A key of the page's. Raises Malformed; a call that is over has no keys."""
        if frame.key not in KEYS:
            raise Malformed("A key is 0 to 9, * or #.", field="key", value=frame.key)
        call = self._live.get(visitor_id)
        if call is not None and call.client_id == frame.client_id and self._voice is not None:
            self._voice.press_web_key(call.leg, frame.key)

    async def decline(self, visitor_id: str, call_id: str) -> None:
        """The visitor gives up a kept place, or does not want to talk now that it is their turn; without a call, now
        that an agent asked."""
        leg = await self._calls.call(lambda door: door.decline_call(visitor_id, call_id))
        if leg and self._voice is not None and visitor_id not in self._live:
            self._voice.end_web_call(leg)

    def end(self, visitor_id: str, client_id: str) -> None:
        """The page hangs up."""
        call = self._live.get(visitor_id)
        if call is None or call.client_id != client_id or not call.id or self._voice is None:
            return
        del self._live[visitor_id]
        self._voice.end_web_call(call.leg)
        self._tell(visitor_id, _ended(client_id, call.id, "hung_up"))

    async def standing(self, visitor_id: str, client_id: str) -> tuple[ToVisitor, ...]:
        """What a page is told that comes, perhaps back with a call: how that stands, and whether a place is kept."""
        call = self._live.get(visitor_id)
        mine = call is not None and call.client_id == client_id
        told: list[ToVisitor] = [_ended(client_id, "", "lost")] if client_id and not mine else []
        if call is not None and mine and call.answer is not None:
            told.append(call.answer)
        state = None
        if self._voice is not None:
            state = await self._calls.call(lambda door: door.web_call_state(visitor_id))
        if state is not None and (mine or state.phase in ("kept", "rung")):
            told.append(state)
        return tuple(told)


def _callable(entry_point: EntryPointSettings) -> bool:
    return bool(entry_point.calls) and not (entry_point.paused or entry_point.retired)


def _not_now() -> Offline:
    return Offline(
        "Calls cannot be taken at the moment.", remedy="Try again later, or write to us."
    )


def _ended(client_id: str, call_id: str, reason: str) -> CallState:
    return CallState(phase="over", client_id=client_id, call_id=call_id, reason=reason)
