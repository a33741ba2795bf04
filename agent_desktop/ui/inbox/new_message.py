"""The sheet in which a conversation is begun: by which entry point, to whom, about what.

Promises that people who are known are found while their names are typed, and that what is no address is said at the
field. Refuses to write the message itself: that is the composer's, once the conversation is there.
"""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from agent_desktop.model.base import new_id
from agent_desktop.model.beginning import BeginConversation
from agent_desktop.model.ways import ReplyWay
from agent_desktop.model.work import Channel
from agent_desktop.ui.conversation.composer.address_field import AddressField, Suggest
from agent_desktop.ui.conversation.composer.frame import paint_frame
from agent_desktop.ui.kit.direction import sides
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.kit.widgets.buttons import Button, IconButton
from agent_desktop.ui.kit.widgets.dropdown import DropDown
from agent_desktop.ui.kit.widgets.fields import TextField
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.shell.sheet import Sheet
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

_WIDTH: Final = 560


class NewMessageSheet(Sheet):
    """Filled by `begin`. `asked` carries a `BeginConversation`."""

    asked = Signal(object)

    def __init__(self, theme: Theme, host: QWidget, suggest: Suggest) -> None:
        super().__init__(theme, host, tr("New message"), _WIDTH)
        self._ways: dict[str, ReplyWay] = {}
        self.by = DropDown(theme, tr("Send from"), width=300)
        self.to = AddressField(theme, tr("To"), tr("Name or address"), suggest)
        self.number = TextField(theme, tr("Number"), hint="+44 20 7946 0000")
        self.subject = TextField(theme, tr("Subject"))
        self.subject.setMaxLength(300)
        self.words = Label(theme, "", "caption", "status.dangerText", wrap=True, weight=500)
        self.go = Button(theme, tr("Write"), "primary")
        self._to = _Framed(theme, self.to)
        self._subject = Label(theme, tr("Subject"), "caption", "text.secondary")
        self._close = IconButton(theme, "x", tr("Close"), keys="Esc", side=28)
        self._lay_out()
        self._close.clicked.connect(self.close_sheet)
        self.by.chosen.connect(lambda _: self._follow())
        self.to.changed.connect(lambda: self._say(""))
        self.number.textEdited.connect(lambda _: self._say(""))
        self.number.returnPressed.connect(self._ask)
        self.subject.returnPressed.connect(self._ask)
        self.go.clicked.connect(self._ask)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(*sides(20, 14, 12, 8))
        head.addWidget(Label(self.theme, tr("New message"), "title"), 1)
        head.addWidget(self._close)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        grid.addWidget(Label(self.theme, tr("Send from"), "caption", "text.secondary"), 0, 0)
        grid.addWidget(self.by, 0, 1)
        grid.addWidget(Label(self.theme, tr("To"), "caption", "text.secondary"), 1, 0)
        to = QVBoxLayout()
        to.addWidget(self._to)
        to.addWidget(self.number)
        to.addWidget(self.words)
        grid.addLayout(to, 1, 1)
        grid.addWidget(self._subject, 2, 0)
        grid.addWidget(self.subject, 2, 1)
        below = QHBoxLayout()
        below.addStretch(1)
        below.addWidget(self.go)
        body = QVBoxLayout()
        body.setContentsMargins(20, 0, 20, 16)
        body.setSpacing(14)
        body.addLayout(grid)
        body.addLayout(below)
        self.card_layout.addLayout(head)
        self.card_layout.addLayout(body)

    def begin(self, ways: Sequence[ReplyWay]) -> None:
        """Ask anew; `ways` are the entry points, at least one."""
        self._ways = {one.route.entry_point_id: one for one in ways}
        options = [(key, single_line(one.name, 60)) for key, one in self._ways.items()]
        current = self.by.current if self.by.current in self._ways else options[0][0]
        self.by.show_options(options, current)
        self.to.put([])
        self.number.clear()
        self.subject.clear()
        self._follow()

    def first(self) -> QWidget:
        """To whom is asked first."""
        return self.to if self._mail else self.number

    @property
    def _mail(self) -> bool:
        way = self._ways.get(self.by.current)
        return way is None or way.channel is Channel.EMAIL

    def _follow(self) -> None:
        self._to.setVisible(self._mail)
        self.number.setVisible(not self._mail)
        self.subject.setVisible(self._mail)
        self._subject.setVisible(self._mail)
        self._say("")

    def _say(self, words: str) -> None:
        self.words.setText(words)
        self.words.setVisible(bool(words))
        self.place_card()

    def _ask(self) -> None:
        people = self.to.people
        if self._mail:
            name, address = people[0] if len(people) == 1 else ("", "")
            if len(people) != 1 or not people[0].good:
                several = tr("Write to one person here. Copies can be added to the message.")
                wrong = single_line(people[0].address, 60) if people else ""
                none = tr("“{address}” is no e-mail address.", address=wrong)
                self._say(several if len(people) > 1 else none if people else tr("This is needed."))
                return
        else:
            name, address = "", self.number.text().strip()
            if not any(sign.isdigit() for sign in address):
                self._say(tr("This is no telephone number."))
                return
        self.asked.emit(
            BeginConversation(
                conversation_id=new_id(),
                entry_point_id=self.by.current,
                address=address,
                name=name,
                subject=self.subject.text().strip() if self._mail else "",
            )
        )
        self.close_sheet()


class _Framed(QWidget):
    """A line of people as the other fields look."""

    def __init__(self, theme: Theme, field: AddressField) -> None:
        super().__init__()
        self._theme, self._field = theme, field
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 8, 4)
        column.addWidget(field)
        self.setFocusProxy(field)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        field.line.focused.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The frame."""
        paint_frame(self, self._theme, False, self._field.line.hasFocus())
