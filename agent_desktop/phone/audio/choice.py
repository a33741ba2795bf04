"""Which device is used for what: the chosen one while it is plugged in, else the system's.

Promises that a choice is kept while its device is away, so that a headset that comes back is used again. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence

from agent_desktop.model.devices import AudioDevice, DeviceChoice, DeviceKind, DevicesInUse


def resolve(choice: DeviceChoice, devices: Sequence[AudioDevice]) -> DevicesInUse:
    """The devices to use now. A name is empty where there is no device of that kind at all."""
    missing: list[AudioDevice] = []

    def find(name: str, kind: DeviceKind) -> str:
        plugged = [device for device in devices if device.kind is kind]
        if name:
            if any(device.name == name for device in plugged):
                return name
            wanted = AudioDevice(name=name, kind=kind)
            if wanted not in missing:
                missing.append(wanted)
        standard = next((device for device in plugged if device.default), None)
        return standard.name if standard else plugged[0].name if plugged else ""

    microphone = find(choice.microphone, DeviceKind.INPUT)
    speaker = find(choice.speaker, DeviceKind.OUTPUT)
    ringer = find(choice.ringer, DeviceKind.OUTPUT)
    return DevicesInUse(
        microphone=microphone, speaker=speaker, ringer=ringer, missing=tuple(missing)
    )
