"""The rows of a form whose value is more than one thing: some of several, levels of skills.

Promises plain tuples and dictionaries, in the order that the record has them or the options stand. Refuses to drop what
it has no option for: a queue that is not offered here stays chosen.
"""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from agent_desktop.ui.kit.widgets.choices import CheckBox
from agent_desktop.ui.kit.widgets.dropdown import DropDown
from agent_desktop.ui.kit.widgets.fields import TextField
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.settings.line_rows import KeyedRow, Line
from agent_desktop.ui.settings.rows import CONTROL_WIDTH, Row
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

_LEVELS = tuple((str(level), str(level)) for level in range(1, 11))
_USUAL_LEVEL = 5


class SomeRow(Row):
    """Some of several, as check boxes; the value is a tuple of keys. `none` is said where there are no options."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        label: str,
        about: str = "",
        *,
        options: Sequence[tuple[str, str]] = (),
        none: str = "",
    ) -> None:
        super().__init__(theme, name, label, about)
        self.boxes: dict[str, CheckBox] = {}
        self._options: tuple[tuple[str, str], ...] = ()
        self._kept: tuple[str, ...] = ()
        self._none = Label(theme, none, color="text.secondary", wrap=True)
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        self._list.addWidget(self._none)
        self.label.setContentsMargins(0, 3, 0, 0)
        self.seat(self._list)
        self.set_options(options)

    def set_options(self, options: Sequence[tuple[str, str]]) -> None:
        """Offer these; what is checked stays checked."""
        fresh = tuple(options)
        if fresh == self._options and self.boxes:
            return
        value = self.value()
        for box in self.boxes.values():
            box.hide()
            box.deleteLater()
        self._options = fresh
        self.boxes = {key: CheckBox(self.theme, words) for key, words in fresh}
        for box in self.boxes.values():
            box.clicked.connect(self._touched)
            self._list.addWidget(box)
        self._none.setVisible(not fresh)
        self.show_value(value)

    def control(self) -> QWidget:
        """The first box."""
        return next(iter(self.boxes.values()), self._none)

    def value(self) -> tuple[str, ...]:
        """The keys that are checked: those kept before in their order, then fresh ones."""
        chosen = {key for key, box in self.boxes.items() if box.isChecked()}
        before = tuple(key for key in self._kept if key in chosen or key not in self.boxes)
        return before + tuple(key for key in self.boxes if key in chosen and key not in before)

    def show_value(self, value: object) -> None:
        """Check a tuple of keys."""
        assert isinstance(value, tuple)
        self._kept = value
        for key, box in self.boxes.items():
            box.setChecked(key in value)


class PickRow(Row):
    """One of several, from a list; the value is its key, empty for `none`."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        label: str,
        about: str = "",
        *,
        none: str,
        width: int = 260,
    ) -> None:
        super().__init__(theme, name, label, about)
        self._none = none
        self._options: tuple[tuple[str, str], ...] = ()
        self.list = DropDown(theme, label, width=width)
        self.list.chosen.connect(self._touched)
        self.seat(self.list)
        self.show_value("")

    def set_options(self, options: Sequence[tuple[str, str]]) -> None:
        """Offer these; what is chosen stays chosen."""
        self._options = tuple(options)
        self.show_value(self.list.current)

    def words_of(self, key: str) -> str:
        """What a key is called that is chosen and not offered."""
        return key

    def control(self) -> QWidget:
        """The list."""
        return self.list

    def value(self) -> str:
        """The key."""
        return self.list.current

    def show_value(self, value: object) -> None:
        """Choose."""
        key = str(value)
        offered = [("", self._none), *self._options]
        if key not in dict(offered):
            offered.append((key, self.words_of(key)))
        self.list.show_options(offered, key)


class SkillLine(Line):
    """A skill and its level."""

    def __init__(self, theme: Theme, skill: str, level: int) -> None:
        super().__init__(theme, tr("Take this skill away"))
        self.name = TextField(theme, tr("Skill"), skill)
        self.name.setMaxLength(120)
        self.name.textEdited.connect(self.touch)
        self.level = DropDown(theme, tr("Level"), width=72)
        self.level.show_options(_LEVELS, str(level))
        self.level.chosen.connect(self.touch)
        self.row.addWidget(self.name, 1)
        self.row.addWidget(self.level)
        self.closed()

    def first(self) -> QWidget:
        """See `Line`."""
        return self.name

    def value(self) -> tuple[str, int] | None:
        """See `Line`: a line without a name says nothing."""
        skill = self.name.text().strip()
        return (skill, int(self.level.current)) if skill else None


class SkillsRow(KeyedRow):
    """Skills with levels from 1 to 10; the value is a dictionary."""

    widest = CONTROL_WIDTH

    def __init__(self, theme: Theme, name: str, label: str, about: str = "") -> None:
        super().__init__(theme, name, label, about, tr("Add a skill"))
        self._known = Label(theme, "", "caption", "text.secondary", wrap=True)
        self._known.hide()
        self._column.insertWidget(2, self._known)

    def set_known(self, skills: str) -> None:
        """Which skills are used elsewhere, so that nobody writes them otherwise."""
        words = tr("Used so far: {skills}", skills=skills) if skills else ""
        self._known.setText(words)
        self._known.setVisible(bool(words))

    def made(self, value: object | None) -> Line:
        """See `LineRow`."""
        assert value is None or isinstance(value, tuple)
        return SkillLine(self.theme, *(value or ("", _USUAL_LEVEL)))
