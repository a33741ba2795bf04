"""Who touches files on the window's thread: Python's own audit events, while somebody looks.

Promises to name each file and the product's lines that asked for it. Refuses to count imports of modules, which are
measured where the program starts, what other threads do, and what no line of the product asked for.
"""

import contextlib
import os
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType

import agent_desktop

_TOUCHES = frozenset(
    [
        "open",
        "os.rename",
        "os.remove",
        "os.mkdir",
        "os.rmdir",
        "os.listdir",
        "os.scandir",
        "os.truncate",
        "os.chmod",
    ]
)
_PRODUCT = str(Path(agent_desktop.__file__).parent)
_NO_DISK = ("/proc/", os.devnull)
"""What Linux tells of processes: no disk is behind it, and none behind what is open already, such as a pipe."""
_lookers: list[tuple[Callable[[], bool], list[str]]] = []


def _hear(event: str, args: tuple[object, ...]) -> None:
    if not _lookers or event not in _TOUCHES:
        return
    if isinstance(args[0], int) or str(args[0]).startswith(_NO_DISK):
        return
    if threading.current_thread() is not threading.main_thread():
        return
    asked = _asked_by(sys._getframe(1))
    for counts, seen in _lookers:
        if asked and counts():
            seen.append(f"{event} {args[0]!r} by {asked}")


def _asked_by(frame: FrameType | None) -> str:
    """The product's lines on the way to it, the nearest first; empty for an import and where there are none."""
    lines = []
    while frame is not None:
        name = frame.f_code.co_filename
        if (
            "importlib._bootstrap" in name
            or name.startswith("<shiboken")
            or "shibokensupport" in name
        ):
            return ""
        if name.startswith(_PRODUCT):
            lines.append(f"{name.removeprefix(_PRODUCT)}:{frame.f_lineno}")
        frame = frame.f_back
    return " < ".join(lines[:6])


sys.addaudithook(_hear)


@contextlib.contextmanager
def looked_at(counts: Callable[[], bool] = lambda: True) -> Iterator[list[str]]:
    """What is touched on the main thread meanwhile, while `counts()`."""
    looker = (counts, list[str]())
    _lookers.append(looker)
    try:
        yield looker[1]
    finally:
        _lookers.remove(looker)
