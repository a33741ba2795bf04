"""Between acts and the desk: a form is asked over the window, its command posted, and the answer brought back.

Promises that a refusal is said where the act was asked, and that an act whose sheet was closed meanwhile is still
answered, in passing. Refuses forms of its own.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from agent_desktop.desk.api import DeskView
from agent_desktop.model.base import new_id
from agent_desktop.model.changes import Change, GuidanceShown
from agent_desktop.model.guidance import Guide
from agent_desktop.model.supervising import Supervision
from agent_desktop.ui.guidance.forms import Form
from agent_desktop.ui.guidance.sheet import ActSheet
from agent_desktop.ui.shell.window import ShellWindow
from agent_desktop.ui.words import problem_words, said


class Asking(QObject):
    """Follows one desk; `stop` ends it. `over` is what the sheet dims."""

    def __init__(self, desk: DeskView, shell: ShellWindow) -> None:
        super().__init__(shell)
        self._desk, self._shell = desk, shell
        self.sheet: ActSheet | None = None
        self._on_sheet = ""
        self._open: dict[str, tuple[str, Callable[[], object] | None]] = {}
        self._then: Callable[[], object] | None = None
        self._end = desk.subscribe(self._listen)

    def stop(self) -> None:
        """Follow the desk no longer."""
        self._end()

    def ask(self, form: Form, over: QWidget, then: Callable[[], object] | None = None) -> None:
        """Ask before it is done; `then` follows when it was."""
        if self.sheet is None:
            self.sheet = ActSheet(self._shell.theme, self._shell)
            self.sheet.decided.connect(self._decided)
            self.sheet.closed.connect(self._closed)
        self._on_sheet, self._then = "", then
        self.sheet.begin(form)
        if over is self._shell:
            self.sheet.open_over(self._shell.sheets.area, self._shell.sheets.area)
        else:
            self.sheet.open_on(over)

    def do(self, command: Supervision, done: str = "") -> None:
        """Do it at once; a refusal is said in passing."""
        ask_id = new_id()
        self._open[ask_id] = (done, None)
        self._desk.post(Guide(ask_id=ask_id, command=command))

    def _decided(self, command: Supervision) -> None:
        assert self.sheet is not None
        assert self.sheet.form is not None
        self._on_sheet = new_id()
        self._open[self._on_sheet] = (self.sheet.form.told(command), self._then)
        self._desk.post(Guide(ask_id=self._on_sheet, command=command))

    def _closed(self) -> None:
        self._on_sheet = ""

    def _listen(self, changes: Sequence[Change]) -> None:
        if self._open and any(isinstance(one, GuidanceShown) for one in changes):
            self.refresh()

    def refresh(self) -> None:
        """Look for answers."""
        for ask_id, (done, then) in list(self._open.items()):
            asked = self._desk.guidance.asks.get(ask_id)
            if asked is None or asked.pending:
                continue
            del self._open[ask_id]
            here = self.sheet is not None and ask_id == self._on_sheet
            if asked.problem is not None:
                words = problem_words(asked.problem) or said(asked.problem.code)
                if here and self.sheet is not None:
                    self.sheet.refuse(words)
                else:
                    self._shell.toast(words, level="danger")
                continue
            if here and self.sheet is not None:
                self.sheet.close_sheet()
            if done:
                self._shell.toast(done)
            if then is not None:
                then()
