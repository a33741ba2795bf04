"""How the window looked last time: colours, motion, place, size, pane widths. Known before the first paint.

Promises that reading is one small file, that a damaged file is forgotten, and that writing never waits on the
window's thread. Refuses everything that belongs to the agent's work: that is in the desk's store.
"""

import logging
import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from agent_desktop.model.base import Record
from agent_desktop.model.settings import LOOKS, MOTION, OF_THE_WINDOW

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

log = logging.getLogger(__name__)


class Looks(Record, frozen=True):
    """What is kept. `settings` are those of the window, `window` is what the shell remembers of its geometry."""

    settings: dict[str, str] = {}
    window: dict[str, Any] = {}


def _kept(path: Path) -> Looks:
    try:
        return msgspec.json.decode(path.read_bytes(), type=Looks)
    except (OSError, msgspec.MsgspecError):
        return Looks()


class LooksFile:
    """The looks of one data folder.

    Without a `path` nothing is kept. Where the window is not on a real screen, its geometry is neither given nor kept.
    """

    def __init__(self, path: Path | None = None, *, placed: bool = True) -> None:
        self._path = path
        self._placed = placed and path is not None
        self._looks = Looks() if path is None else _kept(path)
        self._writer: ThreadPoolExecutor | None = None

    def read(self, name: str, default: str) -> str:
        """A kept setting of the window, or `default`."""
        return self._looks.settings.get(name, default)

    @property
    def mode(self) -> str:
        """`system`, `light`, `dark`, or whatever nonsense was kept."""
        return self.read(LOOKS, "system")

    @property
    def less_motion(self) -> str:
        """`system`, `on`, `off`, or whatever nonsense was kept."""
        return self.read(MOTION, "system")

    @property
    def window(self) -> Mapping[str, object] | None:
        """The kept geometry, empty when there is none; None where the window has no place of its own."""
        return self._looks.window if self._placed else None

    def change(self, name: str, value: str) -> None:
        """Keep a setting; those that are not the window's are kept by the desk."""
        if name in OF_THE_WINDOW:
            settings = {**self._looks.settings, name: value}
            self._keep(msgspec.structs.replace(self._looks, settings=settings))

    def remember(self, window: dict[str, object]) -> None:
        """Keep the geometry."""
        if self._placed:
            self._keep(msgspec.structs.replace(self._looks, window=window))

    def _keep(self, looks: Looks) -> None:
        if looks == self._looks:
            return
        self._looks = looks
        if self._path is not None:
            if self._writer is None:
                from concurrent.futures import ThreadPoolExecutor

                self._writer = ThreadPoolExecutor(1, "looks")
            self._writer.submit(_write, self._path, looks)

    def close(self) -> None:
        """Wait until everything is written."""
        if self._writer is not None:
            self._writer.shutdown()
            self._writer = None


def _write(path: Path, looks: Looks) -> None:
    fresh = path.with_suffix(".new")
    try:
        fresh.write_bytes(msgspec.json.format(msgspec.json.encode(looks), indent=1))
        os.replace(fresh, path)
    except OSError as error:
        log.warning("The looks of the window could not be kept: %s.", error.strerror)
