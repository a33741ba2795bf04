"""The rows whose value is a whole number, or one for each channel.

Promises that a number which nobody touched stays as fine as it was, and that an empty field of a channel has no entry.
Refuses to judge numbers: the backend says which cannot be.
"""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from agent_desktop.model.work import Channel
from agent_desktop.ui.kit.widgets.fields import TextField
from agent_desktop.ui.kit.widgets.labels import Label
from agent_desktop.ui.settings.rows import FieldRow, NoValue, Row
from agent_desktop.ui.theme.theme import Theme
from agent_desktop.ui.words import later, tr

CHANNEL_NAMES = {
    Channel.VOICE: later("Calls"),
    Channel.CHAT: later("Chats"),
    Channel.EMAIL: later("E-mails"),
    Channel.SMS: later("SMS"),
    Channel.SOCIAL: later("Social"),
    Channel.VIDEO: later("Video"),
}


class NumberField(TextField):
    """A line for a whole number of `scale`; below zero where it is `signed`.

    A number that is no multiple of the scale is shown rounded, and kept while its text is not touched.
    """

    def __init__(
        self, theme: Theme, name: str, hint: str = "", *, scale: int = 1, signed: bool = True
    ) -> None:
        super().__init__(theme, name, hint=hint)
        self.setMaxLength(12)
        self._scale, self._signed = scale, signed
        self._shown: tuple[str, int | None] = ("", None)

    def read(self, text: str) -> int:
        """What a text means. Raises NoValue."""
        digits = text.removeprefix("-") if self._signed else text
        if not (digits.isascii() and digits.isdecimal()):
            raise NoValue(tr("This must be a whole number."))
        return int(text) * self._scale

    def write(self, number: int) -> str:
        """How a number is shown."""
        return str(round(number / self._scale))

    def number(self) -> int | None:
        """The number, None while the line is empty. Raises NoValue."""
        text = self.text().strip()
        if text == self._shown[0]:
            return self._shown[1]
        return self.read(text) if text else None

    def show_number(self, number: int | None) -> None:
        """Show a number; None is empty."""
        text = "" if number is None else self.write(number)
        self._shown = (text, number)
        if self.text() != text:
            self.setText(text)

    @property
    def sound(self) -> bool:
        """Whether a number stands there, or nothing."""
        try:
            self.number()
        except NoValue:
            return False
        return True


class AmountRow(FieldRow):
    """A number in a field of its own kind, with its unit behind it. An empty field is refused in the words of `needed`;
    without any it means None."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        label: str,
        about: str = "",
        *,
        field: NumberField,
        needed: str,
        unit: str = "",
    ) -> None:
        super().__init__(theme, name, label, about)
        self._needed = needed
        self.field: NumberField = field
        self.take_line(field)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(field)
        line.addWidget(Label(theme, unit, color="text.secondary"))
        self.seat(line)

    def value(self) -> int | None:
        """The number, None for an empty field that means something. Raises NoValue."""
        number = self.field.number()
        if number is None and self._needed:
            raise NoValue(self._needed)
        return number

    def show_value(self, value: object) -> None:
        """Show a number, or nothing."""
        self.field.show_number(None if value is None else int(str(value)))


class NumberRow(AmountRow):
    """A whole number of `scale`, such as seconds of a duration in milliseconds; `empty` says what nothing means."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        label: str,
        about: str = "",
        *,
        unit: str = "",
        scale: int = 1,
        empty: str = "",
    ) -> None:
        said = f"{label} ({unit})" if unit else label
        field = NumberField(theme, said, empty, scale=scale)
        field.setFixedWidth(140 if empty else 84)
        needed = "" if empty else tr("This must be a whole number.")
        super().__init__(theme, name, label, about, field=field, needed=needed, unit=unit)


class ByChannelRow(Row):
    """`make` makes the field of a name; fields are three abreast, with a `gap` in px between them."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        label: str,
        about: str = "",
        *,
        channels: Sequence[Channel],
        make: Callable[[str], NumberField],
        gap: int,
    ) -> None:
        super().__init__(theme, name, label, about)
        self._more: dict[Channel, int] = {}
        self.fields: dict[Channel, NumberField] = {}
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(6)
        for at, channel in enumerate(channels):
            words = tr(CHANNEL_NAMES[channel])
            field = make(f"{label}: {words}")
            field.textEdited.connect(self._touched)
            column = at % 3 * 3
            grid.addWidget(Label(theme, words, "caption", "text.secondary"), at // 3, column)
            grid.addWidget(field, at // 3, column + 1)
            grid.setColumnMinimumWidth(column + 2, gap)
            self.fields[channel] = field
        grid.setColumnStretch(9, 1)
        self.seat(grid)

    def control(self) -> QWidget:
        """The first field whose text is no value, else the first."""
        fields = tuple(self.fields.values())
        return next((one for one in fields if not one.sound), fields[0])

    def set_problem(self, words: str) -> None:
        """See `Row`."""
        for field in self.fields.values():
            field.set_invalid(False)
        super().set_problem(words)

    def value(self) -> dict[Channel, int]:
        """Numbers by channel. Raises NoValue."""
        typed = {channel: field.number() for channel, field in self.fields.items()}
        return self._more | {channel: one for channel, one in typed.items() if one is not None}

    def show_value(self, value: object) -> None:
        """Show a dictionary of numbers by channel."""
        assert isinstance(value, dict)
        self._more = {key: number for key, number in value.items() if key not in self.fields}
        for channel, field in self.fields.items():
            field.show_number(value.get(channel))


class AmountsRow(ByChannelRow):
    """A whole number of `scale` for each channel, none below zero."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        label: str,
        about: str = "",
        *,
        channels: Sequence[Channel],
        scale: int = 1,
    ) -> None:
        def make(words: str) -> NumberField:
            field = NumberField(theme, words, scale=scale, signed=False)
            field.setFixedWidth(64)
            field.setMaxLength(6)
            return field

        super().__init__(theme, name, label, about, channels=channels, make=make, gap=16)
