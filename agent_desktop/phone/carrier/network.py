"""All accounts and calls of one engine over SIP.

Promises that an account which is reached by TLS gives no key and no call away in the clear; that each account signs off
at the end, within seconds. Refuses numbers that lead nowhere.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from typing import Final

from agent_desktop.media.codecs.registry import available
from agent_desktop.media.transport.dtls import Certificate
from agent_desktop.model.base import new_id, wall_clock
from agent_desktop.model.calls import FarParty, Registration, RegistrationState
from agent_desktop.model.errors import Refused
from agent_desktop.phone.carrier.line import SipLine
from agent_desktop.phone.carrier.outcomes import REGISTRATIONS, registration_problem
from agent_desktop.phone.carrier.voice import Voice
from agent_desktop.phone.engine.lines import Line, LineNews, Listener
from agent_desktop.phone.setup import PhoneAccount, Setup
from agent_desktop.sip.agent import events
from agent_desktop.sip.agent.call import Call
from agent_desktop.sip.agent.config import Account, Config
from agent_desktop.sip.audio_terms import Encryption, Terms
from agent_desktop.sip.digest import Credentials
from agent_desktop.sip.fields import BadValue, NameAddr
from agent_desktop.sip.flow import Target
from agent_desktop.sip.sdp_attributes import Codec, Fingerprint
from agent_desktop.sip.transport.endpoint import Endpoint
from agent_desktop.sip.transport.ways import Manner
from agent_desktop.sip.uri import SipUri, TelUri, parse_uri

log = logging.getLogger(__name__)

#: The header with which a hub names the offer that a call belongs to.
OFFER_HEADER: Final = "X-Offer-Token"
_FAREWELL_STEPS: Final = 60
_STEP_S: Final = 0.05
#: What people write into numbers so that they can be read.
_READABLE: Final = str.maketrans("", "", " \t-./()\u00a0\u2011")


class SipNetwork:
    """The `Network` of real telephone systems."""

    def __init__(self, setup: Setup) -> None:
        self._bind = setup.bind
        self._accounts: dict[str, PhoneAccount] = {}
        self._endpoint: Endpoint | None = None
        self._listener: Listener | None = None
        self._lines: dict[str, SipLine] = {}
        self._closing: set[asyncio.Task[None]] = set()
        self._certificate: Certificate | None = None

    async def start(self, accounts: Sequence[PhoneAccount], listener: Listener) -> None:
        """Sign the accounts on."""
        self._listener = listener
        manner = Manner(host=self._bind) if self._bind else None
        endpoint = self._endpoint = Endpoint(Config(), self._heard, manner=manner)
        for account in accounts:
            self._accounts[account.id] = account
            listener.registered(_registration(account.id, RegistrationState.REGISTERING))
            try:
                endpoint.agent.add(_sip_account(account))
            except ValueError:
                listener.registered(_registration(account.id, RegistrationState.FAILED))
                continue
            endpoint.act(lambda now, name=account.id: endpoint.agent.register(name, now))  # type: ignore[misc]

    def place(self, call_id: str, account_id: str, number: str) -> Line:
        """Call a number. Raises Refused."""
        endpoint = self._endpoint
        if endpoint is None or account_id not in endpoint.agent.lines:
            raise Refused("There is no such line.", field="account_id", value=account_id)
        account = self._accounts[account_id]
        try:
            address = address_of(number, account.address)
        except ValueError:
            raise Refused(
                "That is no number that can be called.",
                remedy="Look at it and try again.",
                field="number",
                value=number,
            ) from None
        line = self._line(call_id, account)
        line.place(lambda terms, now: self._begin(account_id, address, terms, now))
        return line

    def _begin(self, account_id: str, address: str, terms: Terms, now: float) -> Call:
        assert self._endpoint is not None
        return self._endpoint.agent.call(account_id, address, terms, now)

    def _line(self, call_id: str, account: PhoneAccount) -> SipLine:
        assert self._endpoint is not None

        def tell(news: LineNews) -> None:
            assert self._listener is not None
            # The engine hears it when it is done with what it does now.
            asyncio.get_running_loop().call_soon(self._listener.news, call_id, news)

        def over(line: SipLine) -> None:
            self._lines.pop(call_id, None)
            task = asyncio.get_running_loop().create_task(line.party.close())
            self._closing.add(task)
            task.add_done_callback(self._closing.discard)

        line = SipLine(
            self._endpoint,
            call_id,
            lambda voice: self._prepare(voice, account),
            lambda number: address_of(number, account.address),
            tell,
            over,
        )
        self._lines[call_id] = line
        return line

    async def _prepare(self, voice: Voice, account: PhoneAccount) -> Terms:
        """Bind ports for a call, and say what we can speak. Raises OSError."""
        assert self._endpoint is not None
        encryption, certificate = self._encryption(account)
        flow = self._endpoint.agent.lines[account.id].flow
        address = flow.local[0] if flow is not None else self._bind
        if not address:
            raise OSError("the telephone system cannot be reached")
        host, port = await voice.open(address, certificate)
        ours = certificate.fingerprint() if certificate is not None else None
        wanted = [name.lower() for name in account.codecs]
        known = available()
        if wanted:
            known = tuple(one for name in wanted for one in known if one.name.lower() == name)
        return Terms(
            address=host,
            port=port,
            codecs=tuple(Codec(one.name, one.clock, one.channels, one.parameters) for one in known),
            encryption=encryption,
            fingerprint=Fingerprint(ours.algorithm, ours.value) if ours is not None else None,
        )

    def _encryption(self, account: PhoneAccount) -> tuple[Encryption, Certificate | None]:
        """Keys in the description (SDES) only where nobody can read it; else by certificates (DTLS)."""
        if account.transport == "tls":
            return ("required" if account.secure else "offered"), None
        if not account.secure:
            return "none", None
        if self._certificate is None:
            self._certificate = Certificate()
        return "required", self._certificate

    # What the network says

    def _heard(self, event: events.Event) -> None:
        listener = self._listener
        assert listener is not None
        match event:
            case events.RegistrationChanged(account=name, state=state, outcome=outcome):
                registration = Registration(
                    account_id=name,
                    state=REGISTRATIONS[state],
                    since=wall_clock(),
                    problem=registration_problem(outcome),
                )
                asyncio.get_running_loop().call_soon(listener.registered, registration)
            case events.CallArrived(call=call):
                self._arrived(call, listener)
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
                line = next((one for one in self._lines.values() if one.call is call), None)
                if line is not None:
                    line.heard(event)
            case _:
                pass

    def _arrived(self, call: Call, listener: Listener) -> None:
        assert self._endpoint is not None
        account = self._accounts[call.line.account.name]
        call_id = new_id()
        line = self._line(call_id, account)
        line.arrived(call)
        invite = call.invite
        token = (invite.headers.get(OFFER_HEADER) or "") if invite is not None else ""
        listener.incoming(call_id, account.id, far_party(call.remote), token[:200], line)

    async def close(self) -> None:
        """Sign off and end."""
        endpoint = self._endpoint
        if endpoint is None:
            return
        for name in endpoint.agent.lines:
            endpoint.act(lambda now, name=name: endpoint.agent.unregister(name, now))  # type: ignore[misc]
        for _ in range(_FAREWELL_STEPS):
            if endpoint.agent.idle:
                break
            await asyncio.sleep(_STEP_S)
        await asyncio.gather(*self._closing, return_exceptions=True)
        await endpoint.close()


def address_of(number: str, own: str) -> str:
    """The SIP address of what an agent typed; a bare number is one of our own domain. Raises ValueError."""
    text = number.strip()
    if text.lower().startswith(("sip:", "sips:")):
        address = text
    elif "@" in text:
        address = f"sip:{text}"
    else:
        digits = text.translate(_READABLE).replace("#", "%23")
        address = f"sip:{digits}@{own.partition('@')[2]}"
    uri = parse_uri(address)
    if not isinstance(uri, SipUri) or not uri.user:
        raise BadValue("Request-URI", number)
    return str(uri)


def far_party(value: str) -> FarParty:
    """Who the network says is there."""
    try:
        party = NameAddr.parse(value, "From")
    except BadValue:
        return FarParty(number="")
    match party.uri:
        case SipUri(user=user) as uri:
            return FarParty(number=user or uri.bare_host, shown=party.display[:200])
        case TelUri() as uri:
            return FarParty(number=str(uri).removeprefix("tel:"), shown=party.display[:200])
        case uri:
            return FarParty(number=str(uri)[:200], shown=party.display[:200])


def _registration(account_id: str, state: RegistrationState) -> Registration:
    return Registration(account_id=account_id, state=state, since=wall_clock())


def _sip_account(account: PhoneAccount) -> Account:
    """An account as the user agent wants it. Raises ValueError for an address that is none."""
    own = parse_uri(account.address)
    if not isinstance(own, SipUri) or not own.user:
        raise BadValue("address", account.address)
    host, port = own.bare_host, own.port or 0
    if account.server:
        server = parse_uri(f"sip:{account.server}")
        assert isinstance(server, SipUri)
        host, port = server.bare_host, server.port or 0
    return Account(
        name=account.id,
        aor=f"sip:{own.user}@{account.address.partition('@')[2]}",
        servers=(Target(account.transport, host, port),),
        credentials=Credentials(account.user or own.user, account.password),
        display=account.shown,
    )
