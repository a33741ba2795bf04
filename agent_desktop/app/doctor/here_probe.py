"""What is on this computer: sound devices, keychain, disk, display.

Promises to open no device and to read no secret.
"""

import os
import shutil
from pathlib import Path

from agent_desktop.app.display import has_display
from agent_desktop.app.doctor.facts import Disk, Screen, Sound
from agent_desktop.app.foreground import sight


def look_at_sound() -> Sound:
    """Count the sound devices."""
    try:
        from agent_desktop.phone.audio.backend import DeviceFailed
        from agent_desktop.phone.audio.native import NativeBackend
    except ImportError:
        return Sound(missing=True)
    from agent_desktop.model.devices import DeviceKind

    try:
        devices = NativeBackend().devices()
    except DeviceFailed:
        return Sound()
    kinds = [one.kind for one in devices]
    return Sound(microphones=kinds.count(DeviceKind.INPUT), speakers=kinds.count(DeviceKind.OUTPUT))


def look_at_keychain(data: Path) -> str:
    """Where secrets can be kept (`KeyStatus`). May wait for the system's keychain."""
    from agent_desktop.store.keys import KeyRing

    return KeyRing(data).status().value


def look_at_disk(data: Path) -> Disk:
    """The disk of the data folder, or of the nearest folder above it that there is."""
    there = next(one for one in (data, *data.parents) if one.exists())
    return Disk(free=shutil.disk_usage(there).free, writable=os.access(there, os.W_OK))


def look_at_screen() -> Screen:
    """Whether there is a display."""
    return Screen(there=has_display(), sight=sight().value)
