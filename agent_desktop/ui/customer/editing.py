"""The form in the Customer tab: name, organisation, VIP, telephone numbers, e-mail addresses, accounts elsewhere.

Promises to send only what was changed, and to leave addresses of other kinds as they are. Refuses to judge addresses:
the backend says which cannot be.
"""

from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_desktop.model.commands import EditCustomer
from agent_desktop.model.people import Address, AddressKind, Customer
from agent_desktop.ui.kit.widgets.buttons import Button
from agent_desktop.ui.kit.widgets.choices import CheckBox
from agent_desktop.ui.kit.widgets.fields import TextArea, TextField
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

_LONGEST = 200
_TYPED = (AddressKind.PHONE, AddressKind.EMAIL, AddressKind.HANDLE)


class Typed(NamedTuple):
    """What stands in the form; addresses one a line."""

    name: str
    organisation: str
    vip: bool
    phones: str
    mails: str
    accounts: str
    """With the network before the name: `matrix layla:example.org`."""


def typed_of(customer: Customer) -> Typed:
    """The form of a customer as it is known."""
    return Typed(
        customer.name,
        customer.organisation,
        customer.vip,
        _lines(customer, AddressKind.PHONE),
        _lines(customer, AddressKind.EMAIL),
        _lines(customer, AddressKind.HANDLE),
    )


def _lines(customer: Customer, kind: AddressKind) -> str:
    return "\n".join(_line(one) for one in customer.addresses if one.kind is kind)


def _line(address: Address) -> str:
    return f"{address.network} {address.value}".strip()


def edit_of(customer: Customer, typed: Typed) -> EditCustomer | None:
    """What is to be changed, None for nothing. A name is never taken away."""
    name, organisation = typed.name.strip(), typed.organisation.strip()
    phones = _addresses(customer, AddressKind.PHONE, typed.phones)
    mails = _addresses(customer, AddressKind.EMAIL, typed.mails)
    accounts = _addresses(customer, AddressKind.HANDLE, typed.accounts)
    of_others = (one for one in customer.addresses if one.kind not in _TYPED)
    addresses = (*of_others, *phones, *mails, *accounts)
    edit = EditCustomer(
        customer_id=customer.id,
        name=name if name and name != customer.name else None,
        organisation=organisation if organisation != customer.organisation else None,
        vip=typed.vip if typed.vip is not customer.vip else None,
        addresses=addresses if set(addresses) != set(customer.addresses) else None,
    )
    return None if edit == EditCustomer(customer_id=customer.id) else edit


def _addresses(customer: Customer, kind: AddressKind, lines: str) -> Iterable[Address]:
    known = {_line(one): one for one in customer.addresses if one.kind is kind}
    values = dict.fromkeys(line.strip() for line in lines.splitlines() if line.strip())
    return [known.get(value) or _address(kind, value) for value in values]


def _address(kind: AddressKind, line: str) -> Address:
    if kind is not AddressKind.HANDLE or " " not in line:
        return Address(kind=kind, value=line)
    network, _, name = line.partition(" ")
    return Address(kind=kind, value=name.strip(), network=network)


class CustomerForm(QWidget):
    """`saved` wants what stands here kept, `left` the form closed."""

    saved = Signal()
    left = Signal()

    def __init__(self, theme: Theme, typed: Typed, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = TextField(theme, tr("Name"), typed.name)
        self.organisation = TextField(theme, tr("Organisation"), typed.organisation)
        self.vip = CheckBox(theme, tr("VIP"))
        self.vip.setChecked(typed.vip)
        self.phones = TextArea(theme, tr("Telephone numbers"), tr("One in each line"))
        self.mails = TextArea(theme, tr("E-mail addresses"), tr("One in each line"))
        self.accounts = TextArea(
            theme, tr("Accounts on networks"), tr("matrix anna:example.org, one in each line")
        )
        self.save = Button(theme, tr("Save"), "primary")
        self.cancel = Button(theme, tr("Cancel"))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 0, 16, 4)
        column.setSpacing(4)
        for line in (self.name, self.organisation):
            line.setMaxLength(_LONGEST)
            line.returnPressed.connect(self.saved)
            column.addWidget(line.label())
            column.addWidget(line)
            column.addSpacing(6)
        column.addWidget(self.vip)
        for area, text in (
            (self.phones, typed.phones),
            (self.mails, typed.mails),
            (self.accounts, typed.accounts),
        ):
            area.setPlainText(text)
            area.setFixedHeight(72)
            column.addSpacing(6)
            label = Label(theme, area.accessibleName(), "caption", "text.secondary")
            label.setBuddy(area)
            column.addWidget(label)
            column.addWidget(area)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.save)
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        column.addSpacing(10)
        column.addLayout(buttons)
        self.save.clicked.connect(self.saved)
        self.cancel.clicked.connect(self.left)

    @property
    def typed(self) -> Typed:
        """What stands here."""
        return Typed(
            self.name.text(),
            self.organisation.text(),
            self.vip.isChecked(),
            self.phones.toPlainText(),
            self.mails.toPlainText(),
            self.accounts.toPlainText(),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves, Ctrl+Enter saves."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.saved.emit()
        else:
            super().keyPressEvent(event)
