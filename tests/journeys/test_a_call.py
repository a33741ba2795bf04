"""A call from the web page to its wrap-up: a real browser, the hub's telephones, the agent's and the supervisor's real
windows, each with its engine.

Who hears what is told by tones: the visitor's, the agent's, the colleague's and the supervisor's are all different.
"""

import asyncio
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from agent_desktop.hub.protocol import Answer
from agent_desktop.hub.voice.policy import Policy, QueueVoice, Recording
from agent_desktop.media.sound_file import blocks
from agent_desktop.model.backend_calls import Listening
from agent_desktop.model.calls import CallState, Hold
from agent_desktop.model.commands import ChoosePresence
from agent_desktop.model.events import InteractionChanged
from agent_desktop.model.intents import SaveAttachment, SetPresence
from agent_desktop.model.people import PresenceState
from agent_desktop.model.timeline import LineKind, SystemLine
from agent_desktop.model.work import InteractionState
from agent_desktop.phone.setup import FileSound, Setup
from agent_desktop.ui.kit.widgets.buttons import Button
from agent_desktop.ui.supervisor.ways import Ways
from tests.hub.server.desk import Desk, http, make_agent
from tests.hub.voice.worker.lines import telephone_of
from tests.hub.voice.worker.sound import tones
from tests.hub.voice.worker.telephone import Telephone
from tests.journeys.conftest import RunJourney
from tests.journeys.keychain import KeychainInMemory
from tests.journeys.outside import Outside, outside
from tests.journeys.seat import Seat, until
from tests.journeys.test_another_hub import fill, to_the_form
from tests.media.sounds import tone
from tests.peers.process import free_ports
from tests.phone.listening import write_wav
from tests.widget.caller import VISITOR_HZ, Visitor, aside, beeps, chromium
from tests.widget.stage import CHROMIUM, Stage, staged

pytestmark = [
    pytest.mark.sound,
    pytest.mark.timeout(240),
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason=f"needs Chromium at {CHROMIUM}"),
]
AGENT_HZ, COLLEAGUE_HZ, SUPERVISOR_HZ = 700.0, 1150.0, 1900.0
RATE = 16_000


class Scene:
    """Everybody who is not the agent at the window; `tokens` are those of the colleagues' desks."""

    def __init__(self, stage: Stage, others: Outside, tokens: dict[str, str]) -> None:
        self.stage, self.others, self.tokens = stage, others, tokens

    def telephone(self, stack: ExitStack, name: str, hz: float) -> Telephone:
        """A colleague's telephone, which answers by itself."""
        port = int(self.stage.options[-1])
        place = telephone_of(self.stage.url, self.tokens[name], port, hz)
        return stack.enter_context(self.others.there(place))


@pytest.fixture
def scene() -> Iterator[Scene]:
    """A hub with telephones that records calls, and a team."""
    port = str(free_ports(1)[0])
    with tempfile.TemporaryDirectory(prefix="agent-desktop-call-") as folder, outside() as others:
        with staged(Path(folder), "--sip-port", port, calls="web") as stage:
            tokens = {"bob": make_agent(stage.url, stage.owner, "bob")}
            scopes = ["agent", "supervisor"]
            make_agent(stage.url, stage.owner, "sue", scopes=scopes)
            record_all(stage)
            yield Scene(stage, others, tokens)


def record_all(stage: Stage) -> None:
    """The administrator wants calls of the queue recorded."""
    with http(stage.url, stage.owner) as client:
        answer = client.get("/v1/admin/voice/policy")
        policy = msgspec.convert(answer.json()["policy"], Policy)
        queue = QueueVoice(id="support", recording=Recording(mode="all"))
        changed = msgspec.structs.replace(policy, queues=(queue,))
        wish = {"type": "define_voice_policy", "policy": msgspec.to_builtins(changed)}
        answer = client.put("/v1/admin/voice/policy", json=wish)
        assert answer.status_code == 204, answer.text


