"""`python -m agent_desktop.ui.kit.decoding`: pictures in, pixels out, until the pipe closes. Only the window starts it.

Promises to hold so much memory, to compute so long and to write no file, where the system lets it bind itself; whoever
waits for it kills it when it hangs.
"""

import contextlib
import sys
from typing import BinaryIO, Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QImage, QImageReader

from agent_desktop.ui.kit.decoding.bounded import decoded
from agent_desktop.ui.kit.decoding.wire import ANSWER, ORDER, READY

MEMORY: Final = 1 << 30
"""Bytes of address space, of which Qt itself takes about a third."""
PICTURE_MB: Final = 160
CPU_S: Final = 60


def main() -> int:
    """Serve until the end of stdin."""
    _bind_itself()
    QImageReader.setAllocationLimit(PICTURE_MB)
    QCoreApplication([])
    orders, answers = sys.stdin.buffer, sys.stdout.buffer
    answers.write(READY)
    answers.flush()
    while len(head := orders.read(ORDER.size)) == ORDER.size:
        widest, highest, size = ORDER.unpack(head)
        data = orders.read(size)
        if len(data) < size:
            break
        _answer(answers, decoded(data, widest, highest))
    return 0


def _answer(answers: BinaryIO, image: QImage) -> None:
    if image.isNull():
        answers.write(ANSWER.pack(0, 0, 0))
    else:
        plain = image.convertToFormat(QImage.Format.Format_RGBA8888_Premultiplied)
        pixels = bytes(plain.constBits())  # 4 bytes a pixel need no padding at the end of a line
        answers.write(ANSWER.pack(plain.width(), plain.height(), len(pixels)))
        answers.write(pixels)
    answers.flush()


def _bind_itself() -> None:
    if sys.platform == "win32":
        return
    import resource

    limits = {
        resource.RLIMIT_AS: MEMORY,
        resource.RLIMIT_CPU: CPU_S,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
    }
    for what, most in limits.items():
        with contextlib.suppress(OSError, ValueError):  # macOS knows no limit of address space
            resource.setrlimit(what, (most, most))


if __name__ == "__main__":
    sys.exit(main())
