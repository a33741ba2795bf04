"""A screen of its own (Xvfb) whose pixels are read from memory, so that a first paint is seen from outside a program.

Promises the truth about what is on the screen, whatever drew it, within a few milliseconds. Needs `Xvfb`.
"""

import mmap
import os
import struct
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_DEPTH_BYTES = 4
_START_S = 20.0


class Screen:
    """The pixels of a running X server. Colours are `0xRRGGBB`."""

    def __init__(self, display: str, pixels: mmap.mmap) -> None:
        self.display = display
        self._pixels = pixels
        # The header of an XWD file: 25 numbers, then the window's name, then the colour map.
        header = struct.unpack(">25I", pixels[:100])
        self._stride = header[12]
        self._start = header[0] + header[19] * 12

    def at(self, x: int, y: int) -> int:
        """The colour of a pixel."""
        offset = self._start + y * self._stride + x * _DEPTH_BYTES
        color: int = struct.unpack_from("<I", self._pixels, offset)[0]
        return color & 0xFFFFFF

    def share(self, colors: frozenset[int], area: tuple[int, int, int, int], step: int) -> float:
        """Which part of every `step`-th pixel of `area` (x, y, width, height) has one of `colors`."""
        left, top, width, height = area
        places = [
            (x, y) for x in range(left, left + width, step) for y in range(top, top + height, step)
        ]
        return sum(self.at(x, y) in colors for x, y in places) / len(places)


@contextmanager
def own_screen(folder: Path, width: int, height: int) -> Iterator[Screen]:
    """A fresh screen, its memory file in `folder`. Raises RuntimeError when Xvfb does not start."""
    read_end, write_end = os.pipe()
    where = ["-displayfd", str(write_end), "-fbdir", str(folder), "-nolisten", "tcp"]
    server = subprocess.Popen(
        ["Xvfb", *where, "-screen", "0", f"{width}x{height}x24", "-noreset"],
        pass_fds=[write_end],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(write_end)
    try:
        with os.fdopen(read_end) as said:
            number = said.readline().strip()
        if not number:
            raise RuntimeError("Xvfb did not start.")
        with (folder / "Xvfb_screen0").open("rb") as file:
            pixels = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        yield Screen(f":{number}", pixels)
    finally:
        server.terminate()
        server.wait()


def when(
    true: Callable[[], bool], program: subprocess.Popen[bytes], *, within_s: float, what: str
) -> float:
    """Wait until `true()`, looking every 4 ms; the moment (`time.perf_counter`).

    Raises TimeoutError naming `what`, RuntimeError when `program` has ended before.
    """
    until = time.perf_counter() + within_s
    while not true():
        if program.poll() is not None:
            raise RuntimeError(f"It ended with code {program.returncode} before {what}.")
        if time.perf_counter() > until:
            raise TimeoutError(f"In {within_s:.0f} s it never happened: {what}.")
        time.sleep(0.004)
    return time.perf_counter()
