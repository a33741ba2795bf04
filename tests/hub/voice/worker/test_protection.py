"""Encrypted legs: by certificates, by keys over TLS, through ICE; each beside a plain caller."""

from dataclasses import replace
from pathlib import Path

from agent_desktop.hub.voice import decisions as d
from agent_desktop.hub.voice.worker.setup import Trunk
from agent_desktop.media.transport.ice import IceSettings
from agent_desktop.sip.flow import Target
from agent_desktop.sip.transport.tls import server_context
from tests.contracts.asynchronous import asynchronous
from tests.hub.voice.worker.house import house
from tests.hub.voice.worker.telephone import Telephone
from tests.sip.certificates import Authority


@asynchronous
async def test_by_certificates(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        caller = home.telephone(440.0)
        agent = await home.agent("ann", 700.0, secure=True)
        call = await home.talking(caller, "ann")
        await caller.hears_only(700.0)
        await agent.hears_only(440.0)
        assert agent.encrypted
        assert home.bridges[call].relayed


@asynchronous
async def test_by_keys_over_tls(tmp_path: Path) -> None:
    authority = Authority(tmp_path)
    files = authority.issue("localhost", "127.0.0.1")
    tls = server_context(files.certificate, files.key)
    async with house(tmp_path, change=lambda one: replace(one, tls=tls, tls_port=0)) as home:
        caller = home.telephone(440.0)
        agent = home.add(Telephone(700.0, authority=authority.file))
        await agent.register_at("ann", home.worker.signalling.ports["tls"], "tls")
        await home.talking(caller, "ann")
        await caller.hears_only(700.0)
        await agent.hears_only(440.0)
        assert agent.encrypted


@asynchronous
async def test_through_ice(tmp_path: Path) -> None:
    trunk = Trunk("carrier", Target("udp", "127.0.0.1", 1), ("127.0.0.0/8",), encryption="offered")
    ice = IceSettings(addresses=("127.0.0.1",))
    async with house(tmp_path, change=lambda one: replace(one, ice=ice, trunks=(trunk,))) as home:
        caller = home.add(Telephone(440.0, secure=True, ice=True))
        agent = await home.agent("ann", 700.0)
        await home.talking(caller, "ann")
        await caller.hears_only(700.0)
        await agent.hears_only(440.0)
        assert caller.encrypted
        caller.leave()
        await home.desk.until(d.CallOver)
