"""One practice customer who calls from the web page, says what the shipped clips say, and hangs up.

Promises to use nothing that a browser's widget could not use; to call only where an agent's telephone is there; to
wait no longer than patience lasts. Refuses to hide failures, as the other practice customers do.
"""

import asyncio

import httpx
import websockets
from websockets.asyncio.client import ClientConnection

from agent_desktop.app.practice.handset import Handset
from agent_desktop.app.practice.script import Role
from agent_desktop.app.practice.visitor import Pace, decoded, live_address, send, start_session
from agent_desktop.files import resource
from agent_desktop.hub.protocol import (
    PROTOCOL_VERSION,
    CallAnswer,
    CallEnd,
    CallKey,
    CallOffer,
    CallState,
    ChatWelcome,
    Goodbye,
    Introduce,
    SayAccepted,
    SayRefused,
    VisitorHello,
)
from agent_desktop.hub.voice.prompts import clips
from agent_desktop.media.frames import Samples
from agent_desktop.model.base import new_id
from agent_desktop.model.errors import DeskError, Refused
from agent_desktop.sip.audio_terms import Unacceptable

OPENINGS = 5
"""Clips with which a call begins; the next one ends it."""
MENU_S = 6.0
MOST_S = 20.0


class Caller:
    """A simulated caller. `line` is which of the openings is said, from 1."""

    def __init__(
        self, hub: str, role: Role, line: int, *, pace: Pace, entry_point: str = "website"
    ) -> None:
        self._hub, self._role, self._pace = hub.rstrip("/"), role, pace
        self._entry_point = entry_point
        self._language = "de" if role.language.startswith("de") else "en"
        self._line = line
        self._id, self._token = new_id(), ""
        self._introduced = asyncio.Event()
        self._talks, self._over = asyncio.Event(), asyncio.Event()
        self._handset = Handset(self._hub)

    async def run(self) -> bool:
        """Call, talk, hang up; whether there was anybody to call. Who found nobody may try again, as the same visitor.

        Raises DeskError when the hub refuses; OSError and websockets' errors when it cannot be reached.
        """
        if not self._token:
            async with httpx.AsyncClient(base_url=self._hub, headers={"Origin": self._hub}) as http:
                started = await start_session(http, self._hub, self._entry_point, self._role)
            self._token = started.token
        address = live_address(self._hub)
        async with websockets.connect(address, origin=websockets.Origin(self._hub)) as socket:
            await send(socket, VisitorHello(protocol=PROTOCOL_VERSION, token=self._token))
            welcome = decoded(await socket.recv())
            if isinstance(welcome, Goodbye):
                raise DeskError.of(welcome.problem)
            if not isinstance(welcome, ChatWelcome) or not (
                welcome.calls and welcome.calls.staffed
            ):
                return False
            listener = asyncio.create_task(self._listen(socket))
            call = asyncio.create_task(self._call(socket))
            over = asyncio.create_task(self._over.wait())
            try:
                await asyncio.wait({listener, call, over}, return_when=asyncio.FIRST_COMPLETED)
            finally:
                for task in (listener, call, over):
                    task.cancel()
                outcomes = await asyncio.gather(listener, call, over, return_exceptions=True)
                await self._handset.close()
            for outcome in outcomes:
                if isinstance(outcome, Exception):
                    raise outcome
        return True

    async def _call(self, socket: ClientConnection) -> None:
        role, handset = self._role, self._handset
        await send(socket, Introduce(client_id=new_id(), name=role.name, email=role.email))
        await self._introduced.wait()
        await send(socket, CallOffer(client_id=self._id, sdp=await handset.offer()))
        await handset.hear_out(1.0, MOST_S)
        await self._pace.read("")
        await send(socket, CallKey(client_id=self._id, key="1"))
        try:
            async with asyncio.timeout(role.patience_s):
                await self._talks.wait()
            await handset.hear_out(0.8, MENU_S)
            await handset.say(self._clip(self._line))
            await handset.hear_out(1.5, MOST_S)
            await handset.say(self._clip(OPENINGS + 1))
        except TimeoutError:
            pass  # nobody came: hang up
        await send(socket, CallEnd(client_id=self._id))
        await self._over.wait()

    async def _take(self, sdp: str) -> None:
        try:
            await self._handset.take(sdp)
        except (ValueError, Unacceptable) as error:
            raise Refused("The hub's answer makes no call.", field="sdp") from error

    def _clip(self, number: int) -> Samples:
        return clips.read(resource("sounds", self._language, "caller", f"{number}.ogg"))

    async def _listen(self, socket: ClientConnection) -> None:
        async for frame in socket:
            match decoded(frame):
                case SayAccepted():
                    self._introduced.set()
                case CallAnswer(sdp=sdp):
                    await self._take(sdp)
                case CallState(phase="talking"):
                    self._talks.set()
                case CallState(phase="over"):
                    self._over.set()
                case SayRefused(problem=problem) | Goodbye(problem=problem):
                    raise DeskError.of(problem)
                case _:
                    pass
