"""The buttons under the rows at the side of the board, about the rows that are chosen.

Promises that a button which cannot be used says why, in its tooltip and to a screen reader.
"""

from collections.abc import Sequence
from enum import StrEnum
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.direction import popup_over_end
from agent_desktop.ui.kit.widgets.buttons import Button, IconButton
from agent_desktop.ui.kit.widgets.menus import menu
from agent_desktop.ui.supervisor.side_rows import (
    Rule,
    SideRow,
    not_hinted,
    not_read,
    not_reassigned,
    not_taken_over,
)
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr


class Act(StrEnum):
    """What can be done with rows."""

    READ = "read"
    TAKE = "take"
    REASSIGN = "reassign"
    HINT = "hint"
    WHY = "why"
    LOWER = "lower"


RULES: dict[Act, Rule] = {
    Act.READ: not_read,
    Act.TAKE: not_taken_over,
    Act.REASSIGN: not_reassigned,
    Act.HINT: not_hinted,
    Act.WHY: not_read,
    Act.LOWER: lambda rows, me: "" if rows else tr("Choose a row first."),
}


def hindered(act: Act, rows: Sequence[SideRow], me: str, *, live: bool) -> str:
    """Why it cannot be done; empty: it can."""
    return RULES[act](rows, me) if live else tr("Not connected: what stands here may be old.")


def act_words(act: Act) -> str:
    """What the button says."""
    return {
        Act.READ: tr("Read along"),
        Act.TAKE: tr("Take over…"),
        Act.REASSIGN: tr("Reassign…"),
        Act.HINT: tr("Send a hint…"),
        Act.WHY: tr("Why here, why now"),
        Act.LOWER: tr("Lower the hand"),
    }[act]


class SideActs(QWidget):
    """The buttons. `asked` carries the act."""

    asked = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self._rows: Sequence[SideRow] = ()
        self._me, self._live = "", True
        self.buttons = {
            act: Button(theme, act_words(act), size="sm")
            for act in (Act.READ, Act.LOWER, Act.TAKE, Act.REASSIGN)
        }
        self.more = IconButton(theme, "ellipsis", tr("More"), side=28, icon_size=16)
        self.more.clicked.connect(self._open)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 10, 10)
        row.setSpacing(6)
        for act, button in self.buttons.items():
            row.addWidget(button)
            button.clicked.connect(partial(self.asked.emit, act))
        row.addStretch(1)
        row.addWidget(self.more)

    def show_rows(self, rows: Sequence[SideRow], me: str, *, live: bool) -> None:
        """These are chosen."""
        self._rows, self._me, self._live = rows, me, live
        hand = bool(rows) and rows[0].is_hand
        for act, button in self.buttons.items():
            why = hindered(act, rows, me, live=live)
            button.setVisible((act in (Act.READ, Act.LOWER)) is hand)
            button.setEnabled(not why)
            button.setToolTip(why or act_words(act))
            button.setAccessibleDescription(why)

    def _open(self) -> None:
        made = menu(self.theme, tr("More"), self)
        made.aboutToHide.connect(made.deleteLater)
        hand = bool(self._rows) and self._rows[0].is_hand
        for act in (Act.HINT, Act.WHY) if hand else (Act.READ, Act.HINT, Act.WHY):
            why = hindered(act, self._rows, self._me, live=self._live)
            action = made.addAction(act_words(act), partial(self.asked.emit, act))
            action.setEnabled(not why)
            action.setToolTip(why)
        popup_over_end(made, self.more, 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A line above."""
        p = paint.on(self)
        paint.hairline(p, self.theme, 0, self.width(), 0)
        p.end()
