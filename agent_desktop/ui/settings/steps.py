"""What a test of a connection found, step by step.

Promises icon, word and colour for each step, and that a screen reader hears the outcome. Refuses codes: steps that this
desk does not know by name are shown in the backend's words.
"""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from agent_desktop.model.administration_voice import TrialStep
from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.direction import sides
from agent_desktop.ui.kit.widgets.labels import IconMark, Label
from agent_desktop.ui.kit.widgets.notices import announce
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import later, said, tr

_STEPS = {
    "resolve": later("Find the server"),
    "connect": later("Reach it"),
    "certificate": later("Check its certificate"),
    "options": later("Ask whether it serves"),
    "register": later("Sign on"),
    "detect": later("Find the test file"),
    "time": later("In time"),
}
_LOOKS = {
    "good": ("circle-check", "status.successText"),
    "failed": ("circle-alert", "status.dangerText"),
    "skipped": ("circle-minus", "text.secondary"),
}
_LINE = 22


class Steps(QWidget):
    """The steps of the last test; nothing before one."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.steps: tuple[TrialStep, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(*sides(12, 10, 12, 10))
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(2, 1)
        self.hide()

    def show_steps(self, steps: Sequence[TrialStep]) -> None:
        """Show these; none hides the card."""
        self.steps = tuple(steps)
        while (item := self._grid.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for line, one in enumerate(self.steps):
            words = said(one.words, one.remedy)
            color = "text.primary" if one.result == "failed" else "text.secondary"
            title = tr(_STEPS[one.step]) if one.step in _STEPS else said(one.step)
            # Beside words of several lines both stand at the first one.
            top = Qt.AlignmentFlag.AlignTop
            self._grid.addWidget(IconMark(self.theme, *_LOOKS[one.result]), line, 0, top)
            self._grid.addWidget(Label(self.theme, title, "caption", weight=600), line, 1, top)
            self._grid.addWidget(Label(self.theme, words, "caption", color, wrap=True), line, 2)
        self.setVisible(bool(steps))
        if steps:
            told = self.outcome()
            self.setAccessibleName(told)
            announce(self, told)

    def outcome(self) -> str:
        """What came of it, in one sentence."""
        failed = next((one for one in self.steps if one.result == "failed"), None)
        if failed is None:
            return tr("The connection works.")
        return said(failed.words, failed.remedy)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card."""
        p = paint.on(self)
        paint.card(p, self.theme, QRectF(self.rect()))
        p.end()
