"""A caller from the web page keeps the place and is called back there; another one leaves a message: by ear.

A real browser with a file for a microphone, the hub's telephones, the real window and its engine.
"""

import asyncio
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
from playwright.async_api import expect
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from agent_desktop.hub.voice.policy import (
    Callback,
    EntryPoint,
    Policy,
    QueueVoice,
    ToQueue,
    ToVoicemail,
)
from agent_desktop.media.frames import Samples
from agent_desktop.media.sound_file import blocks
from agent_desktop.model.attachments import Attachment, AudioKind
from agent_desktop.model.calendars import Calendar
from agent_desktop.model.intents import SaveAttachment, SetPresence
from agent_desktop.model.people import PresenceState
from agent_desktop.model.work import InteractionState
from tests.hub.server.desk import http
from tests.hub.voice.worker.sound import tones
from tests.journeys.conftest import RunJourney
from tests.journeys.keychain import KeychainInMemory
from tests.journeys.outside import Outside, outside
from tests.journeys.seat import Seat, outside_tasks, until
from tests.journeys.test_a_call import AGENT_HZ, RATE, Ear, answer, sign_in, sound
from tests.peers.process import free_ports
from tests.widget.caller import VISITOR_HZ, Visitor, beeps, chromium
from tests.widget.stage import CHROMIUM, Stage, staged

pytestmark = [
    pytest.mark.sound,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason=f"needs Chromium at {CHROMIUM}"),
]
BEEP_HZ, SPOKEN_S = 1000.0, 3
QUEUE = ToQueue("support")
NEVER = Calendar(id="never", name="Never")


@pytest.fixture
def stage() -> Iterator[Stage]:
    """A hub with telephones."""
    with tempfile.TemporaryDirectory(prefix="agent-desktop-back-") as folder:
        with staged(Path(folder), "--sip-port", str(free_ports(1)[0]), calls="web") as stage:
            yield stage


@pytest.fixture
def others() -> Iterator[Outside]:
    with outside() as others:
        yield others


def house(stage: Stage, policy: Policy) -> None:
    """The administrator says how the telephones work."""
    wish = {"type": "define_voice_policy", "policy": msgspec.to_builtins(policy)}
    with http(stage.url, stage.owner) as client:
        answer = client.put("/v1/admin/voice/policy", json=wish)
        assert answer.status_code == 204, answer.text


async def speaks(visitor: Visitor, seconds: int) -> None:
    """Wait until the page has sent so much more sound: 50 packets a second."""
    await visitor.page.evaluate(
        """async (count) => {
          const sent = async () => {
            for (const one of (await pc.getStats()).values())
              if (one.type === "outbound-rtp") return one.packetsSent;
          };
          const from = await sent();
          while ((await sent()) < from + count) await new Promise((done) => setTimeout(done, 20));
        }""",
        50 * seconds,
    )


async def key(visitor: Visitor, digit: str) -> None:
    """Press a key of the page's keypad."""
    pad = visitor.panel.get_by_role("group", name="Keypad")
    if not await pad.is_visible():
        await visitor.button("Keypad").click()
    await pad.get_by_text(digit, exact=True).click()


def test_who_keeps_a_place_is_called_back_on_the_page(
    journey: RunJourney[Any],
    keychain: KeychainInMemory,
    data: Path,
    tmp_path: Path,
    stage: Stage,
    others: Outside,
) -> None:
    patient = QueueVoice(id="support", announcements=None, callback=Callback(after_ms=1))
    place = EntryPoint(id="web", numbers=(), then=QUEUE)
    house(stage, Policy(entry_points=(place,), queues=(patient,)))
    ear = Ear(tmp_path / "speaker.wav")

    async def keep_the_place(visitor: Visitor) -> None:
        await visitor.button("Call us instead").click()
        await visitor.says("You are number 1 in the queue")
        await visitor.hears()
        await key(visitor, "1")
        await visitor.says("You keep place 1. Leave this page open: we will call you here.")
        await visitor.hears()
        await visitor.button("Hang up").click()
        await expect(visitor.button("Hang up")).to_be_hidden()
        # Another page of the shop knows it too.
        await visitor.page.reload()
        await visitor.says("You keep place 1. Leave this page open: we will call you here.")
        await expect(visitor.button("Call us")).to_be_hidden()

    async def take_the_call(visitor: Visitor) -> None:
        await visitor.says("It is your turn: Ann is calling you.")
        await expect(visitor.panel).to_be_visible()
        # Whoever types something in the page goes on typing there.
        assert await visitor.page.evaluate("document.activeElement === document.body")
        await visitor.button("Answer").click()
        await visitor.says("You are talking to Ann")
        await visitor.hears(AGENT_HZ)

    async def day(visitor: Visitor) -> None:
        async with Seat.taken(data) as seat:
            seat.program.phone = sound(tmp_path, data)
            await sign_in(seat, stage)
            seat.desk.post(SetPresence(state=PresenceState.BREAK))
            await until("the break", lambda: seat.desk.presence.state is PresenceState.BREAK)
            await others.do(keep_the_place(visitor))
            seat.desk.post(SetPresence(state=PresenceState.READY))
            await answer(seat)
            await others.do(take_the_call(visitor))
            await ear.hears(VISITOR_HZ)
            await others.do(visitor.button("Hang up").click())
            await others.do(visitor.says("The call has ended."))
            await until("the wrap-up", lambda: seat.state is InteractionState.WRAP_UP)

    with ExitStack() as stack:
        page = chromium(stage, beeps(tmp_path / "beeps.wav"))
        journey(day(stack.enter_context(others.there(page))))


