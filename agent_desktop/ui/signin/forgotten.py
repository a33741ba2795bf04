"""The way out of a forgotten passphrase: a quiet link that explains itself before anything is given up.

Promises that the first click only says what is lost and what comes back, and that neither a double click nor Enter
twice can begin anew: the danger button lies elsewhere and never gets the focus by itself.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from agent_desktop.ui.kit.widgets.buttons import Button
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.kit.widgets.notices import announce
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr


class Forgotten(QWidget):
    """A link that turns into an explanation and a danger button; `begin_anew` tells that the latter was pressed."""

    explained = Signal()
    begin_anew = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.link = Button(theme, tr("Forgotten? Begin a new history…"), "link")
        self.about = Label(
            theme,
            tr(
                "The history on this computer stays locked for ever. What your hub keeps comes back"
                " from the hub. Replies that were not sent are lost."
            ),
            "caption",
            "text.secondary",
            wrap=True,
        )
        self.anew = Button(theme, tr("Begin anew"), "danger")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.link, 0, Qt.AlignmentFlag.AlignLeft)
        row.addWidget(self.about, 1)
        row.addWidget(self.anew, 0, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
        self.fold()
        self.link.clicked.connect(self._explain)
        self.anew.clicked.connect(self.begin_anew)

    def fold(self) -> None:
        """Back to the link alone."""
        self._show(False)

    def _explain(self) -> None:
        self.explained.emit()
        self._show(True)
        announce(self, self.about.text())

    def _show(self, explained: bool) -> None:
        self.link.setVisible(not explained)
        self.about.setVisible(explained)
        self.anew.setVisible(explained)
