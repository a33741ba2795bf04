"""Sounds at the desk: looked at once, handed to the telephone in parts, played one at a time; words where not."""

import asyncio

import pytest
from msgspec.structs import replace

from agent_desktop.app.sounds import SoundFiles
from agent_desktop.desk import listening
from agent_desktop.desk.api import SoundLine
from agent_desktop.desk.errands import GiveSound, ReadSound, Telephone
from agent_desktop.desk.items import PhoneAttached, PhoneDetached, PhoneDone, PhoneFailed, SoundRead
from agent_desktop.desk.runner import Desk
from agent_desktop.media.recording_kind import Kind
from agent_desktop.model import listening as it
from agent_desktop.model import sounds
from agent_desktop.model.attachments import Attachment, AudioFacts
from agent_desktop.model.changes import SoundShown
from agent_desktop.model.errors import Problem
from agent_desktop.model.phone import PhoneChanged, PhoneState, PlaybackChanged
from agent_desktop.model.sounds import Playback, PlayState, Waveform
from tests.desk.fake_phone import Exchange, FakePhone
from tests.desk.fake_session import FakeSession
from tests.desk.fake_store import FakeStore
from tests.desk.samples import NOW
from tests.desk.scenario import Window, run
from tests.desk.script import Script, notices, told
from tests.media.sounds import speech
from tests.media.tapes import recorded

ONE = Attachment(
    id="one",
    name="voicemail.ogg",
    media_type="audio/ogg",
    size=900,
    audio=AudioFacts(length_ms=42_000),
)
OTHER = Attachment(id="other", name="call.ogg", media_type="audio/ogg", size=5000)
WAVE = Waveform(length_ms=42_000, lanes=(b"\x10\x20",))


def ready() -> Script:
    """A desk with a telephone that runs and no call."""
    script = Script()
    return script.take(PhoneAttached()).take(PhoneChanged(state=PhoneState(running=True)))


def line(script: Script, one: Attachment = ONE) -> SoundLine:
    return script.view.sound(one.id)


def plays(one: Attachment, state: PlayState = PlayState.PLAYING, at_ms: int = 0) -> PlaybackChanged:
    return PlaybackChanged(playback=Playback(sound_id=one.id, state=state, at_ms=at_ms))


def given(script: Script) -> GiveSound:
    (give,) = [one for one in script.sends if isinstance(one, GiveSound)]
    return give


def asked(script: Script) -> list[object]:
    return [one.command for one in script.sends if isinstance(one, Telephone)]


def playing(script: Script, one: Attachment = ONE) -> Script:
    """The sound is with the telephone and plays."""
    script.take(it.Listen(attachment=one))
    give = given(script)
    return script.take(plays(one, PlayState.PAUSED)).take(
        PhoneDone(command_id=give.command_id), plays(one)
    )


def test_a_sound_is_looked_at_once() -> None:
    script = ready().take(it.ShowSound(attachment=ONE))
    assert script.sends == [ReadSound(attachment=ONE)]
    assert line(script).busy
    assert told(script, SoundShown) == [SoundShown(sound_id="one")]
    script.take(it.ShowSound(attachment=ONE))
    assert script.sends == []
    script.take(SoundRead(attachment=ONE, waveform=WAVE))
    assert line(script) == SoundLine(waveform=WAVE)
    script.take(it.ShowSound(attachment=ONE))
    assert script.sends == []


def test_what_was_only_seen_tells_of_no_missing_link_and_is_looked_at_again() -> None:
    problem = Problem(code="offline", message="There is no link.")
    script = ready().take(it.ShowSound(attachment=ONE))
    script.take(SoundRead(attachment=ONE, problem=problem))
    assert line(script) == SoundLine()
    script.take(it.ShowSound(attachment=ONE))
    assert script.sends == [ReadSound(attachment=ONE)]
    script.take(it.Listen(attachment=ONE), SoundRead(attachment=ONE, problem=problem))
    assert line(script).problem == problem


