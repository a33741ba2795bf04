"""The sheet that says why an interaction is where it is, and why now.

Promises to say that facts are on their way, or why they cannot be had. Refuses to ask: it shows what it is given.
"""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from agent_desktop.desk.guidance_state import WhyState
from agent_desktop.model.base import Millis
from agent_desktop.ui.guidance.listing_sheet import ListingSheet
from agent_desktop.ui.guidance.why_words import WhyLine, happened, head, holds
from agent_desktop.ui.kit.direction import sides
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import problem_words, tr

_WIDTH: Final = 560


class WhySheet(ListingSheet):
    """`show_state` fills it."""

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, host, tr("Why here, why now"), _WIDTH, listed=tr("Facts"))
        self.lines: list[WhyLine] = []

    def show_state(self, state: WhyState, now: Millis) -> None:
        """Show the facts, or why there are none."""
        why = state.why
        self.lines = []
        holder = self.holder()
        grid = QGridLayout(holder)
        grid.setContentsMargins(*sides(0, 4, 12, 4))
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        if why is None:
            problem = problem_words(state.problem) if state.problem is not None else ""
            self.note.setText(problem or tr("The facts are on their way…"))
        else:
            self.note.setText(head(why))
            self._section(grid, tr("What happened"), list(happened(why, now)))
            self._section(grid, tr("Now"), list(holds(why)))
        grid.setRowStretch(grid.rowCount(), 1)
        self.card.setAccessibleDescription(self.note.text())
        self.show_listed(holder, shown=bool(self.lines))

    def _section(self, grid: QGridLayout, title: str, lines: Iterable[WhyLine]) -> None:
        lines = list(lines)
        if not lines:
            return
        row = grid.rowCount()
        label = Label(self.theme, title, "micro", "text.tertiary", weight=600)
        label.setContentsMargins(0, 8 if self.lines else 0, 0, 0)
        grid.addWidget(label, row, 0, 1, 2)
        for one in lines:
            row += 1
            when = Label(self.theme, one.when, "caption", "text.tertiary", tnum=True)
            grid.addWidget(when, row, 0, Qt.AlignmentFlag.AlignTop)
            words = QVBoxLayout()
            words.setSpacing(0)
            words.addWidget(Label(self.theme, one.what, "body", wrap=True))
            if one.more:
                words.addWidget(Label(self.theme, one.more, "caption", "text.secondary", wrap=True))
            grid.addLayout(words, row, 1)
        self.lines += lines

    def first(self) -> QWidget:
        """The facts, so that arrows scroll them; else what closes."""
        return self.listing if self.lines else self.close_it

    def card_height(self) -> int:
        """As high as the facts, where there is room."""
        inside = self.listing.widget()
        facts = inside.heightForWidth(_WIDTH - 56) if inside is not None and self.lines else 0
        return 120 + max(facts, 0)
