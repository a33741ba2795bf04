"""The turns of the sound, by a clock of the test's own: what a busy loop is late with nobody hears, up to a tenth of a
second; what is more is lost, and the call keeps its pace.
"""

import asyncio
import selectors
from collections.abc import Callable, Coroutine, Mapping
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent_desktop.media.frames import Samples
from agent_desktop.phone.audio.backend import PERIOD_MS, RATE, Slips
from agent_desktop.phone.audio.bridge import ToDevice
from agent_desktop.phone.audio.pump import Pump, Seat
from tests.phone.listening import longest_silence_ms

PERIOD_S = PERIOD_MS / 1000


class Clock(asyncio.SelectorEventLoop):
    """A loop whose time passes while it waits, and in `spend`; `tick` is called every 10 ms, whatever the loop does."""

    def __init__(self, tick: Callable[[], None]) -> None:
        self._tick = tick
        self._ticks = 0
        self._now = 0.0
        super().__init__(_Waiting(self.spend))

    def time(self) -> float:
        """Seconds since it was made."""
        return self._now

    def spend(self, seconds: float) -> None:
        """Let time pass in which the loop does nothing else."""
        end = self._now + seconds
        while (self._ticks + 1) * PERIOD_S <= end:
            self._ticks += 1
            self._now = self._ticks * PERIOD_S
            self._tick()
        self._now = end


class _Waiting(selectors.DefaultSelector):
    def __init__(self, spend: Callable[[float], None]) -> None:
        super().__init__()
        self._spend = spend

    def select(self, timeout: float | None = None) -> Any:
        assert timeout is not None, "nothing is to come any more"
        if timeout > 0:
            self._spend(timeout)
        return super().select(0)


class Device:
    """A speaker that takes 10 ms at a time; `heard` is what came out of it."""

    name, alive, slips = "speaker", True, Slips(0, 0)

    def __init__(self) -> None:
        self._bridge = ToDevice()
        self._heard: list[Samples] = []

    @property
    def delay_ms(self) -> float:
        return self._bridge.fill_ms

    @property
    def heard(self) -> Samples:
        return np.concatenate(self._heard)

    def tick(self) -> None:
        self._heard.append(self._bridge.take(RATE * PERIOD_MS // 1000))

    def write(self, frame: Samples) -> None:
        self._bridge.write(frame)

    def close(self) -> None:
        return None


class Tone:
    """A party that is heard without an end; `turns` is how often it was its turn."""

    def __init__(self) -> None:
        self.turns = 0

    def hear(self, frame: Samples) -> None:
        return None

    def speak(self) -> Samples:
        self.turns += 1
        return np.full(320, 3000, np.int16)


def pumped(seconds: float, busy: Mapping[int, float]) -> tuple[Samples, int]:
    """What a speaker plays while the loop is busy so long, by the tenth of a second at which that begins; the turns."""
    device, party = Device(), Tone()
    clock = Clock(device.tick)

    async def call() -> None:
        pump = Pump()
        pump.speaker = device
        pump.place("call", Seat(party))
        pump.run()
        for tenth in range(round(seconds * 10)):
            clock.spend(busy.get(tenth, 0.0))
            await asyncio.sleep(max(0.0, (tenth + 1) / 10 - clock.time()))
        pump.stop()

    _run(clock, call())
    return device.heard, party.turns


def _run(loop: asyncio.AbstractEventLoop, work: Coroutine[Any, Any, None]) -> None:
    try:
        loop.run_until_complete(work)
    finally:
        loop.close()


@settings(deadline=None)
@given(st.dictionaries(st.integers(3, 29), st.floats(0.001, 0.035), max_size=27))
def test_what_a_busy_loop_is_late_with_nobody_hears(busy: dict[int, float]) -> None:
    heard, _ = pumped(3.0, busy)
    assert longest_silence_ms(heard) == 0


@pytest.mark.parametrize(("stall", "lost"), [(0.09, 0), (0.3, 15)])
def test_a_call_keeps_its_pace_over_a_stall(stall: float, lost: int) -> None:
    heard, turns = pumped(3.0, {10: stall})
    _, undisturbed = pumped(3.0, {})
    assert abs(undisturbed - turns - lost) <= 1
    assert longest_silence_ms(heard) <= 1000 * stall
    assert np.abs(heard[-RATE:]).min() > 0
