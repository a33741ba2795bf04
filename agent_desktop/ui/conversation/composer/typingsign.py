"""Telling the desk that the agent types, and that they stopped.

Promises one "stopped" after "typing", also when the keys rest or the conversation changes. Refuses to slow down: the
desk tells the customer at most every few seconds, so it may hear of every key.
"""

from collections.abc import Callable

from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer

from agent_desktop.model.intents import TypeAhead
from agent_desktop.model.ways import Route

IDLE_MS = 5_000
"""After this long without a key the agent does not type any more."""


class TypingSign(QObject):
    """`post` takes the intents."""

    def __init__(self, post: Callable[[TypeAhead], None], parent: QObject) -> None:
        super().__init__(parent)
        self._post = post
        self._told: TypeAhead | None = None
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(IDLE_MS)
        self._idle.timeout.connect(self.stop)

    def key(self, conversation_id: str, route: Route, something: bool) -> None:
        """A key was pressed; `something` is whether the reply, which goes by `route`, has any words now."""
        if not something:
            self.stop()
            return
        now = TypeAhead(conversation_id=conversation_id, typing=True, route=route)
        if self._told not in (None, now):
            self.stop()
        self._told = now
        self._idle.start()
        self._post(now)

    def stop(self) -> None:
        """The agent does something else."""
        self._idle.stop()
        told, self._told = self._told, None
        if told is not None:
            self._post(replace(told, typing=False))
