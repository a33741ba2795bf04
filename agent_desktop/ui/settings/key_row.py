"""The row of a secret with several lines, such as a private key: pasted as it is, or taken from the file that holds it.

Promises that its lines stay lines, and that a file which cannot be such a secret is refused in words and changes
nothing. Refuses to show what is kept: only what was put there just now is seen.
"""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from agent_desktop.ui.kit.chosen_text import ChosenText, FileFault
from agent_desktop.ui.kit.widgets.buttons import Button
from agent_desktop.ui.kit.widgets.fields import TextArea
from agent_desktop.ui.settings.picking import KeptSecretRow
from agent_desktop.ui.settings.rows import CONTROL_WIDTH
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

MOST: Final = 16_384
"""Characters of a file: many times as much as a key has."""


class KeyRow(KeptSecretRow):
    """See the module. Its value is that of a `KeptSecretRow`."""

    def _make_field(self, theme: Theme, label: str) -> None:
        self.area = TextArea(theme, label)
        self.area.setFixedHeight(92)
        self.area.setFixedWidth(CONTROL_WIDTH)
        self.area.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)
        self.area.textChanged.connect(self._changed)
        self.label.setBuddy(self.area)
        self.button = Button(theme, tr("Take it from a file…"), icon="file", size="sm")
        self.button.clicked.connect(self.choose)
        self._emptying = False
        self._reader = ChosenText(MOST, self)
        self._reader.read_text.connect(self.area.setPlainText)
        self._reader.failed.connect(self._say)
        holder = QVBoxLayout()
        holder.setSpacing(6)
        holder.addWidget(self.area)
        holder.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.seat(holder)

    def _changed(self) -> None:
        if not self._emptying:
            self._touched()

    def _typed(self) -> str:
        return self.area.toPlainText().strip()

    def _empty(self, hint: str) -> None:
        self._emptying = True
        self.area.clear()
        self._emptying = False
        self.area.setPlaceholderText(hint)

    def control(self) -> QWidget:
        """The lines."""
        return self.area

    def choose(self) -> None:
        """Let the administrator choose the file, in a dialog over the window."""
        dialog = QFileDialog(self.window(), self.label.text())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.take)
        dialog.open()

    def take(self, path: str) -> None:
        """Put the text of a file here, or say why it cannot be this secret."""
        self._reader.read(path)

    def _say(self, fault: FileFault) -> None:
        match fault:
            case FileFault.UNREADABLE:
                self.set_problem(tr("The file cannot be read. Choose another one."))
            case FileFault.NO_TEXT:
                self.set_problem(tr("The file holds no text. Choose another one."))
            case FileFault.TOO_LONG:
                self.set_problem(tr("The file is too large for this. Choose another one."))