def test_what_is_no_sound_is_tried_again_by_a_click_alone() -> None:
    problem = Problem(code="unsupported", message="The sound file is damaged.")
    script = ready().take(it.ShowSound(attachment=ONE))
    script.take(SoundRead(attachment=ONE, problem=problem))
    assert line(script).problem == problem
    script.take(it.ShowSound(attachment=ONE))
    assert script.sends == []
    script.take(it.Listen(attachment=ONE))
    assert ReadSound(attachment=ONE) in script.sends
    assert line(script).problem is None


def test_a_sound_goes_to_the_telephone_and_plays() -> None:
    script = ready().take(it.Listen(attachment=ONE))
    give = given(script)
    assert give.play == sounds.PlaySound(sound_id="one")
    assert line(script).busy
    script.take(it.Listen(attachment=ONE))
    assert script.sends == []  # it is on its way
    script.take(plays(ONE, PlayState.PAUSED))
    script.take(PhoneDone(command_id=give.command_id), SoundRead(attachment=ONE, waveform=WAVE))
    script.take(plays(ONE, at_ms=400))
    assert line(script) == SoundLine(waveform=WAVE, state=PlayState.PLAYING, at_ms=400)
    assert told(script, SoundShown) == [SoundShown(sound_id="one")]
    assert notices(script) == []


def test_pausing_moving_and_speed() -> None:
    script = playing(ready()).take(SoundRead(attachment=ONE, waveform=WAVE))
    script.take(it.SeekTo(attachment=ONE, at_ms=99_000))
    assert asked(script) == [sounds.MoveSound(sound_id="one", at_ms=42_000)]
    assert line(script).at_ms == 42_000
    script.take(it.ChooseSpeed(speed=1.5))
    assert asked(script) == [sounds.PlaySound(sound_id="one", speed=1.5)]
    script.take(it.ChooseSpeed(speed=7.0))
    assert (asked(script), line(script).speed) == ([], 1.5)
    script.take(it.PauseListening(attachment=ONE))
    assert asked(script) == [sounds.PauseSound(sound_id="one")]
    script.take(plays(ONE, PlayState.PAUSED, 42_000), it.ChooseSpeed(speed=2.0))
    assert asked(script) == []  # what stands still is faster when it goes on
    script.take(it.Listen(attachment=ONE))
    assert asked(script) == [sounds.PlaySound(sound_id="one", speed=2.0)]


def test_each_sound_keeps_its_place() -> None:
    script = playing(ready()).take(plays(ONE, at_ms=7000)).take(it.Listen(attachment=OTHER))
    assert line(script).state is None
    assert line(script).at_ms == 7000
    script.take(plays(OTHER), PhoneDone(command_id=given(script).command_id))
    script.take(it.SeekTo(attachment=ONE, at_ms=9000))
    assert (asked(script), line(script).at_ms) == ([], 9000)
    script.take(it.Listen(attachment=ONE))
    assert given(script).play == sounds.PlaySound(sound_id="one", at_ms=9000)


def test_without_a_telephone_the_card_says_so() -> None:
    script = Script().take(it.Listen(attachment=ONE))
    assert line(script).problem == listening.NO_TELEPHONE
    script.take(PhoneAttached(), it.Listen(attachment=ONE))
    assert line(script).problem == listening.STARTING
    assert script.sends == []


def test_nothing_is_played_during_a_call() -> None:
    script = ready().take(*Exchange().rings()).take(it.Listen(attachment=ONE))
    assert line(script).problem == listening.IN_CALL
    assert [one for one in script.sends if isinstance(one, GiveSound)] == []


def test_what_is_too_large_is_not_fetched() -> None:
    large = replace(ONE, size=sounds.LARGEST + 1)
    script = ready().take(it.Listen(attachment=large))
    assert (line(script).problem, script.sends) == (listening.TOO_LARGE, [])


def test_a_refusal_stands_on_the_card_and_not_in_a_notice() -> None:
    script = ready().take(it.Listen(attachment=ONE))
    give = given(script)
    problem = Problem(code="conflict", message="There is a call.")
    script.take(SoundRead(attachment=ONE, waveform=WAVE))
    script.take(PhoneFailed(command_id=give.command_id, problem=problem))
    assert (line(script).problem, line(script).busy) == (problem, False)
    assert notices(script) == []


