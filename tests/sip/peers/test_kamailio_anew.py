"""A Kamailio that is started anew does not know the nonces that it gave: its telephones prove their password again."""

from pathlib import Path

from agent_desktop.sip.agent.events import RegistrationChanged
from tests.contracts.asynchronous import asynchronous
from tests.peers.kamailio import kamailio
from tests.sip.agent_phone import Phone, account_of
from tests.sip.certificates import Authority


def test_a_telephone_outlives_its_exchange(tmp_path: Path) -> None:
    authority = Authority(tmp_path)

    @asynchronous
    async def run() -> None:
        phone = Phone()
        with kamailio(tmp_path, authority) as server:
            known = await phone.register(account_of("alice", server.sip, "tcp"))
            assert known.state == "registered"
        await phone.until(RegistrationChanged, lambda one: one.state == "waiting")
        with kamailio(tmp_path, authority, ports=server):
            phone.events.clear()
            phone.act(lambda now: phone.agent.register("alice", now))
            again = await phone.until(
                RegistrationChanged, lambda one: one.state not in {"connecting", "registering"}
            )
            assert again.state == "registered", again
        await phone.close()

    run()
