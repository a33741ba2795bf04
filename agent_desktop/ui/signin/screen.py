"""The sign-in screen: this computer, or a connector.

Promises that everything the agent decides leaves as one of its signals, that work under way can be cancelled, and that
a failure says what happened and keeps what was typed. Refuses I/O of any kind.
"""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from agent_desktop.model.errors import Problem
from agent_desktop.model.manifest import Manifest
from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.widgets.buttons import Button
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.signin.connect import ConnectCard
from agent_desktop.ui.signin.local import LocalCard
from agent_desktop.ui.signin.passphrase import PassphrasePage
from agent_desktop.ui.signin.steps import StepRail
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import problem_words, tr

_CONTENT = 960
_NARROW = 1280
CANCEL_AFTER_MS = 3_000


class SignInScreen(QWidget):
    """Emits what the agent decides; shows what the caller says with `show_working`, `show_failed`, `show_idle`."""

    start_local = Signal(str, str, bool)
    """Name, team, and whether practice customers shall come."""
    connect_to = Signal(str, dict)
    """A connector's name and the values of its fields."""
    passphrase_given = Signal(str)
    without_cache = Signal()
    begin_anew = Signal()
    """The passphrase is forgotten, and the history that it locks is given up."""
    cancelled = Signal()

    def __init__(
        self,
        theme: Theme,
        connectors: Sequence[Manifest],
        *,
        name: str = "",
        team: str = "",
        version: str = "",
        language: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setAccessibleName(tr("Sign in"))
        self.local = LocalCard(theme, name, team)
        self.connectors = ConnectCard(theme, connectors)
        self.passphrase: PassphrasePage | None = None
        self._marks = QButtonGroup(self)
        self._marks.addButton(self.local.mark)
        self._marks.addButton(self.connectors.mark)
        self.local.choose()
        facts = [tr("Version {version}", version=version) if version else "", language]
        self.steps = StepRail(
            theme,
            (
                (tr("Where work comes from"), tr("This computer, or your team's system.")),
                (tr("Sign in"), ""),
                (tr("Ready"), ""),
            ),
            tr("History and drafts stay on this computer, encrypted."),
            " · ".join(fact for fact in facts if fact),
        )
        self._title = Label(theme, tr("Where does your work come from?"), "heading", wrap=True)
        self._under = Label(
            theme,
            tr("Start on this computer in a minute, or connect to the system your team uses."),
            "message",
            "text.secondary",
            wrap=True,
        )
        self.practice = Button(theme, tr("Explore with practice customers"), "link")
        self.practice.setToolTip(
            tr("Starts the hub on this computer; simulated visitors write to you at once.")
        )
        self.cancel = Button(theme, tr("Cancel"))
        self.cancel.hide()
        self._hint = Label(
            theme,
            tr("The coloured icons show which channels a connector carries."),
            "caption",
            "text.secondary",
        )
        self._pages = QStackedWidget()
        self._pages.addWidget(self._choice_page())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.steps)
        row.addWidget(self._pages, 1)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self.cancel.show)
        self._wire()

    def _choice_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addStretch(2)
        column.addWidget(self._title)
        column.addSpacing(4)
        column.addWidget(self._under)
        column.addSpacing(22)
        cards = QHBoxLayout()
        cards.setSpacing(24)
        cards.addWidget(self.local, 39)
        cards.addWidget(self.connectors, 60)
        column.addLayout(cards)
        column.addSpacing(14)
        foot = QHBoxLayout()
        foot.addWidget(self._hint)
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.practice)
        column.addLayout(foot)
        column.addStretch(3)
        self.local.setMinimumHeight(464)
        holder = QWidget()
        holder.setMaximumWidth(_CONTENT)
        holder.setLayout(column)
        outer = QHBoxLayout(page)
        outer.setContentsMargins(32, 16, 32, 16)
        outer.addStretch(1)
        outer.addWidget(holder, 1000)
        outer.addStretch(1)
        return page

    def _wire(self) -> None:
        self.local.started.connect(lambda name, team: self.start_local.emit(name, team, False))
        self.practice.clicked.connect(self._start_practice)
        self.connectors.submitted.connect(self.connect_to)
        self.connectors.form_shown.connect(lambda shown: self.steps.set_current(int(shown)))
        self.cancel.clicked.connect(self.cancelled)

    def _start_practice(self) -> None:
        if name := self.local.checked_name():
            self.local.choose()
            self.start_local.emit(name, self.local.team.text().strip(), True)

    def set_connectors(self, connectors: Sequence[Manifest]) -> None:
        """Show these connectors: they may be found after the first paint."""
        self.connectors.set_connectors(connectors)

    # -- states -------------------------------------------------------------------

    def show_idle(self) -> None:
        """Wait for the agent."""
        self._busy("")
        self.steps.set_current(int(self.connectors.form is not None))

    def show_working(self, sentence: str) -> None:
        """Something is under way: `sentence` says what ("Starting the hub…"). Cancel appears if it takes long."""
        self._busy(sentence)
        self.steps.set_current(1)

    def show_failed(self, problem: Problem) -> None:
        """It did not work: say why and what to do next, and let the agent try again."""
        self._busy("")
        if self.passphrase is not None:
            self.passphrase.show_problem(problem)
        elif self.connectors.form is not None and self.connectors.chosen:
            self.connectors.form.show_problem(problem)
        else:
            self.steps.set_current(0)
            self.local.notice.show_problem(problem_words(problem))
            self.local.button.setFocus()

    def show_form(self, connector: str, values: Mapping[str, str]) -> None:
        """Open the form of a connector with `values` filled in; a connector that is not there is passed over."""
        self.show_choice()
        self.connectors.open_form_of(connector, values)

    def ask_passphrase(self, *, new: bool) -> None:
        """Ask for a passphrase: a new one, or the one that unlocks."""
        self._drop_passphrase()
        self._busy("")
        page = PassphrasePage(self.theme, new=new)
        page.given.connect(self.passphrase_given)
        page.declined.connect(self.without_cache)
        page.begin_anew.connect(self.begin_anew)
        self.passphrase = page
        holder = QWidget()
        column = QHBoxLayout(holder)
        column.addStretch(1)
        column.addWidget(page, 1000, Qt.AlignmentFlag.AlignVCenter)
        column.addStretch(1)
        self._pages.addWidget(holder)
        self._pages.setCurrentWidget(holder)
        self.steps.set_current(1)
        page.field.setFocus()

    def show_choice(self) -> None:
        """Back from the passphrase page to the choice."""
        self._drop_passphrase()
        self.show_idle()

    def _drop_passphrase(self) -> None:
        holder = self._pages.currentWidget()
        if self.passphrase is not None and holder is not None:
            self._pages.removeWidget(holder)
            holder.deleteLater()
            self.passphrase = None

    def _busy(self, sentence: str) -> None:
        local = self.local.chosen
        self.local.set_busy(sentence if local else "")
        self.connectors.set_busy("" if local else sentence)
        if sentence:
            (self.connectors if local else self.local).setEnabled(False)
            self._patience.start(CANCEL_AFTER_MS)
            self.local.notice.clear()
        else:
            self.local.setEnabled(True)
            self.connectors.setEnabled(True)
            self._patience.stop()
            self.cancel.hide()
        self.practice.setVisible(not sentence)
        if self.passphrase is not None:
            self.passphrase.set_busy(sentence)

    # -- looks --------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """The caret starts in the name."""
        super().showEvent(event)
        self.local.name.setFocus()
        self.local.name.end(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window gets a narrow left column."""
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        self.steps.setFixedWidth(248 if narrow else 320)
        self._hint.setVisible(not narrow)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the surface."""
        p = paint.on(self)
        paint.fill(p, QRectF(self.rect()), self.theme.color("bg.surface"))
        p.end()
