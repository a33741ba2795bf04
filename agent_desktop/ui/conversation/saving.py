"""Files of a message on their way to a folder of the agent's: one with a place of its own, or all at once.

Promises a warning before a file that could start something is kept, whatever its name pretends to be; that saving all
overwrites nothing. Refuses the disk on the window's thread, and to open what was saved.
"""

import os
from collections.abc import Callable, Sequence

from PySide6.QtCore import QDir, QObject, QRunnable, QStandardPaths, Qt, QThreadPool, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from agent_desktop.model.attachments import Attachment
from agent_desktop.model.files import clean_name, free_names, may_run
from agent_desktop.model.intents import SaveAttachment
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.words import tr


class Saving(QObject):
    """`post` takes the intents; dialogs open over `window`."""

    _listed = Signal(object, str, str, list)

    def __init__(self, window: QWidget, post: Callable[[SaveAttachment], None]) -> None:
        super().__init__(window)
        self._window = window
        self._post = post
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._listed.connect(self._save_all)

    def ask(self, files: Attachment | Sequence[Attachment], conversation_id: str) -> None:
        """Let the agent say where to, after a warning where one is due."""
        wanted = (files,) if isinstance(files, Attachment) else tuple(files)
        risky = [one for one in wanted if may_run(one.name)]
        if risky:
            self._warn(risky, lambda: self._where(wanted, conversation_id))
        else:
            self._where(wanted, conversation_id)

    def finish(self) -> None:
        """Wait for the disk."""
        self._pool.waitForDone()

    def _warn(self, risky: Sequence[Attachment], go_on: Callable[[], None]) -> None:
        names = "\n".join(f"“{single_line(one.name, 80)}”" for one in risky[:5])
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle(tr("Save file"))
        box.setText(tr("This file can start programs when it is opened:\n{names}", names=names))
        box.setInformativeText(
            tr(
                "Open it only if you expected it and know who sent it. Ask your administrator if unsure."
            )
        )
        save = box.addButton(tr("Save it anyway"), QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.buttonClicked.connect(lambda pressed: go_on() if pressed is save else None)
        box.open()

    def _where(self, files: tuple[Attachment, ...], conversation_id: str) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation)
        title = tr("Save file") if len(files) == 1 else tr("Save all files")
        dialog = QFileDialog(self._window, title, folder)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if len(files) == 1:
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.selectFile(clean_name(files[0].name) or "file")
            dialog.fileSelected.connect(
                lambda path: self._save(files[0], conversation_id, QDir.toNativeSeparators(path))
            )
        else:
            dialog.setFileMode(QFileDialog.FileMode.Directory)
            dialog.setOption(QFileDialog.Option.ShowDirsOnly)
            dialog.fileSelected.connect(
                lambda path: self._pool.start(_List(self, files, conversation_id, path))
            )
        dialog.open()

    def _save(self, file: Attachment, conversation_id: str, path: str) -> None:
        self._post(SaveAttachment(attachment=file, conversation_id=conversation_id, path=path))

    def _save_all(
        self, files: tuple[Attachment, ...], conversation_id: str, folder: str, taken: list[str]
    ) -> None:
        names = free_names((one.name for one in files), taken)
        for file, name in zip(files, names, strict=True):
            self._save(file, conversation_id, QDir.toNativeSeparators(f"{folder}/{name}"))


class _List(QRunnable):
    """What a folder has already."""

    def __init__(
        self, saving: Saving, files: tuple[Attachment, ...], conversation_id: str, folder: str
    ) -> None:
        super().__init__()
        self._saving, self._files = saving, files
        self._conversation_id, self._folder = conversation_id, folder

    def run(self) -> None:
        try:
            taken = os.listdir(self._folder)
        except OSError:
            taken = []  # the desk says what is wrong with the folder
        self._saving._listed.emit(self._files, self._conversation_id, self._folder, taken)
