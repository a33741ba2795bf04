"""Payment pages in the settings: whether recordings pause by themselves, for which windows, and what cannot be seen.

Promises that what is typed is kept in a moment. Refuses to keep anything itself: what is wanted is asked of the desk.
"""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from agent_desktop.desk.api import DeskView
from agent_desktop.model.changes import Change, SettingShown, TeamShown
from agent_desktop.model.intents import ChangeSetting
from agent_desktop.model.payments import DEFAULT_PAGES
from agent_desktop.model.settings import PAYMENT_PAGES, PAYMENT_WATCH, option
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.kit.widgets.buttons import Button
from agent_desktop.ui.kit.widgets.choices import CheckBox
from agent_desktop.ui.kit.widgets.fields import TextArea
from agent_desktop.ui.kit.widgets.focus import RING_ROOM
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

KNOWN_PAGES: Final = "\n".join(DEFAULT_PAGES)
_KEEP_AFTER_MS = 600


class PaymentsPage(QWidget):
    """Follows the settings while it is seen. `sight` are the words about what can be seen of other windows."""

    def __init__(self, desk: DeskView, theme: Theme, sight: str) -> None:
        super().__init__()
        self._desk = desk
        self.theme = theme
        self._end: Callable[[], None] | None = None
        self.watch = CheckBox(theme, tr("On"))
        self.pages = TextArea(theme, tr("Payment pages"))
        self.pages.setFixedHeight(132)
        self.known = Button(theme, tr("Back to the known pages"), "ghost", size="sm")
        self.team = Label(theme, "", "caption", "text.secondary", wrap=True)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_KEEP_AFTER_MS)
        self._later.timeout.connect(self._keep_pages)
        self._lay_out(sight)
        self.watch.clicked.connect(lambda on: self._keep(PAYMENT_WATCH, "on" if on else "off"))
        self.pages.textChanged.connect(self._later.start)
        self.known.clicked.connect(lambda: self._keep(PAYMENT_PAGES, KNOWN_PAGES))
        self.refresh()

    def _lay_out(self, sight: str) -> None:
        theme = self.theme
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(Label(theme, tr("Pause for payment pages")))
        about = tr("Recording pauses by itself while such a window is in front.")
        for words in (about, sight):
            texts.addWidget(Label(theme, words, "caption", "text.secondary", wrap=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setColumnStretch(0, 1)
        grid.addLayout(texts, 0, 0)
        grid.addWidget(self.watch, 0, 1, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(RING_ROOM, 0, RING_ROOM, RING_ROOM)
        column.setSpacing(8)
        column.addLayout(grid)
        list_words = QVBoxLayout()
        list_words.setSpacing(0)
        list_words.addWidget(Label(theme, tr("Payment pages")))
        how = tr(
            "Words of a window's title or a program's name, one a line; * stands for anything."
        )
        list_words.addWidget(Label(theme, how, "caption", "text.secondary", wrap=True))
        column.addLayout(list_words)
        column.addWidget(self.pages)
        column.addWidget(self.known, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self.team)

    # -- what is asked

    def _keep(self, name: str, value: str) -> None:
        self._later.stop()
        self._desk.post(ChangeSetting(name=name, value=value))

    def _keep_pages(self) -> None:
        self._keep(PAYMENT_PAGES, self.pages.toPlainText())

    # -- following

    def showEvent(self, event: QShowEvent) -> None:
        """Follow the desk while the page is seen."""
        super().showEvent(event)
        self._leave()
        self._end = self._desk.subscribe(self._listen)
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Follow it no more; what was just typed is kept."""
        super().hideEvent(event)
        if self._later.isActive():
            self._keep_pages()
        self._leave()

    def _leave(self) -> None:
        if self._end is not None:
            self._end()
            self._end = None

    def _listen(self, changes: Sequence[Change]) -> None:
        names = (PAYMENT_WATCH, PAYMENT_PAGES)
        if any(
            isinstance(one, TeamShown) or (isinstance(one, SettingShown) and one.name in names)
            for one in changes
        ):
            self.refresh()

    def refresh(self) -> None:
        """Show the kept values; what is being typed stays."""
        read = self._desk.setting
        self.watch.setChecked(option(read, PAYMENT_WATCH) == "on")
        team = ", ".join(single_line(one, 120) for one in self._desk.payment_pages)
        self.team.setText(tr("Your team's pages pause recordings in any case: {pages}", pages=team))
        self.team.setVisible(bool(team))
        kept = read(PAYMENT_PAGES, KNOWN_PAGES)
        if not self._later.isActive() and kept != self.pages.toPlainText():
            self.pages.blockSignals(True)
            self.pages.setPlainText(kept)
            self.pages.blockSignals(False)
