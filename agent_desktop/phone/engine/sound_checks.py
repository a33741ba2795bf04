"""Commands about the devices alone: choosing them, trying them, ringing for an offer, sounding an alert.

Promises that an echo test never runs into a call, and that what was tried for a window ends with it.
"""

from __future__ import annotations

from typing import Final, assert_never

from agent_desktop.model import calls as vocabulary
from agent_desktop.model.errors import Conflict
from agent_desktop.phone.engine.lines import SoundDesk

_OFFERS: Final = "offers"

DeviceCommand = vocabulary.ChooseDevices | vocabulary.SoundCheck | vocabulary.SoundAlert


def perform(sound: SoundDesk, command: DeviceCommand, *, busy: bool) -> None:
    """Do it. Raises Conflict, and nothing has happened then."""
    match command:
        case vocabulary.ChooseDevices(choice=choice):
            sound.choose(choice)
        case vocabulary.StartEchoTest():
            if busy:
                raise Conflict("There is a call.", remedy="Test microphone and speaker after it.")
            sound.start_echo()
        case vocabulary.StopEchoTest():
            sound.stop_echo()
        case vocabulary.WatchLevels(on=on):
            sound.watch(on)
        case vocabulary.StartRinging(loudness=loudness):
            sound.ring(_OFFERS, loudness)
        case vocabulary.StopRinging():
            sound.ring(_OFFERS, None)
        case vocabulary.SoundAlert():
            sound.alert()
        case _:
            assert_never(command)


def left_alone(sound: SoundDesk) -> None:
    """No window is there: what was tried or rung for one ends."""
    sound.stop_echo()
    sound.watch(False)
    sound.ring(_OFFERS, None)
