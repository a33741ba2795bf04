"""Devices in words: which there are to choose, and what stands in for one that is gone."""

from collections.abc import Sequence

from agent_desktop.model.devices import (
    AudioDevice,
    DeviceChoice,
    DeviceKind,
    DevicesInUse,
)
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.words import tr


def device_options(
    devices: Sequence[AudioDevice], kind: DeviceKind, chosen: str
) -> list[tuple[str, str]]:
    """The choices of one kind: the system's, what is plugged in, and what was chosen and is not."""
    ours = [one for one in devices if one.kind is kind]
    standard = next((one.name for one in ours if one.default), "")
    system = tr("Like the system")
    shown = single_line(standard, 60)
    made = [("", f"{system} ({shown})" if shown else system)]
    names = list(dict.fromkeys(one.name for one in ours))
    made += [(name, single_line(name, 80)) for name in names]
    if chosen and chosen not in names:
        made.append((chosen, tr("{name} (not plugged in)", name=single_line(chosen, 60))))
    return made


def missing_words(in_use: DevicesInUse, choice: DeviceChoice) -> str:
    """What was chosen and is not there, and what stands in for it."""
    if not in_use.missing:
        return ""
    gone = in_use.missing[0]
    instead = in_use.ringer
    if gone.kind is DeviceKind.INPUT:
        instead = in_use.microphone
    elif gone.name == choice.speaker:
        instead = in_use.speaker
    name, other = single_line(gone.name, 60), single_line(instead, 60)
    if not other:
        return tr("{name} is not plugged in. It is used again when it comes back.", name=name)
    return tr(
        "{name} is not plugged in; {other} stands in for it until it comes back.",
        name=name,
        other=other,
    )
