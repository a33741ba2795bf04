"""The decoding process, from the window's side: started when there is something to decode, killed when it hangs.

Promises pixels or none within `WITHIN_S` for any bytes, whatever becomes of the process; that it is another one after
it broke. Blocks: for a thread of its own, never the window's.
"""

import subprocess
import sys
import threading
from typing import Final

from PySide6.QtGui import QImage

from agent_desktop.ui.kit.decoding.wire import ANSWER, ORDER, READY

PROGRAM: Final = (sys.executable, "-m", "agent_desktop.ui.kit.decoding")
STARTS_WITHIN_S: Final = 20.0
WITHIN_S: Final = 8.0
MOST_BYTES: Final = 25 * 1024 * 1024
_SIDES: Final = 4_096
"""px; nothing larger is asked for, so nothing larger is taken."""


class Apart:
    """One process at a time. For one thread at a time; `end` it."""

    def __init__(self, program: tuple[str, ...] = PROGRAM, within_s: float = WITHIN_S) -> None:
        self._program = program
        self._within_s = within_s
        self._process: subprocess.Popen[bytes] | None = None

    def decode(self, data: bytes, widest: int, highest: int = _SIDES) -> QImage:
        """The picture in `data` as pixels; a null one where there is none, or where decoding it failed."""
        if not 0 < len(data) <= MOST_BYTES:
            return QImage()
        try:
            process = self._process or self._start()
            with _Watchdog(process, self._within_s):
                return _asked(process, data, min(widest, _SIDES), min(highest, _SIDES))
        except OSError:
            self.end()  # it died of this picture: the next one gets another process
            return QImage()

    def end(self) -> None:
        """No process any more."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            assert pipe is not None
            try:
                pipe.close()
            except OSError:
                continue  # what was not written yet cannot be
        process.wait()

    def _start(self) -> subprocess.Popen[bytes]:
        self._process = process = subprocess.Popen(
            self._program,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # what decoders say of hostile bytes is of no use to anybody
        )
        with _Watchdog(process, STARTS_WITHIN_S):
            assert process.stdout is not None
            if process.stdout.read(1) != READY:
                raise OSError("it did not start")
        return process


class _Watchdog:
    """Kills the process when the block lasts too long; reading from it ends then."""

    def __init__(self, process: subprocess.Popen[bytes], seconds: float) -> None:
        self._timer = threading.Timer(seconds, process.kill)
        self._timer.daemon = True

    def __enter__(self) -> None:
        self._timer.start()

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()


def _asked(process: subprocess.Popen[bytes], data: bytes, widest: int, highest: int) -> QImage:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(ORDER.pack(widest, highest, len(data)) + data)
    process.stdin.flush()
    head = process.stdout.read(ANSWER.size)
    if len(head) < ANSWER.size:
        raise OSError("it ended")
    width, height, size = ANSWER.unpack(head)
    if not (width or height or size):
        return QImage()
    # nothing that it says is believed: it may be in the hands of who made the picture
    if not (0 < width <= widest and 0 < height <= highest and size == 4 * width * height):
        raise OSError("it said nonsense")
    pixels = process.stdout.read(size)
    if len(pixels) < size:
        raise OSError("it ended")
    line, form = 4 * width, QImage.Format.Format_RGBA8888_Premultiplied
    return QImage(pixels, width, height, line, form).copy()
