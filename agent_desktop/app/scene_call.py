"""A call on stage: a practice customer calls from the web page, and the agent answers with files for a headset.

Promises a real call: the hub's telephones, the agent's engine, both ways of sound. Refuses nothing.
"""

import asyncio
import wave
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from agent_desktop.app.practice.caller import Caller
from agent_desktop.app.practice.visitor import Pace
from agent_desktop.app.scene import Stage
from agent_desktop.model.calls import CallState
from agent_desktop.model.intents import AcceptOffer, OpenConversation
from agent_desktop.phone.setup import FileSound

_RATE = 16_000


def headset(folder: Path) -> FileSound:
    """A headset of files in this folder, into which nobody speaks. Raises OSError."""
    microphone = folder / "microphone.wav"
    with wave.open(str(microphone), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(_RATE)
        file.writeframes(bytes(2 * _RATE))
    speaker = str(folder / "speaker.wav")
    return FileSound(microphone=str(microphone), speaker=speaker, again=True)


class CallOnStage:
    """One call of this customer; `rings`, then `accept`."""

    def __init__(self, stage: Stage, name: str) -> None:
        self._stage, self._name = stage, name
        self._interaction = ""

    @asynccontextmanager
    async def rings(self) -> AsyncIterator[None]:
        """The call is offered to the agent; the customer hangs up at the end. Raises TimeoutError naming what never
        happened."""
        stage = self._stage
        await stage.until(
            "a telephone", lambda: stage.desk.phone is not None and bool(stage.desk.phone.accounts)
        )
        caller = Caller(stage.hub, stage.cast[self._name], 1, pace=Pace(0.0))
        calling = asyncio.create_task(caller.run())
        try:
            self._interaction = await stage.offered(self._name)
            yield
        finally:
            calling.cancel()
            await asyncio.gather(calling, return_exceptions=True)

    async def accept(self) -> str:
        """The agent talks with the customer; the conversation, which is open."""
        stage, desk = self._stage, self._stage.desk
        desk.post(AcceptOffer(interaction_id=self._interaction))
        await stage.until(
            "the call", lambda: any(one.call.state is CallState.ACTIVE for one in desk.calls())
        )
        await stage.until("the call's work", lambda: stage.active(self._name) is not None)
        conversation = stage.active(self._name)
        assert conversation is not None
        desk.post(OpenConversation(conversation_id=conversation))
        await stage.until("the call's thread", lambda: bool(desk.items(conversation)))
        return conversation
