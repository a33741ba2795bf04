"""What waits in the mailboxes of the agent's telephone accounts, over the call history.

Promises nothing where nothing new waits. Refuses to guess which number hears a mailbox.
"""

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_desktop.desk.api import PhoneStatus
from agent_desktop.model.registrations import Mailbox
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.kit.widgets.buttons import Button
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import plural, tr

_EDGE = 16


def new_messages(phone: PhoneStatus | None) -> int:
    """How many messages nobody has heard, in all mailboxes."""
    return sum(box.new for _, box in _full(phone))


def _full(phone: PhoneStatus | None) -> Iterator[tuple[str, Mailbox]]:
    """The mailboxes with something new, each with the id of its account."""
    for one in phone.registrations if phone is not None else ():
        if one.mailbox is not None and one.mailbox.new:
            yield one.account_id, one.mailbox


class Mailboxes(QWidget):
    """A line for each. `called` carries the number of a mailbox, and the account to call it from."""

    called = Signal(str, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: list[tuple[str, Mailbox]] = []
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(_EDGE, 0, _EDGE, 10)
        self._lines.setSpacing(6)
        self.hide()

    def show_phone(self, phone: PhoneStatus | None) -> None:
        """How it is now."""
        full = list(_full(phone))
        if full == self._shown:
            return
        self._shown = full
        while (item := self._lines.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.deleteLater()
        names = {one.id: one.name for one in phone.accounts} if phone is not None else {}
        for account_id, box in full:
            self._lines.addWidget(self._line(account_id, names.get(account_id, ""), box))
        self.setVisible(bool(full))

    def _line(self, account_id: str, name: str, box: Mailbox) -> QWidget:
        theme, whole = self._theme, QWidget()
        words = plural(box.new, "{n} new voice message", "{n} new voice messages")
        about = single_line(name, 60) if box.number else tr("Call your mailbox to hear them.")
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Label(theme, words, "bodyStrong"))
        row.addWidget(Label(theme, about, "caption", "text.secondary", elide=True), 1)
        if box.number:
            call = Button(theme, tr("Call the mailbox"), size="sm", icon="phone")
            call.setAccessibleName(f"{call.text()}, {words}")
            call.clicked.connect(lambda: self.called.emit(box.number, account_id))
            row.addWidget(call)
        return whole
