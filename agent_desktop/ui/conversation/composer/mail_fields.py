"""What an e-mail has above its text: to whom, copies, subject.

Promises that copies stand there only when somebody asked for them or wrote some; that what is no address is marked and
said. Refuses to let out the customer whom the way of the reply leads to: that is chosen in the line above.
"""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from agent_desktop.model.mail_heads import MailHead
from agent_desktop.ui.conversation.composer.address_field import AddressField, Suggest
from agent_desktop.ui.conversation.composer.people import Person, people_in
from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.kit.widgets.buttons import PaintedButton
from agent_desktop.ui.kit.widgets.fields import TextField
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

_ROW = 24


class MailFields(QWidget):
    """The lines To, Cc, Bcc and Subject. `changed` tells that the agent wrote in one."""

    changed = Signal()

    def __init__(self, theme: Theme, suggest: Suggest, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._setting = False
        self._suggest = suggest
        self.to = self._people(tr("To"), tr("Names or addresses"))
        self.copies = _Link(theme, tr("Cc Bcc"))
        self.cc = self._people(tr("Cc"), tr("Names or addresses"))
        self.bcc = self._people(tr("Bcc"), tr("Addresses that the others do not see"))
        self.subject = self._line(tr("Subject"), tr("Subject"))
        self.subject.setMaxLength(500)
        grid = QGridLayout(self)
        grid.setContentsMargins(3, 2, 3, 4)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        self._labels: dict[QWidget, Label] = {}
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
            grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(field, row, 1)
            self._labels[field] = label
        self.subject.setFixedHeight(_ROW)
        grid.addWidget(self.copies, 0, 2, Qt.AlignmentFlag.AlignTop)
        self.copies.clicked.connect(lambda: self.show_copies(True))
        self.show_copies(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def _line(self, name: str, hint: str) -> TextField:
        made = TextField(self._theme, name, hint=hint)
        made.setProperty("bare", True)
        made.textChanged.connect(self._edited)
        return made

    def _people(self, name: str, hint: str) -> AddressField:
        made = AddressField(self._theme, name, hint, self._suggest)
        made.changed.connect(self._edited)
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

    def show_mail(self, fixed: Sequence[Person], head: MailHead) -> None:
        """To whom it goes anyway, and what stands in the lines."""
        self._setting = True
        self.subject.setText(single_line(head.subject))
        self.subject.setCursorPosition(0)
        self.to.put(people_in(", ".join(head.to)), fixed)
        self.cc.put(people_in(", ".join(head.cc)))
        self.bcc.put(people_in(", ".join(head.bcc)))
        self._setting = False
        self.show_copies(bool(head.cc or head.bcc), focus=False)

    def put_people(self, to: Sequence[Person], cc: Sequence[Person]) -> None:
        """Add these to whom it goes."""
        self.to.put(to, self.to.fixed)
        self.cc.put(cc)
        self.show_copies(bool(cc or self.bcc.people), focus=False)

    def head(self) -> MailHead:
        """What stands in the lines; `to` are all."""
        return MailHead(
            subject=self.subject.text().strip(),
            to=tuple(map(str, self.to.people)),
            cc=tuple(map(str, self.cc.people)),
            bcc=tuple(map(str, self.bcc.people)),
        )

    def complaint(self) -> str:
        """Why it cannot be sent so; empty when it can. Who is at fault is marked."""
        for field in (self.to, self.cc, self.bcc):
            if (wrong := field.wrong()) is not None:
                shown = single_line(wrong.address or wrong.name, 60)
                return tr("“{address}” is no e-mail address.", address=shown)
        return ""

    def paintEvent(self, event: QPaintEvent) -> None:
        """A line parts it from the text."""
        p = paint.on(self)
        color = self._theme.color("border.subtle")
        p.fillRect(QRectF(0, self.height() - 1, self.width(), 1), color)
        p.end()


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
