"""One act of the audit trail, all that is known of it, and where one goes from there.

Promises every field of the entry, in words that can be marked and copied. `left` leads back to the list; `opened`
carries the conversation that it is about; `sought` another question with what its keys are called.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from agent_desktop.model.administration_audit import AuditLine, AuditQuestion
from agent_desktop.ui.kit.widgets.buttons import Button, IconButton
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.settings.audit_words import (
    act_words,
    detail_words,
    subject_words,
    thing,
    when_words,
    who_words,
)
from agent_desktop.ui.settings.ground import EDGE, WIDEST, head, pile, scrolled
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr


class AuditEntryView(QWidget):
    """See the module."""

    left = Signal()
    opened = Signal(str)
    sought = Signal(object, object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.line: AuditLine | None = None
        self.back = IconButton(theme, "chevron-left", tr("Back to the audit trail"))
        self.title = Label(theme, "", "title", elide=True)
        self.open_it = Button(theme, tr("Open the conversation"), "primary")
        self.by_person = Button(theme, "")
        self.about_it = Button(theme, "")
        self.facts: dict[str, Label] = {}
        self._grid = QGridLayout()
        self.back.clicked.connect(self.left)
        self.open_it.clicked.connect(self._open)
        self.by_person.clicked.connect(self._seek_person)
        self.about_it.clicked.connect(self._seek_thing)
        self._lay_out()

    def _lay_out(self) -> None:
        top = head(self.theme, self.title, back=self.back)
        self._grid.setColumnMinimumWidth(0, 110)
        self._grid.setColumnStretch(1, 1)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(10)
        for at, (name, words) in enumerate(_facts()):
            label = Label(self.theme, words, "body", "text.secondary")
            said = self.facts[name] = Label(self.theme, "", "body", wrap=True)
            said.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse
                | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            said.setAccessibleName(words)
            self._grid.addWidget(label, at, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(said, at, 1)
        ways = QHBoxLayout()
        ways.setContentsMargins(0, 12, 0, 0)
        ways.setSpacing(8)
        for button in (self.open_it, self.by_person, self.about_it):
            ways.addWidget(button)
        ways.addStretch(1)
        inner = QWidget()
        inner.setMaximumWidth(WIDEST + 2 * EDGE)
        column = QVBoxLayout(inner)
        column.setContentsMargins(EDGE, 4, EDGE, EDGE)
        column.addLayout(self._grid)
        column.addLayout(ways)
        column.addStretch(1)
        pile(top, scrolled(inner), into=self)

    def show_line(self, line: AuditLine) -> None:
        """Show this entry."""
        self.line = line
        self.title.setText(act_words(line.act))
        said = {
            "who": who_words(line),
            "at": when_words(line.at),
            "subject": subject_words(line) or tr("Nothing else"),
            "whom": line.whom or tr("Nobody else"),
            "detail": detail_words(line.detail) or tr("None"),
            "act": line.act,
            "id": line.id,
            "digest": line.digest,
        }
        for name, words in said.items():
            self.facts[name].setText(words)
            self.facts[name].setAccessibleDescription(words)
        self.open_it.setVisible(bool(line.conversation_id))
        self.by_person.setVisible(bool(line.who_id))
        self.by_person.setText(tr("What {name} did", name=who_words(line)))
        about = thing(line)
        self.about_it.setVisible(bool(about))
        self.about_it.setText(tr("All about {name}", name=self._about_words(line)))
        self.back.setFocus(Qt.FocusReason.OtherFocusReason)

    @staticmethod
    def _about_words(line: AuditLine) -> str:
        if thing(line) == f"agent/{line.whom_id}":
            return line.whom
        return subject_words(line, short=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leads back."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _open(self) -> None:
        assert self.line is not None
        self.opened.emit(self.line.conversation_id)

    def _seek_person(self) -> None:
        assert self.line is not None
        question = AuditQuestion(who=self.line.who_id)
        self.sought.emit(question, {self.line.who_id: who_words(self.line)})

    def _seek_thing(self) -> None:
        assert self.line is not None
        about = thing(self.line)
        self.sought.emit(AuditQuestion(about=about), {about: self._about_words(self.line)})


def _facts() -> list[tuple[str, str]]:
    return [
        ("who", tr("Who")),
        ("at", tr("When")),
        ("subject", tr("To what")),
        ("whom", tr("Concerning")),
        ("detail", tr("Details")),
        ("act", tr("Act")),
        ("id", tr("Entry")),
        ("digest", tr("Digest")),
    ]
