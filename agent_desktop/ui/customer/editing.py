"""The form in the Customer tab: name, organisation, VIP, telephone numbers and e-mail addresses.

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


class Typed(NamedTuple):
    """What stands in the form; addresses one a line."""

    name: str
    organisation: str
    vip: bool
    phones: str
    mails: str


def typed_of(customer: Customer) -> Typed:
    """The form of a customer as it is known."""
    return Typed(
        customer.name,
        customer.organisation,
        customer.vip,
        _lines(customer, AddressKind.PHONE),
        _lines(customer, AddressKind.EMAIL),
    )


def _lines(customer: Customer, kind: AddressKind) -> str:
    return "\n".join(one.value for one in customer.addresses if one.kind is kind)


def edit_of(customer: Customer, typed: Typed) -> EditCustomer | None:
    """What is to be changed, None for nothing. A name is never taken away."""
    name, organisation = typed.name.strip(), typed.organisation.strip()
    phones = _addresses(customer, AddressKind.PHONE, typed.phones)
    mails = _addresses(customer, AddressKind.EMAIL, typed.mails)
    of_others = (
        one for one in customer.addresses if one.kind not in (AddressKind.PHONE, AddressKind.EMAIL)
    )
    addresses = (*of_others, *phones, *mails)
    edit = EditCustomer(
        customer_id=customer.id,
        name=name if name and name != customer.name else None,
        organisation=organisation if organisation != customer.organisation else None,
        vip=typed.vip if typed.vip is not customer.vip else None,
        addresses=addresses if set(addresses) != set(customer.addresses) else None,
    )
    return None if edit == EditCustomer(customer_id=customer.id) else edit


def _addresses(customer: Customer, kind: AddressKind, lines: str) -> Iterable[Address]:
    known = {one.value: one for one in customer.addresses if one.kind is kind}
    values = dict.fromkeys(line.strip() for line in lines.splitlines() if line.strip())
    return [known.get(value) or Address(kind=kind, value=value) for value in values]


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
        for area, text in ((self.phones, typed.phones), (self.mails, typed.mails)):
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
