"""The page that asks for a passphrase when the computer has no secure keychain.

Promises to say plainly what is kept where, to offer working without a cache, and a way out of a forgotten passphrase.
Refuses a new passphrase that is short or that was not written twice the same.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_desktop.model.errors import Problem
from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.widgets.buttons import Button
from agent_desktop.ui.kit.widgets.fields import TextField
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.signin.forgotten import Forgotten
from agent_desktop.ui.signin.notice import FormNotice
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import problem_words, tr

SHORTEST = 8


class PassphrasePage(QWidget):
    """One field to unlock, two to choose.

    `given` tells the passphrase, `declined` that no cache is wanted, `begin_anew` that the passphrase is forgotten and
    what it locks may be given up.
    """

    given = Signal(str)
    declined = Signal()
    begin_anew = Signal()

    def __init__(self, theme: Theme, *, new: bool) -> None:
        super().__init__()
        self.theme = theme
        self.new = new
        self.field = TextField(theme, tr("Passphrase"), secret=True)
        self.again = TextField(theme, tr("The same again"), secret=True)
        self.notice = FormNotice(theme)
        self.confirm = Button(
            theme, tr("Protect my history") if new else tr("Unlock"), "primary", size="xl"
        )
        self.decline = Button(theme, tr("Work without a cache"), size="xl")
        self.forgotten = Forgotten(theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 28, 28, 24)
        column.setSpacing(4)
        column.addWidget(
            Label(theme, tr("This computer has no secure keychain"), "title", wrap=True)
        )
        column.addSpacing(4)
        column.addWidget(Label(theme, self._about(), color="text.secondary", wrap=True))
        column.addSpacing(16)
        for line in (self.field, self.again) if new else (self.field,):
            column.addWidget(line.label())
            column.addWidget(line)
            column.addSpacing(8)
            line.returnPressed.connect(self.submit)
            line.textEdited.connect(self._edited)
        column.addWidget(self.notice)
        column.addSpacing(12)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.confirm)
        row.addWidget(self.decline)
        row.addStretch(1)
        column.addLayout(row)
        column.addSpacing(8)
        column.addWidget(
            Label(
                theme,
                tr(
                    "Without a cache nothing of your customers is kept on this computer:"
                    " history comes from the hub each time, and replies wait only while"
                    " the window is open."
                ),
                "caption",
                "text.secondary",
                wrap=True,
            )
        )
        if new:
            self.forgotten.hide()
        else:
            column.addSpacing(8)
        column.addWidget(self.forgotten)
        self.confirm.clicked.connect(self.submit)
        self.decline.clicked.connect(self.declined)
        # the field takes the focus that the link gives up: else it would fall on the danger button
        self.forgotten.explained.connect(self.field.setFocus)
        self.forgotten.begin_anew.connect(self.begin_anew)
        self.setMaximumWidth(480)

    def _about(self) -> str:
        if self.new:
            return tr(
                "Your history and drafts are kept encrypted, and the key needs a safe place."
                " Choose a passphrase that protects it; you will be asked for it at each start."
            )
        return tr("Write the passphrase that protects your history and drafts.")

    def submit(self) -> None:
        """Check what was written, then tell it."""
        words = self.field.text()
        if self.new and len(words) < SHORTEST:
            self._refuse(tr("Please use at least {count} characters.", count=SHORTEST), self.field)
        elif self.new and words != self.again.text():
            self._refuse(tr("The two are not the same."), self.again)
        elif not words:
            self._refuse(tr("The passphrase is still empty."), self.field)
        else:
            self.given.emit(words)

    def show_problem(self, problem: Problem) -> None:
        """Say what went wrong; the passphrase can be written again."""
        self.field.clear()
        self.again.clear()
        self._refuse(problem_words(problem), self.field)

    def set_busy(self, sentence: str) -> None:
        """Show that work is under way; an empty sentence ends it."""
        for widget in (self.field, self.again, self.confirm, self.decline, self.forgotten):
            widget.setEnabled(not sentence)

    def _refuse(self, words: str, line: TextField) -> None:
        line.set_invalid(True)
        line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.notice.show_problem(words)

    def _edited(self) -> None:
        for line in (self.field, self.again):
            line.set_invalid(False)
        self.notice.clear()
        self.forgotten.fold()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card."""
        p = paint.on(self)
        rect = self.rect().toRectF()
        radius = self.theme.tokens.radius.lg + 2
        paint.fill(p, rect.adjusted(1, 1, -1, -1), self.theme.color("bg.surface"), radius)
        paint.outline(p, rect, self.theme.color("border.strong"), radius)
        p.end()
