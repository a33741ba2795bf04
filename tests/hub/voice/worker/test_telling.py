"""What the worker tells of itself: pictures of calls, telephones, the registration at a provider."""

import itertools
from dataclasses import replace
from pathlib import Path

from agent_desktop.hub.voice import decisions as d
from agent_desktop.hub.voice import inputs as i
from agent_desktop.hub.voice.phones import digests_of
from agent_desktop.hub.voice.records import VoiceCall
from agent_desktop.hub.voice.worker.setup import Trunk
from agent_desktop.sip.agent.config import Account
from agent_desktop.sip.agent.events import BindingsChanged
from agent_desktop.sip.agent.server import Rules
from agent_desktop.sip.digest import Credentials, ha1
from agent_desktop.sip.digest_server import Verifier
from agent_desktop.sip.flow import Target
from tests.contracts.asynchronous import asynchronous
from tests.hub.voice.worker.house import Phone, Stands, house
from tests.hub.voice.worker.telephone import Telephone
from tests.sip.agent_phone import Phone as Registrar


@asynchronous
async def test_pictures_follow_a_call_and_say_nothing_twice(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        caller = home.telephone(440.0)
        await home.agent("ann", 700.0)
        call = await home.talking(caller, "ann")
        home.worker.tell(i.Held(call, "ann"))
        await home.desk.until(VoiceCall, lambda one: any(leg.held for leg in one.legs))
        home.worker.tell(i.TimePassed())
        caller.leave()
        await home.desk.until(d.CallOver)
        told = [one for one in home.desk.told if isinstance(one, VoiceCall | d.CallOver)]
    seen = home.desk.all(VoiceCall)
    assert [one.stage for one in seen][-1] == "talking"
    assert all(one != other for one, other in itertools.pairwise(seen))
    assert isinstance(told[-1], d.CallOver)


@asynchronous
async def test_telephones_come_and_go(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        agent = await home.agent("ann", 700.0)
        await home.desk.until(Phone, lambda one: one.here)
        agent.act(lambda now: agent.agent.unregister("ann", now))
        await home.desk.until(Phone, lambda one: not one.here)
    assert home.desk.all(Phone) == [
        Phone("sip:ann@127.0.0.1", True),
        Phone("sip:ann@127.0.0.1", False),
    ]


def provider(password: str) -> Registrar:
    """A provider's registrar, which knows the house."""
    verifier = Verifier("provider.test", b"x" * 32, lambda: "nonce")
    return Registrar(
        rules=Rules(
            verifier,
            lambda user, algorithm: ha1(user, "provider.test", password, algorithm),
            lambda user, aor: True,
        )
    )


@asynchronous
async def test_the_trunk_registers_is_called_and_leaves(tmp_path: Path) -> None:
    far = provider("good")
    far.agent.add(Account("anybody", "sip:anybody@provider.test", registers=False))
    socket = await far.endpoint.ways.listen_udp("127.0.0.1")
    trunk = Trunk(
        "carrier",
        Target("udp", "127.0.0.1", socket.local[1]),
        (),
        domain="provider.test",
        credentials=Credentials("house", "good"),
        registers=True,
    )
    async with house(tmp_path, change=lambda one: replace(one, trunks=(trunk,))) as home:
        await home.desk.until(Stands, lambda one: one.condition.standing == "registered")
        bound = (await far.until(BindingsChanged)).bindings
        assert bound[0].contact.startswith("sip:house@127.0.0.1:")
        caller = home.telephone(440.0)
        call = await caller.dial("+4930999100", home.port)
        arrived = await home.desk.until(d.Arrived)
        assert arrived.entry_point == "main"
        caller.leave()
        await caller.reaches(call, "ended")
        home.worker.signalling.define_trunks([])
        await far.until(BindingsChanged, lambda one: not one.bindings)
        stranger = home.telephone(440.0)
        refused = await stranger.reaches(await stranger.dial("+4930999100", home.port), "ended")
        assert refused.outcome is not None
        assert refused.outcome.status == 403
        wrong = replace(trunk, credentials=Credentials("house", "bad"))
        home.worker.signalling.define_trunks([wrong])
        told = await home.desk.until(Stands, lambda one: one.condition.standing == "refused")
        assert (told.trunk, told.condition.status, told.condition.clear) == ("carrier", 401, True)
    await far.close()


@asynchronous
async def test_who_guesses_a_password_is_soon_refused(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        states = []
        for number in range(25):
            thief = home.add(Telephone(440.0))
            account = Account(
                "ann",
                "sip:ann@127.0.0.1",
                (Target("udp", "127.0.0.1", home.port),),
                Credentials("ann", f"guess {number}"),
                outbound=False,
            )
            outcome = (await thief.register(account)).outcome
            assert outcome is not None
            states.append(outcome.status)
    assert states[0] == 401
    assert states[-1] == 403


def test_digests_are_those_of_the_hubs_own_domain() -> None:
    assert digests_of("ann.one", "secret")["MD5"] == ha1("ann.one", "hub.invalid", "secret", "MD5")
