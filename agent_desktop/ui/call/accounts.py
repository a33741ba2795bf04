"""The agent's own telephone accounts, in the settings: add, change, remove, and how each is doing.

Promises that the state of each account stands beside it in words, and that nothing is removed by one press. Refuses to
keep anything: what is wanted is told, and what is kept is given.
"""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from agent_desktop.desk.api import PhoneStatus
from agent_desktop.model.registrations import Registration, RegistrationState
from agent_desktop.model.telephone import TelephoneAccount
from agent_desktop.ui.call.account_form import AccountForm
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.kit.widgets.buttons import Button
from agent_desktop.ui.kit.widgets.focus import RING_ROOM
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import later, problem_words, tr

_STATES: Final = {
    RegistrationState.REGISTERING: later("Signing on…"),
    RegistrationState.REGISTERED: later("Registered"),
    RegistrationState.FAILED: later("Not registered: the telephone system did not take it."),
    RegistrationState.OFF: later("Signed off"),
}


def registration_words(account: TelephoneAccount, phone: PhoneStatus | None) -> str:
    """How an account is doing. What the telephone does not know of yet waits for its next start."""
    if phone is None or not phone.running:
        return tr("The telephone starts…")
    one = _registration(account, phone)
    if one is None:
        return tr("Not used yet")
    if one.state is RegistrationState.FAILED and one.problem is not None:
        return problem_words(one.problem)
    return tr(_STATES[one.state])


def _registration(account: TelephoneAccount, phone: PhoneStatus | None) -> Registration | None:
    known = phone.registrations if phone is not None else ()
    return next((one for one in known if one.account_id == account.id), None)


class _Row(QWidget):
    """One account."""

    def __init__(self, theme: Theme, account: TelephoneAccount) -> None:
        super().__init__()
        self.account = account
        name = single_line(account.name or account.address, 60)
        self.state = Label(theme, "", "caption", "text.secondary", wrap=True)
        self.change = Button(theme, tr("Change"), size="sm")
        self.change.setAccessibleName(tr("Change {name}", name=name))
        self.remove = Button(theme, "", size="sm")
        self._name = name
        self.ask(sure=False)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(Label(theme, name, elide=True))
        where = single_line(
            f"{account.address} · {account.server} · {account.transport.upper()}", 120
        )
        texts.addWidget(Label(theme, where, "caption", "text.secondary", elide=True))
        texts.addWidget(self.state)
        row = QHBoxLayout(self)
        row.setContentsMargins(RING_ROOM, RING_ROOM, RING_ROOM, RING_ROOM)
        row.setSpacing(8)
        row.addLayout(texts, 1)
        row.addWidget(self.change, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)

    def ask(self, *, sure: bool) -> None:
        """What the next press of the last button does."""
        self.remove.setText(tr("Really remove?") if sure else tr("Remove"))
        if not sure:
            self.remove.setAccessibleName(tr("Remove {name}", name=self._name))

    def show_state(self, phone: PhoneStatus | None) -> None:
        """Say how it is doing."""
        words = registration_words(self.account, phone)
        if words != self.state.text():
            self.state.setText(words)


class Accounts(QWidget):
    """The list and its form. `saved` carries an account with the id of the one that it replaces ("" for a new one)
    and the password, empty for the old one; `removed` an id. `check_asked`: what stands in the way of calls?
    """

    saved = Signal(object, str)
    removed = Signal(str)
    check_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.rows: dict[str, _Row] = {}
        self._accounts: tuple[TelephoneAccount, ...] = ()
        self._sure = ""
        about = tr(
            "Calls of any telephone system that speaks SIP, wherever your other work comes from."
        )
        self.waiting = Label(theme, "", "caption", "status.warnText", wrap=True)
        self.waiting.hide()
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        self.add = Button(theme, tr("Add a telephone account"), icon="plus")
        self.check = Button(theme, tr("Check the connection"), "ghost")
        self.form = AccountForm(theme)
        self.form.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, RING_ROOM)
        column.setSpacing(8)
        above, below = QVBoxLayout(), QVBoxLayout()
        for layout in (above, below):
            layout.setContentsMargins(RING_ROOM, 0, RING_ROOM, 0)
            layout.setSpacing(8)
        above.addWidget(Label(theme, about, "caption", "text.secondary", wrap=True))
        below.addWidget(self.waiting)
        actions = QHBoxLayout()
        actions.addWidget(self.add)
        actions.addWidget(self.check)
        actions.addStretch(1)
        below.addLayout(actions)
        column.addLayout(above)
        column.addLayout(self._list)
        column.addLayout(below)
        column.addWidget(self.form)
        self.add.clicked.connect(partial(self._begin, None))
        self.form.left.connect(self.close_form)
        self.form.saved.connect(self.saved)
        self.check.clicked.connect(self.check_asked)

    def show_accounts(
        self, accounts: Sequence[TelephoneAccount], phone: PhoneStatus | None, *, waiting: bool
    ) -> None:
        """These are kept. `waiting`: the telephone takes changes over when the call is over."""
        if tuple(accounts) != self._accounts:
            self._accounts = tuple(accounts)
            self._rebuild()
        for row in self.rows.values():
            row.show_state(phone)
        self.waiting.setText(tr("Changes are used when the call is over.") if waiting else "")
        self.waiting.setVisible(waiting)

    def _rebuild(self) -> None:
        for row in self.rows.values():
            self._list.removeWidget(row)
            self._take_focus_from(row)
            row.hide()
            row.deleteLater()
        self._sure = ""
        self.rows = {one.id: _Row(self.theme, one) for one in self._accounts}
        for key, row in self.rows.items():
            row.change.clicked.connect(partial(self._begin, row.account))
            row.remove.clicked.connect(partial(self._remove, key))
            self._list.addWidget(row)
        if self.form.account_id and self.form.account_id not in self.rows:
            self.close_form()

    def _begin(self, account: TelephoneAccount | None) -> None:
        self.add.hide()
        self.form.begin(account)
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None:
            # The rows below have not made room yet.
            QTimer.singleShot(0, self, partial(above.ensureWidgetVisible, self.form.save))

    def close_form(self) -> None:
        """Leave the form."""
        self.add.show()
        self._take_focus_from(self.form)
        self.form.hide()
        self.form.password.clear()

    def _take_focus_from(self, widget: QWidget) -> None:
        """Before it goes: Qt would give the focus to whatever comes next, and scroll the page there."""
        focused = self.window().focusWidget()
        if widget.isAncestorOf(focused):
            self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self, key: str) -> None:
        """The first press asks, the second removes."""
        if self._sure == key:
            self.removed.emit(key)
            return
        self._sure = key
        for other, row in self.rows.items():
            row.ask(sure=other == key)
