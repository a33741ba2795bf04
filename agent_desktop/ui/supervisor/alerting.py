"""New alerts, told to a lead wherever the window stands: a word in passing, a sound, and the system's own notification.

Promises each alert once, with the way to the board (which says it itself) or to the conversation that it is about. The
telephone plays the sound, on the ringer that was chosen; only where there is none does the computer beep. Refuses
agents who lead nobody: their desks hear of none.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from agent_desktop.desk.api import DeskView
from agent_desktop.model.alerts import Alert
from agent_desktop.model.changes import Change, Notice, NoticeKind
from agent_desktop.model.guidance import ReadAlong
from agent_desktop.ui.kit.widgets.notices import announce
from agent_desktop.ui.shell.window import ShellWindow
from agent_desktop.ui.supervisor.alert_words import alert_words, remedy_words
from agent_desktop.ui.words import tr

PAGE = "board"
STAY_MS = 30_000


class Alerting(QObject):
    """For one desk and one window. `notify` gets a title and a sentence for the system's notification, `ring` beeps."""

    def __init__(
        self,
        desk: DeskView,
        shell: ShellWindow,
        notify: Callable[[str, str], object],
        ring: Callable[[], object] = QApplication.beep,
    ) -> None:
        super().__init__(shell)
        self._desk, self._shell = desk, shell
        self._notify, self._ring = notify, ring
        self._end = desk.subscribe(self._listen)

    def leave(self) -> None:
        """Stop following."""
        self._end()

    def _listen(self, changes: Sequence[Change]) -> None:
        for one in changes:
            if isinstance(one, Notice) and one.kind is NoticeKind.ALERT:
                self._tell(one.alert_id)

    def _tell(self, alert_id: str) -> None:
        alert = self._desk.board.alerts.get(alert_id)
        if alert is None:
            return
        words = ". ".join(filter(None, (alert_words(alert), remedy_words(alert))))
        self._show(alert, words)
        phone = self._desk.phone
        if phone is None or not phone.running:
            self._ring()
        self._notify(tr("Alert"), words)

    def _show(self, alert: Alert, words: str) -> None:
        """In passing; on the board it has a line with buttons, which nothing may cover."""
        if self._shell.workspace == PAGE:
            announce(self._shell, words)
            return
        about = alert.conversation_id
        word, go = tr("Board"), lambda: self._shell.show_workspace(PAGE)
        if about:
            word, go = tr("Open"), lambda: self._read(about)
        self._shell.toast(words, word, go, level="warn", stay_ms=STAY_MS)

    def _read(self, conversation_id: str) -> None:
        """Show what it is about, as it goes on."""
        self._desk.post(ReadAlong(conversation_id=conversation_id))
        self._shell.show_workspace("inbox")