def test_out_of_hours_a_caller_leaves_a_message(
    journey: RunJourney[Any],
    keychain: KeychainInMemory,
    data: Path,
    tmp_path: Path,
    stage: Stage,
    others: Outside,
) -> None:
    place = EntryPoint(
        id="web", numbers=(), then=QUEUE, calendar=NEVER.id, closed=ToVoicemail("support")
    )
    never = {"type": "define_calendar", "name": NEVER.name}
    with http(stage.url, stage.owner) as client:
        answer = client.put(f"/v1/admin/calendars/{NEVER.id}", json=never)
        assert answer.status_code == 204, answer.text
    house(stage, Policy(entry_points=(place,)))
    ear = Ear(tmp_path / "speaker.wav")

    async def leave_a_message(visitor: Visitor) -> None:
        await visitor.button("Call us instead").click()
        await visitor.says("Connected. Please listen.")
        await visitor.hears()  # that nobody is there, and what to do
        await visitor.hears(BEEP_HZ)
        await speaks(visitor, SPOKEN_S)
        await visitor.button("Hang up").click()
        await visitor.says("The call has ended.")

    async def write(visitor: Visitor) -> None:
        await visitor.button("Close").click()
        box = visitor.panel.locator(".box textarea")
        await box.fill("Did you get my message?")
        await box.press("Enter")

    async def day(visitor: Visitor) -> None:
        async with Seat.taken(data) as seat:
            seat.program.phone = sound(tmp_path, data)
            await asyncio.gather(sign_in(seat, stage), others.do(leave_a_message(visitor)))
            await until("an offer", lambda: any(c.isVisible() for c in seat.parts.offers.cards))
            await seat.press(Qt.Key.Key_A, ctrl=True, shift=True)
            await until("the message", lambda: seat.messages())
            message = seat.messages()[0]
            (voicemail,) = message.attachments
            await play(seat, voicemail)
            await ear.hears(VISITOR_HZ)
            await check(seat, message.conversation_id, voicemail, tmp_path / "message.ogg")
            await others.do(write(visitor))
            await until("the same customer", lambda: "Did you get my message?" in seat.texts())
            await seat.press(Qt.Key.Key_1, ctrl=True, shift=True)
            await until("the wrap-up", lambda: seat.state is InteractionState.WRAP_UP)

    with ExitStack() as stack:
        page = chromium(stage, beeps(tmp_path / "beeps.wav"))
        journey(day(stack.enter_context(others.there(page))))


async def play(seat: Seat, voicemail: Attachment) -> None:
    """Press the play button of its card in the thread."""
    timeline = seat.pane.timeline

    def cards() -> list[tuple[int, Any]]:
        rows = (row for row, _ in timeline.scroller.visible)
        return [(row, box) for row in rows for box in timeline.laid(row).sounds]

    await until("its card", cards)
    ((row, box),) = cards()
    assert box.look.attachment == voicemail
    place = timeline.row_rect(row)
    assert place is not None
    at = place.topLeft() + box.play.center().toPoint()
    left = Qt.MouseButton.LeftButton
    await outside_tasks(lambda: QTest.mouseClick(timeline.viewport(), left, pos=at))


def samples(file: Path) -> Samples:
    """The whole of a file with one lane."""
    whole: Samples = np.concatenate(list(blocks(file.read_bytes())))[:, 0]
    return whole


async def check(seat: Seat, conversation_id: str, voicemail: Attachment, saved: Path) -> None:
    """It is as long as it was spoken, and holds the caller's voice alone."""
    assert voicemail.audio is not None
    assert voicemail.audio.kind is AudioKind.VOICEMAIL
    save = SaveAttachment(attachment=voicemail, conversation_id=conversation_id, path=str(saved))
    seat.desk.post(save)
    await until("the saved message", saved.exists)
    said = samples(saved)
    assert tones(said, RATE) == {VISITOR_HZ}
    assert abs(len(said) / RATE - voicemail.audio.length_ms / 1000) < 0.5
    assert voicemail.audio.length_ms / 1000 > SPOKEN_S - 0.5  # the tone was heard before its end
