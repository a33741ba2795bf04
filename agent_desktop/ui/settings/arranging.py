"""Putting the things of a page into another order, one step at a time.

Promises that one move at a time is on its way, and that a refused one says why. Refuses to show an order that the
backend does not have yet.
"""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from agent_desktop.desk.api import DeskView
from agent_desktop.model.base import new_id
from agent_desktop.model.intents import Administer
from agent_desktop.ui.kit.widgets.buttons import IconButton
from agent_desktop.ui.settings.book import Book
from agent_desktop.ui.settings.listing import Rows
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import problem_words, tr


class Arranging(QObject):
    """Of one page's list; `keys` are the things as they are kept. `moved` tells that a move was done. `problem` is why
    the last one was not."""

    moved = Signal()

    def __init__(
        self,
        desk: DeskView,
        theme: Theme,
        book: Book[Any],
        rows: Rows,
        keys: Callable[[], tuple[str, ...]],
    ) -> None:
        super().__init__(rows)
        self._desk = desk
        self._book = book
        self._rows = rows
        self._keys = keys
        self._asked = ""
        self.problem = ""
        self.up = IconButton(theme, "chevron-up", tr("Move up"), keys="Alt ↑")
        self.down = IconButton(theme, "chevron-down", tr("Move down"), keys="Alt ↓")
        self.up.clicked.connect(lambda: self.move(-1))
        self.down.clicked.connect(lambda: self.move(1))
        rows.shifted.connect(self.move)

    def move(self, by: int) -> None:
        """Move the marked thing, unless it is at the end or a move is on its way."""
        before, marked = self._keys(), self._rows.marked
        if not self._book.arranges or self._asked or marked not in before:
            return
        at = before.index(marked)
        to = at + by
        if not 0 <= to < len(before):
            return
        keys = list(before)
        keys[at], keys[to] = keys[to], keys[at]
        self._asked, self.problem = new_id(), ""
        order = self._book.arrange(tuple(keys), before)
        self._desk.post(Administer(ask_id=self._asked, order=order))

    def follow(self) -> None:
        """The desk knows more: perhaps what came of a move."""
        order = self._desk.administration.orders.get(self._asked)
        several = self._book.arranges and len(self._rows.entries) > 1
        for button in (self.up, self.down):
            button.setVisible(several)
        if order is None or not (order.done or order.problem):
            return
        self._asked = ""
        if order.problem is not None:
            self.problem = problem_words(order.problem)
        else:
            self.moved.emit()
