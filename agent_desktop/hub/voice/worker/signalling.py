"""All SIP of a worker: the sockets, the registrar of the agents' telephones, the trunk, and the legs by their calls.

Promises that an agent's telephone is reached only where it registered itself with digest; that each outbound leg shows
its own caller id and carries the offer's token; that stopping says goodbye to everybody. Refuses REFER and calls that
telephones place themselves: agents call by the hub, which knows what it may cost and who may.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from agent_desktop.hub.voice.decisions import Originate
from agent_desktop.hub.voice.worker.doorway import Doorway, caller_of, dialled_of
from agent_desktop.hub.voice.worker.line import Line, Prepare
from agent_desktop.hub.voice.worker.provider import Provider
from agent_desktop.hub.voice.worker.setup import Trunk, WorkerSetup
from agent_desktop.hub.voice.worker.sip_line import Begin, SipLine
from agent_desktop.hub.voice.worker.speaking import Speaking
from agent_desktop.hub.voice.worker.voice import Voice
from agent_desktop.sip.agent import events
from agent_desktop.sip.agent.call import Call
from agent_desktop.sip.agent.config import Account, Config
from agent_desktop.sip.agent.server import Binding, Rules
from agent_desktop.sip.audio_terms import Terms
from agent_desktop.sip.digest_server import Verifier
from agent_desktop.sip.fields import BadValue
from agent_desktop.sip.sdp_attributes import ice_of
from agent_desktop.sip.transport.endpoint import Endpoint
from agent_desktop.sip.transport.ways import Manner

#: Names the offer that a call belongs to, so that the agent's telephone answers by itself.
OFFER_HEADER: Final = "X-Offer-Token"
_FAREWELL_STEPS: Final = 100
_STEP_S: Final = 0.05


class Signalling:
    """`arrived(call, caller, dialled)` hears of calls from the trunk, `registered(aor, here)` of agents' telephones.

    `stands(registered, why)` hears of the registration at the trunk's provider.
    """

    def __init__(
        self,
        setup: WorkerSetup,
        speaking: Speaking,
        arrived: Callable[[Call, str, str], None],
        registered: Callable[[str, bool], None],
        stands: Callable[[bool, str], None],
    ) -> None:
        """Make it on the loop. Raises `ValueError` for a trunk's network that is none."""
        self._setup = setup
        self._arrived, self._registered = arrived, registered
        trunk = setup.trunk
        self.doorway = Doorway(trunk.networks if trunk is not None else ())
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
        self.endpoint.agent.add(Account("hub", f"sip:hub@{setup.domain}", registers=False))
        self.provider = Provider(self.endpoint, self.doorway, stands)
        self.ports: dict[str, int] = {}
        self._speaking = speaking
        self._lines: dict[Call, SipLine] = {}

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
        self.provider.join(setup.trunk)

    def define_trunk(self, trunk: Trunk | None) -> None:
        """This is the trunk from now on; calls that are up stay. Raises `ValueError` for a network that is none."""
        self.doorway.define(trunk.networks if trunk is not None else ())
        self._setup = replace(self._setup, trunk=trunk)
        self.provider.join(trunk)

    # Legs

    def place(self, line: SipLine, order: Originate) -> None:
        """Dial."""
        if order.part in ("agent", "supervisor"):
            bindings = self._bindings(order.number)
            # All of an agent's telephones get the same terms, so the first one's transport decides.
            ice = bool(bindings) and bindings[0].flow.transport in {"ws", "wss"}
            transport = bindings[0].flow.transport if bindings else "udp"
            encryption = self._setup.agents
            ways = [self._to_agent(line, order, one) for one in bindings]
        else:
            trunk = self._setup.trunk
            ice, transport = False, trunk.server.transport if trunk is not None else "udp"
            encryption = trunk.encryption if trunk is not None else "none"
            ways = [self._to_trunk(line, order, trunk)] if trunk is not None else []

        async def prepare(voice: Voice) -> Terms:
            return await self._speaking.open(voice, encryption, transport, ice=ice, offering=True)

        line.place(prepare, ways)

    def _bindings(self, number: str) -> list[Binding]:
        registrar = self.endpoint.agent.registrar
        assert registrar is not None
        try:
            return registrar.lookup(number)
        except BadValue:
            return []

    def _to_agent(self, line: SipLine, order: Originate, binding: Binding) -> Begin:
        extra = [("Route", one) for one in binding.path]
        if order.token:
            extra.append((OFFER_HEADER, order.token))
        caller = self._caller(line, order, None)

        def begin(terms: Terms, now: float) -> Call:
            self._know(caller)
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

        return begin

    def _to_trunk(self, line: SipLine, order: Originate, trunk: Trunk) -> Begin:
        number = order.number
        domain = trunk.domain or trunk.server.host
        to = number if number.startswith(("sip:", "sips:")) else f"sip:{number}@{domain}"
        caller = self._caller(line, order, trunk)

        def begin(terms: Terms, now: float) -> Call:
            self._know(caller)
            extra = [("P-Asserted-Identity", f"<{caller.aor}>")] if order.caller_id else []
            call = self.endpoint.agent.call(
                caller.name, to, terms, now, headers=extra, way=trunk.server
            )
            return self.take(call, line)

        return begin

    def _caller(self, line: SipLine, order: Originate, trunk: Trunk | None) -> Account:
        """Who calls, as the called party sees it: an account of this leg alone."""
        shown = order.caller_id
        if not shown:
            aor = "sip:anonymous@anonymous.invalid"
        elif shown.startswith(("sip:", "sips:")):
            aor = shown
        else:
            house = (trunk.domain or trunk.server.host) if trunk is not None else self._setup.domain
            aor = f"sip:{shown}@{house}"
        credentials = trunk.credentials if trunk is not None else None
        return Account(f"leg {line.leg}", aor, credentials=credentials, registers=False)

    def _know(self, caller: Account) -> None:
        if caller.name not in self.endpoint.agent.lines:
            self.endpoint.agent.add(caller)

    def take(self, call: Call, line: SipLine) -> Call:
        """This line hears what becomes of the call."""
        line.call = call
        self._lines[call] = line
        return call

    def receive(self, call: Call, line: SipLine) -> None:
        """This line is a call that came in, and may answer it."""
        line.receive(self.take(call, line), self._preparing(call))

    def _preparing(self, call: Call) -> Prepare:
        """How to answer it."""
        trunk = self._setup.trunk
        assert trunk is not None
        offer = call.offers
        ice = offer is not None and any(ice_of(offer, one) is not None for one in offer.sections)

        async def prepare(voice: Voice) -> Terms:
            return await self._speaking.open(
                voice, trunk.encryption, trunk.server.transport, ice=ice, offering=False
            )

        return prepare

    def over(self, line: Line) -> None:
        """A leg is no more."""
        if isinstance(line, SipLine) and line.call is not None:
            self._lines.pop(line.call, None)
        name = f"leg {line.leg}"
        if name in self.endpoint.agent.lines:
            self.endpoint.agent.remove(name)

    # What the network says

    def _heard(self, event: events.Event) -> None:
        match event:
            case events.CallArrived(call=call, replaces=replaces):
                self._call_arrived(call, replaces)
            case events.BindingsChanged(aor=aor, bindings=bindings):
                self._registered(aor, bool(bindings))
            case events.RegistrationChanged():
                self.provider.heard(event)
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
            case _:
                pass

    def _call_arrived(self, call: Call, replaces: Call | None) -> None:
        invite = call.invite
        assert invite is not None
        if replaces is not None:  # nobody outside takes over a call
            self.endpoint.act(lambda now: call.refuse(now, 603))
            return
        self._arrived(call, caller_of(invite), dialled_of(invite, self.provider.user))

    def _may(self, user: str, aor: str) -> bool:
        """A telephone has proved to be `user`."""
        self.doorway.proved()
        return self._setup.may(user, aor)

    async def stop(self) -> None:
        """Wait until everybody knows that it is over, for some seconds, and close."""
        self.provider.leave()
        for _ in range(_FAREWELL_STEPS):
            if not len(self.endpoint.agent.calls) and not self.provider.busy:
                break
            await asyncio.sleep(_STEP_S)
        await self.endpoint.close()
