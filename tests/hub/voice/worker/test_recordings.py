"""Recordings and messages, judged by what is in their files."""

import shutil
from pathlib import Path

import numpy as np

from agent_desktop.hub.voice import decisions as d
from agent_desktop.hub.voice import inputs as i
from agent_desktop.hub.voice.darkroom.developing import Room
from agent_desktop.hub.voice.worker.centre import Recorded
from agent_desktop.media.frames import Samples
from tests.contracts.asynchronous import asynchronous
from tests.hub.voice.worker.house import house
from tests.hub.voice.worker.sound import tones

RATE = 16000


def channels(recorded: Recorded) -> tuple[Samples, Samples]:
    """Left and right of a file."""
    room = Room(message=recorded.message)
    with recorded.path.open("rb") as file:
        sound = np.concatenate([*room.sound(file)])
    assert abs(room.frames * 20 - recorded.length_ms) <= 20
    assert room.reasons == recorded.reasons
    assert [one.paused for one in room.marks] == [one.paused for one in recorded.pauses]
    # The file counts its own frames, the call its clock: rounding may differ by one.
    moments = zip(room.marks, recorded.pauses, strict=True)
    assert all(abs(one.at_ms - told.at_ms) <= 1 for one, told in moments)
    return sound[:, 0], sound[:, 1]


@asynchronous
async def test_both_sides_and_silence_where_it_was_paused(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        caller = home.telephone(440.0)
        agent = await home.agent("ann", 700.0)
        call = await home.waiting(caller, "+4930999200", key="2")
        home.accept(call, "ann")
        await caller.hears_only(700.0)
        await agent.hears_only(440.0)
        assert home.bridges[call].relayed, "a recording only listens"
        assert not any(booth.voice.listens for booth in home.bridges[call].booths.values())
        await caller.listens(0.8)
        home.worker.tell(i.RecordingAsked(call, "ann", "pause", "card"))
        await caller.listens(0.8)
        await caller.hears_only(700.0)
        home.worker.tell(i.RecordingAsked(call, "ann", "resume"))
        await caller.listens(0.8)
        caller.leave()
        recorded = await home.desk.until(Recorded)
        assert (recorded.call, recorded.problem, recorded.keep_days) == (call, "", 90)
        assert [mark.paused for mark in recorded.pauses] == [True, False]
        begin, end = (mark.at_ms * RATE // 1000 for mark in recorded.pauses)
        left, right = channels(recorded)
        assert tones(left[begin - RATE // 2 : begin], RATE) == {700.0}
        assert tones(right[begin - RATE // 2 : begin], RATE) == {440.0}
        assert end - begin >= RATE // 2
        assert not left[begin:end].any()
        assert not right[begin:end].any()
        assert tones(left[end : end + RATE // 2], RATE) == {700.0}
        assert tones(right[end : end + RATE // 2], RATE) == {440.0}


@asynchronous
async def test_a_disk_that_fails_ends_the_recording_and_not_the_call(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        caller = home.telephone(440.0)
        agent = await home.agent("ann", 700.0)
        shutil.rmtree(tmp_path / "recordings")
        call = await home.waiting(caller, "+4930999200", key="2")
        home.accept(call, "ann")
        failed = await home.desk.until(d.Noted, lambda one: one.what == "recording_failed")
        assert failed.detail.startswith("The recording stopped: no such file")
        await caller.hears_only(700.0)
        await agent.hears_only(440.0)
        caller.leave()
        assert (await home.desk.until(Recorded)).problem == failed.detail


@asynchronous
async def test_a_message(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        caller = home.telephone(440.0)
        await caller.dial("+4930999200", home.port)
        await caller.listens(0.5)
        caller.press("3")
        await caller.listens(0.5)
        caller.press("#")  # enough of the greeting
        while not any(bridge.tapes for bridge in home.bridges.values()):
            await caller.listens(0.1)
        await caller.listens(2.0)
        caller.press("#")
        kept = await home.desk.until(d.MessageKept)
        recorded = await home.desk.until(Recorded)
        assert (recorded.recording, recorded.message) == (kept.recording, True)
        assert recorded.keep_days == 90
        left, right = channels(recorded)
        assert tones(right[RATE // 2 : RATE], RATE) == {440.0}
        assert (left == right).all()


@asynchronous
async def test_a_message_that_is_too_short_is_deleted(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        caller = home.telephone(440.0)
        await caller.dial("+4930999200", home.port)
        await caller.listens(0.5)
        caller.press("3")
        await caller.listens(0.5)
        caller.press("#")
        while not any(bridge.tapes for bridge in home.bridges.values()):
            await caller.listens(0.1)
        caller.leave()
        await home.desk.until(d.CallOver)
        await home.worker.stop()
        assert not home.desk.all(Recorded)
        assert not [*(tmp_path / "recordings").iterdir()]
