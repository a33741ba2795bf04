"""The place of one audio device: what is open there, opened and closed as it is wanted.

Promises that a device which cannot be opened is told once.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

from agent_desktop.phone.audio.backend import DeviceFailed

log = logging.getLogger(__name__)


class _Open(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def alive(self) -> bool: ...
    def close(self) -> None: ...


Device = TypeVar("Device", bound=_Open)


class Slot(Generic[Device]):
    """The place of one device: what is open there, and how to open it."""

    def __init__(self, opener: Callable[[str], Device]) -> None:
        self.opener = opener
        self.device: Device | None = None
        self.failed: str | None = None

    def fit(self, name: str | None) -> bool:
        """Have this device open, or none; true when it could not be opened, once for each name. May wait."""
        if self.device is not None and (name != self.device.name or not self.device.alive):
            device, self.device = self.device, None
            device.close()
        if name is None:
            self.failed = None
        elif self.device is None:
            try:
                self.device = self.opener(name)
            except DeviceFailed as error:
                if self.failed == name:
                    return False
                self.failed = name
                log.warning("a device cannot be opened: %s", error)
                return True
            self.failed = None
        return False
