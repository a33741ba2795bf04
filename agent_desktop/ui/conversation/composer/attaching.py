"""The files of a reply: given, measured, refused with words, shown as chips, removed.

Promises that a file is attached only after its size is known, and only to the conversation that it was given to.
Refuses the disk on the window's thread.
"""

from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from agent_desktop.desk.api import DeskView
from agent_desktop.model.attachments import LocalFile
from agent_desktop.model.ways import ReplyWay
from agent_desktop.ui.conversation.composer.chips import FileChips
from agent_desktop.ui.conversation.composer.file_rules import (
    complaint,
    looks_like_picture,
    refusal,
    unfit,
)
from agent_desktop.ui.conversation.composer.filing import Filing
from agent_desktop.ui.kit.format import time_of_day
from agent_desktop.ui.kit.pictures import Decoder
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

_SIDE = 40
"""px: twice as much as is shown."""


class Attaching(QObject):
    """`files` are attached to the draft; `conversation_id` is empty while none may be; `way` is the reply's."""

    changed = Signal()
    refused = Signal(str)
    """Sentences, one a line, after `changed`; empty when nothing was refused."""

    def __init__(self, desk: DeskView, theme: Theme, pasted: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.files: tuple[LocalFile, ...] = ()
        self.conversation_id = ""
        self.way: ReplyWay | None = None
        self.chips = FileChips(theme)
        self.chips.removed.connect(self.remove)
        self._decoder = Decoder(self)
        self._decoder.ready.connect(self.chips.show_picture)
        self._looked_at: set[str] = set()
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

    def complaint(self) -> str:
        """Why the files cannot be sent by the way in use, which is another one than when they were attached."""
        return complaint(self.files, self._desk.manifest, self.way)

    def show(self, *, visible: bool) -> None:
        """Show the chips as they stand for this way."""
        wrong = unfit(self.files, self._desk.manifest, self.way) if visible else frozenset()
        self.chips.show_files(self.files if visible else (), wrong)
        for file in self.files if visible else ():
            if file.id not in self._looked_at and looks_like_picture(file):
                self._looked_at.add(file.id)
                self._decoder.decode(file.id, Path(file.path), _SIDE, _SIDE)

    def finish(self) -> None:
        """Wait for the disk."""
        self._filing.finish()

    def _measured(self, token: str, found: list[LocalFile]) -> None:
        if token != self.conversation_id:
            return
        reasons = []
        for file in found:
            carried = sum(known.size for known in self.files)
            why = refusal(file, len(self.files), self._desk.manifest, self.way, carried)
            if why:
                reasons.append(why)
            elif all(file.path != known.path for known in self.files):
                self.files = (*self.files, file)
        self.changed.emit()
        self.refused.emit("\n".join(reasons))
