"""An agent's telephone at a whole hub: registered by UDP, with the line that the hub gives to the agent."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import msgspec

from agent_desktop.model.telephone import PhoneLine
from agent_desktop.sip.agent.config import Account
from agent_desktop.sip.digest import Credentials
from agent_desktop.sip.flow import Target
from tests.hub.server.desk import http
from tests.hub.voice.worker.telephone import Telephone


@asynccontextmanager
async def telephone_of(url: str, token: str, port: int, hz: float) -> AsyncIterator[Telephone]:
    """The telephone of the agent with this token; the hub was started with this `--sip-port`."""
    with http(url, token) as client:
        answer = client.get("/v1/phone/line")
        assert answer.status_code == 200, answer.text
    line = msgspec.json.decode(answer.content, type=PhoneLine)
    telephone = Telephone(hz)
    try:
        account = Account(
            line.user,
            line.address,
            (Target("udp", "127.0.0.1", port),),
            Credentials(line.user, line.password),
            outbound=False,
            contact_user=line.user,
        )
        assert (await telephone.register(account)).state == "registered"
        yield telephone
    finally:
        await telephone.close()
