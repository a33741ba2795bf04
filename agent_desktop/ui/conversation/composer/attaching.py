"""The files of a reply: given, measured, refused with words, shown as chips, removed.

Promises that a file is attached only after its size is known, and only to the conversation that it was given to.
Refuses the disk on the window's thread.
"""

from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from agent_desktop.desk.api import DeskView
from agent_desktop.model.timeline import LocalFile
from agent_desktop.ui.conversation.composer.chips import FileChips
from agent_desktop.ui.conversation.composer.filing import Filing
from agent_desktop.ui.conversation.composer.rules import refusal
from agent_desktop.ui.kit.format import time_of_day
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr


class Attaching(QObject):
    """`files` are attached to the draft; `conversation_id` is empty while none may be."""

    changed = Signal()
    refused = Signal(str)
    """Sentences, one a line, after `changed`; empty when nothing was refused."""

    def __init__(self, desk: DeskView, theme: Theme, pasted: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.files: tuple[LocalFile, ...] = ()
        self.conversation_id = ""
        self.chips = FileChips(theme)
        self.chips.removed.connect(self.remove)
        self._filing = Filing(pasted, self)
        self._filing.measured.connect(self._measured)

    def choose(self, window: QWidget) -> None:
        """Let the agent choose files, in a dialog over `window`."""
        dialog = QFileDialog(window, tr("Attach files"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(self.attach)
        dialog.open()

    def attach(self, paths: list[str]) -> None:
        """Attach files of this computer, as far as the backend takes them."""
        if self.conversation_id:
            self._filing.measure(self.conversation_id, paths)

    def paste(self, image: QImage) -> None:
        """Attach a picture from the clipboard."""
        if self.conversation_id:
            time = time_of_day(self._desk.now()).replace(":", ".")
            name = tr("Picture {time}.png", time=time)
            self._filing.keep_picture(self.conversation_id, image, name)

    def remove(self, file_id: str) -> None:
        """Attach a file no longer."""
        self.files = tuple(file for file in self.files if file.id != file_id)
        self.changed.emit()

    def finish(self) -> None:
        """Wait for the disk."""
        self._filing.finish()

    def _measured(self, token: str, found: list[LocalFile]) -> None:
        if token != self.conversation_id:
            return
        reasons = []
        for file in found:
            why = refusal(file.name, file.size, len(self.files), self._desk.manifest)
            if why:
                reasons.append(why)
            elif all(file.path != known.path for known in self.files):
                self.files = (*self.files, file)
        self.changed.emit()
        self.refused.emit("\n".join(reasons))
