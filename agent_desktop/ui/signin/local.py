"""The card "This computer": the built-in hub, ready to start.

Promises that Enter in either field starts, and that a missing name is said beside the field.
"""

from PySide6.QtCore import QPointF, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.direction import sides
from agent_desktop.ui.kit.widgets.buttons import Button
from agent_desktop.ui.kit.widgets.fields import TextField
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.signin.card import Card
from agent_desktop.ui.signin.notice import FormNotice
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr


class _Promise(QWidget):
    def __init__(self, theme: Theme, words: str) -> None:
        super().__init__()
        self.theme = theme
        self.setFixedHeight(28)
        row = QHBoxLayout(self)
        row.setContentsMargins(*sides(24, 0, 0, 0))
        row.addWidget(Label(theme, words, elide=True))

    def paintEvent(self, event: QPaintEvent) -> None:
        p = paint.on(self)
        at = QPointF(0, self.height() / 2 - 7)
        paint.icon(p, self.theme, "check", at, 15, "status.successText")
        p.end()


class LocalCard(Card):
    """Name, team and the button that starts. `started` tells name and team."""

    started = Signal(str, str)

    def __init__(self, theme: Theme, name: str, team: str) -> None:
        super().__init__(theme, tr("This computer"), "laptop")
        self.name = TextField(theme, tr("Your name"), name)
        self.team = TextField(theme, tr("Team name"), team)
        self.notice = FormNotice(theme)
        self.button = Button(theme, tr("Start the hub"), "primary", size="xl")
        self.button.setSizePolicy(
            self.sizePolicy().Policy.Expanding, self.sizePolicy().Policy.Fixed
        )
        about = Label(
            theme,
            tr(
                "The built-in hub gives you queues, routing and web chat with no server"
                " to set up. Good for one seat, or for a trial."
            ),
            color="text.secondary",
            wrap=True,
        )
        self.body.addWidget(about)
        self.body.addSpacing(10)
        for words in (
            tr("Chat widget for your website"),
            tr("Queues, skills, timed offers"),
            tr("Notes and saved replies"),
            tr("Customers with their history"),
            tr("Keeps working offline"),
        ):
            self.body.addWidget(_Promise(theme, words))
        self.body.addStretch(1)
        self.body.addWidget(self.notice)
        self.body.addSpacing(12)
        form = self._form = QGridLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        for row, field in enumerate((self.name, self.team)):
            form.addWidget(field.label(), row, 0)
            form.addWidget(field, row, 1)
            field.returnPressed.connect(self.start)
            field.textEdited.connect(self._edited)
        self.body.addLayout(form)
        self.body.addSpacing(16)
        self.body.addWidget(self.button)
        self.button.clicked.connect(self.start)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow card gives its room to the fields."""
        super().resizeEvent(event)
        self._form.setColumnMinimumWidth(0, 96 if self.width() > 320 else 0)

    def start(self) -> None:
        """Ask to start, if a name is there."""
        if name := self.checked_name():
            self.started.emit(name, self.team.text().strip())

    def checked_name(self) -> str:
        """The name, or nothing after saying that it is missing."""
        name = self.name.text().strip()
        if not name:
            self.name.set_invalid(True)
            self.notice.show_problem(tr("Please write your name: customers see it."))
            self.name.setFocus()
        return name

    def _edited(self) -> None:
        self.choose()
        self.name.set_invalid(False)
        self.notice.clear()

    def set_busy(self, sentence: str) -> None:
        """Show that work is under way with `sentence` in the button; an empty one ends it."""
        for widget in (self.name, self.team, self.button, self.mark):
            widget.setEnabled(not sentence)
        self.button.setText(sentence or tr("Start the hub"))