def test_a_telephone_that_starts_again_has_no_sound() -> None:
    script = playing(ready()).take(plays(ONE, at_ms=5000))
    script.take(PhoneChanged(state=PhoneState(running=False)))
    assert (line(script).state, line(script).at_ms) == (None, 5000)
    script.take(PhoneChanged(state=PhoneState(running=True)))
    script.take(it.Listen(attachment=ONE))
    assert given(script).play.at_ms == 5000
    script.take(PhoneDetached())
    assert line(script).state is None


# --- through the runner


class Hearing(Exchange):
    """A telephone that takes sounds."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[sounds.TakeSound] = []
        self.played: list[sounds.PlaySound] = []

    def perform(self, command):  # type: ignore[no-untyped-def]
        match command:
            case sounds.TakeSound():
                self.parts.append(command)
                return []
            case sounds.PlaySound():
                self.played.append(command)
                return [
                    PlaybackChanged(
                        playback=Playback(sound_id=command.sound_id, state=PlayState.PLAYING)
                    )
                ]
        return super().perform(command)


@pytest.mark.parametrize("kept", [True, False], ids=["from the store", "from the backend"])
def test_the_whole_sound_goes_out_in_parts_and_is_fetched_once(kept: bool) -> None:
    async def scenario() -> None:
        voice = speech(9, 16_000)
        data = recorded(voice, voice, Kind.WAV)
        attachment = replace(OTHER, size=len(data))
        store, exchange, session = FakeStore(), Hearing(), FakeSession()
        if kept:
            await store.keep_sound("other", data, None)
        else:
            session.files["other"] = data
        desk = await Desk.start(session, store, lambda: NOW, SoundFiles())
        window = Window(desk)
        desk.attach_phone(FakePhone(exchange))
        await window.until(lambda: desk.phone is not None and desk.phone.running)
        desk.post(it.Listen(attachment=attachment))
        await window.until(lambda: desk.sound("other").state is PlayState.PLAYING)
        await window.until(lambda: desk.sound("other").waveform is not None)
        assert b"".join(one.data for one in exchange.parts) == data
        assert len(exchange.parts) > 3
        assert max(len(one.data) for one in exchange.parts) <= sounds.PART
        wave = desk.sound("other").waveform
        assert wave is not None
        assert (wave.length_ms, len(wave.lanes)) == (9000, 2)
        await desk.stop()

    run(scenario)


def test_a_sound_that_nobody_has_says_why() -> None:
    async def scenario() -> None:
        desk = await Desk.start(FakeSession(), FakeStore(), lambda: NOW, SoundFiles())
        window = Window(desk)
        desk.attach_phone(FakePhone(Hearing()))
        await window.until(lambda: desk.phone is not None and desk.phone.running)
        desk.post(it.Listen(attachment=ONE))
        await window.until(lambda: desk.sound("one").problem is not None)
        problem = desk.sound("one").problem
        assert problem is not None
        assert problem.message == "There is no link."
        await desk.stop()

    run(scenario)


def test_what_is_no_sound_says_so() -> None:
    async def scenario() -> None:
        session = FakeSession()
        session.files["one"] = b"a picture, or worse"
        desk = await Desk.start(session, FakeStore(), lambda: NOW, SoundFiles())
        window = Window(desk)
        desk.post(it.ShowSound(attachment=ONE))
        await window.until(lambda: desk.sound("one").problem is not None)
        problem = desk.sound("one").problem
        assert problem is not None
        assert "cannot be played" in problem.message
        await desk.stop()

    run(scenario)


class Tidied(FakeStore):
    """Says when old sounds were deleted."""

    def __init__(self) -> None:
        super().__init__()
        self.tidied = asyncio.Event()

    async def forget_sounds(self, now: int) -> None:
        await super().forget_sounds(now)
        self.tidied.set()


def test_recordings_whose_time_is_over_go_at_the_start() -> None:
    async def scenario() -> None:
        store = Tidied()
        await store.keep_sound("old", b"x", NOW - 1)
        await store.keep_sound("new", b"y", NOW + 1)
        desk = await Desk.start(None, store, lambda: NOW)
        await store.tidied.wait()
        assert await store.sound("old") is None
        assert await store.sound("new") == b"y"
        await desk.stop()

    run(scenario)
