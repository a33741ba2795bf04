"""The worker that `voice-setup` measures, as a process of its own.

Says its SIP port as a line of JSON, lets calls to one number wait and gives those to another to the agent "ann" at
once, and ends with its input.
"""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
from pathlib import Path

from agent_desktop.hub.voice import decisions as d
from agent_desktop.hub.voice import inputs as i
from agent_desktop.hub.voice.policy import EntryPoint, Policy, QueueVoice, ToQueue
from agent_desktop.hub.voice.prompts.catalogue import Catalogue
from agent_desktop.hub.voice.records import Cause, VoiceCall
from agent_desktop.hub.voice.worker.centre import Farewell, News, Recorded, TrunkCondition
from agent_desktop.hub.voice.worker.setup import Trunk, WorkerSetup
from agent_desktop.hub.voice.worker.worker import Worker
from agent_desktop.media.precedence import take_turns_first
from agent_desktop.media.transport.ports import PortRange
from agent_desktop.sip.digest import ha1
from agent_desktop.sip.flow import Target

WAITING, SERVED = "+4930999100", "+4930999200"
HOST = "127.0.0.1"
POLICY = Policy(
    entry_points=(
        EntryPoint(id="waiting", numbers=(WAITING,), then=ToQueue("orders")),
        EntryPoint(id="served", numbers=(SERVED,), then=ToQueue("orders"), greeting="tone/beep"),
    ),
    queues=(QueueVoice(id="orders", announcements=None),),
)


class Centre:
    """Gives the calls of one entry point to the agent."""

    def __init__(self) -> None:
        self.worker: Worker | None = None

    def news(self, news: News) -> None:
        """Only arrivals matter."""
        if isinstance(news, d.Arrived) and news.entry_point == "served":
            assert self.worker is not None
            self.worker.tell(i.OfferAccepted(news.call, "ann", f"sip:ann@{HOST}", "token"))

    def recorded(self, recorded: Recorded) -> None:
        """Nothing is recorded here."""

    def pictured(self, call: VoiceCall) -> None:
        """Nobody looks."""

    def phone_here(self, address: str, here: bool) -> None:
        """There are agents enough."""

    def leg_ends_by(self, leg: str, farewell: Farewell | None) -> None:
        """Nobody comes after this worker."""

    def trunk_stands(self, trunk: str, condition: TrunkCondition) -> None:
        """The trunk registers nowhere."""

    def web_answered(self, leg: str, sdp: str) -> None:
        """No page calls."""

    def web_over(self, leg: str, cause: Cause) -> None:
        """No page calls."""


async def main(folder: Path) -> None:
    """Work until the input ends."""
    centre = Centre()
    setup = WorkerSetup(
        address=HOST,
        domain=HOST,
        secrets=lambda user, algorithm: ha1(user, HOST, "secret", algorithm),
        may=lambda user, aor: aor == f"sip:{user}@{HOST}",
        recordings=folder,
        udp_port=0,
        tcp_port=None,
        trunks=(Trunk("carrier", Target("udp", HOST, 1), ("127.0.0.0/8",)),),
        codecs=("PCMU",),
        media_ports=PortRange(20000, 29999),
        lost_after_s=600.0,
    )
    centre.worker = worker = Worker(setup, POLICY, Catalogue, centre)
    await worker.start()
    print(json.dumps(worker.signalling.ports["udp"]), flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    await worker.stop()


def serve() -> None:
    """What the process does, with uvloop where it exists."""
    take_turns_first()
    with tempfile.TemporaryDirectory(prefix="agent-desktop-voice-setup-") as place:
        try:
            import uvloop
        except ImportError:
            asyncio.run(main(Path(place)))
        else:
            uvloop.run(main(Path(place)))
