"""What we offer with a session: the codecs that were asked for, the ports that are open, the newest ICE."""

from agent_desktop.agreement.terms import known, moved, terms_of
from agent_desktop.media.transport.dtls import Certificate
from agent_desktop.media.transport.ice import IceSettings
from agent_desktop.media.transport.plan import SessionSettings
from agent_desktop.media.transport.session import MediaSession
from tests.contracts.asynchronous import asynchronous

HERE = "127.0.0.1"


async def opened(ice: IceSettings | None, certificate: Certificate | None) -> MediaSession:
    settings = SessionSettings(HERE, "us", ice=ice, certificate=certificate)
    session = await MediaSession.open(settings, heard=lambda *_: None)
    await session.gathered()
    return session


def test_codecs_come_in_the_order_that_was_asked_for() -> None:
    assert [one.name for one in known(("pcmu", "G722", "of-nobody"))] == ["PCMU", "G722"]
    assert {"PCMU", "PCMA", "G722"} <= {one.name for one in known()}


@asynchronous
async def test_plain_ports_are_said_and_said_anew() -> None:
    session = await opened(None, None)
    terms = terms_of(session, "192.0.2.1", known(("PCMA",)), "none")
    assert (terms.address, terms.port) == session.local
    assert (terms.ice, terms.fingerprint, terms.needs_ice) == (None, None, False)
    await session.move(HERE)
    later = moved(terms, session, HERE)
    assert (later.address, later.port) == session.local
    assert later.port != terms.port
    await session.close()


@asynchronous
async def test_candidates_stand_for_ports_and_change_with_a_restart() -> None:
    certificate = Certificate()
    session = await opened(IceSettings(addresses=(HERE,)), certificate)
    terms = terms_of(session, HERE, known(("PCMA",)), "required", needs_ice=True)
    assert terms.ice is not None
    assert terms.ice.candidates
    assert terms.fingerprint is not None
    assert terms.fingerprint.value == certificate.fingerprint().value
    session.restart_ice(controlling=True, addresses=(HERE,))
    await session.gathered()
    later = moved(terms, session, HERE)
    assert later.ice is not None
    assert later.ice.ufrag != terms.ice.ufrag
    await session.close()
