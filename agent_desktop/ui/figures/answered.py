"""What the pages of figures and of reports have in common: an answer, how old it is, and whom a figure of it counts.

Promises to say that another answer is on its way, and why none came; what was there before stays. Refuses to ask by
itself: what is asked leaves as signals.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QPalette, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedLayout, QVBoxLayout, QWidget

from agent_desktop.desk.api import DeskView
from agent_desktop.model.errors import Problem
from agent_desktop.model.events import LinkState
from agent_desktop.model.figure_questions import FigureNames
from agent_desktop.model.figures import Figures
from agent_desktop.model.reports import Report
from agent_desktop.model.work import Channel
from agent_desktop.ui.figures.behind_panel import BehindPanel
from agent_desktop.ui.figures.counted import CountedAgain
from agent_desktop.ui.kit.format import time_of_day
from agent_desktop.ui.kit.widgets.buttons import Button
from agent_desktop.ui.kit.widgets.labels import EmptyState, Label
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import problem_words, tr

_SIDE = 340


class AnsweredPage(QWidget):
    """A page. `asked` carries a question, `again` asks for the same anew, `copied` and `saved` say what shall be."""

    asked = Signal(object)
    again = Signal()
    copied = Signal(object)
    saved = Signal(object)

    def __init__(self, desk: DeskView, theme: Theme) -> None:
        super().__init__()
        self._desk = desk
        self._theme = theme
        self.menu: QMenu | None = None
        self.counted = CountedAgain(theme)
        self.state = Label(theme, "", "caption", "text.secondary", tnum=True)
        self.retry = Button(theme, tr("Try again"), "link", size="sm")
        self.retry.clicked.connect(self.again)
        self.copy = Button(theme, tr("Copy"), icon="copy")
        self.behind = BehindPanel(theme)
        self.behind.setFixedWidth(_SIDE)
        self.upper = QWidget()
        self.empty = EmptyState(theme, "")
        self.empty.acted.connect(self.again)
        self.setAutoFillBackground(True)
        theme.changed.connect(self._dress)

    def _dress(self) -> None:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, self._theme.color("bg.surface"))
        palette.setColor(QPalette.ColorRole.Base, self._theme.color("bg.surface"))
        self.setPalette(palette)

    def _laid_out(self, asking: QWidget, parts: Sequence[QWidget]) -> QVBoxLayout:
        """The question, below it the parts of the answer, whose last one takes the room, and beside them who counts."""
        answer = QWidget()
        column = QVBoxLayout(answer)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in parts:
            column.addWidget(part, 1 if part is parts[-1] else 0)
        below = QWidget()
        self._stack = QStackedLayout(below)
        self._stack.addWidget(answer)
        self._stack.addWidget(self.empty)
        whole = QVBoxLayout()
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(asking)
        whole.addWidget(self.counted)
        beside = QHBoxLayout()
        beside.setSpacing(0)
        beside.addWidget(below, 1)
        beside.addWidget(self.behind)
        whole.addLayout(beside, 1)
        return whole

    def _copy_keys(self, table: QWidget) -> None:
        """The keys for copying copy the table while it has the caret."""
        QShortcut(
            QKeySequence(QKeySequence.StandardKey.Copy),
            table,
            lambda: self.copy.click(),
            context=Qt.ShortcutContext.WidgetWithChildrenShortcut,
        )

    def _say_age(
        self,
        made: Figures | Report | None,
        problem: Problem | None,
        *,
        reading: bool,
        zone: bool = False,
    ) -> bool:
        """How old the answer is (`zone`: and in which zone it counts), or what is about another one.

        True when that failed, and the old one stays.
        """
        since = time_of_day(made.made_at, zone=ZoneInfo(made.zone)) if made is not None else ""
        old = tr("As of {time}", time=since) if since else ""
        failed = problem is not None and made is not None and not reading
        words = f"{old} · {made.zone}" if zone and made is not None else old
        if reading:
            words = tr("Being brought…")
        elif problem is not None and made is not None:
            words = f"{problem_words(problem)} {old}"
        elif self._desk.link.state is not LinkState.LIVE and old:
            words = tr("Not connected. As of {time}", time=since)
        self.state.setText(words)
        self.state.setToolTip(words)
        self.retry.setVisible(failed)
        return failed

    def _today(self, names: FigureNames) -> date:
        now = datetime.fromtimestamp(self._desk.now() / 1000, UTC)
        return now.astimezone(ZoneInfo(names.zone)).date()

    def _channels(self) -> list[Channel]:
        return list(self._desk.manifest.channels)
