"""One account at work, on sockets of its own: signs on and stays signed on, carries its calls, leaves.

Promises that an account which is reached by TLS gives no key and no call away in the clear; that calls go on when this
computer's address changes or the way to the server breaks; that leaving waits for the calls. Refuses to do without a
certificate that is valid.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import math
from collections.abc import Callable
from typing import Final

from msgspec.structs import replace

from agent_desktop.model.base import new_id, wall_clock
from agent_desktop.model.errors import Problem, Refused
from agent_desktop.model.registrations import Lamp, Mailbox, Registration, RegistrationState
from agent_desktop.phone.carrier.access import Access
from agent_desktop.phone.carrier.home import Sounding
from agent_desktop.phone.carrier.lamps import LampWatch
from agent_desktop.phone.carrier.line import SipLine
from agent_desktop.phone.carrier.mailbox import MailboxWatch
from agent_desktop.phone.carrier.numbers import address_of, far_party
from agent_desktop.phone.carrier.outcomes import REGISTRATIONS, registration_problem
from agent_desktop.phone.carrier.speaking import Speaking
from agent_desktop.phone.carrier.voice import Voice
from agent_desktop.phone.engine.lines import Line, LineNews, Listener
from agent_desktop.phone.setup import PhoneAccount
from agent_desktop.sip.agent import events
from agent_desktop.sip.agent.call import Call
from agent_desktop.sip.agent.config import Config
from agent_desktop.sip.audio_terms import Terms
from agent_desktop.sip.flow import Flow
from agent_desktop.sip.sdp import Sdp
from agent_desktop.sip.transport.endpoint import Endpoint
from agent_desktop.sip.transport.ways import is_here

log = logging.getLogger(__name__)

#: The header with which a hub names the offer that a call belongs to.
OFFER_HEADER: Final = "X-Offer-Token"
#: How often this computer's address is looked at.
LOOK_S: Final = 1.0
#: An account with a call signs on again so often; without one each pause is twice as long, up to the other.
AGAIN_S: Final = 2.0
IDLE_AGAIN_S: Final = 30.0
#: When the clock on the wall runs so much ahead of the loop's between two looks, this computer has slept.
SLEPT_MS: Final = 5_000
#: An address of nobody (RFC 5737): nothing is sent there, the system only says how it would.
_ANYWHERE: Final = "192.0.2.1"
#: A server that does not answer for so long, while a call is silent, is taken for unreachable.
DOUBT_S: Final = 2.0
#: A call that rings, here or there, waits so long for another way to the server.
STRAND_S: Final = 32.0
#: RFC 3261, 18.1.1: what is larger than so many bytes may not fit into a datagram on its way.
LARGE: Final = 1300
_MOST_TRIES: Final = 5
_FAREWELL_STEPS: Final = 60
_STEP_S: Final = 0.05


class Station:
    """Made and started on the loop. `source` says this computer's address towards a peer's; raises OSError."""

    def __init__(
        self,
        account: PhoneAccount,
        access: Access,
        listener: Listener,
        source: Callable[[str], str],
    ) -> None:
        self.account = account
        self._access = access
        self._listener = listener
        self._source = source
        self._name = access.account.name
        config = Config(large=LARGE, strand_s=STRAND_S)
        self.endpoint = Endpoint(config, self._heard, manner=access.manner)
        self._speaking = Speaking(account, access.account.servers[0].transport)
        self._mailbox = MailboxWatch(
            self.endpoint, self._name, access.account.aor, self._mailbox_changed
        )
        self._lamps = LampWatch(
            self.endpoint, self._name, account.watches, self.address_of, self._lamps_changed
        )
        self._told = registration(self._name, RegistrationState.OFF)
        self._lines: dict[str, SipLine] = {}
        self._quiet = asyncio.Event()
        self._quiet.set()
        self._reached = asyncio.Event()
        self._closing: set[asyncio.Task[None]] = set()
        self._state: events.RegistrationState = "off"
        self._leaving = self._lost = self._offline = False
        #: The server itself said that it does not want us now: only the standard's pauses count then.
        self._told_off = False
        self._way: Flow | None = None
        self._address = self._registered_from = ""
        self._tried_at = 0.0
        self._tries = 0
        self._watch: asyncio.Task[None] | None = None
        self._loop = asyncio.get_running_loop()

    def start(self) -> None:
        """Sign on, and keep it so."""
        self._listener.registered(registration(self._name, RegistrationState.REGISTERING))
        self.endpoint.agent.add(self._access.account)
        self.endpoint.act(lambda now: self.endpoint.agent.register(self._name, now))
        self._watch = self._loop.create_task(self._watching())

    # Calls

    def place(self, call_id: str, number: str) -> Line:
        """Call a number. Raises Refused."""
        try:
            address = self.address_of(number)
        except ValueError:
            raise Refused(
                "That is no number that can be called.",
                remedy="Look at it and try again.",
                field="number",
                value=number,
            ) from None
        line = self._line(call_id)
        agent = self.endpoint.agent
        line.place(lambda terms, now: agent.call(self._name, address, terms, now))
        return line

    def _line(self, call_id: str) -> SipLine:
        def tell(news: LineNews) -> None:
            # The engine hears it when it is done with what it does now.
            self._loop.call_soon(self._listener.news, call_id, news)

        line = self._lines[call_id] = SipLine(self, call_id, tell)
        self._quiet.clear()
        return line

    # For the lines

    async def prepare(self, voice: Voice, offer: Sdp | None, *, ice: bool = True) -> Terms:
        """Open a call's voice and say our side of it. Raises OSError."""
        return await self._speaking.open(voice, self._here(), offer, ice=ice)

    async def anew(self, voice: Voice, terms: Terms, *, offering: bool) -> Terms:
        """Let it take another way. Raises OSError."""
        return await self._speaking.anew(voice, terms, self._here(), offering=offering)

    async def reached(self) -> None:
        """Wait until the server can be told something."""
        await self._reached.wait()

    def address_of(self, number: str) -> str:
        """The address of a number. Raises ValueError."""
        return address_of(number, self.account.address)

    def doubt(self) -> None:
        """A call is silent."""
        self.endpoint.act(lambda now: self.endpoint.agent.doubt(self._name, DOUBT_S, now))

    def over(self, line: Sounding) -> None:
        """A line is no more."""
        for call_id in [name for name, one in self._lines.items() if one is line]:
            del self._lines[call_id]
        if not self._lines:
            self._quiet.set()
        task = self._loop.create_task(line.close())
        self._closing.add(task)
        task.add_done_callback(self._closing.discard)

    def _here(self) -> str:
        """This computer's address on the way to the server, or to anywhere before that is known. Raises OSError."""
        way = self.endpoint.agent.lines[self._name].flow or self._way
        return self._source(way.remote[0] if way is not None else _ANYWHERE)

    # The network

    async def _watching(self) -> None:
        """Look whether the way is still the same one, as long as the account is here."""
        while True:
            before, wall = self._loop.time(), wall_clock()
            await asyncio.sleep(LOOK_S)
            if wall_clock() - wall - 1000 * (self._loop.time() - before) > SLEPT_MS:
                self.network_changed()
            else:
                self._look()

    def network_changed(self) -> None:
        """The system's networks changed, or it has slept: the way may lead nowhere, also from the same address."""
        self._tries, self._tried_at = 0, -math.inf
        self._look()
        if self._state == "registered" and not self._leaving:
            self.doubt()

    def _look(self) -> None:
        agent, before, now = self.endpoint.agent, self._address, self.endpoint.now
        if self._leaving:
            return
        try:
            address = self._here()
        except OSError:
            self._offline = self._way is not None
            return  # nothing can be done before there is a network again
        changed = self._offline or (bool(before) and address != before)
        if changed and not self._offline and self._waits(before):
            self.doubt()
            return
        self._address, self._offline = address, False
        if changed and self._state in {"registering", "registered"}:
            log.info("this computer's network is another one")
            self.endpoint.abandon()
            self.endpoint.act(lambda now: agent.moved(self._name, "the network changed", now))
        elif self._state == "waiting" and not self._told_off:
            tries = 0 if changed or self._lines else self._tries
            if changed or now - self._tried_at >= min(IDLE_AGAIN_S, AGAIN_S * 2**tries):
                self._tried_at, self._tries = now, min(tries + 1, _MOST_TRIES)
                self.endpoint.act(lambda now: agent.register(self._name, now))

    def _waits(self, address: str) -> bool:
        """Whether to stay at an address that other ways are better than by now, as long as the server answers there.

        The answer to an INVITE goes to where that came from (RFC 3261, 18.2.2). A call that rings somewhere would have
        to be placed anew, and ring twice.
        """
        calls = any(line.rings_there for line in self._lines.values())
        return calls and self._state == "registered" and is_here(address)

    def _registered(self) -> None:
        """The server knows where we are; calls learn it when that is elsewhere."""
        way, before = self.endpoint.agent.lines[self._name].flow, self._way
        if way is None:
            return
        self._way, self._tries = way, 0
        with contextlib.suppress(OSError):
            self._address = self._here()
        stays = before is None or before.id == way.id
        if not self.account.bearer:  # a hub's messages are work
            self._mailbox.registered(moved=not stays)
            self._lamps.registered(moved=not stays)
        if stays:
            self._registered_from = self._address
            return
        if self._lost and self._lines:
            self._listener.problem(_NETWORK_BACK)
        self._lost = False
        moved = self._registered_from != self._address
        self._registered_from = self._address
        for line in list(self._lines.values()):
            line.renew(moved=moved)

    # What the user agent says

    def _heard(self, event: events.Event) -> None:
        match event:
            case events.RegistrationChanged():
                self._registration_changed(event)
            case events.CallArrived(call=call):
                self._arrived(call)
            case events.Warned():
                log.warning("an account proves its password over a connection in the clear")
            case (
                events.CallChanged(call=call)
                | events.CallProgressed(call=call)
                | events.MediaAgreed(call=call)
                | events.TermsWanted(call=call)
                | events.ChangeRefused(call=call)
                | events.DigitArrived(call=call)
                | events.TransferChanged(call=call)
                | events.TransferAsked(call=call)
            ):
                line = next((one for one in self._lines.values() if one.owns(call)), None)
                if line is not None:
                    line.heard(event, call)
            case _:
                self._mailbox.heard(event)
                self._lamps.heard(event)

    def _mailbox_changed(self, mailbox: Mailbox) -> None:
        self._tell(replace(self._told, mailbox=mailbox))

    def _lamps_changed(self, lamps: tuple[Lamp, ...]) -> None:
        self._tell(replace(self._told, lamps=lamps))

    def _tell(self, told: Registration) -> None:
        self._told = told
        if not self._leaving:
            self._loop.call_soon(self._listener.registered, told)

    def _registration_changed(self, event: events.RegistrationChanged) -> None:
        self._state, outcome = event.state, event.outcome
        self._told_off = outcome is not None and not outcome.local
        if outcome is not None:
            why = outcome.phrase if outcome.local else "its answer"
            log.info("an account is %s, %d: %s", event.state, outcome.status, why)
        told = Registration(
            account_id=self._name,
            state=REGISTRATIONS[event.state],
            since=wall_clock(),
            problem=registration_problem(event.outcome),
            mailbox=self._mailbox.holds,
            lamps=self._lamps.lamps,
        )
        self._tell(told)
        if event.state == "registered":
            self._reached.set()
            self._registered()
            return
        if event.state == "waiting":
            self._reached.clear()
        if event.state == "waiting" and self._lines and not self._lost:
            self._lost = True
            self.endpoint.abandon()
            self._listener.problem(_NETWORK_LOST)

    def _arrived(self, call: Call) -> None:
        if self._leaving:
            call.refuse(self.endpoint.now, 480)
            return
        call_id = new_id()
        line = self._line(call_id)
        line.arrived(call)
        invite = call.invite
        token = (invite.headers.get(OFFER_HEADER) or "") if invite is not None else ""
        far = far_party(call.remote)
        self._listener.incoming(call_id, self._name, far, token[:200], line)

    # The end

    async def leave(self) -> None:
        """Sign off now, and close when the last call is over."""
        self._leaving = True
        self._unwatch()
        self.endpoint.act(lambda now: self.endpoint.agent.unregister(self._name, now))
        await self._quiet.wait()
        await self.close()

    def _unwatch(self) -> None:
        self._mailbox.leave()
        self._lamps.leave()

    async def close(self) -> None:
        """Hang up, sign off and end, within seconds."""
        if self._watch is not None:
            self._watch.cancel()
        for line in list(self._lines.values()):
            line.hang_up()
        agent = self.endpoint.agent
        if not self._leaving:
            self._leaving = True
            self._unwatch()
            self.endpoint.act(lambda now: agent.unregister(self._name, now))
        for _ in range(_FAREWELL_STEPS):
            if self._state in {"off", "refused"} and not len(agent.calls):
                break  # what is left are answers that might have to be said again
            await asyncio.sleep(_STEP_S)
        left = [one.close() for one in self._lines.values()]
        await asyncio.gather(*self._closing, *left, return_exceptions=True)
        await self.endpoint.close()


def registration(
    account_id: str, state: RegistrationState, problem: Problem | None = None
) -> Registration:
    """An account's state since now."""
    return Registration(account_id=account_id, state=state, since=wall_clock(), problem=problem)


_NETWORK_LOST: Final = Problem(
    code="network_lost",
    message="The way to the telephone system broke in the middle of the call.",
    remedy="Stay on the line: another way is being looked for.",
)
_NETWORK_BACK: Final = Problem(
    code="network_back",
    message="The call has found another way.",
    remedy="Ask whether you are heard.",
)
