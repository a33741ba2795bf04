"""Long work in slices: some of it at a turn of the window's loop, so that no frame waits for it.

Promises the same result as at once, in order; that work whose owner goes is given up with it.
"""

from collections.abc import Callable, Iterator
from time import perf_counter
from typing import Final, Generic, TypeVar

from PySide6.QtCore import QObject, QTimer

T = TypeVar("T")
SLICE_S: Final = 0.006
"""A part of a frame of a sixtieth of a second."""


class Slices(QObject, Generic[T]):
    """`work` is taken piece by piece, the first slice at once; `done` is given all of them."""

    def __init__(
        self, owner: QObject, work: Iterator[T], done: Callable[[list[T]], object]
    ) -> None:
        super().__init__(owner)
        self._work = work
        self._done = done
        self._found: list[T] = []
        self._turn = QTimer(self, interval=0)
        self._turn.timeout.connect(self._go_on)
        self._turn.start()
        self._go_on()

    def _go_on(self) -> None:
        until = perf_counter() + SLICE_S
        for one in self._work:
            self._found.append(one)
            if perf_counter() >= until:
                return
        self._turn.stop()
        self._done(self._found)
        self.deleteLater()
