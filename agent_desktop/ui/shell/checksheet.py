"""The sheet of checks: what stands in the way of calls on this computer, as it is found.

Promises a mark, a sentence and advice for each check, and that a screen reader hears the outcome. Refuses to check
anything: whoever checks adds what was found, and gives the report that can be copied.
"""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from agent_desktop.model.findings import Finding, Verdict
from agent_desktop.ui.kit.direction import sides
from agent_desktop.ui.kit.widgets.buttons import Button, IconButton
from agent_desktop.ui.kit.widgets.labels import IconMark, Label
from agent_desktop.ui.kit.widgets.notices import announce
from agent_desktop.ui.shell.sheet import Sheet
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import later, tr

_HEIGHT: Final = 640
_MARKS: Final = {
    Verdict.GOOD: ("circle-check", "status.successText", later("Good")),
    Verdict.WARNING: ("triangle-alert", "status.warnText", later("Warning")),
    Verdict.BAD: ("circle-alert", "status.dangerText", later("Bad")),
    Verdict.UNKNOWN: ("circle-minus", "text.secondary", later("Not known")),
}


class CheckRow(QWidget):
    """One check."""

    def __init__(self, theme: Theme, found: Finding) -> None:
        super().__init__()
        self.found = found
        icon, color, word = _MARKS[found.verdict]
        self.setAccessibleName(f"{tr(word)}: {found.words} {found.advice}".strip())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(IconMark(theme, icon, color, tr(word)), 0, Qt.AlignmentFlag.AlignTop)
        texts = QVBoxLayout()
        texts.setSpacing(1)
        texts.addWidget(Label(theme, found.words, wrap=True))
        if found.advice:
            texts.addWidget(Label(theme, found.advice, "caption", "text.secondary", wrap=True))
        row.addLayout(texts, 1)


class CheckSheet(Sheet):
    """Filled by `begin`, `add` for each finding, and `finish`. `again_asked`: the agent wants another check."""

    again_asked = Signal()

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, host, tr("Check the connection"), 620)
        self.rows: list[CheckRow] = []
        self._report = ""
        self.state = Label(theme, "", "caption", "text.secondary", wrap=True)
        self.copy = Button(theme, tr("Copy the report"), icon="copy")
        self.again = Button(theme, tr("Check again"), "primary")
        self._close = IconButton(theme, "x", tr("Close"), keys="Esc", side=28)
        head = QHBoxLayout()
        head.setContentsMargins(*sides(20, 14, 12, 6))
        head.addWidget(Label(theme, tr("Check the connection"), "title"), 1)
        head.addWidget(self._close)
        inner = QWidget()
        inner.setProperty("scrolled", True)
        column = QVBoxLayout(inner)
        column.setContentsMargins(20, 4, 20, 12)
        column.setSpacing(0)
        self._list = QVBoxLayout()
        self._list.setSpacing(12)
        column.addLayout(self._list)
        column.addStretch(1)
        self.page = QScrollArea()
        self.page.setWidgetResizable(True)
        self.page.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.page.setWidget(inner)
        self.page.viewport().setAutoFillBackground(False)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 10, 20, 16)
        foot.setSpacing(8)
        foot.addWidget(self.state, 1, Qt.AlignmentFlag.AlignVCenter)
        foot.addWidget(self.copy)
        foot.addWidget(self.again)
        self.card_layout.addLayout(head)
        self.card_layout.addWidget(self.page, 1)
        self.card_layout.addLayout(foot)
        self._close.clicked.connect(self.close_sheet)
        self.again.clicked.connect(self.again_asked)
        self.copy.clicked.connect(self._copy)

    def begin(self) -> None:
        """A check begins: what an earlier one found goes."""
        for row in self.rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows, self._report = [], ""
        self._show_state(tr("Checking…"), done=False)

    def add(self, found: Finding) -> None:
        """One more was found."""
        row = CheckRow(self.theme, found)
        self.rows.append(row)
        self._list.addWidget(row)

    def finish(self, outcome: str, report: str) -> None:
        """Nothing more comes. `outcome` in one sentence, `report` as it is copied."""
        self._report = report
        self._show_state(outcome, done=True)

    def _show_state(self, words: str, *, done: bool) -> None:
        self.state.setText(words)
        self.again.setEnabled(done)
        self.copy.setEnabled(done)
        announce(self.card, words)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report)
        self.state.setText(tr("Copied."))

    def first(self) -> QWidget:
        """The list gets the caret: its arrows scroll."""
        return self.page

    def card_height(self) -> int:
        """As high as all checks of a computer that is well, so that the card does not grow while they come in."""
        return _HEIGHT
