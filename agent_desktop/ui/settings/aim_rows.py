"""The row of single queues that are to reach something else than the house: a line for each.

Promises that a queue is there once, and that an empty field is as the house. Refuses to judge numbers: the backend
does.
"""

from collections.abc import Mapping

from PySide6.QtWidgets import QGridLayout

from agent_desktop.model.administration_figures import QueueAims
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.settings.line_rows import Line
from agent_desktop.ui.settings.number_rows import NumberField
from agent_desktop.ui.settings.queue_lines import QueueLine, QueueLinesRow
from agent_desktop.ui.settings.time_rows import TimeField
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr


class AimsLine(QueueLine):
    """A queue and what it is to reach."""

    def __init__(
        self, theme: Theme, kept: tuple[str, QueueAims] | None, queues: Mapping[str, str]
    ) -> None:
        key, aims = kept or ("", QueueAims())
        super().__init__(theme, queues, key)
        self.service = _share(theme, tr("In time"), aims.service)
        self.abandoned = _share(theme, tr("Gave up"), aims.abandoned)
        self.wait = TimeField(theme, tr("Longest wait"))
        self.wait.setFixedWidth(84)
        self.wait.show_number(aims.wait_ms)
        self.row.addStretch(1)
        self.closed()
        figures = QGridLayout()
        figures.setHorizontalSpacing(6)
        figures.setVerticalSpacing(2)
        for at, field in enumerate((self.service, self.abandoned, self.wait)):
            field.textEdited.connect(self.touch)
            figures.addWidget(field.label(), 0, 3 * at, 1, 3)
            figures.addWidget(field, 1, 3 * at)
            if field is not self.wait:
                figures.addWidget(Label(theme, "%", "caption", "text.secondary"), 1, 3 * at + 1)
            figures.setColumnMinimumWidth(3 * at + 2, 24)
        figures.setColumnStretch(9, 1)
        self.below.addLayout(figures)

    def value(self) -> tuple[str, QueueAims] | None:
        """The queue's id and what it is to reach. Raises NoValue."""
        aims = QueueAims(
            service=self.service.number(),
            abandoned=self.abandoned.number(),
            wait_ms=self.wait.number(),
        )
        if not self.queue.current and aims == QueueAims():
            return None
        return self.chosen(), aims


class AimsRow(QueueLinesRow):
    """See the module; the value is a dictionary by the queues' ids."""

    def made(self, value: object | None) -> Line:
        """See `LineRow`."""
        assert value is None or isinstance(value, tuple)
        return AimsLine(self.theme, value, self.queues)

    def value(self) -> dict[str, QueueAims]:
        """What queues are to reach. Raises NoValue."""
        return {key: aims for key, aims in super().value().items() if aims != QueueAims()}


def _share(theme: Theme, name: str, value: int | None) -> NumberField:
    field = NumberField(theme, name)
    field.setMaxLength(4)
    field.setFixedWidth(52)
    field.show_number(value)
    return field
