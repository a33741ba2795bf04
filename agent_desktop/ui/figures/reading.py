"""The chosen measure beside its curve: its name, the figure of all days, what it means and how it is made."""

from agent_desktop.desk.figures_state import Answer
from agent_desktop.model.base import Millis
from agent_desktop.model.behind import is_of_time
from agent_desktop.model.figures import Definition
from agent_desktop.ui.figures.measure_panel import MeasurePanel
from agent_desktop.ui.figures.words import (
    DASH,
    compared_words,
    formula,
    parts,
    span_words,
    title,
    value_words,
)
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

_WIDE = 292


class Reading(MeasurePanel):
    """See the module."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _WIDE)

    def show_measure(self, answer: Answer, measure: Definition, now: Millis) -> None:
        """The measure, over all that is asked for."""
        total = answer.table.total
        self.name.setText(f"{title(measure)} · {span_words(answer)}")
        self.value.setText(value_words(measure.unit, total.figures.get(measure.name)))
        made = parts(measure, total.sums)
        self.say_parts(made)
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
