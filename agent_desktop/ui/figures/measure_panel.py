"""What stands beside a chart: the name of what it shows, its figure with what it is made of, and what it means."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from agent_desktop.ui.kit.widgets.buttons import Button
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr


class MeasurePanel(QWidget):
    """The labels, `wide` px; subclasses fill them. `interactions` asks whom the figure counts."""

    def __init__(self, theme: Theme, wide: int) -> None:
        super().__init__()
        self.setFixedWidth(wide)
        self.name = Label(theme, "", "captionStrong", "text.secondary", wrap=True)
        self.value = Label(theme, "", "metric", tnum=True)
        self.made_of = Label(theme, "", "caption", "text.secondary", wrap=True, tnum=True)
        self.compared = Label(theme, "", "caption", "text.secondary", wrap=True, tnum=True)
        self.interactions = Button(theme, tr("Interactions"), "link", size="sm")
        self.interactions.setToolTip(tr("Whom the marked figure counts"))
        self.meaning = Label(theme, "", "caption", "text.primary", wrap=True)
        self.formula = Label(theme, "", "caption", "text.tertiary", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 8, 12, 8)
        column.setSpacing(3)
        for one in (self.name, self.value, self.made_of, self.compared):
            column.addWidget(one)
        column.addWidget(self.interactions, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(2)
        column.addWidget(self.meaning)
        column.addWidget(self.formula)
        column.addStretch(1)

    def say_parts(self, parts: tuple[str, ...]) -> None:
        """What the figure is made of: the first part stands there, all of them in the tooltip."""
        self.made_of.setText(parts[0] if parts else "")
        self.made_of.setToolTip("\n".join(parts))
        self.made_of.setVisible(bool(parts))
