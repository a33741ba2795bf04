"""Two records of one person: the other one is found by name, shown with what is known of it, and moved here.

Promises to say what will happen before it does. Refuses to merge without that click.
"""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_desktop.model.people import AddressKind, Customer
from agent_desktop.ui.customer.words import profile_line, shown_address
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.kit.widgets.buttons import Button
from agent_desktop.ui.kit.widgets.fields import SearchField
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

SHOWN = 6
_LINE = 40
"""Characters of a record's line: the sidebar is narrow."""
Find = Callable[[str, int], Sequence[Customer]]


def known_words(customer: Customer) -> str:
    """What tells a customer from another one of the same name."""
    reached = (AddressKind.PHONE, AddressKind.EMAIL, AddressKind.ACCOUNT)
    address = next((one for one in customer.addresses if one.kind in reached), None)
    parts = ("" if address is None else shown_address(address), profile_line(customer))
    return " · ".join(part for part in parts if part)


class MergeForm(QWidget):
    """`merged` carries the id of the record that shall become a part of this one; `left` wants the form closed."""

    merged = Signal(str)
    left = Signal()

    def __init__(
        self, theme: Theme, customer: Customer, find: Find, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self._customer = customer
        self._find = find
        self._chosen: Customer | None = None
        self.search = SearchField(theme, tr("Find the other record by name"))
        self.found: list[Button] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        self._words = Label(theme, "", "caption", "text.secondary", wrap=True)
        self.merge = Button(theme, tr("Merge"), "danger")
        self.cancel = Button(theme, tr("Cancel"))
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.merge)
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 0, 16, 4)
        column.setSpacing(8)
        column.addWidget(self.search)
        column.addLayout(self._list)
        column.addWidget(self._words)
        column.addLayout(buttons)
        self.search.textChanged.connect(self._look)
        self.search.left.connect(self.left)
        self.merge.clicked.connect(self._merge)
        self.cancel.clicked.connect(self.left)
        self._look("")

    def _look(self, words: str) -> None:
        self._chosen = None
        for button in self.found:
            self._list.removeWidget(button)
            button.hide()
            button.deleteLater()
        others = [
            one for one in self._find(words, SHOWN + 1) if one.id != self._customer.id and one.name
        ]
        self.found = [self._row(one) for one in others[:SHOWN]] if words.strip() else []
        nobody = bool(words.strip()) and not self.found
        self._say(tr("Nobody of this name is known here.") if nobody else "")

    def _row(self, other: Customer) -> Button:
        known = known_words(other)
        words = f"{single_line(other.name)} · {known}" if known else single_line(other.name)
        shown = words if len(words) <= _LINE else f"{words[: _LINE - 1].rstrip()}…"
        made = Button(self.theme, shown, "ghost", icon="user-round")
        made.setToolTip(words)
        made.clicked.connect(partial(self._choose, other))
        self._list.addWidget(made, 0, Qt.AlignmentFlag.AlignLeading)
        return made

    def _choose(self, other: Customer) -> None:
        self._chosen = other
        known = known_words(other)
        self._say(
            tr(
                "All conversations and addresses of {other} move to {name}. It can be taken back.",
                other=f"{single_line(other.name)} ({known})" if known else single_line(other.name),
                name=single_line(self._customer.name),
            )
        )
        self.merge.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, words: str) -> None:
        self._words.setText(words)
        self._words.setVisible(bool(words))
        self.merge.setEnabled(self._chosen is not None)

    def _merge(self) -> None:
        if self._chosen is not None:
            self.merged.emit(self._chosen.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
