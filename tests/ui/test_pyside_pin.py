"""Why PySide6 is pinned below 6.12: that release loses references to `None` on Python 3.11.

A few thousand calls that return nothing then abort the whole program, so the calls are made in a
process of their own.
"""

import subprocess
import sys

PROGRAM = """
from PySide6.QtGui import QImage, QPainter
image = QImage(9, 9, QImage.Format.Format_RGB32)
painter = QPainter(image)
for _ in range(50_000):
    painter.save()
    painter.restore()
painter.end()
print("alive")
"""


def test_many_calls_that_return_nothing_leave_the_program_alive() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False, timeout=100
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "alive\n", "")
