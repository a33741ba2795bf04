"""The form of one telephone account: what is needed to sign on, and what to mind.

Promises a clear sentence for every input that no telephone could use, and a warning before a password is proved in the
clear. Refuses to show a password that is kept: the field is empty, and empty means "the same as before".
"""

from typing import Final, Literal, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from agent_desktop.model.telephone import (
    Fault,
    TelephoneAccount,
    read_colleagues,
    write_colleagues,
)
from agent_desktop.ui.kit.widgets.buttons import Button
from agent_desktop.ui.kit.widgets.choices import SegmentedControl
from agent_desktop.ui.kit.widgets.fields import TextField
from agent_desktop.ui.kit.widgets.focus import RING_ROOM
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.signin.notice import FormNotice
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import later, tr

_LONGEST: Final = 200
_LONGEST_LIST: Final = 4_000
_DAYS: Final = (30, 90, 365)
_KEPT: Final = 90
_WORDS: Final = {
    Fault.NO_SERVER: later("Name the server or the domain of the telephone system."),
    Fault.BAD_SERVER: later("That is no server: give a name or an address, such as pbx.example."),
    Fault.BAD_PORT: later("The port after the colon must be a number from 1 to 65535."),
    Fault.NO_USER: later("Name the user: what the telephone system calls this telephone."),
    Fault.BAD_USER: later("That is no user: give a name or a number, or NAME@DOMAIN."),
    Fault.BAD_COLLEAGUE: later(
        "Give at most 50 colleagues with their numbers, and commas between: Ann 202, Bob 203."
    ),
    Fault.NO_PASSWORD: later("Give the password of the account."),
}


class AccountForm(QWidget):
    """Asks for an account. `saved` carries it, and the password, empty for the old one; its id is the old one's."""

    saved = Signal(object, str)
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.account_id = ""
        """The account that is changed; empty for a new one."""
        self.name = TextField(theme, tr("Name"), hint=tr("Office"))
        self.server = TextField(theme, tr("Server or domain"), hint="pbx.example")
        self.user = TextField(theme, tr("User"), hint="201")
        self.password = TextField(theme, tr("Password"), secret=True)
        self.colleagues = TextField(theme, tr("Colleagues to watch"), hint="Ann 202, Bob 203")
        self.transport = SegmentedControl(
            theme,
            [("tls", "TLS", "", ""), ("tcp", "TCP", "", ""), ("udp", "UDP", "", "")],
            tr("Transport"),
        )
        self.encryption = SegmentedControl(
            theme,
            [("offered", tr("As offered"), "", ""), ("required", tr("Required"), "", "")],
            tr("Encrypted sound"),
        )
        self.recording = SegmentedControl(
            theme,
            [
                ("off", tr("Never"), "", ""),
                ("by_hand", tr("By hand"), "", ""),
                ("all", tr("Every call"), "", ""),
            ],
            tr("Record on this computer"),
        )
        self.keeping = SegmentedControl(
            theme,
            [
                ("30", tr("30 days"), "", ""),
                ("90", tr("90 days"), "", ""),
                ("365", tr("1 year"), "", ""),
                ("", tr("For ever"), "", ""),
            ],
            tr("Keep recordings"),
        )
        self.warning = Label(theme, "", "caption", "status.warnText", wrap=True)
        self.notice = FormNotice(theme)
        self.save = Button(theme, tr("Save"), "primary")
        self.cancel = Button(theme, tr("Cancel"))
        self.fields = {
            "name": self.name,
            "server": self.server,
            "user": self.user,
            "password": self.password,
            "colleagues": self.colleagues,
        }
        self._lay_out()
        for field in self.fields.values():
            field.setMaxLength(_LONGEST if field is not self.colleagues else _LONGEST_LIST)
            field.textEdited.connect(self._edited)
            field.returnPressed.connect(self.submit)
        self.transport.chosen.connect(self._edited)
        self.save.clicked.connect(self.submit)
        self.cancel.clicked.connect(self.left)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for row, field in enumerate(self.fields.values()):
            grid.addWidget(field.label(), row, 0)
            grid.addWidget(field, row, 1)
        choices = (self.transport, self.encryption, self.recording, self.keeping)
        for row, choice in enumerate(choices, len(self.fields)):
            words = Label(self.theme, choice.accessibleName(), "caption", "text.secondary")
            grid.addWidget(words, row, 0)
            grid.addWidget(choice, row, 1, Qt.AlignmentFlag.AlignLeading)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.save)
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(RING_ROOM, RING_ROOM, RING_ROOM, RING_ROOM)
        column.setSpacing(8)
        column.addLayout(grid)
        column.addWidget(self.warning)
        column.addWidget(self.notice)
        column.addLayout(buttons)

    def begin(self, account: TelephoneAccount | None) -> None:
        """Ask for a new account, or for changes of this one."""
        self.account_id = account.id if account is not None else ""
        self.name.setText(account.name if account is not None else "")
        self.server.setText(account.server if account is not None else "")
        self.user.setText(account.user if account is not None else "")
        self.colleagues.setText(write_colleagues(account.colleagues) if account is not None else "")
        self.password.clear()
        self.password.setPlaceholderText(tr("unchanged") if account is not None else "")
        self.transport.select(account.transport if account is not None else "tls")
        self.encryption.select("required" if account and account.secure else "offered")
        self.recording.select(account.recording if account is not None else "off")
        days = account.keep_days if account is not None else _KEPT
        self.keeping.select("" if days is None else str(days) if days in _DAYS else str(_KEPT))
        self._edited()
        self.show()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def account(self) -> TelephoneAccount:
        """What the fields say."""
        return TelephoneAccount(
            id=self.account_id,
            name=self.name.text().strip(),
            server=self.server.text().strip().removeprefix("sip:"),
            user=self.user.text().strip().removeprefix("sip:"),
            transport=cast(Literal["udp", "tcp", "tls"], self.transport.current),
            secure=self.encryption.current == "required",
            recording=cast(Literal["off", "by_hand", "all"], self.recording.current),
            keep_days=int(self.keeping.current) if self.keeping.current else None,
            colleagues=read_colleagues(self.colleagues.text()),
        )

    def submit(self) -> None:
        """Tell the account, or say what is wrong."""
        account = self.account()
        fault = account.fault()
        if fault is None and not self.account_id and not self.password.text():
            fault = Fault.NO_PASSWORD
        if fault is None:
            self.save.setEnabled(False)
            self.saved.emit(account, self.password.text())
            return
        self.show_problem(tr(_WORDS[fault]))
        wrong = self.fields[_FIELD[fault]]
        wrong.set_invalid(True)
        wrong.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_problem(self, words: str) -> None:
        """It was not saved."""
        self.save.setEnabled(True)
        self.notice.show_problem(words)

    def _edited(self) -> None:
        self.save.setEnabled(True)
        self.notice.clear()
        for field in self.fields.values():
            field.set_invalid(False)
        account = self.account()
        clear = bool(account.server) and account.in_the_clear
        self.warning.setText(
            tr(
                "Without TLS, anyone on the way can read whom you call and try out passwords until one fits."
                " Use it only inside a network that you trust."
            )
            if clear
            else ""
        )
        self.warning.setVisible(clear)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


_FIELD: Final = {
    Fault.NO_SERVER: "server",
    Fault.BAD_SERVER: "server",
    Fault.BAD_PORT: "server",
    Fault.NO_USER: "user",
    Fault.BAD_USER: "user",
    Fault.BAD_COLLEAGUE: "colleagues",
    Fault.NO_PASSWORD: "password",
}
