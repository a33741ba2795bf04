"""The chosen measure beside its curve: its name, the figure of all days, what it means and how it is made."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from agent_desktop.desk.figures_state import Answer
from agent_desktop.model.base import Millis
from agent_desktop.model.behind import is_of_time
from agent_desktop.model.figures import Definition
from agent_desktop.ui.figures.words import (
    DASH,
    compared_words,
    formula,
    parts,
    span_words,
    title,
    value_words,
)
from agent_desktop.ui.kit.widgets.buttons import Button
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

_WIDE = 292
_SHORT = 640
"""Windows lower than this say how a figure is made in its tooltip alone."""


class Reading(QWidget):
    """See the module."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setFixedWidth(_WIDE)
        self.name = Label(theme, "", "captionStrong", "text.secondary", wrap=True)
        self.value = Label(theme, "", "metric", tnum=True)
        self.made_of = Label(theme, "", "caption", "text.secondary", wrap=True, tnum=True)
        self.compared = Label(theme, "", "caption", "text.secondary", wrap=True, tnum=True)
        self.interactions = Button(theme, tr("Interactions"), "link", size="sm")
        self.interactions.setToolTip(tr("Whom the marked figure counts"))
        self.meaning = Label(theme, "", "caption", "text.primary", wrap=True)
        self.formula = Label(theme, "", "caption", "text.tertiary", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 8, 12, 8)
        column.setSpacing(3)
        for one in (self.name, self.value, self.made_of, self.compared):
            column.addWidget(one)
        column.addWidget(self.interactions, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(2)
        column.addWidget(self.meaning)
        column.addWidget(self.formula)
        column.addStretch(1)

    def show_measure(self, answer: Answer, measure: Definition, now: Millis) -> None:
        """The measure, over all that is asked for."""
        total = answer.table.total
        self.name.setText(f"{title(measure)} · {span_words(answer)}")
        self.value.setText(value_words(measure.unit, total.figures.get(measure.name)))
        made = parts(measure, total.sums)
        self.made_of.setText(made[0] if made else "")
        self.made_of.setVisible(bool(made))
        self.made_of.setToolTip("\n".join(made))
        before = answer.before.total.figures.get(measure.name)
        over = answer.curve.until_at <= now
        words = value_words(measure.unit, before)
        compared = compared_words(answer.question, answer)
        if not over:  # a day that goes on has less than a whole one
            compared = tr("{days}, complete", days=compared)
        self.compared.setText(f"{compared}: {words}")
        self.compared.setVisible(words != DASH)
        told = total.figures.get(measure.name) is not None or not is_of_time(measure)
        self.interactions.setVisible(told)
        self.meaning.setText(tr(measure.words))
        how = formula(measure)
        self.formula.setText(f"= {how}" if how else "")
        self.formula.setVisible(bool(how))
        self.setAccessibleName(", ".join((self.name.text(), self.value.text(), *made[:1])))