class Ear:
    """The headset of somebody at a window: what came to the speaker's file."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def last(self, seconds: float) -> "np.ndarray[Any, np.dtype[np.int16]]":
        """The newest sound."""
        data = self._file.read_bytes() if self._file.exists() else b""
        count = 2 * round(seconds * RATE)
        body = data[44:]
        body = body[: len(body) // 2 * 2]
        return np.frombuffer(body[-count:], np.int16)

    async def hears(self, *hz: float) -> None:
        """Wait until these tones are heard, and none of the others."""
        await until(f"{hz} in the headset", lambda: tones(self.last(1.0), RATE) == set(hz))

    async def listens(self, seconds: float) -> None:
        """Let so much more sound come."""
        size = self._file.stat().st_size + round(2 * RATE * seconds)
        await until("more sound in the headset", lambda: self._file.stat().st_size >= size)


def sound(folder: Path, data: Path, hz: float = AGENT_HZ) -> Setup:
    """Files instead of a headset; short tones go into its microphone."""
    beep = tone(0.35, RATE, hz, 8000)
    said = np.tile(np.concatenate([beep, np.zeros(2400, np.int16)]), 10)
    microphone = write_wav(folder / "microphone.wav", said)
    files = FileSound(microphone=str(microphone), speaker=str(folder / "speaker.wav"), again=True)
    return Setup(folder=str(data / "phone"), sound=files)


async def sign_in(seat: Seat, stage: Stage, name: str = "ann") -> None:
    """They come to work; Ann is ready for it."""
    await seat.look_at()
    await to_the_form(seat)
    password = f"{name} has a password"
    await fill(seat, address=stage.url, email=f"{name}@example.org", password=password)
    await seat.press(Qt.Key.Key_Return)
    await until("a live window", lambda: seat.program.workspaces is not None and seat.live)
    await seat.look_at()
    await until("a telephone", lambda: seat.desk.phone and seat.desk.phone.accounts)
    if name == "ann":
        seat.desk.post(SetPresence(state=PresenceState.READY))


def way(seat: Seat, words: str) -> QWidget:
    """What can be done with a consultation."""
    return next(one for one in seat.parts.calls.parties.ways if one.accessibleName() == words)


async def answer(seat: Seat) -> None:
    """Accept by keyboard; the call comes by itself."""
    await until("an offer", lambda: any(one.isVisible() for one in seat.parts.offers.cards))
    await seat.press(Qt.Key.Key_A, ctrl=True, shift=True)
    await until(
        "the call", lambda: [one.call.state for one in seat.desk.calls()] == [CallState.ACTIVE]
    )
    await until("the hub's word", lambda: seat.desk.calls()[0].carried is not None)
    await until("the strip", seat.parts.calls.strip.isVisible)


async def ask_first(seat: Seat, name: str) -> None:
    """Consult a colleague, by the pad under the strip."""
    calls = seat.parts.calls
    await seat.click(calls.strip.transfer)
    await until("the pad", calls.number.isVisible)
    await seat.type(name)
    await until("the colleague", lambda: calls.number.places.rows)
    await seat.click(calls.number.places.rows[0])
    ask: Button = next(one for one in calls.number.buttons if one.text() == "Ask first")
    await seat.click(ask)


def team(sue: Seat) -> dict[str, str]:
    """What the supervisor's window says of whom."""
    tiles = sue.parts.supervision.board.page.agents.cells.tiles
    return {one.name: one.word for one in tiles}


async def marked(sue: Seat, agent_id: str) -> None:
    """Go to an agent's tile, on which the ways to be in the call stand."""
    grid = sue.parts.supervision.board.page.agents
    await until("the tile", lambda: agent_id in {one.id for one in grid.cells.tiles})
    grid.mark(agent_id)
    await until("the ways to be in it", lambda: grid.ways is not None and grid.ways.isVisible())


def ways(sue: Seat) -> Ways:
    """The buttons on the marked tile."""
    found = sue.parts.supervision.board.page.agents.ways
    assert isinstance(found, Ways)
    return found


async def by_palette(seat: Seat, words: str, title: str) -> None:
    """Type what one wants to do, and do it."""
    await seat.press(Qt.Key.Key_K, ctrl=True)
    await until("the palette", lambda: seat.shell.sheets.palette_open)
    await seat.type(words)
    marked = seat.shell.sheets.palette.view.currentIndex
    await until(title, lambda: str(marked().data()).startswith(title))
    await seat.press(Qt.Key.Key_Return)


