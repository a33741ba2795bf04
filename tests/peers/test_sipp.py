"""Our client transactions against a sipp that takes its time: it is asked again, and its one answer comes through."""

from pathlib import Path

from agent_desktop.sip.flow import Target
from agent_desktop.sip.transport.ways import Manner
from tests.contracts.asynchronous import asynchronous
from tests.peers.process import free_ports
from tests.peers.sipp import finished, waiting
from tests.peers.test_kamailio import Agent
from tests.sip.transaction_script import request_of

SLOW = """<?xml version="1.0" encoding="UTF-8"?>
<scenario name="slow">
 <recv request="OPTIONS"/>
 <pause milliseconds="1200"/>
 <send><![CDATA[
SIP/2.0 200 OK
[last_Via:]
[last_From:]
[last_To:];tag=[call_number]
[last_Call-ID:]
[last_CSeq:]
Content-Length: 0

]]></send>
</scenario>
"""


def test_a_slow_peer_is_asked_again(tmp_path: Path) -> None:
    scenario = tmp_path / "slow.xml"
    scenario.write_text(SLOW, encoding="utf-8")
    [port] = free_ports(1)
    with waiting(scenario, port, folder=tmp_path) as sipp:

        @asynchronous
        async def run() -> None:
            agent = Agent(Manner(host="127.0.0.1"))
            flow = await agent.ways.open(Target("udp", "127.0.0.1", port))
            answer = await agent.ask(request_of("OPTIONS", call="slow"), flow)
            assert answer.status == 200
            assert agent.answers.empty()
            await agent.close()

        run()
        finished(sipp)
