"""A row with a number for each queue.

Promises that the numbers of queues which are gone stay. Refuses to judge numbers: the backend says which cannot be.
"""

from collections.abc import Mapping

from PySide6.QtWidgets import QGridLayout, QWidget

from agent_desktop.ui.kit.widgets.fields import TextField
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.settings.rows import Row
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr


class ByQueueRow(Row):
    """A number for each queue that has one; the value is a dictionary. Those of queues that are gone stay."""

    def __init__(self, theme: Theme, name: str, label: str, about: str = "") -> None:
        super().__init__(theme, name, label, about)
        self.fields: dict[str, TextField] = {}
        self._names: dict[str, str] = {}
        self._more: dict[str, str] = {}
        self._none = Label(theme, tr("There are no queues yet."), color="text.secondary")
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(4)
        self._grid.addWidget(self._none, 0, 0)
        self.seat(self._grid)

    def set_options(self, queues: Mapping[str, str]) -> None:
        """The queues by their ids; what was typed stays."""
        if dict(queues) == self._names:
            return
        value = self.value()
        while (item := self._grid.takeAt(0)) is not None:
            old = item.widget()
            if old is not None and old is not self._none:
                old.hide()
                old.deleteLater()
        self._names, self.fields = dict(queues), {}
        for line, (key, name) in enumerate(queues.items()):
            field = TextField(self.theme, name, compact=True)
            field.setFixedWidth(180)
            field.setMaxLength(40)
            field.textEdited.connect(self._touched)
            self._grid.addWidget(Label(self.theme, name, color="text.secondary"), line, 0)
            self._grid.addWidget(field, line, 1)
            self.fields[key] = field
        self._none.setVisible(not queues)
        if not queues:
            self._grid.addWidget(self._none, 0, 0)
        self.show_value(value)

    def control(self) -> QWidget:
        """The first field."""
        return next(iter(self.fields.values()), self._none)

    def value(self) -> dict[str, str]:
        """Numbers by queue."""
        typed = {key: field.text().strip() for key, field in self.fields.items()}
        return self._more | {key: text for key, text in typed.items() if text}

    def show_value(self, value: object) -> None:
        """Show a dictionary of numbers by queue."""
        assert isinstance(value, dict)
        self._more = {key: text for key, text in value.items() if key not in self.fields}
        for key, field in self.fields.items():
            text = value.get(key, "")
            if field.text().strip() != text:
                field.setText(text)
