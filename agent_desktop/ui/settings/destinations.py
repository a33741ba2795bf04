"""Where a call goes, chosen from what there is: queues, messages for them, menus, a number, goodbye.

Promises that a destination which is not offered here any more stays chosen until another one is, and that what the list
does not show of it (skills, priority) is kept with it. Refuses ids on the screen where there are names.
"""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from agent_desktop.model.administration_calls import Destination, Goal
from agent_desktop.ui.kit.widgets.dropdown import DropDown
from agent_desktop.ui.kit.widgets.fields import TextField
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.settings.rows import NoValue, Row
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

DIGITS = "1234567890*#"
Names = Mapping[str, str]
NOTHING = ""


def destination_words(one: Destination, queues: Names) -> str:
    """A destination in words."""
    name = queues.get(one.target, one.target)
    match one.goal:
        case Goal.QUEUE:
            return tr("Queue: {name}", name=name)
        case Goal.VOICEMAIL:
            return tr("Message for {name}", name=name)
        case Goal.MENU:
            return tr("Menu: {name}", name=one.target)
        case Goal.NUMBER:
            return tr("Number {number}", number=one.target)
        case Goal.REPEAT:
            return tr("Hear it again")
        case Goal.GOODBYE:
            return tr("Say goodbye")


def options_of(queues: Names, menus: Sequence[str], *, repeat: bool) -> list[Destination]:
    """Everything that can be chosen, but numbers."""
    return [
        *(Destination(goal=Goal.QUEUE, target=key) for key in queues),
        *(Destination(goal=Goal.VOICEMAIL, target=key) for key in queues),
        *(Destination(goal=Goal.MENU, target=key) for key in menus),
        *([Destination(goal=Goal.REPEAT)] if repeat else []),
        Destination(goal=Goal.GOODBYE, target="goodbye"),
    ]


class Pick(QWidget):
    """The list, and a line for a number. `nothing` may be chosen where it has words."""

    chosen = Signal()

    def __init__(self, theme: Theme, name: str, nothing: str = "") -> None:
        super().__init__()
        self._nothing = nothing
        self._kept: Destination | None = None
        self._queues: Names = {}
        self._options: list[Destination] = []
        self.list = DropDown(theme, name, width=260, compact=True)
        self.number = TextField(theme, tr("{name}: number", name=name), compact=True)
        self.number.setFixedWidth(130)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.list)
        row.addWidget(self.number)
        row.addStretch(1)
        self.list.chosen.connect(self._picked)
        self.number.textEdited.connect(self.chosen)
        self.show_value(None)

    def set_options(self, queues: Names, options: list[Destination]) -> None:
        """Offer these; what is chosen stays chosen."""
        value = self.value()
        self._queues, self._options = queues, options
        self.show_value(value)

    def value(self) -> Destination | None:
        """What is chosen, None for nothing."""
        key = self.list.current
        if key == NOTHING:
            return None
        if key == Goal.NUMBER:
            return Destination(goal=Goal.NUMBER, target=self.number.text().strip())
        if self._kept is not None and key == _key(self._kept):
            return self._kept
        return next(one for one in self._options if _key(one) == key)

    def show_value(self, value: Destination | None) -> None:
        """Choose it."""
        self._kept = value
        offered = list(self._options)
        numbered = value is not None and value.goal is Goal.NUMBER
        keys = [_key(one) for one in offered]
        if value is not None and not numbered and _key(value) not in keys:
            offered.insert(0, value)
        words = [(_key(one), destination_words(one, self._queues)) for one in offered]
        words.append((Goal.NUMBER.value, tr("Another number…")))
        if self._nothing or value is None:
            words.insert(0, (NOTHING, self._nothing or tr("Choose…")))
        current = NOTHING if value is None else Goal.NUMBER.value if numbered else _key(value)
        self.list.show_options(words, current)
        if value is not None and numbered and self.number.text().strip() != value.target:
            self.number.setText(value.target)
        self.number.setVisible(numbered)

    def _picked(self, key: str) -> None:
        self.number.setVisible(key == Goal.NUMBER)
        self.chosen.emit()


def _key(one: Destination) -> str:
    return f"{one.goal.value}:{one.target}" if one.goal is not Goal.REPEAT else one.goal.value


class DestinationRow(Row):
    """One destination."""

    def __init__(self, theme: Theme, name: str, label: str, about: str = "") -> None:
        super().__init__(theme, name, label, about)
        self.pick = Pick(theme, label)
        self.pick.chosen.connect(self._touched)
        self.seat(self.pick)

    def control(self) -> QWidget:
        """The list."""
        return self.pick.list

    def set_options(self, queues: Names, menus: Sequence[str]) -> None:
        """Offer what there is."""
        self.pick.set_options(queues, options_of(queues, menus, repeat=False))

    def value(self) -> Destination:
        """The destination. Raises NoValue."""
        value = self.pick.value()
        if value is None or (value.goal is Goal.NUMBER and not value.target):
            raise NoValue(tr("Choose where the call goes."))
        return value

    def show_value(self, value: object) -> None:
        """Show a destination."""
        assert isinstance(value, Destination)
        self.pick.show_value(value)


class DigitsRow(Row):
    """A destination for each digit that has one; the value is a dictionary."""

    def __init__(self, theme: Theme, name: str, label: str, about: str = "") -> None:
        super().__init__(theme, name, label, about)
        self.picks = {
            digit: Pick(theme, tr("Digit {digit}", digit=digit), tr("nothing")) for digit in DIGITS
        }
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(4)
        for line, (digit, pick) in enumerate(self.picks.items()):
            grid.addWidget(Label(theme, digit, weight=600, tnum=True), line, 0)
            grid.addWidget(pick, line, 1)
            pick.chosen.connect(self._touched)
        self.seat(grid)

    def control(self) -> QWidget:
        """The first list."""
        return next(iter(self.picks.values())).list

    def set_options(self, queues: Names, menus: Sequence[str]) -> None:
        """Offer what there is."""
        for pick in self.picks.values():
            pick.set_options(queues, options_of(queues, menus, repeat=True))

    def value(self) -> dict[str, Destination]:
        """Destinations by digit. Raises NoValue for a number that is missing."""
        chosen: dict[str, Destination] = {}
        for digit, pick in self.picks.items():
            one = pick.value()
            if one is not None and one.goal is Goal.NUMBER and not one.target:
                raise NoValue(tr("Give the number that {digit} calls.", digit=digit))
            if one is not None:
                chosen[digit] = one
        return chosen

    def show_value(self, value: object) -> None:
        """Show a dictionary of destinations by digit."""
        assert isinstance(value, dict)
        for digit, pick in self.picks.items():
            pick.show_value(value.get(digit))