async def supervise(scene: Scene, visitor: Visitor, sue: Seat, sues: Ear, anns: Ear) -> None:
    """Sue listens, speaks to Ann alone, then to both, and leaves: by a button, a key, another button and the palette.

    Each time everybody's ears are asked.
    """
    others = scene.others

    async def there(word: str, heard_by_ann: set[float], heard_by_visitor: set[float]) -> None:
        await until(word, lambda: team(sue)["Ann"] == word)
        await sues.hears(AGENT_HZ, VISITOR_HZ)
        await anns.hears(*heard_by_ann)
        await others.do(visitor.hears_only(*heard_by_visitor))

    await sue.look_at()
    await sue.click(sue.shell.rail.buttons["board"])
    await until("the call", lambda: team(sue).get("Ann") == "Talking")
    await marked(sue, "ann")
    await sue.click(ways(sue).modes[Listening.MONITOR])
    await there("You listen", {VISITOR_HZ}, {AGENT_HZ})
    await sue.press(Qt.Key.Key_W, ctrl=True, shift=True)
    await there("You whisper", {VISITOR_HZ, SUPERVISOR_HZ}, {AGENT_HZ})
    await sue.click(ways(sue).modes[Listening.BARGE])
    await there("You are in the call", {VISITOR_HZ, SUPERVISOR_HZ}, {AGENT_HZ, SUPERVISOR_HZ})
    await by_palette(sue, "leave the call of ann", "Leave the call of Ann")
    await until("her leaving", lambda: team(sue)["Ann"] == "Talking" and not sue.desk.calls())
    await anns.hears(VISITOR_HZ)
    await others.do(visitor.hears_only(AGENT_HZ))


def wraps_up(event: InteractionChanged) -> bool:
    """Somebody is to finish the work."""
    return event.interaction.state is InteractionState.WRAP_UP


def recordings(seat: Seat) -> list[SystemLine]:
    """The recorded calls of the open conversation."""
    lines = [one for one in seat.items() if isinstance(one, SystemLine)]
    return [one for one in lines if one.kind is LineKind.RECORDED and one.attachments]


