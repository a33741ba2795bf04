"""The rows of a form: a label, a control, what to know about it, and why its value was refused.

Promises that each row carries one field of a record as a plain value, that a refusal stands right below its control and
is told to screen readers, and that a secret can only be typed. Refuses to decide what is allowed: the backend does, and
a row only knows what is no value at all.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from agent_desktop.ui.kit import paint
from agent_desktop.ui.kit.direction import sides
from agent_desktop.ui.kit.widgets.choices import CheckBox, SegmentedControl
from agent_desktop.ui.kit.widgets.fields import TextArea, TextField
from agent_desktop.ui.kit.widgets.focus import RING_ROOM
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.kit.widgets.notices import LEVEL_ICONS, Level, level_color
from agent_desktop.ui.signin.notice import FormNotice
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import tr

LABEL_WIDTH = 168
LINE = 18
"""px of a line of text: a label stands at the middle of a control of one line."""
CONTROL_WIDTH = 400
_LONGEST = 2_000


class NoValue(ValueError):
    """What was typed is no value of this row; the words say what it should be."""


class Row(QWidget):
    """One field. `edited` tells that the administrator changed it; `show_value` does not emit."""

    edited = Signal()

    def __init__(self, theme: Theme, name: str, label: str, about: str = "") -> None:
        super().__init__()
        self.theme = theme
        self.name = name
        self.label = Label(theme, label, color="text.secondary", wrap=True)
        self.label.setFixedWidth(LABEL_WIDTH)
        self.label.setContentsMargins(0, 7, 0, 0)
        self.notice = FormNotice(theme)
        self.about = Label(theme, about, "caption", "text.secondary", wrap=True)
        if not about:
            self.about.hide()
        self._column = QVBoxLayout()
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(self.about)
        self._column.addWidget(self.notice)
        row = QHBoxLayout(self)
        row.setContentsMargins(RING_ROOM, RING_ROOM, RING_ROOM, RING_ROOM)
        row.setSpacing(16)
        row.addWidget(self.label, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._column, 1)

    def seat(self, control: QWidget | QLayout) -> None:
        """The control's place is above the words about it."""
        line = QHBoxLayout()
        line.setSpacing(0)
        if isinstance(control, QWidget):
            if (high := control.sizeHint().height()) < 2 * LINE:
                self.label.setContentsMargins(0, max(0, high - LINE) // 2, 0, 0)
            if control.sizePolicy().horizontalPolicy() != QSizePolicy.Policy.Fixed:
                control.setMaximumWidth(CONTROL_WIDTH)
            line.addWidget(control, 1000)
        else:
            line.addLayout(control)
        line.addStretch(1)
        self._column.insertLayout(0, line)

    def control(self) -> QWidget:
        """What gets the caret."""
        raise NotImplementedError

    def value(self) -> object:
        """What the control says. Raises NoValue."""
        raise NotImplementedError

    def show_value(self, value: object) -> None:
        """Show what is kept."""
        raise NotImplementedError

    fixed = False
    """Whether the value is chosen once, for something new."""

    def set_problem(self, words: str) -> None:
        """Say why the value was refused; nothing is wrong with empty `words`."""
        if words:
            self.notice.show_problem(words)
        else:
            self.notice.clear()
        control = self.control()
        if isinstance(control, TextField):
            control.set_invalid(bool(words))

    def _touched(self, *_: object) -> None:
        self.set_problem("")
        self.edited.emit()


class FieldRow(Row):
    """A row with one line to type in."""

    field: TextField

    def take_line(self, field: TextField) -> None:
        """This is the line."""
        field.textEdited.connect(self._touched)
        self.label.setBuddy(field)

    def control(self) -> QWidget:
        """The line."""
        return self.field


class TextRow(FieldRow):
    """A line of text, without outer spaces. An empty one is refused where it is `required`."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        label: str,
        about: str = "",
        *,
        hint: str = "",
        required: bool = False,
    ) -> None:
        super().__init__(theme, name, label, about)
        self._required = required
        self.field = TextField(theme, label, hint=hint)
        self.field.setMaxLength(_LONGEST)
        self.take_line(self.field)
        self.seat(self.field)

    def value(self) -> str:
        """The text."""
        text = self.field.text().strip()
        if self._required and not text:
            raise NoValue(tr("This is needed."))
        return text

    def show_value(self, value: object) -> None:
        """Show a text."""
        if self.field.text() != value:
            self.field.setText(str(value))


class SecretRow(FieldRow):
    """A secret that is typed and sent, and never shown: its value is None while the field is empty."""

    def __init__(self, theme: Theme, name: str, label: str, about: str = "") -> None:
        super().__init__(theme, name, label, about)
        self._make_field(theme, label)

    def _make_field(self, theme: Theme, label: str) -> None:
        self.field = TextField(theme, label, secret=True)
        self.take_line(self.field)
        self.seat(self.field)

    def _typed(self) -> str:
        return self.field.text()

    def _empty(self, hint: str) -> None:
        """Forget what was typed; `hint` stands in its place."""
        self.field.clear()
        self.field.setPlaceholderText(hint)

    def value(self) -> str | None:
        """What was typed, None for nothing."""
        return self._typed() or None

    def show_value(self, value: object) -> None:
        """Forget what was typed. A true `value` says that a secret is kept."""
        self._empty(tr("unchanged") if value else "")


class Fact(QWidget):
    """An icon and a sentence; a quiet one has no icon."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self._level: Level | None = None
        self._label = Label(theme, "", wrap=True)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._label)
        self.say("", None)

    def say(self, words: str, level: Level | None) -> None:
        """Show it."""
        self._level = level
        self._row.setContentsMargins(*sides(22 if level else 0, 7, 0, 0))
        self._label.setText(words)
        self.setAccessibleName(words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the icon."""
        if self._level is not None:
            p = paint.on(self)
            icon, color = LEVEL_ICONS[self._level], level_color(self._level)
            paint.icon(p, self.theme, icon, QPointF(0, 8), 16, color)
            p.end()


class FactRow(Row):
    """What the backend tells and nobody types. `words` says it, with the tone that it has."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        label: str,
        *,
        words: Callable[[object], tuple[str, Level | None]],
    ) -> None:
        super().__init__(theme, name, label)
        self._words = words
        self._value: object = None
        self._shown = Fact(theme)
        self._column.insertWidget(0, self._shown)

    def control(self) -> QWidget:
        """The words."""
        return self._shown

    def value(self) -> object:
        """What was told."""
        return self._value

    def show_value(self, value: object) -> None:
        """Say what was told."""
        self._value = value
        self._shown.say(*self._words(value))


