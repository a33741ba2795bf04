"""The place of the call strip: the strip, and under it one line about what must be known at once.

Promises that a recording which goes on against the agent's wish is said as long as it does, and that a call for help is
never held up: its warning asks once and calls by itself. Refuses to take the keyboard.
"""

from collections.abc import Callable
from typing import Final, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from agent_desktop.model.base import Millis
from agent_desktop.ui.call.strip import CallStrip
from agent_desktop.ui.kit.widgets.notices import Banner
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

ASKED_MS: Final = 5_000
"""How long a call for help waits for Cancel."""


class Help(NamedTuple):
    """A call for help that is about to be made."""

    number: str
    at: Millis
    call: Callable[[], object]


class StripPlace(QWidget):
    """Seats the strip. `again` asks once more for the pause of a recording."""

    resized = Signal()

    def __init__(self, theme: Theme, strip: CallStrip, again: Callable[[], object]) -> None:
        super().__init__()
        self.banner = Banner(theme)
        self.banner.hide()
        self._again = again
        self._recorded = ""
        self._help: Help | None = None
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(strip)
        column.addWidget(self.banner)

    def add_row(self, row: QWidget) -> None:
        """Seat a row right under the strip."""
        self._column.insertWidget(1, row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What hangs under the strip moves along."""
        super().resizeEvent(event)
        self.resized.emit()

    # -- a recording that goes on

    def show_still_recording(self, name: str) -> None:
        """The recording of the call with `name` was not paused; empty when all is well."""
        if name != self._recorded:
            self._recorded = name
            self._show()

    # -- a call for help

    @property
    def asked(self) -> str:
        """The number that waits; empty when none does."""
        return self._help.number if self._help is not None else ""

    def ask(self, number: str, call: Callable[[], object], now: Millis) -> None:
        """Warn before `number` is called, which is done by itself in a moment."""
        self._help = Help(number, now + ASKED_MS, call)
        self._show()
        self.tick(now)

    def tick(self, now: Millis) -> None:
        """A second has passed."""
        if self._help is None:
            return
        left = -(-(self._help.at - now) // 1_000)
        if left <= 0:
            self.go_on()
        elif not self._recorded:
            self.banner.set_fact(tr("Calls in {n} s", n=left))

    def go_on(self) -> None:
        """Call."""
        waiting, self._help = self._help, None
        self._show()
        if waiting is not None:
            waiting.call()

    def cancel(self) -> None:
        """Do not call."""
        self._help = None
        self._show()

    def _show(self) -> None:
        banner = self.banner
        if self._recorded:
            banner.show_words(
                tr("Still recording {name}.", name=self._recorded),
                tr("The pause failed: let nobody say card details now."),
                level="danger",
                actions=((tr("Pause again"), self._pause_again),),
            )
        elif self._help is not None:
            banner.show_words(
                tr("Emergency services may not see where you are."),
                tr("Say the address first."),
                actions=(
                    (tr("Call anyway"), self.go_on),
                    (tr("Cancel"), self.cancel),
                ),
            )
        banner.setVisible(bool(self._recorded) or self._help is not None)

    def _pause_again(self) -> None:
        self._again()
