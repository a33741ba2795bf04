"""Which device is used: the chosen one while it is there, else the system's, and back again."""

from agent_desktop.model.devices import AudioDevice, DeviceChoice, DeviceKind
from agent_desktop.phone.audio.choice import resolve

IN, OUT = DeviceKind.INPUT, DeviceKind.OUTPUT
BUILT_IN = [
    AudioDevice(name="Laptop", kind=IN, default=True),
    AudioDevice(name="Laptop", kind=OUT),
    AudioDevice(name="Monitor", kind=OUT, default=True),
]
HEADSET = [AudioDevice(name="Headset", kind=IN), AudioDevice(name="Headset", kind=OUT)]
CHOICE = DeviceChoice(microphone="Headset", speaker="Headset", ringer="Laptop")


def test_without_a_choice_the_system_decides() -> None:
    use = resolve(DeviceChoice(), [*HEADSET, *BUILT_IN])
    assert (use.microphone, use.speaker, use.ringer) == ("Laptop", "Monitor", "Monitor")
    assert use.missing == ()


def test_a_headset_is_used_while_it_is_there_and_again_when_it_comes_back() -> None:
    there = resolve(CHOICE, [*BUILT_IN, *HEADSET])
    assert (there.microphone, there.speaker, there.ringer) == ("Headset", "Headset", "Laptop")
    away = resolve(CHOICE, BUILT_IN)
    assert (away.microphone, away.speaker, away.ringer) == ("Laptop", "Monitor", "Laptop")
    assert set(away.missing) == set(HEADSET)
    assert resolve(CHOICE, [*HEADSET, *BUILT_IN]) == there


def test_kinds_are_not_mixed_up() -> None:
    use = resolve(DeviceChoice(microphone="Monitor"), BUILT_IN)
    assert use.microphone == "Laptop"
    assert use.missing == (AudioDevice(name="Monitor", kind=IN),)


def test_where_nothing_is_a_default_the_first_is_taken_and_nothing_is_nothing() -> None:
    assert resolve(DeviceChoice(), HEADSET).speaker == "Headset"
    assert resolve(DeviceChoice(), []).microphone == ""