class ChoiceRow(Row):
    """One of a few, side by side; each a key and its words."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        label: str,
        about: str = "",
        *,
        options: Sequence[tuple[str, str]],
    ) -> None:
        super().__init__(theme, name, label, about)
        self.choice = SegmentedControl(
            theme, [(key, words, "", "") for key, words in options], label
        )
        self.choice.chosen.connect(self._touched)
        self.seat(self.choice)

    def control(self) -> QWidget:
        """The segment in use."""
        return next(one for one in self.choice.findChildren(QRadioButton) if one.isChecked())

    def value(self) -> str:
        """The key."""
        return self.choice.current

    def show_value(self, value: object) -> None:
        """Choose."""
        self.choice.select(str(value))


class SwitchRow(Row):
    """Yes or no."""

    def __init__(
        self, theme: Theme, name: str, label: str, about: str = "", *, words: str = ""
    ) -> None:
        super().__init__(theme, name, label, about)
        self.box = CheckBox(theme, words or tr("On"))
        self.box.clicked.connect(self._touched)
        self.seat(self.box)
        self.label.setContentsMargins(0, 3, 0, 0)

    def control(self) -> QWidget:
        """The box."""
        return self.box

    def value(self) -> bool:
        """Whether it is checked."""
        return self.box.isChecked()

    def show_value(self, value: object) -> None:
        """Check it, or not."""
        self.box.setChecked(bool(value))


class LinesRow(Row):
    """Several texts, one a line; a tuple."""

    def __init__(
        self, theme: Theme, name: str, label: str, about: str = "", *, hint: str = ""
    ) -> None:
        super().__init__(theme, name, label, about)
        self.area = TextArea(theme, label, hint)
        self.area.setFixedHeight(72)
        self.area.textChanged.connect(self._typed)
        self.label.setBuddy(self.area)
        self._showing = False
        self.seat(self.area)

    def _typed(self) -> None:
        if not self._showing:
            self._touched()

    def control(self) -> QWidget:
        """The lines."""
        return self.area

    def value(self) -> tuple[str, ...]:
        """The lines that are not empty."""
        return self.lines()

    def show_value(self, value: object) -> None:
        """Show a tuple of texts."""
        if value != self.lines():
            self.show_lines(value)

    def lines(self) -> tuple[str, ...]:
        """The lines that are not empty, as they were typed."""
        lines = (one.strip() for one in self.area.toPlainText().splitlines())
        return tuple(one for one in lines if one)

    def show_lines(self, value: object) -> None:
        """Put these in place of all that stands here."""
        assert isinstance(value, tuple)
        self._showing = True
        self.area.setPlainText("\n".join(value))
        self._showing = False
