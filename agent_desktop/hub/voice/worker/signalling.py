"""All SIP of a worker: the sockets, the registrar of the agents' telephones, the trunks, and the legs by their calls.

Promises that an agent's telephone is reached only where it registered itself with digest, and is still there; that
each outbound leg shows its own caller id and carries the offer's token; that a call goes on by the next trunk when one
of them fails; that stopping says goodbye to everybody. Refuses REFER and calls that telephones place themselves: agents
call by the hub, which knows what it may cost and who may.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Callable, Sequence
from typing import Final

from agent_desktop.hub.voice.decisions import Originate
from agent_desktop.hub.voice.policy import Policy
from agent_desktop.hub.voice.worker.centre import Centre, Farewell
from agent_desktop.hub.voice.worker.doorway import Doorway, asked_of, caller_of, dialled_of
from agent_desktop.hub.voice.worker.farewells import farewell_of
from agent_desktop.hub.voice.worker.line import Line, Prepare
from agent_desktop.hub.voice.worker.outcomes import cause_of, may_go_elsewhere
from agent_desktop.hub.voice.worker.provider import Provider
from agent_desktop.hub.voice.worker.roll_call import ACCOUNT, RollCall
from agent_desktop.hub.voice.worker.setup import Trunk, WorkerSetup
from agent_desktop.hub.voice.worker.sip_line import SipLine, Way
from agent_desktop.hub.voice.worker.speaking import Speaking
from agent_desktop.hub.voice.worker.trunks import Trunks
from agent_desktop.hub.voice.worker.voice import Voice
from agent_desktop.sip.agent import events
from agent_desktop.sip.agent.call import Call
from agent_desktop.sip.agent.config import Account, Config
from agent_desktop.sip.agent.outcome import Outcome
from agent_desktop.sip.agent.server import Binding, Rules
from agent_desktop.sip.audio_terms import Encryption, Terms
from agent_desktop.sip.digest_server import Verifier
from agent_desktop.sip.fields import BadValue
from agent_desktop.sip.flow import Target, Transport
from agent_desktop.sip.sdp_attributes import ice_of
from agent_desktop.sip.transport.endpoint import Endpoint
from agent_desktop.sip.transport.ways import Manner

#: Names the offer that a call belongs to, so that the agent's telephone answers by itself.
OFFER_HEADER: Final = "X-Offer-Token"
#: So long a trunk that says not a word is waited for, when there is another one.
PATIENCE_S: Final = 6.0
_FAREWELL_STEPS: Final = 100
_STEP_S: Final = 0.05
_log: Final = logging.getLogger(__name__)


class Signalling:
    """`arrived(call, caller, dialled)` hears of calls from trunks, `registered(aor, here)` of agents' telephones.

    The `centre` hears how a trunk is, and how legs could be ended without us; `policy()` is the one that holds.
    """

    def __init__(
        self,
        setup: WorkerSetup,
        speaking: Speaking,
        arrived: Callable[[Call, str, str], None],
        registered: Callable[[str, bool], None],
        centre: Centre,
        policy: Callable[[], Policy],
    ) -> None:
        """Make it on the loop. Raises `ValueError` for a trunk's network that is none."""
        self._setup, self._policy = setup, policy
        self._arrived = arrived
        self.doorway = Doorway({one.id: one.networks for one in setup.trunks})
        verifier = Verifier(
            setup.domain,
            secrets.token_bytes(32),
            lambda: secrets.token_hex(8),
            algorithms=setup.digests,
        )
        self.endpoint = Endpoint(
            Config(gate=self.doorway.judge),
            self._heard,
            rules=Rules(verifier, setup.secrets, self._may),
            manner=Manner(host=setup.address, port=setup.udp_port or 0),
        )
        self.endpoint.agent.add(Account(ACCOUNT, f"sip:hub@{setup.domain}", registers=False))
        self._roll_call = RollCall(self.endpoint, setup.pace, registered)
        self.trunks = Trunks(self.endpoint, self.doorway, centre.trunk_stands)
        self._centre = centre
        self._farewells: dict[str, Farewell] = {}
        self.ports: dict[str, int] = {}
        self._speaking = speaking
        self._lines: dict[Call, SipLine] = {}
        #: The accounts of legs, and by which trunk each calls.
        self._shown: dict[str, Provider | None] = {}
        self._came_by: dict[Call, Trunk] = {}

    async def start(self) -> None:
        """Listen. Raises `Unreachable`."""
        setup, ways = self._setup, self.endpoint.ways
        if setup.udp_port is not None:
            self.ports["udp"] = (await ways.listen_udp(setup.address, setup.udp_port)).local[1]
        if setup.tcp_port is not None:
            self.ports["tcp"] = (await ways.listen_tcp(setup.address, setup.tcp_port)).local[1]
        if setup.tls_port is not None and setup.tls is not None:
            listener = await ways.listen_tcp(setup.address, setup.tls_port, tls=setup.tls)
            self.ports["tls"] = listener.local[1]
        self.trunks.define(setup.trunks)
        for number, orphan in enumerate(setup.orphans):
            self._part(f"orphan {number}", orphan)

    def _part(self, name: str, orphan: Farewell) -> None:
        """Hang up where a dead worker cannot any more."""
        trunk = self.trunks.get(orphan.trunk)
        credentials = trunk.credentials if trunk is not None else None
        own = f"sip:hub@{self._setup.domain}"
        agent, way = self.endpoint.agent, Target(orphan.transport, orphan.host, orphan.port)
        agent.add(Account(name, own, credentials=credentials, registers=False))
        try:
            self.endpoint.act(lambda now: agent.part(name, orphan.uri, orphan.headers, way, now))
        except ValueError:  # one that cannot be told must not keep the others waiting
            _log.exception("a call of a dead process could not be ended")

    def define_trunks(self, trunks: Sequence[Trunk]) -> None:
        """These are the trunks from now on; calls that are up stay. Raises `ValueError` for what is no address."""
        self.trunks.define(trunks)

    # Legs

    def place(self, line: SipLine, order: Originate) -> None:
        """Dial."""
        if order.part in ("agent", "supervisor"):
            bindings = self._bindings(order.number)
            # All of an agent's telephones get the same terms, so the first one's transport decides.
            transport = bindings[0].flow.transport if bindings else "udp"
            prepare = self._offering(self._setup.agents, transport, ice=transport in {"ws", "wss"})
            tried = {one.flow for one in bindings}

            def more() -> list[Way]:
                fresh = [one for one in self._bindings(order.number) if one.flow not in tried]
                tried.update(one.flow for one in fresh)
                return [self._to_agent(line, order, one, prepare) for one in fresh]

            ways = [self._to_agent(line, order, one, prepare) for one in bindings]
            line.place(ways, more=more)
            return
        ways = [self._to_trunk(line, order, one) for one in self.trunks.outgoing(order)]
        line.place(ways, without="no_route")

    def _offering(self, encryption: Encryption, transport: Transport, *, ice: bool) -> Prepare:
        async def prepare(voice: Voice) -> Terms:
            return await self._speaking.open(voice, encryption, transport, ice=ice, offering=True)

        return prepare

    def _bindings(self, number: str) -> list[Binding]:
        registrar = self.endpoint.agent.registrar
        assert registrar is not None
        try:
            return self._roll_call.there(registrar.lookup(number))
        except BadValue:
            return []

    def _to_agent(self, line: SipLine, order: Originate, binding: Binding, prepare: Prepare) -> Way:
        extra = [("Route", one) for one in binding.path]
        if order.token:
            extra.append((OFFER_HEADER, order.token))
        caller = self._caller(line, order.caller_id, None, order.name)

        def begin(terms: Terms, now: float) -> Call:
            self._know(caller, None)
            call = self.endpoint.agent.call(
                caller.name,
                binding.aor,
                terms,
                now,
                uri=binding.contact,
                headers=extra,
                way=binding.flow,
            )
            return self.take(call, line)

        def failed(outcome: Outcome | None) -> bool:
            # A telephone that is not there any more leaves its binding for a while; it may have another.
            cause = cause_of(outcome, answered=False, outgoing=True)
            return cause in ("failed", "no_route", "timed_out")

        return Way(prepare, begin, failed)

    def _to_trunk(self, line: SipLine, order: Originate, provider: Provider) -> Way:
        trunk, policy = provider.trunk, self._policy()
        number = self.trunks.called(order, trunk, policy)
        to = number if number.startswith(("sip:", "sips:")) else f"sip:{number}@{trunk.house}"
        shown = self.trunks.shown(order, trunk, policy)
        caller = self._caller(line, shown, trunk)

        def begin(terms: Terms, now: float) -> Call:
            self._know(caller, provider)
            extra = [("P-Asserted-Identity", f"<{caller.aor}>")] if shown else []
            call = self.endpoint.agent.call(
                caller.name, to, terms, now, headers=extra, way=trunk.server
            )
            return self.take(call, line)

        def failed(outcome: Outcome | None) -> bool:
            self.trunks.call_ended(provider, outcome)
            return may_go_elsewhere(outcome)

        prepare = self._offering(trunk.encryption, trunk.server.transport, ice=False)
        return Way(prepare, begin, failed, PATIENCE_S)

    def _caller(self, line: SipLine, shown: str, trunk: Trunk | None, display: str = "") -> Account:
        """Who calls, as the called party sees it: an account of this leg and way alone."""
        if not shown:
            aor = "sip:anonymous@anonymous.invalid"
        elif shown.startswith(("sip:", "sips:")):
            aor = shown
        else:
            house = trunk.house if trunk is not None else self._setup.domain
            aor = f"sip:{shown}@{house}"
        name = f"leg {line.leg}" if trunk is None else f"leg {line.leg} by {trunk.id}"
        credentials = trunk.credentials if trunk is not None else None
        return Account(name, aor, credentials=credentials, display=display, registers=False)

    def _know(self, caller: Account, provider: Provider | None) -> None:
        if caller.name not in self.endpoint.agent.lines:
            self.endpoint.agent.add(caller)
            self._shown[caller.name] = provider

    def take(self, call: Call, line: SipLine) -> Call:
        """This line hears what becomes of the call."""
        line.begin_as(call)
        self._lines[call] = line
        return call

    def receive(self, call: Call, line: SipLine) -> None:
        """This line is a call that came in, and may answer it."""
        self._lines[call] = line
        line.receive(call, self._preparing(call))

    def _preparing(self, call: Call) -> Prepare:
        """How to answer it."""
        trunk = self._came_by[call]
        offer = call.offers
        ice = offer is not None and any(ice_of(offer, one) is not None for one in offer.sections)

        async def prepare(voice: Voice) -> Terms:
            return await self._speaking.open(
                voice, trunk.encryption, trunk.server.transport, ice=ice, offering=False
            )

        return prepare

    def over(self, line: Line) -> None:
        """A leg is no more."""
        if self._farewells.pop(line.leg, None) is not None:
            self._centre.leg_ends_by(line.leg, None)
        for call in line.calls if isinstance(line, SipLine) else ():
            self._lines.pop(call, None)
            self._came_by.pop(call, None)
        mine = f"leg {line.leg}"
        for name in [one for one in self._shown if one == mine or one.startswith(f"{mine} by ")]:
            del self._shown[name]
            self.endpoint.agent.remove(name)

    # What the network says

    def _heard(self, event: events.Event) -> None:
        match event:
            case events.CallArrived(call=call, replaces=replaces):
                self._call_arrived(call, replaces)
            case events.BindingsChanged(aor=aor, bindings=bindings):
                self._roll_call.registered(aor, bindings)
            case events.RegistrationChanged() | events.Asked():
                self.trunks.heard(event)
                if isinstance(event, events.Asked):
                    self._roll_call.heard(event)
            case events.Warned(account=account):
                provider = self._shown.get(account)
                if provider is not None:
                    provider.proved_in_clear()
                else:
                    self.trunks.heard(event)
            case (
                events.CallChanged(call=call)
                | events.CallProgressed(call=call)
                | events.MediaAgreed(call=call)
                | events.TermsWanted(call=call)
                | events.DigitArrived(call=call)
                | events.TransferAsked(call=call)
            ):
                line = self._lines.get(call)
                if line is not None:
                    line.heard(event)
                if line is not None and line.call is call:
                    self._write_down(line, call)
            case _:
                pass

    def _write_down(self, line: SipLine, call: Call) -> None:
        """Let the centre know how this leg could be ended without us, when that is otherwise now."""
        trunk, provider = self._came_by.get(call), self._shown.get(call.line.account.name)
        trunk = trunk or (provider.trunk if provider is not None else None)
        farewell = farewell_of(call, trunk.id if trunk is not None else "")
        if farewell is not None and farewell != self._farewells.get(line.leg):
            self._farewells[line.leg] = farewell
            self._centre.leg_ends_by(line.leg, farewell)

    def _call_arrived(self, call: Call, replaces: Call | None) -> None:
        invite = call.invite
        assert invite is not None
        if replaces is not None:  # nobody outside takes over a call
            self.endpoint.act(lambda now: call.refuse(now, 603))
            return
        home = call.legs[0].home
        asked, host = asked_of(invite), home.remote[0] if home is not None else ""
        provider = self.trunks.came_by(host, asked, dialled_of(invite, asked), self._policy())
        if provider is None:
            self.endpoint.act(lambda now: call.refuse(now, 404))
            return
        self._came_by[call] = provider.trunk
        self._arrived(call, caller_of(invite), dialled_of(invite, provider.user))

    def _may(self, user: str, aor: str) -> bool:
        """A telephone has proved to be `user`."""
        self.doorway.proved()
        return self._setup.may(user, aor)

    async def stop(self) -> None:
        """Wait until everybody knows that it is over, for some seconds, and close."""
        self._roll_call.stop()
        self.trunks.leave()
        for _ in range(_FAREWELL_STEPS):
            if not len(self.endpoint.agent.calls) and not self.trunks.busy:
                break
            await asyncio.sleep(_STEP_S)
        await self.endpoint.close()
