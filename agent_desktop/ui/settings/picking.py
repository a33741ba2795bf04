"""Rows for what a backend asks for in its own words: one of several, a text of several lines, a secret that may be set.

Promises that what is kept and not offered here stays chosen until something else is; that a text keeps its empty lines;
that a secret which is set is left alone while its line is empty, unless it shall be forgotten.
"""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QWidget

from agent_desktop.ui.kit.widgets.choices import CheckBox
from agent_desktop.ui.kit.widgets.dropdown import DropDown
from agent_desktop.ui.kit.widgets.fields import TextField
from agent_desktop.ui.settings.rows import CONTROL_WIDTH, LinesRow, NoValue, Row, SecretRow
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr


class PickRow(Row):
    """One of several, by its key, in a list that opens. Nothing is no value."""

    def __init__(self, theme: Theme, name: str, label: str, about: str = "") -> None:
        super().__init__(theme, name, label, about)
        self._options: tuple[tuple[str, str], ...] = ()
        self.list = DropDown(theme, label, width=CONTROL_WIDTH)
        self.list.chosen.connect(self._touched)
        self.seat(self.list)
        self.set_options(())

    def set_options(self, options: Sequence[tuple[str, str]]) -> None:
        """Offer these, each a key and its words; what is chosen stays chosen."""
        self._options = tuple(options)
        self.show_value(self.list.current)

    def pick(self, key: str) -> None:
        """Choose one, as the administrator does."""
        self.list.choose(key)
        self._touched()

    def control(self) -> QWidget:
        """The button."""
        return self.list

    def value(self) -> str:
        """The key. Raises NoValue."""
        if not self.list.current:
            raise NoValue(tr("This is needed."))
        return self.list.current

    def show_value(self, value: object) -> None:
        """Choose a key."""
        key = str(value)
        offered = self._options
        if key not in dict(offered):
            offered = ((key, key or tr("Choose…")), *offered)
        self.list.show_options(offered, key)


class PerhapsRow(PickRow):
    """One of several, or none of them, which is an empty value with words of its own."""

    def __init__(self, theme: Theme, name: str, label: str, about: str = "") -> None:
        self._none = ""
        super().__init__(theme, name, label, about)

    def offer(self, none: str, options: Mapping[str, str]) -> None:
        """Offer these by their keys, and `none`; what is chosen stays chosen."""
        self._none = none
        self.set_options(list(options.items()))

    def value(self) -> str:
        """The key, empty for none."""
        return self.list.current

    def show_value(self, value: object) -> None:
        """Choose a key, or none."""
        key = str(value)
        offered = (("", self._none), *self._options)
        if key not in dict(offered):
            offered = (*offered, (key, key))
        self.list.show_options(offered, key)


class ParagraphRow(LinesRow):
    """A text of several lines, empty ones between them too; a str."""

    def value(self) -> str:  # type: ignore[override]
        """The text."""
        return self.area.toPlainText().strip("\n")

    def show_value(self, value: object) -> None:
        """Show a text."""
        if value != self.value():
            self.show_lines(tuple(str(value).split("\n")))


class KeptSecretRow(SecretRow):
    """A secret that the backend may have. Its value is None where nothing shall change, and empty where it shall be
    forgotten, which is offered unless it is `required`."""

    def __init__(
        self, theme: Theme, name: str, label: str, about: str = "", *, required: bool
    ) -> None:
        super().__init__(theme, name, label, about)
        self._required = required
        self.forget = CheckBox(theme, tr("Forget it"))
        self.forget.clicked.connect(self._touched)
        self._column.insertWidget(1, self.forget)
        self.show_value(False)

    def value(self) -> str | None:
        """What was typed; see the class."""
        typed = super().value()
        return "" if typed is None and self.forget.isChecked() else typed

    def show_value(self, value: object) -> None:
        """Forget what was typed. A true `value` says that a secret is kept."""
        self._empty(tr("Set. Leave it empty to keep it.") if value else "")
        self.forget.setChecked(False)
        self.forget.setVisible(bool(value) and not self._required)


class AddressRow(Row):
    """An address that is told, to be copied from here."""

    def __init__(self, theme: Theme, name: str, label: str, about: str) -> None:
        super().__init__(theme, name, label, about)
        self.field = TextField(theme, label)
        self.field.setReadOnly(True)
        self.label.setBuddy(self.field)
        self.seat(self.field)

    def control(self) -> QWidget:
        """The line."""
        return self.field

    def show_address(self, address: str) -> None:
        """Show another one."""
        if self.field.text() != address:
            self.field.setText(address)
            self.field.setCursorPosition(0)