async def check_recording(seat: Seat, folder: Path) -> None:
    """Ours is on the left, theirs on the right, and where it was paused there is nothing."""
    (line,) = recordings(seat)
    attachment = line.attachments[0]
    assert attachment.audio is not None
    assert attachment.audio.stereo
    (pause,) = (one for one in attachment.audio.pauses if one.reason == "card")
    assert pause.by == "Ann"
    saved = folder / "call.ogg"
    save = SaveAttachment(
        attachment=attachment, conversation_id=line.conversation_id, path=str(saved)
    )
    seat.desk.post(save)
    await until("the saved recording", saved.exists)
    lanes = np.concatenate(list(blocks(saved.read_bytes()))).T
    left, right = tones(lanes[0], RATE), tones(lanes[1], RATE)
    assert AGENT_HZ in left
    assert VISITOR_HZ not in left
    assert VISITOR_HZ in right
    assert AGENT_HZ not in right
    # Where it was paused both were heard in the call, and there is nothing; a codec needs a moment for that.
    begin, end = (at * RATE // 1000 for at in (pause.from_ms, pause.to_ms))
    assert end - begin >= RATE
    assert np.abs(lanes[:, begin + RATE // 10 : end - RATE // 10]).max() < 50
    for stretch in (slice(begin - RATE, begin), slice(end, end + RATE)):
        assert tones(lanes[0][stretch], RATE) == {AGENT_HZ}
        assert tones(lanes[1][stretch], RATE) == {VISITOR_HZ}


def test_from_the_page_to_the_wrap_up(
    journey: RunJourney[Any], keychain: KeychainInMemory, data: Path, tmp_path: Path, scene: Scene
) -> None:
    sues = tmp_path / "sue"
    sues.mkdir()
    ear, sues_ear = Ear(tmp_path / "speaker.wav"), Ear(sues / "speaker.wav")
    others = scene.others

    async def day(visitor: Visitor, bob: Telephone) -> None:
        # Whoever does not read for long loses the line: Bob's desk reads all the while.
        reads = others.do(aside(partial(bobs_desk.event, InteractionChanged, wraps_up)))
        bob_wraps_up = asyncio.ensure_future(reads)
        async with Seat.taken(data) as seat, Seat.taken(sues / "data") as sue:
            seat.program.phone = sound(tmp_path, data)
            sue.program.phone = sound(sues, sues / "data", SUPERVISOR_HZ)
            await sign_in(sue, scene.stage, "sue")
            await sign_in(seat, scene.stage)
            await others.do(visitor.call())
            await answer(seat)
            strip = seat.parts.calls.strip
            await others.do(visitor.says("You are talking to Ann"))
            await others.do(visitor.hears_only(AGENT_HZ))
            await ear.hears(VISITOR_HZ)

            # Hold: music there, silence here.
            await seat.press(Qt.Key.Key_H, ctrl=True, shift=True)
            await others.do(visitor.says("Ann will be back in a moment"))
            await until("the hold", lambda: seat.desk.calls()[0].call.hold is Hold.LOCAL)
            await others.do(visitor.hears_other(AGENT_HZ))
            await ear.hears()
            await seat.press(Qt.Key.Key_H, ctrl=True, shift=True)
            await others.do(visitor.says("You are talking to Ann"))
            await until("no hold", lambda: seat.desk.calls()[0].call.hold is Hold.NONE)
            await others.do(visitor.hears_only(AGENT_HZ))
            await ear.hears(VISITOR_HZ)
            await ear.listens(1.0)

            # A card number: nothing of it is recorded.
            await seat.click(strip.pause)
            await until("the pause", lambda: seat.desk.calls()[0].call.recording == "paused")
            await ear.listens(1.5)
            await ear.hears(VISITOR_HZ)
            await seat.click(strip.pause)
            await until("its end", lambda: seat.desk.calls()[0].call.recording == "on")
            await ear.listens(1.5)

            # A supervisor listens, whispers, barges in.
            await supervise(scene, visitor, sue, sues_ear, ear)
            await seat.look_at()

            # A colleague is asked, joined, and takes over.
            await ask_first(seat, "Bob")
            await until("Bob aside", lambda: any(one.aside for one in seat.desk.calls()[0].others))
            await ear.hears(COLLEAGUE_HZ)
            await others.do(bob.hears_only(AGENT_HZ))
            await others.do(visitor.hears_other(AGENT_HZ))
            await seat.click(way(seat, "Join all"))
            await ear.hears(COLLEAGUE_HZ, VISITOR_HZ)
            await others.do(bob.hears_only(AGENT_HZ, VISITOR_HZ))
            await others.do(visitor.hears_only(AGENT_HZ, COLLEAGUE_HZ))
            await seat.click(strip.end)
            await until("no call", lambda: not seat.desk.calls())
            await others.do(bob.hears_only(VISITOR_HZ))
            await others.do(visitor.says("You are talking to Bob"))
            await others.do(visitor.hears_only(COLLEAGUE_HZ))

            # The wrap-up is Ann's; the call goes on without her, and is Bob's to wrap up, too.
            await until("the wrap-up", lambda: seat.state is InteractionState.WRAP_UP)
            await until("Bob's call", lambda: team(sue)["Bob"] == "Talking")
            await marked(sue, "bob")
            await sue.click(ways(sue).modes[Listening.MONITOR])
            await sues_ear.hears(COLLEAGUE_HZ, VISITOR_HZ)
            await others.do(visitor.button("Hang up").click())
            await others.do(visitor.says("The call has ended."))
            await bob_wraps_up
            await until("the end at Sue's", lambda: team(sue)["Bob"] == "Call ended")
            assert not sue.desk.calls()
            await until("the recording", lambda: recordings(seat))
            await check_recording(seat, tmp_path)

    with ExitStack() as stack:
        bobs_desk = stack.enter_context(Desk.open(scene.stage.hub.live, scene.tokens["bob"]))
        on_break = ChoosePresence(state=PresenceState.BREAK)
        assert isinstance(bobs_desk.perform(on_break), Answer), "there, and offered nothing"
        bob = scene.telephone(stack, "bob", COLLEAGUE_HZ)
        page = chromium(scene.stage, beeps(tmp_path / "beeps.wav"))
        visitor = stack.enter_context(others.there(page))
        journey(day(visitor, bob))
