"""The fields that a network asks for, in cards by their headings; those with a usual value wait under "More settings".

Promises that only fields are shown that are asked for with what stands in the others, and no card without any. Refuses
to know a network.
"""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from agent_desktop.model.administration_networks import NetworkField
from agent_desktop.ui.kit.widgets.buttons import Button
from agent_desktop.ui.settings.form import Group
from agent_desktop.ui.settings.rows import Row
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import said, tr


def asked_for(fields: Iterable[NetworkField], values: Mapping[str, str]) -> frozenset[str]:
    """The names of the fields that are asked for with these values in the form."""
    return frozenset(
        field.name for field in fields if not field.shown_when or applies(field.shown_when, values)
    )


def applies(cases: Iterable[Mapping[str, tuple[str, ...]]], values: Mapping[str, str]) -> bool:
    """Whether one of these cases is that of the form's values. Without wanted values anything may stand in a field."""

    def fits(name: str, wanted: tuple[str, ...]) -> bool:
        value = values.get(name, "")
        return value in wanted if wanted else bool(value)

    return any(all(fits(*one) for one in case.items()) for case in cases)


class Sections(QWidget):
    """See the module. `rows` are by the fields' names."""

    def __init__(
        self,
        theme: Theme,
        title: str,
        fields: Iterable[NetworkField],
        rows: Mapping[str, Row],
    ) -> None:
        super().__init__()
        self._rows = rows
        self._cards: list[tuple[Group, list[str]]] = []
        fields = tuple(fields)
        first = [one for one in fields if not one.advanced]
        rest = [one for one in fields if one.advanced]
        self._rest = frozenset(one.name for one in rest)
        self.names = [*self._names(first), *self._names(rest)]
        """In the order in which they stand."""
        self._below = QWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self._put(theme, title, first, column)
        self.more = Button(theme, tr("More settings"), "ghost", icon="chevron-right")
        self.more.clicked.connect(lambda: self.open_rest(self._below.isHidden()))
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeading)
        below = QVBoxLayout(self._below)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(12)
        column.addWidget(self._below)
        self._put(theme, "", rest, below)
        self.open_rest(False)

    @staticmethod
    def _names(fields: list[NetworkField]) -> list[str]:
        groups = dict.fromkeys(one.group for one in fields)
        return [one.name for group in groups for one in fields if one.group == group]

    def _put(
        self, theme: Theme, title: str, fields: list[NetworkField], column: QVBoxLayout
    ) -> None:
        for group in dict.fromkeys(one.group for one in fields):
            names = [one.name for one in fields if one.group == group]
            heading = said(group) if group else title
            card = Group(theme, heading, [self._rows[name] for name in names])
            self._cards.append((card, names))
            column.addWidget(card)

    def show_only(self, names: frozenset[str]) -> None:
        """Show these fields, and the cards that have some."""
        for name, row in self._rows.items():
            row.setVisible(name in names)
        for card, own in self._cards:
            card.setVisible(not names.isdisjoint(own))
        self.more.setVisible(not names.isdisjoint(self._rest))

    def open_rest(self, opens: bool) -> None:
        """Show what stands under "More settings", or hide it."""
        self._below.setVisible(opens)
        self.more.set_icon_name("chevron-down" if opens else "chevron-right")
        words = tr("Fewer settings") if opens else tr("More settings")
        self.more.setText(words)

    def reveal(self, name: str) -> None:
        """A field is about to be looked at."""
        if name in self._rest:
            self.open_rest(True)
