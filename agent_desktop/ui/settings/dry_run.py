"""What a draft of the routing rules would have decided on a day: counts by rule and queue, and the differences.

Promises plain tables that can be read and told by a screen reader, and that each difference leads to its conversation.
Refuses to decide anything: it shows.
"""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QDate, QLocale, QRectF, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from agent_desktop.model.rules import Difference, DryRun
from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.format import time_of_day
from agent_desktop.ui.kit.marks import channel_word
from agent_desktop.ui.kit.paint import single_line
from agent_desktop.ui.kit.widgets.buttons import Button
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.kit.widgets.notices import announce
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import plural, tr

SHOWN = 50
"""So many differences are listed."""
_NAME = 30
_LEADING, _MIDDLE = Qt.AlignmentFlag.AlignLeading, Qt.AlignmentFlag.AlignVCenter
Cells = Sequence[str]


def outcome(run: DryRun) -> str:
    """All of it in a sentence."""
    day = QLocale().toString(QDate.fromString(run.day, Qt.DateFormat.ISODate), tr("d MMM yyyy"))
    if not run.interactions:
        return tr("Nobody came on {day}.", day=day)
    counted = plural(run.interactions, "{n} interaction", "{n} interactions")
    if not run.different:
        return tr("{day}: {counted}, all decided alike.", day=day, counted=counted)
    return tr("{day}: {counted}, {n} decided otherwise.", day=day, counted=counted, n=run.different)


def difference_cells(one: Difference) -> Cells:
    """A difference: when, who, what was decided, what would have been."""
    before = _decided(one.queue_before, one.rule_before, one.points_before)
    after = _decided(one.queue_after, one.rule_after, one.points_after)
    who = single_line(one.customer_name, _NAME) or tr("Unknown customer")
    return time_of_day(one.at), f"{who} · {channel_word(one.channel)}", before, after


def _decided(queue: str, rule: str, points: int | None) -> str:
    parts = [queue] if queue else []  # none that is still there
    parts.append(rule or tr("no rule"))
    if points:
        parts.append(tr("{n} points", n=f"{points:+}"))
    return " · ".join(parts)


class Table(QWidget):
    """A title and rows; columns from `numbers` on stand at the end of their column. Cells of the column `led` can be
    pressed: `pressed` with the row's number."""

    pressed = Signal(int)

    def __init__(
        self,
        theme: Theme,
        title: str,
        heads: Cells,
        rows: Sequence[Cells],
        numbers: int,
        led: int = -1,
    ) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.addWidget(Label(theme, title, "bodyStrong"), 0, 0, 1, len(heads))
        for line, cells in enumerate((heads, *rows)):
            for column, words in enumerate(cells):
                if line and column == led:
                    button = Button(theme, words, "link", size="sm")
                    button.setFixedHeight(round(theme.metrics("caption").height()) + 2)
                    button.clicked.connect(partial(self.pressed.emit, line - 1))
                    grid.addWidget(button, line + 1, column, _LEADING | _MIDDLE)
                    continue
                color = "text.secondary" if line == 0 else "text.primary"
                cell = Label(theme, words, "caption", color, wrap=column < numbers)
                if column >= numbers:
                    cell.setAlignment(Qt.AlignmentFlag.AlignTrailing | _MIDDLE)
                else:
                    cell.setAlignment(_LEADING | _MIDDLE)
                grid.addWidget(cell, line + 1, column)
        for column in range(numbers):
            grid.setColumnStretch(column, 1 if column or numbers == 1 else 0)


class DryRunCard(QWidget):
    """The last dry run; nothing before one. Times are those of this computer. `opened`: a difference's conversation."""

    opened = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.run: DryRun | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 12, 16, 12)
        self._column.setSpacing(14)
        self.hide()

    def show_run(self, run: DryRun | None) -> None:
        """Show it; None for nothing."""
        self.run = run
        while (item := self._column.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self.setVisible(run is not None)
        if run is None:
            return
        theme, words = self.theme, outcome(run)
        self._column.addWidget(Label(theme, words, "bodyStrong", wrap=True))
        if run.interactions:
            rules = [(one.name or tr("No rule"), str(one.count)) for one in run.by_rule]
            heads = (tr("Rule"), tr("Held"))
            self._column.addWidget(Table(theme, tr("By rule"), heads, rules, 1))
            queues = [(one.name, str(one.before), str(one.after)) for one in run.by_queue]
            heads3 = (tr("Queue"), tr("Was"), tr("Would be"))
            self._column.addWidget(Table(theme, tr("By queue"), heads3, queues, 1))
            how = tr(
                "How many waited is as it was on that day; customers and calendars are as they are now."
            )
            self._column.addWidget(Label(theme, how, "caption", "text.secondary", wrap=True))
        if run.differences:
            rows = [difference_cells(one) for one in run.differences[:SHOWN]]
            heads4 = (tr("Time"), tr("Who"), tr("Was"), tr("Would be"))
            table = Table(theme, tr("Differences"), heads4, rows, 4, led=1)
            table.pressed.connect(lambda n: self.opened.emit(run.differences[n].conversation_id))
            self._column.addWidget(table)
            more = run.different - len(rows)
            if more > 0:
                told = plural(more, "{n} more is not listed.", "{n} more are not listed.")
                self._column.addWidget(Label(theme, told, "caption", "text.secondary"))
        self.setAccessibleName(words)
        announce(self, words)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card."""
        p = paint.on(self)
        paint.card(p, self.theme, QRectF(self.rect()))
        p.end()
