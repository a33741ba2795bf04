"""The check of the connection in the window: the doctor's findings, one after the other, on a sheet.

Promises that the window never waits: the doctor works in a thread of its own, which is left behind when the program
ends. Refuses two checks at a time.
"""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from agent_desktop.app.doctor.servers import Servers
from agent_desktop.model.findings import Finding
from agent_desktop.ui.shell.commands import Command
from agent_desktop.ui.shell.window import ShellWindow
from agent_desktop.ui.words import tr

if TYPE_CHECKING:
    from agent_desktop.ui.shell.checksheet import CheckSheet


class Checking(QObject):
    """For one shell. `servers` says which servers calls need at the moment."""

    _came = Signal(object)
    _done = Signal()

    def __init__(self, shell: ShellWindow, data: Path, servers: Callable[[], Servers]) -> None:
        super().__init__()
        self._shell = shell
        self._data = data
        self._servers = servers
        self._sheet: CheckSheet | None = None
        self._found: list[Finding] = []
        self._works = self._ended = False
        shell.check_asked.connect(self.open)
        # from the doctor's thread to the window's
        self._came.connect(self._show)
        self._done.connect(self._finish)

    def command(self) -> Command:
        """What the palette finds."""
        return Command(
            "link.check",
            tr("Check the connection"),
            tr("Window"),
            "plug",
            self.open,
            tr("what stands in the way of calls, and what helps"),
        )

    def open(self) -> None:
        """Show the sheet, and begin unless a check goes on."""
        sheet = self._shell.show_checks()
        if self._sheet is None:
            self._sheet = sheet
            sheet.again_asked.connect(self._begin)
        self._begin()

    def stop(self) -> None:
        """The window goes."""
        self._ended = True
        self._shell.check_asked.disconnect(self.open)

    def _begin(self) -> None:
        if self._works or self._sheet is None:
            return
        self._works = True
        self._found = []
        self._sheet.begin()
        work = threading.Thread(
            target=self._examine, args=(self._servers(),), name="doctor", daemon=True
        )
        work.start()

    def _examine(self, servers: Servers) -> None:
        """In the doctor's thread, which also reads in what the probes import."""
        from agent_desktop.app.doctor.examination import examine

        for one in examine(servers, self._data):
            if self._ended:
                return
            self._came.emit(one)
        self._done.emit()

    def _show(self, found: Finding) -> None:
        if self._sheet is not None and not self._ended:
            self._found.append(found)
            self._sheet.add(found)

    def _finish(self) -> None:
        from agent_desktop.app.doctor.findings import as_text, summary

        self._works = False
        if self._sheet is not None and not self._ended:
            self._sheet.finish(summary(self._found), as_text(self._found))
