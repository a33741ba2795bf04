"""What an e-mail has above its text: to whom, copies, subject.

Promises that copies stand there only when somebody asked for them or wrote some; that what is no address is marked.
Refuses to change to whom the mail goes: that is the way of the reply, chosen in the line above.
"""

import re

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from agent_desktop.model.timeline import MailHead
from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.kit.widgets.buttons import PaintedButton
from agent_desktop.ui.kit.widgets.fields import TextField
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

_ADDRESS = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+")
_ROW = 24


class MailFields(QWidget):
    """The lines To, Cc, Bcc and Subject. `changed` tells that the agent wrote in one."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._setting = False
        self.to = Label(theme, "", "body", weight=500, elide=True)
        self.to.setContentsMargins(2, 0, 2, 0)  # as the lines to type in have them
        self.copies = _Link(theme, tr("Cc Bcc"))
        self.cc = self._line(tr("Cc"), tr("Addresses, with commas between them"))
        self.bcc = self._line(tr("Bcc"), tr("Addresses that the others do not see"))
        self.subject = self._line(tr("Subject"), tr("Subject"))
        self.subject.setMaxLength(500)
        grid = QGridLayout(self)
        grid.setContentsMargins(3, 2, 3, 4)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        self._labels = {}
        for row, (words, field) in enumerate(
            (
                (tr("To"), self.to),
                (tr("Cc"), self.cc),
                (tr("Bcc"), self.bcc),
                (tr("Subject"), self.subject),
            )
        ):
            label = Label(theme, words, "caption", "text.secondary")
            label.setFixedHeight(_ROW)
            field.setFixedHeight(_ROW)
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1)
            self._labels[field] = label
        grid.addWidget(self.copies, 0, 2)
        self.copies.clicked.connect(lambda: self.show_copies(True))
        self.show_copies(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def _line(self, name: str, hint: str) -> TextField:
        made = TextField(self._theme, name, hint=hint)
        made.setProperty("bare", True)
        made.textChanged.connect(self._edited)
        return made

    def _edited(self) -> None:
        if not self._setting:
            self.changed.emit()

    def show_copies(self, shown: bool, *, focus: bool = True) -> None:
        """Show the lines for copies."""
        for field in (self.cc, self.bcc):
            field.setVisible(shown)
            self._labels[field].setVisible(shown)
        self.copies.setVisible(not shown)
        if shown and focus:
            self.cc.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_mail(self, name: str, address: str, head: MailHead | None, subject: str) -> None:
        """To whom it goes, and what was written so far; `subject` stands where nothing was."""
        self._setting = True
        self.to.setText(single_line(f"{name} · {address}" if name and name != address else address))
        given = head or MailHead()
        self.subject.setText(single_line(given.subject or subject))
        self.subject.setCursorPosition(0)
        self.cc.setText(", ".join(given.cc))
        self.bcc.setText(", ".join(given.bcc))
        self._setting = False
        self.show_copies(bool(given.cc or given.bcc), focus=False)

    def head(self) -> MailHead:
        """What stands in the lines."""
        return MailHead(
            subject=self.subject.text().strip(),
            cc=addresses_in(self.cc.text()),
            bcc=addresses_in(self.bcc.text()),
        )

    def complaint(self) -> str:
        """Why it cannot be sent so; empty when it can. The field at fault is marked."""
        said = ""
        for field in (self.cc, self.bcc):
            wrong = [one for one in addresses_in(field.text()) if not _ADDRESS.fullmatch(one)]
            field.set_invalid(bool(wrong))
            if wrong and not said:
                said = tr("“{address}” is no e-mail address.", address=single_line(wrong[0], 60))
        return said

    def paintEvent(self, event: QPaintEvent) -> None:
        """A line parts it from the text."""
        p = paint.on(self)
        color = self._theme.color("border.subtle")
        p.fillRect(QRectF(0, self.height() - 1, self.width(), 1), color)
        p.end()


def addresses_in(text: str) -> tuple[str, ...]:
    """The addresses in a line, as they were written."""
    return tuple(one.strip() for one in re.split("[,;]", text) if one.strip())


def reply_subject(subject: str) -> str:
    """The subject of a reply: with one "Re:" before it (RFC 5322 section 3.6.5)."""
    words = subject.strip()
    return words if not words or words[:3].casefold() == "re:" else f"Re: {words}"


class _Link(PaintedButton):
    """A quiet word to click."""

    def __init__(self, theme: Theme, words: str) -> None:
        super().__init__(theme)
        self.setText(words)
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """The words."""
        return QSize(round(self.theme.width(self.text(), "caption", False, 500)) + 8, _ROW)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint them."""
        p = paint.on(self)
        color = "text.primary" if self.hovered else "text.secondary"
        area = QRectF(self.rect()).adjusted(4, 0, -4, 0)
        paint.text(p, self.theme, area, self.text(), "caption", color, weight=500, elide=False)
        p.end()
