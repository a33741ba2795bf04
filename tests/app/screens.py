"""A screen of our own (Xvfb) and windows of other programs on it."""

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator

_WINDOW = """
import sys
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication(["till-program"])
window = QLabel("till")
window.show()
window.activateWindow()
for line in sys.stdin:
    window.setWindowTitle(line.rstrip())
    app.processEvents()
    window.activateWindow()
    app.processEvents()
    print(hex(int(window.winId())), flush=True)
"""


@contextlib.contextmanager
def screen() -> Iterator[str]:
    """The name of a fresh screen, which no window manager cares for."""
    assert shutil.which("Xvfb"), "these tests need Xvfb"
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", "1", "-screen", "0", "800x600x24", "-nolisten", "tcp", "-noreset"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert server.stdout is not None
    try:
        yield f":{server.stdout.readline().strip()}"
    finally:
        server.terminate()
        server.wait(30)
        server.stdout.close()


class OtherWindow:
    """A window of another program. `show` gives it a title, and the focus."""

    def __init__(self, display: str) -> None:
        env = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        self.process = subprocess.Popen(
            [sys.executable, "-c", _WINDOW],
            env=env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def show(self, title: str) -> str:
        """The window's id, once it has this title."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(title + "\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().strip()

    def close(self) -> None:
        """The program ends."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.close()
        self.process.wait(30)
        self.process.stdout.close()


@contextlib.contextmanager
def other_window(display: str) -> Iterator[OtherWindow]:
    """A window of another program, closed with the block."""
    made = OtherWindow(display)
    try:
        yield made
    finally:
        made.close()
